import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readConfig } from '../../../src/app/config.ts';
import { examine } from '../../../src/app/doctor/doctor.ts';
import type { Finding } from '../../../src/app/doctor/findings.ts';
import { lastBackup, noteBackup } from '../../../src/store/engine/backup.ts';
import { closing } from '../../support/closing.ts';
import { temporaryDatabase, temporaryFolder } from '../../support/database.ts';
import { accountId, type FakeSlack, startFakeSlack } from '../../support/fake-slack.ts';
import { startMailServer } from '../../support/mail-server.ts';
import { luccaPlan } from '../../support/plan.ts';

const WANTED = ['chat:write', 'users:read'];
const IN_THE_PHASE = new Date('2021-09-15T07:00:00Z');

const verdicts = (findings: readonly Finding[]): Readonly<Record<string, string>> =>
  Object.fromEntries(findings.map(({ check, verdict }) => [check, verdict]));
const said = (findings: readonly Finding[], check: string): string =>
  findings.find((finding) => finding.check === check)?.said ?? '';

/** A Slack that says which scopes the token has, and where the bot is. */
async function slackWith(scopes: string, isMember: boolean): Promise<FakeSlack> {
  const slack = closing(await startFakeSlack(luccaPlan()));
  const body = JSON.stringify({ ok: true, team: 'Lucca', team_id: 'T1', user: 'traguardo', user_id: 'U0' });
  slack.answer('auth.test', () => ({ status: 200, headers: { 'x-oauth-scopes': scopes }, body }));
  slack.answer('conversations.info', () => ({ ok: true, channel: { id: 'C1', is_member: isMember } }));
  return slack;
}

async function examined(slack: FakeSlack | null, now = IN_THE_PHASE, mail: string | null = null) {
  const { db, path } = await temporaryDatabase();
  await db.updateTable('phase').set({ channel: 'C1' }).execute();
  await db
    .updateTable('installation')
    .set({ mode: slack === null ? 'trial' : 'live' })
    .execute();
  noteBackup(path, new Date(now.getTime() - 3_600_000));
  const config = readConfig({
    TRAGUARDO_DB: path,
    ...(mail !== null && { TRAGUARDO_SMTP_URL: mail, TRAGUARDO_MAIL_FROM: 'traguardo@lucca.example' }),
    ...(slack && {
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_SIGNING_SECRET: '12345678',
      SLACK_API_URL: slack.url,
    }),
  });
  return { path, db, findings: () => examine(config, WANTED, now, () => undefined) };
}

it('finds everything well where it is, and asks Slack for nothing that changes it', async () => {
  const slack = await slackWith('chat:write,users:read', true);
  const findings = await (await examined(slack)).findings();
  expect(new Set(findings.map(({ verdict }) => verdict))).toEqual(new Set(['ok']));
  expect(said(findings, 'slack')).toContain('«Lucca»');
  expect(said(findings, 'database')).toContain('Comune di Lucca');
  expect(said(findings, 'database')).toMatch(/\(SQLite 3\.\S+, schema \d+\)/);
  const asked = new Set(slack.calls.map(({ method }) => method));
  expect(asked).toEqual(new Set(['auth.test', 'conversations.info', 'users.lookupByEmail']));
});

it('names the scope that is missing, who has no account, the channel it is not in', async () => {
  const slack = await slackWith('chat:write', false);
  slack.deactivate(accountId('ref-uo-3-2'));
  const findings = await (await examined(slack)).findings();
  expect(verdicts(findings)).toMatchObject({ scopes: 'error', accounts: 'warning', channel: 'error' });
  expect(said(findings, 'scopes')).toContain('users:read');
  expect(said(findings, 'accounts')).toContain('ref.uo-3-2@');
});

it('waits where Slack says to, and goes on', async () => {
  const slack = await slackWith('chat:write,users:read', true);
  let refusals = 0;
  slack.answer('users.lookupByEmail', () =>
    refusals++ === 0
      ? {
          status: 429,
          headers: { 'retry-after': '1' },
          body: JSON.stringify({ ok: false, error: 'ratelimited' }),
        }
      : undefined,
  );
  expect(verdicts(await (await examined(slack)).findings())).toMatchObject({ accounts: 'ok' });
});

it('says that a token is refused, and asks no further', async () => {
  const slack = await slackWith('', true);
  slack.answer('auth.test', () => ({ ok: false, error: 'token_revoked' }));
  const findings = await (await examined(slack)).findings();
  expect(verdicts(findings)).toMatchObject({ database: 'ok', slack: 'error' });
  expect(said(findings, 'slack')).toContain('token_revoked');
  expect(verdicts(findings)).not.toHaveProperty('accounts');
});

it('finds a database of the other use, and knows of the last copy', async () => {
  const { db, path, findings } = await examined(null);
  expect(verdicts(await findings())).toMatchObject({ mode: 'ok', backup: 'ok', slack: 'ok' });
  await db.updateTable('installation').set({ mode: 'live' }).execute();
  expect(verdicts(await findings())).toMatchObject({ mode: 'error', access: 'ok' });
  expect(lastBackup(path)).toEqual(new Date(IN_THE_PHASE.getTime() - 3_600_000));
});

it('says of a database that is not there yet that the first start makes it', async () => {
  const database = join(temporaryFolder(), 'nuovo.sqlite');
  const findings = await examine(
    readConfig({ TRAGUARDO_DB: database }),
    WANTED,
    IN_THE_PHASE,
    () => undefined,
  );
  expect(new Set(findings.map(({ verdict }) => verdict))).toEqual(new Set(['ok']));
  expect(said(findings, 'database')).toContain('non c’è ancora');
});

it('asks the mail server, where there is one, and sends nothing', async () => {
  const mail = await startMailServer();
  const { findings } = await examined(null, IN_THE_PHASE, mail.url);
  expect(said(await findings(), 'mail')).toContain('accetta messaggi da traguardo@lucca.example');
  expect(mail.attempts).toBe(0);
  await mail.stop();
  const found = await findings();
  expect(verdicts(found).mail).toBe('warning');
  expect(said(found, 'mail')).toContain('non risponde');
});
