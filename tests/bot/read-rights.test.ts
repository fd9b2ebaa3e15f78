import { beforeAll, expect, it } from 'vitest';
import { ACTIONS } from '../../src/bot/kit/ids.ts';
import { STRANGER } from '../support/fake-slack.ts';
import { as, type Bot, CHANNEL, directMessage, mention, startBot } from '../support/slack.ts';
import { formValues } from '../support/updates.ts';

/*
 * What is typed reads no more than what is pressed: what a unit writes to its head and the control office before it is
 * approved is told to nobody else, however it is asked for.
 */

const SECRET = 'SEGRETO';
/** What was reported and not approved, words or figure. */
const REPORTED = /SEGRETO|60 %/;
const WORKING = {
  contact: as('ref-uo-3-2'),
  head: as('dir-settore-3'),
  controller: as('controllo'),
  evaluator: as('nucleo'),
};
const OTHERS = {
  otherContact: as('ref-uo-5-3'),
  otherHead: as('dir-settore-5'),
  staff: as('dipendente'),
  outsider: STRANGER,
};

const QUESTIONS = [
  'note dell’obiettivo 24',
  'criticità dell’obiettivo 24',
  'quali criticità ha segnalato la U.O. 3.2?',
  'quali sono le criticità segnalate?',
  'a che punto è l’obiettivo 24?',
  'come sta andando l’obiettivo 24 secondo l’ultimo aggiornamento?',
  'ultimo aggiornamento dell’obiettivo 24',
  'che cosa ha scritto il referente della U.O. 3.2 sull’obiettivo 24?',
  'azioni correttive dell’obiettivo 24',
  'documenti allegati all’obiettivo 24',
  'storia dell’obiettivo 24',
  'scheda dell’obiettivo 24',
  'dimmi tutto dell’obiettivo 24',
  'perché l’obiettivo 24 è in fase?',
  'quali aggiornamenti aspettano l’approvazione?',
  'chi ha risposto oggi?',
  'che cosa è arrivato oggi?',
  'obiettivi restituiti e perché',
  'motivo della restituzione dell’obiettivo 24',
  'obiettivi con criticità',
];

let bot: Bot;
beforeAll(async () => {
  bot = await startBot({ questions: 'real' });
  await bot.command('/aggiorna', '24', WORKING.contact);
  const form = bot.slack.callsTo('views.open')[0]?.view as Record<string, unknown>;
  await bot.submit(
    form,
    formValues({
      state: 'in_progress',
      percent: '60',
      note: `${SECRET} nota`,
      criticalPoints: `${SECRET} critico`,
      correctiveActions: `${SECRET} azione; ufficio gare; 30/10/2021`,
      evidence: `https://lucca.example/${SECRET}`,
    }),
    WORKING.contact,
  );
  expect((await bot.services.updateStore.versionsOfPhase('monitoraggio-2021')).length).toBe(1);
});

const buttonValue = (blocks: unknown, action: string): string =>
  new RegExp(`"action_id":"${action}","value":"((?:[^"\\\\]|\\\\.)*)"`)
    .exec(JSON.stringify(blocks))?.[1]
    ?.replaceAll('\\"', '"') ?? '';

let sent = 0;
async function asking(how: 'DM' | 'command' | 'mention', question: string, by: string): Promise<string> {
  bot.slack.forget();
  sent += 1;
  const ts = `16311${String(sent).padStart(5, '0')}.000100`;
  if (how === 'DM') await bot.event(directMessage(by, question, ts));
  if (how === 'command') await bot.command('/chiedi', question, by);
  if (how === 'mention') await bot.event({ ...mention(by, question), ts });
  return JSON.stringify([bot.slack.responses, bot.slack.callsTo('chat.postMessage')]);
}

it.each(Object.entries(OTHERS))('%s reads none of it, in private or by command', async (_, by) => {
  for (const question of QUESTIONS) {
    expect(await asking('DM', question, by), question).not.toContain(SECRET);
    expect(await asking('command', question, by), question).not.toContain(SECRET);
  }
});

it('an account of no plan is told nothing of how the phase goes', async () => {
  for (const question of QUESTIONS)
    expect(await asking('DM', question, STRANGER), question).not.toMatch(/60 %|in fase \(/);
});

it.each(Object.entries(WORKING))('%s, who works on it, reads it in private', async (_, by) => {
  for (const how of ['DM', 'command'] as const)
    expect(await asking(how, 'criticità dell’obiettivo 24', by)).toContain(`${SECRET} critico`);
});

it.each(Object.entries(WORKING))('%s has nothing of it told where others read along', async (_, by) => {
  for (const question of QUESTIONS)
    expect(await asking('mention', question, by), question).not.toMatch(REPORTED);
  expect(await asking('mention', 'criticità dell’obiettivo 24', by)).toContain('leggono anche altri');
});

it('what was asked in private is shared into a channel without it', async () => {
  for (const question of ['criticità dell’obiettivo 24', 'a che punto è l’obiettivo 24?']) {
    expect(await asking('command', question, WORKING.contact)).toMatch(REPORTED);
    const [id] = /[0-9a-f-]{36}/.exec(JSON.stringify(bot.slack.responses)) ?? [''];
    bot.slack.forget();
    await bot.press(ACTIONS.shareAnswer, id, WORKING.contact, { in: 'ephemeral', channel: 'CGENERALE' });
    const shared = JSON.stringify(bot.slack.responses);
    expect(shared).toContain('in_channel');
    expect(shared).not.toMatch(REPORTED);
  }
});

it('a report by mention is asked about without what was reported before', async () => {
  for (const report of ['il 24 è al 40 %', 'il 24 è invariato'])
    expect(await asking('mention', report, WORKING.contact)).not.toMatch(REPORTED);
  expect(await asking('DM', 'il 24 è al 40 %', WORKING.contact)).toContain('Prima: in fase, 60 %.');
});

it('a report confirmed, and taken back, where others read along says nothing of how it was before', async () => {
  await asking('mention', 'il 24 è invariato', WORKING.contact);
  const value = buttonValue(bot.slack.messages.at(-1)?.args.blocks, ACTIONS.confirmIntent);
  const place = { in: 'message', channel: CHANNEL } as const;
  bot.slack.forget();
  await bot.press(ACTIONS.confirmIntent, value, WORKING.contact, place);
  expect(JSON.stringify(bot.slack.responses)).toContain('Bicipolitana: nessuna variazione.');
  expect(JSON.stringify(bot.slack.responses)).not.toMatch(REPORTED);
  const taken = buttonValue(bot.slack.responses.at(-1)?.blocks, ACTIONS.cancelUpdate);
  bot.slack.forget();
  await bot.press(ACTIONS.cancelUpdate, taken, WORKING.contact, place);
  expect(JSON.stringify(bot.slack.responses)).toContain('Annullato: obiettivo 24. ');
});

it('is told in a channel once it is approved', async () => {
  const [version] = await bot.services.updateStore.versionsOfPhase('monitoraggio-2021');
  await bot.press(ACTIONS.approve, `2021//${version?.id}`, WORKING.head);
  expect(await asking('mention', 'criticità dell’obiettivo 24', OTHERS.staff)).toContain(`${SECRET} critico`);
});
