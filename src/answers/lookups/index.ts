export { recogniseDeed } from './deeds.ts';
export {
  deadlinesNamed,
  hasHappened,
  recogniseLaw,
  recogniseRuled,
  recogniseUnruled,
  recogniseWhatMayBe,
} from './law.ts';
export { MODAL } from './law-question.ts';
export {
  recogniseSought,
  recogniseSpoken,
  recogniseStatements,
  recogniseUnsaid,
  recogniseUnspoken,
} from './statements.ts';
