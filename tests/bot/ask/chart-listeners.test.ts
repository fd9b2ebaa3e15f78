import { beforeEach, describe, expect, it } from 'vitest';
import { ACTIONS, CHART_ACTIONS } from '../../../src/bot/kit/ids.ts';
import { dmOf } from '../../support/fake-slack.ts';
import { as, type Bot, directMessage, startBot } from '../../support/slack.ts';

type Json = Readonly<Record<string, unknown>>;

const contact = as('ref-uo-3-2');
let bot: Bot;

beforeEach(async () => {
  bot = await startBot({ questions: 'real' });
  takeUploads();
});

/** Slack takes the file in, and looks at it for a moment. */
function takeUploads(): void {
  bot.slack.answer('files.getUploadURLExternal', () => ({
    ok: true,
    upload_url: `${bot.slack.url}upload`,
    file_id: 'FGRAFICO',
  }));
  bot.slack.answer('files.completeUploadExternal', () => ({ ok: true, files: [{ id: 'FGRAFICO' }] }));
  bot.slack.answer('files.info', () => ({ ok: true, file: { id: 'FGRAFICO', mimetype: 'image/png' } }));
}

const refuseUploads = (): void =>
  bot.slack.answer('files.getUploadURLExternal', () => ({ ok: false, error: 'file_uploads_disabled' }));

const posted = () => bot.slack.callsTo('chat.postMessage');
const blocksOf = (message: Json | undefined): readonly Json[] => (message?.blocks ?? []) as Json[];
const ofType = (message: Json | undefined, type: string): readonly Json[] =>
  blocksOf(message).filter((block) => block.type === type);
const buttonsOf = (message: Json | undefined): readonly Json[] =>
  ofType(message, 'actions').flatMap(({ elements }) => elements as Json[]);
const buttonOf = (message: Json | undefined, action: string): Json | undefined =>
  buttonsOf(message).find((one) => one.action_id === action);

describe('a question that wants a picture', () => {
  it('is answered with one, its figures in words, and the same answer as without', async () => {
    await bot.event(directMessage(contact, 'mostrami un grafico dei costi per settore'));
    expect(posted()).toHaveLength(1);
    const [message] = posted();
    const [image] = ofType(message, 'image');
    expect(image).toMatchObject({
      slack_file: { id: 'FGRAFICO' },
      alt_text: expect.stringContaining('Settore 9, liquidato: 471.525,37 €'),
    });
    expect(String(image?.alt_text)).toMatch(/^Settore 4 al primo posto con 7\.506\.492,83 €/);
    expect(String(message?.text)).toContain('costo del personale 14.341.192,66 €');
    expect(ofType(message, 'data_table')).toHaveLength(1);
    // The file is shared by the message alone.
    expect(bot.slack.callsTo('files.completeUploadExternal')[0]).not.toHaveProperty('channel_id');
    expect(buttonOf(message, ACTIONS.showChart)).toBeUndefined();
  });

  it('is answered once though Slack delivers it twice', async () => {
    const event = directMessage(contact, 'grafico degli obiettivi per settore');
    await Promise.all([bot.event(event), bot.event(event, { 'x-slack-retry-num': '1' })]);
    expect(posted()).toHaveLength(1);
    expect(bot.slack.callsTo('files.completeUploadExternal')).toHaveLength(1);
  });

  it('is answered in words where the picture cannot be uploaded', async () => {
    refuseUploads();
    await bot.event(directMessage(contact, 'grafico dei costi per settore'));
    const [message] = posted();
    expect(ofType(message, 'image')).toEqual([]);
    expect(ofType(message, 'data_table')).toHaveLength(1);
    expect(buttonOf(message, ACTIONS.showChart)).toBeDefined();
    expect(bot.logs.some(({ msg }) => String(msg).includes('told in words'))).toBe(true);
  });

  it('goes out without the picture where Slack does not take it after all', async () => {
    let isTaken = false;
    bot.slack.answer('chat.postMessage', ({ blocks }) => {
      isTaken = !JSON.stringify(blocks).includes('slack_file');
      return isTaken ? { ok: true, ts: '1631100009.000001' } : { ok: false, error: 'invalid_blocks' };
    });
    await bot.event(directMessage(contact, 'grafico dei costi per settore'));
    expect(posted()).toHaveLength(2);
    expect(isTaken).toBe(true);
    expect(ofType(posted()[1], 'data_table')).toHaveLength(1);
  });

  it.each([
    ['/chiedi', 'grafico dei costi per settore'],
    ['/monitoraggio', 'grafici costi'],
  ])(
    '%s is answered where it was given without the picture, where Slack does not take it there',
    async (...command) => {
      bot.slack.responseStatus((message) => (JSON.stringify(message).includes('slack_file') ? 400 : 200));
      await bot.command(...command, contact);
      const [refused, taken, ...more] = bot.slack.responses;
      expect(ofType(refused, 'image')).toHaveLength(1);
      expect(ofType(taken, 'image')).toEqual([]);
      expect(ofType(taken, 'data_table')).toHaveLength(1);
      expect(more).toEqual([]);
      expect(posted()).toEqual([]);
    },
  );

  it('of what holds one figure says why there is none', async () => {
    await bot.event(directMessage(contact, 'grafico di quando scade il PIAO'));
    const [message] = posted();
    expect(ofType(message, 'image')).toEqual([]);
    expect(bot.slack.callsTo('files.getUploadURLExternal')).toEqual([]);
    expect(String(message?.text)).toMatch(/grafico/);
  });

  it('goes on from the last answer', async () => {
    await bot.event(directMessage(contact, 'costi per settore', '1631100000.000001'));
    await bot.event(directMessage(contact, 'me lo fai vedere in un grafico?', '1631100000.000002'));
    await bot.event(directMessage(contact, 'e il grafico?', '1631100000.000003'));
    expect(ofType(posted()[0], 'image')).toEqual([]);
    expect(ofType(posted()[2], 'image')).toHaveLength(1);
  });
});

describe('the button «Grafico»', () => {
  const press = async (question: string) => {
    await bot.event(directMessage(contact, question));
    const button = buttonOf(posted()[0], ACTIONS.showChart);
    bot.slack.forget();
    await bot.press(ACTIONS.showChart, String(button?.value), contact, {
      in: 'message',
      channel: dmOf(contact),
    });
    return posted();
  };

  it('shows the figures of its answer where it is', async () => {
    const [message] = await press('costi per settore');
    expect(message).toMatchObject({ channel: dmOf(contact) });
    expect(ofType(message, 'image')).toHaveLength(1);
    expect(String(message?.text)).toContain('7.506.492,83 €');
  });

  it('shows them as a table where there can be no picture', async () => {
    refuseUploads();
    const [message] = await press('costi per settore');
    expect(ofType(message, 'image')).toEqual([]);
    expect(JSON.stringify(ofType(message, 'data_table'))).toContain('881.241,22 €');
    expect(JSON.stringify(blocksOf(message))).toContain('Il grafico non si è potuto inviare');
  });

  it('is not under one figure', async () => {
    await bot.event(directMessage(contact, 'quanto costa l’obiettivo 24?'));
    expect(buttonOf(posted()[0], ACTIONS.showChart)).toBeUndefined();
  });
});

describe('/monitoraggio grafici', () => {
  it('offers what the plan has figures for, and nothing else', async () => {
    await bot.command('/monitoraggio', 'grafici', as('controllo'));
    const [reply] = bot.slack.responses;
    const labels = buttonsOf(reply).map(({ text }) => (text as Json).text);
    expect(labels).toContain('Costi per settore');
    expect(labels).toContain('Arrivi nel tempo');
    // Lucca's plan declares no milestones, and has one year.
    expect(labels).not.toContain('Fasi degli obiettivi');
    expect(labels).not.toContain('Andamento negli anni');
  });

  it('draws the one that is named, privately', async () => {
    await bot.command('/monitoraggio', 'grafici stato della fase', as('controllo'));
    const [reply] = bot.slack.responses;
    expect(reply).toMatchObject({ response_type: 'ephemeral' });
    expect(JSON.stringify(ofType(reply, 'image'))).toMatch(/mancanti: \d+/);
  });

  it('draws the one whose button is pressed', async () => {
    await bot.press(CHART_ACTIONS[0] ?? '', 'goals', as('controllo'), { in: 'ephemeral' });
    expect(JSON.stringify(ofType(bot.slack.responses.at(-1), 'image'))).toContain('Goal 11');
  });

  it('says what there is of a name that it does not know', async () => {
    await bot.command('/monitoraggio', 'grafici della luna', as('controllo'));
    expect(JSON.stringify(bot.slack.responses)).toContain('I grafici di questo piano: Stato della fase');
  });
});
