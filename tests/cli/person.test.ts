import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createAnswerStore } from '../../src/store/talk/answer-store.ts';
import { FULL_ANSWER } from '../support/canned-questions.ts';
import { temporaryDatabase, temporaryFolder } from '../support/database.ts';
import { runCommand } from '../support/terminal.ts';

const ADDRESS = 'ref.uo-3-2@lucca.example';

/** A database in which two people have asked something. */
async function asked() {
  const { db, path, plan } = await temporaryDatabase();
  for (const asker of ['ref-uo-3-2', 'controllo'])
    await createAnswerStore(db, plan.body).save({
      id: asker,
      at: new Date('2021-09-09T07:00:00Z'),
      asker,
      conversation: `dm:${asker}`,
      published: false,
      question: `una domanda di ${asker}`,
      answer: FULL_ANSWER,
    });
  const left = async () => (await db.selectFrom('answer').select('asker').execute()).map((row) => row.asker);
  return { left, person: (...args: readonly string[]) => runCommand('person', args, path) };
}

describe.concurrent('person', () => {
  it('writes what is kept of one person into a file that only its owner reads, and into no file that is there', async () => {
    const { person } = await asked();
    const file = join(temporaryFolder(), 'dati.json');
    expect(await person('esporta', ADDRESS, '--in', file)).toMatchObject({ code: 0, err: '' });
    const kept = JSON.parse(readFileSync(file, 'utf8')) as Record<string, readonly object[]>;
    expect(kept.person).toMatchObject([{ email: ADDRESS }]);
    expect(kept.answer).toMatchObject([{ question: 'una domanda di ref-uo-3-2' }]);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
    expect((await person('esporta', ADDRESS, '--in', file)).err).toMatch(/c’è già, e non viene sovrascritto/);
  });

  it('erases only when it is told to, and says what', async () => {
    const { left, person } = await asked();
    const unsure = await person('cancella', ADDRESS);
    expect(unsure.code).toBe(1);
    expect(unsure.err).toMatch(/--conferma\. Niente è stato cancellato/);
    expect(await left()).toHaveLength(2);
    const done = await person('cancella', ADDRESS.toUpperCase(), '--conferma');
    expect(done).toMatchObject({ code: 0, err: '' });
    expect(done.out).toContain('domande con la loro risposta: 1');
    expect(await left()).toEqual(['controllo']);
  });

  it.each([
    [[], 2, /Serve «esporta» o «cancella»/],
    [
      ['esporta', 'nessuno@lucca.example'],
      1,
      /Nei piani non c’è nessuno con l’indirizzo «nessuno@lucca\.example»/,
    ],
  ] as const)('%j is told what is wrong, and ends with %d', async (args, ends, words) => {
    const { person } = await asked();
    const { code, err } = await person(...args);
    expect(code).toBe(ends);
    expect(err).toMatch(words);
  });
});
