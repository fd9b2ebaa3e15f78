import { expect, it } from 'vitest';
import { EMPTY_DRAFT } from '../../../src/domain/updates/update-draft.ts';
import { createAuditReader } from '../../../src/store/cycle/audit-log.ts';
import { createDraftStore } from '../../../src/store/cycle/draft-store.ts';
import { createRefusalLog } from '../../../src/store/cycle/refusal-log.ts';
import { createHandledEvents } from '../../../src/store/talk/handled-events.ts';
import { prune } from '../../../src/store/talk/prune.ts';
import { memoryDatabase } from '../../support/database.ts';
import { LUCCA, luccaPlan } from '../../support/plan.ts';

const OLD = new Date('2019-05-02T07:00:00Z');
const NEW = new Date('2021-09-09T07:00:00Z');
const BEFORE = new Date('2020-01-01T00:00:00Z');

it('what was asked, rated and left half-written goes after its time; the record stays, and its chain holds', async () => {
  const db = await memoryDatabase(luccaPlan());
  const drafts = createDraftStore(db, LUCCA);
  const events = createHandledEvents(db);
  for (const [id, at] of [
    ['old', OLD],
    ['new', NEW],
  ] as const) {
    const common = { at: at.toISOString() };
    await db
      .insertInto('answer')
      .values({ id, asker: null, conversation: 'c', question: 'q', answer: '{}', ...common })
      .execute();
    await db
      .insertInto('feedback')
      .values({ answer_id: id, person: 'p', rating: 'bad', comment: null, ...common })
      .execute();
    await db
      .insertInto('conversation')
      .values({ key: id, content: '{}', ...common })
      .execute();
    await drafts.save(id, 'monitoraggio-2021', { kind: 'objective', number: 24 }, EMPTY_DRAFT, at);
    await createRefusalLog(db).record({ account: 'U1', problem: 'role_missing', request: 'x' }, at);
  }
  await events.claim('waiting', { text: 'ciao' }, OLD);

  const gone = { answers: 1, ratings: 1, conversations: 1, drafts: 1, events: 0, modelUses: 0 };
  expect(await prune(db, BEFORE, true)).toEqual(gone);
  expect(await prune(db, BEFORE, false)).toEqual(gone);
  expect(await prune(db, BEFORE, false)).toEqual({
    ...gone,
    answers: 0,
    ratings: 0,
    conversations: 0,
    drafts: 0,
  });
  expect(await db.selectFrom('answer').select('id').execute()).toEqual([{ id: 'new' }]);
  expect(await db.selectFrom('draft').select('person').execute()).toEqual([{ person: 'new' }]);
  expect(await db.selectFrom('handled_event').select('key').execute()).toEqual([{ key: 'waiting' }]);
  expect(await createAuditReader(db).verify()).toMatchObject({ rows: 2, breaks: [] });
});
