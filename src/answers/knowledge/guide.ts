import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';

const FOLDER = new URL('../../../data/italiano/', import.meta.url);

/** What can be asked of a rule or of what it governs, besides its definition. */
export const ASPECTS = [
  'who',
  'who-evaluates',
  'when',
  'often',
  'recipient',
  'consequence',
  'since',
  'obligatory',
  'may',
  'where',
  'duration',
  'contents',
  'purpose',
  'criteria',
  'condition',
] as const;
export type Aspect = (typeof ASPECTS)[number];

const list = (separator: string) =>
  z.string().transform((text) => text.split(separator).flatMap((part) => part.trim() || []));

const subjectRow = z.object({
  subject: z.string().min(1),
  names: list('|'),
  deadline: z.string().transform((code) => code || null),
  acts: list(';'),
});
const ruleRow = z.object({
  subject: z.string().min(1),
  aspect: z.enum(ASPECTS),
  answer: z.string().min(1),
  source: z.string().min(1),
});
const aspectRow = z.object({ aspect: z.enum(ASPECTS), phrases: list('|') });
const useRow = z.object({
  topic: z.string().min(1),
  words: list('|'),
  it: z.string(),
  en: z.string(),
  source: z.string(),
});

/** What the law says of one document, organ or practice, by what is asked of it. */
type RuleSubject = z.infer<typeof subjectRow>;
export type Rule = z.infer<typeof ruleRow>;
/** How Traguardo itself works: every line of `words` is a set of words that ask for it, "/" between those that do as well. */
type UseTopic = z.infer<typeof useRow>;

/** The rules of the field and of Traguardo, the same for every body: read once from `data/italiano`. */
export interface Guide {
  readonly subjects: readonly RuleSubject[];
  readonly rules: readonly Rule[];
  readonly aspects: readonly z.infer<typeof aspectRow>[];
  readonly uses: readonly UseTopic[];
  /** Words that say nothing of their own when Traguardo is asked about. */
  readonly idle: readonly string[];
}

export const NO_GUIDE: Guide = { subjects: [], rules: [], aspects: [], uses: [], idle: [] };

/** The row of `uso.csv` without an answer: words that may stand beside any topic. */
const IDLE = 'parole-di-contorno';

/** Reads the guide; throws when a row is malformed or speaks of an unknown subject. */
export function readGuide(folder: URL = FOLDER): Guide {
  const read = (name: string): unknown[] =>
    parse(readFileSync(new URL(name, folder), 'utf8'), { columns: true, skip_empty_lines: true });
  const subjects = z.array(subjectRow).parse(read('norme-soggetti.csv'));
  const rules = z.array(ruleRow).parse(read('norme.csv'));
  const stray = rules.find((rule) => !subjects.some(({ subject }) => subject === rule.subject));
  if (stray) throw new Error(`norme.csv: unknown subject "${stray.subject}"`);
  const uses = z.array(useRow).parse(read('uso.csv'));
  return {
    subjects,
    rules,
    aspects: z.array(aspectRow).parse(read('norme-aspetti.csv')),
    uses: uses.filter(({ topic }) => topic !== IDLE),
    idle: uses
      .filter(({ topic }) => topic === IDLE)
      .flatMap(({ words }) => words.flatMap((word) => word.split('/'))),
  };
}
