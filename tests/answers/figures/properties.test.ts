import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate } from '../../../src/answers/figures/evaluate.ts';
import {
  FIGURES,
  type FiguresQuery,
  figuresQuerySchema,
} from '../../../src/answers/figures/figures-query.ts';
import { FIGURE_RULES, isOfItem } from '../../../src/answers/figures/measures.ts';
import { phraseFigures } from '../../../src/answers/figures/phrase-figures.ts';
import type { Draft } from '../../../src/answers/phrase/draft.ts';
import { tidied } from '../../../src/answers/phrase/tidy.ts';
import { WORDS } from '../../../src/answers/phrase/words.ts';
import { anyQuery } from './arbitrary.ts';
import { luccaIndex, smallIndex } from './plans.ts';
import { department, not, query, sum, unit } from './queries.ts';

const index = luccaIndex();
const MONEY = FIGURES.filter((figure) => FIGURE_RULES[figure].additive && !isOfItem(figure));

const saidBy = (draft: Draft): readonly string[] => [
  draft.headline,
  ...(draft.notes ?? []),
  ...(draft.sources ?? []),
  ...(draft.table?.columns.map(({ label }) => label) ?? []),
  ...(draft.table?.rows.flat().map(({ text }) => text) ?? []),
  ...(draft.proof
    ? [draft.proof.filter, ...draft.proof.rows, draft.proof.formula, draft.proof.sum ?? '—']
    : []),
];

const BROKEN =
  /undefined|null|NaN|Infinity|\[object|\b(?:il|lo|la|i|gli|le) (?:il|lo|la|i|gli|le)\b|'| {2}| ,|\(\)/;

describe.each([
  ['Lucca', index],
  ['a small body', smallIndex()],
] as const)('any query over %s', (_, own) => {
  test('is answered, in words that hold together', () => {
    fc.assert(
      fc.property(anyQuery(own), fc.boolean(), (given, italian) => {
        const draft = tidied(
          phraseFigures({ index: own, words: italian ? WORDS.it : WORDS.en }, evaluate(given, own)),
        );
        expect(draft.headline.trim()).toMatch(/^\S.{5,}\.$/s);
        expect(draft.notes?.length ?? 0).toBeLessThanOrEqual(2);
        // Titles and notes of the document are quoted as they are.
        const own_words = [draft.headline, ...(draft.table?.columns.map(({ label }) => label) ?? [])].map(
          (text) => text.replaceAll(/«[^»]*»/g, '«»'),
        );
        for (const text of own_words) expect(text).not.toMatch(BROKEN);
        for (const text of saidBy(draft)) expect(text.trim()).not.toBe('');
        for (const row of draft.table?.rows ?? []) expect(row.length).toBe(draft.table?.columns.length);
        expect(Number.isNaN(draft.value)).toBe(false);
      }),
      { numRuns: 1500 },
    );
  });

  test('survives the memory of a conversation', () => {
    fc.assert(
      fc.property(anyQuery(own), (given) => {
        expect(figuresQuerySchema.parse(JSON.parse(JSON.stringify(given)))).toEqual(given);
      }),
    );
  });
});

describe('the parts make the whole', () => {
  const total = (select: FiguresQuery['select'], figure: (typeof MONEY)[number]): number =>
    evaluate(query({ select, columns: [sum(figure)] }), index).rows[0]?.cells[0]?.value ?? 0;

  test.each(MONEY)('%s: the departments’ lines are all the lines', (figure) => {
    const groups = evaluate(query({ by: 'department', columns: [sum(figure)] }), index);
    const added = groups.rows.reduce((all, row) => all + (row.cells[0]?.value ?? 0), 0);
    // A difference is of the lines that declare both sides: an item split between departments may declare each in one.
    expect(added).toBe(total([], figure));
  });

  test.each(MONEY)('%s: a structure and all but it are everything', (figure) => {
    const structures = [
      ...index.plan.departments.map(({ code }) => department(code)),
      ...index.plan.units.map(({ code }) => unit(code)),
    ];
    for (const one of structures)
      expect(total([one], figure) + total([not(one)], figure)).toBe(total([], figure));
  });
});
