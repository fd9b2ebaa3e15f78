import { itemsOf } from '../../domain/phases/index.ts';
import { itemRef, type Phase, type Plan } from '../../domain/types.ts';
import { formatDay, formatDayLong } from '../../words/days.ts';
import { ofEvaluator } from '../../words/roles.ts';
import type { Block, DocumentTable, PlanDocument } from '../document.ts';
import { controlSigner, documentOf, type Evidence, type PhaseEvidence, RECORD_SOURCE } from './evidence.ts';
import {
  changesTable,
  coverageTable,
  missingTable,
  planSource,
  printedStates,
  reportedTable,
  stateTable,
  text,
} from './phase-tables.ts';
import { chartOfTable } from './table-chart.ts';

/** The report on a phase: its states in the shape of the document's own table, what was said, what is missing. */
export function composeMonitoringReport(evidence: Evidence, state: PhaseEvidence): PlanDocument {
  const { plan, register, isPartial } = evidence;
  const { phase } = state;
  const coverage = coverageTable(plan, state);
  const changes = register.filter((entry) => entry.phase === phase.code);
  const reported = itemsOf(plan, phase).filter((item) => state.latest.has(itemRef(item)));
  return documentOf(plan, {
    title: `Rapporto di monitoraggio: ${phase.name}`,
    subtitle: `${plan.head.bodyName}, ${plan.head.document}`,
    isDraft: phase.closesOn === null,
    isPartial,
    signers: [controlSigner(plan)],
    sections: [
      { title: 'La fase', blocks: phaseFields(plan, state) },
      { title: 'Sintesi monitoraggio', blocks: [stateTable(plan, state), ...printed(plan, phase)] },
      {
        title: 'Copertura per struttura',
        blocks: [
          ...chartOfTable(plan, coverage, {
            title: coverageFinding(state, plan),
            subtitle: `${phase.name}, aggiornamenti arrivati e mancanti per struttura`,
            columns: [
              ['Arrivati', 'good'],
              ['Mancanti', 'absent'],
            ],
            stacked: true,
          }),
          coverage,
        ],
      },
      {
        title: 'Aggiornamenti arrivati',
        blocks: [reportedTable(plan, state, reported)],
        ...(reported.length > 0 ? { across: true as const } : {}),
      },
      {
        title: 'Modifiche in corso d’anno',
        blocks: [changesTable(plan, changes)],
        ...(changes.length > 0 ? { across: true as const } : {}),
      },
      { title: 'Aggiornamenti che mancano', blocks: [missingTable(plan, state)] },
      { title: 'Che cosa dice il documento', blocks: textParts(plan, phase) },
      {
        title: 'Valutazioni dell’ufficio',
        blocks: [{ type: 'to_write', text: 'cause comuni degli scostamenti e interventi proposti.' }],
      },
    ],
    otherSources: [`${RECORD_SOURCE}, fase «${phase.name}»`],
  });
}

/** When a phase was, and what became of it. */
export function phaseFields({ head }: Plan, { phase, opinion, act }: PhaseEvidence): readonly Block[] {
  return [
    {
      type: 'fields',
      fields: [
        ['Apertura', formatDayLong(phase.opensOn)],
        ['Scadenza', formatDayLong(phase.dueOn)],
        ['Chiusura', phase.closesOn === null ? 'la fase è aperta' : formatDayLong(phase.closesOn)],
        [
          `Parere ${ofEvaluator(head.wording?.evaluator)}`,
          opinion === null
            ? 'non registrato'
            : `${opinion.favourable ? 'favorevole' : 'non favorevole'}, ${formatDay(opinion.day)}${opinion.remarks === null ? '' : `. ${opinion.remarks}`}`,
        ],
        ['Atto della Giunta', act === null ? 'non registrato' : `${act.reference}, ${formatDay(act.day)}`],
      ],
    },
  ];
}

/** The document's own counts, named as such: they may be of another moment than the reports. */
export function printed(plan: Plan, phase: Phase): readonly Block[] {
  const table = printedStates(plan, phase.code);
  return table === null
    ? []
    : [
        {
          type: 'paragraph',
          text: `Il documento «${plan.head.document}» stampa di questa fase i conteggi che seguono: sono i suoi, e possono essere di un altro momento.`,
        },
        table,
      ];
}

function coverageFinding({ phase, answered, withheld, latest }: PhaseEvidence, plan: Plan): string {
  const items = itemsOf(plan, phase);
  const arrived = items.filter(
    (item) =>
      answered.get(itemRef(item))?.has('*') || latest.has(itemRef(item)) || withheld.has(itemRef(item)),
  ).length;
  if (arrived === 0) return `Di ${items.length} aggiornamenti non ne è arrivato ancora nessuno`;
  return arrived === items.length
    ? `Sono arrivati tutti gli aggiornamenti: ${items.length}`
    : `Sono arrivati ${arrived} aggiornamenti su ${items.length}`;
}

/** "sezione 3, Monitoraggio intermedio" is about "Monitoraggio intermedio 2021". */
const isAbout = (phase: Phase, source: string): boolean => {
  const [, name = ''] = /^[^,]+,\s*(.+)$/.exec(source) ?? [];
  return name !== '' && phase.name.toLowerCase().startsWith(name.toLowerCase());
};

function textParts(plan: Plan, phase: Phase): readonly Block[] {
  const said = plan.statements.filter(({ source }) => isAbout(phase, source));
  const acts = plan.acts.filter(({ source }) => isAbout(phase, source));
  const table: DocumentTable = {
    type: 'table',
    columns: [{ label: 'Data', type: 'day' }, text('Atto o evento'), text('Di chi'), text('Estremi')],
    rows: acts.map((act) => [act.date, act.title, act.authority, act.reference]),
    source: planSource(plan),
    empty: '',
  };
  return [
    ...(said.length === 0 ? [] : [{ type: 'list' as const, lines: said.map((one) => one.text) }]),
    ...(acts.length === 0 ? [] : [table]),
  ];
}
