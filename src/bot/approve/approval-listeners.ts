import { Problem } from '../../domain/errors.ts';
import { itemMeant } from '../../domain/plan/index.ts';
import { itemName } from '../../words/kinds.ts';
import { capital } from '../../words/sentences.ts';
import { knownPerson } from '../kit/asking.ts';
import type { ButtonArgs, SubmissionArgs } from '../kit/listener-args.ts';
import { keyOfForm } from '../kit/request-key.ts';
import type { Services } from '../kit/services.ts';
import { tellOutcomes } from '../kit/telling.ts';
import { readWithin } from '../kit/within.ts';
import { stateWords } from '../kit/words.ts';
import { buildReturnForm, parseReopenForm, parseReturnForm } from './decision-forms.ts';

/** "Approva", "Approva tutti": the value names the versions, so that what came in since is not approved unseen. */
export const handleApprove =
  (services: Services) =>
  async ({ ack, action, body }: ButtonArgs): Promise<void> => {
    await ack();
    const { person } = await knownPerson(services, body.user.id);
    await services.approvals.approve(person.code, idsOf(action.value));
    await tellOutcomes(services);
    services.homes.refresh([person.code]);
  };

/** "Restituisci": asks for the note. */
export const handleGiveBack =
  (services: Services) =>
  async ({ ack, action, body, client }: ButtonArgs): Promise<void> => {
    await ack();
    const { person } = await knownPerson(services, body.user.id);
    const updates = await services.approvals.returnable(person.code, idsOf(action.value));
    const what = updates.map((update) => `${capital(itemName(update))}: ${stateWords(update)}`).join('\n');
    const view = buildReturnForm(
      services.year,
      updates.map(({ id }) => id),
      what,
    );
    await client.views.open({ trigger_id: body.trigger_id, view });
  };

export const handleReturnSubmission =
  (services: Services) =>
  async ({ ack, body, view }: SubmissionArgs): Promise<void> => {
    const { person } = await knownPerson(services, body.user.id);
    const { ids, note } = parseReturnForm(view);
    if (note === '') {
      await ack({ response_action: 'errors', errors: { note: 'Scrivi che cosa manca o va corretto.' } });
      return;
    }
    await services.approvals.giveBack(person.code, ids, note, keyOfForm(body));
    await ack();
    await tellOutcomes(services);
    services.homes.refresh([person.code]);
  };

/** The control office opens an item again. */
export const handleReopenSubmission =
  (services: Services) =>
  async ({ ack, body, view }: SubmissionArgs): Promise<void> => {
    const { person } = await knownPerson(services, body.user.id);
    const { item: opened, mark, reason } = parseReopenForm(view);
    if (opened === null) throw new Problem('item_unknown', { item: '' });
    const item = itemMeant(await services.plans.current(), opened, mark);
    if (reason === '') {
      await ack({ response_action: 'errors', errors: { reason: 'Scrivi il motivo.' } });
      return;
    }
    await services.approvals.reopen(person.code, item, reason, keyOfForm(body));
    await ack();
    await tellOutcomes(services);
  };

/** Ids of versions from a button's value: whatever they are, rights are checked afterwards. */
const idsOf = (value: string | undefined): readonly number[] =>
  readWithin(value)
    .what.split(',')
    .filter((id) => /^\d{1,12}$/.test(id))
    .map(Number);
