import { beforeEach, describe, expect, it } from 'vitest';
import { STRANGER } from '../support/fake-slack.ts';
import { as, type Bot, startBot } from '../support/slack.ts';

let bot: Bot;
beforeEach(async () => {
  bot = await startBot();
});

const type = (text: string, by: string) => bot.command('/aggiorna', text, by);
const reply = () => bot.slack.responses[0];
const formTitle = () =>
  (bot.slack.callsTo('views.open')[0]?.view as { title: { text: string } } | undefined)?.title.text;
const offered = (): string[] =>
  [
    ...JSON.stringify(reply()).matchAll(
      /"value":"2021\/monitoraggio-2021\/((?:objective|process|indicator):\d+)"/g,
    ),
  ].map(([, ref]) => ref ?? '');

describe('/aggiorna with an item', () => {
  it.each([
    ['24', 'Aggiorna obiettivo 24'],
    ['obiettivo 24', 'Aggiorna obiettivo 24'],
    ['28.4', 'Aggiorna obiettivo 24'],
    ['38', 'Aggiorna processo 38'],
    ['proc. n. 38', 'Aggiorna processo 38'],
    ['la bicipolitana', 'Aggiorna obiettivo 24'],
  ])('«%s» opens the form of the one that the contact may update', async (text, title) => {
    await type(text, as('ref-uo-3-2'));
    expect(formTitle()).toBe(title);
    expect(bot.slack.responses).toEqual([]);
  });

  it('opens the objective and leads to the process, when the number means two and both are theirs', async () => {
    await type('24', as('controllo'));
    expect(formTitle()).toBe('Aggiorna obiettivo 24');
    expect(reply()).toMatchObject({ response_type: 'ephemeral' });
    expect(reply()?.text).toContain('Ho aperto l’obiettivo 24. Lo stesso numero è anche di:');
    expect(offered()).toEqual(['process:24']);
  });

  it('asks which one of two items with the same code', async () => {
    await type('12.1.1', as('controllo'));
    expect(offered()).toEqual(['objective:5', 'objective:69']);
  });

  it('leads only to what one may update, for a contact with two items of one number', async () => {
    await type('8', as('ref-uo-9-1'));
    expect(formTitle()).toBe('Aggiorna obiettivo 8');
    expect(offered()).toEqual(['process:8']);
  });

  it('asks nothing when the kind was said', async () => {
    await type('processo 24', as('controllo'));
    expect(formTitle()).toBe('Aggiorna processo 24');
  });

  it('tells who may update it, to whoever may not', async () => {
    await type('24', as('ref-uo-2-1'));
    expect(reply()?.text).toMatch(
      /^Non puoi aggiornare l’obiettivo 24: lo possono fare Referente U\.O\. 3\.2/,
    );
    expect(bot.slack.callsTo('views.open')).toEqual([]);
  });

  it.each(['999', 'processo 999', '99.9', '0'])('says that the plan has no «%s»', async (text) => {
    await type(text, as('controllo'));
    expect(reply()?.text).toContain(`Nel piano non c’è «${text}».`);
  });

  it.each(['settore 5', 'anticorruzione e trasparenza', '24 25'])(
    'says how to write it, for «%s»',
    async (text) => {
      await type(text, as('ref-uo-3-2'));
      expect(reply()?.text).toBe(
        `Non ho capito «${text}». Scrivi il numero, il codice o il titolo: /aggiorna 24, /aggiorna processo 38, /aggiorna 28.4.`,
      );
    },
  );

  it('tells an unknown account what to do', async () => {
    await type('24', STRANGER);
    expect(reply()?.text).toContain('Questo account non è tra quelli del piano');
  });

  it('says that no phase is open when none is', async () => {
    bot.clock.set('2021-06-15T10:00+02:00');
    await type('24', as('ref-uo-3-2'));
    expect(reply()?.text).toContain('Nessuna fase di monitoraggio è aperta');
  });
});

describe('/aggiorna alone', () => {
  it('lists what one owes, each with its button', async () => {
    await type('', as('ref-uo-3-2'));
    expect(offered()).toContain('objective:24');
    expect(offered()).toContain('process:38');
    expect(reply()?.text).toMatch(/^Monitoraggio intermedio 2021\. Mancano \d+ aggiornamenti su \d+\./);
  });

  it('says so to whoever owes nothing', async () => {
    await type('', as('nucleo'));
    expect(reply()?.text).toBe('Nella fase aperta niente è affidato a te.');
  });

  it('says that no phase is open when none is', async () => {
    bot.clock.set('2021-06-15T10:00+02:00');
    await type('', as('ref-uo-3-2'));
    expect(reply()?.text).toContain('Nessuna fase di monitoraggio è aperta');
  });

  it('tells an unknown account what to do', async () => {
    await type('', STRANGER);
    expect(reply()?.text).toContain('Questo account non è tra quelli del piano');
  });
});
