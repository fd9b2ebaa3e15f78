import { beforeEach, describe, expect, it } from 'vitest';
import { ACTIONS, VIEWS } from '../../../src/bot/kit/ids.ts';
import { dmOf } from '../../support/fake-slack.ts';
import { as, type Bot, startBot } from '../../support/slack.ts';

type Json = Readonly<Record<string, unknown>>;

const contact = as('ref-uo-3-2');
const colleague = as('ref-uo-1-4');
const head = as('dir-settore-3');
const control = as('controllo');

let bot: Bot;
beforeEach(async () => {
  bot = await startBot({ now: '2021-09-09T09:00+02:00' });
});

const messagesTo = (account: string) =>
  bot.slack.messages.filter(({ channel }) => channel === dmOf(account)).map(({ args }) => args);
const lastTo = (account: string): string => JSON.stringify(messagesTo(account).at(-1));
const reply = (): string => JSON.stringify(bot.slack.responses.at(-1));
const opened = (): Json => {
  const view = bot.slack.callsTo('views.open').at(-1)?.view;
  if (!view) throw new Error('no form was opened');
  return view as Json;
};
const keyOfReminder = async (person: string): Promise<string> => {
  const rows = await bot.services.reminders.deliveries('monitoraggio-2021');
  return rows.findLast((row) => row.person === person && row.status === 'sent')?.key ?? '';
};
const audited = async (): Promise<readonly string[]> =>
  (await bot.db.selectFrom('audit').select('action').orderBy('id').execute()).map(({ action }) => action);

/** Chooses an option of the menu under a reminder. */
const choose = (when: string, key: string, by: string) =>
  bot.post(
    new URLSearchParams({
      payload: JSON.stringify({
        type: 'block_actions',
        user: { id: by },
        team: { id: 'TTEAM' },
        trigger_id: 'trigger',
        response_url: bot.slack.responseUrl(),
        channel: { id: dmOf(by) },
        container: { type: 'message', channel_id: dmOf(by), message_ts: '1.1' },
        actions: [
          {
            type: 'static_select',
            action_id: ACTIONS.snooze,
            block_id: 'b',
            selected_option: { text: { type: 'plain_text', text: 'x' }, value: `${when}|${key}` },
          },
        ],
      }),
    }).toString(),
  );

const day = (value: string): Json => ({ selected_date: value });
const fields = (values: Readonly<Record<string, Json>>): Json =>
  Object.fromEntries(Object.entries(values).map(([field, value]) => [field, { [field]: value }]));

describe('«Ricordamelo»', () => {
  beforeEach(() => bot.services.reminders.tick().then(() => undefined));

  it.each([
    ['tomorrow', '10 settembre 2021'],
    ['monday', '13 settembre 2021'],
  ])('%s: the message says when, and it is on record', async (when, words) => {
    await choose(when, await keyOfReminder('ref-uo-3-2'), contact);
    expect(lastTo(contact)).toContain(`Te lo ricordo il ${words}.`);
    expect(await audited()).toEqual(['reminder.snoozed']);
  });

  it('another day: the form takes no day after the due date, and none of the past', async () => {
    await choose('date', await keyOfReminder('ref-uo-3-2'), contact);
    for (const wrong of ['2021-10-01', '2021-09-09'])
      expect((await bot.submit(opened(), fields({ day: day(wrong) }), contact)).body).toContain('errors');
    await bot.submit(opened(), fields({ day: day('2021-09-30') }), contact);
    expect(lastTo(contact)).toContain('Te lo ricordo il 30 settembre 2021.');
  });

  it('is for its reader only: whoever else presses it is told', async () => {
    await choose('tomorrow', await keyOfReminder('ref-uo-3-2'), colleague);
    expect(reply()).toContain('non è rivolto a te');
    expect(await audited()).toEqual(['access.refused']);
  });

  it('on a message that a newer one replaced points to that', async () => {
    const key = await keyOfReminder('ref-uo-3-2');
    bot.clock.set('2021-09-21T09:00+02:00');
    await bot.services.reminders.tick();
    await choose('tomorrow', key, contact);
    expect(reply()).toContain('sostituito da uno più recente');
  });

  it('is not offered any more on the due date', async () => {
    bot.clock.set('2021-09-30T09:00+02:00');
    await bot.services.reminders.tick();
    expect(lastTo(contact)).not.toContain(ACTIONS.snooze);
    expect(lastTo(contact)).toContain(ACTIONS.takeInCharge);
  });
});

describe('putting off near a due date that is a Sunday', () => {
  const dueOnSunday = async (now: string): Promise<string> => {
    await bot.db.updateTable('phase').set({ due_on: '2021-10-03' }).execute();
    bot.clock.set(now);
    await bot.services.reminders.tick();
    return keyOfReminder('ref-uo-3-2');
  };
  const dayError = async (value: string): Promise<unknown> => {
    const { body } = await bot.submit(opened(), fields({ day: day(value) }), contact);
    return (JSON.parse(body) as { errors: Json }).errors.day;
  };

  it('goes no further than the Friday, and the form says why', async () => {
    await choose('date', await dueOnSunday('2021-09-29T09:00+02:00'), contact);
    expect(JSON.stringify(opened())).toContain(
      'Al più il 1º ottobre 2021, ultimo giorno lavorativo prima della scadenza.',
    );
    expect(await dayError('2021-10-02')).toBe(
      'Si può rimandare al più fino al 1º ottobre 2021: la scadenza è il 3 ottobre 2021.',
    );
    expect(await dayError('2021-09-29')).toBe('Scegli un giorno da domani in poi.');
  });

  it('is not offered on the Friday: no day is left, and an old button says so', async () => {
    const key = await dueOnSunday('2021-10-01T09:00+02:00');
    expect(lastTo(contact)).not.toContain(ACTIONS.snooze);
    expect(lastTo(contact)).toContain(ACTIONS.takeInCharge);
    for (const when of ['tomorrow', 'date']) {
      await choose(when, key, contact);
      expect(reply()).toContain('Non si può più rimandare: l’ultimo giorno possibile è il 1º ottobre 2021.');
    }
    expect(await audited()).toEqual([]);
  });
});

it('nothing is put off in a phase that is closed', async () => {
  await bot.services.reminders.tick();
  const key = await keyOfReminder('ref-uo-3-2');
  await bot.db.updateTable('phase').set({ closes_on: '2021-09-09' }).execute();
  await bot.services.reminders.refreshPhase('monitoraggio-2021');
  expect(JSON.stringify(bot.slack.callsTo('chat.update').at(-1))).not.toContain(ACTIONS.snooze);
  await choose('tomorrow', key, contact);
  expect(reply()).toContain('è chiusa: non ho salvato niente.');
  expect(await audited()).toEqual([]);
});

describe('«Preso in carico…»', () => {
  it('marks the chosen items in the message, and leaves them out of the next steps', async () => {
    await bot.services.reminders.tick();
    await bot.press(ACTIONS.takeInCharge, await keyOfReminder('ref-uo-3-2'), contact);
    const values = fields({
      items: { selected_options: [{ value: 'objective:24' }] },
      until: day('2021-09-24'),
    });
    await bot.submit(opened(), values, contact);
    expect(lastTo(contact)).toContain('preso in carico: te lo chiedo di nuovo il 24 settembre 2021');
    expect(await audited()).toEqual(['items.taken_in_charge']);
    bot.clock.set('2021-09-21T09:00+02:00');
    await bot.services.reminders.tick();
    expect(lastTo(contact)).not.toContain('objective:24');
    expect(lastTo(contact)).toContain('objective:19');
    bot.clock.set('2021-09-24T09:00+02:00');
    await bot.services.reminders.tick();
    expect(lastTo(contact)).toContain('Mi avevi chiesto di ricordartelo');
    expect(lastTo(contact)).toContain('objective:24');
  });

  it('wants an item and a day', async () => {
    await bot.services.reminders.tick();
    await bot.press(ACTIONS.takeInCharge, await keyOfReminder('ref-uo-3-2'), contact);
    const empty = fields({ items: { selected_options: [] }, until: day('2021-12-24') });
    const { errors } = JSON.parse((await bot.submit(opened(), empty, contact)).body) as { errors: Json };
    expect(Object.keys(errors).sort()).toEqual(['items', 'until']);
  });
});

describe('/monitoraggio apri', () => {
  const typed = (change: Readonly<Record<string, Json>> = {}): Json =>
    fields({
      name: { value: 'Monitoraggio finale 2021' },
      kinds: { selected_options: [{ value: 'objective' }, { value: 'process' }] },
      opensOn: day('2021-11-02'),
      dueOn: day('2021-12-17'),
      ladder: { value: '-10, 0, +3 dirigente' },
      channel: { selected_conversation: 'CPERF' },
      ...change,
    });

  it('shows how many would be written to, and who has no account, before anything goes out', async () => {
    bot.slack.deactivate(contact);
    await bot.command('/monitoraggio', 'apri', control);
    const pushed = JSON.parse((await bot.submit(opened(), typed(), control)).body) as Json;
    expect(pushed.response_action).toBe('push');
    const preview = JSON.stringify(bot.slack.callsTo('views.update').at(-1)?.view);
    expect(preview).toContain('43 destinatari, 1 senza account');
    expect(preview).toContain('Referente U.O. 3.2');
    expect(preview).toContain('Il 2 dicembre (10 giorni lavorativi prima): referenti');
    expect(await audited()).toEqual([]);
    expect(bot.slack.messages).toEqual([]);
  });

  it('opens it when it is confirmed, beside the one that is open', async () => {
    await bot.command('/monitoraggio', 'apri', control);
    const pushed = JSON.parse((await bot.submit(opened(), typed(), control)).body) as { view: Json };
    expect((await bot.submit(pushed.view, {}, control)).body).toContain('clear');
    const { phases } = await bot.services.plans.current();
    expect(phases.map(({ code, channel }) => [code, channel])).toEqual([
      ['monitoraggio-2021', null],
      ['monitoraggio-finale-2021', 'CPERF'],
    ]);
    expect(await audited()).toEqual(['phase.opened']);
  });

  describe('after the time of a step', () => {
    const already = typed({
      opensOn: day('2021-11-03'),
      dueOn: day('2021-11-17'),
      ladder: { value: '-15, -7, 0' },
      channel: {},
    });
    const preview = (): string => JSON.stringify(bot.slack.callsTo('views.update').at(-1)?.view);

    beforeEach(async () => {
      await bot.db.updateTable('phase').set({ closes_on: '2021-10-20' }).execute();
      bot.clock.set('2021-11-03T11:00+01:00');
    });

    it('shows that the step goes out at once, and so it does, not late', async () => {
      await bot.command('/monitoraggio', 'apri', control);
      const pushed = JSON.parse((await bot.submit(opened(), already, control)).body) as { view: Json };
      expect(preview()).toContain('• Subito (15 giorni lavorativi prima): referenti');
      expect(preview()).toContain('• L’8 novembre (7 giorni lavorativi prima): referenti');
      await bot.submit(pushed.view, {}, control);
      await bot.services.reminders.tick();
      expect(lastTo(contact)).toContain('17 novembre 2021');
      expect(lastTo(contact)).not.toContain('in ritardo');
    });

    it('in the evening it shows the next working day', async () => {
      bot.clock.set('2021-11-03T19:00+01:00');
      await bot.command('/monitoraggio', 'apri', control);
      await bot.submit(opened(), already, control);
      expect(preview()).toContain('• Il 4 novembre (15 giorni lavorativi prima): referenti');
    });
  });

  it('says under each field what is wrong', async () => {
    await bot.command('/monitoraggio', 'apri', control);
    const wrong = typed({ ladder: { value: '-10, +3 sindaco' }, dueOn: day('2021-11-01') });
    const { errors } = JSON.parse((await bot.submit(opened(), wrong, control)).body) as { errors: Json };
    expect(errors).toMatchObject({
      ladder: expect.stringContaining('«+3 sindaco»'),
      dueOn: 'La scadenza viene prima dell’apertura.',
    });
  });

  it.each(['apri', 'proroga', 'pausa', 'riprendi', 'riapri', 'consegne', 'sollecita'])(
    'and /monitoraggio %s are for the control office',
    async (word) => {
      await bot.command('/monitoraggio', word, head);
      expect(reply()).toContain('Questo è riservato a: ufficio controllo.');
      expect(bot.slack.callsTo('views.open')).toEqual([]);
    },
  );

  it('a form that was forged by somebody else is refused', async () => {
    const view = {
      type: 'modal',
      callback_id: VIEWS.phaseExtendForm,
      private_metadata: JSON.stringify({ phase: 'monitoraggio-2021' }),
    };
    const { body } = await bot.submit(view, fields({ dueOn: day('2021-12-17') }), head);
    expect(body).toContain('riservato a: ufficio controllo');
    expect(await audited()).toEqual(['access.refused']);
  });
});

describe('/monitoraggio proroga, pausa, riprendi, riapri', () => {
  it('an extension shows in the reminders that are out', async () => {
    await bot.services.reminders.tick();
    await bot.command('/monitoraggio', 'proroga', control);
    await bot.submit(opened(), fields({ dueOn: day('2021-10-15') }), control);
    expect(lastTo(contact)).toContain('15 ottobre 2021');
    expect(await audited()).toEqual(['phase.extended']);
  });

  it('an extension to an earlier day is refused with the present one', async () => {
    await bot.command('/monitoraggio', 'proroga', control);
    const { body } = await bot.submit(opened(), fields({ dueOn: day('2021-09-29') }), control);
    expect(body).toContain('dopo il 30 settembre 2021');
  });

  /** «pausa», and what is confirmed then. */
  async function pause(): Promise<void> {
    await bot.command('/monitoraggio', 'pausa', control);
    await bot.press(ACTIONS.pausePhase, '2021/monitoraggio-2021/', control);
  }

  it('a pause is asked for, with what it would stop, before anything stops', async () => {
    await bot.command('/monitoraggio', 'pausa', control);
    expect(reply()).toContain('Fermo i promemoria di «Monitoraggio intermedio 2021»? Uno sta per partire');
    expect(JSON.stringify(bot.slack.responses.at(-1))).toContain(ACTIONS.pausePhase);
    expect(await audited()).toEqual([]);
    await bot.services.reminders.tick();
    expect(messagesTo(contact)).toHaveLength(1);
    await bot.command('/monitoraggio', 'pausa', control);
    expect(reply()).toContain('Il prossimo è in programma per il 21 settembre 2021: finché');
  });

  it('a pause stops what is due, and shows; resuming lets it go', async () => {
    await pause();
    expect(reply()).toContain('sono in pausa: non parte niente');
    await bot.services.reminders.tick();
    expect(messagesTo(contact)).toEqual([]);
    bot.clock.set('2021-09-10T11:00+02:00');
    await bot.command('/monitoraggio', 'riprendi', control);
    expect(reply()).toContain(
      'ripartono. Quello previsto per il 9 settembre 2021 parte subito. Il prossimo è in programma per il 21 settembre 2021.',
    );
    await bot.services.reminders.tick();
    expect(messagesTo(contact)).toHaveLength(1);
    expect(lastTo(contact)).not.toContain('in ritardo');
    expect(await audited()).toEqual(['phase.paused', 'phase.resumed']);
  });

  it('resuming says nothing of a step that went out before the pause', async () => {
    await bot.services.reminders.tick();
    await pause();
    await bot.command('/monitoraggio', 'riprendi', control);
    expect(reply()).toContain('ripartono. Il prossimo è in programma per il 21 settembre 2021.');
  });

  it('what fits no phase says which there are', async () => {
    await bot.command('/monitoraggio', 'riapri', control);
    expect(reply()).toContain('Serve una fase chiusa; ci sono: «Monitoraggio intermedio 2021» (aperta).');
  });

  it('a closed phase is opened again with its reason', async () => {
    await bot.services.phases.close('controllo', 'monitoraggio-2021');
    await bot.command('/monitoraggio', 'riapri', control);
    await bot.submit(opened(), fields({ reason: { value: 'Una delibera tardiva' }, dueOn: {} }), control);
    expect(await audited()).toEqual(['phase.closed', 'phase.reopened']);
    expect(lastTo(control)).toContain('Una delibera tardiva');
  });
});

describe('/monitoraggio stato, consegne, sollecita', () => {
  it.each([
    ['the control office reads departments', control, 'per struttura', 'Settore 9', 'U.O.3.2'],
    [
      'a head reads the units of their department',
      head,
      'della tua struttura',
      'U.O.3.2 Mobilità e strategie ambientali',
      'Settore 9',
    ],
    [
      'a contact reads their own units',
      contact,
      'delle tue strutture',
      'U.O.3.2 Mobilità e strategie ambientali',
      'U.O.3.1',
    ],
    [
      'somebody of the staff reads their own unit',
      as('dipendente'),
      'delle tue strutture',
      'U.O.7.2 URP, flussi documentali, archivio e protocollo',
      'U.O.3.1',
    ],
  ])('%s', async (_, account, scope, there, notThere) => {
    await bot.command('/monitoraggio', 'stato', account);
    expect(reply()).toContain(`copertura ${scope}`);
    expect(reply()).toContain(`"${there}"`);
    expect(reply()).not.toContain(`"${notThere}`);
    expect(reply()).toContain('Il 5 ottobre (3 giorni lavorativi dopo): referenti, dirigenti');
  });

  it('names structures and no persons', async () => {
    await bot.command('/monitoraggio', 'stato', control);
    expect(reply()).not.toContain('Referente U.O.');
  });

  it('the delivery report says who was not reached and why', async () => {
    bot.slack.deactivate(contact);
    await bot.services.reminders.tick();
    await bot.command('/monitoraggio', 'consegne', control);
    expect(reply()).toContain('42 messaggi inviati, 1 non consegnato');
    expect(reply()).toContain('Referente U.O. 3.2 · passo -15');
    expect(reply()).toContain('nessun account Slack attivo');
    expect(lastTo(head)).toContain('Rispondi anche per: Referente U.O. 3.2');
  });

  it('the delivery report counts notices too, and says which of them did not arrive', async () => {
    await bot.services.updates.quick('ref-uo-3-2', { kind: 'objective', number: 24 }, 'achieved', null);
    bot.slack.deactivate(head);
    await bot.services.notices.flush();
    await bot.command('/monitoraggio', 'consegne', control);
    expect(reply()).toContain(
      '1 messaggio inviato, 1 non consegnato, 0 in corso, 0 saltati perché superati.',
    );
    expect(reply()).toContain(
      'Dirigente Settore 3 · richiesta di approvazione · 9 settembre 2021, 09:00 · nessun account Slack attivo',
    );
    expect(lastTo(contact)).toContain('Ricevuto');
  });

  it('the delivery report counts as one the notices told in one message, and not what a reminder shows', async () => {
    await bot.services.reminders.tick();
    for (const item of [
      { kind: 'objective', number: 24 },
      { kind: 'process', number: 38 },
    ] as const) {
      await bot.services.updates.quick('ref-uo-3-2', item, 'achieved', null);
      await bot.services.notices.flush();
    }
    await bot.command('/monitoraggio', 'consegne', control);
    expect(reply()).toContain('44 messaggi inviati');
    expect(reply()).toContain('"richiesta di approvazione"},{"type":"raw_number","value":1,');
    expect(reply()).not.toContain('ricevuta');
  });

  it('«Sollecita ora» shows whom it would reach, sends once, and nobody twice on a day', async () => {
    await bot.services.reminders.tick();
    bot.clock.set('2021-09-14T11:00+02:00');
    await bot.command('/monitoraggio', 'sollecita', control);
    expect(reply()).toContain('Sollecita ora (43)');
    const before = bot.slack.messages.length;
    await bot.press(ACTIONS.nudge, 'monitoraggio-2021', control, { in: 'ephemeral' });
    expect(lastTo(contact)).toContain('L’ufficio controllo sollecita');
    expect(lastTo(control)).toContain('43 promemoria inviati');
    expect(bot.slack.messages.length).toBe(before + 44);
    await bot.command('/monitoraggio', 'sollecita', control);
    expect(reply()).toContain('Nessuno da sollecitare adesso');
    await bot.press(ACTIONS.nudge, 'monitoraggio-2021', head, { in: 'ephemeral' });
    expect(reply()).toContain('riservato a: ufficio controllo');
  });
});

describe('a message that its reader deleted', () => {
  it('is neither sent again nor in the way of the answer', async () => {
    await bot.services.reminders.tick();
    const sent = bot.slack.messages.find(({ channel }) => channel === dmOf(contact));
    bot.slack.remove(sent?.ts ?? '');
    await bot.services.updates.quick('ref-uo-3-2', { kind: 'objective', number: 24 }, 'achieved', null);
    await bot.services.reminders.refresh('monitoraggio-2021', { kind: 'objective', number: 24 });
    await bot.services.reminders.tick();
    expect(messagesTo(contact)).toEqual([]);
  });
});
