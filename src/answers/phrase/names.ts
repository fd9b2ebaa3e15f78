import { dueDayOf } from '../../domain/plan/index.ts';
import type { Plan } from '../../domain/types.ts';
import { joined, the } from '../../words/articles.ts';
import { itemForm, itemName } from '../../words/kinds.ts';
import { codeAndName, joinedName, speakingCode } from '../../words/proper-names.ts';
import type { Subject } from '../figures/figures-table.ts';
import type { IndexedItem, PlanIndex } from '../knowledge/plan-index.ts';
import type { Row } from '../knowledge/select.ts';
import { joinAnd } from './values.ts';
import type { Words } from './words.ts';

/** "obiettivo 24". */
export const shortName = (words: Words, one: IndexedItem): string => itemName(one.item, words.language);

/** "obiettivo 24 «Bicipolitana»". */
export const fullName = (words: Words, one: IndexedItem): string =>
  `${shortName(words, one)} «${one.item.shortTitle}»`;

/** "l’obiettivo 24 «Bicipolitana»". */
export function theName(words: Words, { item }: IndexedItem): string {
  const short = `${words.kinds[item.kind].short} ${item.number}`;
  return `${words.language === 'it' ? the(short, itemForm(item)) : short} «${item.shortTitle}»`;
}

/** "dell’obiettivo 24 «Bicipolitana»". */
export function ofName(words: Words, { item }: IndexedItem): string {
  const short = `${words.kinds[item.kind].short} ${item.number}`;
  return `${words.language === 'it' ? joined('di', short, itemForm(item)) : `of ${short}`} «${item.shortTitle}»`;
}

/** Structures after "di", by their codes: "del Settore 3 e Settore 5", "dell’U.O.3.2 e del Settore 5". */
export function ofStructures(plan: Plan, words: Words, codes: readonly string[]): string {
  if (words.language === 'en') return `of ${joinAnd(words, codes)}`;
  const names = new Map([...plan.units, ...plan.departments].map(({ code, name }) => [code, name]));
  const each = codes.map((code) => joinedName('di', code, names.get(code)));
  const openings = new Set(each.map((one, at) => one.slice(0, one.length - (codes[at] ?? '').length)));
  const [opening = '', ...others] = openings;
  // What all have in common is said once, unless it leans on the word after it.
  return others.length === 0 && !opening.endsWith('’')
    ? `${opening}${joinAnd(words, codes)}`
    : joinAnd(words, each);
}

/** "U.O.3.2 Mobilità e strategie ambientali". */
export const unitTitle = ({ code, name }: Plan['units'][number]): string => codeAndName(code, name);

/** "U.O.3.2 Mobilità e strategie ambientali (Settore 3)". */
export function unitName(plan: Plan, code: string): string {
  const unit = plan.units.find((one) => one.code === code);
  if (!unit) return code;
  const name = unitTitle(unit);
  return unit.code === unit.department ? name : `${name} (${unit.parent ?? unit.department})`;
}

/** "Settore 3 – Tutela ambientale". */
export function departmentName(plan: Plan, code: string): string {
  const department = plan.departments.find((one) => one.code === code);
  return department ? codeAndName(code, department.name, ' – ') : code;
}

/** The same in a cell. */
const departmentCell = (plan: Plan, code: string): string =>
  speakingCode(code, plan.departments.find((one) => one.code === code)?.name ?? code, ' – ');

/** A row's name in a table of groups. */
export const rowLabel = (index: PlanIndex, words: Words, subject: Subject): string =>
  subject.type === 'department'
    ? departmentCell(index.plan, subject.code)
    : subjectName(index, words, subject);

/** Who answers for an item: its units, or the departments where no unit is named. */
export function responsibleOf(plan: Plan, words: Words, one: IndexedItem): string {
  const parts = one.assignments.map((assignment) =>
    assignment.unit === null ? departmentName(plan, assignment.department) : unitName(plan, assignment.unit),
  );
  return [...new Set(parts)].join('; ') || words.notDeclared;
}

/** The account that holds a role in a structure: "Direttore A1". */
export function accountOf(plan: Plan, role: 'head' | 'contact', code: string): string | null {
  const held = plan.roles.find(
    (one) => one.role === role && (role === 'head' ? one.department : one.unit) === code,
  );
  return plan.people.find((one) => one.code === held?.person)?.name ?? null;
}

/** Short form for a table: "U.O.3.2" or "Settore 3". */
export const structureOf = (one: IndexedItem): string =>
  [...new Set(one.assignments.map((assignment) => assignment.unit ?? assignment.department))].join(', ') ||
  '—';

/** The day declared or set by a change, else 31 December of its last year. */
export const deadlineOf = (one: IndexedItem): string => dueDayOf(one.item);

export function subjectName(index: PlanIndex, words: Words, subject: Subject): string {
  switch (subject.type) {
    case 'item': {
      const one = index.byRef.get(subject.ref);
      return one ? fullName(words, one) : subject.ref;
    }
    case 'unit': {
      const unit = index.plan.units.find((one) => one.code === subject.code);
      return unit ? unitTitle(unit) : subject.code;
    }
    case 'department':
      return departmentName(index.plan, subject.code);
    case 'kind':
      return words.kinds[subject.kind].many;
    case 'goal': {
      const goal = index.plan.goals.find((one) => one.number === subject.number);
      return `goal ${subject.number}${goal ? ` ${goal.shortName}` : ''}`;
    }
  }
}

/** The subject in few words, for a headline: "Settore 3", "U.O.3.2", "obiettivo 45". */
export function subjectCode(index: PlanIndex, words: Words, subject: Subject): string {
  if (subject.type === 'unit' || subject.type === 'department') return subject.code;
  if (subject.type === 'item') {
    const one = index.byRef.get(subject.ref);
    return one ? shortName(words, one) : subject.ref;
  }
  return subjectName(index, words, subject);
}

/** "affidat" with the ending of what the item is called: "affidato", "affidata". */
export const agreeingItem = (stem: string, { of: { item } }: Row): string =>
  `${stem}${item.noun?.gender === 'f' ? 'a' : 'o'}`;
