import type { Token } from '../language/tokens.ts';
import type { BoundOp } from './table-words.ts';

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

const YEAR = /^(19|20)\d\d$/;
const SCALES: Readonly<Record<string, number>> = {
  mila: 1_000,
  migliaia: 1_000,
  milione: 1_000_000,
  milioni: 1_000_000,
  mln: 1_000_000,
};

/** "La metà", "un terzo": parts of what is said after them, in per cent. */
const FRACTIONS: Readonly<Record<string, number>> = {
  meta: 50,
  terzo: 100 / 3,
  quarto: 25,
  quinto: 20,
  decimo: 10,
};
const ARTICLE = /^(la|l|un|uno|una)$/;

const MEAN = /^medi[ae]$/;
const ONE = /^un[oa]?$/;

/** The number after a comparison, with its unit: no year, and no age, which names a row. */
export function boundAt(
  tokens: readonly Token[],
  from: number,
  op: BoundOp | 'eq',
): { readonly bound: Bound; readonly to: number } | null {
  let at = from;
  while (tokens[at]?.light && at < from + 2) at += 1;
  if (op === 'eq') {
    const only = ONE.test(tokens[from]?.text ?? '')
      ? { value: 1, unit: null, to: from + 1 }
      : ONE.test(tokens[from - 2]?.text ?? '') && /^sol[oa]$/.test(tokens[from - 1]?.text ?? '')
        ? { value: 1, unit: null, to: from }
        : amountAt(tokens, at);
    return (
      only && {
        bound: { op: 'between', value: only.value, to: only.value, unit: only.unit, than: null },
        to: only.to,
      }
    );
  }
  if (MEAN.test(tokens[at]?.text ?? ''))
    return { bound: { op, value: 0, to: null, unit: null, than: 'mean' }, to: at + 1 };
  const low = amountAt(tokens, at) ?? oneAt(tokens, at);
  if (!low) return null;
  if (op !== 'between')
    return { bound: { op, value: low.value, to: null, unit: low.unit, than: null }, to: low.to };
  let next = low.to;
  while (tokens[next]?.light && next < low.to + 2) next += 1;
  const high = amountAt(tokens, next);
  if (!high || high.value <= low.value) return null;
  return {
    bound: { op, value: low.value, to: high.value, unit: low.unit ?? high.unit, than: null },
    to: high.to,
  };
}

/** "Almeno un indicatore", "più di una stampante": one of a thing, and no span of time. */
function oneAt(
  tokens: readonly Token[],
  at: number,
): { readonly value: number; readonly unit: null; readonly to: number } | null {
  const next = tokens[at];
  const isThing =
    next?.type === 'word' && !next.light && !/^(ann[oi]|volt[ae]|po|quinto|decimo)$/.test(next.text);
  return isThing && ONE.test(tokens[at - 1]?.text ?? '') ? { value: 1, unit: null, to: at } : null;
}

/** "Più di 50 anni". */
export const isAge = (tokens: readonly Token[], from: number): boolean => {
  let at = from;
  while (tokens[at]?.light && at < from + 2) at += 1;
  return tokens[at]?.type === 'number' && /^(anni|anno|years)$/.test(tokens[at + 1]?.text ?? '');
};

/** "Il 2020", and not "2000 iscritti". */
function isYear(tokens: readonly Token[], at: number): boolean {
  const [before, own, next] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  const counts = next?.type === 'word' && !next.light && !next.pause && !ARTICULATED.test(before?.text ?? '');
  return YEAR.test(own?.text ?? '') && !counts;
}

const ARTICULATED = /^(il|l|al|del|nel|dal|sul|dell|all|nell)$/;

function amountAt(
  tokens: readonly Token[],
  at: number,
): { readonly value: number; readonly unit: Bound['unit']; readonly to: number } | null {
  const token = tokens[at];
  const part = FRACTIONS[token?.text ?? ''];
  if (part !== undefined && (token?.text === 'meta' || ARTICLE.test(tokens[at - 1]?.text ?? '')))
    return { value: part, unit: 'percent', to: at + 1 };
  if (token?.type !== 'number' || Number.isNaN(token.value) || isYear(tokens, at)) return null;
  const scale = SCALES[tokens[at + 1]?.text ?? ''];
  let to = scale === undefined ? at + 1 : at + 2;
  if (scale !== undefined && tokens[to]?.text === 'di') to += 1;
  const unit = tokens[to]?.text ?? '';
  if (/^(anni|anno|years)$/.test(unit)) return null;
  const value = token.value * (scale ?? 1);
  if (/^(euro|€|eur)$/.test(unit)) return { value, unit: 'eur', to: to + 1 };
  if (/^(%|percento)$/.test(unit)) return { value, unit: 'percent', to: to + 1 };
  if (/^punt[oi]$/.test(unit))
    return { value, unit: null, to: /^percentual[ei]$/.test(tokens[to + 1]?.text ?? '') ? to + 2 : to + 1 };
  if (unit === 'per' && tokens[to + 1]?.text === 'cento') return { value, unit: 'percent', to: to + 2 };
  return { value, unit: null, to };
}
