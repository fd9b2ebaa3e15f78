import { randomUUID } from 'node:crypto';
import type { Answer } from '../../src/answers/answer.ts';
import type { Chart } from '../../src/answers/chart/chart.ts';
import type { Query } from '../../src/answers/query.ts';
import type {
  AnswerStore,
  Asking,
  GivenAnswer,
  QuestionService,
} from '../../src/answers/question-service.ts';
import { readItem } from '../../src/answers/reports/read-item.ts';
import { readReports } from '../../src/answers/reports/read-reports.ts';
import type { Clock } from '../../src/domain/clock.ts';
import { luccaEngine } from './engine.ts';

const query = (number: number): Query => ({
  type: 'item',
  items: [`objective:${number}`],
  measures: ['personnel'],
  attributes: [],
  department: null,
});

/** An answer with everything an answer may have, so that every button appears. */
export const FULL_ANSWER: Answer = {
  kind: 'answer',
  picture: { wanted: false, year: 2021 },
  query: query(24),
  headline: 'L’obiettivo 24 è costato 3.850,00 € di personale.',
  table: {
    columns: [
      { label: 'Struttura', numeric: false },
      { label: 'Personale', numeric: true },
    ],
    rows: [
      [
        { text: 'U.O. 3.2', value: null },
        { text: '3.850,00 €', value: 385_000 },
      ],
    ],
    total: 1,
  },
  notes: ['Il costo diretto non è dichiarato.'],
  sources: ['Relazione 2021, sezione 4'],
  proof: {
    filter: 'obiettivo 24',
    rows: ['riga 24: 3.850,00 €'],
    formula: 'somma del personale',
    sum: '3.850,00 € = 3.850,00 €',
  },
  value: 385_000,
  unit: 'eur',
  choices: [],
  followUps: [{ label: 'E il 25?', query: query(25) }],
  assumed: null,
  language: 'it',
};

/** The picture of that answer. */
const FULL_CHART: Chart = {
  form: 'bars',
  title: 'U.O. 3.2 al primo posto con 3.850,00 €',
  subtitle: 'Costo del personale dell’obiettivo 24, 2021',
  source: 'Relazione sulla performance 2021',
  language: 'it',
  remarks: [],
  rowsAre: 'Struttura',
  upright: false,
  stacked: false,
  unit: 'eur',
  series: [{ name: 'Personale', tone: 'plain' }],
  rows: [{ label: 'U.O. 3.2', figures: [{ text: '3.850,00 €', value: 385_000 }], total: null }],
  reference: null,
};

/** What was asked, and how. */
interface Asked {
  readonly question: string;
  readonly query: Query | null;
  readonly asking: Asking;
}

export interface CannedQuestions extends QuestionService {
  readonly asked: readonly Asked[];
  /** Replaces what the next questions get: an answer, or a failure. */
  reply(make: () => Answer | Promise<Answer>): void;
}

/** Answers every question alike and keeps what was asked: for what happens around an answer, not in it. */
export function cannedQuestions(answers: AnswerStore, clock: Clock): CannedQuestions {
  const asked: Asked[] = [];
  // Learnt before the first message, as when the program has been running for a while.
  luccaEngine();
  let make: () => Answer | Promise<Answer> = () => FULL_ANSWER;
  async function give(question: string, chosen: Query | null, asking: Asking): Promise<GivenAnswer> {
    asked.push({ question, query: chosen, asking });
    const given: GivenAnswer = {
      id: randomUUID(),
      at: clock.now(),
      asker: asking.asker?.person ?? null,
      conversation: asking.conversation,
      published: asking.published ?? false,
      question,
      answer: await make(),
    };
    await answers.save(given);
    return given;
  }
  return {
    asked,
    reply: (next) => {
      make = next;
    },
    itemIn: async (text) => readItem(text, luccaEngine().vocabulary),
    wantsChart: async (text) => /grafico/i.test(text),
    reportsIn: async (text) => readReports(text, luccaEngine().vocabulary),
    ask: (question, asking) => give(question, null, asking),
    answer: (label, chosen, asking) => give(label, chosen, asking),
    async share(given, conversation) {
      const shared = { ...given, id: randomUUID(), conversation, published: true };
      await answers.save(shared);
      return shared;
    },
    phaseChart: async () => null,
    chart: async ({ answer }) => (answer.picture === null ? null : FULL_CHART),
    standardCharts: async () => new Map([['costs', query(24)]]),
    find: (id) => answers.find(id),
    prepare: async () => undefined,
    release: async () => undefined,
  };
}
