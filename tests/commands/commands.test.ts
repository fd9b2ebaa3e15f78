import { readFileSync } from 'node:fs';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { exampleNames } from '../../src/bot/ask/help-examples.ts';
import { suggestedPrompts } from '../../src/bot/ask/suggested-prompts.ts';
import { COMMANDS } from '../../src/commands/index.ts';
import { ROLES } from '../../src/words/roles.ts';
import { STRANGER } from '../support/fake-slack.ts';
import { luccaPlan } from '../support/plan.ts';
import { as, type Bot, CHANNEL, startBot } from '../support/slack.ts';

const MANIFEST = JSON.parse(readFileSync(new URL('../../manifest.json', import.meta.url), 'utf8'));

let bot: Bot;
beforeAll(async () => {
  bot = await startBot({ questions: 'real' });
});
beforeEach(() => bot.slack.forget());

const contact = as('ref-uo-3-2');
/** Runs a command and gives back the one reply that its author sees. */
async function run(name: string, text: string, by = contact): Promise<Readonly<Record<string, unknown>>> {
  const acknowledged = await bot.command(name, text, by);
  expect(acknowledged).toEqual({ status: 200, body: '' });
  expect(bot.slack.responses).toHaveLength(1);
  const [reply] = bot.slack.responses;
  return reply ?? {};
}

describe('help', () => {
  it.each(COMMANDS.map(({ name }) => name))(
    '%s aiuto explains the command and names the others',
    async (name) => {
      const command = COMMANDS.find((candidate) => candidate.name === name);
      const said = JSON.stringify(await run(name, 'aiuto'));
      for (const example of command?.help.examples(exampleNames(luccaPlan())) ?? [])
        expect(said).toContain(example);
      for (const other of COMMANDS) expect(said).toContain(other.name);
    },
  );

  it.each(['AIUTO', ' aiuto ', 'help', '?'])('is given for «%s» too', async (text) => {
    expect(JSON.stringify(await run('/costi', text))).toContain('Costi ed entrate');
  });

  it('is given to an account that the plan does not know', async () => {
    expect(JSON.stringify(await run('/aggiorna', 'aiuto', STRANGER))).toContain('/aggiorna');
  });
});

describe('a question by command', () => {
  it.each([
    ['/chiedi', 'quanto costa il personale dell’obiettivo 24?', 'Bicipolitana'],
    ['/costi', 'obiettivo 24', 'Bicipolitana'],
    ['/obiettivi', 'obiettivo 24', 'Bicipolitana'],
    ['/scadenze', 'obiettivo 24', 'Bicipolitana'],
  ])('%s %s is answered privately from the plan, with its source', async (name, text, words) => {
    const reply = await run(name, text);
    expect(reply).toMatchObject({ response_type: 'ephemeral' });
    expect(String(reply.text)).toContain(words);
    expect(JSON.stringify(reply)).toContain('Fonte:');
  });

  it('gives the figure of the plan', async () => {
    const lines = bot.plan.costLines.filter(({ kind, number }) => kind === 'objective' && number === 24);
    const cents = lines.reduce((sum, { personnel }) => sum + (personnel ?? 0), 0);
    const euro = new Intl.NumberFormat('it-IT', { minimumFractionDigits: 2, useGrouping: 'always' as never });
    expect(String((await run('/chiedi', 'costo del personale dell’obiettivo 24')).text)).toContain(
      euro.format(cents / 100),
    );
  });

  it.each([
    ['/costi', 'settore 5', 'banana'],
    ['/costi', 'obiettivo 24', 'solo il liquidato'],
    ['/scadenze', '24', 'mele e pere'],
    ['/obiettivi', 'settore 5', 'quelli'],
  ])('%s %s, then %s: nothing of the first is in the second', async (name, first, then) => {
    await run(name, first);
    bot.slack.forget();
    const said = String((await run(name, then)).text);
    expect(said).not.toMatch(/647\.096,98|Bicipolitana|U\.O\.5/);
  });

  it.each([
    ['/costi', 'banana'],
    ['/scadenze', 'mele e pere'],
    ['/obiettivi', 'pippo'],
  ])('%s says which argument it did not understand: %s', async (name, text) => {
    expect(String((await run(name, text)).text)).toMatch(new RegExp(`^Non ho capito «${text}»\\.`));
  });

  it.each([
    ['/obiettivi', '24', 'L’obiettivo 24 «Bicipolitana»'],
    ['/costi', '24', 'L’obiettivo 24 «Bicipolitana»'],
    ['/scadenze', '24', 'L’obiettivo 24 «Bicipolitana»'],
    ['/obiettivi', '24 storia', 'Obiettivo 24 –'],
  ])('%s %s is of the objective, and leads to the process', async (name, text, words) => {
    const reply = await run(name, text);
    expect(String(reply.text)).toContain(words);
    const buttons = JSON.stringify((reply.blocks as readonly unknown[]).slice(1));
    expect(buttons).toContain('Processo 24');
  });

  it('gives dates for «/scadenze mie», and for a phase and a document of the cycle', async () => {
    for (const [text, date] of [
      ['mie', '31/12/2021'],
      ['monitoraggio', '30/09/2021'],
      ['relazione sulla performance', '31/05/2022'],
    ] as const) {
      bot.slack.forget();
      expect(JSON.stringify(await run('/scadenze', text))).toContain(date);
    }
  });

  it('gives costs after /costi, whatever else there is about the words', async () => {
    expect(String((await run('/costi', 'nidi')).text)).toContain('219.647,17');
  });

  it('reads past markup, addresses and emoji', async () => {
    const text = '<https://x.example/9|settore 5> :eyes: https://x.example/obiettivi/24';
    expect(String((await run('/costi', text)).text)).toContain('647.096,98');
  });

  it.each(['/chiedi', '/costi', '/obiettivi', '/scadenze'])(
    '%s says something useful when nothing is asked',
    async (name) => {
      expect(String((await run(name, '')).text).length).toBeGreaterThan(20);
    },
  );

  it.each([
    ['/costi', 'xyzzy plugh'],
    ['/obiettivi', '999'],
    ['/chiedi', 'che tempo fa domani?'],
    ['/scadenze', '🙂🙂🙂'],
    ['/chiedi', 'a'.repeat(4_000)],
    ['/chiedi', '<!channel> & <script>'],
  ])('%s says plainly what it does not know: %s', async (name, text) => {
    const said = String((await run(name, text)).text);
    expect(said).not.toMatch(/Qualcosa non ha funzionato|undefined|null|<!channel>/);
    expect(said.length).toBeGreaterThan(10);
  });

  it('is answered to an account that the plan does not know', async () => {
    expect(String((await run('/costi', 'obiettivo 24', STRANGER)).text)).toContain('Bicipolitana');
  });

  it('is answered in one’s own conversation where Slack no longer takes it where it was asked', async () => {
    bot.slack.responseStatus(404);
    await bot.command('/costi', '24', contact);
    bot.slack.responseStatus(200);
    const [message, ...more] = bot.slack.callsTo('chat.postMessage');
    expect(more).toEqual([]);
    expect(message).toMatchObject({ channel: contact, text: expect.stringContaining('26.039,41') });
  });

  it('is kept apart by command, place and person', async () => {
    await run('/chiedi', 'quanto costa il personale dell’obiettivo 24?');
    const keys = await bot.db.selectFrom('conversation').select('key').execute();
    expect(keys).toContainEqual({ key: `command:/chiedi:${CHANNEL}:${contact}` });
  });
});

describe('a question that the bot itself suggests', () => {
  const roles = ROLES.map((role) => ({
    person: 'dir-settore-3',
    role,
    department: 'Settore 3',
    unit: 'U.O.3.2',
  }));
  const suggested = new Set([
    ...[...roles.map((role) => [role]), []]
      .flatMap((some) => suggestedPrompts(some, luccaPlan()))
      .map(({ message }) => message),
    ...(MANIFEST.features.agent_view.suggested_prompts as { message: string }[]).map(
      ({ message }) => message,
    ),
  ]);

  it.each([...suggested])('is answered: «%s»', async (question) => {
    const asking = { conversation: `dm:${question}`, asker: { person: 'dir-settore-3', roles } };
    expect((await bot.services.questions.ask(question, asking)).answer.kind).toBe('answer');
  });
});

describe('/monitoraggio', () => {
  it('shows how far the open phase is', async () => {
    const reply = await run('/monitoraggio', '');
    expect(String(reply.text)).toContain('Sono arrivati 0 aggiornamenti su 130: ne mancano 130.');
  });

  it('says what may follow it, for anything else', async () => {
    expect(String((await run('/monitoraggio', 'settore 5')).text)).toMatch(/^Non ho capito «settore 5»\./);
  });

  it('shows reported answers to the control office only', async () => {
    expect(String((await run('/monitoraggio', 'segnalazioni')).text)).toMatch(/^Questo è riservato a: /);
    bot.slack.forget();
    const reply = await run('/monitoraggio', 'Segnalazioni', as('controllo'));
    expect(String(reply.text)).toContain('Risposte giudicate utili');
  });
});
