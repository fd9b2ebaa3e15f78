import type { ModalView } from '@slack/types';
import type { Phase, Plan } from '../../domain/types.ts';
import { ofEvaluator } from '../../words/roles.ts';
import { escapeMrkdwn, plainSection, section } from '../kit/blocks.ts';
import { choice, dayPicker, inPhase, input, modal, phaseOf, text } from '../kit/form-parts.ts';
import { VIEWS } from '../kit/ids.ts';
import { LIMITS, shorten } from '../kit/limits.ts';
import { fieldsOf, type SentView } from '../kit/sent-view.ts';
import { phaseTitle } from '../kit/words.ts';

/** parere del Nucleo, or of whoever evaluates the body */
export const buildOpinionForm = ({ head }: Plan, phase: Phase, today: string): ModalView =>
  modal(
    VIEWS.opinionForm,
    shorten(`Parere ${ofEvaluator(head.wording?.evaluator)}`, LIMITS.modalTitle),
    inPhase(phase),
    [
      plainSection(phaseTitle(phase)),
      input('day', 'Data della seduta', dayPicker(today)),
      input('opinion', 'Parere', {
        type: 'radio_buttons',
        options: [choice('Favorevole', 'favourable'), choice('Non favorevole', 'unfavourable')],
      }),
      input('remarks', 'Osservazioni', text(true), { optional: true }),
    ],
  );

export function parseOpinionForm(view: SentView) {
  const { phase } = phaseOf(view);
  const fields = fieldsOf(view);
  return {
    phase,
    opinion: {
      day: fields.day('day') ?? '',
      favourable: fields.option('opinion') === 'favourable',
      remarks: fields.text('remarks') || null,
    },
    isChosen: fields.option('opinion') !== null,
  };
}

/** The Giunta's act */
export const buildActForm = (phase: Phase, today: string): ModalView =>
  modal(VIEWS.actForm, 'Atto della Giunta', inPhase(phase), [
    plainSection(phaseTitle(phase)),
    input('day', 'Data', dayPicker(today)),
    input('reference', 'Atto', text(false, 300), {
      hint: 'Per esempio: Delibera di Giunta n. 12 del 14/02/2021',
    }),
  ]);

export function parseActForm(view: SentView) {
  const { phase } = phaseOf(view);
  const fields = fieldsOf(view);
  return { phase, act: { day: fields.day('day') ?? '', reference: fields.text('reference') } };
}

/** What closing would leave behind, before it is done. */
export const buildCloseForm = (phase: Phase, lines: readonly string[]): ModalView =>
  modal(
    VIEWS.closeForm,
    'Chiudi la fase',
    inPhase(phase),
    [
      plainSection(phaseTitle(phase)),
      section(shorten(lines.map((line) => `• ${escapeMrkdwn(line)}`).join('\n'), LIMITS.sectionText)),
    ],
    'Chiudi la fase',
  );

export const parseCloseForm = (view: Pick<SentView, 'private_metadata'>): { readonly phase: string } =>
  phaseOf(view);
