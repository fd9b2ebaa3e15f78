import { parseArgs } from 'node:util';
import { launchBrowser } from '@traguardo/slack-sandbox/browser';

const USAGE = `Uso: node scripts/screenshot.ts INDIRIZZO FILE.png [--width 1280] [--height 800] [--dark] [--say TESTO]… [--click TESTID]…

Fotografa una pagina dello spazio di lavoro aperto da npm start, per esempio
  node scripts/screenshot.ts 'http://127.0.0.1:3000/#u=PERSONA&c=app' docs/images/workspace.png --say 'quanto costa l’obiettivo 24?'`;

/** Answers and their status come within moments; a picture waits until the page is quiet. */
const SETTLE_MS = 1_200;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      width: { type: 'string', default: '1280' },
      height: { type: 'string', default: '800' },
      dark: { type: 'boolean', default: false },
      say: { type: 'string', multiple: true, default: [] },
      click: { type: 'string', multiple: true, default: [] },
    },
  });
  const [url, file] = positionals;
  if (!url || !file) throw new Error(USAGE);
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({
      viewport: { width: Number(values.width), height: Number(values.height) },
      deviceScaleFactor: 2,
      colorScheme: values.dark ? 'dark' : 'light',
      locale: 'it-IT',
    });
    await page.goto(url);
    for (const text of values.say) {
      await page.getByTestId('composer').fill(text);
      await page.getByTestId('composer').press('Enter');
      await page.waitForTimeout(SETTLE_MS);
    }
    for (const testId of values.click) {
      await page.getByTestId(testId).last().click();
      await page.waitForTimeout(SETTLE_MS);
    }
    await page.waitForTimeout(SETTLE_MS);
    await page.screenshot({ path: file });
  } finally {
    await browser.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
