import { buttonsOf } from '@traguardo/slack-sandbox/person';
import { beforeAll, describe, expect, it } from 'vitest';
import { ACTIONS, METADATA } from '../../src/bot/kit/ids.ts';
import { type EmulatedSlack, type HeldMessage, startEmulatedSlack } from '../support/emulated-slack.ts';
import { luccaPlan } from '../support/plan.ts';
import { type Bot, startBotOn } from '../support/slack.ts';
import { formValues } from '../support/updates.ts';

/*
 * The bot on a Slack that was not written here, with strict scopes. What that Slack does not do, sending events and
 * interactions, the test does: signed, over HTTP, and each about what that Slack holds. The tests follow one another.
 */

const ITEM = 'objective:24';

let bot: Bot<EmulatedSlack>;
let slack: EmulatedSlack;
const accounts = { contact: '', head: '' };
const dms = { contact: '', head: '' };

beforeAll(async () => {
  slack = await startEmulatedSlack(luccaPlan());
  bot = await startBotOn(slack, { now: '2021-09-09T09:00+02:00', questions: 'real' });
  for (const [role, person] of [
    ['contact', 'ref-uo-3-2'],
    ['head', 'dir-settore-3'],
  ] as const) {
    accounts[role] = await slack.accountOf(person);
    dms[role] = await slack.dmOf(accounts[role]);
  }
});

/** The one message of a conversation whose text or blocks say it. */
async function messageThat(says: string, channel: string, thread?: string): Promise<HeldMessage> {
  const found = (await slack.messagesIn(channel, thread)).filter((message) =>
    JSON.stringify(message).includes(says),
  );
  expect(found, says).toHaveLength(1);
  return found[0] as HeldMessage;
}

/** Presses the button of a message, with the value that it has there. */
async function press(message: HeldMessage, action: string, about: string, by: string): Promise<void> {
  const [button] = buttonsOf(message.blocks, action).filter(({ value }) => String(value).includes(about));
  expect(button, `${action} of ${about}`).toBeDefined();
  await bot.press(action, String(button?.value), by, { in: 'message', ...message });
}

describe('on a Slack of another hand, with strict scopes', () => {
  it('answers a question where it was asked', async () => {
    const event = { type: 'message', channel_type: 'im', channel: dms.contact, user: accounts.contact };
    await bot.event({ ...event, text: 'quanto costa l’obiettivo 24?', ts: '1631170800.000100' });
    await messageThat('26.039,41 €', dms.contact);
  });

  it('sends reminders once, each with its key', async () => {
    const report = await bot.services.reminders.tick();
    expect(report.sent).toBeGreaterThan(20);
    expect(report).toMatchObject({ failed: 0, postponed: 0 });
    const row = await bot.db
      .selectFrom('outbox')
      .selectAll()
      .where('person', '=', 'ref-uo-3-2')
      .executeTakeFirstOrThrow();
    expect(await messageThat('È in corso il monitoraggio', dms.contact)).toMatchObject({
      channel: row.channel,
      ts: row.ts,
      metadata: { event_type: METADATA.message, event_payload: { key: row.key } },
    });
    expect((await bot.services.reminders.tick()).sent).toBe(0);
  });

  it('takes a report from the form that the reminder opens, once it makes sense, and redraws the reminder', async () => {
    const reminder = await messageThat('È in corso il monitoraggio', dms.contact);
    await press(reminder, ACTIONS.updateItem, ITEM, accounts.contact);
    const opened = slack.lastView();
    expect(opened).toMatchObject({ type: 'modal', callback_id: 'item.update-form' });

    const state = formValues({ state: 'in_progress' });
    await bot.type('state', 'in_progress', opened, state, accounts.contact);
    const shaped = slack.lastView();
    expect(shaped.id).toBe(opened.id);
    expect(JSON.stringify(shaped.blocks)).toContain('"block_id":"percent"');

    const send = (percent: string) =>
      bot.submit(
        shaped,
        formValues({ state: 'in_progress', percent, note: 'Due lotti su tre.' }),
        accounts.contact,
      );
    expect(JSON.parse((await send('140')).body)).toMatchObject({ response_action: 'errors' });
    expect(await send('60')).toEqual({ status: 200, body: '' });
    const redrawn = await messageThat('È in corso il monitoraggio', dms.contact);
    expect(redrawn.ts).toBe(reminder.ts);
    expect(JSON.stringify(redrawn.blocks)).toContain('in fase, 60 %');
    expect(redrawn.metadata).toEqual(reminder.metadata);
  });

  it('asks the head, who approves; the author is told in the thread of the reminder', async () => {
    const request = await messageThat('Due lotti su tre.', dms.head);
    await press(request, ACTIONS.approve, '1', accounts.head);
    const decided = (await slack.messagesIn(dms.head)).find(({ ts }) => ts === request.ts);
    expect(decided?.text).toContain('non c’è niente da approvare');
    expect(buttonsOf(decided?.blocks, ACTIONS.approve)).toEqual([]);
    const reminder = await messageThat('È in corso il monitoraggio', dms.contact);
    await messageThat('ha approvato 1 aggiornamento', dms.contact, reminder.ts);
  });

  it('draws the Home of whoever opens it', async () => {
    await bot.event({ type: 'app_home_opened', user: accounts.contact, channel: dms.contact, tab: 'home' });
    const home = slack.lastView();
    expect(home.type).toBe('home');
    expect(JSON.stringify(home.blocks)).toContain('in fase, 60 % · approvato');
  });

  it('needs no scope that the manifest does not ask for, where every scope is needed', async () => {
    const refused = slack.calls.filter(({ answer }) => answer.ok !== true);
    expect(refused).toEqual([]);
    await expect(slack.client.team.info()).rejects.toThrow('missing_scope');
  });
});
