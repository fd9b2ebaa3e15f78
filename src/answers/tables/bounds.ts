import { isYearText } from '../language/numbers.ts';
import type { Token } from '../language/tokens.ts';
import type { BoundOp, SmallWords } from './table-words.ts';

/** A limit to the figures that are asked for. */
export interface Bound {
  readonly op: BoundOp;
  readonly value: number;
  /** Upper end of "tra … e …". */
  readonly to: number | null;
  readonly unit: 'eur' | 'percent' | null;
  /** "Sopra la media": the limit is what the rows come to on average. */
  readonly than: 'mean' | null;
}

/** A limit and the words that say it. */
export interface SaidBound {
  readonly bound: Bound;
  readonly from: number;
  readonly to: number;
}

/** The number after a comparison, with its unit: no year, and no age, which names a row. */
export function boundAt(
  small: SmallWords,
  tokens: readonly Token[],
  from: number,
  op: BoundOp | 'eq',
): { readonly bound: Bound; readonly to: number } | null {
  let at = from;
  while (tokens[at]?.light && at < from + 2) at += 1;
  if (op === 'eq') {
    const only = small.is('one', tokens[from]?.text)
      ? { value: 1, unit: null, to: from + 1 }
      : small.is('one', tokens[from - 2]?.text) && small.is('single', tokens[from - 1]?.text)
        ? { value: 1, unit: null, to: from }
        : amountAt(small, tokens, at);
    return (
      only && {
        bound: { op: 'between', value: only.value, to: only.value, unit: only.unit, than: null },
        to: only.to,
      }
    );
  }
  if (small.is('mean', tokens[at]?.text))
    return { bound: { op, value: 0, to: null, unit: null, than: 'mean' }, to: at + 1 };
  const low = amountAt(small, tokens, at) ?? oneAt(small, tokens, at);
  if (!low) return null;
  if (op !== 'between')
    return { bound: { op, value: low.value, to: null, unit: low.unit, than: null }, to: low.to };
  let next = low.to;
  while (tokens[next]?.light && next < low.to + 2) next += 1;
  const high = amountAt(small, tokens, next);
  if (!high || high.value <= low.value) return null;
  // «Tra la 1 e la 2»: two rows.
  const isOfRows =
    small.is('one thing', tokens[at - 1]?.text) && small.is('one thing', tokens[next - 1]?.text);
  if (isOfRows && low.unit === null && high.unit === null) return null;
  return {
    bound: { op, value: low.value, to: high.value, unit: low.unit ?? high.unit, than: null },
    to: high.to,
  };
}

/** "Almeno un indicatore", "più di una stampante": one of a thing, and no span of time. */
function oneAt(
  small: SmallWords,
  tokens: readonly Token[],
  at: number,
): { readonly value: number; readonly unit: null; readonly to: number } | null {
  const next = tokens[at];
  const isThing = next?.type === 'word' && !next.light && !small.is('no thing', next.text);
  return isThing && small.is('one', tokens[at - 1]?.text) ? { value: 1, unit: null, to: at } : null;
}

/** "Più di 50 anni". */
export const isAge = (small: SmallWords, tokens: readonly Token[], from: number): boolean => {
  let at = from;
  while (tokens[at]?.light && at < from + 2) at += 1;
  return tokens[at]?.type === 'number' && small.is('year', tokens[at + 1]?.text);
};

/** No class of years ends beyond. */
const MOST_YEARS = 120;

/** "Il 2020", and not "2000 iscritti". */
function isYear(small: SmallWords, tokens: readonly Token[], at: number): boolean {
  const [before, own, next] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  const counts =
    next?.type === 'word' && !next.light && !next.pause && !small.is('before year', before?.text);
  return isYearText(own?.text) && !counts;
}

function amountAt(
  small: SmallWords,
  tokens: readonly Token[],
  at: number,
): { readonly value: number; readonly unit: Bound['unit']; readonly to: number } | null {
  const token = tokens[at];
  const part = small.worth('part', token?.text);
  // "La metà", "un terzo": "terzo" by itself is a place.
  if (part !== null && (part === 50 || small.is('article', tokens[at - 1]?.text)))
    return { value: part, unit: 'percent', to: at + 1 };
  if (token?.type !== 'number' || Number.isNaN(token.value) || isYear(small, tokens, at)) return null;
  // "La 50-59 supera la 40-49": a class of years, and no amount.
  const end = tokens[at + 1];
  if (end?.type === 'number' && !token.pause && end.value > token.value && end.value <= MOST_YEARS)
    return null;
  const scale = small.worth('scale', tokens[at + 1]?.text);
  let to = scale === null ? at + 1 : at + 2;
  let value = token.value * (scale ?? 1);
  // «3 milioni e 400 mila», «2 milioni e mezzo».
  const [and, more] = tokens.slice(to, to + 2);
  if (scale !== null && and?.text === 'e' && more) {
    const smaller = small.worth('scale', tokens[to + 2]?.text) ?? scale;
    if (more.type === 'number' && smaller < scale) {
      value += more.value * smaller;
      to += 3;
    } else if (small.is('and a half', more.text)) {
      value += scale / 2;
      to += 2;
    }
  }
  if (scale !== null && tokens[to]?.text === 'di') to += 1;
  const unit = tokens[to]?.text ?? '';
  if (small.is('year', unit)) return null;
  if (small.is('euro', unit)) return { value, unit: 'eur', to: to + 1 };
  if (small.is('percent', unit)) return { value, unit: 'percent', to: to + 1 };
  if (small.is('points', unit))
    return { value, unit: null, to: small.is('of points', tokens[to + 1]?.text) ? to + 2 : to + 1 };
  if (unit === 'per' && tokens[to + 1]?.text === 'cento') return { value, unit: 'percent', to: to + 2 };
  return { value, unit: null, to };
}
