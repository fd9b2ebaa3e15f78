import { describe, expect, it } from 'vitest';
import { converse, luccaEngine } from '../lucca.ts';

const engine = luccaEngine();
const said = async (question: string): Promise<string> => (await converse(engine, question)).text;

describe('whether something holds is answered before the figures that tell', () => {
  it.each([
    ['il settore 4 ha impegnato più del settore 2?', 'No.', '−1.579.797,97 €'],
    ['gli obiettivi costano più dei processi?', 'No.', '4.882.736,29 €'],
    ['il processo 43 ha liquidato più del 44?', 'No.', '3.073.240,94 €'],
    ['il settore 5 ha più obiettivi del settore 8?', 'Sì.', '11 obiettivi'],
    ['il settore 3 costa il doppio del settore 8?', 'No.', '0,59 volte'],
    ['è vero che il settore 9 ha riscosso più di un milione?', 'Sì.', '1.446.210,82 €'],
    ['il comune ha impegnato più di 20 milioni?', 'Sì.', '22.379.846,52 €'],
    ['è vero che il settore 7 non ha impegnato nulla?', 'No.', '53.522,32 €'],
    ['il settore 2 ha speso meno di 100.000 euro di personale per gli obiettivi?', 'No.', '435.128,01 €'],
    ['gli obiettivi hanno riscosso più di 300.000 euro?', 'Sì.', '370.113,07 €'],
    // All of them, where some are not.
    ['abbiamo raggiunto tutti gli obiettivi?', 'No.', '4 obiettivi'],
    ['il comune ha completato tutti i suoi obiettivi?', 'No.', '4 obiettivi'],
    ['il settore 4 ha raggiunto tutti gli obiettivi?', 'No.', '1 obiettivo del Settore 4'],
    ['il settore 6 ha raggiunto tutti gli obiettivi?', 'Sì.', 'Settore 6'],
    ['gli obiettivi annuali costano in media più di quelli pluriennali?', 'Sì.', '38.418,08 €'],
    [
      'il riscosso dell’obiettivo autovelox e telelaser è più alto di quello dell’obiettivo 8?',
      'No.',
      '−143.920,00 €',
    ],
  ])('«%s»', async (question, verdict, figure) => {
    const text = await said(question);
    expect(text.startsWith(verdict)).toBe(true);
    expect(text).toContain(figure);
  });

  it('takes what is said to hold of the first of each for no limit on them', async () => {
    const { answer } = await converse(
      engine,
      'gli obiettivi più pesanti di ciascun settore sono stati tutti raggiunti?',
    );
    expect(answer.kind).toBe('clarification');
  });

  it('does not decide what the rows and the totals tell differently', async () => {
    expect(await said("il liquidato dei processi supera la metà dell'impegnato?")).toMatch(/^Non lo so/);
  });
});

describe('one against all the others together', () => {
  it.each([
    ['il settore 9 da solo ha riscosso più di tutti gli altri settori messi insieme?', 'Sì.'],
    ['il processo 30 ha impegnato più di tutti gli altri processi?', 'No.'],
    ['gli altri settori insieme hanno riscosso più del settore 9?', 'No.'],
    ["il settore 4 ha liquidato più di tutto il resto dell'ente?", 'Sì.'],
  ])('«%s»', async (question, verdict) => {
    expect((await said(question)).startsWith(verdict)).toBe(true);
  });
});

describe('whether there is any, all or none', () => {
  it.each([
    ['ci sono obiettivi con peso superiore a 24?', 'No.'],
    ['il settore 6 ha processi con entrate?', 'Sì. 5 processi'],
    ['ci sono più di 20 obiettivi con peso 24?', 'No. 17 obiettivi'],
    ['tutti gli obiettivi sono al 100%?', 'No. 4 obiettivi'],
    ['tutti i processi hanno un costo del personale?', 'No. 1 processo'],
    ['nessun obiettivo è sotto il 50%?', 'Sì.'],
    ['più della metà degli obiettivi è al 100%?', 'Sì.'],
    ["tutti gli obiettivi dell'Istituto Boccherini sono al 100%?", 'Nessun obiettivo'],
  ])('«%s»', async (question, start) => {
    expect((await said(question)).startsWith(start)).toBe(true);
  });
});

describe('the place that something has', () => {
  it.each([
    ["l'obiettivo 8 è il più costoso del settore 9?", /^Sì\. Obiettivo 8/],
    ['è vero che il settore 2 è il più costoso?', /^No\. Settore 2 – .* il 4º valore/],
    [
      'chi viene subito dopo il settore 2 per impegnato?',
      /^Settore 4 – Istruzione: impegnato 7\.940\.770,68 €, il 2º/,
    ],
    ["quale obiettivo precede l'obiettivo 10 per costo del personale?", /^Obiettivo 42/],
    ['che posto ha il settore 5 per impegnato?', /^Settore 5 – .*: impegnato 5\.820,06 €, il 9º/],
    ['quale settore viene subito prima del settore 2 per impegnato?', /^Settore 2 è al primo posto/],
    ['che posto ha lo staff B per riscosso?', /^Staff B non ha un posto/],
  ])('«%s»', async (question, text) => {
    expect(await said(question)).toMatch(text);
  });
});

it('takes what is done «con gli obiettivi» for what was spent on them', async () => {
  expect(await said('quale settore ha impegnato di più con gli obiettivi?')).toMatch(/^Settore 4/);
});

describe('of what comes first in an order', () => {
  it.each([
    ['il processo con più accertato incassa più della metà di quanto accerta?', 'No. Processo 9', '26,93'],
    [
      'l’obiettivo più costoso del settore 5 supera i 100.000 euro di personale?',
      'No. Obiettivo 10',
      '92.548,30',
    ],
    ['il settore con più obiettivi ha più di 10 processi?', 'No. 5 processi del Settore 2', 'primo posto'],
    ['l’ufficio con più personale ha riscosso più di un milione?', 'Sì. U.O.9.1', '1.446.210,82'],
    ['il processo 9 ha riscosso più della metà dell’accertato?', 'No. Processo 9', '26,93'],
  ])('says whether it holds: «%s»', async (question, start, figure) => {
    const { headline } = (await converse(luccaEngine(), question)).answer;
    expect(headline.replaceAll('\u00a0', ' ').startsWith(start)).toBe(true);
    expect(headline).toContain(figure);
  });
});

it('asks which of a few, and not whether, where «quale» stands behind them', async () => {
  const question =
    'tra i cinque processi con più impegnato, quale ha liquidato meno in proporzione all’impegnato?';
  expect(await said(question)).not.toMatch(/^(Sì|No)\./);
});
