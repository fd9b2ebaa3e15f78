import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../src/answers/engine.ts';
import { NO_LIVE } from '../../../src/answers/ports.ts';
import { readPlan } from '../../../src/store/plan/index.ts';

const plans = ['altamarca-2026', 'altamarca-2025'].map((folder) => {
  const read = readPlan(`eval/bodies/${folder}`);
  if (!read.ok) throw new Error(`${folder} cannot be read`);
  return read.plan;
});
const engine = createEngine(plans, () => NO_LIVE);
const now = new Date('2026-09-15T07:00:00Z');
const ask = async (question: string) =>
  (await engine.ask({ question, conversation: null, asker: null, now })).answer;
const figureFor = async (question: string): Promise<number> => (await ask(question)).value ?? Number.NaN;

describe('a figure in the plans of two years', () => {
  it.each([
    'di quanto è cambiato l’impegnato della direzione Salute tra il 2025 e il 2026?',
    'variazione dell’impegnato della direzione Salute dal 2025 al 2026',
    'che differenza c’è tra 2026 e 2025 per l’impegnato della direzione Salute?',
    'di quanto è aumentato l’impegnato della direzione Salute rispetto al 2025?',
  ])('is the later less the earlier: «%s»', async (question) => {
    const [before, after] = [
      await figureFor('impegnato della direzione Salute nel 2025'),
      await figureFor('impegnato della direzione Salute nel 2026'),
    ];
    expect(before).toBeGreaterThan(0);
    const answer = await ask(question);
    expect(answer.value).toBe(after - before);
    expect(answer.notes.join(' ')).not.toMatch(/chiedimelo a parte/);
  });

  it('stands side by side where nothing says how far apart', async () => {
    const { headline } = await ask('quanto ha impegnato la direzione Salute nel 2025 e nel 2026?');
    expect(headline).toMatch(/impegnato 2025: [\d.,]+ €; impegnato 2026: [\d.,]+ €/u);
  });

  it('is not worked out for items, which have other numbers in another year', async () => {
    const { query } = await ask('di quanto è cambiato l’impegnato dell’obiettivo 5 tra il 2025 e il 2026?');
    expect(query?.type).not.toBe('figures');
  });

  it.each([
    'come è andato l’impegnato della direzione Salute dal 2025 al 2026?',
    'com’è cambiato l’impegnato della direzione Salute tra il 2025 e il 2026?',
    'confronta l’impegnato della direzione Salute del 2025 e del 2026',
    'andamento dell’impegnato della direzione Salute',
    'come è cambiato l’impegnato della direzione Salute negli anni?',
  ])('is told of both years: «%s»', async (question) => {
    const { headline, kind } = await ask(question);
    expect(kind).toBe('answer');
    for (const year of [2025, 2026]) {
      const { headline: alone } = await ask(`impegnato della direzione Salute nel ${year}`);
      const amount = /[\d.]+,\d\d €/u.exec(alone)?.[0] ?? 'none';
      expect(headline).toContain(amount);
    }
  });

  it('is asked about where it is of an item', async () => {
    const { kind } = await ask('come è andato l’obiettivo 5 dal 2025 al 2026?');
    expect(kind).not.toBe('answer');
  });
});
