import { execFile } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { openProductStore } from '../../src/app/product-store.ts';
import type { NewUpdate } from '../../src/domain/record/index.ts';
import { createUpdateStore } from '../../src/store/cycle/index.ts';
import { loadPlan } from '../../src/store/plan/plan-store.ts';
import { opened, temporaryDatabase, temporaryFolder } from '../support/database.ts';
import { LUCCA, LUCCA_FOLDER } from '../support/plan.ts';
import { program } from '../support/program.ts';
import { runCommand } from '../support/terminal.ts';

/** A copy of the folder of Lucca with text replaced. */
function folderWith(...changes: readonly (readonly [file: string, from: string, to: string])[]): string {
  const folder = temporaryFolder();
  cpSync(LUCCA_FOLDER, folder, { recursive: true });
  for (const [file, from, to] of changes) {
    const path = join(folder, file);
    writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
  }
  return folder;
}

/** The files of a folder, each with what changes when it is written anew. */
const filesIn = (folder: string): ReadonlySet<string> =>
  new Set(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => ({ name, stat: statSync(join(folder, name)) }))
      .filter(({ stat }) => stat.isFile())
      .map(({ name, stat }) => `${name} ${stat.ino} ${stat.mtimeMs}`),
  );

const aReport: Omit<NewUpdate, 'kind' | 'number'> = {
  phase: 'monitoraggio-2021',
  structure: 'U.O.3.2',
  closes: true,
  origin: 'submission',
  state: 'in_progress',
  percent: 60,
  note: null,
  achievedOn: null,
  criticalPoints: null,
  correctiveActions: null,
  changes: [],
  sheet: null,
  reason: null,
  act: null,
  evidence: null,
  actionsDone: [],
  results: [],
  milestonesDone: [],
  author: 'ref-uo-3-2',
  at: new Date('2021-09-09T07:00:00Z'),
};

describe.concurrent('import', () => {
  it('lists every error with file, line, value and expectation, writes nothing and ends with exit code 1', async () => {
    const database = join(temporaryFolder(), 'traguardo.sqlite');
    const folder = folderWith(
      ['items.csv', 'objective,1,', 'obbiettivo,1,'],
      ['people.csv', 'ref.staff-a@lucca.example', 'ref.staff-a'],
    );
    const ended = await runCommand('import', [folder], database);
    expect([ended.code, ended.out]).toEqual([1, '']);
    expect(ended.err.trim().split('\n')).toEqual([
      `${folder}: 2 errori, niente è stato importato.`,
      '  items.csv, riga 2, colonna kind: trovato «obbiettivo», atteso: obiettivo, processo o indicatore; forse «obiettivo»?',
      '  people.csv, riga 2, colonna email: trovato «ref.staff-a», atteso: un indirizzo e-mail',
    ]);
    expect(existsSync(database)).toBe(false);
  });

  it('replaces the plan, says what changes, what it imported and who is served', async () => {
    const { path } = await temporaryDatabase();
    const ended = await runCommand(
      'import',
      [folderWith(['plan.csv', 'Comune di Lucca', 'Città di Lucca'])],
      path,
    );
    expect(ended).toEqual({
      code: 0,
      out: [
        'Le voci e gli importi sono gli stessi di prima.',
        'Importato Città di Lucca 2021: 130 tra obiettivi, processi e indicatori, 130 righe di costo, 49 account.',
        'Traguardo serve «lucca» (Città di Lucca, 2021).',
        '',
      ].join('\n'),
      err: '',
    });
    expect((await loadPlan(await opened(path), 'lucca', 2021))?.head.bodyName).toBe('Città di Lucca');
  });

  it('compiles what the program loads as it starts, and the first start has nothing left to compile', async () => {
    const cwd = temporaryFolder();
    const compiled = join(cwd, 'compiled');
    const env = {
      PATH: process.env.PATH ?? '',
      TRAGUARDO_DB: join(cwd, 'traguardo.sqlite'),
      TRAGUARDO_COMPILED: compiled,
    };
    const run = (...args: readonly string[]) => promisify(execFile)(process.execPath, args, { cwd, env });
    expect((await run(program('src/cli/import.ts'), LUCCA_FOLDER)).stderr).toBe('');
    const prepared = filesIn(compiled);
    expect(prepared.size).toBeGreaterThan(100);
    await run(program('src/main.ts'), '--version');
    expect(filesIn(compiled)).toEqual(prepared);
  });

  it('stops before it moves a report to another objective, until it is told to', async () => {
    const { path, db } = await temporaryDatabase();
    const bicipolitana = { kind: 'objective', number: 24 } as const;
    const updates = createUpdateStore(db, LUCCA);
    await updates.append({ ...aReport, ...bicipolitana }, 0);
    const folder = folderWith();
    for (const file of ['items.csv', 'assignments.csv', 'cost_lines.csv']) {
      const text = readFileSync(join(folder, file), 'utf8');
      const exchanged = text.replace(
        /^objective,(24|25),/gm,
        (_, number) => `objective,${number === '24' ? 25 : 24},`,
      );
      writeFileSync(join(folder, file), exchanged);
    }
    const stopped = await runCommand('import', [folder], path);
    expect(stopped.code).toBe(1);
    expect(stopped.out).toContain('obiettivo 24 «Bicipolitana');
    expect(stopped.out).toContain('diventa 25: ha 1 aggiornamento');
    expect(stopped.err).toContain('Niente è stato importato: 1 voce');
    expect((await runCommand('import', [folder, '--conferma'], path)).code).toBe(0);
    expect(
      (await updates.versionsOf({ kind: 'objective', number: 25 })).map(({ percent }) => percent),
    ).toEqual([60]);
    expect(await updates.versionsOf(bicipolitana)).toEqual([]);
  });

  it('puts no plan beside that of a trial, which it sets aside when it is told to', async () => {
    const database = join(temporaryFolder(), 'traguardo.sqlite');
    await (await openProductStore({ database, slack: { mode: 'local' } }, new Date())).db.destroy();
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'Unione Alta Valle 2026.csv'), 'Titolo;Area\nStrada del passo;Area tecnica\n');
    const file = join(folder, 'Unione Alta Valle 2026.csv');
    const refused = await runCommand('import', [file], database);
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('è quello della prova (')]);
    const done = await runCommand('import', [file, '--togli-prova'], database);
    expect(done.code).toBe(0);
    expect(done.out).toContain('Traguardo serve «unione-alta-valle» (Unione Alta Valle, 2026).');
    expect(existsSync(`${database}.prova`)).toBe(true);
  });

  it('writes the mapping of the columns, and reads it back', async () => {
    const folder = temporaryFolder();
    const [file, mapping, database] = ['Comune di Prova 2026.csv', 'mappa.csv', 'db.sqlite'].map((name) =>
      join(folder, name),
    ) as [string, string, string];
    writeFileSync(file, 'Titolo;Area;Valore strategico\nStrada del passo;Area tecnica;12,5\n');
    await runCommand('import', [file, '--check', '--mappa', mapping], database);
    expect(readFileSync(mapping, 'utf8')).toContain('Comune di Prova 2026;Valore strategico;\n');
    writeFileSync(mapping, readFileSync(mapping, 'utf8').replace('strategico;', 'strategico;weight'));
    expect((await runCommand('import', [file, '--mappa', mapping], database)).code).toBe(0);
    expect((await loadPlan(await opened(database), 'prova', 2026))?.items[0]?.weight).toBe(12.5);
  });
});
