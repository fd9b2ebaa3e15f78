import { describe, expect, it } from 'vitest';
import { grade, summarise, type Verdict } from '../../eval/index.ts';
import type { Figure } from '../../eval/oracle.ts';
import { type Language, normalise, patternOf } from '../../eval/patterns.ts';

const finds = (figure: Figure, text: string, language: Language = 'it'): boolean =>
  new RegExp(patternOf(figure, language)).test(normalise(text));

describe('patterns', () => {
  it.each([
    [3_845_144, 'Costa 38.451,44 euro.', true],
    [3_845_144, '€ 38.451,44', true],
    [3_845_144, '38451.44', false],
    [3_845_144, '138.451,44', false],
    [3_845_144, '38.451,440', false],
    [500_000, 'sono 5.000 €', true],
    [500_000, '**5.000,00**', true],
    [500_000, '5.000,50', false],
    [500_000, '15.000', false],
    [500_000, '5.000.000', false],
    [-28_000_661, '-280.006,61', true],
  ])('money %i in "%s": %s', (cents, text, found) => {
    expect(finds({ form: 'money', cents }, text)).toBe(found);
  });

  it.each([
    [24, 'obiettivo n.24', true],
    [24, 'sono 24.', true],
    [24, '24, 25', true],
    [24, '124', false],
    [24, '24,5', false],
    [24, '28.24', false],
    [90_224, '90.224 abitanti', true],
    [90_224, '90224', true],
    [3.61, '3,61', true],
    [3.61, '3,6', false],
    [0, 'nessun obiettivo', true],
    [0, 'sono 0', true],
    [0, 'sono 10', false],
  ])('number %d in "%s": %s', (value, text, found) => {
    expect(finds({ form: 'number', value }, text)).toBe(found);
  });

  it('wants a printed percentage as printed, a computed one at least rounded', () => {
    const printed: Figure = { form: 'percent', value: 81.1 };
    expect(['81,10%', '81,1 %', '81,10 per cento'].every((t) => finds(printed, t))).toBe(true);
    expect(['81 %', '81,01 %', '81,10'].some((t) => finds(printed, t))).toBe(false);
    const computed: Figure = { form: 'share', value: 79.864 };
    expect(['79,86 %', '79,9%', '79,8 %', '80 %'].every((t) => finds(computed, t))).toBe(true);
    expect(['79 %', '179,86 %', '78,86 %'].some((t) => finds(computed, t))).toBe(false);
    expect(finds({ form: 'share', value: 99.92 }, '100 %')).toBe(false);
    expect(finds({ form: 'average', value: 23.6 }, 'in media 23,60 punti')).toBe(true);
  });

  it('knows the ways to write a day', () => {
    const day: Figure = { form: 'date', day: '2021-12-01' };
    for (const t of ['1 dicembre 2021', '1° dicembre 2021', '01/12/2021', '1.12.2021', '2021-12-01'])
      expect(finds(day, t), t).toBe(true);
    for (const t of ['11 dicembre 2021', '31/12/2021', '1 dicembre 2022'])
      expect(finds(day, t), t).toBe(false);
    expect(finds({ form: 'date', day: '06-30' }, 'entro il 30 giugno')).toBe(true);
    expect(finds({ form: 'date', day: '2023-12-31' }, 'due on 31 December 2023', 'en')).toBe(true);
    expect(finds({ form: 'date', day: '2023-12-31' }, 'December 31, 2023', 'en')).toBe(true);
  });

  it('takes a structure by code or by name', () => {
    const unit: Figure = { form: 'name', spellings: ['U.O.3.2', 'Mobilità e strategie ambientali'] };
    for (const t of ['U.O. 3.2', 'uo 3.2', 'u.o.3.2', 'la MOBILITA e strategie ambientali'])
      expect(finds(unit, t), t).toBe(true);
    expect(finds(unit, 'U.O.3.21')).toBe(false);
  });

  it('lets English answers use English punctuation, Italian ones not', () => {
    const figure: Figure = { form: 'money', cents: 2_603_941 };
    expect(finds(figure, '€26,039.41', 'en')).toBe(true);
    expect(finds(figure, '26.039,41 €', 'en')).toBe(true);
    expect(finds(figure, '€26,039.41', 'it')).toBe(false);
  });
});

describe('grading', () => {
  const c = { id: 'item01', cat: 'item', kind: 'answer' } as const;
  const patterns = { all: ['citta', '\\b24\\b'], any: ['uno', 'due'], none: ['0,00'] };

  it('compares without accents, case, marks and runs of spaces', () => {
    expect(normalise('*Città*\n  di\u00a0_Lucca_')).toBe('citta di lucca');
    expect(grade(c, patterns, { kind: 'answer', text: 'La *CITTÀ*:  24 o due' }).passed).toBe(true);
  });

  it('says everything that is wrong', () => {
    const verdict = grade(c, patterns, { kind: 'no_data', text: '0,00' });
    expect(verdict.passed).toBe(false);
    expect(verdict.problems).toEqual([
      'lacks /citta/',
      'lacks /\\b24\\b/',
      'lacks any of /uno/ /due/',
      'has /0,00/',
      'kind is no_data, not answer',
    ]);
  });

  it('wants the kind asked for, and takes every kind where any will do', () => {
    const none = { all: [], any: [], none: [] };
    const given = { kind: 'clarification', text: '' };
    expect(grade(c, none, given).passed).toBe(false);
    expect(grade({ ...c, kind: 'any' }, none, given).passed).toBe(true);
    expect(grade({ ...c, kind: 'no_data' }, none, { ...given, kind: 'no_data' }).passed).toBe(true);
  });

  it('counts per kind of question', () => {
    const verdict = (cat: string, passed: boolean): Verdict => ({ id: cat, cat, passed, problems: [] });
    expect(summarise([verdict('rank', true), verdict('item', true), verdict('rank', false)])).toEqual({
      passed: 2,
      total: 3,
      accuracy: 2 / 3,
      byKind: {
        item: { passed: 1, total: 1, accuracy: 1 },
        rank: { passed: 1, total: 2, accuracy: 0.5 },
      },
    });
    expect(summarise([]).accuracy).toBe(1);
  });
});
