import { personOfBody } from '../kit/asking.ts';
import { escapeMrkdwn } from '../kit/blocks.ts';
import type { ButtonArgs, SubmissionArgs } from '../kit/listener-args.ts';
import { keyOfForm } from '../kit/request-key.ts';
import type { Services } from '../kit/services.ts';
import { tellOutcomesOfAll } from '../kit/telling.ts';
import {
  absenceErrors,
  buildAbsenceForm,
  buildRecordedAbsence,
  parseAbsenceForm,
  takenBackSentence,
} from './absence-view.ts';

/*
 * Absences are the body's: whoever acts is looked for in every plan, and named by address. They read where they acted
 * what became of it; whoever else it concerns is told by a notice.
 */

/**
 * "Nuova assenza": for oneself, or for those whose head one is; for anybody, in the control office. The list in which it
 * was pressed goes: the form, once sent, shows the one that is true then.
 */
export const handleNewAbsence =
  ({ absences, years, logger }: Services) =>
  async ({ ack, body, client, respond }: ButtonArgs): Promise<void> => {
    await ack();
    const { email } = await personOfBody(years, body.user.id);
    const view = buildAbsenceForm(
      await absences.peopleFor(email),
      await absences.substitutes(),
      await absences.today(),
    );
    await client.views.open({ trigger_id: body.trigger_id, view });
    await respond({ delete_original: true }).catch((error: unknown) =>
      logger.warn({ err: error }, 'a list of absences stays where it was'),
    );
  };

export const handleAbsenceSubmission =
  (services: Services) =>
  async ({ ack, body, view }: SubmissionArgs): Promise<void> => {
    const { email } = await personOfBody(services.years, body.user.id);
    const recorded = await services.absences.record(email, parseAbsenceForm(view), keyOfForm(body));
    if (!recorded.ok) {
      await ack({ response_action: 'errors', errors: absenceErrors(recorded.problems) });
      return;
    }
    await ack({
      response_action: 'update',
      view: buildRecordedAbsence(recorded, await services.absences.listFor(email)),
    });
    await tellOutcomesOfAll(services);
  };

/** "Annulla assenza". */
export const handleCancelAbsence =
  (services: Services) =>
  async ({ ack, action, body, respond }: ButtonArgs): Promise<void> => {
    await ack();
    const { email } = await personOfBody(services.years, body.user.id);
    const taken = await services.absences.cancel(email, Number(action.value));
    await respond({
      response_type: 'ephemeral',
      replace_original: true,
      text: escapeMrkdwn(takenBackSentence(taken)),
    });
    await tellOutcomesOfAll(services);
  };
