import { describe, expect, it } from 'vitest';
import { converse, luccaEngine } from '../lucca.ts';

const engine = luccaEngine();

describe('what no table of the plan holds', () => {
  it.each([
    ['quali sono le fasi dell’obiettivo 2?', 'fasi'],
    ['quali sono gli indicatori dell’obiettivo 2?', 'indicatori'],
    ['missione dell’obiettivo 2', 'missione'],
    ['quali obiettivi sono prioritari?', 'prioritari'],
    ['chi sono i destinatari dell’obiettivo 33?', 'destinatari'],
    ['quanto devono sommare i pesi?', 'devono sommare'],
    ['quali hanno cambiato struttura?', 'cambiato struttura'],
    ['quanto è finanziato dal PNRR?', 'PNRR'],
    ['quanti obiettivi PNRR ci sono?', 'PNRR'],
  ])('is said to be missing, and nothing else is answered: «%s»', async (question, said) => {
    const { answer, text } = await converse(engine, question);
    expect(answer.kind).toBe('no_data');
    expect(text).toContain(`non dichiara niente su «${said}»`);
  });

  it.each([
    ['quanto fanno insieme gli impegni degli obiettivi 38 e 24?', '305.000,00'],
    ['obiettivo sul programma per la trasparenza', '«trasparenza»'],
  ])('is not heard in words that ask something else: «%s»', async (question, said) => {
    expect((await converse(engine, question)).text).toContain(said);
  });
});
