export { recogniseDeed } from './deeds.ts';
export {
  deadlinesNamed,
  hasHappened,
  recogniseLaw,
  recogniseRuled,
  recogniseUnruled,
  recogniseWhatMayBe,
} from './law.ts';
export { barePlan, MODAL, OF_WHOM, subjectsIn } from './law-question.ts';
export {
  recogniseEachTold,
  recogniseStatements,
  recogniseUnsaid,
  recogniseUnspoken,
} from './statements.ts';
