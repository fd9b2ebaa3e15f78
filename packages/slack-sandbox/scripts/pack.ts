import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleClient } from '../src/page/bundle-client.ts';

/*
 * npm run pack -w @traguardo/slack-sandbox [-- FOLDER]: writes the package as a tarball into a folder (the current one)
 * and prints its path. Inside the repository Node strips the types of the sources; below `node_modules` it strips none,
 * so what is packed is JavaScript, with the page ready. Nothing is built into the repository itself.
 */

const PACKAGE = fileURLToPath(new URL('..', import.meta.url));
const LICENCE = join(PACKAGE, '..', '..', 'LICENSE');

/** What a package.json holds, as far as packing changes it. */
interface Manifest {
  readonly exports: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

/** Entries lead to the JavaScript; what only the repository needs is left out. */
function packedManifest({ exports, dependencies, scripts: _, devDependencies: __, ...others }: Manifest) {
  const { esbuild: ___, ...needed } = dependencies;
  const entries = Object.entries(exports).map(([name, source]) => {
    const built = source.replace('./src/', './dist/').replace(/\.ts$/, '');
    return [name, { types: `${built}.d.ts`, default: `${built}.js` }];
  });
  return { ...others, exports: Object.fromEntries(entries), dependencies: needed };
}

function compile(outDir: string): void {
  const typescript = findPackageJSON('typescript', import.meta.url);
  if (typescript === undefined) throw new Error('typescript is not installed');
  const tsc = join(dirname(typescript), 'bin', 'tsc');
  const project = join(PACKAGE, 'tsconfig.pack.json');
  execFileSync(process.execPath, [tsc, '-p', project, '--outDir', outDir], { stdio: 'inherit' });
}

/** Builds the package in a folder of its own. */
async function stage(folder: string): Promise<void> {
  const dist = join(folder, 'dist');
  compile(dist);
  const { script, style } = await bundleClient();
  mkdirSync(join(dist, 'client'), { recursive: true });
  writeFileSync(join(dist, 'client', 'main.js'), script);
  writeFileSync(join(dist, 'client', 'main.css'), style);
  for (const name of ['bundle-client.js', 'bundle-client.d.ts']) rmSync(join(dist, 'page', name));
  const manifest: Manifest = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8'));
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(packedManifest(manifest), null, 2)}\n`);
  cpSync(join(PACKAGE, 'README.md'), join(folder, 'README.md'));
  cpSync(LICENCE, join(folder, 'LICENSE'));
}

const folder = mkdtempSync(join(tmpdir(), 'slack-sandbox-pack-'));
try {
  await stage(folder);
  // npm runs this in the package's folder; a path is meant from where npm was called.
  const destination = resolve(process.env.INIT_CWD ?? '.', process.argv[2] ?? '.');
  const options = ['--offline', '--ignore-scripts', '--silent', '--pack-destination', destination];
  const name = execFileSync('npm', ['pack', ...options], { cwd: folder, encoding: 'utf8' }).trim();
  console.log(join(destination, name));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
