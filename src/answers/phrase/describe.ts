import type { ItemRef } from '../../domain/types.ts';
import { describeFigures } from '../figures/describe-query.ts';
import { describeScope } from '../figures/describe-set.ts';
import { inStructures, ofKind, ofRefs } from '../figures/plain-figures.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import type { Query } from '../query.ts';
import { say } from './draft.ts';
import { shortName } from './names.ts';
import { formatValue, joinAnd } from './values.ts';
import type { Words } from './words.ts';

const nameOf = (index: PlanIndex, words: Words, ref: ItemRef): string => {
  const one = index.byRef.get(ref);
  return one ? shortName(words, one) : ref;
};

/** What a query is about, in words: shown when it was taken over from the conversation. */
export function describeQuery(index: PlanIndex, words: Words, query: Query): string {
  const year = index.plan.head.year;
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
      const select = [...ofKind(kind), ...inStructures(departments, units), ...ofRefs(items)];
      return `${describeScope({ index, words }, select, false)}, ${year}`;
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
