import type { InBoth, Noun } from './language.ts';

/** What is counted and ranked. */
export const LEVELS = ['item', 'unit', 'department', 'goal'] as const;
export type Level = (typeof LEVELS)[number];

export const LEVEL_NAMES: Readonly<Record<Level, InBoth<Noun>>> = {
  item: { it: { one: 'voce', many: 'voci' }, en: { one: 'item', many: 'items' } },
  unit: { it: { one: 'U.O.', many: 'U.O.' }, en: { one: 'unit', many: 'units' } },
  department: {
    it: { one: 'settore/staff', many: 'settori e staff' },
    en: { one: 'department', many: 'departments' },
  },
  goal: { it: { one: 'goal', many: 'goal' }, en: { one: 'goal', many: 'goals' } },
};
