import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { toXlsx } from '../../../../src/documents/xlsx.ts';
import type { Plan } from '../../../../src/domain/types.ts';
import { planTables, templateTables } from '../../../../src/store/plan/import/index.ts';
import { openFile } from '../../../../src/store/plan/import/open-source.ts';
import { type ReadResult, readPlan, readSource } from '../../../../src/store/plan/import/read-plan.ts';
import { zipDirectory } from '../../../../src/store/plan/import/zip-directory.ts';
import { luccaPlan } from '../../../support/plan.ts';
import { said } from '../../../support/plan-files.ts';

const planIn = (read: ReadResult): Plan => {
  if (!read.ok) throw new Error(said(read).join('\n'));
  return read.plan;
};

const bodyOf = (folder: string): Plan =>
  planIn(readPlan(fileURLToPath(new URL(`../../../../eval/bodies/${folder}`, import.meta.url))));

/** The sheets of a workbook, as their XML. */
const unzipped = (workbook: Buffer): readonly string[] =>
  (zipDirectory(workbook) ?? [])
    .filter(({ name }) => name.startsWith('xl/worksheets/sheet'))
    .map((entry) => entry.content().toString('utf8'));

const again = async (plan: Plan): Promise<Plan> =>
  planIn(readSource(await openFile('piano.xlsx', await toXlsx(planTables(plan), plan.head.timezone))));

describe('a plan that is exported and imported again is the same', () => {
  it.each([
    ['Lucca', luccaPlan],
    ['an Unione', () => bodyOf('valle-serena-2025')],
    ['a Region with indicators, milestones, budget and columns of its own', () => bodyOf('altamarca-2026')],
  ])('%s', async (_, plan) => {
    expect(await again(plan())).toEqual(plan());
  });
});

describe('the empty workbook', () => {
  it('has the sheets of a plan, says how each column is filled in, and holds the closed lists', () => {
    const tables = templateTables();
    expect(tables.map(({ name }) => name)).toEqual([
      'Copertina',
      'Istruzioni',
      'Ente',
      'Obiettivi',
      'Persone',
      'Monitoraggi',
      'Settori',
      'Unità',
      'Costi',
      'Indicatori',
      'Tappe',
      'Bilancio',
      'Chiusure',
      'Esempio',
      'Elenchi',
    ]);
    expect(tables[1]?.rows).toContainEqual(['Obiettivi', 'Titolo', 'sì', 'testo', null]);
    expect(tables.at(-1)?.rows).toContainEqual(['Ruolo', expect.stringContaining('dirigente, dirigenti')]);
  });

  it('offers closed lists, and the structures of their sheets, under headings that stay in sight', async () => {
    const columns = templateTables().find(({ name }) => name === 'Obiettivi')?.columns ?? [];
    const choicesOf = (label: string) => columns.find((column) => column.label === label)?.choices;
    expect(choicesOf('Tipo di voce')).toEqual(['obiettivo', 'processo', 'indicatore']);
    expect(choicesOf('Settore')).toEqual({ sheet: 'Settori' });
    expect(choicesOf('Titolo')).toBeUndefined();
    const sheets = unzipped(await toXlsx(templateTables(), 'Europe/Rome'));
    const items = sheets.find((xml) => xml.includes('"obiettivo,processo,indicatore"')) ?? '';
    expect(items).toContain('sqref="B2:B2000"><formula1>"obiettivo,processo,indicatore"</formula1>');
    expect(items).toContain("<formula1>'Settori'!$A$2:$A$2000</formula1>");
    expect(items).toContain('state="frozen"');
  });

  it('is a plan as soon as the body, the year and an objective with its department are written in it', async () => {
    const filled = templateTables().map((table) => {
      const texts: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
        Ente: [
          ['Ente', 'Comune di Prova'],
          ['Anno', '2026'],
        ],
        Obiettivi: [
          ['Titolo', 'Strada del passo'],
          ['Settore', 'Area tecnica'],
          ['Pesatura', '12,5'],
        ],
        Persone: [
          ['Nome', 'Dirigente'],
          ['E-mail', 'a@prova.example'],
          ['Ruolo', 'dirigente'],
          ['Settore', 'Area tecnica'],
        ],
      };
      const row = texts[table.name];
      return row === undefined
        ? table
        : {
            ...table,
            rows: [table.columns.map(({ label }) => row.find(([name]) => name === label)?.[1] ?? null)],
          };
    });
    const read = readSource(await openFile('modello.xlsx', await toXlsx(filled, 'Europe/Rome')));
    expect(planIn(read)).toMatchObject({
      head: { body: 'prova', year: 2026 },
      items: [{ title: 'Strada del passo', weight: 12.5 }],
      roles: [{ person: 'a', role: 'head', department: 'Area tecnica' }],
    });
    expect(said(read)).toEqual([expect.stringContaining('nessuno ha il ruolo di controllo')]);
  });
});
