import { describe, expect, it } from 'vitest';
import { NO_LIVE } from '../../src/answers/ports.ts';
import { createQuestionService } from '../../src/answers/question-service.ts';
import { createAnswerStore } from '../../src/store/answer-store.ts';
import { createConversationStore } from '../../src/store/conversation-store.ts';
import { createPlanRegister } from '../../src/store/plan-register.ts';
import { temporaryDatabase } from '../support/database.ts';

const CLOCK = { now: () => new Date('2021-09-15T07:00:00Z') };

describe('a conversation', () => {
  it('is taken up again by another process, on the same database', async () => {
    const database = await temporaryDatabase();
    const start = () =>
      createQuestionService({
        register: createPlanRegister(database.db, database.plan.body),
        liveOf: () => NO_LIVE,
        conversations: createConversationStore(database.db),
        answers: createAnswerStore(database.db),
        clock: CLOCK,
      });
    const asking = { conversation: 'dm:D1', asker: null };
    await start().ask('quanto costa l’obiettivo 45?', asking);
    const { answer } = await start().ask('e il 46?', asking);
    expect(answer.headline).toContain('184.887,42');
    expect(answer.assumed).toContain('sto considerando');
  });

  it('is not mixed up with another one', async () => {
    const database = await temporaryDatabase();
    const service = createQuestionService({
      register: createPlanRegister(database.db, database.plan.body),
      liveOf: () => NO_LIVE,
      conversations: createConversationStore(database.db),
      answers: createAnswerStore(database.db),
      clock: CLOCK,
    });
    await service.ask('quanto ha riscosso l’obiettivo 6?', { conversation: 'dm:D1', asker: null });
    const { answer } = await service.ask('e il 46?', { conversation: 'dm:D2', asker: null });
    expect(answer.assumed).toBeNull();
  });

  it('keeps each answer under an id, with the question, the query and who asked', async () => {
    const database = await temporaryDatabase();
    const answers = createAnswerStore(database.db);
    const service = createQuestionService({
      register: createPlanRegister(database.db, database.plan.body),
      liveOf: () => NO_LIVE,
      conversations: createConversationStore(database.db),
      answers,
      clock: CLOCK,
    });
    const given = await service.ask('quanto costa l’obiettivo 12?', {
      conversation: 'dm:D1',
      asker: { person: 'dipendente', roles: [] },
    });
    expect(await answers.find(given.id)).toMatchObject({
      question: 'quanto costa l’obiettivo 12?',
      asker: 'dipendente',
      answer: { query: { type: 'item', items: ['objective:12'] } },
    });
    expect(await answers.find('nothing')).toBeNull();
  });
});
