import { the } from '../../words/articles.ts';
import { formatPercent } from '../../words/formats.ts';
import type { Measure } from '../../words/measures.ts';
import { capital, counted } from '../../words/sentences.ts';
import { pronounOf, undeclaredText } from '../figures/figure-names.ts';
import type { Aggregate } from '../knowledge/aggregate.ts';
import { isAdditive, MEASURE_UNITS, measureOf } from '../knowledge/measures.ts';
import { rememberFor } from '../knowledge/memo.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import { mainCost } from '../knowledge/plan-measures.ts';
import type { Row } from '../knowledge/select.ts';
import type { Filter, QueryOf } from '../query.ts';
import type { DeclaredCheck, Result } from '../run/result.ts';
import { describeFilter } from './describe.ts';
import { type Draft, type Phrasing, say } from './draft.ts';
import { gapOfTotals } from './gap-of-totals.ts';
import { fullName, refsOf, shortName } from './names.ts';
import { itemNotes, structureNotes } from './notes.ts';
import { sumProof } from './proof.ts';
import { itemTable, MOST_ITEMS, nothing } from './sets.ts';
import { rowSources, sectionName } from './sources.ts';
import { joinAnd, measureText } from './values.ts';
import type { Words } from './words.ts';

/** Largest first: in a total the rows that weigh most are read first. */
const byValue = (index: PlanIndex, rows: readonly Row[], measure: Measure): readonly Row[] =>
  rememberFor(index.memo, rows, `sorted:${measure}`, () =>
    [...rows].sort(
      (a, b) =>
        (measureOf(b.figures, b.of.item, measure) ?? -1) - (measureOf(a.figures, a.of.item, measure) ?? -1),
    ),
  );

/** A total, an average or a share, with the rows it is made of. */
export function phraseTotal(phrasing: Phrasing, result: Extract<Result, { type: 'total' }>): Draft {
  const { index, words } = phrasing;
  const { query, rows, aggregates } = result;
  const described = describeFilter(index, words, query.filter);
  if (rows.length === 0) return nothing(phrasing, described, query.filter);
  const first = aggregates[0];
  const name = (one: Aggregate): string => {
    const label = words.measures[one.measure];
    if (query.mode !== 'average' && one.measure !== 'attainment') return label;
    return say(words, `${label} medio`, `average ${label}`);
  };
  const printed = (one: Aggregate): number | null => {
    const check = result.checks.find((other) => other.measure === one.measure);
    return check ? check.declared : one.value;
  };
  const parts = aggregates.map((one) => `${name(one)} ${measureText(words, one.measure, printed(one))}`);
  const share = query.mode === 'share' && first ? shareSentence(words, first, result.whole[0]) : '';
  const missing =
    first && first.missing > 0 && first.value !== null
      ? say(
          words,
          ` (${counted(first.declared, words.levels.item.one, words.levels.item.many)} su ${rows.length} ${pronounOf(words, first.measure)} ${first.declared === 1 ? 'dichiara' : 'dichiarano'})`,
          ` (${first.declared} items out of ${rows.length} declare it)`,
        )
      : '';
  const main = first ? printed(first) : null;
  const addends = first && query.mode === 'sum' ? addendsOf(words, query.filter, rows, first.measure) : '';
  return {
    headline: `${capital(described)}, ${index.plan.head.year}: ${parts.join('; ')}${missing}${addends}.${share}`,
    table: namesFew(query, rows)
      ? itemTable(words, byValue(index, rows, first?.measure ?? mainCost(index)), query.measures)
      : null,
    notes: [
      ...checkNotes(words, result),
      ...(query.mode === 'sum' ? gapOfTotals(words, aggregates, rows) : []),
      ...missingNotes(words, aggregates, rows.length),
      ...unsplitNotes(words, rows),
      ...twinNotes(index, words, rows, query.measures),
      ...structureNotes(index, query.filter.units),
      ...itemNotes(index, words, rows, true),
    ],
    sources: rowSources(index, rows, query.measures, false),
    proof: first ? sumProof(phrasing, described, rows, first) : null,
    value: main,
    unit: main === null || !first ? null : MEASURE_UNITS[first.measure],
    items: refsOf(rows.slice(0, MOST_ITEMS)),
    followUps: groupFollowUp(words, query),
  };
}

/** Items that were named one by one, or chosen by a figure, are shown; under any other total their rows would be asked for. */
const namesFew = ({ filter, mode }: QueryOf<'total'>, rows: readonly Row[]): boolean =>
  (filter.items !== null || filter.conditions.length > 0) &&
  mode === 'sum' &&
  rows.length > 1 &&
  rows.length <= MOST_ADDENDS;

const MOST_ADDENDS = 25;

/** " = 39.817,80 € (obiettivo 13) + …", when a few items were named one by one. */
function addendsOf(words: Words, filter: Filter, rows: readonly Row[], measure: Measure): string {
  if (filter.items === null || rows.length < 2 || rows.length > 6 || !isAdditive(measure)) return '';
  return ` = ${rows.map((row) => `${measureText(words, measure, measureOf(row.figures, row.of.item, measure))} (${shortName(words, row.of)})`).join(' + ')}`;
}

function shareSentence(words: Words, part: Aggregate, whole: Aggregate | undefined): string {
  if (part.value === null || !whole?.value) return '';
  const percent = formatPercent((part.value / whole.value) * 100);
  return ` ${say(words, `È ${the(percent)} del totale`, `That is ${percent} of the total`)} (${measureText(words, whole.measure, whole.value)}).`;
}

/** Where the document's own total and its rows part ways, both figures and the difference. */
function checkNotes(words: Words, result: Extract<Result, { type: 'total' }>): readonly string[] {
  // Printed for each kind alone: what several make together is a sum, which no page prints.
  const summed = new Set(result.rows.map(({ of }) => of.item.kind)).size > 1;
  return result.checks.flatMap((check) => {
    const percent = MEASURE_UNITS[check.measure] === 'percent';
    if (check.rows === null) return [];
    const made = check.addends === null ? [] : [addendsNote(words, check, check.addends, summed)];
    if (Math.abs(check.declared - check.rows) < (percent ? 0.005 : 1))
      return result.checks.length > 1
        ? made
        : [
            ...made,
            say(
              words,
              `${summed ? 'La somma dei totali stampati per tipo di voce' : 'Il totale stampato nel documento'} (${sectionName(check.section)}) coincide con la somma delle righe.`,
              summed
                ? 'The totals printed for each kind make the sum of the rows.'
                : 'The total printed in the document equals the sum of its rows.',
            ),
          ];
    const [declared, rows, gap] = [check.declared, check.rows, Math.abs(check.declared - check.rows)].map(
      (value) => measureText(words, check.measure, value),
    );
    const name = words.measures[check.measure];
    return [
      ...made,
      say(
        words,
        `${capital(name)}: ${summed ? `i totali stampati per tipo di voce (${sectionName(check.section)}) fanno` : `il documento (${sectionName(check.section)}) stampa`} ${declared}, le righe danno ${rows}; differenza ${gap}${explain(words, result, check.measure)}.`,
        `${capital(name)}: ${summed ? 'the totals printed for each kind make' : 'the document prints'} ${declared}, its rows give ${rows}; difference ${gap}.`,
      ),
    ];
  });
}

/** "Personale più liquidato", both as printed, next to the total printed for them. */
function addendsNote(words: Words, check: DeclaredCheck, addends: number, summed: boolean): string {
  const text = (value: number): string => measureText(words, check.measure, value);
  const gap = text(Math.abs(check.declared - addends));
  return say(
    words,
    `${summed ? 'La somma dei totali stampati' : 'Il totale stampato'} è ${text(check.declared)}, ma gli addendi stampati nel documento danno ${text(addends)}; differenza ${gap}.`,
    `The ${summed ? 'sum of the printed totals' : 'printed total'} is ${text(check.declared)}, but the addends the document prints give ${text(addends)}; difference ${gap}.`,
  );
}

/** An item without any row is the natural reason of a gap. */
function explain(words: Words, result: Extract<Result, { type: 'total' }>, measure: Measure): string {
  const silent = result.rows.filter((row) => row.of.lines.length === 0);
  if (measure !== 'personnel' && measure !== 'resources') return '';
  return silent.length === 0 || silent.length > 3
    ? ''
    : `: ${joinAnd(
        words,
        silent.map((row) => fullName(words, row.of)),
      )} non ha una riga propria`;
}

const missingNotes = (words: Words, aggregates: readonly Aggregate[], count: number): readonly string[] =>
  aggregates.flatMap((one) =>
    one.missing === 0
      ? []
      : [
          say(
            words,
            `${capital(words.measures[one.measure])}: ${undeclaredText(words, one.measure)} in ${counted(one.missing, words.levels.item.one, words.levels.item.many)} su ${count} (non vuol dire zero).`,
            `${capital(words.measures[one.measure])}: not declared by ${one.missing} items of ${count} (which is not zero).`,
          ),
        ],
  );

const unsplitNotes = (words: Words, rows: readonly Row[]): readonly string[] => {
  const unsplit = rows.filter((row) => row.unsplit);
  return unsplit.length === 0
    ? []
    : [
        say(
          words,
          `${joinAnd(
            words,
            unsplit.slice(0, 6).map((row) => fullName(words, row.of)),
          )}: in comune con altre strutture, il costo non è ripartito e qui non è sommato.`,
          `${unsplit.length} shared items are not split and not added here.`,
        ),
      ];
};

function twinNotes(
  index: PlanIndex,
  words: Words,
  rows: readonly Row[],
  measures: readonly Measure[],
): readonly string[] {
  if (!measures.some((measure) => ['committed', 'settled', 'assessed', 'collected'].includes(measure)))
    return [];
  if (rows.length > 60) return [];
  const refs = rows.map(({ of }) => of.ref);
  const groups = new Map(
    refs.flatMap((own) => {
      const twins = index.twins.get(own) ?? [];
      const all = refs.filter((ref) => ref === own || twins.includes(ref));
      return all.length > 1 ? [[all.join(' '), all] as const] : [];
    }),
  );
  if (groups.size === 0) return [];
  const named = [...groups.values()].map((all) =>
    all
      .flatMap((ref) => index.byRef.get(ref) ?? [])
      .map((one) => shortName(words, one))
      .join(' = '),
  );
  return [
    say(
      words,
      `Importi uguali al centesimo (${named.join('; ')}): il documento non dice se è lo stesso denaro.`,
      `Amounts equal to the cent (${named.join('; ')}): the document does not say whether it is the same money.`,
    ),
  ];
}

function groupFollowUp(
  words: Words,
  query: Extract<Result, { type: 'total' }>['query'],
): NonNullable<Draft['followUps']> {
  if (
    query.groupBy !== null ||
    query.filter.departments.length > 0 ||
    query.filter.units.length > 0 ||
    query.filter.items !== null
  )
    return [];
  return [
    {
      label: say(words, `Per ${words.levels.department.one.split('/')[0]}`, 'By department'),
      query: { ...query, mode: 'sum', groupBy: 'department' },
    },
  ];
}
