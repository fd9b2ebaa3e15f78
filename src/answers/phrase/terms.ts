import { joined } from '../../words/articles.ts';
import { capital, counted } from '../../words/sentences.ts';
import type { IndexedItem } from '../knowledge/plan-index.ts';
import type { Result } from '../run/result.ts';
import { asOf } from './as-of.ts';
import { type Draft, type Phrasing, say } from './draft.ts';
import { listSource } from './sources.ts';
import { figureColumn, itemColumns, MOST_ROWS, tableOf, wordColumn } from './table-of.ts';
import { joinAnd } from './values.ts';
import type { Words } from './words.ts';

/** A definition that rests on an article, not on the body's document. */
const CITES_LAW = /\d+\/\d{4}/;

/** Definitions, with the terms they lean on as notes. */
export function phraseTerms({ index, words }: Phrasing, result: Extract<Result, { type: 'term' }>): Draft {
  const sourceOf = (source: string): string =>
    /^(sezione|sez|premessa|frontespizio)/i.test(source) ? `${index.plan.head.document}, ${source}` : source;
  return {
    headline: result.entries.map((entry) => `${capital(entry.term)}: ${entry.definition}`).join(' '),
    notes: result.related.map((entry) => `${capital(entry.term)}: ${entry.definition}`),
    law: result.entries.some(({ source }) => CITES_LAW.test(source)) ? asOf(words, index.guide.law) : [],
    sources: [...new Set([...result.entries, ...result.related].map((entry) => sourceOf(entry.source)))],
    followUps: [],
    items: [],
    value: null,
    unit: null,
    kind: 'answer',
    choices: [],
  };
}

/** A plan that says of no item to which goal it contributes. */
const unlinked = ({ index, words }: Phrasing): Draft => ({
  headline: say(
    words,
    `Il piano ${index.plan.head.year} non collega le sue voci ai goal dell’Agenda 2030.`,
    `The ${index.plan.head.year} plan links its items to no goal of the 2030 Agenda.`,
  ),
  sources: listSource(index),
  value: null,
  unit: null,
});

/** A goal of the 2030 Agenda with its items, or all goals with their counts. */
export function phraseGoals({ index, words }: Phrasing, result: Extract<Result, { type: 'goal' }>): Draft {
  const one = result.goals.length === 1 ? result.goals[0] : undefined;
  const objectives = (count: number): string =>
    counted(count, words.kinds.objective.one, words.kinds.objective.many);
  if (one && index.items.some(({ item }) => item.goals.length > 0))
    return {
      headline: `Goal ${one.goal.number}, «${one.goal.shortName}»: ${one.goal.name}. ${say(words, 'Vi è legato', 'Linked to it')}: ${objectives(one.items.length)}.`,
      table: itemsTable(words, one.items),
      sources: listSource(index),
      items: one.items.map((item) => item.ref),
      value: one.items.length,
      unit: 'count',
    };
  const linked = index.items.some(({ item }) => item.goals.length > 0);
  if (!linked) return unlinked({ index, words });
  const used = result.goals.filter((goal) => goal.items.length > 0);
  const named = joinAnd(
    words,
    result.goals.map(({ goal }) => `${goal.number} ${goal.shortName}`),
  );
  return {
    headline:
      used.length === 0 && result.goals.length > 0
        ? say(
            words,
            `${result.goals.length} goal dell’Agenda 2030 non sono legati ad alcun obiettivo (${index.plan.head.year}): ${named}.`,
            `${result.goals.length} goals of the 2030 Agenda are linked to no objective (${index.plan.head.year}): ${named}.`,
          )
        : say(
            words,
            `${used.length} ${joined('di', result.goals.length, 'mp')} goal dell’Agenda 2030 sono legati ad almeno un obiettivo.`,
            `${used.length} of the ${result.goals.length} goals of the 2030 Agenda are linked to at least one objective.`,
          ),
    table: tableOf(result.goals, [
      wordColumn('Goal', ({ goal }) => `${goal.number} ${goal.shortName}`),
      figureColumn(words.kinds.objective.many, ({ items }) => items.length),
    ]),
    sources: listSource(index),
  };
}

const itemsTable = (words: Words, items: readonly IndexedItem[]): NonNullable<Draft['table']> =>
  tableOf(
    items,
    itemColumns(words, (one) => one),
    MOST_ROWS,
  );
