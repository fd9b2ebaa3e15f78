import type { Plan } from '../../domain/types.ts';
import { type ItemKind, WORKED_KINDS } from '../../words/kinds.ts';
import { counted, listed } from '../../words/sentences.ts';
import { figuresOf, inStructures, sums } from '../figures/plain-figures.ts';
import { familiesOf, nounOfStructure } from '../knowledge/level-nouns.ts';
import { planMeasures } from '../knowledge/plan-measures.ts';
import type { Result } from '../run/result.ts';
import { type Draft, type Phrasing, say } from './draft.ts';
import { accountOf, departmentName, ofStructures, unitName, unitTitle } from './names.ts';
import { structureNotes } from './notes.ts';
import { figureColumn, tableOf, wordColumn } from './table-of.ts';
import { joinAnd } from './values.ts';
import type { Words } from './words.ts';

/** A structure's card, or the list of structures. */
export function phraseStructures(
  { index, words }: Phrasing,
  result: Extract<Result, { type: 'structure' }>,
): Draft {
  const { plan } = index;
  const { codes, aspect } = result.query;
  const { tier } = index;
  const units = plan.units.filter(
    ({ code, department }) =>
      (codes.length === 0 ||
        codes.includes(department) ||
        index.above(code).some((one) => codes.includes(one))) &&
      (tier === null || (tier.codes.has(code) && !codes.includes(code))) &&
      !(aspect === 'units' && codes.includes(code) && isOnlyUnit(plan, code)),
  );
  const year = plan.head.year;
  const declared = WORKED_KINDS.filter((kind) => index.byKind.has(kind));
  const kinds = declared.length > 0 ? declared : WORKED_KINDS.slice(0, 1);
  const table = (
    rows: readonly (readonly [string, string, ...number[]])[],
    charged: readonly (string | null)[] = [],
  ): NonNullable<Draft['table']> =>
    tableOf(rows, [
      wordColumn(say(words, 'Struttura', 'Structure'), ([name]) => name),
      wordColumn(say(words, 'Appartiene a', 'Belongs to'), ([, parent]) => parent),
      ...(charged.some((one) => one !== null)
        ? [
            wordColumn(
              say(words, 'Responsabile', 'Head'),
              (row: (typeof rows)[number]) => charged[rows.indexOf(row)] ?? '—',
            ),
          ]
        : []),
      ...kinds.map((kind, at) =>
        figureColumn(words.kinds[kind].many, ([, , ...counts]: (typeof rows)[number]) => counts[at] ?? 0),
      ),
    ]);
  const counts = (code: string, level: 'unit' | 'department'): readonly number[] => {
    const items = (level === 'unit' ? index.byUnit : index.byDepartment).get(code) ?? [];
    return kinds.map((kind) => items.filter((one) => one.item.kind === kind).length);
  };
  const unitRows = units.map(
    (unit) => [unitTitle(unit), unit.parent ?? unit.department, ...counts(unit.code, 'unit')] as const,
  );
  const departmentRows = plan.departments.map(
    (one) => [departmentName(plan, one.code), plan.head.bodyName, ...counts(one.code, 'department')] as const,
  );
  const source = [`${plan.head.document}, ${plan.assignments[0]?.source ?? ''}`.replace(/, $/, '')];
  if (aspect === 'departments') {
    // «Quanti distretti ci sono?»: those that go by the word.
    const shown = plan.departments.filter(({ code }) => codes.length === 0 || codes.includes(code));
    const nouns = shown.map((structure) => nounOfStructure(structure));
    const own = nouns.every((noun) => noun?.one === nouns[0]?.one) ? (nouns[0] ?? null) : null;
    const { one, many } = own ?? words.levels.department;
    const [largest, ...others] = own === null ? familiesOf(shown) : [];
    return {
      headline: say(
        words,
        largest === undefined
          ? `${counted(shown.length, one, many)} (${year}).`
          : `${largest} (${year})${others.length > 0 ? `; con ${listed(others)} sono ${shown.length} strutture` : ''}.`,
        `${shown.length} departments (${year}).`,
      ),
      table: table(
        departmentRows.filter((_row, at) => shown.some(({ code }) => code === plan.departments[at]?.code)),
        shown.map(({ code }) => accountOf(plan, 'head', code)),
      ),
      sources: source,
      value: shown.length,
      unit: 'count',
    };
  }
  if (aspect === 'units') {
    const where = codes.length === 0 ? '' : ` ${ofStructures(plan, words, codes)}`;
    if (units.length === 0)
      return {
        kind: 'no_data',
        headline: say(
          words,
          `Il piano non indica uffici interni${where} (${year}).`,
          `The plan names no offices within it${where} (${year}).`,
        ),
        sources: source,
      };
    return {
      headline: say(
        words,
        `${counted(units.length, words.levels.unit.one, words.levels.unit.many)}${where} (${year}): ${units
          .slice(0, 12)
          .map(unitTitle)
          .join('; ')}${units.length > 12 ? '; …' : ''}.`,
        `${units.length} units${where} (${year}).`,
      ),
      table: table(
        unitRows,
        units.map(({ code }) => accountOf(plan, 'contact', code)),
      ),
      sources: source,
      value: units.length,
      unit: 'count',
    };
  }
  const lines = codes.map((code) =>
    structureLine(
      plan,
      words,
      code,
      kinds,
      counts(code, plan.units.some((unit) => unit.code === code) ? 'unit' : 'department'),
    ),
  );
  return {
    headline: lines.join(' '),
    table: table([
      ...plan.departments
        .filter((one) => codes.includes(one.code))
        .map(
          (one) =>
            [departmentName(plan, one.code), plan.head.bodyName, ...counts(one.code, 'department')] as const,
        ),
      ...unitRows.filter(([, parent], at) => units[at]?.code !== parent),
    ]),
    notes: [
      ...structureNotes(index, codes),
      ...[...plan.departments, ...plan.units]
        .filter(({ code }) => codes.includes(code))
        .flatMap(({ extra }) =>
          Object.entries(extra ?? {}).map(([heading, value]) => `${heading}: ${value}.`),
        ),
      ...units.filter((unit) => codes.includes(unit.code) && unit.note).map((unit) => unit.note ?? ''),
      say(
        words,
        'Il piano indica gli uffici, non i nomi delle persone.',
        'The plan names offices, not persons.',
      ),
    ],
    sources: source,
    items: codes
      .flatMap((code) =>
        [...(index.byUnit.get(code) ?? index.byDepartment.get(code) ?? [])].map((one) => one.ref),
      )
      .slice(0, 60),
    followUps: codes.slice(0, 1).map((code) => ({
      label: say(words, 'Costi', 'Costs'),
      query: figuresOf(index, inStructure(plan, code), sums(planMeasures(index).cost)),
    })),
  };
}

/** A unit that shares its code with no department: asked for its offices, it is none of them. */
const isOnlyUnit = (plan: Plan, code: string): boolean =>
  plan.departments.every((department) => department.code !== code);

const inStructure = (plan: Plan, code: string) =>
  plan.departments.some((one) => one.code === code) ? inStructures([code]) : inStructures([], [code]);

function structureLine(
  plan: Plan,
  words: Words,
  code: string,
  kinds: readonly ItemKind[],
  numbers: readonly number[],
): string {
  const unit = plan.units.find((one) => one.code === code);
  const holds = joinAnd(
    words,
    kinds.map((kind, at) => counted(numbers[at] ?? 0, words.kinds[kind].one, words.kinds[kind].many)),
  );
  if (unit && !plan.departments.some((one) => one.code === code))
    return say(
      words,
      `${unitName(plan, code)}: ne risponde il suo referente${inBrackets(accountOf(plan, 'contact', code))}; ha ${holds}.`,
      `${unitName(plan, code)}: ${holds}.`,
    );
  const count = plan.units.filter((one) => one.department === code).length;
  return say(
    words,
    `${departmentName(plan, code)}: lo guida il suo dirigente${inBrackets(accountOf(plan, 'head', code))}; ha ${counted(count, words.levels.unit.one, words.levels.unit.many)}, ${holds}.`,
    `${departmentName(plan, code)}: ${count} units, ${holds}.`,
  );
}

const inBrackets = (account: string | null): string => (account === null ? '' : ` (${account})`);
