import { expect } from 'vitest';
import { type Conversation, conversationSchema } from '../../src/answers/conversation.ts';
import type { Engine } from '../../src/answers/engine.ts';
import type { Vocabulary } from '../../src/answers/knowledge/vocabulary.ts';
import { toPlainText } from '../../src/answers/plain-text.ts';
import { luccaEngine } from '../support/engine.ts';

export { luccaEngine };

export const NOW = new Date('2021-09-01T10:00:00Z');

/** Asks the turns of one conversation, which goes through JSON between them; gives the last answer and its text. */
export async function converse(engine: Engine, ...turns: readonly string[]) {
  let conversation: Conversation | null = null;
  let last = await engine.ask({ question: turns[0] ?? '', conversation, asker: null, now: NOW });
  for (const question of turns.slice(1)) {
    conversation = conversationSchema.parse(JSON.parse(JSON.stringify(last.conversation)));
    last = await engine.ask({ question, conversation, asker: null, now: NOW });
  }
  return { answer: last.answer, text: toPlainText(last.answer).replaceAll('\u00a0', ' ') };
}

/** What the engine knows of Lucca's plan. */
export const luccaVocabulary = (): Vocabulary => luccaEngine().vocabulary;

/** A query of figures over what these hold of, whatever else narrows it. */
export const holding = (...atoms: readonly object[]) => ({
  type: 'figures',
  select: expect.arrayContaining(atoms.map((atom) => expect.objectContaining(atom))),
});
