import type { AllMiddlewareArgs } from '@slack/bolt';
import { z } from 'zod';
import { Problem } from '../../domain/errors.ts';
import { parseUpdateIntent, type UpdateForm, type UpdateIntent } from '../../domain/updates/index.ts';
import { ITEM_STATES } from '../../words/states.ts';
import { knownPerson, plansKnowing, reportable } from '../kit/asking.ts';
import { escapeMrkdwn, section } from '../kit/blocks.ts';
import { type ButtonArgs, parseRef } from '../kit/listener-args.ts';
import { problemSentence } from '../kit/problems.ts';
import type { Services } from '../kit/services.ts';
import { tellOutcomes } from '../kit/telling.ts';
import { readWithin } from '../kit/within.ts';
import { itemTitle, stateWords } from '../kit/words.ts';
import { buildIntent, buildIntentChoice } from './intent-view.ts';
import { draftErrors } from './update-form.ts';
import { openUpdateForm } from './update-listeners.ts';

/** What the buttons carry: ids and the few words understood. */
const intentSchema = z.object({
  item: z.string(),
  report: z.union([
    z.object({ type: z.literal('no_change') }),
    z.object({ type: z.literal('state'), state: z.enum(ITEM_STATES), percent: z.number().nullable() }),
    z.null(),
  ]),
  basedOn: z.number().int().nonnegative(),
});

/**
 * A message that reports an item's state: shows what was understood, and asks.
 * @returns false when the message reports nothing, and is for the answers
 */
export async function answerIntent(
  services: Services,
  client: AllMiddlewareArgs['client'],
  place: { readonly channel: string; readonly thread: string | undefined },
  user: string,
  text: string,
): Promise<boolean> {
  const intent = parseUpdateIntent(text);
  if (intent === null) return false;
  const plans = await plansKnowing(services.years, user);
  // Staff who report nothing may well have asked something: the answers know what to do with it.
  if (plans.length === 0) return false;
  const { forms, problems, exists } = await reportable(plans, intent.wanted);
  if (intent.wanted.kind === null && !exists) return false;
  await client.chat.postMessage({
    channel: place.channel,
    ...understood(
      intent,
      forms.map(({ form }) => form),
      problems[0] ?? new Problem('item_unknown', { item: text }),
    ),
    ...(place.thread === undefined ? {} : { thread_ts: place.thread }),
  });
  return true;
}

function understood({ report }: UpdateIntent, forms: readonly UpdateForm[], problem: Problem) {
  const [form, ...others] = forms;
  if (form) return others.length > 0 ? buildIntentChoice(report, forms) : buildIntent(form, report);
  const sentence = problemSentence(problem);
  return { text: sentence, blocks: [section(escapeMrkdwn(sentence))] };
}

/** "Conferma": reports what was understood; where a rule asks for more, the form opens and says what. */
export const handleConfirmIntent =
  (services: Services) =>
  async ({ ack, action, body, client, respond }: ButtonArgs): Promise<void> => {
    await ack();
    const { phase, what } = readWithin(action.value);
    const { item: ref, report, basedOn } = intentSchema.parse(JSON.parse(what));
    const item = parseRef(ref);
    const { person } = await knownPerson(services, body.user.id);
    if (report?.type === 'no_change') {
      const { update, item: known } = await services.updates.quick(
        person.code,
        item,
        'no_change',
        basedOn,
        phase ?? undefined,
      );
      await done(`${itemTitle(known)}: ${stateWords(update)}`);
      return;
    }
    const form = await services.updates.open(person.code, item, phase ?? undefined);
    const draft = {
      ...(report === null
        ? {}
        : { state: report.state, percent: report.percent === null ? '' : String(report.percent) }),
      ...(report?.state === 'achieved' ? { achievedOn: form.today } : {}),
      criticalPoints: form.previous?.criticalPoints ?? '',
      correctiveActions: form.previous?.correctiveActions ?? '',
      evidence: form.previous?.evidence ?? '',
    };
    const result = await services.updates.submit(person.code, item, form.phase.code, basedOn, {
      note: '',
      changeField: null,
      newValue: '',
      reason: '',
      act: '',
      actionsDone: [],
      achievedOn: '',
      percent: '',
      state: null,
      ...draft,
    });
    if (result.ok) {
      await done(`${itemTitle(result.item)}: ${stateWords(result.update)}`);
      return;
    }
    const notice =
      'problems' in result
        ? Object.values(draftErrors(result.problems)).join(' ')
        : 'Nel frattempo c’è stato un altro aggiornamento: controlla e invia.';
    await openUpdateForm(services, client, body.user.id, body.trigger_id, item, {
      phase: form.phase.code,
      draft,
      notice,
    });

    async function done(what: string): Promise<void> {
      const text = `Ricevuto: ${what}.`;
      await respond({ replace_original: true, text, blocks: [section(escapeMrkdwn(text))] });
      await tellOutcomes(services);
    }
  };

/** "Apri il modulo": with what was understood already in it. */
export const handleOpenIntent =
  (services: Services) =>
  async ({ ack, action, body, client }: ButtonArgs): Promise<void> => {
    await ack();
    const { phase, what } = readWithin(action.value);
    const { item, report } = intentSchema.parse(JSON.parse(what));
    const state = report?.type === 'state' ? report : null;
    await openUpdateForm(services, client, body.user.id, body.trigger_id, parseRef(item), {
      phase,
      ...(state === null
        ? {}
        : {
            draft: {
              state: state.state,
              percent: state.percent === null ? '' : String(state.percent).replace('.', ','),
            },
          }),
    });
  };

/** "Lascia stare": the buttons become the record. */
export const handleDismissIntent =
  (_services: Services) =>
  async ({ ack, respond }: ButtonArgs): Promise<void> => {
    await ack();
    const text = 'Va bene, non ho registrato niente.';
    await respond({ replace_original: true, text, blocks: [section(text)] });
  };
