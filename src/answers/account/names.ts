import { remarksOf } from '../knowledge/remarks.ts';
import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { relatives, type SearchIndex } from '../language/search.ts';
import { contentKeys, type Token } from '../language/tokens.ts';
import { type Stated, says } from './stated.ts';
import { subjectTexts } from './subject-texts.ts';

/** Whether a word is part of the name of what is answered about. */
export type IsNamed = (word: Token) => boolean;

/** Of one rule, term or act among many that are alike a word that is merely akin names another: "bilancio partecipativo". */
const PRECISE: ReadonlySet<string> = new Set(['date', 'rule', 'term', 'acts']);

/** By the very words, their stems, words that stand for them, and as each table of the plan is searched. */
export function namesOf(stated: Stated, vocabulary: Vocabulary): IsNamed {
  const keys = new Set(subjectTexts(stated, vocabulary).flatMap(contentKeys));
  const tables = searchedFor(stated, vocabulary);
  const done = actsDone(stated, vocabulary);
  const isLoose = [...stated.types].every((type) => !PRECISE.has(type));
  return (word) => {
    const same = [
      word.key,
      ...(vocabulary.synonyms.get(word.key) ?? []),
      ...(vocabulary.tableSynonyms.get(word.key) ?? []),
    ];
    return (
      same.some((key) => keys.has(key)) ||
      (isLoose && [...keys].some((key) => isAkin(key, word.key))) ||
      tables.some(({ search, docs }) =>
        [...same, ...(isLoose ? relatives(search, word.key) : [])].some((key) =>
          search.postings.get(key)?.some(({ doc }) => docs.has(doc)),
        ),
      ) ||
      done.has(vocabulary.law.actOf(word.text) ?? '')
    );
  };
}

interface Searched {
  readonly search: SearchIndex;
  /** Places of what the queries are about. */
  readonly docs: ReadonlySet<number>;
}

function searchedFor({ words, numbers }: Stated, vocabulary: Vocabulary): readonly Searched[] {
  const { index } = vocabulary;
  const { plan } = index;
  const remarks = remarksOf(index);
  const among = <One>(search: SearchIndex, all: readonly One[], isOne: (one: One) => boolean): Searched => ({
    search,
    docs: new Set(all.flatMap((one, at) => (isOne(one) ? [at] : []))),
  });
  return [
    among(vocabulary.itemSearch, index.items, ({ ref }) => words.has(ref)),
    among(vocabulary.factSearch, plan.facts, ({ code }) => words.has(code)),
    among(vocabulary.actSearch, plan.acts, ({ code }) => words.has(code)),
    among(vocabulary.legalSearch, plan.legalDeadlines, ({ code }) => words.has(code)),
    among(vocabulary.phaseSearch, plan.phases, ({ code }) => words.has(code)),
    among(vocabulary.termSearch, plan.glossary, ({ term }) => words.has(term)),
    among(vocabulary.goalSearch, plan.goals, ({ number }) => numbers.has(number)),
    among(remarks.search, remarks.all, ({ code }) => words.has(code)),
  ].filter(({ docs }) => docs.size > 0);
}

/** What the rules and terms of law that are answered with say is done: "trasmesso" is `inviare` wherever it is said. */
function actsDone(stated: Stated, { index, law }: Vocabulary): ReadonlySet<string> {
  const rules = index.guide.law.rules.filter(({ code }) => says(stated, code));
  const own = stated.queries.flatMap((query) => (query.type === 'rule' ? [query.act ?? ''] : []));
  const terms = index.plan.legalDeadlines.filter(({ code }) => says(stated, code));
  const texts = [...rules.map(({ text }) => text), ...terms.map(({ title, rule }) => `${title} ${rule}`)];
  const told = [
    ...rules.flatMap(({ acts }) => acts),
    ...texts.flatMap((text) =>
      text
        .toLowerCase()
        .split(/[^a-zà-ù]+/)
        .map((word) => law.actOf(word) ?? ''),
    ),
  ];
  return new Set([...own, ...told].filter((act) => act !== ''));
}

/** So many letters tell a word from others that begin alike. */
const BEGINNING = 5;

/** "Turistic" and "turism": they differ in their endings alone. */
const isAkin = (one: string, other: string): boolean =>
  one.length >= BEGINNING &&
  other.length >= BEGINNING &&
  one.startsWith(other.slice(0, Math.max(BEGINNING, Math.min(one.length, other.length) - 1)));
