import type { Operator } from '../../words/operators.ts';

/** What a figure is held against; `to` is the upper end of what lies between two. */
interface Bound {
  readonly op: Operator | 'between';
  readonly value: number;
  readonly to?: number | null;
}

const HOLDS: Readonly<Record<Operator, (one: number, other: number) => boolean>> = {
  gt: (one, other) => one > other,
  gte: (one, other) => one >= other,
  lt: (one, other) => one < other,
  lte: (one, other) => one <= other,
  eq: (one, other) => one === other,
  ne: (one, other) => one !== other,
};

/** Whether a figure keeps within a bound. */
export const keeps = (figure: number, { op, value, to }: Bound): boolean =>
  op === 'between' ? figure >= value && figure <= (to ?? value) : HOLDS[op](figure, value);
