import { expect, it } from 'vitest';
import { tidied } from '../../../src/answers/phrase/tidy.ts';

it('says an answer with one apostrophe, in a title of the document too', () => {
  const { headline, table } = tidied({
    headline: "L’obiettivo 22 «Contrasto all'abbandono dei rifiuti»: 'virgolette'.",
    table: {
      columns: [{ label: "nome dell'ufficio", numeric: false }],
      rows: [[{ text: "Garante dell'infanzia", value: null }]],
      total: 1,
    },
  });
  expect(headline).toContain('all’abbandono');
  expect(table?.columns[0]?.label).toBe('nome dell’ufficio');
  expect(table?.rows[0]?.[0]?.text).toBe('Garante dell’infanzia');
});

it('begins headline and notes with a capital, and keeps the first two notes', () => {
  const { headline, notes } = tidied({
    headline: 'mancano 3 aggiornamenti.',
    notes: ['il primo.', 'il primo.', 'il secondo.', 'il terzo.'],
  });
  expect(headline).toBe('Mancano 3 aggiornamenti.');
  expect(notes).toEqual(['Il primo.', 'Il secondo.']);
});
