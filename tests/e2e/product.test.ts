import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { browserWanted, keepWindows, launchBrowser, seriousFaults } from '@traguardo/slack-sandbox/browser';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Product, startProduct } from '../support/product.ts';

/*
 * The product as `npm start` opens it, used as people use it. The tests follow one another on the same state, each as
 * other people; the last ones move the clock and close the phase.
 */

let browser: Browser;
let product: Product;
/** What a console must never show. */
let complaints: string[];

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const SIZE = { width: 1280, height: 900 };

// Each with a profile of its own: a page behind another would draw once a second.
const windows = keepWindows(() => browser.newPage({ locale: 'en-US', timezoneId: 'America/New_York' }));

async function open(address: string): Promise<Page> {
  const page = await windows.open();
  await page.setViewportSize(SIZE);
  page.setDefaultTimeout(120_000);
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      complaints.push(`${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${product.url}/${address}`);
  return page;
}

const openAs = (person: string, place = 'c=app'): Promise<Page> => open(`#u=${person}&${place}`);
const messages = (page: Page): Locator => page.getByTestId('messages');
const lastMessage = (page: Page): Locator => messages(page).getByTestId('message').last();

async function say(page: Page, text: string): Promise<void> {
  await page.getByTestId('composer').fill(text);
  await page.getByTestId('composer').press('Enter');
}

/** Presses a key until the focus is on a button whose words match: not on the list that holds it, nor on nothing. */
async function pressUntil(page: Page, key: string, wanted: RegExp): Promise<void> {
  const seen: string[] = [];
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press(key);
    const [tag, words]: [string, string] = await page.evaluate(
      '[document.activeElement.tagName, document.activeElement.textContent]',
    );
    if (tag === 'BUTTON' && wanted.test(words)) return;
    seen.push(`${tag} ${words.slice(0, 40)}`);
  }
  throw new Error(`${key} never reached ${wanted}: ${seen.join(' | ')}`);
}

async function chooseState(page: Page, state: string): Promise<void> {
  await page.getByTestId('element-state').click();
  await page.getByRole('option', { name: state, exact: true }).click();
  await page.getByTestId('element-percent').waitFor();
}

/** An image came over the wire, and has the width of a chart. */
const expectDrawn = (image: Locator): Promise<void> =>
  expect.poll(() => image.evaluate((shown) => Reflect.get(shown, 'naturalWidth'))).toBeGreaterThan(600);

/** The bot broke none of Slack's rules since the last start. */
async function expectNoViolation(): Promise<void> {
  const log = await product.log();
  expect(log.length).toBeGreaterThan(0);
  expect(log.filter(({ violations }) => violations.length > 0)).toEqual([]);
}

describe.runIf(browserWanted())('the product in a browser', { timeout: 300_000 }, () => {
  beforeAll(async () => {
    [browser, product] = await Promise.all([launchBrowser(), startProduct()]);
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await product?.remove();
  });
  beforeEach(() => {
    complaints = [];
  });
  afterEach(async () => {
    await windows.putAway();
    expect(complaints.join('\n')).toBe('');
  });

  it('takes a newcomer by the hand: a question with one click, then one in their own words', async () => {
    const page = await open('');
    await page.getByTestId('tour-1').click();
    await lastMessage(page).getByText('26.039,41 €').first().waitFor();
    await expect.poll(() => page.getByTestId('tour-strip').textContent()).toContain('Prova 1 di 4');
    await say(page, 'e quanto è stato impegnato?');
    await lastMessage(page).getByText('5.000,00 €').first().waitFor();

    await page.getByTestId('tour-next').click();
    await page.getByTestId('tour-strip').getByText('Prova 2 di 4').waitFor();
    await messages(page).getByRole('button', { name: 'Aggiorna' }).first().waitFor();
    await page.getByTestId('tour-strip').getByRole('button', { name: 'Chiudi la prova' }).click();
    await expect.poll(() => page.getByTestId('tour-strip').count()).toBe(0);
    await page.getByTestId('tour-open').click();
    await expect.poll(() => page.getByTestId('tour-dialog').getByText('fatta').count()).toBe(2);
  });

  it('remembers that the guide was hidden', async () => {
    const page = await open('');
    await page.getByTestId('tour-toggle').click();
    await page.reload();
    await page.getByTestId('person-controllo').waitFor();
    await expect.poll(() => page.getByTestId('tour-1').count()).toBe(0);
    await page.getByTestId('tour-toggle').click();
    await page.getByTestId('tour-1').waitFor();
  });

  it('takes a report with a mistake, says where it is, takes the correction; the head sees it come and approves', async () => {
    const [contact, head] = await Promise.all([
      openAs('ref-uo-3-2'),
      openAs('dir-settore-3', 'c=app&t=home'),
    ]);
    await head.getByTestId('home').getByText('Niente in attesa').waitFor();

    const reminder = messages(contact).getByTestId('message').filter({ hasText: 'Monitoraggio intermedio' });
    await reminder.getByRole('button', { name: 'Aggiorna' }).nth(1).click();
    await chooseState(contact, 'In fase');
    await contact.getByTestId('element-percent').fill('140');
    await contact.getByTestId('modal-submit').click();
    await contact.getByText('La percentuale va da 0 a 100.').waitFor();
    await contact.getByTestId('element-percent').fill('60');
    await contact.getByTestId('element-note').fill('Due percorsi su tre sono tracciati.');
    await contact.getByTestId('modal-submit').click();
    await reminder.getByText('in fase, 60 %').waitFor();
    await expect.poll(() => contact.getByTestId('modal').isVisible()).toBe(false);

    const home = head.getByTestId('home');
    await home.getByText('Da approvare: 1').waitFor();
    await home.getByText('Due percorsi su tre sono tracciati.').waitFor();
    await home.getByRole('button', { name: 'Approva' }).first().click();
    await home.getByText('Niente in attesa').waitFor();
    await reminder.getByTestId('thread-link').click();
    await contact.getByTestId('thread').getByText('Dirigente Settore 3 ha approvato').waitFor();
  });

  it('attaches a document in a form upon the form, and keeps what was typed in the one below', async () => {
    const page = await openAs('ref-uo-3-2');
    await say(page, '/aggiorna 37');
    await chooseState(page, 'In fase');
    await page.getByTestId('element-note').fill('In attesa del bando.');
    const modal = page.getByTestId('modal');
    await modal.getByRole('button', { name: 'Allega un documento' }).click();
    const files = modal.getByTestId('element-files');
    await files.setInputFiles({
      name: 'bando.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.4'),
    });
    await modal.getByText('bando.pdf').waitFor();
    await page.getByTestId('modal-submit').click();
    await files.waitFor({ state: 'detached' });
    await page.getByTestId('element-percent').waitFor();
    await expect.poll(() => page.getByTestId('element-note').inputValue()).toBe('In attesa del bando.');
    await page.keyboard.press('Escape');
    await modal.waitFor({ state: 'hidden' });
  });

  it('keeps what was typed up to the last key before the form is closed', async () => {
    const page = await openAs('ref-uo-3-1');
    const open = () => messages(page).getByRole('button', { name: 'Aggiorna' }).first().click();
    const modal = page.getByTestId('modal');
    await open();
    await chooseState(page, 'In fase');
    await page.getByTestId('element-note').pressSequentially('fino in fondo');
    await page.keyboard.press('Escape');
    await modal.waitFor({ state: 'hidden' });
    await open();
    await modal.getByText('Ho ripreso quello che avevi scritto').waitFor();
    await expect.poll(() => page.getByTestId('element-note').inputValue()).toBe('fino in fondo');
    await modal.getByRole('button', { name: 'Scarta la bozza' }).click();
    await modal.getByText('Ho ripreso').waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await modal.waitFor({ state: 'hidden' });
  });

  it('sends the control office its files as one that opens', async () => {
    const page = await openAs('controllo', 'c=app&t=home');
    await page.getByTestId('home').getByRole('button', { name: 'Esporta' }).first().click();
    await page.getByTestId('tab-messages').click();
    const file = messages(page).getByTestId('file').filter({ hasText: '.zip' }).first();
    const [download] = await Promise.all([page.waitForEvent('download'), file.click()]);
    expect(download.suggestedFilename()).toMatch(/\.zip$/);
  });

  it('draws the picture that an answer is asked for, with its figures in words', async () => {
    const page = await openAs('dir-settore-3');
    await say(page, 'mostrami un grafico dei costi per settore');
    const image = lastMessage(page).locator('.block-image img');
    await image.waitFor();
    await expect.poll(() => image.getAttribute('alt')).toContain('Settore 9, liquidato: 471.525,37 €');
    await expectDrawn(image);
    await page.setViewportSize({ width: 390, height: 800 });
    await expect
      .poll(() => image.evaluate((shown) => shown.getBoundingClientRect().right))
      .toBeLessThanOrEqual(390);
  });

  it('shows each role the Home it needs', async () => {
    const shows = async (person: string, words: readonly string[]) => {
      const page = await openAs(person, 'c=app&t=home');
      for (const text of words) await page.getByTestId('home').getByText(text).first().waitFor();
    };
    const picture = async (person: string, finding: RegExp) => {
      const page = await openAs(person, 'c=app&t=home');
      const image = page.getByTestId('home').locator('.block-image img').first();
      await image.waitFor();
      await expect.poll(() => image.getAttribute('alt')).toMatch(finding);
      await expectDrawn(image);
    };
    await Promise.all([
      shows('ref-uo-5-1', ['Referente U.O. 5.1', 'Aggiorna']),
      shows('dir-settore-5', ['La tua struttura']),
      shows('controllo', [
        'Copertura',
        'In attesa di approvazione',
        'Prossimi passi',
        'Sollecita',
        'Esporta',
      ]),
      picture('controllo', /^Ne mancan[oa] \d+ su 130: \d+ nel Settore \d/),
      picture('dir-settore-5', /^Ne mancan[oa] \d+ su \d+: \d+ nell’U\.O\.? ?5/),
      shows('nucleo', ['Dossier', 'Incongruenze']),
      shows('dipendente', ['Il piano 2021', 'Fai una domanda']),
    ]);
  });

  it('keeps nobody out: axe finds nothing serious where anybody works', async () => {
    const page = await openAs('ref-uo-5-1');
    await say(page, 'costi di personale per settore');
    await lastMessage(page).getByTestId('data-table').waitFor();
    const found = [await seriousFaults(page, AXE)];
    await lastMessage(page).getByRole('button', { name: 'Come ho calcolato' }).click();
    await page.getByTestId('modal').waitFor();
    found.push(await seriousFaults(page, AXE));
    await page.keyboard.press('Escape');
    await messages(page).getByRole('button', { name: 'Aggiorna' }).first().click();
    await chooseState(page, 'In fase');
    await page.getByTestId('element-percent').fill('140');
    await page.getByTestId('modal-submit').click();
    await page.getByText('La percentuale va da 0 a 100.').waitFor();
    found.push(await seriousFaults(page, AXE));
    for (const person of ['dir-settore-5', 'controllo', 'nucleo', 'dipendente']) {
      await page.goto(`${product.url}/#u=${person}&c=app&t=home`);
      await page.getByTestId('home').getByRole('button').first().waitFor();
      found.push(await seriousFaults(page, AXE));
    }
    expect(found.flat()).toEqual([]);
  });

  it('can be used with the keyboard alone', async () => {
    const page = await openAs('ref-uo-3-1');
    await page.getByTestId('composer').waitFor();
    await page.keyboard.type('/agg');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await lastMessage(page).getByText('Visibile solo a te').waitFor();
    await pressUntil(page, 'Shift+Tab', /Aggiorna/);
    await page.keyboard.press('Enter');
    const modal = page.getByTestId('modal');
    await modal.getByText('Stato', { exact: true }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.type('raggiu');
    await page.keyboard.press('Enter');
    await page.getByTestId('element-achievedOn').waitFor();
    await pressUntil(page, 'Tab', /Invia/);
    await page.keyboard.press('Enter');
    await modal.waitFor({ state: 'hidden' });
    await messages(page)
      .getByText(/raggiunto/)
      .first()
      .waitFor();
    await page.keyboard.press('Escape');
  });

  it('answers where it was asked, for all members, in two tabs at once', async () => {
    const [asking, reading] = await Promise.all([
      openAs('ref-uo-5-1', 'c=performance'),
      openAs('ref-uo-7-2', 'c=performance'),
    ]);
    await reading.getByTestId('composer').waitFor();
    await say(asking, '@Traguardo quanto pesa l’obiettivo 24?');
    await reading.getByTestId('thread-link').last().click();
    await reading.getByTestId('thread').getByText(/pes/i).last().waitFor();
    await reading.reload();
    await messages(reading).getByText('quanto pesa l’obiettivo 24?').waitFor();
  });

  it('fits every width from a phone to a wide screen', async () => {
    const page = await openAs('ref-uo-5-1');
    const overflows = async (what: string) => {
      const wide: string[] = [];
      for (const width of [360, 412, 768, 899, 1024, 1280, 1600]) {
        await page.setViewportSize({ width, height: 780 });
        const excess: number = await page.evaluate(
          'document.documentElement.scrollWidth - window.innerWidth',
        );
        if (excess > 0) wide.push(`${what} at ${width} px: ${excess} px too wide`);
      }
      return wide;
    };
    await say(page, 'costi di personale per settore');
    await lastMessage(page).getByTestId('data-table').waitFor();
    const found = [await overflows('answer')];
    await page.getByTestId('tour-open').click();
    found.push(await overflows('guide'));
    await page.keyboard.press('Escape');
    await page.getByTestId('clock-toggle').click();
    found.push(await overflows('clock'));
    await page.keyboard.press('Escape');
    await page.evaluate('document.querySelector("[data-testid=dev-toggle]").click()');
    found.push(await overflows('developer panel'));
    await page.evaluate('document.querySelector("[data-testid=dev-toggle]").click()');
    await page.getByTestId('tab-home').click();
    await page.getByTestId('home').getByRole('button').first().waitFor();
    found.push(await overflows('Home'));
    await page.getByTestId('home').getByRole('button', { name: 'Aggiorna' }).first().click();
    await page.getByTestId('modal').waitFor();
    found.push(await overflows('form'));
    await page.goto(`${product.url}/`);
    await page.getByTestId('tour-1').waitFor();
    found.push(await overflows('first page'));
    expect(found.flat()).toEqual([]);
  });

  it('goes on in an open page after a power cut', async () => {
    const page = await openAs('ref-uo-7-2');
    await say(page, 'quanto costa l’obiettivo 24?');
    await lastMessage(page).getByText('26.039,41 €').first().waitFor();
    await expectNoViolation();
    await product.kill();
    await page.getByText('Connessione interrotta').waitFor();
    await product.restart();
    await page.getByText('Connessione interrotta').waitFor({ state: 'hidden' });
    await say(page, 'e quanto è stato impegnato?');
    await lastMessage(page).getByText('5.000,00 €').first().waitFor();
    complaints = complaints.filter((text) => !/ERR_CONNECTION|ERR_INCOMPLETE|ERR_EMPTY/.test(text));
  });

  it('shows the next reminders go out', async () => {
    const page = await openAs('ref-uo-5-1');
    await page.getByTestId('clock-next-reminder').click();
    const report = page.getByTestId('sent-report');
    await report.getByText(/Mentre passava il tempo: \d+ messaggi inviati/).waitFor();
    await report.getByText(/21 settembre 2021 · Sollecito −7/).waitFor();
    await expect.poll(() => page.getByTestId('clock').textContent()).toContain('21 settembre 2021, 09:00');
    await page.getByTestId('timeline').first().getByRole('button', { name: 'Scadenza' }).waitFor();
  });

  it('closes the phase: the control office reads what is missing, confirms, and nothing can be reported any more', async () => {
    const page = await open('');
    await page.getByTestId('tour-4').click();
    const modal = page.getByTestId('modal');
    await modal.getByText('Aggiornamenti arrivati: 2 su 130').waitFor();
    await modal.getByTestId('modal-submit').click();
    await modal.waitFor({ state: 'hidden' });
    await messages(page)
      .getByText(/verbale/i)
      .first()
      .waitFor();

    const contact = await openAs('ref-uo-3-2', 'c=app&t=home');
    await contact.getByTestId('home').getByText('Nessuna fase di monitoraggio è aperta').first().waitFor();
  });

  it('broke none of Slack’s rules', expectNoViolation);
});
