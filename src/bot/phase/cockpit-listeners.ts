import type { ModalView } from '@slack/types';
import { phaseNamed } from '../../domain/phases/index.ts';
import type { Phase } from '../../domain/types.ts';
import { requireRole } from '../kit/asking.ts';
import { viewModal } from '../kit/form-parts.ts';
import type { ButtonArgs } from '../kit/listener-args.ts';
import type { Services } from '../kit/services.ts';
import { readWithin } from '../kit/within.ts';
import { buildExtendForm, buildPhaseForm } from './phase-forms.ts';
import { buildNudgeForm } from './running-view.ts';
import { closeFormOf, deliveriesOf, nudgePreview } from './shown-phase.ts';

/*
 * The buttons of the control office's Home: each opens what its command does, as things are now. What a form does is
 * authorised again when it is sent.
 */

/** A button that opens something of the phase that it names. */
const opening =
  (make: (services: Services, phase: Phase) => Promise<ModalView>) =>
  (services: Services) =>
  async ({ ack, action, body, client }: ButtonArgs): Promise<void> => {
    await ack();
    await requireRole(services, body.user.id, ['controller']);
    const phase = phaseNamed(await services.plans.current(), readWithin(action.value).phase ?? '');
    await client.views.open({ trigger_id: body.trigger_id, view: await make(services, phase) });
  };

/** "Sollecita": who would be written to. */
export const handlePreviewNudge = opening(async (services, phase) =>
  buildNudgeForm(phase, await nudgePreview(services, phase)),
);

/** "Proroga": a later due date. */
export const handleExtendPhase = opening(async (_services, phase) => buildExtendForm(phase));

/** "Chiudi": what closing would leave behind. */
export const handleClosePhase = opening(closeFormOf);

/** "Consegne": what went out, what did not. */
export const handleShowDeliveries = opening(async (services, phase) =>
  viewModal('Consegne', (await deliveriesOf(services, phase)).blocks),
);

/** "Apri una fase", where none is. */
export const handleOpenPhase =
  (services: Services) =>
  async ({ ack, body, client }: ButtonArgs): Promise<void> => {
    await ack();
    await requireRole(services, body.user.id, ['controller']);
    const view = buildPhaseForm(await services.plans.current(), await services.absences.today());
    await client.views.open({ trigger_id: body.trigger_id, view });
  };
