import { kindNoun } from '../../words/kinds.ts';
import { itemsOf } from '../phases/index.ts';
import { attainmentOfIndicator } from '../plan/index.ts';
import { type ItemKey, itemRef, type Phase, type Plan } from '../types.ts';
import type { ExportColumn, ExportTable } from './export-tables.ts';

const text = (label: string): ExportColumn => ({ label, type: 'text' });
const decimal = (label: string): ExportColumn => ({ label, type: 'decimal' });
const day = (label: string): ExportColumn => ({ label, type: 'day' });

const ITEM_COLUMNS: readonly ExportColumn[] = [text('Tipo'), { label: 'Numero', type: 'count' }];

/** The indicators and milestones of a phase's items, with the last values reported; no table where the plan has none. */
export function measuredTables(plan: Plan, phase: Phase): readonly ExportTable[] {
  const refs = new Set(itemsOf(plan, phase).map(itemRef));
  const isAsked = (key: ItemKey): boolean => refs.has(itemRef(key));
  return [indicators(plan, isAsked), milestones(plan, isAsked)].filter(({ rows }) => rows.length > 0);
}

const indicators = (plan: Plan, isAsked: (key: ItemKey) => boolean): ExportTable => ({
  name: 'Indicatori',
  columns: [
    ...ITEM_COLUMNS,
    text('Indicatore'),
    text('Unità di misura'),
    decimal('Valore di partenza'),
    decimal('Valore atteso'),
    decimal('Risultato'),
    decimal('Raggiungimento'),
    decimal('Peso'),
  ],
  rows: plan.indicators.filter(isAsked).map((one) => {
    const { target, percent } = attainmentOfIndicator(one, plan.head.year);
    return [
      kindNoun(one.kind, plan.head.wording?.items).one,
      one.number,
      one.name,
      one.unit,
      one.baseline,
      target,
      one.result,
      percent,
      one.weight,
    ];
  }),
});

const milestones = (plan: Plan, isAsked: (key: ItemKey) => boolean): ExportTable => ({
  name: 'Fasi',
  columns: [...ITEM_COLUMNS, text('Fase'), day('Dal'), day('Entro'), day('Fatta il'), text('Responsabile')],
  rows: plan.milestones
    .filter(isAsked)
    .map((one) => [
      kindNoun(one.kind, plan.head.wording?.items).one,
      one.number,
      one.name,
      one.expectedFrom,
      one.expectedTo,
      one.doneOn,
      one.responsible,
    ]),
});
