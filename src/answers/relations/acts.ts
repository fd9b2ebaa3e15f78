import type { Plan } from '../../domain/types.ts';
import { remember } from '../knowledge/memo.ts';
import { ask, type Context, type Outcome } from '../understand/outcome.ts';
import { type Relation, readRelation } from './read-relation.ts';
import { readRelationWords } from './relation-words.ts';

/** "Elenca gli atti del ciclo", "delibere di Giunta tra giugno e ottobre 2021", "quale organo ha adottato più atti?". */
export function recogniseActs(
  text: string,
  { vocabulary, cut, today }: Omit<Context, 'reading'>,
): Outcome | null {
  const { plan, memo } = vocabulary.index;
  const words = remember(memo, 'words of acts', () => readRelationWords('acts'));
  const relation: Relation = {
    rows: rowsOf(plan),
    words,
    having: (key) => (vocabulary.actSearch.postings.get(key) ?? []).map(({ doc }) => doc),
    year: plan.head.year,
  };
  const asked = readRelation(text, relation, cut, today);
  if (!asked) return null;
  const { names, codes, ...rest } = asked;
  return ask({ type: 'acts', ...rest, organs: [...names], codes: codes && [...codes] });
}

const rowsOf = ({ acts }: Plan): Relation['rows'] =>
  acts.map(({ code, date, authority, reference, title }) => ({
    code,
    day: date,
    name: authority,
    reference,
    title,
  }));
