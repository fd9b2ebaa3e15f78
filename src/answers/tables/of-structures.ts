import type { FactTable } from '../knowledge/fact-tables.ts';
import { remember } from '../knowledge/memo.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import { contentKeys, type Token } from '../language/tokens.ts';

/** A table whose rows are items of the plan, narrowed to those of a structure that a question names. */
interface OfStructure {
  readonly table: FactTable;
  /** Places of the words that name the structure. */
  readonly places: readonly number[];
}

/** Most rows of a table are items, where it is a table of them. */
const MOST = 0.6;

/** Departments of the items that rows of a table are, by the row's text; null for a table of anything else. */
export function itemRows(
  { items }: PlanIndex,
  { rows }: FactTable,
): ReadonlyMap<string, readonly string[]> | null {
  const known = new Map<string, readonly string[]>();
  for (const { text } of rows) {
    const item = items.find(
      ({ item: { code, title, shortTitle } }) =>
        (code !== null && text.startsWith(`${code} `)) || text === title || text === shortTitle,
    );
    if (item) known.set(text, item.departments);
  }
  return known.size >= MOST * rows.length && rows.length > 1 ? known : null;
}

/** "Le azioni dei Trasporti", of a table of actions: its rows that the department owns; null where none is named. */
export function ofStructure(
  index: PlanIndex,
  table: FactTable,
  tokens: readonly Token[],
  isWithin: (place: number) => boolean,
): OfStructure | null {
  const owners = remember(index.memo, `items of table ${table.topic}`, () => itemRows(index, table));
  if (!owners) return null;
  for (const { code, name } of index.plan.departments) {
    const keys = contentKeys(name);
    const at = tokens.findIndex(
      (_token, place) =>
        keys.length > 0 &&
        isWithin(place - 1) &&
        keys.every((key, offset) => tokens[place + offset]?.key === key),
    );
    if (at < 0) continue;
    const rows = table.rows.filter(({ text }) => owners.get(text)?.includes(code));
    if (rows.length === 0) continue;
    const kept = new Set(rows.map(({ text }) => text));
    return {
      table: { ...table, rows, facts: table.facts.filter(({ subject }) => kept.has(subject)) },
      places: keys.map((_key, offset) => at + offset),
    };
  }
  return null;
}
