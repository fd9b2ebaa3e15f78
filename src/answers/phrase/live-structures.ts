import { formatPercent } from '../../words/formats.ts';
import { capital, counted } from '../../words/sentences.ts';
import { keeps } from '../knowledge/bounds.ts';
import type { LiveFact } from '../query.ts';
import { isSo } from '../run/live-rows.ts';
import type { LivePhase, Result } from '../run/result.ts';
import { type Draft, type Phrasing, say } from './draft.ts';
import { cameText } from './live-days.ts';
import { factText, restOf } from './live-facts.ts';
import { figureColumn, tableOf, wordColumn } from './table-of.ts';
import { joinAnd } from './values.ts';
import type { Words } from './words.ts';

type LiveQuery = Extract<Result, { type: 'monitoring' }>['query'];
type LiveItem = LivePhase['states'][number];

interface OfStructure {
  readonly code: string;
  readonly count: number;
  /** Of how many items. */
  readonly of: number;
}

/** How many each structure has, the most first; who has most or fewest, in number and as a part of its own. */
export function byStructure(
  { index, words }: Phrasing,
  query: LiveQuery,
  { phase, states }: LivePhase,
  found: readonly LiveItem[],
): Pick<Draft, 'headline' | 'table' | 'value'> {
  const level = query.by ?? 'department';
  const codesOf = ({ item }: LiveItem): readonly string[] =>
    level === 'department' ? item.departments : index.tier === null ? item.units : item.within;
  // Of structures that are named, these and no other that shares an item with them.
  const named = level === 'department' ? query.departments : query.units;
  const units = index.plan.units.filter(({ code }) => index.tier?.codes.has(code) ?? true);
  const all = (level === 'unit' ? units : index.plan.departments)
    .map(
      ({ code }): OfStructure => ({
        code,
        count: found.filter((one) => codesOf(one).includes(code)).length,
        of: states.filter((one) => codesOf(one).includes(code)).length,
      }),
    )
    .filter(({ of, code }) => of > 0 && !query.without.includes(code))
    .filter(({ code }) => named.length === 0 || named.includes(code));
  const { having, order, holding } = query;
  const has = (code: string, is: LiveFact): boolean =>
    states.some((one) => codesOf(one).includes(code) && isSo(one, is));
  const some = all
    .filter(({ code }) => holding.every(({ is, not }) => has(code, is) !== not))
    .filter(({ count }) => (having === null ? count > 0 || order === 'min' : keeps(count, having)))
    .sort((one, other) => (order === 'min' ? one.count - other.count : other.count - one.count));
  const shown = new Set(some.map(({ code }) => code));
  const total = found.filter((one) => codesOf(one).some((code) => shown.has(code))).length;
  const inPhase = say(words, `nella fase «${phase.name}»`, `in phase «${phase.name}»`);
  const none = having !== null && having.op === 'lte' && having.value === 0;
  const limit = having === null || none ? '' : ` (${words.ops[having.op]} ${having.value})`;
  const rest = restOf(words, query);
  const held = holding.map((one) => factText(words, one));
  const more = [...rest, ...held]
    .map((text) => `, ${text},`)
    .join('')
    .replace(/,,/g, ',');
  const verb = none
    ? query.missing
      ? say(words, 'non devono più mandare niente', 'owe nothing any more')
      : say(words, `non ${verbOf(words, query)}`, `do not ${verbOf(words, query)}`)
    : verbOf(words, query);
  const names = words.levels[level].many;
  const listed =
    (having !== null || holding.length > 0 || named.length > 0) &&
    some.length > 0 &&
    some.length <= MOST_NAMED
      ? `: ${joinAnd(
          words,
          some.map(({ code, count }) => (none ? code : `${code} (${count})`)),
        )}`
      : '';
  const counts = say(
    words,
    `${capital(names)} che ${verb}${limit}${more} ${inPhase}: ${some.length} su ${all.length}${listed || (none ? '' : `, con ${counted(total, 'voce', 'voci')} in tutto`)}.`,
    `${capital(names)} that ${verb}${limit}${more} ${inPhase}: ${some.length} of ${all.length}${listed || (none ? '' : `, with ${counted(total, 'item', 'items')} in all`)}.`,
  );
  return {
    headline:
      order === null
        ? counts
        : query.limit !== null && query.limit > 1
          ? firstOf(words, query, some, inPhase, more)
          : rankedBy(words, query, some, `${inPhase}${more.replace(/,$/, '')}`),
    value: order === null ? some.length : (some[0]?.count ?? null),
    table: tableOf(some, [
      wordColumn(say(words, 'Struttura', 'Structure'), ({ code }) => code),
      figureColumn(say(words, 'Voci', 'Items'), ({ count }) => count),
      figureColumn(say(words, 'su', 'of'), ({ of }) => of),
      figureColumn('%', (one) => ({ text: formatPercent(shareOf(one)), value: shareOf(one) })),
    ]),
  };
}

/** So many structures are named in the sentence. */
const MOST_NAMED = 8;

/** "I primi tre": with those that are tied with the last. */
function firstOf(
  words: Words,
  query: LiveQuery,
  sorted: readonly OfStructure[],
  inPhase: string,
  more: string,
): string {
  const last = sorted[(query.limit ?? sorted.length) - 1]?.count;
  const first = sorted.filter(
    ({ count }) => last === undefined || (query.order === 'max' ? count >= last : count <= last),
  );
  const names = joinAnd(
    words,
    first.map(({ code, count }) => `${code} (${count})`),
  );
  return `${names}: ${thingOf(words, query)}${more} ${inPhase}.`;
}

const shareOf = ({ count, of }: OfStructure): number => (100 * count) / of;

/** "Settore 2: 15 voci su 17 da aggiornare; in proporzione Staff A, 3 su 3 (100 %)". */
function rankedBy(words: Words, query: LiveQuery, all: readonly OfStructure[], inPhase: string): string {
  const sign = query.order === 'min' ? 1 : -1;
  const firstBy = (figureOf: (one: OfStructure) => number): readonly OfStructure[] => {
    const sorted = [...all].sort((a, b) => sign * (figureOf(a) - figureOf(b)));
    return sorted.filter((one) => sorted[0] !== undefined && figureOf(one) === figureOf(sorted[0]));
  };
  const best = firstBy(({ count }) => count);
  const inShare = firstBy(shareOf);
  const [first] = best;
  const [part] = inShare;
  if (!first || !part)
    return `${say(words, 'Nessuna struttura ha', 'No structure has')} ${thingOf(words, query)} ${inPhase}.`;
  const codes = (some: readonly OfStructure[]): string =>
    some.length > MOST_NAMED
      ? say(words, `${some.length} a pari merito`, `${some.length} tied`)
      : joinAnd(
          words,
          some.map(({ code }) => code),
        );
  const many =
    best.length === 1 ? `${first.count} ${say(words, 'su', 'of')} ${first.of}` : String(first.count);
  const other = inShare.every((one) => best.includes(one))
    ? ''
    : say(
        words,
        `; in proporzione ${codes(inShare)} (${formatPercent(shareOf(part))})`,
        `; in proportion ${codes(inShare)} (${formatPercent(shareOf(part))})`,
      );
  return `${codes(best)}: ${thingOf(words, query)} ${many} ${inPhase}${other}.`;
}

const thingOf = (words: Words, { missing, view }: LiveQuery): string =>
  missing
    ? say(words, 'aggiornamenti da mandare', 'updates owed')
    : {
        waiting: say(words, 'aggiornamenti che aspettano approvazione', 'updates waiting for approval'),
        approved: say(words, 'aggiornamenti approvati', 'approved updates'),
        returned: say(words, 'aggiornamenti restituiti', 'updates sent back'),
        critical: say(words, 'voci con criticità segnalate', 'items with critical points'),
        actions: say(words, 'voci con azioni correttive aperte', 'items with corrective actions open'),
        changed: say(words, 'voci cambiate', 'items that changed'),
        arrived: say(words, 'aggiornamenti arrivati', 'updates in'),
        states: say(words, 'aggiornamenti arrivati', 'updates in'),
      }[view];

const verbOf = (words: Words, { missing, view, due }: LiveQuery): string =>
  missing
    ? say(words, 'devono ancora mandare aggiornamenti', 'still owe updates')
    : {
        waiting: say(
          words,
          'hanno aggiornamenti che aspettano approvazione',
          'have updates waiting for approval',
        ),
        approved: say(words, 'hanno aggiornamenti approvati', 'have approved updates'),
        returned: say(words, 'hanno aggiornamenti restituiti', 'have updates sent back'),
        critical: say(words, 'hanno criticità segnalate', 'have critical points reported'),
        actions: say(words, 'hanno azioni correttive aperte', 'have corrective actions open'),
        changed: say(words, 'hanno voci cambiate', 'have items that changed'),
        arrived: `${say(words, 'hanno mandato aggiornamenti', 'have sent updates')}${cameText(words, due)}`,
        states: say(words, 'hanno mandato aggiornamenti', 'have sent updates'),
      }[view];
