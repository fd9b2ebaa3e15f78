import type { KnownBlock, SectionBlock } from '@slack/types';
import { Problem } from '../../domain/errors.ts';
import { phaseName } from '../../domain/phases/index.ts';
import { type ItemKey, itemRef } from '../../domain/types.ts';
import type { OwedInPhase, QuickReport } from '../../domain/updates/index.ts';
import { the } from '../../words/articles.ts';
import { itemName } from '../../words/kinds.ts';
import { capital, counted, listed } from '../../words/sentences.ts';
import { isPressedBeforeOthers, knownPerson } from '../kit/asking.ts';
import { escapeMrkdwn, section } from '../kit/blocks.ts';
import { say } from '../kit/direct-telling.ts';
import { type ButtonArgs, parseRef, type SubmissionArgs } from '../kit/listener-args.ts';
import { problemSentence } from '../kit/problems.ts';
import type { Services } from '../kit/services.ts';
import { tellOutcomes } from '../kit/telling.ts';
import { readWithin } from '../kit/within.ts';
import { itemTitle, stateWords } from '../kit/words.ts';
import { buildBulkForm, parseBulkForm } from './bulk-form.ts';
import { DRAWN_AGAIN } from './item-buttons.ts';

/** "Nessuna variazione", "Raggiunto": reported in one click. */
export const handleQuickReport =
  (services: Services, report: QuickReport) =>
  async ({ ack, action, body, respond }: ButtonArgs): Promise<void> => {
    await ack();
    const { person } = await knownPerson(services, body.user.id);
    const { phase, what } = readWithin(action.value);
    const [ref = '', seen = ''] = what.split('|');
    const basedOn = /^\d{1,9}$/.test(seen) ? Number(seen) : null;
    const { update, item } = await services.updates.quick(
      person.code,
      parseRef(ref),
      report,
      basedOn,
      phase ?? undefined,
    );
    // A list that only its reader sees is no message of the outbox: it says itself what became of the click.
    if (body.container.is_ephemeral === true)
      await respond({
        response_type: 'ephemeral',
        replace_original: false,
        text: `Ricevuto: ${itemTitle(item)}: ${stateWords(update)}.`,
      });
    await tellOutcomes(services);
  };

/** "Annulla": one's own report is taken back, within ten minutes. */
export const handleCancelUpdate =
  (services: Services) =>
  async ({ ack, action, body, respond }: ButtonArgs): Promise<void> => {
    await ack();
    const { person } = await knownPerson(services, body.user.id);
    const [id, drawn] = readWithin(action.value).what.split('|');
    const update = await services.updates.cancel(person.code, Number(id));
    const taken = isPressedBeforeOthers(body)
      ? itemName(update)
      : `${itemName(update)}, ${stateWords(update)}`;
    const text = `Annullato: ${taken}. Torna com’era prima.`;
    if (body.container.type === 'message' && drawn !== DRAWN_AGAIN)
      await respond({
        replace_original: true,
        text,
        blocks: withoutButton(body.message?.blocks ?? [], action.block_id, section(escapeMrkdwn(text))),
      });
    await services.reminders.refresh(update.phase, update);
    await tellOutcomes(services);
    services.homes.refresh([person.code]);
  };

/** A receipt once a report was taken back: of several, only the one whose button was pressed changes. */
function withoutButton(blocks: readonly KnownBlock[], pressed: string, now: SectionBlock): KnownBlock[] {
  const withButton = blocks.filter((block) => block.type === 'section' && block.accessory !== undefined);
  return withButton.length < 2 ? [now] : blocks.map((block) => (block.block_id === pressed ? now : block));
}

/** "Conferma più voci": a form with all that is missing. */
export const handleConfirmMany =
  (services: Services) =>
  async ({ ack, action, body, client }: ButtonArgs): Promise<void> => {
    await ack();
    const { person } = await knownPerson(services, body.user.id);
    const { phase: code, what } = readWithin(action.value);
    const owed = (await services.updates.owedBy(person.code)).find(
      ({ phase }) => phase.code === (code ?? what),
    );
    if (!owed) throw new Problem('no_open_phase');
    const missing = owed.items.filter(({ update }) => update === null);
    if (missing.length === 0)
      throw new Problem('command_not_understood', {
        text: 'questo pulsante',
        expected: 'Non manca più niente: hai inviato tutto.',
      });
    await client.views.open({ trigger_id: body.trigger_id, view: buildBulkForm(owed.phase, missing) });
  };

/** What is not among the items owed is refused when it is reported. */
const mayRepeatOf = ({ items }: OwedInPhase, key: ItemKey): boolean =>
  items.find(({ item }) => itemRef(item) === itemRef(key))?.mayRepeat ?? true;

/** Several items reported in one go: each on its own, so that one that cannot be does not stop the others. */
export const handleBulkSubmission =
  (services: Services) =>
  async ({ ack, body, view, client }: SubmissionArgs): Promise<void> => {
    const { person } = await knownPerson(services, body.user.id);
    const { items, report, phase } = parseBulkForm(view);
    const owed = (await services.updates.owedBy(person.code)).find(
      (candidate) => candidate.phase.code === phase,
    );
    if (!owed) {
      throw new Problem('phase_closed', { phase: phaseName(await services.plans.current(), phase) });
    }
    const unknown = report === 'no_change' ? items.filter((key) => !mayRepeatOf(owed, key)) : [];
    if (unknown.length > 0)
      return ack({
        response_action: 'errors',
        errors: {
          items: `Non so com’era prima ${listed(unknown.map((key) => the(itemName(key))))}: togli ${unknown.length === 1 ? 'questa voce' : 'queste voci'}, o aggiornale dal modulo.`,
        },
      });
    const failures: string[] = [];
    for (const item of items)
      try {
        await services.updates.quick(person.code, item, report, null, phase);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        failures.push(`${capital(itemName(item))}: ${problemSentence(error)}`);
      }
    await ack();
    if (failures.length > 0)
      await say(
        services,
        client,
        body.user.id,
        `${counted(failures.length, 'voce non è stata confermata', 'voci non sono state confermate')}. ${failures.join(' ')}`,
      );
    await tellOutcomes(services);
  };
