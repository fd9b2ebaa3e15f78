import { describe, expect, it } from 'vitest';
import { converse, luccaEngine } from '../lucca.ts';

const headlineOf = async (question: string): Promise<string> =>
  (await converse(luccaEngine(), question)).answer.headline;

/** What is answered, and the wordings that all ask it. */
const SAID: Readonly<Record<string, readonly string[]>> = {
  '32,45 % delle risorse utilizzate del Settore 9': [
    'quanto pesa il processo 12 sul totale del settore 9?',
    'quanto incide il processo 12 sul settore 9?',
    'il processo 12 che quota è del costo del settore 9?',
  ],
  '18,41 % delle risorse utilizzate del Settore 9': [
    'quanto incidono gli obiettivi sul settore 9?',
    'gli obiettivi che fetta sono del costo del settore 9?',
  ],
  '44,72 % delle risorse utilizzate di tutti i processi': [
    'quanto pesano i tre processi più costosi sul costo totale?',
  ],
  '35,48 % dell’impegnato di tutto il piano': ['quanto vale il settore 4 sull’impegnato complessivo?'],
  'media delle risorse utilizzate degli obiettivi 184.598,73 €': [
    'chi spende di più a obiettivo?',
    'gli obiettivi di chi costano di più in media?',
    'in quale settore un obiettivo costa di più in media?',
  ],
  'media delle risorse utilizzate degli obiettivi 16.651,87 €': [
    'chi spende di meno per ogni obiettivo?',
    'dove costano meno in media gli obiettivi?',
  ],
};

describe('one thing in other words', () => {
  it.each(Object.entries(SAID).flatMap(([part, questions]) => questions.map((one) => [one, part] as const)))(
    '«%s»',
    async (question, part) => {
      expect(await headlineOf(question)).toContain(part);
    },
  );

  it('is the share of each structure, of what it costs too', async () => {
    const { text } = await converse(luccaEngine(), 'costo per settore in percentuale sul totale');
    expect(text).toMatch(/Settore 4 +7\.506\.492,83 € +33,97 %/);
  });
});
