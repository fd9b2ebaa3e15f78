import type { FactLabel } from '../knowledge/fact-tables.ts';
import { stem } from '../language/tokens.ts';

/** A word of the question as the labels of a table are searched for it. */
export interface SaidWord {
  readonly text: string;
  readonly key: string;
  readonly alternatives: readonly string[];
  /** An ordinary word: it counts only where a label has that very word. */
  readonly plain: boolean;
  /** It is ordinary in the language, and no word that asks. */
  readonly common?: boolean;
  /** A context table has the very word: it is no other that begins alike. */
  readonly known: boolean;
  /** It is the very word of a label of the other side: here it counts only as such, too. */
  readonly ownOnly?: boolean;
  /** It stands for the rows of any table: "settore", "comune". */
  readonly noun?: boolean;
  /** It is what a question asks how many there are of: "quanti posti". */
  readonly counted?: boolean;
  /** It follows a word that asks which: "quale titolo di entrata". */
  readonly over?: boolean;
}

export interface NamedLabels {
  readonly labels: readonly FactLabel[];
  /** Keys of the question that these labels explain, and how well, up to 1. */
  readonly explained: ReadonlyMap<string, number>;
  /** How many words of their own the nearest of them has that the question does not say. */
  readonly missing: number;
}

const PREFIX = 5;
/** Words for what is left. */
const OTHERS: ReadonlySet<string> = new Set(['altri', 'altre', 'altro', 'altra']);
const PERCENT = stem('percentuale');
/** What a keyword counts where the label's own word counts 1. */
const KEYWORD = 0.95;
/** So many words a label is held to lack when its figures are not of the kind asked for. */
const UNLIKELY = 2;
/** The same for a label that only its keywords lead to. */
const KEYWORD_ONLY = 9;

/** Whether a label has the word: 1 for its own word, less for one that stands for it, 0 for none. */
function fitOf({ keys, extra }: FactLabel, word: SaidWord): number {
  if (keys.has(word.key)) return 1;
  if (word.ownOnly) return 0;
  if (extra.has(word.key)) return KEYWORD;
  if (word.plain) return 0;
  if (word.alternatives.some((key) => keys.has(key))) return 0.8;
  if (word.alternatives.some((key) => extra.has(key))) return 0.6;
  return !word.known && [...keys].some((key) => isRelated(key, word.key)) ? 0.7 : 0;
}

/** «Entrate correnti»: a name of several words that a label goes by, said as it is. */
export const nameSaid = (
  { names }: FactLabel,
  said: readonly Pick<SaidWord, 'key'>[],
): readonly string[] | undefined =>
  names.find((name) =>
    said.some((_word, from) => name.every((key, offset) => said[from + offset]?.key === key)),
  );

const firstOf = (keys: ReadonlySet<string>): string | undefined => keys.values().next().value;

/** "Dirigenti" and "dirigenza": the same beginning, nearly the same length. */
export const isRelated = (one: string, other: string): boolean =>
  one.length >= PREFIX &&
  other.length >= PREFIX &&
  one.slice(0, PREFIX) === other.slice(0, PREFIX) &&
  Math.abs(one.length - other.length) <= 2;

/**
 * The rows (or columns) that a question names. A label that explains less than another is none of them; among those that
 * explain the same, the one that says least besides: "entrate in conto capitale" is not the fund for such expenses.
 */
export function namedLabels(
  labels: readonly FactLabel[],
  said: readonly SaidWord[],
  shared: ReadonlySet<string>,
  unlikely: (label: FactLabel) => boolean = () => false,
): NamedLabels {
  const candidates = labels.flatMap((label) => {
    const name = nameSaid(label, said);
    const fits = said
      .map((word) => ({ key: word.key, fit: name?.includes(word.key) ? 1 : fitOf(label, word) }))
      .filter((one) => one.fit > 0);
    // "Quanto fanno gli altri due?": those that are left, and not "altre attrezzature".
    if (fits.every(({ key }) => OTHERS.has(key))) return [];
    // "Attrezzature del settore 6": a word that all the table shares does not single out "altre attrezzature".
    const own = new Set(fits.filter((one) => one.fit > 0.65 && one.fit !== KEYWORD).map((one) => one.key));
    if (fits.every((one) => shared.has(one.key)) && own.size < label.keys.size) return [];
    return [
      {
        label,
        explained: new Set(fits.map((one) => one.key)),
        missing:
          (name ? 0 : own.size === 0 && label.keys.size > 0 ? KEYWORD_ONLY : label.keys.size - own.size) +
          (unlikely(label) ? UNLIKELY : 0),
        fits,
        score: fits.reduce((sum, one) => sum + one.fit, 0),
      },
    ];
  });
  // "Giudizio medio per ambito": a word that heads several labels does not mean the total, though it is its keyword.
  const heads = (key: string): boolean => labels.filter(({ keys }) => keys.has(key)).length > 1;
  const inNames = new Set(candidates.flatMap(({ label }) => nameSaid(label, said) ?? []));
  const isOfNames = (explained: ReadonlySet<string>): boolean =>
    inNames.size > 0 &&
    [...explained].every((key) => inNames.has(key) || said.some((word) => word.key === key && word.plain));
  const likely = candidates.filter(
    ({ label, explained }) =>
      !label.whole ||
      // «Il totale delle entrate correnti»: of the rows of that name.
      (!isOfNames(explained) && [...explained].some((key) => label.keys.has(key) || !heads(key))),
  );
  // "In percentuale": how a figure is told names no row where other words do.
  const isTold = ({ explained, missing }: (typeof likely)[number]): boolean =>
    missing > 0 && [...explained].every((key) => key === PERCENT);
  const meant = likely.every(isTold) ? likely : likely.filter((one) => !isTold(one));
  // "Quale missione": the word with which several labels begin means all of them, however long they are.
  const begins = (key: string | undefined): boolean =>
    labels.filter(({ keys }) => firstOf(keys) === key && keys.size > 1).length > 1 &&
    !labels.some(({ keys }) => keys.size === 1 && firstOf(keys) === key);
  const isHeading = ({ label, explained }: (typeof likely)[number]): boolean => {
    const first = firstOf(label.keys);
    // "Titoli di spesa": another word that several of them have singles out none.
    const alike = (key: string): boolean =>
      labels.filter(({ keys, extra }) => firstOf(keys) === first && (keys.has(key) || extra.has(key)))
        .length > 1;
    return first !== undefined && explained.has(first) && begins(first) && [...explained].every(alike);
  };
  // "Quale titolo di entrata": all that are called so are asked over, and none of them is named.
  const over = new Set(said.flatMap(({ key, over: isOver }) => (isOver ? [key] : [])));
  const isOver = ({ explained }: (typeof likely)[number]): boolean =>
    [...explained].some(
      (key) =>
        over.has(key) && labels.filter(({ keys, extra }) => keys.has(key) || extra.has(key)).length > 2,
    );
  // «Il settore Trasporti»: beside a label that is wholly said its noun names no other («Settore Pubblico»).
  const nouns = new Set(said.flatMap(({ key, noun }) => (noun ? [key] : [])));
  const isByNoun = ({ explained, missing }: (typeof likely)[number]): boolean =>
    missing > 0 && [...explained].every((key) => nouns.has(key));
  const isSaid = meant.some((one) => one.missing === 0 && !isByNoun(one));
  const kept = meant.filter(
    (one) =>
      !(isSaid && isByNoun(one)) &&
      !meant.some((other) => {
        if (other === one || ![...one.explained].every((key) => other.explained.has(key))) return false;
        // «PC e notebook»: a word of its own is none that another, which is said besides, is only known by.
        if (other.explained.size > one.explained.size)
          return heads(firstOf(one.label.keys) ?? '') || !standsApart(one.label, other);
        if ((isHeading(one) && isHeading(other)) || (isOver(one) && isOver(other))) return false;
        return (
          other.missing < one.missing || (other.missing === one.missing && other.score > one.score + 0.05)
        );
      }),
  );
  const explained = new Map<string, number>();
  for (const { fits } of kept)
    for (const one of fits) explained.set(one.key, Math.max(explained.get(one.key) ?? 0, one.fit));
  const missing = kept.length === 0 ? 0 : Math.min(...kept.map((one) => one.missing));
  return { labels: kept.map((one) => one.label), explained, missing: Math.min(missing, 4) };
}

/** Whether a label begins with a word that another, all of whose words are said, has only as a keyword. */
function standsApart(
  { keys }: FactLabel,
  { label, explained }: { readonly label: FactLabel; readonly explained: ReadonlySet<string> },
): boolean {
  const head = firstOf(keys) ?? '';
  return (
    explained.has(head) &&
    !label.whole &&
    !label.keys.has(head) &&
    [...label.keys].every((key) => explained.has(key))
  );
}
