import { firstSuccess } from '../domain/first-success.ts';
import { createCalendar } from '../domain/plan/index.ts';
import type { IsoDay, ItemRef, Plan } from '../domain/types.ts';
import { the } from '../words/articles.ts';
import { itemName } from '../words/kinds.ts';
import type { Language } from '../words/language.ts';
import { capital, listed } from '../words/sentences.ts';
import { asTyped } from './account/quoted.ts';
import type { Answer, Choice } from './answer.ts';
import type { Chart } from './chart/chart.ts';
import { chartOf } from './chart/chart-of.ts';
import { chartWishReader } from './chart/chart-wish.ts';
import { chartedQuery } from './chart/charted-query.ts';
import { type StandardChart, standardChartReader } from './chart/standard-charts.ts';
import { asSpans, chartOfWhat, standardChartsOf, wishedAlone } from './chart/wished.ts';
import { type Conversation, EARLIER_QUERIES } from './conversation.ts';
import { spansYears } from './figures/years.ts';
import { carriedTo } from './follow/carry.ts';
import { FOLLOWS } from './follow/goes-on.ts';
import { lower } from './grammar/lower.ts';
import { atOnce, gently, type InPieces } from './in-pieces.ts';
import { remember } from './knowledge/memo.ts';
import { withOfficeNames } from './knowledge/office-names.ts';
import { buildPlanIndex, type PlanIndex } from './knowledge/plan-index.ts';
import { remarksOf } from './knowledge/remarks.ts';
import { atTier, tierSaid } from './knowledge/tiers.ts';
import {
  type Everyday,
  everydayInPieces,
  type Vocabulary,
  vocabularyInPieces,
} from './knowledge/vocabulary.ts';
import { cleanMessage } from './language/clean.ts';
import { isEnglish } from './language/detect.ts';
import { inItalian } from './language/english.ts';
import { inPresent } from './language/past.ts';
import { isSpelled } from './language/spelling.ts';
import { createCut } from './language/tokens.ts';
import { doubtfulAmount, withEnglishThousands } from './language/typed-numbers.ts';
import { liveForReader } from './live-for-reader.ts';
import { phraseRefusal } from './phrase/about.ts';
import { describeQuery } from './phrase/describe.ts';
import { type Draft, say } from './phrase/draft.ts';
import { joinAnswers } from './phrase/join-answers.ts';
import { paidForSettled } from './phrase/paid.ts';
import { phrase } from './phrase/phrase.ts';
import { planWords } from './phrase/plan-words.ts';
import { tidied } from './phrase/tidy.ts';
import type { Words } from './phrase/words.ts';
import { type Live, NO_LIVE } from './ports.ts';
import { groupsUnits, type Query } from './query.ts';
import { run } from './run/run.ts';
import { soFar } from './run/so-far.ts';
import { remarkedAmounts, undeclaredBy } from './undeclared.ts';
import { type Asker, ask, type Lens, type Outcome, refuse } from './understand/outcome.ts';
import { planYearsNamed, withYearNamed, yearSpokenOf } from './understand/plan-year.ts';
import { readTokens } from './understand/reading.ts';
import { withBothYears, withYearNumbers } from './understand/relative-years.ts';
import { remembering } from './understand/remembering.ts';
import { understand } from './understand/understand.ts';

export type { Live } from './ports.ts';
export type { Asker, Lens } from './understand/outcome.ts';

/** An answer and what the thread has to remember for the next question. */
export interface Reply {
  readonly answer: Answer;
  readonly conversation: Conversation;
  /** The question was not placed: somebody else (a model) may try. */
  readonly unsure: boolean;
}

/** Questions of one message that are answered. */
const MOST_QUESTIONS = 5;

/** Who asks, where, and when. */
export interface Turn {
  readonly conversation: Conversation | null;
  readonly asker: Asker | null;
  /** Only what is published is told: nothing of how an open phase goes. */
  readonly published?: boolean;
  readonly now: Date;
  readonly lens?: Lens;
  readonly language?: Language;
  /** Year of the plan that a ready query is of; else the one that was being talked about. */
  readonly year?: number | undefined;
  /** The question, as it was typed. */
  readonly asked?: string;
  /** The answer is to be drawn too. */
  readonly drawn?: boolean;
}

export interface Engine {
  /** Answers a question in everyday Italian, or English. */
  ask(input: Turn & { readonly question: string }): Promise<Reply>;
  /** Answers a ready query: buttons, "Forse intendevi". */
  answer(query: Query, turn: Turn): Promise<Reply>;
  /**
   * The figures of a query as a picture, out of what whoever asks may read; null where there is nothing to be seen.
   * @param year of the plan that the query is about
   */
  chart(query: Query, year: number, turn: Omit<Turn, 'conversation'>): Promise<Chart | null>;
  /** The query of each standard picture that the current plan has something for. */
  readonly standardCharts: ReadonlyMap<StandardChart, Query>;
  /** Whether a message asks for a picture. */
  readonly wantsChart: (text: string) => boolean;
  /** What the engine knows of the current plan. */
  readonly vocabulary: Vocabulary;
}

interface Book {
  readonly live: Live;
  readonly index: PlanIndex;
  /** Made for the first who needs it: former years are seldom asked about. */
  readonly vocabulary: () => Promise<Vocabulary>;
  readonly dayOf: (instant: Date) => IsoDay;
  readonly understand: typeof understand;
}

/**
 * Makes an engine over one or more plans of a body.
 * @param plans questions that name no year are about the first
 * @param liveOf the live side of each plan's year
 * @param everyday gives what engines share; it is read anew where it is left out
 * @throws when there is no plan
 */
export const createEngine = (
  plans: readonly Plan[],
  liveOf: (year: number) => Live,
  everyday?: () => InPieces<Everyday>,
): Engine => atOnce(engineInPieces(plans, liveOf, everyday));

/**
 * The same, while everything else goes on: the work is done a little at a time.
 * @param pause lets what came in meanwhile have its turn
 */
export const prepareEngine = (
  plans: readonly Plan[],
  liveOf: (year: number) => Live,
  pause: () => Promise<void>,
  everyday?: () => InPieces<Everyday>,
): Promise<Engine> => gently(engineInPieces(plans, liveOf, everyday, pause), pause);

function* engineInPieces(
  plans: readonly Plan[],
  liveOf: (year: number) => Live,
  readEveryday: () => InPieces<Everyday> = everydayInPieces,
  pause: () => Promise<void> = () => Promise.resolve(),
): InPieces<Engine> {
  const everyday = yield* readEveryday();
  yield;
  const readWish = chartWishReader();
  const readStandard = standardChartReader();
  const years = new Map<number, PlanIndex>();
  const books: Book[] = [];
  for (const plan of plans) {
    yield;
    const index = buildPlanIndex(withOfficeNames(plan, everyday.files.offices), everyday.guide, years);
    years.set(plan.head.year, index);
    books.push({
      index,
      vocabulary: firstSuccess(() => gently(vocabularyInPieces(index, everyday), pause)),
      dayOf: createCalendar(plan.head).dayOf,
      live: liveOf(plan.head.year),
      understand: remembering(understand),
    });
  }
  const [current] = books;
  if (!current) throw new Error('createEngine needs at least one plan');
  const vocabulary = yield* vocabularyInPieces(current.index, everyday);
  const vocabularyOf = (book: Book) => (book === current ? vocabulary : book.vocabulary());
  return {
    vocabulary,
    standardCharts: standardChartsOf(current.index),
    wantsChart: (text) => readWish(cleanMessage(text)) !== null,
    async chart(query, year, turn) {
      const book = bookOf(books, year);
      if (!book) return null;
      const words = planWords(book.index, turn.language ?? 'it');
      return (await drawnForReader(book, words, query, { ...turn, conversation: null })).chart();
    },
    async ask({ question: typed, ...asked }) {
      const clean = cleanMessage(typed);
      const wish = readWish(clean);
      const cleaned = inPresent(wish?.question ?? clean, vocabulary.past, (word) =>
        isSpelled(vocabulary.spelling, word),
      );
      const cut = createCut(vocabulary.lightCodes);
      const english = isEnglish(vocabulary.languages, cut(cleaned));
      const translated = english ? inItalian(withEnglishThousands(cleaned), vocabulary.english) : null;
      const numbered = translated?.text ?? cleaned;
      const imported = books.map(({ index }) => index.plan.head.year);
      const { conversation } = asked;
      const goneOn =
        conversation?.query && FOLLOWS.test(numbered)
          ? withYearNamed(
              numbered,
              yearSpokenOf(conversation, bookOf(books, conversation.year)?.index.plan.facts ?? []),
            )
          : numbered;
      const question = withYearNumbers(
        withBothYears(goneOn, imported),
        current.index.plan.head.year,
        current.dayOf(asked.now),
      );
      const named = planYearsNamed(question, imported);
      const understoodIn = async (year: number | undefined, question: string) => {
        const book = bookOf(books, year) ?? current;
        const words = await vocabularyOf(book);
        const readWith = (conversation: Conversation | null) =>
          (wish &&
            wishedAlone(book.index, question, wish, conversation, readStandard, () =>
              readTokens(words, cut(question)),
            )) ??
          withoutWords(typed, question, asked) ??
          book.understand(question, {
            vocabulary: words,
            conversation,
            asker: asked.asker,
            today: book.dayOf(asked.now),
            lens: asked.lens ?? null,
            cut,
          });
        const { conversation, outcomes } = goingOn(
          book.index,
          stillMeant(book, asked.conversation),
          readWith,
        );
        return { book, turn: { ...asked, conversation, drawn: wish !== null }, outcomes };
      };
      // What holds several years side by side names its rows as the newest of them does.
      const together = named.length > 1 ? await understoodIn(Math.max(...named), question) : null;
      const second = secondOf(question, named);
      const { book, turn, outcomes } =
        together?.outcomes.some(isOfYears) === true
          ? together
          : await understoodIn(
              named[0] ?? asked.conversation?.year,
              second === null ? question : second.alone,
            );
      const language = turn.language ?? (english ? 'en' : 'it');
      const meant = (wish?.spans === true ? outcomes.map(asSpans) : outcomes).map((outcome) =>
        withTier(
          asTyped(question, outcome, translated?.asTyped),
          book.index,
          question,
          turn.conversation?.query ?? null,
        ),
      );
      const beforeEnd = asked.published === true ? meant : await withSoFar(book, meant, asked.now);
      const given = await replyInOrder(book, beforeEnd, { ...turn, asked: question }, language);
      const queries = meant.flatMap((one) => (one.type === 'query' ? [one.query] : []));
      const paid = paidForSettled(book.index, question, queries, language);
      const told = paid === null ? given : withNote(given, paid);
      if (named.length < 2 || outcomes.some(isOfYears)) return told;
      const [outcome, ...others] = meant;
      const beside = others.length === 0 ? bookOf(books, second?.year) : undefined;
      if (!beside || outcome?.type !== 'query') return withNote(told, oneYearOnly(language, named));
      const own = {
        query: outcome.query,
        earlier: [],
        items: [],
        unanswered: null,
        year: book.index.plan.head.year,
      };
      const there = carriedTo(beside.index, own)?.asked;
      const same: Outcome =
        there?.conversation.query && there.lost.length === 0
          ? { ...outcome, query: there.conversation.query, alternatives: [] }
          : refuse({ reason: 'not_carried', items: there?.lost ?? [], year: own.year });
      const { answer } = await reply(beside, same, { ...turn, asked: question }, language);
      return { ...told, answer: joinAnswers([told.answer, answer]) };
    },
    answer(query, turn) {
      const { conversation } = turn;
      const book = bookOf(books, turn.year ?? conversation?.year) ?? current;
      const carried = conversation && carriedTo(book.index, conversation)?.asked;
      return reply(
        book,
        { type: 'query', query, assumed: false, alternatives: [] },
        { ...turn, conversation: carried?.lost.length === 0 ? carried.conversation : null },
        turn.language ?? 'it',
      );
    },
  };
}

/** While a phase is open, what was reported so far comes before the result of the report, which a plan without one does not have. */
async function withSoFar(
  { live, index, dayOf }: Book,
  outcomes: readonly Outcome[],
  now: Date,
): Promise<readonly Outcome[]> {
  const all = await Promise.all(
    outcomes.map(async (one) => {
      const reported =
        one.type === 'query' && one.query.type === 'figures'
          ? await soFar(one.query, live, dayOf(now))
          : null;
      if (reported === null) return [one];
      return undeclaredIn(index, one) === null ? [ask(reported), one] : [ask(reported)];
    }),
  );
  return all.flat();
}

const tierOf = (query: Query): string | undefined =>
  'tier' in query ? (query.tier ?? undefined) : undefined;

/** A question that groups by units means one of their ranks: the one it names, else the one that was meant before. */
function withTier(outcome: Outcome, index: PlanIndex, question: string, before: Query | null): Outcome {
  if (outcome.type !== 'query') return outcome;
  const { query } = outcome;
  if (!groupsUnits(query)) return outcome;
  const tier = tierSaid(index, question) ?? tierOf(query) ?? (before === null ? undefined : tierOf(before));
  return tier === undefined ? outcome : { ...outcome, query: { ...query, tier } };
}

/** An emoji or an address alone; an amount that may be two. */
function withoutWords(typed: string, question: string, { lens }: Turn): readonly Outcome[] | null {
  const doubtful = doubtfulAmount(question);
  if (doubtful !== null) return [refuse({ reason: 'doubtful_amount', said: doubtful })];
  if (question !== '' || typed.trim() === '' || lens !== undefined) return null;
  return [ask({ type: 'about', topic: /:\/\/|www\./i.test(typed) ? 'link' : 'wordless' })];
}

/** It puts the plans of several years side by side. */
const isOfYears = (outcome: Outcome): boolean =>
  outcome.type === 'query' &&
  ((outcome.query.type === 'figures' && spansYears(outcome.query)) ||
    (outcome.query.type === 'parts' && outcome.query.ask.of === 'years'));

const bookOf = (books: readonly Book[], year: number | undefined): Book | undefined =>
  books.find(({ index }) => index.plan.head.year === year);

/** «Nel 2025 e quanto nel 2026?»: the same is asked of both years: the second of them, and what is asked of the first alone. */
function secondOf(
  question: string,
  [first, second, ...more]: readonly number[],
): { readonly year: number; readonly alone: string } | null {
  if (first === undefined || second === undefined || more.length > 0) return null;
  return BOTH_ASKED.test(question)
    ? { year: second, alone: question.replace(BOTH_ASKED, String(first)) }
    : null;
}

const BOTH_ASKED =
  /(?<!\b(?:tra|fra)\s(?:il\s)?)\b20\d\d\s*,?\s+ed?\s+(?:(?:quant[oaie]|qual(?:[ei]|\s+è)?|chi)\s+)?(?:(?:nel|del|per il|in)\s+)?(?:piano\s+)?20\d\d\b/iu;

/** A remark that the plan no longer carries: as if nothing were remembered. */
function stillMeant({ index }: Book, conversation: Conversation | null): Conversation | null {
  const { query } = conversation ?? {};
  if (query?.type !== 'remark') return conversation;
  const { byCode } = remarksOf(index);
  return query.remarks.every((code) => byCode.has(code)) ? conversation : null;
}

/**
 * What a question is that may go on from talk of another year's plan. Where it goes on from an item that this plan has not,
 * it is about nobody, and the talk stays where it was.
 */
function goingOn(
  index: PlanIndex,
  before: Conversation | null,
  readWith: (conversation: Conversation | null) => readonly Outcome[],
): { readonly conversation: Conversation | null; readonly outcomes: readonly Outcome[] } {
  const carried = before && carriedTo(index, before);
  if (!carried) return { conversation: null, outcomes: readWith(null) };
  const { asked, shown } = carried;
  const outcomes = readWith(asked.conversation);
  if (asked.lost.length === 0 && (shown === asked || outcomes.some(repeats(asked.conversation.query))))
    return { conversation: asked.conversation, outcomes };
  const ofShown = readWith(shown.conversation);
  if (shown.lost.length === 0) return { conversation: shown.conversation, outcomes: ofShown };
  const alone = readWith(null);
  return JSON.stringify(alone) === JSON.stringify(ofShown)
    ? { conversation: null, outcomes: alone }
    : {
        conversation: before,
        outcomes: [refuse({ reason: 'not_carried', items: shown.lost, year: before.year })],
      };
}

/** The same once more, or another choice of the same sort. */
const repeats =
  (before: Query | null) =>
  (outcome: Outcome): boolean =>
    outcome.type === 'query' &&
    (JSON.stringify(outcome.query) === JSON.stringify(before) ||
      (outcome.query.type === 'figures' && outcome.query.order !== null));

/** Numbers of one plan mean other things in the next: two years are never put together. */
function oneYearOnly(language: Language, [first, ...others]: readonly number[]): string {
  const list = others.join(', ');
  return language === 'en'
    ? `This is about ${first}: for ${list}, ask again naming the year.`
    : `Rispondo sul piano ${first}: per ${the(list)} chiedimelo a parte, con l’anno.`;
}

const withNote = ({ answer, ...rest }: Reply, note: string): Reply => ({
  ...rest,
  answer: { ...answer, notes: [...answer.notes, note] },
});

/** Answers each question of a message; the next one goes on from the last. */
async function replyInOrder(
  book: Book,
  outcomes: readonly Outcome[],
  turn: Turn,
  language: Language,
): Promise<Reply> {
  const [only, ...more] = outcomes;
  if (only && more.length === 0) return reply(book, only, turn, language);
  const replies: Reply[] = [];
  for (const outcome of outcomes.slice(0, MOST_QUESTIONS)) {
    const conversation = replies.at(-1)?.conversation ?? turn.conversation;
    replies.push(await reply(book, outcome, { ...turn, conversation }, language));
  }
  const [first, ...others] = replies;
  const last = others.at(-1);
  if (!first || !last) return first as Reply;
  const answer = joinAnswers(replies.map((one) => one.answer));
  const joined = { ...last, answer, unsure: false };
  return outcomes.length > MOST_QUESTIONS ? withNote(joined, askTheRest(language)) : joined;
}

const askTheRest = (language: Language): string =>
  language === 'en'
    ? `I answered the first ${MOST_QUESTIONS} questions: please ask the others again.`
    : `Ho risposto alle prime ${MOST_QUESTIONS} domande: le altre chiedimele di nuovo.`;

/** What the plan says of no item, of all that is asked, or that may be meant where something is asked back: no words would help. */
function undeclaredIn(index: PlanIndex, outcome: Outcome): ReturnType<typeof undeclaredBy> {
  if (outcome.type === 'refusal') return null;
  const meant = outcome.type === 'query' ? [outcome.query] : outcome.choices;
  const [first = null, ...others] = meant.map((query) => undeclaredBy(index, query));
  return others.every((one) => one === first) ? first : null;
}

async function reply(told: Book, understood: Outcome, turn: Turn, language: Language): Promise<Reply> {
  const undeclared = undeclaredIn(told.index, understood);
  const remarked =
    undeclared === 'money' && understood.type === 'query'
      ? remarkedAmounts(told.index, understood.query)
      : null;
  const outcome =
    remarked !== null
      ? ask(remarked)
      : undeclared === null
        ? understood
        : refuse({ reason: 'undeclared', what: undeclared });
  const book =
    outcome.type === 'query' ? { ...told, index: atTier(told.index, tierOf(outcome.query)) } : told;
  const { index } = book;
  const words = planWords(index, language);
  const before = turn.conversation;
  const year = index.plan.head.year;
  const known: Conversation = before ?? { query: null, earlier: [], items: [], unanswered: null, year };
  const keep = { ...known, unanswered: turn.asked ?? null };
  if (outcome.type === 'refusal')
    return {
      answer: finish(phraseRefusal({ index, words }, outcome.refusal), null, null, language, []),
      conversation: keep,
      // Nothing was recognised: it may be off topic, or said in words that the engine does not know.
      unsure: ['nothing_found', 'off_topic'].includes(outcome.refusal.reason),
    };
  if (outcome.type === 'clarification') {
    const unused = (outcome.unused ?? []).map((one) => `«${one}»`).join(', ');
    const partly = say(
      words,
      `Non ho capito che cosa fare di ${unused}: senza, risponderei ad altro. Me lo chiedi con altre parole?`,
      `I did not understand what to do with ${unused}: without it I would answer something else. Could you put it another way?`,
    );
    const unknown = say(
      words,
      `Non so che cosa intendi con ${unused}. Me lo chiedi con altre parole?`,
      `I do not know what you mean by ${unused}. Could you put it another way?`,
    );
    const many = say(
      words,
      'Più strutture hanno questo nome: quale intendi?',
      'Several structures bear that name: which do you mean?',
    );
    const headline =
      unused !== ''
        ? outcome.what === 'word'
          ? unknown
          : partly
        : outcome.what === 'structure'
          ? many
          : outcome.what === 'chart'
            ? chartOfWhat(index, words)
            : say(
                words,
                'Non ho capito di che cosa si tratta: dimmi un numero, un codice, un ufficio o un argomento.',
                'I did not understand what it is about: give me a number, a code, an office or a topic.',
              );
    return {
      answer: {
        ...finish({ headline }, null, null, language, toChoices(index, words, outcome.choices)),
        kind: 'clarification',
        year,
      },
      conversation: { ...keep, unanswered: outcome.of ?? keep.unanswered },
      unsure: true,
    };
  }
  const query = turn.drawn === true ? chartedQuery(index, outcome.query) : outcome.query;
  const drawn = await drawnForReader(book, words, query, turn);
  const whole = turn.drawn === true ? withPicture(words, year, drawn) : offering(year, drawn, query);
  const draft = withIgnored(withoutCosts(index, whole), words, outcome.ignored ?? []);
  const assumed = outcome.assumed
    ? `${say(words, 'sto considerando', 'I am considering')}: ${describeQuery(index, words, query)}`
    : null;
  const reset = query.type === 'about' && query.topic === 'reset';
  const remembers = query.type !== 'about';
  return {
    answer: {
      ...finish(draft, query, assumed, language, toChoices(index, words, outcome.alternatives)),
      year,
    },
    conversation: reset
      ? { query: null, earlier: [], items: [], unanswered: null, year }
      : remembers
        ? {
            query: heldLater(query),
            earlier: earlierThan(before),
            items: [...(draft.items ?? [])],
            unanswered: null,
            year,
          }
        : known,
    unsure: false,
  };
}

/** What is said of a query, and its picture, where it has one. */
interface Drawn {
  readonly draft: Draft;
  /** Made when it is asked for. */
  readonly chart: () => Chart | null;
  /** Rows that it would be made of. */
  readonly size: number;
}

/** The picture that was wanted, or why there is none. */
function withPicture(words: Words, year: number, { draft, chart }: Drawn): Draft {
  if (chart() !== null) return { ...draft, picture: { wanted: true, year } };
  if (draft.kind === 'no_data') return draft;
  const why = say(
    words,
    'Non ne faccio un grafico: servono almeno due cifre della stessa misura da mettere a confronto.',
    'There is no chart of it: it takes two figures of one measure to compare.',
  );
  return { ...draft, notes: [why, ...(draft.notes ?? [])] };
}

/** Fewer are seen as well in the sentence; more are drawn when somebody asks for it. */
const WORTH_SEEING = { least: 3, most: 200 } as const;

function offering(year: number, { draft, chart, size }: Drawn, query: Query): Draft {
  const isOne = query.type === 'item' && query.items.length === 1;
  if (isOne || size > WORTH_SEEING.most) return draft;
  return (chart()?.rows.length ?? 0) < WORTH_SEEING.least
    ? draft
    : { ...draft, picture: { wanted: false, year } };
}

/** Nobody is offered the costs of a plan that declares none. */
function withoutCosts(index: PlanIndex, draft: Draft): Draft {
  const followUps = draft.followUps?.filter(({ query }) => undeclaredBy(index, query) === null);
  return followUps === undefined ? draft : { ...draft, followUps };
}

/** More of them are not named one by one. */
const MOST_IGNORED = 3;

/** What the answer does without is said before all else. */
function withIgnored(draft: Draft, words: Words, ignored: readonly string[]): Draft {
  if (ignored.length === 0) return draft;
  const named = ignored.slice(0, MOST_IGNORED).map((one) => `«${one}»`);
  const list = listed(
    ignored.length > MOST_IGNORED ? [...named, say(words, 'altro', 'more')] : named,
    words.language,
  );
  const first = say(words, `Non ho tenuto conto di ${list}.`, `I left out ${list}.`);
  return { ...draft, headline: `${first} ${capital(draft.headline)}` };
}

/** The draft out of what whoever asks may read; a terminal, where nobody is named, reads all. */
async function drawnForReader(book: Book, words: Words, query: Query, turn: Turn): Promise<Drawn> {
  const { asker, now, published = false } = turn;
  if (published) return drawnFor({ ...book, live: NO_LIVE }, words, query, now);
  if (asker === null || !LIVE.has(query.type)) return drawnFor(book, words, query, now);
  const live = liveForReader(book.live, await book.live.readBy(asker.isOverheard ? null : asker.person));
  const drawn = await drawnFor({ ...book, live }, words, query, now);
  const isWithheld =
    query.type === 'monitoring'
      ? live.withheld.size > 0
      : query.type === 'item' && query.items.some((ref) => live.withheld.has(ref as ItemRef));
  if (!isWithheld) return drawn;
  const note = asker.isOverheard
    ? say(
        words,
        'Di ciò che aspetta ancora l’approvazione qui non dico niente, perché leggono anche altri: chi ci lavora lo vede chiedendo in privato.',
        'Of what still waits for approval I tell nothing here, where others read too: those who work on it see it in private.',
      )
    : say(
        words,
        'Di ciò che aspetta ancora l’approvazione non dico lo stato: lo vede chi ci lavora.',
        'I do not tell the state of what still waits for approval: those who work on it see it.',
      );
  const { draft } = drawn;
  return { ...drawn, draft: { ...draft, notes: [...(draft.notes ?? []), note] } };
}

/** «Ci sono obiettivi sotto il 100 %?»: what follows is about the list that told. */
function heldLater(query: Query): Query {
  if (query.type !== 'figures' || !query.claim || query.by !== 'item' || query.order !== null) return query;
  const { claim: _claim, ...list } = query;
  return lower(list) ?? list;
}

const earlierThan = (before: Conversation | null): Conversation['earlier'] =>
  before?.query ? [before.query, ...before.earlier].slice(0, EARLIER_QUERIES) : [];

/** Only what the live side can change is worked out anew each time. */
const LIVE: ReadonlySet<Query['type']> = new Set(['item', 'monitoring', 'parts']);

async function drawnFor({ index, dayOf, live }: Book, words: Words, query: Query, now: Date): Promise<Drawn> {
  const make = async (): Promise<Drawn> => {
    const result = await run(query, index, live, dayOf(now));
    const draft = phrase({ index, words }, result);
    let drawn: Chart | null | undefined;
    const chart = (): Chart | null => {
      if (drawn === undefined) drawn = chartOf({ index, words }, result, draft);
      return drawn;
    };
    const rows = result.type === 'figures' ? result.table.rows : 'rows' in result ? result.rows : [];
    return { draft, chart, size: rows.length };
  };
  if (LIVE.has(query.type)) return make();
  return remember(index.memo, `draft:${words.language}:${JSON.stringify(query)}`, make);
}

function toChoices(index: PlanIndex, words: Words, queries: readonly Query[]): readonly Choice[] {
  const labels = queries.map((query) => capital(choiceLabel(index, words, query)));
  // A department and a unit of one name are told apart by what they are.
  return queries.map((query, at) => ({
    label:
      new Set(labels).size < labels.length ? `${labels[at]} (${levelOf(words, query)})` : (labels[at] ?? ''),
    query,
  }));
}

const levelOf = (words: Words, query: Query): string =>
  words.levels[JSON.stringify(query).match(/"departments":\["|"department"/) ? 'department' : 'unit'].one;

function choiceLabel(index: PlanIndex, words: Words, query: Query): string {
  const only = query.type === 'item' ? index.byRef.get(query.items[0] ?? 'objective:0') : undefined;
  return only
    ? `${itemName(only.item, words.language)}, ${only.item.shortTitle}`
    : describeQuery(index, words, query);
}

function finish(
  draft: Draft,
  query: Query | null,
  assumed: string | null,
  language: Language,
  choices: readonly Choice[],
): Answer {
  const { items: _items, ...said } = tidied(draft);
  return {
    kind: 'answer',
    table: null,
    notes: [],
    sources: [],
    proof: null,
    value: null,
    unit: null,
    followUps: [],
    picture: null,
    ...said,
    choices,
    query,
    assumed,
    language,
  };
}
