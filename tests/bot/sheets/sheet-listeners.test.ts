import { unzipSync } from 'fflate';
import { beforeEach, describe, expect, it } from 'vitest';
import { readUnitSheet } from '../../../src/app/read-unit-sheet.ts';
import { unitSheetXlsx } from '../../../src/documents/unit-sheet-xlsx.ts';
import { dmOf } from '../../support/fake-slack.ts';
import { type Filled, fillIn } from '../../support/sheets.ts';
import { as, type Bot, directMessage, startBot } from '../../support/slack.ts';

type Json = Readonly<Record<string, unknown>>;

const PHASE = 'monitoraggio-2021';
const FILE = 'FSCHEDA';
const contact = as('ref-uo-3-2');
const controller = as('controllo');
const OBJECTIVE_24: readonly Filled[] = [
  ['Obiettivo 24', 'Stato', 'In fase'],
  ['Obiettivo 24', 'Percentuale', '60'],
  ['Obiettivo 24', 'A che punto è', 'Cantiere aperto'],
];

let bot: Bot;

beforeEach(async () => {
  bot = await startBot();
});

/** The sheet of U.O.3.2 as a file, filled in. */
async function filledSheet(filled: readonly Filled[]): Promise<Buffer> {
  return unitSheetXlsx(fillIn(await bot.services.sheets.sheet(PHASE, 'U.O.3.2'), filled));
}

/** Puts a file where Slack keeps them. */
function keep(content: Buffer, name = 'scheda.xlsx'): void {
  const address = new URL('/files/FSCHEDA', bot.slack.url).href;
  bot.slack.answer('files.info', () => ({
    ok: true,
    file: { id: FILE, name, size: content.length, url_private: address },
  }));
  bot.slack.answer('/files/FSCHEDA', () => ({
    status: 200,
    headers: { 'content-type': 'application/octet-stream' },
    body: content,
  }));
}

/** Writes a file to the bot; gives what is said first. */
async function drop(content: Buffer, by: string, { name = 'scheda.xlsx', text = '' } = {}): Promise<Json> {
  keep(content, name);
  const said = bot.slack.callsTo('chat.postMessage').length;
  await bot.event({ ...directMessage(by, text), subtype: 'file_share', files: [{ id: FILE, name }] });
  return bot.slack.callsTo('chat.postMessage')[said] ?? {};
}

/** What is said of the sheet itself, beside the receipt. */
const reportTo = (account: string): Json =>
  bot.slack
    .callsTo('chat.postMessage')
    .find(
      ({ channel, text }) =>
        [account, dmOf(account)].includes(String(channel)) && String(text).startsWith('Scheda di'),
    ) ?? {};

describe('a filled sheet that is dropped in the DM', () => {
  it('is taken, told row by row, and brought to the head', async () => {
    await drop(await filledSheet(OBJECTIVE_24), contact, { text: 'ecco la scheda' });
    const told = reportTo(contact);
    expect(told).toMatchObject({
      channel: dmOf(contact),
      text: 'Scheda di U.O.3.2 Mobilità e strategie ambientali, Monitoraggio intermedio 2021: 1 aggiornamento preso; 3 ancora da compilare.',
    });
    expect(JSON.stringify(told)).toContain('in fase, 60 % (riga 3)');
    const versions = await bot.services.updateStore.versionsOfPhase(PHASE);
    expect(versions).toMatchObject([
      { number: 24, percent: 60, author: 'ref-uo-3-2', note: 'Cantiere aperto' },
    ]);
    const toHead = bot.slack
      .callsTo('chat.postMessage')
      .filter(({ channel }) => channel === dmOf(as('dir-settore-3')));
    expect(JSON.stringify(toHead)).toContain('Bicipolitana');
  });

  it('is written down by the control office for the structure', async () => {
    await drop(await filledSheet(OBJECTIVE_24), controller);
    expect(JSON.stringify(reportTo(controller))).toContain(
      'Riportato dall’ufficio controllo per U.O.3.2 Mobilità e strategie ambientali. Aspetta l’approvazione del dirigente.',
    );
  });

  it('is told where a cell is wrong', async () => {
    const wrong = await filledSheet([...OBJECTIVE_24, ['Obiettivo 24', 'Percentuale', '160']]);
    expect(JSON.stringify(await drop(wrong, contact))).toContain(
      'Foglio «Aggiornamenti», cella H3, «Percentuale» (obiettivo 24), trovato «160»: la percentuale va da 0 a 100.',
    );
    expect(await bot.services.updateStore.versionsOfPhase(PHASE)).toEqual([]);
  });

  it.each(['ref-uo-5-3', 'nucleo', 'dipendente'])(
    'is refused from %s, who does not answer for it',
    async (person) => {
      const told = await drop(await filledSheet(OBJECTIVE_24), as(person));
      expect(told.text).toContain(
        'La scheda è di U.O.3.2 Mobilità e strategie ambientali: la possono restituire',
      );
      expect(await bot.services.updateStore.versionsOfPhase(PHASE)).toEqual([]);
    },
  );

  it('is taken by the form of the control office too', async () => {
    const content = await filledSheet(OBJECTIVE_24);
    keep(content);
    await bot.command('/monitoraggio', 'importa', controller);
    const view = bot.slack.callsTo('views.open')[0]?.view as Json;
    await bot.submit(view, { file: { file: { files: [{ id: FILE, name: 'scheda.xlsx' }] } } }, controller);
    await expect
      .poll(() => JSON.stringify(reportTo(controller)))
      .toContain('Riportato dall’ufficio controllo per U.O.3.2');
  });

  it('is said to be gone where it was taken away, and nobody is refused anything', async () => {
    bot.slack.answer('files.info', () => ({ ok: false, error: 'file_deleted' }));
    const files = [{ id: FILE, name: 'scheda.csv' }];
    await bot.event({ ...directMessage(contact, ''), subtype: 'file_share', files });
    expect(bot.slack.callsTo('chat.postMessage').at(-1)?.text).toContain('non lo trovo tra i file di Slack');
    expect((await bot.services.audit.rows()).map(({ action }) => action)).not.toContain('access.refused');
  });

  it('is asked for again where it cannot be read', async () => {
    const told = await drop(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), contact, {
      name: 'scheda.xls',
    });
    expect(told.text).toContain('«scheda.xls» non è una scheda che posso leggere');
  });
});

describe('/monitoraggio schede', () => {
  const names: string[] = [];

  beforeEach(() => {
    names.length = 0;
    bot.slack.answer('files.getUploadURLExternal', ({ filename }) => {
      names.push(String(filename));
      return { ok: true, upload_url: `${bot.slack.url}upload`, file_id: `F${names.length}` };
    });
    bot.slack.answer('/upload', () => ({ status: 200, body: 'OK' }));
    bot.slack.answer('upload', () => ({ status: 200, body: 'OK' }));
    bot.slack.answer('files.completeUploadExternal', () => ({ ok: true, files: [] }));
  });

  /** The file that was sent, out of the form that brought it. */
  const sent = (): Buffer => {
    const [raw = Buffer.from('')] = bot.slack.uploads;
    return raw.subarray(raw.indexOf('PK\u0003\u0004'), raw.lastIndexOf('\r\n--'));
  };

  it('gives a contact their own sheet, which can be handed in as it is', async () => {
    await bot.command('/monitoraggio', 'schede', contact);
    expect(bot.slack.responses.at(-1)).toMatchObject({
      text: 'Fatto: la scheda è nei tuoi messaggi con me.',
    });
    expect(names).toEqual(['scheda-lucca-2021-monitoraggio-2021-u-o-3-2.xlsx']);
    const read = await readUnitSheet('scheda.xlsx', sent());
    expect(read).toMatchObject({ ok: true, identity: { structure: 'U.O.3.2' }, mistakes: [] });
  });

  it('gives the control office those of all, as one archive', async () => {
    await bot.command('/monitoraggio', 'schede', controller);
    expect(names).toEqual(['schede-2021-monitoraggio-2021.zip']);
    const within = Object.keys(unzipSync(sent()));
    expect(within).toHaveLength((await bot.services.sheets.structures(PHASE)).length);
    expect(within).toContain('scheda-lucca-2021-monitoraggio-2021-u-o-3-2.xlsx');
  });

  it('gives one that is named, to whoever may see it', async () => {
    await bot.command('/monitoraggio', 'schede u.o. 3.2', controller);
    expect(names).toEqual(['scheda-lucca-2021-monitoraggio-2021-u-o-3-2.xlsx']);
    await bot.command('/monitoraggio', 'schede U.O.5.3', contact);
    expect(bot.slack.responses.at(-1)?.text).toContain(
      'Non rispondi di U.O.5.3: la sua scheda la chiedono i suoi referenti',
    );
  });

  it('has none for whoever answers for nothing', async () => {
    await bot.command('/monitoraggio', 'schede', as('dipendente'));
    expect(bot.slack.responses.at(-1)?.text).toContain('non rispondi di nessuna struttura');
  });
});
