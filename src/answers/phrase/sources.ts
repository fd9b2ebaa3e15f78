import type { Plan } from '../../domain/types.ts';
import { itemName } from '../../words/kinds.ts';
import type { Measure } from '../../words/measures.ts';
import { capital } from '../../words/sentences.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import type { Row } from '../knowledge/select.ts';

/** Above this nobody checks a list of places. */
const MOST_NAMED = 5_000;
/** Printed in the list of the items, and in no table of amounts. */
const isResult = (measure: Measure): boolean => measure === 'weight' || measure === 'attainment';

/** "4 controllo di gestione" is "sez. 4 Controllo di gestione". */
export function sectionName(table: string): string {
  const [, number, name] = /^(\S+)\s+(.*)$/.exec(table) ?? [];
  return number && name ? `sez. ${number} ${capital(name)}` : table;
}

/** The table that the costs come from, as the document calls it; where there are none, what is said of them is in the list of the items. */
export const costSection = (plan: Plan): string => {
  if (plan.costLines.length === 0) return resultSection(plan);
  const declared = plan.declared.find((one) => one.measure === 'personnel_eur');
  return declared ? sectionName(declared.table) : 'tabelle dei costi';
};

/** The table with weights and results: where the glossary takes their definition from, if it speaks of this document. */
const resultSection = (plan: Plan): string => {
  const source = plan.glossary.find((entry) => entry.term === 'grado di raggiungimento')?.source;
  const own = plan.assignments.some((one) => one.source !== '' && source?.startsWith(one.source));
  return (own ? source?.replace(/^sezione/, 'sez.') : null) ?? 'elenco degli obiettivi';
};

/** Where the figures of some rows are printed. At most three lines. */
export function rowSources(
  index: PlanIndex,
  rows: readonly Row[],
  measures: readonly Measure[],
  results: boolean,
): readonly string[] {
  const { plan } = index;
  const sources: string[] = [];
  const money = measures.some((measure) => !isResult(measure));
  // A plan that declares no cost has no table of them to be named.
  if (money && rows.length > 0 && plan.costLines.length > 0)
    sources.push(`${plan.head.document}, ${costSection(plan)}, ${places(rows)}`);
  if (
    results ||
    measures.some((measure) => isResult(measure) || measure === 'cost_per_weight') ||
    sources.length === 0
  )
    sources.push(
      `${plan.head.document}, ${resultSection(plan)}${rows.length > 0 && rows.length < 4 ? `, ${names(rows)}` : ''}`,
    );
  return sources;
}

/** Both sides of a share may have the same items: each is named and counted once. */
function places(all: readonly Row[]): string {
  const rows = [...Map.groupBy(all, ({ of }) => of.ref).values()]
    .map(([first, ...others]) =>
      first === undefined || others.length === 0
        ? first
        : { ...first, lines: [...new Set([first, ...others].flatMap(({ lines }) => lines))] },
    )
    .filter((row) => row !== undefined);
  if (rows.length > MOST_NAMED) return `tutte le strutture, ${rows.length} voci`;
  const departments = [
    ...new Set(
      rows.flatMap((row) =>
        row.lines.length > 0
          ? row.of.lines.flatMap((line) => (row.lines.includes(line.row) ? line.department : []))
          : row.of.departments,
      ),
    ),
  ];
  const where = departments.length > 3 ? `${departments.length} strutture` : departments.join(', ');
  return rows.length < 4 ? `${where}, ${names(rows)}` : `${where}, ${rows.length} voci`;
}

const names = (rows: readonly Row[]): string =>
  `${rows.length > 1 ? 'righe' : 'riga'} ${rows.map((row) => itemName(row.of.item)).join(', ')}`;

/** The source of what is counted or listed. */
export const listSource = (index: PlanIndex): readonly string[] => [
  `${index.plan.head.document}, ${resultSection(index.plan)}`,
];

export const costSource = (index: PlanIndex): readonly string[] => [
  `${index.plan.head.document}, ${costSection(index.plan)}`,
];
