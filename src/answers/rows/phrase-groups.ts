import type { ItemRef } from '../../domain/types.ts';
import { capital, counted } from '../../words/sentences.ts';
import { type Draft, say } from '../phrase/draft.ts';
import { figureColumn, MOST_ROWS, tableOf, wordColumn } from '../phrase/table-of.ts';
import type { Words } from '../phrase/words.ts';
import { groupName, levelNoun, rowNoun } from './row-names.ts';
import { entriesAsked, figureText, refs, type Saying, unitOf } from './saying.ts';
import type { RowGroup, RowsAsk } from './work-out.ts';

const MOST_NAMED = 5;

export const endText = (words: Words, { order, figure }: RowsAsk): string => {
  if (figure?.column === 'day')
    return order?.direction === 'most'
      ? say(words, 'più lontano', 'latest')
      : say(words, 'più vicino', 'earliest');
  return order?.direction === 'most' ? say(words, 'più alto', 'highest') : say(words, 'più basso', 'lowest');
};

export const tieText = (words: Words, ahead: number, asked: number): string =>
  ahead > asked ? say(words, ', a pari merito', ', tied') : '';

/** Groups: all, those within a limit, or those at an end of the order. */
export function phraseGroups(said: Saying): Draft {
  const { index, words, worked, ask } = said;
  const groups = worked.groups ?? [];
  const column = ask.figure?.column ?? null;
  const by = ask.by ?? 'item';
  const name = (group: RowGroup): string => groupName(index, words, by, group.key);
  const text = (group: RowGroup): string =>
    `${name(group)}: ${said.value(column, group.value, group.rows[0]?.unit ?? null)}`;
  const of = figureText(said);
  const from = (ask.order?.place ?? 1) - 1;
  const ahead = ask.order === null ? groups : groups.slice(from, worked.first);
  const noun = levelNoun(words, by, said.scope);
  const head = (): string => {
    if (ask.order !== null) {
      const place = from === 0 ? '' : say(words, `${from + 1}º posto, `, `place ${from + 1}, `);
      return `${ahead.map(text).join('; ')} (${place}${of}, ${endText(words, ask)}${tieText(words, ahead.length, ask.order.many ?? 1)} ${say(words, 'tra', 'of')} ${counted(groups.length, noun.one, noun.many)}, ${said.place})`;
    }
    const all =
      groups.length > 0 && groups.length <= 2 * MOST_NAMED ? `: ${groups.map(text).join('; ')}` : '';
    if (ask.limit !== null) {
      const [entry] = ask.table === 'budget' ? entriesAsked(ask) : [];
      const lacked = entry ?? rowNoun(words, said.scope, ask.table).many;
      const which = isNone(ask)
        ? say(words, `senza ${lacked}`, `without ${lacked}`)
        : `${say(words, 'con', 'with')} ${limitText(said)}`;
      return `${counted(groups.length, noun.one, noun.many)} ${which}, ${said.place}${isNone(ask) ? allNames(groups.map(name)) : all}`;
    }
    return `${capital(of)} ${say(words, 'per', 'by')} ${noun.one}, ${said.place}${all}`;
  };
  const [first] = ahead;
  const told = groups.flatMap(({ value }) => value ?? []);
  const mean = ask.isMean && told.length > 0 ? told.reduce((sum, one) => sum + one, 0) / told.length : null;
  const meanText =
    mean === null
      ? ''
      : `${capital(of)}: ${said.value(column, mean, null)} ${say(words, 'in media', 'on average')} (${counted(told.length, noun.one, noun.many)}, ${said.place}). `;
  return {
    headline: mean === null ? `${head()}.` : meanText.trim(),
    table:
      groups.length < 2
        ? null
        : tableOf(
            groups,
            [
              wordColumn(capital(noun.one), name),
              figureColumn(capital(of), ({ value, rows }) => ({
                text: said.value(column, value, rows[0]?.unit ?? null),
                value,
              })),
            ],
            MOST_ROWS,
          ),
    notes: said.notes,
    sources: said.sources,
    proof: said.proof(groups.map(text), say(words, `${of} per ${noun.one}`, `${of} by ${noun.one}`)),
    value: mean ?? (ask.order !== null ? (first?.value ?? null) : groups.length),
    unit: ask.order !== null || mean !== null ? unitOf(column) : 'count',
    items:
      by === 'item' ? (ahead.map(({ key }) => key) as ItemRef[]) : refs(ahead.flatMap(({ rows }) => rows)),
  };
}

/** "Quali obiettivi non hanno indicatori?". */
const isNone = ({ figure, limit }: RowsAsk): boolean =>
  figure === null && limit?.op === 'between' && limit.value === 0 && limit.to === 0;

const allNames = (names: readonly string[]): string =>
  names.length > 0 && names.length <= MOST_NAMED ? `: ${names.join('; ')}` : '';

function limitText(said: Saying): string {
  const { words, ask } = said;
  const { limit } = ask;
  if (limit === null) return '';
  const value = (one: number): string => said.value(ask.figure?.column ?? null, one, null);
  const bound =
    limit.op === 'between'
      ? say(
          words,
          `tra ${value(limit.value)} e ${value(limit.to ?? limit.value)}`,
          `between ${value(limit.value)} and ${value(limit.to ?? limit.value)}`,
        )
      : `${words.ops[limit.op]} ${value(limit.value)}`;
  return `${figureText(said)} ${bound}`;
}
