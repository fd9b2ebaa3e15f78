export { recogniseLaw, recogniseWhatMayBe } from './law.ts';
export { DOUBTS, recogniseStatements, recogniseStatementsByWords } from './statements.ts';
