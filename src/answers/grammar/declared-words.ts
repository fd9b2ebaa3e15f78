import { ITEM_TABLES } from '../figures/figures-query.ts';
import type { Vocabulary } from '../knowledge/vocabulary.ts';
import type { Match } from '../language/phrases.ts';
import type { Token } from '../language/tokens.ts';
import type { Field } from '../parts/parts-query.ts';
import { leadingCode, type PartWord, valuesIn } from '../parts/parts-words.ts';
import { wordsOfTables } from '../parts/scope.ts';
import type { Piece } from './pieces.ts';

/*
 * What a plan declares of its items in words: values of its columns ("priorità alta", "missione 9", "obiettivi di
 * miglioramento"), and whether they have rows of their own in another table ("senza indicatori").
 */

type Said = readonly Match<PartWord>[];

/**
 * Conditions that a question says in the plan's own words.
 * @param said what its other words mean
 * @param names structures that it names
 */
export function declaredWords(
  vocabulary: Vocabulary,
  tokens: readonly Token[],
  said: readonly Piece[],
  names: readonly Piece[],
): readonly Piece<'atoms'>[] {
  const words = wordsOfTables(vocabulary, tokens);
  if (words.length === 0) return [];
  return [
    ...tablesHeld(vocabulary, tokens, words, said),
    ...valuesDeclared(tokens, words, said, names),
    ...valuesNumbered(vocabulary, tokens, words),
  ];
}

/** The place after some light words. */
function pastLight(tokens: readonly Token[], at: number, step: 1 | -1): number {
  let place = at;
  while (tokens[step === 1 ? place : place - 1]?.light && !/^(e|o|non)$/.test(wordAt(tokens, place, step)))
    place += step;
  return place;
}

const wordAt = (tokens: readonly Token[], at: number, step: 1 | -1): string =>
  tokens[step === 1 ? at : at - 1]?.text ?? '';

/** "Con indicatori", "non hanno milestone". */
function tablesHeld(
  { index: { plan } }: Vocabulary,
  tokens: readonly Token[],
  words: Said,
  said: readonly Piece[],
): readonly Piece<'atoms'>[] {
  return words.flatMap(({ from, to, meaning }): readonly Piece<'atoms'>[] => {
    const table = ITEM_TABLES.find((one) => meaning.category === 'table' && meaning.value === one);
    if (table === undefined || plan[table].length === 0) return [];
    const before = said.filter(({ to: end }) => end <= from && pastLight(tokens, from, -1) <= end);
    const has = { type: 'has', table } as const;
    const without = before.find(({ cat }) => cat === 'without');
    if (without) return [{ cat: 'atoms', atoms: [{ type: 'not', atom: has }], from: without.from, to }];
    const having = before.find(({ cat }) => cat === 'with');
    const verb = tokens.findIndex(({ text }, at) => at < from && at >= from - 3 && /^(ha|hanno)$/.test(text));
    if (having) return [{ cat: 'atoms', atoms: [has], from: having.from, to }];
    return verb >= pastLight(tokens, from, -1) && tokens[verb - 1]?.text !== 'non'
      ? [{ cat: 'atoms', atoms: [has], from: verb, to }]
      : [];
  });
}

/** A value beside the word for its column, after a noun for items, or one that is no everyday word. */
function valuesDeclared(
  tokens: readonly Token[],
  words: Said,
  said: readonly Piece[],
  names: readonly Piece[],
): readonly Piece<'atoms'>[] {
  return words.flatMap(({ from, to, meaning }): readonly Piece<'atoms'>[] => {
    if (meaning.category !== 'value') return [];
    const { field, value } = meaning;
    const isIts = (one: Match<PartWord>): boolean =>
      one.meaning.category === 'field' && one.meaning.value === field;
    const first = pastLight(tokens, from, -1);
    const before = words.find((one) => isIts(one) && one.to <= from && one.to >= first);
    const after = words.find((one) => isIts(one) && one.from >= to && one.from <= pastLight(tokens, to, 1));
    const own = { from: before?.from ?? from, to: after?.to ?? to };
    const isTold = before !== undefined || after !== undefined;
    const next = said.filter((one) => one.to <= from && one.to >= first);
    const isPlace =
      next.some(({ cat }) => cat === 'level') || names.some((one) => one.from <= from && one.to >= to);
    const isNoun = next.some(({ cat }) => cat === 'kind' || cat === 'negation');
    const isName = to - from > 1 || leadingCode(value) === value || /\p{L}\d/u.test(tokens[from]?.text ?? '');
    if (!isTold && (isPlace || !(isNoun || isName))) return [];
    return [{ cat: 'atoms', atoms: [{ type: 'field', field, value }], ...own }];
  });
}

/** "La missione 9", "programma 4": a value by the number that it begins with. */
function valuesNumbered(
  { index: { plan } }: Vocabulary,
  tokens: readonly Token[],
  words: Said,
): readonly Piece<'atoms'>[] {
  return words.flatMap(({ from, to, meaning }): readonly Piece<'atoms'>[] => {
    if (meaning.category !== 'field' || !NUMBERED.test(meaning.value)) return [];
    const field = meaning.value as Field;
    const at = pastLight(tokens, to, 1);
    const number = tokens[at];
    if (number?.type !== 'number') return [];
    const value = plan.items
      .flatMap((item) => valuesIn(plan, item, field))
      .find((one) => leadingCode(one) === number.text);
    return value === undefined
      ? []
      : [{ cat: 'atoms', atoms: [{ type: 'field', field, value }], from, to: at + 1 }];
  });
}

/** Columns whose values begin with a number. */
const NUMBERED = /^(mission|programme|parent)$/;
