export { type Body, loadBodies } from './bodies.ts';
export { WIDER } from './draw-wider.ts';
export type { SaidAnswer } from './grade.ts';
export { type LiveReport, liveReports } from './live-questions.ts';
export { askPairs, type Pair } from './metamorphic.ts';
export {
  type Ask,
  askConversations,
  askGenerated,
  askSides,
  type Graded,
  type Score,
  scoreOf,
  scoresBy,
  type Talk,
  VIEWS,
} from './run.ts';
