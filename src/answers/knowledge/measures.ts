import type { Item } from '../../domain/types.ts';
import type { Measure } from '../../words/measures.ts';
import type { ValueUnit } from '../answer.ts';
import type { Figures } from './plan-index.ts';

/** In what a measure is counted. */
export const MEASURE_UNITS: Readonly<Record<Measure, ValueUnit>> = {
  personnel: 'eur',
  committed: 'eur',
  settled: 'eur',
  resources: 'eur',
  assessed: 'eur',
  collected: 'eur',
  unsettled: 'eur',
  uncollected: 'eur',
  settlement_rate: 'percent',
  collection_rate: 'percent',
  personnel_share: 'percent',
  direct_share: 'percent',
  cost_per_weight: 'eur',
  weight: 'points',
  attainment: 'percent',
};

/** Measures whose total is the plain sum of the rows. */
export const isAdditive = (measure: Measure): boolean =>
  (MEASURE_UNITS[measure] === 'eur' && measure !== 'cost_per_weight') || measure === 'weight';

/** The value of a measure: cents, percent or points; null when what it needs is not declared. */
export function measureOf(
  figures: Figures,
  item: Pick<Item, 'weight' | 'attainment'>,
  measure: Measure,
): number | null {
  switch (measure) {
    case 'personnel':
    case 'committed':
    case 'settled':
    case 'assessed':
    case 'collected':
      return figures[measure];
    // risorse utilizzate = personale + liquidato; a missing addend counts nothing, but both missing is silence.
    case 'resources':
      return figures.personnel === null && figures.settled === null
        ? null
        : (figures.personnel ?? 0) + (figures.settled ?? 0);
    case 'unsettled':
      return minus(figures.committed, figures.settled);
    case 'uncollected':
      return minus(figures.assessed, figures.collected);
    case 'settlement_rate':
      return ratio(figures.settled, figures.committed);
    case 'collection_rate':
      return ratio(figures.collected, figures.assessed);
    case 'personnel_share':
      return ratio(figures.personnel, measureOf(figures, item, 'resources'));
    case 'direct_share':
      return ratio(figures.settled, measureOf(figures, item, 'resources'));
    case 'cost_per_weight':
      return figures.personnel === null || !item.weight ? null : Math.round(figures.personnel / item.weight);
    case 'weight':
      return item.weight;
    case 'attainment':
      return item.attainment;
  }
}

const minus = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? null : a - b;

const ratio = (part: number | null, whole: number | null): number | null =>
  part === null || whole === null || whole === 0 ? null : (part / whole) * 100;
