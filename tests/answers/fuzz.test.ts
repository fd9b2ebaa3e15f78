import fc from 'fast-check';
import { expect, test } from 'vitest';
import { conversationSchema } from '../../src/answers/conversation.ts';
import { cleanMessage } from '../../src/answers/language/clean.ts';
import { toPlainText } from '../../src/answers/plain-text.ts';
import { querySchema } from '../../src/answers/query.ts';
import { readReports } from '../../src/answers/reports/read-reports.ts';
import { inFull } from '../support/long-run.ts';
import { luccaEngine, NOW } from './lucca.ts';

const engine = luccaEngine();
const WORDS =
  `quanto costa il obiettivo obiettivi processo processi 24 30 12.1.1 settore 5 uo 3.2 più meno di 150.000 euro 90 % goal 4 agenda 2030
  e quelli del scade quando chi segue confronta tra per settore impegnato liquidato riscosso peso raggiungimento media totale quanti
  non raggiunti trasversali biennali monitoraggio in fase cosa significa impegno miei delibera 167/2021 art. 10 nidi bici <b> & * _ ?`.split(
    /\s+/,
  );

const question = fc.oneof(
  fc.string({ maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.array(fc.constantFrom(...WORDS), { maxLength: 14 }).map((words) => words.join(' ')),
  fc.string({ minLength: 9_000, maxLength: 10_000 }),
);

/** A message of forty thousand signs, which whoever tries each of its places would read for minutes. */
test.each([
  'a',
  'due',
  'à',
  '1',
  'a-',
  'a.',
  '; ',
  ', ',
  '1.000 ',
  'obiettivo 24 ',
  '😀',
  '\u0301',
  '*a',
  '<a',
  '@',
])('a message of nothing but «%s» is read at once, however long', async (sign) => {
  const question = cleanMessage(sign.repeat(40_000 / sign.length));
  readReports(question, engine.vocabulary);
  const { answer } = await engine.ask({ question, conversation: null, asker: null, now: NOW });
  expect(answer.headline).not.toBe('');
});

test(
  'any text gets an answer: no throw, no markup, no empty cell, a query and a conversation that parse',
  async () => {
    let conversation: ReturnType<typeof conversationSchema.parse> | null = null;
    await fc.assert(
      fc.asyncProperty(question, fc.boolean(), async (text, fresh) => {
        const reply = await engine.ask({
          question: text,
          conversation: fresh ? null : conversation,
          asker: null,
          now: NOW,
        });
        conversation = conversationSchema.parse(JSON.parse(JSON.stringify(reply.conversation)));
        const { answer } = reply;
        if (answer.query !== null) querySchema.parse(answer.query);
        expect(answer.headline).not.toBe('');
        expect(answer.headline).not.toMatch(/[<>]/);
        for (const row of answer.table?.rows ?? []) for (const cell of row) expect(cell.text).not.toBe('');
        expect(toPlainText(answer)).not.toContain('undefined');
      }),
      { numRuns: inFull(400, 50) },
    );
  },
  inFull(1_800_000, 180_000),
);
