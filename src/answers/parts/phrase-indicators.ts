import {
  attainmentOfIndicator,
  attainmentOfItem,
  attainmentOfSet,
  type IndicatorAttainment,
} from '../../domain/plan/index.ts';
import { type Indicator, itemRef } from '../../domain/types.ts';
import { formatDecimal, formatPercent } from '../../words/formats.ts';
import { capital, counted } from '../../words/sentences.ts';
import type { AnswerTable, Column, Proof } from '../answer.ts';
import type { IndexedItem, PlanIndex } from '../knowledge/plan-index.ts';
import { type Draft, type Phrasing, say } from '../phrase/draft.ts';
import { fullName, shortName } from '../phrase/names.ts';
import { textCell } from '../phrase/values.ts';
import type { Words } from '../phrase/words.ts';
import type { AskOf, Scope } from './parts-query.ts';
import { itemsIn, scopeText } from './scope.ts';

type Ask = AskOf<'indicators'>;
type Measured = IndicatorAttainment & { readonly of: IndexedItem };

const MOST_ROWS = 100;
/** So many indicators are told one by one. */
const MOST_SAID = 3;
/** And so many by name. */
const MOST_NAMED = 5;

/** A value of an indicator in its own unit: "60 giorni", "42 %", "sì". */
export function indicatorValue(words: Words, { unit }: Indicator, value: number | null): string {
  if (value === null) return words.notDeclared;
  if (unit !== null && /^s[iì]\s*\/\s*no$/i.test(unit))
    return value === 0 ? 'no' : value === 1 ? say(words, 'sì', 'yes') : formatDecimal(value);
  // "n." only says that it is a number.
  return unit === null || /^(n\.?|numero|num\.?)$/i.test(unit)
    ? formatDecimal(value)
    : `${formatDecimal(value)} ${unit}`;
}

/** Targets, results and attainment of the indicators of some items. */
export function phraseIndicators(phrasing: Phrasing, scope: Scope, ask: Ask): Draft {
  const { index, words } = phrasing;
  const year = ask.year ?? index.plan.head.year;
  const all = measuredIn(index, scope, ask, year);
  if (all.length === 0) return silent(phrasing, scope);
  if (ask.show === 'attainment' && ask.names === null && ask.test === null)
    return phraseAttainment(phrasing, scope, all);
  const told = all.filter((one) => passes(one, ask.test));
  const [only] = told;
  const unmeasured = all.filter(({ indicator }) => indicator.result === null).length;
  const each = ask.test === null && !ask.count && told.length > 0 && told.length <= MOST_SAID;
  const named =
    told.length === 0 || told.length > MOST_NAMED || ask.count
      ? ''
      : `: ${told.map(({ indicator: one, of }) => `${one.name} (${shortName(words, of)})`).join('; ')}`;
  const headline = each
    ? `${told.map((one) => capital(indicatorSentence(words, one, ask.show, year))).join('. ')}.`
    : `${told.length === 0 ? say(words, 'Nessun indicatore', 'No indicator') : counted(told.length, say(words, 'indicatore', 'indicator'), say(words, 'indicatori', 'indicators'))}${testText(words, ask.test)} ${scopeText(index, words, scope)}, ${year}${named}.`;
  return {
    headline,
    table: told.length === 0 || (told.length === 1 && ask.test === null) ? null : tableOf(words, told),
    notes:
      ask.test !== null && ask.test !== 'silent' && unmeasured > 0
        ? [
            say(
              words,
              `${counted(unmeasured, 'indicatore non ha', 'indicatori non hanno')} ancora un risultato, su ${all.length}.`,
              `${unmeasured} of ${all.length} have no result yet.`,
            ),
          ]
        : [],
    sources: sourcesOf(index, told),
    proof: proofOf(words, scopeText(index, words, scope), told),
    value:
      told.length === 1 && only && ask.test === null && !ask.count ? figureOf(only, ask.show) : told.length,
    unit:
      told.length === 1 && ask.test === null && !ask.count
        ? ask.show === 'attainment'
          ? 'percent'
          : 'other'
        : 'count',
    items: [...new Set(told.map(({ of }) => of.ref))],
  };
}

function measuredIn(index: PlanIndex, scope: Scope, { names }: Ask, year: number): readonly Measured[] {
  const items = new Map(itemsIn(index, scope).map((one) => [one.ref, one]));
  return index.plan.indicators.flatMap((indicator) => {
    const of = items.get(itemRef(indicator));
    return of && (names === null || names.includes(indicator.name))
      ? [
          {
            ...attainmentOfIndicator(
              year === index.plan.head.year ? indicator : { ...indicator, result: null },
              year,
            ),
            of,
          },
        ]
      : [];
  });
}

function passes({ isReached, indicator }: Measured, test: Ask['test']): boolean {
  if (test === 'below') return isReached === false;
  if (test === 'reached') return isReached === true;
  return test === null || indicator.result === null;
}

const TESTS: Readonly<Record<NonNullable<Ask['test']>, readonly [string, string]>> = {
  below: [' sotto il valore atteso', ' short of the target'],
  reached: [' con il valore atteso raggiunto', ' at or beyond the target'],
  silent: [' senza un risultato', ' without a result'],
};

const testText = (words: Words, test: Ask['test']): string =>
  test === null ? '' : say(words, TESTS[test][0], TESTS[test][1]);

function figureOf({ indicator, target, percent }: Measured, show: Ask['show']): number | null {
  if (show === 'target') return target;
  if (show === 'baseline') return indicator.baseline;
  return show === 'attainment' ? percent : (indicator.result ?? target);
}

function indicatorSentence(words: Words, one: Measured, show: Ask['show'], year: number): string {
  const { indicator, target, percent } = one;
  const value = (amount: number | null): string => indicatorValue(words, indicator, amount);
  const expected = `${say(words, 'valore atteso', 'target')} ${value(target)}`;
  const result = `${say(words, 'risultato', 'result')} ${value(indicator.result)}`;
  const from = indicator.baselineYear === null ? '' : ` (${indicator.baselineYear})`;
  const baseline = `${say(words, 'valore di partenza', 'baseline')} ${value(indicator.baseline)}${indicator.baseline === null ? '' : from}`;
  const attained = `${say(words, 'raggiungimento', 'attainment')} ${percent === null ? basisText(words, one) : formatPercent(percent)}`;
  const said = {
    target: indicator.result === null ? [expected] : [expected, result],
    result: [result, expected],
    baseline: [baseline, expected],
    attainment: [attained, result, expected],
    all: [expected, result, attained],
  }[show];
  return `${indicator.name} (${shortName(words, one.of)}, ${year}): ${said.join(', ')}`;
}

const BASIS: Readonly<Record<IndicatorAttainment['basis'], readonly [string, string]>> = {
  baseline: ['', ''],
  target: ['senza valore di partenza: risultato su valore atteso', 'no baseline: result over target'],
  reached: ['livello da mantenere: raggiunto o no', 'a level to keep: reached or not'],
  no_result: ['non calcolabile: manca il risultato', 'not known: no result'],
  no_target: ['non calcolabile: manca il valore atteso', 'not known: no target'],
  no_baseline: ['non calcolabile: manca il valore di partenza', 'not known: no baseline'],
};

const basisText = (words: Words, { basis }: Measured): string => say(words, BASIS[basis][0], BASIS[basis][1]);

function tableOf(words: Words, told: readonly Measured[]): AnswerTable | null {
  const text = (label: string): Column => ({ label, numeric: false });
  return {
    columns: [
      text(say(words, 'Indicatore', 'Indicator')),
      text(say(words, 'Voce', 'Item')),
      text(say(words, 'Partenza', 'Baseline')),
      text(say(words, 'Atteso', 'Target')),
      text(say(words, 'Risultato', 'Result')),
      { label: say(words, 'Raggiungimento', 'Attainment'), numeric: true },
    ],
    rows: told
      .slice(0, MOST_ROWS)
      .map((one) => [
        textCell(one.indicator.name),
        textCell(fullName(words, one.of)),
        textCell(indicatorValue(words, one.indicator, one.indicator.baseline)),
        textCell(indicatorValue(words, one.indicator, one.target)),
        textCell(indicatorValue(words, one.indicator, one.indicator.result)),
        { text: one.percent === null ? '—' : formatPercent(one.percent), value: one.percent },
      ]),
    total: told.length,
  };
}

/** "Giorni di attesa (obiettivo 1): (66 − 90) / (60 − 90) = 80 %". */
export function proofLine(words: Words, one: Measured): string {
  const { indicator, target, percent, basis } = one;
  const name = `${indicator.name} (${shortName(words, one.of)})`;
  const n = formatDecimal;
  if (percent === null || target === null || indicator.result === null)
    return `${name}: ${basisText(words, one)}`;
  if (basis === 'baseline' && indicator.baseline !== null)
    return `${name}: (${n(indicator.result)} − ${n(indicator.baseline)}) / (${n(target)} − ${n(indicator.baseline)}) = ${formatPercent(percent)}`;
  if (basis === 'target')
    return `${name}: ${n(indicator.result)} / ${n(target)} = ${formatPercent(percent)} (${basisText(words, one)})`;
  return `${name}: ${n(indicator.result)} ${say(words, 'su', 'of')} ${n(target)}, ${formatPercent(percent)} (${basisText(words, one)})`;
}

const RULE: readonly [string, string] = [
  'raggiungimento = (risultato − valore di partenza) / (valore atteso − valore di partenza)',
  'attainment = (result − baseline) / (target − baseline)',
];

const proofOf = (words: Words, filter: string, told: readonly Measured[]): Proof => ({
  filter,
  rows: told.slice(0, MOST_ROWS).map((one) => proofLine(words, one)),
  formula: say(words, RULE[0], RULE[1]),
  sum: null,
});

/** The attainment that the indicators of an item, or of a set of items, give; the printed one stands beside it. */
function phraseAttainment(phrasing: Phrasing, scope: Scope, all: readonly Measured[]): Draft {
  const { index, words } = phrasing;
  const { plan } = index;
  const owners = [...new Set(all.map(({ of }) => of))];
  const items = owners.map(({ item }) => attainmentOfItem(plan, item));
  const set = attainmentOfSet(items);
  const [only] = items.length === 1 ? items : [];
  const percent = only ? only.percent : set.percent;
  const weighted = (only ?? set).isWeighted;
  const mean = weighted
    ? say(words, 'media pesata', 'weighted mean')
    : say(words, 'media semplice', 'plain mean');
  const leftOut = only ? only.leftOut.length : set.leftOut.length;
  const what = only
    ? say(words, `${only.counted.length} indicatori`, `${only.counted.length} indicators`)
    : say(words, `${set.counted.length} voci con indicatori`, `${set.counted.length} items with indicators`);
  const where = scopeText(index, words, scope);
  return {
    headline:
      percent === null
        ? say(
            words,
            `Il raggiungimento dagli indicatori ${where} (${plan.head.year}) non si può ancora calcolare: nessuno ha un risultato.`,
            `The attainment from the indicators ${where} (${plan.head.year}) cannot be told yet: none has a result.`,
          )
        : say(
            words,
            `Raggiungimento calcolato dagli indicatori ${where}, ${plan.head.year}: ${formatPercent(percent)} (${mean} di ${what}).`,
            `Attainment from the indicators ${where}, ${plan.head.year}: ${formatPercent(percent)} (${mean} of ${what}).`,
          ),
    table: all.length > 1 ? tableOf(words, all) : null,
    notes: [
      ...(leftOut > 0
        ? [
            say(
              words,
              `Senza risultato, e quindi fuori dalla media: ${leftOut}.`,
              `Without a result, and so left out: ${leftOut}.`,
            ),
          ]
        : []),
      ...(only && only.declared !== null
        ? [
            say(
              words,
              `Il documento dichiara ${formatPercent(only.declared)}.`,
              `The document declares ${formatPercent(only.declared)}.`,
            ),
          ]
        : []),
    ],
    sources: sourcesOf(index, all),
    proof: {
      ...proofOf(words, where, all),
      sum:
        percent === null
          ? null
          : `(${(only ?? set).counted.map(({ percent: one, weight }) => (weighted ? `${formatDecimal(one)} × ${formatDecimal(weight)}` : formatDecimal(one))).join(' + ')}) / ${formatDecimal((only ?? set).counted.reduce((sum, { weight }) => sum + weight, 0))} = ${formatDecimal(percent)}`,
    },
    value: percent,
    unit: percent === null ? null : 'percent',
    items: owners.map(({ ref }) => ref),
    kind: percent === null ? 'no_data' : 'answer',
  };
}

const silent = ({ index, words }: Phrasing, scope: Scope): Draft => ({
  kind: 'no_data',
  headline: say(
    words,
    `Il piano ${index.plan.head.year} non dichiara indicatori ${scopeText(index, words, scope)}.`,
    `The ${index.plan.head.year} plan declares no indicator ${scopeText(index, words, scope)}.`,
  ),
});

const sourcesOf = ({ plan }: PlanIndex, told: readonly Measured[]): readonly string[] => {
  const places = [...new Set(told.flatMap(({ indicator }) => indicator.source ?? []))];
  return places.length === 0
    ? [`${plan.head.document}, indicatori`]
    : places.slice(0, 3).map((place) => `${plan.head.document}, ${place}`);
};
