export { type EvalCase, expectedPatterns, loadCases, type Patterns } from './cases.ts';
export { type GivenAnswer, grade, type Summary, summarise, type Verdict } from './grade.ts';
export { Oracle } from './oracle.ts';
