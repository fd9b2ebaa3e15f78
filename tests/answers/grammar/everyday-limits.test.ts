import { describe, expect, it } from 'vitest';
import { converse, luccaEngine } from '../lucca.ts';

const engine = luccaEngine();
const answered = async (question: string): Promise<string> => (await converse(engine, question)).text;

describe('a limit of what a structure has of one kind', () => {
  it.each([
    'quali settori hanno risorse utilizzate degli obiettivi superiori a 500 mila euro?',
    'quali settori superano 500 mila euro di risorse utilizzate degli obiettivi?',
  ])('holds of all of it, and of no single item: «%s»', async (question) => {
    const text = await answered(question);
    for (const part of ['4 settori', '510.017,35', '1.107.592,37', '786.487,26', '840.622,26'])
      expect(text).toContain(part);
  });

  it('is told of single items where these are said to hold', async () => {
    expect(await answered('quali settori hanno obiettivi che costano più di 500 mila euro?')).toContain(
      'Settore 4: 1',
    );
  });

  it('is said with «con» too', async () => {
    const text = await answered('settori con costo del personale dei processi superiore a 1 milione');
    expect(text).toContain('Settore 9: 3.455.511,57');
    expect(text).toContain('3 settori');
  });
});

describe('a figure against that of something else', () => {
  it.each([
    ['obiettivi con somme impegnate superiori al quadruplo di quelle dell’obiettivo 48', '7 obiettivi'],
    ['le somme accertate dell’obiettivo 40 sono più alte di quelle dell’obiettivo 38?', 'No.'],
    ['la spesa di personale della U.O. 9.2 è più alta di quella della U.O. 1.1?', 'Sì.'],
    ['peso percentuale del processo 1 sull’impegnato di tutto l’ente', '0,13 %'],
  ])('«%s»', async (question, part) => {
    expect(await answered(question)).toContain(part);
  });
});

describe('one thing besides another', () => {
  it('is both of them, and takes nothing away', async () => {
    const text = await answered('quanto ha impegnato il settore 3 oltre che il settore 5?');
    expect(text).toContain('2.271.895,69');
    expect(text).toContain('Settore 5: 5.820,06');
  });
});

describe('how many there are', () => {
  it('is told as a mean without the word for number', async () => {
    const [said, typed] = [
      await answered('media di obiettivi per settore'),
      'numero medio di obiettivi per settore',
    ];
    expect(said).toBe(await answered(typed));
  });

  it('is told of the goals of what a department does', async () => {
    expect(await answered('quanti goal toccano gli obiettivi del settore 6?')).toContain('4 goal');
  });
});
