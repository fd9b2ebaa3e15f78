import { formatPercent } from '../../words/formats.ts';
import { capital, counted } from '../../words/sentences.ts';
import type { LivePhase, Result } from '../run/result.ts';
import { type Draft, type Phrasing, say } from './draft.ts';
import { cameText } from './live-days.ts';
import { joinAnd, numberCell, textCell } from './values.ts';
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
  const units = index.plan.units.filter(({ code }) => index.tier?.codes.has(code) ?? true);
  const all = (level === 'unit' ? units : index.plan.departments)
    .map(
      ({ code }): OfStructure => ({
        code,
        count: found.filter((one) => codesOf(one).includes(code)).length,
        of: states.filter((one) => codesOf(one).includes(code)).length,
      }),
    )
    .filter(({ of }) => of > 0);
  const { having, order } = query;
  const some = all
    .filter(({ count }) => (having === null ? count > 0 || order === 'min' : holds(count, having)))
    .sort((one, other) => (order === 'min' ? one.count - other.count : other.count - one.count));
  const inPhase = say(words, `nella fase «${phase.name}»`, `in phase «${phase.name}»`);
  const limit = having === null ? '' : ` (${words.ops[having.op]} ${having.value})`;
  const names = words.levels[level].many;
  const listed =
    having !== null && some.length > 0 && some.length <= MOST_NAMED
      ? `: ${joinAnd(
          words,
          some.map(({ code, count }) => `${code} (${count})`),
        )}`
      : '';
  const counts = say(
    words,
    `${capital(names)} che ${verbOf(words, query)}${limit} ${inPhase}: ${some.length} su ${all.length}${listed || `, con ${counted(found.length, 'voce', 'voci')} in tutto`}.`,
    `${capital(names)} that ${verbOf(words, query)}${limit} ${inPhase}: ${some.length} of ${all.length}${listed || `, with ${counted(found.length, 'item', 'items')} in all`}.`,
  );
  return {
    headline: order === null ? counts : rankedBy(words, query, all, inPhase),
    value: order === null ? some.length : (some[0]?.count ?? null),
    table: {
      columns: [
        { label: say(words, 'Struttura', 'Structure'), numeric: false },
        { label: say(words, 'Voci', 'Items'), numeric: true },
        { label: say(words, 'su', 'of'), numeric: true },
        { label: '%', numeric: true },
      ],
      rows: some.map((one) => [
        textCell(one.code),
        numberCell(one.count),
        numberCell(one.of),
        { text: formatPercent(shareOf(one)), value: shareOf(one) },
      ]),
      total: some.length,
    },
  };
}

/** So many structures are named in the sentence. */
const MOST_NAMED = 8;

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
  if (!first || !part) return say(words, 'Nessuna struttura.', 'No structure.');
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
        critical: say(words, 'hanno criticità segnalate', 'have critical points reported'),
        actions: say(words, 'hanno azioni correttive aperte', 'have corrective actions open'),
        changed: say(words, 'hanno voci cambiate', 'have items that changed'),
        arrived: `${say(words, 'hanno mandato aggiornamenti', 'have sent updates')}${cameText(words, due)}`,
        states: say(words, 'hanno mandato aggiornamenti', 'have sent updates'),
      }[view];

function holds(count: number, { op, value }: NonNullable<LiveQuery['having']>): boolean {
  switch (op) {
    case 'gt':
      return count > value;
    case 'gte':
      return count >= value;
    case 'lt':
      return count < value;
    case 'lte':
      return count <= value;
  }
}
