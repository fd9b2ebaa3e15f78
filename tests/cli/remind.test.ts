import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { temporaryDatabase, temporaryFolder } from '../support/database.ts';
import { type Ended, runCommand } from '../support/terminal.ts';
import { openInBothYears } from '../support/two-plans.ts';

const zoned = z.iso.datetime({ offset: true });

/** A line of `--json`, as DESIGN's contract has it. */
const message = z.object({
  at: zoned,
  year: z.number(),
  phase: z.string(),
  person: z.string(),
  role: z.enum(['contact', 'head', 'controller']),
  step: z.string().regex(/^(0|[+-]\d+)$/),
  items: z
    .array(z.object({ kind: z.enum(['objective', 'process', 'indicator']), number: z.number() }))
    .min(1),
  next: z.object({ step: z.string(), at: zoned }).nullable(),
});
const messages = ({ out }: Ended) =>
  out
    .trim()
    .split('\n')
    .map((line) => message.parse(JSON.parse(line)));

let database = '';
beforeAll(async () => {
  ({ path: database } = await temporaryDatabase());
});
const remind = (...args: string[]): Promise<Ended> => runCommand('remind', args, database);

describe.concurrent('remind --from --to --json', () => {
  it('writes a line for every message of the window if nobody answered', async () => {
    const ended = await remind('--from', '2021-09-01T00:00', '--to', '2021-10-31T23:59', '--json');
    expect(ended.code).toBe(0);
    const all = messages(ended);
    const count = (step: string): number => all.filter((one) => one.step === step).length;
    expect(['-15', '-7', '-2', '0', '+2', '+3', '+5'].map(count)).toEqual([43, 43, 43, 43, 43, 46, 47]);
    expect(all).toHaveLength(308);
    expect(all[0]).toMatchObject({
      at: '2021-09-09T09:00:00+02:00',
      phase: 'monitoraggio-2021',
      step: '-15',
      next: { step: '-7', at: '2021-09-21T09:00:00+02:00' },
    });
    expect(all.at(-1)?.next).toBeNull();
  });
});

describe.concurrent('remind --at', () => {
  it('writes who would be reminded of what at that moment, on a database that is not there yet', async () => {
    const fresh = join(temporaryFolder(), 'stato', 'traguardo.sqlite');
    // Two commands at once on a new database: one imports the plan, the other waits for it.
    const [first, second] = await Promise.all([
      runCommand('remind', ['--at', '2021-09-15T09:00', '--dry-run', '--json'], fresh),
      runCommand('remind', ['--at', '2021-09-15T09:00', '--dry-run', '--json'], fresh),
    ]);
    expect([first.code, second.code, first.err, second.err]).toEqual([0, 0, '', '']);
    expect(messages(first)).toHaveLength(43);
    expect(second.out).toBe(first.out);
    expect(existsSync(fresh)).toBe(true);
  });

  it('says why there is nothing', async () => {
    const ended = await remind('--at', '2021-09-11T10:00');
    expect(ended.out.trim()).toBe(
      '11/09/2021 alle 10:00: nessun sollecito, è fuori dall’orario di lavoro (giorni lavorativi, 8:30–17:30).',
    );
  });
});

describe.concurrent('a command line that cannot be understood', () => {
  it.each([
    [['--at', 'ieri'], '--at: trovato «ieri», atteso: una data e ora come 2021-09-15T09:00 (ora dell’ente).'],
    [
      ['--from', '2021-10-01', '--to', '2021-09-01'],
      '--to: trovato «2021-09-01», atteso: un momento non precedente a --from (2021-10-01).',
    ],
    [['--quando', 'ora'], 'L’opzione «--quando» non esiste.'],
    [['--at', '2021-09-15', '--from', '2021-09-01'], 'Uso: npm run remind'],
  ])('%j ends with exit code 2 and an Italian sentence', async (args, expected) => {
    const ended = await remind(...args);
    expect([ended.code, ended.out]).toEqual([2, '']);
    expect(ended.err).toContain(expected);
    expect(ended.err).not.toMatch(/\n\s+at /);
  });
});

it('tells of every plan of the body, in the order of time', async () => {
  const { db, path } = await temporaryDatabase();
  await openInBothYears({ db });
  const ended = await runCommand(
    'remind',
    ['--from', '2022-01-20T00:00', '--to', '2022-01-21T23:59', '--json'],
    path,
  );
  const sent = messages(ended).filter(({ person }) => person === 'ref-uo-3-2');
  expect(sent.map(({ at, year, step }) => [at.slice(0, 10), year, step])).toEqual([
    ['2022-01-20', 2021, '-15'],
    ['2022-01-21', 2022, '-15'],
  ]);
});
