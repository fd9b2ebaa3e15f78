import { readFileSync } from 'node:fs';
import type {
  AllMiddlewareArgs,
  App,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
} from '@slack/bolt';
import { beforeEach, describe, expect, it } from 'vitest';
import { ACTIONS } from '../../../src/bot/kit/ids.ts';
import { problemSentence } from '../../../src/bot/kit/problems.ts';
import { Problem, type ProblemCode } from '../../../src/domain/errors.ts';
import { dmOf, STRANGER } from '../../support/fake-slack.ts';
import { as, type Bot, CHANNEL, directMessage, mention, startBot } from '../../support/slack.ts';

const contact = as('ref-uo-3-2');
const SENTENCE = 'Nessuna fase di monitoraggio è aperta, quindi ora non servono aggiornamenti.';
const SECRET_TEXT = 'testo riservato di chi scrive';
const REFERENCE = /segnala il codice ([0-9A-F]{6})\.$/;

const fail = (): never => {
  throw new Error(`cannot read «${SECRET_TEXT.length}» letters`);
};
const refuse = (): never => {
  throw new Problem('no_open_phase');
};

/** Listeners that fail, as any of ours may. */
function failing(app: App): void {
  const acting =
    (work: () => void) =>
    async ({ ack }: SlackActionMiddlewareArgs & AllMiddlewareArgs): Promise<void> => {
      await ack();
      work();
    };
  app.action('test.refuse', acting(refuse));
  app.action('test.fail', acting(fail));
  app.action('test.fail-before-ack', async () => fail());
  app.view('test.refuse', async () => refuse());
  app.view('test.fail', async () => fail());
  const commanding =
    (work: () => void) =>
    async ({ ack }: SlackCommandMiddlewareArgs): Promise<void> => {
      await ack();
      work();
    };
  app.command('/rifiuta', commanding(refuse));
  app.command('/rompi', commanding(fail));
  app.command('/rompi-subito', async () => fail());
}

let bot: Bot;
beforeEach(async () => {
  bot = await startBot({ also: failing });
});

const referenceIn = (sentence: unknown): string => REFERENCE.exec(String(sentence))?.[1] ?? 'no reference';
const loggedReference = () => bot.logs.find(({ reference }) => reference !== undefined)?.reference;
const posts = () => bot.slack.callsTo('chat.postMessage');

describe('an expected failure becomes its sentence', () => {
  it('under a command, for its author only', async () => {
    const answer = await bot.command('/rifiuta', '', contact);
    expect(answer).toEqual({ status: 200, body: '' });
    expect(bot.slack.responses).toEqual([
      { response_type: 'ephemeral', replace_original: false, text: SENTENCE },
    ]);
  });

  it('under the message whose button was pressed, which stays as it is', async () => {
    await bot.press('test.refuse', 'x', contact);
    expect(bot.slack.responses).toEqual([
      { response_type: 'ephemeral', replace_original: false, text: SENTENCE },
    ]);
  });

  it('in a modal over the Home', async () => {
    await bot.press('test.refuse', 'x', contact, { in: 'home' });
    expect(JSON.stringify(bot.slack.callsTo('views.open')[0]?.view)).toContain(SENTENCE);
  });

  it('in a modal over the modal whose button was pressed', async () => {
    await bot.press('test.refuse', 'x', contact, { in: 'modal' });
    expect(JSON.stringify(bot.slack.callsTo('views.push')[0]?.view)).toContain(SENTENCE);
  });

  it('in the modal that was sent', async () => {
    const { body } = await bot.submit({ type: 'modal', callback_id: 'test.refuse' }, {}, contact);
    expect(JSON.parse(body)).toMatchObject({ response_action: 'update', view: { type: 'modal' } });
    expect(body).toContain(SENTENCE);
  });

  it('in the DM', async () => {
    bot.questions.reply(refuse);
    await bot.event(directMessage(contact, SECRET_TEXT));
    expect(posts()).toEqual([expect.objectContaining({ channel: dmOf(contact), text: SENTENCE })]);
    expect(posts()[0]).not.toHaveProperty('thread_ts');
  });

  it('in the thread of the mention', async () => {
    bot.questions.reply(refuse);
    await bot.event(mention(contact, SECRET_TEXT));
    expect(posts()[0]).toMatchObject({ channel: CHANNEL, thread_ts: '1631100000.000300', text: SENTENCE });
  });

  it('and is logged as one, without alarm', async () => {
    await bot.command('/rifiuta', '', contact);
    expect(bot.logs).toContainEqual(expect.objectContaining({ level: 30, problem: 'no_open_phase' }));
    expect(bot.logs.filter(({ level }) => Number(level) >= 40)).toEqual([]);
  });

  it('with what the user wrote made harmless', async () => {
    await bot.command('/aggiorna', 'banane & <pere', contact);
    expect(bot.slack.responses[0]?.text).toContain('«banane &amp; &lt;pere»');
  });
});

describe('an unexpected failure becomes a reference code', () => {
  it('shown under the command and logged with the error', async () => {
    await bot.command('/rompi', SECRET_TEXT, contact);
    expect(referenceIn(bot.slack.responses[0]?.text)).toBe(loggedReference());
    expect(bot.logs).toContainEqual(
      expect.objectContaining({ level: 50, err: expect.objectContaining({ type: 'Error' }) }),
    );
  });

  it('shown in the modal that was sent', async () => {
    const { body } = await bot.submit({ type: 'modal', callback_id: 'test.fail' }, {}, contact);
    const { view } = JSON.parse(body) as { view: { blocks: { text: { text: string } }[] } };
    expect(referenceIn(view.blocks[0]?.text.text)).toBe(loggedReference());
  });

  it('shown in the DM', async () => {
    bot.questions.reply(fail);
    await bot.event(directMessage(contact, SECRET_TEXT));
    expect(referenceIn(posts()[0]?.text)).toBe(loggedReference());
  });

  it.each(['/rompi-subito', '/rompi'])('acknowledged at once, even when nobody had: %s', async (command) => {
    expect(await bot.command(command, '', contact)).toEqual({ status: 200, body: '' });
  });

  it('acknowledged once when a button’s listener fails before it acknowledges', async () => {
    const answer = await bot.press('test.fail-before-ack', 'x', contact);
    expect(answer.status).toBe(200);
    expect(bot.slack.responses).toHaveLength(1);
  });

  it('that shows no stack, and a log that holds no text of users and no address', async () => {
    bot.questions.reply(fail);
    await bot.event(directMessage(contact, SECRET_TEXT));
    await bot.command('/rompi', SECRET_TEXT, contact);
    const said = JSON.stringify([posts(), bot.slack.responses]);
    expect(said).not.toMatch(/\bat .+:\d+|Error|cannot read/);
    const logged = JSON.stringify(bot.logs);
    expect(logged).not.toContain(SECRET_TEXT);
    expect(logged).not.toContain('@lucca.example');
  });

  it('also when Slack does not say who the bot is', async () => {
    const silent = (slack: Bot['slack']) =>
      slack.answer('auth.test', () => ({ ok: false, error: 'internal_error' }));
    bot = await startBot({ before: silent });
    const answer = await bot.command('/monitoraggio', '', contact);
    expect(answer.status).toBe(200);
    expect(referenceIn(bot.slack.responses[0]?.text)).toBe(loggedReference());
    bot.slack.answer('auth.test', null);
    await bot.command('/monitoraggio', '', contact);
    expect(JSON.stringify(bot.slack.responses[1])).toContain('Sintesi Monitoraggio intermedio 2021');
  });
});

describe('when the place where the user is has gone', () => {
  it('the sentence reaches them in the DM: an expired response_url', async () => {
    bot.slack.responseStatus(404);
    await bot.command('/rifiuta', '', contact);
    expect(posts()).toEqual([expect.objectContaining({ channel: contact, text: SENTENCE })]);
  });

  it('the sentence reaches them in the DM: an expired trigger', async () => {
    bot.slack.answer('views.open', () => ({ ok: false, error: 'expired_trigger_id' }));
    await bot.press('test.refuse', 'x', contact, { in: 'home' });
    expect(posts()).toEqual([expect.objectContaining({ channel: contact, text: SENTENCE })]);
  });

  it('a failure to tell at all is logged, and the request is acknowledged all the same', async () => {
    bot.slack.responseStatus(404);
    bot.slack.answer('chat.postMessage', () => ({ ok: false, error: 'channel_not_found' }));
    expect((await bot.command('/rifiuta', '', contact)).status).toBe(200);
    expect(bot.logs).toContainEqual(expect.objectContaining({ level: 50 }));
  });
});

describe('what nothing handles is answered at once', () => {
  const OLD = /^Questo comando o pulsante non è più in uso\./;

  it('a command that the program does not have', async () => {
    expect(await bot.command('/vecchio', 'x', contact)).toEqual({ status: 200, body: '' });
    expect(bot.slack.responses[0]?.text).toMatch(OLD);
  });

  it('a button of an earlier version', async () => {
    expect((await bot.press('item.old', 'x', contact)).status).toBe(200);
    expect(bot.slack.responses[0]?.text).toMatch(OLD);
  });

  it('a form of an earlier version', async () => {
    const { status, body } = await bot.submit({ type: 'modal', callback_id: 'old-form' }, {}, contact);
    expect(status).toBe(200);
    expect(body).toContain('non è più in uso');
  });

  it('an event that nobody listens to, without a word', async () => {
    expect((await bot.event({ type: 'reaction_added', user: contact, item: {} })).status).toBe(200);
    expect(posts()).toEqual([]);
  });
});

describe('an attempt that was refused', () => {
  const kept = async () =>
    (await bot.services.audit.rows()).filter(({ action }) => action === 'access.refused');

  it('is kept in the audit, with who tried, what and why, and is in the log', async () => {
    await bot.command('/monitoraggio', 'pausa', contact);
    expect(await kept()).toMatchObject([
      { actor: `slack:${contact}`, subject: '/monitoraggio', detail: '{"problem":"role_missing"}' },
    ]);
    expect(bot.logs).toContainEqual(
      expect.objectContaining({ account: contact, problem: 'role_missing', request: '/monitoraggio' }),
    );
    expect((await bot.services.audit.verify()).breaks).toEqual([]);
  });

  it('leaves no trace in the audit when it was only a mistake', async () => {
    const before = (await kept()).length;
    await bot.command('/aggiorna', 'banane', contact);
    expect(await kept()).toHaveLength(before);
  });
});

describe('stopping', () => {
  it('waits for the listeners at work', async () => {
    let finish = (): void => undefined;
    const started = new Promise<void>((begin) => {
      bot.questions.reply(async () => {
        begin();
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
        throw new Problem('no_open_phase');
      });
    });
    const asked = bot.event(directMessage(contact, 'ciao'));
    await started;
    let stopped = false;
    const stopping = bot.stopApp().then(() => {
      stopped = true;
    });
    // The door is closed, and so it would have stopped by now if it did not wait.
    for (let times = 0; times < 3; times++)
      expect((await fetch(bot.url, { method: 'POST', body: 'x' })).status).toBe(503);
    expect(stopped).toBe(false);
    finish();
    await Promise.all([stopping, asked]);
    expect(posts()).toHaveLength(1);
  });
});

describe('every problem', () => {
  const source = readFileSync(new URL('../../../src/bot/kit/problems.ts', import.meta.url), 'utf8');
  const codes = [...source.matchAll(/case '(\w+)':/g)].map(([, code]) => code as ProblemCode);
  const details = {
    item: 'process:38',
    phase: 'Monitoraggio',
    year: '2023',
    known: '2021, 2022',
    phases: '«Prima» e «Seconda»',
    reporters: 'Referente',
    roles: 'ufficio controllo',
    department: 'Settore 3',
    structure: 'U.O. 9.9',
    text: 'xyz',
    expected: 'Scrivi un numero.',
    due: '2021-09-30',
    until: '2021-09-30',
    last: '2021-09-30',
    reason: 'La data è passata.',
    waiting: '20',
  };

  it.each(codes)('has a whole sentence: %s', (code) => {
    const sentence = problemSentence(new Problem(code, details));
    expect(sentence).toMatch(/^[A-Z«].*\.$/);
    expect(sentence).not.toMatch(/undefined|null|objective|process\b|:\d|Invalid/);
  });

  it('names the item as people do', () => {
    expect(problemSentence(new Problem('changed_meanwhile', details))).toContain('processo 38');
  });
});

it('an account that the plan does not know may ask, but not report', async () => {
  await bot.press(ACTIONS.updateItem, 'objective:24', STRANGER);
  expect(bot.slack.responses[0]?.text).toContain('non posso accettare aggiornamenti');
});
