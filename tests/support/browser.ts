import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

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
