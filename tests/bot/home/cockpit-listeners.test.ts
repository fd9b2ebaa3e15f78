import { beforeEach, describe, expect, it } from 'vitest';
import { ACTIONS, CHART_ACTIONS, VIEWS } from '../../../src/bot/kit/ids.ts';
import { viewProblems } from '../../support/block-limits.ts';
import { dmOf } from '../../support/fake-slack.ts';
import { as, type Bot, startBot } from '../../support/slack.ts';
import { formValues } from '../../support/updates.ts';

type Json = Readonly<Record<string, unknown>>;

const PHASE = '2021/monitoraggio-2021/';
const control = as('controllo');
const contact = as('ref-uo-3-2');

let bot: Bot;
beforeEach(async () => {
  bot = await startBot({ now: '2021-09-09T09:00+02:00' });
});

const home = async (account: string): Promise<string> => {
  bot.slack.forget();
  await bot.event({ type: 'app_home_opened', user: account, channel: 'D1', tab: 'home' });
  const view = bot.slack.callsTo('views.publish')[0]?.view;
  expect(viewProblems(view)).toEqual([]);
  return JSON.stringify(view);
};
const opened = (): Json => {
  const view = bot.slack.callsTo('views.open').at(-1)?.view;
  if (!view) throw new Error('nothing was opened');
  expect(viewProblems(view)).toEqual([]);
  return view as Json;
};
const press = (id: string, value = PHASE, by = control) => bot.press(id, value, by, { in: 'home' });
const report = async (item: string): Promise<void> => {
  await bot.press(ACTIONS.updateItem, `${PHASE}${item}`, contact);
  await bot.submit(opened(), formValues({ state: 'in_progress', percent: '60', note: 'Avanti' }), contact);
};
const lastTo = (account: string): string =>
  JSON.stringify(bot.slack.messages.filter(({ channel }) => channel === dmOf(account)).at(-1)?.args);

describe('the control office’s Home', () => {
  it('says how far the phase and each structure are, what waits, and what comes next', async () => {
    const drawn = await home(control);
    expect(drawn).toContain('░░░░░░░░ 0/130 arrivati, 0 approvati · scade fra 21 giorni (30 settembre 2021)');
    expect(drawn).toMatch(/\*Copertura\*\\n░{8} 0\/\d+ {2}/);
    expect(drawn).toContain('*In attesa di approvazione*\\nNiente.');
    expect(drawn).toContain('7 giorni lavorativi prima');
    for (const label of ['Sollecita', 'Proroga', 'Chiudi', 'Consegne', 'Esporta', 'Grafici'])
      expect(drawn).toContain(`"text":"${label}"`);
  });

  it('says for whom a report waits, and since when', async () => {
    await report('objective:24');
    bot.clock.set('2021-09-15T09:00+02:00');
    await report('process:38');
    const drawn = await home(control);
    expect(drawn).toContain('• Dirigente Settore 3: 2, il più vecchio da 6 giorni');
    expect(drawn).toContain('2/130 arrivati');
    expect(await home(as('dir-settore-3'))).toContain('Il più vecchio aspetta da 6 giorni.');
  });

  it('names what did not arrive, and not what was no longer needed', async () => {
    bot.slack.deactivate(contact);
    await bot.services.reminders.tick();
    expect(await home(control)).toMatch(/messagg\w+ non consegnat\w+\*\\n• Referente U\.O\. 3\.2: /);
  });

  it('Sollecita shows whom it would write to; sent, it writes to them once', async () => {
    await press(ACTIONS.previewNudge);
    const form = opened();
    expect(form.callback_id).toBe(VIEWS.nudgeForm);
    expect(JSON.stringify(form)).toMatch(/\d+ destinatari per 130 voci mancanti/);
    expect(bot.slack.callsTo('chat.postMessage')).toEqual([]);
    await bot.submit(form, {}, control);
    expect(lastTo(control)).toContain('promemoria inviati.');
    const sent = bot.slack.callsTo('chat.postMessage').length;
    await bot.submit(form, {}, control);
    expect(bot.slack.callsTo('chat.postMessage')).toHaveLength(sent);
    await press(ACTIONS.previewNudge);
    expect(JSON.stringify(opened())).toContain('Nessuno da sollecitare adesso');
  });

  it.each([
    [ACTIONS.extendPhase, VIEWS.phaseExtendForm],
    [ACTIONS.closePhase, VIEWS.closeForm],
    [ACTIONS.openPhase, VIEWS.phaseForm],
  ])('%s opens its form', async (action, form) => {
    await press(action);
    expect(opened().callback_id).toBe(form);
  });

  it('Consegne lists what went out', async () => {
    await bot.services.reminders.tick();
    await press(ACTIONS.showDeliveries);
    const shown = JSON.stringify(opened());
    expect(shown).toMatch(/\d+ messaggi inviati, 0 non consegnati, 0 in corso/);
    expect(shown).toContain('promemoria -15');
    // Columns of zeros would make the table wider than the form.
    expect(shown).not.toMatch(/"In corso"|"Saltati"/);
  });

  it('is without a phase where none is open, and offers to open one', async () => {
    bot.clock.set('2021-06-15T09:00+02:00');
    const drawn = await home(control);
    expect(drawn).toContain('Nessuna fase è aperta; in programma: Monitoraggio intermedio 2021 si apre il');
    expect(drawn).toContain(ACTIONS.openPhase);
  });
});

describe('Grafici', () => {
  it('opens the menu, and a picture over it', async () => {
    bot = await startBot({ now: '2021-09-09T09:00+02:00', questions: 'real' });
    await press(ACTIONS.showCharts);
    expect(JSON.stringify(opened())).toContain('Costi per settore');
    await bot.press(CHART_ACTIONS[2] ?? '', 'costs', control, { in: 'modal' });
    const drawn = bot.slack.callsTo('views.update').at(-1)?.view;
    expect(viewProblems(drawn)).toEqual([]);
    expect(JSON.stringify(drawn)).toMatch(/Settore 4 al primo posto con 7\.506\.492,83 €/);
  });

  it('says in its place that there is no such picture', async () => {
    bot = await startBot({ now: '2021-09-09T09:00+02:00', questions: 'real' });
    await bot.press(CHART_ACTIONS[0] ?? '', 'inesistente', control, { in: 'modal' });
    expect(JSON.stringify(bot.slack.callsTo('views.update').at(-1)?.view)).toContain(
      'I grafici di questo piano',
    );
  });
});

describe('the picture of a phase', () => {
  beforeEach(async () => {
    bot = await startBot({ now: '2021-09-09T09:00+02:00', questions: 'real' });
    takeUploads();
  });

  let files = 0;
  /** Slack takes files in, each under an id of its own. */
  function takeUploads(): void {
    files = 0;
    bot.slack.answer('files.getUploadURLExternal', () => {
      files += 1;
      return { ok: true, upload_url: `${bot.slack.url}upload`, file_id: `F${files}` };
    });
    bot.slack.answer('files.completeUploadExternal', () => ({ ok: true, files: [{ id: `F${files}` }] }));
    bot.slack.answer('files.info', ({ file }) => ({ ok: true, file: { id: file, mimetype: 'image/png' } }));
  }
  const imagesOf = (view: unknown): readonly Json[] =>
    (view as { blocks: Json[] }).blocks.filter(({ type }) => type === 'image');
  /** The Homes that opening one draws, the one at once first. */
  async function drawn(account: string): Promise<readonly unknown[]> {
    bot.slack.forget();
    await bot.event({ type: 'app_home_opened', user: account, channel: 'D1', tab: 'home' });
    await bot.services.homes.settled();
    const views = bot.slack.callsTo('views.publish').map(({ view }) => view);
    for (const view of views) expect(viewProblems(view)).toEqual([]);
    return views;
  }

  it('comes into the control office’s Home a moment later, and stays while the figures are the same', async () => {
    const [first, second, ...more] = await drawn(control);
    expect(imagesOf(first)).toEqual([]);
    const [image] = imagesOf(second);
    expect(image).toMatchObject({ slack_file: { id: 'F1' } });
    expect(String(image?.alt_text)).toMatch(/^Ne mancano 130 su 130: \d+ nel Settore \d/);
    expect(more).toEqual([]);

    const again = await drawn(control);
    expect(again.map(imagesOf)).toEqual([[image]]);
    expect(files).toBe(1);
  });

  it('is a new one when a report came in, and never shows the figures of before', async () => {
    await drawn(control);
    await report('objective:24');
    await bot.services.homes.settled();
    expect(files).toBe(2);
    const images = bot.slack.callsTo('views.publish').flatMap(({ view }) => imagesOf(view));
    const last = JSON.stringify(images.at(-1));
    expect(last).toContain('Ne mancano 129 su 130');
    expect(last).toContain('arrivati, da approvare: 1');
  });

  it('shows a head the units of the department, and nobody else any', async () => {
    const [, view] = await drawn(as('dir-settore-5'));
    expect(JSON.stringify(imagesOf(view))).toMatch(/U\.O\.? ?5\.\d/);
    expect(JSON.stringify(imagesOf(view))).not.toMatch(/U\.O\.? ?4\.\d/);
    for (const account of [contact, as('dipendente')])
      expect((await drawn(account)).flatMap(imagesOf)).toEqual([]);
  });

  it('says what of a department stands in none of its units', async () => {
    const { person } = (await bot.services.people.personOf(as('dir-settore-3'))) ?? {};
    const asker = { person: person?.code ?? '', roles: [] };
    const chart = await bot.services.questions.phaseChart(2021, ['Settore 3'], { asker });
    expect(chart?.remarks).toContain(
      'Non è nella figura 1 voce che non è affidata a nessuna U.O. fra queste.',
    );
  });

  it('is left out where it cannot be uploaded, or is there no more', async () => {
    await drawn(control);
    bot.slack.answer('views.publish', ({ view }) =>
      JSON.stringify(view).includes('slack_file') ? { ok: false, error: 'invalid_blocks' } : { ok: true },
    );
    const views = await drawn(control);
    expect(imagesOf(views[1])).toEqual([]);
    expect(JSON.stringify(views[1])).toContain('0/130 arrivati');
    bot.slack.answer('files.getUploadURLExternal', () => ({ ok: false, error: 'missing_scope' }));
    expect((await drawn(as('dir-settore-5'))).flatMap(imagesOf)).toEqual([]);
  });
});

describe('others’ Homes', () => {
  it('a head sees which units owe what', async () => {
    const drawn = await home(as('dir-settore-3'));
    expect(drawn).toContain('*La tua struttura – Monitoraggio intermedio 2021*');
    expect(drawn).toMatch(
      /░{8} 0\/4 {2}U\.O\.3\.2 Mobilità e strategie ambientali: obiettivo 19, obiettivo 24/,
    );
    expect(drawn).not.toContain(ACTIONS.previewNudge);
  });

  it('an item that units of a department share counts once there, for its head as for the control office', async () => {
    expect(await home(as('dir-settore-5'))).toContain('░░░░░░░░ 0/16 arrivati');
    expect(await home(as('controllo'))).toContain('░░░░░░░░ 0/16  Settore 5');
  });

  it('a contact sees what is owed, and the days ahead', async () => {
    const drawn = await home(contact);
    expect(drawn).toContain(
      '*Le tue scadenze*\\n• Il 31 dicembre 2021: obiettivo 19, obiettivo 24, processo 37 e processo 38 (fine prevista)',
    );
  });

  it('staff reads what the plan is, and how far the phase is', async () => {
    const drawn = await home(as('dipendente'));
    expect(drawn).toContain('69 obiettivi e 61 processi');
    expect(drawn).toContain('░░░░░░░░ 0/130  Monitoraggio intermedio 2021: scade fra 21 giorni');
    expect(drawn.match(/question\.suggested\.\d/g)).toHaveLength(3);
  });
});
