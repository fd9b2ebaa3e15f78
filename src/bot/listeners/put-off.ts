import type {
  AllMiddlewareArgs,
  BlockAction,
  SlackActionMiddlewareArgs,
  StaticSelectAction,
} from '@slack/bolt';
import { knownPerson } from '../asking.ts';
import type { Services } from '../services.ts';
import {
  buildInChargeForm,
  buildSnoozeForm,
  parseInChargeForm,
  parseSnoozeForm,
} from '../views/put-off-forms.ts';
import { parseSnooze } from '../views/reminder-view.ts';
import { readWithin } from '../views/within.ts';
import type { ButtonArgs, SubmissionArgs } from './updates.ts';

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
    const { message, tomorrow, snoozeLimit } = await services.postponements.choices(person.code, key);
    await client.views.open({
      trigger_id: body.trigger_id,
      view: buildSnoozeForm(message, tomorrow, snoozeLimit),
    });
  };

export const handleSnoozeSubmission =
  (services: Services) =>
  async ({ ack, body, view }: SubmissionArgs): Promise<void> => {
    const { person } = await knownPerson(services, body.user.id);
    const { key, day } = parseSnoozeForm(view);
    const { snoozeLimit, tomorrow } = await services.postponements.choices(person.code, key);
    if (day === null || day < tomorrow || day > snoozeLimit) {
      await ack({ response_action: 'errors', errors: { day: tooFar(day, tomorrow) } });
      return;
    }
    await services.postponements.snooze(person.code, key, day);
    await ack();
  };

/** "Preso in carico…": which items, until when. */
export const handleTakeInCharge =
  (services: Services) =>
  async ({ ack, action, body, client }: ButtonArgs): Promise<void> => {
    await ack();
    const { person } = await knownPerson(services, body.user.id);
    const { message, tomorrow, inChargeLimit } = await services.postponements.choices(
      person.code,
      readWithin(action.value).what,
    );
    await client.views.open({
      trigger_id: body.trigger_id,
      view: buildInChargeForm(message, tomorrow, inChargeLimit),
    });
  };

export const handleInChargeSubmission =
  (services: Services) =>
  async ({ ack, body, view }: SubmissionArgs): Promise<void> => {
    const { person } = await knownPerson(services, body.user.id);
    const { key, items, until } = parseInChargeForm(view);
    const { inChargeLimit, tomorrow } = await services.postponements.choices(person.code, key);
    const isInTime = until !== null && tomorrow <= until && until <= inChargeLimit;
    if (!isInTime || items.length === 0) {
      await ack({
        response_action: 'errors',
        errors: {
          ...(isInTime ? {} : { until: tooFar(until, tomorrow) }),
          ...(items.length === 0 ? { items: 'Scegli almeno una voce.' } : {}),
        },
      });
      return;
    }
    await services.postponements.takeInCharge(person.code, key, items, until);
    await ack();
  };

const tooFar = (day: string | null, tomorrow: string): string =>
  day !== null && day < tomorrow
    ? 'Scegli un giorno da domani in poi.'
    : 'Scegli un giorno entro il limite scritto qui sotto.';
