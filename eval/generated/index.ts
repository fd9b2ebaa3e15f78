export { type Body, loadBodies } from './bodies.ts';
export type { SaidAnswer } from './grade.ts';
export { type LiveReport, liveReports } from './live-questions.ts';
export { askPairs, type Pair } from './metamorphic.ts';
export {
  type Ask,
  askGenerated,
  askSides,
  type Graded,
  type Score,
  scoreOf,
  scoresBy,
  VIEWS,
} from './run.ts';
