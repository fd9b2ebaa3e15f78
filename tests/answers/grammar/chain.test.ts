import { describe, expect, it } from 'vitest';
import { converse, luccaEngine } from '../lucca.ts';

const engine = luccaEngine();

const answered = async (question: string): Promise<string> => (await converse(engine, question)).text;

describe('the rows of one step are what the next is asked of', () => {
  it.each([
    ['tra i tre settori con più impegnato, quale ha più obiettivi?', ['Settore 2', '12']],
    ['dei tre uffici con più obiettivi, quale ha impegnato di più?', ['U.O.2.1', '5.944.232,81']],
    ['tra i settori che hanno impegnato più di un milione, quale ha meno obiettivi?', ['Settore 6', ': 3']],
    [
      'tra i tre settori con il personale più caro sugli obiettivi, quale ha più obiettivi?',
      ['Settore 8', ': 9'],
    ],
    [
      'Qual è l’unità con più obiettivi e, tra quelli, quale ha il peso più basso?',
      ['U.O.2.1 Servizi sociali: 7', 'Obiettivo 37', 'peso 21'],
    ],
    [
      'i cinque obiettivi più cari di personale e, tra quelli, quale costa di più?',
      ['Obiettivo 8', '482.880,55'],
    ],
    ['i settori con più di 8 obiettivi quanto hanno impegnato?', ['Settore 2', 'Settore 5', 'Settore 8']],
    [
      'tra gli obiettivi del settore 9, i due più costosi quanto pesano?',
      ['obiettivo 8', 'obiettivo 22', '24'],
    ],
    ['quale settore ha impegnato di più e quanti processi ha?', ['Settore 2', '5 processi']],
  ])('%s', async (question, parts) => {
    const text = await answered(question);
    for (const part of parts) expect(text).toContain(part);
  });
});

describe('a few that a ranking names', () => {
  it.each([
    ['i tre processi più costosi di personale quanto fanno insieme?', '2.988.364,10'],
    ['quanto fanno insieme i quattro obiettivi con più impegnato?', '1.625.925,81'],
    ['quanto valgono in tutto i due processi che hanno liquidato di più?', '5.739.774,30'],
    ['quanto pesano i tre processi più costosi di personale sul totale dei processi?', '28,39 %'],
    ['quanto pesano i tre settori con più personale sul totale del personale?', '53,03 %'],
    ['i dieci processi con più liquidato: che percentuale del liquidato totale fanno?', '98,7 %'],
    ['i due settori con più impegnato che percentuale fanno del totale?', '78,02 %'],
  ])('are added up, or held against the whole: %s', async (question, figure) => {
    expect(await answered(question)).toContain(figure);
  });

  it.each([
    ['peso medio degli obiettivi dei settori che hanno più di 8 obiettivi', 'Settore 5'],
    ['quanto hanno liquidato i processi dei settori che hanno impegnato più di un milione?', 'Settore 6'],
  ])('are whose the items are: %s', async (question, part) => {
    expect(await answered(question)).toContain(part);
  });

  it('say whose each of them is, and are not ranked by it', async () => {
    const text = await answered('i cinque obiettivi con più impegnato, con il settore di ognuno');
    expect(text).toContain('obiettivo 3, 961.164,38 €');
    expect(text).toContain('obiettivo 29, 120.819,17 €');
  });
});

describe('to how many structures something is assigned', () => {
  it.each([
    ['quali obiettivi coinvolgono più di un ufficio?', '4 obiettivi assegnati a più di 1 U.O.'],
    ['quanti obiettivi sono assegnati a più di una struttura?', '4 obiettivi'],
    ['quali obiettivi riguardano più di un settore?', 'obiettivo 55'],
    ['elenca gli obiettivi seguiti da almeno due uffici', '4 obiettivi'],
  ])('%s', async (question, part) => {
    expect(await answered(question)).toContain(part);
  });
});

describe('one figure as a part of another', () => {
  it.each([
    [
      'nel settore 4, quale obiettivo o processo ha liquidato la percentuale più alta del suo impegnato?',
      'Processo 44',
    ],
    // Of its items that declare both: the note tells it on the whole totals.
    ['in quale settore è più alta la percentuale di liquidato sull’impegnato?', 'Settore 1'],
    ['quale ufficio ha speso la quota più bassa di quanto aveva impegnato?', 'U.O.2.2'],
    ['quale settore ha la percentuale di liquidazione più bassa, escluso il 9?', 'Settore 2'],
    ['c’è un processo che ha accertato più di un milione e incassato meno della metà?', 'processo 9'],
    [
      'quali processi hanno impegnato più di 100.000 euro ma ne hanno liquidato meno di un decimo?',
      'processo 33',
    ],
  ])('%s', async (question, part) => {
    expect(await answered(question)).toContain(part);
  });
});
