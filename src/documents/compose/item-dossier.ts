import { phaseName } from '../../domain/phases/index.ts';
import { attainmentOfItem, dueDayOf } from '../../domain/plan/index.ts';
import type { Dossier, StatusUpdate } from '../../domain/record/index.ts';
import { INCONSISTENCY_RULES } from '../../domain/record/index.ts';
import { the } from '../../words/articles.ts';
import { formatDayLong, formatDayOf, formatMoment } from '../../words/days.ts';
import { formatDecimal, formatPercent } from '../../words/formats.ts';
import { itemName } from '../../words/kinds.ts';
import { OUTCOME_NAMES } from '../../words/outcomes.ts';
import { capital } from '../../words/sentences.ts';
import { STATE_NAMES } from '../../words/states.ts';
import type { Block, DocumentTable, PlanDocument, Section } from '../document.ts';
import { budgetTable, costRows } from './cost-tables.ts';
import { controlSigner, documentOf, personName, RECORD_SOURCE } from './evidence.ts';
import { changesTable, saidIn, structuresOf, text } from './phase-tables.ts';
import { indicatorsTable, milestonesTable } from './result-tables.ts';
import { chartOfTable } from './table-chart.ts';

/** fascicolo: everything that is known of an item. */
export function composeDossier(dossier: Dossier): PlanDocument {
  const { plan, item, versions, isPartial } = dossier;
  const zone = plan.head.timezone;
  const indicators = indicatorsTable(plan, [item]);
  const milestones = milestonesTable(plan, [item]);
  const budget = budgetTable(
    plan,
    plan.budgetLines.filter((line) => line.kind === item.kind && line.number === item.number),
  );
  const documents: DocumentTable = {
    type: 'table',
    columns: [text('Documento'), text('Dove'), text('Allegato il')],
    rows: dossier.documents.map(({ title, url, at }) => [
      title,
      /^https?:/i.test(url) ? url : 'file in Slack',
      formatMoment(at, zone),
    ]),
    source: `Fonte: ${RECORD_SOURCE}`,
    empty: 'Non è allegato nessun documento.',
  };
  const actions: DocumentTable = {
    type: 'table',
    columns: [text('Azione'), text('Chi'), { label: 'Entro', type: 'day' }, text('Stato')],
    rows: dossier.actions.map(({ what, owner, due, doneIn }) => [
      what,
      owner || null,
      due || null,
      doneIn === null ? 'da fare' : 'fatta',
    ]),
    source: `Fonte: ${RECORD_SOURCE}`,
    empty: 'Non è stata indicata nessuna azione correttiva.',
  };
  return documentOf(plan, {
    title: `Fascicolo: ${itemName(item)}`,
    subtitle: item.title,
    isDraft: false,
    isPartial,
    signers: [controlSigner(plan)],
    sections: [
      { title: 'Che cosa è stato promesso', blocks: [{ type: 'fields', fields: promise(dossier) }] },
      ...measured(indicators, milestones),
      { title: 'Aggiornamenti', blocks: [...progressChart(dossier), versionsTable(dossier)] },
      { title: 'Modifiche in corso d’anno', blocks: [changesTable(plan, dossier.changes)] },
      { title: 'Azioni correttive', blocks: [actions] },
      { title: 'Documenti', blocks: [documents] },
      {
        title: 'Costi ed entrate',
        blocks: [costRows(plan, dossier.costLines), ...(budget === null ? [] : [budget])],
      },
      {
        title: 'Incongruenze',
        blocks:
          dossier.inconsistencies.length === 0
            ? [{ type: 'paragraph', text: 'Nessuna, secondo le regole di Traguardo.' }]
            : [
                {
                  type: 'list',
                  lines: [...new Set(dossier.inconsistencies.map(({ rule }) => INCONSISTENCY_RULES[rule]))],
                },
              ],
      },
    ],
    otherSources: versions.length === 0 ? [] : [RECORD_SOURCE],
  });
}

const measured = (...tables: readonly (DocumentTable | null)[]): readonly Section[] => {
  const blocks = tables.filter((table) => table !== null);
  return blocks.length === 0 ? [] : [{ title: 'Indicatori e fasi', blocks }];
};

function promise({ plan, item, current }: Dossier): readonly (readonly [string, string | null])[] {
  const goals = item.goals.map(
    (number) => `${number}. ${plan.goals.find((goal) => goal.number === number)?.shortName ?? ''}`,
  );
  const attained = attainmentOfItem(plan, item);
  return [
    ['Titolo', item.title],
    ['Codice', item.code],
    ['Peso', item.weight === null ? null : formatDecimal(item.weight)],
    ['Strutture', structuresOf(plan, item)],
    ['Scadenza', formatDayLong(dueDayOf(item))],
    ['Risultato atteso', item.expectedResult],
    ['Indicatore', current.indicator ?? null],
    ['Agenda 2030', goals.join('; ') || null],
    ['Grado di raggiungimento', attained.percent === null ? null : formatPercent(attained.percent)],
    ...Object.entries(item.extra).map(([name, value]) => [capital(name), value || null] as const),
  ];
}

function versionsTable({ plan, versions, isPartial }: Dossier): DocumentTable {
  const zone = plan.head.timezone;
  return {
    type: 'table',
    columns: [
      text('Fase'),
      { label: 'V.', type: 'count' },
      text('Stato'),
      { label: 'Avanzamento', type: 'percent' },
      text('Che cosa dice'),
      text('Chi e quando'),
      text('Decisioni'),
    ],
    rows: versions.map((version) => [
      phaseName(plan, version.phase),
      version.version,
      `${STATE_NAMES[version.state].it.one}${version.closes ? '' : ` (parte di ${version.structure})`}`,
      version.percent,
      saidIn(version) || '—',
      `${personName(plan, version.author)}, ${formatMoment(version.at, zone)}`,
      decided(plan, version) || 'in attesa',
    ]),
    source: `Fonte: ${RECORD_SOURCE}`,
    empty: isPartial ? 'Nessun aggiornamento approvato finora.' : 'Nessun aggiornamento finora.',
  };
}

/** How far the item was at each version that says so. */
function progressChart({ plan, item, versions }: Dossier): readonly Block[] {
  const told = versions.filter(({ percent }) => percent !== null);
  const newest = told.at(-1);
  return chartOfTable(
    plan,
    {
      type: 'table',
      columns: [text('Versione'), { label: 'Avanzamento', type: 'percent' }],
      rows: told.map(({ phase, structure, version, percent }) => [
        `${phaseName(plan, phase)}, v. ${version}${structure === '*' ? '' : ` (${structure})`}`,
        percent,
      ]),
      source: `Fonte: ${RECORD_SOURCE}`,
      empty: '',
    },
    {
      title: `L’ultimo avanzamento detto è ${formatPercent(newest?.percent ?? 0)}`,
      subtitle: `${capital(itemName(item))}, avanzamento a ogni aggiornamento`,
      columns: [['Avanzamento', 'plain']],
    },
  );
}

const decided = (plan: Dossier['plan'], { decisions }: StatusUpdate): string =>
  decisions
    .map(
      ({ kind, actor, at, reason }) =>
        `${OUTCOME_NAMES[kind].it} da ${personName(plan, actor)} ${the(formatDayOf(at, plan.head.timezone))}${reason === null ? '' : ` («${reason}»)`}`,
    )
    .join('\n');
