import { beforeAll, expect, it, vi } from 'vitest';
import { ACTIONS } from '../../../src/bot/kit/ids.ts';
import type { Db } from '../../../src/store/engine/open-store.ts';
import { EVENTUALLY } from '../../support/eventually.ts';
import { accountId, dmOf } from '../../support/fake-slack.ts';
import {
  givenTo,
  type ManyBodies,
  planOf,
  startManyBodies,
  type Tenant,
  tenant,
} from '../../support/many-bodies.ts';
import { luccaPlan } from '../../support/plan.ts';

/** The same account, of the same person, in the workspaces of two bodies. */
const contact = accountId('ref-uo-3-2');

let many: ManyBodies;
let lucca: Tenant;
let pisa: Tenant;

beforeAll(async () => {
  many = await startManyBodies();
  lucca = await tenant(many, 'lucca', 'TLUCCA', luccaPlan());
  pisa = await tenant(many, 'pisa', 'TPISA', planOf('pisa', 'Comune di Pisa'));
  // Nothing else is sent while something is looked at.
  await many.bodies.tick();
});

/** Everything that was said or shown in a workspace since it was last forgotten. */
const saidIn = ({ slack }: Tenant): string =>
  JSON.stringify([slack.calls, slack.responses, slack.messages.map(({ args }) => args)]);
const forget = (): void => {
  for (const { slack } of [lucca, pisa]) slack.forget();
};
const answersIn = (db: Db) => db.selectFrom('answer').selectAll().execute();
const askIn = async (of: Tenant, question: string): Promise<void> => {
  await many.command(of.team, '/chiedi', question, contact, of.slack.responseUrl());
  await vi.waitFor(() => expect(of.slack.responses.length).toBeGreaterThan(0), EVENTUALLY);
};

it('a question is answered out of the plan of the workspace that it came from, and kept there', async () => {
  await askIn(lucca, 'chi segue l’obiettivo 24?');
  await askIn(pisa, 'chi segue l’obiettivo 24?');
  expect(saidIn(lucca)).not.toContain('Pisa');
  expect(JSON.stringify(pisa.slack.responses)).toContain('Comune di Pisa');
  for (const { db } of [lucca, pisa]) expect(await answersIn(db)).toHaveLength(1);
});

it('an answer is found by whoever asked in its own workspace alone, also where another has the same id', async () => {
  const [ofLucca] = await answersIn(lucca.db);
  if (!ofLucca) throw new Error('it was asked before');
  forget();
  await many.press('TPISA', ACTIONS.showProof, ofLucca.id, contact);
  await vi.waitFor(() => expect(pisa.slack.callsTo('views.open')).toHaveLength(1), EVENTUALLY);
  expect(JSON.stringify(pisa.slack.calls)).toContain('La risposta non c’è più');
  const [ofPisa] = await answersIn(pisa.db);
  if (!ofPisa) throw new Error('it was asked before');
  await pisa.db.updateTable('answer').set({ id: ofLucca.id }).where('id', '=', ofPisa.id).execute();
  forget();
  await many.press('TPISA', ACTIONS.showProof, ofLucca.id, contact);
  await vi.waitFor(() => expect(pisa.slack.callsTo('views.open').length).toBeGreaterThan(0), EVENTUALLY);
  expect(lucca.slack.calls).toEqual([]);
});

it('what is said next goes on from what was said in that workspace, in a channel of the same id too', async () => {
  forget();
  await askIn(lucca, 'quanto costa l’obiettivo 24?');
  await askIn(pisa, 'e chi lo segue?');
  expect(saidIn(lucca)).not.toContain('Pisa');
  const about = await pisa.db.selectFrom('conversation').selectAll().execute();
  expect(about.every(({ body }) => body === 'pisa')).toBe(true);
});

it('a report is one of its body, told to the people of its workspace, in its audit alone', async () => {
  forget();
  const rows = async (db: Db) => ({
    updates: await db.selectFrom('status_update').select(['body', 'author']).execute(),
    audit: await db.selectFrom('audit').select(['actor', 'action']).execute(),
  });
  const before = await rows(lucca.db);
  await many.press('TPISA', ACTIONS.achieved, 'objective:24|0', contact);
  await vi.waitFor(async () => expect((await rows(pisa.db)).updates).toHaveLength(1), EVENTUALLY);
  await many.bodies.tick();
  expect((await rows(pisa.db)).updates).toEqual([{ body: 'pisa', author: 'ref-uo-3-2' }]);
  expect((await rows(pisa.db)).audit).toContainEqual({ actor: 'ref-uo-3-2', action: expect.any(String) });
  expect(await rows(lucca.db)).toEqual(before);
  expect(lucca.slack.callsTo('chat.postMessage')).toEqual([]);
});

it('a Home shows the plan of its workspace', async () => {
  forget();
  for (const team of ['TLUCCA', 'TPISA'])
    await many.event(team, { type: 'app_home_opened', tab: 'home', user: contact, channel: dmOf(contact) });
  for (const { slack } of [lucca, pisa])
    await vi.waitFor(() => expect(slack.callsTo('views.publish').length).toBeGreaterThan(0), EVENTUALLY);
  expect(JSON.stringify(lucca.slack.callsTo('views.publish'))).not.toContain('Pisa');
  expect(JSON.stringify(pisa.slack.callsTo('views.publish'))).toContain('Comune di Pisa');
});

it('each outbox writes to its own people, by its own token', async () => {
  for (const { slack } of [lucca, pisa]) expect(slack.messages.length).toBeGreaterThan(5);
  expect(JSON.stringify(lucca.slack.messages)).not.toContain('Pisa');
  for (const { db, code } of [lucca, pisa]) {
    const rows = await db.selectFrom('outbox').select('body').execute();
    expect(new Set(rows.map(({ body }) => body))).toEqual(new Set([code]));
  }
  expect(many.slack.strays).toEqual([]);
});

it('figures are told by body, and readiness looks at all', async () => {
  const { text } = await many.browse('/metrics');
  expect(text).toMatch(/traguardo_answers_total\{outcome="answer",body="lucca"\} [1-9]/);
  expect(text).toMatch(/traguardo_messages_total\{outcome="sent",body="pisa"\} [1-9]/);
  expect(text).toMatch(/traguardo_outbox_waiting\{body="pisa"\} \d/);
  expect(text).not.toMatch(/ref-uo-3-2|TLUCCA|Comune di/);
  expect(await many.browse('/ready')).toMatchObject({ status: 200 });
});

it('a workspace that is no body’s is told so, and gets nothing', async () => {
  forget();
  await many.command('TALTRO', '/chiedi', 'chi segue il 24?', contact, lucca.slack.responseUrl());
  await vi.waitFor(() => expect(lucca.slack.responses).toHaveLength(1), EVENTUALLY);
  expect(JSON.stringify(lucca.slack.responses)).toContain('non è attivo in questo workspace (TALTRO)');
  expect(
    await many.event('TALTRO', {
      type: 'app_mention',
      user: contact,
      channel: 'C1',
      text: 'ciao',
      ts: '1.1',
    }),
  ).toBe(200);
  for (const { slack } of [lucca, pisa]) expect(slack.calls).toEqual([]);
});

it('a body whose app is taken out is silent, keeps what it has, and goes on where it is installed again', async () => {
  const before = await lucca.db.selectFrom('outbox').selectAll().execute();
  many.slack.revoke('xoxb-TLUCCA');
  await many.event('TLUCCA', { type: 'app_uninstalled' });
  await vi.waitFor(() => expect(many.bodies.count()).toBe(1), EVENTUALLY);
  forget();
  many.clock.set('2021-09-20T10:00+02:00');
  await many.bodies.follow();
  await many.bodies.tick();
  await many.command('TLUCCA', '/chiedi', 'chi segue il 24?', contact, lucca.slack.responseUrl());
  await vi.waitFor(() => expect(lucca.slack.responses).toHaveLength(1), EVENTUALLY);
  expect(JSON.stringify(lucca.slack.responses)).toContain('non è attivo');
  expect(lucca.slack.calls).toEqual([]);
  expect(pisa.slack.callsTo('chat.postMessage').length).toBeGreaterThan(0);
  expect(await many.register.installationOf('TLUCCA')).toBeNull();
  expect(await lucca.db.selectFrom('outbox').selectAll().execute()).toEqual(before);

  many.slack.let('xoxb-anew', lucca.slack);
  many.slack.give(() => givenTo('TLUCCA', 'xoxb-anew'));
  expect((await many.install()).status).toBe(200);
  await many.bodies.tick();
  expect(lucca.slack.callsTo('chat.postMessage').length).toBeGreaterThan(0);
  // Slack tells of the app's end late: the token that it gave since is taken.
  await many.event('TLUCCA', { type: 'tokens_revoked', tokens: { bot: ['UBOT'] } });
  await many.bodies.follow();
  expect(many.bodies.count()).toBe(2);
});
