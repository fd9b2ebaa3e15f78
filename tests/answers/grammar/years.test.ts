import { describe, expect, it } from 'vitest';
import { readPlan } from '../../../src/store/plan/import/index.ts';
import { formatEuro } from '../../../src/words/formats.ts';
import { engineOf } from '../../support/engine.ts';

const plans = ['altamarca-2026', 'altamarca-2025'].map((folder) => {
  const read = readPlan(`eval/bodies/${folder}`);
  if (!read.ok) throw new Error(`${folder} cannot be read`);
  return read.plan;
});
const engine = engineOf(plans);
const now = new Date('2026-09-15T07:00:00Z');
const ask = async (question: string) =>
  (await engine.ask({ question, conversation: null, asker: null, now })).answer;
const figureFor = async (question: string): Promise<number> => (await ask(question)).value ?? Number.NaN;
/** What an item of a plan has committed, by its title or short title. */
function centsOf(year: number, title: string): number | null {
  const plan = plans.find(({ head }) => head.year === year);
  const found = plan?.items.find((one) => [one.title, one.shortTitle].includes(title));
  const lines = (plan?.costLines ?? []).filter(
    ({ kind, number }) => kind === found?.kind && number === found?.number,
  );
  const declared = lines.flatMap(({ committed }) => committed ?? []);
  return declared.length === 0 ? null : declared.reduce((sum, one) => sum + one, 0);
}

const committedOf = (year: number, title: string): string => {
  const cents = centsOf(year, title);
  return cents === null ? 'non dichiarato' : formatEuro(cents).replaceAll('\u00a0', ' ');
};

/** What each direction committed more in 2026 than in 2025, in the plan’s order. */
async function changes(): Promise<readonly { readonly name: string; readonly gap: number }[]> {
  const { table } = await ask('impegnato per direzione, 2025 e 2026');
  return (table?.rows ?? []).map(([name, before, after]) => ({
    name: name?.text ?? '',
    gap: Number(after?.value) - Number(before?.value),
  }));
}

describe('a figure in the plans of two years', () => {
  it.each([
    'di quanto è cambiato l’impegnato della direzione Salute tra il 2025 e il 2026?',
    'variazione dell’impegnato della direzione Salute dal 2025 al 2026',
    'che differenza c’è tra 2026 e 2025 per l’impegnato della direzione Salute?',
    'di quanto è aumentato l’impegnato della direzione Salute rispetto al 2025?',
    'quanto ha impegnato la direzione Salute in più o in meno rispetto al 2025?',
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

  it.each([
    'quanto ha impegnato la direzione Salute nel 2025 e nel 2026?',
    'quanto ha impegnato la direzione Salute in due anni?',
  ])('stands side by side where nothing says how far apart: «%s»', async (question) => {
    const { headline } = await ask(question);
    expect(headline).toMatch(/impegnato 2025: [\d.,]+ €; impegnato 2026: [\d.,]+ €/u);
  });

  it('is not worked out for an item’s number, which may be another’s in another year', async () => {
    const { query } = await ask('di quanto è cambiato l’impegnato dell’obiettivo 5 tra il 2025 e il 2026?');
    expect(query?.type).not.toBe('figures');
  });

  it('is of the same item in both where its title names it, whatever its numbers', async () => {
    const [before, after] = [2025, 2026].map((year) =>
      committedOf(year, 'Prevenzione degli incendi boschivi'),
    );
    const { headline } = await ask('prevenzione degli incendi boschivi: impegnato 2025 e 2026');
    expect(headline).toContain(`impegnato 2025: ${before}`);
    expect(headline).toContain(`impegnato 2026: ${after}`);
  });

  it('has a row for each structure, with what each year’s plan says of it', async () => {
    const { table } = await ask('impegnato per direzione, 2025 e 2026');
    const { table: before } = await ask('impegnato per direzione nel 2025');
    const { table: after } = await ask('impegnato per direzione nel 2026');
    expect(table?.rows.length).toBe(5);
    for (const [name, first, second] of table?.rows ?? []) {
      const alone = (one: typeof table) => one?.rows.find(([own]) => own?.text === name?.text)?.[1]?.value;
      expect([first?.value, second?.value]).toEqual([alone(before), alone(after)]);
    }
  });

  it.each([
    ['in quali direzioni l’impegnato è aumentato dal 2025 al 2026?', 1],
    ['quali direzioni hanno impegnato più nel 2026 che nel 2025?', 1],
    ['in quali direzioni l’impegnato è diminuito dal 2025 al 2026?', -1],
  ])('tells the rows that went one way: «%s»', async (question, sign) => {
    const moved = (await changes()).filter(({ gap }) => Math.sign(gap) === sign);
    const { table } = await ask(question);
    expect(table?.rows.map(([name]) => name?.text)).toEqual(moved.map(({ name }) => name));
    expect(table?.rows.map(([, gap]) => gap?.value)).toEqual(moved.map(({ gap }) => gap));
  });

  it('tells the row that changed the most', async () => {
    const [most] = (await changes()).toSorted((a, b) => b.gap - a.gap);
    const { value, headline } = await ask(
      'quale direzione ha il maggiore aumento di impegnato tra il 2025 e il 2026?',
    );
    expect(value).toBe(most?.gap);
    expect(headline).toContain(most?.name.split(' ')[0]);
  });

  it.each([
    ['quali servizi hanno meno obiettivi nel 2026 che nel 2025?', -1],
    ['quali servizi hanno più obiettivi nel 2026 che nel 2025?', 1],
  ])('counts items in both: «%s»', async (question, sign) => {
    const { table: before } = await ask('quanti obiettivi ha ogni servizio nel 2025?');
    const { table: after } = await ask('quanti obiettivi ha ogni servizio nel 2026?');
    const countIn = (one: typeof before, name: string) =>
      Number(one?.rows.find(([own]) => own?.text === name)?.[1]?.value ?? 0);
    const names = [
      ...new Set([...(before?.rows ?? []), ...(after?.rows ?? [])].map(([name]) => name?.text ?? '')),
    ];
    const moved = names.filter(
      (name) => name !== 'Totale' && Math.sign(countIn(after, name) - countIn(before, name)) === sign,
    );
    const { table } = await ask(question);
    expect((table?.rows ?? []).map(([name]) => name?.text).toSorted()).toEqual(moved.toSorted());
  });

  it('is told in percent of the earlier, and added up', async () => {
    const [before, after] = [
      await figureFor('impegnato della direzione Salute nel 2025'),
      await figureFor('impegnato della direzione Salute nel 2026'),
    ];
    const share = await figureFor(
      'variazione percentuale dell’impegnato della direzione Salute tra 2025 e 2026',
    );
    expect(share).toBeCloseTo(((after - before) / before) * 100, 6);
    expect(await figureFor('somma dell’impegnato della direzione Salute nei due anni')).toBe(before + after);
  });

  it.each(['salito o sceso', 'aumentato o diminuito', 'cambiato'])('goes either way: «%s»', async (said) => {
    const plain = await figureFor('di quanto è cambiato l’impegnato tra il 2025 e il 2026?');
    expect(await figureFor(`l’impegnato è ${said} tra 2025 e 2026, e di quanto?`)).toBe(plain);
  });

  it('lists the items that went one way by the numbers of the newest plan', async () => {
    const { table, notes } = await ask('quali obiettivi hanno impegnato più quest’anno dell’anno scorso?');
    const [newest] = plans;
    const expected = (newest?.items ?? []).filter(({ title, kind }) => {
      const [then, now] = [2025, 2026].map((year) => centsOf(year, title));
      return kind === 'objective' && then != null && now != null && now > then;
    });
    expect(table?.rows.map(([name]) => /\d+/.exec(name?.text ?? '')?.[0])).toEqual(
      expected.map(({ number }) => String(number)),
    );
    expect(notes.join(' ')).not.toMatch(/chiedimelo a parte/);
  });

  it.each([
    ['obiettivi del 2026 che nel 2025 avevano un raggiungimento sopra il 90 %', false],
    ['quanti obiettivi del 2026 avevano un raggiungimento sopra il 90 % nel 2025?', true],
  ])('may be of one year where the items are of another: «%s»', async (question, isCount) => {
    const [newest, former] = plans;
    const was = new Map(former?.items.map(({ kind, title, attainment }) => [`${kind} ${title}`, attainment]));
    const expected = (newest?.items ?? []).filter(
      ({ kind, title }) => kind === 'objective' && (was.get(`${kind} ${title}`) ?? 0) > 90,
    );
    expect(expected.length).toBeGreaterThan(1);
    const { table, value, sources } = await ask(question);
    expect(value).toBe(expected.length);
    if (!isCount)
      expect(table?.rows.map(([name]) => /\d+/.exec(name?.text ?? '')?.[0])).toEqual(
        expected.map(({ number }) => String(number)),
      );
    expect(sources.join('; ')).toContain(former?.head.document);
  });

  it.each([
    'quale direzione ha impegnato di più nel 2025 e quale nel 2026?',
    'chi ha impegnato di più nel 2025 e chi nel 2026?',
  ])('is the first in each of them where an order is asked: «%s»', async (question) => {
    const { headline } = await ask(question);
    const [before, after] = [
      await ask('quale direzione ha impegnato di più nel 2025?'),
      await ask('quale direzione ha impegnato di più nel 2026?'),
    ];
    expect(headline).toContain(before.headline);
    expect(headline).toContain(after.headline);
  });

  it('is asked about where a mean may be of the years or of the items', async () => {
    const { kind } = await ask('media dell’impegnato della direzione Salute tra 2025 e 2026');
    expect(kind).toBe('clarification');
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
