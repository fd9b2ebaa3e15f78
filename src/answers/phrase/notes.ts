import type { ItemRef } from '../../domain/types.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import type { Row } from '../knowledge/select.ts';
import { say } from './draft.ts';
import { shortName } from './names.ts';
import { joinAnd, measureText } from './values.ts';
import type { Words } from './words.ts';

const MOST_NOTES = 5;

/** What the document says (or contradicts) about some items: known notes, shared items, money declared twice. */
export function itemNotes(
  index: PlanIndex,
  words: Words,
  rows: readonly Row[],
  money: boolean,
): readonly string[] {
  if (rows.length > 4) return [];
  const notes: string[] = [];
  for (const row of rows) {
    const prefix = rows.length > 1 ? `${shortName(words, row.of)}: ` : '';
    if (row.of.lines.length > 1 && money) notes.push(prefix + sharedNote(words, row));
    if (row.unsplit && money)
      notes.push(
        prefix +
          say(
            words,
            'il costo è dichiarato per più strutture insieme, senza ripartirlo.',
            'the cost is declared for several structures together.',
          ),
      );
    const twins = index.twins.get(row.of.ref) ?? [];
    if (twins.length > 0 && money)
      notes.push(
        `${prefix}${equalNote(
          words,
          joinAnd(
            words,
            twins.map((ref) => nameOf(index, words, ref)),
          ),
        )}`,
      );
    for (const note of index.plan.notes)
      if (note.subjectType === 'item' && note.subject === row.of.ref) notes.push(prefix + note.note);
    for (const line of row.of.lines)
      if (line.note !== null && money && rows.length === 1) notes.push(line.note);
    const residue =
      money && row.figures.personnel === null && row.of.lines.length === 0
        ? undeclaredResidue(index, words, row)
        : '';
    if (residue !== '') notes.push(prefix + residue);
  }
  return [...new Set(notes.filter((note) => note !== ''))].slice(0, MOST_NOTES);
}

/** Amounts may be alike to the cent because they are the same money, or because two works are financed alike. */
const equalNote = (words: Words, others: string): string =>
  say(
    words,
    `stessi importi, al centesimo, anche in ${others}: il documento non dice se è lo stesso denaro.`,
    `the same amounts, to the cent, also in ${others}: the document does not say whether it is the same money.`,
  );

const nameOf = (index: PlanIndex, words: Words, ref: string): string => {
  const one = index.byRef.get(ref as ItemRef);
  return one ? shortName(words, one) : ref;
};

const sharedNote = (words: Words, row: Row): string =>
  `${say(words, 'voce condivisa', 'shared item')}: ${row.of.lines.map((line) => `${line.department} ${measureText(words, 'personnel', line.personnel)}`).join('; ')} (${words.measures.personnel}).`;

/** The one item without a line of its own takes what the declared total leaves over. */
function undeclaredResidue(index: PlanIndex, words: Words, row: Row): string {
  const { kind } = row.of.item;
  const printed = index.plan.declared.find((one) => one.kind === kind && one.measure === 'personnel_eur');
  const silent = (index.byKind.get(kind) ?? []).filter((one) => one.lines.length === 0);
  if (!printed || silent.length !== 1) return '';
  const rows = (index.byKind.get(kind) ?? []).reduce((sum, one) => sum + (one.figures.personnel ?? 0), 0);
  const residue = Math.round(Number(printed.value) * 100) - rows;
  if (residue <= 0) return '';
  return say(
    words,
    `il totale stampato del costo del personale supera la somma delle righe di ${measureText(words, 'personnel', residue)}: è la differenza che spetterebbe a questa voce, l’unica senza riga.`,
    `the printed total of personnel cost exceeds the sum of the rows by ${measureText(words, 'personnel', residue)}: what is left for this item, the only one without a row.`,
  );
}

/** Notes on the structures a question is about. */
export const structureNotes = (index: PlanIndex, codes: readonly string[]): readonly string[] =>
  index.plan.notes
    .filter((note) => note.subjectType === 'unit' && codes.includes(note.subject))
    .map((note) => note.note);
