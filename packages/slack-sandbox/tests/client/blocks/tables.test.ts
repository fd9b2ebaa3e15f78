import { describe, expect, it } from 'vitest';
import { sortRows } from '../../../src/client/blocks/tables.ts';

const number = (value: number, text: string) => ({ type: 'raw_number', value, text });
const text = (content: string) => ({ type: 'raw_text', text: content });
const rows = [
  [text('Zona 10'), number(1200.5, '1.200,50 €')],
  [text('Zona 9'), number(98000, '98.000,00 €')],
  [text('àncora'), text('—')],
];
const names = (column: number, ascending: boolean) =>
  sortRows(rows, { column, ascending }).map(([first]) => first?.text);

describe('the rows of a data table', () => {
  it('are sorted by the value of numbers, not by their text', () => {
    expect(names(1, true)).toEqual(['Zona 10', 'Zona 9', 'àncora']);
  });

  it('keep what is not a number at the end either way', () => {
    expect(names(1, false)).toEqual(['Zona 9', 'Zona 10', 'àncora']);
  });

  it('are sorted by words as Italian does, with figures inside read as numbers', () => {
    expect(names(0, true)).toEqual(['àncora', 'Zona 9', 'Zona 10']);
  });
});
