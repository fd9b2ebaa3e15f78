import type { ModalView } from '@slack/types';
import { isClosed } from '../../domain/phases/index.ts';
import type { Phase } from '../../domain/types.ts';
import { itemRef } from '../../domain/types.ts';
import { ofEvaluator } from '../../words/roles.ts';
import { counted } from '../../words/sentences.ts';
import type { MessageView } from '../kit/blocks.ts';
import type { Services } from '../kit/services.ts';
import { buildCloseForm } from './closing-forms.ts';
import { buildDeliveries, type DeliveryRows } from './deliveries-view.ts';
import type { NudgePreview, RunningBlock } from './running-view.ts';

/*
 * What the control office is shown of a phase before it acts, as things are now: the same for a command and for a button
 * of the Home.
 */

/** Who would be written to now, and what is missing. */
export async function nudgePreview({ reminders, absences }: Services, phase: Phase): Promise<NudgePreview> {
  const due = await reminders.previewByHand(phase);
  return {
    people: due.length,
    items: new Set(due.flatMap(({ items }) => items.map(itemRef))).size,
    structures: await reminders.coverageOf(phase),
    isClosed: isClosed(phase, await absences.today()),
  };
}

/** All messages of a phase, and who cannot be asked. */
export async function deliveryRows({ reminders, notices }: Services, phase: Phase): Promise<DeliveryRows> {
  return {
    reminders: await reminders.deliveries(phase.code),
    notices: await notices.deliveries(phase.code),
    unasked: (await reminders.unasked()).filter((one) => one.phase.code === phase.code),
  };
}

/** "Consegne": what went out, what did not and why. */
export async function deliveriesOf(services: Services, phase: Phase): Promise<MessageView<RunningBlock>> {
  const { people, head } = await services.plans.current();
  return buildDeliveries(
    phase,
    await deliveryRows(services, phase),
    new Map(people.map(({ code, name }) => [code, name])),
    head.timezone,
  );
}

/** "Chiudi": what closing would leave behind. */
export async function closeFormOf({ closing, plans }: Services, phase: Phase): Promise<ModalView> {
  const { missing, pending, summary } = await closing.preview(phase.code);
  const total = summary.counts.reduce((sum, { total: all }) => sum + all, 0);
  const recorded = await closing.opinionOf(phase.code);
  const nucleo = ofEvaluator((await plans.current()).head.wording?.evaluator);
  return buildCloseForm(phase, [
    `Aggiornamenti arrivati: ${total - missing.length} su ${total}.`,
    missing.length === 0
      ? 'Non manca niente.'
      : `${counted(missing.length, 'voce resterà', 'voci resteranno')} senza aggiornamento.`,
    pending === 0
      ? 'Non c’è niente in attesa di approvazione.'
      : `${counted(pending, 'aggiornamento aspetta', 'aggiornamenti aspettano')} ancora l’approvazione: le modifiche non approvate non entrano nel piano.`,
    recorded === null
      ? `Il parere ${nucleo} non è registrato: /monitoraggio parere.`
      : `Il parere ${nucleo} è registrato.`,
    'Le modifiche approvate valgono già nel piano: entrano nel registro, con i valori di prima.',
  ]);
}
