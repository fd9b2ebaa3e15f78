import { describe, expect, it } from 'vitest';
import { type Assignment, type CostLine, itemRef, type Plan } from '../../../src/domain/types.ts';
import { engineOf } from '../../support/engine.ts';
import { costLine, item, smallPlan } from '../../support/small-plan.ts';

const small = smallPlan();
const named = (number: number, title: string) => item('objective', number, { title, shortTitle: title });
const given = (number: number, unit: string): Assignment[] =>
  small.assignments.filter((one) => itemRef(one) === 'objective:1').map((one) => ({ ...one, number, unit }));

const costs = (number: number, committed: number): CostLine => costLine(number, { committed });

const before: Plan = {
  ...small,
  head: { ...small.head, year: 2025 },
  items: [named(1, 'Asili aperti'), named(2, 'Strade pulite'), named(3, 'Biblioteca serale')],
  assignments: [...given(1, 'U.1.1'), ...given(2, 'U.1.1'), ...given(3, 'U.1.2')],
  costLines: [costs(1, 700_00), costs(3, 250_00)],
};
// Numbers are exchanged, «Strade pulite» goes to another unit, and a new one takes the place of the third.
const after: Plan = {
  ...small,
  items: [named(1, 'Strade pulite'), named(2, 'Asili aperti'), named(3, 'Orti urbani')],
  assignments: [...given(1, 'U.1.2'), ...given(2, 'U.1.1'), ...given(3, 'U.1.1')],
};

const both = engineOf([before, after]);
const ask = async (question: string, engine = both) =>
  (
    await engine.ask({
      question,
      conversation: null,
      asker: null,
      now: new Date('2026-06-01T08:00:00Z'),
      language: 'it',
    })
  ).answer;

it.each([
  'quali obiettivi hanno cambiato struttura rispetto al 2025?',
  'quanti obiettivi sono passati a un’altra struttura rispetto all’anno scorso?',
  'quanti obiettivi hanno cambiato servizio?',
])('tells the items that another structure has now, with both: %s', async (question) => {
  const { headline, value, table } = await ask(question);
  expect(value).toBe(1);
  expect(headline).toContain('Strade pulite');
  expect(table?.rows[0]?.map(({ text }) => text).slice(2)).toEqual(['U.1.1', 'U.1.2']);
});

it.each([
  ['quali obiettivi sono spariti rispetto al 2025?', 'Biblioteca serale'],
  ['quali obiettivi sono nuovi rispetto al 2025?', 'Orti urbani'],
  ['obiettivi spariti dal 2025 al 2026', 'Biblioteca serale'],
  ['obiettivi nuovi dal 2025 al 2026', 'Orti urbani'],
])('takes no word of the years for a slip of another: %s', async (question, said) => {
  const { headline, value } = await ask(question);
  expect(value).toBe(1);
  expect(headline).toContain(said);
});

it.each([
  ['quali obiettivi stavano nel 2025 e non stanno nel 2026?', 'Biblioteca serale'],
  ['quanti obiettivi che stavano nel piano 2025 nel 2026 non ci sono più?', 'Biblioteca serale'],
  ['quali obiettivi erano nel 2025 ma non nel 2026?', 'Biblioteca serale'],
  ['quali obiettivi nel 2026 non ci sono?', 'Biblioteca serale'],
  ['quali obiettivi nel 2025 non c’erano?', 'Orti urbani'],
  ['quali obiettivi ci sono nel 2026 e non c’erano nel 2025?', 'Orti urbani'],
  ['quali obiettivi non c’erano nel 2025 e ci sono nel 2026?', 'Orti urbani'],
])('tells what is denied of one of two years: %s', async (question, said) => {
  const { headline, value } = await ask(question);
  expect(value).toBe(1);
  expect(headline).toContain(said);
});

it.each([
  'impegnato degli obiettivi del 2025 che non ci sono più nel 2026',
  'quanto hanno impegnato in tutto gli obiettivi spariti nel 2026?',
  'quanti obiettivi del 2025 non ci sono più nel 2026, e quanto impegnato avevano in tutto?',
])('adds up what those come to, and never the whole plan: %s', async (question) => {
  const { headline, table } = await ask(question);
  expect(headline).toContain('«Biblioteca serale»; impegnato 250,00');
  expect(table?.rows.map((row) => row.at(-1)?.value)).toEqual([250_00]);
});

it('says so where none of those declares it', async () => {
  const { headline, value } = await ask('liquidato degli obiettivi che non ci sono più nel 2026');
  expect(headline).toContain('liquidato non dichiarato');
  expect(value).toBeNull();
});

it.each([
  'impegnato medio degli obiettivi del 2025 che non ci sono più nel 2026',
  'liquidato su impegnato degli obiettivi che non ci sono più nel 2026',
])('asks back where it cannot hold a figure to them: %s', async (question) => {
  const { kind, headline } = await ask(question);
  expect(kind).toBe('clarification');
  expect(headline).toContain('non ci sono più');
});

it('says nothing of it where the year before was not imported', async () => {
  expect(
    (await ask('quali obiettivi hanno cambiato struttura rispetto al 2025?', engineOf([after]))).kind,
  ).toBe('no_data');
});

it.each([
  ['obiettivi spariti', ['Biblioteca serale']],
  ['quali obiettivi non ci sono più?', ['Biblioteca serale']],
  ['obiettivi nuovi', ['Orti urbani']],
  ['quali obiettivi hanno tutti e due gli anni?', ['Strade pulite', 'Asili aperti']],
  ['quanti obiettivi sono in entrambi i piani?', ['Strade pulite', 'Asili aperti']],
])('holds the plan before against this one, though no year is said: %s', async (question, titles) => {
  const { headline, value } = await ask(question);
  expect(value).toBe(titles.length);
  for (const title of titles) expect(headline).toContain(title);
  expect(headline).toMatch(/2025.*2026|2026.*2025/);
});

it.each([
  ['quale servizio ha più obiettivi nuovi?', 'U.1.1'],
  ['quale servizio ha perso più obiettivi rispetto al 2025?', 'U.1.2'],
  ['quale servizio ha meno obiettivi nuovi rispetto all’anno scorso?', 'U.1.2'],
])('counts them for each structure: %s', async (question, code) => {
  const { headline, table, query } = await ask(question);
  expect(query).toMatchObject({ type: 'parts', ask: { of: 'years', by: 'unit' } });
  expect(headline).toContain(code);
  expect(table?.rows[0]?.[0]?.text).toContain(code);
});

it.each([
  'obiettivi spariti',
  'quali obiettivi sono in entrambi gli anni?',
  'quale servizio ha più obiettivi nuovi?',
  'quanti obiettivi nuovi ha ogni servizio?',
])('says that it takes another year, where there is one plan only: %s', async (question) => {
  const { kind, headline } = await ask(question, engineOf([after]));
  expect(kind).toBe('no_data');
  expect(headline).toContain('Ho solo il piano 2026');
});

it('says which year was not imported', async () => {
  const { kind, headline } = await ask('quali obiettivi sono spariti rispetto al 2025?', engineOf([after]));
  expect(kind).toBe('no_data');
  expect(headline).toContain('2025');
});

describe('what changed from one plan to the next', () => {
  it.each([
    'che cosa è cambiato rispetto al 2025?',
    'differenze tra il piano 2025 e il piano 2026',
    'confronta 2025 e 2026',
    'confronta il 2026 con il 2025',
    'che cosa è cambiato rispetto all’anno scorso?',
    'che differenze ci sono rispetto al 2025?',
  ])('is how many items each has, and what became of them: %s', async (question) => {
    const { headline, table, notes } = await ask(question);
    expect(headline).toBe(
      'Dal piano 2025 a quello del 2026, in tutto il piano: 1 voce in più, 1 che non c’è più, 2 in entrambi (2 con un altro numero, 1 con un’altra struttura).',
    );
    expect(table?.rows[0]?.map(({ text }) => text)).toEqual(['obiettivi', '3', '3', '0']);
    expect(notes.join(' ')).not.toContain('chiedimelo a parte');
  });

  it('is what each has spent too, an amount that one of them does not declare staying so', async () => {
    const line = (number: number, committed: number | null, personnel: number | null) => ({
      kind: 'objective' as const,
      number,
      row: number,
      department: 'Settore 1',
      unit: 'U.1.1',
      scopeAsPrinted: '',
      personnel,
      committed,
      settled: null,
      assessed: null,
      collected: null,
      note: null,
      extra: {},
    });
    const { table } = await ask(
      'che cosa è cambiato rispetto al 2025?',
      engineOf([
        { ...before, costLines: [line(1, 10_000, null)] },
        { ...after, costLines: [line(1, 4_000, 700), line(2, 1_050, null)] },
      ]),
    );
    const texts = table?.rows.map((row) => row.map(({ text }) => text));
    expect(texts).toContainEqual(['impegnato', '100,00 €', '50,50 €', '-49,50 €']);
    expect(texts).toContainEqual(['costo del personale', 'non dichiarato', '7,00 €', '—']);
  });

  it('is told of one structure alone', async () => {
    const { headline, table } = await ask('che cosa è cambiato nella U.1.1 rispetto al 2025?');
    expect(headline).toContain('1 voce in più, 0 che non ci sono più, 1 in entrambi');
    expect(table?.rows[0]?.map(({ text }) => text)).toEqual(['obiettivi', '2', '2', '0']);
  });

  it('says nothing where the year before was not imported', async () => {
    const { kind, headline } = await ask('che cosa è cambiato rispetto al 2025?', engineOf([after]));
    expect(kind).toBe('no_data');
    expect(headline).toContain('2025');
  });
});

it('tells no mission of an item where the missions of a word in its title are counted', async () => {
  const items = after.items.map((one) =>
    one.number === 3 ? { ...one, title: 'Orti urbani (FSC)', shortTitle: 'Orti urbani (FSC)' } : one,
  );
  const { headline } = await ask(
    'quanti progetti FSC sono sulla missione Boschi?',
    engineOf([{ ...after, items }, before]),
  );
  expect(headline).not.toContain('Orti urbani');
});

describe('what only the plan of another year has', () => {
  const later = engineOf([after, before]);

  it.each([
    'la biblioteca serale c’è ancora?',
    'quanto costa la biblioteca serale?',
    'che fine ha fatto la biblioteca serale?',
  ])('is said to be of that year: %s', async (question) => {
    const { kind, headline } = await ask(question, later);
    expect(kind).toBe('no_data');
    expect(headline).toMatch(/^Nel piano 2026 non trovo l’obiettivo 3 «Biblioteca serale» del piano 2025/);
  });

  it('is nothing that this plan has too, and nothing where no word is found', async () => {
    expect((await ask('asili aperti', later)).headline).toContain('Asili aperti');
    expect((await ask('quanto costa la piscina coperta?', later)).headline).not.toContain('2025');
  });
});
