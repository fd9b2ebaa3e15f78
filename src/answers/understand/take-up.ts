import { namesOf } from '../account/names.ts';
import { statedBy } from '../account/stated.ts';
import { FOLLOWS } from '../follow/goes-on.ts';
import { areOfSets } from '../grammar/ledger.ts';
import { normalise } from '../language/normalise.ts';
import { ordinalWord } from '../language/numbers.ts';
import type { Token } from '../language/tokens.ts';
import { isList, type Query } from '../query.ts';
import { recogniseTalk } from '../talk/recognise-talk.ts';
import { isElliptic } from './items.ts';
import { ask, type Context, OF_WHAT, type Outcome } from './outcome.ts';
import { lacksSubject, type Reading, readTokens } from './reading.ts';
import { findConcepts } from './spans.ts';

type Asked = Omit<Context, 'reading'>;
type Understand = (text: string, context: Asked) => readonly Outcome[];

/** A longer message is a question of its own. */
const MOST_WORDS = 6;
const ASKING =
  /^(chi|quant[oaie]|qual[ei]?|quando|dove|cosa|come|perche|elenca\w*|mostra\w*|dimmi|dammi|who|what|which|how|when|where|list|show|why)$/;
/** It says more of what was asked, and nothing by itself. */
const LEANS =
  /^\W*(e|ed|con|senza|solo|soltanto|quell[oaie]|di|del|dell|della|dei|degli|delle|in|nel|nella|per|and|with|without|only|of|for|in|the one)\b/i;

/**
 * "DS", "quello del personale", "il secondo", after a question that was not answered: takes it up again. Null for a message
 * that asks by itself, and where nothing was left open.
 */
export function takeUp(text: string, context: Asked, understand: Understand): readonly Outcome[] | null {
  const { conversation, lens, cut } = context;
  const open = conversation?.unanswered ?? null;
  if (lens !== null || !conversation || open === null || open === text) return null;
  const tokens = cut(text);
  if (tokens.length === 0 || tokens.length > MOST_WORDS) return null;
  if (tokens.some((token) => ASKING.test(token.text))) return goesOnOf(text, open, context, understand);
  const anew = { ...context, conversation: { ...conversation, unanswered: null } };
  // "Che tempo fa?" was talk: nothing goes on with it.
  if (recogniseTalk(open, anew)) return null;
  const before = understand(open, anew);
  const chosen = chosenAmong(before, tokens, context);
  if (chosen) return [chosen];
  const isOpen = before.every(isOfWords);
  if (!isOpen) return null;
  // "Il processo 12", after "l'obiettivo 24 di carburante": about another thing.
  const isOther =
    before.some(isOfWord) && readTokens(context.vocabulary, tokens).items.some(({ kind }) => kind !== null);
  // «E il responsabile?» asks more: it says nothing of what was left open. What itself went on from what was answered, and
  // was not understood, leaves the talk where it was.
  const goes = /^\W*(e|ed|and)\b/iu.test(text);
  if (goes && conversation.query !== null && before.every(isOfWhat)) return null;
  const goesOn = goes && before.some(isOfUse);
  const whole = isOther || goesOn ? null : completed(open, text, before);
  const outcomes = whole === null ? [] : understand(whole, anew);
  if (outcomes.length > 0 && outcomes.every(({ type }) => type === 'query'))
    return outcomes.map((one) => (one.type === 'query' ? { ...one, assumed: true } : one));
  if (!LEANS.test(text)) return null;
  // What it says narrows a question that nobody understood: never the whole plan, nor what was shown before.
  const own = understand(text, anew).flatMap((one) => (one.type === 'query' ? [one.query] : []));
  return own.length > 0 && areOfSets(own) ? [OF_WHAT] : null;
}

/**
 * «E quanti obiettivi?», after what was not understood of one structure: of that one; asked back where it does not say it so.
 * @returns null where the message does not go on, or what is left open was of no place
 */
function goesOnOf(
  text: string,
  open: string,
  context: Asked,
  understand: Understand,
): readonly Outcome[] | null {
  const { conversation, vocabulary, cut } = context;
  const placeIn = (said: string): readonly string[] => {
    const { tokens, structures } = readTokens(vocabulary, cut(said));
    return structures.map(({ from, to }) =>
      tokens
        .slice(from, to)
        .map((one) => one.text)
        .join(' '),
    );
  };
  // «Quali non hanno pagato niente?», after what was not understood: of which, nobody knows.
  if (!FOLLOWS.test(text) && isOfThoseAsked(readTokens(vocabulary, cut(text)))) return [OF_WHAT];
  const [place, ...more] = placeIn(open);
  const isOfAll = readTokens(vocabulary, cut(text)).concepts.has('noun:body');
  if (!conversation || place === undefined || !FOLLOWS.test(text) || isOfAll || placeIn(text).length > 0)
    return null;
  const anew = { ...context, conversation: { ...conversation, query: null, earlier: [], unanswered: null } };
  const alone = understand(text, anew).flatMap((one) => (one.type === 'query' ? [one.query] : []));
  if (alone.length === 0 || !alone.every(isOfOneSet)) return null;
  const whole = more.length > 0 ? [] : understand(`${text.replace(/[\s.?!]+$/u, '')} ${place}`, anew);
  return whole.length > 0 && whole.every(({ type }) => type === 'query')
    ? whole.map((one) => (one.type === 'query' ? { ...one, assumed: true } : one))
    : [OF_WHAT];
}

/** «Quali non hanno pagato niente?», «quanti obiettivi ha?»: it asks which, and names nothing that they are or that has them. */
const isOfThoseAsked = (reading: Reading): boolean =>
  (isElliptic(reading) && reading.structures.length === 0) ||
  (/^(quali|quante|quanti)$/.test(reading.tokens[0]?.text ?? '') && lacksSubject(reading));

/** No row for each of several, which says by itself of what it is. */
const isOfOneSet = (query: Query): boolean =>
  isList(query) || (query.type === 'figures' && query.by === null);

/** It was understood but for something that is done with figures. */
const isOfUse = (outcome: Outcome): boolean =>
  outcome.type === 'clarification' && outcome.what !== 'word' && (outcome.unused ?? []).length > 0;

/** It was not understood what it is about. */
const isOfWhat = (outcome: Outcome): boolean =>
  outcome.type === 'clarification' &&
  outcome.what === 'subject' &&
  outcome.choices.length + (outcome.unused ?? []).length === 0;

const isOfWord = (outcome: Outcome): boolean => outcome.type === 'clarification' && outcome.what === 'word';

/** It was not understood, or speaks of nothing in the plan: other words may do. */
const isOfWords = (outcome: Outcome): boolean =>
  outcome.type === 'clarification' ||
  (outcome.type === 'refusal' &&
    ['nothing_found', 'unknown_structure', 'off_topic'].includes(outcome.refusal.reason));

/** The choice that was meant: by its place, by the kind of structure, or by words that it alone is named by. */
function chosenAmong(before: readonly Outcome[], tokens: readonly Token[], context: Asked): Outcome | null {
  const [only] = before;
  if (before.length !== 1 || only?.type !== 'clarification' || only.choices.length < 2) return null;
  const content = tokens.filter((token) => !token.light && !/^quell[oaie]$/.test(token.text));
  const [word, ...more] = content;
  if (!word) return null;
  const place = /^ultim[oa]$/.test(word.text) ? only.choices.length : ordinalWord(word.text);
  const placed = more.length === 0 && place !== null ? only.choices[place - 1] : undefined;
  if (placed) return ask(placed);
  const level = levelSaid(tokens, context);
  const fitting = only.choices.filter((query) =>
    level !== null && more.length === 0
      ? levelOf(query) === level
      : content.every(namesOf(statedBy([query]), context.vocabulary)),
  );
  return fitting.length === 1 && fitting[0] ? ask(fitting[0]) : null;
}

function levelSaid(tokens: readonly Token[], { vocabulary }: Asked): 'department' | 'unit' | null {
  const said = new Set(findConcepts(vocabulary, tokens).map(({ concept }) => concept));
  if (said.has('noun:department')) return 'department';
  return said.has('noun:unit') || said.has('noun:structure') ? 'unit' : null;
}

const levelOf = (query: Query): 'department' | 'unit' =>
  /"departments":\["|"level":"department"|"type":"department"/.test(JSON.stringify(query))
    ? 'department'
    : 'unit';

/** The open question with what was now said in the place of the words that nobody knew, or at its end. */
function completed(open: string, text: string, before: readonly Outcome[]): string {
  const said = text
    .replace(/^\W*(e|ed|and|intendo|intendevo|dico|cioè|ovvero)\s+/iu, '')
    .replace(/[\s.?!]+$/u, '');
  const run = runOf(open, missing(before));
  if (run === null) return `${open.replace(/[\s.?!]+$/u, '')} ${said}`;
  const head = open.slice(0, run.from);
  const tail = open.slice(run.to);
  // "Di benzina", "di personale": the preposition is said once.
  const joins = PREPOSITION.test(said) ? head.replace(/\s+\S+\s*$/u, ' ') : head;
  return `${PREPOSITION_LAST.test(head) ? joins : head}${said}${tail}`;
}

/** The words that kept a question from being answered. */
function missing([only, ...more]: readonly Outcome[]): readonly string[] {
  if (!only || more.length > 0) return [];
  if (only.type === 'clarification') return (only.unused ?? []).flatMap((one) => one.split(/\s+/));
  if (only.type !== 'refusal') return [];
  const { refusal } = only;
  if (refusal.reason === 'nothing_found') return refusal.topic.split(' ');
  return refusal.reason === 'unknown_structure' ? refusal.said.split(' ') : [];
}

/** Where in a text the words stand, from the first to the last of them. */
function runOf(
  text: string,
  words: readonly string[],
): { readonly from: number; readonly to: number } | null {
  const wanted = new Set(words.map(normalise));
  const found = [...text.matchAll(/[\p{L}\p{N}]+/gu)].filter(([word]) => wanted.has(normalise(word)));
  const [first, last] = [found[0], found.at(-1)];
  return first && last ? { from: first.index, to: last.index + last[0].length } : null;
}

const PREPOSITIONS =
  "di|del|dello|della|dell['’]|dei|degli|delle|per|per il|per la|con|in|nel|nella|su|sul|sulla|a|al|alla|da|dal|of|for|in|with";
const PREPOSITION = new RegExp(`^(${PREPOSITIONS})(\\s|$)`, 'iu');
const PREPOSITION_LAST = new RegExp(`\\s(${PREPOSITIONS})\\s*$`, 'iu');
