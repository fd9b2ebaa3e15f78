import type { ItemRef } from '../../domain/types.ts';
import { the } from '../../words/articles.ts';
import { formatDayLong } from '../../words/days.ts';
import { capital, counted } from '../../words/sentences.ts';
import { ITEM_STATES, type ItemState } from '../../words/states.ts';
import type { LivePhase, Result } from '../run/result.ts';
import { type Draft, type Phrasing, say } from './draft.ts';
import { fullName } from './names.ts';
import { listSource } from './sources.ts';
import { itemColumns, MOST_ROWS, tableOf, wordColumn } from './table-of.ts';
import { joinAnd } from './values.ts';
import type { Words } from './words.ts';

/** Items that are named in one line. */
const MOST_NAMED = 8;
/** Most structures that are named in one line. */
const MOST_STRUCTURES = 12;

/** "1 modificato", "22 modificati". */
export const stateWord = (words: Words, state: ItemState, count: number): string =>
  count === 1 ? words.states[state].one : words.states[state].many;

/** "Monitoraggio 2021, aggiornamenti arrivati finora: 12 su 130 (5 in fase, 7 raggiunti)". */
export function liveSentence(words: Words, { phase, states }: LivePhase): string {
  const known = states.filter((one) => one.state !== null || one.isWithheld);
  const parts = ITEM_STATES.flatMap((state) => {
    const count = known.filter((one) => one.state === state).length;
    return count === 0 ? [] : [`${count} ${stateWord(words, state, count)}`];
  });
  const withheld = known.filter((one) => one.isWithheld).length;
  if (withheld > 0) parts.push(`${withheld} ${say(words, 'da approvare', 'to be approved')}`);
  const detail = parts.length === 0 ? '' : ` (${parts.join(', ')})`;
  const missing = states.length - known.length;
  if (phase.closesOn !== null)
    return say(
      words,
      `«${phase.name}», fase chiusa ${the(formatDayLong(phase.closesOn))}: ${known.length === 1 ? 'è arrivato' : 'sono arrivati'} ${counted(known.length, 'aggiornamento', 'aggiornamenti')} su ${states.length}${detail}, ${missing === 1 ? 'uno non è arrivato' : `${missing} non sono arrivati`}.`,
      `«${phase.name}», closed on ${formatDayLong(phase.closesOn)}: ${known.length} of ${states.length} updates came in${detail}, ${missing} did not.`,
    );
  return say(
    words,
    `«${phase.name}», finora: ${counted(known.length, 'aggiornamento arrivato', 'aggiornamenti arrivati')} su ${states.length}${detail}, ${missing} ancora da ricevere entro ${the(formatDayLong(phase.dueOn))}.`,
    `«${phase.name}», so far: ${known.length} of ${states.length} updates have come in${detail}, ${missing} are due by ${formatDayLong(phase.dueOn)}.`,
  );
}

/** "Quali processi sono stati ritirati?": those that a phase holds in some states, by name. */
export function liveStates(
  words: Words,
  { phase, states }: LivePhase,
  wanted: readonly ItemState[],
): { readonly headline: string; readonly count: number; readonly items: readonly ItemRef[] } {
  const found = states.filter(({ state }) => state !== null && wanted.includes(state));
  const named = found.slice(0, MOST_NAMED).map(({ item }) => fullName(words, item));
  const rest = found.length - named.length;
  const list =
    found.length === 0
      ? ''
      : `: ${named.join('; ')}${rest > 0 ? say(words, ` e altri ${rest}`, ` and ${rest} more`) : ''}`;
  const parts = wanted.map((state) => {
    const count = found.filter((one) => one.state === state).length;
    return `${count} ${stateWord(words, state, count)}`;
  });
  const when =
    phase.closesOn === null
      ? say(words, 'finora', 'so far')
      : say(
          words,
          `fase chiusa ${the(formatDayLong(phase.closesOn))}`,
          `closed on ${formatDayLong(phase.closesOn)}`,
        );
  return {
    headline: `«${phase.name}», ${when}: ${parts.join(', ')} ${say(words, 'su', 'of')} ${states.length}${list}.`,
    count: found.length,
    items: found.map(({ item }) => item.ref),
  };
}

/** What has come in and what is still owed in the live phase, for some structures or for all. */
export function phraseLive(
  { index, words }: Phrasing,
  { live, query }: Extract<Result, { type: 'monitoring' }>,
): Draft {
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
  const { phase, states } = live;
  const missing = states.filter((one) => !one.answered);
  const shown = query.missing ? missing : states;
  const where = [...query.departments, ...query.units].join(', ');
  const prefix = where ? `${where}: ` : '';
  const due = formatDayLong(phase.dueOn);
  const owed =
    missing.length === 1
      ? say(words, 'manca 1 aggiornamento', '1 update is missing')
      : say(words, `mancano ${missing.length} aggiornamenti`, `${missing.length} updates are missing`);
  const closed = phase.closesOn === null ? null : the(formatDayLong(phase.closesOn));
  return {
    headline: capital(
      missing.length === 0
        ? say(
            words,
            `${prefix}${query.claim ? 'sì, ' : ''}non manca nessun aggiornamento, tutti ${the(states.length, 'mp')} sono arrivati («${phase.name}»).`,
            `${prefix}no update is missing, all ${states.length} have come in («${phase.name}»).`,
          )
        : say(
            words,
            closed === null
              ? `${prefix}${query.claim ? 'no, ' : ''}${owed} su ${states.length} nella fase «${phase.name}», in scadenza ${the(due)}.`
              : `${prefix}${counted(missing.length, 'aggiornamento non è arrivato', 'aggiornamenti non sono arrivati')} su ${states.length} nella fase «${phase.name}», chiusa ${closed}.`,
            `${prefix}${owed} of ${states.length} in phase «${phase.name}», ${closed === null ? `due on ${due}` : 'which is closed'}.`,
          ),
    ),
    table:
      shown.length === 0
        ? null
        : tableOf(
            shown,
            [
              ...itemColumns(words, ({ item }: (typeof shown)[number]) => item),
              wordColumn(words.attributes.state, (one) => cellOf(words, one)),
            ],
            MOST_ROWS,
          ),
    notes: where === '' && missing.length > 0 ? [byStructure(words, missing)] : [],
    sources: [
      say(
        words,
        `Aggiornamenti registrati nella fase «${phase.name}»`,
        `Updates recorded in phase «${phase.name}»`,
      ),
    ],
    value: missing.length,
    unit: 'count',
    items: shown.slice(0, 60).map((one) => one.item.ref),
  };
}

function cellOf(words: Words, one: LivePhase['states'][number]): string {
  if (one.state !== null) return stateWord(words, one.state, 1);
  return one.answered ? sentWords(words, one) : say(words, 'da aggiornare', 'missing');
}

/** What came in and gives the item no state: one structure's part, or what its reader is not told of yet. */
export const sentWords = (words: Words, { isWithheld }: LivePhase['states'][number]): string =>
  isWithheld
    ? say(words, 'inviato, da approvare', 'sent, to be approved')
    : say(words, 'parte inviata', 'own part sent');

/** Who owes how many, the most first. */
function byStructure(words: Words, missing: LivePhase['states']): string {
  const counts = new Map<string, number>();
  for (const { item } of missing)
    for (const code of new Set(item.assignments.map(({ unit, department }) => unit ?? department)))
      counts.set(code, (counts.get(code) ?? 0) + 1);
  const sorted = [...counts].sort((a, b) => b[1] - a[1]);
  const named = sorted.slice(0, MOST_STRUCTURES).map(([code, count]) => `${code} ${count}`);
  const rest = sorted.length - named.length;
  const more = rest > 0 ? [say(words, `altre ${rest} strutture`, `${rest} more structures`)] : [];
  return `${say(words, 'Chi deve ancora rispondere', 'Who still has to answer')}: ${joinAnd(words, [...named, ...more])}.`;
}
