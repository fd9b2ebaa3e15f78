import { isMonth } from '../../words/months.ts';
import type { QuestionKind } from '../../words/question-kinds.ts';
import { leavingOut, withoutReason } from '../account/reasons.ts';
import { allWanted, settled, withOperators } from '../account/settle.ts';
import { saidBy } from '../account/words-left.ts';
import type { Atom } from '../figures/figures-query.ts';
import { figuresOf, inStructures, ofKind, sums } from '../figures/plain-figures.ts';
import { spansYears } from '../figures/years.ts';
import { recogniseChange } from '../follow/change-between.ts';
import { recogniseEditOfTold } from '../follow/edit-told.ts';
import { recogniseFiguresShown } from '../follow/figures-shown.ts';
import {
  asksOnly,
  isBareOrder,
  isBarePlace,
  leansOn,
  recogniseCorrection,
  recogniseDeed,
  recogniseEdit,
  recogniseSeveral,
  recogniseShareOfShown,
  recogniseWhy,
} from '../follow/follow.ts';
import { FOLLOWS, OF_THESE } from '../follow/goes-on.ts';
import { withPointed } from '../follow/pointed.ts';
import { startsAnew } from '../follow/starts-anew.ts';
import { recogniseTermsTold } from '../follow/terms-told.ts';
import { compose, withVerb } from '../grammar/compose.ts';
import type { Aspect } from '../knowledge/law.ts';
import { findPhrases, longestMatches, type Match } from '../language/phrases.ts';
import { contentKeys, type Token } from '../language/tokens.ts';
import {
  recogniseLaw,
  recogniseRuled,
  recogniseSought,
  recogniseStatements,
  recogniseUnruled,
  recogniseWhatMayBe,
} from '../lookups/index.ts';
import { unheldNumber } from '../parts/read-parts.ts';
import { isList, type Query, type QueryOf } from '../query.ts';
import { recogniseActs } from '../relations/acts.ts';
import { recognisePhaseRows } from '../relations/phase.ts';
import { questionIn } from '../talk/letters.ts';
import { recogniseTalk } from '../talk/recognise-talk.ts';
import { undeclaredBy } from '../undeclared.ts';
import { recogniseWeights } from '../weights/read-weights.ts';
import { compete } from './compete.ts';
import { recogniseComposed } from './composed.ts';
import { recogniseDueDays } from './due-days.ts';
import { ofEachLine } from './each-line.ts';
import { recogniseTables, saysRow, speaksOfTables } from './facts.ts';
import { continuesFact, namesOwnerWithoutRow, recogniseFollowFacts } from './follow-facts.ts';
import { recogniseUses } from './guide-uses.ts';
import { eachHalf } from './halves.ts';
import { recogniseItemFacts } from './item-facts.ts';
import { isElliptic, itemQuery } from './items.ts';
import { asksWhatAnOrganDid, asksWhatWasDone, does, judgesPerson, recogniseLimits } from './limits.ts';
import { recogniseNamesakes } from './namesakes.ts';
import { recognisePhase } from './next-phase.ts';
import { looseNoun } from './nouns.ts';
import { ofThoseShown } from './of-those-shown.ts';
import { ask, type Context, type Lens, OF_WHAT, type Outcome, refuse } from './outcome.ts';
import { recogniseOwnUpdate } from './own-update.ts';
import { recogniseInTexts, recognisePassages } from './passages.ts';
import { recognisePercentMeaning } from './percent-meaning.ts';
import { recogniseParts } from './plan-parts.ts';
import { speaks, withoutProse } from './prose.ts';
import { asksForItem, asksWhatIsDone, look, READERS } from './readers.ts';
import { lacksSubject, type Reading, readTokens } from './reading.ts';
import { recogniseOrigin, recogniseRemarks } from './remarks.ts';
import { expandMeasures } from './said-measures.ts';
import { recogniseSmallTalk } from './small-talk.ts';
import { takeUp } from './take-up.ts';
import { recogniseEquation, recogniseNamedTerm } from './terms.ts';
import { findTopic } from './topic.ts';
import { withoutUntilNow } from './until-now.ts';
import { recogniseUsLeftOut } from './us-left-out.ts';

/** «Quanto è grande il verde urbano?»: its extent is asked, and none of the rows that bear the word. */
const LARGE = /(^|[^\p{L}])quanto (è|e['’]|sono) grand[ei](?!\p{L})/iu;

/** «Sono più vecchi gli uomini o le donne?»: of people it is their mean age that is asked. */
const OLDER =
  /(?<!\p{L})sono (?:in media |mediamente )?più (?:(vecchi[e]?|anzian[ie])|giovani)(?= .{0,60}(?<!\p{L})(?:uomini|donne|maschi|femmine)(?!\p{L}))/iu;

/**
 * Turns a message into what it asks, in order: one outcome, or one for each of its questions. Pure: it looks at words,
 * never at figures, and runs nothing.
 * @param typed what the user wrote
 */
export function understand(said: string, context: Omit<Context, 'reading'>): readonly Outcome[] {
  const typed = said
    .replace(LARGE, '$1quanto $2 esteso')
    .replace(OLDER, (_said, old?: string) => `hanno l’età media più ${old === undefined ? 'bassa' : 'alta'}`);
  const { lens, vocabulary, conversation } = context;
  const stated = withoutReason(typed);
  const weights = lens === null || lens === 'items' ? recogniseWeights(stated.question, context) : null;
  if (weights)
    return stated.reason === null ? [weights] : leavingOut(stated.reason, [weights], vocabulary, context.cut);
  const asking = lens === null ? questionIn(typed, context.cut) : typed;
  if (asking === null) return [ask({ type: 'about', topic: 'no_question' })];
  if (asking !== typed) return understand(asking, context).map(assumed);
  const main = lens === null ? withoutProse(typed, vocabulary, context.cut) : null;
  if (main && main.question !== typed) return withIgnored(understand(main.question, context), main.ignored);
  const untilNow = lens === null ? withoutUntilNow(typed, vocabulary, context.cut) : typed;
  if (untilNow !== typed) return understand(untilNow, context);
  const lines = lens === null ? ofEachLine(typed, context, understand) : null;
  if (lines) return lines;
  const talk = lens === null ? (recogniseTalk(typed, context) ?? recogniseNamedTerm(typed, context)) : null;
  // «No, intendevo il Servizio Ambiente»: none of whom one speaks to.
  if (talk) return [recogniseCorrection(typed, context) ?? recogniseWhy(typed, context) ?? talk];
  const pointed = lens === null ? withPointed(typed, context) : typed;
  if (pointed === 'unclear') return [OF_WHAT];
  if (pointed !== typed) return understand(pointed, context).map(assumed);
  // «Che percentuale è?», after what was not understood: nothing that was taken up says of what.
  if (lens === null && conversation?.unanswered != null && isBareShare(typed, context)) return [OF_WHAT];
  const taken = takeUp(typed, context, understand);
  if (taken) return taken;
  const { question, reason } = withoutReason(typed);
  if (lens === null && reason !== null)
    return leavingOut(reason, understand(question, context), vocabulary, context.cut);
  const withoutUs = lens === null ? recogniseUsLeftOut(typed, context, understand) : null;
  if (withoutUs) return withoutUs;
  const doubtful = vocabulary.chosen ? null : recogniseNamesakes(typed, context, understand);
  if (doubtful) return [doubtful];
  const outcomes =
    lens === null
      ? withoutFigures(typed, context, ofThoseShown(typed, context, understandMessage(typed, context)))
      : understandCommand(typed, { ...context, lens });
  const answered = allWanted(
    typed,
    eachHalf(typed, settled(typed, outcomes, context), context, understand),
    context,
  );
  const aspects = (): readonly Match<Aspect>[] => findPhrases(vocabulary.law.aspects, context.cut(typed));
  const inTexts = recogniseInTexts(typed, answered, context);
  // «Si possono usare i droni?»: what may be done no text of an item says.
  if (inTexts && !aspects().some(({ meaning, from }) => meaning === 'may' && from === 0)) return [inTexts];
  const ofItems = lens === null ? itemsSpokenOf(typed, answered, context) : null;
  if (ofItems) return ofItems;
  if (lens !== null || !answered.every(isUnread)) return answered;
  const unread = { ...context, reading: readTokens(vocabulary, context.cut(typed)) };
  // What follows of what is done is the law's to say, though a sentence of the document has the words.
  const isOfLaw =
    answered.some((one) => one.type === 'query' && one.query.type === 'rule') &&
    aspects().some(({ meaning }) => meaning === 'consequence');
  const sought =
    (isOfLaw ? null : soughtIn(unread)) ??
    (answered.every(isNothing) ? recogniseUnruled(unread, typed) : null);
  return sought ? [sought] : answered;
}

/** Nothing was made of it, no rule says it, or it is of persons: it is looked for in what the document tells in words. */
function isUnread(outcome: Outcome): boolean {
  if (outcome.type === 'query') return outcome.query.type === 'rule' && outcome.query.rule === null;
  return outcome.type === 'refusal' ? UNREAD.has(outcome.refusal.reason) : outcome.what === 'subject';
}

const UNREAD: ReadonlySet<string> = new Set(['nothing_found', 'off_topic', 'no_reason']);

/** "Che cosa dice la relazione sulla bicipolitana?": what there is on it among the items. */
function itemsSpokenOf(
  text: string,
  [only]: readonly Outcome[],
  context: Omit<Context, 'reading'>,
): readonly Outcome[] | null {
  const tokens = context.cut(text);
  const speaks = ['says', 'document'].every((role) =>
    tokens.some((token) => does(context.vocabulary, role, token)),
  );
  const foreign = only?.type === 'clarification' && speaks ? (only.unused ?? []) : [];
  const unread = foreign.filter((one) => !does(context.vocabulary, 'document', { text: one })).join(' ');
  const said = only?.type === 'refusal' && only.refusal.reason === 'unspoken' ? only.refusal.said : unread;
  const found = said === '' ? [] : understand(said, { ...context, lens: 'items' });
  return found.length > 0 && found.every((one) => isRead(one) && OF_ITEMS.has(one.query.type))
    ? found.map(assumed)
    : null;
}

const OF_ITEMS: ReadonlySet<Query['type']> = new Set<Query['type']>(['item', 'figures', 'structure']);

const isNothing = ({ type }: Outcome): boolean => type !== 'query';

/** "E perché?", "con che atto è stata approvata?": of what, nothing says. */
const soughtIn = (context: Context): Outcome | null =>
  lacksSubject(context.reading) ? null : recogniseSought(context);

/** What was told beside the question is said to be left out. */
const withIgnored = (outcomes: readonly Outcome[], ignored: readonly string[]): readonly Outcome[] =>
  ignored.length === 0
    ? outcomes
    : outcomes.map((one, at) =>
        at === 0 && one.type === 'query' ? { ...one, ignored: [...(one.ignored ?? []), ...ignored] } : one,
      );

/** Only a part of the message was read: the answer says what it considered. */
const assumed = (outcome: Outcome): Outcome =>
  outcome.type === 'query' ? { ...outcome, assumed: true } : outcome;

function understandMessage(text: string, asked: Omit<Context, 'reading'>): readonly Outcome[] {
  const passage = recognisePassages(text, asked);
  if (passage) return [passage];
  const isAdrift = leansOnNothing(text, asked);
  const alone = isAdrift ? recogniseComposed(text, asked) : null;
  if (alone) return alone;
  const ofPhase = isAdrift ? recognisePhaseRows(text, asked) : null;
  if (ofPhase) return [ofPhase];
  if (isAdrift) return [OF_WHAT];
  const part = recogniseShareOfShown(text, asked);
  if (part) return [part];
  const pair =
    recogniseFiguresShown(text, asked) ?? recogniseTermsTold(text, asked) ?? recogniseChange(text, asked);
  if (pair) return [pair];
  const { query } = asked.conversation ?? {};
  if (query?.type === 'fact' && FOLLOWS.test(text)) {
    const reading = readTokens(asked.vocabulary, asked.cut(text));
    if (namesOwnerWithoutRow({ ...asked, reading }, query)) return [OF_WHAT];
  }
  const told = recogniseEditOfTold(text, asked);
  if (told) return [ruledByLaw(text, asked) ?? told];
  const context = startsAnew(text, asked.vocabulary, asked.cut) ? { ...asked, conversation: null } : asked;
  const { lens } = context;
  const next =
    lens === null ? (recognisePhase(text, context) ?? recognisePercentMeaning(text, context)) : null;
  if (next) return [next];
  const mayBe =
    lens === null
      ? recogniseWhatMayBe({ ...context, reading: readTokens(context.vocabulary, context.cut(text)) })
      : null;
  if (mayBe) return [mayBe];
  const unheld = unheldNumber(context.cut(text), context.vocabulary);
  const ofTable = unheld ? readTables(text, context) : null;
  if (ofTable?.[0]?.type === 'query') return ofTable;
  const isUndeclaredField = unheld?.declaresOthers === false;
  if (isUndeclaredField && !unheld.isTitled)
    return [{ type: 'clarification', what: 'subject', choices: [], unused: [unheld.said] }];
  const ownRow = recogniseItemFacts(text, context);
  if (ownRow) return [ownRow];
  const parts = isUndeclaredField ? null : recogniseParts(text, context);
  const composed = recogniseComposed(text, context);
  const figures = parts && isOfMissingYear(parts, context.vocabulary) ? readTables(text, context) : null;
  if (figures && isFigure(figures)) return figures;
  if (parts && (isOfRows(parts) || !(composed && asksSeveral(composed)))) return [parts];
  const corrected = composed === null ? recogniseCorrection(text, context) : null;
  if (corrected) return [corrected];
  const ofSeveral = composed === null ? recogniseSeveral(text, context) : null;
  if (ofSeveral) return [ofSeveral];
  const ofOrgan = asksWhatAnOrganDid({
    ...context,
    reading: readTokens(context.vocabulary, context.cut(text)),
  });
  const whole = (ofOrgan ? null : recognisePhaseRows(text, context)) ?? recogniseActs(text, context);
  if (whole)
    return [
      ruledByLaw(text, context) ?? (asksNoFigure(text, context) ? toldInWords(text, context) : null) ?? whole,
    ];
  const due =
    lens === null ? recogniseDueDays(text, context, (rest) => understandMessage(rest, context)) : null;
  if (due) return [due];
  const deed = recogniseDeed(text, context, composed !== null);
  if (deed) return [deed];
  const first =
    composed === null ||
    speaksOfTables(text, context) ||
    isUndeclared(composed, context.vocabulary) ||
    (composed.every((one) => one.type === 'query' && namesItems(one.query)) && saysRow(text, context));
  const tables = first ? readTables(text, context) : null;
  // «Quanti soldi sono andati al piedibus?», where no plan has amounts: no more than a table tells is asked of it.
  if (composed && !(isFigure(tables) && isFigure(settled(text, tables ?? [], context)))) {
    const told =
      lens !== null
        ? null
        : ((asksNoFigure(text, context) ? toldInWords(text, context) : null) ??
          (listsTopic(composed) ? toldInWords(text, context) : null) ??
          ruledByLaw(text, context));
    return told ? [told] : composed;
  }
  if (tables) return tables;
  const edit = recogniseEdit(text, context);
  if (edit) return [edit];
  if (FOLLOWS.test(text) && context.conversation?.query != null && leansOn(text, context)) return [OF_WHAT];
  const plain = withOperators(text, understandPlainly(text, context), context);
  // «Quello con la scadenza più lontana»: one of those that were shown, and nothing that stands by itself.
  const isAnew = plain.every((one) => one.type === 'query' && !one.assumed);
  return isAnew && pointsAtShown(text, context) ? [OF_WHAT] : plain;
}

/** «Quello con …», «quelle che …», after an answer. */
const pointsAtShown = (text: string, { vocabulary, conversation, cut }: Omit<Context, 'reading'>): boolean =>
  conversation?.query != null &&
  compose(text, vocabulary, cut).pieces.find(({ cat }) => cat !== 'and')?.cat === 'pronoun';

/**
 * Items that the words of a topic led to, or a time, and no more than how far they are: "gli effetti del covid sugli
 * obiettivi", "la popolazione nell'ultimo triennio", "le difficoltà nel raggiungere gli obiettivi".
 */
function listsTopic([first, ...more]: readonly Outcome[]): boolean {
  if (more.length > 0 || first?.type !== 'query') return false;
  const { query } = first;
  if (query.type !== 'figures') return query.type === 'item';
  const { select, columns, claim, having } = query;
  if (claim || having.length > 0 || columns.some(({ type }) => type !== 'fold')) return true;
  const named = select.some(({ type }) => type === 'items');
  if (isList(query))
    return (
      columns.length === 0 &&
      (named ||
        select.some((atom) => atom.type === 'span' || (atom.type === 'structure' && atom.level === 'unit')))
    );
  return (
    named &&
    query.order === null &&
    columns.every((one) => one.type === 'fold' && /^(items|attainment)$/.test(one.figure))
  );
}

/** What the document says of it in a listed way of asking, which tells more than the items on the topic. */
const toldInWords = (text: string, context: Omit<Context, 'reading'>): Outcome | null =>
  recogniseStatements({ ...context, reading: readTokens(context.vocabulary, context.cut(text)) });

/** "Da dove vengono le entrate degli obiettivi?", "a chi è stata trasmessa la sintesi?", "come …?": no figure or row says it. */
const asksNoFigure = (text: string, { cut, vocabulary }: Omit<Context, 'reading'>): boolean =>
  findPhrases(vocabulary.questionKinds, cut(text)).some(
    ({ from, meaning }) => from === 0 && NO_FIGURE.has(meaning),
  );

const NO_FIGURE: ReadonlySet<QuestionKind> = new Set<QuestionKind>(['where', 'whom', 'why', 'how', 'became']);

/** A rule of the law that answers it in full. */
const ruledByLaw = (text: string, context: Omit<Context, 'reading'>): Outcome | null =>
  recogniseRuled({ ...context, reading: readTokens(context.vocabulary, context.cut(text)) });

function readTables(text: string, context: Omit<Context, 'reading'>): readonly Outcome[] | null {
  // «Telelavoro e lavoro agile che differenza hanno?»: two terms, whatever figures bear their words.
  const whole = { ...context, reading: readTokens(context.vocabulary, context.cut(text)) };
  if (recogniseEquation(whole) !== null || asksWhatIsDone(context.vocabulary, whole.reading)) return null;
  return recogniseTables(
    text,
    context,
    (own) =>
      recogniseKnowledge(own) !== null || judgesPerson(own) || asksWhatWasDone(own) || asksForItem(own),
  );
}

/** «Quanto ha perso Massa dal 2016?»: a year of which there is no plan, and which a table may have. */
const isOfMissingYear = (outcome: Outcome, { index }: Context['vocabulary']): boolean =>
  outcome.type === 'query' &&
  outcome.query.type === 'parts' &&
  outcome.query.ask.of === 'years' &&
  outcome.query.ask.against !== null &&
  !index.years.has(outcome.query.ask.against);

/** Rows of a table of the plan's own; items that another structure has now, which no figure of structures tells. */
const isOfRows = (outcome: Outcome): boolean =>
  outcome.type === 'query' &&
  outcome.query.type === 'parts' &&
  (outcome.query.ask.of === 'rows' ||
    (outcome.query.ask.of === 'years' && outcome.query.ask.change === 'moved'));

/** Amounts that no item of the plan declares: its tables may. */
const isUndeclared = (outcomes: readonly Outcome[], { index }: Context['vocabulary']): boolean =>
  outcomes.some((one) => one.type === 'query' && undeclaredBy(index, one.query) !== null);

/** A figure that was found in a table, and nothing that is asked back. */
const isFigure = (outcomes: readonly Outcome[] | null): boolean =>
  outcomes?.every(({ type }) => type === 'query') === true;

/** What is told in words, of the law or of the product: whether something answers a question to the letter. */
const recogniseKnowledge = (context: Context): Outcome | null =>
  recogniseEquation(context) ??
  recogniseStatements(context) ??
  recogniseRemarks(context) ??
  recogniseOrigin(context) ??
  recogniseOwnUpdate(context) ??
  recogniseUses(context) ??
  recogniseLaw(context);

/**
 * Figures and days, however right, are no reason and no rule: what is asked with "perché" of no single item, and told nowhere,
 * is not known; nor is what the law says of their number.
 */
function withoutFigures(
  text: string,
  { cut, vocabulary }: Omit<Context, 'reading'>,
  outcomes: readonly Outcome[],
): readonly Outcome[] {
  const { law, questionKinds } = vocabulary;
  const tokens = cut(text);
  const isOfLaw = findPhrases(law.words, tokens).some(
    ({ from, meaning }) => meaning === 'law' || (meaning === 'law-opens' && from === 0),
  );
  // "Si può revocare un assessore?", "un dipendente può fare un altro lavoro?"
  const may = longestMatches(findPhrases(law.aspects, tokens)).find(({ meaning }) => meaning === 'may');
  const act = law.actOf(tokens[may?.to ?? -1]?.text ?? '');
  const isOfPerson = tokens.slice(0, may?.from).some((one) => does(vocabulary, 'person', one));
  // «Il monitoraggio si può saltare?»: how it stands is not what is asked.
  const done = tokens[may?.to ?? -1]?.text ?? '';
  const isDone =
    /re$/.test(done) &&
    !vocabulary.frame.asks.has(done) &&
    !does(vocabulary, 'shown', { text: done }) &&
    outcomes.every((one) => one.type === 'query' && one.query.type === 'monitoring');
  if (may !== undefined && isDone) return [refuse({ reason: 'no_rule', said: text })];
  const asksMay = may !== undefined && (isOfPerson || (may.from === 0 && act !== null && act !== 'vedere'));
  // By when, or what follows, a term of law tells.
  const asksTerm =
    tokens.some(({ text: word }) => isMonth(word)) ||
    findPhrases(law.aspects, tokens).some(({ meaning }) => OF_TERM.has(meaning));
  const tellsNone = ({ type }: Query): boolean => FIGURES.test(type) && (type !== 'date' || !asksTerm);
  // "Quanto dura un monitoraggio per legge?": no phase of the body's own is the law's.
  const isUntold = (one: Outcome): boolean =>
    one.type === 'query'
      ? tellsNone(one.query) || tellsOwnDays(one.query)
      : one.type === 'clarification' && one.choices.length === 0;
  // Nor is an item that bears a word of the question.
  const isGuess = (one: Outcome): boolean =>
    one.type === 'query' && one.query.type === 'item' && !tokens.some(({ type }) => type === 'number');
  if ((isOfLaw || asksMay) && outcomes.some((one) => isUntold(one) || isGuess(one)))
    return [refuse(asksMay ? { reason: 'no_rule', said: text } : { reason: 'no_rule' })];
  const said = tokens.map((token) => token.text);
  const asks = findPhrases(questionKinds, tokens);
  // «A che serve la bicipolitana?» asks what it is for, which is told; «cause pendenti» are no reason.
  const isPurpose = readTokens(vocabulary, tokens).concepts.has('attr:aim');
  const why =
    !isPurpose &&
    asks.some(
      ({ from, to, meaning }) =>
        meaning === 'why' && from === 0 && (to > 1 || /^(perche|why)$/.test(said[0] ?? '')),
    );
  const [only] = outcomes;
  // A doubt about figures, which their arithmetic answers.
  if (tokens.some((token) => does(vocabulary, 'adds up', token))) return outcomes;
  // "Quante frazioni ci sono, e perché?": the figure, and that it is not told why.
  const asksWhyToo = asks.some(
    ({ from, to, meaning }) => meaning === 'why' && to === tokens.length && said[from - 1] === 'e',
  );
  if (asksWhyToo) return outcomes.map(withoutWhy);
  if (!why || outcomes.length !== 1) return outcomes;
  // "Come mai 126 colleghi …?": a number of people, and of no item.
  if (only?.type === 'refusal' && only.refusal.reason === 'unknown_item' && only.refusal.kind === null)
    return [refuse({ reason: 'no_reason' })];
  if (only?.type === 'clarification' && only.what === 'subject') return [refuse({ reason: 'no_reason' })];
  if (only?.type !== 'query') return outcomes;
  if (only.query.type === 'item' && only.query.items.length === 1)
    return [{ ...only, query: wondered(only.query) }];
  // "Perché il Comune non ha incassato le azioni?": what several items bear words of is no reason.
  if (only.query.type === 'item' && !tokens.some(({ type }) => type === 'number'))
    return [refuse({ reason: 'no_reason' })];
  const isApproval = only.query.type === 'about' && only.query.topic === 'approval';
  const { query } = only;
  const countsStates = query.type === 'monitoring' && query.items.length === 0 && query.states.length > 0;
  // "Perché sono 71 e nell'elenco 69?": how they are counted says it.
  const namesNumbers = tokens.some(({ type, spelled }) => type === 'number' && !spelled);
  const tellsNoReason = countsStates || (NO_REASON.test(query.type) && !namesNumbers);
  if (!isApproval && !FIGURES.test(query.type) && !tellsNoReason) return outcomes;
  return [refuse({ reason: 'no_reason' })];
}

/** What is told in words says itself what it does not. */
const IN_WORDS = /^(statement|rule|remark|about|term|use|passage)$/;

const withoutWhy = (outcome: Outcome): Outcome => {
  if (outcome.type !== 'query' || IN_WORDS.test(outcome.query.type)) return outcome;
  return outcome.query.type === 'item' && outcome.query.items.length === 1
    ? { ...outcome, query: wondered(outcome.query) }
    : { ...outcome, ignored: [...(outcome.ignored ?? []), 'perché'] };
};

/** "Perché l'obiettivo 69 si è fermato a metà?": how far it is, and what the document notes of it. */
function wondered(query: QueryOf<'item'>): Query {
  const attributes = query.attributes.filter((one) => one !== 'state');
  const far = query.measures.length + attributes.length === 0;
  return { ...query, measures: far ? ['attainment'] : query.measures, attributes, reason: true };
}

const tellsOwnDays = (query: Query): boolean =>
  query.type === 'date' && !query.lawFirst && query.phases.length > 0;

const OF_TERM: ReadonlySet<Aspect> = new Set(['when', 'often', 'duration', 'since', 'consequence']);

const FIGURES = /^(fact|figures|date|acts)$/;
/** Nor do these tell why, however much they are about it. */
const NO_REASON = /^(monitoring|goal|structure)$/;

/** "Di questi quali finiscono nel 2025?", "che percentuale è?", where nothing was shown, or the question before had no answer. */
const leansOnNothing = (text: string, context: Omit<Context, 'reading'>): boolean =>
  (context.conversation?.unanswered != null && (isBareOrder(text, context) || asksOnly(text, context))) ||
  ((OF_THESE.test(text) || isBareShare(text, context) || isBarePlace(text, context)) &&
    (!context.conversation?.query || context.conversation.unanswered !== null));

/** «Che percentuale è?»: neither of what nor of which part. */
function isBareShare(text: string, { cut, vocabulary: { operations } }: Omit<Context, 'reading'>): boolean {
  const tokens = cut(withVerb(text));
  const does = ({ text: said }: Token, role: string): boolean => operations.get(role)?.has(said) === true;
  return (
    tokens.some((token) => does(token, 'part')) &&
    tokens.every(
      (token) =>
        token.light ||
        token.type === 'sign' ||
        ['part', 'amountsTo', 'which', 'much'].some((role) => does(token, role)) ||
        token.text === 'che',
    )
  );
}

/** Several figures, or one worked out of several: more than a single line of the budget says. */
const asksSeveral = ([first, ...more]: readonly Outcome[]): boolean => {
  if (more.length > 0 || first?.type !== 'query') return more.length > 0;
  const { query } = first;
  if (query.type !== 'figures') return false;
  const [column, ...others] = query.columns;
  return (
    others.length > 0 || column?.type === 'op' || (column?.type === 'fold' && /_rate$/.test(column.figure))
  );
};

function understandPlainly(text: string, context: Omit<Context, 'reading'>): readonly Outcome[] {
  const all = context.cut(text);
  const outcome = understandOne(all, context);
  return [isRead(outcome) ? outcome : (understandPart(all, context) ?? outcome)];
}

/** Something was made of all that it asks. */
const isRead = (outcome: Outcome): outcome is Extract<Outcome, { type: 'query' }> =>
  outcome.type === 'query' && outcome.isWide !== true;

/** What a command asks of whatever follows it, and the answers that are of another kind. */
const ASKED_BY: Readonly<
  Record<Lens, { readonly words: string; readonly others: readonly Query['type'][] }>
> = {
  items: { words: 'scheda', others: ['fact', 'term'] },
  costs: { words: 'quanto costa', others: ['fact', 'term', 'monitoring', 'goal', 'structure'] },
  deadlines: { words: 'quando scade', others: ['fact', 'term', 'monitoring', 'goal', 'structure'] },
};

/** "/costi nidi" asks for costs, whatever else there is about them; what it cannot be asked of is said. */
function understandCommand(
  text: string,
  context: Omit<Context, 'reading'> & { readonly lens: Lens },
): readonly Outcome[] {
  const { words, others } = ASKED_BY[context.lens];
  const answers = ([only, ...more]: readonly Outcome[]): boolean =>
    more.length > 0 || (only !== undefined && isRead(only) && !others.includes(only.query.type));
  const own = understandMessage(text, context);
  if (answers(own)) return own;
  const asked = understandMessage(`${words} ${text}`, context);
  if (answers(asked)) return asked;
  // «/costi nidi»: what items are about is found where a whole question asks for it.
  const question = understandMessage(`${words} ${text}`, { ...context, lens: null });
  if (answers(question)) return question;
  const [outcome] = own;
  const unclear =
    outcome?.type === 'clarification' ||
    (outcome?.type === 'refusal' && ['off_topic', 'nothing_found'].includes(outcome.refusal.reason));
  return unclear ? [refuse({ reason: 'argument', said: text, lens: context.lens })] : own;
}

/** A message longer than this is a letter: what it asks is somewhere in it, whatever else it tells. */
const LETTER_WORDS = 20;
/** A question in a letter takes at most so many of its parts, one after the other. */
const PARTS_TOGETHER = 3;

/**
 * The question inside a letter whose other words mean nothing to the plan: the last of its parts, or of few together,
 * that says both what it asks and of what. The answer says what was taken from it.
 */
function understandPart(all: readonly Token[], context: Omit<Context, 'reading'>): Outcome | null {
  const segments = segmentsOf(context.vocabulary, all);
  if (segments.length < 2 || segments.length > MOST_PARTS) return null;
  const isLetter = all.length >= LETTER_WORDS;
  for (let size = 1; size <= PARTS_TOGETHER; size++)
    for (let from = segments.length - size; from >= 0; from--) {
      const said = segments.slice(from, from + size).flat();
      const reading = readTokens(context.vocabulary, said);
      const rest = segments.filter((_one, at) => at < from || at >= from + size);
      if (!isLetter && !rest.every((one) => speaks(context.vocabulary, one))) continue;
      if (!asksSomething(reading)) continue;
      const outcome = understandOne(said, context);
      if (isRead(outcome) && (isComplete(reading) || namesItems(outcome.query)))
        return { ...outcome, assumed: true };
    }
  return null;
}

/** A longer text is read no further: it would cost too much. */
const MOST_PARTS = 16;

/** Cuts at the marks of a sentence, after «vorrei sapere», and before «che non ci sono più». */
function segmentsOf(
  { frame }: Context['vocabulary'],
  tokens: readonly Token[],
): readonly (readonly Token[])[] {
  const segments: Token[][] = [];
  for (const [at, token] of tokens.entries()) {
    const before = tokens[at - 1];
    const starts =
      !before ||
      token.pause ||
      token.clause !== before.clause ||
      (token.text === 'che' && tokens[at + 1]?.text === 'non') ||
      (frame.asks.has(before.text) && !frame.asks.has(token.text));
    if (starts) segments.push([]);
    segments.at(-1)?.push(token);
  }
  return segments;
}

/** Turns one question into a query, a clarification or a refusal. */
function understandOne(tokens: readonly Token[], context: Omit<Context, 'reading'>): Outcome {
  const reading = readRelevant(context.vocabulary, tokens);
  return decide({ ...context, reading }, tokens);
}

/** Reads the message; where one clause is a complete question, only that one (the last). */
function readRelevant(vocabulary: Context['vocabulary'], tokens: readonly Token[]): Reading {
  const clauses = [...new Set(tokens.map((token) => token.clause))];
  const whole = readTokens(vocabulary, tokens);
  // Several sentences are read together, unless one of them gives orders to the machine or there are very many.
  const suspicious = whole.concepts.has('noise:instruction') || clauses.length > 4;
  if (clauses.length < 2 || !suspicious) return whole;
  for (const clause of clauses.reverse().slice(0, 8)) {
    const reading = readTokens(
      vocabulary,
      tokens.filter((token) => token.clause === clause),
    );
    if (isComplete(reading)) return reading;
  }
  return whole;
}

/** It is about items that were named, by number or by what they are about. */
const namesItems = (query: Query): boolean =>
  query.type === 'item' || (query.type === 'figures' && query.select.some(({ type }) => type === 'items'));

const asksSomething = (reading: Reading): boolean =>
  reading.measures.length > 0 ||
  [...reading.concepts].some((concept) => /^(attr|ask|rank|mon|state|filter|kind):/.test(concept));

/** It says both what it asks and about what, and does not lean on another sentence. */
function isComplete(reading: Reading): boolean {
  if (isElliptic(reading)) return false;
  const about =
    reading.items.some((one) => one.items.length > 0 && (one.kind !== null || reading.measures.length > 0)) ||
    reading.structures.some((one) => one.strong) ||
    reading.goals.length > 0 ||
    (reading.kinds.length > 0 && reading.setLike);
  return asksSomething(reading) && about;
}

/** Concepts that cannot be part of an item's name: what is asked, and politeness. */
const ASKING = /^(noise|talk|ask|measure|follow|rank|op|group|plan|kind:(objective|process|indicator))/;

/**
 * Where all the words together are the very name of an item ("Servizi e interventi sociali"), none of them is an office
 * or a word for items in general.
 */
function withWholeName(context: Context): Context {
  const { reading, vocabulary } = context;
  const whole = reading.tokens.filter(
    (token, at) =>
      !token.light &&
      token.type === 'word' &&
      !reading.spans.some((span) => span.from <= at && span.to > at && ASKING.test(span.concept)),
  );
  if (whole.length <= reading.topic.length || whole.length < 2 || reading.items.length > 0) return context;
  if (!findTopic(vocabulary, reading, whole).titled) return context;
  const concepts = new Set([...reading.concepts].filter((concept) => ASKING.test(concept)));
  return { ...context, reading: { ...reading, topic: whole, structures: [], concepts } };
}

function decide(plain: Context, words: readonly Token[]): Outcome {
  const context = withWholeName(plain);
  const { reading, vocabulary } = context;
  const talk = recogniseSmallTalk(context);
  // "Come si usa Ricordamelo?" asks for help with one thing.
  if (talk) return (reading.concepts.has('talk:help') ? recogniseUses(context) : null) ?? talk;
  const seen = look(context);
  const { topic, facts } = seen;
  const best = compete(READERS, seen, saidBy(words, plain.reading, vocabulary), vocabulary);
  // "Mi ammalo, chi risponde?" is no question about a person, "liquidate nel 2020" none about another plan.
  if (best?.standing === 'listed' || best?.standing === 'told') return best.outcome;
  const limits = best && isOfPlans(best.outcome) ? null : recogniseLimits(context, facts, topic);
  if (limits) return limits;
  const goesOn = leans(context);
  const followed = goesOn || best === null ? recogniseFollowFacts(context) : null;
  if (followed) return followed;
  if (asksOfNothing(context)) return OF_WHAT;
  return best?.outcome ?? (goesOn ? OF_WHAT : nothing(context));
}

/** Whether a message goes on from what was asked before: it says so, or names nothing and asks for nothing that stands by itself. */
function leans(context: Context): boolean {
  const { conversation, reading } = context;
  if (conversation?.query == null) return false;
  const stands = [...reading.concepts].some((one) => /^(ask:(meaning|method|upcoming)|mon:|talk:)/.test(one));
  const namesNothing = lacksSubject(reading) && !stands && reading.unknownStructures.length === 0;
  return isElliptic(reading) || namesNothing || continuesFact(context);
}

/** It holds the plans of several years against each other: the year that it looks at besides is no other plan's. */
const isOfPlans = (outcome: Outcome): boolean =>
  outcome.type === 'query' && outcome.query.type === 'figures' && spansYears(outcome.query);

/** "Quando scade?", "chi è il responsabile?", with nothing said of what. */
const asksOfNothing = ({ reading, lens }: Context): boolean =>
  lens === null &&
  lacksSubject(reading) &&
  reading.measures.length + reading.years.length + reading.amounts.length === 0 &&
  ['attr:deadline', 'attr:responsible', 'attr:horizon'].some((one) => reading.concepts.has(one)) &&
  reading.spans.every(({ concept }) => /^(attr|noise|talk|follow|ask:(who|when))/.test(concept)) &&
  !reading.tokens.some(({ text }) => /^(cosa|scadenz[ae]|scadono|responsabili|deadlines|what)$/.test(text));

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

function nothing(context: Context): Outcome {
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
