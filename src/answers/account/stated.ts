import type { Fact } from '../../domain/types.ts';
import type { Atom, Expr, FiguresQuery, Grouping } from '../figures/figures-query.ts';
import type { Query } from '../query.ts';

/** Which way an order goes, how many it shows, and whether it stands for all that is told. */
interface StatedOrder {
  readonly direction: 'most' | 'least';
  readonly limit: number | null;
  /** It is the row beside another that is told. */
  readonly isBeside: boolean;
}

/** What queries say, whatever their shape. */
export interface Stated {
  readonly queries: readonly Query[];
  readonly types: ReadonlySet<string>;
  /** Every name, code and operator, and the parts that are merely true. */
  readonly words: ReadonlySet<string>;
  readonly numbers: ReadonlySet<number>;
}

/** The figures of the context tables that are told. */
export function factsTold({ queries }: Pick<Stated, 'queries'>, facts: readonly Fact[]): readonly Fact[] {
  const codes = new Set(queries.flatMap((query) => (query.type === 'fact' ? query.codes : [])));
  return facts.filter(({ code }) => codes.has(code));
}

export function statedBy(queries: readonly Query[]): Stated {
  const words = new Set<string>();
  const numbers = new Set<number>();
  const visit = (value: unknown): void => {
    if (typeof value === 'string') words.add(value);
    else if (typeof value === 'number') numbers.add(value);
    else if (Array.isArray(value)) for (const one of value) visit(one);
    else if (value !== null && typeof value === 'object')
      for (const [part, one] of Object.entries(value)) {
        // «Senza entrate»: said of what has none.
        if (one === true || (one === false && part === 'revenue') || (part === 'near' && one))
          words.add(part);
        if (part === 'excluded' && one) words.add('not');
        // «La media dei settori», «più della media degli obiettivi».
        if ((part === 'each' && one) || part === 'mean') words.add('mean');
        visit(one);
      }
  };
  visit(queries);
  return { queries, types: new Set(queries.map(({ type }) => type)), words, numbers };
}

export const says = ({ words }: Stated, ...any: readonly string[]): boolean =>
  any.some((one) => words.has(one));

/** What a query has a row for each of, or chooses among: structures by their order are told by their names. */
export function rowsOf(query: Query): readonly Grouping[] {
  switch (query.type) {
    case 'monitoring':
      return query.by === null ? [] : [query.by];
    case 'structure':
      return query.aspect === 'units'
        ? ['unit']
        : query.aspect === 'departments'
          ? ['department']
          : ['department', 'unit'];
    case 'goal':
      return ['goal'];
    case 'item':
      return ['item'];
    case 'figures':
      return [...(query.by === null ? [] : [query.by]), ...(query.order?.per ? [query.order.per] : [])];
    default:
      return [];
  }
}

/** The orders that a query puts its rows in, or chooses by. */
export function ordersOf(query: Query): readonly StatedOrder[] {
  if (query.type !== 'figures') return [];
  const within = (atom: Atom): readonly StatedOrder[] =>
    atom.type === 'top'
      ? [{ ...atom.of, isBeside: false }, ...atom.of.select.flatMap(within)]
      : atom.type === 'structure' && atom.first
        ? [{ ...atom.first, isBeside: false }, ...atom.first.select.flatMap(within)]
        : atom.type === 'not'
          ? within(atom.atom)
          : atom.type === 'any'
            ? atom.atoms.flatMap(within)
            : [];
  return [
    ...(query.order ? [{ ...query.order, isBeside: query.order.beside != null }] : []),
    ...query.select.flatMap(within),
  ];
}

/** Every figure that a query works out, and the figures that these are made of. */
export function expressionsOf({ columns, having, order }: FiguresQuery): readonly Expr[] {
  const inside = (expr: Expr): readonly Expr[] =>
    expr.type === 'op'
      ? [expr, ...inside(expr.left), ...inside(expr.right)]
      : expr.type === 'over'
        ? [expr, ...inside(expr.expr)]
        : [expr];
  return [...columns, ...having.map(({ expr }) => expr), ...(order ? [order.by] : [])].flatMap(inside);
}
