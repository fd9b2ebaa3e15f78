import type { ActionsBlock, ContextBlock, HeaderBlock, ModalView, SectionBlock } from '@slack/types';
import type { AbsenceDraft, AbsenceField, AbsenceProblem } from '../../domain/absence-service.ts';
import type { Absence } from '../../domain/absences.ts';
import type { Person } from '../../domain/types.ts';
import { ACTIONS, VIEWS } from '../ids.ts';
import { actions, button, context, escapeMrkdwn, header, type MessageView, section } from './blocks.ts';
import { choice, dayPicker, input, modal } from './form-parts.ts';
import { LIMITS } from './limits.ts';
import { menuOf } from './menu.ts';
import { fieldsOf, type SentView } from './sent-view.ts';
import { periodWords } from './words.ts';

/** Two blocks are the header and the button. */
const SHOWN = LIMITS.messageBlocks - 3;

/** Who is away, or will be, as far as the reader may know. */
export function buildAbsences(
  absences: readonly Absence[],
  names: ReadonlyMap<string, string>,
): MessageView<HeaderBlock | SectionBlock | ContextBlock | ActionsBlock> {
  const name = (person: string): string => names.get(person) ?? person;
  const words = (absence: Absence): string =>
    `${periodWords(absence)}, ${absence.substitute === null ? 'senza sostituto: risponde il dirigente' : `sostituto ${name(absence.substitute)}`}`;
  const lines = absences.map((absence) => `${name(absence.person)}: ${words(absence)}.`);
  return {
    text: absences.length === 0 ? 'Nessuna assenza in programma.' : `Assenze: ${lines.join(' ')}`,
    blocks: [
      header('Assenze e sostituti'),
      ...(absences.length === 0 ? [section('Nessuna assenza in programma.')] : []),
      ...absences
        .slice(0, SHOWN)
        .map((absence) =>
          section(
            `*${escapeMrkdwn(name(absence.person))}*\n${escapeMrkdwn(words(absence))}`,
            button('Annulla assenza', ACTIONS.cancelAbsence, String(absence.id)),
          ),
        ),
      actions(button('Nuova assenza', ACTIONS.newAbsence, 'new', 'primary')),
    ],
  };
}

/**
 * The form of an absence.
 * @param people for whom the reader may record one, themselves first
 * @param substitutes who may answer in their place
 */
export function buildAbsenceForm(
  people: readonly Person[],
  substitutes: readonly Person[],
  today: string,
): ModalView {
  const options = (of: readonly Person[]) => of.map(({ code, name }) => choice(name, code));
  const whose = options(people);
  return modal(
    VIEWS.absenceForm,
    'Assenza',
    {},
    [
      input('person', 'Chi è assente', {
        type: 'static_select',
        ...menuOf(whose),
        ...(whose[0] ? { initial_option: whose[0] } : {}),
      }),
      input('from', 'Dal', dayPicker(today)),
      input('to', 'Al (compreso)', dayPicker(null)),
      input(
        'substitute',
        'Sostituto',
        { type: 'static_select', ...menuOf(options(substitutes)) },
        {
          optional: true,
          hint: 'Riceve i promemoria e può rispondere. Senza sostituto risponde il dirigente.',
        },
      ),
      context('Al rientro chi era assente riceve il riepilogo di quello che è successo.'),
    ],
    'Registra',
  );
}

export function parseAbsenceForm(view: SentView): AbsenceDraft {
  const fields = fieldsOf(view);
  return {
    person: fields.option('person') ?? '',
    from: fields.day('from'),
    to: fields.day('to'),
    substitute: fields.option('substitute'),
  };
}

const PROBLEM_WORDS: Readonly<Record<AbsenceProblem, string>> = {
  day_missing: 'Scegli un giorno.',
  ends_before_it_starts: 'L’assenza finisce prima di cominciare.',
  is_over: 'L’assenza è già finita.',
  substitute_is_the_person: 'Il sostituto deve essere un’altra persona.',
  substitute_is_away: 'In questi giorni anche il sostituto è assente.',
  overlaps: 'In questi giorni c’è già un’assenza: annulla prima quella.',
};

export const absenceErrors = (problems: ReadonlyMap<AbsenceField, AbsenceProblem>): Record<string, string> =>
  Object.fromEntries([...problems].map(([field, problem]) => [field, PROBLEM_WORDS[problem]]));
