import { formatCount } from '../../words/formats.ts';
import { rememberFor } from '../knowledge/memo.ts';
import { remarksOf } from '../knowledge/remarks.ts';
import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { relatives, type SearchIndex } from '../language/search.ts';
import { contentKeys, type Token, tokenise } from '../language/tokens.ts';
import { type Stated, says } from './stated.ts';
import { subjectTexts } from './subject-texts.ts';

/** Whether a word is part of the name of what is answered about. */
export type IsNamed = (word: Token) => boolean;

/** Of one rule, term or act among many that are alike a word that is merely akin names another: "bilancio partecipativo". */
const PRECISE: ReadonlySet<string> = new Set(['date', 'rule', 'term', 'acts']);

/** By the very words, their stems, words that stand for them, and as each table of the plan is searched. */
export function namesOf(stated: Stated, vocabulary: Vocabulary): IsNamed {
  const told = stated.queries.flatMap((one) =>
    one.type === 'statement' ? (vocabulary.told.get(one.code) ?? []) : [],
  );
  const keys = new Set([
    ...subjectTexts(stated, vocabulary).flatMap((text) => keysOf(text, vocabulary)),
    ...told.flatMap((one) => [...one.keys, ...one.asked]),
  ]);
  const long = [...keys].filter((key) => key.length >= BEGINNING);
  const tables = searchedFor(stated, vocabulary);
  const done = actsDone(stated, vocabulary);
  const isLoose = [...stated.types].every((type) => !PRECISE.has(type));
  return (word) => {
    const same = [
      word.key,
      ...(word.type === 'number' ? [formatCount(word.value)] : []),
      ...(vocabulary.synonyms.get(word.key) ?? []),
      ...(vocabulary.tableSynonyms.get(word.key) ?? []),
    ];
    return (
      same.some((key) => keys.has(key)) ||
      (isLoose && long.some((key) => isAkin(key, word.key))) ||
      tables.some(({ search, docs }) =>
        [...same, ...(isLoose ? relatives(search, word.key) : [])].some((key) =>
          search.postings.get(key)?.some(({ doc }) => docs.has(doc)),
        ),
      ) ||
      done.has(vocabulary.law.actOf(word.text) ?? '')
    );
  };
}

/** Of a code, also the words that join others elsewhere. */
const keysOf = (text: string, { lightCodes }: Vocabulary): readonly string[] =>
  lightCodes.some(({ written }) => written.test(text))
    ? tokenise(text).map(({ key }) => key)
    : contentKeys(text);

interface Searched {
  readonly search: SearchIndex;
  /** Places of what the queries are about. */
  readonly docs: ReadonlySet<number>;
}

function searchedFor({ words, numbers }: Stated, vocabulary: Vocabulary): readonly Searched[] {
  const { index } = vocabulary;
  const { plan, memo } = index;
  const remarks = remarksOf(index);
  const among = <One>(search: SearchIndex, all: readonly One[], nameOf: (one: One) => string): Searched => {
    const places = rememberFor(memo, all, 'places by name', () =>
      Map.groupBy(all.keys(), (at) => nameOf(all[at] as One)),
    );
    return { search, docs: new Set([...words].flatMap((word) => places.get(word) ?? [])) };
  };
  const goals = plan.goals.flatMap(({ number }, at) => (numbers.has(number) ? [at] : []));
  return [
    among(vocabulary.itemSearch, index.items, ({ ref }) => ref),
    among(vocabulary.factSearch, plan.facts, ({ code }) => code),
    among(vocabulary.actSearch, plan.acts, ({ code }) => code),
    among(vocabulary.legalSearch, plan.legalDeadlines, ({ code }) => code),
    among(vocabulary.phaseSearch, plan.phases, ({ code }) => code),
    among(vocabulary.termSearch, plan.glossary, ({ term }) => term),
    { search: vocabulary.goalSearch, docs: new Set(goals) },
    among(remarks.search, remarks.all, ({ code }) => code),
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
