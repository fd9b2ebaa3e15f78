import type { AllMiddlewareArgs } from '@slack/bolt';
import type { AgendaFile } from '../../domain/agenda/index.ts';
import { counted } from '../../words/sentences.ts';
import { knownPerson } from '../kit/asking.ts';
import { say } from '../kit/direct-telling.ts';
import { ON_THEIR_WAY, sendFiles } from '../kit/file-delivery.ts';
import type { ButtonArgs } from '../kit/listener-args.ts';
import type { Services } from '../kit/services.ts';

/** "Calendario": one's own days, as a file in the direct messages. */
export const handleSendCalendar =
  (services: Services) =>
  async ({ ack, body, client }: ButtonArgs): Promise<void> => {
    await ack();
    const { person } = await knownPerson(services, body.user.id);
    await sendCalendar(services, client, body.user.id, await services.agenda.ofPerson(person.code));
  };

/**
 * Sends a calendar to whoever asked for it, in their direct messages.
 * @returns what to say where they asked
 */
export async function sendCalendar(
  services: Services,
  client: AllMiddlewareArgs['client'],
  account: string,
  { name, content, entries }: AgendaFile,
): Promise<string> {
  if (entries === 0) {
    const text = 'Non ci sono scadenze da mettere in calendario.';
    await say(services, client, account, text);
    return text;
  }
  const isThere = await sendFiles(
    services,
    client,
    account,
    `${counted(entries, 'scadenza', 'scadenze')} per il calendario: apri il file con Outlook, Google Calendar o quello del telefono. Se lo carichi di nuovo più avanti, le date si aggiornano e niente si raddoppia.`,
    [{ name, content }],
  );
  return isThere
    ? `Fatto: ${counted(entries, 'scadenza', 'scadenze')}, in un file nei tuoi messaggi con me.`
    : ON_THEIR_WAY;
}
