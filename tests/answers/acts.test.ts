import { describe, expect, it } from 'vitest';
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
  ])('are listed by organ, form and day: %s', async (question, count) => {
    const { answer } = await converse(engine, question);
    expect([question, answer.query?.type, answer.value]).toEqual([question, 'acts', count]);
  });

  it.each<[string, string]>([
    ['quando è stata approvata la riorganizzazione?', '23 novembre 2021'],
    ['da quando vale la riorganizzazione?', '1º dicembre 2021'],
    ['da quando decorre la nuova struttura?', '1º dicembre 2021'],
  ])('have a day of their own and a day of effect: %s', async (question, day) => {
    expect((await converse(engine, question)).answer.headline).toContain(day);
  });
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
