import { capital } from '../../words/sentences.ts';
import { say } from '../phrase/draft.ts';
import { sectionName } from '../phrase/sources.ts';
import { figureName } from './figure-names.ts';
import type { FiguresTable } from './figures-table.ts';
import { FIGURE_RULES } from './measures.ts';
import { valueText } from './value-text.ts';
import type { Voice } from './voice.ts';

/** The document's own total next to what its rows give. */
export function printedNotes({ words }: Voice, { checks }: FiguresTable): readonly string[] {
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
          `Il totale stampato è ${text(check.declared)}, ma gli addendi stampati nel documento danno ${text(check.addends)}; differenza ${gap(check.addends)}.`,
          `The printed total is ${text(check.declared)}, but the addends the document prints give ${text(check.addends)}; difference ${gap(check.addends)}.`,
        ),
      );
    if (check.rows !== null && Math.abs(check.declared - check.rows) >= (unit === 'percent' ? 0.01 : 1))
      notes.push(
        say(
          words,
          `${name}: il documento (${sectionName(check.section)}) stampa ${text(check.declared)}, le righe danno ${text(check.rows)}; differenza ${gap(check.rows)}.`,
          `${name}: the document prints ${text(check.declared)}, its rows give ${text(check.rows)}; difference ${gap(check.rows)}.`,
        ),
      );
    return notes;
  });
}

/** Several kinds have no printed total of their own: what their printed parts make, next to the sum of the rows. */
export function partNotes({ words }: Voice, { parts }: FiguresTable): readonly string[] {
  return parts.map((part) => {
    const text = (value: number): string => valueText(words, value, FIGURE_RULES[part.measure].unit);
    const name = capital(figureName(words, part.measure));
    return say(
      words,
      `${name}: i totali stampati per tipo di voce (${sectionName(part.section)}) fanno ${text(part.declared)}; questa è la somma delle righe.`,
      `${name}: the totals printed for each kind make ${text(part.declared)}; this is the sum of the rows.`,
    );
  });
}
