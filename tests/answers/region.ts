import type { Engine } from '../../src/answers/engine.ts';
import type { CostLine, Plan } from '../../src/domain/types.ts';
import { engineOf } from '../support/engine.ts';
import { assignment, costLine, item, phase, smallPlan } from '../support/small-plan.ts';

const line = (
  row: number,
  department: string,
  unit: string,
  money: Partial<Pick<CostLine, 'committed' | 'settled' | 'collected'>>,
): CostLine => ({ ...costLine(row, money), department, unit });

const BOTH = 'DIREZIONE GENERALE PER LA SANITÀ';

/**
 * A region unlike a municipality: areas told by ordinals, services with long names, a department and a unit of one name,
 * letter codes, funding and payments but no cost of personnel, no results yet, indicators that bear their objective's code.
 */
export function regionPlan(year = 2026, changes: Partial<Plan> = {}): Plan {
  const base = smallPlan();
  return {
    ...base,
    head: { ...base.head, body: 'montalba', bodyName: 'Regione Montalba', year, controllerUnit: 'T1.01' },
    departments: [
      { code: 'T1', name: 'Coordinamento Area Prima', aliases: [], level: null },
      { code: 'T2', name: 'Coordinamento Area Seconda', aliases: [], level: null },
      { code: 'SA', name: BOTH, aliases: [], level: null },
    ],
    units: [
      ['T1.01', 'T1', 'SERVIZIO DI PROTEZIONE CIVILE'],
      ['T1.02', 'T1', 'SERVIZIO DIFESA DEL SUOLO, DEMANIO, OPERE IDRAULICHE'],
      ['T2.01', 'T2', 'SERVIZIO MOBILITÀ'],
      ['SA.00', 'SA', BOTH],
      ['SA.01', 'SA', 'SERVIZIO RETE OSPEDALIERA'],
    ].map(([code = '', department = '', name = '']) => ({
      code,
      department,
      name,
      aliases: [],
      note: null,
      level: null,
      parent: null,
    })),
    items: [
      item('objective', 1, { code: 'P1C2I4.1', title: 'Argini del fiume Salso' }),
      item('objective', 2, { code: 'P1C2I4.2', title: 'Frane e versanti', horizonEnd: year + 1 }),
      item('objective', 3, { code: 'OVP 2', title: 'Treni regionali' }),
      item('objective', 4, { code: 'OVP 3', title: 'Case di quartiere' }),
      item('objective', 5, { code: 'Q10', title: 'Lezioni di nuoto per le scuole' }),
      item('indicator', 3, { code: 'OVP 3', title: 'Attese medie in giorni' }),
    ].map((one) => ({ ...one, shortTitle: one.title, summary: one.title, attainment: null, weight: null })),
    assignments: [
      assignment('objective', 1, 'T1', 'T1.02'),
      assignment('objective', 2, 'T1', 'T1.01'),
      assignment('objective', 3, 'T2', 'T2.01'),
      assignment('objective', 4, 'SA', 'SA.01'),
      assignment('objective', 5, 'SA', 'SA.00'),
      assignment('indicator', 3, 'SA', 'SA.00'),
    ],
    costLines: [
      line(1, 'T1', 'T1.02', { committed: 500_000, settled: 20_000, collected: 7_000 }),
      line(2, 'T1', 'T1.01', { committed: 300_000, settled: 250_000 }),
      line(3, 'T2', 'T2.01', { committed: 900_000, settled: 100_000 }),
      line(4, 'SA', 'SA.01', { committed: 110_000 }),
    ],
    phases: [phase({ kinds: ['objective'] })],
    people: [],
    roles: [],
    ...changes,
  };
}

export const regionEngine = (): Engine => engineOf([regionPlan()]);
