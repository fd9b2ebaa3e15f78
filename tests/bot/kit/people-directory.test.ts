import { beforeEach, describe, expect, it } from 'vitest';
import { createPeopleDirectory, type PeopleDirectory } from '../../../src/bot/kit/people-directory.ts';
import { createClient } from '../../../src/bot/kit/slack-app.ts';
import { closing } from '../../support/closing.ts';
import { accountId, type FakeSlack, STRANGER, startFakeSlack } from '../../support/fake-slack.ts';
import { luccaPlan } from '../../support/plan.ts';
import { recordingLogger } from '../../support/recording-logger.ts';

let slack: FakeSlack;
let people: PeopleDirectory;
const contact = accountId('ref-uo-3-2');

beforeEach(async () => {
  slack = closing(await startFakeSlack(luccaPlan()));
  const client = createClient('xoxb-1', slack.url, recordingLogger().logger);
  people = createPeopleDirectory(client, { current: () => Promise.resolve(luccaPlan()) });
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

  it('is asked of Slack once', async () => {
    await people.personOf(contact);
    await people.personOf(contact);
    expect(slack.callsTo('users.info')).toHaveLength(1);
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
