import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/database.ts';
import { runCommand } from '../support/terminal.ts';

describe.concurrent('export', () => {
  it('passes over no option: what does not go with what is written is refused, and nothing is', async () => {
    const database = join(temporaryFolder(), 'traguardo.sqlite');
    const refusals: readonly (readonly [line: readonly string[], said: string])[] = [
      [['--grafici', '--archivio'], '--archivio: non vale con --grafici.'],
      [['--schede', '--formato', 'csv'], '--formato: non vale con --schede.'],
      [['--struttura', 'U.O.3.2'], '--struttura: non vale per i dati di una fase.'],
      [['--piano', '--grafici'], '--piano e --grafici: si esporta una cosa alla volta.'],
      [
        ['--calendario', '--persona', 'ref-uo-3-2', '--struttura', 'U.O.3.2'],
        '--persona e --struttura: con --calendario si scrive una cosa alla volta.',
      ],
    ];
    for (const [line, said] of refusals) {
      const ended = await runCommand('export', line, database);
      expect(ended).toMatchObject({ code: 2, out: '' });
      expect(ended.err).toContain(said);
    }
    expect(existsSync(database)).toBe(false);
  });

  it('writes what goes together', async () => {
    const folder = temporaryFolder();
    const ended = await runCommand(
      'export',
      ['--calendario', '--struttura', 'U.O.3.2', '--anno', '2021', '--in', folder],
      join(temporaryFolder(), 'traguardo.sqlite'),
    );
    expect(ended).toMatchObject({ code: 0, err: '' });
    expect(readdirSync(folder).map((name) => join(folder, name))).toEqual([ended.out.trim()]);
  });
});
