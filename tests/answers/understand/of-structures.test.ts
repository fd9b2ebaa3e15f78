import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../../src/answers/engine.ts';
import { describeImportIssue, readPlan } from '../../../src/store/plan/import/index.ts';
import { engineOf } from '../../support/engine.ts';

/** A made-up Union with areas and services. */
let engine: Engine;
beforeAll(() => {
  const read = readPlan(fileURLToPath(new URL('../../../eval/bodies/valle-serena-2025', import.meta.url)));
  if (!read.ok) throw new Error(read.errors.map(describeImportIssue).join('\n'));
  engine = engineOf([read.plan]);
});

const ask = async (question: string) =>
  (
    await engine.ask({
      question,
      conversation: null,
      asker: null,
      now: new Date('2025-11-20T08:00:00Z'),
      language: 'it',
    })
  ).answer;

describe('a structure that is asked for by one of its items', () => {
  it.each([
    ['quale area ha l’azione più costosa?', 'Processo 4 «Emissione dei mandati»'],
    ['quale struttura ha la misura con più peso?', 'Obiettivo 9 «'],
    ['di quale area è l’obiettivo con il peso più alto?', 'Obiettivo 9 «'],
    ['quale servizio ha il processo con l’impegnato più basso?', 'Processo 9 «'],
  ])('is told by the item that comes first, and adds nothing up: %s', async (question, first) => {
    const { headline, table } = await ask(question);
    expect(headline).toContain(first);
    expect(table?.columns.map(({ label }) => label)).toContain('Struttura');
  });

  it.each([
    'quale area ha gli obiettivi più costosi?',
    'quale area ha la spesa più alta?',
    'quale area ha più peso?',
  ])('is ranked itself where several, or none, of its items are meant: %s', async (question) => {
    expect((await ask(question)).headline).toMatch(/^Area /);
  });
});

describe('an amount that is asked for alone', () => {
  it.each(['quanto è stato impegnato?', 'Quanto è stato speso?', 'quanto è stato liquidato?'])(
    'is the whole body’s: %s',
    async (question) => {
      expect(await ask(question)).toMatchObject({ kind: 'answer', unit: 'eur' });
    },
  );

  it('is asked back where nothing says that it is everybody’s', async () => {
    expect((await ask('quanto costa?')).kind).toBe('clarification');
  });
});

describe('a unit that has no offices', () => {
  it('is no office of its own', async () => {
    const { kind, headline } = await ask('quali uffici ha il servizio Tributi e riscossione?');
    expect(kind).toBe('no_data');
    expect(headline).toContain('non indica uffici interni');
  });
});
