import type { ItemKind, ItemState } from '../../domain/types.ts';
import { ITEM_STATES } from '../../domain/types.ts';
import { formatDayLong } from '../format.ts';
import type { Result } from '../run/result.ts';
import { type Draft, type Phrasing, say } from './draft.ts';
import { fullName, structureOf } from './names.ts';
import { listSource } from './sources.ts';
import { numberCell, textCell } from './values.ts';
import type { Words } from './words.ts';

/** The printed summary of the monitoring, and what is still owed in the live phase. */
export function phraseMonitoring(
  { index, words }: Phrasing,
  result: Extract<Result, { type: 'monitoring' }>,
): Draft {
  const { query, printed, live } = result;
  const { plan } = index;
  if (query.missing || (live && query.departments.length + query.units.length > 0))
    return phraseLive({ index, words }, result);
  const kinds = [...new Set(printed.map((one) => one.kind))];
  const wanted = query.states.length > 0 ? query.states : ITEM_STATES;
  const count = (kind: ItemKind, state: ItemState): number =>
    printed.find((one) => one.kind === kind && one.state === state)?.count ?? 0;
  const phase = plan.phases.find((one) => one.code === printed[0]?.phase);
  const name = phase?.name ?? printed[0]?.phase ?? say(words, 'monitoraggio', 'monitoring');
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
  const totals = kinds.map((kind) => {
    const states = wanted.filter((state) => query.states.length > 0 || count(kind, state) > 0);
    const all = printed.filter((one) => one.kind === kind).reduce((sum, one) => sum + one.count, 0);
    const parts = states.map((state) => `${count(kind, state)} ${words.states[state]}`);
    return query.states.length > 0
      ? `${words.kinds[kind].many}: ${parts.join(', ')} (${say(words, 'su', 'of')} ${all})`
      : `${all} ${words.kinds[kind].many}: ${parts.join(', ')}`;
  });
  const single =
    query.kind !== null && query.states.length === 1 && query.states[0]
      ? count(query.kind, query.states[0])
      : null;
  const all = query.kind === null ? 0 : printed.reduce((sum, one) => sum + one.count, 0);
  const structures = query.departments.length + query.units.length > 0;
  return {
    headline:
      single !== null && query.kind && query.states[0]
        ? `${single} ${single === 1 ? words.kinds[query.kind].one : words.kinds[query.kind].many} ${stateWord(words, query.states[0], single)} ${say(words, 'su', 'of')} ${all} («${name}»).`
        : `${name}: ${totals.join('; ')}.`,
    table: {
      columns: [
        { label: say(words, 'Tipo', 'Kind'), numeric: false },
        ...ITEM_STATES.map((state) => ({ label: words.states[state], numeric: true })),
        { label: say(words, 'totale', 'total'), numeric: true },
      ],
      rows: kinds.map((kind) => [
        textCell(words.kinds[kind].many),
        ...ITEM_STATES.map((state) => numberCell(count(kind, state))),
        numberCell(printed.filter((one) => one.kind === kind).reduce((sum, one) => sum + one.count, 0)),
      ]),
      total: kinds.length,
    },
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
      ...plan.notes
        .filter(
          (note) =>
            /monitoraggio/i.test(note.note) && (note.subjectType === 'plan' || query.states.includes('new')),
        )
        .map((note) => note.note)
        .slice(0, 3),
      ...(live ? [liveLine(words, live)] : []),
    ],
    sources: [...new Set(printed.map((one) => `${plan.head.document}, ${one.source}`))],
    value: single,
    unit: single === null ? null : 'count',
  };
}

const SINGULAR: Readonly<Record<ItemState, string>> = {
  achieved: 'raggiunto',
  in_progress: 'in fase',
  amended: 'modificato',
  withdrawn: 'ritirato',
  new: 'nuovo',
};

const stateWord = (words: Words, state: ItemState, count: number): string =>
  words.language === 'it' && count === 1 ? SINGULAR[state] : words.states[state];

const liveLine = (
  words: Words,
  live: NonNullable<Extract<Result, { type: 'monitoring' }>['live']>,
): string => {
  const answered = live.states.filter((one) => one.state !== null).length;
  return say(
    words,
    `Nella fase «${live.phase.name}» finora hanno risposto ${answered} voci su ${live.states.length}.`,
    `In phase «${live.phase.name}» ${answered} of ${live.states.length} items have answered so far.`,
  );
};

function phraseLive({ index, words }: Phrasing, result: Extract<Result, { type: 'monitoring' }>): Draft {
  const { live, query } = result;
  if (!live)
    return {
      kind: 'no_data',
      headline: say(
        words,
        'Non ci sono fasi di monitoraggio con aggiornamenti registrati.',
        'There are no monitoring phases with recorded updates.',
      ),
      sources: listSource(index),
    };
  const missing = live.states.filter((one) => one.state === null);
  const shown = query.missing ? missing : live.states;
  const where = [...query.departments, ...query.units].join(', ');
  return {
    headline: say(
      words,
      `${where ? `${where}: ` : ''}mancano ${missing.length} aggiornamenti su ${live.states.length} nella fase «${live.phase.name}», in scadenza il ${formatDayLong(live.phase.dueOn)}.`,
      `${where ? `${where}: ` : ''}${missing.length} of ${live.states.length} updates are missing in phase «${live.phase.name}», due on ${formatDayLong(live.phase.dueOn)}.`,
    ),
    table: {
      columns: [
        { label: say(words, 'Voce', 'Item'), numeric: false },
        { label: say(words, 'Struttura', 'Structure'), numeric: false },
        { label: words.attributes.state, numeric: false },
      ],
      rows: shown
        .slice(0, 100)
        .map(({ item, state }) => [
          textCell(fullName(words, item)),
          textCell(structureOf(item)),
          textCell(
            state === null
              ? say(words, 'da aggiornare', 'missing')
              : words.language === 'it'
                ? SINGULAR[state]
                : words.states[state],
          ),
        ]),
      total: shown.length,
    },
    sources: [
      say(
        words,
        `Aggiornamenti registrati nella fase «${live.phase.name}»`,
        `Updates recorded in phase «${live.phase.name}»`,
      ),
    ],
    value: missing.length,
    unit: 'count',
    items: shown.slice(0, 60).map((one) => one.item.ref),
  };
}
