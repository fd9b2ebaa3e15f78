import { z } from 'zod';
import { isMonth } from '../../words/months.ts';
import { normalise } from '../language/normalise.ts';
import { findPhrases, longestMatches, type PhraseBook, phraseBook } from '../language/phrases.ts';
import { type Token, tokenise } from '../language/tokens.ts';
import { cellList, readItalian } from './italian-files.ts';
import { type Alike, withAlike } from './ways.ts';

/** What can be asked of a rule or of what it governs, besides its definition; what says more precisely what is asked, first. */
export const ASPECTS = [
  'peremptory',
  'still',
  'recipient',
  'often',
  'since',
  'duration',
  'how-much',
  'who-evaluates',
  'who-may',
  'consequence',
  'condition',
  'applies',
  'obligatory',
  'may',
  'criteria',
  'contents',
  'purpose',
  'where',
  'who',
  'when',
] as const;
export type Aspect = (typeof ASPECTS)[number];

const day = z.string().regex(/^\d{4}-\d\d-\d\d$/);
const dayOrNone = z.union([z.literal('').transform(() => null), day]);

const subjectRow = z.object({
  subject: z.string().min(1),
  begins: cellList('|'),
  names: cellList('|'),
  strong: z.enum(['yes', 'no']).transform((word) => word === 'yes'),
  deadline: z.string().transform((code) => code || null),
  acts: cellList(';'),
  near: cellList(';'),
  /** The subjects that its changes are. */
  changes: cellList(';'),
  /** An act and whose it is, that together are this one: "la relazione" and "il RPCT". */
  of: cellList(';'),
});
const ruleRow = z.object({
  code: z.string().min(1),
  subject: z.string().min(1),
  asks: cellList('|').pipe(z.array(z.enum(ASPECTS)).min(1)),
  acts: cellList('|'),
  text: z.string().min(1),
  /** Words that it decides without saying them: "esterno", of a rule on who may be chosen. */
  covers: cellList('|'),
  article: z.string().min(1),
  from: dayOrNone,
  to: dayOrNone,
  applies: z.string().transform((whom) => whom || null),
  as_of: day,
});
const aspectRow = z.object({ aspect: z.enum(ASPECTS), phrases: cellList('|') });
/** What sort a body is, for the law: none where its name does not tell. */
const SORTS = ['local', 'region', 'other'] as const;
export type BodySort = (typeof SORTS)[number];

/** What bodies are counted by, where a rule is of those of some size. */
const COUNTED = ['inhabitants', 'employees'] as const;

const numberOrNone = z
  .string()
  .regex(/^\d*$/)
  .transform((digits) => (digits === '' ? null : Number(digits)));

/**
 * To whom a rule applies; `bodies` are the sorts that it binds, none where it may bind any. With `counted`, those of at `least`
 * and at `most` so many; `part` where only what is easier for them depends on it.
 */
const scopeRow = z.object({
  it: z.string().min(1),
  en: z.string().min(1),
  bodies: cellList('|').pipe(z.array(z.enum(SORTS))),
  counted: z.union([z.literal('').transform(() => null), z.enum(COUNTED)]),
  least: numberOrNone,
  most: numberOrNone,
  part: z.enum(['yes', 'no']).transform((word) => word === 'yes'),
});
const countRow = z.object({
  counted: z.enum(COUNTED),
  it: z.string().min(1),
  en: z.string().min(1),
  measures: cellList('|'),
});
const sortRow = z.object({ sort: z.enum(SORTS), begins: cellList('|') });
const actRow = z.object({ act: z.string().min(1), forms: cellList('|') });
const organRow = z.object({ organ: z.string().min(1), names: cellList('|') });

/** What a word does in a question about the law, beside its subject, what is asked and what is done. */
const LAW_WORDS = [
  'idle',
  'lacking',
  'if',
  'not',
  'before',
  'after',
  'going',
  'falling',
  'due',
  'late',
  'making',
  'asker',
  'receiving',
  'law',
  'law-opens',
  'joins',
  'reason',
] as const;
export type LawWord = (typeof LAW_WORDS)[number];
const wordRow = z.object({ role: z.enum(LAW_WORDS), words: cellList('|') });

/**
 * A document, organ or practice that the law speaks of; `strong` when naming it is enough to ask of the law. One without rules
 * is known by name only: what is nearest to it is in `near`.
 */
export type LawSubject = z.infer<typeof subjectRow>;
/** One rule, as the law states it: it begins with its subject, and holds for what is done (`acts`) and asked (`asks`). */
export type Rule = z.infer<typeof ruleRow>;

/** What the law says of the performance cycle, the same for every body. */
export interface Law {
  readonly subjects: readonly LawSubject[];
  readonly rules: readonly Rule[];
  readonly aspects: readonly z.infer<typeof aspectRow>[];
  readonly acts: readonly z.infer<typeof actRow>[];
  /** Who does it, and to whom it goes. */
  readonly organs: readonly z.infer<typeof organRow>[];
  readonly words: readonly z.infer<typeof wordRow>[];
  /** To whom rules apply and the years of terms, in both languages. */
  readonly scopes: readonly z.infer<typeof scopeRow>[];
  /** With what the name of a body of each sort begins. */
  readonly sorts: readonly z.infer<typeof sortRow>[];
  /** What plans call the numbers of people that the size of a body is told by. */
  readonly counts: readonly z.infer<typeof countRow>[];
}

export const NO_LAW: Law = {
  subjects: [],
  rules: [],
  aspects: [],
  acts: [],
  organs: [],
  words: [],
  scopes: [],
  sorts: [],
  counts: [],
};

/** Reads the law; throws when a row is malformed, speaks of something unknown or does not begin with its subject. */
export function readLaw(folder?: URL): Law {
  const law = {
    subjects: readItalian('norme-soggetti.csv', subjectRow, folder),
    rules: readItalian('norme.csv', ruleRow, folder),
    aspects: readItalian('norme-aspetti.csv', aspectRow, folder),
    acts: readItalian('norme-verbi.csv', actRow, folder),
    organs: readItalian('norme-organi.csv', organRow, folder),
    words: readItalian('norme-parole.csv', wordRow, folder),
    scopes: readItalian('norme-ambiti.csv', scopeRow, folder),
    sorts: readItalian('enti.csv', sortRow, folder),
    counts: readItalian('norme-conteggi.csv', countRow, folder),
  };
  for (const rule of law.rules) {
    const subject = law.subjects.find((one) => one.subject === rule.subject);
    if (!subject) throw new Error(`norme.csv: ${rule.code}: unknown subject "${rule.subject}"`);
    const stray = rule.acts.find((act) => !law.acts.some((one) => one.act === act));
    if (stray !== undefined) throw new Error(`norme.csv: ${rule.code}: unknown act "${stray}"`);
    if (!subject.begins.some((words) => rule.text.startsWith(words)))
      throw new Error(`norme.csv: ${rule.code}: does not begin with "${subject.begins.join('" or "')}"`);
    if (rule.applies !== null && !law.scopes.some(({ it }) => it === rule.applies))
      throw new Error(`norme.csv: ${rule.code}: "${rule.applies}" is not in norme-ambiti.csv`);
  }
  return law;
}

/** A rule and what its text says. */
export interface RuleRead extends Rule {
  readonly keys: ReadonlySet<string>;
  /** The subjects that its text names, its own among them. */
  readonly speaksOf: ReadonlySet<string>;
  /** The organs that its text names. */
  readonly organs: ReadonlySet<string>;
  /** Those of its text and of its article. */
  readonly numbers: ReadonlySet<number>;
  /** What its text counts: "5 anni", "15.000 abitanti". */
  readonly counts: ReadonlySet<string>;
  /** Its text names a day or a month by which something is done. */
  readonly dated: boolean;
}

/** The law laid out for the words of a question. */
export interface LawBook {
  readonly subjects: PhraseBook<string>;
  readonly aspects: PhraseBook<Aspect>;
  readonly organs: PhraseBook<string>;
  /** Words of each role, some of several words. */
  readonly words: PhraseBook<LawWord>;
  readonly rules: readonly RuleRead[];
  readonly bySubject: ReadonlyMap<string, LawSubject>;
  /** Subjects that some rule is of. */
  readonly ruled: ReadonlySet<string>;
  /** What a word says is done: "trasmesso" is `inviare`. */
  readonly actOf: (word: string) => string | null;
  /** Words that are said of what is done, whole: none of them is misspelt. */
  readonly verbs: ReadonlySet<string>;
}

/** @param alike words that a rule says with others of the same meaning */
export function buildLawBook(law: Law, alike: Alike): LawBook {
  const subjects = phraseBook(
    law.subjects.flatMap(({ subject, names }) => names.map((name) => [name, subject] as const)),
  );
  const organs = phraseBook(
    law.organs.flatMap(({ organ, names }) => names.map((name) => [name, organ] as const)),
  );
  const namedIn = (book: PhraseBook<string>, tokens: readonly Token[]): readonly string[] =>
    longestMatches(findPhrases(book, tokens)).map(({ meaning }) => meaning);
  return {
    subjects,
    aspects: phraseBook(
      law.aspects.flatMap(({ aspect, phrases }) => phrases.map((phrase) => [phrase, aspect] as const)),
    ),
    organs,
    words: phraseBook(law.words.flatMap(({ role, words }) => words.map((word) => [word, role] as const))),
    rules: law.rules.map((rule) => {
      const tokens = tokenise([rule.text, ...rule.covers].join('. '));
      return {
        ...rule,
        keys: withAlike(
          tokens.flatMap(({ light, key }) => (light ? [] : [key])),
          alike,
        ),
        speaksOf: new Set([rule.subject, ...namedIn(subjects, tokens)]),
        organs: new Set(namedIn(organs, tokens)),
        numbers: new Set([
          ...tokens.flatMap(({ type, value }) => (type === 'number' ? [value] : [])),
          ...(rule.article.match(/\d+/g) ?? []).map(Number),
        ]),
        counts: new Set(tokens.flatMap(({ key }, at) => (tokens[at - 1]?.type === 'number' ? [key] : []))),
        dated: tokens.some(({ text }) => isMonth(text)),
      };
    }),
    bySubject: new Map(law.subjects.map((one) => [one.subject, one])),
    ruled: new Set(law.rules.map(({ subject }) => subject)),
    verbs: new Set(
      law.acts.flatMap(({ forms }) => forms.flatMap((form) => (form.startsWith('=') ? [form.slice(1)] : []))),
    ),
    actOf: (word) =>
      law.acts.find(({ forms }) =>
        forms.some((form) => (form.startsWith('=') ? word === form.slice(1) : word.startsWith(form))),
      )?.act ?? null,
  };
}

/** The subject that bears one of these names. */
export const subjectNamed = ({ subjects }: Law, names: readonly string[]): LawSubject | undefined => {
  const said = names.map(normalise);
  return subjects.find((one) => one.names.some((name) => said.includes(normalise(name))));
};
