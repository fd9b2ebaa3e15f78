import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { ordinalWord } from '../language/numbers.ts';
import type { Token } from '../language/tokens.ts';
import type { Span } from './spans.ts';

/** "Dei settori 3 e 5", "dell'area terza" name structures; only without a number does it mean "settore per settore". */
export const namedGroup = (tokens: readonly Token[], span: Span): Span =>
  tokens[span.to]?.type === 'number' || ordinalWord(tokens[span.to]?.text ?? '') !== null
    ? asNoun(span)
    : span;

/** A word for structures one by one, as the noun of one that is named after it. */
export const asNoun = (span: Span): Span =>
  /^group:(department|unit|goal)$/.test(span.concept)
    ? { ...span, concept: span.concept.replace('group:', 'noun:') }
    : span;

/** "Quanto pesa il settore 9 sulla spesa di personale?" asks for a share, not for a weight. */
export function weighing(tokens: readonly Token[], span: Span, all: readonly Span[]): Span {
  if (span.concept !== 'measure:weight' || !/^pesa(no)?$/.test(tokens[span.from]?.text ?? '')) return span;
  const on = tokens.findIndex(
    (token, at) => at >= span.to && /^su(l|ll|lla|llo|i|gli|lle)?$/.test(token.text),
  );
  const money = all.some(
    (one) => on >= 0 && one.from > on && /^measure:(?!weight|attainment)/.test(one.concept),
  );
  return money ? { ...span, concept: 'ask:share' } : span;
}

/** "Obiettivi più processi" adds, it does not rank. */
export const addsKinds = (tokens: readonly Token[], span: Span, all: readonly Span[]): boolean =>
  span.concept === 'rank:max' &&
  tokens[span.from]?.text === 'piu' &&
  span.to - span.from === 1 &&
  all.some((one) => one.to === span.from && one.concept.startsWith('kind:')) &&
  all.some((one) => one.from === span.to && one.concept.startsWith('kind:'));

/** "Più di" with no number near is a superlative: "chi ha speso più di tutti". */
export function comparative(tokens: readonly Token[], span: Span): Span {
  if (!/^op:(gt|gte|lt|lte)$/.test(span.concept)) return span;
  const near = tokens
    .slice(span.to, span.to + 4)
    .some((token) => token.type === 'number' || token.text === '€');
  const before = tokens.slice(Math.max(0, span.from - 3), span.from).some((token) => token.type === 'number');
  if (near || before) return span;
  const words = tokens
    .slice(span.from, span.to)
    .map((token) => token.text)
    .join(' ');
  if (!/^(piu|meno|maggior|minor|superior|inferior)/.test(words)) return span;
  return { ...span, concept: span.concept.startsWith('op:g') ? 'rank:max' : 'rank:min' };
}

/** "Che costano meno di 30mila euro": the comparison has its term, so nothing is ranked. */
export function threshold(tokens: readonly Token[], span: Span): Span {
  if (!/^rank:(max|min)$/.test(span.concept)) return span;
  const compares = [span.from, span.to - 1].some((at) => /^(piu|meno)$/.test(tokens[at]?.text ?? ''));
  if (!compares) return span;
  if (!/^(di|del|dei|delle|d|than)$/.test(tokens[span.to]?.text ?? '')) return span;
  const term = tokens[span.to + 1];
  if (term?.type !== 'number' && term?.text !== '€') return span;
  return { ...span, concept: span.concept === 'rank:max' ? 'op:gt' : 'op:lt' };
}

/** «La nostra città», «le nostre scuole» are the whole body's; «i nostri obiettivi» and «il nostro ufficio» are the asker's. */
export function ofTheBody(
  { operations }: Pick<Vocabulary, 'operations'>,
  tokens: readonly Token[],
  span: Span,
  all: readonly Span[],
): Span {
  const isOurs = operations.get('ours')?.has(tokens[span.from]?.text ?? '') === true;
  if (span.concept !== 'filter:mine' || !isOurs || span.to - span.from > 1) return span;
  const next = tokens[span.to];
  const isHeld = all.some(
    ({ from, to, concept }) => from <= span.to && to > span.to && !/^noise/.test(concept),
  );
  return next?.type !== 'word' || next.light || isHeld ? span : { ...span, concept: 'noise:polite' };
}

const EXCLUDES = /^(senza|tranne|eccetto|salvo|escluso|esclusi|escludendo|except|without|excluding)$/;
const PASSES = /^(contare|considerare|includere|calcolare|guardare|i|gli|le|il|lo|la|l|quelli|quelle|the)$/;

/**
 * Whether what starts at a token is left out: "senza contare i processi", "processi esclusi". "Senza processi", with no
 * article, says what something lacks.
 */
export function isExcluded(tokens: readonly Token[], from: number, to: number): boolean {
  let before = from - 1;
  while (PASSES.test(tokens[before]?.text ?? '')) before -= 1;
  const opener = tokens[before]?.text ?? '';
  if (/^esclus[aie]$/.test(tokens[to]?.text ?? '')) return true;
  if (opener === 'no') return before > 0 && before === from - 1;
  return EXCLUDES.test(opener) && (opener !== 'senza' || before < from - 1);
}

/** The same of a structure, also "non del settore 5". */
export function isExcludedStructure(tokens: readonly Token[], from: number, to: number): boolean {
  let before = from - 1;
  while (/^d(i|el|ell|ella|ello)$/.test(tokens[before]?.text ?? '')) before -= 1;
  // "Tutti tranne quelli del settore 5".
  const those = /^quell[ie]$/.test(tokens[before]?.text ?? '') && isExcluded(tokens, before, to);
  return those || isExcluded(tokens, from, to) || tokens[before]?.text === 'non';
}

const LEFT_OUT: Readonly<Record<string, string>> = {
  'kind:objective': 'not:objective',
  'kind:process': 'not:process',
  'filter:transversal': 'filter:not_transversal',
};

/** "Senza i processi" means the objectives, "tranne i trasversali" those of one structure. */
export function excluding(tokens: readonly Token[], span: Span): Span {
  // "Senza contare i processi", "contando solo gli obiettivi" count nothing.
  if (span.concept === 'ask:count' && /^conta(re|ndo)$/.test(tokens[span.from]?.text ?? ''))
    return { ...span, concept: 'noise:polite' };
  const other = LEFT_OUT[span.concept];
  return other && isExcluded(tokens, span.from, span.to) ? { ...span, concept: other } : span;
}

/** "Prima del 2021", "prima di settembre": a moment, not a rank. */
export const isMoment = (tokens: readonly Token[], span: Span): boolean =>
  span.concept === 'rank:max' &&
  tokens[span.from]?.text === 'prima' &&
  /^(di|del|dell|della|dei|delle)$/.test(tokens[span.to]?.text ?? '');

/** "Non mi interessa il costo, dimmi il peso": the first figure is not wanted. */
export function isUnwanted(tokens: readonly Token[], span: Span): boolean {
  if (!/^(measure|attr):/.test(span.concept)) return false;
  let before = span.from - 1;
  while (tokens[before]?.light && !/^(non|no)$/.test(tokens[before]?.text ?? '')) before -= 1;
  const words = tokens.slice(Math.max(0, before - 2), before + 1).map(({ text }) => text);
  return (
    /non (mi )?(interessa|interessano|serve|servono|voglio|volevo|chiedo|chiedevo|dico|dicevo)$/.test(
      words.join(' '),
    ) ||
    (words.at(-1) === 'non' && /^(il|lo|la|l|i|gli|le)$/.test(tokens[before + 1]?.text ?? ''))
  );
}

/** "Impegno maggiore del liquidato", "incassato più dell'accertato": one figure against the other, nothing is ranked. */
export function against(tokens: readonly Token[], span: Span, all: readonly Span[]): Span {
  if (!/^(rank:(max|min)|op:(gt|lt|eq))$/.test(span.concept)) return span;
  const last = tokens[span.to - 1]?.text ?? '';
  const links = /^(del|dell|della|dello|a|al|all|alla|allo)$/;
  if (!links.test(tokens[span.to]?.text ?? '') && !links.test(last)) return span;
  let next = span.to;
  while (tokens[next]?.light) next += 1;
  const term = all.find((one) => one.from === next && one.concept.startsWith('measure:'));
  const first = all.some(
    (one) => one.concept.startsWith('measure:') && one.from < next && one.concept !== term?.concept,
  );
  if (!term || !first) return span;
  const concept =
    { 'rank:max': 'op:exceeds', 'op:gt': 'op:exceeds', 'op:eq': 'op:equals' }[span.concept] ??
    'op:falls_short';
  return { ...span, concept };
}

/** "In capo a più settori": of several, nothing is ranked. */
export function several(tokens: readonly Token[], span: Span, all: readonly Span[]): Span {
  if (span.concept !== 'rank:max' || span.to - span.from > 1 || tokens[span.from]?.text !== 'piu')
    return span;
  if (!/^(a|di|da|tra|fra|in|su)$/.test(tokens[span.from - 1]?.text ?? '')) return span;
  const noun = all.find(
    ({ from, concept }) => from === span.to && /^noun:(unit|department|structure)$/.test(concept),
  );
  return noun && tokens[noun.to]?.type !== 'number' ? { ...span, concept: 'filter:several' } : span;
}

/** "Che quota del personale assorbe il settore 8?": of all the personnel, not of its own resources. */
export function absorbing(tokens: readonly Token[], span: Span, all: readonly Span[]): readonly Span[] {
  if (span.concept !== 'measure:personnel_share') return [span];
  const whole =
    tokens.some(({ text }) =>
      /^(assorb\w*|prende|prendono|ripart\w*|distribu\w*|suddivi\w*|divide|diviso)$/.test(text),
    ) || all.some(({ concept, from }) => from >= span.to && /^(ask:share|noun:body)$/.test(concept));
  const resources = all.some(({ concept }) => concept === 'measure:resources');
  return whole && !resources
    ? [
        { ...span, concept: 'measure:personnel' },
        { ...span, concept: 'ask:share' },
      ]
    : [span];
}
