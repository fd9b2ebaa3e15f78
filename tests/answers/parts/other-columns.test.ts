import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/answers/answer.ts';
import type { Engine } from '../../../src/answers/engine.ts';
import { toXlsx } from '../../../src/documents/xlsx.ts';
import type { Plan, WithOthers } from '../../../src/domain/types.ts';
import { planTables, readPlan } from '../../../src/store/plan/import/index.ts';
import { openFile } from '../../../src/store/plan/import/open-source.ts';
import { type ReadResult, readSource } from '../../../src/store/plan/import/read-plan.ts';
import { loadPlan } from '../../../src/store/plan/plan-store.ts';
import { memoryDatabase } from '../../support/database.ts';
import { engineOf } from '../../support/engine.ts';
import { said } from '../../support/plan-files.ts';

const planIn = (read: ReadResult): Plan => {
  if (!read.ok) throw new Error(said(read).join('\n'));
  return read.plan;
};

const again = async (plan: Plan): Promise<Plan> =>
  planIn(readSource(await openFile('piano.xlsx', await toXlsx(planTables(plan), plan.head.timezone))));

/** The first row that fits, with a cell under a heading that nobody knows. */
function withCell<Row extends WithOthers>(
  rows: readonly Row[],
  fits: (row: Row) => boolean,
  heading: string,
  value: string,
): readonly Row[] {
  const at = rows.findIndex(fits);
  return rows.map((row, index) =>
    index === at ? { ...row, extra: { ...row.extra, [heading]: value } } : row,
  );
}

/** The made-up Region, whose offices have a column of their own in every table. */
function region(): Plan {
  const folder = fileURLToPath(new URL('../../../eval/bodies/altamarca-2026', import.meta.url));
  const plan = planIn(readPlan(folder));
  const isOf = (number: number) => (row: { kind: string; number: number }) =>
    row.kind === 'objective' && row.number === number;
  const [unit, department] = [plan.units[0]?.code, plan.departments[1]?.code];
  return {
    ...plan,
    departments: withCell(plan.departments, ({ code }) => code === department, 'Sede', 'Palazzo Marino'),
    units: withCell(plan.units, ({ code }) => code === unit, 'Sede', 'Villa Ondina'),
    assignments: withCell(plan.assignments, isOf(2), 'Ruolo interno', 'capofila'),
    indicators: withCell(plan.indicators, isOf(25), 'Ufficio rilevatore', 'Ragioneria'),
    milestones: withCell(plan.milestones, isOf(2), 'Fornitore', 'Arredi Nord'),
    budgetLines: withCell(plan.budgetLines, isOf(2), 'Delibera', 'DGR 77/2026'),
    itemRoles: withCell(plan.itemRoles, isOf(2), 'Atto di nomina', 'decreto 12'),
    costLines: withCell(plan.costLines, isOf(2), 'Centro di responsabilità', 'CDR Ovest'),
  };
}

describe('a column that Traguardo does not know, in any table', () => {
  let plan: Plan;
  let engine: Engine;
  beforeAll(async () => {
    const given = await again(region());
    const db = await memoryDatabase(given);
    const stored = await loadPlan(db, given.head.body, given.head.year);
    if (!stored) throw new Error('the plan was just saved');
    plan = stored;
    engine = engineOf([plan]);
  });
  const ask = async (question: string): Promise<Answer> =>
    (
      await engine.ask({
        question,
        conversation: null,
        asker: null,
        now: new Date('2026-07-20T08:00:00Z'),
        language: 'it',
      })
    ).answer;

  it('is imported, stored, exported and imported again', async () => {
    expect(plan).toEqual(region());
    expect(await again(plan)).toEqual(region());
  });

  it('is on the card of its item, with what it is said of', async () => {
    const { table } = await ask('scheda dell’obiettivo 2');
    const lines = (table?.rows ?? []).map((row) => row.map(({ text }) => text).join(': '));
    expect(lines).toEqual(
      expect.arrayContaining([
        'Ruolo interno: capofila',
        'Fornitore: Gara per gli arredi: Arredi Nord',
        expect.stringMatching(/^Delibera: .*: DGR 77\/2026$/),
        'Atto di nomina: RUP: decreto 12',
        'Centro di responsabilità: CDR Ovest',
      ]),
    );
  });

  it('is beside the amounts that the body has, and no sum of one', async () => {
    const bare = { ...plan, costLines: plan.costLines.map((line) => ({ ...line, personnel: null })) };
    const { answer } = await engineOf([bare]).ask({
      question: 'scheda dell’obiettivo 1',
      conversation: null,
      asker: null,
      now: new Date('2026-07-20T08:00:00Z'),
      language: 'it',
    });
    const labels = (answer.table?.rows ?? []).map(([label]) => label?.text);
    expect(labels).toContain('liquidato');
    expect(labels.some((label) => label?.startsWith('risorse utilizzate'))).toBe(false);
  });

  it.each([
    ['qual è il fornitore dell’obiettivo 2?', 'Arredi Nord'],
    ['ufficio rilevatore dell’obiettivo 25', 'Fatture pagate entro la scadenza: Ragioneria'],
    ['quali obiettivi hanno ufficio rilevatore Ragioneria?', '1 obiettivo'],
    ['qual è la sede della D20?', 'Palazzo Marino'],
    ['quali strutture hanno sede a Villa Ondina?', 'Villa Ondina'],
  ])('is asked: %s', async (question, answer) => {
    const { headline } = await ask(question);
    expect(headline).toContain(answer);
  });

  it('proves what it says of structures with the rows that say it', async () => {
    const { proof } = await ask('qual è la sede della D20?');
    expect(proof?.rows).toHaveLength(1);
    expect(proof?.rows[0]).toContain('Palazzo Marino');
  });

  it('is on the card of its structure', async () => {
    const { notes } = await ask('chi è la D20?');
    expect(notes).toContain('Sede: Palazzo Marino.');
  });

  it('says that a structure declares nothing in it', async () => {
    const answer = await ask('qual è la sede della D10?');
    expect(answer.headline).not.toContain('Palazzo');
  });
});
