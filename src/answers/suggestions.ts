import type { Plan } from '../domain/types.ts';
import { the } from '../words/articles.ts';
import { capital } from '../words/sentences.ts';
import { buildPlanIndex, type PlanIndex } from './knowledge/plan-index.ts';
import { mainCost, planMeasures } from './knowledge/plan-measures.ts';
import { planWords } from './phrase/plan-words.ts';
import type { Words } from './phrase/words.ts';

/** A question that may be put to a plan, and what it is called in few words. */
export interface Suggestion {
  readonly title: string;
  readonly message: string;
}

/** Questions that a plan can answer, by what it declares and in its words. */
export function suggestionsFor(plan: Plan): {
  readonly item: Suggestion;
  readonly byStructure: Suggestion;
  readonly most: Suggestion;
  readonly deadlines: Suggestion;
} {
  const index = buildPlanIndex(plan);
  const words = planWords(index, 'it');
  return {
    item: aboutItem(index, words),
    byStructure: byStructure(index, words),
    most: most(index, words),
    deadlines: deadlines(index, words),
  };
}

const hasCosts = (index: PlanIndex): boolean => !planMeasures(index).free;

const isFeminine = (words: Words): boolean => words.kindGender.objective === 'f';

function aboutItem(index: PlanIndex, words: Words): Suggestion {
  const { one } = words.kinds.objective;
  const objectives = index.byKind.get('objective') ?? [];
  const measure = mainCost(index);
  const costly = objectives.find(
    ({ figures }) => measure in figures && figures[measure as keyof typeof figures] !== null,
  );
  const number = (costly ?? objectives[0])?.item.number ?? 1;
  const named = the(`${one} ${number}`, isFeminine(words) ? 'fs' : 'ms');
  const any = `${isFeminine(words) ? 'una' : 'un'} ${one}`;
  return costly
    ? { title: `Quanto costa ${any}`, message: `Quanto costa ${named}?` }
    : { title: `Di chi è ${any}`, message: `Di chi è ${named}?` };
}

function byStructure(index: PlanIndex, words: Words): Suggestion {
  const level = words.levels.department.one.split('/')[0] ?? 'settore';
  if (!hasCosts(index))
    return {
      title: `${capital(words.kinds.objective.many)} per ${level}`,
      message: `${isFeminine(words) ? 'Quante' : 'Quanti'} ${words.kinds.objective.many} ha ogni ${level}?`,
    };
  const measure = mainCost(index);
  return {
    title: `Costi per ${level}`,
    message: `${measure === 'personnel' ? 'Costi di personale' : capital(words.measures[measure])} per ${level}`,
  };
}

function most(index: PlanIndex, words: Words): Suggestion {
  const { many } = words.kinds.objective;
  const first = `${isFeminine(words) ? 'Le' : 'I'} 5 ${many}`;
  if (hasCosts(index)) {
    const message = `${first} più ${isFeminine(words) ? 'costose' : 'costosi'}`;
    return { title: message, message };
  }
  if (index.worked.some(({ item }) => item.weight !== null))
    return { title: `${first} con più peso`, message: `${first} con più peso` };
  return { title: `Elenco: ${many}`, message: `Elenca ${the(many, isFeminine(words) ? 'fp' : 'mp')}` };
}

function deadlines(index: PlanIndex, words: Words): Suggestion {
  const listed = the(words.kinds.objective.many, isFeminine(words) ? 'fp' : 'mp');
  const lasts = index.worked.some(
    ({ item }) => item.kind === 'objective' && item.horizonEnd > item.horizonStart,
  );
  return {
    title: 'Che cosa scade',
    message: lasts ? `Quando scadono ${listed} pluriennali?` : `Quando scadono ${listed}?`,
  };
}
