import { describe, expect, it } from 'vitest';
import { converse, luccaEngine } from '../lucca.ts';

const engine = luccaEngine();

const answered = async (question: string): Promise<string> =>
  (await converse(engine, question)).text.replaceAll('\u00a0', ' ');

describe('what a set is chosen by stands inside the question', () => {
  it.each([
    ['l’obiettivo più costoso del settore che ha speso meno', 'Obiettivo 52'],
    ['qual è il processo con più impegnato del settore con più obiettivi?', 'Processo 30'],
    ['media del costo del personale degli obiettivi del settore con più obiettivi', '36.260,67'],
    ['Qual è il processo più caro, come personale, del settore che ha più processi?', 'Settore 9'],
    ['quanti processi ha il settore dell’obiettivo più costoso?', '4 processi'],
    ['quanti obiettivi ha l’ufficio del processo 12?', '3 obiettivi'],
    ['tra i settori con più di 5 processi, quale ha impegnato meno?', 'Settore 1'],
    [
      'Tra le unità che hanno almeno 4 obiettivi, quale spende di più in personale per gli obiettivi?',
      '648.760,64',
    ],
    ['quanto costano in tutto gli obiettivi dell’ufficio che ne ha di più?', '277.887,49'],
    ['In quali settori il peso medio degli obiettivi supera 22,5?', 'Settore 9'],
  ])('%s', async (question, figure) => {
    expect(await answered(question)).toContain(figure);
  });
});

describe('what else is asked of the one that comes first', () => {
  it.each([
    ['L’obiettivo più costoso del settore 9: chi lo segue e quanto pesa?', ['U.O.9.1', 'peso 24']],
    [
      'Qual è l’obiettivo riuscito peggio, quale ufficio lo segue e quanto è costato di personale?',
      ['Obiettivo 69', '5.046,90', 'U.O.C.1'],
    ],
  ])('%s', async (question, parts) => {
    const text = await answered(question);
    for (const part of parts) expect(text).toContain(part);
  });
});

describe('those of which two things hold', () => {
  it.each([
    ['quali processi hanno entrate accertate ma nessun impegno dichiarato?', '3 processi'],
    ['quali obiettivi hanno un impegno e pesano 24?', '7 obiettivi'],
    ['quanti obiettivi pesano 24 e quali sono del settore 9?', '4 obiettivi del Settore 9'],
    ['quali uffici seguono gli obiettivi con peso 21?', 'U.O.4.1'],
  ])('are listed: %s', async (question, figure) => {
    expect(await answered(question)).toContain(figure);
  });

  it('are ranked by the cost that was said of them', async () => {
    const text = await answered(
      'Quanti obiettivi hanno un costo del personale sotto i 10 mila euro, e quale è il più economico?',
    );
    expect(text).toContain('costo del personale 5.046,90 €');
  });
});

describe('what is the same as an item’s, and what is left out', () => {
  it.each([
    ['quali obiettivi hanno lo stesso responsabile del 24?', '2 obiettivi'],
    ['quali obiettivi sono affidati alla stessa U.O. dell’obiettivo 33?', '7 obiettivi'],
    ['A parte quelli sull’anticorruzione, quali obiettivi trasversali abbiamo?', '4 obiettivi'],
  ])('%s', async (question, figure) => {
    expect(await answered(question)).toContain(figure);
  });
});

describe('a figure of each, or for one of them', () => {
  it.each([
    ['costo medio del personale per processo', '175.455,90'],
    ['costo del personale per obiettivo del settore 5', '39.514,51'],
    ['gli obiettivi del settore 6 quanto pesano e quanto costano ciascuno?', 'obiettivo 41'],
    ['qual è il terzultimo obiettivo per costo del personale?', '6.534,12'],
  ])('%s', async (question, figure) => {
    expect(await answered(question)).toContain(figure);
  });
});
