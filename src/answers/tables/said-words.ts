import { negated } from '../knowledge/fact-tables.ts';
import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { stem, type Token } from '../language/tokens.ts';
import type { SaidWord } from './labels.ts';
import type { TableRequest } from './request.ts';
import type { SmallWords } from './table-words.ts';

const PERCENT = stem('percentuale');
const START = stem('partenza');
const AIM = stem('target');
/** Other words for it. */
const AIMS: readonly string[] = ['atteso', 'obiettivo', 'traguardo'].map(stem);
const FEMALE = stem('femmine');

/** The words for what a question leaves out. */
export const excludedWords = (
  vocabulary: Vocabulary,
  tokens: readonly Token[],
  request: TableRequest,
): readonly SaidWord[] =>
  request.excluded.size === 0
    ? []
    : saidWords(
        vocabulary,
        // "C e D": a letter alone is a name here.
        tokens.map((token) => (/^[bcdfghjk]$/.test(token.text) ? { ...token, light: false } : token)),
        { ...request, consumed: new Set([...tokens.keys()].filter((at) => !request.excluded.has(at))) },
      );

/** The words of a question by which rows, columns and periods are searched. */
export function saidWords(
  { common, tableSynonyms, bodyKeys, factSearch, factTables, smallWords: { is } }: Vocabulary,
  tokens: readonly Token[],
  { consumed, spoken, operators, bounds, starts, aims, nouns }: TableRequest,
): readonly SaidWord[] {
  const content = tokens.flatMap((token, at) =>
    (token.light && token.text !== 'non' && !isLetter(tokens, at)) ||
    token.type === 'sign' ||
    consumed.has(at) ||
    // «Da solo» has the root of «solare».
    is('only', token.text) ||
    is('single', token.text) ||
    isAside(tokens, at, is) ||
    isBoth(tokens, at, is) ||
    isNet(factTables, tokens, at)
      ? []
      : [{ ...token, at }],
  );
  const words = negated(content).map(
    ({ text, key, at }): SaidWord => ({
      text,
      key,
      alternatives: tableSynonyms.get(key) ?? [],
      known: factSearch.postings.has(key),
      noun: nouns.has(key),
      common: common.has(text) && !spoken.has(at),
      counted: isCounted(tokens, at, is),
      // «Quali voci di entrata», «quale titolo».
      over: [at - 1, ...(tokens[at - 1]?.text === 'di' ? [at - 3] : [])].some(
        (place) => is('over', tokens[place]?.text) && !is('counted', tokens[place]?.text),
      ),
      plain:
        spoken.has(at) ||
        (common.has(text) && !isPerOne(tokens, at)) ||
        bodyKeys.has(key) ||
        is('body', text) ||
        // "In servizio" says employed, not which service.
        (text === 'servizio' && tokens[at - 1]?.text === 'in'),
    }),
  );
  const added: SaidWord[] = [];
  const isRate =
    bounds.some(({ bound }) => bound.unit === 'percent') ||
    (operators.has('share') && tokens.some(({ text }, at) => text === '%' && !consumed.has(at)));
  if (isRate) added.push({ text: 'percentuale', key: PERCENT, known: true, alternatives: [], plain: true });
  if (starts) added.push({ text: 'partenza', key: START, known: true, alternatives: [], plain: false });
  if (aims) added.push({ text: 'target', key: AIM, known: true, alternatives: AIMS, plain: false });
  // "Le dipendenti" are women: only the article says so.
  const women = tokens.some(({ text }, at) => is('women before', text) && is('women', tokens[at + 1]?.text));
  if (women) added.push({ text: 'femmine', key: FEMALE, known: true, alternatives: [], plain: false });
  return [...words, ...added];
}

/** «Quanti posti», and not «quanti sono», «quanti euro». */
const isCounted = (tokens: readonly Token[], at: number, is: SmallWords['is']): boolean => {
  const [before, text = ''] = [tokens[at - 1]?.text, tokens[at]?.text];
  return (
    is('how many', before) &&
    /[ie]$/.test(text) &&
    !is('no thing', text) &&
    !is('money', text) &&
    !is('points', text)
  );
};

/** "Ambiti A, B e C": a letter after another that is a name. */
const isLetter = (tokens: readonly Token[], at: number): boolean => {
  const token = tokens[at];
  const next = tokens[at + 1];
  // «Di A, B e F»: no preposition before a pause.
  if (token?.text === 'a' && next?.pause === true && /^[b-h]$/.test(next.text)) return true;
  // «A, C ed E».
  const isName = token?.text === 'e' && tokens[at - 1]?.text === 'ed';
  if (!token || !(isName || /^[bcdfgh]$/.test(token.text))) return false;
  const before = /^(e|ed|o)$/.test(tokens[at - 1]?.text ?? '') ? at - 2 : at - 1;
  const joins = before === at - 2 || token.pause === true;
  const other = tokens[before];
  return (
    joins && other !== undefined && /^[a-h]$/.test(other.text) && (!other.light || isLetter(tokens, before))
  );
};

/** "Euro per tonnellata": what a thing costs. */
const isPerOne = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.text === 'euro' && tokens[at + 1]?.text === 'per';

/** "Parchi attrezzati e non": the word and its denial, which narrow nothing together. */
const isBoth = (tokens: readonly Token[], at: number, is: SmallWords['is']): boolean => {
  const ends = (place: number): boolean =>
    tokens[place]?.text === 'non' &&
    is('or', tokens[place - 1]?.text) &&
    (tokens[place + 1] === undefined ||
      tokens[place + 1]?.light === true ||
      tokens[place + 1]?.type === 'sign' ||
      tokens[place + 1]?.pause === true);
  return ends(at) || ends(at + 2);
};

/** "Quale dei due", "c. 557": a number of things, a comma of a law. */
const isAside = (tokens: readonly Token[], at: number, is: SmallWords['is']): boolean => {
  const token = tokens[at];
  if (!token) return false;
  if (token.spelled && token.value < 5 && is('before number', tokens[at - 1]?.text)) return true;
  // "Tra i nove settori", "in quali due anni".
  if (
    token.type === 'number' &&
    token.value <= 20 &&
    is('before plural', tokens[at - 1]?.text) &&
    tokens[at + 1]?.type === 'word' &&
    /[aeio]$/.test(tokens[at + 1]?.text ?? '') &&
    tokens[at + 1]?.light === false
  )
    return true;
  return token.text === 'c' && (tokens[at + 1]?.value ?? 0) > 50;
};

/** "Al netto FPV", where a label says just that. */
const isNet = (tables: Vocabulary['factTables'], tokens: readonly Token[], at: number): boolean => {
  const from = tokens[at]?.text === 'netto' ? at : tokens[at - 1]?.text === 'netto' ? at - 1 : at - 2;
  if (tokens[from]?.text !== 'netto') return false;
  const of = tokens.slice(from + 1, from + 3).find(({ light }) => !light);
  return (
    of !== undefined &&
    (at === from || tokens[at] === of) &&
    [...tables.values()].some(({ rows }) =>
      rows.some(({ text }) => text.toLowerCase().includes(`al netto ${of.text}`)),
    )
  );
};
