import { capital } from '../../words/sentences.ts';
import { withArticle } from '../figures/italian.ts';
import { type Found, findPassages, type Passage, type Place, tellsHowMany } from '../knowledge/passages.ts';
import { contentKeys } from '../language/tokens.ts';
import type { QueryOf } from '../query.ts';
import { type Draft, type Phrasing, say } from './draft.ts';
import { fullName, theName } from './names.ts';
import { listSource } from './sources.ts';
import { tableOf, wordColumn } from './table-of.ts';
import { joinAnd } from './values.ts';
import { genderOfKinds, type Words } from './words.ts';

/** Most items that are told one by one; so many more are in the table. */
const MOST_PASSAGES = 20;
/** A text is told whole up to here. */
const MOST_LETTERS = 220;

/** Which items speak of something, and where: "nella descrizione: «…»". */
export function phrasePassages({ index, words }: Phrasing, query: QueryOf<'passage'>): Draft {
  const { words: said, kind } = query;
  const all = findPassages(index, said, { item: query.item });
  const own = all.filter(({ one }) => kind === null || one.item.kind === kind);
  const shown = own.length > 0 ? own : all;
  const quotedWords = (some: readonly string[]): string =>
    joinAnd(
      words,
      some.map((word) => `«${word}»`),
    );
  const nowhere = (some: readonly string[]): string =>
    say(
      words,
      `Nessun testo del piano parla di ${quotedWords(some)}.`,
      `No text of the plan speaks of ${quotedWords(some)}.`,
    );
  const unsaid = query.unsaid ?? null;
  const beside = query.beside ?? null;
  const sought =
    beside === null
      ? quotedWords(said)
      : say(
          words,
          `${quotedWords(said)} (non di ${quotedWords(beside)})`,
          `${quotedWords(said)} (not of ${quotedWords(beside)})`,
        );
  const [first, ...others] = shown;
  const noun = kind === null ? words.anyKind : words.kinds[kind];
  if (!first)
    return {
      kind: 'no_data',
      headline: nowhere(said),
    };
  const gender = genderOfKinds(words, kind === null ? [] : [kind]);
  const howMany = query.counted ?? null;
  const isUncounted =
    unsaid === null && howMany !== null && !said.some((word) => tellsHowMany(index, shown, word));
  const absent =
    unsaid !== null
      ? `${nowhere(unsaid)} `
      : isUncounted
        ? say(words, `Nessun testo del piano dice ${howMany}. `, 'No text of the plan says how many. ')
        : '';
  const none =
    own.length > 0
      ? absent
      : say(
          words,
          `Tra ${withArticle(noun.many, { gender, plural: true })} non trovo ${sought}. `,
          `Among ${noun.many} I do not find ${sought}. `,
        );
  const sources = shown.flatMap(({ passages }) =>
    passages.flatMap(({ source }) => (source === null ? [] : [`${index.plan.head.document}, ${source}`])),
  );
  const common = {
    kind: unsaid === null && !isUncounted ? ('answer' as const) : ('no_data' as const),
    items: shown.map(({ one }) => one.ref),
    sources: [...new Set([...sources, ...listSource(index)])].slice(0, 3),
  };
  if (others.length === 0)
    return {
      ...common,
      headline: `${none}${say(
        words,
        `${capital(theName(words, first.one))} parla di ${sought} ${whereText(words, first, said)}.`,
        `${capital(theName(words, first.one))} speaks of ${sought} ${whereText(words, first, said)}.`,
      )}`,
    };
  const names = shown.slice(0, 8).map(({ one }) => fullName(words, one));
  const listed = `${names.join(', ')}${shown.length > names.length ? ', …' : ''}`;
  const counted = own.length > 0 ? noun.many : words.anyKind.many;
  return {
    ...common,
    headline: `${none}${say(
      words,
      `${shown.length} ${counted} parlano di ${sought}: ${listed}.`,
      `${shown.length} ${counted} speak of ${sought}: ${listed}.`,
    )}`,
    table: tableOf(
      shown,
      [
        wordColumn(say(words, 'Voce', 'Item'), ({ one }) => fullName(words, one)),
        wordColumn(say(words, 'Dove', 'Where'), ({ passages }) => placesText(words, passages)),
        wordColumn(say(words, 'Testo', 'Text'), ({ passages }) => excerpt(passages[0]?.text ?? '', said)),
      ],
      MOST_PASSAGES,
    ),
  };
}

const whereText = (words: Words, { passages }: Found, said: readonly string[]): string =>
  `${placesText(words, passages)}: «${excerpt(passages[0]?.text ?? '', said)}»`;

const placesText = (words: Words, passages: readonly Passage[]): string =>
  joinAnd(
    words,
    [...new Set(passages.map(({ place }) => place))].map((place) => PLACES[place][words.language]),
  );

/** The sentence with the words, of a longer text. */
function excerpt(text: string, said: readonly string[]): string {
  if (text.length <= MOST_LETTERS) return text.replace(/[.\s]+$/, '');
  const keys = said.flatMap(contentKeys);
  const sentence = text.split(/(?<=[.;])\s+/).find((one) => {
    const own = contentKeys(one);
    return keys.some((key) => own.includes(key));
  });
  return `… ${(sentence ?? text).slice(0, MOST_LETTERS).replace(/[.\s]+$/, '')} …`;
}

const PLACES: Readonly<Record<Place, { readonly it: string; readonly en: string }>> = {
  title: { it: 'nel titolo', en: 'in its title' },
  summary: { it: 'nella descrizione', en: 'in its summary' },
  expected: { it: 'nel risultato atteso', en: 'in its expected result' },
  note: { it: 'in una nota', en: 'in a note' },
  costs: { it: 'nella nota ai costi', en: 'in the note on its costs' },
  indicator: { it: 'in un indicatore', en: 'in an indicator' },
  milestone: { it: 'in una fase', en: 'in a milestone' },
  keywords: { it: 'tra le parole chiave', en: 'among its keywords' },
};
