import { createEngine, type Engine } from '../../src/answers/engine.ts';
import { everydayOnce } from '../../src/answers/knowledge/vocabulary.ts';
import { type Live, NO_LIVE } from '../../src/answers/ports.ts';
import type { Plan } from '../../src/domain/types.ts';
import { luccaPlan } from './plan.ts';

/** What engines share, as those of a program do: read once a worker. */
export const everyday = everydayOnce();

/** An engine over one or more plans of a body, the current one first. */
export const engineOf = (plans: readonly Plan[], liveOf: (year: number) => Live = () => NO_LIVE): Engine =>
  createEngine(plans, liveOf, everyday);

let lucca: Engine | null = null;

/** The engine over Lucca's plan alone, made once a worker: it keeps nothing of what it was asked but how it reads it. */
export function luccaEngine(): Engine {
  lucca ??= engineOf([luccaPlan()]);
  return lucca;
}
