import { beforeEach, describe, expect, it } from 'vitest';
import { readUnitSheet } from '../../src/app/read-unit-sheet.ts';
import { tickAll } from '../../src/bot/kit/tick.ts';
import { buildDeliveries } from '../../src/bot/phase/deliveries-view.ts';
import type { Phase } from '../../src/domain/types.ts';
import type { Db } from '../../src/store/engine/open-store.ts';
import { type FixedClock, fixedClock } from '../support/clock.ts';
import { closing } from '../support/closing.ts';
import { memoryDatabase } from '../support/database.ts';
import { accountId, dmOf, type FakeSlack, startFakeSlack } from '../support/fake-slack.ts';
import { type MailServer, startMailServer } from '../support/mail-server.ts';
import { recordingLogger } from '../support/recording-logger.ts';
import { makeYears } from '../support/slack.ts';
import { smallPlan } from '../support/small-plan.ts';

const ADDRESS = 'ref-11@prova.example';
const HEAD = 'dir-1@prova.example';
const FIRST = '2026-05-08T09:00+02:00';
const SECOND = '2026-05-20T09:00+02:00';

let slack: FakeSlack;
let mail: MailServer;
let world: ReturnType<typeof makeYears> & {
  readonly db: Db;
  readonly clock: FixedClock;
  readonly logs: ReturnType<typeof recordingLogger>['logs'];
};

beforeEach(async () => {
  const plan = smallPlan();
  mail = await startMailServer();
  slack = closing(await startFakeSlack(plan));
  const db = await memoryDatabase(plan);
  const clock = fixedClock(FIRST);
  const { logger, logs } = recordingLogger();
  const config = { url: mail.url, from: 'traguardo@prova.example', replyTo: null };
  world = { ...makeYears(slack, clock, logger, { db, plan: plan.head }, { mail: config }), db, clock, logs };
  withoutAccount(ADDRESS);
});

/** Slack knows nobody with these addresses. */
const withoutAccount = (...addresses: readonly string[]): void =>
  slack.answer('users.lookupByEmail', ({ email }) =>
    addresses.includes(String(email)) ? { ok: false, error: 'users_not_found' } : undefined,
  );

const tickAt = async (instant: string): Promise<void> => {
  world.clock.set(instant);
  await tickAll(world.years);
};

const rowsTo = (person: string) =>
  world.db
    .selectFrom('outbox')
    .select(['status', 'reason', 'channel', 'step', 'attempts'])
    .where('person', '=', person)
    .orderBy('id')
    .execute();

const inSlack = (person: string): string =>
  JSON.stringify(
    slack.messages.filter(({ channel }) => channel === dmOf(accountId(person))).map(({ args }) => args),
  );

const deliveries = async (): Promise<string> => {
  const services = await world.years.current();
  const { phases, people } = await services.plans.current();
  const view = buildDeliveries(
    phases[0] as Phase,
    {
      reminders: await services.reminders.deliveries('intermedia'),
      notices: await services.notices.deliveries('intermedia'),
      unasked: [],
    },
    new Map(people.map(({ code, name }) => [code, name])),
    'Europe/Rome',
  );
  return view.text;
};

describe('somebody who has no account in Slack', () => {
  it('gets the reminder by e-mail, with the sheet to fill in; the others get none', async () => {
    await tickAt(FIRST);
    expect(mail.received.map(({ to }) => to)).toEqual([ADDRESS]);
    const [letter] = mail.received;
    expect(letter?.subject).toBe(
      'Monitoraggio intermedio 2026: 2 aggiornamenti da inviare, scadenza il 29 maggio 2026',
    );
    expect(letter?.text).toContain('Gentile Account ref-11,');
    expect(letter?.text).toContain('Obiettivo 1 – objective 1\nmanca l’aggiornamento');
    expect(letter?.text).toContain('compila la scheda XLSX allegata');
    expect(letter?.text).toContain('non ha un account nello Slack del Comune di Prova');
    expect(letter?.text).not.toMatch(/[*]|:[a-z_]+:|&amp;/);
    expect(letter?.headers.get('reply-to')).toBe('controllo@prova.example');
    expect(letter?.headers.get('auto-submitted')).toBe('auto-generated');
    const [file] = letter?.attachments ?? [];
    const read = await readUnitSheet(file?.name ?? '', file?.content ?? Buffer.from(''));
    expect(read).toMatchObject({ ok: true, identity: { structure: 'U.1.1' } });
  });

  it('gets each step once, however often the program looks, and the report says that it went by e-mail', async () => {
    for (const minute of ['00', '01', '02', '30']) await tickAt(`2026-05-08T09:${minute}+02:00`);
    await tickAt(SECOND);
    await tickAt('2026-05-20T10:00+02:00');
    expect(mail.received).toHaveLength(2);
    expect(new Set(mail.received.map(({ headers }) => headers.get('message-id'))).size).toBe(2);
    expect(await rowsTo('ref-11')).toMatchObject([
      { status: 'sent', channel: 'mail', step: '-15@2026-05-08' },
      { status: 'sent', channel: 'mail', step: '-7@2026-05-20' },
    ]);
    expect(await deliveries()).toContain('2 per e-mail a chi non ha Slack: Account ref-11.');
    expect(inSlack('controllo')).not.toContain('I promemoria non arrivano a tutti');
  });

  it('gets it in Slack as soon as there is an account', async () => {
    await tickAt(FIRST);
    slack.answer('users.lookupByEmail', null);
    await tickAt(SECOND);
    expect(mail.received).toHaveLength(1);
    expect(inSlack('ref-11')).toContain('Obiettivo 1');
  });

  it('is asked to decide by e-mail, as head', async () => {
    withoutAccount(HEAD);
    const { updates } = await world.years.current();
    await updates.quick('ref-12', { kind: 'objective', number: 3 }, 'achieved', null);
    await tickAt(FIRST);
    const letter = mail.received.find(({ to, subject }) => to === HEAD && !subject.includes('da inviare'));
    expect(letter?.text).toContain('Per approvare o restituire serve un account Slack');
    expect(letter?.attachments).toEqual([]);
  });
});

describe('a letter', () => {
  it('whose fate nobody knows is never sent again, and told', async () => {
    mail.behave({ data: 'silent' });
    await tickAt(FIRST);
    mail.behave(null);
    for (const minute of ['01', '02', '10', '40']) await tickAt(`2026-05-08T09:${minute}+02:00`);
    expect(mail.received).toHaveLength(1);
    expect(await rowsTo('ref-11')).toMatchObject([{ status: 'failed', reason: 'unverified' }]);
    expect(inSlack('controllo')).toContain('esito incerto: forse è arrivato, e non viene ripetuto');
  });

  it('that was about to go when the program ended is not sent a second time', async () => {
    await tickAt(FIRST);
    // As a crash leaves it: claimed by a program that is gone, and noted as a letter.
    await world.db
      .updateTable('outbox')
      .set({
        status: 'claimed',
        claimed_by: 'gone',
        ts: null,
        channel: 'mail',
        thread: '<x@prova.example>',
        settled_at: null,
      })
      .where('person', '=', 'ref-11')
      .execute();
    for (const minute of ['01', '02', '10']) await tickAt(`2026-05-08T09:${minute}+02:00`);
    expect(mail.received).toHaveLength(1);
    expect(await rowsTo('ref-11')).toMatchObject([{ status: 'failed', reason: 'unverified' }]);
  });

  it.each([
    ['by the address', { rcpt: 451 }],
    ['by its text', { data: 451 }],
  ] as const)('that is put off %s goes later, once', async (_, manner) => {
    mail.behave(manner);
    await tickAt(FIRST);
    expect(await rowsTo('ref-11')).toMatchObject([{ status: 'waiting', reason: 'mail_unavailable' }]);
    mail.behave(null);
    for (const minute of ['10', '20', '30']) await tickAt(`2026-05-08T09:${minute}+02:00`);
    expect(mail.received.map(({ to }) => to)).toEqual([ADDRESS]);
  });

  it('that the mailbox refuses falls to whoever answers in their place, and is told', async () => {
    mail.behave({ rcpt: 550 });
    await tickAt(FIRST);
    await tickAt('2026-05-08T09:01+02:00');
    expect(mail.attempts).toBe(1);
    expect(inSlack('dir-1')).toContain('Obiettivo 1');
    expect(inSlack('controllo')).toContain(
      'Account ref-11: la sua casella di posta ha rifiutato il messaggio',
    );
  });
});

describe('a mail server that is down', () => {
  it('is told to the control office once, and holds up nobody else', async () => {
    await mail.stop();
    await tickAt(FIRST);
    await tickAt('2026-05-08T09:10+02:00');
    expect(inSlack('ref-12')).toContain('monitoraggio');
    const told = inSlack('controllo').split('La posta non parte').length - 1;
    expect(told).toBeGreaterThan(0);
    expect(world.logs.filter(({ incident }) => incident === 'mail_fails')).toHaveLength(1);
    expect(await rowsTo('ref-11')).toMatchObject([{ status: 'waiting', reason: 'mail_unavailable' }]);
  });
});
