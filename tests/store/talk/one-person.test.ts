import { beforeEach, expect, it } from 'vitest';
import { EMPTY_DRAFT } from '../../../src/domain/updates/update-draft.ts';
import { createAbsenceStore } from '../../../src/store/cycle/absence-store.ts';
import { appendAudit, createAuditReader } from '../../../src/store/cycle/audit-log.ts';
import { createDraftStore } from '../../../src/store/cycle/draft-store.ts';
import { createRefusalLog } from '../../../src/store/cycle/refusal-log.ts';
import type { Db } from '../../../src/store/engine/open-store.ts';
import { writing } from '../../../src/store/engine/transaction.ts';
import { createHandledEvents } from '../../../src/store/talk/handled-events.ts';
import { dataOf, erase, personWithAddress } from '../../../src/store/talk/one-person.ts';
import { memoryDatabase } from '../../support/database.ts';
import { LUCCA } from '../../support/plan.ts';

const AT = new Date('2021-09-09T07:00:00Z');
const ADDRESS = 'ref.uo-3-2@lucca.example';

let db: Db;
beforeEach(async () => {
  db = await memoryDatabase();
  const at = AT.toISOString();
  const answer = (id: string, asker: string | null, conversation: string, body: string = LUCCA.body) => ({
    id,
    at,
    body,
    asker,
    published: 0,
    conversation,
    question: `di ${id}`,
    answer: '{}',
  });
  await db
    .insertInto('answer')
    .values([
      answer('a', 'ref-uo-3-2', 'dm:D1'),
      answer('b', 'ref-uo-3-2', 'thread:C1:1'),
      answer('c', 'controllo', 'thread:C1:1'),
      // Whoever bears the same code in another body is somebody else.
      answer('d', 'ref-uo-3-2', 'dm:D1', 'altrove'),
    ])
    .execute();
  await db
    .insertInto('feedback')
    .values([
      { answer_id: 'a', person: 'controllo', rating: 'bad', comment: null, at },
      { answer_id: 'c', person: 'U1', rating: 'good', comment: null, at },
      { answer_id: 'c', person: 'controllo', rating: 'good', comment: null, at },
      { answer_id: 'd', person: 'ref-uo-3-2', rating: 'good', comment: null, at },
    ])
    .execute();
  await db
    .insertInto('conversation')
    .values(
      [
        ...['dm:D1', 'thread:C1:1', 'command:/chiedi:C1:U1', 'command:/chiedi:C1:U2'].map((key) => ({
          body: LUCCA.body,
          key,
        })),
        { body: 'altrove', key: 'dm:D1' },
      ].map((talk) => ({ ...talk, content: '{}', at })),
    )
    .execute();
  for (const person of ['ref-uo-3-2', 'controllo'])
    await createDraftStore(db, LUCCA).save(
      person,
      'monitoraggio-2021',
      { kind: 'objective', number: 24 },
      EMPTY_DRAFT,
      AT,
    );
  const absences = createAbsenceStore(db, LUCCA);
  for (const [from, to] of [
    ['2021-09-01', '2021-09-03'],
    ['2021-09-20', '2021-09-24'],
  ] as const)
    await absences.recordAbsence(
      { person: 'ref-uo-3-2', substitute: null, recordedBy: 'controllo', from, to },
      AT,
    );
  for (const [key, account] of [
    ['message:D1:1', 'U1'],
    ['told:1', 'U1'],
    ['message:D2:1', 'U2'],
  ] as const)
    await createHandledEvents(db).claim(key, { account, text: `di ${account}` }, AT);
  await createHandledEvents(db, 'T2').claim('command:1', { account: 'U1', text: 'di U1' }, AT);
  await createRefusalLog(db).record({ account: 'U1', problem: 'role_missing', request: 'x' }, AT);
  await writing(db, (tx) =>
    appendAudit(tx, {
      at: AT,
      actor: 'ref-uo-3-2',
      action: 'update.submitted',
      subject: 'altrove/2021/fase/objective:1',
      detail: { note: 'd’altri' },
    }),
  );
});

const thePerson = async (account: string | null = 'U1') => {
  const person = await personWithAddress(db, LUCCA.body, ADDRESS, account);
  if (!person) throw new Error('nobody has the address');
  return person;
};
const ids = async (): Promise<readonly string[]> =>
  (await db.selectFrom('answer').select('id').execute()).map(({ id }) => id);

it('what is kept of somebody is told table by table, and nothing of anybody else', async () => {
  const data = await dataOf(db, await thePerson());
  expect(Object.fromEntries(Object.entries(data).map(([table, rows]) => [table, rows.length]))).toMatchObject(
    {
      person: 1,
      role: 1,
      answer: 2,
      draft: 1,
      feedback: 1,
      absence: 2,
      handled_event: 3,
      audit: 1,
    },
  );
  expect(JSON.stringify(data)).not.toMatch(/di ([cd]|U2)|altr/);
});

it('somebody is found by an address in any letters, and nobody by another', async () => {
  expect(await personWithAddress(db, LUCCA.body, ADDRESS.toUpperCase(), null)).toMatchObject({
    address: ADDRESS,
  });
  expect(await personWithAddress(db, LUCCA.body, 'altro@lucca.example', null)).toBeNull();
});

it('what is erased is theirs alone: the audit says so, and its chain holds', async () => {
  const erased = await erase(db, await thePerson(), AT, '2021-09-09');
  expect(erased).toMatchObject({
    answers: 2,
    ratings: 2,
    conversations: 2,
    drafts: 1,
    unanswered: 3,
    absences: 1,
  });
  expect(await ids()).toEqual(['c', 'd']);
  const talks = await db.selectFrom('conversation').select(['body', 'key']).execute();
  expect(talks.map(({ body, key }) => `${body} ${key}`).sort()).toEqual([
    'altrove dm:D1',
    'lucca command:/chiedi:C1:U2',
    'lucca thread:C1:1',
  ]);
  expect(await db.selectFrom('draft').select('person').execute()).toEqual([{ person: 'controllo' }]);
  expect(await db.selectFrom('absence').select('to_day').execute()).toEqual([{ to_day: '2021-09-24' }]);
  const open = await db.selectFrom('handled_event').select(['key', 'content']).execute();
  expect(open.filter(({ content }) => content !== null).map(({ key }) => key)).toEqual(['message:D2:1']);
  expect(open).toHaveLength(4);
  const audit = createAuditReader(db);
  expect((await audit.rows()).at(-1)).toMatchObject({
    action: 'person.erased',
    subject: 'lucca/ref-uo-3-2',
  });
  expect(await audit.verify()).toMatchObject({ rows: 5, breaks: [] });
});
