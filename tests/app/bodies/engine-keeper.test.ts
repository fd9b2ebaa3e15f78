import { expect, it } from 'vitest';
import type { QuestionService } from '../../../src/answers/question-service.ts';
import { createEngineKeeper } from '../../../src/app/bodies/engine-keeper.ts';

/** Two engines are kept; what happens to each body's is written down. */
function keeping() {
  const happened: string[] = [];
  const keeper = createEngineKeeper(2);
  const of = (body: string): QuestionService =>
    keeper.keeping(body, {
      prepare: async () => void happened.push(`${body} is made ready`),
      release: async () => void happened.push(`${body} is let go of`),
      ask: async () => void happened.push(`${body} answers`),
    } as unknown as QuestionService);
  const ask = (service: QuestionService) => service.ask('quanto?', { conversation: 'c', asker: null });
  return { keeper, happened, of, ask };
}

it('makes ready as many as there is room for, and the others when they are asked', async () => {
  const { happened, of, ask } = keeping();
  const [a, b, c] = ['a', 'b', 'c'].map(of) as [QuestionService, QuestionService, QuestionService];
  for (const one of [a, b, c]) await one.prepare();
  expect(happened).toEqual(['a is made ready', 'b is made ready']);
  await ask(c);
  expect(happened.slice(2)).toEqual(['a is let go of', 'c answers']);
});

it('lets go of the one that was asked least lately', async () => {
  const { happened, of, ask } = keeping();
  const [a, b, c] = ['a', 'b', 'c'].map(of) as [QuestionService, QuestionService, QuestionService];
  for (const one of [a, b, a, c]) await ask(one);
  expect(happened).toEqual(['a answers', 'b answers', 'a answers', 'b is let go of', 'c answers']);
});

it('lets go of what a body has that is served no longer, which makes room', async () => {
  const { keeper, happened, of, ask } = keeping();
  const [a, b, c] = ['a', 'b', 'c'].map(of) as [QuestionService, QuestionService, QuestionService];
  await ask(a);
  await ask(b);
  keeper.forget('a');
  await c.prepare();
  expect(happened).toEqual(['a answers', 'b answers', 'a is let go of', 'c is made ready']);
});
