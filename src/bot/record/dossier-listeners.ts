import type {
  AllMiddlewareArgs,
  BlockAction,
  SlackActionMiddlewareArgs,
  StaticSelectAction,
} from '@slack/bolt';
import { contradictionsIn } from '../../answers/phrase/discrepancies.ts';
import { Problem } from '../../domain/errors.ts';
import { itemMeant } from '../../domain/plan/index.ts';
import type { ItemKey } from '../../domain/types.ts';
import { knownPerson, OVERSIGHT, requireRole } from '../kit/asking.ts';
import { plain } from '../kit/blocks.ts';
import { type ButtonArgs, parseRef, type SubmissionArgs } from '../kit/listener-args.ts';
import { keyOfForm } from '../kit/request-key.ts';
import type { Services } from '../kit/services.ts';
import { readWithin } from '../kit/within.ts';
import { buildDossierModal } from './dossier-view.ts';
import { buildEvidenceForm, parseEvidenceForm } from './evidence-form.ts';
import { buildInconsistencies } from './inconsistencies-view.ts';

/** "Storia": the dossier of an item, upon whatever is open. */
export const handleItemHistory =
  (services: Services) =>
  async ({ ack, action, body, client }: ButtonArgs): Promise<void> => {
    await ack();
    await openDossier(services, client, body, parseRef(readWithin(action.value).what));
  };

/** The Nucleo chooses an item in its Home. */
export const handleChooseDossier =
  (services: Services) =>
  async ({
    ack,
    action,
    body,
    client,
  }: SlackActionMiddlewareArgs<BlockAction<StaticSelectAction>> & AllMiddlewareArgs): Promise<void> => {
    await ack();
    await openDossier(services, client, body, parseRef(readWithin(action.selected_option?.value).what));
  };

async function openDossier(
  services: Services,
  client: AllMiddlewareArgs['client'],
  body: { trigger_id: string; user: { id: string }; view?: { type: string } },
  item: ItemKey,
): Promise<void> {
  const { person } = await knownPerson(services, body.user.id);
  const view = buildDossierModal(await services.dossiers.of(item, person.code));
  const open = body.view?.type === 'modal' ? client.views.push : client.views.open;
  await open({ trigger_id: body.trigger_id, view });
}

/** "Incongruenze": for whoever controls and evaluates. */
export const handleShowInconsistencies =
  (services: Services) =>
  async ({ ack, body, client }: ButtonArgs): Promise<void> => {
    await ack();
    await requireRole(services, body.user.id, OVERSIGHT);
    const { blocks } = buildInconsistencies(
      await services.dossiers.inconsistencies(),
      contradictionsIn(await services.plans.current()),
    );
    await client.views.open({
      trigger_id: body.trigger_id,
      view: { type: 'modal', title: plain('Incongruenze'), close: plain('Chiudi'), blocks },
    });
  };

/** "Allega un documento": a small form upon the one that is open. */
export const handleAddEvidence =
  (services: Services) =>
  async ({ ack, action, body, client }: ButtonArgs): Promise<void> => {
    await ack();
    const { person } = await knownPerson(services, body.user.id);
    const { phase, what } = readWithin(action.value);
    const form = await services.updates.open(person.code, parseRef(what), phase ?? undefined);
    const open = body.view?.type === 'modal' ? client.views.push : client.views.open;
    await open({ trigger_id: body.trigger_id, view: buildEvidenceForm(form.item, form.phase) });
  };

export const handleEvidenceSubmission =
  (services: Services) =>
  async ({ ack, body, view }: SubmissionArgs): Promise<void> => {
    const { person } = await knownPerson(services, body.user.id);
    const { item: opened, mark, phase, documents, wrongLink } = parseEvidenceForm(view);
    if (opened === null) throw new Problem('item_unknown', { item: '' });
    const item = itemMeant(await services.plans.current(), opened, mark);
    if (documents.length === 0 || wrongLink) {
      await ack({
        response_action: 'errors',
        errors: {
          link: wrongLink
            ? 'Scrivi l’indirizzo intero, che comincia con https:// o http://, senza utente né password.'
            : 'Metti un collegamento o almeno un file.',
        },
      });
      return;
    }
    // Rights are checked again: the form says which item, and anybody could write another in it.
    await services.updates.open(person.code, item, phase);
    const at = services.clock.now();
    await services.evidence.add(
      documents.map((document) => ({ ...item, ...document, phase, person: person.code, at })),
      keyOfForm(body),
    );
    await ack();
  };
