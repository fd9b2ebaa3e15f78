import { describe, expect, it } from 'vitest';
import { converse, luccaEngine } from '../lucca.ts';

const lucca = luccaEngine();
const answerText = async (message: string): Promise<string> => (await converse(lucca, message)).text;

const QUESTIONS = [
  'quanti nidi d’infanzia abbiamo',
  'qual è l’obiettivo più costoso',
  'a che punto è l’obiettivo 69',
  'quanto ha incassato il nucleo verbali',
  'quanto era la raccolta differenziata a Pistoia nel 2019',
];

const AROUND = [
  'per la variazione di bilancio mi serve sapere #',
  'visto che dobbiamo chiudere il rendiconto, #?',
  'dovendo preparare la nota, #?',
  'sono nuova dell’ufficio, qualcuno sa #?',
  'non riesco a trovare #',
  'stavo scrivendo la nota e mi chiedevo #',
  'se non sbaglio era nella relazione, comunque #?',
  'la stampa insiste, quindi #?',
  'tirami fuori #',
  'verifica # entro stasera',
  'secondo la relazione #?',
  '#? così faccio il confronto in giunta',
  '#, cioè il dato preciso?',
];

describe('what is asked by itself', () => {
  it.each(QUESTIONS)('«%s» is answered the same whatever stands around it', async (question) => {
    const alone = await answerText(`${question}?`);
    for (const around of AROUND) {
      const message = around.replace('#', question);
      expect([message, await answerText(message)]).toEqual([message, alone]);
    }
  });

  it.each([
    ['per l’orto botanico mi serve sapere quanto abbiamo impegnato', /181\.155,66/],
    ['per il settore 6 mi serve sapere quanti obiettivi ci sono', /^3 obiettivi del Settore 6/],
    ['per calcolare il pro capite mi serve la popolazione residente', /90\.224/],
    ['quanti fissi ci sono al settore 7? intendo i computer', /PC fissi: 70/],
    ['il mio capo vuole sapere se la scuola innovativa di Sorbano è finita o no', /75\s%/],
  ])('«%s» takes what narrows it', async (message, said) => {
    expect(await answerText(message)).toMatch(said);
  });
});
