export { recogniseDeed } from './deeds.ts';
export { recogniseLaw, recogniseWhatMayBe } from './law.ts';
export {
  DOUBTS,
  recogniseStatements,
  recogniseStatementsByWords,
  recogniseUnsaid,
} from './statements.ts';
