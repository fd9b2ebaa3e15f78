import type { Query } from '../query.ts';

/** What queries say, whatever their shape. */
export interface Stated {
  readonly queries: readonly Query[];
  readonly types: ReadonlySet<string>;
  /** Every name, code and operator, and the parts that are merely true. */
  readonly words: ReadonlySet<string>;
  readonly numbers: ReadonlySet<number>;
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
        if (one === true || (one === false && part === 'revenue')) words.add(part);
        visit(one);
      }
  };
  visit(queries);
  return { queries, types: new Set(queries.map(({ type }) => type)), words, numbers };
}

export const says = ({ words }: Stated, ...any: readonly string[]): boolean =>
  any.some((one) => words.has(one));
