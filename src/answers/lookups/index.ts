export { recogniseLaw } from './law.ts';
export { recogniseStatements } from './statements.ts';
