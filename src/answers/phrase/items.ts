import type { AnswerTable, Cell } from '../answer.ts';
import { formatDay, formatDayLong, formatPercent } from '../format.ts';
import { MEASURE_UNITS, measureOf } from '../knowledge/measures.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import type { Row } from '../knowledge/select.ts';
import type { Attribute, Measure } from '../query.ts';
import type { KnownState, Result } from '../run/result.ts';
import { type Draft, type Phrasing, say } from './draft.ts';
import { deadlineOf, fullName, responsibleOf, shortName, theName } from './names.ts';
import { itemNotes } from './notes.ts';
import { rowProof } from './proof.ts';
import { rowSources } from './sources.ts';
import { capital, formatValue, joinAnd, measureCell, measureText, numberCell, textCell } from './values.ts';
import type { Words } from './words.ts';

type ItemResult = Extract<Result, { type: 'item' }>;

const COST_BUNDLE = 'personnel,committed,settled,resources';

/** One item or the few that fit: a figure, several, an attribute or the whole card. */
export function phraseItems(phrasing: Phrasing, result: ItemResult): Draft {
  const { index, words } = phrasing;
  const { query } = result;
  const rows = relevantRows(result);
  const card = query.measures.length === 0 && query.attributes.every((one) => one === 'title');
  const primary = query.measures[0];
  const only = rows.length === 1 ? rows[0] : undefined;
  const value = only && primary ? measureOf(only.figures, only.of.item, primary) : null;
  const deadlineAsked = query.attributes.includes('deadline') || card;
  return {
    headline: only ? oneHeadline(phrasing, result, only, card) : manyHeadline(phrasing, result, rows, card),
    table:
      rows.length === 1 && only
        ? oneTable(phrasing, result, only, card)
        : manyTable(phrasing, result, rows, card),
    notes: [
      ...(deadlineAsked
        ? [
            say(
              words,
              'La scadenza è ricavata: 31 dicembre dell’ultimo anno previsto; il documento non ne dà una per singola voce.',
              'The deadline is derived: 31 December of the last planned year; the document gives none per item.',
            ),
          ]
        : []),
      ...itemNotes(index, words, rows, query.measures.length > 0 || card),
    ],
    sources: rowSources(
      index,
      rows,
      card ? ['personnel'] : query.measures,
      card || query.attributes.length > 0,
    ),
    proof: query.measures.length > 0 ? rowProof(phrasing, rows, query.measures) : null,
    value,
    unit: value === null || !primary ? null : MEASURE_UNITS[primary],
    items: rows.map((row) => row.of.ref),
    followUps: only ? followUps(words, only, card, query.measures) : [],
  };
}

/** With a bare number both kinds are meant, but only those that can have the measure. */
function relevantRows(result: ItemResult): readonly Row[] {
  const { rows, query } = result;
  if (rows.length < 2 || query.measures.length === 0) return rows;
  const has = (row: Row): boolean =>
    query.measures.some((measure) => measureOf(row.figures, row.of.item, measure) !== null);
  const onlyObjectives = query.measures.every(
    (measure) => measure === 'weight' || measure === 'cost_per_weight',
  );
  const kept = onlyObjectives ? rows.filter(has) : rows;
  return kept.length > 0 ? kept : rows;
}

function oneHeadline({ index, words }: Phrasing, result: ItemResult, row: Row, card: boolean): string {
  const { query } = result;
  const { item } = row.of;
  const year = index.plan.head.year;
  const name = capital(theName(words, row.of));
  const where =
    query.department && row.of.departments.length > 1
      ? `${say(words, ' (parte del', ' (share of')} ${query.department})`
      : '';
  if (card) {
    const weight = item.weight === null ? '' : `, ${words.measures.weight} ${item.weight}`;
    return `${name}${where}: ${item.attainment === null ? `${words.measures.attainment} ${words.notDeclared}` : `${say(words, 'raggiunto al', 'attained')} ${formatPercent(item.attainment)}`}${weight}, ${words.measures.personnel} ${measureText(words, 'personnel', row.figures.personnel)} (${year}). ${say(words, 'È affidato a', 'Assigned to')} ${responsibleOf(index.plan, words, row.of)}.`;
  }
  const parts: string[] = [];
  if (query.measures.join() === COST_BUNDLE) parts.push(costSentence(words, row, `${name}${where}`, year));
  else if (query.measures.length > 0)
    parts.push(
      `${name}${where}: ${query.measures.map((measure) => measurePhrase(words, row, measure)).join('; ')}${differenceOf(words, row, query.measures)} (${year}).`,
    );
  for (const attribute of query.attributes)
    parts.push(
      attributeSentence(index, words, result.states, row, attribute, parts.length === 0 ? name : null),
    );
  return parts.join(' ');
}

/** What each derived figure is made of, to show it next to the result or in place of one that cannot be made. */
const PARTS: Readonly<Partial<Record<Measure, readonly Measure[]>>> = {
  resources: ['personnel', 'settled'],
  unsettled: ['committed', 'settled'],
  uncollected: ['assessed', 'collected'],
  settlement_rate: ['settled', 'committed'],
  collection_rate: ['collected', 'assessed'],
  personnel_share: ['personnel', 'resources'],
  direct_share: ['settled', 'resources'],
  cost_per_weight: ['personnel', 'weight'],
};

/** "riscosso su accertato 26,93 % (riscosso 909.476,90 €, accertato 3.377.545,16 €)". */
function measurePhrase(words: Words, row: Row, measure: Measure): string {
  const text = (one: Measure): string =>
    `${one === 'resources' && measure !== one ? say(words, 'risorse utilizzate', 'resources used') : words.measures[one]} ${measureText(words, one, measureOf(row.figures, row.of.item, one))}`;
  const parts = PARTS[measure] ?? [];
  return parts.length === 0 ? text(measure) : `${text(measure)} (${parts.map(text).join(', ')})`;
}

/** Assessed against collected, committed against settled: the difference is what one looks for. */
function differenceOf(words: Words, row: Row, measures: readonly Measure[]): string {
  const pair = measures.join();
  const gap: Measure | null = /^(assessed,collected|collected,assessed)$/.test(pair)
    ? 'uncollected'
    : /^(committed,settled|settled,committed)$/.test(pair)
      ? 'unsettled'
      : null;
  const value = gap && measureOf(row.figures, row.of.item, gap);
  return gap === null || value === null
    ? ''
    : `; ${say(words, 'differenza', 'difference')} ${measureText(words, gap, value)}`;
}

/** "Quanto costa": personnel first, then what else was declared. */
function costSentence(words: Words, row: Row, name: string, year: number): string {
  const { figures, item } = { figures: row.figures, item: row.of.item };
  const personnel = measureText(words, 'personnel', figures.personnel);
  const first =
    figures.personnel === null
      ? `${name}: ${words.measures.personnel} ${words.notDeclared} (${year}).`
      : say(
          words,
          `${name} è costato ${personnel} di personale nel ${year}.`,
          `${name} cost ${personnel} in personnel in ${year}.`,
        );
  const direct =
    figures.committed === null && figures.settled === null
      ? say(words, 'Costi diretti: non dichiarati', 'Direct costs: not declared')
      : `${say(words, 'Costi diretti', 'Direct costs')}: ${words.measures.committed} ${measureText(words, 'committed', figures.committed)}, ${words.measures.settled} ${measureText(words, 'settled', figures.settled)}`;
  const used = measureOf(figures, item, 'resources');
  const silent =
    figures.settled === null && (figures.personnel !== null || figures.committed !== null)
      ? say(words, ' (solo personale: liquidato non dichiarato)', ' (personnel only: settled not declared)')
      : '';
  return `${first} ${direct}${used === null ? '' : `; ${words.measures.resources} ${measureText(words, 'resources', used)}${silent}`}.`;
}

function attributeSentence(
  index: PlanIndex,
  words: Words,
  states: ReadonlyMap<string, KnownState>,
  row: Row,
  attribute: Attribute,
  name: string | null,
): string {
  const subject = name ?? say(words, 'È', 'It is');
  const is = name === null ? subject : `${subject} ${say(words, 'è', 'is')}`;
  switch (attribute) {
    case 'responsible':
      return `${is} ${say(words, 'affidato a', 'assigned to')} ${responsibleOf(index.plan, words, row.of)}.`;
    case 'goals':
      return `${name ?? say(words, 'Goal', 'Goals')}: ${goalsText(index, words, row)}.`;
    case 'deadline':
      return `${name ?? ''} ${say(words, 'scade il', 'is due on')} ${words.language === 'it' ? formatDayLong(deadlineOf(row.of)) : formatDay(deadlineOf(row.of))}${horizonText(words, row)}.`.trim();
    case 'state':
      return `${name ?? ''} ${stateText(words, states, row)}.`.trim();
    case 'scope':
      return `${is} ${scopeText(words, row)}.`;
    case 'title':
      return `${row.of.item.title}.`;
  }
}

/** "(previsto dal 2020 al 2023)", for what lasts more than a year. */
const horizonText = (words: Words, { of }: Row): string =>
  of.item.horizonStart === of.item.horizonEnd
    ? ''
    : say(
        words,
        ` (previsto dal ${of.item.horizonStart} al ${of.item.horizonEnd})`,
        ` (planned from ${of.item.horizonStart} to ${of.item.horizonEnd})`,
      );

const scopeText = (words: Words, row: Row): string =>
  row.of.item.scope === 'transversal'
    ? say(words, 'trasversale', 'transversal')
    : say(words, 'non trasversale: è di una sola struttura', 'not transversal: it belongs to one structure');

function goalsText(index: PlanIndex, words: Words, row: Row): string {
  const { goals, targets } = row.of.item;
  if (goals.length === 0)
    return say(words, 'nessun goal dell’Agenda 2030 dichiarato', 'no 2030 Agenda goal declared');
  const named = goals.map((number) => {
    const goal = index.plan.goals.find((one) => one.number === number);
    return `goal ${number}${goal ? ` ${goal.shortName}` : ''}`;
  });
  return `${joinAnd(words, named)}${targets.length > 0 ? ` (${say(words, 'traguardi', 'targets')} ${targets.join(', ')})` : ''}`;
}

function stateText(words: Words, states: ReadonlyMap<string, KnownState>, row: Row): string {
  const known = states.get(row.of.ref);
  const { attainment } = row.of.item;
  const final =
    attainment === null
      ? ''
      : `; ${say(words, 'risultato finale', 'final result')}: ${formatPercent(attainment)}`;
  if (!known)
    return `${say(words, 'non ha aggiornamenti di monitoraggio registrati', 'has no recorded monitoring update')}${final}`;
  const percent = known.update.percent === null ? '' : ` (${formatPercent(known.update.percent)})`;
  return `${say(words, 'nella fase', 'in phase')} «${known.phase.name}»: ${words.states[known.update.state]}${percent}${final}`;
}

function manyHeadline(
  { index, words }: Phrasing,
  result: ItemResult,
  rows: readonly Row[],
  card: boolean,
): string {
  const { query } = result;
  const year = index.plan.head.year;
  if (rows.length === 0) return say(words, 'Non trovo le voci richieste.', 'I cannot find those items.');
  if (
    query.attributes.length === 1 &&
    query.measures.length === 0 &&
    query.attributes[0] === 'responsible' &&
    rows.length < 5
  )
    return `${rows.map((row) => `${capital(fullName(words, row.of))}: ${responsibleOf(index.plan, words, row.of)}`).join('. ')}.`;
  if (query.attributes.length > 0 && query.measures.length === 0 && !card && rows.length < 5)
    return rows
      .map((row) =>
        query.attributes
          .map((one) =>
            attributeSentence(index, words, result.states, row, one, capital(theName(words, row.of))),
          )
          .join(' '),
      )
      .join(' ');
  const main = query.measures[0] ?? 'personnel';
  const figure = (row: Row): string => measureText(words, main, measureOf(row.figures, row.of.item, main));
  const label = `${words.measures[main]}, ${year}`;
  if (rows.length < 4) {
    const silent = rows.filter((row) =>
      query.measures.every((one) => measureOf(row.figures, row.of.item, one) === null),
    );
    const spoken = silent.length < rows.length ? rows.filter((row) => !silent.includes(row)) : rows;
    const rest =
      silent.length > 0 && spoken !== rows
        ? ` ${capital(words.notDeclared)}: ${joinAnd(
            words,
            silent.map((row) => fullName(words, row.of)),
          )}.`
        : '';
    return `${capital(
      joinAnd(
        words,
        spoken.map((row) => `${fullName(words, row.of)}: ${figure(row)}`),
      ),
    )} (${label}).${rest}`;
  }
  const values = rows.flatMap((row) => measureOf(row.figures, row.of.item, main) ?? []);
  const sum = values.reduce((all, value) => all + value, 0);
  const additive = MEASURE_UNITS[main] === 'eur' && values.length > 0;
  return `${say(words, `Trovo ${rows.length} voci`, `I find ${rows.length} items`)}${additive ? `: ${formatValue(sum, 'eur')} ${say(words, 'in tutto', 'in all')} (${label})` : ` (${label})`}.`;
}

const CARD_MEASURES: readonly Measure[] = [
  'personnel',
  'committed',
  'settled',
  'resources',
  'assessed',
  'collected',
];

function oneTable(
  { index, words }: Phrasing,
  result: ItemResult,
  row: Row,
  card: boolean,
): AnswerTable | null {
  const { item } = row.of;
  const lines: (readonly [string, Cell])[] = [];
  if (card) {
    lines.push([words.attributes.title, textCell(item.title)]);
    if (item.code) lines.push([say(words, 'codice', 'code'), textCell(item.code)]);
    lines.push([say(words, 'in breve', 'in short'), textCell(item.summary)]);
    lines.push([words.attributes.responsible, textCell(responsibleOf(index.plan, words, row.of))]);
    if (item.weight !== null) lines.push([words.measures.weight, numberCell(item.weight)]);
    lines.push([words.measures.attainment, measureCell(words, 'attainment', item.attainment)]);
    lines.push([words.attributes.deadline, textCell(formatDay(deadlineOf(row.of)))]);
    if (item.goals.length > 0) lines.push([words.attributes.goals, textCell(goalsText(index, words, row))]);
    const state = result.states.get(row.of.ref);
    if (state) lines.push([words.attributes.state, textCell(stateText(words, result.states, row))]);
  }
  const measures = card
    ? CARD_MEASURES.filter((one) => one === 'personnel' || measureOf(row.figures, item, one) !== null)
    : result.query.measures;
  if (!card && measures.length < 2) return null;
  for (const measure of measures)
    lines.push([words.measures[measure], measureCell(words, measure, measureOf(row.figures, item, measure))]);
  return {
    columns: [
      { label: say(words, 'Voce', 'Item'), numeric: false },
      { label: capital(shortName(words, row.of)), numeric: false },
    ],
    rows: lines.map(([label, cell]) => [textCell(label), cell]),
    total: lines.length,
  };
}

function manyTable(
  { index, words }: Phrasing,
  result: ItemResult,
  rows: readonly Row[],
  card: boolean,
): AnswerTable {
  const { query } = result;
  const measures = card
    ? (['personnel', 'committed', 'settled', 'weight', 'attainment'] as const)
    : query.measures;
  const shown: readonly Measure[] = measures;
  const attributes = card ? (['responsible'] as const) : query.attributes;
  return {
    columns: [
      { label: say(words, 'Voce', 'Item'), numeric: false },
      ...shown.map((measure) => ({ label: words.measures[measure], numeric: true })),
      ...attributes.map((attribute) => ({ label: words.attributes[attribute], numeric: false })),
    ],
    rows: rows.map((row) => [
      textCell(fullName(words, row.of)),
      ...shown.map((measure) => measureCell(words, measure, measureOf(row.figures, row.of.item, measure))),
      ...attributes.map((attribute) => textCell(attributeText(index, words, result.states, row, attribute))),
    ]),
    total: rows.length,
  };
}

function attributeText(
  index: PlanIndex,
  words: Words,
  states: ReadonlyMap<string, KnownState>,
  row: Row,
  attribute: Attribute,
): string {
  if (attribute === 'responsible') return responsibleOf(index.plan, words, row.of);
  if (attribute === 'goals') return goalsText(index, words, row);
  if (attribute === 'deadline') return formatDay(deadlineOf(row.of));
  if (attribute === 'state') return stateText(words, states, row);
  return attribute === 'scope' ? scopeText(words, row) : row.of.item.title;
}

function followUps(
  words: Words,
  row: Row,
  card: boolean,
  measures: readonly Measure[],
): NonNullable<Draft['followUps']> {
  const items = [row.of.ref];
  const base = { type: 'item', items, department: null } as const;
  const costs = {
    label: say(words, 'Costi', 'Costs'),
    query: {
      ...base,
      items,
      measures: ['personnel', 'committed', 'settled', 'resources'] as Measure[],
      attributes: [],
    },
  };
  const whole = {
    label: say(words, 'Scheda', 'Card'),
    query: { ...base, items, measures: [] as Measure[], attributes: [] },
  };
  return card ? [costs] : measures.join() === COST_BUNDLE ? [whole] : [whole, costs];
}
