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
  '39 processi con risorse utilizzate superiori alla media di tutti gli obiettivi': [
    'quali processi costano più di quanto costa in media un obiettivo?',
    'quali processi superano il costo medio di un obiettivo?',
    'i processi che costano più di un obiettivo medio',
  ],
  '6 settori e altre strutture con meno processi del Settore 5': [
    'chi ha meno processi del settore 5?',
    'chi ha meno processi rispetto al settore 5?',
  ],
  '6 settori e altre strutture con più di 5 obiettivi': [
    'settori dove gli obiettivi sono più di 5',
    'settori che di obiettivi ne hanno più di 5',
    'dove ci sono più di 5 obiettivi?',
  ],
  'Settore 6: 4; Settore 9: 4': ['settori con più di tre processi che riscuotono'],
  'I 7 obiettivi con le risorse utilizzate (personale + liquidato) più alte': [
    'il 10 % degli obiettivi più costosi',
    'il dieci per cento più caro degli obiettivi',
  ],
  'I 3 settori e altre strutture con l’impegnato più alto': [
    'il podio dei settori per impegnato',
    'quali sono i tre settori in testa per impegnato?',
    'i primi 3 settori come impegnato',
  ],
  'Settore 4 – Istruzione: risorse utilizzate': ['chi è in testa per costi?'],
  '8 processi con impegnato superiore a 500.000,00 €': ['quali processi superano i 500k euro di impegnato?'],
  'somma 6.216.992,46 €': ['nidi più mensa quanto costano?', 'costo dei nidi più costo della mensa'],
  'Processo 33 «Housing sociale, case popolari e contributi casa»: liquidato 108.246,95 €': [
    'tra i dieci processi con più impegnato, qual è quello che ha liquidato meno?',
    'il processo con meno liquidato tra i primi dieci per impegnato',
  ],
  'Goal 3 Salute e benessere: 10 obiettivi': ['quale goal ha più obiettivi tra il 3 e il 4?'],
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
