import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { toPlainText } from '../../../src/answers/plain-text.ts';
import { toXlsx } from '../../../src/documents/xlsx.ts';
import type { Plan } from '../../../src/domain/types.ts';
import { planTables, readPlan } from '../../../src/store/plan/import/index.ts';
import { openFile } from '../../../src/store/plan/import/open-source.ts';
import { type ReadResult, readSource } from '../../../src/store/plan/import/read-plan.ts';
import { TABLES } from '../../../src/store/plan/import/tables.ts';
import { engineOf } from '../../support/engine.ts';
import { said } from '../../support/plan-files.ts';

/*
 * Every column that a plan may have besides the necessary ones, in one made-up item: exported, imported, exported and
 * imported again, and asked for with its proof.
 */

const planIn = (read: ReadResult): Plan => {
  if (!read.ok) throw new Error(said(read).join('\n'));
  return read.plan;
};

const again = async (plan: Plan): Promise<Plan> =>
  planIn(readSource(await openFile('piano.xlsx', await toXlsx(planTables(plan), plan.head.timezone))));

const isMeant = ({ kind, number }: { readonly kind: string; readonly number: number }): boolean =>
  kind === 'objective' && number === 2;

const MEASURE = { one: 'misura', many: 'misure', gender: 'f' } as const;

const TRIED_TABLES = [
  'departments',
  'units',
  'items',
  'assignments',
  'indicators',
  'milestones',
  'budgetLines',
] as const;

/** The made-up Region, whose second objective declares all that one can. */
function full(): Plan {
  const folder = fileURLToPath(new URL('../../../eval/bodies/altamarca-2026', import.meta.url));
  const plan = planIn(readPlan(folder));
  return {
    ...plan,
    head: {
      ...plan.head,
      weightSum: 100,
      weightPer: 'department',
      wording: {
        items: { objective: MEASURE },
        amounts: {
          personnel: { names: ['spesa per il personale'], form: 'fs' },
          committed: { names: ['assegnazione', 'assegnato'], form: 'fs' },
          settled: { names: ['spese sostenute'], form: 'fp' },
          assessed: { names: ['entrata accertata'], form: 'fs' },
          collected: { names: ['incasso'], form: 'ms' },
        },
        evaluator: 'OIV',
      },
    },
    departments: plan.departments.map((one) => ({ ...one, level: 'Direzione' })),
    units: plan.units.map((one) =>
      one.code === 'S12' ? { ...one, level: 'Ufficio', parent: 'S11' } : { ...one, level: 'Servizio' },
    ),
    items: plan.items.map((given) => {
      const one = given.kind === 'objective' ? { ...given, noun: MEASURE } : given;
      return isMeant(one)
        ? {
            ...one,
            key: 'osp-com',
            stakeholders: ['pazienti', 'caregiver'],
            expectedResult: 'Cinque sedi aperte',
            startsOn: '2026-01-12',
          }
        : one;
    }),
    assignments: plan.assignments.map((one) => (isMeant(one) ? { ...one, share: 60 } : one)),
    indicators: plan.indicators.map((one) =>
      isMeant(one)
        ? {
            ...one,
            code: 'IND-7',
            formula: 'sedi con autorizzazione',
            weight: 40,
            result: 2,
            source: 'sistema Salute',
          }
        : one,
    ),
    milestones: plan.milestones.map((one, at) =>
      isMeant(one) ? { ...one, code: `F${at + 1}`, weight: 20.5, responsible: 'Servizio Ospedali' } : one,
    ),
    budgetLines: plan.budgetLines.map((one) =>
      isMeant(one) ? { ...one, department: 'D10', unit: 'S11', note: 'quota vincolata' } : one,
    ),
  };
}

const item = ({ items }: Plan) => items.find(isMeant);
const indicator = ({ indicators }: Plan) => indicators.find(isMeant);
const milestone = ({ milestones }: Plan) => milestones.find(isMeant);
const line = ({ budgetLines }: Plan) => budgetLines.find(isMeant);

/** The column, what is stored of it, how it is asked for, and what is answered. */
const COLUMNS: readonly (readonly [string, (plan: Plan) => unknown, unknown, string, RegExp])[] = [
  [
    'plan.weight_sum',
    ({ head }) => head.weightSum,
    100,
    'quanto devono sommare i pesi?',
    /devono sommare a 100.*D10 160/,
  ],
  [
    'plan.weight_per',
    ({ head }) => head.weightPer,
    'department',
    'la somma dei pesi è giusta?',
    /per ogni direzione: non è così in 5 casi/,
  ],
  [
    'plan.objective_noun',
    ({ head }) => head.wording?.items.objective,
    MEASURE,
    'quante misure ci sono?',
    /^27 misure, 2026/,
  ],
  [
    'plan.personnel_name',
    ({ head }) => head.wording?.amounts.personnel?.names,
    ['spesa per il personale'],
    'spesa per il personale di ogni direzione',
    /spesa per il personale 1\.441\.364,49/,
  ],
  [
    'plan.committed_name',
    ({ head }) => head.wording?.amounts.committed?.names,
    ['assegnazione', 'assegnato'],
    'quanto è stato assegnato alle misure?',
    /misure, 2026: assegnazione/,
  ],
  [
    'plan.settled_name',
    ({ head }) => head.wording?.amounts.settled?.form,
    'fp',
    'spese sostenute per le misure',
    /18 voci su 27 le dichiarano/,
  ],
  [
    'plan.assessed_name',
    ({ head }) => head.wording?.amounts.assessed?.names,
    ['entrata accertata'],
    'entrata accertata delle misure',
    /entrata accertata 6\.708\.098,79/,
  ],
  [
    'plan.collected_name',
    ({ head }) => head.wording?.amounts.collected?.names,
    ['incasso'],
    'incasso delle misure',
    /incasso 3\.613\.658,90/,
  ],
  ['items.key', (plan) => item(plan)?.key, 'osp-com', 'qual è la chiave dell’obiettivo 2?', /osp-com/],
  [
    'items.parent',
    (plan) => item(plan)?.parent,
    'OVP1 Salute vicina',
    'da quale linea deriva l’obiettivo 2?',
    /OVP1 Salute vicina/,
  ],
  [
    'items.mission',
    (plan) => item(plan)?.mission,
    '13 Tutela della salute',
    'a quale missione appartiene l’obiettivo 2?',
    /missione 13 Tutela/,
  ],
  [
    'items.programme',
    (plan) => item(plan)?.programme,
    '1 Servizio sanitario',
    'qual è il programma dell’obiettivo 2?',
    /1 Servizio sanitario/,
  ],
  ['items.type', (plan) => item(plan)?.type, 'PNRR', 'di che tipo è l’obiettivo 2?', /tipo PNRR/],
  [
    'items.priority',
    (plan) => item(plan)?.priority,
    'alta',
    'che priorità ha l’obiettivo 2?',
    /priorità alta/,
  ],
  [
    'items.stakeholders',
    (plan) => item(plan)?.stakeholders,
    ['pazienti', 'caregiver'],
    'chi sono gli stakeholder dell’obiettivo 2?',
    /pazienti; caregiver/,
  ],
  [
    'items.expected_result',
    (plan) => item(plan)?.expectedResult,
    'Cinque sedi aperte',
    'qual è il risultato atteso dell’obiettivo 2?',
    /Cinque sedi aperte/,
  ],
  [
    'items.starts_on',
    (plan) => item(plan)?.startsOn,
    '2026-01-12',
    'quando inizia l’obiettivo 2?',
    /12\/01\/2026/,
  ],
  [
    'items.due_on',
    (plan) => item(plan)?.dueOn,
    '2026-12-15',
    'quali obiettivi scadono il 15 dicembre 2026?',
    /Ospedali di comunità/,
  ],
  [
    'assignments.share_pct',
    ({ assignments }) => assignments.find(isMeant)?.share,
    60,
    'qual è la quota di partecipazione all’obiettivo 2?',
    /S11: 60 %/,
  ],
  [
    'indicators.name',
    (plan) => indicator(plan)?.name,
    'Ospedali di comunità aperti',
    'quali indicatori ha l’obiettivo 2?',
    /Ospedali di comunità aperti/,
  ],
  [
    'indicators.code',
    (plan) => indicator(plan)?.code,
    'IND-7',
    'qual è il codice dell’indicatore dell’obiettivo 2?',
    /IND-7/,
  ],
  [
    'indicators.formula',
    (plan) => indicator(plan)?.formula,
    'sedi con autorizzazione',
    'come si calcola l’indicatore dell’obiettivo 2?',
    /sedi con autorizzazione/,
  ],
  [
    'indicators.unit',
    (plan) => indicator(plan)?.unit,
    'n.',
    'qual è l’unità di misura dell’indicatore dell’obiettivo 2?',
    /aperti: n\./,
  ],
  [
    'indicators.direction',
    (plan) => indicator(plan)?.direction,
    'higher',
    'qual è il verso dell’indicatore dell’obiettivo 2?',
    /più alto è meglio/,
  ],
  [
    'indicators.weight',
    (plan) => indicator(plan)?.weight,
    40,
    'quanto pesa l’indicatore dell’obiettivo 2?',
    /aperti \(misura 2, 2026\): peso 40/,
  ],
  [
    'indicators.baseline',
    (plan) => indicator(plan)?.baseline,
    0,
    'qual è il valore di partenza dell’indicatore dell’obiettivo 2?',
    /valore di partenza 0/,
  ],
  [
    'indicators.baseline_year',
    (plan) => indicator(plan)?.baselineYear,
    2023,
    'qual è il valore di partenza dell’indicatore dell’obiettivo 2?',
    /\(2023\)/,
  ],
  [
    'indicators.targets',
    (plan) => indicator(plan)?.targets.at(-1),
    { year: 2026, value: 5 },
    'qual è il target dell’indicatore dell’obiettivo 2?',
    /valore atteso 5/,
  ],
  [
    'indicators.result',
    (plan) => indicator(plan)?.result,
    2,
    'qual è il risultato dell’indicatore dell’obiettivo 2?',
    /risultato 2/,
  ],
  [
    'indicators.source',
    (plan) => indicator(plan)?.source,
    'sistema Salute',
    'qual è la fonte dell’indicatore dell’obiettivo 2?',
    /sistema Salute/,
  ],
  [
    'milestones.name',
    (plan) => milestone(plan)?.name,
    'Gara per gli arredi',
    'quali sono le fasi dell’obiettivo 2?',
    /Gara per gli arredi/,
  ],
  [
    'milestones.code',
    (plan) => milestone(plan)?.code,
    'F1',
    'qual è il codice della gara per gli arredi?',
    /F1/,
  ],
  [
    'milestones.expected_from',
    (plan) => milestone(plan)?.expectedFrom,
    '2026-02-01',
    'quando è prevista la gara per gli arredi?',
    /01\/02\/2026/,
  ],
  [
    'milestones.expected_to',
    (plan) => milestone(plan)?.expectedTo,
    '2026-04-30',
    'quando è prevista la gara per gli arredi?',
    /30\/04\/2026/,
  ],
  [
    'milestones.done_on',
    (plan) => milestone(plan)?.doneOn,
    '2026-04-21',
    'quando è stata fatta la gara per gli arredi?',
    /fatta il 21\/04\/2026/,
  ],
  [
    'milestones.weight',
    (plan) => milestone(plan)?.weight,
    20.5,
    'quanto pesa la gara per gli arredi?',
    /20,5/,
  ],
  [
    'milestones.responsible',
    (plan) => milestone(plan)?.responsible,
    'Servizio Ospedali',
    'chi è responsabile della gara per gli arredi?',
    /Servizio Ospedali/,
  ],
  [
    'budget_lines.entry',
    (plan) => line(plan)?.entry,
    'stanziamento',
    'quanto è stanziato per l’obiettivo 2?',
    /Stanziamento.*2\.750\.000,00/,
  ],
  [
    'budget_lines.amount_eur',
    (plan) => line(plan)?.amount,
    240_000_000,
    'quanto è stanziato sul capitolo 120345?',
    /2\.400\.000,00/,
  ],
  [
    'budget_lines.unit',
    (plan) => line(plan)?.unit,
    'S11',
    'quanto è stanziato per il servizio Ospedali?',
    /2\.750\.000,00/,
  ],
  [
    'budget_lines.department',
    (plan) => line(plan)?.department,
    'D10',
    'quanto è stanziato per la Direzione Salute?',
    /2\.750\.000,00/,
  ],
  [
    'budget_lines.year',
    (plan) => line(plan)?.year,
    2026,
    'quanto è stanziato per l’obiettivo 2 nel 2027?',
    /1\.000\.000,00/,
  ],
  [
    'budget_lines.fund',
    (plan) => line(plan)?.fund,
    'PNRR',
    'quanto è stanziato sul PNRR per l’obiettivo 2?',
    /2\.400\.000,00/,
  ],
  [
    'budget_lines.chapter',
    (plan) => line(plan)?.chapter,
    '120345',
    'quanto è stanziato sul capitolo 120346?',
    /350\.000,00/,
  ],
  [
    'budget_lines.mission',
    (plan) => line(plan)?.mission,
    '13',
    'quanto è stanziato sulla missione 13?',
    /2\.750\.000,00/,
  ],
  [
    'budget_lines.programme',
    (plan) => line(plan)?.programme,
    '1',
    'quanto è stanziato sul programma 1 per l’obiettivo 2?',
    /2\.750\.000,00/,
  ],
  [
    'budget_lines.cup',
    (plan) => line(plan)?.cup,
    'B21B22000450006',
    'quanto è stanziato sul CUP B21B22000450006?',
    /2\.400\.000,00/,
  ],
  [
    'budget_lines.note',
    (plan) => line(plan)?.note,
    'quota vincolata',
    'quali annotazioni ha l’obiettivo 2?',
    /quota vincolata/,
  ],
  [
    'item_roles',
    ({ itemRoles }) => itemRoles.find(isMeant)?.role,
    'RUP',
    'chi è il RUP dell’obiettivo 2?',
    /RUP: Referente/,
  ],
  [
    'departments.level',
    ({ departments }) => departments[0]?.level,
    'Direzione',
    'quanti obiettivi ha ogni direzione?',
    /D10 – Direzione Salute/,
  ],
  [
    'units.level',
    ({ units }) => units[0]?.level,
    'Servizio',
    'quanti obiettivi ha ogni servizio?',
    /Servizio Ospedali/,
  ],
  [
    'units.parent',
    ({ units }) => units.find(({ code }) => code === 'S12')?.parent,
    'S11',
    'quanti obiettivi ha il servizio Ospedali?',
    /^5 misure/,
  ],
];

describe('each column that a plan may have', async () => {
  const plan = full();
  const once = await again(plan);
  const twice = await again(once);
  const engine = engineOf([once]);

  it('comes back from two exports as it went', () => {
    expect(once).toEqual(plan);
    expect(twice).toEqual(plan);
  });

  it.each(COLUMNS)('%s is imported', (_column, read, value) => {
    expect(read(once)).toEqual(value);
  });

  it.each(COLUMNS)('%s is told when it is asked for', async (_column, _read, _value, question, told) => {
    const { answer } = await engine.ask({
      question,
      conversation: null,
      asker: null,
      now: new Date('2026-07-20T08:00:00Z'),
      language: 'it',
    });
    expect(answer.kind).toBe('answer');
    expect(toPlainText(answer).replaceAll('\u00a0', ' ')).toMatch(told);
    expect(answer.sources.length).toBeGreaterThan(0);
  });

  it.each(COLUMNS)('%s is exported, and imported again', (_column, read, value) => {
    expect(read(twice)).toEqual(value);
  });

  it('that a file may lack is among these', () => {
    const tried = new Set(COLUMNS.map(([column]) => column));
    const untried = TRIED_TABLES.flatMap((table) =>
      TABLES[table].optional.map((column) => `${TABLES[table].file.replace('.csv', '')}.${column}`),
    ).filter((column) => !tried.has(column));
    expect(untried).toEqual([]);
  });
});
