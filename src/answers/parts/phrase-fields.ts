import type { Item, Plan } from '../../domain/types.ts';
import { formatDay } from '../../words/days.ts';
import { capital, counted } from '../../words/sentences.ts';
import { type Draft, type Phrasing, say } from '../phrase/draft.ts';
import { fullName, theName } from '../phrase/names.ts';
import { listSource } from '../phrase/sources.ts';
import { figureColumn, itemColumns, MOST_ROWS, tableOf, wordColumn } from '../phrase/table-of.ts';
import { detailsIn, isDetail } from './details.ts';
import { otherCells } from './other-columns.ts';
import type { AskOf, Field, Scope } from './parts-query.ts';
import { valuesIn } from './parts-words.ts';
import { fieldName, itemsIn, scopeText } from './scope.ts';

/** What items say of their place in the plan, or which items say it. */
export function phraseFields(phrasing: Phrasing, scope: Scope, ask: AskOf<'fields'>): Draft {
  if (ask.field === null) return phraseItemsWhere(phrasing, scope);
  return ask.by
    ? phraseByField(phrasing, scope, ask.field)
    : phraseFieldOf(phrasing, scope, ask.field, ask.names);
}

/** "Obiettivi della missione 9". */
function phraseItemsWhere({ index, words }: Phrasing, scope: Scope): Draft {
  const items = itemsIn(index, scope);
  const { year } = index.plan.head;
  const noun = scope.kind === null ? words.anyKind : words.kinds[scope.kind];
  const { kind: _, ...rest } = scope;
  const where = scopeText(index, words, { ...rest, kind: null });
  return {
    headline:
      items.length === 0
        ? say(words, `Nessuna voce ${where}, ${year}.`, `No item ${where}, ${year}.`)
        : `${counted(items.length, noun.one, noun.many)} ${where}, ${year}${items.length < 4 ? `: ${items.map((one) => fullName(words, one)).join('; ')}` : ''}.`,
    table:
      items.length === 0
        ? null
        : tableOf(
            items,
            itemColumns(words, (one) => one),
            MOST_ROWS,
          ),
    sources: listSource(index),
    proof: {
      filter: where,
      rows: items.slice(0, MOST_ROWS).map((one) => fullName(words, one)),
      formula: say(words, 'conteggio delle voci che lo dichiarano', 'count of the items that declare it'),
      sum: null,
    },
    value: items.length,
    unit: 'count',
    items: items.map(({ ref }) => ref),
  };
}

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

/** "Di che missione è l’obiettivo 7?". */
function phraseFieldOf(
  { index, words }: Phrasing,
  scope: Scope,
  field: Field,
  names: readonly string[] | null,
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

/** "Obiettivi per missione". */
function phraseByField({ index, words }: Phrasing, scope: Scope, field: Field): Draft {
  const items = itemsIn(index, scope);
  const declared = items.flatMap((of) =>
    valuesIn(index.plan, of.item, field).map((value) => ({ of, value })),
  );
  const groups = [...Map.groupBy(declared, ({ value }) => value)].sort(([a], [b]) =>
    a.localeCompare(b, 'it'),
  );
  const silent = items.filter((of) => valuesIn(index.plan, of.item, field).length === 0).length;
  const name = fieldName(words, field);
  const { year } = index.plan.head;
  return {
    headline: `${say(words, 'Voci per', 'Items by')} ${name}, ${year}: ${groups.map(([value, own]) => `${value} (${own.length})`).join('; ')}.`,
    table: tableOf(groups, [
      wordColumn(capital(name), ([value]) => value),
      figureColumn(say(words, 'Voci', 'Items'), ([, own]) => own.length),
    ]),
    notes:
      silent > 0
        ? [say(words, `${silent} voci non lo dichiarano.`, `${silent} items do not declare it.`)]
        : [],
    sources: listSource(index),
    proof: {
      filter: scopeText(index, words, scope),
      rows: groups.map(([value, own]) => `${value}: ${own.map(({ of }) => fullName(words, of)).join('; ')}`),
      formula: say(words, 'conteggio delle voci per valore', 'count of the items by value'),
      sum: null,
    },
    value: groups.length,
    unit: 'count',
  };
}
