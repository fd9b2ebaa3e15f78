import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import { ACTIONS } from '../../../src/bot/kit/ids.ts';
import { dmOf } from '../../support/fake-slack.ts';
import { as, type Bot, CHANNEL, startBot } from '../../support/slack.ts';

type Json = Readonly<Record<string, unknown>>;

const PHASE = 'monitoraggio-2021';
const controller = as('controllo');
const head = as('dir-settore-3');
const contact = as('ref-uo-3-2');

let bot: Bot;
beforeAll(async () => {
  bot = await startBot({ now: '2021-09-09T09:00+02:00' });
});

const opened = () => bot.slack.callsTo('views.open').at(-1)?.view as Json;
const audited = async (action: string): Promise<number> =>
  (await bot.services.audit.rows()).filter((row) => row.action === action).length;
const day = (value: string): Json => ({ selected_date: value });

/** Each closes the form; one that was done before, with those below it. */
const CLOSED = expect.stringMatching(/^(?:|{"response_action":"clear"})$/);

/** Sends a form thrice, twice of it at once, as an impatient hand does. */
async function sendThrice(view: Json, values: Json, by: string): Promise<void> {
  const sent = [
    ...(await Promise.all([bot.submit(view, values, by), bot.submit(view, values, by)])),
    await bot.submit(view, values, by),
  ];
  expect(sent.map(({ body }) => body)).toEqual([CLOSED, CLOSED, CLOSED]);
}

it('a proposal that is sent thrice is one item, and one request to approve it', async () => {
  await bot.press(ACTIONS.proposeItem, PHASE, head);
  const sheet = {
    title: { title: { value: 'Nuova ciclovia' } },
    unit: { unit: { selected_option: { value: 'unit|U.O.3.2' } } },
    deadline: { deadline: day('2022-12-31') },
    reason: { reason: { value: 'Fondi nuovi' } },
  };
  await sendThrice({ ...opened(), id: 'VPROPOSAL' }, sheet, head);
  const proposed = async () =>
    (await bot.services.updateStore.versionsOfPhase(PHASE)).filter(({ sheet: its }) => its !== null).length;
  expect(await proposed()).toBe(1);
  expect(bot.slack.messages.filter(({ channel }) => channel === dmOf(controller))).toHaveLength(1);
  // The same words in a form that was opened anew are another proposal.
  await bot.submit({ ...opened(), id: 'VANOTHER' }, sheet, head);
  expect(await proposed()).toBe(2);
});

it('documents that are sent thrice are attached once', async () => {
  await bot.press(ACTIONS.addEvidence, `2021/${PHASE}/objective:24`, contact);
  const files = [
    { id: 'F1', name: 'a.pdf' },
    { id: 'F2', name: 'b.pdf' },
  ];
  await sendThrice(
    opened(),
    {
      title: { title: { value: 'SAL 3' } },
      link: { link: { value: 'https://lucca.example/sal' } },
      files: { files: { files } },
    },
    contact,
  );
  const { documents } = await bot.services.dossiers.of({ kind: 'objective', number: 24 }, 'controllo');
  expect(documents.map(({ url }) => url)).toEqual(['https://lucca.example/sal', 'F1', 'F2']);
});

it.each([
  [
    'parere',
    'phase.opinion',
    {
      day: { day: day('2021-09-08') },
      opinion: { opinion: { selected_option: { value: 'favourable' } } },
      remarks: { remarks: { value: null } },
    },
  ],
  ['atto', 'phase.act', { day: { day: day('2021-09-09') }, reference: { reference: { value: 'G.C. 99' } } }],
])('«%s» that is sent thrice is recorded once, and told once', async (word, action, values) => {
  await bot.command('/monitoraggio', word, controller);
  const view = opened();
  bot.slack.forget();
  await sendThrice(view, values, controller);
  expect(await audited(action)).toBe(1);
  expect(bot.slack.callsTo('chat.postMessage')).toHaveLength(1);
});

it('«proroga» that is sent thrice is one, and told once', async () => {
  await bot.command('/monitoraggio', 'proroga', controller);
  const view = opened();
  bot.slack.forget();
  for (let time = 0; time < 3; time++)
    await bot.submit(view, { dueOn: { dueOn: day('2021-12-30') } }, controller);
  expect(await audited('phase.extended')).toBe(1);
  expect(bot.slack.callsTo('chat.postMessage')).toHaveLength(1);
});

it('«Sollecita ora» that is pressed thrice is one, and the next one is another', async () => {
  const press = (ts: string) =>
    bot.press(ACTIONS.nudge, `2021/${PHASE}/`, controller, { in: 'message', channel: CHANNEL, ts });
  await Promise.all([press('1631170000.000100'), press('1631170000.000100')]);
  await press('1631170000.000100');
  expect(await audited('phase.nudged')).toBe(1);
  await press('1631170000.000200');
  expect(await audited('phase.nudged')).toBe(2);
});

it('«Metti in pausa» that is pressed again, after «riprendi» too, does not stop the reminders again', async () => {
  const pause = (ts: string) =>
    bot.press(ACTIONS.pausePhase, `2021/${PHASE}/`, controller, { in: 'message', channel: CHANNEL, ts });
  const given = (text: string, trigger: string) =>
    bot.post(
      new URLSearchParams({
        command: '/monitoraggio',
        text,
        user_id: controller,
        channel_id: CHANNEL,
        team_id: 'TTEAM',
        trigger_id: trigger,
        response_url: bot.slack.responseUrl(),
        // Not the same bytes: those are refused before they are read.
        api_app_id: randomUUID(),
      }).toString(),
    );
  await pause('1631170000.000300');
  await given('riprendi', '1.2.b');
  await pause('1631170000.000300');
  expect([await audited('phase.paused'), await audited('phase.resumed')]).toEqual([1, 1]);
  await pause('1631170000.000400');
  await given('riprendi', '1.2.b');
  expect([await audited('phase.paused'), await audited('phase.resumed')]).toEqual([2, 1]);
});

it('a form that acts on what it has changed by then is answered as the first time', async () => {
  const form = async (name: string): Promise<Json> => {
    await bot.command('/monitoraggio', name, controller);
    return { ...opened(), id: `V${name}` };
  };
  await sendThrice(await form('chiudi'), {}, controller);
  expect(await audited('phase.closed')).toBe(1);
  const again = { reason: { reason: { value: 'Un errore' } }, dueOn: { dueOn: day('2022-01-31') } };
  await sendThrice(await form('riapri'), again, controller);
  expect(await audited('phase.reopened')).toBe(1);
  await bot.press(ACTIONS.achieved, `2021/${PHASE}/objective:24|0`, contact);
  const [update] = await bot.services.updateStore.latestOfPhase(PHASE);
  await bot.press(ACTIONS.giveBack, `2021//${update?.id}`, head);
  await sendThrice({ ...opened(), id: 'VRETURN' }, { note: { note: { value: 'Rivedi' } } }, head);
  expect(await audited('update.returned')).toBe(1);
});

it('a form that was refused is looked at again', async () => {
  await bot.command('/monitoraggio', 'proroga', controller);
  const form = { ...opened(), id: 'VEARLY' };
  const early = { dueOn: { dueOn: day('2021-09-01') } };
  const refused = await Promise.all([
    bot.submit(form, early, controller),
    bot.submit(form, early, controller),
  ]);
  expect(refused[0]?.body).toContain('errors');
  expect(refused[1]).toEqual(refused[0]);
  expect((await bot.submit(form, early, controller)).body).toContain('errors');
});

it('what came again is neither refused nor an error', async () => {
  expect(bot.logs.filter(({ level }) => Number(level) >= 50)).toEqual([]);
  expect(await audited('access.refused')).toBe(0);
  expect((await bot.services.audit.verify()).breaks).toEqual([]);
});
