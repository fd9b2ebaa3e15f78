import { joined, the } from '../../words/articles.ts';
import { describeFigures } from '../figures/describe-query.ts';
import { MEASURE_UNITS } from '../knowledge/measures.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import { type Condition, EVERYTHING, type Filter, type Query } from '../query.ts';
import { say } from './draft.ts';
import { ofStructures, shortName } from './names.ts';
import { formatValue, joinAnd } from './values.ts';
import { genderOfKinds, type Words } from './words.ts';

/** "gli obiettivi" without its article: "obiettivi del Settore 3, trasversali, con peso superiore a 22". */
function describeFilter(index: PlanIndex, words: Words, filter: Filter): string {
  const italian = words.language === 'it';
  const parts: string[] = [filter.kind === null ? words.anyKind.many : words.kinds[filter.kind].many];
  const structures = [...filter.departments, ...filter.units];
  const many = genderOfKinds(words, filter.kind === null ? [] : [filter.kind]) === 'f' ? 'e' : 'i';
  const { departments } = index.plan;
  const absent = departments.filter(({ code }) => !filter.departments.includes(code)).map(({ code }) => code);
  const mostly = filter.units.length === 0 && absent.length > 0 && absent.length < filter.departments.length;
  if (mostly && filter.departments.length > 5)
    parts[0] += italian
      ? ` di tutt${words.levelGender.department === 'f' ? 'e' : 'i'} ${the(words.levels.department.many, words.levelGender.department === 'f' ? 'fp' : 'mp')} tranne ${joinAnd(words, absent)}`
      : ` of every department but ${joinAnd(words, absent)}`;
  else if (structures.length > 0) parts[0] += ` ${ofStructures(index.plan, words, structures)}`;
  if (filter.mine) parts.push(italian ? '(le tue strutture)' : '(your structures)');
  if (filter.goals.length > 0)
    parts.push(
      `${italian ? `legat${many} al goal` : 'linked to goal'} ${joinAnd(
        words,
        filter.goals.map((goal) => goalName(index, goal)),
      )}`,
    );
  if (filter.scope !== null)
    parts.push(
      filter.scope === 'transversal'
        ? italian
          ? 'trasversali'
          : 'transversal'
        : italian
          ? 'non trasversali'
          : 'not transversal',
    );
  if (filter.years !== null) parts.push(describeYears(words, filter.years));
  if (filter.start !== null) parts.push(describeStart(words, filter.start, many));
  if (filter.due !== null) parts.push(describeDue(words, filter.due));
  if (filter.revenue !== null)
    parts.push(
      italian
        ? filter.revenue
          ? 'con entrate dichiarate'
          : 'senza entrate dichiarate'
        : filter.revenue
          ? 'with declared revenue'
          : 'without declared revenue',
    );
  for (const condition of filter.conditions) parts.push(describeCondition(words, condition));
  if (filter.items !== null && filter.items.length > 0)
    parts.push(
      filter.items.length > 8
        ? italian
          ? 'sul tema indicato'
          : 'on that topic'
        : `(${filter.items.map((ref) => nameOf(index, words, ref)).join(', ')})`,
    );
  return parts.join(' ').replaceAll(' (', ' (');
}

const nameOf = (index: PlanIndex, words: Words, ref: NonNullable<Filter['items']>[number]): string => {
  const one = index.byRef.get(ref);
  return one ? shortName(words, one) : ref;
};

const goalName = (index: PlanIndex, number: number): string => {
  const goal = index.plan.goals.find((one) => one.number === number);
  return goal ? `${number} (${goal.shortName})` : String(number);
};

function describeYears(words: Words, years: NonNullable<Filter['years']>): string {
  const italian = words.language === 'it';
  if (years.min === 1 && years.max === 1) return italian ? 'annuali' : 'lasting one year';
  const names: Readonly<Record<number, string>> = {
    2: 'biennali',
    3: 'triennali',
    4: 'quadriennali',
    5: 'quinquennali',
  };
  if (years.min === years.max)
    return italian ? (names[years.min] ?? `di ${years.min} anni`) : `lasting ${years.min} years`;
  if (years.min === 2 && years.max > 90) return italian ? 'pluriennali' : 'lasting more than a year';
  if (years.max > 90) return italian ? `di almeno ${years.min} anni` : `lasting at least ${years.min} years`;
  return italian ? `da ${years.min} a ${years.max} anni` : `lasting ${years.min} to ${years.max} years`;
}

function describeDue(words: Words, due: NonNullable<Filter['due']>): string {
  const italian = words.language === 'it';
  if (due.from === due.to) return italian ? `con scadenza ${joined('in', due.to)}` : `due in ${due.to}`;
  if (due.to > 9000)
    return italian ? `con scadenza ${joined('da', due.from)} in poi` : `due from ${due.from} on`;
  if (due.from > 1000)
    return italian
      ? `con scadenza tra ${the(due.from)} e ${the(due.to)}`
      : `due between ${due.from} and ${due.to}`;
  return italian ? `con scadenza entro ${the(due.to)}` : `due by ${due.to}`;
}

function describeStart(words: Words, start: NonNullable<Filter['start']>, many: 'e' | 'i'): string {
  const italian = words.language === 'it';
  if (start.from === start.to)
    return italian ? `iniziat${many} ${joined('in', start.to)}` : `begun in ${start.to}`;
  if (start.to > 9000)
    return italian ? `iniziat${many} ${joined('da', start.from)} in poi` : `begun from ${start.from} on`;
  return italian ? `iniziat${many} entro ${the(start.to)}` : `begun by ${start.to}`;
}

function describeCondition(words: Words, { measure, op, value, to }: Condition): string {
  const italian = words.language === 'it';
  const name = words.measures[measure];
  const text = (number: number | null): string =>
    number === null ? '—' : formatValue(number, MEASURE_UNITS[measure]);
  if (op === 'declared') return italian ? `con ${name} dichiarato` : `with ${name} declared`;
  if (op === 'undeclared') return italian ? `con ${name} non dichiarato` : `with ${name} not declared`;
  const link = italian ? 'con' : 'with';
  if (op === 'between')
    return `${link} ${name} ${italian ? 'tra' : 'between'} ${text(value)} ${words.and} ${text(to)}`;
  const [whole, part] =
    measure === 'uncollected' ? (['assessed', 'collected'] as const) : (['committed', 'settled'] as const);
  if (value === 0 && /^un/.test(measure) && (op === 'lt' || op === 'gt' || op === 'eq'))
    return `${link} ${words.measures[part]} ${op === 'eq' ? words.ops.eq : op === 'lt' ? words.ops.gt : words.ops.lt} ${words.measures[whole]}`;
  return `${link} ${name} ${words.ops[op]} ${text(value)}`;
}

/** What a query is about, in words: shown when it was taken over from the conversation. */
export function describeQuery(index: PlanIndex, words: Words, query: Query): string {
  const year = index.plan.head.year;
  const measureList = (measures: readonly (keyof Words['measures'])[]): string =>
    joinAnd(
      words,
      measures.map((one) => words.measures[one]),
    );
  switch (query.type) {
    case 'item': {
      const names = joinAnd(
        words,
        query.items.slice(0, 6).map((ref) => nameOf(index, words, ref)),
      );
      const what = [
        ...query.measures.map((one) => words.measures[one]),
        ...query.attributes.map((one) => words.attributes[one]),
      ];
      return `${names}${query.department ? `, ${query.department}` : ''}${what.length > 0 ? `, ${joinAnd(words, what)}` : ''}, ${year}`;
    }
    case 'total':
      return `${measureList(query.measures)}, ${describeFilter(index, words, query.filter)}, ${year}`;
    case 'ranking':
      return `${query.of === 'item' ? '' : `${words.levels[query.of].many}, `}${describeFilter(index, words, query.filter)}, ${words.measures[query.measure]}, ${year}`;
    case 'count':
    case 'list':
      return `${describeFilter(index, words, query.filter)}, ${year}`;
    case 'compare': {
      const counted = query.kind === null ? words.anyKind.many : words.kinds[query.kind].many;
      return `${query.count ? counted : measureList(query.measures)}, ${year}`;
    }
    case 'rule': {
      const subject = index.guide.law.subjects.find((one) => one.subject === query.subject);
      return subject?.begins[0] ?? query.subject;
    }
    case 'weights':
      return query.changes.length === 0 && (query.equal ?? null) === null
        ? `${say(words, 'raggiungimento pesato', 'weighted attainment')}, ${year}`
        : `${say(words, 'simulazione dei pesi', 'trial of weights')}: ${joinAnd(words, [
            ...((query.equal ?? null) === null ? [] : [say(words, 'tutti uguali', 'all alike')]),
            ...query.changes.map(({ item, weight }) =>
              weight === null
                ? say(words, `senza ${nameOf(index, words, item)}`, `without ${nameOf(index, words, item)}`)
                : say(
                    words,
                    `${nameOf(index, words, item)} a ${formatValue(weight, 'points')}`,
                    `${nameOf(index, words, item)} at ${formatValue(weight, 'points')}`,
                  ),
            ),
          ])}, ${year}`;
    case 'figures':
      return describeFigures({ index, words }, query);
    case 'parts': {
      const { kind, items, departments, units } = query.scope;
      const [only, ...more] = items ?? [];
      if (items === null && departments.length + units.length === 0) return index.plan.head.document;
      if (only !== undefined && more.length === 0) return `${nameOf(index, words, only)}, ${year}`;
      return `${describeFilter(index, words, { ...EVERYTHING, kind, items, departments, units })}, ${year}`;
    }
    case 'fact': {
      const codes = new Set(query.codes);
      const told = index.plan.facts.filter(({ code }) => codes.has(code));
      const [subjects, measures, periods] = (['subject', 'measure', 'period'] as const).map(
        (side) => new Set(told.map((fact) => fact[side])),
      );
      return (
        [subjects, measures, periods].flatMap((some) => (some?.size === 1 ? [...some] : [])).join(', ') ||
        index.plan.head.document
      );
    }
    default:
      return index.plan.head.document;
  }
}
