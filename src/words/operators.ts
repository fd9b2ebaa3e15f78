import type { InBoth } from './language.ts';

/** How a figure is held against a bound. */
export const BOUNDS = ['gt', 'gte', 'lt', 'lte'] as const;
export const OPERATORS = [...BOUNDS, 'eq', 'ne'] as const;
export type Operator = (typeof OPERATORS)[number];

export const OPERATOR_NAMES: Readonly<Record<Operator, InBoth>> = {
  gt: { it: 'superiore a', en: 'above' },
  gte: { it: 'di almeno', en: 'of at least' },
  lt: { it: 'inferiore a', en: 'below' },
  lte: { it: 'di al massimo', en: 'of at most' },
  eq: { it: 'pari a', en: 'equal to' },
  ne: { it: 'diverso da', en: 'other than' },
};
