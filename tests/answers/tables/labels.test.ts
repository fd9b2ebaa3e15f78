import { describe, expect, it } from 'vitest';
import { buildFactTables } from '../../../src/answers/knowledge/fact-tables.ts';
import { tokenise } from '../../../src/answers/language/tokens.ts';
import { readAges } from '../../../src/answers/tables/ages.ts';
import { namedLabels, type SaidWord } from '../../../src/answers/tables/labels.ts';
import { readTableWords } from '../../../src/answers/tables/table-words.ts';
import { luccaPlan } from '../../support/plan.ts';
import { converse, luccaEngine } from '../lucca.ts';

const plan = luccaPlan();
const tables = new Map(
  buildFactTables(plan.facts, new Set(['lucc']), plan.head.year).map((table) => [table.topic, table]),
);
const tableOf = (topic: string) => {
  const table = tables.get(topic);
  if (!table) throw new Error(`no table ${topic}`);
  return table;
};
const wordsOf = (text: string): readonly SaidWord[] =>
  tokenise(text)
    .filter((token) => !token.light)
    .map(({ text: word, key }) => ({ text: word, key, alternatives: [], plain: false, known: false }));
const rowsOf = (topic: string, text: string): readonly string[] =>
  namedLabels(tableOf(topic).rows, wordsOf(text), new Set()).labels.map((label) => label.text);

describe('the rows a question names', () => {
  it('are those that say no more than it: «in conto capitale» is not the fund for such expenses', () => {
    expect(rowsOf('entrate-2021', 'entrate in conto capitale')).toEqual(['Entrate in conto capitale']);
    expect(rowsOf('uscite-2021', 'fpv di spesa in conto capitale')).toEqual([
      'Fondo pluriennale vincolato per spese in conto capitale (in spesa)',
    ]);
  });

  it('are several where several are named', () => {
    expect(rowsOf('rifiuti-differenziata', 'Lucca e Firenze')).toEqual(['Firenze', 'Lucca']);
  });

  it('are all of a class where only the class is named', () => {
    expect(rowsOf('verde-circoscrizioni', 'circoscrizioni')).toHaveLength(9);
  });
});

describe('classes of age', () => {
  const { small } = readTableWords();
  const agesOf = (text: string) =>
    readAges(tableOf('personale-eta').rows, tokenise(text), small)?.labels.map((label) => label.text);

  it('are those within the ages that are said', () => {
    expect(agesOf('dipendenti under 40')).toEqual(['18-29 anni', '30-39 anni']);
    expect(agesOf('quanti quarantenni')).toEqual(['40-49 anni']);
    expect(agesOf('più di 59 anni')).toEqual(['Oltre 59 anni']);
    expect(agesOf('tra 30 e 49 anni')).toEqual(['30-39 anni', '40-49 anni']);
  });

  it('are none where a limit falls inside one: the document cannot tell', () => {
    expect(agesOf('tra 35 e 45 anni')).toEqual([]);
  });

  it('are not asked for where no age is said', () => {
    expect(agesOf('dipendenti di categoria D')).toBeUndefined();
  });
});

describe('what is worked out from the context tables', () => {
  const engine = luccaEngine();
  const headline = async (...turns: readonly string[]) => (await converse(engine, ...turns)).answer.headline;

  it('a change over time comes with its arithmetic', async () => {
    const { answer } = await converse(
      engine,
      'spesa di personale comma 557: quanto in più nel 2021 rispetto al 2020?',
    );
    expect(answer.value).toBe(150_255_200);
    expect(answer.proof?.sum).toBe('16.406.638,00 € − 14.904.086,00 € = 1.502.552,00 €');
  });

  it('a margin is the limit less what it limits', async () => {
    expect(await headline('margine sotto il tetto della spesa di personale nel 2021')).toContain(
      '854.815,00 €',
    );
  });

  it('a share is a part of the total of its row or column', async () => {
    const { answer } = await converse(engine, 'su 533 dipendenti che quota sono donne?');
    expect(answer.value).toBeCloseTo(63.79, 2);
    expect(answer.unit).toBe('percent');
  });

  it('percentages differ by points', async () => {
    expect(await headline('differenza di raccolta differenziata fra Lucca e Firenze nel 2020')).toContain(
      '27,62 punti percentuali',
    );
  });

  it('classes of age are added', async () => {
    expect(await headline('quanti dipendenti sotto i 40 anni?')).toContain('85 persone in tutto');
  });

  it('«in che anno» ranks the periods of one figure', async () => {
    expect(await headline('in che anno Firenze ha differenziato di più?')).toMatch(/^2019: 53,95 %/);
  });
});

describe('what the context tables do not have', () => {
  const engine = luccaEngine();
  it.each([
    ['an empty cell', 'quante donne ci sono in categoria A?'],
    ['another year', 'raccolta differenziata a Lucca nel 2021'],
    ['a row of another table', 'posizione di Firenze nella classifica delle denunce'],
    ['a row that does not exist', 'quanti notebook ha il settore 10?'],
    ['a statement without frequencies', 'risposte con punteggio 3 alla E.01'],
    ['an age inside a class', 'dipendenti tra 35 e 45 anni'],
    ['what stands in charts only', 'che media di PM10 abbiamo avuto?'],
  ])('%s is said not to be there', async (_what, question) => {
    const { answer } = await converse(engine, question);
    expect(answer.kind).toBe('no_data');
    expect(answer.value).toBeNull();
  });
});

describe('a talk about figures, acts and terms', () => {
  const engine = luccaEngine();
  it.each([
    [['quanti dipendenti di categoria C ci sono?', 'di cui donne?'], '202'],
    [
      ['raccolta differenziata a Lucca nel 2020', 'e nel 2019?', 'che differenza c’è?'],
      '0,09 punti percentuali',
    ],
    [['spesa di personale comma 557 nel 2021', 'è aumentata rispetto al 2020?'], '+1.502.552,00 €'],
    [['circoscrizione 3 parchi attrezzati', 'e la 7?', 'quanti mq?'], '19.960 mq'],
    [['quanti assessori?', 'e consiglieri?'], '32'],
    [['che differenziata faceva Livorno nel 2019?', 'e l’anno dopo?'], '66,33 %'],
    [['che differenziata faceva Livorno nel 2019?', 'e l’anno prima?'], '2018'],
    [['quante stampanti proprie ha il settore 7?', 'e i pc fissi?', 'chi ne ha di più?'], 'Settore 5'],
    [['quanti dipendenti di categoria C ci sono?', 'e le colleghe?'], '202'],
    [['quando è stata approvata la relazione 2021', 'da chi?'], 'Giunta'],
    [['che cos’è il DUP?', 'chi lo approva?'], 'Consiglio'],
  ])('%j ends with %s', async (turns, said) => {
    expect((await converse(engine, ...turns)).text).toContain(said);
  });
});

describe('acts, rules and terms', () => {
  const engine = luccaEngine();
  it.each([
    ['cosa rischia l’ente se non adotta il piano della performance', 'retribuzione di risultato'],
    ['estremi della delibera che ha riorganizzato l’ente', '225'],
    ['il questionario è rimasto aperto dal... al...?', '31 dicembre 2021'],
    ['con che delibera è stato approvato il piano modificato dopo il monitoraggio?', '167/2021'],
    ['non capisco la differenza tra impegnato e liquidato', 'Liquidato:'],
    ['OIV e nucleo sono la stessa cosa?', 'Nucleo di Valutazione'],
    ['cosa dice l’art. 169 del TUEL', 'PEG'],
    ['By what date must the annual performance report be published?', '30 giugno'],
  ])('«%s» is told %s', async (question, said) => {
    expect((await converse(engine, question)).text).toContain(said);
  });
});
