import { describe, expect, it } from 'vitest';
import { readDays } from '../../src/answers/parts/read-days.ts';
import { engineOf } from '../support/engine.ts';
import { converse, luccaEngine } from './lucca.ts';
import { regionPlan } from './region.ts';

const lucca = luccaEngine();
const asked = async (question: string, engine = lucca) => {
  const { answer, text } = await converse(engine, question);
  return { ...answer, text };
};

describe('days in a question', () => {
  const TODAY = '2026-11-28';
  for (const [text, from, to] of [
    ['scadono il 30 giugno 2026', '2026-06-30', '2026-06-30'],
    ['scadono il 23/11/2021', '2021-11-23', '2021-11-23'],
    ['scadono entro il 30/6', '1900-01-01', '2026-06-30'],
    ['avviati dal 1° settembre 2020', '2020-09-01', '9999-12-31'],
    ['scadono dopo il 30 giugno', '2026-07-01', '9999-12-31'],
    ['scadono prima di settembre', '1900-01-01', '2026-08-31'],
    ['scadono fra maggio e luglio', '2026-05-01', '2026-07-31'],
    ['in scadenza da novembre 2026 a febbraio 2027', '2026-11-01', '2027-02-28'],
    ['scadono nel secondo semestre', '2026-07-01', '2026-12-31'],
    ['scadono entro il primo trimestre 2027', '1900-01-01', '2027-03-31'],
    ['scadono entro fine anno', '1900-01-01', '2026-12-31'],
    ['scadono la prossima settimana', '2026-11-30', '2026-12-06'],
    ['scadono il mese prossimo', '2026-12-01', '2026-12-31'],
  ] as const)
    it(`are read: ${text}`, () => {
      expect(readDays(text, 2026, TODAY).days).toEqual({ from, to });
    });

  it('count the years to come', () => {
    expect(readDays('scadono nei prossimi due anni', 2026, TODAY).days).toEqual({
      from: TODAY,
      to: '2028-11-27',
    });
  });

  it('are none where no day is named', () => {
    expect(readDays('obiettivi che scadono nel 2026', 2026, TODAY).days).toBeNull();
  });
});

describe('items due by a day', () => {
  for (const [question, value] of [
    ['quanti obiettivi scadono entro settembre?', 0],
    ['quanti obiettivi terminano entro il 31 dicembre 2022?', 68],
    ['quanti obiettivi scadono dopo il 30 giugno 2022?', 4],
    ['quanti obiettivi vanno conclusi entro dicembre 2023?', 69],
    ['obiettivi da completare entro il 31 dicembre 2022', 68],
    ['quanti processi finiscono tra marzo e giugno?', 0],
    ['che cosa scade il 23/11/2021?', 0],
  ] as const)
    it(`are counted: ${question}`, async () => {
      const { value: counted, text } = await asked(question);
      expect([counted, text.includes('La scadenza è ricavata')]).toEqual([value, true]);
    });

  it('are those whose day the plan gives, where it gives one', async () => {
    const plan = regionPlan();
    const items = plan.items.map((one) => ({ ...one, dueOn: one.number === 3 ? '2026-06-30' : one.dueOn }));
    const engine = engineOf([{ ...plan, items }]);
    const { value, text } = await asked('quanti obiettivi scadono il 30 giugno 2026?', engine);
    expect([value, text.split('\n')[0]]).toEqual([1, expect.stringContaining('il 30 giugno 2026')]);
  });

  it('asks about a day on which nothing can be known to begin', async () => {
    const { kind, text } = await asked('quanti obiettivi iniziano il 1 marzo 2021?');
    expect([kind, text]).toEqual(['clarification', expect.stringContaining('il 1 marzo 2021')]);
  });

  it('leaves terms of law to the law', async () => {
    const { query } = await asked('entro quando va approvata la relazione sulla performance?');
    expect(query?.type).toBe('date');
  });
});

describe('items that are overdue', () => {
  const past = regionPlan(2020);
  const items = past.items.map((one) => (one.number === 2 ? one : { ...one, horizonEnd: 2020 }));
  const region = engineOf([{ ...past, items }]);

  it.each([
    ['quali obiettivi sono scaduti?', 4],
    ['obiettivi già scaduti', 4],
    ['gli obiettivi non ancora scaduti', 1],
  ])('are held against today: %s', async (question, count) => {
    expect((await asked(question, region)).value).toBe(count);
  });

  it('are none of this year’s before it ends', async () => {
    const { headline } = await asked('quali obiettivi sono scaduti?', engineOf([regionPlan(2021)]));
    expect(headline).toMatch(/^Nessun obiettivo con scadenza entro il 31 agosto 2021/);
  });
});
