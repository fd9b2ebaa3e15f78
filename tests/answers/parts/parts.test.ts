import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/answers/answer.ts';
import type { Engine } from '../../../src/answers/engine.ts';
import type { Plan } from '../../../src/domain/types.ts';
import { describeImportIssue, readPlan } from '../../../src/store/plan/import/index.ts';
import { engineOf, luccaEngine } from '../../support/engine.ts';

/** The made-up Region, which declares all that Lucca does not, in two years. */
function altamarca(year: number): Plan {
  const read = readPlan(fileURLToPath(new URL(`../../../eval/bodies/altamarca-${year}`, import.meta.url)));
  if (!read.ok) throw new Error(read.errors.map(describeImportIssue).join('\n'));
  return read.plan;
}

const NOW = new Date('2026-07-20T08:00:00Z');

let engine: Engine;
beforeAll(() => {
  engine = engineOf([altamarca(2026), altamarca(2025)]);
});

const ask = async (question: string, of: Engine = engine): Promise<Answer> =>
  (await of.ask({ question, conversation: null, asker: null, now: NOW, language: 'it' })).answer;

describe('a question about indicators', () => {
  it.each([
    ['qual è il target dell’obiettivo 6?', 40],
    ['mi dici il valore atteso dell’obiettivo 6?', 40],
    ['qual è il valore atteso dei giorni di attesa?', 60],
    ['target 2025 dell’obiettivo 2', 3],
    ['qual è il valore di partenza dell’obiettivo 15?', 820],
    ['quali indicatori sono sotto il target?', 5],
    ['quanti indicatori sono sotto il valore atteso nella D20?', 2],
    ['quali indicatori hanno raggiunto il valore atteso?', 2],
    ['indicatori fuori target', 5],
    ['quali indicatori non raggiungono il valore atteso?', 5],
    ['quanti indicatori ha OVP1.1?', 1],
    ['indicatori senza risultato', 2],
    ['quanti indicatori ha l’obiettivo 25?', 2],
    ['raggiungimento degli indicatori dell’obiettivo 25', 39],
    ['raggiungimento calcolato della D20', 75],
  ])('is answered: %s', async (question, value) => {
    expect((await ask(question)).value).toBe(value);
  });

  it('shows how the attainment was reached', async () => {
    const { proof } = await ask('raggiungimento degli indicatori dell’obiettivo 25');
    expect(proof?.rows).toEqual([
      'Fatture pagate entro la scadenza (obiettivo 25): (92,2 − 87) / (95 − 87) = 65 %',
      'Giorni medi di ritardo (obiettivo 25): (3 − 3) / (0 − 3) = 0 %',
    ]);
    expect(proof?.sum).toBe('(65 × 60 + 0 × 40) / 100 = 39');
  });

  it('counts what has no result, beside those that are short of their target', async () => {
    const { notes } = await ask('quali indicatori sono sotto il target?');
    expect(notes).toEqual(['2 indicatori non hanno ancora un risultato, su 9.']);
  });

  it('says that nothing is declared, and never that nothing is short', async () => {
    const answer = await ask('qual è il target dell’obiettivo 3?');
    expect(answer).toMatchObject({ kind: 'no_data', value: null });
    expect(answer.headline).toContain('non dichiara indicatori dell’obiettivo 3');
  });

  it('does not give another year’s target for a year that has none', async () => {
    expect((await ask('valore atteso 2026 dell’obiettivo 6')).value).toBe(40);
    const { notes, headline } = await ask('valore atteso dell’obiettivo 6 per il 2027');
    expect(`${headline} ${notes.join(' ')}`).not.toContain('valore atteso 40');
  });
});

describe('a question about milestones and days', () => {
  it.each([
    ['quali fasi dell’obiettivo 2 sono da fare?', 2],
    ['quali milestone sono in ritardo?', 2],
    ['milestone degli ospedali di comunità', 3],
    ['che cosa è in ritardo?', 3],
    ['che cosa scade il 30 giugno 2026?', 2],
    ['scadenze dal 1/9/2026 al 31/10/2026', 2],
    ['che cosa scade a dicembre?', 2],
  ])('is answered: %s', async (question, value) => {
    expect((await ask(question)).value).toBe(value);
  });

  it('lists what comes next in order of date', async () => {
    const { table } = await ask('prossime scadenze');
    expect(table?.rows.map(([name, , , day]) => [name?.text, day?.text])).toEqual([
      ['Collaudo delle cinque sedi', '30/09/2026'],
      ['Depuratori costieri', '31/10/2026'],
      ['Apertura al pubblico', '15/12/2026'],
      ['Ospedali di comunità', '15/12/2026'],
    ]);
  });

  it('proves what is late with its day', async () => {
    const { proof } = await ask('quali fasi dell’obiettivo 7 sono in ritardo?');
    expect(proof?.rows).toEqual(['Avvio dei lavori (obiettivo 7), entro il 30/06/2026']);
    expect(proof?.formula).toBe('prevista prima del 20/07/2026 e non ancora fatta');
  });
});

describe('a question about the budget', () => {
  it.each([
    ['quanto è stanziato sul capitolo 120345?', 240_000_000],
    ['stanziamento del fondo PNRR', 550_000_000],
    ['quanto è stanziato per la missione 9?', 830_000_000],
    ['quanto è stato pagato per gli ospedali di comunità?', 64_000_050],
    ['CUP B21B22000450006: quanto è pagato?', 64_000_050],
    ['quanto è liquidato sul capitolo 88210?', 125_000_000],
    ['quanto è pagato sul capitolo 88210?', 110_000_000],
    ['quanto è stanziato nel 2027?', 100_000_000],
    ['quale obiettivo ha più stanziamento?', 520_000_000],
    ['stanziamento della D20', 830_000_000],
  ])('is answered: %s', async (question, value) => {
    expect(await ask(question)).toMatchObject({ value, unit: 'eur' });
  });

  it('never adds one entry to another', async () => {
    const { value, headline } = await ask('bilancio del CUP B21B22000450006');
    expect(value).toBeNull();
    expect(headline).toContain('stanziamento 2.400.000,00 €; impegno 1.900.000,00 €; pagato 640.000,50 €');
  });

  it('never adds one year to another', async () => {
    const { notes } = await ask('quanto è stanziato sul capitolo 120345?');
    expect(notes).toEqual(['Per altri anni: 2027 stanziamento 1.000.000,00 €.']);
  });

  it('re-adds in its proof', async () => {
    const { proof } = await ask('quanto è stanziato per l’obiettivo 2?');
    expect(proof?.sum).toBe('stanziamento: 2.400.000,00 € + 350.000,00 € = 2.750.000,00 €');
  });

  it('leaves to the cost table what only that has', async () => {
    expect((await ask('quanto è impegnato nella D20?')).query?.type).not.toBe('parts');
  });

  it('asks for no more than the words say: what is lost is not answered', async () => {
    expect((await ask('di quanto è aumentato lo stanziato del capitolo 120345?')).query?.type).not.toBe(
      'parts',
    );
  });
});

describe('a question about the place in the plan', () => {
  it.each([
    ['obiettivi della missione 9', 4],
    ['quanti obiettivi sono di tipo PNRR', 2],
    ['quali obiettivi sono PNRR?', 2],
    ['obiettivi PNRR della D10', 1],
    ['obiettivi con priorità alta', 3],
    ['obiettivi di OVP1 Salute vicina', 3],
  ])('is answered: %s', async (question, value) => {
    expect(await ask(question)).toMatchObject({ value, unit: 'count' });
  });

  it.each([
    ['di che missione è l’obiettivo 7?', 'missione 9 Sviluppo sostenibile'],
    ['chi è il RUP dell’obiettivo 2?', 'RUP: Referente S11'],
    ['qual è il risultato atteso dell’obiettivo 1?', 'Prime visite entro sessanta giorni'],
    ['centro di costo dell’obiettivo 7', 'Centro di costo CDC 220'],
    ['chi sono gli stakeholder dell’obiettivo 1?', 'cittadini; medici di base'],
    ['di che priorità è l’obiettivo 7?', 'priorità non dichiarato'],
  ])('says what an item declares: %s', async (question, said) => {
    expect((await ask(question)).headline).toContain(said);
  });
});

describe('a question about several years', () => {
  it.each([
    ['obiettivi nuovi rispetto al 2025', 3],
    ['obiettivi conclusi rispetto all’anno scorso', 4],
    ['quali obiettivi del 2025 non ci sono più?', 4],
    ['obiettivi confermati rispetto al 2025', 24],
  ])('is answered by key, though the numbers changed: %s', async (question, value) => {
    expect(await ask(question)).toMatchObject({ value, unit: 'count' });
  });

  it('gives an indicator over the years', async () => {
    const { headline, value } = await ask('andamento dei giorni di attesa');
    expect(headline).toBe(
      'Giorni di attesa per una prima visita: 90 giorni in partenza (2024); 2025: 78 giorni (atteso 75 giorni); 2026: 66 giorni (atteso 60 giorni).',
    );
    expect(value).toBe(66);
  });

  it('hears no change in the title of an item whose amounts are asked', async () => {
    const { headline } = await ask(
      'nel 2025, quali sono il liquidato e l’impegnato dell’obiettivo «Nuove ambulanze»?',
    );
    expect(headline).toContain('21.978,01');
    expect(headline).toContain('65.351,28');
  });

  it('says that a year was not imported, and compares with no other', async () => {
    const answer = await ask('obiettivi nuovi rispetto al 2024');
    expect(answer.kind).toBe('no_data');
    expect(answer.headline).toBe('Il piano 2024 non è stato importato: ho 2025, 2026.');
  });
});

describe('the card of an item', () => {
  it('shows what the plan declares, and unknown columns under their own heading', async () => {
    const { table } = await ask('obiettivo 7');
    const lines = new Map(table?.rows.map(([label, cell]) => [label?.text, cell?.text]));
    expect(Object.fromEntries(lines)).toMatchObject({
      missione: '9 Sviluppo sostenibile',
      'Centro di costo': 'CDC 220',
      'Avvio dei lavori': 'entro il 30/06/2026',
      stanziamento: '5.200.000,00 €',
      scadenza: '31/10/2026',
    });
  });
});

it('leaves alone a plan that declares none of it', async () => {
  const lucca = luccaEngine();
  for (const question of [
    'quanto è stanziato per l’obiettivo 24?',
    'che cosa è in ritardo?',
    'obiettivi nuovi',
  ])
    expect((await ask(question, lucca)).query?.type).not.toBe('parts');
});
