import { phaseName } from '../../domain/phases/index.ts';
import { type Percent, readItemRef } from '../../domain/types.ts';
import { the } from '../../words/articles.ts';
import { formatPercent } from '../../words/formats.ts';
import { type ItemKind, itemName } from '../../words/kinds.ts';
import { capital, counted } from '../../words/sentences.ts';
import { ITEM_STATES, type ItemState } from '../../words/states.ts';
import type { Result } from '../run/result.ts';
import { type Draft, type Phrasing, say } from './draft.ts';
import { liveSentence, liveStates, phraseLive, stateWord } from './live-monitoring.ts';
import { phraseView } from './live-views.ts';
import { listSource } from './sources.ts';
import { figureColumn, tableOf, wordColumn } from './table-of.ts';
import type { Words } from './words.ts';

/** How many are left of a count that includes those withdrawn. */
const remaining = (words: Words, all: number, withdrawn: number): string =>
  withdrawn === 0
    ? ''
    : say(
        words,
        ` (senza i ritirati ne restano ${all - withdrawn})`,
        ` (${all - withdrawn} remain without those withdrawn)`,
      );

/** The printed summary of the monitoring, and what is still owed in the live phase. */
export function phraseMonitoring(
  { index, words }: Phrasing,
  result: Extract<Result, { type: 'monitoring' }>,
): Draft {
  const { query, printed, live } = result;
  const noted = newItemNotes(index, query.states);
  const { plan } = index;
  const view = phraseView({ index, words }, result);
  if (view) return view;
  if (query.missing || query.view !== 'states' || (live && query.departments.length + query.units.length > 0))
    return phraseLive({ index, words }, result);
  const states = live && query.states.length > 0 ? liveStates(words, live, query.states) : null;
  const kinds = [...new Set(printed.map((one) => one.kind))];
  const wanted = query.states.length > 0 ? query.states : ITEM_STATES;
  const count = (kind: ItemKind, state: ItemState): number =>
    printed.find((one) => one.kind === kind && one.state === state)?.count ?? 0;
  const name = printed[0] ? phaseName(plan, printed[0].phase) : say(words, 'monitoraggio', 'monitoring');
  // A body that has printed no summary yet still has what came in.
  if (printed.length === 0 && live)
    return {
      ...phraseLive({ index, words }, result),
      headline: states?.headline ?? liveSentence(words, live),
    };
  if (printed.length === 0)
    return {
      kind: 'no_data',
      headline: say(
        words,
        `Il documento non riporta una sintesi del monitoraggio per ${query.kind ? words.kinds[query.kind].many : 'questo anno'}.`,
        'The document has no monitoring summary for this.',
      ),
      sources: listSource(index),
    };
  const shareOf = (part: number, of: number): string =>
    query.share && of > 0 ? ` (${formatPercent((part / of) * 100)})` : '';
  const totals = kinds.map((kind) => {
    const states = wanted.filter((state) => query.states.length > 0 || count(kind, state) > 0);
    const all = printed.filter((one) => one.kind === kind).reduce((sum, one) => sum + one.count, 0);
    const parts = states.map(
      (state) =>
        `${count(kind, state)} ${stateWord(words, state, count(kind, state))}${shareOf(count(kind, state), all)}`,
    );
    return query.states.length > 0
      ? `${words.kinds[kind].many}: ${parts.join(', ')} (${say(words, 'su', 'of')} ${all})`
      : `${all} ${words.kinds[kind].many}: ${parts.join(', ')}${remaining(words, all, count(kind, 'withdrawn'))}`;
  });
  const single =
    query.kind !== null && query.states.length === 1 && query.states[0]
      ? count(query.kind, query.states[0])
      : null;
  const all = query.kind === null ? 0 : printed.reduce((sum, one) => sum + one.count, 0);
  const structures = query.departments.length + query.units.length > 0;
  return {
    ...(states ? { items: states.items } : {}),
    headline: states
      ? `${states.headline} ${say(words, 'Sintesi stampata nel documento', 'Summary printed in the document')}: ${totals.join('; ')}.`
      : single !== null && query.kind && query.states[0]
        ? `${counted(single, words.kinds[query.kind].one, words.kinds[query.kind].many)} ${stateWord(words, query.states[0], single)} ${say(words, 'su', 'of')} ${all}${query.share && all > 0 ? `, ${shareText(words, (single / all) * 100)}` : ''} («${name}»).`
        : live && live.states.length > 0 && query.states.length === 0
          ? `${liveSentence(words, live)} ${say(words, 'Sintesi stampata nel documento', 'Summary printed in the document')}: ${totals.join('; ')}.`
          : `${name}: ${totals.join('; ')}.`,
    table: tableOf(kinds, [
      wordColumn(say(words, 'Tipo', 'Kind'), (kind) => words.kinds[kind].many),
      ...ITEM_STATES.map((state) =>
        figureColumn(words.states[state].many, (kind: (typeof kinds)[number]) => count(kind, state)),
      ),
      figureColumn(say(words, 'totale', 'total'), (kind) =>
        printed.filter((one) => one.kind === kind).reduce((sum, one) => sum + one.count, 0),
      ),
    ]),
    notes: [
      ...(structures
        ? [
            say(
              words,
              'La sintesi stampata non è divisa per struttura.',
              'The printed summary is not split by structure.',
            ),
          ]
        : []),
      ...noted,
      ...plan.notes
        .filter((note) => /monitoraggio/i.test(note.note) && note.subjectType === 'plan')
        .map((note) => note.note)
        .slice(0, 3),
    ],
    sources: [...new Set(printed.map((one) => `${plan.head.document}, ${one.source}`))],
    value: states ? states.count : single !== null && query.share && all > 0 ? (single / all) * 100 : single,
    unit: states ? 'count' : single === null ? null : query.share ? 'percent' : 'count',
  };
}

const shareText = (words: Words, percent: Percent): string =>
  say(words, the(formatPercent(percent)), `that is ${formatPercent(percent)}`);

/** What the document tells of the items that came in during the year: which they are, who proposed them. */
const newItemNotes = ({ plan }: Phrasing['index'], states: readonly ItemState[]): readonly string[] =>
  states.includes('new')
    ? plan.notes
        .filter((note) => note.subjectType === 'item' && /\bnuov[oi]\b.*monitoraggio/i.test(note.note))
        .map(({ subject, note }) => {
          const item = readItemRef(subject);
          return `${item ? capital(itemName(item)) : subject}: ${note}`;
        })
    : [];
