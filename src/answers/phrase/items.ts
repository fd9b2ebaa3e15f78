import type { Percent } from '../../domain/types.ts';
import { joined } from '../../words/articles.ts';
import type { Attribute } from '../../words/attributes.ts';
import { formatPercent } from '../../words/formats.ts';
import type { Measure } from '../../words/measures.ts';
import { capital } from '../../words/sentences.ts';
import type { Choice } from '../answer.ts';
import type { Expr } from '../figures/figures-query.ts';
import { figuresOf, inStructures, ofKind } from '../figures/plain-figures.ts';
import { MEASURE_UNITS, measureOf } from '../knowledge/measures.ts';
import { costInOne, mainCost, planMeasures } from '../knowledge/plan-measures.ts';
import type { Row } from '../knowledge/select.ts';
import type { Result } from '../run/result.ts';
import { deadlineNotes } from './deadlines.ts';
import { type Draft, type Phrasing, say } from './draft.ts';
import { attributeSentence } from './item-attributes.ts';
import { costSentence, differenceOf, measurePhrase } from './item-figures.ts';
import { manyTable, oneTable } from './item-tables.ts';
import { agreeingItem, fullName, ofStructures, responsibleOf, theName } from './names.ts';
import { itemNotes } from './notes.ts';
import { rowProof } from './proof.ts';
import { costSection, rowSources } from './sources.ts';
import { formatValue, joinAnd, measureText } from './values.ts';
import type { Words } from './words.ts';

type ItemResult = Extract<Result, { type: 'item' }>;

const COST_BUNDLE = 'committed,personnel,resources,settled';

/** All that «costa» stands for is asked, in whatever order. */
const asksCost = (measures: readonly Measure[]): boolean => [...measures].sort().join() === COST_BUNDLE;

/** One item or the few that fit: a figure, several, an attribute or the whole card. */
export function phraseItems(phrasing: Phrasing, result: ItemResult): Draft {
  const { index, words } = phrasing;
  const { query } = result;
  const rows = relevantRows(result);
  const card = query.measures.length === 0 && query.attributes.every((one) => one === 'title');
  // «Quanto costa»: what was used is said first.
  const primary = asksCost(query.measures) ? 'resources' : query.measures[0];
  const only = rows.length === 1 ? rows[0] : undefined;
  const value = only && primary ? measureOf(only.figures, only.of.item, primary) : null;
  const deadlineAsked = query.attributes.includes('deadline') || card;
  const told = only ? oneHeadline(phrasing, result, only, card) : manyHeadline(phrasing, result, rows, card);
  return {
    headline: query.reason
      ? `${say(words, 'Il documento non dice perché.', 'The document does not say why.')} ${told}`
      : told,
    table:
      rows.length === 1 && only
        ? oneTable(phrasing, result, only, card)
        : manyTable(phrasing, result, rows, card),
    notes: [
      ...(deadlineAsked ? deadlineNotes(index.plan, words, rows) : []),
      ...aimNotes(phrasing, query.attributes, rows),
      ...itemNotes(index, words, rows, query.measures.length > 0 || card),
    ],
    sources: rowSources(
      index,
      rows,
      card ? [mainCost(index)] : query.measures,
      card || query.attributes.length > 0,
    ),
    proof: query.measures.length > 0 ? rowProof(phrasing, rows, query.measures) : null,
    value,
    unit: value === null || !primary ? null : MEASURE_UNITS[primary],
    items: rows.map((row) => row.of.ref),
    followUps: only ? followUps(phrasing, only, card, query.measures) : [],
  };
}

/** Where the whole of an aim is, which the plan holds in short words of its own. */
const aimNotes = (
  { index, words }: Phrasing,
  attributes: readonly Attribute[],
  rows: readonly Row[],
): readonly string[] =>
  attributes.includes('aim') && rows.some(({ of }) => of.item.summary !== '')
    ? [
        say(
          words,
          `In breve: la finalità per esteso è nel documento, ${costSection(index.plan)}.`,
          `In short: the aim in full is in the document, ${costSection(index.plan)}.`,
        ),
      ]
    : [];

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
      ? ` (${say(words, 'parte', 'share')} ${ofStructures(index.plan, words, [query.department])})`
      : '';
  if (card) {
    const cost = planMeasures(index).free
      ? ''
      : `, ${words.measures[mainCost(index)]} ${measureText(words, mainCost(index), measureOf(row.figures, item, mainCost(index)))}`;
    const weight = item.weight === null ? '' : `, ${words.measures.weight} ${item.weight}`;
    return `${name}${where}: ${item.attainment === null ? `${words.measures.attainment} ${words.notDeclared}` : attainedText(words, row, item.attainment)}${weight}${cost} (${year}). ${say(words, `È ${agreeingItem('affidat', row)} a`, 'Assigned to')} ${responsibleOf(index.plan, words, row.of)}.`;
  }
  const parts: string[] = [];
  // What was reported comes before the document's final result.
  if (
    query.measures.join() === 'attainment' &&
    query.attributes.length === 0 &&
    result.states.has(row.of.ref)
  )
    return attributeSentence(index, words, result.states, row, 'state', name);
  if (asksCost(query.measures)) parts.push(costSentence(words, row, `${name}${where}`, year));
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

const attainedText = (words: Words, row: Row, percent: Percent): string =>
  say(
    words,
    `${agreeingItem('raggiunt', row)} ${joined('a', formatPercent(percent))}`,
    `attained ${formatPercent(percent)}`,
  );

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
  const main = asksCost(query.measures) ? costInOne(index) : (query.measures[0] ?? mainCost(index));
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
  // What nobody asked for is not added up: words may have found things that have little to do with each other.
  if (query.measures.length === 0)
    return say(words, `Trovo ${rows.length} voci.`, `I find ${rows.length} items.`);
  return `${say(words, `Trovo ${rows.length} voci`, `I find ${rows.length} items`)}${additive ? `: ${formatValue(sum, 'eur')} ${say(words, 'in tutto', 'in all')} (${label})` : ` (${label})`}.`;
}

function followUps(
  { index, words }: Phrasing,
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
      measures: [...planMeasures(index).cost],
      attributes: [],
    },
  };
  const whole = {
    label: say(words, 'Scheda', 'Card'),
    query: { ...base, items, measures: [] as Measure[], attributes: [] },
  };
  const own = card ? [costs] : asksCost(measures) ? [whole] : [whole, costs];
  return [...own, comparison({ index, words }, row, measures)];
}

/** "Confronta": the item among those of the same kind in its own department, by the measure that was asked. */
function comparison(
  { index, words }: Phrasing,
  { of: { item, departments } }: Row,
  measures: readonly Measure[],
): Choice {
  const measure = measures.length === 1 && measures[0] ? measures[0] : costInOne(index);
  const by: Expr = { type: 'fold', fold: 'sum', figure: measure };
  return {
    label: say(words, 'Confronta', 'Compare'),
    query: {
      ...figuresOf(index, [...ofKind(item.kind), ...inStructures(departments)], [by], 'item'),
      order: { by, direction: 'most', from: 1, limit: 20, per: null },
    },
  };
}
