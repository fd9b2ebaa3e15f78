import { type Form, the } from '../../words/articles.ts';
import { WORKED_KINDS } from '../../words/kinds.ts';
import { joinedName } from '../../words/proper-names.ts';
import { measureOf } from '../knowledge/measures.ts';
import type { IndexedItem, PlanIndex } from '../knowledge/plan-index.ts';
import { mainCost } from '../knowledge/plan-measures.ts';
import { say } from './draft.ts';
import type { Words } from './words.ts';

/** Three questions that the plan at hand can answer, by what it declares. */
export function examples(index: PlanIndex, words: Words): readonly string[] {
  const said = words.language === 'it' ? (one: string) => `«${one}»` : (one: string) => `“${one}”`;
  return [aboutAnItem(index, words), aboutAStructure(index, words), aboutAll(index, words)].map(said);
}

const isObjective = ({ item }: IndexedItem): boolean => item.kind === 'objective';
const hasCost = (index: PlanIndex, { figures, item }: IndexedItem): boolean =>
  measureOf(figures, item, mainCost(index)) !== null;

function aboutAnItem(index: PlanIndex, words: Words): string {
  const objectives = index.items.filter(isObjective);
  const costly = objectives.find((one) => hasCost(index, one));
  const number = (costly ?? objectives[0] ?? index.items[0])?.item.number ?? 1;
  const { noun, form } = objectiveIn(words);
  return costly || index.items.length === 0
    ? say(words, `quanto costa ${the(`${noun} ${number}`, form)}?`, `how much does objective ${number} cost?`)
    : say(words, `di chi è ${the(`${noun} ${number}`, form)}?`, `who is in charge of objective ${number}?`);
}

/** The last of its kinds that has any items ("i processi"), of the first structure that has some. */
function aboutAStructure(index: PlanIndex, words: Words): string {
  const kind = WORKED_KINDS.findLast((one) => index.byKind.has(one)) ?? 'objective';
  const holding = index.plan.departments.filter(({ code }) =>
    index.byDepartment.get(code)?.some(({ item }) => item.kind === kind),
  );
  const department = holding.find(({ code }) => /\d/.test(code)) ?? holding[0] ?? index.plan.departments[0];
  const many = words.kinds[kind].many;
  const { one } = words.levels.department;
  return say(
    words,
    `elenca ${the(many, words.kindGender[kind] === 'f' ? 'fp' : 'mp')} ${department ? joinedName('di', department.code, department.name) : `per ${one}`}`,
    `list the ${many} of ${department?.code ?? 'a department'}`,
  );
}

/** What the body calls its objectives, and how that agrees. */
const objectiveIn = (words: Words): { readonly noun: string; readonly form: Form } => ({
  noun: words.kinds.objective.one,
  form: words.kindGender.objective === 'f' ? 'fs' : 'ms',
});

function aboutAll(index: PlanIndex, words: Words): string {
  const { noun, form } = objectiveIn(words);
  if (index.items.length === 0 || index.items.some((one) => isObjective(one) && hasCost(index, one)))
    return say(
      words,
      `qual è ${the(noun, form)} più ${form === 'fs' ? 'costosa' : 'costoso'}?`,
      'which is the most expensive objective?',
    );
  return index.items.some(({ item }) => item.weight !== null)
    ? say(words, `quale ${noun} pesa di più?`, 'which objective weighs most?')
    : say(
        words,
        `${form === 'fs' ? 'quante' : 'quanti'} ${words.kinds.objective.many} ci sono per ${words.levels.department.one.split('/')[0]}?`,
        'how many objectives does each department have?',
      );
}
