import { type Item, itemRef, type Plan } from '../../domain/types.ts';
import { formatDecimal } from '../../words/formats.ts';

/** What is said of the indicators, milestones, structures and lines of the budget of an item, or of its key. */
export const DETAILS = [
  'indicatorCode',
  'stepCode',
  'direction',
  'formula',
  'unit',
  'indicatorSource',
  'indicatorWeight',
  'stepWeight',
  'responsible',
  'share',
  'note',
  'key',
] as const;
export type Detail = (typeof DETAILS)[number];

export const isDetail = (field: string): field is Detail => DETAILS.some((one) => one === field);

/** Which way an indicator improves. */
const DIRECTIONS = { higher: 'più alto è meglio', lower: 'più basso è meglio' } as const;

/** A value, and the name of what it is said of; null where that is the item itself. */
export interface DetailValue {
  readonly of: string | null;
  readonly value: string;
}

/**
 * What the plan says of an item in a detail, row by row; rows that do not declare it are left out.
 * @param names only the indicators and milestones with these names
 */
export function detailsIn(
  plan: Plan,
  item: Item,
  detail: Detail,
  names: readonly string[] | null = null,
): readonly DetailValue[] {
  const ref = itemRef(item);
  const isMeant = ({ name }: { readonly name: string }): boolean => names === null || names.includes(name);
  const indicators = plan.indicators.filter((one) => itemRef(one) === ref && isMeant(one));
  const milestones = plan.milestones.filter((one) => itemRef(one) === ref && isMeant(one));
  const values = <Row extends { readonly name: string }>(
    rows: readonly Row[],
    cellOf: (row: Row) => string | number | null,
  ): readonly DetailValue[] =>
    rows.flatMap((row) => {
      const value = cellOf(row);
      return value === null
        ? []
        : [{ of: row.name, value: typeof value === 'number' ? formatDecimal(value) : value }];
    });
  switch (detail) {
    case 'indicatorCode':
      return values(indicators, ({ code }) => code);
    case 'stepCode':
      return values(milestones, ({ code }) => code);
    case 'direction':
      return values(indicators, ({ direction }) => direction && DIRECTIONS[direction]);
    case 'formula':
      return values(indicators, ({ formula }) => formula);
    case 'unit':
      return values(indicators, ({ unit }) => unit);
    case 'indicatorSource':
      return values(indicators, ({ source }) => source);
    case 'indicatorWeight':
      return values(indicators, ({ weight }) => weight);
    case 'stepWeight':
      return values(milestones, ({ weight }) => weight);
    case 'responsible':
      return values(milestones, ({ responsible }) => responsible);
    case 'share':
      return values(
        plan.assignments
          .filter((one) => itemRef(one) === ref)
          .map(({ unit, department, share }) => ({ name: unit ?? department, share })),
        ({ share }) => (share === null ? null : `${formatDecimal(share)} %`),
      );
    case 'note':
      return values(
        plan.budgetLines
          .filter((one) => itemRef(one) === ref)
          .map(({ entry, chapter, note }) => ({
            name: chapter === null ? entry : `${entry}, cap. ${chapter}`,
            note,
          })),
        ({ note }) => note,
      );
    case 'key':
      return item.key === null ? [] : [{ of: null, value: item.key }];
  }
}
