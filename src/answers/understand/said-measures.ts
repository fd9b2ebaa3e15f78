import { MEASURES, type Measure } from '../../words/measures.ts';
import type { Token } from '../language/tokens.ts';
import type { Span } from './spans.ts';

/** A measure as said: some words stand for several figures. */
export type SaidMeasure = Measure | 'cost' | 'direct' | 'revenue';

/** Two figures of which one is asked as a part of the other, and the rate that says it. */
const RATES: readonly (readonly [SaidMeasure, SaidMeasure, Measure])[] = [
  ['settled', 'committed', 'settlement_rate'],
  ['collected', 'assessed', 'collection_rate'],
  ['personnel', 'resources', 'personnel_share'],
  ['settled', 'resources', 'direct_share'],
];

/** Measures in the order said. A general word next to a precise one ("spesa impegnata") says nothing more. */
export function saidMeasures(tokens: readonly Token[], spans: readonly Span[]): readonly SaidMeasure[] {
  const said = distinct(spans, 'measure:') as SaidMeasure[];
  const percent = spans.some((span) => span.concept === 'ask:percent');
  const share = percent || spans.some((span) => span.concept === 'ask:share');
  if (share) {
    // "Il personale incide sulle risorse utilizzate (personale più liquidato)": the part is what is said first.
    const [rate] = RATES.filter(([part, whole]) => said.includes(part) && said.includes(whole)).sort(
      (a, b) => said.indexOf(a[0]) - said.indexOf(b[0]),
    );
    if (rate) return [rate[2], ...said.filter((one) => !isPartOf(one, rate[2]))];
  }
  const counted = spans.some((span) => span.concept === 'ask:count');
  if (percent && said.length === 0) return counted ? [] : ['attainment'];
  const rest = withoutParts(said);
  const precise = rest.filter((measure) => measure !== 'cost' && measure !== 'revenue');
  const money = precise.filter((measure) => measure !== 'weight' && measure !== 'attainment');
  return rest.filter((measure) => {
    // "Quanto pesa il settore 5 sul totale del costo": a share, not a weight.
    if (measure === 'weight' && share) return rest.length === 1;
    // "Quanto abbiamo speso e quanto incassato?": two questions, of which neither says the other again.
    const apart = tokens.filter(({ text }) => text === 'quanto').length > 1;
    if (measure === 'cost')
      return !money.some(
        (one) => MEASURES.includes(one as Measure) && !(apart && /^(assessed|collected)$/.test(one)),
      );
    if (measure === 'revenue')
      return !money.some((one) => one === 'assessed' || one === 'collected' || one === 'collection_rate');
    return true;
  });
}

/** What each derived figure is made of. */
const PARTS: Readonly<Partial<Record<SaidMeasure, readonly SaidMeasure[]>>> = {
  uncollected: ['assessed', 'collected'],
  unsettled: ['committed', 'settled'],
  settlement_rate: ['committed', 'settled', 'cost'],
  collection_rate: ['assessed', 'collected', 'revenue'],
  personnel_share: ['personnel', 'settled', 'resources', 'cost', 'direct'],
  direct_share: ['personnel', 'settled', 'resources', 'cost', 'direct'],
};

const isPartOf = (part: SaidMeasure, whole: SaidMeasure): boolean => PARTS[whole]?.includes(part) ?? false;

/** "Quanto resta da incassare rispetto all'accertato" asks for one figure, the difference. */
const withoutParts = (said: readonly SaidMeasure[]): readonly SaidMeasure[] =>
  said.filter((one) => !said.some((other) => isPartOf(one, other)));

/** The concepts of one family, each once, without its prefix. */
export const distinct = (spans: readonly Span[], prefix: string): string[] => [
  ...new Set(
    spans.filter((span) => span.concept.startsWith(prefix)).map((span) => span.concept.slice(prefix.length)),
  ),
];

/** What a general word stands for, the figure meant first. */
function expandMeasure(measure: SaidMeasure): readonly Measure[] {
  if (measure === 'cost') return ['resources', 'personnel', 'settled', 'committed'];
  if (measure === 'direct') return ['committed', 'settled'];
  if (measure === 'revenue') return ['assessed', 'collected'];
  return [measure];
}

export const expandMeasures = (measures: readonly SaidMeasure[]): readonly Measure[] => [
  ...new Set(measures.flatMap(expandMeasure)),
];
