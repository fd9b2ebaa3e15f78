/** Asks generated questions and counts how the answers fare. The engine is a function: nothing of `src/` is imported. */
import type { Body } from './bodies.ts';
import { converse, type GeneratedQuestion, generate, type Manner } from './generate.ts';
import { type Grade, gradeGenerated, type SaidAnswer } from './grade.ts';
import { pairsOf } from './operators.ts';
import { gradeSide, sideQuestions } from './side-questions.ts';

/** Answers one question about a body, out of any conversation. */
export type Ask = (question: string) => Promise<SaidAnswer>;
/** Answers the messages of one conversation, in order. */
export type Talk = (messages: readonly string[]) => Promise<readonly SaidAnswer[]>;

export interface Graded extends Pick<GeneratedQuestion, 'body' | 'text' | 'operators' | 'marks'> {
  /** What a right answer says: outcomes, or figures as they are written. */
  readonly wanted: readonly unknown[];
  readonly said: SaidAnswer;
  readonly grade: Grade;
}

export interface Score {
  readonly right: number;
  readonly asked: number;
  readonly wrong: number;
  readonly total: number;
}

/** Asks `n` questions about a body. */
export const askGenerated = async (
  body: Body,
  n: number,
  seed: number,
  ask: Ask,
  manner: Manner = {},
): Promise<Graded[]> => {
  const structures = body.plans[0]?.structures ?? [];
  const graded: Graded[] = [];
  for (const question of generate(body, n, seed, undefined, manner)) {
    const said = await ask(question.text);
    graded.push({
      ...question,
      wanted: question.outcomes,
      said,
      grade: gradeGenerated(question.outcomes, said, { request: question.request, structures }),
    });
  }
  return graded;
};

/** Asks `n` questions about a body's tables, acts and open phase. */
export const askSides = async (body: Body, n: number, seed: number, ask: Ask): Promise<Graded[]> => {
  const graded: Graded[] = [];
  for (const question of sideQuestions(body, n, seed)) {
    const said = await ask(question.text);
    graded.push({
      body: question.body,
      text: question.text,
      operators: [question.operator],
      marks: [],
      wanted: [...(question.leads === undefined ? [] : [question.leads]), ...question.figures],
      said,
      grade: gradeSide(question, said),
    });
  }
  return graded;
};

/** Has `n` conversations about a body; what comes after an answer that was not right is not counted. */
export const askConversations = async (
  body: Body,
  n: number,
  seed: number,
  talk: Talk,
  shape?: string,
): Promise<Graded[]> => {
  const graded: Graded[] = [];
  for (const { messages } of converse(body, n, seed, shape)) {
    const answers = await talk(messages.map(({ text }) => text));
    for (const [at, said] of answers.entries()) {
      const message = messages[at];
      if (!message) break;
      const grade = message.grade(said);
      graded.push({
        body: body.name,
        text: messages
          .slice(0, at + 1)
          .map(({ text }) => text)
          .join(' → '),
        operators: [message.operator],
        marks: [],
        wanted: message.missing(said),
        said,
        grade,
      });
      if (grade !== 'right') break;
    }
  }
  return graded;
};

export const scoreOf = (graded: readonly Graded[]): Score => {
  const count = (grade: Grade): number => graded.filter((one) => one.grade === grade).length;
  return { right: count('right'), asked: count('asked'), wrong: count('wrong'), total: graded.length };
};

/** Scores by name, the lowest share of right answers first. A question counts under each of its names. */
export const scoresBy = (
  graded: readonly Graded[],
  namesOf: (one: Graded) => readonly string[],
): [string, Score][] => {
  const groups = new Map<string, Graded[]>();
  for (const one of graded)
    for (const name of namesOf(one)) {
      const group = groups.get(name);
      if (group) group.push(one);
      else groups.set(name, [one]);
    }
  return [...groups.entries()]
    .map(([name, group]): [string, Score] => [name, scoreOf(group)])
    .sort(([, a], [, b]) => a.right / a.total - b.right / b.total || b.total - a.total);
};

/** What is counted: operators, pairs of them, and wordings. */
export const VIEWS: Readonly<Record<'operator' | 'pair' | 'wording', (one: Graded) => readonly string[]>> = {
  operator: ({ operators }) => operators,
  pair: ({ operators }) => pairsOf(operators),
  wording: ({ marks }) => (marks.length === 0 ? ['plain'] : marks),
};
