import type { PlanIndex } from '../knowledge/plan-index.ts';
import type { Token } from '../language/tokens.ts';
import type { Span, StructureMention } from './spans.ts';

/** Where a number measures something: "150.000 euro", "90 %", "20". */
export interface Amount {
  readonly at: number;
  /** It is the very value of a figure, and no bound. */
  readonly equals: boolean;
}

/** What the roles of numbers are read from. */
export interface NumberContext {
  readonly index: PlanIndex;
  readonly tokens: readonly Token[];
  readonly spans: readonly Span[];
  readonly covered: ReadonlySet<number>;
  /** The question speaks of a set ("obiettivi con peso 24"), so a number after a measure is a condition. */
  readonly setLike: boolean;
  /** Structures found by name or code. */
  readonly structures: readonly StructureMention[];
  /** Neighbouring words of item names: the 30 of "zone 30" is no item number. */
  readonly pairs: Pick<ReadonlyMap<string, unknown>, 'has'>;
  /** The number at a place is a part of a code that no item bears. */
  readonly isCodePart: (at: number) => boolean;
  /** It is a code of the kind that the plan has, and not an ordinary word with a digit in it. */
  readonly isCodeLike: (at: number) => boolean;
}

const SCALES: Readonly<Record<string, number>> = {
  mila: 1_000,
  k: 1_000,
  migliaia: 1_000,
  milione: 1_000_000,
  milioni: 1_000_000,
  mln: 1_000_000,
  million: 1_000_000,
  thousand: 1_000,
};

/** A number that measures something, with its unit and comparison; null when it has another role. */
export function readAmount(context: NumberContext, at: number, used: Set<number>): Amount | null {
  const { tokens } = context;
  const token = tokens[at] as Token;
  if (token.text.includes('/') || Number.isNaN(token.value)) return null;
  const { value, unit: written, next } = scaled(tokens, at);
  const before = conceptsBefore(context, at);
  const named = before.some((concept) => /^(kind|noun):/.test(concept));
  const op = before.find((concept) => concept.startsWith('op:'))?.slice(3) as string | undefined;
  const unit = written;
  const suffixed = hasSuffix(context, next);
  // "Riscosso sett. 9, %": the sign asks, the number is the department's.
  if (written === 'percent' && before.some((concept) => /^noun:(department|unit)$/.test(concept)))
    return null;
  const strongUnit = unit !== null || next > at + 1;
  const isYear = unit === null && value >= 1900 && value <= 2100 && Number.isInteger(value);
  if (isYear && value !== 2000) return null;
  const range = rangeAmount(context, at, next);
  if (range && (strongUnit || range.hasUnit || op === 'between' || (context.setLike && !named))) {
    for (let index = at; index < range.next; index += 1) used.add(index);
    return { at, equals: false };
  }
  if (named && !strongUnit) return null;
  const measured = context.setLike && followsMeasure(context, at, value);
  if (op === undefined && !suffixed && !strongUnit && !measured) return null;
  // "Di quanto il 46 supera il 45?": the other side of the difference.
  const gap = context.spans.some((span) => span.concept === 'ask:difference' && span.to <= at);
  if (gap && !strongUnit && /^(il|lo|la|l|the)$/.test(tokens[at - 1]?.text ?? '')) return null;
  // "n. 24", "settore 5" keep their own role even after "oltre".
  if (op !== undefined && before[0] !== `op:${op}` && !strongUnit) return null;
  for (let index = at; index < next; index += 1) used.add(index);
  return { at, equals: !suffixed && (op === undefined || op === 'eq') };
}

/** "20 o più". */
function hasSuffix({ spans, tokens }: NumberContext, next: number): boolean {
  const span = spans.find((one) => one.from >= next && one.from <= next + 1 && one.concept.startsWith('op:'));
  const words = span ? tokens.slice(span.from, span.to).map((token) => token.text) : [];
  return /^(o piu|in su|o meno)$/.test(words.join(' '));
}

/** "Tra 100 e 200 mila", "da 50 a 60 mila euro": where the second of two amounts ends. */
function rangeAmount(
  context: NumberContext,
  at: number,
  next: number,
): { readonly hasUnit: boolean; readonly next: number } | null {
  const { tokens } = context;
  const opener = tokens[at - 1]?.text ?? '';
  const between =
    /^(tra|fra|between)$/.test(opener) ||
    conceptsBefore(context, at).includes('op:between') ||
    /^(tra|fra)$/.test(tokens[at - 2]?.text ?? '');
  // Only money, since items are counted from one number to another too.
  const fromTo =
    /^(da|dai)$/.test(opener) && /^(a|ai)$/.test(tokens[next]?.text ?? '') && moneyAfter(tokens, next + 1);
  if (!between && !fromTo) return null;
  let second = next;
  while (tokens[second]?.light || tokens[second]?.text === 'euro') second += 1;
  const other = tokens[second];
  if (other?.type !== 'number' || Number.isNaN(other.value)) return null;
  const high = scaled(tokens, second);
  return { hasUnit: (scaled(tokens, at).unit ?? high.unit) !== null, next: high.next };
}

function moneyAfter(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.type === 'number' && scaled(tokens, at).unit === 'eur';
}

function scaled(
  tokens: readonly Token[],
  at: number,
): { value: number; unit: 'eur' | 'percent' | null; next: number } {
  let value = tokens[at]?.value ?? Number.NaN;
  let next = at + 1;
  const scale = SCALES[tokens[next]?.text ?? ''];
  if (scale !== undefined) {
    value *= scale;
    next += 1;
  }
  while (/^(di)$/.test(tokens[next]?.text ?? '') && /^(euro)$/.test(tokens[next + 1]?.text ?? '')) next += 1;
  const sign = tokens[next]?.text ?? '';
  if (/^(€|euro|eur|euros)$/.test(sign)) return { value, unit: 'eur', next: next + 1 };
  if (/^(%|percento|percent)$/.test(sign)) return { value, unit: 'percent', next: next + 1 };
  if (sign === 'per' && tokens[next + 1]?.text === 'cento') return { value, unit: 'percent', next: next + 2 };
  if (tokens[at - 1]?.text === '€') return { value, unit: 'eur', next };
  // Thousands in letters can only be money: no item, weight or percentage is that large.
  const large = tokens[at]?.spelled === true && value >= 2_200;
  return { value, unit: scale === undefined && !large ? null : 'eur', next };
}

/** Concepts of the nearest content word before a token, then of the one before that if the first is "numero". */
export function conceptsBefore(context: NumberContext, at: number): readonly string[] {
  const { tokens, spans } = context;
  let before = at - 1;
  const skip = (index: number): boolean => {
    const token = tokens[index];
    return token !== undefined && (token.light || token.text === '€' || token.text === 'numero');
  };
  const numbered = tokens[at - 1]?.text === 'numero' ? ['noun:number'] : [];
  while (before >= 0 && skip(before)) before -= 1;
  return [
    ...spans.filter((span) => span.from <= before && span.to > before).map((span) => span.concept),
    ...numbered,
  ];
}

/** Concepts of the nearest content word after a token. */
export function conceptsAfter(context: NumberContext, at: number): readonly string[] {
  let after = at + 1;
  while (context.tokens[after]?.light) after += 1;
  return context.spans.filter((span) => span.from === after).map((span) => span.concept);
}

/** "Peso 24", "raggiungimento 95", "raggiunti al 100": a value of the measure just said. */
const followsMeasure = (context: NumberContext, at: number, value: number): boolean =>
  conceptsBefore(context, at).some((concept) =>
    value === 0
      ? concept.startsWith('measure:')
      : /^(measure:(weight|attainment)|op:eq|filter:(full|not_full))$/.test(concept),
  );
