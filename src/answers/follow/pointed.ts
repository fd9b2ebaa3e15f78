import type { ItemRef } from '../../domain/types.ts';
import { joined, the } from '../../words/articles.ts';
import { type ItemKind, itemName } from '../../words/kinds.ts';
import type { Conversation } from '../conversation.ts';
import type { Meaning } from '../grammar/pieces.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { findPhrases } from '../language/phrases.ts';
import { type Token, tokenise } from '../language/tokens.ts';
import type { Context, Outcome } from '../understand/outcome.ts';
import { talkOf, talkOfAny } from './follow.ts';
import { OF_THE_REST } from './goes-on.ts';
import { memberRefs, setOf } from './shown-set.ts';

/** "Quel processo", "quest'ufficio", "il suo settore", and "l'obiettivo" where one was spoken of. */
const POINTING =
  /(?<!\p{L})(?:quell['’]|quest['’]|(?:quel|quello|quella|questo|questa|(?:lo|la|(?:de|ne|su|a|da)ll[oa]) stess[oa]|(?:il |la )?su[oa]|that|this|its|(?:il|la|(?:de|ne|su|a|da)l(?:la)?)(?!\s(?:su[oa]|stess[oa])\s))\s|(?:(?:de|ne|su|a|da)l)?l['’])\s*(u\.?\s?o\.?|\p{L}+)/giu;

/** «Di tutto il settore», «il settore intero», «l’intero ufficio»: of the one that was spoken of, or that has what was. */
const WHOLE =
  /(?<!\p{L})(?:(?:tutto il|tutta la|tutto l['’]|tutta l['’]|l['’]inter[oa])\s*(u\.?\s?o\.?|\p{L}+)|(?:il |la |l['’])(\p{L}+) (?:inter[oa]|nel complesso|tutt[oa] insieme))(?=\s*[?.!]*\s*$)/giu;

/** «Della stessa U.O.»: the preposition stays. */
const ARTICLED = /^(?:de|ne|su|a|da)ll[oa] (?=stess)/iu;

/** «L’obiettivo», «del processo»: the article stays. */
const ARTICLE = /^(?:il\s|la\s|(?:(?:de|ne|su|a|da)l)?l['’]|(?:de|ne|su|a|da)l(?:la)?\s)(?!stess|su[oa]\s)/iu;
const AND = /^\s+e\s/u;

/** What a noun may be followed by where it points at something, and says nothing more of it. */
const ENDS =
  /^(l|quant[oaie]|qual[ei]?|chi|cosa|come|dove|quando|e|ha|hanno|sia|in|nel|cost\p{L}*|pes\p{L}*|scad\p{L}*|impegn\p{L}*|liquid\p{L}*|risco\p{L}*|riscu\p{L}*|incass\p{L}*|spes\p{L}*|spend\p{L}*|accert\p{L}*|sta|va|stat[oa]|raggiun\p{L}*|arriv\p{L}*|cost|has|is|does|did|spend)$/u;

/** What a noun stands for: items of some kinds, or structures. */
type Noun =
  | { readonly kinds: readonly ItemKind[] }
  | { readonly level: 'department' | 'unit' }
  | { readonly goals: true };

/** More structures than this are pointed at by no single word. */
const MOST_STRUCTURES = 4;

/**
 * Puts the item or the structure that was spoken of in the place of a noun that points at it.
 * @returns 'unclear' where nothing, or more than one thing, may be meant
 */
export function withPointed(text: string, context: Omit<Context, 'reading'>): string | 'unclear' {
  const { vocabulary, conversation } = context;
  let unclear = false;
  const latter = withLatter(text, context);
  if (latter === null) return 'unclear';
  const owned = withOwner(withRest(latter, context), context);
  const whole = withWhole(withItsOwn(withSame(owned, context), context), context);
  const put = whole.replace(POINTING, (said: string, word: string, at: number) => {
    const label = labelOf(said, word, context);
    if (label !== null) return label;
    const noun = nounOf(word, vocabulary);
    if (noun === null || !isWhole(tokenise(whole.slice(at + said.length)), vocabulary)) return said;
    // «Lo stesso settore», «il suo ufficio», where nothing was spoken of: of what stands in the question itself.
    const article = ARTICLE.exec(said)?.[0];
    const own = article !== undefined || /stess|su[oa]\s|its/i.test(said);
    const isSaid = article !== undefined && (!('kinds' in noun) || AND.test(whole.slice(at + said.length)));
    const named = conversation && !isSaid ? antecedentOf(noun, conversation, vocabulary.index) : null;
    if (named === null) unclear ||= !own;
    return named === null ? said : `${article ?? ARTICLED.exec(said)?.[0] ?? ''}${named}`;
  });
  return unclear ? 'unclear' : withoutIt(put, context);
}

/** «Quanti obiettivi ha quest’ultimo?»: the last thing that was told of. */
const LATTER = /(?<!\p{L})quest['’]ultim[oa](?!\p{L})/iu;

/** @returns null where it is not clear which that is */
function withLatter(text: string, { vocabulary, conversation }: Omit<Context, 'reading'>): string | null {
  if (!LATTER.test(text)) return text;
  if (!conversation?.query) return null;
  const item = antecedentOf({ kinds: [] }, conversation, vocabulary.index);
  const named = item ?? structuresOf('unit', conversation, vocabulary.index).at(-1);
  return named === undefined ? null : text.replace(LATTER, named);
}

/** «E il settore intero?», after one of its offices: that department, and no other. */
function withWhole(text: string, { vocabulary, conversation }: Omit<Context, 'reading'>): string {
  if (!conversation?.query || conversation.unanswered !== null) return text;
  return text.replace(WHOLE, (said: string, before: string | undefined, after: string | undefined) => {
    const noun = nounOf(before ?? after ?? '', vocabulary);
    if (noun === null || !('level' in noun)) return said;
    const [code, ...others] = structuresOf(noun.level, conversation, vocabulary.index);
    return code === undefined || others.length > 0 ? said : code;
  });
}

/** «Di quelli rimasti», after an exclusion: of the set that was shown. */
function withRest(text: string, { conversation, vocabulary }: Omit<Context, 'reading'>): string {
  if (!conversation?.query || conversation.unanswered !== null || !OF_THE_REST.test(text)) return text;
  const left = talkOf(vocabulary.index, conversation)?.query.select.some(
    (atom) => atom.type === 'not' || (atom.type === 'scope' && atom.scope === 'unit'),
  );
  return left === true ? text.replace(OF_THE_REST, 'di questi') : text;
}

/** «In quella categoria», after a figure of the context tables that a row or a column names: «categoria B». */
function labelOf(
  said: string,
  word: string,
  { conversation, vocabulary }: Omit<Context, 'reading'>,
): string | null {
  const query = conversation?.query;
  if (query?.type !== 'fact' || conversation?.unanswered !== null || !THAT.test(said)) return null;
  const { facts } = vocabulary.index.plan;
  const parts = query.codes
    .flatMap((code) => facts.find((fact) => fact.code === code) ?? [])
    .flatMap(({ subject, measure }) => [subject, measure].flatMap((one) => one.split(', ')));
  const named = parts.filter((part) => part.toLowerCase().startsWith(`${word.toLowerCase()} `));
  const [only, ...others] = new Set(named);
  return only === undefined || others.length > 0 ? null : only;
}

/** It points, and is no possessive. */
const THAT = /^(quel|quest)/iu;

/** «Che altri obiettivi ha?», after who is charged with one: that office. */
function withOwner(text: string, { vocabulary, conversation, cut }: Omit<Context, 'reading'>): string {
  if (conversation?.unanswered !== null) return text;
  const { query } = conversation;
  if (query?.type !== 'item' || query.items.length > 1 || !query.attributes.includes('responsible'))
    return text;
  const [noun, verb] = cut(text).slice(-2);
  const named =
    vocabulary.operations.get('has')?.has(verb?.text ?? '') && noun && nounOf(noun.text, vocabulary);
  const [code, ...others] = structuresOf('unit', conversation, vocabulary.index);
  return named && 'kinds' in named && code !== undefined && others.length === 0
    ? `${text.replace(/[?.!\s]+$/, '')} ${code}`
    : text;
}

/** «Lo stesso peso», at the end of what is said. */
const SAME = /(?<!\p{L})(?:lo|la) stess[oa] (\p{L}+)(?=\s*[?.!]*\s*$)/iu;

/** «Quali altri obiettivi …»: but for the one that was spoken of. */
const OTHER =
  /(?<!(?<!\p{L})(?:gli|le|agli|alle|degli|delle|negli|nelle)\s)(?<!\p{L})altr[ie] (?=(\p{L}+))/iu;

/** «Che altri obiettivi ha quell’ufficio?», after one of them: all but that one. */
function withoutIt(text: string, { vocabulary, conversation }: Omit<Context, 'reading'>): string {
  const [, word] = OTHER.exec(text) ?? [];
  const noun = word === undefined ? null : nounOf(word, vocabulary);
  if (conversation === null || noun === null || !('kinds' in noun)) return text;
  const named = antecedentOf(noun, conversation, vocabulary.index);
  return named === null ? text : `${text.replace(OTHER, '').replace(/[?.!\s]+$/, '')}, tranne ${the(named)}`;
}

/** «Quali altri hanno lo stesso peso?»: as the item that was spoken of, and without it. */
function withSame(text: string, { vocabulary, conversation }: Omit<Context, 'reading'>): string {
  const [said, word] = SAME.exec(text) ?? [];
  if (said === undefined || word === undefined || conversation === null) return text;
  const isFigure = findPhrases(vocabulary.grammar, tokenise(word)).some(
    ({ meaning }) => meaning.cat === 'figure',
  );
  const named = isFigure ? antecedentOf({ kinds: [] }, conversation, vocabulary.index) : null;
  if (named === null) return text;
  const same = text.replace(SAME, `${said} ${joined('di', named)}`);
  return OTHER.test(same)
    ? `${same.replace(OTHER, '').replace(/[?.!\s]+$/, '')}, tranne ${the(named)}`
    : same;
}

/** «Di tutti i processi del settore», «che percentuale del settore è?»: of which one is not said. */
const UNNAMED = /(?<=(?<!\p{L})(?:de|su)(?:l|lla|ll['’])\s*)(?<!\p{L})(?:u\.?\s?o\.?|\p{L}+)(?![\p{L}.])/giu;

/** «Che parte sono dei processi del settore?», said of what was shown: of the structure that it is all of. */
function withItsOwn(text: string, { vocabulary, conversation, cut }: Omit<Context, 'reading'>): string {
  if (!conversation?.query || conversation.unanswered !== null) return text;
  // «È il più caro del settore?», too.
  const isOfWhole = ({ cat }: Meaning): boolean => cat === 'share' || cat === 'adjective' || cat === 'rank';
  const told = talkOf(vocabulary.index, conversation)?.query.columns ?? [];
  const isShare = told.some((one) => one.type === 'op' && one.op === '%');
  if (!isShare && !findPhrases(vocabulary.grammar, cut(text)).some(({ meaning }) => isOfWhole(meaning)))
    return text;
  return text.replace(UNNAMED, (word: string, at: number) => {
    const noun = nounOf(word, vocabulary);
    if (noun === null || !('level' in noun) || !isWhole(tokenise(text.slice(at + word.length)), vocabulary))
      return word;
    const [code, ...others] = structuresOf(noun.level, conversation, vocabulary.index);
    return code === undefined || others.length > 0 ? word : code;
  });
}

/**
 * «Com’è andato?», «che punteggio ha?», after what was told of one item or of one structure: what is not understood by itself
 * is asked of that, as whoever names it would ask. Null where it is not understood so either.
 */
export function ofSubject(
  text: string,
  context: Omit<Context, 'reading'>,
  understand: (text: string, context: Omit<Context, 'reading'>) => readonly Outcome[],
): readonly Outcome[] | null {
  const { vocabulary, conversation } = context;
  const talk = conversation?.query ? talkOfAny(vocabulary.index, conversation) : null;
  if (conversation === null || talk === null || conversation.unanswered !== null) return null;
  const [only, ...more] = setOf(vocabulary.index, talk.query).flatMap((atom): readonly string[] =>
    atom.type === 'items' ? atom.refs : atom.type === 'structure' ? atom.codes : [],
  );
  if (only === undefined || more.length > 0) return null;
  const item = antecedentOf({ kinds: [] }, conversation, vocabulary.index);
  const named = item !== null && only.includes(':') ? the(item) : only;
  const asked = text.replace(/^\W*(e|ed|ma)\s+(?=\p{L})/iu, '').replace(/[?.!\s]+$/u, '');
  const outcomes = understand(`${asked} ${named}`, { ...context, conversation: null });
  return outcomes.every((one) => one.type === 'query' && isOf(one, only))
    ? outcomes.map((one) => (one.type === 'query' ? { ...one, assumed: true } : one))
    : null;
}

/** Something of it is told, and no card of all that it has. */
const isOf = ({ query, ignored = [] }: Extract<Outcome, { type: 'query' }>, only: string): boolean =>
  ignored.length === 0 &&
  JSON.stringify(query).includes(`["${only}"]`) &&
  (query.type === 'item' ? query.measures.length + query.attributes.length > 0 : query.type !== 'structure');

function isWhole([next, after]: readonly Token[], { operations }: Vocabulary): boolean {
  if (next === undefined || next.pause || next.clause > 0) return true;
  // «Quanto costa quell’ufficio di personale?»
  if (/^(di|per)$/.test(next.text)) return /^personale$/.test(after?.text ?? '');
  return ENDS.test(next.text) || operations.get('amountsTo')?.has(next.text) === true;
}

function nounOf(word: string, { grammar, concepts }: Vocabulary): Noun | null {
  const tokens = tokenise(word);
  for (const { to, meaning } of findPhrases(grammar, tokens)) {
    if (to < tokens.length) continue;
    if (meaning.cat === 'kind') return { kinds: meaning.kinds };
    if (meaning.cat === 'level') return meaning.level === 'goal' ? { goals: true } : { level: meaning.level };
  }
  const structure = findPhrases(concepts, tokens).some(({ meaning }) => meaning.includes('noun:structure'));
  return structure ? { level: 'unit' } : null;
}

function antecedentOf(noun: Noun, conversation: Conversation, index: PlanIndex): string | null {
  if (conversation.unanswered !== null) return null;
  if ('goals' in noun) {
    const [number, ...others] = goalsOf(conversation, index);
    return number === undefined || others.length > 0 ? null : `goal ${number}`;
  }
  if ('level' in noun) {
    const codes = structuresOf(noun.level, conversation, index);
    return codes.length === 0 || codes.length > MOST_STRUCTURES ? null : codes.join(' e ');
  }
  const refs = itemsOf(conversation, index).filter(
    (ref) => noun.kinds.length === 0 || noun.kinds.some((kind) => ref.startsWith(`${kind}:`)),
  );
  const [ref, ...others] = new Set(refs);
  const one = ref === undefined || others.length > 0 ? undefined : index.byRef.get(ref);
  if (!one) return null;
  const { kind, number, code } = one.item;
  const namesakes = (index.byNumber.get(number) ?? []).filter(({ item }) => item.kind === kind);
  return namesakes.length > 1 || kind === 'indicator' ? code : itemName({ kind, number });
}

/** The goals that the last answer was about, or that its items have. */
function goalsOf(conversation: Conversation, index: PlanIndex): readonly number[] {
  const talk = talkOfAny(index, conversation);
  const named =
    talk === null
      ? []
      : setOf(index, talk.query).flatMap((atom) => (atom.type === 'goal' ? atom.numbers : []));
  const items = named.length > 0 ? [] : itemsOf(conversation, index);
  const theirs = (items.length > 1 ? [] : items).flatMap((ref) => index.byRef.get(ref)?.item.goals ?? []);
  return [...new Set([...named, ...theirs])];
}

/** The items that the last answer was about: the one that came first, those that were named, or all that a structure has. */
function itemsOf(conversation: Conversation, index: PlanIndex): readonly ItemRef[] {
  const { query } = conversation;
  if (query?.type === 'structure')
    return query.codes.flatMap((code) =>
      (index.byUnit.get(code) ?? index.byDepartment.get(code) ?? []).map(({ ref }) => ref),
    );
  const talk = talkOfAny(index, conversation);
  if (!talk) return [];
  const named = setOf(index, talk.query).find((atom) => atom.type === 'items');
  return named ? named.refs : memberRefs(talk);
}

function structuresOf(
  level: 'department' | 'unit',
  conversation: Conversation,
  index: PlanIndex,
): readonly string[] {
  const { query } = conversation;
  const talk = talkOfAny(index, conversation);
  const named =
    query?.type === 'structure'
      ? query.codes
      : query?.type === 'monitoring'
        ? [...query.departments, ...query.units]
        : (talk === null ? [] : setOf(index, talk.query)).flatMap((atom) =>
            atom.type === 'structure' ? atom.codes : [],
          );
  const departmentOf = (code: string): string =>
    index.plan.units.find((one) => one.code === code)?.department ?? code;
  const items = named.length > 0 ? [] : itemsOf(conversation, index);
  const owners = (items.length > MOST_STRUCTURES ? [] : items).flatMap((ref) => {
    const one = index.byRef.get(ref);
    return one === undefined ? [] : level === 'unit' && one.units.length > 0 ? one.units : one.departments;
  });
  const codes = named.map((code) => (level === 'unit' ? code : departmentOf(code)));
  return [...new Set([...codes, ...owners])];
}
