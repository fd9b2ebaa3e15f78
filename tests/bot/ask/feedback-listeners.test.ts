import { beforeEach, describe, expect, it } from 'vitest';
import { ACTIONS, FOLLOW_UP_ACTIONS } from '../../../src/bot/kit/ids.ts';
import { dmOf, STRANGER } from '../../support/fake-slack.ts';
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

  it('wrong is asked what is wrong, and until that is sent the opinion of before stands', async () => {
    await bot.press(ACTIONS.rateAnswer, `good|${answerId}`, contact);
    await bot.press(ACTIONS.rateAnswer, `bad|${answerId}`, contact);
    expect(await kept()).toEqual([expect.objectContaining({ rating: 'good' })]);
    expect(JSON.parse(String(openedForm()?.private_metadata))).toEqual({
      answerId,
      channel: dmOf(contact),
    });
    expect(JSON.stringify(openedForm())).toContain('Domanda: quanto costa <il> 24?');
  });

  it('once by each person: the newest opinion counts', async () => {
    await bot.press(ACTIONS.rateAnswer, `bad|${answerId}`, contact);
    await bot.submit(openedForm() ?? {}, comment(null), contact);
    expect((await kept()).map(({ rating }) => rating)).toEqual(['bad']);
    await bot.press(ACTIONS.rateAnswer, `good|${answerId}`, contact);
    expect((await kept()).map(({ person, rating }) => [person, rating])).toEqual([['ref-uo-3-2', 'good']]);
  });

  it('by all who read it, where it was shared', async () => {
    await bot.press(ACTIONS.shareAnswer, answerId, contact, { in: 'ephemeral', channel: CHANNEL });
    const [, shared] = /good\|([\w-]+)/.exec(JSON.stringify(bot.slack.responses[0])) ?? [];
    expect(shared).not.toBe(answerId);
    for (const reader of [as('ref-uo-1-4'), STRANGER])
      await bot.press(ACTIONS.rateAnswer, `good|${shared}`, reader, { in: 'message', channel: CHANNEL });
    expect((await kept()).map(({ person }) => person).sort()).toEqual([STRANGER, 'ref-uo-1-4'].sort());
  });

  it.each(['', 'good', 'good|', 'perfect|x', 'bad|no-such-answer'])(
    'with the forged value «%s» keeps nothing',
    async (value) => {
      expect((await bot.press(ACTIONS.rateAnswer, value, contact)).status).toBe(200);
      expect(await kept()).toEqual([]);
    },
  );
});

describe('an answer that somebody else got', () => {
  const others = [as('ref-uo-1-4'), as('dir-settore-3'), as('controllo'), STRANGER];

  it.each([
    [ACTIONS.rateAnswer, (id: string) => `bad|${id}`],
    [ACTIONS.showProof, (id: string) => id],
    [ACTIONS.shareAnswer, (id: string) => id],
    [FOLLOW_UP_ACTIONS[0] ?? '', (id: string) => `${id}|0`],
  ])('is not theirs for «%s», wherever it is pressed', async (action, value) => {
    const inPrivate = await bot.questions.ask('quanto costa il 25?', {
      conversation: `dm:${dmOf(contact)}`,
      asker: { person: 'ref-uo-3-2', roles: [] },
    });
    for (const by of others)
      for (const id of [answerId, inPrivate.id])
        for (const channel of [dmOf(by), dmOf(contact), CHANNEL])
          await bot.press(action, value(id), by, { in: 'message', channel });
    expect(await kept()).toEqual([]);
    expect(bot.slack.callsTo('views.open')).toEqual([]);
    expect(new Set(bot.slack.responses.map(({ text }) => text))).toEqual(
      new Set(['Questa risposta non è stata data a te: per averla, fai la domanda.']),
    );
  });

  it('is not reported by writing its id into the form of another', async () => {
    await bot.press(ACTIONS.rateAnswer, `bad|${answerId}`, contact);
    for (const by of others) await bot.submit(openedForm() ?? {}, comment('x'), by);
    expect(await kept()).toEqual([]);
  });
});

describe('a report', () => {
  it('keeps its words, for the control office to read', async () => {
    await bot.press(ACTIONS.rateAnswer, `bad|${answerId}`, contact);
    const sent = await bot.submit(openedForm() ?? {}, comment(' La cifra è del 2020 <b> '), contact);
    expect(sent).toEqual({ status: 200, body: '' });
    const thanks = bot.slack.callsTo('chat.postMessage').at(-1);
    expect(thanks).toMatchObject({ channel: contact });
    expect(thanks?.text).toContain(
      'Grazie della segnalazione sulla risposta a «quanto costa &lt;il&gt; 24?»',
    );
    await bot.command('/monitoraggio', 'segnalazioni', as('controllo'));
    const shown = JSON.stringify(bot.slack.responses[0]);
    expect(shown).toContain('Segnalazione: La cifra è del 2020 &lt;b&gt;');
    expect(shown).toContain('quanto costa &lt;il&gt; 24?');
  });

  it('is answered once by the control office, and its author reads what came of it', async () => {
    const controller = as('controllo');
    for (const by of [contact, STRANGER]) {
      const asking = { conversation: `command:${CHANNEL}:${by}`, asker: null };
      const { id } = await bot.questions.ask('quanto costa il 25?', asking);
      await bot.press(ACTIONS.rateAnswer, `bad|${id}`, by);
      await bot.submit((bot.slack.callsTo('views.open').at(-1)?.view as Json) ?? {}, comment('x'), by);
      await bot.command('/monitoraggio', 'segnalazioni', controller);
      const author = by === contact ? 'ref-uo-3-2' : STRANGER;
      expect(JSON.stringify(bot.slack.responses.at(-1))).toContain(`"value":"${id}|${author}"`);
      await bot.press(ACTIONS.answerReport, `${id}|${author}`, controller);
      const view = bot.slack.callsTo('views.open').at(-1)?.view as Json;
      const outcome = (text: string | null): Json => ({ outcome: { outcome: { value: text } } });
      expect((await bot.submit(view, outcome(' '), controller)).body).toContain(
        'Scrivi che cosa ne è stato.',
      );
      expect(await bot.submit(view, outcome('Corretto: era del 2020'), controller)).toEqual({
        status: 200,
        body: '',
      });
      expect((await bot.submit(view, outcome('Di nuovo'), controller)).body).toContain('è già stato deciso');
      const told = bot.slack.messages
        .filter(({ channel }) => channel === dmOf(by))
        .map(({ args }) => args.text)
        .filter((text) => !String(text).startsWith('Grazie'));
      expect(told).toEqual([
        'Hai segnalato la risposta a «quanto costa il 25?»; l’ufficio controllo risponde: «Corretto: era del 2020»',
      ]);
    }
    await bot.command('/monitoraggio', 'segnalazioni', controller);
    expect(JSON.stringify(bot.slack.responses.at(-1))).toContain('Risposta: Corretto: era del 2020');
  });

  it('of an answer that does not exist is refused in the modal', async () => {
    const view = {
      type: 'modal',
      callback_id: 'answer.report-form',
      private_metadata: '{"answerId":"none","channel":"C1"}',
    };
    const { body } = await bot.submit(view, comment('x'), contact);
    expect(JSON.parse(body)).toMatchObject({ response_action: 'update' });
    expect(await kept()).toEqual([]);
  });
});
