import { beforeEach, describe, expect, it } from 'vitest';
import { ACTIONS } from '../../../src/bot/kit/ids.ts';
import { tickAll } from '../../../src/bot/kit/tick.ts';
import type { Plan } from '../../../src/domain/types.ts';
import { savePlan } from '../../../src/store/plan/plan-store.ts';
import { IMPORTED_AT } from '../../support/database.ts';
import { dmOf } from '../../support/fake-slack.ts';
import { luccaPlan } from '../../support/plan.ts';
import { as, type Bot, startBot } from '../../support/slack.ts';
import { phase } from '../../support/small-plan.ts';
import { IN_JANUARY, openInBothYears, planOf2022, START_2022 } from '../../support/two-plans.ts';

type Json = Readonly<Record<string, unknown>>;

const contact = as('ref-uo-3-2');
const colleague = as('ref-uo-1-4');
const head = as('dir-settore-3');
const control = as('controllo');

let bot: Bot;
beforeEach(async () => {
  bot = await startBot({ now: '2021-09-09T09:00+02:00' });
});

const tick = () => tickAll(bot.services.years);
const textsTo = (account: string): readonly string[] =>
  bot.slack.messages.filter(({ channel }) => channel === dmOf(account)).map(({ args }) => String(args.text));
/** Of those about absences: reminders come as they will. */
const newsTo = (account: string): readonly string[] =>
  textsTo(account).filter((text) => /^(La tua assenza|Sostituisci|Non sostituisci)/.test(text));
const summaryTo = (account: string) =>
  bot.slack.messages.filter(
    ({ channel, args }) => channel === dmOf(account) && String(args.text).startsWith('Al tuo rientro'),
  );
const reply = () => bot.slack.responses.at(-1) as { readonly text: string; readonly blocks: readonly Json[] };
const audited = async (): Promise<readonly string[]> =>
  (await bot.db.selectFrom('audit').select('action').orderBy('id').execute()).map(({ action }) => action);

interface Typed {
  readonly person?: string;
  readonly from?: string;
  readonly to?: string;
  readonly substitute?: string | null;
}

/** Opens the form. */
async function form(by: string): Promise<Json> {
  await bot.press(ACTIONS.newAbsence, 'new', by, { in: 'ephemeral' });
  return bot.slack.callsTo('views.open').at(-1)?.view as Json;
}

/** What the form offers for a name. */
const offered = (view: Json, field: string, name: string): string => {
  const block = (view.blocks as readonly Json[]).find(({ block_id }) => block_id === field);
  const found = [
    ...JSON.stringify(block).matchAll(/"text":"([^"]+)","emoji":false\},"value":"([^"]+)"/g),
  ].find(([, text]) => text === name);
  if (!found?.[2]) throw new Error(`${name} is not offered as ${field}`);
  return found[2];
};

/** Sends the form as somebody would: with values that it offers. */
async function send(by: string, typed: Typed = {}) {
  const { person = 'Referente U.O. 3.2', from = '2021-09-09', to = '2021-09-17' } = typed;
  const { substitute = 'Referente U.O. 1.4' } = typed;
  const view = await form(by);
  const chosen = {
    person: { selected_option: { value: offered(view, 'person', person) } },
    from: { selected_date: from },
    to: { selected_date: to },
    substitute: {
      selected_option: substitute === null ? null : { value: offered(view, 'substitute', substitute) },
    },
  };
  const values = Object.fromEntries(
    Object.entries(chosen).map(([field, value]) => [field, { [field]: value }]),
  );
  return { view, values, ...(await bot.submit(view, values, by)) };
}

async function takeBack(by: string): Promise<void> {
  await bot.command('/monitoraggio', 'assenza', by);
  const id = /"action_id":"absence.cancel","value":"(\d+)"/.exec(JSON.stringify(reply().blocks))?.[1];
  await bot.press(ACTIONS.cancelAbsence, id ?? '', by, { in: 'ephemeral' });
}

describe('recording an absence', () => {
  it('is confirmed where it was done; the substitute is told, receives and answers; the person gets a summary', async () => {
    const { body } = await send(contact);
    expect(body).toContain('"response_action":"update"');
    expect(body).toContain(
      'La tua assenza dal 9 al 17 settembre 2021 è registrata: ti sostituisce Referente U.O. 1.4.',
    );
    expect(newsTo(contact)).toEqual([]);
    expect(newsTo(colleague)).toEqual([
      'Sostituisci Referente U.O. 3.2 dal 9 al 17 settembre 2021: ricevi i suoi promemoria e puoi rispondere. Con /aggiorna vedi che cosa manca.',
    ]);
    await tick();
    const reminder = bot.slack.messages.filter(({ channel }) => channel === dmOf(colleague)).at(-1);
    expect(JSON.stringify(reminder)).toContain('Rispondi anche per: Referente U.O. 3.2');
    expect(textsTo(contact)).toEqual([]);
    await bot.services.updates.quick('ref-uo-1-4', { kind: 'objective', number: 24 }, 'achieved', null);
    bot.clock.set('2021-09-20T09:00+02:00');
    await tick();
    const summary = JSON.stringify(summaryTo(contact)[0]?.args);
    expect(summary).toContain('è arrivato 1 aggiornamento al posto tuo');
    expect(summary).toContain('Referente U.O. 1.4');
  });

  it('leaves no list from before it: the one it was opened from goes, and the form shows the one of now', async () => {
    await bot.command('/monitoraggio', 'assenza', contact);
    expect(reply().text).toBe('Nessuna assenza in programma.');
    const { body } = await send(contact);
    expect(bot.slack.responses.at(-1)).toEqual({ delete_original: true });
    expect(body).toContain('*Referente U.O. 3.2*');
    expect(body).toContain('dal 9 al 17 settembre 2021, sostituto Referente U.O. 1.4; registrata da te');
    expect(body).not.toContain('Nessuna assenza');
  });

  it('by somebody else is told to the person too, with who did it', async () => {
    const { body } = await send(head, { from: '2021-09-10', to: '2021-09-10', substitute: null });
    expect(body).toContain(
      'L’assenza di Referente U.O. 3.2 del 10 settembre 2021 è registrata: risponde il dirigente.',
    );
    expect(newsTo(contact)).toEqual([
      'La tua assenza del 10 settembre 2021 è registrata: risponde il tuo dirigente. L’ha registrata Dirigente Settore 3.',
    ]);
    expect(newsTo(head)).toEqual([]);
  });

  it('says what is wrong with it under the field', async () => {
    expect((await send(contact, { substitute: 'Referente U.O. 3.2' })).body).toContain('un’altra persona');
  });

  it('twice at the same moment, in two forms, is done once: the other reads that there is one already', async () => {
    const { view, values } = await send(contact, { from: '2021-09-01', to: '2021-09-02' });
    const sent = {
      ...values,
      from: { from: { selected_date: '2021-09-09' } },
      to: { to: { selected_date: '2021-09-17' } },
    };
    const replies = await Promise.all(['V1', 'V2'].map((id) => bot.submit({ ...view, id }, sent, contact)));
    expect(replies.map(({ body }) => JSON.parse(body).response_action).sort()).toEqual(['errors', 'update']);
    expect(replies.map(({ body }) => body).join()).toContain('c’è già un’assenza');
    await tick();
    expect(newsTo(colleague)).toHaveLength(1);
  });
});

describe('whoever an absence concerns', () => {
  it('is told by a later tick, once, when Slack failed; the absence stands and its author read so', async () => {
    bot.slack.answer('chat.postMessage', () => ({ ok: false, error: 'internal_error' }));
    expect((await send(control)).body).toContain('"response_action":"update"');
    expect(bot.slack.messages).toEqual([]);
    expect(await bot.services.absences.listFor('controllo')).toHaveLength(1);
    bot.slack.answer('chat.postMessage', null);
    // Slack did not say whether the message went out: it is looked for before it is sent again.
    await tick();
    expect(newsTo(contact)).toEqual([]);
    bot.clock.set('2021-09-09T09:03+02:00');
    await tick();
    await tick();
    expect(newsTo(contact)).toHaveLength(1);
    expect(newsTo(colleague)).toHaveLength(1);
  });

  it('is told in working hours, though the absence is recorded at night', async () => {
    bot.clock.set('2021-09-09T22:30+02:00');
    expect((await send(control, { from: '2021-09-10' })).body).toContain('"response_action":"update"');
    await tick();
    bot.clock.set('2021-09-10T08:29+02:00');
    await tick();
    expect(bot.slack.messages).toEqual([]);
    bot.clock.set('2021-09-10T08:30+02:00');
    await tick();
    expect([newsTo(contact).length, newsTo(colleague).length]).toEqual([1, 1]);
  });

  it('is told in one message of all that was recorded in a night', async () => {
    bot.clock.set('2021-09-09T22:30+02:00');
    await send(control, { from: '2021-09-10', to: '2021-09-10' });
    await send(control, { from: '2021-09-20', to: '2021-09-21' });
    bot.clock.set('2021-09-10T09:00+02:00');
    await tick();
    expect(newsTo(colleague)).toHaveLength(1);
    expect(newsTo(colleague)[0]).toContain('il 10 settembre 2021');
    expect(newsTo(colleague)[0]).toContain('dal 20 al 21 settembre 2021');
  });

  it('is told nothing of one that was recorded and taken back in the same night', async () => {
    bot.clock.set('2021-09-09T22:30+02:00');
    await send(control, { from: '2021-09-10' });
    await takeBack(control);
    bot.clock.set('2021-09-10T09:00+02:00');
    await tick();
    expect([newsTo(contact), newsTo(colleague)]).toEqual([[], []]);
  });

  it('is told nothing of one that went by before it could be told', async () => {
    bot.clock.set('2021-09-09T22:30+02:00');
    await send(control, { to: '2021-09-09' });
    bot.clock.set('2021-09-10T09:00+02:00');
    await tick();
    expect([newsTo(contact), newsTo(colleague)]).toEqual([[], []]);
  });
});

describe('taking an absence back', () => {
  it('before it has begun cancels it, and whoever is concerned is told', async () => {
    await send(contact, { from: '2021-09-13' });
    await takeBack(head);
    expect(reply().text).toContain(
      'L’assenza di Referente U.O. 3.2 dal 13 al 17 settembre 2021 è annullata.',
    );
    expect(newsTo(colleague).at(-1)).toBe(
      'Non sostituisci più Referente U.O. 3.2 dal 13 al 17 settembre 2021.',
    );
    expect(newsTo(contact)).toEqual(['La tua assenza dal 13 al 17 settembre 2021 è annullata.']);
    expect(await audited()).toEqual(['absence.recorded', 'absence.cancelled']);
  });

  it('after it has begun ends it yesterday, and what happened meanwhile is summed up', async () => {
    await send(contact, { to: '2021-09-30' });
    await bot.services.updates.quick('ref-uo-1-4', { kind: 'objective', number: 24 }, 'achieved', null);
    bot.clock.set('2021-09-14T10:00+02:00');
    await takeBack(contact);
    expect(reply().text).toContain('La tua assenza era già cominciata: è finita ieri.');
    expect(newsTo(colleague).at(-1)).toBe(
      'Non sostituisci più Referente U.O. 3.2: la sua assenza è finita il 13 settembre 2021.',
    );
    await tick();
    await tick();
    const [summary, ...more] = summaryTo(contact);
    expect(more).toEqual([]);
    expect(JSON.stringify(summary?.args)).toContain(
      'Mentre eri via (dal 9 al 13 settembre 2021) è arrivato 1 aggiornamento al posto tuo',
    );
    expect(await bot.services.reminders.standsInFor('ref-uo-1-4')).toEqual([]);
    expect(await audited()).toEqual(['absence.recorded', 'update.confirmed', 'absence.ended']);
  });

  it('on a Saturday is followed by the summary on Monday at nine', async () => {
    await send(contact, { to: '2021-09-30' });
    bot.clock.set('2021-09-11T10:00+02:00');
    await takeBack(contact);
    await tick();
    bot.clock.set('2021-09-13T08:45+02:00');
    await tick();
    expect(summaryTo(contact)).toEqual([]);
    bot.clock.set('2021-09-13T09:00+02:00');
    await tick();
    expect(summaryTo(contact)).toHaveLength(1);
  });

  it('frees the days from today on for another', async () => {
    await send(contact, { to: '2021-09-30' });
    bot.clock.set('2021-09-14T10:00+02:00');
    await takeBack(contact);
    expect((await send(contact, { from: '2021-09-14' })).body).toContain('"response_action":"update"');
  });

  it('a second time says so', async () => {
    await send(contact);
    await bot.press(ACTIONS.cancelAbsence, '1', contact, { in: 'ephemeral' });
    await bot.press(ACTIONS.cancelAbsence, '1', contact, { in: 'ephemeral' });
    expect(reply().text).toContain('era già stata annullata');
    expect(await audited()).toEqual(['absence.recorded', 'absence.cancelled']);
  });
});

describe('/monitoraggio assenza', () => {
  it('shows who recorded each', async () => {
    await send(contact);
    for (const [reader, who] of [
      [contact, 'registrata da te'],
      [head, 'registrata da Referente U.O. 3.2'],
      [control, 'registrata da Referente U.O. 3.2'],
    ] as const) {
      await bot.command('/monitoraggio', 'assenza', reader);
      expect(reply().text).toContain(`sostituto Referente U.O. 1.4; ${who}.`);
    }
  });

  it.each([
    [47, null],
    [48, 'E un’altra assenza, dopo queste.'],
    [60, 'E altre 13 assenze, dopo queste: compaiono qui man mano che queste finiscono.'],
  ])('of %i says what does not fit: %s', async (count, words) => {
    for (let n = 0; n < count; n++) {
      const day = new Date(Date.UTC(2021, 8, 10 + n)).toISOString().slice(0, 10);
      await bot.services.absences.record('controllo', {
        person: 'ref-uo-3-2',
        from: day,
        to: day,
        substitute: null,
      });
    }
    await bot.command('/monitoraggio', 'assenza', control);
    expect(reply().blocks.length).toBeLessThanOrEqual(50);
    const said = JSON.stringify(reply().blocks);
    if (words === null) expect(said).not.toContain('dopo queste');
    else expect(said).toContain(words);
  });
});

describe('with plans of two years', () => {
  const start = phase({
    year: 2022,
    code: START_2022,
    name: 'Avvio dell’anno',
    opensOn: '2022-01-10',
    dueOn: '2022-02-11',
  });
  const january = { from: '2022-01-21', to: '2022-01-28' };
  /** In 2022 the people of these codes are gone. */
  const without = (...codes: readonly string[]): Plan => {
    const plan = planOf2022([start]);
    return {
      ...plan,
      people: plan.people.filter(({ code }) => !codes.includes(code)),
      roles: plan.roles.filter(({ person }) => !codes.includes(person)),
    };
  };
  const absencesOf = async (year: number) =>
    (await bot.services.years.of(year)).reminders.standsInFor('ref-uo-1-4');

  beforeEach(async () => {
    bot = await startBot({ now: IN_JANUARY });
    await openInBothYears(bot);
  });

  it('whoever is only in last year’s records theirs, and names a substitute who is only there too', async () => {
    await savePlan(bot.db, without('ref-uo-3-2', 'ref-uo-1-4'), IMPORTED_AT);
    const { body } = await send(contact, january);
    expect(body).toContain('ti sostituisce Referente U.O. 1.4');
    await tick();
    await tick();
    expect(newsTo(colleague)).toHaveLength(1);
    expect(textsTo(contact)).toEqual([]);
    await bot.command('/monitoraggio', 'assenza', contact);
    expect(reply().text).toContain('Referente U.O. 3.2: dal 21 al 28 gennaio 2022');
  });

  it('whoever is only in last year’s is recorded by the control office, and told', async () => {
    await savePlan(bot.db, without('ref-uo-3-2'), IMPORTED_AT);
    await send(control, january);
    await tick();
    expect(newsTo(contact)).toHaveLength(1);
    expect(newsTo(colleague)).toHaveLength(1);
  });

  it('whoever is in both is away in both, and is told once', async () => {
    await send(control, january);
    await tick();
    expect([newsTo(contact).length, newsTo(colleague).length]).toEqual([1, 1]);
    expect(await absencesOf(2021)).toEqual(['ref-uo-3-2']);
    expect(await absencesOf(2022)).toEqual(['ref-uo-3-2']);
  });

  it('the holder of a post is not away in last year’s, where its code is somebody else’s', async () => {
    const plan = without('dipendente');
    const other = planOf2022().people.find(({ code }) => code === 'dipendente');
    await savePlan(
      bot.db,
      {
        ...plan,
        people: plan.people.map((person) =>
          person.code === 'ref-uo-3-2'
            ? { ...person, name: 'Nuovo Titolare', email: other?.email ?? '' }
            : person,
        ),
      },
      IMPORTED_AT,
    );
    await send(control, { ...january, person: 'Nuovo Titolare' });
    // By another code, it is the same person.
    expect(await absencesOf(2021)).toEqual(['dipendente']);
    expect(await absencesOf(2022)).toEqual(['ref-uo-3-2']);
    await tick();
    expect(textsTo(contact).length).toBeGreaterThan(0);
    expect(newsTo(contact)).toEqual([]);
    expect(newsTo(as('dipendente'))).toHaveLength(1);
  });

  it('a substitute who is only in one of them answers there; elsewhere the head does, and it is said', async () => {
    await savePlan(bot.db, without('ref-uo-1-4'), IMPORTED_AT);
    const { body } = await send(contact, january);
    expect(body).toContain('Nel piano 2022, dove Referente U.O. 1.4 non c’è, risponde il dirigente.');
    expect(await absencesOf(2021)).toEqual(['ref-uo-3-2']);
    expect(await absencesOf(2022)).toEqual([]);
  });

  it('a substitute who is in no plan of the person’s is refused', async () => {
    await savePlan(bot.db, without('ref-uo-1-4'), IMPORTED_AT);
    const last = luccaPlan();
    const isOther = ({ person }: { readonly person: string }) => person !== 'ref-uo-3-2';
    await savePlan(
      bot.db,
      {
        ...last,
        people: last.people.filter(({ code }) => isOther({ person: code })),
        roles: last.roles.filter(isOther),
      },
      new Date('2022-01-20T08:00:00Z'),
    );
    expect((await send(control, january)).body).toContain(
      'Non è in nessun piano in cui risponde chi è assente',
    );
  });

  it('whoever led a department in a plan that is closed for good records nobody there', async () => {
    await bot.db.updateTable('phase').set({ closes_on: '2022-01-15' }).where('year', '=', 2021).execute();
    await savePlan(bot.db, without('dir-settore-3'), IMPORTED_AT);
    const view = await form(head);
    expect(() => offered(view, 'person', 'Referente U.O. 3.2')).toThrow('is not offered');
    const { absences } = await bot.services.years.current();
    await expect(
      absences.record('dir-settore-3', {
        ...january,
        person: 'ref-uo-3-2',
        substitute: null,
      }),
    ).rejects.toMatchObject({ problem: 'role_missing' });
  });
});
