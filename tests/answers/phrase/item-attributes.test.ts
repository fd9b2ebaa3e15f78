import { expect, it } from 'vitest';
import { luccaEngine, NOW } from '../lucca.ts';

const engine = luccaEngine();

it.each([
  'che finalità ha l’obiettivo 24?',
  'a cosa mira l’obiettivo 24?',
  'qual è lo scopo dell’obiettivo 24?',
])('«%s»: tells the aim in short, and where the document has it in full', async (question) => {
  const { answer } = await engine.ask({ question, conversation: null, asker: null, now: NOW });
  expect(answer.headline).toBe(
    'L’obiettivo 24 «Bicipolitana»: Mettere a sistema le piste ciclabili, per muoversi in bici e a piedi per lavoro, scuola e turismo.',
  );
  expect(answer.notes).toContain(
    'In breve: la finalità per esteso è nel documento, sez. 4 Controllo di gestione.',
  );
});
