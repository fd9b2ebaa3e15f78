import type { Rule } from './chart.ts';
import { AMOUNTS } from './rules/amounts.ts';
import { BARE, BETWEEN, BOUNDS, HUNDREDS, MEANS, QUALITIES, ROUGHLY } from './rules/bounds.ts';
import { CHOSEN } from './rules/chosen.ts';
import { DECLARED, DENIALS } from './rules/denials.ts';
import { DROPPED } from './rules/dropped.ts';
import { GROUPS } from './rules/groups.ts';
import { HORIZONS, LENGTHS } from './rules/horizons.ts';
import { EITHER, NAMES, SHARED } from './rules/names.ts';
import { NEAR } from './rules/near.ts';
import { DEGREES, LENSES, RANKS, RATIOS, SPENDING } from './rules/ranks.ts';
import { RESULTS } from './rules/results.ts';
import { TOPICS } from './topics.ts';

/** Every rule; their order means nothing. */
export const RULES: readonly Rule[] = [
  ...AMOUNTS,
  ...NAMES,
  ...SHARED,
  ...EITHER,
  ...BOUNDS,
  ...BETWEEN,
  ...QUALITIES,
  ...BARE,
  ...ROUGHLY,
  ...HUNDREDS,
  ...MEANS,
  ...NEAR,
  ...HORIZONS,
  ...LENGTHS,
  ...RESULTS,
  ...CHOSEN,
  ...TOPICS,
  ...DECLARED,
  ...DENIALS,
  ...DROPPED,
  ...SPENDING,
  ...RANKS,
  ...RATIOS,
  ...GROUPS,
  ...DEGREES,
  ...LENSES,
];
