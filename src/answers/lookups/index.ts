export { recogniseLaw } from './law.ts';
export { asksForTelling, DOUBTS, recogniseStatements, recogniseStatementsByWords } from './statements.ts';
