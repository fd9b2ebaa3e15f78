import { existsSync, readFileSync } from 'node:fs';

/** What a browser loads of the page. */
export interface Bundle {
  readonly script: string;
  readonly style: string;
}

/** Gives the page's script and style: found or made at the first call, and then kept. */
export type Bundler = () => Promise<Bundle>;

export function createBundler(): Bundler {
  let bundle: Promise<Bundle> | undefined;
  return () => {
    bundle ??= findBundle();
    return bundle;
  };
}

/** Where packing puts it: next to the sources there is none, and it is bundled from them in some tens of milliseconds. */
const READY = {
  script: new URL('../client/main.js', import.meta.url),
  style: new URL('../client/main.css', import.meta.url),
};

async function findBundle(): Promise<Bundle> {
  if (existsSync(READY.script))
    return { script: readFileSync(READY.script, 'utf8'), style: readFileSync(READY.style, 'utf8') };
  const { bundleClient } = await import('./bundle-client.ts');
  return bundleClient();
}
