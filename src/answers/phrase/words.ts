import type { ItemKind, ItemState } from '../../domain/types.ts';
import type { Language } from '../answer.ts';
import type { Attribute, Condition, Measure } from '../query.ts';

/** Every word an answer is made of, in one language. Numbers are written the Italian way in both. */
export interface Words {
  readonly language: Language;
  readonly measures: Readonly<Record<Measure | 'count' | 'deadline', string>>;
  readonly kinds: Readonly<
    Record<ItemKind, { readonly one: string; readonly many: string; readonly the: string }>
  >;
  readonly anyKind: { readonly one: string; readonly many: string };
  readonly states: Readonly<Record<ItemState, string>>;
  readonly ops: Readonly<Record<Exclude<Condition['op'], 'between' | 'declared' | 'undeclared'>, string>>;
  readonly attributes: Readonly<Record<Attribute, string>>;
  readonly levels: Readonly<
    Record<'unit' | 'department' | 'goal' | 'item', { readonly one: string; readonly many: string }>
  >;
  readonly notDeclared: string;
  readonly and: string;
  readonly or: string;
  readonly year: (year: number) => string;
}

export const ITALIAN: Words = {
  language: 'it',
  measures: {
    personnel: 'costo del personale',
    committed: 'impegnato',
    settled: 'liquidato',
    resources: 'risorse utilizzate (personale + liquidato)',
    assessed: 'accertato',
    collected: 'riscosso',
    unsettled: 'impegnato non ancora liquidato',
    uncollected: 'accertato non ancora riscosso',
    settlement_rate: 'liquidato su impegnato',
    collection_rate: 'riscosso su accertato',
    personnel_share: 'incidenza del personale sulle risorse utilizzate',
    direct_share: 'incidenza dei costi diretti sulle risorse utilizzate',
    cost_per_weight: 'costo del personale per punto di peso',
    weight: 'peso',
    attainment: 'grado di raggiungimento',
    count: 'numero',
    deadline: 'scadenza',
  },
  kinds: {
    objective: { one: 'obiettivo', many: 'obiettivi', the: "l'obiettivo" },
    process: { one: 'processo', many: 'processi', the: 'il processo' },
    indicator: { one: 'indicatore di ente', many: 'indicatori di ente', the: "l'indicatore" },
  },
  anyKind: { one: 'obiettivo o processo', many: 'obiettivi e processi' },
  states: {
    achieved: 'raggiunti',
    in_progress: 'in fase',
    amended: 'modificati',
    withdrawn: 'ritirati',
    new: 'nuovi',
  },
  ops: {
    gt: 'superiore a',
    gte: 'di almeno',
    lt: 'inferiore a',
    lte: 'di al massimo',
    eq: 'pari a',
    ne: 'diverso da',
  },
  attributes: {
    responsible: 'responsabile',
    goals: 'goal Agenda 2030',
    deadline: 'scadenza',
    horizon: 'anni previsti',
    state: 'stato',
    scope: 'ambito',
    title: 'titolo',
    purpose: 'a che cosa è servita la spesa',
  },
  levels: {
    unit: { one: 'U.O.', many: 'U.O.' },
    department: { one: 'settore/staff', many: 'settori e staff' },
    goal: { one: 'goal', many: 'goal' },
    item: { one: 'voce', many: 'voci' },
  },
  notDeclared: 'non dichiarato',
  and: 'e',
  or: 'o',
  year: (year) => `nel ${year}`,
};

export const ENGLISH: Words = {
  language: 'en',
  measures: {
    personnel: 'personnel cost',
    committed: 'committed',
    settled: 'settled (paid)',
    resources: 'resources used (personnel + settled)',
    assessed: 'assessed revenue',
    collected: 'collected revenue',
    unsettled: 'committed, not yet settled',
    uncollected: 'assessed, not yet collected',
    settlement_rate: 'settled over committed',
    collection_rate: 'collected over assessed',
    personnel_share: 'personnel share of resources used',
    direct_share: 'direct cost share of resources used',
    cost_per_weight: 'personnel cost per point of weight',
    weight: 'weight',
    attainment: 'attainment',
    count: 'number',
    deadline: 'deadline',
  },
  kinds: {
    objective: { one: 'objective', many: 'objectives', the: 'objective' },
    process: { one: 'process', many: 'processes', the: 'process' },
    indicator: { one: 'entity indicator', many: 'entity indicators', the: 'indicator' },
  },
  anyKind: { one: 'objective or process', many: 'objectives and processes' },
  states: {
    achieved: 'achieved',
    in_progress: 'in progress',
    amended: 'amended',
    withdrawn: 'withdrawn',
    new: 'new',
  },
  ops: { gt: 'above', gte: 'of at least', lt: 'below', lte: 'of at most', eq: 'equal to', ne: 'other than' },
  attributes: {
    responsible: 'responsible',
    goals: '2030 Agenda goals',
    deadline: 'deadline',
    horizon: 'planned years',
    state: 'state',
    scope: 'scope',
    title: 'title',
    purpose: 'what the money was for',
  },
  levels: {
    unit: { one: 'unit', many: 'units' },
    department: { one: 'department', many: 'departments' },
    goal: { one: 'goal', many: 'goals' },
    item: { one: 'item', many: 'items' },
  },
  notDeclared: 'not declared',
  and: 'and',
  or: 'or',
  year: (year) => `in ${year}`,
};
