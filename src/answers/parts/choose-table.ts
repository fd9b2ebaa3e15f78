import type { PlanIndex } from '../knowledge/plan-index.ts';
import { type Detail, detailsIn, isDetail } from './details.ts';
import { structureHeadings } from './other-columns.ts';
import { type AskOf, everyRow, type Field, type PartsAsk } from './parts-query.ts';
import type { PartWord } from './parts-words.ts';
import type { PartsSaid } from './read-parts.ts';

type Category = PartWord['category'];

/** Words that any of these questions may have. */
const ALWAYS: readonly Category[] = ['idle', 'ask', 'level', 'per'];

/** Every word has its part in the question. */
const hasOnly = ({ runs }: PartsSaid, ...allowed: readonly Category[]): boolean =>
  runs.every((run) => run.some(({ category }) => ALWAYS.includes(category) || allowed.includes(category)));

/** Which table of the plan a question looks at, and what it asks of it; null where none fits all that is said. */
export function chooseTable(said: PartsSaid, index: PlanIndex): PartsAsk | null {
  return (
    readYears(said, index) ??
    readWeightSums(said, index) ??
    readDue(said, index) ??
    readStructures(said, index) ??
    readFields(said, index)
  );
}

/** "Quali obiettivi sono nuovi rispetto al 2025?", "andamento dei giorni di attesa", "quale servizio ha più obiettivi nuovi?". */
export function readYears(said: PartsSaid, { plan, years }: PlanIndex): AskOf<'years'> | null {
  const changes = said.valuesOf('change') as readonly AskOf<'years'>['change'][];
  // "Che cosa è cambiato?" asks of all changes what another word asks of one.
  const change = changes.find((one) => one !== 'all') ?? changes[0];
  if (change === undefined || !years.has(plan.head.year)) return null;
  const named = said.years.find((year) => year !== plan.head.year) ?? null;
  const newest = Math.max(...years.keys());
  // "Quali obiettivi del 2025 non ci sono più?": in the plan of now.
  const other = named ?? (said.years.length > 0 && plan.head.year < newest ? newest : null);
  const count = said.has('ask', 'count');
  if (change === 'series')
    return (said.names !== null || said.has('table', 'indicators')) &&
      hasOnly(said, 'change', 'table', 'show', 'indicator', 'value')
      ? {
          of: 'years',
          change,
          against: other,
          names: said.names && [...said.names],
          count: false,
          by: null,
          order: null,
        }
      : null;
  const by = structuresAsked(said);
  const isSaid = change === 'all' ? said.years.length > 1 : other !== null;
  const isHeld = isSaid || said.has('against') || holdsAlone(said, change, years, by !== null);
  if (!isHeld || said.names !== null) return null;
  const others = by === null ? (said.sums.length > 0 ? (['entry'] as const) : []) : (['order'] as const);
  if (!hasOnly(said, 'change', 'alone', 'against', 'value', ...others)) return null;
  if (change === 'all' && by !== null) return null;
  const [order] = said.valuesOf('order') as readonly ('most' | 'least')[];
  const against = other ?? yearBeside(plan.head.year, years);
  const sums = said.sums.length > 0 ? [...said.sums] : null;
  // «Il liquidato dell’obiettivo «Nuove ambulanze»»: of one that is named, a word of its title is no change.
  if (sums !== null && (by !== null || change === 'all' || said.scope.items !== null)) return null;
  return { of: 'years', change, against, names: null, count, by, order: order ?? null, sums };
}

/** Words that say by themselves that two years are held against each other. */
function holdsAlone(
  said: PartsSaid,
  change: AskOf<'years'>['change'],
  years: PlanIndex['years'],
  isGrouped: boolean,
): boolean {
  // To change structure is to have had another one in the plan before.
  if (change === 'moved') return years.size > 1;
  if (said.has('alone', 'always')) return true;
  // Of one plan "nuovi" may be what its monitoring counts, or a word of a title.
  return said.has('alone', 'several') && said.scope.items === null && (years.size > 1 || isGrouped);
}

/** The plan before, else the one after it; null where there is no other. */
function yearBeside(year: number, years: PlanIndex['years']): number | null {
  const others = [...years.keys()].filter((one) => one !== year).sort((a, b) => a - b);
  return others.findLast((one) => one < year) ?? others[0] ?? null;
}

/** "Quale servizio", "per area": structures that are counted for, and none of them named. */
function structuresAsked({ scope, has, valuesOf }: PartsSaid): 'department' | 'unit' | null {
  const levels = valuesOf('level').filter((level) => level === 'department' || level === 'unit');
  const isNamed = scope.departments.length + scope.units.length > 0 || scope.items !== null;
  const [level, ...more] = levels;
  if (level === undefined || more.length > 0 || isNamed || !has('level', 'item')) return null;
  return level;
}

/** "Quanto devono sommare i pesi?", "i pesi di ogni area fanno 100?": where the plan declares the sum. */
function readWeightSums(said: PartsSaid, { plan }: PlanIndex): AskOf<'weights'> | null {
  if (plan.head.weightSum === null || said.names !== null || said.scope.items !== null) return null;
  const isAsked = said.has('test', 'sum') && said.valuesOf('field').includes('weight');
  if (!isAsked || said.valuesOf('test').length > 1) return null;
  const isOfAll = said.scope.departments.length + said.scope.units.length === 0;
  return isOfAll && hasOnly(said, 'test', 'field') ? { of: 'weights' } : null;
}

/** "Che cosa è in ritardo?", "prossime scadenze", "che cosa scade a giugno?". */
function readDue(said: PartsSaid, { plan }: PlanIndex): AskOf<'days'> | null {
  if (said.names !== null) return null;
  if (plan.milestones.length === 0 && plan.items.every(({ dueOn }) => dueOn === null)) return null;
  const [test, ...others] = said.valuesOf('test');
  if (others.length > 0 || (test !== undefined && test !== 'late' && test !== 'next')) return null;
  const isAsked = test === 'late' || (said.has('table', 'days') && (test === 'next' || said.days !== null));
  if (
    !isAsked ||
    said.valuesOf('table').some((one) => one !== 'days') ||
    !hasOnly(said, 'table', 'test', 'value')
  )
    return null;
  // The deadline of one item is on its card.
  if (said.scope.items !== null && test === undefined) return null;
  // "Quanti obiettivi scadono entro giugno?": items, and no milestones of theirs.
  if (said.scope.kind !== null && test === undefined) return null;
  return { of: 'days', test: test ?? null, days: said.days };
}

/** "Qual è la sede del servizio Tributi?", "quali servizi sono in via Roma?": columns that only the structures have. */
function readStructures(said: PartsSaid, { plan }: PlanIndex): AskOf<'structures'> | null {
  const { items, where } = said.scope;
  const own = structureHeadings(plan).map((heading): Field => `extra:${heading}`);
  const isIts = (field: string): field is Field => own.some((one) => one === field);
  const fields = said.valuesOf('field');
  if (own.length === 0 || items !== null || said.names !== null) return null;
  if (said.has('level', 'item') || !hasOnly(said, 'field', 'value')) return null;
  if (!fields.every(isIts) || !where.every(({ field }) => isIts(field)) || fields.length > 1) return null;
  const [field] = fields;
  if (where.length > 0) return field === undefined ? { of: 'structures', heading: null } : null;
  return field === undefined ? null : { of: 'structures', heading: field.slice('extra:'.length) };
}

/** "Obiettivi della missione 9", "di che priorità è l’obiettivo 2?", "obiettivi per missione". */
function readFields(said: PartsSaid, index: PlanIndex): AskOf<'fields' | 'rows'> | null {
  const detail = readDetail(said, index);
  if (detail !== undefined) return detail;
  if (said.names !== null || !hasOnly(said, 'field', 'value', 'show')) return null;
  const own = said
    .valuesOf('field')
    .filter((field) => !['chapter', 'fund', 'cup'].includes(field)) as Field[];
  if (said.has('show') && own.length === 0) return null;
  const [field] = own;
  // Without a day of its own an item begins with its first year, which its card tells.
  if (field === 'startsOn' && said.scope.items?.some((ref) => !index.byRef.get(ref)?.item.startsOn))
    return null;
  // «Quanti obiettivi con priorità alta hanno note?»: a field that is named beside a value is asked of them.
  const left = own.filter((one) => !said.scope.where.some((value) => value.field === one));
  if (said.scope.where.length > 0 && left.length > 0) return null;
  if (said.scope.where.length > 0) return everyRow('items');
  return field === undefined || said.scope.items === null ? null : { of: 'fields', field, names: null };
}

/**
 * "Come si calcola l’indicatore dell’obiettivo 2?", "chi è responsabile della gara per gli arredi?": a detail of an item,
 * or of its indicators and milestones. Undefined where none is asked for, null where it is of nothing that is said.
 */
function readDetail(said: PartsSaid, { plan }: PlanIndex): AskOf<'fields'> | null | undefined {
  const { items, departments, units } = said.scope;
  const placed =
    departments.length + units.length > 0 || said.has('level', 'unit') || said.has('level', 'department');
  const steps = said.valuesOf('milestone');
  const shares = said.has('ask', 'share') && items !== null && placed ? (['share'] as const) : [];
  const ofSteps = said.has('table', 'milestones') || steps.length > 0;
  const details = [...said.valuesOf('field'), ...shares]
    .map((one) => (one === 'weight' || one === 'code' ? PARTS_OWN[one][ofSteps ? 'step' : 'indicator'] : one))
    .filter(isDetail);
  const [field, ...others] = details;
  if (field === undefined) return undefined;
  const names = [...(said.names ?? []), ...steps];
  const ofParts = names.length > 0 || said.has('table', 'indicators') || said.has('table', 'milestones');
  if (others.length > 0 || !hasOnly(said, 'field', 'table', 'indicator', 'milestone')) return null;
  if (said.valuesOf('field').length > 1 || (items === null && names.length === 0)) return null;
  if (OF_PARTS.has(field) && !ofParts) return null;
  const found = plan.items.some((item) => detailsIn(plan, item, field).length > 0);
  return found ? { of: 'fields', field, names: names.length === 0 ? null : names } : null;
}

/** What both indicators and milestones have of their own. */
const PARTS_OWN = {
  weight: { indicator: 'indicatorWeight', step: 'stepWeight' },
  code: { indicator: 'indicatorCode', step: 'stepCode' },
} as const;

/** Words that of the item itself ask for something else: its weight, who is in charge. */
const OF_PARTS: ReadonlySet<Detail> = new Set([
  'indicatorWeight',
  'stepWeight',
  'indicatorCode',
  'stepCode',
  'responsible',
]);
