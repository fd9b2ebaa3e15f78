import { beforeEach, describe, expect, it } from 'vitest';
import { tickAll } from '../../../src/bot/kit/tick.ts';
import { dmOf } from '../../support/fake-slack.ts';
import { as, type Bot, startBot } from '../../support/slack.ts';

const control = as('controllo');
const contact = as('ref-uo-3-2');
const STEPS = ['2021-09-09T09:00+02:00', '2021-09-21T09:00+02:00', '2021-09-30T09:00+02:00'] as const;

let bot: Bot;
beforeEach(async () => {
  bot = await startBot({ now: STEPS[0] });
});

/** What keeps messages from going out, as the control office was told: a message each. */
const told = (): readonly string[] =>
  bot.slack.messages
    .filter(({ channel }) => channel === dmOf(control))
    .map(({ args }) => JSON.stringify(args))
    .filter((message) => message.includes('I promemoria non arrivano a tutti'));
const tickAt = async (instant: string): Promise<void> => {
  bot.clock.set(instant);
  await tickAll(bot.services.years);
};
const refuse = (method: string, of: (args: Readonly<Record<string, unknown>>) => boolean, error: string) =>
  bot.slack.answer(method, (args) => (of(args) ? { ok: false, error } : undefined));
const noAccount = () =>
  refuse('users.lookupByEmail', ({ email }) => email === 'ref.uo-3-2@lucca.example', 'users_not_found');
const away = (person: string, to: string) =>
  bot.db
    .insertInto('absence')
    .values({
      body: 'lucca',
      person: `${person}@lucca.example`,
      from_day: '2021-09-01',
      to_day: to,
      substitute: null,
      recorded_by: 'controllo@lucca.example',
      recorded_at: '2021-08-30T08:00:00Z',
    })
    .execute();
const deliveries = async (): Promise<string> => {
  await bot.command('/monitoraggio', 'consegne', control);
  return JSON.stringify(bot.slack.responses.at(-1));
};

describe('somebody without an account', () => {
  it('is told to the control office once, with what to do, however many messages miss them', async () => {
    noAccount();
    await tickAt(STEPS[0]);
    await tickAt('2021-09-10T09:00+02:00');
    await tickAt(STEPS[1]);
    expect(told()).toHaveLength(1);
    expect(told()[0]).toContain('Referente U.O. 3.2: nessun account Slack attivo con il suo indirizzo');
    expect(told()[0]).toContain('controlla che l’indirizzo nel piano');
    expect(bot.logs.filter(({ incident }) => incident === 'unreachable')).toHaveLength(1);
  });

  it('is told anew when it happens again after a message that arrived', async () => {
    noAccount();
    await tickAt(STEPS[0]);
    bot.slack.answer('users.lookupByEmail', null);
    await tickAt(STEPS[1]);
    noAccount();
    await tickAt(STEPS[2]);
    expect(told()).toHaveLength(2);
  });

  it('that a second program finds too is told by one of them', async () => {
    noAccount();
    await tickAt(STEPS[0]);
    const open = await bot.db.selectFrom('incident').selectAll().execute();
    await expect(
      bot.db
        .insertInto('incident')
        .values(open.map(({ id: _, ...same }) => same))
        .execute(),
    ).rejects.toThrow('UNIQUE');
  });
});

describe('nobody who is there to be asked', () => {
  beforeEach(async () => {
    await away('ref.uo-3-2', '2021-09-20');
    await away('dir.settore-3', '2021-09-24');
    await away('controllo', '2021-09-30');
  });

  it('is told once, with who is missing what and until when', async () => {
    await tickAt(STEPS[0]);
    await tickAt('2021-09-09T10:00+02:00');
    expect(told()).toHaveLength(1);
    expect(told()[0]).toContain('Nessuno a cui chiedere');
    expect(told()[0]).toMatch(/Referente U\.O\. 3\.2 deve ancora .*obiettivo \d+/);
    expect(told()[0]).toContain('assente fino al 20 settembre 2021, Dirigente Settore 3 assente fino al 24');
    expect(told()[0]).toContain('/monitoraggio assenza');
  });

  it('has its row in the report of deliveries for as long as it lasts', async () => {
    await tickAt(STEPS[0]);
    expect(await deliveries()).toMatch(/senza destinatario.*Referente U\.O\. 3\.2 · .*assente fino al 20/);
    await bot.db.updateTable('absence').set({ cancelled_at: '2021-09-09T09:00:00Z' }).execute();
    expect(await deliveries()).not.toContain('senza destinatario');
  });
});

it('a channel that was archived is told once, and no message is tried twice', async () => {
  await bot.db.updateTable('phase').set({ channel: 'CPERF' }).execute();
  refuse('chat.postMessage', ({ channel }) => channel === 'CPERF', 'is_archived');
  await tickAt('2021-09-13T09:00+02:00');
  await tickAt('2021-09-13T09:01+02:00');
  expect(bot.slack.callsTo('chat.postMessage').filter(({ channel }) => channel === 'CPERF')).toHaveLength(1);
  await tickAt('2021-09-20T09:00+02:00');
  expect(told()).toHaveLength(1);
  expect(told()[0]).toContain('canale del riepilogo: canale archiviato');
});

describe('a token that Slack takes back', () => {
  const refuseAll = () => {
    for (const method of ['users.lookupByEmail', 'chat.postMessage'])
      refuse(method, () => true, 'token_revoked');
  };

  it('is in the log once, and told as soon as Slack takes messages again, with since when', async () => {
    refuseAll();
    for (const minute of ['00', '01', '40'])
      await tickAt(`2021-09-09T09:${minute}+02:00`).catch(() => undefined);
    expect(bot.logs.filter(({ incident }) => incident === 'slack_refuses')).toHaveLength(1);
    bot.slack.answer('users.lookupByEmail', null);
    bot.slack.answer('chat.postMessage', null);
    await tickAt('2021-09-09T11:00+02:00');
    await tickAt('2021-09-09T12:00+02:00');
    expect(told()).toHaveLength(1);
    expect(told()[0]).toContain('da: 9 settembre 2021, 09:00');
    expect(told()[0]).toContain('token revocato');
    expect(bot.slack.messages.filter(({ channel }) => channel === dmOf(contact))).toHaveLength(1);
  });
});
