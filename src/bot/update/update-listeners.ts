import type {
  AllMiddlewareArgs,
  BlockAction,
  SlackActionMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewClosedAction,
} from '@slack/bolt';
import { Problem } from '../../domain/errors.ts';
import type { ItemKey } from '../../domain/types.ts';
import { EMPTY_DRAFT, type UpdateDraft, type UpdateForm } from '../../domain/updates/index.ts';
import { knownPerson } from '../kit/asking.ts';
import { type ButtonArgs, parseRef, type SubmissionArgs } from '../kit/listener-args.ts';
import type { Services } from '../kit/services.ts';
import { slackErrorOf } from '../kit/slack-errors.ts';
import { tellOutcomes } from '../kit/telling.ts';
import { readWithin } from '../kit/within.ts';
import {
  buildUpdateForm,
  draftErrors,
  type FormSurroundings,
  isWorthKeeping,
  parseUpdateForm,
  startingDraft,
} from './update-form.ts';

type FieldArgs = SlackActionMiddlewareArgs<BlockAction> & AllMiddlewareArgs;

/** The button of an item, in a reminder, a list or the Home: opens its form. */
export const handleUpdateButton =
  (services: Services) =>
  async ({ ack, action, body, client }: ButtonArgs): Promise<void> => {
    await ack();
    const { phase, what } = readWithin(action.value);
    await openUpdateForm(services, client, body.user.id, body.trigger_id, parseRef(what), { phase });
  };

/**
 * Opens the form of an item for whoever may report on it.
 * @param prepared the phase, where it is known; what to fill the form with, and why it opens, when that is not the
 *   last version
 * @throws Problem when the account is unknown, or may not report on it now
 */
export async function openUpdateForm(
  services: Services,
  client: AllMiddlewareArgs['client'],
  userId: string,
  triggerId: string,
  item: ItemKey,
  prepared: {
    readonly phase?: string | null;
    readonly draft?: Partial<UpdateDraft>;
    readonly notice?: string;
  } = {},
): Promise<void> {
  const { person } = await knownPerson(services, userId);
  const form = await services.updates.open(person.code, item, prepared.phase ?? undefined);
  const around = await surroundings(
    services,
    prepared.notice === undefined ? {} : { notice: prepared.notice },
  );
  const draft = prepared.draft ? { ...EMPTY_DRAFT, ...prepared.draft } : startingDraft(form);
  await client.views.open({ trigger_id: triggerId, view: buildUpdateForm(form, draft, around) });
}

/** The form is sent: saved first, then the modal closes, then whoever is concerned is told. */
export const handleUpdateSubmission =
  (services: Services) =>
  async ({ ack, body, view }: SubmissionArgs): Promise<void> => {
    const { person } = await knownPerson(services, body.user.id);
    const { item: opened, metadata, draft } = parseUpdateForm(view);
    const { phase, basedOn, mark } = metadata;
    const result = await services.updates.submit(person.code, { ...opened, mark }, phase, basedOn, draft);
    if (result.ok) {
      await ack();
      await tellOutcomes(services);
      return;
    }
    if ('problems' in result) {
      const errors = draftErrors(result.problems);
      if (allShown(view.blocks, errors)) await ack({ response_action: 'errors', errors });
      // The fields on screen are not those of the state chosen: the form is redrawn, and nothing typed is lost.
      else {
        const notice = Object.values(errors).join(' ');
        await ack({
          response_action: 'update',
          view: buildUpdateForm(result.form, draft, await surroundings(services, { notice })),
        });
      }
      return;
    }
    const around = await surroundings(services, { conflict: result.conflict });
    await ack({ response_action: 'update', view: buildUpdateForm(result.form, draft, around) });
  };

const allShown = (
  blocks: readonly { block_id?: string }[] | undefined,
  errors: Record<string, string>,
): boolean =>
  blocks === undefined ||
  Object.keys(errors).every((field) => blocks.some(({ block_id }) => block_id === field));

/** Another state, or another thing that changes, is chosen: the form shows its fields and keeps what was typed. */
export const handleFormReshape =
  (services: Services) =>
  async ({ ack, body, client }: FieldArgs): Promise<void> => {
    await ack();
    const { form, draft } = await keepTyped(services, body);
    const { view } = body;
    if (!view) return;
    try {
      await client.views.update({
        view_id: view.id,
        ...(view.hash ? { hash: view.hash } : {}),
        view: buildUpdateForm({ ...form, kept: null }, draft, await surroundings(services)),
      });
    } catch (error) {
      // A newer choice has redrawn it already, or it was closed: what was typed is kept all the same.
      if (!PASSED_BY.has(slackErrorOf(error))) throw error;
    }
  };

/** Slack's answers for a form that is no longer the one acted upon. */
const PASSED_BY = new Set(['hash_conflict', 'not_found', 'view_not_found']);

/** Something is typed: kept, since Slack does not say what was in a form that is closed. */
export const handleFormTyped =
  (services: Services) =>
  async ({ ack, body }: FieldArgs): Promise<void> => {
    await ack();
    try {
      await keepTyped(services, body);
    } catch (error) {
      // What stands in the way (a phase closed meanwhile, a right lost) is told when the form is sent, not at each key.
      if (!(error instanceof Problem)) throw error;
    }
  };

/** The form is closed without sending it: what it held, where Slack says it, is kept. */
export const handleFormClosed =
  (services: Services) =>
  async ({
    ack,
    body,
    view,
  }: SlackViewMiddlewareArgs<ViewClosedAction> & AllMiddlewareArgs): Promise<void> => {
    await ack();
    if (Object.keys(view.state?.values ?? {}).length > 0) await keepTyped(services, { ...body, view });
  };

/** "Scarta la bozza": the form starts again from the last version. */
export const handleDiscardDraft =
  (services: Services) =>
  async ({ ack, action, body, client }: ButtonArgs): Promise<void> => {
    await ack();
    const { person } = await knownPerson(services, body.user.id);
    const { phase, what } = readWithin(action.value);
    const item = parseRef(what);
    const kept = await services.updates.open(person.code, item, phase ?? undefined);
    await services.updates.discardDraft(person.code, kept.phase.code, item);
    const form = await services.updates.open(person.code, item, kept.phase.code);
    const view = buildUpdateForm(form, startingDraft(form), await surroundings(services));
    if (body.view) await client.views.update({ view_id: body.view.id, view });
  };

async function keepTyped(
  services: Services,
  body: { user: { id: string }; view?: { private_metadata: string; state: { values: unknown } } },
): Promise<{ form: UpdateForm; draft: UpdateDraft }> {
  if (!body.view) throw new Problem('command_not_understood', { text: 'questo campo' });
  const { person } = await knownPerson(services, body.user.id);
  const { item: opened, metadata, draft: sent, shown } = parseUpdateForm(body.view);
  const form = await services.updates.open(person.code, { ...opened, mark: metadata.mark }, metadata.phase);
  const { item } = form;
  // What stands in the fields of another state is not on the form now, and is not lost; what goes on begins where it was.
  const hidden = form.kept?.draft ?? (sent.state === 'in_progress' ? startingDraft(form) : EMPTY_DRAFT);
  const draft = { ...hidden, ...Object.fromEntries(shown.map((field) => [field, sent[field]])) };
  if (isWorthKeeping(form, draft)) await services.updates.keepDraft(person.code, metadata.phase, item, draft);
  else if (form.kept !== null) await services.updates.discardDraft(person.code, metadata.phase, item);
  return { form, draft };
}

/** What a form shows besides its own content. */
async function surroundings(
  services: Services,
  more: Partial<FormSurroundings> = {},
): Promise<FormSurroundings> {
  const { people, head } = await services.plans.current();
  return { names: new Map(people.map(({ code, name }) => [code, name])), timezone: head.timezone, ...more };
}
