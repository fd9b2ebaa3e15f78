import { beforeEach, describe, expect, it } from 'vitest';
import { closing } from '../../support/closing.ts';
import { type FakeSlack, startFakeSlack } from '../../support/fake-slack.ts';
import { bodyIn, givenTo, KEY, type ManyBodies, startManyBodies } from '../../support/many-bodies.ts';
import { luccaPlan } from '../../support/plan.ts';

let many: ManyBodies;
let lucca: FakeSlack;

beforeEach(async () => {
  many = await startManyBodies();
  lucca = closing(await startFakeSlack(luccaPlan()));
  many.slack.let('xoxb-lucca', lucca);
  many.slack.give(() => givenTo('TLUCCA', 'xoxb-lucca'));
  await bodyIn(many.place, 'lucca', luccaPlan());
  await many.register.add('lucca', many.clock.now());
  await many.register.connect({ id: 'TLUCCA', body: 'lucca', organisation: null }, many.clock.now());
});

const kept = async (): Promise<string> =>
  JSON.stringify(await many.registerDb.selectFrom('slack_installation').selectAll().execute());

describe('installing', () => {
  it('begins with a page in Italian that leads to Slack, with the scopes of the manifest and a state', async () => {
    const { status, text, cookie } = await many.browse('/slack/install');
    expect(status).toBe(200);
    expect(text).toContain('<html lang="it">');
    const href = /href="([^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const address = new URL(href);
    expect(address.origin + address.pathname).toBe('https://slack.com/oauth/v2/authorize');
    expect(address.searchParams.get('client_id')).toBe('1.2');
    expect(address.searchParams.get('scope')?.split(',')).toContain('chat:write');
    expect(cookie).toBe(`slack-app-oauth-state=${address.searchParams.get('state')}`);
  });

  it('ends with the token kept, readable by nobody, and the body served', async () => {
    expect(many.bodies.count()).toBe(0);
    const page = await many.install('il-codice');
    expect(page).toMatchObject({ status: 200, text: expect.stringContaining('Traguardo è installato') });
    expect(Object.fromEntries(many.slack.asked[0] ?? [])).toMatchObject({
      code: 'il-codice',
      client_id: '1.2',
    });
    expect(many.bodies.count()).toBe(1);
    expect(await kept()).toContain('TLUCCA');
    expect(await kept()).not.toContain('xoxb');
    expect(JSON.stringify(many.logs)).not.toMatch(/xoxb-lucca|il-codice|il-segreto-del-client/);
  });

  it('is refused for a workspace that is no body’s: the app is given back, and nothing is kept', async () => {
    many.slack.let('xoxb-estranea', lucca);
    many.slack.give(() => givenTo('TALTRO', 'xoxb-estranea'));
    const page = await many.install();
    expect(page.status).toBe(403);
    expect(page.text).toContain('TALTRO');
    expect(page.text).toContain('chiedi a chi lo gestisce');
    expect(many.slack.strays).toContain('apps.uninstall xoxb-estranea');
    expect(await kept()).toBe('[]');
    expect(many.bodies.count()).toBe(0);
  });

  it('says so when somebody said no in Slack, or Slack takes the code for none', async () => {
    expect((await many.browse('/slack/oauth_redirect?error=access_denied')).text).toContain('annullata');
    many.slack.give(() => ({ ok: false, error: 'invalid_code' }));
    const page = await many.install();
    expect(page.status).toBe(502);
    expect(page.text).toContain('non riuscita');
    expect(await kept()).toBe('[]');
  });
});

describe('what Slack brings back', () => {
  const begun = async (): Promise<{ readonly state: string; readonly cookie: string }> => {
    const { text, cookie } = await many.browse('/slack/install');
    return { state: /state=([^&"]+)/.exec(text)?.[1] ?? '', cookie };
  };
  const back = (state: string, cookie: string) =>
    many.browse(`/slack/oauth_redirect?code=c&state=${state}`, cookie);

  it('is taken once', async () => {
    const { state, cookie } = await begun();
    expect((await back(state, cookie)).status).toBe(200);
    const again = await back(state, cookie);
    expect(again).toMatchObject({ status: 400, text: expect.stringContaining('da ricominciare') });
    expect(many.slack.asked).toHaveLength(1);
  });

  it('is taken from the browser alone that began', async () => {
    const { state } = await begun();
    const other = await begun();
    for (const cookie of ['', other.cookie]) expect((await back(state, cookie)).status).toBe(400);
    expect(many.slack.asked).toEqual([]);
  });

  it('is taken for ten minutes', async () => {
    const { state, cookie } = await begun();
    many.clock.set('2021-09-09T10:11+02:00');
    expect((await back(state, cookie)).status).toBe(400);
    expect(many.slack.asked).toEqual([]);
  });

  it('is no state that somebody made up, nor none', async () => {
    expect((await back('inventato', 'slack-app-oauth-state=inventato')).status).toBe(400);
    expect((await many.browse('/slack/oauth_redirect?code=c')).status).toBe(400);
    expect((await many.browse('/slack/oauth_redirect')).status).toBe(400);
  });
});

describe('a token that expires', () => {
  const expiring = (token: string, seconds: number, refresh: string) =>
    givenTo('TLUCCA', token, { refresh_token: refresh, expires_in: seconds });

  it('is renewed once by all who need it at the same time, and used from then on', async () => {
    many.slack.give(() => expiring('xoxb-lucca', 60 * 60, 'xoxe-1'));
    await many.install();
    many.slack.let('xoxb-nuovo', lucca);
    many.slack.give((fields) =>
      fields.get('refresh_token') === 'xoxe-1'
        ? { ...expiring('xoxb-nuovo', 12 * 3_600, 'xoxe-2'), token_type: 'bot' }
        : { ok: false, error: 'invalid_refresh_token' },
    );
    many.slack.revoke('xoxb-lucca');
    await Promise.all(
      ['costi', 'scadenze', 'obiettivi'].map((name) => many.command('TLUCCA', `/${name}`, 'aiuto', 'U1')),
    );
    const renewals = many.slack.asked.filter((fields) => fields.get('grant_type') === 'refresh_token');
    expect(renewals.map((fields) => fields.get('refresh_token'))).toEqual(['xoxe-1']);
    expect(many.slack.strays).toEqual([]);
    expect(await kept()).not.toMatch(/xox/);
    const later = await many.restart();
    await later.command('TLUCCA', '/costi', 'aiuto', 'U1');
    expect(many.slack.asked.filter((fields) => fields.get('grant_type') === 'refresh_token')).toHaveLength(1);
  });
});

describe('the key that encrypts', () => {
  it('is changed by starting once with both, after which the old one serves no more', async () => {
    await many.install();
    const next = 'b2'.repeat(32);
    const both = await many.restart({ TRAGUARDO_KEY: next, TRAGUARDO_KEY_BEFORE: KEY });
    expect(both.bodies.count()).toBe(1);
    const after = await both.restart({ TRAGUARDO_KEY: next });
    lucca.forget();
    await after.command('TLUCCA', '/costi', 'aiuto', 'U1');
    expect(many.slack.strays).toEqual([]);
    expect(after.bodies.count()).toBe(1);
  });
});
