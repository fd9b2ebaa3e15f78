import { describe, expect, test } from 'vitest';
import type { CostLine, Item, Plan } from '../../src/domain/types.ts';
import { engineOf } from '../support/engine.ts';
import { costLine, smallPlan } from '../support/small-plan.ts';
import { converse } from './lucca.ts';

const line = (row: number, number: number, personnel: number | null, committed: number | null): CostLine => ({
  row,
  kind: 'objective',
  number,
  department: 'Settore 1',
  unit: 'U.1.1',
  scopeAsPrinted: '',
  personnel,
  committed,
  settled: null,
  assessed: null,
  collected: null,
  note: null,
});

const named = (items: readonly Item[]): readonly Item[] =>
  items.map((item) =>
    item.kind === 'objective' && item.number === 1
      ? { ...item, title: 'Restauro del mulino vecchio', shortTitle: 'Mulino vecchio', keywords: ['macina'] }
      : item,
  );

const base = smallPlan();
const plan: Plan = {
  ...base,
  items: named(base.items),
  costLines: [line(1, 1, 123_456, null), line(2, 2, 50_000, 10_000)],
};
const engine = engineOf([plan]);

describe('another body', () => {
  test('is answered with its own names, codes and year', async () => {
    const { answer, text } = await converse(engine, 'quanto costa il restauro del mulino?');
    expect(answer.query).toMatchObject({ items: ['objective:1'] });
    expect(text).toContain('1.234,56');
    expect(text).toContain('2026');
    expect(text).not.toMatch(/Lucca|2021/);
  });

  test('its units are found by their own codes', async () => {
    const { answer } = await converse(engine, 'costo del personale U.1.1');
    expect(answer.value).toBe(173_456);
  });

  test('its year is the only one it speaks of', async () => {
    expect((await converse(engine, "quanto costa l'obiettivo 1 nel 2021?")).answer.kind).toBe('no_data');
  });

  test.each([
    ['Regione Molise', 'ho i dati 2026 della Regione Molise'],
    ['Unione dei Comuni', 'ho i dati 2026 dell’Unione dei Comuni'],
  ])('%s is named with its article', async (bodyName, have) => {
    const other = engineOf([{ ...plan, head: { ...plan.head, bodyName } }]);
    expect((await converse(other, 'che tempo fa domani?')).text).toContain(have);
  });

  test('what nobody declares stays undeclared in a total', async () => {
    const { answer, text } = await converse(engine, 'totale liquidato');
    expect(answer.value).toBeNull();
    expect(text).toContain('non dichiarato');
  });

  test('an empty plan answers without throwing', async () => {
    const empty = engineOf([{ ...base, items: [], assignments: [], costLines: [] }]);
    for (const question of [
      'quanto costa il 3?',
      'obiettivo più costoso',
      'totale impegnato',
      'elenca gli obiettivi',
    ])
      expect((await converse(empty, question)).answer.headline).not.toBe('');
  });
});

test('nothing was spent where nought is printed, too', async () => {
  const plan = smallPlan({ costLines: [costLine(1, { settled: 0 }), costLine(2, { settled: 500 })] });
  const { answer } = await converse(engineOf([plan]), 'quali obiettivi non hanno liquidato nulla?');
  expect(answer.headline).toMatch(/^2 obiettivi .*obiettivo 1 .*obiettivo 3/u);
});
