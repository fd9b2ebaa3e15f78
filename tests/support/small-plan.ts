import { NO_DETAILS } from '../../src/domain/plan/index.ts';
import {
  type CostLine,
  DEFAULT_LADDER,
  type Item,
  type ItemKey,
  type Phase,
  type Plan,
} from '../../src/domain/types.ts';
import type { ItemKind } from '../../src/words/kinds.ts';
import type { Role } from '../../src/words/roles.ts';

/**
 * A body small enough to hold in mind:
 * - Settore 1, head `dir-1`: U.1.1 with contact `ref-11`, U.1.2 with contact `ref-12`;
 * - Settore 2, head `dir-2`: U.2.1 without a contact;
 * - Settore 3 without a head: U.3.1 without a contact;
 * - `controllo` is the control office, `nucleo` the evaluator, `dipendente` plain staff.
 *
 * Objective 1 is of U.1.1; objective 2 is shared by U.1.1 and U.1.2; objective 3 by U.1.2 and U.2.1; process 1 is of
 * Settore 1 as a whole; process 2 of U.3.1; indicator 1 of U.1.1.
 */
export function smallPlan(changes: Partial<Plan> = {}): Plan {
  return {
    head: {
      body: 'prova',
      bodyName: 'Comune di Prova',
      year: 2026,
      document: 'Piano della performance 2026',
      approvalAct: null,
      approvedOn: null,
      controllerUnit: 'U.1.2',
      patronDay: '07-12',
      timezone: 'Europe/Rome',
      weightSum: null,
      weightPer: null,
    },
    departments: ['Settore 1', 'Settore 2', 'Settore 3'].map((code) => ({
      code,
      name: code,
      aliases: [],
      level: null,
    })),
    units: [
      unit('U.1.1', 'Settore 1'),
      unit('U.1.2', 'Settore 1'),
      unit('U.2.1', 'Settore 2'),
      unit('U.3.1', 'Settore 3'),
    ],
    items: [
      item('objective', 1),
      item('objective', 2),
      item('objective', 3),
      item('process', 1),
      item('process', 2),
      item('indicator', 1),
    ],
    assignments: [
      assignment('objective', 1, 'Settore 1', 'U.1.1'),
      assignment('objective', 2, 'Settore 1', 'U.1.1'),
      assignment('objective', 2, 'Settore 1', 'U.1.2'),
      assignment('objective', 3, 'Settore 1', 'U.1.2'),
      assignment('objective', 3, 'Settore 2', 'U.2.1'),
      assignment('process', 1, 'Settore 1', null),
      assignment('process', 2, 'Settore 3', 'U.3.1'),
      assignment('indicator', 1, 'Settore 1', 'U.1.1'),
    ],
    costLines: [],
    indicators: [],
    milestones: [],
    budgetLines: [],
    itemRoles: [],
    declared: [],
    notes: [],
    phases: [phase()],
    closures: [],
    monitoringCounts: [],
    acts: [],
    legalDeadlines: [],
    goals: [],
    facts: [],
    factNotes: [],
    statements: [],
    glossary: [],
    people: ['ref-11', 'ref-12', 'dir-1', 'dir-2', 'controllo', 'nucleo', 'dipendente'].map((code) => ({
      code,
      name: `Account ${code}`,
      email: `${code}@prova.example`,
    })),
    roles: [
      role('ref-11', 'contact', 'Settore 1', 'U.1.1'),
      role('ref-12', 'contact', 'Settore 1', 'U.1.2'),
      role('dir-1', 'head', 'Settore 1'),
      role('dir-2', 'head', 'Settore 2'),
      role('controllo', 'controller'),
      role('nucleo', 'evaluator'),
      role('dipendente', 'staff', 'Settore 1', 'U.1.1'),
    ],
    ...changes,
  };
}

/** Opens on Monday 4 May 2026 and is due on Friday 29 May 2026, both working days. */
export const phase = (changes: Partial<Phase> = {}): Phase => ({
  year: 2026,
  code: 'intermedia',
  name: 'Monitoraggio intermedio',
  kinds: ['objective', 'process'],
  opensOn: '2026-05-04',
  dueOn: '2026-05-29',
  closesOn: null,
  source: null,
  ladder: DEFAULT_LADDER,
  channel: null,
  paused: false,
  ...changes,
});

export const role = (
  person: string,
  name: Role,
  department: string | null = null,
  unit: string | null = null,
): Plan['roles'][number] => ({ person, role: name, department, unit });

export const assignment = (
  kind: ItemKind,
  number: number,
  department: string,
  unit: string | null,
): Plan['assignments'][number] => ({
  kind,
  number,
  department,
  unit,
  lead: true,
  share: null,
  source: 'prova',
});

export const item = (kind: ItemKind, number: number, changes: Partial<Item> = {}): Item => ({
  kind,
  number,
  code: null,
  title: `${kind} ${number}`,
  shortTitle: `${kind} ${number}`,
  summary: 'Una prova.',
  keywords: [],
  scope: 'unit',
  horizonStart: 2026,
  horizonEnd: 2026,
  weight: null,
  attainment: null,
  goals: [],
  targets: [],
  ...NO_DETAILS,
  ...changes,
});

/** The keys of items, as short text: `objective 1`. */
export const named = (items: readonly ItemKey[]): readonly string[] =>
  items.map(({ kind, number }) => `${kind} ${number}`);

const unit = (code: string, department: string): Plan['units'][number] => ({
  code,
  department,
  name: code,
  aliases: [],
  note: null,
  level: null,
  parent: null,
});

/** A line of the cost table for an objective of Settore 1, with nothing declared but what is given; amounts in cents. */
export const costLine = (
  number: number,
  declared: Partial<Pick<CostLine, 'personnel' | 'committed' | 'settled' | 'assessed' | 'collected'>>,
): CostLine => ({
  kind: 'objective',
  number,
  row: number,
  department: 'Settore 1',
  unit: null,
  scopeAsPrinted: '',
  personnel: null,
  committed: null,
  settled: null,
  assessed: null,
  collected: null,
  note: null,
  extra: {},
  ...declared,
});
