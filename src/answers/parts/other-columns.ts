import { type Item, itemRef, type Plan, type WithOthers } from '../../domain/types.ts';

/** What stands in a column that Traguardo does not know, and the row that says it where an item has several. */
interface OtherCell {
  readonly of: string | null;
  readonly value: string;
}

/** Tables whose rows belong to an item, with what tells its rows apart. */
const TABLES_OF_ITEMS = {
  indicators: 'name',
  milestones: 'name',
  itemRoles: 'role',
  budgetLines: 'entry',
  assignments: null,
  costLines: null,
} as const;

type TableOfItems = keyof typeof TABLES_OF_ITEMS;
const TABLE_NAMES = Object.keys(TABLES_OF_ITEMS) as readonly TableOfItems[];

const headings = (rows: readonly WithOthers[]): readonly string[] =>
  rows.flatMap(({ extra }) => Object.keys(extra ?? {}));

/** The unknown columns of what a plan says of its items. */
export const itemHeadings = (plan: Plan): readonly string[] => [
  ...new Set([...headings(plan.items), ...TABLE_NAMES.flatMap((table) => headings(plan[table]))]),
];

/** The unknown columns of its structures. */
export const structureHeadings = ({ departments, units }: Plan): readonly string[] => [
  ...new Set([...headings(departments), ...headings(units)]),
];

/** The unknown columns in which an item, or a row of it, says something. */
export const headingsOf = (plan: Plan, item: Item): readonly string[] =>
  itemHeadings(plan).filter((heading) => otherCells(plan, item, heading).length > 0);

/** What an item and its rows say in an unknown column, each thing once. */
export function otherCells(plan: Plan, item: Item, heading: string): readonly OtherCell[] {
  const own = item.extra[heading];
  const rows = TABLE_NAMES.flatMap((table) => {
    const name = TABLES_OF_ITEMS[table];
    const ofItem: readonly (WithOthers & object)[] = plan[table].filter(
      (row) => itemRef(row) === itemRef(item) && row.extra?.[heading] !== undefined,
    );
    return ofItem.map(
      (row): OtherCell => ({
        of: name === null ? null : String(row[name as keyof typeof row]),
        value: row.extra?.[heading] ?? '',
      }),
    );
  });
  const cells = [...(own === undefined ? [] : [{ of: null, value: own }]), ...rows];
  return [...new Map(cells.map((cell) => [`${cell.of}|${cell.value}`, cell])).values()];
}

/** A structure with what it says in unknown columns. */
interface DescribedStructure {
  readonly code: string;
  readonly level: 'department' | 'unit';
  readonly extra: Readonly<Record<string, string>>;
}

/** Every structure that says something in an unknown column, in plan order. */
export const describedStructures = ({ departments, units }: Plan): readonly DescribedStructure[] => [
  ...departments.flatMap(({ code, extra }) => (extra ? [{ code, level: 'department' as const, extra }] : [])),
  ...units.flatMap(({ code, extra }) => (extra ? [{ code, level: 'unit' as const, extra }] : [])),
];
