import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { type LanguageWord, PART_CATEGORIES } from '../parts/parts-words.ts';
import { type RunOfWords, readRun } from './runs-of-words.ts';

const FOLDER = new URL('../../../data/italiano/', import.meta.url);

const conceptRow = z.object({ concept: z.string().regex(/^[a-z0-9_:+]+$/), phrases: z.string().min(1) });
const commonRow = z.object({ group: z.string(), words: z.string().min(1) });
const themeRow = z.object({ goal: z.coerce.number().int().min(1), themes: z.string().min(1) });
const translationRow = z.object({ english: z.string().min(1), italian: z.string().min(1) });
const partRow = z.object({ category: z.enum(PART_CATEGORIES), value: z.string(), words: z.string().min(1) });
const groupRow = z.object({ group: z.string().min(1) });
const roleRow = z.object({ role: z.string().min(1), words: z.string().min(1) });
const wantedRow = z.object({ wanted: z.string().min(1), words: z.string().min(1) });
const besideRow = z.object({ about: z.string().min(1), words: z.string().min(1) });

/** Everyday words, independent of any body: read once from `data/italiano`. */
export interface LexiconFiles {
  /** A phrase and the concepts it stands for (`measure:committed`, `rank:max`). */
  readonly concepts: readonly { readonly phrase: string; readonly concepts: readonly string[] }[];
  /** The same in English. */
  readonly english: readonly { readonly phrase: string; readonly concepts: readonly string[] }[];
  /** Words of the field in English, with the Italian ones by which the plan knows them. */
  readonly translations: readonly { readonly phrase: string; readonly italian: string }[];
  /** Groups of words that stand for one another in a topic. */
  readonly synonyms: readonly (readonly string[])[];
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

/** Reads the lexicon; throws when a row is malformed. */
export function readLexiconFiles(folder: URL = FOLDER): LexiconFiles {
  const read = (name: string): unknown[] =>
    parse(readFileSync(new URL(name, folder), 'utf8'), {
      columns: true,
      skip_empty_lines: true,
      relax_quotes: true,
    });
  const concepts = (name: string) =>
    z
      .array(conceptRow)
      .parse(read(name))
      .flatMap((row) =>
        row.phrases.split('|').map((phrase) => ({ phrase: phrase.trim(), concepts: row.concept.split('+') })),
      );
  const split = (list: string): readonly string[] => list.split('|').map((word) => word.trim());
  const roles = (name: string) =>
    z
      .array(roleRow)
      .parse(read(name))
      .map(({ role, words }) => ({ role, words: split(words) }));
  return {
    phases: new Map(
      roles('fasi.csv').flatMap(({ role, words }) => words.map((word) => [word, role] as const)),
    ),
    operations: new Map(roles('operazioni.csv').map(({ role, words }) => [role, new Set(words)] as const)),
    wanted: z
      .array(wantedRow)
      .parse(read('pretese.csv'))
      .map(({ wanted, words }) => ({ wanted, run: readRun(words) })),
    concepts: concepts('lessico.csv'),
    english: concepts('english.csv'),
    translations: z
      .array(translationRow)
      .parse(read('inglese-parole.csv'))
      .flatMap(({ english, italian }) => split(english).map((phrase) => ({ phrase, italian }))),
    synonyms: z
      .array(groupRow)
      .parse(read('sinonimi.csv'))
      .map((row) => split(row.group)),
    common: z
      .array(commonRow)
      .parse(read('parole-comuni.csv'))
      .flatMap((row) => split(row.words)),
    frame: new Map(
      z
        .array(commonRow)
        .parse(read('cornice.csv'))
        .map((row) => [row.group, split(row.words)]),
    ),
    parts: z
      .array(partRow)
      .parse(read('parti.csv'))
      .flatMap(({ words, ...word }) => split(words).map((phrase) => ({ phrase, word }))),
    themes: z
      .array(themeRow)
      .parse(read('temi-agenda-2030.csv'))
      .flatMap((row) => split(row.themes).map((phrase) => ({ phrase, goal: row.goal }))),
    beside: new Map(
      z
        .array(besideRow)
        .parse(read('accanto.csv'))
        .map((row) => [row.about, split(row.words)]),
    ),
  };
}
