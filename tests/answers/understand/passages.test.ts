import { describe, expect, it } from 'vitest';
import { converse, luccaEngine } from '../lucca.ts';

const engine = luccaEngine();
const said = async (...turns: readonly string[]) => (await converse(engine, ...turns)).text;

describe('items whose texts hold the words of a question', () => {
  it.each([
    ['quale obiettivo parla di priorità a chi ha difficoltà?', 'L’obiettivo 3', 'nella descrizione'],
    ['in quale processo si parla di Pescaglia e Porcari?', 'Il processo 42', 'in una nota'],
    ['quali processi citano la motorizzazione?', 'Il processo 9', 'nella nota ai costi'],
    ['which objective mentions Borella?', 'Objective 39', 'in its summary'],
    ['quali obiettivi riguardano il personale?', 'L’obiettivo 53', 'nella descrizione'],
    ['dove si parla di arredi scolastici?', 'Il processo 44', 'nella nota ai costi'],
  ])('are told with where they stand: «%s»', async (question, item, place) => {
    const text = await said(question);
    expect(text).toContain(item);
    expect(text).toContain(place);
  });

  it('are those of another kind where none of the one that is asked has them', async () => {
    const text = await said('quale obiettivo parla di Altopascio?');
    expect(text).toContain('Tra gli obiettivi non trovo «Altopascio». Il processo 42');
  });

  it('are counted and listed where there are several', async () => {
    const { answer, text } = await converse(engine, 'quanti obiettivi parlano di giovani?');
    expect(text).toContain('2 obiettivi parlano di «giovani»');
    expect(answer.table?.rows).toHaveLength(2);
  });

  it('are what a question after that is about', async () => {
    expect(await said('in quale processo si parla di Pescaglia?', 'e chi lo segue?')).toContain('CRED');
  });

  it('are none where no text has the words, and no other item is guessed', async () => {
    const { answer, text } = await converse(engine, 'quale obiettivo parla di giovani artisti?');
    expect(answer.kind).toBe('no_data');
    expect(text).toContain('Nessun testo del piano parla di «giovani artisti»');
  });

  it.each([
    'c’è qualcosa sui disabili?',
    'ciao, che cosa c’è sui disabili nel piano?',
    'nel piano si parla di disabili?',
    'c’è niente sui disabili?',
  ])('are told where it is asked whether the plan has anything about it: «%s»', async (question) => {
    const { answer } = await converse(engine, question);
    expect(answer.headline).toContain('parlano di «disabili»');
    expect(answer.table?.rows).toHaveLength(2);
  });

  it.each([
    ['che cosa si fa contro l’evasione?', '«evasione»'],
    ['cosa fate per i giovani?', '«giovani»'],
  ])('are told where it is asked what is done about it: «%s»', async (question, word) => {
    expect((await converse(engine, question)).answer.headline).toContain(`parlano di ${word}`);
  });

  it('are told before a figure of the same name', async () => {
    expect(await said('c’è qualcosa sui nidi?')).toContain('parlano di «nidi»');
    expect(await said('c’è qualcosa sui droni?')).toContain('Nessun testo del piano parla di «droni»');
  });

  it('are not sought where the item is named and its text asked for', async () => {
    expect(await said('di cosa parla l’obiettivo 3?')).toContain('L’obiettivo 3');
  });
});
