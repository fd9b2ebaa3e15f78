import type { Atom } from '../figures/figures-query.ts';
import { figuresOf, inStructures, ofKind, sums } from '../figures/plain-figures.ts';
import { contentKeys } from '../language/tokens.ts';
import { undeclaredBy } from '../undeclared.ts';
import { itemQuery } from './items.ts';
import { looseNoun } from './nouns.ts';
import { type Context, OF_WHAT, type Outcome, refuse } from './outcome.ts';
import type { Reading } from './reading.ts';
import { expandMeasures } from './said-measures.ts';
import { findTopic } from './topic.ts';

/** All that is said of what a question is about, where nothing was made of the rest; null where nothing is. */
function wideOutcome({ reading, vocabulary, lens }: Context): Outcome | null {
  const { kinds, structures, measures, concepts, goals, topic, tokens } = reading;
  const isOfSet = kinds.length + structures.length > 0 || concepts.has('kind:any');
  const isAbout = isOfSet || (measures.length > 0 && topic.length === 0);
  // «I vigili» are no theme: an office bears the name.
  const [word, ...others] = topic.filter(
    (token) => !structures.some(({ from, to }) => tokens.slice(from, to).includes(token)),
  );
  const before = word ? tokens.slice(Math.max(0, tokens.indexOf(word) - 2), tokens.indexOf(word)) : [];
  // «Obiettivi sulla fusione»: what it is about is no word in passing.
  const isDone = [...vocabulary.operations.values()].some((some) => topic.some(({ text }) => some.has(text)));
  const isTheme =
    (others.length > 0 && !isDone) ||
    (word !== undefined &&
      !vocabulary.itemSearch.postings.has(word.key) &&
      before.some(({ text }) => /^(su\w*|per|d(i|ell?[aoe]?|ei|egli)|about|riguard\w*)$/.test(text)));
  if (!isAbout || isTheme) return null;
  const codesOf = (level: 'department' | 'unit'): string[] =>
    structures.flatMap((one) => (one.level === level ? [one.code] : []));
  const { index } = vocabulary;
  const select: readonly Atom[] = [
    ...ofKind(kinds.length === 1 ? kinds[0] : null),
    ...inStructures(codesOf('department'), codesOf('unit')),
    ...(goals.length > 0 ? [{ type: 'goal', numbers: [...goals] } as const] : []),
  ];
  const query =
    measures.length > 0
      ? figuresOf(index, select, sums(expandMeasures(measures)), looseNoun(reading))
      : figuresOf(index, select, []);
  const what = undeclaredBy(index, query);
  if (what !== null) return refuse({ reason: 'undeclared', what });
  // After `/obiettivi` it is said what is asked.
  const isWide = lens !== 'items';
  return { type: 'query', query, assumed: false, alternatives: [], isWide };
}

/** The words that ask for an order, of which nothing was made. */
function orderIn({ spans, tokens }: Reading): string | null {
  const ranks = spans.filter(({ concept }) => concept.startsWith('rank:'));
  const [from, to] = [Math.min(...ranks.map((one) => one.from)), Math.max(...ranks.map((one) => one.to))];
  if (ranks.length === 0) return null;
  const beside = spans.find((one) => one.from === to)?.to ?? to;
  return tokens
    .slice(from, beside)
    .map(({ text }) => text)
    .join(' ');
}

export function nothing(context: Context): Outcome {
  const { reading, conversation, vocabulary } = context;
  const { plan, years } = vocabulary.index;
  const year = reading.years.find((one) => one !== plan.head.year && !years.has(one));
  const isOfItems = reading.kinds.length + reading.measures.length > 0 || reading.concepts.has('kind:any');
  const isOfEnd = [...reading.concepts].some((one) => /^(horizon:|attr:deadline|ask:upcoming)/.test(one));
  if (year !== undefined && isOfItems && !isOfEnd) return refuse({ reason: 'other_year', year });
  const former = ofFormerPlan(context);
  if (former) return former;
  const order = orderIn(reading);
  if (order !== null && reading.topic.length === 0)
    return { type: 'clarification', what: 'subject', choices: [], unused: [order] };
  const wide = wideOutcome(context);
  if (wide) return wide;
  if (reading.topic.length === 0 && reading.concepts.size > 0) return OF_WHAT;
  if (reading.measures.length > 0 || reading.kinds.length > 0 || reading.concepts.has('attr:responsible')) {
    const figures = figuresOf(vocabulary.index, [], sums(expandMeasures(reading.measures)));
    const what = reading.measures.length > 0 ? undeclaredBy(vocabulary.index, figures) : null;
    if (what !== null) return refuse({ reason: 'undeclared', what });
    const said = reading.topic.map((token) => token.text);
    // All of the words are the plan's own: what is not understood is what they ask together.
    return reading.topic.length > 0 &&
      reading.topic.every(({ key }) => vocabulary.itemSearch.postings.has(key))
      ? { type: 'clarification', what: 'subject', choices: [], unused: said }
      : refuse({ reason: 'nothing_found', topic: said.slice(0, 6).join(' ') });
  }
  if (conversation?.query && reading.concepts.size > 0) return OF_WHAT;
  return aboutOneWord(context) ?? refuse({ reason: 'off_topic' });
}

/** «Il sistema duale c’è ancora?»: what only the titles of another year's plan have all the words of. */
function ofFormerPlan({ reading: { topic }, vocabulary: { index } }: Context): Outcome | null {
  const has = (keys: readonly string[]): boolean => topic.every(({ key }) => keys.includes(key));
  const isHere = index.items.some(({ item }) => has(contentKeys(item.title)));
  if (topic.length === 0 || isHere) return null;
  for (const [year, { items }] of [...index.years].toSorted(([one], [other]) => other - one)) {
    const found = items.filter(({ item }) => has(contentKeys(item.title)));
    if (found.length > 0 && found.length <= MOST_FORMER)
      return refuse({ reason: 'not_carried', items: found.map(({ ref }) => ref), year });
  }
  return null;
}

/** So many items bear words that mean them. */
const MOST_FORMER = 3;

/** «Ciclovia»: one word and nothing else, which few items have in what they are called. */
function aboutOneWord({ reading, vocabulary }: Context): Outcome | null {
  const [word, ...others] = reading.tokens.filter(({ light, type }) => !light && type !== 'sign');
  if (!word || others.length > 0 || !reading.topic.includes(word)) return null;
  const { best, coverage } = findTopic(vocabulary, reading, [word]);
  return best.length === 0 || best.length > FEW_ITEMS || coverage < 1
    ? null
    : { type: 'query', query: itemQuery(best, [], []), assumed: true, alternatives: [] };
}

/** More items are a theme of the plan: it has to be said what is asked of them. */
const FEW_ITEMS = 4;
