import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { browserWanted, keepWindows, launchBrowser, seriousFaults } from '../src/browser.ts';
import type { Workspace } from '../src/options.ts';
import { type SampleApp, startSampleApp } from './sample-app.ts';
import { freePort, SIGNING_SECRET, startSampleWorkspace, temporaryFolder } from './sample-workspace.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser: Browser;
let context: BrowserContext;
let workspace: Workspace;
let app: SampleApp;
let appPort: number;
let folder: ReturnType<typeof temporaryFolder>;
/** What a console of a reader must never show. */
let complaints: string[];

async function startApp(): Promise<void> {
  const { slackApiUrl, botToken } = workspace;
  app = await startSampleApp({ port: appPort, slackApiUrl, botToken, signingSecret: SIGNING_SECRET });
}

const windows = keepWindows(() => context.newPage());

async function openAs(handle: string, place = 'c=app'): Promise<Page> {
  const page = await windows.open();
  await page.setViewportSize({ width: 1280, height: 720 });
  page.setDefaultTimeout(120_000);
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${workspace.url}/#u=${handle}&${place}`);
  return page;
}

async function say(page: Page, text: string): Promise<void> {
  await page.getByTestId('composer').fill(text);
  await page.getByTestId('composer').press('Enter');
}

/** Keeps the page's requests of a name on their way until they are let go. */
async function hold(page: Page, name: string): Promise<() => void> {
  let letGo = () => {};
  const free = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(`**/workspace/${name}`, async (route) => {
    await free;
    await route.continue();
  });
  return letGo;
}

const lastMessage = (page: Page) => page.getByTestId('messages').getByTestId('message').last();

async function expectText(page: Page, text: string): Promise<void> {
  await lastMessage(page).getByText(text).waitFor();
}

async function overflow(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
}

describe.runIf(browserWanted())('the page in a browser', () => {
  beforeAll(async () => {
    folder = temporaryFolder();
    appPort = await freePort();
    const requestUrl = `http://127.0.0.1:${appPort}/slack/events`;
    const timings = { ackMs: 60_000, triggerMs: 60_000, eventRetryMs: [100, 200, 400] };
    [browser, workspace] = await Promise.all([
      launchBrowser(),
      startSampleWorkspace({ stateDir: folder.path, requestUrl }, timings),
    ]);
    await startApp();
    // The reader's own zone must not matter: times are those of the workspace.
    context = await browser.newContext({ locale: 'it-IT', timezoneId: 'America/New_York' });
    // Images that messages show come from elsewhere; a test asks nobody.
    await context.route(/^https:/, (route) =>
      route.fulfill({ contentType: 'image/svg+xml', body: '<svg xmlns="http://www.w3.org/2000/svg"/>' }),
    );
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    await workspace?.close();
    folder?.remove();
  });
  beforeEach(() => {
    complaints = [];
  });
  afterEach(async () => {
    await windows.putAway();
    expect(complaints).toEqual([]);
  });

  it('asks who one is and lets one search', async () => {
    const page = await openAs('');
    await page.getByTestId('picker-search').fill('respons cantiere');
    await expect.poll(() => page.getByTestId(/^person-/).count()).toBe(1);
    await page.keyboard.press('Enter');
    await page.getByTestId('composer').waitFor();
    await expect.poll(() => page.getByTestId('who').textContent()).toContain('Bruno Verdi');
    expect(page.url()).toContain('u=bruno-verdi');
  });

  it('sends a message and shows the answer at the simulated time of the workspace', async () => {
    const page = await openAs('anna-rossi');
    await say(page, 'ciao');
    await expectText(page, 'Hai scritto: ciao');
    await expect.poll(() => lastMessage(page).locator('time').first().textContent()).toBe('09:00');
  });

  it('draws hostile text as text', async () => {
    const page = await openAs('anna-rossi');
    await say(page, '<img src=x onerror=alert(1)> <javascript:alert(1)|qui>');
    await expectText(page, 'Hai scritto: <img src=x onerror=alert(1)>');
    await expect.poll(() => page.locator('.message img, .message a').count()).toBe(0);
  });

  it('lists the commands as one types, completes with the keyboard and closes with Esc', async () => {
    const page = await openAs('anna-rossi');
    const composer = page.getByTestId('composer');
    await composer.pressSequentially('/');
    const list = page.getByTestId('completions').first();
    await expect.poll(() => list.getByRole('option').count()).toBe(3);
    await expect.poll(() => list.textContent()).toContain('[domanda]');
    await page.keyboard.press('Escape');
    await expect.poll(() => list.isVisible()).toBe(false);
    await composer.fill('');
    await composer.pressSequentially('/c');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await expect.poll(() => composer.inputValue()).toBe('/costi ');
    await composer.pressSequentially('progetto 3');
    await page.keyboard.press('Enter');
    await expectText(page, 'Costi di progetto 3');
    await say(page, '/chiedi quanto?');
    await expectText(page, 'Risposta a «quanto?»');
    await lastMessage(page).getByText('Visibile solo a te').waitFor();
  });

  it('fills a form, is told of mistakes where they are, corrects them and returns to where it was', async () => {
    const page = await openAs('anna-rossi');
    await say(page, 'modulo');
    await page.getByTestId('element-apri').last().click();
    const modal = page.getByTestId('modal');
    await modal.getByText('Stato dell’attività').waitFor();
    await page.getByTestId('modal-submit').click();
    await expect.poll(() => modal.getByText('Compila questo campo obbligatorio.').count()).toBe(2);

    await page.getByTestId('element-stato').click();
    await page.getByRole('option', { name: 'Raggiunto' }).click();
    await modal.getByLabel('Percentuale').fill('120');
    await page.getByTestId('modal-submit').click();
    await modal.getByText('La percentuale va da 0 a 100.').waitFor();

    await page.getByTestId('element-collega').click();
    await page.keyboard.type('car');
    await page.getByRole('option', { name: 'Carla' }).waitFor();
    await page.keyboard.press('Enter');
    await modal.getByLabel('Percentuale').fill('80');
    await modal.getByLabel('Percentuale').press('Enter');
    await expectText(page, 'Registrato: 80%');
    await expect.poll(() => modal.isVisible()).toBe(false);
    await expect.poll(() => page.evaluate('document.activeElement.dataset.testid')).toBe('element-apri');
  });

  it('chooses among what was found for the words typed, not for those before', async () => {
    const page = await openAs('anna-rossi');
    await say(page, 'modulo');
    await page.getByTestId('element-apri').last().click();
    const colleague = page.getByTestId('element-collega');
    await colleague.click();
    await page.getByRole('option', { name: 'Anna' }).waitFor();
    const letGo = await hold(page, 'options');
    await page.keyboard.type('car');
    await page.keyboard.press('Enter');
    letGo();
    await page.getByRole('option', { name: 'Carla' }).waitFor();
    await page.keyboard.press('Enter');
    await colleague.getByText('Carla').waitFor();
  });

  it('lets a search come too late for its form', async () => {
    const page = await openAs('anna-rossi');
    await say(page, 'modulo');
    await page.getByTestId('element-apri').last().click();
    const letGo = await hold(page, 'options');
    const answer = page.waitForResponse('**/workspace/options');
    await Promise.all([
      page.waitForRequest('**/workspace/options'),
      page.getByTestId('element-collega').click(),
    ]);
    await page.getByTestId('modal-x').click();
    await page.getByTestId('modal').waitFor({ state: 'hidden' });
    letGo();
    expect((await answer).status()).toBe(200);
  });

  it('sends a form once, after what was typed in it, and nothing more while it is on its way', async () => {
    const page = await openAs('anna-rossi');
    await say(page, 'modulo');
    await page.getByTestId('element-apri').last().click();
    await page.getByTestId('element-stato').click();
    await page.getByRole('option', { name: 'Raggiunto' }).click();
    const modal = page.getByTestId('modal');
    const percent = modal.getByLabel('Percentuale');
    const notes = modal.getByLabel('Criticità');
    await percent.fill('80');
    const sent: string[] = [];
    page.on('request', (request) => sent.push(...(/(?:action|submit)$/.exec(request.url()) ?? [])));
    const [letActionGo, letFormGo] = await Promise.all([hold(page, 'action'), hold(page, 'submit')]);

    await Promise.all([page.waitForRequest('**/workspace/action'), notes.fill('Ritardo')]);
    await percent.press('Enter');
    await percent.press('Enter');
    expect(sent).toEqual(['action']);
    const submitted = page.waitForRequest('**/workspace/submit');
    letActionGo();
    await submitted;
    await notes.fill('Ritardo dei lavori');
    // Longer than what is typed waits for a pause.
    await page.evaluate('new Promise((resolve) => setTimeout(resolve, 600))');
    expect(sent).toEqual(['action', 'submit']);
    letFormGo();
    await expectText(page, 'Registrato: 80%');
  });

  it('keeps the focus on what is drawn anew as something arrives', async () => {
    const [page, elsewhere] = await Promise.all([openAs('anna-rossi'), openAs('anna-rossi')]);
    await page.getByTestId('tab-about').focus();
    await say(elsewhere, 'intanto');
    await page.bringToFront();
    await expectText(page, 'Hai scritto: intanto');
    await expect.poll(() => page.evaluate('document.activeElement.dataset.testid')).toBe('tab-about');
  });

  it('closes a form with Esc and asks before what must be confirmed', async () => {
    const page = await openAs('anna-rossi');
    await say(page, 'modulo');
    await page.getByTestId('element-apri').last().click();
    await page.getByTestId('modal').waitFor();
    await page.keyboard.press('Escape');
    await page.getByTestId('modal').waitFor({ state: 'hidden' });
    await page.getByTestId('element-rimanda').last().click();
    await page.getByTestId('confirm').getByText('Te lo ricorderò domani.').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByTestId('confirm').count()).toBe(0);
    await page.getByTestId('element-rimanda').last().click();
    await page.getByRole('button', { name: 'Rimanda' }).click();
    await expectText(page, 'Rimandato a domani.');
  });

  it.each(['light', 'dark'] as const)(
    'keeps nobody out: axe finds nothing serious in it, %s',
    async (scheme) => {
      const page = await openAs('anna-rossi');
      await page.emulateMedia({ colorScheme: scheme });
      await say(page, 'galleria');
      await page.getByTestId('element-primo').last().waitFor();
      expect(await seriousFaults(page, AXE)).toEqual([]);
      await page.getByTestId('element-primo').last().click();
      const day = page.getByTestId('modal').getByTestId('element-data');
      await day.press('ArrowDown');
      await page.getByTestId('calendar').waitFor();
      expect(await seriousFaults(page, AXE)).toEqual([]);
    },
  );

  it('takes a day from its Italian calendar, by arrows or typed, and does not take one that does not exist', async () => {
    const page = await openAs('anna-rossi');
    await say(page, 'galleria');
    await page.getByTestId('element-primo').last().click();
    const day = page.getByTestId('modal').getByTestId('element-data');
    await day.press('ArrowDown');
    const calendar = page.getByTestId('calendar');
    await calendar.getByText('settembre 2021').waitFor();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('PageDown');
    await page.keyboard.press('Enter');
    await calendar.waitFor({ state: 'detached' });
    await expect.poll(() => day.inputValue()).toBe('16/10/2021');
    await day.fill('3 ottobre 2021');
    await day.press('Tab');
    await expect.poll(() => day.inputValue()).toBe('03/10/2021');
    await day.fill('31/2/2021');
    await day.press('Tab');
    await expect.poll(() => day.getAttribute('aria-invalid')).toBe('true');
    await expect
      .poll(() => page.getByTestId('modal').getByText('Scegli i file (pdf, csv)').isVisible())
      .toBe(true);
  });

  it('draws the signs that say how something stands: no font is needed for them', async () => {
    const page = await openAs('anna-rossi');
    await say(page, 'fatto :white_check_mark: :leftwards_arrow_with_hook: :tada:');
    await expectText(page, 'Hai scritto: fatto');
    for (const name of ['spunta', 'freccia indietro'])
      await expect.poll(() => lastMessage(page).getByRole('img', { name }).locator('svg').count()).toBe(1);
    await expect.poll(() => lastMessage(page).textContent()).toContain('🎉');
  });

  it('goes to the end of the conversation when one sends something from further up', async () => {
    const page = await openAs('anna-rossi');
    const list = 'document.querySelector("[data-testid=messages]")';
    const fromEnd = (): Promise<number> =>
      page.evaluate(`${list}.scrollHeight - ${list}.scrollTop - ${list}.clientHeight`);
    await say(page, 'galleria');
    await page.getByTestId('element-primo').last().waitFor();
    // An image that arrives meanwhile still brings the end into sight.
    await expect
      .poll(async () => {
        await page.evaluate(`${list}.scrollTop = 0`);
        return fromEnd();
      })
      .toBeGreaterThan(500);
    await say(page, 'ciao');
    await expectText(page, 'Hai scritto: ciao');
    await expect.poll(fromEnd).toBeLessThan(80);
  });

  it('opens the Home, whose button works', async () => {
    const page = await openAs('anna-rossi');
    await page.getByTestId('tab-home').click();
    const home = page.getByTestId('home');
    await home.getByText('Hai premuto 0 volte.').waitFor();
    await home.getByRole('button', { name: 'Premi' }).click();
    await home.getByText('Hai premuto 1 volte.').waitFor();
    await page.reload();
    await page.getByTestId('home').getByText('Hai premuto 1 volte.').waitFor();
    await page.getByTestId('tab-about').click();
    await page.getByTestId('about').getByText('Mostra i costi di un progetto').waitFor();
  });

  it('sorts and turns the pages of a table', async () => {
    const page = await openAs('anna-rossi');
    await say(page, 'tabella');
    const table = lastMessage(page).getByTestId('data-table');
    const first = table.locator('tbody tr').first();
    await table.getByRole('button', { name: 'Costo' }).click();
    await expect.poll(() => first.textContent()).toContain('300,00');
    await table.getByRole('button', { name: 'Costo' }).click();
    await expect.poll(() => first.textContent()).toContain('98.000,00');
    await table.getByRole('button', { name: 'Successive' }).click();
    await expect.poll(() => table.getByText('4–4 di 4').count()).toBe(1);
  });

  it('shows two people in two pages the same channel, live, with what is unread', async () => {
    const [contact, head] = await Promise.all([openAs('anna-rossi', 'c=progetti'), openAs('bruno-verdi')]);
    await head.getByTestId('composer').waitFor();
    await say(contact, '@Prova ci sei?');
    // A page behind another draws once a second.
    await head.bringToFront();
    await head.getByTestId('channel-progetti').getByTestId('unread').waitFor();
    await head.getByTestId('channel-progetti').click();
    await expectText(head, '@Prova');
    await expect.poll(() => head.getByTestId('channel-progetti').getByTestId('unread').count()).toBe(0);
    await contact.bringToFront();
    await contact.getByTestId('thread-link').click();
    await contact.getByTestId('thread').getByText('Eccomi').waitFor();
    await contact.getByTestId('thread-composer').fill('Grazie');
    await contact.getByTestId('thread-composer').press('Enter');
    await head.getByText('2 risposte').waitFor();
  });

  it('goes on when the app was restarted under an open page', async () => {
    const page = await openAs('anna-rossi');
    await say(page, 'prima');
    await expectText(page, 'Hai scritto: prima');
    await app.stop();
    await say(page, '/chiedi ci sei?');
    await expectText(page, 'dispatch_failed');
    await startApp();
    await say(page, 'dopo');
    await expectText(page, 'Hai scritto: dopo');
  });

  it('fits from a phone to a wide screen', async () => {
    const page = await openAs('anna-rossi');
    const widths = [360, 800, 1600];
    const overflows = async () => {
      const all: number[] = [];
      for (const width of widths) {
        await page.setViewportSize({ width, height: 740 });
        all.push(await overflow(page));
      }
      return all;
    };
    await say(page, 'galleria');
    await page.getByTestId('data-table').last().waitFor();
    await expect.poll(() => overflows()).toEqual([0, 0, 0]);
    await page.getByTestId('element-primo').last().click();
    await page.getByTestId('modal').waitFor();
    await expect.poll(() => overflows()).toEqual([0, 0, 0]);
    await page.keyboard.press('Escape');
    await page.getByTestId('tab-about').click();
    await expect.poll(() => overflows()).toEqual([0, 0, 0]);
  });

  it('keeps the clock and its arrow whole where there is little room', async () => {
    const page = await openAs('anna-rossi');
    const cut = await page.getByTestId('clock-toggle').evaluate((toggle) => {
      if (toggle.parentElement) toggle.parentElement.style.width = '120px';
      return toggle.scrollWidth - toggle.clientWidth;
    });
    expect(cut).toBe(0);
  });

  it('keeps a closed developer panel that shows each request when opened', async () => {
    const page = await openAs('anna-rossi');
    const panel = page.getByTestId('dev-panel');
    await expect.poll(() => panel.isVisible()).toBe(false);
    await say(page, 'ciao');
    await page.getByTestId('dev-toggle').click();
    await panel.getByText('chat.postMessage').first().waitFor();
    await panel.getByText('event message.im').first().waitFor();
    const posted = panel.getByTestId('log-entry').filter({ hasText: 'chat.postMessage' }).first();
    await posted.locator('summary').click();
    await posted.getByText('"text": "Hai scritto: ciao"').first().waitFor();
    const before = Number(await page.getByTestId('refused').textContent());
    await app.app.client.chat.postMessage({ channel: 'C0', text: 'a nessuno' }).catch(() => undefined);
    await panel.getByText('Slack rifiuterebbe: channel_not_found').waitFor();
    await page
      .getByTestId('refused')
      .getByText(String(before + 1))
      .waitFor();
  });

  it('moves the clock ahead', async () => {
    const page = await openAs('anna-rossi');
    await page.setViewportSize({ width: 1500, height: 800 });
    await page.getByTestId('clock-day').click();
    await page.getByText('giovedì 16 settembre 2021, 09:00').waitFor();
    await page.getByTestId('clock-toggle').click();
    await page.getByTestId('clock-field').fill('20/9/2021');
    await page.getByTestId('clock-time').fill('10.30');
    await page.getByTestId('clock-go').click();
    await page.getByText('lunedì 20 settembre 2021, 10:30').waitFor();
    await say(page, 'ciao');
    await expectText(page, 'Hai scritto: ciao');
    await expect.poll(() => page.getByTestId('messages').getByText('Oggi').count()).toBe(1);
  });
});
