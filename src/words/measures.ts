import type { InBoth, Language } from './language.ts';

/** What can be measured on an item or added up over many. Money is in cents, rates in percent. */
export const MEASURES = [
  'personnel',
  'committed',
  'settled',
  'resources',
  'assessed',
  'collected',
  'unsettled',
  'uncollected',
  'settlement_rate',
  'collection_rate',
  'personnel_share',
  'direct_share',
  'cost_per_weight',
  'weight',
  'attainment',
] as const;
export type Measure = (typeof MEASURES)[number];

/** The five amounts of a cost line. */
export const COST_MEASURES = [
  'personnel',
  'committed',
  'settled',
  'assessed',
  'collected',
] as const satisfies readonly Measure[];
export type CostMeasure = (typeof COST_MEASURES)[number];

/** By what structures and items are ranked and listed besides. */
export type Quantity = Measure | 'count' | 'deadline';

export const MEASURE_NAMES: Readonly<Record<Quantity, InBoth>> = {
  personnel: { it: 'costo del personale', en: 'personnel cost' },
  committed: { it: 'impegnato', en: 'committed' },
  settled: { it: 'liquidato', en: 'settled (paid)' },
  resources: {
    it: 'risorse utilizzate (personale + liquidato)',
    en: 'resources used (personnel + settled)',
  },
  assessed: { it: 'accertato', en: 'assessed revenue' },
  collected: { it: 'riscosso', en: 'collected revenue' },
  unsettled: { it: 'impegnato non ancora liquidato', en: 'committed, not yet settled' },
  uncollected: { it: 'accertato non ancora riscosso', en: 'assessed, not yet collected' },
  settlement_rate: { it: 'liquidato su impegnato', en: 'settled over committed' },
  collection_rate: { it: 'riscosso su accertato', en: 'collected over assessed' },
  personnel_share: {
    it: 'incidenza del personale sulle risorse utilizzate',
    en: 'personnel share of resources used',
  },
  direct_share: {
    it: 'incidenza dei costi diretti sulle risorse utilizzate',
    en: 'direct cost share of resources used',
  },
  cost_per_weight: { it: 'costo del personale per punto di peso', en: 'personnel cost per point of weight' },
  weight: { it: 'peso', en: 'weight' },
  attainment: { it: 'grado di raggiungimento', en: 'attainment' },
  count: { it: 'numero', en: 'number' },
  deadline: { it: 'scadenza', en: 'deadline' },
};

/** The resources used without what they are made of, where that is said beside them. */
export const RESOURCES_USED: InBoth = { it: 'risorse utilizzate', en: 'resources used' };

/** Totals that a document prints, by their name in `declared.csv`. */
const DECLARED_NAMES: Readonly<Record<string, InBoth>> = {
  ...Object.fromEntries(COST_MEASURES.map((measure) => [`${measure}_eur`, MEASURE_NAMES[measure]])),
  resources_used_eur: MEASURE_NAMES.resources,
  personnel_share_pct: MEASURE_NAMES.personnel_share,
  direct_share_pct: MEASURE_NAMES.direct_share,
  count: MEASURE_NAMES.count,
  items_with_revenue: { it: 'voci con entrate', en: 'items with revenue' },
};

/** A printed total as users call it; one that has no name of its own keeps that of its file. */
export const declaredName = (measure: string, language: Language): string =>
  DECLARED_NAMES[measure]?.[language] ?? measure;
