/** From a seed to questions with their right answers. */
import type { Body } from './bodies.ts';
import { draw } from './draw.ts';
import { Unfit } from './draw-scope.ts';
import { operatorsOf } from './operators.ts';
import { GeneratedOracle } from './oracle.ts';
import { type Outcome, Unaskable } from './outcome.ts';
import { chanceOf } from './random.ts';
import type { Request } from './request.ts';
import { dress } from './surface.ts';
import { verbalise } from './verbalise.ts';

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

/** `n` questions about a body. The same seed gives the same questions. */
export const generate = (body: Body, n: number, seed: number, shape?: string): GeneratedQuestion[] => {
  const chance = chanceOf(seed);
  const oracle = oracleOf(body);
  const questions: GeneratedQuestion[] = [];
  let misses = 0;
  while (questions.length < n) {
    if (misses > 500) throw new Error(`${body.name}: nothing to ask${shape ? ` about ${shape}` : ''}`);
    misses += 1;
    try {
      const request = draw(chance, body, shape);
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
      const text = dress(chance, verbalise({ chance, body, marks }, request), marks);
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
