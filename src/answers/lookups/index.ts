export { recogniseDeed } from './deeds.ts';
export { recogniseLaw, recogniseWhatMayBe } from './law.ts';
export {
  DOUBTS,
  recogniseStatements,
  recogniseUnsaid,
  recogniseUnspoken,
} from './statements.ts';
