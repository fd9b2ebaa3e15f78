export { recogniseDeed } from './deeds.ts';
export { recogniseLaw, recogniseWhatMayBe } from './law.ts';
export {
  DOUBTS,
  recogniseSpoken,
  recogniseStatements,
  recogniseUnsaid,
  recogniseUnspoken,
} from './statements.ts';
