import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Bundle } from './bundle.ts';

/** Bundles the page from its sources, in memory. Not part of what is packed, where the page is ready. */
export async function bundleClient(): Promise<Bundle> {
  const result = await build({
    entryPoints: [fileURLToPath(new URL('../client/main.ts', import.meta.url))],
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
