import { WebClient } from '@slack/web-api';
import { beforeEach, describe, expect, it } from 'vitest';
import { createAccounts } from '../../../src/bot/kit/accounts.ts';
import { createCourier } from '../../../src/bot/kit/courier.ts';
import { METADATA } from '../../../src/bot/kit/ids.ts';
import { UNPACED } from '../../../src/bot/kit/pacing.ts';
import { createPeopleDirectory } from '../../../src/bot/kit/people-directory.ts';
import { webClientOptions } from '../../../src/bot/kit/slack-app.ts';
import { buildMessage, type OutboxMessage } from '../../../src/bot/message-view.ts';
import type { Courier } from '../../../src/domain/sending/outbox.ts';
import { channelRecipient } from '../../../src/domain/sending/recipients.ts';
import { closing } from '../../support/closing.ts';
import { accountId, dmOf, type FakeSlack, type Reply, startFakeSlack } from '../../support/fake-slack.ts';
import { luccaPlan } from '../../support/plan.ts';
import { recordingLogger } from '../../support/recording-logger.ts';
import { reminderMessage } from '../../support/reminders.ts';

let slack: FakeSlack;
let courier: Courier<OutboxMessage>;
/** One whose messages have a picture. */
let drawing: Courier<OutboxMessage>;
const viewOf = (of: OutboxMessage) => buildMessage(of, 'Europe/Rome');
const message = reminderMessage({ person: 'ref-uo-3-2', key: 'key-1' });
const contact = accountId('ref-uo-3-2');

beforeEach(async () => {
  slack = closing(await startFakeSlack(luccaPlan()));
  const client = new WebClient('xoxb-1', webClientOptions(slack.url, recordingLogger().logger));
  const people = createPeopleDirectory(createAccounts(client), {
    current: () => Promise.resolve(luccaPlan()),
  });
  courier = createCourier(client, people, viewOf);
  drawing = createCourier(client, people, viewOf, UNPACED, async () => ({
    type: 'image',
    slack_file: { id: 'F1' },
    alt_text: 'Ne mancano 4 su 11',
  }));
});

const posting = (reply: Reply): void => slack.answer('chat.postMessage', () => reply);

describe('sending', () => {
  it('posts to the DM of the person, with the key in the metadata, and says where it is', async () => {
    expect(await courier.send(message)).toEqual({
      status: 'sent',
      place: { channel: dmOf(contact), ts: slack.messages[0]?.ts },
    });
    expect(slack.messages[0]?.args).toMatchObject({
      metadata: { event_type: METADATA.message, event_payload: { key: 'key-1' } },
      text: expect.stringContaining('Obiettivo 24'),
    });
  });

  it('is refused for an account that was deactivated, without posting', async () => {
    slack.deactivate(contact);
    expect(await courier.send(message)).toEqual({ status: 'refused', reason: 'no_account' });
    expect(slack.callsTo('chat.postMessage')).toEqual([]);
  });

  it.each([
    'channel_not_found',
    'is_archived',
    'invalid_blocks',
    'msg_too_long',
    'restricted_action',
    'account_inactive',
  ])('is refused for good when Slack says %s', async (error) => {
    posting({ ok: false, error });
    expect(await courier.send(message)).toEqual({ status: 'refused', reason: error });
  });

  it.each(['ratelimited', 'service_unavailable', 'invalid_auth', 'token_revoked', 'missing_scope'])(
    'may be tried again when Slack says %s: nothing went out',
    async (error) => {
      posting({ ok: false, error });
      expect(await courier.send(message)).toEqual({ status: 'retry', reason: error, afterMs: null });
    },
  );

  it('may be tried again after a 429, when Slack says, and the client does not do so by itself', async () => {
    posting({ status: 429, headers: { 'retry-after': '7' } });
    expect(await courier.send(message)).toEqual({ status: 'retry', reason: 'ratelimited', afterMs: 7_000 });
    expect(slack.callsTo('chat.postMessage')).toHaveLength(1);
  });

  const unclear: readonly (readonly [string, Reply])[] = [
    ['the line is cut', 'cut'],
    ['the reply is a 500', { status: 500, body: 'oops' }],
    ['the reply is no JSON', { status: 200, body: '<html>' }],
    ['the reply is empty', { status: 200, body: '' }],
    ['the reply names no message', { ok: true }],
    ['Slack fails halfway', { ok: false, error: 'internal_error' }],
    ['Slack fails badly', { ok: false, error: 'fatal_error' }],
  ];
  it.each(unclear)('has an unknown outcome when %s, and is not repeated', async (_, reply) => {
    posting(reply);
    expect(await courier.send(message)).toMatchObject({ status: 'unknown' });
    expect(slack.callsTo('chat.postMessage')).toHaveLength(1);
  });

  it('has an unknown outcome when no reply comes in time, and is not repeated', async () => {
    // Only the patience is shorter than the bot's own; to a channel the post is the only call.
    const impatient = new WebClient('xoxb-1', webClientOptions(slack.url, recordingLogger().logger, 1_500));
    const people = { accountOf: async () => null };
    posting('silence');
    const sending = createCourier(impatient, people, viewOf).send({
      ...message,
      person: channelRecipient(dmOf(contact)),
    });
    expect(await sending).toMatchObject({ status: 'unknown' });
    expect(slack.callsTo('chat.postMessage')).toHaveLength(1);
  });
});

describe('whether a person can be reached', () => {
  it('is asked of Slack each time', async () => {
    expect(await courier.isReachable('ref-uo-3-2')).toBe(true);
    slack.deactivate(contact);
    expect(await courier.isReachable('ref-uo-3-2')).toBe(false);
  });
});

describe('finding', () => {
  it('gives the place of the message with that key, among others', async () => {
    await courier.send(reminderMessage({ person: 'ref-uo-3-2', key: 'key-0' }));
    const sent = await courier.send(message);
    await courier.send(reminderMessage({ person: 'ref-uo-3-2', key: 'key-2' }));
    expect(sent).toMatchObject({ place: await courier.find('ref-uo-3-2', 'key-1') });
  });

  it('gives null when there is none', async () => {
    expect(await courier.find('ref-uo-3-2', 'key-1')).toBeNull();
  });

  it('gives null for an account that is gone', async () => {
    slack.deactivate(contact);
    expect(await courier.find('ref-uo-3-2', 'key-1')).toBeNull();
  });

  it('looks in the thread in which it was sent, and only there', async () => {
    const parent = { channel: dmOf(contact), ts: '1.000100' };
    await courier.send(message, parent);
    expect(slack.messages[0]?.args).toMatchObject({ thread_ts: parent.ts });
    slack.answer('conversations.history', () => ({ ok: false, error: 'fatal_error' }));
    slack.answer('conversations.replies', ({ ts }) => ({
      ok: true,
      messages: ts === parent.ts ? [{ ts: '2.000100', metadata: slack.messages[0]?.args.metadata }] : [],
    }));
    expect(await courier.find('ref-uo-3-2', 'key-1', parent)).toEqual({ ...parent, ts: '2.000100' });
    expect(await courier.find('ref-uo-3-2', 'key-2', parent)).toBeNull();
    slack.answer('conversations.replies', () => ({ ok: false, error: 'thread_not_found' }));
    expect(await courier.find('ref-uo-3-2', 'key-1', parent)).toBeNull();
  });

  it('looks through the pages before the newest', async () => {
    const asked: unknown[] = [];
    slack.answer('conversations.history', ({ cursor }) => {
      asked.push(cursor);
      const metadata = { event_type: METADATA.message, event_payload: { key: 'key-1' } };
      return cursor === 'older'
        ? { ok: true, messages: [{ ts: '1.000100', metadata }] }
        : { ok: true, messages: [], response_metadata: { next_cursor: 'older' } };
    });
    expect(await courier.find('ref-uo-3-2', 'key-1')).toEqual({ channel: dmOf(contact), ts: '1.000100' });
    expect(asked).toEqual([undefined, 'older']);
  });

  it.each(['missing_scope', 'not_in_channel'])('says where it may not look: %s', async (error) => {
    slack.answer('conversations.history', () => ({ ok: false, error }));
    expect(await courier.find('channel:CPERF', 'key-1')).toBe('unsearchable');
  });

  it('gives null for an account that Slack lets nobody write to', async () => {
    slack.answer('conversations.open', () => ({ ok: false, error: 'user_disabled' }));
    expect(await courier.find('ref-uo-3-2', 'key-1')).toBeNull();
  });

  it('fails when Slack does: a message is never taken for lost because nobody could look', async () => {
    slack.answer('conversations.history', () => ({ ok: false, error: 'internal_error' }));
    await expect(courier.find('ref-uo-3-2', 'key-1')).rejects.toThrow('internal_error');
  });
});

describe('redrawing', () => {
  const place = { channel: dmOf(contact), ts: '1.000100' };

  it('replaces the message where it is, key and all', async () => {
    const sent = await courier.send(message);
    if (sent.status !== 'sent') throw new Error('not sent');
    expect(await courier.redraw({ ...message, items: [] }, sent.place)).toBe(true);
    expect(slack.messages).toHaveLength(1);
    expect(slack.messages[0]?.args).toMatchObject({ metadata: { event_payload: { key: 'key-1' } } });
    expect(JSON.stringify(slack.messages[0]?.args.blocks)).not.toContain('Bicipolitana');
  });

  it.each(['message_not_found', 'channel_not_found', 'cant_update_message', 'edit_window_closed'])(
    'passes over a message that is not there to redraw, and says so: %s',
    async (error) => {
      slack.answer('chat.update', () => ({ ok: false, error }));
      await expect(courier.redraw(message, place)).resolves.toBe(false);
    },
  );

  it('draws a picture into a message that is there: it was sent in words, and no later for it', async () => {
    const sent = await drawing.send(message);
    if (sent.status !== 'sent') throw new Error('not sent');
    expect(JSON.stringify(slack.messages[0]?.args.blocks)).not.toContain('"image"');
    expect(await drawing.redraw(message, sent.place)).toBe(true);
    expect(slack.messages).toHaveLength(1);
    expect(JSON.stringify(slack.messages[0]?.args.blocks)).toContain('"slack_file":{"id":"F1"}');
  });

  it('leaves the picture out where Slack does not take it', async () => {
    slack.answer('chat.update', ({ blocks }) =>
      JSON.stringify(blocks).includes('slack_file') ? { ok: false, error: 'invalid_blocks' } : { ok: true },
    );
    expect(await drawing.redraw(message, place)).toBe(true);
    expect(slack.callsTo('chat.update')).toHaveLength(2);
  });

  it('fails on anything else', async () => {
    slack.answer('chat.update', () => ({ ok: false, error: 'invalid_blocks' }));
    await expect(courier.redraw(message, place)).rejects.toThrow('invalid_blocks');
  });
});

describe('removing', () => {
  it('takes the message away', async () => {
    const sent = await courier.send(message);
    if (sent.status !== 'sent') throw new Error('not sent');
    await courier.remove(sent.place);
    expect(slack.messages).toEqual([]);
  });

  it.each(['message_not_found', 'channel_not_found', 'cant_delete_message', 'is_archived'])(
    'passes over a message that cannot be taken away: %s',
    async (error) => {
      slack.answer('chat.delete', () => ({ ok: false, error }));
      await expect(courier.remove({ channel: dmOf(contact), ts: '1.000100' })).resolves.toBeUndefined();
    },
  );

  it('fails on anything else: it is tried again', async () => {
    slack.answer('chat.delete', () => ({ ok: false, error: 'internal_error' }));
    await expect(courier.remove({ channel: dmOf(contact), ts: '1.000100' })).rejects.toThrow(
      'internal_error',
    );
  });
});

describe('a message in a thread', () => {
  it('goes to nobody whose account was deactivated', async () => {
    slack.deactivate(contact);
    expect(await courier.send(message, { channel: dmOf(contact), ts: '1.000100' })).toEqual({
      status: 'refused',
      reason: 'no_account',
    });
    expect(slack.callsTo('chat.postMessage')).toEqual([]);
  });
});

describe('before a message', () => {
  it('the account is looked at each time, and the DM is opened once', async () => {
    for (const key of ['one', 'two']) {
      expect(await courier.isReachable('ref-uo-3-2')).toBe(true);
      await courier.send({ ...message, key });
    }
    expect(slack.callsTo('users.lookupByEmail')).toHaveLength(2);
    expect(slack.callsTo('conversations.open')).toHaveLength(1);
    slack.deactivate(contact);
    expect(await courier.isReachable('ref-uo-3-2')).toBe(false);
  });

  it('a DM that Slack does not open means that nobody is there', async () => {
    slack.answer('conversations.open', () => ({ ok: false, error: 'user_disabled' }));
    expect(await courier.isReachable('ref-uo-3-2')).toBe(false);
  });

  it.each(['missing_scope', 'team_added_to_org', 'account_inactive'])(
    'what Slack says of the app is not taken for a missing account: %s',
    async (error) => {
      slack.answer('users.lookupByEmail', () => ({ ok: false, error }));
      await expect(courier.isReachable('ref-uo-3-2')).rejects.toThrow();
      expect(await courier.send(message)).toMatchObject({ status: 'retry', reason: error });
    },
  );

  it('a silence of Slack’s means nothing: it is not taken for a missing account', async () => {
    slack.answer('users.lookupByEmail', () => 'cut');
    await expect(courier.isReachable('ref-uo-3-2')).rejects.toThrow();
  });

  it('what goes wrong before the post surely did not go out', async () => {
    slack.answer('conversations.open', () => 'cut');
    expect(await courier.send(message)).toMatchObject({ status: 'retry', afterMs: null });
    expect(slack.messages).toEqual([]);
  });

  it.each([
    ['7', 7_000],
    ['30', 30_000],
    ['abc', 30_000],
    [null, 30_000],
    ['0', 30_000],
  ])('a pause that Slack asks for holds back all messages: Retry-After %s', async (header, pause) => {
    const held: number[] = [];
    const client = new WebClient('xoxb-1', webClientOptions(slack.url, recordingLogger().logger));
    const people = createPeopleDirectory(createAccounts(client), {
      current: () => Promise.resolve(luccaPlan()),
    });
    const paced = createCourier(client, people, viewOf, {
      turn: async () => undefined,
      channelTurn: async () => undefined,
      hold: (ms) => void held.push(ms),
    });
    posting({ status: 429, ...(header === null ? {} : { headers: { 'retry-after': header } }) });
    expect(await paced.send(message)).toEqual({ status: 'retry', reason: 'ratelimited', afterMs: pause });
    expect(held).toEqual([pause]);
  });
});

describe('a channel', () => {
  it('is posted to as it is, with nobody looked up', async () => {
    const digest = {
      kind: 'digest',
      key: 'digest-1',
      phase: message.phase,
      person: 'channel:CPERF',
      late: false,
      plannedFor: '2021-09-13',
      isFinal: false,
      department: null,
      total: 130,
      arrived: 0,
      waiting: 0,
      structures: [],
      next: null,
    } as const;
    expect(await courier.isReachable('channel:CPERF')).toBe(true);
    expect(await courier.send(digest)).toMatchObject({ status: 'sent', place: { channel: 'CPERF' } });
    expect(slack.callsTo('users.lookupByEmail')).toEqual([]);
  });
});
