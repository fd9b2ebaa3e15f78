import { describe, expect, it } from 'vitest';
import { readPlan } from '../../../src/store/plan/import/index.ts';
import { engineOf } from '../../support/engine.ts';
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

describe('what a plan states of its items in words, asked of another body', () => {
  const read = readPlan('eval/bodies/valle-serena-2025');
  if (!read.ok) throw new Error('the made-up body is not read');
  const union = engineOf([read.plan]);
  const asked = async (question: string) => (await converse(union, question)).answer;

  it.each([
    ['quanti chilometri di strade si asfaltano?', 'Rifare il manto di dodici chilometri'],
    ['quanti km di strada rifate?', 'Rifare il manto di dodici chilometri'],
    ['quante ore di formazione fa ogni dipendente?', 'Erogare venti ore di formazione'],
    ['quanti impianti di compostaggio si realizzano?', 'Realizzare tre impianti'],
    ['con che cosa si portano i libri nelle frazioni?', 'con un furgone attrezzato'],
    ['dove si apre il centro per le famiglie?', 'a Borgo Alto'],
    ['di quanto aumentano le ore di assistenza domiciliare?', 'Raddoppiare le ore'],
  ])('is answered with the passage: «%s»', async (question, passage) => {
    const { kind, headline } = await asked(question);
    expect(kind).toBe('answer');
    expect(headline).toContain(passage);
  });

  it.each([
    ['quanti varchi si installano agli ingressi?', 'Nessun testo del piano dice quanti. L’obiettivo 26'],
    ['quante posizioni anagrafiche si bonificano?', 'Nessun testo del piano dice quante. L’obiettivo 4'],
    ['quanti posti ha il nuovo asilo?', 'Nessun testo del piano parla di «posti». L’obiettivo 25'],
    ['quante telecamere si installano?', 'Nessun testo del piano parla di «telecamere».'],
  ])('is said not to be stated, beside what is: «%s»', async (question, said) => {
    const { kind, headline } = await asked(question);
    expect(kind).toBe('no_data');
    expect(headline).toContain(said);
  });

  it('is of the one item that is named', async () => {
    expect((await asked('quanti ingressi ha l’obiettivo 26?')).headline).toContain('L’obiettivo 26');
  });
});
