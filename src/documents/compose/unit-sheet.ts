import { itemsOf } from '../../domain/phases/index.ts';
import { assignmentsOf, attainmentOfItem, attainmentOfSet, compareItems } from '../../domain/plan/index.ts';
import { type Item, itemRef, type Plan } from '../../domain/types.ts';
import { formatPercent } from '../../words/formats.ts';
import { counted } from '../../words/sentences.ts';
import type { PlanDocument } from '../document.ts';
import { costRows } from './cost-tables.ts';
import { controlSigner, documentOf, type Evidence, personName, RECORD_SOURCE } from './evidence.ts';
import { reportedTable } from './phase-tables.ts';
import { indicatorsTable, milestonesTable, resultsTable } from './result-tables.ts';

/** A unit or a department by its code, its name or how staff call it; null where none, or more than one, is called so. */
export function structureCalled(
  plan: Plan,
  words: string,
): { readonly code: string; readonly name: string } | null {
  const key = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const all = [...plan.units, ...plan.departments];
  const byCode = all.find(({ code }) => key(code) === key(words));
  if (byCode) return byCode;
  const [only, ...others] = all.filter(({ name, aliases }) =>
    [name, ...aliases].some((one) => key(one) === key(words)),
  );
  return only && others.length === 0 ? only : null;
}

/** scheda: what a unit or a department has to do, by when, how far it is, what it costs. */
export function composeUnitSheet(
  evidence: Evidence,
  { code, name }: { code: string; name: string },
): PlanDocument {
  const { plan, phase, isPartial } = evidence;
  const isUnit = plan.units.some((unit) => unit.code === code);
  const isIts = ({ unit, department }: { unit: string | null; department: string }): boolean =>
    isUnit ? unit === code : department === code;
  const items = plan.items.filter((item) => assignmentsOf(plan, item).some(isIts)).toSorted(compareItems);
  const lines = plan.costLines.filter(isIts);
  const measured = [indicatorsTable(plan, items), milestonesTable(plan, items)].filter(
    (table) => table !== null,
  );
  const asked = phase === null ? [] : itemsOf(plan, phase.phase).filter((item) => items.includes(item));
  return documentOf(plan, {
    title: `Scheda: ${code}`,
    subtitle: name === code ? plan.head.document : name,
    isDraft: false,
    isPartial,
    signers: [controlSigner(plan), `Per ${code}`],
    sections: [
      {
        title: 'In breve',
        blocks: [
          {
            type: 'fields',
            fields: [
              ['Voci', counted(items.length, 'voce', 'voci')],
              ['Raggiungimento medio', meanOf(evidence, items)],
              ['Dirigente', peopleOf(plan, 'head', isUnit ? departmentOf(plan, code) : code)],
              ...(isUnit ? [['Referente', peopleOf(plan, 'contact', code)] as const] : []),
              ...(phase === null
                ? []
                : [
                    [
                      phase.phase.name,
                      `${asked.filter((item) => isIn(phase, item)).length} aggiornamenti su ${asked.length}`,
                    ] as const,
                  ]),
            ],
          },
        ],
      },
      { title: 'Obiettivi e processi', blocks: [resultsTable(plan, phase, items)] },
      ...(measured.length === 0 ? [] : [{ title: 'Indicatori e fasi', blocks: measured }]),
      ...(phase === null ? [] : [{ title: 'Aggiornamenti', blocks: [reportedTable(plan, phase, asked)] }]),
      { title: 'Costi ed entrate', blocks: [costRows(plan, lines)] },
    ],
    otherSources: phase === null ? [] : [`${RECORD_SOURCE}, fase «${phase.phase.name}»`],
  });
}

const isIn = ({ latest, withheld }: NonNullable<Evidence['phase']>, item: Item): boolean =>
  latest.has(itemRef(item)) || withheld.has(itemRef(item));

function meanOf({ plan, phase }: Evidence, items: readonly Item[]): string | null {
  const {
    percent,
    counted: parts,
    isWeighted,
  } = attainmentOfSet(
    items.map((item) =>
      attainmentOfItem(plan, item, (key) => phase?.latest.get(itemRef(key))?.percent ?? null),
    ),
  );
  return percent === null
    ? null
    : `${formatPercent(percent)}, media ${isWeighted ? 'per peso' : 'alla pari'} di ${counted(parts.length, 'voce', 'voci')} su ${items.length}`;
}

const departmentOf = (plan: Plan, unit: string): string | null =>
  plan.units.find(({ code }) => code === unit)?.department ?? null;

const peopleOf = (plan: Plan, role: 'head' | 'contact', structure: string | null): string | null =>
  plan.roles
    .filter((one) => one.role === role && (role === 'head' ? one.department : one.unit) === structure)
    .map(({ person }) => personName(plan, person))
    .join(', ') || null;
