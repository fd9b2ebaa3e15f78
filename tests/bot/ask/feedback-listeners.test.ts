import { beforeEach, describe, expect, it } from 'vitest';
import { ACTIONS } from '../../../src/bot/kit/ids.ts';
import { STRANGER } from '../../support/fake-slack.ts';
import { as, type Bot, CHANNEL, startBot } from '../../support/slack.ts';

type Json = Readonly<Record<string, unknown>>;

const contact = as('ref-uo-3-2');
let bot: Bot;
let answerId: string;
beforeEach(async () => {
  bot = await startBot();
  const asking = { conversation: `command:${CHANNEL}:${contact}`, asker: null };
  answerId = (await bot.questions.ask('quanto costa <il> 24?', asking)).id;
});

const kept = () => bot.db.selectFrom('feedback').selectAll().orderBy('person', 'desc').execute();
const openedForm = () => bot.slack.callsTo('views.open')[0]?.view as Json | undefined;
const comment = (text: string | null): Json => ({ comment: { comment: { value: text } } });

describe('an answer that is rated', () => {
  it('useful is kept, and nothing opens', async () => {
    await bot.press(ACTIONS.rateAnswer, `good|${answerId}`, contact);
    expect(await kept()).toEqual([
      expect.objectContaining({ answer_id: answerId, person: 'ref-uo-3-2', rating: 'good', comment: null }),
    ]);
    expect(openedForm()).toBeUndefined();
  });

  it('wrong is kept, and asks what is wrong', async () => {
    await bot.press(ACTIONS.rateAnswer, `bad|${answerId}`, contact);
    expect(await kept()).toEqual([expect.objectContaining({ rating: 'bad' })]);
    expect(JSON.parse(String(openedForm()?.private_metadata))).toEqual({ answerId });
    expect(JSON.stringify(openedForm())).toContain('Domanda: quanto costa <il> 24?');
  });

  it('once by each person: the newest opinion counts', async () => {
    await bot.press(ACTIONS.rateAnswer, `bad|${answerId}`, contact);
    await bot.press(ACTIONS.rateAnswer, `good|${answerId}`, contact);
    await bot.press(ACTIONS.rateAnswer, `good|${answerId}`, STRANGER);
    expect((await kept()).map(({ person, rating }) => [person, rating])).toEqual([
      ['ref-uo-3-2', 'good'],
      [STRANGER, 'good'],
    ]);
  });

  it.each(['', 'good', 'good|', 'perfect|x', 'bad|no-such-answer'])(
    'with the forged value «%s» keeps nothing',
    async (value) => {
      expect((await bot.press(ACTIONS.rateAnswer, value, contact)).status).toBe(200);
      expect(await kept()).toEqual([]);
    },
  );
});

describe('a report', () => {
  it('keeps its words, for the control office to read', async () => {
    await bot.press(ACTIONS.rateAnswer, `bad|${answerId}`, contact);
    const sent = await bot.submit(openedForm() ?? {}, comment(' La cifra è del 2020 <b> '), contact);
    expect(sent).toEqual({ status: 200, body: '' });
    await bot.command('/monitoraggio', 'segnalazioni', as('controllo'));
    const shown = JSON.stringify(bot.slack.responses[0]);
    expect(shown).toContain('Segnalazione: La cifra è del 2020 &lt;b&gt;');
    expect(shown).toContain('quanto costa &lt;il&gt; 24?');
  });

  it('of an answer that does not exist is refused in the modal', async () => {
    const view = {
      type: 'modal',
      callback_id: 'answer.report-form',
      private_metadata: '{"answerId":"none"}',
    };
    const { body } = await bot.submit(view, comment('x'), contact);
    expect(JSON.parse(body)).toMatchObject({ response_action: 'update' });
    expect(await kept()).toEqual([]);
  });
});
