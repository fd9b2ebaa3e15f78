/** The question set: what a case looks like, where it is kept, and the patterns it comes down to. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type Expression, expressionSchema } from './expressions.ts';
import type { Oracle } from './oracle.ts';
import { patternOf } from './patterns.ts';

const regex = z.string().refine((source) => {
  try {
    new RegExp(source);
    return true;
  } catch {
    return false;
  }
}, 'not a regular expression');

export const caseSchema = z.strictObject({
  id: z.string().regex(/^[a-z-]+\d{2,3}$/),
  /** Kind of question; the name of its file. */
  cat: z.string(),
  /** What is asked, in order, in one conversation. Only the last answer is graded. */
  turns: z.array(z.string().min(1)).min(1).max(6),
  /** Who asks: code of a person of the plan. Nobody in particular when absent. */
  as: z.string().optional(),
  /** What the case looks at beyond its kind. */
  lens: z.string().optional(),
  /** Figures that must all be there. */
  expect: z.array(expressionSchema).default([]),
  /** One of these (or of `any`) must be there. */
  expectAny: z.array(expressionSchema).default([]),
  /** None of these may be there. */
  expectNone: z.array(expressionSchema).default([]),
  /** The same with words: regular expressions on the normalised text. */
  all: z.array(regex).default([]),
  any: z.array(regex).default([]),
  none: z.array(regex).default([]),
  kind: z.enum(['answer', 'no_data', 'any']),
});
export type EvalCase = z.infer<typeof caseSchema>;

export interface Patterns {
  readonly all: readonly string[];
  readonly any: readonly string[];
  readonly none: readonly string[];
}

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), 'cases');

/** Every case of every file, in the order of the files' names. */
export const loadCases = (folder = FOLDER): EvalCase[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.jsonl'))
    .sort()
    .flatMap((file) =>
      readFileSync(join(folder, file), 'utf8')
        .split('\n')
        .flatMap((line, index) => {
          if (!line.trim()) return [];
          const parsed = caseSchema.safeParse(JSON.parse(line));
          if (!parsed.success) throw new Error(`${file}:${index + 1}: ${z.prettifyError(parsed.error)}`);
          return [parsed.data];
        }),
    );

/** A case's expressions and words as regular expressions, in the form `grade` takes. */
export const expectedPatterns = (c: EvalCase, oracle: Oracle): Patterns => {
  const language = c.cat === 'english' ? 'en' : 'it';
  const patterns = (e: Expression): string[] => {
    try {
      return oracle.evaluate(e).map((figure) => patternOf(figure, language));
    } catch (error) {
      throw new Error(`${c.id}: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  /** An alternative made of several figures needs them all. */
  const together = (e: Expression): string => {
    const found = patterns(e);
    return found.length === 1 ? (found[0] ?? '') : found.map((p) => `(?=[^]*(?:${p}))`).join('');
  };
  return {
    all: [...c.all, ...c.expect.flatMap(patterns)],
    any: [...c.any, ...c.expectAny.map(together).map((p) => (p.startsWith('(?=') ? `^${p}` : p))],
    none: [...c.none, ...c.expectNone.flatMap(patterns)],
  };
};
