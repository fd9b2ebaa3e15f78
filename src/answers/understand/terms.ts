import type { GlossaryEntry } from '../../domain/types.ts';
import { KIND_NAMES } from '../format.ts';
import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { searchTerms } from '../language/search.ts';
import { ask, type Context, type Outcome } from './outcome.ts';
import { isCommon } from './reading.ts';
import type { SaidMeasure } from './said-measures.ts';
import { findBest, type TopicMatch } from './topic.ts';

/** "Che cosa vuol dire…", "come si calcola…", "che differenza c'è tra…", and bare terms. */
export function recogniseTerms(context: Context, topic: TopicMatch): Outcome | null {
  const { reading, vocabulary } = context;
  const { concepts } = reading;
  if (reading.items.length > 0 || reading.goals.length > 0) return null;
  if (reading.structures.some((one) => one.strong) && !concepts.has('ask:method')) return null;
  const ranks = concepts.has('rank:max') || concepts.has('rank:min');
  if (ranks && !concepts.has('ask:method') && (reading.measures.length > 0 || reading.kinds.length > 0))
    return null;
  // "Che cosa è cambiato con il monitoraggio?" asks for what happened.
  if (concepts.has('mon:monitoring') && reading.states.length > 0) return null;
  const meaning = concepts.has('ask:meaning') || concepts.has('ask:method');
  const asked = reading.tokens.filter(
    (token, at) =>
      !token.light &&
      !isCommon(vocabulary, reading.tokens, at) &&
      !reading.spans.some(
        (span) => span.from <= at && span.to > at && /^(ask|noise|talk|follow):/.test(span.concept),
      ),
  );
  if (asked.length === 0) return null;
  const differs = reading.tokens.some((token) => token.text.startsWith('differenz'));
  if (differs && reading.structures.some((one) => one.strong)) return null;
  if (differs && reading.structures.length === 0 && !asksAmount(context)) return differenceOfTerms(context);
  // The glossary is Italian: an English measure is looked up by its Italian name.
  const named = reading.english ? reading.measures.map((measure) => TERMS[measure] ?? '').join(' ') : '';
  const literal = literalTerm(vocabulary, `${reading.tokens.map((token) => token.text).join(' ')} ${named}`);
  if (meaning && literal && (topic.coverage <= 0.9 || covers(literal.phrase, asked.length)))
    return ask({ type: 'term', terms: [literal.entry.term] });
  const found = findBest(vocabulary, vocabulary.termSearch, asked, 0.93);
  const entries = found.docs.slice(0, 2).flatMap((doc) => vocabulary.index.plan.glossary[doc] ?? []);
  if (entries.length === 0) return null;
  const bare =
    !meaning &&
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

const TERMS: Readonly<Partial<Record<SaidMeasure, string>>> = {
  personnel: 'costo del personale',
  committed: 'impegno',
  settled: 'liquidato',
  resources: 'risorse utilizzate',
  assessed: 'accertamento',
  collected: 'riscosso',
  weight: 'pesatura',
  attainment: 'grado di raggiungimento',
  direct: 'costi diretti',
};

const asksAmount = ({ reading }: Context): boolean =>
  reading.amounts.length > 0 ||
  reading.kinds.length === 1 ||
  reading.concepts.has('noun:body') ||
  reading.concepts.has('ask:total') ||
  reading.tokens.some((token) => /^(quanto|quanta|quanti|how)$/.test(token.text));

const covers = (phrase: string, words: number): boolean => phrase.split(' ').length >= words;

const KIND_WORDS: ReadonlySet<string> = new Set(
  Object.values(KIND_NAMES).flatMap(({ one, many }) => [one, many]),
);

/** The longest term or alias that stands in the question word for word: "in fase" is not "fase". */
function literalTerm(
  { index, termNames }: Vocabulary,
  said: string,
): { readonly entry: GlossaryEntry; readonly phrase: string } | null {
  const text = ` ${said} `;
  const standing = termNames.filter(({ phrase }) => text.includes(` ${phrase} `));
  // "Che un obiettivo è ritirato": what the state means, of which the kind is only the subject.
  const found = standing.find(({ phrase }) => !KIND_WORDS.has(phrase)) ?? standing[0];
  const entry = found ? index.plan.glossary[found.entry] : undefined;
  return found && entry ? { entry, phrase: found.phrase } : null;
}

/** "Che differenza c'è tra impegno e liquidato?": both terms. */
function differenceOfTerms({ reading, vocabulary }: Context): Outcome | null {
  const keys = reading.tokens.flatMap((token) =>
    token.light || token.type !== 'word' || token.text.startsWith('differen') ? [] : [token.key],
  );
  const terms = [
    ...new Set(
      keys.flatMap((key) => {
        const hit = searchTerms(vocabulary.termSearch, [{ key, alternatives: [] }])[0];
        const entry = hit && hit.coverage > 0.9 ? vocabulary.index.plan.glossary[hit.doc] : undefined;
        return entry ? [entry.term] : [];
      }),
    ),
  ];
  return terms.length >= 2 ? ask({ type: 'term', terms: terms.slice(0, 3) }) : null;
}
