import { capital, counted } from '../../words/sentences.ts';
import { type Draft, say } from '../phrase/draft.ts';
import { figureColumn, MOST_ROWS, tableOf, wordColumn } from '../phrase/table-of.ts';
import { textCell } from '../phrase/values.ts';
import { lineText } from './budget-lines.ts';
import { groupName, levelNoun } from './row-names.ts';
import { entriesAsked, entriesOf, euro, refs, type Saying, sumOf, sumText } from './saying.ts';
import type { TableRow } from './table-rows.ts';

/** So many groups are named beside how many they are. */
const MOST_NAMED = 4;

/** Whether amounts of several entries are asked for, and nothing is worked out of them. */
export const isOfEntries = ({ ask, worked }: Saying): boolean =>
  ask.figure?.fold === 'sum' &&
  ask.order === null &&
  ask.limit === null &&
  !ask.isMean &&
  worked.rows.length > 0 &&
  (ask.by === 'entry' || entriesOf(worked.rows).length > 1);

/** Each entry has a sum of its own, in each group: what is set aside is never added to what is paid. */
export function phraseEntries(said: Saying): Draft {
  const { index, words, worked, ask } = said;
  const by = ask.by ?? 'entry';
  const noun = levelNoun(words, by, said.scope);
  const totals = entriesOf(worked.rows);
  const silent = entriesAsked(ask)
    .filter((entry) => !totals.some(([one]) => one === entry))
    .map((entry) => `${entry} ${words.notDeclared}`);
  const isDivided = by !== 'entry';
  const groups = isDivided ? (worked.groups ?? []) : [];
  const named =
    groups.length > MOST_NAMED
      ? ''
      : ` (${groups.map(({ key }) => groupName(index, words, by, key)).join(', ')})`;
  const opening = isDivided
    ? `${counted(groups.length, noun.one, noun.many)}${named}, ${say(words, 'bilancio', 'budget')}`
    : say(words, 'Bilancio', 'Budget');
  const cellOf = (rows: readonly TableRow[]) =>
    rows.length === 0 ? textCell('') : { text: euro(sumOf(rows)), value: sumOf(rows) };
  return {
    headline: `${opening} ${said.place}: ${[...totals.map(sumText), ...silent].join('; ')}.`,
    table: isDivided
      ? tableOf(
          groups,
          [
            wordColumn(capital(noun.one), ({ key }) => groupName(index, words, by, key)),
            ...totals.map(([entry]) =>
              figureColumn(capital(entry), ({ rows }: (typeof groups)[number]) =>
                cellOf(rows.filter(({ line }) => line?.entry === entry)),
              ),
            ),
          ],
          MOST_ROWS,
        )
      : tableOf(totals, [
          wordColumn(capital(noun.one), ([entry]) => capital(entry)),
          figureColumn(say(words, 'Importo', 'Amount'), ([, rows]) => cellOf(rows)),
        ]),
    notes: said.notes,
    sources: said.sources,
    proof: said.proof(
      worked.rows.flatMap(({ line }) => (line ? [lineText(words, line)] : [])),
      say(words, 'somma delle righe della stessa voce', 'sum of the lines of the same entry'),
      totals
        .map(
          ([entry, rows]) =>
            `${entry}: ${rows.map((row) => euro(sumOf([row]))).join(' + ')} = ${euro(sumOf(rows))}`,
        )
        .join('; '),
    ),
    value: isDivided ? groups.length : totals.length === 1 ? sumOf(worked.rows) : null,
    unit: isDivided ? 'count' : totals.length === 1 ? 'eur' : null,
    items: refs(worked.rows),
  };
}
