import { describe, expect, it } from 'vitest';
import { loadCases } from '../../../eval/index.ts';
import { saidBy } from '../../../src/answers/account/words-left.ts';
import { createCut } from '../../../src/answers/language/tokens.ts';
import type { Query } from '../../../src/answers/query.ts';
import { compete, type Reader, type Standing } from '../../../src/answers/understand/compete.ts';
import { ask, refuse } from '../../../src/answers/understand/outcome.ts';
import { look, READERS } from '../../../src/answers/understand/readers.ts';
import { readTokens } from '../../../src/answers/understand/reading.ts';
import { luccaVocabulary } from '../lucca.ts';

const vocabulary = luccaVocabulary();

/** Of the own cases one in so many is tried. */
const EVERY = 30;

/** A message as the readers see it. */
function seenOf(text: string) {
  const cut = createCut();
  const words = cut(text);
  const reading = readTokens(vocabulary, words);
  const today = '2021-09-15';
  const context = { reading, vocabulary, conversation: null, asker: null, today, lens: null, cut };
  return { seen: look(context), said: saidBy(words, reading, vocabulary) };
}

describe('the readers of a message', () => {
  it.each([
    'quanto è costato l’obiettivo 24?',
    'chi approva gli aggiornamenti del settore 3?',
    'entro quando va approvata la relazione sulla performance?',
    'quante ore annue standard per il calcolo del personale',
    'i dipendenti sono 511 o 533?',
    'perché nel monitoraggio ci sono 71 obiettivi e nell’elenco 69?',
    'che cosa sono i controlli interni?',
    'quanti pc fissi ha il settore 5?',
    'piste ciclabili',
    'a chi va il referto del controllo di gestione?',
  ])('find the same in any order: «%s»', (text) => {
    const { seen, said } = seenOf(text);
    const best = (readers: typeof READERS) => compete(readers, seen, said, vocabulary);
    const first = best(READERS);
    expect(first).not.toBeNull();
    expect(best(READERS.toReversed())).toEqual(first);
    for (let by = 1; by < READERS.length; by += 1)
      expect(best([...READERS.slice(by), ...READERS.slice(0, by)])).toEqual(first);
  });

  it('find the same in any order of what the own cases ask', () => {
    const asked = loadCases().flatMap(({ turns }) => (turns.length === 1 ? turns : []));
    const sample = asked.filter((_one, at) => at % EVERY === 0);
    expect(sample.length).toBeGreaterThan(10);
    for (const [turn, text] of sample.entries()) {
      const { seen, said } = seenOf(text);
      const best = (readers: typeof READERS) => compete(readers, seen, said, vocabulary);
      const by = turn % READERS.length;
      const turned = [...READERS.slice(by), ...READERS.slice(0, by)].toReversed();
      expect(best(turned), text).toEqual(best(READERS));
    }
  });

  it('have names of their own', () => {
    expect(new Set(READERS.map(({ name }) => name)).size).toBe(READERS.length);
  });
});

describe('of two readings', () => {
  const item = (number: number): Query => ({
    type: 'item',
    items: [`objective:${number}`],
    measures: ['committed'],
    attributes: [],
    department: null,
  });
  const reader = (name: string, standing: Standing, query: Query | null): Reader<unknown> => ({
    name,
    standing,
    read: () => (query ? ask(query) : refuse({ reason: 'off_topic' })),
  });
  const meant = (text: string, ...readers: readonly Reader<unknown>[]) =>
    compete(readers, null, seenOf(text).said, vocabulary)?.name;

  it('the one that leaves fewer words is meant, however it was found', () => {
    const told: Query = { type: 'use', topic: 'registrare-assenza' };
    const question = 'impegnato della circonvallazione';
    expect(meant(question, reader('told', 'told', told), reader('about', 'about', item(24)))).toBe('about');
  });

  it('the better founded is meant where both leave as few', () => {
    const question = 'impegnato dell’obiettivo 24';
    expect(meant(question, reader('a', 'about', item(24)), reader('b', 'named', item(24)))).toBe('b');
  });

  it('the one that has the number is meant where both are as well founded', () => {
    const question = 'impegnato dell’obiettivo 24';
    expect(meant(question, reader('a', 'named', item(25)), reader('b', 'named', item(24)))).toBe('b');
  });
});
