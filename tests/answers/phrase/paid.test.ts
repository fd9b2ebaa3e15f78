import { expect, it } from 'vitest';
import { engineOf } from '../../support/engine.ts';
import { smallPlan } from '../../support/small-plan.ts';
import { converse, luccaEngine, NOW } from '../lucca.ts';

const engine = luccaEngine();
const notesOf = async (question: string): Promise<string> =>
  (await engine.ask({ question, conversation: null, asker: null, now: NOW })).answer.notes.join(' ');

it.each(['quanto è stato pagato per l’obiettivo 3?', 'quali processi hanno pagato di più?'])(
  '«%s»: says that what is told was settled',
  async (question) => {
    expect(await notesOf(question)).toContain('il documento non dice il pagato');
  },
);

it('does not say it of what was asked as settled', async () => {
  expect(await notesOf('quanto è stato liquidato per l’obiettivo 3?')).not.toContain('pagato');
});

it('does not say it where the body calls the column so', async () => {
  const base = smallPlan();
  const plan = {
    ...base,
    head: {
      ...base.head,
      wording: { items: {}, amounts: { settled: { names: ['pagato'] as const, form: 'ms' as const } } },
    },
  };
  const { notes } = (await converse(engineOf([plan]), 'quanto è stato pagato in tutto?')).answer;
  expect(notes.join(' ')).not.toContain('non dice il pagato');
});
