import { searchTerms } from '../language/search.ts';
import type { FactMatch } from './facts.ts';
import { speaksOfDeadline } from './filters.ts';
import { mentionsAct } from './limits.ts';
import { looseNoun } from './nouns.ts';
import type { Context, Outcome } from './outcome.ts';
import { ask, refuse } from './outcome.ts';
import { findBest, type TopicMatch } from './topic.ts';

/** Numbers of the context tables. */
export function recogniseFacts({ reading }: Context, facts: FactMatch, topic: TopicMatch): Outcome | null {
  if (facts.facts.length === 0 || reading.items.length > 0) return null;
  if (reading.kinds.length > 0 || reading.concepts.has('noun:goal') || reading.concepts.has('mon:monitoring'))
    return null;
  const year = reading.years.some((one) => facts.facts.some((fact) => fact.period.includes(String(one))));
  if (!facts.distinctive && !(year && facts.coverage > 0.95 && reading.measures.length > 0)) return null;
  const asksNumber = reading.concepts.has('ask:count') || reading.concepts.has('ask:average');
  const asksMoney = reading.measures.includes('cost') || reading.measures.includes('personnel');
  const needed = topic.coverage === 0 ? 0.6 : asksNumber ? 0.65 : 0.72;
  if (facts.coverage < needed) return null;
  const rival = topic.exact ? 1 : topic.coverage;
  if (asksMoney && rival >= 0.8 && facts.coverage < 0.99) return null;
  if (!asksNumber && rival >= facts.coverage + 0.05) return null;
  return ask({ type: 'fact', codes: facts.facts.map((fact) => fact.code) });
}

/** "Che cosa vuol dire…", "come si calcola…", and bare terms. */
export function recogniseTerms({ reading, vocabulary }: Context, topic: TopicMatch): Outcome | null {
  const { concepts } = reading;
  const meaning = concepts.has('ask:meaning') || concepts.has('ask:method');
  const differs = concepts.has('ask:difference') && reading.structures.length === 0;
  if (reading.items.length > 0 || reading.goals.length > 0) return null;
  const asked = reading.tokens.filter(
    (token, at) =>
      !token.light &&
      !reading.spans.some(
        (span) => span.from <= at && span.to > at && /^(ask|noise|talk|follow):/.test(span.concept),
      ),
  );
  const keys = asked.map((token) => token.key);
  if (keys.length === 0) return null;
  if (differs && !meaning) return differenceOfTerms(vocabulary, keys);
  const found = findBest(vocabulary, vocabulary.termSearch, asked, 0.93);
  const entries = found.docs.slice(0, 2).flatMap((doc) => vocabulary.index.plan.glossary[doc] ?? []);
  const first = entries[0];
  if (!first) return null;
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

/** "Che differenza c'è tra impegno e liquidato?": both terms. */
function differenceOfTerms(vocabulary: Context['vocabulary'], keys: readonly string[]): Outcome | null {
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

/** Dated acts, phases of the cycle and legal deadlines. */
export function recogniseDates(context: Context, topic: TopicMatch): Outcome | null {
  const { reading, vocabulary } = context;
  const { concepts } = reading;
  const act = mentionsAct(reading);
  const when = concepts.has('ask:when') || speaksOfDeadline(reading);
  if ((!when && !act) || reading.items.length > 0 || reading.goals.length > 0) return null;
  const asked = reading.tokens.filter(
    (token, at) =>
      !token.light &&
      token.type !== 'sign' &&
      !reading.spans.some(
        (span) => span.from <= at && span.to > at && /^(ask|noise|talk|follow|attr):/.test(span.concept),
      ),
  );
  const setOfItems = reading.kinds.length > 0 || reading.structures.some((one) => one.strong);
  if (
    asked.length === 0 ||
    (concepts.has('ask:upcoming') && !setOfItems && reading.years.length === 0 && reading.topic.length === 0)
  )
    return setOfItems || concepts.has('filter:mine')
      ? null
      : ask({ type: 'date', acts: [], phases: [], legal: [] });
  const acts = findBest(vocabulary, vocabulary.actSearch, asked, 0.9);
  const legal = findBest(vocabulary, vocabulary.legalSearch, asked, 0.9);
  const phases = findBest(vocabulary, vocabulary.phaseSearch, asked, 0.9);
  const best = Math.max(acts.coverage, legal.coverage, phases.coverage);
  if (best < 0.5) return null;
  const items =
    setOfItems && reading.topic.length === 0 ? 1 : topic.coverage + (reading.kinds.length > 0 ? 0.3 : 0);
  const bias = speaksOfDeadline(reading) && !act ? 0.02 : -0.02;
  if (items + bias >= best && topic.coverage > 0) return null;
  if (setOfItems && reading.topic.length === 0) return null;
  const { plan } = vocabulary.index;
  const near = (coverage: number): boolean => coverage >= best - 0.15;
  return ask({
    type: 'date',
    acts: near(acts.coverage) ? acts.docs.slice(0, 4).flatMap((doc) => plan.acts[doc]?.code ?? []) : [],
    phases: near(phases.coverage)
      ? phases.docs.slice(0, 3).flatMap((doc) => plan.phases[doc]?.code ?? [])
      : [],
    legal: near(legal.coverage)
      ? legal.docs.slice(0, 3).flatMap((doc) => plan.legalDeadlines[doc]?.code ?? [])
      : [],
  });
}

/** The goals themselves, when no item is asked for. */
export function recogniseGoals({ reading, vocabulary }: Context): Outcome | null {
  const { concepts, goals } = reading;
  const unknown = goals.find((goal) => !vocabulary.index.plan.goals.some((one) => one.number === goal));
  if (unknown !== undefined && concepts.has('noun:goal'))
    return refuse({ reason: 'unknown_goal', number: unknown });
  if (!concepts.has('noun:goal') || reading.items.length > 0) return null;
  const meaning = concepts.has('ask:meaning') || concepts.has('attr:title');
  if (goals.length > 0 && meaning && reading.kinds.length === 0)
    return ask({ type: 'goal', numbers: [...goals] });
  const alone =
    reading.kinds.length === 0 &&
    reading.topic.length === 0 &&
    reading.structures.length === 0 &&
    reading.measures.length === 0;
  const ranks = concepts.has('rank:max') || concepts.has('rank:min');
  if (goals.length === 0 && alone && !ranks && !concepts.has('filter:mine') && !meaning)
    return ask({ type: 'goal', numbers: [] });
  return null;
}

/** Structures themselves: who answers for them, which units a department has. */
export function recogniseStructures({ reading, lens }: Context): Outcome | null {
  const { concepts, structures } = reading;
  if (
    reading.kinds.length > 0 ||
    reading.measures.length > 0 ||
    reading.items.length > 0 ||
    concepts.has('kind:any')
  )
    return null;
  if (reading.goals.length > 0 || reading.amounts.length > 0 || concepts.has('filter:mine')) return null;
  if ([...concepts].some((concept) => /^(rank|filter|mon|state|attr:(goals|deadline|state)):?/.test(concept)))
    return null;
  const codes = [...new Set(structures.map((one) => one.code))];
  const noun = looseNoun(reading);
  const asksAll =
    noun !== null &&
    noun !== 'goal' &&
    (concepts.has('ask:count') ||
      concepts.has('ask:list') ||
      /^(che|qual|quali)$/.test(reading.tokens[0]?.text ?? ''));
  const responsible = concepts.has('attr:responsible') || concepts.has('ask:who');
  if (asksAll && reading.topic.length === 0 && !(responsible && codes.length > 0))
    return ask({
      type: 'structure',
      codes: codes.slice(0, 5),
      aspect: noun === 'unit' ? 'units' : codes.length > 0 ? 'units' : 'departments',
    });
  if (codes.length === 0 || lens !== null) return null;
  const strong = structures.some((one) => one.strong);
  const covered = reading.topic.every((token) => {
    const at = reading.tokens.indexOf(token);
    return structures.some((one) => one.from <= at && one.to > at);
  });
  const asks = responsible || concepts.has('ask:meaning') || concepts.has('attr:title');
  if (
    covered &&
    (asks ||
      (strong && !reading.setLike) ||
      (codes.length === 1 && [...concepts].every((concept) => /^(noise|noun|talk)/.test(concept))))
  )
    return ask({ type: 'structure', codes: codes.slice(0, 5), aspect: 'card' });
  return null;
}

/** The monitoring summary, printed and live. */
export function recogniseMonitoring(context: Context): Outcome | null {
  const { reading } = context;
  const { concepts } = reading;
  const monitoring = concepts.has('mon:monitoring');
  const missing = concepts.has('mon:missing');
  const states =
    reading.states.length > 0 && (reading.setLike || reading.kinds.length > 0 || concepts.has('ask:count'));
  if (!monitoring && !missing && !states) return null;
  if (concepts.has('ask:when') && reading.states.length === 0 && !missing) return null;
  if (
    concepts.has('ask:meaning') ||
    concepts.has('ask:method') ||
    reading.measures.some((one) => one !== 'attainment')
  )
    return null;
  if (reading.items.length > 0) return null;
  if (reading.topic.length > 1 && !monitoring && !missing) return null;
  const all = [...reading.states];
  if (monitoring && concepts.has('filter:full') && !all.includes('achieved')) all.unshift('achieved');
  return ask({
    type: 'monitoring',
    kind: reading.kinds.length === 1 ? (reading.kinds[0] ?? null) : null,
    states: all,
    departments: reading.structures.filter((one) => one.level === 'department').map((one) => one.code),
    units: reading.structures.filter((one) => one.level === 'unit').map((one) => one.code),
    items: [],
    missing,
  });
}
