/** From a seed to questions with their right answers. */
import type { Body } from './bodies.ts';
import { draw, groundOf, type Makers } from './draw.ts';
import { Unfit } from './draw-scope.ts';
import { type Grade, gradeMessage, partsMissing, type SaidAnswer } from './grade.ts';
import { HALVES } from './halves.ts';
import { operatorsOf } from './operators.ts';
import { GeneratedOracle } from './oracle.ts';
import { type Outcome, Unaskable } from './outcome.ts';
import { type Chance, chanceOf } from './random.ts';
import type { Request } from './request.ts';
import { gradeSide } from './side-questions.ts';
import type { Message, Stage } from './spoken.ts';
import { dress } from './surface.ts';
import { type Drawn, drawColumn } from './table-questions.ts';
import { type Made, TABLE_TALKS } from './table-talks.ts';
import { TALKS } from './talks.ts';
import { inYear, verbalise } from './verbalise.ts';

export interface GeneratedQuestion {
  readonly body: string;
  readonly request: Request;
  readonly text: string;
  /** Any of these will do. */
  readonly outcomes: readonly Outcome[];
  readonly operators: readonly string[];
  /** How it was worded: `typo`, `tail`, `by-code`, … */
  readonly marks: readonly string[];
}

const isSilent = ({ is }: Outcome): boolean => is === 'undeclared' || is === 'none';
const isEmptyCount = (outcome: Outcome): boolean =>
  outcome.is === 'amount' && outcome.amount.unit === 'count' && outcome.amount.value === 0;

/** How often a question may be about what is not there. */
const SILENCE = 0.12;

/** An oracle for a body's plans. */
export const oracleOf = (body: Body): GeneratedOracle =>
  new GeneratedOracle(body.plans, body.levels.department[0]?.one.text ?? '');

/** How questions are drawn: which shapes, and in which register. */
export interface Manner {
  readonly makers?: Makers;
  readonly everyday?: boolean;
}

/** `n` questions about a body. The same seed gives the same questions. */
export const generate = (
  body: Body,
  n: number,
  seed: number,
  shape?: string,
  { makers, everyday = false }: Manner = {},
): GeneratedQuestion[] => {
  const chance = chanceOf(seed);
  const oracle = oracleOf(body);
  const questions: GeneratedQuestion[] = [];
  let misses = 0;
  while (questions.length < n) {
    if (misses > 500) throw new Error(`${body.name}: nothing to ask${shape ? ` about ${shape}` : ''}`);
    misses += 1;
    try {
      const request = draw(chance, body, shape, makers);
      if (oracle.isIdle(request)) continue;
      const outcomes = oracle.answers(request);
      const silent = outcomes.some(
        (outcome) =>
          isSilent(outcome) ||
          isEmptyCount(outcome) ||
          (outcome.is === 'several' && outcome.parts.some((part) => isSilent(part) || isEmptyCount(part))),
      );
      if (silent && !chance.happens(SILENCE)) continue;
      const marks = new Set<string>();
      const text = dress(chance, verbalise({ chance, body, marks, everyday }, request), marks, { everyday });
      questions.push({
        body: body.name,
        request,
        text,
        outcomes,
        operators: operatorsOf(request),
        marks: [...marks],
      });
      misses = 0;
    } catch (error) {
      if (!(error instanceof Unaskable || error instanceof Unfit)) throw error;
    }
  }
  return questions;
};

/** A message as it is sent, and how an answer to it is graded. */
export interface Sent {
  readonly operator: string;
  readonly text: string;
  grade(said: SaidAnswer): Grade;
  /** What an answer lacks, for whoever reads the list of wrong ones. */
  missing(said: SaidAnswer): readonly unknown[];
}

/** Messages of one conversation; one where it asks several things at once. */
export interface Conversation {
  readonly body: string;
  readonly messages: readonly Sent[];
}

const sent = (body: Body, { operator, parts: asked }: Message, text: string): Sent => {
  const oracle = oracleOf(body);
  const structures = body.plans[0]?.structures ?? [];
  const parts = asked.map((fair) => fair.map((request) => ({ request, outcomes: oracle.answers(request) })));
  const outcomes = parts.flat().flatMap((reading) => reading.outcomes);
  if (outcomes.some((outcome) => isSilent(outcome) || isEmptyCount(outcome)))
    throw new Unaskable('nothing is declared');
  return {
    operator,
    text,
    grade: (said) => gradeMessage(parts, said, structures),
    missing: (said) =>
      partsMissing(said, parts, structures).map((part) => part.map((reading) => reading.outcomes)),
  };
};

type Conversing = (chance: Chance, body: Body) => readonly Sent[];

/** A conversation about items: a year that is said holds for all of it. */
const aboutItems =
  (make: (stage: Stage) => readonly Message[]): Conversing =>
  (chance, body) => {
    const voice = { chance, body, marks: new Set<string>(), everyday: chance.happens(0.3) };
    return make({ ground: groundOf(chance, body), voice, oracle: oracleOf(body) }).map((message, at) =>
      sent(
        body,
        message,
        dress(chance, message.core, voice.marks, { goesOn: at > 0, everyday: voice.everyday }),
      ),
    );
  };

const aboutTables =
  (make: (drawn: Drawn) => readonly Made[] | null): Conversing =>
  (chance, body) => {
    const drawn = drawColumn(body, chance);
    if (drawn === null) throw new Unfit('no table');
    return (make(drawn) ?? []).map(({ operator, text, ...wanted }) => ({
      operator,
      text,
      grade: (said) => gradeSide(wanted, said),
      missing: () => [wanted],
    }));
  };

const named = <T>(
  prefix: string,
  makers: Readonly<Record<string, T>>,
  wrap: (make: T, name: string) => Conversing,
) =>
  Object.entries(makers).map(([name, make]): [string, Conversing] => [
    `${prefix}: ${name}`,
    wrap(make, `${prefix}: ${name}`),
  ]);

const CONVERSING: Readonly<Record<string, Conversing>> = Object.fromEntries([
  ...named('joined', HALVES, (make, operator) =>
    aboutItems((stage) => {
      const made = make(stage);
      return [{ ...made, operator, core: inYear(stage.voice, made.core, stage.ground.year) }];
    }),
  ),
  ...named('talk', TALKS, (make) =>
    aboutItems((stage) =>
      make(stage).map((message) => ({ ...message, operator: `talk: ${message.operator}` })),
    ),
  ),
  ...named('table', TABLE_TALKS, (make) => aboutTables(make)),
]);

/** The names of all messages that ask several things, and of all conversations. */
export const CONVERSATIONS: readonly string[] = Object.keys(CONVERSING);

/** `n` conversations about a body, of messages that lean on each other or ask several things. */
export const converse = (body: Body, n: number, seed: number, shape?: string): Conversation[] => {
  const chance = chanceOf(seed);
  const made: Conversation[] = [];
  let misses = 0;
  while (made.length < n) {
    if (misses > 800) throw new Error(`${body.name}: nothing to say${shape ? ` about ${shape}` : ''}`);
    misses += 1;
    try {
      const messages = CONVERSING[shape ?? chance.pick(CONVERSATIONS)]?.(chance, body) ?? [];
      if (messages.length === 0) continue;
      made.push({ body: body.name, messages });
      misses = 0;
    } catch (error) {
      if (!(error instanceof Unaskable || error instanceof Unfit)) throw error;
    }
  }
  return made;
};
