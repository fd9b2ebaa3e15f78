import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const SOURCE = fileURLToPath(new URL('../src', import.meta.url));

interface Import {
  /** Path below `src`. */
  readonly from: string;
  /** A path below `src`, one that leaves it (`../data/…`), or the name of a package. */
  readonly to: string;
  readonly isPackage: boolean;
  readonly typeOnly: boolean;
}

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((path) =>
  /\.tsx?$/.test(path),
);
const sourceOf = (file: string): string => readFileSync(join(SOURCE, file), 'utf8');
const imports = files.flatMap(importsOf);

function importsOf(from: string): Import[] {
  const source = sourceOf(from);
  const found = [
    ...source.matchAll(/^(?:import|export)\s+(type\s+)?([\w\s*{},$]*?)\s*from\s+'([^']+)'/gm),
    ...source.matchAll(/^(?:import)()()\s+'([^']+)'/gm),
    ...source.matchAll(/\bimport()()\(\s*'([^']+)'\s*\)/g),
  ];
  return found.map(([, type, names = '', target = '']) => {
    const isPackage = !target.startsWith('.');
    const named = (/^\{(.*)\}$/s.exec(names.trim())?.[1] ?? '')
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '');
    return {
      from,
      to: isPackage ? target : relative(SOURCE, join(SOURCE, dirname(from), target)),
      isPackage,
      typeOnly: Boolean(type) || (named.length > 0 && named.every((name) => name.startsWith('type '))),
    };
  });
}

/** The layer of a file: its first folder, or the file itself at the root. */
const layerOf = (path: string): string => path.split('/')[0] ?? path;
const told = ({ from, to, typeOnly }: Import): string =>
  `src/${from} imports ${typeOnly ? 'types of ' : ''}${to}`;
const within = (layer: string): readonly Import[] => imports.filter(({ from }) => layerOf(from) === layer);
/** The composition roots are the files at the top of `src`; they and the terminal commands put the rest together. */
const composes = (path: string): boolean => !path.includes('/') || layerOf(path) === 'cli';
const SLACK_SQL_OPENAI = /^(@slack\/|emulate|kysely|better-sqlite3|openai)/;

it('finds the imports it is about', () => {
  expect(imports.length).toBeGreaterThan(300);
  expect(imports).toContainEqual({
    from: 'cli/product-store.ts',
    to: 'store/plan-register.ts',
    isPackage: false,
    typeOnly: false,
  });
  expect(imports).toContainEqual({
    from: 'domain/plan-source.ts',
    to: 'domain/types.ts',
    isPackage: false,
    typeOnly: true,
  });
});

/** What of ours each folder may import. */
const RULES: readonly (readonly [string, readonly string[]])[] = [
  ['domain', ['domain']],
  ['answers', ['domain', 'answers']],
  ['model', ['domain', 'answers', 'model', 'config.ts']],
  ['export', ['domain', 'answers', 'export']],
  ['store', ['domain', 'answers', 'store']],
  ['bot', ['domain', 'answers', 'bot']],
  ['commands', ['domain', 'answers', 'bot', 'commands']],
  ['workspace', ['workspace']],
];
/** Folders with a rule; the terminal commands may use everything. */
const RULED = new Set([...RULES.map(([folder]) => folder), 'cli']);

describe('imports point inwards', () => {
  it.each(RULES)('%s knows only %j', (layer, known) => {
    const wrong = within(layer).filter(({ to, isPackage }) => !isPackage && !known.includes(layerOf(to)));
    expect(wrong.map(told)).toEqual([]);
  });

  it('every folder of src has its rule here', () => {
    const folders = new Set(files.filter((file) => file.includes('/')).map(layerOf));
    expect([...folders].filter((folder) => !RULED.has(folder))).toEqual([]);
  });

  it.each(['domain', 'answers'])('%s knows no Slack, SQL or OpenAI', (layer) => {
    expect(
      within(layer)
        .filter(({ to, isPackage }) => isPackage && SLACK_SQL_OPENAI.test(to))
        .map(told),
    ).toEqual([]);
  });

  it('the store takes from the answers their types alone', () => {
    expect(
      within('store')
        .filter(({ to, typeOnly }) => layerOf(to) === 'answers' && !typeOnly)
        .map(told),
    ).toEqual([]);
  });

  it('only the composition roots and the terminal commands open the store', () => {
    expect(
      imports
        .filter(({ from, to }) => layerOf(to) === 'store' && layerOf(from) !== 'store' && !composes(from))
        .map(told),
    ).toEqual([]);
  });

  it('only the bot and the commands speak Slack’s language, only the store SQL’s', () => {
    const speakers = (language: RegExp, layers: readonly string[]) =>
      imports.filter(
        ({ from, to }) => language.test(to) && !layers.includes(layerOf(from)) && !composes(from),
      );
    expect(speakers(/^@slack\/(bolt|web-api)/, ['bot', 'commands', 'workspace']).map(told)).toEqual([]);
    expect(speakers(/^(kysely|better-sqlite3)/, ['store']).map(told)).toEqual([]);
  });

  it('no file needs, through others, itself', () => {
    expect(cycles()).toEqual([]);
  });
});

/** Chains of imports that come back to where they began; types cost nothing when the program runs. */
function cycles(): readonly string[] {
  const needs = new Map<string, string[]>();
  for (const { from, to, isPackage, typeOnly } of imports)
    if (!isPackage && !typeOnly) needs.set(from, [...(needs.get(from) ?? []), to]);
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    const at = path.indexOf(file);
    if (at >= 0) found.push([...path.slice(at), file].join(' -> '));
    if (at >= 0 || done.has(file)) return;
    for (const next of needs.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of needs.keys()) visit(file, []);
  return found;
}

describe('views', () => {
  const ofViews = imports.filter(({ from }) => from.startsWith('bot/views/'));

  it('are data: no web client, no app, no clock, no service, no store', () => {
    const wrong = ofViews.filter(
      ({ to, typeOnly }) =>
        /^@slack\/(bolt|web-api)/.test(to) ||
        layerOf(to) === 'store' ||
        to === 'domain/clock.ts' ||
        (/-service\.ts$/.test(to) && !typeOnly),
    );
    expect(wrong.map(told)).toEqual([]);
  });

  it('of the bot know only views and ids', () => {
    const wrong = ofViews.filter(
      ({ to, typeOnly }) =>
        layerOf(to) === 'bot' && !typeOnly && !to.startsWith('bot/views/') && to !== 'bot/ids.ts',
    );
    expect(wrong.map(told)).toEqual([]);
  });

  it('never ask what time it is', () => {
    expect(
      files.filter(
        (file) => file.startsWith('bot/views/') && /new Date\(\)|Date\.now\(/.test(sourceOf(file)),
      ),
    ).toEqual([]);
  });
});

describe('the domain', () => {
  it('never asks what time it is: now is an argument or a clock', () => {
    expect(
      files.filter((file) => layerOf(file) === 'domain' && /new Date\(\)|Date\.now\(/.test(sourceOf(file))),
    ).toEqual([]);
  });
});

describe('names', () => {
  it('no file is named for being useful', () => {
    expect(files.filter((file) => /^(utils?|helpers?|common|misc)\b/.test(basename(file)))).toEqual([]);
  });

  it('no type is any', () => {
    const lines = files.flatMap((file) =>
      sourceOf(file)
        .split('\n')
        .map(
          (line, index) =>
            [`src/${file}:${index + 1}`, line.replace(/\/\/.*|^\s*\*.*|'[^']*'|`[^`]*`/g, '')] as const,
        ),
    );
    expect(
      lines.filter(([, code]) => /(:|<|\bas|\|)\s*any\b(?!\s*\w)/.test(code)).map(([place]) => place),
    ).toEqual([]);
  });
});
