import type { Item, Plan } from '../../domain/types.ts';
import { formatDay } from '../../words/days.ts';
import { capital } from '../../words/sentences.ts';
import { type Draft, type Phrasing, say } from '../phrase/draft.ts';
import { fullName, theName } from '../phrase/names.ts';
import { listSource } from '../phrase/sources.ts';
import { detailsIn, isDetail } from './details.ts';
import { otherCells } from './other-columns.ts';
import type { AskOf, Field, Scope } from './parts-query.ts';
import { valuesIn } from './parts-words.ts';
import { fieldName, itemsIn, scopeText } from './scope.ts';

const shown = (field: Field, values: readonly string[]): string =>
  values.map((value) => (field === 'startsOn' ? formatDay(value) : value)).join('; ');

/** What is said of an item in a field; in a column of its indicators or milestones, of which it is said. */
function told(plan: Plan, item: Item, field: Field, names: readonly string[] | null): readonly string[] {
  if (!isDetail(field) && !field.startsWith('extra:')) return valuesIn(plan, item, field);
  const cells = isDetail(field)
    ? detailsIn(plan, item, field, names)
    : otherCells(plan, item, field.slice('extra:'.length));
  return cells.map(({ of, value }) => (of === null ? value : `${of}: ${value}`));
}

/** What items say of their place in the plan: "di che missione è l’obiettivo 7?". */
export function phraseFields(
  { index, words }: Phrasing,
  scope: Scope,
  { field, names }: AskOf<'fields'>,
): Draft {
  const items = itemsIn(index, scope)
    .map((of) => ({ of, values: told(index.plan, of.item, field, names) }))
    .filter(({ values }) => names === null || values.length > 0);
  const name = fieldName(words, field);
  return {
    kind: items.some(({ values }) => values.length > 0) ? 'answer' : 'no_data',
    headline: items
      .map(
        ({ of, values }) =>
          `${capital(theName(words, of))}: ${field === 'roles' && values.length > 0 ? '' : `${name} `}${(values.length === 0 ? words.notDeclared : shown(field, values)).replace(/\.$/, '')}.`,
      )
      .join(' '),
    sources: listSource(index),
    proof: {
      filter: scopeText(index, words, scope),
      rows: items.map(
        ({ of, values }) =>
          `${fullName(words, of)}, ${name}: ${values.length === 0 ? words.notDeclared : shown(field, values)}`,
      ),
      formula: say(words, 'come è scritto nel piano', 'as the plan has it'),
      sum: null,
    },
    items: items.map(({ of }) => of.ref),
  };
}
