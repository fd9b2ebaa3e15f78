import { expect, it } from 'vitest';
import { EMPTY_DRAFT } from '../../../src/domain/updates/update-draft.ts';
import { createAbsenceStore } from '../../../src/store/cycle/absence-store.ts';
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
      .values({
        id,
        body: 'lucca',
        asker: null,
        published: 0,
        conversation: 'c',
        question: 'q',
        answer: '{}',
        ...common,
      })
      .execute();
    await db
      .insertInto('feedback')
      .values({ answer_id: id, person: 'p', rating: 'bad', comment: null, ...common })
      .execute();
    await db
      .insertInto('conversation')
      .values({ body: 'lucca', key: id, content: '{}', ...common })
      .execute();
    await drafts.save(id, 'monitoraggio-2021', { kind: 'objective', number: 24 }, EMPTY_DRAFT, at);
    await createRefusalLog(db).record({ account: 'U1', problem: 'role_missing', request: 'x' }, at);
  }
  await events.claim('given up', { text: 'ciao' }, OLD);
  await events.takeUp(NEW, 5, OLD);
  await events.claim('waiting', { text: 'ciao' }, OLD);

  const gone = {
    answers: 1,
    ratings: 1,
    conversations: 1,
    drafts: 1,
    events: 1,
    modelUses: 0,
    messages: 0,
    incidents: 0,
    absences: 0,
    postponements: 0,
  };
  expect(await prune(db, BEFORE, true)).toEqual(gone);
  expect(await prune(db, BEFORE, false)).toEqual(gone);
  expect(await prune(db, BEFORE, false)).toEqual({
    ...gone,
    answers: 0,
    ratings: 0,
    conversations: 0,
    drafts: 0,
    events: 0,
  });
  expect(await db.selectFrom('answer').select('id').execute()).toEqual([{ id: 'new' }]);
  expect(await db.selectFrom('draft').select('person').execute()).toEqual([{ person: 'new' }]);
  expect(await db.selectFrom('handled_event').select('key').execute()).toEqual([{ key: 'waiting' }]);
  expect(await createAuditReader(db).verify()).toMatchObject({ rows: 2, breaks: [] });
});

it('absences that are over and what was sent go too, but not of a phase that is not closed', async () => {
  const db = await memoryDatabase(luccaPlan());
  const absences = createAbsenceStore(db, LUCCA);
  const away = { person: 'ref-uo-3-2', substitute: null, recordedBy: 'controllo' };
  await absences.recordAbsence({ ...away, from: '2019-05-01', to: '2019-05-03' }, OLD, [
    { year: LUCCA.year, person: 'ref-uo-3-2' },
  ]);
  await absences.recordAbsence({ ...away, from: '2021-09-08', to: '2021-09-10' }, NEW);
  const sent = (phase: string) => ({
    ...LUCCA,
    key: phase,
    kind: 'receipt' as const,
    phase,
    person: 'ref-uo-3-2',
    updates: '[]',
    status: 'sent' as const,
    created_at: OLD.toISOString(),
  });
  const open = 'monitoraggio-2021';
  const phase = await db.selectFrom('phase').selectAll().where('code', '=', open).executeTakeFirstOrThrow();
  await db
    .insertInto('phase')
    .values({ ...phase, code: 'chiusa', closes_on: '2019-06-30' })
    .execute();
  await db
    .insertInto('outbox')
    .values([sent(open), sent('chiusa')])
    .execute();
  await db.updateTable('outbox').set({ status: 'sent' }).execute();

  expect(await prune(db, BEFORE, false)).toMatchObject({ messages: 2, absences: 1 });
  expect(await db.selectFrom('outbox').select('phase').execute()).toEqual([{ phase: open }]);
  expect(await db.selectFrom('absence').select('to_day').execute()).toEqual([{ to_day: '2021-09-10' }]);
  expect(await createAuditReader(db).verify()).toMatchObject({ rows: 2, breaks: [] });
});
