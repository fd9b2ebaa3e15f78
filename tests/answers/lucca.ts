import { type Conversation, conversationSchema } from '../../src/answers/conversation.ts';
import { createEngine, type Engine } from '../../src/answers/engine.ts';
import { atOnce } from '../../src/answers/in-pieces.ts';
import { buildPlanIndex } from '../../src/answers/knowledge/plan-index.ts';
import {
  everydayInPieces,
  type Vocabulary,
  vocabularyInPieces,
} from '../../src/answers/knowledge/vocabulary.ts';
import { toPlainText } from '../../src/answers/plain-text.ts';
import { NO_LIVE } from '../../src/answers/ports.ts';
import { luccaPlan } from '../support/plan.ts';

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

export const luccaEngine = (): Engine => createEngine([luccaPlan()], () => NO_LIVE);

/** What the engine knows of Lucca's plan. */
export const luccaVocabulary = (): Vocabulary =>
  atOnce(vocabularyInPieces(buildPlanIndex(luccaPlan()), atOnce(everydayInPieces())));
