import {
  asksAbout,
  assignmentsOf,
  attainmentOfIndicator,
  attainmentOfItem,
  attainmentOfSet,
  dueDayOf,
} from '../../domain/plan/index.ts';
import { withReports } from '../../domain/record/index.ts';
import { type Item, itemRef, type Plan } from '../../domain/types.ts';
import { STATE_NAMES } from '../../words/states.ts';
import type { DocumentTable } from '../document.ts';
import { itemLabel, type PhaseEvidence, RECORD_SOURCE } from './evidence.ts';
import { planSource, saidIn, structuresOf, text } from './phase-tables.ts';

/** The plan with the indicators and milestones as the read reports have them. */
export const asReported = (plan: Plan, evidence: PhaseEvidence | null): Plan =>
  evidence === null ? plan : withReports(plan, [...evidence.latest.values()]);

/** What an item has come to: by its indicators, else as reported, else as printed. */
const attained = (plan: Plan, evidence: PhaseEvidence | null, item: Item): number | null =>
  attainmentOfItem(plan, item, (key) => evidence?.latest.get(itemRef(key))?.percent ?? null).percent;

/** Weight, day and attainment of items, one a row. */
export const resultsTable = (
  plan: Plan,
  evidence: PhaseEvidence | null,
  items: readonly Item[],
): DocumentTable => ({
  type: 'table',
  columns: [
    text('Voce'),
    text('Strutture'),
    { label: 'Peso', type: 'decimal' },
    { label: 'Scadenza', type: 'day' },
    ...(evidence === null ? [] : [text('Stato')]),
    { label: 'Stampato', type: 'percent' },
    { label: 'Raggiunto', type: 'percent' },
  ],
  rows: items.map((item) => [
    itemLabel(plan, item),
    structuresOf(plan, item),
    item.weight,
    dueDayOf(item),
    ...(evidence === null ? [] : [stateOf(evidence, item)]),
    item.attainment,
    attained(plan, evidence, item),
  ]),
  source: `${planSource(plan)}${evidence === null ? '' : `; ${RECORD_SOURCE}`}. «Stampato» è nel documento; «Raggiunto» viene dagli indicatori, altrimenti dall’ultimo aggiornamento, altrimenti dal documento.`,
  empty: 'Il piano non ha voci.',
});

/** "in fase", "arrivato, non approvato", "non arrivato"; null where the phase does not ask about it. */
function stateOf(evidence: PhaseEvidence, item: Item): string | null {
  const update = evidence.latest.get(itemRef(item));
  if (update) return STATE_NAMES[update.state].it.one;
  if (evidence.withheld.has(itemRef(item))) return 'arrivato, non approvato';
  return asksAbout(evidence.phase, item) ? 'non arrivato' : null;
}

/** The attainment of each department and of the body: means by weight, and of how many items. */
export function attainmentByDepartment(
  plan: Plan,
  evidence: PhaseEvidence | null,
  items: readonly Item[],
): DocumentTable {
  const mean = (own: readonly Item[]) =>
    attainmentOfSet(
      own.map((item) =>
        attainmentOfItem(plan, item, (key) => evidence?.latest.get(itemRef(key))?.percent ?? null),
      ),
    );
  const row = (name: string, own: readonly Item[]) => {
    const { percent, counted, leftOut, isWeighted } = mean(own);
    return [name, own.length, counted.length, leftOut.length, percent, isWeighted ? 'per peso' : 'alla pari'];
  };
  const ofDepartment = (code: string): readonly Item[] =>
    items.filter((item) => assignmentsOf(plan, item).some(({ department }) => department === code));
  return {
    type: 'table',
    columns: [
      text('Struttura'),
      { label: 'Voci', type: 'count' },
      { label: 'Con un risultato', type: 'count' },
      { label: 'Senza', type: 'count' },
      { label: 'Raggiungimento medio', type: 'percent' },
      text('Media'),
    ],
    rows: [
      ...plan.departments.flatMap(({ code }) => {
        const own = ofDepartment(code);
        return own.length === 0 ? [] : [row(code, own)];
      }),
      row('Tutto l’ente', items),
    ],
    source: `${planSource(plan)}${evidence === null ? '' : `; ${RECORD_SOURCE}`}. Media per peso dove tutte le voci contate ne hanno uno; chi non ha un risultato non conta. Una voce condivisa è in ogni struttura.`,
    empty: '',
  };
}

/** How many items came to what. */
export function spreadTable(
  plan: Plan,
  evidence: PhaseEvidence | null,
  items: readonly Item[],
): DocumentTable {
  const classes: readonly (readonly [string, (percent: number | null) => boolean])[] = [
    ['100 % e oltre', (percent) => percent !== null && percent >= 100],
    ['da 90 a 100 %', (percent) => percent !== null && percent >= 90 && percent < 100],
    ['da 70 a 90 %', (percent) => percent !== null && percent >= 70 && percent < 90],
    ['da 50 a 70 %', (percent) => percent !== null && percent >= 50 && percent < 70],
    ['sotto il 50 %', (percent) => percent !== null && percent < 50],
    ['non dichiarato', (percent) => percent === null],
  ];
  const percents = items.map((item) => attained(plan, evidence, item));
  return {
    type: 'table',
    columns: [text('Grado di raggiungimento'), { label: 'Voci', type: 'count', adds: true }],
    rows: classes.map(([name, isIn]) => [name, percents.filter(isIn).length]),
    source: planSource(plan),
    empty: '',
  };
}

/** What stayed behind what was planned, and why, as the reports say. */
export function deviationsTable(
  plan: Plan,
  evidence: PhaseEvidence | null,
  items: readonly Item[],
): DocumentTable {
  const rows = items.flatMap((item) => {
    const percent = attained(plan, evidence, item);
    const update = evidence?.latest.get(itemRef(item));
    const isOff = update?.state === 'amended' || update?.state === 'withdrawn' || update?.criticalPoints;
    if ((percent === null || percent >= 100) && !isOff) return [];
    return [
      [
        itemLabel(plan, item),
        structuresOf(plan, item),
        percent,
        percent === null ? null : percent - 100,
        update ? saidIn(update) || null : null,
      ],
    ];
  });
  return {
    type: 'table',
    columns: [
      text('Voce'),
      text('Strutture'),
      { label: 'Raggiunto', type: 'percent' },
      { label: 'Scostamento (punti)', type: 'decimal' },
      text('Causa dichiarata'),
    ],
    rows,
    source: `${planSource(plan)}${evidence === null ? '' : `; cause: ${RECORD_SOURCE}, fase «${evidence.phase.name}»`}`,
    empty: items.every((item) => attained(plan, evidence, item) === null)
      ? 'Nessuna voce ha un risultato dichiarato: non ci sono scostamenti da calcolare.'
      : 'Nessuno scostamento dichiarato: le voci con un risultato sono tutte al 100 %.',
  };
}

/** The indicators of some items with their targets and results; null where they have none. */
export function indicatorsTable(plan: Plan, items: readonly Item[]): DocumentTable | null {
  const refs = new Set(items.map(itemRef));
  const own = plan.indicators.filter((one) => refs.has(itemRef(one)));
  if (own.length === 0) return null;
  return {
    type: 'table',
    columns: [
      text('Voce'),
      text('Indicatore'),
      text('Unità di misura'),
      { label: 'Partenza', type: 'decimal' },
      { label: 'Atteso', type: 'decimal' },
      { label: 'Risultato', type: 'decimal' },
      { label: 'Raggiungimento', type: 'percent' },
    ],
    rows: own.map((one) => {
      const { target, percent } = attainmentOfIndicator(one, plan.head.year);
      return [itemLabel(plan, one), one.name, one.unit, one.baseline, target, one.result, percent];
    }),
    source: planSource(plan, 'indicatori'),
    empty: '',
  };
}

/** The milestones of some items; null where they have none. */
export function milestonesTable(plan: Plan, items: readonly Item[]): DocumentTable | null {
  const refs = new Set(items.map(itemRef));
  const own = plan.milestones.filter((one) => refs.has(itemRef(one)));
  if (own.length === 0) return null;
  return {
    type: 'table',
    columns: [
      text('Voce'),
      text('Fase'),
      { label: 'Dal', type: 'day' },
      { label: 'Entro', type: 'day' },
      { label: 'Fatta il', type: 'day' },
      text('Responsabile'),
    ],
    rows: own.map((one) => [
      itemLabel(plan, one),
      one.name,
      one.expectedFrom,
      one.expectedTo,
      one.doneOn,
      one.responsible,
    ]),
    source: planSource(plan, 'fasi'),
    empty: '',
  };
}
