export { recogniseLaw } from './law.ts';
export { DOUBTS, recogniseStatements, recogniseStatementsByWords } from './statements.ts';
