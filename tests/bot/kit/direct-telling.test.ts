import { beforeEach, describe, expect, it, vi } from 'vitest';
import { takeUpMessages } from '../../../src/bot/ask/asked-message.ts';
import { ACTIONS } from '../../../src/bot/kit/ids.ts';
import { createClient } from '../../../src/bot/kit/slack-app.ts';
import { StoreUnavailable } from '../../../src/domain/errors.ts';
import { dmOf } from '../../support/fake-slack.ts';
import { recordingLogger } from '../../support/recording-logger.ts';
import { as, BOT_TOKEN, type Bot, CHANNEL, directMessage, mention, startBot } from '../../support/slack.ts';

/*
 * What is done, or asked, while Slack takes no messages: it is done once, nobody is told that it failed, and whoever did it
 * is told as soon as Slack takes messages again.
 */

type Json = Readonly<Record<string, unknown>>;

const PHASE = '2021/monitoraggio-2021/';
const controller = as('controllo');
const contact = as('ref-uo-3-2');
const QUESTION = 'quanto costa il 24?';
const NUDGED = 'Sollecito di «Monitoraggio intermedio 2021»: 43 promemoria inviati.';
const ANSWER = 'L’obiettivo 24 è costato 3.850,00 €';

let bot: Bot;
beforeEach(async () => {
  bot = await startBot({ now: '2021-09-09T09:00+02:00' });
});

const toldTo = (account: string): readonly string[] =>
  bot.slack.messages
    .filter(({ channel }) => channel === dmOf(account))
    .map(({ args }) => String(args.text).split('\n')[0] ?? '');
const opened = () => bot.slack.callsTo('views.open').at(-1)?.view as Json;

/** Nothing that is posted, responded or asked of accounts gets through. */
function cutOff(): void {
  for (const method of ['chat.postMessage', 'users.info']) bot.slack.answer(method, () => 'cut');
  bot.slack.responseStatus(500);
}
function backAgain(): void {
  for (const method of ['chat.postMessage', 'users.info']) bot.slack.answer(method, null);
  bot.slack.responseStatus(200);
}
async function ticks(count: number): Promise<void> {
  const client = createClient(BOT_TOKEN, bot.slack.url, recordingLogger().logger);
  for (let tick = 0; tick < count; tick += 1) {
    bot.clock.set(new Date(bot.clock.now().getTime() + 90_000).toISOString());
    await takeUpMessages(bot.services, client);
  }
}

describe('what somebody does while Slack takes no messages', () => {
  it('«proroga»: the reminders that are out show it, and its author reads so later, once', async () => {
    await bot.services.reminders.tick();
    await bot.press(ACTIONS.extendPhase, PHASE, controller);
    const form = opened();
    bot.slack.answer('chat.postMessage', () => 'cut');
    const extended = { dueOn: { dueOn: { selected_date: '2021-10-15' } } };
    expect(await bot.submit(form, extended, controller)).toEqual({ status: 200, body: '' });
    expect(bot.slack.messages.every(({ args }) => JSON.stringify(args).includes('15 ottobre'))).toBe(true);
    backAgain();
    await ticks(2);
    expect(toldTo(controller)).toEqual([
      '«Monitoraggio intermedio 2021» è prorogata: la nuova scadenza è il 15 ottobre 2021. Chi ha un promemoria vede già la nuova data.',
    ]);
  });

  it('«chiudi»: the minutes come later, once', async () => {
    await bot.command('/monitoraggio', 'chiudi', controller);
    const form = opened();
    bot.slack.answer('chat.postMessage', () => 'cut');
    expect(await bot.submit(form, {}, controller)).toEqual({ status: 200, body: '' });
    backAgain();
    await ticks(2);
    expect(toldTo(controller)).toEqual([expect.stringContaining('Verbale: Monitoraggio intermedio 2021')]);
  });

  it('«Sollecita ora»: everybody is written to, though it could not be said where it was pressed', async () => {
    bot.slack.responseStatus(500);
    await bot.press(ACTIONS.nudge, PHASE, controller, { in: 'ephemeral' });
    expect(toldTo(contact)).toHaveLength(1);
    expect(toldTo(controller)).toEqual([expect.stringContaining('Sollecito in corso'), NUDGED]);
  });

  it('«Sollecita ora» while Slack cannot be asked about accounts: it goes on when it can', async () => {
    bot.slack.answer('users.lookupByEmail', () => 'cut');
    await bot.press(ACTIONS.nudge, PHASE, controller, { in: 'ephemeral' });
    expect(toldTo(controller)).toEqual([]);
    bot.slack.answer('users.lookupByEmail', null);
    await ticks(2);
    expect(toldTo(contact)).toHaveLength(1);
    expect(toldTo(controller)).toEqual([NUDGED]);
  });

  it('a command: what it did is told later, and so is why it was refused', async () => {
    bot.slack.answer('chat.postMessage', () => 'cut');
    bot.slack.responseStatus(500);
    await bot.command('/monitoraggio', 'stato', controller);
    await bot.command('/monitoraggio', 'consegne', contact);
    expect(bot.slack.messages).toEqual([]);
    backAgain();
    await ticks(2);
    expect(toldTo(controller)).toEqual([expect.stringContaining('copertura per struttura')]);
    expect(toldTo(contact)).toEqual(['Questo è riservato a: ufficio controllo.']);
  });

  it('«Metti in pausa»: it is not said to have failed', async () => {
    bot.slack.responseStatus(500);
    await bot.press(ACTIONS.pausePhase, PHASE, controller, { in: 'ephemeral' });
    expect(toldTo(controller)).toEqual([expect.stringContaining('sono in pausa')]);
  });
});

describe('what somebody asks while Slack answers nothing', () => {
  it.each([1, 20])('is answered once when it answers again, after %i looks', async (looks) => {
    cutOff();
    await bot.event(directMessage(contact, QUESTION));
    await bot.command('/chiedi', QUESTION, contact);
    await ticks(looks);
    expect(bot.slack.messages).toEqual([]);
    backAgain();
    await ticks(2);
    expect(toldTo(contact)).toEqual([expect.stringContaining(ANSWER), expect.stringContaining(ANSWER)]);
  });

  it('is given up after a day', async () => {
    cutOff();
    await bot.event(directMessage(contact, QUESTION));
    bot.clock.set('2021-09-10T09:00+02:00');
    await ticks(6);
    backAgain();
    await ticks(2);
    expect(bot.slack.messages).toEqual([]);
  });

  it('is not answered with an error once it was answered', async () => {
    const settling = vi.spyOn(bot.services.handled, 'settle');
    settling.mockRejectedValue(new StoreUnavailable('busy'));
    await bot.event(directMessage(contact, QUESTION));
    expect(toldTo(contact)).toEqual([expect.stringContaining(ANSWER)]);
  });

  it('and cannot be answered when it is taken up again, is told so', async () => {
    cutOff();
    await bot.event(directMessage(contact, QUESTION));
    backAgain();
    bot.questions.reply(() => {
      throw new Error('broken');
    });
    await ticks(2);
    expect(toldTo(contact)).toEqual([expect.stringContaining('segnala il codice')]);
  });
});

it.each(['is_archived', 'not_in_channel', 'restricted_action', 'thread_not_found'])(
  'a question where no answer can be posted is answered in direct messages: %s',
  async (error) => {
    bot.slack.answer('chat.postMessage', ({ channel }) =>
      channel === CHANNEL ? { ok: false, error } : undefined,
    );
    await bot.event(mention(contact, QUESTION));
    expect(toldTo(contact)).toEqual([expect.stringMatching(/^Dove mi hai scritto non posso rispondere/)]);
    expect(toldTo(contact)[0]).toContain(ANSWER);
  },
);

describe('«Condividi qui»', () => {
  const shared = () => bot.slack.responses.filter(({ response_type: to }) => to === 'in_channel');
  const share = async (): Promise<void> => {
    const id = /"action_id":"answer.share","value":"([^"]+)"/.exec(JSON.stringify(bot.slack.responses))?.[1];
    await bot.press(ACTIONS.shareAnswer, id ?? '', contact, { in: 'ephemeral', channel: CHANNEL });
  };

  it('pressed thrice is one message for all', async () => {
    await bot.command('/chiedi', QUESTION, contact);
    await Promise.all([share(), share()]);
    await share();
    expect(shared()).toHaveLength(1);
  });

  it('that failed may be pressed again', async () => {
    await bot.command('/chiedi', QUESTION, contact);
    const statuses = [500, 200];
    bot.slack.responseStatus(({ response_type: to }) =>
      to === 'in_channel' ? (statuses.shift() ?? 200) : 200,
    );
    await share();
    await share();
    expect(shared()).toHaveLength(2);
    expect(statuses).toEqual([]);
    expect(JSON.stringify(bot.slack.responses)).toContain('segnala il codice');
  });
});

describe('«Sollecita ora» that a program was killed over', () => {
  const press = () =>
    bot.press(ACTIONS.nudge, PHASE, controller, { in: 'message', channel: CHANNEL, ts: '1.1' });
  const nudged = async (): Promise<number> =>
    (await bot.services.audit.rows()).filter(({ action }) => action === 'phase.nudged').length;

  /** As it was left: kept, and a part of the reminders sent. */
  async function killed(): Promise<void> {
    await press();
    const { key } = await bot.db
      .selectFrom('handled_event')
      .select('key')
      .where('key', 'like', 'nudge:%')
      .executeTakeFirstOrThrow();
    const content = JSON.stringify({
      account: controller,
      person: 'controllo',
      year: 2021,
      phase: 'monitoraggio-2021',
      once: key.replace('nudge:', ''),
      day: '2021-09-09',
      since: bot.clock.now().toISOString(),
    });
    await bot.db.updateTable('handled_event').set({ content }).where('key', '=', key).execute();
    await bot.db.deleteFrom('outbox').where('person', 'like', 'ref-%').execute();
    bot.slack.forget();
  }

  it('goes on with whoever was not written to, and is told once', async () => {
    await killed();
    const before = bot.slack.messages.length;
    await ticks(2);
    const posted = bot.slack.messages.slice(before).map(({ channel }) => channel);
    expect(posted).toContain(dmOf(contact));
    expect(posted.filter((channel) => channel.startsWith('DDIR'))).toEqual([]);
    expect(new Set(posted).size).toBe(posted.length);
    expect(toldTo(controller).at(-1)).toBe(NUDGED);
    // Pressed once more it is the same.
    await press();
    expect(bot.slack.messages.length).toBe(before + posted.length);
    expect(await nudged()).toBe(1);
  });

  it('is not sent on another day: whoever asked for it hears so', async () => {
    await killed();
    bot.clock.set('2021-09-10T09:00+02:00');
    const before = bot.slack.messages.length;
    await ticks(2);
    expect(bot.slack.messages.slice(before).map(({ args }) => args.text)).toEqual([
      expect.stringContaining('Si era interrotto: se serve ancora, ripetilo.'),
    ]);
  });
});
