import { describe, expect, it } from 'vitest';
import { NO_LIVE } from '../../src/answers/ports.ts';
import { createQuestionService } from '../../src/answers/question-service.ts';
import { createPlanRegister } from '../../src/store/plan/plan-register.ts';
import { savePlan } from '../../src/store/plan/plan-store.ts';
import { createAnswerStore } from '../../src/store/talk/answer-store.ts';
import { createConversationStore } from '../../src/store/talk/conversation-store.ts';
import { IMPORTED_AT, memoryDatabase, temporaryDatabase } from '../support/database.ts';
import { everyday } from '../support/engine.ts';
import { luccaPlan } from '../support/plan.ts';
import { planOf2022 } from '../support/two-plans.ts';

const CLOCK = { now: () => new Date('2021-09-15T07:00:00Z') };

/** Answers from a database, as a process that has it open does. */
const serviceOver = ({ db, plan: { body } }: Awaited<ReturnType<typeof temporaryDatabase>>) =>
  createQuestionService({
    everyday,
    register: createPlanRegister(db, body),
    liveOf: () => NO_LIVE,
    conversations: createConversationStore(db, body),
    answers: createAnswerStore(db, body),
    clock: CLOCK,
  });

describe('a conversation', () => {
  it('is taken up again by another process, on the same database', async () => {
    const database = await temporaryDatabase();
    const start = () => serviceOver(database);
    const asking = { conversation: 'dm:D1', asker: null };
    await start().ask('quanto costa l’obiettivo 45?', asking);
    const { answer } = await start().ask('e il 46?', asking);
    expect(answer.headline).toContain('184.887,42');
    expect(answer.assumed).toContain('sto considerando');
  });

  it('is not mixed up with another one', async () => {
    const database = await temporaryDatabase();
    const service = serviceOver(database);
    await service.ask('quanto ha riscosso l’obiettivo 6?', { conversation: 'dm:D1', asker: null });
    const { answer } = await service.ask('e il 46?', { conversation: 'dm:D2', asker: null });
    expect(answer.assumed).toBeNull();
  });

  it('keeps each answer under an id, with the question, the query and who asked', async () => {
    const database = await temporaryDatabase();
    const answers = createAnswerStore(database.db, database.plan.body);
    const service = serviceOver(database);
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

describe('what an earlier version kept', () => {
  const asking = { conversation: 'dm:D1', asker: null };
  const total = { type: 'total', filter: { kind: null, departments: ['Settore 5'] }, measures: ['settled'] };

  async function kept() {
    const database = await temporaryDatabase();
    const answers = createAnswerStore(database.db, database.plan.body);
    const service = serviceOver(database);
    const given = await service.ask('liquidato del settore 5', asking);
    return { answers, service, given };
  }

  it('is a conversation that what is asked next does not go on from', async () => {
    const { answers, service, given } = await kept();
    const conversation = { query: total, earlier: [total], items: [], unanswered: null, year: 2021 };
    await answers.save({ ...given, id: 'before' }, JSON.parse(JSON.stringify(conversation)));
    expect((await service.ask('e il settore 4?', asking)).answer.kind).not.toBe('refusal');
    expect((await service.ask('quanti obiettivi ha il settore 4?', asking)).answer.value).toBe(6);
  });

  it.each([
    { query: total },
    { choices: [{ label: 'liquidato', query: total }] },
    { followUps: [{ label: 'liquidato', query: total }] },
  ])('is an answer whose buttons ask for nothing any more: %j', async (old) => {
    const { answers, service, given } = await kept();
    const answer = JSON.parse(JSON.stringify({ ...given.answer, ...old }));
    await answers.save({ ...given, id: 'before', answer });
    expect(await service.find('before')).toBeNull();
    expect(await service.find(given.id)).toMatchObject({ question: given.question });
  });
});

describe('what is made before the first answer', () => {
  it('is made a little at a time, once for all who ask meanwhile, and anew when the plan has changed', async () => {
    // In memory: nobody has a turn while a disk is waited for.
    const db = await memoryDatabase();
    const { body } = luccaPlan().head;
    const service = createQuestionService({
      register: createPlanRegister(db, body),
      liveOf: () => NO_LIVE,
      conversations: createConversationStore(db, body),
      answers: createAnswerStore(db, body),
      clock: CLOCK,
    });
    /** How often others had their turn meanwhile. */
    const turnsDuring = async (work: Promise<unknown>): Promise<number> => {
      let turns = 0;
      let isDone = false;
      const done = work.finally(() => {
        isDone = true;
      });
      while (!isDone) {
        await new Promise((resolve) => setImmediate(resolve));
        turns++;
      }
      await done;
      return turns;
    };
    const ask = (conversation: string) =>
      service.ask('quanto costa l’obiettivo 45?', { conversation, asker: null });
    expect(await turnsDuring(Promise.all([ask('dm:D1'), ask('dm:D2'), service.prepare()]))).toBeGreaterThan(
      20,
    );
    expect(await turnsDuring(service.prepare())).toBeLessThan(5);
    await db.updateTable('phase').set({ paused: 1 }).execute();
    expect(await turnsDuring(service.prepare())).toBeGreaterThan(20);
    expect(await turnsDuring(ask('dm:D1'))).toBeLessThan(5);
  });
});

describe('with a plan for each of two years', () => {
  async function askIn2022() {
    // In memory: nobody has a turn while a disk is waited for.
    const db = await memoryDatabase();
    const { body } = luccaPlan().head;
    await savePlan(db, planOf2022(), IMPORTED_AT);
    const service = createQuestionService({
      everyday,
      register: createPlanRegister(db, body),
      liveOf: () => NO_LIVE,
      conversations: createConversationStore(db, body),
      answers: createAnswerStore(db, body),
      clock: { now: () => new Date('2022-03-01T09:00:00+01:00') },
    });
    return async (question: string) =>
      (await service.ask(question, { conversation: 'dm:D1', asker: null })).answer;
  }

  it('answers on the current one, or on the one that the question or the conversation names', async () => {
    const ask = await askIn2022();
    expect((await ask('obiettivo 24')).headline).toContain('Bicipolitana, anno due');
    expect((await ask('quanto costava l’obiettivo 24 nel 2021?')).headline).toMatch(/26\.039,41 .*2021/);
    expect((await ask('e il 25?')).headline).toContain('2021');
    expect((await ask('quanti obiettivi ci sono nel 2022?')).headline).toBe('69 obiettivi, 2022.');
  });

  it('puts two years side by side where it can, and else says of which it speaks', async () => {
    const ask = await askIn2022();
    const both = await ask('quanti obiettivi nel 2021 e nel 2022?');
    expect(both.headline).toMatch(/2021: 69; .*2022: 69/);
    expect(both.notes.join(' ')).not.toContain('chiedimelo a parte');
    const each = await ask('quanto costava l’obiettivo 24 nel 2021 e nel 2022?');
    expect(each.headline).toMatch(/26\.039,41 .*2021[\s\S]*2022/);
    const { notes } = await ask('quanto costava nel 2021 l’obiettivo 24 del 2022?');
    expect(notes).toContain('Rispondo sul piano 2021: per il 2022 chiedimelo a parte, con l’anno.');
  });

  it('takes a year in which something ends for no plan', async () => {
    const ask = await askIn2022();
    await ask('quanti obiettivi nel 2021?');
    const { headline } = await ask('quali obiettivi scadono entro il 2022?');
    expect(headline).toContain('2021');
  });
});
