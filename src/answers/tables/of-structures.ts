import type { FactTable } from '../knowledge/fact-tables.ts';
import { remember } from '../knowledge/memo.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import { contentKeys, type Token } from '../language/tokens.ts';
import type { FactQuery } from './asked.ts';

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

/** Where the name of a department stands. */
interface Named {
  readonly code: string;
  readonly from: number;
  readonly to: number;
}

/**
 * "Le azioni dei Trasporti", "quanta CO2 evita Energia Verde?", "residenziale e terziario insieme", of a table of actions: its
 * rows that the departments own whose names are said, those of most departments together first.
 * @param excluded places of the words for what is left out
 */
export function ofStructures(
  index: PlanIndex,
  table: FactTable,
  tokens: readonly Token[],
  excluded: ReadonlySet<number> = new Set(),
): readonly OfStructure[] {
  const owners = ownersIn(index, table);
  if (!owners) return [];
  const names = namesIn(index, tokens).filter((name) => placesOf(name).every((at) => !excluded.has(at)));
  return runsOf(names, tokens)
    .toSorted((one, other) => other.length - one.length)
    .flatMap((run) => {
      const rows = table.rows.filter(({ text }) => run.some(({ code }) => owners.get(text)?.includes(code)));
      if (!run.every(({ code }) => rows.some(({ text }) => owners.get(text)?.includes(code)))) return [];
      const kept = new Set(rows.map(({ text }) => text));
      return [
        {
          table: { ...table, rows, facts: table.facts.filter(({ subject }) => kept.has(subject)) },
          places: run.flatMap(placesOf),
        },
      ];
    });
}

/**
 * "Tutte le azioni tranne quelle di trasporti e industria": a table of items without those that departments own; null
 * where none is left out.
 * @param excluded places of the words for what is left out
 */
export function withoutStructures(
  index: PlanIndex,
  table: FactTable,
  tokens: readonly Token[],
  excluded: ReadonlySet<number>,
): (OfStructure & { readonly names: readonly string[] }) | null {
  const owners = excluded.size === 0 ? null : ownersIn(index, table);
  if (!owners) return null;
  const named = namesIn(index, tokens).filter(({ from, to }) =>
    placesOf({ from, to }).every((at) => excluded.has(at)),
  );
  if (named.length === 0) return null;
  const out = new Set(named.map(({ code }) => code));
  const rows = table.rows.filter(({ text }) => !owners.get(text)?.some((code) => out.has(code)));
  const kept = new Set(rows.map(({ text }) => text));
  return {
    table: { ...table, rows, facts: table.facts.filter(({ subject }) => kept.has(subject)) },
    places: named.flatMap(placesOf),
    names: index.plan.departments.flatMap(({ code, name }) => (out.has(code) ? [name] : [])),
  };
}

const ownersIn = (index: PlanIndex, table: FactTable) =>
  remember(
    index.memo,
    `items of table ${table.topic}`,
    () => itemRows(index, table) ?? ownRows(index, table),
  );

/** Of a table that has a row for each department: each is its own. */
function ownRows({ plan }: PlanIndex, { rows }: FactTable): ReadonlyMap<string, readonly string[]> | null {
  const codes = new Set(plan.departments.map(({ code }) => code));
  const known = new Map(rows.flatMap(({ text }) => (codes.has(text) ? [[text, [text]] as const] : [])));
  return known.size >= MOST * rows.length && rows.length > 1 ? known : null;
}

const placesOf = ({ from, to }: Pick<Named, 'from' | 'to'>): readonly number[] =>
  Array.from({ length: to - from }, (_, offset) => from + offset);

/** The departments whose whole name, or another that they go by, is said, as they come. */
const namesIn = ({ plan }: PlanIndex, tokens: readonly Token[]): readonly Named[] =>
  plan.departments
    .flatMap(({ code, name, aliases }): readonly Named[] =>
      [name, ...aliases].flatMap((said) => {
        const keys = contentKeys(said);
        return tokens.flatMap((_token, from) =>
          keys.length > 0 && keys.every((key, offset) => tokens[from + offset]?.key === key)
            ? [{ code, from, to: from + keys.length }]
            : [],
        );
      }),
    )
    // The longest name of those that begin at a word.
    .toSorted((one, other) => one.from - other.from || other.to - one.to)
    .filter(
      ({ from, to }, at, all) => !all.some((one, before) => before < at && one.from <= from && one.to >= to),
    );

/** Names that "e", a comma or their articles join. */
function runsOf(names: readonly Named[], tokens: readonly Token[]): readonly (readonly Named[])[] {
  const runs: Named[][] = [];
  for (const one of names) {
    const before = runs.at(-1)?.at(-1);
    const between = before === undefined ? [] : tokens.slice(before.to, one.from);
    const joins =
      before !== undefined &&
      // «L’energia verde del terziario» is no list.
      tokens
        .slice(before.to, one.from + 1)
        .some(({ text, pause }) => text === 'e' || text === 'ed' || pause) &&
      between.every(({ light, text, type }) => light || type === 'sign' || text === 'e');
    if (joins) runs.at(-1)?.push(one);
    else runs.push([one]);
  }
  return runs;
}

/** Whether the figures are of every row that has one: no row was named. */
export function isOfAllRows({ plan }: PlanIndex, query: FactQuery): boolean {
  const facts = query.codes.flatMap((code) => plan.facts.find((one) => one.code === code) ?? []);
  const [first] = facts;
  if (!first) return false;
  const rows = new Set(
    plan.facts
      .filter(({ topic, measure }) => topic === first.topic && measure === first.measure)
      .map(({ subject }) => subject),
  );
  return rows.size > 1 && rows.size === new Set(facts.map(({ subject }) => subject)).size;
}
