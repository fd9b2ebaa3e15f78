import { ITEM_KINDS } from '../../words/kinds.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import type { Selection } from './atoms.ts';
import { type Entry, entryOf, type Place } from './entries.ts';
import type { Grouping } from './figures-query.ts';
import type { RowSubject } from './figures-table.ts';

/** The items of one row. */
export interface Part {
  readonly subject: RowSubject;
  readonly entries: readonly Entry[];
  readonly allows: Selection['allows'];
}

type Set = Pick<Selection, 'entries' | 'allows'>;

/** One part for each item, kind, structure or goal; a structure's part has its own cost lines only. */
export function splitBy(index: PlanIndex, set: Set, level: Grouping): readonly Part[] {
  const { entries, allows } = set;
  switch (level) {
    case 'item':
      return entries
        .filter((entry) => entry.member)
        .map((entry) => ({ subject: { type: 'item', ref: entry.of.ref }, entries: [entry], allows }));
    case 'kind':
      return ITEM_KINDS.map((kind) => ({
        subject: { type: 'kind', kind },
        entries: entries.filter((entry) => entry.of.item.kind === kind),
        allows,
      }));
    case 'goal':
      return index.plan.goals.map(({ number }) => ({
        subject: { type: 'goal', number },
        entries: entries.filter((entry) => entry.of.item.goals.includes(number)),
        allows,
      }));
    case 'weight':
    case 'deadline': {
      const numberOf = ({ of: { item } }: Entry) => (level === 'weight' ? item.weight : item.horizonEnd);
      return [...Map.groupBy(entries, numberOf)]
        .sort(([a], [b]) => (b ?? 0) - (a ?? 0))
        .map(([value, own]) => ({ subject: { type: 'value', value }, entries: own, allows }));
    }
    case 'department':
    case 'unit':
      return byStructure(index, set, level);
  }
}

function byStructure(index: PlanIndex, { entries, allows }: Set, level: 'department' | 'unit'): Part[] {
  const codes = structuresIn(index, allows, level);
  /** A place is in its department; in its unit, or in the one of the rank that is asked for. */
  const codesOf = ({ department, unit, within }: Place): readonly string[] => {
    if (level === 'department') return [department];
    if (index.tier !== null) return within;
    return unit === null ? [] : [unit];
  };
  const parts = new Map<string, Entry[]>(codes.map((code) => [code, []]));
  for (const entry of entries) {
    const assigned = new Set(entry.of.assignments.flatMap(codesOf));
    const own = new Set([...assigned, ...entry.of.lines.filter(allows).flatMap(codesOf)]);
    for (const code of own) {
      const part = parts.get(code);
      if (part === undefined) continue;
      const mine = entryOf(entry.of, (place) => codesOf(place).includes(code) && allows(place));
      const member = entry.member && assigned.has(code);
      if (member || mine.lines.length > 0) part.push({ ...mine, member });
    }
  }
  return [...parts].map(([code, own]) => ({
    subject: { type: level, code },
    entries: own,
    allows: (place: Place) => codesOf(place).includes(code) && allows(place),
  }));
}

/** The structures that the set speaks of, in the plan's order. */
function structuresIn(
  { plan, tier, above }: PlanIndex,
  allows: Selection['allows'],
  level: 'department' | 'unit',
): readonly string[] {
  const units = plan.units.filter((unit) =>
    allows({ department: unit.department, unit: unit.code, within: above(unit.code) }),
  );
  if (level === 'unit')
    return units.map(({ code }) => code).filter((code) => tier === null || tier.codes.has(code));
  return plan.departments
    .filter(
      ({ code }) =>
        allows({ department: code, unit: null, within: [] }) ||
        units.some((unit) => unit.department === code),
    )
    .map(({ code }) => code);
}
