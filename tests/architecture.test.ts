import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SOURCE = join(ROOT, 'src');

interface Import {
  /** Path below the folder looked at: `src`, unless it is said otherwise. */
  readonly from: string;
  /** A path below that folder, one that leaves it (`../data/…`), or the name of a package. */
  readonly to: string;
  readonly isPackage: boolean;
  readonly typeOnly: boolean;
  /** `import()`, when it is wanted. */
  readonly lazy: boolean;
}

const programsIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.ts') && !path.split('/').includes('node_modules'),
  );
const files = programsIn(SOURCE);
const sourceOf = (file: string): string => readFileSync(join(SOURCE, file), 'utf8');
const imports = files.flatMap((file) => importsOf(SOURCE, file));

function importsOf(folder: string, from: string): Import[] {
  const source = readFileSync(join(folder, from), 'utf8');
  const found = [
    ...source.matchAll(/^(?:import|export)\s+(type\s+)?([\w\s*{},$]*?)\s*from\s+'([^']+)'()/gm),
    ...source.matchAll(/^(?:import)()()\s+'([^']+)'()/gm),
    ...source.matchAll(/\bimport()()\(\s*'([^']+)'\s*(\))/g),
  ];
  return found.map(([, type, names = '', target = '', lazy = '']) => {
    const isPackage = !target.startsWith('.');
    const named = (/^\{(.*)\}$/s.exec(names.trim())?.[1] ?? '')
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '');
    return {
      from,
      to: isPackage ? target : relative(folder, join(folder, dirname(from), target)),
      isPackage,
      typeOnly: Boolean(type) || (named.length > 0 && named.every((name) => name.startsWith('type '))),
      lazy: lazy !== '',
    };
  });
}

/** The layer of a file: its first folder, or the file itself at the root. */
const layerOf = (path: string): string => path.split('/')[0] ?? path;
/** The job of a file: its folder inside the layer; empty at the layer's own root. */
const jobOf = (path: string): string => path.split('/').slice(1, -1)[0] ?? '';
const sentence = ({ from, to, typeOnly }: Import): string =>
  `${from} imports ${typeOnly ? 'types of ' : ''}${to}`;
const told = (one: Import): string => `src/${sentence(one)}`;
const within = (layer: string): readonly Import[] => imports.filter(({ from }) => layerOf(from) === layer);
const SLACK_SQL_OPENAI = /^(@slack\/|emulate|kysely|better-sqlite3|openai)/;
const EVERYTHING = [
  'words',
  'domain',
  'answers',
  'model',
  'charts',
  'documents',
  'store',
  'mail',
  'bot',
  'commands',
  'app',
];

it('finds the imports it is about', () => {
  expect(imports.length).toBeGreaterThan(300);
  expect(imports).toContainEqual({
    from: 'app/product-store.ts',
    to: 'store/engine/open-store.ts',
    isPackage: false,
    typeOnly: false,
    lazy: false,
  });
  expect(imports).toContainEqual({
    from: 'domain/plan/plan-source.ts',
    to: 'domain/types.ts',
    isPackage: false,
    typeOnly: true,
    lazy: false,
  });
});

/** What of ours each layer may import, from the inside out. */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  words: ['words'],
  domain: ['words', 'domain'],
  answers: ['words', 'domain', 'answers'],
  model: ['words', 'domain', 'answers', 'model'],
  charts: ['words', 'domain', 'answers', 'charts'],
  documents: ['words', 'domain', 'answers', 'charts', 'documents'],
  store: ['words', 'domain', 'answers', 'store'],
  mail: ['words', 'domain', 'mail'],
  bot: ['words', 'domain', 'answers', 'bot'],
  commands: ['words', 'domain', 'answers', 'bot', 'commands'],
  app: EVERYTHING,
  cli: [...EVERYTHING, 'cli'],
  'main.ts': ['app', 'cli'],
};

/**
 * The jobs of each layer, from the inside out: each knows those before it. Another job sees of one what its door lists,
 * `index.ts`; what `SHARED` names is everybody's, and knows no job.
 */
const JOBS: Readonly<Record<string, readonly string[]>> = {
  domain: [
    'plan',
    'phases',
    'sending',
    'record',
    'absences',
    'updates',
    'reminders',
    'incidents',
    'closing',
    'agenda',
    'sheets',
  ],
  store: ['plan', 'outbox', 'cycle', 'talk', 'bodies'],
  bot: [
    'update',
    'absence',
    'record',
    'approve',
    'remind',
    'phase',
    'agenda',
    'sheets',
    'imports',
    'ask',
    'home',
  ],
};

/** Doors that jobs have besides: to what only some programs need, or at times, and is not loaded with the rest. */
const SIDE_DOORS: readonly string[] = ['store/plan/import/index.ts'];

/** Folders of a layer that are no job; empty for what lies at its root. The bot's root puts its jobs together. */
const SHARED: Readonly<Record<string, readonly string[]>> = {
  domain: [''],
  store: ['', 'engine', 'migrations'],
  bot: ['kit'],
};

describe('imports point inwards', () => {
  it.each(Object.entries(LAYERS))('%s knows only %j', (layer, known) => {
    const wrong = within(layer).filter(
      ({ to, isPackage }) => !isPackage && !to.startsWith('..') && !known.includes(layerOf(to)),
    );
    expect(wrong.map(told)).toEqual([]);
  });

  it('every folder of src has its rule here', () => {
    expect([...new Set(files.map(layerOf))].filter((layer) => !(layer in LAYERS))).toEqual([]);
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

  it('only the bot, the commands and the benchmark speak Slack’s language, only the store and the benchmark SQL’s', () => {
    const speakers = (language: RegExp, layers: readonly string[]) =>
      imports.filter(({ from, to }) => language.test(to) && !layers.includes(layerOf(from)));
    const bolt = speakers(/^@slack\/(bolt|web-api)/, ['bot', 'commands', 'app']);
    expect(bolt.filter(({ from }) => !from.endsWith('cli/bench/bare-bolt.ts')).map(told)).toEqual([]);
    expect(speakers(/^(kysely|better-sqlite3)/, ['store', 'cli']).map(told)).toEqual([]);
  });

  it('no file needs, through others, itself', () => {
    expect(cycles(imports)).toEqual([]);
  });
});

describe('a job', () => {
  const all = Object.entries(JOBS).flatMap(([layer, jobs]) => jobs.map((job) => [layer, job] as const));

  it.each(all)('%s/%s is entered by its door', (layer, job) => {
    const folder = `${layer}/${job}/`;
    const strays = imports.filter(
      ({ from, to }) =>
        !from.startsWith(folder) &&
        to.startsWith(folder) &&
        ![`${folder}index.ts`, ...SIDE_DOORS].includes(to),
    );
    expect(strays.map(told)).toEqual([]);
  });

  it.each(SIDE_DOORS)('%s is opened by the running program when it is wanted', (door) => {
    const users = imports.filter(({ to }) => to === door);
    expect(users.filter(({ from, lazy }) => layerOf(from) !== 'cli' && !lazy).map(told)).toEqual([]);
    expect(users.some(({ lazy }) => lazy)).toBe(true);
  });

  it.each(Object.entries(JOBS))('of the %s knows only what is further in: %j', (layer, jobs) => {
    const placeOf = (path: string): number => jobs.indexOf(jobOf(path));
    const isInOrder = (path: string): boolean =>
      placeOf(path) >= 0 || (SHARED[layer] ?? []).includes(jobOf(path));
    const outwards = within(layer).filter(
      ({ from, to }) => layerOf(to) === layer && isInOrder(from) && placeOf(to) > placeOf(from),
    );
    expect(outwards.map(told)).toEqual([]);
  });

  it.each(all)('%s/%s says by name what its door opens to', (layer, job) => {
    const door = sourceOf(`${layer}/${job}/index.ts`);
    expect(door).not.toMatch(/export \*/);
    const outside = imports.filter(({ from, to }) => to === `${layer}/${job}/index.ts` && from !== to);
    const taken = new Set(outside.flatMap(({ from, to }) => namesTaken(from, to)));
    expect(
      [...door.matchAll(/^export (?:type )?\{([^}]*)\}/gm)]
        .flatMap(([, names = '']) => namesOf(names))
        .filter((name) => !taken.has(name)),
    ).toEqual([]);
  });

  it('has a folder of its own, and each folder is a job', () => {
    for (const [layer, jobs] of Object.entries(JOBS)) {
      const folders = new Set(files.filter((file) => layerOf(file) === layer).map(jobOf));
      const known = ['', ...jobs, ...(SHARED[layer] ?? [])];
      expect([...folders].filter((job) => !known.includes(job))).toEqual([]);
    }
  });
});

describe('a command', () => {
  /** What commands share: how they are described, answered and their arguments read. */
  const shared = /^commands\/(command|question)\.ts$|^commands\/arguments\//;

  it('knows no other command', () => {
    const strays = within('commands').filter(
      ({ from, to }) =>
        from !== 'commands/index.ts' &&
        layerOf(to) === 'commands' &&
        !shared.test(to) &&
        dirname(to) !== 'commands/monitoring',
    );
    expect(strays.map(told)).toEqual([]);
    const visitors = imports.filter(
      ({ from, to }) =>
        dirname(to) === 'commands/monitoring' &&
        dirname(from) !== 'commands/monitoring' &&
        from !== 'commands/index.ts',
    );
    expect(visitors.map(told)).toEqual([]);
  });
});

const namesOf = (list: string): readonly string[] =>
  list
    .split(',')
    .map((name) =>
      name
        .trim()
        .replace(/^type /, '')
        .replace(/ as .*/, ''),
    )
    .filter((name) => name !== '');

/** What a file takes from another. */
const namesTaken = (from: string, to: string): readonly string[] =>
  [...sourceOf(from).matchAll(/^(?:import|export)\s+(?:type\s+)?\{([^}]*)\}\s*from\s+'(\.[^']+)'/gm)].flatMap(
    ([, names = '', target = '']) =>
      relative(SOURCE, join(SOURCE, dirname(from), target)) === to ? namesOf(names) : [],
  );

/** Chains of imports that come back to where they began; types cost nothing when the program runs. */
function cycles(among: readonly Import[]): readonly string[] {
  const needs = new Map<string, string[]>();
  for (const { from, to, isPackage, typeOnly } of among)
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

describe('a package', () => {
  interface Manifest {
    readonly name: string;
    readonly exports: Readonly<Record<string, string>>;
    readonly dependencies?: Readonly<Record<string, string>>;
    readonly peerDependencies?: Readonly<Record<string, string>>;
    readonly devDependencies?: Readonly<Record<string, string>>;
  }
  const packages = readdirSync(join(ROOT, 'packages')).map((folder) => {
    const path = join(ROOT, 'packages', folder);
    const manifest = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as Manifest;
    const found = programsIn(path);
    return { folder, path, manifest, found, taken: found.flatMap((file) => importsOf(path, file)) };
  });
  const all = packages.map((one) => [one.folder, one] as const);
  /** What of ours is in no package, below the root. */
  const outside = ['src', 'tests', 'scripts', 'eval'].flatMap((folder) =>
    programsIn(join(ROOT, folder)).flatMap((file) => importsOf(ROOT, join(folder, file))),
  );
  const packageOf = (target: string): string => /^(@[^/]+\/)?[^/]+/.exec(target)?.[0] ?? target;

  it('is there to look at', () => {
    expect(packages.map(({ manifest }) => manifest.name)).toContain('@traguardo/slack-sandbox');
    expect(packages.flatMap(({ taken }) => taken).length).toBeGreaterThan(300);
  });

  it.each(all)('%s imports nothing from outside its folder', (_, { taken }) => {
    expect(taken.filter(({ to, isPackage }) => !isPackage && to.startsWith('..')).map(sentence)).toEqual([]);
  });

  it.each(all)('%s imports no package that its own package.json does not name', (_, { taken, manifest }) => {
    const forAll = { ...manifest.dependencies, ...manifest.peerDependencies };
    const forWork = { ...forAll, ...manifest.devDependencies };
    const strays = taken.filter(
      ({ from, to, isPackage }) =>
        isPackage &&
        !to.startsWith('node:') &&
        !(packageOf(to) in (from.startsWith('src/') ? forAll : forWork)),
    );
    expect(strays.map(sentence)).toEqual([]);
  });

  it.each(all)('%s has no file that needs, through others, itself', (_, { taken }) => {
    expect(cycles(taken)).toEqual([]);
  });

  it.each(all)('%s is entered by its entries', (_, { folder, manifest }) => {
    const entries = Object.keys(manifest.exports).map((entry) => join(manifest.name, entry));
    const strays = outside.filter(
      ({ to, isPackage }) =>
        (isPackage && packageOf(to) === manifest.name && !entries.includes(to)) ||
        (!isPackage && to.startsWith(join('packages', folder))),
    );
    expect(strays.map(sentence)).toEqual([]);
  });

  it.each(all)('%s says nothing of this product', (_, { path, found, manifest }) => {
    const words = /traguardo|lucca|comune\b|obiettiv|sollecit|monitoragg|giunta|\bU\.\s?O\.|\buo-\d/i;
    const lines = found.flatMap((file) =>
      readFileSync(join(path, file), 'utf8')
        .split('\n')
        .filter((line) => words.test(line.replaceAll(manifest.name, '')))
        .map((line) => `${file}: ${line.trim()}`),
    );
    expect(lines).toEqual([]);
  });

  it('the local Slack is imported when it is wanted: a bot may be installed without it', () => {
    const strays = imports.filter(
      ({ from, to, typeOnly, lazy }) =>
        packageOf(to) === '@traguardo/slack-sandbox' &&
        !typeOnly &&
        !lazy &&
        dirname(from) !== 'cli/simulate',
    );
    expect(strays.map(told)).toEqual([]);
    const entered = imports.filter(
      ({ from, to, lazy }) => dirname(to) === 'cli/simulate' && dirname(from) !== 'cli/simulate' && !lazy,
    );
    expect(entered.map(told)).toEqual([]);
  });

  it('date-fns is taken one function at a time: its index loads hundreds of files at each start', () => {
    expect(imports.filter(({ to }) => to === 'date-fns').map(told)).toEqual([]);
    expect(imports.some(({ to }) => to.startsWith('date-fns/'))).toBe(true);
  });
});

/** What makes blocks and forms, wherever it is: named for it. */
const isView = (path: string): boolean =>
  layerOf(path) === 'bot' &&
  /-(view|forms?|form-fields|words|buttons|prompts)\.ts$|kit\/(blocks|form-parts|limits|menu|problems|within|words)\.ts$/.test(
    path,
  );

describe('views', () => {
  const views = files.filter(isView);
  const ofViews = imports.filter(({ from }) => isView(from));

  it('are there to look at', () => {
    expect(views.length).toBeGreaterThan(30);
  });

  it('are data: no web client, no app, no clock, no store, nothing of Node’s', () => {
    const wrong = ofViews.filter(({ to }) =>
      /^@slack\/(bolt|web-api)|^node:|^pino|^store\/|^domain\/clock\.ts$|kit\/services\.ts$/.test(to),
    );
    expect(wrong.map(told)).toEqual([]);
    expect(views.filter((file) => /\bcreate\w+Service\b|\bclient\b|\bfetch\(/.test(sourceOf(file)))).toEqual(
      [],
    );
  });

  it('of the bot know only views, ids and doors', () => {
    const wrong = ofViews.filter(
      ({ to, typeOnly }) =>
        layerOf(to) === 'bot' && !typeOnly && !isView(to) && !/^bot\/(kit\/ids|\w+\/index)\.ts$/.test(to),
    );
    expect(wrong.map(told)).toEqual([]);
  });

  it('never ask what time it is', () => {
    expect(views.filter((file) => /new Date\(\)|Date\.now\(/.test(sourceOf(file)))).toEqual([]);
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
  const programs = ['src', 'packages'].flatMap((folder) =>
    programsIn(join(ROOT, folder)).map((file) => join(folder, file)),
  );

  it('no file is named for being useful', () => {
    expect(programs.filter((file) => /^(utils?|helpers?|common|misc)\b/.test(basename(file)))).toEqual([]);
  });

  it('no type is any', () => {
    const lines = programs.flatMap((file) =>
      readFileSync(join(ROOT, file), 'utf8')
        .split('\n')
        .map(
          (line, index) =>
            [`${file}:${index + 1}`, line.replace(/\/\/.*|^\s*\*.*|'[^']*'|`[^`]*`/g, '')] as const,
        ),
    );
    expect(
      lines.filter(([, code]) => /(:|<|\bas|\|)\s*any\b(?!\s*\w)/.test(code)).map(([place]) => place),
    ).toEqual([]);
  });
});
