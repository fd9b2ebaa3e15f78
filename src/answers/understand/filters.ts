import type { Plan, RoleAssignment } from '../../domain/types.ts';
import type { Measure } from '../../words/measures.ts';
import { MEASURE_UNITS } from '../knowledge/measures.ts';
import { type Condition, EVERYTHING, type Filter } from '../query.ts';
import type { Amount } from './amounts.ts';
import { declaredBy, missingMeasures, requiredMeasures } from './declared.ts';
import { readHorizon, readLength } from './horizon.ts';
import type { Reading } from './reading.ts';
import { expandMeasure, isPartOf, type SaidMeasure } from './said-measures.ts';

/** The filter a question states, and the measures it used up in conditions ("peso superiore a 22"). */
export function readFilter(
  reading: Reading,
  asker: { readonly roles: readonly RoleAssignment[] } | null,
  plan: Pick<Plan, 'head' | 'departments' | 'units'>,
): { readonly filter: Filter; readonly usedMeasures: ReadonlySet<SaidMeasure> } {
  const { concepts } = reading;
  const usedMeasures = new Set<SaidMeasure>();
  const { start, due } = readHorizon(reading);
  const stated = reading.amounts.flatMap((amount): readonly Condition[] => {
    const said = measureOfAmount(reading, amount);
    // «Almeno due goal»: no item weighs so little, and what there are two of is not said here.
    if (said === null && amount.unit === null && amount.value < LEAST_WEIGHT) return [];
    if (said) usedMeasures.add(said);
    // "Costano più di 500.000 euro di personale": "costano" is said of the same figure.
    if (said && MEASURE_UNITS[expandMeasure(said)[0] ?? 'personnel'] === 'eur') usedMeasures.add('cost');
    return [toCondition(amount, said)];
  });
  // "Non raggiunti al 100 %" is one condition, not two.
  const conditions = stated.filter(
    (one) => !(concepts.has('filter:not_full') && one.measure === 'attainment' && one.op === 'eq'),
  );
  if (concepts.has('filter:not_full') && !conditions.some((one) => one.measure === 'attainment'))
    conditions.push(condition('attainment', 'lt', 100));
  else if (concepts.has('filter:full') && conditions.length === 0)
    conditions.push(condition('attainment', 'eq', 100));
  for (const measure of missingMeasures(reading)) {
    usedMeasures.add(measure);
    for (const gap of ['unsettled', 'uncollected'] as const)
      if (isPartOf(measure, gap)) usedMeasures.add(gap);
    conditions.push(declaredBy(measure, 'undeclared'));
  }
  for (const measure of requiredMeasures(reading))
    if (!usedMeasures.has(measure)) {
      usedMeasures.add(measure);
      conditions.push(declaredBy(measure));
    }
  const mine = concepts.has('filter:mine') || concepts.has('filter:ours') ? ownStructures(asker) : null;
  return {
    usedMeasures,
    filter: {
      ...EVERYTHING,
      kind: reading.kinds.length === 1 ? (reading.kinds[0] ?? null) : null,
      departments: withoutExcluded(reading, plan, [
        ...new Set([...outerDepartments(reading, plan), ...(mine?.departments ?? [])]),
      ]),
      units: [...new Set([...codesOf(reading, 'unit'), ...(mine?.units ?? [])])],
      goals: [...reading.goals],
      scope: concepts.has('filter:not_transversal')
        ? 'unit'
        : concepts.has('filter:transversal')
          ? 'transversal'
          : null,
      years: readLength(reading),
      due: due ?? dueNextYear(reading, plan.head.year),
      start,
      conditions,
      revenue: concepts.has('filter:no_revenue') ? false : concepts.has('filter:revenue') ? true : null,
      mine: mine !== null,
    },
  };
}

const codesOf = (reading: Reading, level: 'department' | 'unit'): readonly string[] =>
  reading.structures.filter((one) => one.level === level).map((one) => one.code);

/** "Quanto ha speso il settore 6 per il turismo?": the unit inside the department, not both. */
const outerDepartments = (reading: Reading, { units }: Pick<Plan, 'units'>): readonly string[] =>
  codesOf(reading, 'department').filter(
    (code) =>
      !codesOf(reading, 'unit').some((unit) => units.find((one) => one.code === unit)?.department === code),
  );

/** "Tutti i settori tranne il 9": the others. */
function withoutExcluded(
  reading: Reading,
  { departments }: Pick<Plan, 'departments'>,
  said: readonly string[],
): string[] {
  const out = reading.excluded.map(({ code }) => code);
  if (out.length === 0) return [...said];
  const from = said.length > 0 ? said : departments.map(({ code }) => code);
  return from.filter((code) => !out.includes(code));
}

const condition = (measure: Measure, op: Condition['op'], value: number | null): Condition => ({
  measure,
  op,
  value,
  to: null,
});

const dueNextYear = (reading: Reading, year: number): Filter['due'] =>
  reading.concepts.has('year:next') && speaksOfDeadline(reading) ? { from: year + 1, to: year + 1 } : null;

export const speaksOfDeadline = (reading: Reading): boolean =>
  reading.concepts.has('attr:deadline') ||
  reading.concepts.has('ask:upcoming') ||
  (reading.concepts.has('horizon:beyond') && reading.years.length > 0);

/** The measure an amount is about: the nearest one said, or what its unit suggests. */
function measureOfAmount(reading: Reading, amount: Amount): SaidMeasure | null {
  const fits = (measure: SaidMeasure): boolean => {
    const unit = MEASURE_UNITS[expandMeasure(measure)[0] ?? 'personnel'];
    return amount.unit === null || (amount.unit === 'percent' ? unit === 'percent' : unit === 'eur');
  };
  const near = reading.spans
    .filter((span) => span.concept.startsWith('measure:') && reading.tokens[span.from]?.text !== 'euro')
    .map((span) => ({
      measure: span.concept.slice(8) as SaidMeasure,
      distance: span.from < amount.at ? amount.at - span.to : (span.from - amount.at) * 2 + 2,
    }))
    .filter(({ measure }) => fits(measure) && (reading.measures.includes(measure) || measure === 'cost'))
    .sort((a, b) => a.distance - b.distance);
  const [nearest] = near;
  const precise = near.find((one) => one.measure !== 'cost' && reading.amounts.length === 1);
  if (nearest === undefined && reading.concepts.has('filter:revenue') && amount.unit !== 'percent')
    return 'revenue';
  return nearest?.measure === 'cost' && precise ? precise.measure : (nearest?.measure ?? null);
}

function toCondition(amount: Amount, said: SaidMeasure | null): Condition {
  const measure: Measure =
    said === null
      ? amount.unit === 'percent' || percentLike(amount)
        ? 'attainment'
        : smallNumber(amount)
          ? 'weight'
          : 'personnel'
      : (expandMeasure(said)[0] ?? 'personnel');
  const scale = MEASURE_UNITS[measure] === 'eur' ? 100 : 1;
  return {
    measure,
    op: amount.op,
    value: Math.round(amount.value * scale * 100) / 100,
    to: amount.to === null ? null : Math.round(amount.to * scale * 100) / 100,
  };
}

/** A smaller number is of something else. */
const LEAST_WEIGHT = 10;

/** "Obiettivi sopra i 22" can only mean the weight, "sotto il 95" the result: nobody counts in so few euro. */
const smallNumber = (amount: Amount): boolean => amount.unit === null && amount.value <= 40;
const percentLike = (amount: Amount): boolean =>
  amount.unit === null && amount.value > 40 && amount.value <= 100;

/** The asker's own structures: the unit of a contact, the department of a head. Null when nothing is known. */
export function ownStructures(
  asker: { readonly roles: readonly RoleAssignment[] } | null,
): { readonly departments: readonly string[]; readonly units: readonly string[] } | null {
  if (!asker) return null;
  const units = asker.roles.flatMap((role) => (role.role !== 'head' && role.unit ? [role.unit] : []));
  const departments = asker.roles.flatMap((role) =>
    role.department && (role.role === 'head' || !role.unit) ? [role.department] : [],
  );
  return units.length + departments.length === 0
    ? null
    : { departments: [...new Set(departments)], units: [...new Set(units)] };
}
