import type { Plan } from '../../domain/types.ts';
import { ITEM_KINDS, kindNoun } from '../../words/kinds.ts';
import { joinedName } from '../../words/proper-names.ts';
import { capital } from '../../words/sentences.ts';
import type { Block, DocumentTable, PlanDocument, Section } from '../document.ts';
import { attainmentBlocks, costBlocks, hasCosts } from './control-report.ts';
import { budgetTable, costRows } from './cost-tables.ts';
import { controlSigner, documentOf, type Evidence, RECORD_SOURCE } from './evidence.ts';
import { phaseFields, printed } from './monitoring-report.ts';
import { changesTable, coverageTable, stateTable } from './phase-tables.ts';
import {
  deviationsTable,
  indicatorsTable,
  milestonesTable,
  resultsTable,
  spreadTable,
} from './result-tables.ts';
import { chartOfTable } from './table-chart.ts';

const LAW = 'D.Lgs. 150/2009, art. 10, comma 1, lettera b)';

/**
 * Draft of the annual Relazione sulla performance: its sections on the results (3) and on management control (4), with
 * attainment, deviations and the causes that were reported; the first two are the office's.
 */
export function composePerformanceReport(evidence: Evidence): PlanDocument {
  const { plan, phase, isPartial } = evidence;
  const { year, bodyName } = plan.head;
  const evaluator = plan.head.wording?.evaluator ?? 'Nucleo di Valutazione';
  return documentOf(plan, {
    title: `Relazione sulla performance ${year}`,
    subtitle: `${bodyName}, a consuntivo dell’anno ${year}`,
    isDraft: true,
    isPartial,
    signers: [controlSigner(plan), `Per la validazione: ${evaluator}`],
    sections: [
      {
        title: 'Premessa e contesto',
        number: '1–2',
        blocks: [
          {
            type: 'paragraph',
            text: `La Relazione evidenzia, a consuntivo, i risultati organizzativi e individuali raggiunti rispetto ai singoli obiettivi programmati e alle risorse, con gli eventuali scostamenti (art. 10 del D.Lgs. 150/2009). È approvata dall’organo di indirizzo e validata ${joinedName('da', evaluator)}.`,
          },
          {
            type: 'to_write',
            text: 'strumenti di programmazione, territorio, organizzazione e risorse umane.',
          },
        ],
      },
      ...numbered(3, [...monitoringSections(evidence), ...resultSections(evidence)]),
      ...numbered(4, costSections(plan)),
      {
        title: 'Conclusioni',
        number: '5',
        blocks: [
          { type: 'to_write', text: 'punti di forza, criticità e miglioramenti per l’anno successivo.' },
        ],
      },
    ],
    otherSources: [LAW, ...(phase === null ? [] : [`${RECORD_SOURCE}, fase «${phase.phase.name}»`])],
  });
}

const numbered = (chapter: number, sections: readonly Section[]): readonly Section[] =>
  sections.map((section, at) => ({ ...section, number: `${chapter}.${at + 1}` }));

function monitoringSections({ plan, phase, register }: Evidence): readonly Section[] {
  if (phase === null) return [];
  return [
    {
      title: phase.phase.name,
      blocks: [
        ...phaseFields(plan, phase),
        stateTable(plan, phase),
        ...printed(plan, phase.phase),
        coverageTable(plan, phase),
      ],
    },
    {
      title: 'Modifiche in corso d’anno',
      blocks: [changesTable(plan, register)],
      ...(register.length > 0 ? { across: true as const } : {}),
    },
  ];
}

function resultSections({ plan, phase }: Evidence): readonly Section[] {
  const objectives = plan.items.filter(({ kind }) => kind === 'objective');
  const spread = spreadTable(plan, phase, objectives);
  const measured = [indicatorsTable(plan, plan.items), milestonesTable(plan, plan.items)].filter(
    (table) => table !== null,
  );
  return [
    {
      title: 'Raggiungimento degli obiettivi per struttura',
      blocks: [...attainmentBlocks(plan, phase, objectives), ...spreadChart(plan, spread), spread],
    },
    ...ITEM_KINDS.flatMap((kind): readonly Section[] => {
      const own = plan.items.filter((item) => item.kind === kind);
      return own.length === 0
        ? []
        : [
            {
              title: `Risultati: ${kindNoun(kind, plan.head.wording?.items).many}`,
              blocks: [resultsTable(plan, phase, own)],
              across: true,
            },
          ];
    }),
    ...(measured.length === 0
      ? []
      : [{ title: 'Indicatori e fasi', blocks: measured, across: true as const }]),
    {
      title: 'Scostamenti e cause',
      blocks: [
        deviationsTable(plan, phase, plan.items),
        { type: 'to_write', text: 'valutazione degli scostamenti, e cause di quelli che non ne hanno una.' },
      ],
      across: true,
    },
  ];
}

/** Where nothing has a result there is nothing to be seen. */
function spreadChart(plan: Plan, spread: DocumentTable): readonly Block[] {
  const declared = spread.rows.slice(0, -1).map((row) => Number(row[1]));
  return declared.every((count) => count === 0)
    ? []
    : chartOfTable(plan, spread, {
        title: 'Come si distribuiscono i gradi di raggiungimento degli obiettivi',
        subtitle: `${plan.head.year}, numero di obiettivi per classe`,
        columns: [['Voci', 'plain']],
      });
}

function costSections(plan: Plan): readonly Section[] {
  return [
    {
      title: 'Controllo di gestione: costi ed entrate',
      blocks: costBlocks(plan, budgetTable(plan)),
      ...hasCosts(plan),
    },
    ...plan.departments.flatMap(({ code, name }): readonly Section[] => {
      const lines = plan.costLines.filter(({ department }) => department === code);
      return lines.length === 0
        ? []
        : [
            {
              title: name === code ? capital(code) : `${capital(code)} – ${name}`,
              blocks: [costRows(plan, lines)],
              across: true,
            },
          ];
    }),
  ];
}
