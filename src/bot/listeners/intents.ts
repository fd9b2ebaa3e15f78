import type { AllMiddlewareArgs } from '@slack/bolt';
import { z } from 'zod';
import { Problem } from '../../domain/errors.ts';
import { ITEM_STATES } from '../../domain/types.ts';
import { parseUpdateIntent, type UpdateIntent } from '../../domain/update-intent.ts';
import { knownPerson } from '../asking.ts';
import { problemSentence } from '../problems.ts';
import type { Services } from '../services.ts';
import { tellOutcomes } from '../telling.ts';
import { escapeMrkdwn, section } from '../views/blocks.ts';
import { buildIntent, buildIntentChoice } from '../views/intent-view.ts';
import { draftErrors } from '../views/update-form.ts';
import { itemTitle, stateWords } from '../views/words.ts';
import { type ButtonArgs, openUpdateForm, parseRef } from './updates.ts';

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
  const known = await services.people.personOf(user);
  // Staff who report nothing may well have asked something: the answers know what to do with it.
  if (known === null) return false;
  const candidates = await services.updates.candidates(known.person.code, intent.wanted);
  if (candidates.length === 0 && intent.wanted.kind === null) return false;
  const message = await understood(services, known.person.code, intent, text);
  await client.chat.postMessage({
    channel: place.channel,
    ...message,
    ...(place.thread === undefined ? {} : { thread_ts: place.thread }),
  });
  return true;
}

async function understood(services: Services, person: string, intent: UpdateIntent, text: string) {
  const candidates = await services.updates.candidates(person, intent.wanted);
  const allowed = candidates.filter((candidate) => candidate.allowed);
  const [first] = allowed.length > 0 ? allowed : candidates;
  try {
    if (!first) throw new Problem('item_unknown', { item: text });
    if (allowed.length > 1) {
      const choices = await Promise.all(
        allowed.map(async ({ item }) => ({
          item,
          basedOn: (await services.updates.open(person, item)).previous?.version ?? 0,
        })),
      );
      return buildIntentChoice(intent.report, choices);
    }
    const form = await services.updates.open(person, first.item);
    return buildIntent(form, intent.report);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const sentence = problemSentence(error);
    return { text: sentence, blocks: [section(escapeMrkdwn(sentence))] };
  }
}

/** "Conferma": reports what was understood; where a rule asks for more, the form opens and says what. */
export const handleConfirmIntent =
  (services: Services) =>
  async ({ ack, action, body, client, respond }: ButtonArgs): Promise<void> => {
    await ack();
    const { item: ref, report, basedOn } = intentSchema.parse(JSON.parse(action.value ?? ''));
    const item = parseRef(ref);
    const { person } = await knownPerson(services, body.user.id);
    if (report?.type === 'no_change') {
      const { update, item: known } = await services.updates.quick(person.code, item, 'no_change', basedOn);
      await done(`${itemTitle(known)}: ${stateWords(update)}`);
      return;
    }
    const form = await services.updates.open(person.code, item);
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
    await openUpdateForm(services, client, body.user.id, body.trigger_id, item, { draft, notice });

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
    const { item, report } = intentSchema.parse(JSON.parse(action.value ?? ''));
    const state = report?.type === 'state' ? report : null;
    await openUpdateForm(
      services,
      client,
      body.user.id,
      body.trigger_id,
      parseRef(item),
      state === null
        ? {}
        : {
            draft: {
              state: state.state,
              percent: state.percent === null ? '' : String(state.percent).replace('.', ','),
            },
          },
    );
  };

/** "Lascia stare": the buttons become the record. */
export const handleDismissIntent =
  (_services: Services) =>
  async ({ ack, respond }: ButtonArgs): Promise<void> => {
    await ack();
    const text = 'Va bene, non ho registrato niente.';
    await respond({ replace_original: true, text, blocks: [section(text)] });
  };
