import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Expression } from '../../eval/expressions.ts';
import { Oracle } from '../../eval/index.ts';
import { normalise, patternOf } from '../../eval/patterns.ts';
import { converse, luccaEngine } from './lucca.ts';

const engine = luccaEngine();
const oracle = new Oracle(fileURLToPath(new URL('../../data/lucca-2021', import.meta.url)));

/** What the oracle finds, as it must stand in an answer. */
const figures = (...expressions: readonly Expression[]): readonly RegExp[] =>
  expressions.flatMap((one) => oracle.evaluate(one).map((figure) => new RegExp(patternOf(figure, 'it'))));

const processesOf9 = { kind: 'process', department: 'Settore 9' } as const;

describe('a question composed of known words', () => {
  it.each<[string, readonly Expression[]]>([
    [
      'quanti processi ha il settore 9, quanto hanno impegnato e quanto hanno liquidato?',
      [
        { count: processesOf9 },
        { sum: 'committed', where: processesOf9 },
        { sum: 'settled', where: processesOf9 },
      ],
    ],
    [
      'quanti processi e quanti obiettivi ha il settore 9?',
      [{ count: processesOf9 }, { count: { kind: 'objective', department: 'Settore 9' } }],
    ],
    [
      'mi servono per la delibera di giunta i costi del personale del settore 7',
      [{ sum: 'personnel', where: { department: 'Settore 7' } }],
    ],
    [
      'visto che domani c’è il nucleo, quanto ha liquidato il settore 6?',
      [{ sum: 'settled', where: { department: 'Settore 6' } }],
    ],
    [
      'differenza tra l’impegnato del settore 2 e quello del settore 4',
      [
        {
          difference: [
            { sum: 'committed', where: { department: 'Settore 2' } },
            { sum: 'committed', where: { department: 'Settore 4' } },
          ],
        },
      ],
    ],
    [
      'il peso medio degli obiettivi e quanti sono quelli con peso 24',
      [
        { mean: 'weight', where: { kind: 'objective' } },
        { count: { kind: 'objective', weight: { eq: 24 } } },
      ],
    ],
  ])('«%s»', async (question, expected) => {
    const { text, answer } = await converse(engine, question);
    expect(answer.kind).toBe('answer');
    const wanted = figures(...expected);
    expect(wanted.filter((pattern) => !pattern.test(normalise(text)))).toEqual([]);
  });

  it('tells first what is asked of those that another figure puts in order', async () => {
    const { answer } = await converse(engine, 'i tre settori con più impegnato: quanto hanno liquidato?');
    expect(answer.headline).toContain(
      'Settore 2, liquidato 108.246,95 €; Settore 4, liquidato 6.625.251,61 €',
    );
    expect(answer.headline).toContain('Settore 3, liquidato non dichiarato');
  });

  it('leaves out what it is told to leave out', async () => {
    const { text, answer } = await converse(engine, 'obiettivi che non sono del settore 5');
    expect(text).toContain('58 obiettivi');
    expect(answer.table?.total).toBe(58);
    expect(
      answer.table?.rows.filter((cells) => cells.some((cell) => /^U\.O\.5\.|^Settore 5/.test(cell.text))),
    ).toEqual([]);
  });

  it('gives the first of each group', async () => {
    const { answer } = await converse(engine, 'il processo più costoso di ogni settore');
    expect(answer.table?.rows.length).toBeGreaterThan(10);
  });

  it('asks the first of a ranking for another figure, and of nobody else', async () => {
    const { answer } = await converse(engine, 'i tre processi con più impegnato: quanto hanno liquidato?');
    expect(answer.table?.rows.map(([name]) => name?.text.slice(0, 11))).toEqual([
      'processo 30',
      'processo 43',
      'processo 44',
      'Totale',
    ]);
  });

  it('names the structures that have none', async () => {
    const { text } = await converse(engine, 'quali settori non hanno processi con entrate?');
    for (const code of ['Staff A', 'Staff B', 'Staff C', 'Settore 1', 'Settore 5', 'Settore 8'])
      expect(text).toContain(code);
    expect(text).not.toMatch(/Settore 9|Settore 4/);
  });

  it('that is complete by itself takes nothing over from the one before', async () => {
    const alone = await converse(engine, 'costi di personale per settore');
    const after = await converse(engine, 'quanto costa l’obiettivo 24?', 'costi di personale per settore');
    expect(after.text).toBe(alone.text);
  });
});

describe('one thing asked in other words', () => {
  it.each([
    ['tolto il settore 7, quanto ha impegnato l’ente?', 'se togli il settore 7, quanto ha impegnato l’ente?'],
    ['tolto il settore 7, quanto ha impegnato l’ente?', 'levando il settore 7, quanto ha impegnato l’ente?'],
    ['quanti processi ci sono tranne quelli del settore 2?', 'quanti processi ci sono, settore 2 escluso?'],
    [
      'liquidato dell’ente tranne il settore 2 e il settore 9',
      'liquidato dell’ente, settore 2 e settore 9 esclusi',
    ],
    [
      'obiettivo 24 e obiettivo 25: quale costa di più?',
      'obiettivo 24 e obiettivo 25: quale costa di più e di quanto?',
    ],
    ['quanti obiettivi tranne gli staff?', 'quanti obiettivi ci sono, staff esclusi?'],
    ['ordina i processi del settore 2 per impegnato', 'processi del settore 2 per impegnato, dal più alto'],
    ['ordina i settori per peso', 'settori per peso in ordine decrescente'],
    ['ordina gli obiettivi del settore 4 per costo', 'obiettivi del settore 4 dal più caro al meno caro'],
    ['settori con impegnato sopra 2.250.000 euro', 'settori con impegnato sopra due milioni e 250 mila euro'],
    ['settori con impegnato sopra 1.500.000 euro', 'settori con impegnato sopra un milione e mezzo'],
    ['elenca impegnato dei processi del settore 9', 'processi del settore 9 con il relativo impegnato'],
    [
      'obiettivi, processi e risorse per settore',
      'mi prepari una tabella per settore: obiettivi, processi, risorse',
    ],
    [
      'numero di obiettivi e impegnato per settore',
      'riepilogo per settore con numero di obiettivi e impegnato',
    ],
    ['elenca i processi del settore 2', 'dammi i processi del dirigente del settore 2'],
    ['impegnato del settore 3', 'quanto ha impegnato il dirigente del settore 3?'],
    ['impegnato e liquidato per settore', 'tabella con impegnato e liquidato per settore'],
    ['impegnato e liquidato per settore', 'mi fai un elenco dei settori con impegnato e liquidato?'],
    [
      'elenca gli obiettivi del settore 4 con il relativo peso e raggiungimento',
      'obiettivi del settore 4 con peso e raggiungimento',
    ],
    [
      'elenca gli obiettivi del settore 4 con il relativo peso e raggiungimento',
      'mi serve una tabella degli obiettivi del settore 4 con il peso e il raggiungimento',
    ],
    [
      'tra il settore 3 e il settore 6 chi ha impegnato di più?',
      'settore 3 e settore 6: chi ha impegnato di più e di quanto?',
    ],
    ['quanto ha liquidato il settore 4?', 'alle ore 9 ho la commissione: quanto ha liquidato il settore 4?'],
  ])('«%s» and «%s»', async (one, other) => {
    const [first, second] = [await converse(engine, one), await converse(engine, other)];
    expect(first.answer.kind).toBe('answer');
    expect(second.answer.headline).toBe(first.answer.headline);
  });
});

describe('a difference of two words, said of nothing', () => {
  it('is what they mean', async () => {
    const { text } = await converse(engine, 'che differenza c’è tra accertato e riscosso?');
    expect(text).toMatch(/^Accertamento: .*Riscosso: /);
  });
});

describe('a list of those that have something', () => {
  it('says how much they have, and leaves out those that have none', async () => {
    const items = await converse(engine, 'quali processi hanno entrate?');
    expect(items.text).toMatch(/accertato.*riscosso/);
    const structures = await converse(engine, 'quali settori hanno entrate?');
    expect(structures.text).not.toMatch(/Staff B|Settore 8/);
    expect(structures.text).toMatch(/Settore 1 /);
  });
});

describe('a question with a word that nothing explains', () => {
  it('is not composed without it', async () => {
    const { answer } = await converse(engine, 'quanti obiettivi del settore 5 piacciono all’assessore?');
    expect(answer.headline).not.toMatch(/^11 obiettivi del Settore 5, 2021\.$/);
  });
});
