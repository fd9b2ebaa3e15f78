import { z } from 'zod';
import { cellList, keyedOnce, readItalian } from '../knowledge/italian-files.ts';
import type { OfficeWords } from '../knowledge/office-names.ts';
import { type LanguageWord, PART_CATEGORIES } from '../parts/parts-words.ts';
import { type RunOfWords, readRun } from './runs-of-words.ts';

const words = cellList('|');
const conceptRow = z.object({ concept: z.string().regex(/^[a-z0-9_:+]+$/), phrases: words });
const commonRow = z.object({ group: z.string(), words });
const themeRow = z.object({ goal: z.coerce.number().int().min(1), themes: words });
const translationRow = z.object({ english: words, italian: z.string() });
const partRow = z.object({ category: z.enum(PART_CATEGORIES), value: z.string(), words });
const groupRow = z.object({ group: words });
const officeRow = z.object({ said: words, names: words });
const roleRow = z.object({ role: z.string().min(1), words });
const wantedRow = z.object({ wanted: z.string().min(1), words: z.string().min(1) });
const besideRow = z.object({ about: z.string().min(1), words });

/** Everyday words, independent of any body: read once from `data/italiano`. */
export interface LexiconFiles {
  /** A phrase and the concepts it stands for (`measure:committed`, `rank:max`). */
  readonly concepts: readonly { readonly phrase: string; readonly concepts: readonly string[] }[];
  /** English words, with the Italian ones that say the same; none where Italian needs none. */
  readonly english: readonly { readonly phrase: string; readonly italian: string }[];
  /** Groups of words that stand for one another in a topic. */
  readonly synonyms: readonly (readonly string[])[];
  /** What people call an office, with what it may be called in a plan, the surest first. */
  readonly offices: readonly OfficeWords[];
  /** Ordinary words that say nothing of what is asked: generic verbs, determiners, adverbs. */
  readonly common: readonly string[];
  /** Words around a question, by what they do: who asks, on what occasion, courtesies. */
  readonly frame: ReadonlyMap<string, readonly string[]>;
  /** Words that lead to indicators, milestones, the budget and the like, for plans that have them. */
  readonly parts: readonly { readonly phrase: string; readonly word: LanguageWord }[];
  /** Themes of the 2030 Agenda in everyday words, with the number of their goal. */
  readonly themes: readonly { readonly phrase: string; readonly goal: number }[];
  /** Words of questions about a phase of the plan, with what each does there. */
  readonly phases: ReadonlyMap<string, string>;
  /** Words by which an operation is asked for, by what they do there. */
  readonly operations: ReadonlyMap<string, ReadonlySet<string>>;
  /** Runs of such words, by what they want of an answer. */
  readonly wanted: readonly { readonly wanted: string; readonly run: RunOfWords }[];
  /** Words that narrow nothing beside what is asked: a figure, an attribute, a kind of answer, or any. */
  readonly beside: ReadonlyMap<string, readonly string[]>;
}

/** Reads the lexicon; throws when a row is malformed, or a key stands twice. */
export function readLexiconFiles(): LexiconFiles {
  return {
    phases: keyedOnce(
      'fasi.csv',
      readItalian('fasi.csv', roleRow).flatMap(({ role, words }) =>
        words.map((word) => [word, role] as const),
      ),
    ),
    operations: keyedOnce(
      'operazioni.csv',
      readItalian('operazioni.csv', roleRow).map(({ role, words }) => [role, new Set(words)] as const),
    ),
    wanted: readItalian('pretese.csv', wantedRow).map(({ wanted, words }) => ({
      wanted,
      run: readRun(words),
    })),
    concepts: readItalian('lessico.csv', conceptRow).flatMap(({ concept, phrases }) =>
      phrases.map((phrase) => ({ phrase, concepts: concept.split('+') })),
    ),
    english: readItalian('inglese.csv', translationRow).flatMap(({ english, italian }) =>
      english.map((phrase) => ({ phrase, italian })),
    ),
    synonyms: readItalian('sinonimi.csv', groupRow).map(({ group }) => group),
    offices: readItalian('uffici.csv', officeRow),
    common: readItalian('parole-comuni.csv', commonRow).flatMap(({ words }) => words),
    frame: keyedOnce(
      'cornice.csv',
      readItalian('cornice.csv', commonRow).map(({ group, words }) => [group, words] as const),
    ),
    parts: readItalian('parti.csv', partRow).flatMap(({ words, ...word }) =>
      words.map((phrase) => ({ phrase, word })),
    ),
    themes: readItalian('temi-agenda-2030.csv', themeRow).flatMap(({ goal, themes }) =>
      themes.map((phrase) => ({ phrase, goal })),
    ),
    beside: keyedOnce(
      'accanto.csv',
      readItalian('accanto.csv', besideRow).map(({ about, words }) => [about, words] as const),
    ),
  };
}
