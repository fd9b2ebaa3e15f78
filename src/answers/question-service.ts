import { randomUUID } from 'node:crypto';
import type { Clock } from '../domain/clock.ts';
import { StoreUnavailable } from '../domain/errors.ts';
import { type PlanRegister, plansNow } from '../domain/plan/index.ts';
import type { Plan } from '../domain/types.ts';
import type { Language } from '../words/language.ts';
import type { Answer } from './answer.ts';
import type { Chart } from './chart/chart.ts';
import { type StandardChart, standingQuery } from './chart/standard-charts.ts';
import { conversationSchema } from './conversation.ts';
import { type Asker, type Engine, type Lens, prepareEngine, type Reply, type Turn } from './engine.ts';
import type { InPieces } from './in-pieces.ts';
import type { Everyday } from './knowledge/vocabulary.ts';
import type { Live } from './ports.ts';
import { type Query, querySchema } from './query.ts';
import { checkProposal, type Proposal, planNames, type QueryProposer } from './query-proposer.ts';
import { type NamedItem, readItem, readNumberedItem } from './reports/read-item.ts';
import { readReports } from './reports/read-reports.ts';
import type { MessageReports } from './reports/said-report.ts';
import { withoutPeople } from './without-people.ts';

/** An answer as it was given: what its buttons, and whoever reports it, refer to. */
export interface GivenAnswer {
  readonly id: string;
  readonly at: Date;
  /** Code of the person, or null for somebody the plan does not know. */
  readonly asker: string | null;
  readonly conversation: string;
  /** Others than the body's own people may read it: what goes on from it is no more than is published. */
  readonly published: boolean;
  readonly question: string;
  readonly answer: Answer;
}

export interface AnswerStore {
  /** @param about what its conversation is about from here on, kept with it; undefined where that does not change */
  save(given: GivenAnswer, about?: unknown): Promise<void>;
  find(id: string): Promise<GivenAnswer | null>;
}

/** What each conversation is about. The content is parsed when it is read back. */
interface ConversationStore {
  load(key: string): Promise<unknown>;
}

/** Who asks, where, and from which command. */
export interface Asking {
  /** Key of the conversation: a thread, a DM, a person's commands in a channel. */
  readonly conversation: string;
  readonly asker: Asker | null;
  readonly lens?: Lens;
  /** Whoever reads the answer gets what is published, and nothing of how an open phase goes. */
  readonly published?: boolean;
  /** Year of the plan that a ready query is of. */
  readonly year?: number | undefined;
  /** What was said before does not count: a command says all that it asks. */
  readonly anew?: boolean;
}

/** Counts what a model was asked for and how it ended. */
export interface ModelUses {
  record(proposal: Proposal, at: Date): Promise<void>;
  summary(): Promise<ModelUseSummary>;
}

/** All uses so far. */
export interface ModelUseSummary {
  readonly byOutcome: ReadonlyMap<Proposal['outcome'], number>;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** Down, slow, rate-limited: the engine's own answer stands. */
const FAILED_PROPOSAL: Proposal = { outcome: 'failed', query: null, inputTokens: 0, outputTokens: 0 };

const MODEL_NOTE = {
  it: 'Per capire la domanda ho usato un modello linguistico; le cifre vengono dai dati del piano (L. 132/2025, art. 14).',
  en: 'A language model was used to understand the question; the figures come from the plan’s data (Italian law 132/2025, art. 14).',
} as const;

export type QuestionService = ReturnType<typeof createQuestionService>;

/** Answers questions inside conversations: takes up what was said before, keeps what was answered. */
export function createQuestionService(deps: {
  readonly register: PlanRegister;
  /** The live side of monitoring, of a plan's year. */
  readonly liveOf: (year: number) => Live;
  readonly conversations: ConversationStore;
  readonly answers: AnswerStore;
  readonly clock: Clock;
  /** Gives what the engines of many bodies share; each reads its own where it is left out. */
  readonly everyday?: () => InPieces<Everyday>;
  /** A model that may be asked where the engine is unsure; null (the default) for none. */
  readonly model?: { readonly proposer: QueryProposer; readonly uses: ModelUses } | null;
}) {
  const engineOf = rememberingLast(
    (plans: readonly Plan[]): Promise<Engine> =>
      prepareEngine(plans, deps.liveOf, () => new Promise((resolve) => setImmediate(resolve)), deps.everyday),
  );

  async function reply(question: string, query: Query | null, asking: Asking): Promise<GivenAnswer> {
    // The current plan first: questions that name no year are about it.
    const plans = await plansNow(deps.register, deps.clock.now());
    const engine = await engineOf(plans);
    const earlier = conversationSchema.safeParse(
      asking.anew === true ? null : await deps.conversations.load(asking.conversation),
    );
    const now = deps.clock.now();
    const context = {
      conversation: earlier.success ? earlier.data : null,
      asker: asking.asker,
      published: asking.published ?? false,
      year: asking.year,
      now,
      ...(asking.lens === undefined ? {} : { lens: asking.lens }),
    };
    const first =
      query === null ? await engine.ask({ question, ...context }) : await engine.answer(query, context);
    const { answer, conversation } = (await proposed(first, question, plans[0], engine, context)) ?? first;
    const given: GivenAnswer = {
      id: randomUUID(),
      at: now,
      asker: asking.asker?.person ?? null,
      conversation: asking.conversation,
      published: context.published,
      question,
      answer,
    };
    await keeping(() => deps.answers.save(given, conversation));
    return given;
  }

  /**
   * Where the engine was unsure and a model is configured, the answer to what the model proposes: computed and worded
   * by the engine, labelled as having used it (L. 132/2025 art. 14). Null when there is no use for it.
   */
  async function proposed(
    first: Reply,
    question: string,
    plan: Plan | undefined,
    engine: Engine,
    context: Turn,
  ): Promise<Reply | null> {
    if (!first.unsure || !deps.model || !plan) return null;
    const names = planNames(plan);
    const clean = withoutPeople(plan.people, names);
    const cleaned = <T>(value: T): T => JSON.parse(clean(JSON.stringify(value)));
    const proposal = await deps.model.proposer
      .propose({
        question: clean(question),
        lastQuery: cleaned(context.conversation?.query ?? null),
        names: cleaned(names),
        check: (content) => checkProposal(content, question, plan),
        now: context.now,
      })
      .catch(() => FAILED_PROPOSAL);
    await deps.model.uses.record(proposal, context.now);
    if (proposal.query === null) return null;
    const reply = await engine.answer(proposal.query, context);
    return {
      ...reply,
      answer: { ...reply.answer, notes: [...reply.answer.notes, MODEL_NOTE[reply.answer.language]] },
    };
  }

  async function drawn(
    query: Query,
    year: number,
    { asker, published = false }: Pick<Asking, 'asker' | 'published'>,
    language?: Language,
  ): Promise<Chart | null> {
    const now = deps.clock.now();
    const engine = await engineOf(await plansNow(deps.register, now));
    return engine.chart(query, year, { asker, published, now, ...(language && { language }) });
  }

  return {
    /** Makes ready what the next question needs, a little at a time: after a start, or a change of a plan. */
    async prepare(): Promise<void> {
      await engineOf(await plansNow(deps.register, deps.clock.now()));
    },

    /** Lets go of what `prepare` made: the next question makes it anew. */
    release: async (): Promise<void> => engineOf.forget(),

    /** Answers a question in words. */
    ask: (question: string, asking: Asking): Promise<GivenAnswer> => reply(question, null, asking),

    /** Whether a message asks for a picture, before anything of it is understood. */
    async wantsChart(text: string): Promise<boolean> {
      return (await engineOf(await plansNow(deps.register, deps.clock.now()))).wantsChart(text);
    },

    /** What a message reports, before anything is answered. */
    async reportsIn(text: string): Promise<MessageReports> {
      const engine = await engineOf(await plansNow(deps.register, deps.clock.now()));
      // Whoever wants a picture of what was achieved reports nothing.
      return engine.wantsChart(text)
        ? { reports: [], questions: text, left: 0 }
        : readReports(text, engine.vocabulary);
    },

    /** The one item that some words name, in the current plan. */
    async itemIn(text: string): Promise<NamedItem | null> {
      const numbered = readNumberedItem(text);
      if (numbered) return numbered;
      const plans = await plansNow(deps.register, deps.clock.now());
      return readItem(text, (await engineOf(plans)).vocabulary);
    },

    /**
     * The picture of an answer's figures, as whoever asks for it may read them now; null where there is none.
     * @param reader the live side is read with their rights
     */
    async chart({ answer }: GivenAnswer, reader: Pick<Asking, 'asker' | 'published'>): Promise<Chart | null> {
      const { query, picture, language } = answer;
      return query === null || !picture ? null : drawn(query, picture.year, reader, language);
    },

    /**
     * How the open phase of a year's plan stands, as a reader may know it: by department, or by the units of some.
     * @param departments none for the whole body
     */
    phaseChart: (
      year: number,
      departments: readonly string[],
      reader: Pick<Asking, 'asker' | 'published'>,
    ): Promise<Chart | null> => drawn(standingQuery(departments), year, reader),

    /** The pictures that the current plan has something for, each with its query. */
    async standardCharts(): Promise<ReadonlyMap<StandardChart, Query>> {
      const engine = await engineOf(await plansNow(deps.register, deps.clock.now()));
      return engine.standardCharts;
    },

    /** Answers a ready query: a button that says `label`. */
    answer: (label: string, query: Query, asking: Asking): Promise<GivenAnswer> =>
      reply(label, query, asking),

    /**
     * Keeps an answer as given in another place too: another id, for those who read it there, whoever they are.
     */
    async share(given: GivenAnswer, conversation: string): Promise<GivenAnswer> {
      const shared = { ...given, id: randomUUID(), at: deps.clock.now(), conversation, published: true };
      await keeping(() => deps.answers.save(shared));
      return shared;
    },

    /** An answer given before; null where it is not there, or asks what only an earlier version knew. */
    async find(id: string): Promise<GivenAnswer | null> {
      const given = await deps.answers.find(id);
      return given && isKnown(given) ? given : null;
    },
  };
}

/** Whether what its buttons ask is a question still. */
const isKnown = ({ answer: { query, choices, followUps } }: GivenAnswer): boolean =>
  [query, ...[...choices, ...followUps].map((one) => one.query)].every(
    (one) => one === null || querySchema.safeParse(one).success,
  );

/** An answer is given though it cannot be kept: its buttons then say that it is not there. */
async function keeping(save: () => Promise<void>): Promise<void> {
  try {
    await save();
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
  }
}

/** Keeps the last result: an engine is built once for the same plans, not once per question. What failed is tried again. */
function rememberingLast<K, V>(
  build: (keys: readonly K[]) => Promise<V>,
): { (keys: readonly K[]): Promise<V>; forget(): void } {
  let last: { readonly keys: readonly K[]; readonly value: Promise<V> } | null = null;
  const remembered = (keys: readonly K[]): Promise<V> => {
    const isSame = last?.keys.length === keys.length && keys.every((key, index) => key === last?.keys[index]);
    if (last && isSame) return last.value;
    const made = { keys, value: build(keys) };
    last = made;
    made.value.catch(() => {
      if (last === made) last = null;
    });
    return made.value;
  };
  return Object.assign(remembered, {
    forget() {
      last = null;
    },
  });
}
