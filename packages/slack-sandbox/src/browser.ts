import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

/** Debian's Chromium, unless told otherwise. */
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Quiet, and without services of its own. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--lang=it-IT',
];

/** In continuous integration a missing browser is a failure, elsewhere a reason to skip, and to say so. */
export function browserWanted(): boolean {
  const wanted = existsSync(CHROMIUM) || Boolean(process.env.CI);
  if (!wanted) console.log(`Browser tests skipped: ${CHROMIUM} is not installed (set CI to require it)`);
  return wanted;
}

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
}

/** The windows of a test file. */
export interface Windows {
  /** A window that shows nothing and remembers nothing. */
  open(): Promise<Page>;
  /** Empties those that are open, for the next test. */
  putAway(): Promise<void>;
}

/** Windows that are used again: opening one costs more than what most tests do in it. */
export function keepWindows(make: () => Promise<Page>): Windows {
  const away: Page[] = [];
  const shown: Page[] = [];
  return {
    async open() {
      const page = away.pop() ?? (await make());
      shown.push(page);
      await page.bringToFront();
      return page;
    },
    async putAway() {
      const used = shown.splice(0).filter((page) => !page.isClosed());
      for (const page of used) {
        page.removeAllListeners();
        await page.unrouteAll({ behavior: 'ignoreErrors' });
        await page.evaluate('localStorage.clear(); sessionStorage.clear()');
        await page.goto('about:blank');
      }
      away.push(...used);
    },
  };
}

/**
 * What keeps people with disabilities from using what a page shows, one line for each rule that is broken and how often.
 * @param axe the source of axe-core
 */
export async function seriousFaults(page: Page, axe: string): Promise<readonly string[]> {
  await page.evaluate(axe);
  return page.evaluate(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
    violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => id + ' ×' + nodes.length + ': ' + nodes[0].html.slice(0, 200)))`);
}
