import { type BudgetLine, itemRef } from '../../domain/types.ts';
import type { IndexedItem, PlanIndex } from '../knowledge/plan-index.ts';
import type { Scope } from '../parts/parts-query.ts';
import { itemsIn } from '../parts/scope.ts';
import { say } from '../phrase/draft.ts';
import { shortName } from '../phrase/names.ts';
import { formatValue } from '../phrase/values.ts';
import type { Words } from '../phrase/words.ts';

/** A line of the budget with the item that it is of. */
export type Line = BudgetLine & { readonly of: IndexedItem };

/** The lines of every year. A structure's are those that name it, or, where a line names none, its items' lines. */
export function linesIn(index: PlanIndex, scope: Scope): readonly Line[] {
  const { departments, units } = scope;
  const items = new Map(
    itemsIn(index, { ...scope, departments: [], units: [] }).map((one) => [one.ref, one]),
  );
  const isPlaced = departments.length + units.length > 0;
  return index.plan.budgetLines.flatMap((line) => {
    const of = items.get(itemRef(line));
    return of && (!isPlaced || isAt({ ...line, of }, scope, index.above)) ? [{ ...line, of }] : [];
  });
}

const isAt = (line: Line, { departments, units }: Scope, above: PlanIndex['above']): boolean =>
  line.department === null && line.unit === null
    ? line.of.departments.some((code) => departments.includes(code)) ||
      line.of.within.some((code) => units.includes(code))
    : (line.department !== null && departments.includes(line.department)) ||
      above(line.unit).some((code) => units.includes(code));

/** "Riga 3, obiettivo 7, stanziamento, 2026, FOI, cap. 88210: 5.200.000,00 €", as it stands in a proof. */
export const lineText = (words: Words, line: Line): string =>
  `${[
    say(words, `riga ${line.row}`, `line ${line.row}`),
    shortName(words, line.of),
    line.entry,
    String(line.year),
    ...(line.fund === null ? [] : [line.fund]),
    ...(line.chapter === null ? [] : [`${say(words, 'cap.', 'ch.')} ${line.chapter}`]),
    ...(line.cup === null ? [] : [`CUP ${line.cup}`]),
  ].join(', ')}: ${formatValue(line.amount, 'eur')}`;
