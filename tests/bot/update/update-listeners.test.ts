import { beforeEach, describe, expect, it } from 'vitest';
import { ACTIONS, METADATA } from '../../../src/bot/kit/ids.ts';
import { markOfItem } from '../../../src/domain/plan/items.ts';
import { dmOf, STRANGER } from '../../support/fake-slack.ts';
import { luccaItem } from '../../support/reminders.ts';
import { as, type Bot, startBot } from '../../support/slack.ts';
import { formValues } from '../../support/updates.ts';

type Json = Readonly<Record<string, unknown>>;

const contact = as('ref-uo-3-2');
const head = as('dir-settore-3');
const other = as('ref-uo-1-4');

let bot: Bot;
beforeEach(async () => {
  bot = await startBot({ now: '2021-09-09T09:00+02:00' });
});

/** What the form holds; an achieved item comes with its day, as the form proposes it. */
const values = (fields: Parameters<typeof formValues>[0]): Json =>
  formValues({ ...(fields.state === 'achieved' ? { achievedOn: '2021-09-08' } : {}), ...fields });

/** Presses the button and gives back the form that opened. */
async function openForm(by: string, ref = 'objective:24'): Promise<Json> {
  await bot.press(ACTIONS.updateItem, ref, by);
  const opened = bot.slack.callsTo('views.open').at(-1);
  if (!opened) throw new Error('no form was opened');
  return opened.view as Json;
}

const saved = () => bot.db.selectFrom('status_update').selectAll().orderBy('id').execute();
const audit = () => bot.db.selectFrom('audit').selectAll().orderBy('id').execute();
const modalOf = (body: string): string => JSON.stringify((JSON.parse(body) as Json).view);

describe('the button of an item', () => {
  it('opens its form, with the item and the phase in the metadata and nothing else', async () => {
    const view = await openForm(contact);
    expect(view).toMatchObject({ type: 'modal', title: { text: 'Aggiorna obiettivo 24' } });
    expect(JSON.parse(String(view.private_metadata))).toEqual({
      year: 2021,
      kind: 'objective',
      number: 24,
      mark: markOfItem(luccaItem('objective:24')),
      phase: 'monitoraggio-2021',
      basedOn: 0,
    });
  });

  it('opens it filled in with the last version, saying whose it is', async () => {
    await bot.submit(
      await openForm(contact),
      values({ state: 'in_progress', percent: '34,5', criticalPoints: 'gara' }),
      contact,
    );
    const view = JSON.stringify(await openForm(head));
    expect(view).toContain('"initial_value":"34,5"');
    expect(view).toContain('"initial_value":"gara"');
    expect(view).toContain('Ultimo: in fase, 34,5 % · Referente U.O. 3.2, 9 settembre 2021, 09:00');
  });

  it('tells in place who may report, to whoever may not', async () => {
    await bot.press(ACTIONS.updateItem, 'objective:24', other);
    expect(bot.slack.responses).toEqual([
      expect.objectContaining({
        response_type: 'ephemeral',
        replace_original: false,
        text: 'Non puoi aggiornare l’obiettivo 24: lo possono fare Referente U.O. 3.2, il dirigente o l’ufficio controllo.',
      }),
    ]);
  });

  it('tells an account that the plan does not know what to do', async () => {
    await bot.press(ACTIONS.updateItem, 'objective:24', STRANGER);
    expect(bot.slack.responses[0]?.text).toContain('Questo account non è tra quelli del piano');
  });

  it.each(['objective:999', 'garbage', 'constructor:5', ''])(
    'refuses the forged value «%s» in words',
    async (value) => {
      await bot.press(ACTIONS.updateItem, value, contact);
      expect(bot.slack.responses[0]?.text).toMatch(/^Nel piano non c’è/);
      expect(bot.slack.responses[0]?.text).not.toContain('undefined');
    },
  );

  it.each([
    ['a list', { in: 'message' }],
    ['the Home', { in: 'home' }],
  ] as const)('says in a sentence that the trigger came too late, from %s', async (_, place) => {
    bot.slack.answer('views.open', () => ({ ok: false, error: 'expired_trigger_id' }));
    await bot.press(ACTIONS.updateItem, 'objective:24', contact, place);
    const told = JSON.stringify([bot.slack.responses, bot.slack.messages]);
    expect(told).toContain('Riprova; quello che avevi scritto non è perso.');
    expect(told).not.toContain('segnala il codice');
  });

  it('says that no phase is open once it is closed', async () => {
    await bot.db.updateTable('phase').set({ closes_on: '2021-09-01' }).execute();
    await bot.press(ACTIONS.updateItem, 'objective:24', contact);
    expect(bot.slack.responses[0]?.text).toContain('Nessuna fase di monitoraggio è aperta');
  });
});

describe('the form, sent', () => {
  it('is saved as version 1 with its audit row, and the modal closes', async () => {
    const answer = await bot.submit(
      await openForm(contact),
      values({
        state: 'in_progress',
        percent: '60',
        criticalPoints: 'gara deserta',
        correctiveActions: 'Nuova gara; ufficio gare; 30/10/2021',
      }),
      contact,
    );
    expect(answer).toEqual({ status: 200, body: '' });
    expect(await saved()).toEqual([
      expect.objectContaining({
        kind: 'objective',
        number: 24,
        version: 1,
        state: 'in_progress',
        percent: 60,
        critical_points: 'gara deserta',
        corrective_actions: 'Nuova gara; ufficio gare; 2021-10-30',
        structure: 'U.O.3.2',
        origin: 'submission',
        author: 'ref-uo-3-2',
      }),
    ]);
    expect(await audit()).toEqual([
      expect.objectContaining({
        action: 'update.submitted',
        actor: 'ref-uo-3-2',
        subject: expect.stringContaining('objective:24'),
      }),
    ]);
  });

  it('shows the outcome in the reminder, in the place of the button', async () => {
    await bot.services.reminders.tick();
    const reminder = bot.slack.messages.find(({ channel }) => channel === dmOf(contact));
    expect(JSON.stringify(reminder?.args.blocks)).toContain('"value":"2021/monitoraggio-2021/objective:24"');
    await bot.submit(await openForm(contact), values({ state: 'in_progress', percent: '60' }), contact);
    const redrawn = bot.slack.messages.find(({ ts }) => ts === reminder?.ts);
    expect(JSON.stringify(redrawn?.args.blocks)).not.toContain('Aggiorna: Obiettivo 24');
    expect(JSON.stringify(redrawn?.args.blocks)).toContain(
      ':white_check_mark: in fase, 60 % · inviato · Referente U.O. 3.2, 9 settembre 2021, 09:00',
    );
    expect(redrawn?.args.metadata).toMatchObject({ event_type: METADATA.message });
  });

  it('is confirmed in the DM to an author whose messages do not list the item', async () => {
    await bot.submit(await openForm(head), values({ state: 'achieved' }), head);
    expect(bot.slack.callsTo('chat.postMessage')).toEqual([
      expect.objectContaining({
        channel: dmOf(head),
        text: 'Ricevuto. Obiettivo 24 – Bicipolitana: raggiunto, 100 %. È già approvato: non serve altro.',
      }),
    ]);
  });

  it('draws again, with the item done, the Home that its author has opened', async () => {
    await bot.event({ type: 'app_home_opened', user: contact, channel: 'D1', tab: 'home' });
    await bot.submit(await openForm(contact), values({ state: 'in_progress', percent: '60' }), contact);
    const published = bot.slack.callsTo('views.publish').at(-1);
    expect(published).toMatchObject({ user_id: contact });
    expect(JSON.stringify(published?.view)).toContain(':white_check_mark: in fase, 60 % · inviato');
  });

  it('says what is wrong under every wrong field at once, and saves nothing', async () => {
    await bot.submit(await openForm(head), values({ state: 'in_progress', percent: '10' }), head);
    const answer = await bot.submit(
      await openForm(contact),
      values({
        state: 'in_progress',
        percent: 'metà',
        criticalPoints: 'x'.repeat(3_001),
        correctiveActions: 'Nuova gara',
        evidence: 'in archivio',
      }),
      contact,
    );
    expect(JSON.parse(answer.body)).toEqual({
      response_action: 'errors',
      errors: {
        percent: 'Scrivi un numero da 0 a 100, per esempio 34,5.',
        criticalPoints: 'Al massimo 3000 caratteri.',
        correctiveActions:
          'Riga 1: Servono tre cose, separate da punto e virgola: che cosa; chi; entro quando.',
        evidence:
          'Scrivi uno o più indirizzi interi, che cominciano con https:// o http://, senza utente né password. Per un file, anche di una cartella condivisa, usa «Allega un documento».',
      },
    });
    expect(await saved()).toHaveLength(1);
  });

  it('is redrawn with what was typed, when its fields were not yet those of the state sent', async () => {
    const answer = await bot.submit(await openForm(contact), values({ state: 'withdrawn' }), contact);
    const drawn = JSON.parse(answer.body) as { response_action: string; view: { blocks: Json[] } };
    expect(drawn.response_action).toBe('update');
    expect(modalOf(answer.body)).toContain('Scrivi il motivo.');
    expect(drawn.view.blocks.map(({ block_id: id }) => id).filter(Boolean)).toEqual([
      'state',
      'reason',
      'act',
    ]);
    expect(await saved()).toEqual([]);
  });

  it('asks for a state when none was chosen', async () => {
    const answer = await bot.submit(await openForm(contact), values({ percent: '10' }), contact);
    expect(JSON.parse(answer.body)).toMatchObject({ errors: { state: 'Scegli uno stato.' } });
  });

  it('saves once when it is sent twice at the same time', async () => {
    const view = await openForm(contact);
    const sent = values({ state: 'in_progress', percent: '60' });
    await Promise.all([bot.submit(view, sent, contact), bot.submit(view, sent, contact)]);
    expect(await saved()).toHaveLength(1);
    expect(await audit()).toHaveLength(1);
  });

  it('shows what somebody else reported meanwhile, keeps what was typed, and takes it when it is sent again', async () => {
    const [mine, theirs] = [await openForm(contact), await openForm(head)];
    await bot.submit(theirs, values({ state: 'in_progress', percent: '70', note: 'posati i cordoli' }), head);
    const sent = values({ state: 'in_progress', percent: '60', note: 'mancano i cordoli' });
    const answer = await bot.submit(mine, sent, contact);
    const shown = modalOf(answer.body);
    expect(shown).toContain('Nel frattempo Dirigente Settore 3 ha aggiornato*: in fase, 70 %');
    expect(shown).toContain('posati i cordoli');
    expect(shown).toContain('"initial_value":"60"');
    expect(shown).toContain('"initial_value":"mancano i cordoli"');
    expect((await saved()).map(({ percent }) => percent)).toEqual([70]);

    const { view } = JSON.parse(answer.body) as { view: Json };
    expect(await bot.submit(view, sent, contact)).toEqual({ status: 200, body: '' });
    expect((await saved()).map(({ percent }) => percent)).toEqual([70, 60]);
  });

  it('tells in the form, which keeps what was typed, that the phase was closed meanwhile', async () => {
    const view = await openForm(contact);
    await bot.db.updateTable('phase').set({ closes_on: '2021-09-09' }).execute();
    const answer = await bot.submit(view, values({ state: 'achieved' }), contact);
    const { response_action: action, errors } = JSON.parse(answer.body) as Json;
    expect(action).toBe('errors');
    expect(Object.values(errors as Json)).toEqual([
      expect.stringContaining('La fase «Monitoraggio intermedio 2021» è chiusa: non ho salvato niente.'),
    ]);
    expect(await saved()).toEqual([]);
  });

  it('adds a version to what was there, and never changes it', async () => {
    await bot.submit(await openForm(contact), values({ state: 'in_progress', percent: '60' }), contact);
    await bot.submit(await openForm(contact), values({ state: 'achieved' }), contact);
    expect((await saved()).map(({ version, state }) => [version, state])).toEqual([
      [1, 'in_progress'],
      [2, 'achieved'],
    ]);
  });
});

describe('a form that was tampered with', () => {
  const forged = (metadata: unknown): Json => ({
    type: 'modal',
    callback_id: 'item.update-form',
    private_metadata: typeof metadata === 'string' ? metadata : JSON.stringify(metadata),
  });
  const fine = { kind: 'objective', number: 24, phase: 'monitoraggio-2021', basedOn: 0 };

  it('does not let anybody report on an item of others', async () => {
    const answer = await bot.submit(forged(fine), values({ state: 'achieved' }), other);
    expect(modalOf(answer.body)).toContain('Non puoi aggiornare l’obiettivo 24');
    expect(await saved()).toEqual([]);
  });

  it('does not let an unknown account report', async () => {
    const answer = await bot.submit(forged(fine), values({ state: 'achieved' }), STRANGER);
    expect(modalOf(answer.body)).toContain('Questo account non è tra quelli del piano');
    expect(await saved()).toEqual([]);
  });

  it.each([
    ['an item that the plan lacks', { ...fine, number: 999 }],
    ['a kind that the phase does not ask about', { ...fine, kind: 'indicator', number: 1 }],
    ['a phase that does not exist', { ...fine, phase: 'altra' }],
    ['a version from the future', { ...fine, basedOn: 7 }],
    ['a kind that does not exist', { ...fine, kind: 'secret' }],
    ['a number that is none', { ...fine, number: '24; drop table status_update' }],
    ['no JSON', 'objective:24'],
    ['nothing', ''],
  ])('with %s is refused in the modal', async (_, metadata) => {
    const answer = await bot.submit(forged(metadata), values({ state: 'achieved' }), as('controllo'));
    expect(JSON.parse(answer.body)).toMatchObject({ response_action: 'update' });
    expect(await saved()).toEqual([]);
  });

  it('with a state that does not exist counts as one without a state', async () => {
    const answer = await bot.submit(forged(fine), values({ state: 'fatto' }), contact);
    expect(JSON.parse(answer.body)).toMatchObject({ errors: { state: 'Scegli uno stato.' } });
  });
});

describe('what Slack does badly after an update was saved', () => {
  const sent = values({ state: 'in_progress', percent: '60' });

  it('a reminder that its reader deleted is passed over', async () => {
    await bot.services.reminders.tick();
    const reminder = bot.slack.messages.find(({ channel }) => channel === dmOf(contact));
    bot.slack.remove(String(reminder?.ts));
    const answer = await bot.submit(await openForm(contact), sent, contact);
    expect(answer).toEqual({ status: 200, body: '' });
    expect(await saved()).toHaveLength(1);
    expect(bot.logs.filter(({ level }) => Number(level) >= 50)).toEqual([]);
  });

  it('a Home that cannot be drawn troubles nobody: it is fresh when it is opened', async () => {
    await bot.event({ type: 'app_home_opened', user: contact, channel: 'D1', tab: 'home' });
    bot.slack.answer('views.publish', () => ({ ok: false, error: 'internal_error' }));
    const answer = await bot.submit(await openForm(contact), sent, contact);
    expect(answer).toEqual({ status: 200, body: '' });
    expect(await saved()).toHaveLength(1);
    expect(JSON.stringify(bot.slack.messages)).not.toContain('Qualcosa non ha funzionato');
    expect(bot.logs.some(({ msg }) => String(msg).includes('a Home could not be drawn'))).toBe(true);
  });
});
