import { appendFileSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../../src/domain/types.ts';
import { describeImportIssue, readPlan } from '../../../../src/store/plan/import/index.ts';
import { loadPlan } from '../../../../src/store/plan/plan-store.ts';
import { memoryDatabase, temporaryFolder } from '../../../support/database.ts';

/** A Region that declares indicators, milestones, a budget, a place in the plan. */
const ALTAMARCA = fileURLToPath(new URL('../../../../eval/bodies/altamarca-2026', import.meta.url));

const altamarca = (): Plan => planOf(ALTAMARCA);

function planOf(folder: string): Plan {
  const read = readPlan(folder);
  if (!read.ok) throw new Error(read.errors.map(describeImportIssue).join('\n'));
  return read.plan;
}

/** A copy of the Region's folder, to be changed. */
function copy() {
  const path = temporaryFolder();
  cpSync(ALTAMARCA, path, { recursive: true });
  return {
    path,
    append: (file: string, row: string): void => appendFileSync(join(path, file), row),
    errors(): readonly string[] {
      const read = readPlan(path);
      return read.ok ? [] : read.errors.map(describeImportIssue);
    },
  };
}

describe('what a plan may say of an item', () => {
  it('is its place in the plan, its days, its expected result', () => {
    const depuratori = altamarca().items.find(({ kind, number }) => kind === 'objective' && number === 7);
    expect(depuratori).toMatchObject({
      parent: 'OVP2 Acqua e territorio',
      mission: '9 Sviluppo sostenibile',
      programme: '4 Servizio idrico',
      type: 'miglioramento',
      startsOn: '2024-03-01',
      dueOn: '2026-10-31',
      priority: null,
      expectedResult: null,
    });
  });

  it('keeps the columns that nobody knows, under their heading, and leaves out the empty ones', () => {
    const extra = altamarca().items.filter((item) => Object.keys(item.extra).length > 0);
    expect(extra.map((item) => [item.number, item.extra])).toEqual([
      [2, { 'Centro di costo': 'CDC 410' }],
      [7, { 'Centro di costo': 'CDC 220' }],
    ]);
  });

  it('may be several indicators, each with its targets by year', () => {
    const fatture = altamarca().indicators.filter(
      ({ kind, number }) => kind === 'objective' && number === 25,
    );
    expect(
      fatture.map(({ code, name, weight, baseline, targets, result }) => ({
        code,
        name,
        weight,
        baseline,
        targets,
        result,
      })),
    ).toEqual([
      {
        code: '1',
        name: 'Fatture pagate entro la scadenza',
        weight: 60,
        baseline: 87,
        targets: [{ year: 2026, value: 95 }],
        result: 92.2,
      },
      {
        code: '2',
        name: 'Giorni medi di ritardo',
        weight: 40,
        baseline: 3,
        targets: [{ year: 2026, value: 0 }],
        result: 3,
      },
    ]);
  });

  it('reads yes and no as 1 and 0, and an empty result as not declared', () => {
    const { indicators } = altamarca();
    expect(indicators.find(({ unit }) => unit === 'sì/no')).toMatchObject({
      baseline: 0,
      targets: [{ year: 2026, value: 1 }],
      result: 1,
    });
    expect(indicators.find(({ name }) => name.startsWith('Ospedali'))?.result).toBeNull();
  });

  it('takes a target from a column of its year too', () => {
    const folder = copy();
    writeFileSync(
      join(folder.path, 'indicators.csv'),
      'kind,number,name,target_2027,target_2026\nobjective,1,Attesa,25.5,30\n',
    );
    expect(planOf(folder.path).indicators[0]?.targets).toEqual([
      { year: 2026, value: 30 },
      { year: 2027, value: 25.5 },
    ]);
  });

  it('is milestones, with the days on which they are expected and done', () => {
    expect(altamarca().milestones[0]).toEqual({
      kind: 'objective',
      number: 2,
      code: '1',
      name: 'Gara per gli arredi',
      expectedFrom: '2026-02-01',
      expectedTo: '2026-04-30',
      doneOn: '2026-04-21',
      weight: 20,
      responsible: 'Servizio Ospedali',
    });
  });

  it('is money by entry, year, fund and chapter, in cents', () => {
    expect(altamarca().budgetLines[3]).toEqual({
      kind: 'objective',
      number: 2,
      row: 4,
      department: null,
      unit: null,
      entry: 'pagato',
      year: 2026,
      amount: 64_000_050,
      fund: 'PNRR',
      chapter: '120345',
      mission: '13',
      programme: '1',
      cup: 'B21B22000450006',
      note: null,
    });
  });

  it('is the roles that people have for it', () => {
    expect(altamarca().itemRoles).toEqual([
      { kind: 'objective', number: 2, role: 'RUP', person: 'ref-1' },
      { kind: 'objective', number: 7, role: 'assessore', person: 'resp-2' },
    ]);
  });

  it('comes back equal from the store', async () => {
    const plan = altamarca();
    const db = await memoryDatabase(plan);
    expect(await loadPlan(db, 'altamarca', 2026)).toEqual(plan);
  });
});

describe('a plan that lacks the optional columns', () => {
  it('is read all the same, with nothing declared in them', () => {
    const folder = copy();
    writeFileSync(
      join(folder.path, 'plan.csv'),
      'body,body_name,year,document,approval_act,approved_on,timezone\naltamarca,Regione Altamarca,2026,Piano,,,Europe/Rome\n',
    );
    expect(planOf(folder.path).head).toMatchObject({
      controllerUnit: null,
      patronDay: null,
      weightSum: null,
    });
  });

  it('may have its columns in another order', () => {
    const folder = copy();
    writeFileSync(join(folder.path, 'departments.csv'), reordered(join(folder.path, 'departments.csv')));
    expect(planOf(folder.path).departments).toEqual(altamarca().departments);
  });
});

/** The same table with its first two columns exchanged; no cell of it is quoted. */
const reordered = (path: string): string =>
  readFileSync(path, 'utf8').replaceAll(/^([^,\n]*),([^,\n]*)/gm, '$2,$1');

describe('a row about an item', () => {
  it.each([
    ['indicators.csv', 'objective,99,,Attesa,,,,,,,,,\n', 'number', 'obiettivo 99'],
    ['milestones.csv', 'objective,99,,Gara,,,,,\n', 'number', 'obiettivo 99'],
    ['budget_lines.csv', 'objective,99,stanziamento,1.00,,,,,,,\n', 'number', 'obiettivo 99'],
    ['item_roles.csv', 'objective,1,RUP,nessuno\n', 'person', 'nessuno'],
    ['indicators.csv', 'objective,1,,Attesa,,,,,,,presto,,\n', 'targets', 'presto'],
    ['indicators.csv', 'objective,1,,Attesa,,,meglio,,,,,,\n', 'direction', 'meglio'],
    ['indicators.csv', 'objective,1,,Attesa,,,,,molti,,,,\n', 'baseline', 'molti'],
    ['milestones.csv', 'objective,1,,Gara,2026-05-01,2026-04-01,,,\n', 'expected_to', '2026-04-01'],
    ['budget_lines.csv', 'objective,1,stanziamento,,,,,,,,\n', 'amount_eur', ''],
  ])('of %s is refused with its place: %s', (file, row, column, value) => {
    const folder = copy();
    folder.append(file, row);
    const [first, ...others] = folder.errors();
    expect(first).toContain(`${file}, riga `);
    expect(first).toContain(`colonna ${column}: ${value === '' ? 'la cella è vuota' : `trovato «${value}»`}`);
    expect(others).toEqual([]);
  });

  it('may not use a key twice', () => {
    const folder = copy();
    const [header = '', ...lines] = readFileSync(join(folder.path, 'items.csv'), 'utf8').trim().split('\n');
    // No cell of the file is quoted.
    const place = header.split(',').indexOf('key');
    const withKey = lines.map((line, at) =>
      line
        .split(',')
        .map((cell, column) => (column === place && at < 2 ? 'ospedali' : cell))
        .join(','),
    );
    writeFileSync(join(folder.path, 'items.csv'), [header, ...withKey, ''].join('\n'));
    expect(folder.errors()).toEqual([
      'items.csv, riga 3, colonna key: trovato «ospedali», atteso: un valore non già usato (è alla riga 2)',
    ]);
  });
});
