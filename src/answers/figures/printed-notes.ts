import { capital } from '../../words/sentences.ts';
import { say } from '../phrase/draft.ts';
import { fullName } from '../phrase/names.ts';
import { sectionName } from '../phrase/sources.ts';
import { joinAnd } from '../phrase/values.ts';
import type { DeclaredCheck } from '../run/result.ts';
import type { Entry } from './entries.ts';
import { figureName } from './figure-names.ts';
import type { FiguresTable } from './figures-table.ts';
import { FIGURE_RULES } from './measures.ts';
import { valueText } from './value-text.ts';
import type { Voice } from './voice.ts';

/** The document's own total next to what its rows give; several kinds have none of their own, but what theirs make. */
export function printedNotes({ words }: Voice, { checks, selection }: FiguresTable): readonly string[] {
  const isSum = new Set(selection.entries.map(({ of }) => of.item.kind)).size > 1;
  return checks.flatMap((check) => {
    const { unit } = FIGURE_RULES[check.measure];
    const text = (value: number): string => valueText(words, value, unit);
    const gap = (other: number): string =>
      valueText(words, Math.abs(check.declared - other), unit === 'percent' ? 'gap' : unit);
    const name = capital(figureName(words, check.measure));
    const notes: string[] = [];
    if (check.addends !== null)
      notes.push(
        say(
          words,
          `${isSum ? 'La somma dei totali stampati' : 'Il totale stampato'} è ${text(check.declared)}, ma gli addendi stampati nel documento danno ${text(check.addends)}; differenza ${gap(check.addends)}.`,
          `The ${isSum ? 'sum of the printed totals' : 'printed total'} is ${text(check.declared)}, but the addends the document prints give ${text(check.addends)}; difference ${gap(check.addends)}.`,
        ),
      );
    if (check.rows !== null && Math.abs(check.declared - check.rows) >= (unit === 'percent' ? 0.01 : 1))
      notes.push(
        say(
          words,
          `${name}: ${isSum ? `i totali stampati per tipo di voce (${sectionName(check.section)}) fanno` : `il documento (${sectionName(check.section)}) stampa`} ${text(check.declared)}, le righe danno ${text(check.rows)}; differenza ${gap(check.rows)}${causeOf(words, check, selection.entries)}.`,
          `${name}: ${isSum ? 'the totals printed for each kind make' : 'the document prints'} ${text(check.declared)}, its rows give ${text(check.rows)}; difference ${gap(check.rows)}.`,
        ),
      );
    return notes;
  });
}

/** ": processo 61 «…» non ha una riga propria": the natural reason of a gap. */
function causeOf(words: Voice['words'], { measure }: DeclaredCheck, entries: readonly Entry[]): string {
  const kinds = new Set(entries.flatMap(({ of }) => (of.lines.length > 0 ? [of.item.kind] : [])));
  const silent = entries.filter(({ of }) => of.lines.length === 0 && kinds.has(of.item.kind));
  const isOfPersonnel = measure === 'personnel' || measure === 'resources';
  if (!isOfPersonnel || silent.length === 0 || silent.length > 3) return '';
  const names = silent.map(({ of }) => fullName(words, of));
  return say(words, `: ${joinAnd(words, names)} non ha una riga propria`, '');
}
