import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { createMonitoring } from '../../src/app/monitoring.ts';
import { createCalendar } from '../../src/domain/plan/calendar.ts';
import { createPlanSource } from '../../src/store/plan/plan-source.ts';
import { fixedClock } from '../support/clock.ts';
import { temporaryDatabase, temporaryFolder } from '../support/database.ts';
import { LUCCA, luccaPlan } from '../support/plan.ts';
import { program, programEnv } from '../support/program.ts';
import { aDraft } from '../support/updates.ts';

/** Runs a command on a database; gives what it printed and how it ended. */
async function run(command: 'backup' | 'restore', database: string, ...args: readonly string[]) {
  const done = await promisify(execFile)(process.execPath, [program(`src/cli/${command}.ts`), ...args], {
    cwd: temporaryFolder(),
    env: programEnv({ TRAGUARDO_DB: database }),
  }).then(
    ({ stdout, stderr }) => ({ code: 0, out: stdout + stderr }),
    ({ code, stdout, stderr }) => ({ code: Number(code), out: String(stdout) + String(stderr) }),
  );
  return done;
}

it('a copy is made while the program runs, and put back only when nothing is lost or one says so', async () => {
  const { db, path } = await temporaryDatabase();
  const plans = createPlanSource(db, LUCCA);
  const clock = fixedClock('2021-09-09T10:12+02:00');
  const { updates, audit } = createMonitoring({
    db,
    key: LUCCA,
    plans,
    clock,
    dayOf: createCalendar(luccaPlan().head).dayOf,
  });
  const report = (number: number) =>
    updates.submit(
      'controllo',
      { kind: 'objective', number },
      luccaPlan().phases[0]?.code ?? '',
      0,
      aDraft({ state: 'in_progress', percent: '60' }),
    );
  const copy = join(dirname(path), 'copia.sqlite');
  await report(24);

  const made = await run('backup', path, copy);
  expect(made).toMatchObject({ code: 0 });
  expect(made.out).toContain('un aggiornamento, registro di 2 righe, l’ultima del 9 settembre 2021, 10:12.');
  expect(made.out).toContain((await audit.verify()).head);

  await report(25);
  const inUse = await run('restore', path, copy, '--conferma');
  expect(inUse.code).toBe(1);
  expect(inUse.out).toMatch(/è in uso: fermare Traguardo/);
  await db.destroy();

  const asked = await run('restore', path, copy);
  expect(asked.code).toBe(1);
  expect(asked.out).toMatch(/contiene 2 aggiornamenti.*si perderebbero 2 righe del registro.*--conferma/s);

  const restored = await run('restore', path, copy, '--conferma');
  expect(restored).toMatchObject({ code: 0 });
  expect(readdirSync(dirname(path)).filter((name) => name.includes('.prima-'))).toHaveLength(1);
  expect((await run('backup', path, join(dirname(path), 'altra.sqlite'))).out).toContain('un aggiornamento');
});

it.each([
  ['backup', [], 2, /Uso: npm run backup -- FILE/],
  ['restore', [], 2, /Uso: npm run restore -- FILE/],
  ['restore', ['manca.sqlite'], 1, /La copia .*manca\.sqlite non c’è/],
] as const)('%s %j is told what is wrong, and ends with %d', async (command, args, ends, words) => {
  const { code, out } = await run(command, join(temporaryFolder(), 'db.sqlite'), ...args);
  expect(code).toBe(ends);
  expect(out).toMatch(words);
});
