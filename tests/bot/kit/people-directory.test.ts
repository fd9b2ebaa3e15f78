import { beforeEach, describe, expect, it } from 'vitest';
import { type Accounts, createAccounts } from '../../../src/bot/kit/accounts.ts';
import { createPeopleDirectory, type PeopleDirectory } from '../../../src/bot/kit/people-directory.ts';
import { createClient } from '../../../src/bot/kit/slack-app.ts';
import { closing } from '../../support/closing.ts';
import { accountId, type FakeSlack, STRANGER, startFakeSlack } from '../../support/fake-slack.ts';
import { luccaPlan } from '../../support/plan.ts';
import { recordingLogger } from '../../support/recording-logger.ts';

let slack: FakeSlack;
let accounts: Accounts;
let people: PeopleDirectory;
let elapsed: number;
const MINUTE = 60_000;
const contact = accountId('ref-uo-3-2');

beforeEach(async () => {
  slack = closing(await startFakeSlack(luccaPlan()));
  const client = createClient('xoxb-1', slack.url, recordingLogger().logger);
  elapsed = 0;
  accounts = createAccounts(client, () => elapsed);
  people = createPeopleDirectory(accounts, { current: () => Promise.resolve(luccaPlan()) });
});

describe('who an account is', () => {
  it('is told by its address, with the roles of the plan', async () => {
    expect(await people.personOf(contact)).toEqual({
      person: expect.objectContaining({ code: 'ref-uo-3-2', name: 'Referente U.O. 3.2' }),
      roles: [{ person: 'ref-uo-3-2', role: 'contact', department: 'Settore 3', unit: 'U.O.3.2' }],
    });
  });

  it('is told however the address is capitalised', async () => {
    slack.answer('users.info', () => ({
      ok: true,
      user: { profile: { email: 'Ref.UO-3-2@Lucca.Example' } },
    }));
    expect((await people.personOf(contact))?.person.code).toBe('ref-uo-3-2');
  });

  it('is nobody when the plan does not have the address', async () => {
    expect(await people.personOf(STRANGER)).toBeNull();
  });

  it('is nobody when the account shows no address, as bots do', async () => {
    slack.answer('users.info', () => ({ ok: true, user: { id: 'UBOT', profile: {} } }));
    expect(await people.personOf('UBOT')).toBeNull();
  });

  it('is nobody when Slack does not show the account at all', async () => {
    expect(await people.personOf('UELSEWHERE')).toBeNull();
  });

  it('is asked of Slack once in some minutes', async () => {
    await people.personOf(contact);
    elapsed += 4 * MINUTE;
    await people.personOf(contact);
    expect(slack.callsTo('users.info')).toHaveLength(1);
    elapsed += 2 * MINUTE;
    await people.personOf(contact);
    expect(slack.callsTo('users.info')).toHaveLength(2);
  });

  it('is asked anew at once when Slack says that the account changed', async () => {
    await people.personOf(contact);
    slack.deactivate(contact);
    accounts.forget(contact);
    expect(await people.personOf(contact)).toBeNull();
  });

  it('is told as soon as an address that was missing is there', async () => {
    slack.answer('users.info', () => ({ ok: true, user: { id: contact, profile: {} } }));
    expect(await people.personOf(contact)).toBeNull();
    slack.answer('users.info', null);
    expect((await people.personOf(contact))?.person.code).toBe('ref-uo-3-2');
  });

  it.each([
    ['of another workspace', { team_id: 'TOTHER' }],
    ['of another workspace, shown in a shared channel', { team_id: 'TTEAM', is_stranger: true }],
    ['deactivated', { team_id: 'TTEAM', deleted: true }],
    ['a bot', { team_id: 'TTEAM', is_bot: true }],
    ['a guest of several channels', { team_id: 'TTEAM', is_restricted: true }],
    ['a guest of one channel', { team_id: 'TTEAM', is_ultra_restricted: true }],
    ['with an address that is not confirmed', { team_id: 'TTEAM', is_email_confirmed: false }],
    ['of another enterprise', { team_id: 'TOTHER', enterprise_user: { enterprise_id: 'EOTHER' } }],
  ])('is nobody when the account is %s, though its address is in the plan', async (_, account) => {
    const user = { id: contact, profile: { email: 'ref.uo-3-2@lucca.example' }, ...account };
    slack.answer('users.info', () => ({ ok: true, user }));
    slack.answer('users.lookupByEmail', () => ({ ok: true, user }));
    expect(await people.personOf(contact)).toBeNull();
    expect(await people.accountOf('ref-uo-3-2')).toBeNull();
  });

  it.each([
    ['the bot’s own team', { team_id: 'TTEAM', is_email_confirmed: true }],
    ['another team of its enterprise', { team_id: 'TOTHER', enterprise_user: { enterprise_id: 'EOURS' } }],
  ])('is the person when the account is of %s', async (_, account) => {
    const user = { id: contact, profile: { email: 'ref.uo-3-2@lucca.example' }, ...account };
    slack.answer('users.info', () => ({ ok: true, user }));
    slack.answer('auth.test', () => ({ ok: true, team_id: 'TTEAM', enterprise_id: 'EOURS' }));
    expect((await people.personOf(contact))?.person.code).toBe('ref-uo-3-2');
  });

  it('is not taken for nobody when Slack fails', async () => {
    slack.answer('users.info', () => ({ ok: false, error: 'internal_error' }));
    await expect(people.personOf(contact)).rejects.toThrow('internal_error');
  });
});

describe('the account of a person', () => {
  it('is found by the address of the plan', async () => {
    expect(await people.accountOf('ref-uo-3-2')).toBe(contact);
  });

  it('is none for somebody that the plan lacks', async () => {
    expect(await people.accountOf('nessuno')).toBeNull();
  });

  it('is none when the workspace has no such address', async () => {
    slack.answer('users.lookupByEmail', () => ({ ok: false, error: 'users_not_found' }));
    expect(await people.accountOf('ref-uo-3-2')).toBeNull();
  });

  it('is none from the moment it is deactivated, though it was found before', async () => {
    expect(await people.accountOf('ref-uo-3-2')).toBe(contact);
    slack.deactivate(contact);
    expect(await people.accountOf('ref-uo-3-2')).toBeNull();
  });
});
