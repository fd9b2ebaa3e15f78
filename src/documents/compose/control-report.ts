import { amount, contradictionsIn } from '../../answers/phrase/discrepancies.ts';
import { comparisonsOf } from '../../domain/plan/index.ts';
import type { Plan } from '../../domain/types.ts';
import { the } from '../../words/articles.ts';
import { kindNoun } from '../../words/kinds.ts';
import { declaredName } from '../../words/measures.ts';
import { capital } from '../../words/sentences.ts';
import { textOfCell } from '../cells.ts';
import type { Block, DocumentCell, DocumentTable, PlanDocument } from '../document.ts';
import {
  amountsOf,
  budgetTable,
  costRows,
  costsByDepartment,
  costsByKind,
  ratesByDepartment,
} from './cost-tables.ts';
import { controlSigner, documentOf, type Evidence, RECORD_SOURCE } from './evidence.ts';
import { planSource, text } from './phase-tables.ts';
import { attainmentByDepartment, indicatorsTable, resultsTable } from './result-tables.ts';
import { chartOfTable } from './table-chart.ts';

const LAW = 'TUEL (D.Lgs. 267/2000), artt. 196–198-bis';

/** Draft of the referto del controllo di gestione: what the plan and its costs say, for the office to conclude upon. */
export function composeControlReport({ plan, phase, isPartial }: Evidence): PlanDocument {
  const objectives = plan.items.filter(({ kind }) => kind === 'objective');
  const { year, bodyName } = plan.head;
  const budget = budgetTable(plan);
  const indicators = indicatorsTable(plan, plan.items);
  return documentOf(plan, {
    title: `Referto del controllo di gestione ${year}`,
    subtitle: `${bodyName}, ai sensi dell’art. 198 del D.Lgs. 267/2000`,
    isDraft: true,
    isPartial,
    signers: [controlSigner(plan)],
    sections: [
      {
        title: 'Oggetto e destinatari',
        blocks: [
          {
            type: 'paragraph',
            text: `La struttura a cui è affidato il controllo di gestione fornisce le proprie conclusioni agli amministratori, per verificare lo stato di attuazione degli obiettivi programmati, ai responsabili dei servizi, per valutare l’andamento della gestione dei servizi di cui sono responsabili (art. 198), e alla Corte dei conti (art. 198-bis). Questo referto riguarda ${the(year)}.`,
          },
          {
            type: 'fields',
            fields: [
              ['Ente', bodyName],
              ['Struttura del controllo', plan.head.controllerUnit],
              ['Documento di piano', plan.head.document],
              ['Approvazione', plan.head.approvalAct],
            ],
          },
        ],
      },
      {
        title: 'Stato di attuazione degli obiettivi',
        blocks: attainmentBlocks(plan, phase, objectives),
      },
      {
        title: 'Costi ed entrate',
        blocks: costBlocks(plan, budget),
        ...hasCosts(plan),
      },
      ...(indicators === null ? [] : [{ title: 'Indicatori', blocks: [indicators], across: true as const }]),
      {
        title: 'Quadratura con i totali del documento',
        blocks: [checksTable(plan), ...contradictions(plan)],
      },
      {
        title: 'Conclusioni',
        blocks: [
          {
            type: 'to_write',
            text: 'efficacia, efficienza ed economicità dell’azione; scostamenti e loro cause.',
          },
          { type: 'to_write', text: 'proposte agli amministratori e ai responsabili dei servizi.' },
        ],
      },
      {
        title: 'Allegato: obiettivi',
        blocks: [resultsTable(plan, phase, objectives)],
        across: true,
      },
      ...(plan.costLines.length === 0
        ? []
        : [
            {
              title: 'Allegato: costi ed entrate voce per voce',
              blocks: [costRows(plan, plan.costLines)],
              across: true as const,
            },
          ]),
    ],
    otherSources: [LAW, ...(phase === null ? [] : [`${RECORD_SOURCE}, fase «${phase.phase.name}»`])],
  });
}

/** What a plan has to say of costs is wide; that it says nothing is not. */
export const hasCosts = (plan: Plan): { readonly across?: true } =>
  plan.costLines.length + plan.budgetLines.length === 0 ? {} : { across: true };

/** Attainment by department, as a table and a picture. */
export function attainmentBlocks(
  plan: Plan,
  phase: Evidence['phase'],
  items: Plan['items'],
): readonly Block[] {
  const table = attainmentByDepartment(plan, phase, items);
  return [
    ...chartOfTable(plan, table, {
      title: attainmentFinding(table),
      subtitle: `${plan.head.year}, media delle voci che hanno un risultato`,
      columns: [['Raggiungimento medio', 'plain']],
    }),
    table,
  ];
}

/** "In media 98,78 %: da 75 % (Staff C) a 100 % (6 strutture)": the ends of the structures, and the mean of the last row. */
function attainmentFinding({ columns, rows }: DocumentTable): string {
  const at = columns.findIndex(({ type }) => type === 'percent');
  const column = columns[at];
  const whole = rows.at(-1)?.[at] ?? null;
  const known = rows.slice(0, -1).filter((row) => typeof row[at] === 'number');
  const values = known.map((row) => Number(row[at]));
  const text = (value: DocumentCell): string => (column === undefined ? '' : textOfCell(value, column));
  const named = (value: number): string => {
    const holders = known.filter((row) => text(row[at] ?? null) === text(value));
    return holders.length === 1 ? String(holders[0]?.[0] ?? '') : `${holders.length} strutture`;
  };
  if (values.length === 0) return 'Nessuna struttura ha un risultato';
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (text(low) === text(high))
    return values.length === 1 ? `${named(low)}: ${text(low)}` : `Tutte le strutture: ${text(low)}`;
  return `In media ${text(whole)}: da ${text(low)} (${named(low)}) a ${text(high)} (${named(high)})`;
}

/** Costs by kind and department, as tables and a picture. */
export function costBlocks(plan: Plan, budget: DocumentTable | null): readonly Block[] {
  if (plan.costLines.length === 0)
    return budget === null
      ? [{ type: 'paragraph', text: 'Il piano non dichiara costi né entrate.' }]
      : [budget];
  const byDepartment = costsByDepartment(plan);
  const rates = ratesByDepartment(plan);
  const [main] = amountsOf(plan);
  const label = byDepartment.columns[2]?.label;
  return [
    costsByKind(plan),
    ...(main === undefined || label === undefined
      ? []
      : chartOfTable(plan, byDepartment, {
          title: `${label}: le strutture a confronto`,
          subtitle: `${plan.head.year}, somma delle righe di ogni struttura`,
          columns: [[label, 'plain']],
        })),
    byDepartment,
    ...(rates === null ? [] : [rates]),
    ...(budget === null ? [] : [budget]),
  ];
}

/** The document's own totals beside what its rows give. */
function checksTable(plan: Plan): DocumentTable {
  return {
    type: 'table',
    columns: [text('Totale'), text('Nel documento'), text('Dalle righe'), text('Esito')],
    rows: comparisonsOf(plan).map((one) => [
      `${capital(kindNoun(one.kind, plan.head.wording?.items).many)}: ${declaredName(one.measure, 'it')}`,
      amount(one, one.declared),
      amount(one, one.computed),
      one.declared === one.computed ? 'torna' : 'non torna',
    ]),
    source: `${planSource(plan)}; ricalcolo di Traguardo`,
    empty: 'Il documento non stampa totali che si possano ricalcolare.',
  };
}

function contradictions(plan: Plan): readonly Block[] {
  const found = contradictionsIn(plan);
  return found.length === 0
    ? []
    : [
        { type: 'paragraph', text: 'Nel documento non concordano:' },
        { type: 'list', lines: found },
      ];
}
