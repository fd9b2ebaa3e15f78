import { hash } from 'node:crypto';
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The modules of a start, as they are run. */
interface Pack {
  /** What an import means, by `meaningOf`. */
  readonly urls: Readonly<Record<string, string>>;
  readonly modules: Readonly<Record<string, { readonly stamp: string; readonly source: string }>>;
}

const EMPTY: Pack = { urls: {}, modules: {} };

/**
 * Where the program keeps what was compiled of it, beside the state unless it is said where. Of its own: V8 takes code from a
 * program with other flags for another's, and the terminal's commands have none.
 */
export const compiledFolder = (): string =>
  resolve(process.env.NODE_COMPILE_CACHE ?? process.env.TRAGUARDO_COMPILED ?? '.traguardo/compiled');

/**
 * Keeps the modules that a start imports in one file, for the starts to come: eight hundred of them take most of a start to
 * be looked for and read one by one. They are taken from there as long as each is the file that it was; what the file
 * lacks is read as usual, and added as the process ends.
 * @param folder where the file is, or will be; one that cannot be written to keeps nothing
 * @param program URL of the module that is started: each, under each Node, has a file of its own
 * @returns what ends it; whatever is imported later is read as usual
 */
export function startFromPack(folder: string, program: string): () => void {
  const path = packOf(folder, program);
  const { urls, modules } = readPack(path);
  const found = new Map<string, string>();
  const loaded = new Set<string>();
  const hooks = registerHooks({
    resolve(specifier, context, next) {
      // What is required may mean something else than what is imported.
      if (!context.conditions.includes('import')) return next(specifier, context);
      const meaning = meaningOf(specifier, context.parentURL);
      const known = urls[meaning];
      if (known !== undefined) return { url: known, format: 'module', shortCircuit: true };
      const resolved = next(specifier, context);
      found.set(meaning, resolved.url);
      return resolved;
    },
    load(url, context, next) {
      const source = modules[url]?.source;
      if (source !== undefined) return { source, format: 'module', shortCircuit: true };
      const module = next(url, context);
      if (url.startsWith('file:') && /^module(?:-typescript)?$/.test(module.format ?? '')) loaded.add(url);
      return module;
    },
  });
  return () => {
    hooks.deregister();
    if (loaded.size > 0) process.once('exit', (code) => code === 0 && add(path, found, loaded));
  };
}

/** Whether a start of a program takes its modules from the folder: they are kept there, and none was changed since. */
export const isPacked = (folder: string, program: string): boolean =>
  readPack(packOf(folder, program)) !== EMPTY;

const packOf = (folder: string, program: string): string =>
  join(folder, `modules-${hash('sha256', `${process.version} ${program}`).slice(0, 16)}.json`);

const meaningOf = (specifier: string, parent = ''): string => `${parent} ${specifier}`;

/** Changes whenever a file is written or put in the place of another, whatever its date says. */
function stampOf(url: string): string {
  const { ino, size, ctimeMs } = statSync(fileURLToPath(url));
  return `${ino} ${size} ${ctimeMs}`;
}

/** Empty where there is none, or one of its files is another by now. */
function readPack(path: string): Pack {
  try {
    const pack: Pack = JSON.parse(readFileSync(path, 'utf8'));
    return Object.entries(pack.modules).every(([url, { stamp }]) => stampOf(url) === stamp) ? pack : EMPTY;
  } catch {
    return EMPTY;
  }
}

/** As Node leaves a module that it reads itself, to the letter: what it compiled of the one is good for the other. */
const withoutTypes = (source: string, url: string): string =>
  stripTypeScriptTypes(source, { sourceUrl: url });

/** Nobody misses what could not be kept. */
function add(path: string, found: ReadonlyMap<string, string>, loaded: ReadonlySet<string>): void {
  const draft = `${path}.${process.pid}`;
  try {
    const { urls, modules } = readPack(path);
    const read = [...loaded].map((url) => {
      const stamp = stampOf(url);
      const source = readFileSync(fileURLToPath(url), 'utf8');
      return [url, { stamp, source: url.endsWith('.ts') ? withoutTypes(source, url) : source }] as const;
    });
    const all = { ...modules, ...Object.fromEntries(read) };
    const added = [...found].filter(([, url]) => url in all);
    const pack: Pack = { urls: { ...urls, ...Object.fromEntries(added) }, modules: all };
    writeFileSync(draft, JSON.stringify(pack), { mode: 0o600 });
    renameSync(draft, path);
  } catch {
    rmSync(draft, { force: true });
  }
}
