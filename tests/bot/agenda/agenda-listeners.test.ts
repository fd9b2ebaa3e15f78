import { beforeEach, describe, expect, it } from 'vitest';
import { ACTIONS } from '../../../src/bot/kit/ids.ts';
import { as, type Bot, startBot } from '../../support/slack.ts';

let bot: Bot;
let names: string[];

beforeEach(async () => {
  bot = await startBot();
  names = [];
  bot.slack.answer('files.getUploadURLExternal', ({ filename }) => {
    names.push(String(filename));
    return { ok: true, upload_url: `${bot.slack.url}upload`, file_id: `F${names.length}` };
  });
  bot.slack.answer('upload', () => ({ status: 200, body: 'OK' }));
  bot.slack.answer('files.completeUploadExternal', () => ({ ok: true, files: [] }));
});

const sent = (): string => bot.slack.uploads.at(-1)?.toString('utf8') ?? '';
const told = (): unknown => bot.slack.responses.at(-1)?.text;

describe('/scadenze calendario', () => {
  it('sends one’s own days', async () => {
    await bot.command('/scadenze', 'calendario', as('ref-uo-3-2'));
    expect(names).toEqual(['scadenze-lucca-2021-mie.ics']);
    expect(sent()).toContain('SUMMARY:Obiettivo 24 – Bicipolitana: scadenza');
    expect(told()).toBe('Fatto: 6 scadenze, in un file nei tuoi messaggi con me.');
  });

  it('sends those of a structure or of the phase, to whoever is of the plan', async () => {
    await bot.command('/scadenze', 'calendario u.o. 5.3', as('dipendente'));
    await bot.command('/scadenze', 'calendario fase', as('dipendente'));
    expect(names).toEqual(['scadenze-lucca-2021-u-o-5-3.ics', 'scadenze-lucca-2021-monitoraggio-2021.ics']);
    expect(sent()).toContain('sollecito (passo -15)');
  });

  it('says what may be asked for, and that there is nothing', async () => {
    await bot.command('/scadenze', 'calendario Settore 99', as('ref-uo-3-2'));
    expect(told()).toContain('Le strutture sono: Staff A');
    await bot.command('/scadenze', 'calendario', as('dipendente'));
    expect(told()).toBe('Non ci sono scadenze da mettere in calendario.');
    expect(names).toEqual([]);
  });

  it('comes by the button too', async () => {
    await bot.press(ACTIONS.sendCalendar, '2021//mie', as('dir-settore-3'));
    expect(names).toEqual(['scadenze-lucca-2021-mie.ics']);
  });
});
