import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { Phase, Plan } from '../../domain/types.ts';
import { ITEM_KINDS, newItem } from '../../words/kinds.ts';
import { capital } from '../../words/sentences.ts';
import { choice, inPhase, input, modal, text } from '../kit/form-parts.ts';
import { VIEWS } from '../kit/ids.ts';
import { LIMITS, shorten } from '../kit/limits.ts';
import { menuOf } from '../kit/menu.ts';
import { fieldsOf, type SentView } from '../kit/sent-view.ts';

/**
 * The sheet of an item that the plan does not have.
 * @param own the departments that its author may add to
 */
export const buildProposalForm = (plan: Plan, phase: Phase, own: readonly string[]): ModalView =>
  modal(
    VIEWS.proposalForm,
    shorten(capital(newItem(plan.head.wording?.items)), LIMITS.modalTitle),
    { ...inPhase(phase), kind: 'objective' },
    [
      input('title', 'Descrizione', text(true, 500)),
      input('unit', 'Struttura', {
        type: 'static_select',
        ...menuOf([
          ...plan.units
            .filter(({ department }) => own.includes(department))
            .map(({ code, name }) => choice(code === name ? code : `${code} – ${name}`, `unit|${code}`)),
          ...plan.departments
            .filter(({ code }) => own.includes(code))
            .map(({ code, name }) =>
              choice(code === name ? code : `${code} – ${name}`, `department|${code}`),
            ),
        ]),
      }),
      input('weight', 'Peso', text(false, 10), {
        optional: true,
        hint: 'Un numero, se è già stabilito: 22 oppure 12,5.',
      }),
      input(
        'goals',
        'Obiettivi dell’Agenda 2030',
        {
          type: 'multi_static_select',
          options: plan.goals.map(({ number, shortName }) =>
            choice(`${number}. ${shortName}`, String(number)),
          ),
        },
        { optional: true },
      ),
      input('deadline', 'Scadenza', { type: 'datepicker' }),
      input('reason', 'Motivo e atto', text(true), {
        hint: 'Perché si aggiunge, e con quale atto se c’è.',
      }),
    ],
  );

export function parseProposalForm(view: SentView) {
  const metadata = z
    .object({ phase: z.string(), kind: z.enum(ITEM_KINDS) })
    .parse(JSON.parse(view.private_metadata));
  const fields = fieldsOf(view);
  const [level = '', code = ''] = (fields.option('unit') ?? '').split('|');
  return {
    ...metadata,
    title: fields.text('title'),
    unit: level === 'unit' ? code : null,
    department: level === 'department' ? code : null,
    weight: fields.text('weight'),
    goals: fields.options('goals').map(Number),
    deadline: fields.day('deadline') ?? '',
    reason: fields.text('reason'),
  };
}
