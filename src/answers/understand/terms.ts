import type { GlossaryEntry } from '../../domain/types.ts';
import { KIND_NAMES } from '../../words/kinds.ts';
import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { ordinalWord } from '../language/numbers.ts';
import { searchTerms } from '../language/search.ts';
import type { FactMatch } from './facts.ts';
import { isCommon } from './ordinary-words.ts';
import { ask, type Context, type Outcome } from './outcome.ts';
import type { Reading } from './reading.ts';
import { findBest, type TopicMatch } from './topic.ts';

/** "Che cosa vuol dire…", "come si calcola…", "che differenza c'è tra…", and bare terms. */
export function recogniseTerms(context: Context, topic: TopicMatch, facts: FactMatch): Outcome | null {
  const { reading, vocabulary } = context;
  const { concepts } = reading;
  if (reading.items.length > 0 || reading.goals.length > 0) return null;
  if (reading.structures.some((one) => one.strong) && !concepts.has('ask:method')) return null;
  const ranks = concepts.has('rank:max') || concepts.has('rank:min');
  if (ranks && !concepts.has('ask:method') && (reading.measures.length > 0 || reading.kinds.length > 0))
    return null;
  // "Che cosa è cambiato con il monitoraggio?" asks for what happened.
  if (concepts.has('mon:monitoring') && reading.states.length > 0) return null;
  // «Chi sono gli organismi partecipati?»
  const areWhat = reading.tokens[0]?.text === 'chi' && reading.tokens[1]?.text === 'sono';
  const meaning = areWhat || ['ask:meaning', 'ask:method', 'ask:same'].some((one) => concepts.has(one));
  const asked = reading.tokens.filter(
    (token, at) =>
      !token.light &&
      !isCommon(vocabulary, reading.tokens, at) &&
      !reading.spans.some(
        (span) => span.from <= at && span.to > at && /^(ask|noise|talk|follow):/.test(span.concept),
      ),
  );
  const differs = reading.tokens.some((token) => ASKS_DIFFERENCE_ALONE.test(token.text));
  // "Art. 169 del TUEL" asks for an article, not for what the law is.
  const article = reading.tokens.some(
    ({ text }, at) => /^art(icol[oi])?$/.test(text) && reading.tokens[at + 1]?.type === 'number',
  );
  if (article && !namesArticle(vocabulary, reading)) return null;
  if (differs && reading.structures.some((one) => one.strong)) return null;
  // "Differenza tra accertato e assestato dei trasferimenti correnti": of two figures.
  if (differs && facts.coverage > 0.85 && facts.cells?.rows.named && facts.facts.length === 2) return null;
  const compares = differs || concepts.has('ask:same');
  if (compares && !asksAmount(context)) {
    const both = differenceOfTerms(context);
    if (both !== null || reading.structures.length === 0) return both;
  }
  const asks = meaning || concepts.has('ask:list') || reading.tokens[0]?.text === 'chi';
  const literal = asks ? literalTerm(vocabulary, reading) : null;
  if (asked.length === 0 && !(meaning && literal)) return null;
  // "Quali sono le aree di valutazione?"
  const explains =
    literal?.phrase.includes(' ') === true &&
    concepts.has('ask:list') &&
    covers(literal.phrase, asked.length);
  if ((meaning || explains) && literal && (topic.coverage <= 0.9 || covers(literal.phrase, asked.length)))
    return ask({ type: 'term', terms: [literal.entry.term] });
  const found = findBest(vocabulary, vocabulary.termSearch, asked, 0.93);
  const entries = found.docs.slice(0, 2).flatMap((doc) => vocabulary.index.plan.glossary[doc] ?? []);
  if (entries.length === 0) return null;
  // «E la Terza?» goes on with another area, and is no word of «conto terzi».
  const isPlace = asked.some(({ text }) => ordinalWord(text) !== null);
  const bare =
    !meaning &&
    !isPlace &&
    reading.topic.length > 0 &&
    reading.measures.length === 0 &&
    !topic.exact &&
    found.coverage > 0.99 &&
    asked.length <= 4 &&
    reading.kinds.length === 0 &&
    reading.structures.length === 0 &&
    [...concepts].every((concept) => /^(noise|talk)/.test(concept));
  if (!meaning && !bare) return null;
  if (found.coverage < 0.55 || (topic.coverage > found.coverage + 0.1 && reading.topic.length > 0))
    return null;
  return ask({ type: 'term', terms: entries.map((entry) => entry.term) });
}

/**
 * "Non mi è chiaro il termine liquidato", "mi spieghi la parola accertato?": a term of the glossary that is called a word,
 * where nothing else is said than that it is not understood.
 */
export function recogniseNamedTerm(
  text: string,
  { vocabulary, cut }: Omit<Context, 'reading'>,
): Outcome | null {
  const tokens = cut(text);
  const at = tokens.findIndex(({ text }) => WORD_FOR_TERM.test(text));
  if (at < 0 || tokens.length > MOST_WORDS) return null;
  const before = tokens.slice(0, at);
  let from = at + 1;
  while (tokens[from] && ARTICLE.test(tokens[from]?.text ?? '')) from += 1;
  if (!before.every(({ text }) => UNCLEAR.test(text) || ARTICLE.test(text))) return null;
  const found = vocabulary.termNames
    .filter(({ phrase }) => phrase.split(' ').every((word, place) => tokens[from + place]?.text === word))
    .toSorted((a, b) => b.phrase.length - a.phrase.length)[0];
  if (!found) return null;
  const after = tokens.slice(from + found.phrase.split(' ').length);
  if (!after.every(({ text }) => UNCLEAR.test(text) || ARTICLE.test(text))) return null;
  // "Il termine impegno" asks nothing by itself where it may be a deadline.
  if (
    /^termin/.test(tokens[at]?.text ?? '') &&
    ![...before, ...after].some(({ text }) => NOT_CLEAR.test(text))
  )
    return null;
  const term = vocabulary.index.plan.glossary[found.entry]?.term;
  return term === undefined ? null : ask({ type: 'term', terms: [term] });
}

const WORD_FOR_TERM = /^(termine|parola|vocabolo|espressione|concetto|dicitura|voce|significato)$/;
/** What is said of a word that is not understood. */
const UNCLEAR =
  /^(non|mi|ci|e|ho|hai|so|si|con|che|cosa|chiar[oa]|oscur[oa]|sconosciut[oa]|nuov[oa]|capit[oa]|capisco|capire|comprendo|conosco|sfugge|spieg\w{1,5}|puoi|potresti|intende|vuol|vuole|dire|significa|significato|senso|definizione|ben[ei]?|mai|sentit[oa]|qui|usate|usato|per|favore|scusa|qual|quale|in|mente|ricordo|bisogno|capirci)$/;
const NOT_CLEAR =
  /^(chiar[oa]|oscur[oa]|sconosciut[oa]|nuov[oa]|capit[oa]|capisco|capire|comprendo|conosco|sfugge|spieg\w{1,5}|intende|dire|significa|significato|senso|definizione|sentit[oa])$/;

/** "Il lavoro agile è telelavoro?", "impegnato vuol dire liquidato?": two terms and nothing else, which their definitions tell apart. */
export function recogniseEquation(context: Context): Outcome | null {
  const { reading, vocabulary } = context;
  const { tokens, kinds, measures, structures, items } = reading;
  if (tokens.length > MOST_WORDS || kinds.length + structures.length + items.length > 0) return null;
  const does = (role: string, text: string): boolean => vocabulary.operations.get(role)?.has(text) === true;
  const equates = tokens.filter(({ text }) => does('equates', text));
  // "Impegnato e liquidato": two figures; "significa" asks of the words.
  const ofFigures = equates.every(({ text }) => text === 'e') || reading.concepts.has('ask:difference');
  if (equates.length === 0 || (measures.length > 0 && ofFigures)) return null;
  let rest = ` ${tokens
    .filter(({ text }, at) => !(at > 0 && does('beside terms', text)))
    .map(({ text }) => text)
    .join(' ')} `;
  const terms = vocabulary.termNames
    .filter(({ phrase }) => phrase.length > 2 && !does('equates', phrase))
    .toSorted((a, b) => b.phrase.length - a.phrase.length)
    .flatMap(({ phrase, entry }) => {
      const at = rest.indexOf(` ${phrase} `);
      if (at < 0) return [];
      rest = rest.replace(` ${phrase} `, ` ${'_'.repeat(phrase.length)} `);
      return [{ term: vocabulary.index.plan.glossary[entry]?.term, at }];
    })
    .sort((a, b) => a.at - b.at)
    .flatMap(({ term }) => term ?? []);
  const [one, other, ...more] = [...new Set(terms)];
  const nothingElse = rest
    .split(' ')
    .every((word) => /^_*$/.test(word) || does('equates', word) || does('joins terms', word));
  // "Posizione organizzativa ed elevata qualificazione": two names of one.
  const isTwo = one !== undefined && terms.length > 1 && more.length === 0;
  return isTwo && nothingElse ? ask({ type: 'term', terms: other ? [one, other] : [one] }) : null;
}

const MOST_WORDS = 14;
const ARTICLE = /^(il|lo|la|i|gli|le|l|un|una|uno|a|al|di|del|della|che|the)$/;

/** "Art. 110 TUEL" is a term of the glossary. */
const namesArticle = ({ termNames }: Vocabulary, { tokens }: Reading): boolean => {
  const said = ` ${tokens.map((token) => token.text).join(' ')} `;
  return termNames.some(({ phrase }) => /^art\w* \d/.test(phrase) && said.includes(` ${phrase} `));
};

const asksAmount = ({ reading }: Context): boolean =>
  reading.amounts.length > 0 ||
  reading.kinds.length === 1 ||
  reading.concepts.has('noun:body') ||
  reading.concepts.has('ask:total') ||
  reading.tokens.some((token) => /^(quanto|quanta|quanti|how)$/.test(token.text));

const covers = (phrase: string, words: number): boolean => phrase.split(' ').length >= words;

const KIND_WORDS: ReadonlySet<string> = new Set(
  Object.values(KIND_NAMES).flatMap(({ it }) => [it.one, it.many]),
);

/**
 * The term or alias that stands in the question word for word, the longest of those that begin together: "in fase" is not
 * "fase". After "che cosa fa…" it is the first one: what follows only says where.
 */
function literalTerm(
  { index, termNames }: Vocabulary,
  { tokens, spans }: Reading,
): { readonly entry: GlossaryEntry; readonly phrase: string } | null {
  const said = ` ${tokens.map((token) => token.text).join(' ')} `;
  const asking = spans.find((span) => span.concept === 'ask:meaning');
  const from = asking
    ? ` ${tokens
        .slice(0, asking.to)
        .map((token) => token.text)
        .join(' ')}`.length
    : 0;
  const standing = standingIn(termNames, said, from);
  const first = asking ? Math.min(...standing.map(({ at }) => at)) : -1;
  const ordered = standing.length > 0 || from === 0 ? standing : standingIn(termNames, said, 0);
  // "Che un obiettivo è ritirato": what the state means, of which the kind is only the subject.
  // "La legge n. 190": a letter before a number is no term.
  const isLetter = ({ phrase, at }: Standing): boolean =>
    phrase.length === 1 && /^ \w \d/.test(said.slice(at));
  const plain = ordered.filter((one) => !KIND_WORDS.has(one.phrase) && !isLetter(one));
  const nearest = plain.find(({ at, phrase }) => at === first && phrase.length > 2);
  const found = nearest ?? plain[0] ?? ordered.find((one) => !isLetter(one));
  const entry = found ? index.plan.glossary[found.entry] : undefined;
  return found && entry ? { entry, phrase: found.phrase } : null;
}

interface Standing {
  readonly phrase: string;
  readonly entry: number;
  readonly at: number;
}

/** Names that stand in a text as whole words, in the order of the names. */
function standingIn(names: Vocabulary['termNames'], said: string, from: number): readonly Standing[] {
  const found: Standing[] = [];
  for (const { phrase, entry } of names) {
    const at = said.indexOf(` ${phrase} `, from);
    if (at >= 0) found.push({ phrase, entry, at });
  }
  return found;
}

/** "Che differenza c'è tra impegno e liquidato?", "sono la stessa cosa?": both terms. */
function differenceOfTerms({ reading, vocabulary }: Context): Outcome | null {
  const { termSearch, termNames, index, common } = vocabulary;
  let said = ` ${reading.tokens.map((token) => token.text).join(' ')} `;
  const terms: { readonly term: string; readonly at: number }[] = [];
  const add = (entry: GlossaryEntry | undefined, at: number): void => {
    if (entry && !terms.some(({ term }) => term === entry.term)) terms.push({ term: entry.term, at });
  };
  // Names of several words first, so that their parts are no terms of their own.
  for (const { phrase, entry } of termNames.filter((name) => name.phrase.includes(' '))) {
    const at = said.indexOf(` ${phrase} `);
    if (at < 0 || ASKS_DIFFERENCE.test(phrase)) continue;
    add(index.plan.glossary[entry], at);
    said = said.replace(` ${phrase} `, ` ${'_'.repeat(phrase.length)} `);
  }
  for (const token of reading.tokens) {
    const at = said.indexOf(` ${token.text} `);
    const idle = token.light || common.has(token.text) || token.text === 'non' || token.type !== 'word';
    const asks = reading.spans.some(
      (span) =>
        /^(ask:(?!act)|noise|talk|follow)/.test(span.concept) &&
        reading.tokens.slice(span.from, span.to).includes(token),
    );
    if (at < 0 || idle || asks || ASKS_DIFFERENCE.test(token.text)) continue;
    const hit = searchTerms(termSearch, [{ key: token.key, alternatives: [] }])[0];
    if (hit && hit.coverage > 0.9) add(index.plan.glossary[hit.doc], at);
  }
  const found = terms.sort((a, b) => a.at - b.at).map(({ term }) => term);
  return found.length >= 2 ? ask({ type: 'term', terms: found.slice(0, 3) }) : null;
}

const ASKS_DIFFERENCE_ALONE = /^(differen(z[ae]|ces?|ti|te)|differisc(e|ono)|distingu(e|ono)|differs?)$/;
const ASKS_DIFFERENCE = /^(differ\w+|distingu\w+|stessa|cosa|uguali)$/;
