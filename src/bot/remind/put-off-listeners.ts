import type {
  AllMiddlewareArgs,
  BlockAction,
  SlackActionMiddlewareArgs,
  StaticSelectAction,
} from '@slack/bolt';
import { Problem, type ProblemCode } from '../../domain/errors.ts';
import { knownPerson } from '../kit/asking.ts';
import type { ButtonArgs, SubmissionArgs } from '../kit/listener-args.ts';
import { problemSentence } from '../kit/problems.ts';
import { keyOfForm } from '../kit/request-key.ts';
import type { Services } from '../kit/services.ts';
import { readWithin } from '../kit/within.ts';
import { buildInChargeForm, buildSnoozeForm, parseInChargeForm, parseSnoozeForm } from './put-off-forms.ts';
import { parseSnooze } from './reminder-view.ts';

/** "Ricordamelo": tomorrow and Monday at once, another day with a form. */
export const handleSnooze =
  (services: Services) =>
  async ({
    ack,
    action,
    body,
    client,
  }: SlackActionMiddlewareArgs<BlockAction<StaticSelectAction>> & AllMiddlewareArgs): Promise<void> => {
    await ack();
    const chosen = parseSnooze(action.selected_option?.value ?? '');
    if (!chosen) return;
    const { person } = await knownPerson(services, body.user.id);
    const { when, key } = chosen;
    if (when !== 'date') {
      const day = await services.postponements.dayOf(when);
      return services.postponements.snooze(person.code, key, day);
    }
    const { message, tomorrow, limit } = await services.postponements.choices('snooze', person.code, key);
    await client.views.open({
      trigger_id: body.trigger_id,
      view: buildSnoozeForm(message, tomorrow, limit),
    });
  };

export const handleSnoozeSubmission =
  (services: Services) =>
  async ({ ack, body, view }: SubmissionArgs): Promise<void> => {
    const { person } = await knownPerson(services, body.user.id);
    const { key, day } = parseSnoozeForm(view);
    const refusal = await refusedDay(services, 'snooze', person.code, key, day);
    if (day === null || refusal !== null)
      return ack({ response_action: 'errors', errors: { day: refusal ?? '' } });
    await services.postponements.snooze(person.code, key, day, keyOfForm(body));
    await ack();
  };

/** "Preso in carico…": which items, until when. */
export const handleTakeInCharge =
  (services: Services) =>
  async ({ ack, action, body, client }: ButtonArgs): Promise<void> => {
    await ack();
    const { person } = await knownPerson(services, body.user.id);
    const { message, tomorrow, limit } = await services.postponements.choices(
      'inCharge',
      person.code,
      readWithin(action.value).what,
    );
    await client.views.open({
      trigger_id: body.trigger_id,
      view: buildInChargeForm(message, tomorrow, limit),
    });
  };

export const handleInChargeSubmission =
  (services: Services) =>
  async ({ ack, body, view }: SubmissionArgs): Promise<void> => {
    const { person } = await knownPerson(services, body.user.id);
    const { key, items, until } = parseInChargeForm(view);
    const refusal = await refusedDay(services, 'inCharge', person.code, key, until);
    if (until === null || refusal !== null || items.length === 0) {
      const errors = {
        ...(refusal === null ? {} : { until: refusal }),
        ...(items.length === 0 ? { items: 'Scegli almeno una voce.' } : {}),
      };
      return ack({ response_action: 'errors', errors });
    }
    await services.postponements.takeInCharge(person.code, key, items, until, keyOfForm(body));
    await ack();
  };

/** Why a day cannot be had, to be said under its field; null when it can. */
async function refusedDay(
  { postponements }: Services,
  ...[wish, person, key, day]: [...Parameters<Services['postponements']['choices']>, string | null]
): Promise<string | null> {
  if (day === null) return 'Scegli un giorno.';
  try {
    await postponements.check(wish, person, key, day);
    return null;
  } catch (error) {
    if (error instanceof Problem && ABOUT_THE_DAY.has(error.problem)) return problemSentence(error);
    throw error;
  }
}

const ABOUT_THE_DAY: ReadonlySet<ProblemCode> = new Set([
  'postponed_too_far',
  'put_off_to_the_past',
  'put_off_too_late',
]);
