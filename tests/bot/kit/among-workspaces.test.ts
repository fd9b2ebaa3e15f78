import { beforeEach, describe, expect, it } from 'vitest';
import { createAccounts } from '../../../src/bot/kit/accounts.ts';
import { amongWorkspaces } from '../../../src/bot/kit/among-workspaces.ts';
import { createCourier } from '../../../src/bot/kit/courier.ts';
import { createPeopleDirectory } from '../../../src/bot/kit/people-directory.ts';
import { createClient } from '../../../src/bot/kit/slack-app.ts';
import { buildMessage, type OutboxMessage } from '../../../src/bot/message-view.ts';
import type { Courier } from '../../../src/domain/sending/outbox.ts';
import { closing } from '../../support/closing.ts';
import { accountId, dmOf, type FakeSlack, startFakeSlack } from '../../support/fake-slack.ts';
import { luccaPlan } from '../../support/plan.ts';
import { recordingLogger } from '../../support/recording-logger.ts';
import { reminderMessage } from '../../support/reminders.ts';

const message = reminderMessage({ person: 'ref-uo-3-2', key: 'key-1' });
const contact = accountId('ref-uo-3-2');

let first: FakeSlack;
let second: FakeSlack;
let courier: Courier<OutboxMessage>;

beforeEach(async () => {
  first = closing(await startFakeSlack(luccaPlan()));
  second = closing(await startFakeSlack(luccaPlan()));
  const route = (id: string, slack: FakeSlack) => {
    const client = createClient(`xoxb-${id}`, slack.url, recordingLogger().logger);
    const people = createPeopleDirectory(createAccounts(client), { current: async () => luccaPlan() });
    return {
      id,
      courier: createCourier<OutboxMessage>(client, people, (of) => buildMessage(of, 'Europe/Rome')),
    };
  };
  courier = amongWorkspaces([route('T1', first), route('T2', second)]);
});

describe('a body with two workspaces', () => {
  it('writes once to a person of both, in the first', async () => {
    const sent = await courier.send(message);
    expect(sent).toEqual({
      status: 'sent',
      place: { channel: `T1/${dmOf(contact)}`, ts: first.messages[0]?.ts },
    });
    expect(second.messages).toEqual([]);
  });

  it('writes to a person of the second alone there, and redraws and removes it there', async () => {
    first.deactivate(contact);
    const sent = await courier.send(message);
    if (sent.status !== 'sent') throw new Error(sent.status);
    expect(sent.place.channel).toBe(`T2/${dmOf(contact)}`);
    expect(await courier.redraw(message, sent.place)).toBe(true);
    expect(second.callsTo('chat.update')).toMatchObject([{ channel: dmOf(contact) }]);
    await courier.remove(sent.place);
    expect(second.messages).toEqual([]);
    expect(first.callsTo('chat.update')).toEqual([]);
    expect(first.callsTo('chat.delete')).toEqual([]);
  });

  it('answers in the workspace of the thread, wherever the person was found since', async () => {
    await courier.send(message, { channel: `T2/${dmOf(contact)}`, ts: '1631000001.000100' });
    expect(first.messages).toEqual([]);
    expect(second.messages).toMatchObject([{ args: { thread_ts: '1631000001.000100' } }]);
  });

  it('finds in the second what may have been sent there', async () => {
    first.deactivate(contact);
    const sent = await courier.send(message);
    expect(await courier.find('ref-uo-3-2', 'key-1')).toEqual(sent.status === 'sent' ? sent.place : null);
  });

  it('redraws in the first what was sent when it was the only one', async () => {
    await courier.redraw(message, { channel: dmOf(contact), ts: '1631000001.000100' });
    expect(first.callsTo('chat.update')).toMatchObject([{ channel: dmOf(contact) }]);
    expect(second.calls).toEqual([]);
  });

  it('refuses a person that neither has', async () => {
    first.deactivate(contact);
    second.deactivate(contact);
    expect(await courier.isReachable('ref-uo-3-2')).toBe(false);
    expect(await courier.send(message)).toEqual({ status: 'refused', reason: 'no_account' });
  });
});
