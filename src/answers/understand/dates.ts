import type { FactMatch } from './facts.ts';
import { speaksOfDeadline } from './filters.ts';
import { mentionsAct } from './limits.ts';
import { ask, type Context, type Outcome } from './outcome.ts';
import { isCommon, type Reading } from './reading.ts';
import { findBest, type TopicMatch } from './topic.ts';

/** The present tense and "entro" ask for a rule; a past participle asks for what happened. */
const RULE =
  /^(entro|approva|approvano|presenta|presentano|pubblica|adotta|valida|va|vanno|deve|devono|bisogna)$/;
/** Words that ask for the law without naming one. */
const ASKS_LAW = /^(legge|norma|normativa|adempiment[oi]|obblighi|obbligo|scadenz[ae])$/;
const DATED = /^(iniziat|cominciat|partit|avviat|finit|terminat|conclus|chius|svolt|dal)/;

/** Dated acts, phases of the cycle and legal deadlines. */
export function recogniseDates(context: Context, topic: TopicMatch, facts: FactMatch): Outcome | null {
  const { reading, vocabulary } = context;
  const { concepts } = reading;
  const act = mentionsAct(reading);
  const due = speaksOfDeadline(reading) || reading.tokens.some((token) => RULE.test(token.text));
  if (!due && !act && !concepts.has('ask:when')) return null;
  if (reading.items.length > 0 || reading.goals.length > 0) return null;
  // A number is asked: the law or the act beside it only says where it comes from.
  const number =
    reading.measures.length > 0 ||
    concepts.has('ask:count') ||
    concepts.has('ask:percent') ||
    reading.tokens.some((token) => /^quant[oa]$/.test(token.text));
  const wantsDate = due || concepts.has('ask:when') || concepts.has('ask:act');
  if (number && !wantsDate && facts.coverage >= 0.8) return null;
  const asked = reading.tokens.filter(
    (token, at) =>
      !token.light &&
      token.type !== 'sign' &&
      !DATED.test(token.text) &&
      !isCommon(vocabulary, reading.tokens, reading.tokens.indexOf(token)) &&
      !ASKS_LAW.test(token.text) &&
      !reading.spans.some(
        (span) =>
          span.from <= at && span.to > at && /^(ask:(?!act)|noise|talk|follow|attr)/.test(span.concept),
      ),
  );
  const setOfItems = reading.kinds.length > 0 || reading.structures.some((one) => one.strong);
  // "Che cosa scade entro il 2022?" asks for items.
  const words = asked.filter((token) => token.type === 'word');
  if (
    setOfItems &&
    (reading.topic.length === 0 || (reading.measures.length > 0 && !speaksOfDeadline(reading)))
  )
    return null;
  if (words.length === 0 && (!act || concepts.has('ask:upcoming'))) {
    if (setOfItems || concepts.has('filter:mine') || reading.years.length > 0) return null;
    return due || concepts.has('ask:upcoming')
      ? ask({ type: 'date', acts: [], phases: [], legal: [], lawFirst: false })
      : null;
  }
  if (concepts.has('ask:upcoming') && reading.topic.length === 0 && !act)
    return ask({ type: 'date', acts: [], phases: [], legal: [], lawFirst: false });
  const acts = findBest(vocabulary, vocabulary.actSearch, asked, 0.85);
  const legal = findBest(vocabulary, vocabulary.legalSearch, asked, 0.9);
  const phases = findBest(vocabulary, vocabulary.phaseSearch, asked, 0.9);
  const best = Math.max(acts.coverage, legal.coverage, phases.coverage);
  const law = reading.tokens.some((token) => /^(legge|norma|normativa|tuel)$/.test(token.text));
  const own =
    concepts.has('ask:when') && !due ? findBest(vocabulary, vocabulary.actSearch, reading.topic) : null;
  const asMuch = own !== null && own.coverage >= topic.coverage - 0.05 && reading.kinds.length === 0;
  const named =
    asMuch && acts.coverage >= 0.6 && !topic.exact
      ? true
      : concepts.has('ask:act') && acts.coverage >= 0.6 && reading.kinds.length === 0 && !topic.titled;
  if (best < 0.5 || (!law && !named && itemsFitBetter(reading, topic, best, due, legal.coverage)))
    return null;
  const near = (coverage: number): boolean => coverage > 0 && coverage >= best - 0.12;
  const { plan } = vocabulary.index;
  // A law that fixes no day does not come before a phase that has its own.
  const vague = plan.legalDeadlines[legal.docs[0] ?? -1]?.due === null && near(phases.coverage);
  const lawFirst = due && legal.coverage >= best - 0.35 && !vague;
  return ask({
    type: 'date',
    acts: near(acts.coverage) ? actCodes(context, acts.docs) : [],
    phases: near(phases.coverage)
      ? phases.docs.slice(0, 3).flatMap((doc) => plan.phases[doc]?.code ?? [])
      : [],
    legal:
      lawFirst || near(legal.coverage)
        ? legal.docs.slice(0, 3).flatMap((doc) => plan.legalDeadlines[doc]?.code ?? [])
        : [],
    lawFirst,
  });
}

/** Whether the words name an item rather than an act or a legal deadline. */
function itemsFitBetter(
  reading: Reading,
  topic: TopicMatch,
  best: number,
  due: boolean,
  legal: number,
): boolean {
  if (topic.coverage === 0) return false;
  if (reading.kinds.length > 0) return topic.coverage >= best - 0.3;
  if (!due) return topic.coverage > best + 0.1 && !reading.tokens.some((token) => DATED.test(token.text));
  if (topic.titled) return topic.coverage >= best - 0.02;
  return topic.coverage >= best - (legal >= 0.95 ? -0.02 : 0.02);
}

/** Acts with a date first; when a start or an end is asked, those that last. */
function actCodes({ reading, vocabulary }: Context, docs: readonly number[]): string[] {
  const found = docs.flatMap((doc) => vocabulary.index.plan.acts[doc] ?? []);
  const lasting = reading.tokens.some((token) => DATED.test(token.text));
  const rank = (act: (typeof found)[number]): number =>
    act.date === null ? 2 : lasting && act.endDate === null ? 1 : 0;
  return [...found]
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, 4)
    .map((act) => act.code);
}
