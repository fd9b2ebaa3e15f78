import { beforeEach, describe, expect, it } from 'vitest';
import { ACTIONS } from '../../../src/bot/kit/ids.ts';
import { reportedBefore } from '../../support/earlier-phase.ts';
import { dmOf } from '../../support/fake-slack.ts';
import { as, type Bot, directMessage, startBot } from '../../support/slack.ts';

type Json = Readonly<Record<string, unknown>>;

const contact = as('ref-uo-3-2');

let bot: Bot;
beforeEach(async () => {
  bot = await startBot({ now: '2021-09-09T09:00+02:00' });
});

const saved = () => bot.db.selectFrom('status_update').selectAll().orderBy('id').execute();
const dm = (account = contact) => bot.slack.messages.filter(({ channel }) => channel === dmOf(account));
const told = (): string => JSON.stringify([bot.slack.responses, bot.slack.messages]);

describe('one click', () => {
  it('«Nessuna variazione» is not offered where nothing is known, and an old button says why', async () => {
    await bot.services.reminders.tick();
    await bot.command('/aggiorna', '', contact);
    const lists = JSON.stringify([dm()[0]?.args.blocks, bot.slack.responses]);
    expect(lists).toContain(ACTIONS.achieved);
    expect(lists).not.toContain(ACTIONS.noChange);
    await bot.press(ACTIONS.noChange, 'objective:24|0', contact);
    expect(await saved()).toEqual([]);
    expect(told()).toContain('Non so com’era prima l’obiettivo 24');
  });

  it('«Nessuna variazione» says again what an earlier phase knew', async () => {
    await reportedBefore(bot, ['objective', 24]);
    await bot.services.reminders.tick();
    await bot.command('/aggiorna', '', contact);
    for (const list of [dm()[0]?.args.blocks, bot.slack.responses.at(-1)]) {
      const drawn = JSON.stringify(list);
      expect(drawn).toContain(`Nessuna variazione: Obiettivo 24`);
      expect(drawn).not.toContain(`Nessuna variazione: Processo 38`);
    }
    await bot.press(ACTIONS.noChange, 'objective:24|', contact);
    expect((await saved()).at(-1)).toMatchObject({
      phase: 'monitoraggio-2021',
      state: 'in_progress',
      percent: 34.5,
      origin: 'confirmation',
    });
  });

  it('«Nessuna variazione» does not send again what was sent back', async () => {
    await reportedBefore(bot, ['objective', 24]);
    await bot.press(ACTIONS.noChange, 'objective:24|0', contact);
    await bot.services.approvals.giveBack('dir-settore-3', [2], 'Manca la nota.');
    await bot.command('/aggiorna', '', contact);
    expect(JSON.stringify(bot.slack.responses.at(-1))).not.toContain('Nessuna variazione: Obiettivo 24');
    await bot.press(ACTIONS.noChange, 'objective:24|1', contact);
    expect(await saved()).toHaveLength(2);
  });

  it('«Raggiunto» is 100 % today, and comes with the way back', async () => {
    await bot.press(ACTIONS.achieved, 'objective:24|0', contact);
    expect(await saved()).toEqual([
      expect.objectContaining({ state: 'achieved', percent: 100, achieved_on: '2021-09-09' }),
    ]);
    expect(JSON.stringify(dm()[0]?.args.blocks)).toContain(ACTIONS.cancelUpdate);
  });

  it('pressed twice is one report', async () => {
    await Promise.all([
      bot.press(ACTIONS.achieved, 'objective:24|0', contact),
      bot.press(ACTIONS.achieved, 'objective:24|0', contact),
    ]);
    expect(await saved()).toHaveLength(1);
  });

  it('pressed on an old list, after somebody else reported, says who and saves nothing', async () => {
    await bot.press(ACTIONS.achieved, 'objective:24|0', as('dir-settore-3'));
    await bot.press(ACTIONS.noChange, 'objective:24|0', contact);
    expect(await saved()).toHaveLength(1);
    expect(told()).toContain('Nel frattempo Dirigente Settore 3 ha aggiornato l’obiettivo 24');
  });

  it('stands in the reminder, next to each item that is missing, until it has come in', async () => {
    await bot.services.reminders.tick();
    const reminder = () => JSON.stringify(dm()[0]?.args.blocks);
    expect(reminder()).toContain(
      '"action_id":"item.achieved","value":"2021/monitoraggio-2021/objective:24|"',
    );
    await bot.press(ACTIONS.achieved, 'objective:24|', contact);
    expect(await saved()).toEqual([expect.objectContaining({ state: 'achieved' })]);
    expect(reminder()).not.toContain('"value":"2021/monitoraggio-2021/objective:24|"');
    expect(reminder()).toContain('raggiunto, 100 %');
    await bot.press(ACTIONS.achieved, 'objective:24|', contact);
    expect(await saved()).toHaveLength(1);
  });

  it('can be taken back from the reminder for ten minutes, and the item is owed again', async () => {
    await bot.services.reminders.tick();
    const reminder = () => JSON.stringify(dm()[0]?.args.blocks);
    const undo = '2021/monitoraggio-2021/1|drawn';
    await bot.press(ACTIONS.achieved, 'objective:24|', contact);
    expect(reminder()).toContain(undo);
    expect(reminder()).toContain('"accessibility_label":"Annulla: Obiettivo 24 – Bicipolitana"');
    expect(dm()).toHaveLength(1);
    await bot.press(ACTIONS.cancelUpdate, undo, contact);
    expect(reminder()).toContain('"value":"2021/monitoraggio-2021/objective:24|"');
    expect(bot.slack.responses.filter(({ replace_original }) => replace_original)).toEqual([]);
    await bot.press(ACTIONS.achieved, 'objective:24|', contact);
    bot.clock.set('2021-09-09T09:11+02:00');
    await bot.services.reminders.refresh('monitoraggio-2021', { kind: 'objective', number: 24 });
    expect(reminder()).not.toContain('|drawn');
    expect(reminder()).toContain('Modifica: Obiettivo 24');
  });

  it('is confirmed with a message to whoever has deleted the reminder', async () => {
    await bot.services.reminders.tick();
    bot.slack.answer('chat.update', () => ({ ok: false, error: 'message_not_found' }));
    await bot.press(ACTIONS.achieved, 'objective:24|', contact);
    expect(dm().at(-1)?.args.text).toContain('Ricevuto. Obiettivo 24 – Bicipolitana: raggiunto, 100 %.');
    expect(JSON.stringify(dm().at(-1)?.args.blocks)).toContain(ACTIONS.cancelUpdate);
  });

  it('pressed in an old reminder, after somebody else reported, says who and saves nothing', async () => {
    await bot.press(ACTIONS.achieved, 'objective:24|0', as('dir-settore-3'));
    await bot.press(ACTIONS.achieved, 'objective:24|', contact);
    expect(await saved()).toHaveLength(1);
    expect(told()).toContain('Nel frattempo Dirigente Settore 3 ha aggiornato');
  });

  it('pressed after the phase was closed, says so', async () => {
    await bot.db.updateTable('phase').set({ closes_on: '2021-09-09' }).execute();
    await bot.press(ACTIONS.achieved, 'objective:24|0', contact);
    expect(await saved()).toEqual([]);
    expect(told()).toContain('Nessuna fase di monitoraggio è aperta');
  });

  it.each(['objective:24|x', 'objective:24', 'nonsense|0', 'objective:38|0'])(
    'with the forged value «%s» never reports for others',
    async (value) => {
      await bot.press(ACTIONS.achieved, value, as('ref-uo-1-4'));
      expect(await saved()).toEqual([]);
    },
  );
});

describe('«Annulla»', () => {
  it('takes a report back within ten minutes: it stays in the history and counts no more', async () => {
    await bot.press(ACTIONS.achieved, 'objective:24|0', contact);
    bot.clock.set('2021-09-09T09:09+02:00');
    await bot.press(ACTIONS.cancelUpdate, '1', contact);
    expect(bot.slack.responses.at(-1)).toMatchObject({ replace_original: true });
    expect(await saved()).toHaveLength(1);
    expect(await bot.services.updateStore.latestOfPhase('monitoraggio-2021')).toEqual([]);
    expect(JSON.stringify(dm(as('dir-settore-3')).at(-1)?.args)).toContain('non c’è niente da approvare');
    await bot.press(ACTIONS.achieved, 'objective:24|0', contact);
    expect((await saved()).map(({ version }) => version)).toEqual([1, 2]);
  });

  it('is too late after ten minutes', async () => {
    await bot.press(ACTIONS.achieved, 'objective:24|0', contact);
    bot.clock.set('2021-09-09T09:11+02:00');
    await bot.press(ACTIONS.cancelUpdate, '1', contact);
    expect(told()).toContain('Sono passati più di dieci minuti');
    expect(await bot.services.updateStore.latestOfPhase('monitoraggio-2021')).toHaveLength(1);
  });

  it('is not for others, nor for what the head has decided', async () => {
    await bot.press(ACTIONS.achieved, 'objective:24|0', contact);
    await bot.press(ACTIONS.cancelUpdate, '1', as('ref-uo-1-4'));
    await bot.press(ACTIONS.approve, '1', as('dir-settore-3'));
    await bot.press(ACTIONS.cancelUpdate, '1', contact);
    expect(told()).toContain('è già stato deciso');
    expect(await bot.services.updateStore.latestOfPhase('monitoraggio-2021')).toHaveLength(1);
  });
});

describe('several items at once', () => {
  it('are confirmed with one form, each as its own version', async () => {
    await bot.press(ACTIONS.confirmMany, 'monitoraggio-2021', contact);
    const view = bot.slack.callsTo('views.open').at(-1)?.view as Json;
    const refs = ['objective:24', 'process:38'];
    for (const ref of refs) expect(JSON.stringify(view)).toContain(`"value":"${ref}"`);
    await bot.submit(
      view,
      {
        items: { items: { selected_options: [...refs, 'objective:1'].map((value) => ({ value })) } },
        report: { report: { selected_option: { value: 'achieved' } } },
      },
      contact,
    );
    expect((await saved()).map(({ kind, number }) => `${kind}:${number}`)).toEqual(refs);
    expect(told()).toContain('1 voce non è stata confermata');
    const receipts = dm().filter(({ args }) => String(args.text).startsWith('Ricevuto'));
    expect(receipts).toHaveLength(1);
    const blocks = JSON.stringify(receipts[0]?.args.blocks);
    for (const [id, title] of [
      [1, 'Obiettivo 24'],
      [2, 'Processo 38'],
    ]) {
      expect(blocks).toContain(`"value":"2021/monitoraggio-2021/${id}"`);
      expect(blocks).toContain(`"accessibility_label":"Annulla: ${title}`);
    }
  });
});

describe('several items at once, unchanged', () => {
  const unchanged = (...refs: string[]) => ({
    items: { items: { selected_options: refs.map((value) => ({ value })) } },
    report: { report: { selected_option: { value: 'no_change' } } },
  });
  const openForm = async (): Promise<Json> => {
    await bot.press(ACTIONS.confirmMany, 'monitoraggio-2021', contact);
    return bot.slack.callsTo('views.open').at(-1)?.view as Json;
  };

  it('are offered only where something is known', async () => {
    expect(JSON.stringify(await openForm())).not.toContain('no_change');
    await reportedBefore(bot, ['objective', 24]);
    expect(JSON.stringify(await openForm())).toContain('no_change');
  });

  it('are refused in the field for those of which nothing is known, and nothing is saved', async () => {
    await reportedBefore(bot, ['objective', 24]);
    const view = await openForm();
    const answer = await bot.submit(view, unchanged('objective:24', 'process:38'), contact);
    expect(JSON.parse(answer.body)).toMatchObject({
      response_action: 'errors',
      errors: { items: expect.stringContaining('Non so com’era prima il processo 38: togli questa voce') },
    });
    expect(await saved()).toHaveLength(1);
    expect(await bot.submit(view, unchanged('objective:24'), contact)).toEqual({ status: 200, body: '' });
    expect(await saved()).toHaveLength(2);
  });
});

describe('a message', () => {
  const say = (text: string, ts = '1631100000.000200') => bot.event(directMessage(contact, text, ts));
  const buttons = (): Json[] =>
    ((dm().at(-1)?.args.blocks ?? []) as Json[]).flatMap(({ elements }) => (elements ?? []) as Json[]);
  const press = (id: string) =>
    bot.press(id, String(buttons().find(({ action_id: action }) => action === id)?.value), contact);

  it('is shown as understood, and saved when it is confirmed', async () => {
    await say('aggiorna l’obiettivo 24 al 60 %');
    expect(dm().at(-1)?.args.text).toBe('Ho capito: Obiettivo 24 – Bicipolitana: in fase, 60 %. Confermi?');
    expect(await saved()).toEqual([]);
    await press(ACTIONS.confirmIntent);
    expect(await saved()).toEqual([expect.objectContaining({ state: 'in_progress', percent: 60 })]);
    expect(bot.slack.responses.at(-1)).toMatchObject({ replace_original: true });
  });

  it('«il 24 è invariato» opens the form where nothing is known of it', async () => {
    await say('il 24 è invariato');
    expect(dm().at(-1)?.args.text).toBe(
      'Ho capito: nessuna variazione per «Obiettivo 24 – Bicipolitana», ma non so com’era prima. Apri il modulo e scrivi a che punto è.',
    );
    expect(buttons().map(({ action_id: id }) => id)).toEqual([ACTIONS.openIntent, ACTIONS.dismissIntent]);
  });

  it('«il 24 è raggiunto» is achieved today', async () => {
    await say('il 24 è raggiunto');
    await press(ACTIONS.confirmIntent);
    expect(await saved()).toEqual([
      expect.objectContaining({ state: 'achieved', achieved_on: '2021-09-09' }),
    ]);
  });

  it('that a rule does not let pass opens the form, which says why', async () => {
    await say('il 24 è al 60 %');
    await press(ACTIONS.confirmIntent);
    await say('il 24 è al 50 %', '1631100000.000300');
    await press(ACTIONS.confirmIntent);
    const view = JSON.stringify(bot.slack.callsTo('views.open').at(-1)?.view);
    expect(view).toContain('La percentuale è più bassa di prima: spiega qui perché.');
    expect(view).toContain('"initial_value":"50"');
    expect(await saved()).toHaveLength(1);
  });

  it('is left alone on «Lascia stare»', async () => {
    await say('il 24 è al 60 %');
    await press(ACTIONS.dismissIntent);
    expect(await saved()).toEqual([]);
  });

  it('about an item of others says who may report', async () => {
    await say('aggiorna l’obiettivo 1 al 60 %');
    expect(dm().at(-1)?.args.text).toContain('Non puoi aggiornare l’obiettivo 1');
  });

  it('that asks is for the answers', async () => {
    await say('l’obiettivo 24 è raggiunto?');
    expect(bot.questions.asked).toHaveLength(1);
    expect(await saved()).toEqual([]);
  });
});
