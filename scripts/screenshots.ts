import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from '@traguardo/slack-sandbox/browser';
import type { Browser, Page } from 'playwright-core';
import { startProduct } from '../tests/support/product.ts';
import { drawCharts } from './chart-images.ts';
import { drawDocuments } from './document-images.ts';

/*
 * npm run screenshots: draws every chart and pages of documents (with pdftoppm), opens the product on a state of its own, plays its main states and writes
 * docs/images. The
 * pictures follow one another: a report is sent before the Home that shows it.
 */

const IMAGES = fileURLToPath(new URL('../docs/images/', import.meta.url));

interface Picture {
  /** File name without `.png`. */
  readonly name: string;
  /** Part of the address after the host. */
  readonly address: string;
  readonly size?: readonly [width: number, height: number];
  readonly dark?: boolean;
  /** What is done before the picture is taken; it ends when the page shows what it should. */
  play(page: Page): Promise<void>;
}

async function say(page: Page, text: string, answer: string | RegExp): Promise<void> {
  await page.getByTestId('composer').fill(text);
  await page.getByTestId('composer').press('Enter');
  await page.getByTestId('messages').getByTestId('message').last().getByText(answer).first().waitFor();
}

async function openForm(page: Page): Promise<void> {
  const messages = page.getByTestId('messages');
  await messages.getByRole('button', { name: 'Aggiorna' }).nth(1).click();
  await page.getByTestId('element-state').click();
  await page.getByRole('option', { name: 'In fase', exact: true }).click();
  await page.getByTestId('element-percent').waitFor();
}

/** A Home whose picture has come. */
const showsDrawn = (text: string) => async (page: Page) => {
  await shows(text)(page);
  const image = page.getByTestId('home').locator('.block-image img').first();
  await image.waitFor();
  await image.evaluate('(shown) => shown.decode()');
};

const shows = (text: string) => (page: Page) => page.getByTestId('home').getByText(text).first().waitFor();

const PICTURES: readonly Picture[] = [
  { name: 'guide', address: '', play: (page) => page.getByTestId('tour-4').waitFor() },
  {
    name: 'workspace',
    address: '#u=ref-uo-3-2&c=app',
    size: [1200, 1340],
    play: (page) => say(page, 'quanto costa l’obiettivo 24?', '26.039,41 €'),
  },
  {
    name: 'answer',
    address: '#u=dir-settore-5&c=app',
    play: async (page) => {
      await say(page, 'i 5 obiettivi più costosi', '294.905,03 €');
      await page.getByRole('button', { name: 'Come ho calcolato' }).last().click();
      await page.getByTestId('modal').waitFor();
    },
  },
  {
    name: 'form',
    address: '#u=ref-uo-3-2&c=app',
    play: async (page) => {
      await openForm(page);
      await page.getByTestId('element-percent').fill('140');
      await page.getByTestId('modal-submit').click();
      await page.getByText('La percentuale va da 0 a 100.').waitFor();
    },
  },
  {
    name: 'phone',
    address: '#u=ref-uo-3-2&c=app',
    size: [390, 800],
    play: async (page) => {
      await openForm(page);
      await page.getByTestId('element-percent').fill('60');
      await page.getByTestId('element-note').fill('Due percorsi su tre sono tracciati.');
      await page.getByTestId('modal-submit').click();
      await page.getByTestId('messages').getByText('in fase, 60 %').first().waitFor();
      await page
        .getByTestId('messages')
        .getByTestId('message')
        .filter({ hasText: 'in fase, 60 %' })
        .first()
        .scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'home-contact',
    address: '#u=ref-uo-3-2&c=app&t=home',
    size: [1200, 1000],
    play: shows('in fase, 60 %'),
  },
  {
    name: 'home-head',
    address: '#u=dir-settore-3&c=app&t=home',
    size: [1200, 1600],
    play: showsDrawn('Da approvare: 1'),
  },
  {
    name: 'home-control',
    address: '#u=controllo&c=app&t=home',
    size: [1200, 1800],
    play: showsDrawn('In attesa di approvazione'),
  },
  {
    name: 'clock',
    address: '#u=dir-settore-3&c=app',
    play: async (page) => {
      await page.getByTestId('clock-next-reminder').click();
      const report = page.getByTestId('sent-report');
      await report.getByText('Mentre passava il tempo').waitFor();
      await report.getByText('Sollecito −7').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'chart',
    address: '#u=dir-settore-5&c=app',
    size: [1200, 1240],
    play: async (page) => {
      await say(page, 'mostrami un grafico dei costi per settore', '14.341.192,66 €');
      const picture = page.getByTestId('messages').locator('.block-image').last();
      await picture.locator('img').waitFor();
      await picture.scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'dark',
    address: '#u=dir-settore-3&c=app',
    dark: true,
    play: (page) => say(page, 'obiettivi del settore 3', /obiettiv/i),
  },
];

async function take(browser: Browser, url: string, picture: Picture): Promise<void> {
  const [width, height] = picture.size ?? [1200, 860];
  const window = await browser.newContext({
    viewport: { width, height },
    locale: 'it-IT',
    colorScheme: picture.dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  try {
    const page = await window.newPage();
    await page.goto(`${url}/${picture.address}`);
    await picture.play(page);
    // A notice over the page would come and go between one run and the next.
    await page.getByTestId('toasts').evaluateAll('(all) => all.forEach((one) => one.replaceChildren())');
    await page.mouse.move(width - 1, height - 1);
    await page.screenshot({ path: `${IMAGES}${picture.name}.png`, animations: 'disabled', caret: 'hide' });
    console.log(`docs/images/${picture.name}.png`);
  } finally {
    await window.close();
  }
}

async function main(): Promise<void> {
  mkdirSync(IMAGES, { recursive: true });
  for (const file of await drawCharts(IMAGES)) console.log(file.slice(file.indexOf('docs/')));
  for (const file of drawDocuments(IMAGES)) console.log(file.slice(file.indexOf('docs/')));
  const [browser, product] = await Promise.all([launchBrowser(), startProduct()]);
  try {
    for (const picture of PICTURES) await take(browser, product.url, picture);
  } finally {
    await browser.close();
    await product.remove();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
