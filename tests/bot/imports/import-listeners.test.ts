import { stringify } from 'csv-stringify/sync';
import { beforeEach, describe, expect, it } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { ACTIONS } from '../../../src/bot/kit/ids.ts';
import { assignmentsOf } from '../../../src/domain/plan/index.ts';
import type { Item } from '../../../src/domain/types.ts';
import { KIND_NAMES } from '../../../src/words/kinds.ts';
import { dmOf } from '../../support/fake-slack.ts';
import { as, type Bot, directMessage, startBot } from '../../support/slack.ts';

type Json = Readonly<Record<string, unknown>>;

let bot: Bot;
const controller = as('controllo');
const contact = as('ref-uo-3-2');
const FILE = 'FPIANO';

beforeEach(async () => {
  bot = await startBot();
});

/** The items of the plan as one CSV, each numbered as it is told. */
const itemsFile = (numberOf: (item: Item) => number, title = 'Comune di Lucca, PEG 2021'): string =>
  stringify(
    [
      [title],
      ['Tipo di voce', 'Numero', 'Codice', 'Titolo', 'Titolo breve', 'Settore'],
      ...bot.plan.items.map((item) => [
        KIND_NAMES[item.kind].it.one,
        numberOf(item),
        item.code,
        item.title,
        item.shortTitle,
        [...new Set(assignmentsOf(bot.plan, item).map(({ department }) => department))].join(';'),
      ]),
    ],
    { delimiter: ';' },
  );

const swapped = ({ kind, number }: Item): number =>
  kind !== 'objective' ? number : number === 24 ? 25 : number === 25 ? 24 : number;

/** Puts a file where Slack keeps them. */
function upload(content: string | Buffer, name = 'peg.csv', size = content.length): void {
  const address = new URL('/files/FPIANO', bot.slack.url).href;
  bot.slack.answer('files.info', () => ({
    ok: true,
    file: { id: FILE, name, size, url_private: address },
  }));
  bot.slack.answer('/files/FPIANO', () => ({
    status: 200,
    headers: { 'content-type': 'text/csv' },
    body: content,
  }));
}

const drop = (by: string, name = 'peg.csv') =>
  bot.event({ ...directMessage(by, ''), subtype: 'file_share', files: [{ id: FILE, name }] });

const lastMessage = (): Json => bot.slack.callsTo('chat.postMessage').at(-1) ?? {};

/** The button of the last report; null where it has none. */
function confirmButton(message: Json): { readonly text: string; readonly value: string } | null {
  const blocks = (message.blocks ?? []) as {
    elements?: { action_id?: string; value: string; text: { text: string } }[];
  }[];
  const found = blocks
    .flatMap(({ elements = [] }) => elements)
    .find(({ action_id: id }) => id === ACTIONS.confirmImport);
  return found ? { text: found.text.text, value: found.value } : null;
}

describe('a plan’s file that the control office drops in the DM', () => {
  it('is compared, and changes nothing until the button is pressed', async () => {
    upload(itemsFile(({ number }) => number).replace('Bicipolitana', 'Bicipolitana lucchese'));
    await drop(controller);
    expect(lastMessage()).toMatchObject({ channel: dmOf(controller), text: 'peg.csv: si può importare.' });
    expect(JSON.stringify(lastMessage())).not.toContain('Il file non dice');
    const button = confirmButton(lastMessage());
    expect(button?.text).toBe('Importa');
    expect((await bot.services.plans.current()).items).toEqual(bot.plan.items);
    await bot.press(ACTIONS.confirmImport, button?.value ?? '', controller);
    expect(bot.slack.responses.at(-1)).toMatchObject({ text: 'peg.csv: importato.', replace_original: true });
    const plan = await bot.services.plans.current();
    expect(plan.items.find(({ kind, number }) => kind === 'objective' && number === 24)?.title).toContain(
      'lucchese',
    );
    expect([plan.people, plan.departments, plan.units]).toEqual([
      bot.plan.people,
      bot.plan.departments,
      bot.plan.units,
    ]);
  });

  it('says whose plan and of which year it takes it for, where the file does not', async () => {
    upload(itemsFile(({ number }) => number, 'Piano degli obiettivi'));
    await drop(controller);
    expect(JSON.stringify(lastMessage())).toContain(
      'Il file non dice di quale ente è né di che anno è: è preso per il piano 2021 del Comune di Lucca, già importato.',
    );
  });

  it('says what would move a report, and moves it along when it is confirmed', async () => {
    const bicipolitana = bot.plan.items.find(({ kind, number }) => kind === 'objective' && number === 24);
    await bot.press(ACTIONS.achieved, `2021/monitoraggio-2021/objective:24|0`, contact);
    upload(itemsFile(swapped));
    await drop(controller);
    expect(JSON.stringify(lastMessage())).toContain('diventa 25: ha 1 aggiornamento');
    const button = confirmButton(lastMessage());
    expect(button?.text).toBe('Importa lo stesso');
    await bot.press(ACTIONS.confirmImport, button?.value ?? '', controller);
    const updates = bot.services.updateStore;
    expect(await updates.versionsOf({ kind: 'objective', number: 25 })).toHaveLength(1);
    expect(await updates.versionsOf({ kind: 'objective', number: 24 })).toEqual([]);
    const moved = (await bot.services.plans.current()).items.find(
      ({ kind, number }) => kind === 'objective' && number === 25,
    );
    expect(moved?.title).toBe(bicipolitana?.title);
  });

  it('is shown again where somebody reported meanwhile', async () => {
    upload(itemsFile(swapped));
    await drop(controller);
    const button = confirmButton(lastMessage());
    await bot.press(ACTIONS.achieved, `2021/monitoraggio-2021/objective:24|0`, contact);
    await bot.press(ACTIONS.confirmImport, button?.value ?? '', controller);
    expect(bot.slack.responses.at(-1)).toMatchObject({
      text: expect.stringContaining('nel frattempo qualcosa è cambiato'),
    });
    expect((await bot.services.plans.current()).items).toEqual(bot.plan.items);
  });

  it('is told every mistake at once, without a button', async () => {
    upload(
      itemsFile(({ number }) => number)
        .replace('obiettivo;1;', 'obbiettivo;1;')
        .replace('obiettivo;2;', 'obiettivo;due;'),
    );
    await drop(controller);
    expect(lastMessage().text).toBe('peg.csv: 2 errori, niente è stato importato.');
    expect(confirmButton(lastMessage())).toBeNull();
  });

  it('is refused where it is another body’s', async () => {
    upload(itemsFile(({ number }) => number, 'Comune di Pisa, PEG 2021'));
    await drop(controller);
    expect(JSON.stringify(lastMessage())).toContain(
      'Il file è di «Comune di Pisa», e qui si serve «Comune di Lucca»',
    );
  });
});

describe('anybody else', () => {
  it('can neither send a plan nor confirm one', async () => {
    upload(itemsFile(swapped));
    await drop(contact);
    expect(lastMessage().text).not.toContain('importare.');
    await bot.press(ACTIONS.confirmImport, `${FILE}|0`, contact);
    await bot.command('/monitoraggio', 'importa', contact);
    expect(bot.slack.callsTo('views.open')).toEqual([]);
    expect((await bot.services.plans.current()).items).toEqual(bot.plan.items);
  });
});

it('/monitoraggio importa asks for the file, and its report comes in the DM', async () => {
  await bot.command('/monitoraggio', 'importa', controller);
  const view = bot.slack.callsTo('views.open')[0]?.view as Json;
  upload(itemsFile(({ number }) => number));
  await bot.submit(view, { file: { file: { files: [{ id: FILE, name: 'peg.csv' }] } } }, controller);
  expect(lastMessage()).toMatchObject({ channel: controller, text: 'peg.csv: si può importare.' });
});

describe('a file that cannot be read is told in one sentence, and nothing is written', async () => {
  const whole = await writeExcelFile([
    { sheet: 'Appunti', data: [[{ type: String, value: 'Ciao' }]] },
  ] as never).toBuffer();
  const named = (from: string, to: string): Buffer =>
    Buffer.from(whole.toString('latin1').replaceAll(from, to), 'latin1');
  const withPassword = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);

  it.each<[name: string, bytes: Buffer, said: string]>([
    ['peg.xlsm', whole, 'un file senza macro'],
    ['peg.xlsx', named('[Content_Types].xml', 'xl/v/vbaProject.bin'), 'un file senza macro'],
    ['peg.xlsx', withPassword, 'una cartella di lavoro senza password'],
    ['peg.xls', withPassword, 'un file .xlsx (questo è di Excel 97 o ha una password'],
    ['peg.xlsx', whole.subarray(0, whole.length - 400), 'una cartella di lavoro intera (il file è rotto'],
    ['peg.xlsx', Buffer.alloc(0), 'un file con dei dati (è vuoto)'],
    ['peg.xlsx', whole, 'una riga con i nomi delle colonne'],
    ['peg.ods', whole, 'una riga con i nomi delle colonne'],
    ['peg.csv', Buffer.from([1, 0, 2, 0, 3]), 'un testo CSV (questo file non è un testo'],
    ['peg.txt', Buffer.from('due righe\ndi appunti\n'), 'una riga con i nomi delle colonne'],
    ['peg.xlsx', Buffer.alloc(0), 'è più grande di 25 MB'],
  ])('%s (%#)', async (name, bytes, sentence) => {
    upload(bytes, name, sentence.startsWith('è più grande') ? 50 * 1024 * 1024 : bytes.length);
    const before = await bot.services.plans.current();
    await drop(controller, name);
    const message = JSON.stringify(lastMessage().blocks);
    expect(message).toContain(sentence);
    expect(message.split(sentence.slice(0, 20))).toHaveLength(2);
    expect(confirmButton(lastMessage())).toBeNull();
    expect(await bot.services.plans.current()).toEqual(before);
  });
});

describe('a plan imported while people answer and report', () => {
  const others = ['ref-uo-3-2', 'ref-uo-3-1', 'ref-uo-5-1', 'ref-uo-5-2'].map(as);

  it('takes nothing away from any of them, nor they from it', async () => {
    bot = await startBot({ questions: 'real' });
    const mine = (account: string) => {
      const person = account.replace(as(''), '');
      const role = bot.plan.roles.find((one) => as(one.person) === account);
      const item = bot.plan.assignments.find(({ kind, unit }) => kind === 'objective' && unit === role?.unit);
      if (!item) throw new Error(`${person} has no objective`);
      return item.number;
    };
    const numbers = others.map(mine);
    upload(itemsFile(({ number }) => number).replace('Bicipolitana', 'Bicipolitana lucchese'));
    await drop(controller);
    const button = confirmButton(lastMessage());
    await Promise.all([
      ...others.map((account, at) =>
        bot.press(ACTIONS.achieved, `2021/monitoraggio-2021/objective:${numbers[at]}|0`, account),
      ),
      ...others.map((account) => bot.event(directMessage(account, 'quanti obiettivi ci sono?'))),
      bot.press(ACTIONS.confirmImport, button?.value ?? '', controller),
    ]);
    // Reports that came between the preview and the button are shown first: nothing is written unseen.
    if (!JSON.stringify(bot.slack.responses).includes('peg.csv: importato.')) {
      await drop(controller);
      await bot.press(ACTIONS.confirmImport, confirmButton(lastMessage())?.value ?? '', controller);
    }
    const answers = bot.slack
      .callsTo('chat.postMessage')
      .filter(({ text }) => String(text).includes('69 obiettivi, 2021'));
    expect(answers).toHaveLength(others.length);
    for (const number of numbers)
      expect(await bot.services.updateStore.versionsOf({ kind: 'objective', number })).toHaveLength(1);
    const plan = await bot.services.plans.current();
    expect(plan.items.find(({ kind, number }) => kind === 'objective' && number === 24)?.title).toContain(
      'lucchese',
    );
    expect(plan.items).toHaveLength(bot.plan.items.length);
  });
});
