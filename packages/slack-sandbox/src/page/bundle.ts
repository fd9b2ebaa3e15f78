import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export interface Bundle {
  readonly script: string;
  readonly style: string;
}

/** Gives the page's script and style: bundled in memory at the first call, some tens of milliseconds, and then kept. */
export type Bundler = () => Promise<Bundle>;

export function createBundler(): Bundler {
  let bundle: Promise<Bundle> | undefined;
  return () => {
    bundle ??= bundlePage();
    return bundle;
  };
}

async function bundlePage(): Promise<Bundle> {
  const entry = fileURLToPath(new URL('../client/main.ts', import.meta.url));
  const result = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    outdir: 'out',
    format: 'esm',
    target: 'es2023',
    minify: true,
    logLevel: 'silent',
  });
  const text = (suffix: string) => result.outputFiles.find(({ path }) => path.endsWith(suffix))?.text ?? '';
  return { script: text('.js'), style: text('.css') };
}
