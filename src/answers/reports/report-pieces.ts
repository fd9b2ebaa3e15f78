import { readItemRef } from '../../domain/types.ts';
import type { ItemWanted } from '../../domain/updates/index.ts';
import type { ItemKind } from '../../words/kinds.ts';
import { isMonth } from '../../words/months.ts';
import type { ItemState } from '../../words/states.ts';
import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { findPhrases, longestMatches } from '../language/phrases.ts';
import type { Token } from '../language/tokens.ts';
import { findReportWords, type ReportCategory } from './report-words.ts';

/** What a run of words is in a report; `to` is exclusive. */
export type ReportPiece = { readonly from: number; readonly to: number } & (
  | { readonly type: 'item'; readonly wanted: ItemWanted; readonly named: boolean }
  | { readonly type: 'percent'; readonly percent: number; readonly exact: boolean }
  /** `many`: "raggiunti", of several. */
  | { readonly type: 'state'; readonly state: ItemState; readonly many: boolean }
  | { readonly type: Exclude<ReportCategory, 'state'> }
  /** Courtesies, articles, words that say nothing of their own. */
  | { readonly type: 'idle' }
  | { readonly type: 'unknown' }
);

const KIND_NOUNS: readonly (readonly [RegExp, ItemKind])[] = [
  [/^(obb?iettiv[oi]|ob|obb|obj|objectives?)$/, 'objective'],
  [/^(process[oi]|proc|process(es)?)$/, 'process'],
  [/^(indicator[ei]|ind|indicators?)$/, 'indicator'],
];
/** The kind that a word stands for; null for any other word. */
export const kindOf = (word: string): ItemKind | null =>
  KIND_NOUNS.find(([pattern]) => pattern.test(word))?.[1] ?? null;

/** After these a bare number is an item's; after "alle", "entro", "art." it is not. */
const LEADS = /^(il|lo|la|l|i|gli|sul|sull|del|dell|dei|nel|per|al|all|dal|dall|di|su|numero|e|ed|the)$/;
/** What a number counts, when it stands before one of these. */
const COUNTED =
  /^(euro|€|anni?|ore|giorni?|mesi|mese|settiman[ae]|minut[oi]|person[ae]|volt[ae]|vol|km|metri|mq|punti|unita)$/;

/** Cuts a sentence into what its words do in a report; every token ends in exactly one piece. */
export function reportPieces(vocabulary: Vocabulary, tokens: readonly Token[]): readonly ReportPiece[] {
  const phrases = findReportWords(vocabulary.reports, tokens);
  const titles = longestMatches(findPhrases(vocabulary.itemNames, tokens));
  const pieces: ReportPiece[] = [];
  let at = 0;
  while (at < tokens.length) {
    // "Abbiamo realizzato la bicipolitana": what was done is said, though the title begins with the same stem.
    const told = phrases.some(({ meaning, from }) => from === at && meaning.category === 'state');
    const title = told ? [] : titles.filter(({ from }) => from === at);
    const piece =
      titled(
        title.map(({ to, meaning }) => ({ to, ref: meaning })),
        at,
      ) ??
      percentAt(tokens, at) ??
      itemAt(vocabulary, tokens, at, pieces) ??
      phraseAt(phrases, tokens, at, pieces) ??
      wordAt(vocabulary, tokens, at);
    pieces.push(piece);
    at = piece.to;
  }
  return pieces;
}

function titled(
  found: readonly { readonly to: number; readonly ref: string }[],
  from: number,
): ReportPiece | null {
  const [first, ...others] = found;
  const key = first && others.length === 0 ? readItemRef(first.ref) : null;
  return first && key
    ? { type: 'item', wanted: { ...key, code: null }, named: true, from, to: first.to }
    : null;
}

function percentAt(tokens: readonly Token[], from: number): ReportPiece | null {
  const [token, sign] = [tokens[from], tokens[from + 1]];
  if (token?.text === 'meta' && /^(a|per|la)$/.test(tokens[from - 1]?.text ?? ''))
    return { type: 'percent', percent: 50, exact: false, from, to: from + 1 };
  if (token?.type !== 'number' || sign?.text !== '%' || Number.isNaN(token.value)) return null;
  return { type: 'percent', percent: token.value, exact: true, from, to: from + 2 };
}

/** "Obiettivo n. 24", "28.4", "il 24"; and "al 60" after an item, which lacks its sign. */
function itemAt(
  { index }: Vocabulary,
  tokens: readonly Token[],
  from: number,
  before: readonly ReportPiece[],
): ReportPiece | null {
  const noun = kindOf(tokens[from]?.text ?? '') ?? undefined;
  let at = from;
  if (noun !== undefined) {
    at += 1;
    while (tokens[at]?.text === 'numero' || (tokens[at]?.light && tokens[at]?.text !== 'e')) at += 1;
  }
  const token = tokens[at];
  if (token?.type !== 'number' || token.text.includes('/') || token.text.includes(',')) return null;
  const next = tokens[at + 1]?.text ?? '';
  if (COUNTED.test(next) || isMonth(next) || next === '€') return null;
  const place = { from, to: at + 1 };
  const code = token.text.includes('.') ? token.text : null;
  const kind = noun ?? listed(tokens, before);
  if (code !== null)
    return noun !== undefined || index.byCode.has(code)
      ? { type: 'item', wanted: { kind, number: null, code }, named: false, ...place }
      : null;
  if (!Number.isInteger(token.value) || token.value < 1) return null;
  const item: ReportPiece = {
    type: 'item',
    wanted: { kind, number: token.value, code: null },
    named: false,
    ...place,
  };
  if (noun !== undefined) return item;
  const previous = tokens[at - 1];
  const last = before.at(-1);
  const said = before.some(({ type }) => type === 'item');
  if (said && /^(al|all|a|allo)$/.test(previous?.text ?? '') && token.value <= 100)
    return { type: 'percent', percent: token.value, exact: false, ...place };
  if (token.value > 1_899 && token.value < 2_101 && !index.byNumber.has(token.value)) return null;
  const leads =
    previous === undefined ||
    previous.clause !== token.clause ||
    token.pause ||
    LEADS.test(previous.text) ||
    (last !== undefined && /^(item|percent|state|same|order|said|but|all)$/.test(last.type));
  // "Un milione", "due cose": a number in letters counts, unless an article stands before it.
  const after = tokens[at + 1];
  const alone = previous === undefined || previous.clause !== token.clause;
  const counts =
    token.spelled &&
    !/^(il|lo|l|sul|del|per)$/.test(previous?.text ?? '') &&
    !(alone && after !== undefined && after.clause !== token.clause);
  return leads && !counts ? item : null;
}

/** "I processi 37 e 38": the second is of the kind of the first. */
function listed(tokens: readonly Token[], before: readonly ReportPiece[]): ItemKind | null {
  const last = before.findLast(({ type }) => type !== 'idle');
  if (last?.type !== 'item' || last.wanted.kind === null) return null;
  return /[is]$/.test(tokens[last.from]?.text ?? '') || last.to - last.from === 1 ? last.wanted.kind : null;
}

function phraseAt(
  phrases: ReturnType<typeof findReportWords>,
  tokens: readonly Token[],
  from: number,
  before: readonly ReportPiece[],
): ReportPiece | null {
  const here = phrases.filter((one) => one.from === from);
  const asks = before.every(({ type }) => type === 'idle');
  // "Perché" and "quando" ask only where a sentence begins.
  // "Buongiorno a tutti" greets.
  const greets = /^(a|ad)$/.test(tokens[from - 1]?.text ?? '');
  const fitting = here.filter(
    ({ meaning }) => (meaning.category !== 'ask' || asks) && !(meaning.category === 'all' && greets),
  );
  const [best] = [...fitting].sort(
    (a, b) => b.to - a.to || PRIORITY.indexOf(a.meaning.category) - PRIORITY.indexOf(b.meaning.category),
  );
  if (!best) return null;
  const place = { from, to: best.to };
  const { category, state } = best.meaning;
  if (category !== 'state') return { type: category, ...place };
  const many = /[ie]$/.test(tokens[from]?.text ?? '');
  return state === null ? null : { type: 'state', state, many, ...place };
}

/** Of two meanings of the same words, the one that keeps from recording what is not so. */
const PRIORITY: readonly ReportCategory[] = [
  'ask',
  'request',
  'later',
  'not',
  'doubt',
  'lacking',
  'because',
  'but',
  'same',
  'state',
  'order',
  'all',
  'measure',
  'said',
];

function wordAt({ common, frame }: Vocabulary, tokens: readonly Token[], from: number): ReportPiece {
  const token = tokens[from];
  const idle =
    token === undefined ||
    token.light ||
    token.type === 'sign' ||
    token.text === 'numero' ||
    isMonth(token.text) ||
    isMoment(tokens, from) ||
    [common, frame.speaks, frame.words, frame.times, frame.asks, frame.people].some((some) =>
      some.has(token.text),
    );
  return { type: idle ? 'idle' : 'unknown', from, to: from + 1 };
}

/** "Il 24 marzo", "alle 15": when. */
const isMoment = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.type === 'number' &&
  (isMonth(tokens[at + 1]?.text ?? '') || /^(alle|ore|dalle|entro|anno)$/.test(tokens[at - 1]?.text ?? ''));
