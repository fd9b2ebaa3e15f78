import { beforeEach, describe, expect, it } from 'vitest';
import { ACTIONS } from '../../../src/bot/kit/ids.ts';
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
  it('«Nessuna variazione» where nothing was reported declares no percent', async () => {
    await bot.press(ACTIONS.noChange, 'objective:24|0', contact);
    expect(await saved()).toEqual([
      expect.objectContaining({ state: 'in_progress', percent: null, origin: 'confirmation' }),
    ]);
    expect(dm()[0]?.args.text).toContain('Ricevuto. Obiettivo 24 – Bicipolitana: in fase.');
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
    await bot.press(ACTIONS.noChange, 'objective:24|0', as('dir-settore-3'));
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
    await bot.press(ACTIONS.noChange, 'objective:24|0', contact);
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
        report: { report: { selected_option: { value: 'no_change' } } },
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
