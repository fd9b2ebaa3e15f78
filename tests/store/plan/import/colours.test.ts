import { describe, expect, it } from 'vitest';
import { toXlsx } from '../../../../src/documents/xlsx.ts';
import type { Plan } from '../../../../src/domain/types.ts';
import { planTables } from '../../../../src/store/plan/import/index.ts';
import { openFile } from '../../../../src/store/plan/import/open-source.ts';
import { readSource } from '../../../../src/store/plan/import/read-plan.ts';
import { loadPlan } from '../../../../src/store/plan/plan-store.ts';
import { memoryDatabase } from '../../../support/database.ts';
import { readFiles, said, unioneWith } from '../../../support/plan-files.ts';

const read = (cell: string) =>
  readFiles(
    unioneWith(
      ['plan.csv', 'timezone\n', 'timezone,colours\n'],
      ['plan.csv', 'Europe/Rome\n', `Europe/Rome,${cell}\n`],
    ),
  );

function planWith(cell: string): Plan {
  const result = read(cell);
  if (!result.ok) throw new Error(said(result).join('\n'));
  return result.plan;
}

describe('the colours of a body', () => {
  it('are read from the front page, kept, and exported with it', async () => {
    const plan = planWith('#1d3f72;#C8102E');
    expect(plan.head.colours).toEqual(['#1d3f72', '#C8102E']);
    const db = await memoryDatabase(plan);
    expect((await loadPlan(db, 'alta-valle', 2026))?.head.colours).toEqual(plan.head.colours);
    const workbook = await toXlsx(planTables(plan), plan.head.timezone);
    expect(readSource(await openFile('piano.xlsx', workbook))).toMatchObject({ ok: true, plan });
  });

  it('are absent where the plan sets none', () => {
    expect(planWith('').head).not.toHaveProperty('colours');
  });

  it('are refused where they are no colours', () => {
    expect(said(read('blu;#12'))).toEqual([
      'plan.csv, riga 2, colonna colours: trovato «blu;#12», atteso: colori #rrggbb',
    ]);
  });
});
