import { say } from '../phrase/draft.ts';
import { compare } from './conditions.ts';
import type { FiguresTable } from './figures-table.ts';
import type { Voice } from './voice.ts';

/** What was asked to hold is said to, or not, before the figures that tell: "Sì. 4 obiettivi …". */
export function claimText({ words }: Voice, table: FiguresTable, headline: string): string {
  if (!table.query.claim || isVain(table)) return headline;
  const held = isHeld(table);
  const verdict =
    held === null
      ? say(words, 'Non lo so dai dati.', 'The data do not tell.')
      : held
        ? say(words, 'Sì.', 'Yes.')
        : say(words, 'No.', 'No.');
  return `${verdict} ${headline}`;
}

/** Null where what would tell is not declared, or where the plain totals would tell otherwise. */
function isHeld({ query, rows, selection, undecided, silent }: FiguresTable): boolean | null {
  const { claim } = query;
  if (!claim) return null;
  if (query.by === null) {
    const { value = null, other = null } = rows[0]?.cells[0] ?? {};
    const held = compare(value, claim.op, claim.value);
    return other !== null && compare(other, claim.op, claim.value) !== held ? null : held;
  }
  // «Il settore 2 è quello che ha impegnato di più?»: by the place it comes to.
  if (query.order?.beside) return compare(rows[0]?.rank?.place ?? null, claim.op, claim.value);
  const open = selection.undecided.reduce((sum, { count }) => sum + count, 0) + undecided.count;
  const unknown = silent.length > 0 || (open > 0 && open >= selection.candidates);
  return rows.length === 0 && unknown ? null : compare(rows.length, claim.op, claim.value);
}

/** «Tutti gli obiettivi …», of a structure that has none: neither true nor false. */
const isVain = ({ query, selection }: FiguresTable): boolean =>
  query.by === 'item' && query.claim?.op === 'eq' && query.claim.value === 0 && selection.candidates === 0;
