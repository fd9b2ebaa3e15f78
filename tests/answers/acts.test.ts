import { describe, expect, it } from 'vitest';
import { readPlan } from '../../src/store/plan/import/index.ts';
import { engineOf } from '../support/engine.ts';
import { luccaPlan } from '../support/plan.ts';
import { converse, luccaEngine } from './lucca.ts';

const engine = luccaEngine();
const { acts } = luccaPlan();
const within = (from: string, to: string): number =>
  acts.filter(({ date }) => date !== null && date >= from && date <= to).length;

describe('acts', () => {
  it.each<[string, number]>([
    ['elenca gli atti del ciclo', acts.length],
    ['quanti atti ci sono nella relazione?', acts.length],
    ['atti della giunta', acts.filter(({ authority }) => authority?.startsWith('Giunta')).length],
    [
      'atti del consiglio comunale',
      acts.filter(({ authority }) => authority === 'Consiglio comunale').length,
    ],
    ['atti tra giugno e ottobre 2021', within('2021-06-01', '2021-10-31')],
    ['atti dal 1 luglio 2021 al 30 settembre 2021', within('2021-07-01', '2021-09-30')],
    ['quali atti dopo il 23/11/2021?', within('2021-11-24', '9999-12-31')],
    ['sentenze', 1],
    ['atti del sindaco', 0],
    ['delibere del Consiglio prima del 2020', 3],
    ['atti del primo semestre 2021', within('2021-01-01', '2021-06-30')],
    ['quante fusioni ci sono state nel 2019?', 1],
  ])('are listed by organ, form and day: %s', async (question, count) => {
    const { answer } = await converse(engine, question);
    expect([question, answer.query?.type, answer.value]).toEqual([question, 'acts', count]);
  });

  it.each<[string, RegExp]>([
    ['quale organo ha adottato più atti?', /^Stato: 12 atti ed eventi, il numero più alto tra 18/],
    ['in che mese del 2021 ci sono più atti?', /^luglio 2021: 4 /i],
    ['quante delibere ha fatto il Consiglio e quante la Giunta?', /Consiglio comunale 6; Giunta comunale 5/],
    ['delibere di Giunta per anno', /2019 1; 2021 4; 2022 1/],
    ['qual è l’atto più vecchio?', /^Il primo .*opere strategiche.*09\/07\/2009/],
  ])('are counted by organ, year and month: %s', async (question, headline) => {
    expect((await converse(engine, question)).answer.headline).toMatch(headline);
  });

  it.each<[string, string]>([
    ['quando è stata approvata la riorganizzazione?', '23 novembre 2021'],
    ['da quando vale la riorganizzazione?', '1º dicembre 2021'],
    ['da quando decorre la nuova struttura?', '1º dicembre 2021'],
  ])('have a day of their own and a day of effect: %s', async (question, day) => {
    expect((await converse(engine, question)).answer.headline).toContain(day);
  });
});

const read = readPlan('eval/bodies/valle-serena-2025');
if (!read.ok) throw new Error('the made-up body cannot be read');
const valley = engineOf([read.plan]);

describe('acts of any body', () => {
  it.each<[string, RegExp]>([
    ['qual è la prima delibera della Giunta nel 2025?', /^Il primo.*Piano dettagliato.*20\/02\/2025/],
    ['l’ultimo atto del Consiglio', /^L’ultimo.*Bilancio di previsione/],
    ['le ultime due delibere del Consiglio', /^Gli ultimi 2.*Bilancio di previsione.*Documento unico/],
    [
      'che atto viene dopo la delibera 12 della Giunta?',
      /^Subito dopo «Piano dettagliato.*Riordino dei servizi/,
    ],
    ['quale delibera è arrivata subito dopo il bilancio?', /^Subito dopo «Bilancio.*Piano dettagliato/],
    ['atto precedente alla delibera n. 5', /^Subito prima di «Bilancio.*Documento unico/],
    ['quali delibere parlano di biblioteche?', /^1 deliberazione: Regolamento sulle biblioteche/],
    ['con quale delibera è stato approvato lo statuto?', /^Statuto dell’Unione \(Delibera n\. 18/],
    ['quando è stato approvato il riordino dei servizi?', /10 aprile 2025/],
    ['da quando vale il riordino dei servizi?', /1º giugno 2025/],
  ])('%s', async (question, headline) => {
    expect((await converse(valley, question)).answer.headline).toMatch(headline);
  });

  it('are counted once where one reference has an act and what follows from it', async () => {
    expect((await converse(engine, 'quante determine sono citate?')).answer.value).toBe(2);
    const { answer } = await converse(engine, 'che delibera viene subito prima della 225?');
    expect(answer.headline).toMatch(/^Subito prima di «Riorganizzazione.*Master Plan/);
  });

  it.each(['gettito TARI 2021', 'quanto costa il nuovo stadio?', 'quanto abbiamo speso per Lucca Comics?'])(
    'and what the plan does not have is said: %s',
    async (question) => {
      expect((await converse(engine, question)).answer.kind).toBe('no_data');
    },
  );
});

describe('persons', () => {
  it.each<[string, RegExp]>([
    ['come si chiama il sindaco?', /Alessandro Tambellini/],
    ['chi è il presidente del consiglio comunale?', /Francesco Battistini/],
    ['chi era il segretario generale?', /Fulvio Spatarella/],
  ])('are named where the document prints their office: %s', async (question, name) => {
    expect((await converse(engine, question)).answer.headline).toMatch(name);
  });

  it.each([
    'quanto guadagna il dirigente del settore 5?',
    'chi è il dirigente più bravo?',
    'che voto ha preso il segretario?',
    'quale dirigente è stato valutato peggio?',
    'chi è il miglior dipendente?',
    'quanto prende di premio il dirigente del settore 2?',
  ])('are not judged, and nobody’s pay is given: %s', async (question) => {
    const { answer } = await converse(engine, question);
    expect(answer.kind).toBe('no_data');
    expect(answer.headline).toMatch(/singole persone/);
  });
});
