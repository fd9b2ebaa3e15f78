import { readItemRef } from '../../domain/types.ts';
import type { Reported } from '../../domain/updates/index.ts';
import { withVerb } from '../grammar/compose.ts';
import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { cleanMessage } from '../language/clean.ts';
import { parseDigits } from '../language/numbers.ts';
import { type Token, tokenise } from '../language/tokens.ts';
import { readTokens } from '../understand/reading.ts';
import { correctTokens } from '../understand/spans.ts';
import { findTopic } from '../understand/topic.ts';
import { type ReportPiece, reportPieces } from './report-pieces.ts';
import { findReportWords } from './report-words.ts';
import { type MessageReports, MOST_REPORTS, type SaidReport } from './said-report.ts';

const NOTHING: MessageReports = { reports: [], questions: null, left: 0 };
/** A longer text is a letter, not a report. */
const LONGEST = 1_200;

/**
 * Reads what a message reports, in the everyday ways of saying it, of one item or of several.
 * @param text as it was typed
 */
export function readReports(text: string, vocabulary: Vocabulary): MessageReports {
  const cleaned = cleanMessage(text);
  if (cleaned.length > LONGEST) return NOTHING;
  const sentences = sentencesOf(cleaned).map((sentence) => readSentence(sentence, vocabulary));
  const told = sentences.filter(({ asks }) => !asks);
  const groups = gather(sentences.flatMap(({ segments }) => segments));
  const all = groups.flatMap(toReports);
  const reports = all.slice(0, MOST_REPORTS);
  const questions = sentences
    .filter(({ asks }) => asks)
    .map((one) => one.text)
    .join(' ');
  // "60 %", "raggiunto": said of nothing, it is a report only where the message says nothing else.
  const alone = reports.length === 1 && questions === '' && isBare(told);
  const kept = reports.filter(({ wanted, certainty }) => wanted !== null || (alone && certainty === 'sure'));
  return kept.length === 0
    ? NOTHING
    : { reports: kept, questions: questions === '' ? null : questions, left: all.length - reports.length };
}

interface Sentence {
  readonly text: string;
  readonly asks: boolean;
  readonly segments: readonly Segment[];
}

/** A run of words up to the next mark, or to the next item that has a report of its own. */
interface Segment {
  readonly pieces: readonly ReportPiece[];
  readonly percents: readonly string[];
}

/** Cuts at the marks that end a sentence; a full stop after a short word abbreviates it. */
const sentencesOf = (text: string): readonly string[] =>
  text
    .split(/(?<=[!?;\n])\s*|(?<=(?:\p{L}{4,}|%|\d)\.)\s+/u)
    .map((one) => one.trim())
    .filter((one) => one !== '');

function readSentence(text: string, vocabulary: Vocabulary): Sentence {
  const typed = tokenise(withVerb(withoutRange(text)));
  const own = new Set(
    findReportWords(vocabulary.reports, typed).flatMap(({ from, to }) => typed.slice(from, to)),
  );
  const corrected = correctTokens(vocabulary, typed);
  const tokens = typed.map((token, at) => (own.has(token) ? token : (corrected[at] ?? token)));
  const pieces = withoutReasons(namedByTopic(vocabulary, tokens, reportPieces(vocabulary, tokens)));
  const first = pieces.find(({ type }) => type !== 'idle');
  // "Spesa dell'obiettivo 24 realizzata": a figure is asked for.
  const figure =
    pieces.some(({ type }) => type === 'unknown') &&
    pieces.some(isReport) &&
    readTokens(vocabulary, tokens).measures.some((one) => one !== 'attainment');
  const ordered =
    pieces.some(({ type }) => type === 'request') && pieces.some(({ type }) => type === 'order');
  // "Il 24? Finito!": the mark only names what is spoken of.
  const named = pieces.some(isItem) && pieces.every((piece) => isItem(piece) || piece.type === 'idle');
  const asks =
    !named &&
    !ordered &&
    (figure || text.endsWith('?') || first?.type === 'ask' || first?.type === 'request');
  const said = asks ? toldBefore(pieces, tokens) : pieces;
  return { text, asks, segments: cut(said, tokens, impossibleIn(text)) };
}

/** "Il 24 è al 30 %, quando scade?": what is reported before the question begins. */
function toldBefore(pieces: readonly ReportPiece[], tokens: readonly Token[]): readonly ReportPiece[] {
  const at = pieces.findIndex(({ from }) => tokens[from]?.pause && ASKS.test(tokens[from]?.text ?? ''));
  const told = pieces.slice(0, Math.max(at, 0));
  const reports = told.some(isItem) && told.some(isReport);
  return reports && !told.some(({ type }) => HOLDS.has(type) || type === 'ask') ? told : [];
}

const ASKS = /^(quando|quant[oaie]|chi|qual[ei]?|dove|come|cosa)$/;

/** "Tra il 50 e il 60 %", "al 50-60 %": no percentage that could be written down; "dal 40 al 60 %" ends at the second. */
const withoutRange = (text: string): string =>
  text
    .replace(/\bdal\s+\d{1,3}\s*%?\s+al\s+(?=\d{1,3}\s*%)/giu, 'al ')
    .replace(/\b(?:tra|fra)\s+(?:il\s+)?\d{1,3}\s*%?\s*(?:e|-)\s*(?:il\s+)?\d{1,3}\s*%/giu, ' circa 50 % ')
    .replace(/\b(?:al|il|sul|è|a)\s+\d{1,3}\s*%?\s*[-–/]\s*\d{1,3}\s*%/giu, ' circa 50 % ');

/** Percentages as they are written, below zero or above a hundred. */
const impossibleIn = (text: string): readonly string[] =>
  [...text.matchAll(/(?<![\d.,])(-?)\d+(?:[.,]\d+)*(?=\s*%)/g)]
    .filter(([all, minus], at, found) => {
      const value = absolute(all);
      const tight = minus === '-' && /(?:^|\s(?:al|a|è|e'|=)\s*)$/i.test(text.slice(0, found[at]?.index));
      return value > 100 || tight;
    })
    .map(([all]) => all);

/** "Perché la ditta è in ritardo": why it is so says nothing of how far it is, up to the next item. */
function withoutReasons(pieces: readonly ReportPiece[]): readonly ReportPiece[] {
  let inside = false;
  return pieces.map((piece) => {
    if (piece.type === 'because') inside = true;
    else if (isItem(piece)) inside = false;
    return inside && piece.type !== 'but' ? { type: 'idle', from: piece.from, to: piece.to } : piece;
  });
}

const absolute = (percent: string): number => parseDigits(percent.replace('-', ''));

/** "Ho finito la bicipolitana": where no item is named by number, the one that the other words name. */
function namedByTopic(
  vocabulary: Vocabulary,
  tokens: readonly Token[],
  pieces: readonly ReportPiece[],
): readonly ReportPiece[] {
  const says = pieces.some(({ type }) => /^(state|percent|same|order)$/.test(type));
  if (!says || pieces.some(({ type }) => type === 'item')) return pieces;
  const end = pieces.find(({ type }) => type === 'because')?.from ?? tokens.length;
  const unknown = pieces.filter(({ type, to }) => type === 'unknown' && to <= end);
  const words = unknown
    .flatMap(({ from, to }) => tokens.slice(from, to))
    .filter(({ type }) => type === 'word');
  if (words.length === 0) return pieces;
  const { best, coverage } = findTopic(vocabulary, readTokens(vocabulary, tokens), words);
  const key = best.length === 1 && coverage >= WHOLE ? readItemRef(best[0] ?? '') : null;
  const [first] = unknown;
  if (key === null || !first) return pieces;
  const item: ReportPiece = {
    type: 'item',
    wanted: { ...key, code: null },
    named: true,
    from: first.from,
    to: first.to,
  };
  return pieces.map((piece) =>
    piece === first ? item : unknown.includes(piece) ? { ...piece, type: 'idle' } : piece,
  );
}

/** Every word that says which item is meant is one of its own. */
const WHOLE = 0.99;

const isReport = ({ type }: ReportPiece): boolean =>
  type === 'state' || type === 'percent' || type === 'same';
const isItem = ({ type }: ReportPiece): boolean => type === 'item' || type === 'all';

/** Cuts where a mark or a conjunction stands, and before an item when the one before it has its report. */
function cut(
  pieces: readonly ReportPiece[],
  tokens: readonly Token[],
  percents: readonly string[],
): readonly Segment[] {
  const segments: ReportPiece[][] = [];
  for (const [at, piece] of pieces.entries()) {
    const token = tokens[piece.from];
    const before = tokens[piece.from - 1];
    const open = segments.at(-1) ?? [];
    const full = open.some(isReport) && open.some(isItem);
    const marked = before !== undefined && (token?.pause || token?.clause !== before.clause);
    const joined = /^(e|ed|and)$/.test(token?.text ?? '') && full;
    const another = isItem(piece) && full && pieces.slice(at).some(isReport) && !isList(open);
    if (segments.length === 0 || marked || joined || another || piece.type === 'but') segments.push([]);
    segments.at(-1)?.push(piece);
  }
  return segments.map((some) => ({ pieces: some, percents }));
}

/** "Nessuna variazione sul 24 e sul 25": what is said comes before the items. */
const isList = (pieces: readonly ReportPiece[]): boolean =>
  pieces.findIndex(isReport) < pieces.findIndex(isItem) && pieces.filter(isReport).length === 1;

/** Items, and what is said of all of them. */
interface Group {
  readonly items: readonly ReportPiece[];
  readonly pieces: readonly ReportPiece[];
  readonly percents: readonly string[];
  /** What is said of them comes before them. */
  readonly leading: boolean;
}

/** Puts together items and reports that stand in different segments: "24: 60 %", "il 24, il 25 e il 26 sono finiti". */
function gather(segments: readonly Segment[]): readonly Group[] {
  const groups: Group[] = [];
  let pending: readonly ReportPiece[] = [];
  let carried: readonly ReportPiece[] = [];
  for (const [at, { pieces, percents }] of segments.entries()) {
    const items = pieces.filter(isItem);
    const reports = pieces.filter(isReport);
    const holds = pieces.filter(({ type }) => HOLDS.has(type));
    const orders = pieces.some(({ type }) => type === 'order');
    const last = groups.at(-1);
    if (items.length > 0 && reports.length === 0 && holds.length === 0) {
      // "Nessuna variazione sul 24, sul 25": the list goes on.
      const next = segments[at + 1]?.pieces ?? [];
      const ownReport = next.some(isReport) && !next.some(isItem);
      if (last?.leading && pending.length === 0 && !orders && !ownReport)
        groups[groups.length - 1] = joinItems(last, items, pieces);
      else pending = [...pending, ...(orders ? pieces : items)];
    } else if (items.length === 0 && reports.length === 0) {
      carried = [...carried, ...holds];
      // "Il 24 no, non ancora": a denial of what was just named.
      if (pending.length > 0 && holds.some(({ type }) => type === 'not')) {
        groups.push({
          items: pending.filter(isItem),
          pieces: [...pending, ...pieces],
          percents,
          leading: false,
        });
        pending = [];
      }
    } else if (items.length > 0 || pending.length > 0) {
      const all = [...pending, ...carried, ...pieces];
      const leading = pending.length === 0 && pieces.findIndex(isReport) < pieces.findIndex(isItem);
      groups.push({ items: [...pending.filter(isItem), ...items], pieces: all, percents, leading });
      pending = [];
      carried = [];
    } else if (last && completes(last, reports, pieces)) {
      groups[groups.length - 1] = { ...last, pieces: correct(last.pieces, pieces) };
    } else {
      groups.push({ items: [], pieces: [...carried, ...pieces], percents, leading: false });
      carried = [];
    }
  }
  if (pending.some(({ type }) => type === 'order'))
    groups.push({ items: pending.filter(isItem), pieces: pending, percents: [], leading: false });
  return groups;
}

const HOLDS: ReadonlySet<ReportPiece['type']> = new Set(['not', 'doubt', 'later', 'lacking']);

const joinItems = (group: Group, items: readonly ReportPiece[], pieces: readonly ReportPiece[]): Group => ({
  ...group,
  items: [...group.items, ...items],
  pieces: [...group.pieces, ...pieces],
});

/** "In fase, al 60 %", "non è finito ma è al 60 %": the rest of what is said of the same item. */
function completes(
  { pieces }: Group,
  reports: readonly ReportPiece[],
  more: readonly ReportPiece[],
): boolean {
  const corrects = more.some(({ type }) => type === 'but');
  const percent = pieces.some(({ type }) => type === 'percent');
  const state = pieces.some(({ type }) => type === 'state');
  return (
    corrects ||
    (reports.every(({ type }) => type === 'percent') && !percent) ||
    (reports.every(({ type }) => type === 'state') && percent && !state)
  );
}

/** After "ma", what was said and denied before no longer counts. */
const correct = (before: readonly ReportPiece[], after: readonly ReportPiece[]): readonly ReportPiece[] =>
  after.some(({ type }) => type === 'but')
    ? [...before.filter((piece) => !HOLDS.has(piece.type) && !isReport(piece)), ...after]
    : [...before, ...after];

function toReports({ items, pieces, percents }: Group): readonly SaidReport[] {
  const said = reportOf(pieces);
  const holds = pieces.some(({ type }) => HOLDS.has(type));
  if (said === null && !isAbout(pieces)) return [];
  const impossible =
    said?.type === 'state' ? (percents.find((one) => absolute(one) === said.percent) ?? null) : null;
  const certainty = holds ? 'unclear' : isPlain(pieces) ? 'sure' : 'likely';
  const report = holds || impossible !== null ? null : said;
  const wanted =
    items.length === 0
      ? [null]
      : items.map((item) => (item.type === 'item' ? item.wanted : ('all' as const)));
  return wanted.map((one, at) => {
    const item = items[at];
    return { wanted: one, report, certainty, impossible, named: item?.type === 'item' && item.named };
  });
}

/** "Aggiorna il 24", "il 24 non ancora", "il 24 è sospeso": something is said of it, which only the form can take. */
const isAbout = (pieces: readonly ReportPiece[]): boolean =>
  pieces.some(({ type }) => type === 'order' || type === 'lacking') ||
  (pieces.some(({ type }) => type === 'not') && isPlain(pieces));

/** Every word is read, and says one thing. */
const isPlain = (pieces: readonly ReportPiece[]): boolean =>
  pieces.every((piece) => piece.type !== 'unknown' && (piece.type !== 'percent' || piece.exact)) &&
  pieces.filter(({ type }) => type === 'percent').length < 2;

function reportOf(pieces: readonly ReportPiece[]): Reported | null {
  const percent = pieces.findLast((piece) => piece.type === 'percent')?.percent ?? null;
  const states = pieces.flatMap((piece) => (piece.type === 'state' ? [piece.state] : []));
  const measured = pieces.some(({ type }) => type === 'measure');
  if (pieces.some(({ type }) => type === 'same') && states.length === 0 && percent === null)
    return { type: 'no_change' };
  if (percent === null && (states.length === 0 || measured)) return null;
  const other = states.find((state) => state === 'amended' || state === 'withdrawn');
  if (other !== undefined) return { type: 'state', state: other, percent };
  if (percent !== null)
    return { type: 'state', state: percent === 100 ? 'achieved' : 'in_progress', percent };
  const state = states.includes('in_progress') ? 'in_progress' : 'achieved';
  return { type: 'state', state, percent: null };
}

/** Nothing is said but how far one thing is, and courtesies: "solo i raggiunti" asks. */
const isBare = (sentences: readonly Sentence[]): boolean =>
  sentences.every(({ segments }) =>
    segments.every(({ pieces }) =>
      pieces.every(
        (piece) =>
          !/^(unknown|ask|request|measure)$/.test(piece.type) && !(piece.type === 'state' && piece.many),
      ),
    ),
  );
