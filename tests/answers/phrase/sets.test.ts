import { expect, it } from 'vitest';
import { luccaEngine, NOW } from '../lucca.ts';

const engine = luccaEngine();
const notesOf = async (question: string) =>
  (await engine.ask({ question, conversation: null, asker: null, now: NOW })).answer.notes;

const OBJECTIVES = 'Il testo del documento (sez. 4) conta 9 obiettivi con entrate; le sue righe ne danno 8.';
const PROCESSES = 'Il testo del documento (sez. 4) conta 15 processi con entrate; le sue righe ne danno 16.';

it('says under a count of the items with revenue that the document counts another number', async () => {
  expect(await notesOf('quanti obiettivi hanno entrate?')).toContain(OBJECTIVES);
  expect(await notesOf('elenca i processi con entrate')).toContain(PROCESSES);
});

it('says nothing of it where only a part of them is counted', async () => {
  const notes = await notesOf('quanti obiettivi del Settore 9 hanno entrate?');
  expect(notes).not.toContain(OBJECTIVES);
});
