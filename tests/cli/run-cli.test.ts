import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CommandFailed, runCli, UsageError } from '../../src/cli/run-cli.ts';
import { temporaryFolder } from '../support/database.ts';

const { argv, exitCode } = process;
const DESCRIPTION = { help: 'Uso: prova', options: { anno: { type: 'string' } } } as const;

beforeEach(() => {
  process.exitCode = 0;
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => {
  process.argv = argv;
  process.exitCode = exitCode;
  vi.restoreAllMocks();
});

/** Runs a command line: what it wrote, and how it ended. */
async function run(args: readonly string[], work: () => Promise<void> = async () => undefined) {
  process.argv = ['node', 'prova', ...args];
  const begun = vi.fn(work);
  await runCli(DESCRIPTION, begun);
  const said = (method: 'log' | 'error') =>
    vi
      .mocked(console[method])
      .mock.calls.map(([line]) => String(line))
      .join('\n');
  return { code: process.exitCode, out: said('log'), err: said('error'), worked: begun.mock.calls.length };
}

describe('a command line', () => {
  it('says its version, and does nothing else', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    for (const option of ['--version', '-V'])
      expect(await run([option])).toMatchObject({
        code: 0,
        out: expect.stringContaining(`Traguardo ${version}, Node `),
        worked: 0,
      });
  });

  it('says its help, and does nothing else', async () => {
    expect(await run(['--help'])).toMatchObject({ code: 0, out: 'Uso: prova', worked: 0 });
  });

  it.each([[['--anni', '2021']], [['--anno']], [['parola']]])(
    '%j ends with 2, and its help',
    async (args) => {
      expect(await run(args)).toMatchObject({
        code: 2,
        out: '',
        err: expect.stringContaining('Uso: prova'),
        worked: 0,
      });
    },
  );

  it('ends with 2 where a value is wrong, with 1 where it could not be done, each with its sentence', async () => {
    const thrown = (error: Error) => run([], () => Promise.reject(error));
    expect(await thrown(new UsageError('--anno: trovato «x»'))).toMatchObject({
      code: 2,
      err: '--anno: trovato «x»',
    });
    vi.mocked(console.error).mockClear();
    expect(await thrown(new CommandFailed('Non si può.'))).toMatchObject({ code: 1, err: 'Non si può.' });
  });
});

it.each([
  ['a folder that is not there', 'nessuna/copia.json', /copia\.json: non c’è, o non c’è la cartella/],
  ['a folder in the place of a file', '', /: è una cartella; serve il nome di un file\.$/],
  ['a file in the place of a folder', 'file/copia.json', /: una parte del percorso è un file/],
])('says of %s what is wrong with it, and no stack', async (_, name, sentence) => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'file'), '');
  const { code, err } = await run([], async () => writeFileSync(join(folder, name), ''));
  expect(code).toBe(1);
  expect(err).toMatch(sentence);
});

it('every command of the terminal is run so', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    scripts: Readonly<Record<string, string>>;
  };
  const programs = Object.values(scripts).flatMap((line) => /src\/(?:cli\/[\w-]+|main)\.ts/.exec(line) ?? []);
  const files = programs.map((file) => (file === 'src/main.ts' ? 'src/cli/start.ts' : file));
  expect(files.length).toBeGreaterThan(10);
  for (const file of files) expect(readFileSync(file, 'utf8'), file).toContain('await runCli(');
});
