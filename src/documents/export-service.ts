import {
  type ClosingService,
  type ExportTable,
  exportTables,
  type PhaseExports,
} from '../domain/closing/index.ts';
import { phaseNamed } from '../domain/phases/index.ts';
import type { PlanSource } from '../domain/plan/index.ts';
import type { AuditRow, UpdateStore } from '../domain/record/index.ts';
import { toCsv } from './csv.ts';
import { toXlsx } from './xlsx.ts';
import { toZip } from './zip.ts';

/** The exports of a phase, as tables and as files. */
export function createExportService(deps: {
  readonly plans: PlanSource;
  readonly updates: UpdateStore;
  readonly closing: Pick<ClosingService, 'register'>;
  readonly audit: { rows(): Promise<readonly AuditRow[]> };
}): PhaseExports & { tables(phase: string): Promise<readonly ExportTable[]> } {
  /** @throws Problem `phase_unknown` */
  async function tables(phaseCode: string): Promise<readonly ExportTable[]> {
    const plan = await deps.plans.current();
    const phase = phaseNamed(plan, phaseCode);
    return exportTables({
      plan,
      phase,
      latest: await deps.updates.latestOfPhase(phaseCode),
      answered: await deps.updates.answeredIn(phaseCode),
      register: await deps.closing.register(),
      audit: await deps.audit.rows(),
    });
  }

  return {
    tables,
    async archive(phaseCode, files) {
      const { year } = (await deps.plans.current()).head;
      return { name: `${fileOf(phaseCode, year)}.zip`, content: toZip(files) };
    },
    async files(phaseCode, formats) {
      const made = await tables(phaseCode);
      const { timezone, year } = (await deps.plans.current()).head;
      return [
        ...(formats.includes('xlsx')
          ? [{ name: `${fileOf(phaseCode, year)}.xlsx`, content: await toXlsx(made, timezone) }]
          : []),
        ...(formats.includes('csv')
          ? made.map((table) => ({
              name: `${fileOf(phaseCode, year)}-${table.name.toLowerCase().replaceAll(' ', '-')}.csv`,
              content: toCsv(table, timezone),
            }))
          : []),
      ];
    },
  };
}

/** A phase of another year may have the same code. */
const fileOf = (phase: string, year: number): string =>
  phase.includes(String(year)) ? phase : `${phase}-${year}`;
