import { describe, expect, it } from 'vitest';
import { saturate } from '../../../src/answers/grammar/chart.ts';
import { surroundingsOf, withVerb } from '../../../src/answers/grammar/compose.ts';
import { findWords } from '../../../src/answers/grammar/find-words.ts';
import { RULES } from '../../../src/answers/grammar/rules.ts';
import { bestTilings } from '../../../src/answers/grammar/tiling.ts';
import { tokenise } from '../../../src/answers/language/tokens.ts';
import { luccaVocabulary } from '../lucca.ts';

const vocabulary = luccaVocabulary();
const around = (text: string) => surroundingsOf(vocabulary, tokenise(withVerb(text)));

describe('each rule of the grammar', () => {
  it('has a name of its own and at least one example', () => {
    const names = RULES.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(RULES.filter(({ examples }) => examples.length === 0)).toEqual([]);
  });

  it.each(RULES.flatMap((rule) => rule.examples.map((example) => [rule.name, example] as const)))(
    '«%s» joins «%s» whole',
    (name, example) => {
      const surroundings = around(example);
      const { tokens } = surroundings;
      const joined: { readonly from: number; readonly to: number }[] = [];
      const watched = RULES.map((rule) =>
        rule.name !== name
          ? rule
          : {
              ...rule,
              produce: (...[pieces, surroundings]: Parameters<typeof rule.produce>) => {
                const meaning = rule.produce(pieces, surroundings);
                if (meaning) joined.push({ from: pieces[0]?.from ?? -1, to: pieces.at(-1)?.to ?? -1 });
                return meaning;
              },
            },
      );
      saturate(watched, findWords(vocabulary, tokens), surroundings);
      const first = Math.max(
        0,
        tokens.findIndex(({ light }) => !light),
      );
      expect(joined.some(({ from, to }) => from <= first && to === tokens.length)).toBe(true);
    },
  );
});

describe('the order of the rules', () => {
  const questions = [
    'quanti processi ha il settore 9, quanto hanno impegnato e quanto hanno liquidato?',
    'i tre processi con più impegnato: quanto hanno liquidato?',
    'qual è il secondo processo meno costoso del settore 9?',
    'differenza tra l’impegnato del settore 5 e quello del settore 7',
    'obiettivi con peso tra 20 e 22 che non sono del settore 5',
    'il processo più costoso di ogni settore',
  ];

  it.each(questions)('means nothing: «%s»', (question) => {
    const surroundings = around(question);
    const { tokens } = surroundings;
    const found = findWords(vocabulary, tokens);
    const read = (rules: typeof RULES, pieces: typeof found) =>
      bestTilings(saturate(rules, pieces, surroundings), tokens, 12);
    const expected = read(RULES, found);
    for (let turn = 1; turn <= 20; turn += 1)
      expect(read(shuffled(RULES, turn), shuffled(found, turn))).toEqual(expected);
  });
});

/** The same list in another order, the same one for the same turn. */
function shuffled<T>(list: readonly T[], turn: number): readonly T[] {
  let state = turn * 7_919;
  const next = (): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state;
  };
  return list
    .map((one) => ({ one, at: next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
}
