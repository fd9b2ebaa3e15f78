import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadPlan } from '../../src/store/plan/plan-store.ts';
import { opened, temporaryDatabase, temporaryFolder } from '../support/database.ts';
import { LUCCA_FOLDER } from '../support/plan.ts';
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

  it('replaces the plan and says what it imported', async () => {
    const { path } = await temporaryDatabase();
    const ended = await runCommand(
      'import',
      [folderWith(['plan.csv', 'Comune di Lucca', 'Città di Lucca'])],
      path,
    );
    expect(ended).toEqual({
      code: 0,
      out: 'Importato Città di Lucca 2021: 130 tra obiettivi, processi e indicatori, 130 righe di costo, 49 account.\n',
      err: '',
    });
    expect((await loadPlan(await opened(path), 'lucca', 2021))?.head.bodyName).toBe('Città di Lucca');
  });
});
