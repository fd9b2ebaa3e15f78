import { amount, contradictionsIn } from '../../answers/phrase/discrepancies.ts';
import { comparisonsOf } from '../../domain/plan/index.ts';
import type { Plan } from '../../domain/types.ts';
import { the } from '../../words/articles.ts';
import { kindNoun } from '../../words/kinds.ts';
import { declaredName } from '../../words/measures.ts';
import { capital } from '../../words/sentences.ts';
import { textOfCell } from '../cells.ts';
import type { Block, DocumentTable, PlanDocument } from '../document.ts';
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
        annex: true,
      },
      ...(plan.costLines.length === 0
        ? []
        : [
            {
              title: 'Allegato: costi ed entrate voce per voce',
              blocks: [costRows(plan, plan.costLines)],
              across: true as const,
              annex: true as const,
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
  const ends = column === undefined ? null : endsOf(rows.slice(0, -1), at, column);
  if (column === undefined || ends === null) return 'Nessuna struttura ha un risultato';
  const { low, high, known } = ends;
  if (low.text === high.text)
    return known === 1 ? `${low.holders}: ${low.text}` : `Tutte le strutture: ${low.text}`;
  const whole = textOfCell(rows.at(-1)?.[at] ?? null, column);
  return `In media ${whole}: da ${low.text} (${low.holders}) a ${high.text} (${high.holders})`;
}

/** "Settore 9 al primo posto con 4.093.569,69 €"; null where no structure declares it. */
function costFinding({ columns, rows }: DocumentTable, at: number): string | null {
  const column = columns[at];
  const ends = column === undefined ? null : endsOf(rows, at, column);
  return ends && `${ends.high.holders} al primo posto con ${ends.high.text}`;
}

interface End {
  readonly text: string;
  /** The structure, or how many. */
  readonly holders: string;
}

/** Between what structures a column goes, of those that declare it; null where none does. */
function endsOf(
  rows: DocumentTable['rows'],
  at: number,
  column: DocumentTable['columns'][number],
): { readonly low: End; readonly high: End; readonly known: number } | null {
  const known = rows.filter((row) => typeof row[at] === 'number');
  if (known.length === 0) return null;
  const values = known.map((row) => Number(row[at]));
  const end = (value: number): End => {
    const text = textOfCell(value, column);
    const holders = known.filter((row) => textOfCell(row[at] ?? null, column) === text);
    return {
      text,
      holders: holders.length === 1 ? String(holders[0]?.[0] ?? '') : `${holders.length} strutture`,
    };
  };
  return { low: end(Math.min(...values)), high: end(Math.max(...values)), known: known.length };
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
  // Behind the structure and the number of its rows.
  const label = byDepartment.columns[2]?.label;
  const finding = costFinding(byDepartment, 2);
  return [
    costsByKind(plan),
    ...(main === undefined || label === undefined || finding === null
      ? []
      : chartOfTable(plan, byDepartment, {
          title: finding,
          subtitle: `${label}, ${plan.head.year}, somma delle righe di ogni struttura`,
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
