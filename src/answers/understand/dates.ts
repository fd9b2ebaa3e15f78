import type { Act, Phase } from '../../domain/types.ts';
import { isMonth } from '../../words/months.ts';
import { ordinalWord } from '../language/numbers.ts';
import type { SearchIndex } from '../language/search.ts';
import { type Token, tokenise } from '../language/tokens.ts';
import { deadlinesNamed, hasHappened } from '../lookups/index.ts';
import type { QueryOf } from '../query.ts';
import type { FactMatch } from './facts.ts';
import { speaksOfDeadline } from './filters.ts';
import { asksOnlyWhichAct, deedAsked, does, mentionsAct } from './limits.ts';
import { isCommon } from './ordinary-words.ts';
import { ask, type Context, OF_WHAT, type Outcome } from './outcome.ts';
import type { Reading } from './reading.ts';
import { findBest, type TopicMatch } from './topic.ts';

type DateQuery = QueryOf<'date'>;

const DATED = /^(inizia|finisc|cominciat|partit|avviat|finit|terminat|conclus|chius|svolt|dal)/;

/** "Quando", "la scadenza", "dal … al …": a day is what is asked for. */
export const asksForDates = (reading: Reading): boolean =>
  saysWhen(reading) ||
  speaksOfDeadline(reading) ||
  reading.tokens.some(
    ({ text }, at) => text === 'dal' && reading.tokens.slice(at + 1, at + 4).some((one) => one.text === 'al'),
  );

/** "Quando", also where its verb was taken for a word of a name: "quando finisce il mandato?". */
const saysWhen = ({ concepts, tokens }: Reading): boolean =>
  concepts.has('ask:when') || tokens[0]?.text === 'quando';

/** Dated acts, phases of the cycle and legal deadlines. */
export function recogniseDates(context: Context, topic: TopicMatch, facts: FactMatch): Outcome | null {
  const { reading, vocabulary } = context;
  const { concepts } = reading;
  if (isCycle(reading)) return ask(CALENDAR);
  // "Chi ha validato la relazione?": no term of the law, and no act by which something else was done.
  if (deedAsked(context) !== null) return null;
  const act = mentionsAct(context);
  const consequence = concepts.has('ask:consequence');
  const due =
    speaksOfDeadline(reading) ||
    consequence ||
    // The present tense, beside "quando" or an act, asks for a rule; a past participle for what happened.
    reading.tokens.some(
      (token) => token.text === 'entro' || ((act || saysWhen(reading)) && does(vocabulary, 'due', token)),
    );
  if (!due && !act && !saysWhen(reading)) return null;
  if (reading.items.length > 0 || reading.goals.length > 0) return null;
  // A number is asked: the law or the act beside it only says where it comes from.
  const number =
    reading.measures.length > 0 ||
    concepts.has('ask:count') ||
    concepts.has('ask:percent') ||
    reading.tokens.some((token) => /^quant[oa]$/.test(token.text));
  const wantsDate = due || saysWhen(reading) || concepts.has('ask:act');
  if (number && !wantsDate && facts.coverage >= 0.8) return null;
  const asked = reading.tokens.filter(
    (token, at) =>
      !token.light &&
      token.type !== 'sign' &&
      token.text !== 'quando' &&
      !DATED.test(token.text) &&
      !(token.type === 'number' && token.value <= 31 && isMonth(reading.tokens[at + 1]?.text ?? '')) &&
      !isCommon(vocabulary, reading.tokens, at) &&
      !does(vocabulary, 'of law', token) &&
      !reading.spans.some(
        (span) =>
          span.from <= at && span.to > at && /^(ask:(?!act)|noise|talk|follow|attr)/.test(span.concept),
      ),
  );
  const setOfItems = reading.kinds.length > 0 || reading.structures.some((one) => one.strong);
  // "Che cosa scade entro il 2022?" asks for items.
  const words = asked.filter((token) => token.type === 'word');
  // "Con che atto è stata approvata?": of nothing in particular.
  if (asksOnlyWhichAct(context)) return OF_WHAT;
  const acts = findBest(vocabulary, vocabulary.actSearch, known(asked, vocabulary.actSearch), 0.85);
  // "Per quanto tempo è mancato il segretario generale?": an event, although the words also name an office.
  const event = saysWhen(reading) && reading.kinds.length === 0 && acts.coverage >= 0.75;
  if (
    setOfItems &&
    !event &&
    (reading.topic.length === 0 || (reading.measures.length > 0 && !speaksOfDeadline(reading)))
  )
    return null;
  if (words.length === 0 && (!act || concepts.has('ask:upcoming'))) {
    if (setOfItems || concepts.has('filter:mine') || reading.years.length > 0) return null;
    // "Chi è responsabile della mancata pubblicazione?": of no day.
    if (consequence || reading.tokens[0]?.text === 'chi') return null;
    return due || concepts.has('ask:upcoming') ? ask(calendarOf(context)) : null;
  }
  if (concepts.has('ask:upcoming') && reading.topic.length === 0 && !act) return ask(calendarOf(context));
  // A year tells one act from another; a rule of law holds every year.
  const undated = asked.filter((token) => !(token.value >= 1900 && token.value <= 2100));
  const legal = rules(context, undated);
  // Who wants the number of an act is not helped by a phase of the cycle.
  const reference = act && reading.tokens.some((token) => REFERENCE.test(token.text));
  const phases =
    reference || concepts.has('ask:act')
      ? NOTHING
      : findBest(vocabulary, vocabulary.phaseSearch, undated, 0.9);
  const best = Math.max(acts.coverage, legal.coverage, phases.coverage);
  // "Entro quando la Giunta presenta lo schema?": an organ and what it has to do.
  const organ = due && !topic.exact && reading.tokens.some((token) => does(vocabulary, 'organ', token));
  const law = organ || reading.tokens.some((token) => /^(legge|norma|normativa|tuel)$/.test(token.text));
  // "Quando è stato approvato il master plan?": what happened, although an item bears the name.
  const happened =
    saysWhen(reading) &&
    acts.coverage >= 0.75 &&
    reading.kinds.length === 0 &&
    reading.tokens.some((token) => HAPPENED.test(token.text));
  const own = saysWhen(reading) && !due ? findBest(vocabulary, vocabulary.actSearch, reading.topic) : null;
  const asMuch = own !== null && own.coverage >= topic.coverage - 0.05 && reading.kinds.length === 0;
  const named =
    happened || (asMuch && acts.coverage >= 0.6 && !topic.exact)
      ? true
      : concepts.has('ask:act') && acts.coverage >= 0.6 && reading.kinds.length === 0 && !topic.titled;
  if (best < 0.5 || (!law && !named && itemsFitBetter(reading, topic, best, due, legal.coverage)))
    return null;
  const near = (coverage: number): boolean => coverage >= Math.max(0.5, best - 0.12);
  const { plan } = vocabulary.index;
  // A law that fixes no day does not come before a phase that has its own.
  const vague = plan.legalDeadlines[legal.docs[0] ?? -1]?.due === null && near(phases.coverage);
  const lawFirst = due && legal.coverage >= best - 0.35 && !vague;
  const ownActs = near(acts.coverage) && !consequence ? actCodes(context, acts.docs, reference) : [];
  const isUntold = ownActs.length === 0 && !near(phases.coverage) && hasHappened(reading.tokens);
  return ask({
    type: 'date',
    acts: ownActs,
    phases: near(phases.coverage)
      ? placed(
          phases.docs.flatMap((doc) => plan.phases[doc] ?? []),
          reading.tokens,
        ).map(({ code }) => code)
      : [],
    legal:
      lawFirst || near(legal.coverage)
        ? legal.docs.slice(0, 3).flatMap((doc) => plan.legalDeadlines[doc]?.code ?? [])
        : [],
    lawFirst: lawFirst && !isUntold,
    ...(isUntold ? { happened: true } : {}),
  });
}

/** «Il monitoraggio del secondo semestre»: of phases told apart by their place, those of the place that is said. */
function placed(phases: readonly Phase[], tokens: readonly Token[]): readonly Phase[] {
  const said = new Set(tokens.flatMap(({ text }) => ordinalWord(text) ?? []));
  const meant = phases.filter(({ name }) =>
    tokenise(name).some(({ text }) => said.has(ordinalWord(text) ?? Number.NaN)),
  );
  return (meant.length > 0 ? meant : phases).slice(0, 3);
}

const REFERENCE = /^(deliber|determin|estrem|sentenz|decret|provvediment|atto$)/;
const HAPPENED = /^(approvat|adottat|deliberat|firmat|pubblicat|cedut|vendut|liquidat|fus[aoie]$)/;
const NOTHING: { readonly docs: readonly number[]; readonly coverage: number } = { docs: [], coverage: 0 };
/** No act, phase or law in particular: the calendar of the year. */
const CALENDAR: DateQuery = { type: 'date', acts: [], phases: [], legal: [], lawFirst: false };

/** The same, or what is still to come of it: "prossime scadenze". */
const calendarOf = ({ reading, vocabulary, today }: Context): DateQuery =>
  reading.tokens.some(({ text }) => vocabulary.phaseWords.get(text) === 'next')
    ? { ...CALENDAR, from: today }
    : CALENDAR;

/** "Che scadenze ci sono nel ciclo della performance?": all of them. */
const isCycle = (reading: Reading): boolean =>
  reading.tokens.some((token) => /^(scadenz[ae]|termini|adempimenti)$/.test(token.text)) &&
  reading.tokens.some((token) => token.text === 'ciclo') &&
  reading.topic.every((token) =>
    /^(scadenz[ae]|termini|adempimenti|ciclo|performance|gestione|principali)$/.test(token.text),
  );

/** Rules by their words: "entro che data si pubblica la Relazione?", first the term of what is named. */
function rules(context: Context, asked: readonly Token[]) {
  const found = findBest(context.vocabulary, context.vocabulary.legalSearch, asked, 0.9);
  const named = deadlinesNamed(context);
  const isNamed = (doc: number): boolean =>
    named.has(context.vocabulary.index.plan.legalDeadlines[doc]?.code ?? '');
  return { ...found, docs: found.docs.toSorted((a, b) => Number(isNamed(b)) - Number(isNamed(a))) };
}

/** Words for an act ("estremi", "delibera") that no act bears in its name do not tell which one is meant. */
const known = (asked: readonly Token[], index: SearchIndex): readonly Token[] => {
  const telling = asked.filter((token) => !ACT_WORD.test(token.text) || index.postings.has(token.key));
  return telling.length > 0 ? telling : asked;
};
const ACT_WORD =
  /^(estremi|atto|atti|provvedimento|numero|organo|decis[aoie]|deciso|chi|approvat[aoie]|approva|seduta|data)$/;

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

/** "Da quando vale?", "entrata in vigore": the day from which, not the day of the act. */
const EFFECT = /^(decorr|vigor|vale$|valgon|valid[aoie]$|effett|efficac|applica|oper[ai]tiv)/;
const takesEffect = ({ title, keywords }: Act): boolean =>
  [title, ...keywords].some((one) => /decorrenza|entrata in vigore/i.test(one));

/** Of acts that were answered, the one that begins to have effect first, where that is asked. */
export function effectFirst({ reading, vocabulary }: Context, codes: readonly string[]): readonly string[] {
  if (!reading.tokens.some(({ text }) => EFFECT.test(text))) return codes;
  const effects = vocabulary.index.plan.acts.filter((act) => codes.includes(act.code) && takesEffect(act));
  const first = effects.map(({ code }) => code);
  return [...first, ...codes.filter((code) => !first.includes(code))];
}

/** Acts with a date first; when a start or an end is asked, those that last; the day of an act is not that of its effect. */
function actCodes({ reading, vocabulary }: Context, docs: readonly number[], reference: boolean): string[] {
  const named = docs.flatMap((doc) => vocabulary.index.plan.acts[doc] ?? []);
  const effect = reading.tokens.some(({ text }) => EFFECT.test(text));
  // The effect of an act stands beside it, under the same reference.
  const beside = vocabulary.index.plan.acts.filter(
    (act) => effect && takesEffect(act) && act.reference !== null && named[0]?.reference === act.reference,
  );
  const found = [...new Set([...beside, ...named])];
  const lasting = reading.tokens.some((token) => DATED.test(token.text));
  const rank = (act: (typeof found)[number]): number =>
    (found.some(takesEffect) && takesEffect(act) !== effect ? 0.5 : 0) + baseRank(act);
  const baseRank = (act: (typeof found)[number]): number =>
    reference && act.reference === null
      ? 3
      : act.date === null && !reference
        ? 2
        : lasting && act.endDate === null
          ? 1
          : 0;
  return [...found]
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, 4)
    .map((act) => act.code);
}
