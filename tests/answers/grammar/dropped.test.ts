import { describe, expect, it } from 'vitest';
import { converse, luccaEngine } from '../lucca.ts';

const engine = luccaEngine();
const said = async (question: string): Promise<string> => (await converse(engine, question)).text;

describe('the first of an order are left out of what is asked', () => {
  it.each([
    ['quanto hanno impegnato i processi esclusi i due più alti?', '11.046.653,43 €'],
    ['totale impegnato dei processi escluso il più alto', '14.389.843,55 €'],
    ['media del costo del personale degli obiettivi, senza i cinque più cari', '43.337,30 €'],
    ['togliendo il processo più costoso, quanto costano di personale i processi?', '9.053.329,35 €'],
    ['quanti obiettivi restano se tolgo i dieci più costosi?', '59 obiettivi'],
    ['senza il settore che impegna di più, quanto hanno impegnato i processi?', '11.427.826,88 €'],
    ['qual è il processo con più impegnato dopo i primi due?', 'Processo 43'],
    ['tolti i trasversali e i due più cari, quanto costano gli obiettivi?', '2.919.296,05 €'],
  ])('«%s»', async (question, figure) => {
    expect(await said(question)).toContain(figure);
  });
});

describe('nothing of a figure is what nobody declares, or declares as nought', () => {
  it.each([
    ['processi senza nemmeno un euro liquidato', '42 processi con liquidato non dichiarato'],
    ['processi con nessun importo impegnato', '32 processi con impegnato non dichiarato'],
    ['obiettivi senza alcuna spesa', '63 obiettivi con liquidato non dichiarato'],
    [
      'obiettivi con impegnato pari a zero',
      '50 obiettivi con impegnato pari a 0,00 € o con impegnato non dichiarato',
    ],
    ['obiettivi a costo zero', 'Nessun obiettivo con risorse utilizzate pari a 0,00 €'],
  ])('«%s»', async (question, text) => {
    expect(await said(question)).toContain(text);
  });
});

describe('what holds of all that a structure has', () => {
  it.each([
    ['quali settori hanno tutti gli obiettivi al 100%?', '8 settori'],
    ['quanti settori hanno più obiettivi che processi?', '7 settori'],
    ["in quali settori o staff c'è almeno un obiettivo sotto il 100%?", '4 settori'],
    ['tutti i settori hanno almeno un obiettivo?', 'No. 1 settore'],
    ['quali goal hanno un solo obiettivo?', '2 goal'],
  ])('«%s»', async (question, text) => {
    expect(await said(question)).toContain(text);
  });
});

it('ranks what something costs by all that it used, told with its parts', async () => {
  const text = await said('qual è l’obiettivo più costoso?');
  expect(text).toMatch(/^Obiettivo 3 .*903\.128,40 €/);
  expect(text).toContain('costo del personale 42.162,42 €, liquidato 860.965,98 €');
});
