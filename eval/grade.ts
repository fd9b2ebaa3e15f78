/** Whether an answer is right, by the rules of the question set. Pure: no files, no engine. */
import type { EvalCase, Patterns } from './cases.ts';
import { normalise } from './patterns.ts';

export interface GivenAnswer {
  readonly kind: string;
  readonly text: string;
}

export interface Verdict {
  readonly id: string;
  readonly cat: string;
  readonly passed: boolean;
  /** Why it failed; empty when it passed. */
  readonly problems: readonly string[];
}

/**
 * A case passes when the normalised text matches every pattern of `all`, at least one of `any` (if there are),
 * none of `none`, and the kind is right: "answer" and "no_data" want that kind, "any" takes all.
 */
export const grade = (
  c: Pick<EvalCase, 'id' | 'cat' | 'kind'>,
  patterns: Patterns,
  answer: GivenAnswer,
): Verdict => {
  const text = normalise(answer.text);
  const has = (source: string): boolean => new RegExp(source).test(text);
  const problems = [
    ...patterns.all.filter((p) => !has(p)).map((p) => `lacks /${p}/`),
    ...(patterns.any.length > 0 && !patterns.any.some(has)
      ? [`lacks any of ${patterns.any.map((p) => `/${p}/`).join(' ')}`]
      : []),
    ...patterns.none.filter(has).map((p) => `has /${p}/`),
    ...(c.kind !== 'any' && answer.kind !== c.kind ? [`kind is ${answer.kind}, not ${c.kind}`] : []),
  ];
  return { id: c.id, cat: c.cat, passed: problems.length === 0, problems };
};

export interface Tally {
  readonly passed: number;
  readonly total: number;
  /** Share of right answers, 0 to 1; 1 when nothing was asked. */
  readonly accuracy: number;
}

export interface Summary extends Tally {
  readonly byKind: Readonly<Record<string, Tally>>;
}

const tally = (verdicts: readonly Verdict[]): Tally => {
  const passed = verdicts.filter((v) => v.passed).length;
  return { passed, total: verdicts.length, accuracy: verdicts.length === 0 ? 1 : passed / verdicts.length };
};

/** How many passed, in all and per kind of question. */
export const summarise = (verdicts: readonly Verdict[]): Summary => ({
  ...tally(verdicts),
  byKind: Object.fromEntries(
    [...new Set(verdicts.map((v) => v.cat))]
      .sort()
      .map((cat) => [cat, tally(verdicts.filter((v) => v.cat === cat))]),
  ),
});
