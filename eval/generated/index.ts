export { type Body, loadBodies } from './bodies.ts';
export type { SaidAnswer } from './grade.ts';
export { askPairs, type Pair } from './metamorphic.ts';
export { type Ask, askGenerated, type Graded, type Score, scoreOf, scoresBy, VIEWS } from './run.ts';
