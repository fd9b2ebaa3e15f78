import { dayOfNumber } from '../../domain/plan/index.ts';
import { type Form, joined, the } from '../../words/articles.ts';
import { formatDay } from '../../words/days.ts';
import { formatCount } from '../../words/formats.ts';
import { formOf } from '../../words/proper-names.ts';
import { capital, counted } from '../../words/sentences.ts';
import type { AnswerTable } from '../answer.ts';
import { isAdditive, MEASURE_UNITS, measureOf } from '../knowledge/measures.ts';
import type { Ranked, Result } from '../run/result.ts';
import { describeFilter } from './describe.ts';
import { type Draft, type Phrasing, say } from './draft.ts';
import { responsibleOf, rowLabel, subjectCode, subjectName } from './names.ts';
import { itemNotes } from './notes.ts';
import { toldBeside, winnerSentences } from './ranking-winner.ts';
import { nothing } from './sets.ts';
import { costSource, listSource, rowSources } from './sources.ts';
import { figureColumn, MOST_ROWS, tableOf, wordColumn } from './table-of.ts';
import { measureCell, measureText } from './values.ts';
import { genderOfKinds } from './words.ts';

/** The first or the last by a measure, ties included. */
export function phraseRanking(phrasing: Phrasing, result: Extract<Result, { type: 'ranking' }>): Draft {
  const { index, words } = phrasing;
  const { query, ranked } = result;
  const described = describeFilter(index, words, query.filter);
  const start = query.from - 1;
  const wanted = ranked.slice(start, start + query.limit);
  const first = wanted[0];
  const year = index.plan.head.year;
  const measure = query.measure;
  const label =
    measure === 'count'
      ? query.filter.kind
        ? `${words.measures.count} ${say(words, 'di', 'of')} ${words.kinds[query.filter.kind].many}`
        : `${words.measures.count} ${say(words, 'di', 'of')} ${words.anyKind.many}`
      : words.measures[measure];
  if (!first && query.bound !== null)
    return nothing(phrasing, `${words.levels[query.of].many} ${boundText(phrasing, query)}`);
  if (!first)
    return {
      headline: say(
        words,
        `Non c’è nulla da ordinare: ${described}, ${label} ${words.notDeclared} (${year}).`,
        `Nothing to rank: ${described}, ${label} not declared (${year}).`,
      ),
      sources: listSource(index),
    };
  const last = wanted.at(-1);
  const tied = last ? ranked.filter((one) => one.value === last.value) : [];
  const extends_ = tied.length > 1 && tied.length <= 25 && query.from === 1;
  const shown = extends_ ? ranked.filter((one) => wanted.includes(one) || tied.includes(one)) : wanted;
  const place = (one: Ranked): string =>
    `${subjectName(index, words, one.subject)}: ${rankText(phrasing, measure, one.value)}`;
  const extreme =
    query.direction === 'max'
      ? say(words, 'valore più alto', 'highest')
      : say(words, 'valore più basso', 'lowest');
  const position =
    query.from > 1 ? `${query.from}º ${say(words, 'posto', 'place')} ${say(words, 'dal', 'from the')} ` : '';
  const headline =
    query.bound !== null
      ? `${counted(wanted.length, words.levels[query.of].one, words.levels[query.of].many)} ${boundText(phrasing, query)} (${described}, ${year}): ${wanted
          .map(
            (one) => `${subjectCode(index, words, one.subject)}, ${rankText(phrasing, measure, one.value)}`,
          )
          .join('; ')}.`
      : query.limit === 1
        ? tied.length > 1
          ? `${rankText(phrasing, measure, first.value)} ${say(words, `a pari merito per ${tied.length} voci`, `shared by ${tied.length}`)}: ${tied
              .slice(0, 8)
              .map((one) => subjectCode(index, words, one.subject))
              .join(', ')}${tied.length > 8 ? ', …' : ''} (${label}, ${extreme}, ${year}).`
          : `${capital(place(first))} (${label}, ${position}${extreme} ${say(words, 'tra', 'among')} ${amongWhat(phrasing, query, described)}, ${year}).`
        : `${rankTitle(phrasing, query, shown.length, described, label)} (${year})${tieText(phrasing, shown, tied)}: ${shown
            .slice(0, 10)
            .map(
              (one) => `${subjectCode(index, words, one.subject)}, ${rankText(phrasing, measure, one.value)}`,
            )
            .join('; ')}${shown.length > 10 ? '; …' : ''}.`;
  const winners = query.limit === 1 ? shown.flatMap((one) => one.row ?? []) : [];
  const runnersUp = query.limit === 1 && tied.length === 1 ? ranked.slice(start + 1, start + 3) : [];
  const rows = shown.flatMap((one) => (one.row ? [one.row] : []));
  return {
    headline: headline + winnerSentences(phrasing, toldBeside(query), winners),
    table: rankTable(phrasing, result, [...shown, ...runnersUp], label),
    notes: [
      ...sumNote(phrasing, query, shown),
      ...(result.excluded > 0 && query.measure !== 'count'
        ? [
            say(
              words,
              `${result.excluded} su ${result.compared} non hanno un valore dichiarato e restano fuori dalla classifica.`,
              `${result.excluded} of ${result.compared} declare no value and are left out.`,
            ),
          ]
        : []),
      ...itemNotes(
        index,
        words,
        query.limit === 1 ? rows : [],
        measure !== 'weight' && measure !== 'attainment',
      ),
    ],
    sources:
      measure === 'count' || measure === 'deadline'
        ? listSource(index)
        : rows.length > 0
          ? rowSources(index, rows, [measure], false)
          : costSource(index),
    proof: {
      filter: described,
      rows: shown.map(place),
      formula: say(
        words,
        `ordine ${query.direction === 'max' ? 'decrescente' : 'crescente'} per ${label}`,
        `sorted by ${label}`,
      ),
      sum: null,
    },
    value: measure === 'deadline' ? Math.floor(first.value / 10_000) : first.value,
    unit: measure === 'count' || measure === 'deadline' ? 'count' : MEASURE_UNITS[measure],
    items: rows.map((row) => row.of.ref),
  };
}

/** Those that have what the last has, where they are more than were asked for. */
function tieText({ words }: Phrasing, shown: readonly Ranked[], tied: readonly Ranked[]): string {
  const out = tied.filter((one) => !shown.includes(one)).length;
  if (out > 0)
    return say(
      words,
      `, l’ultimo valore a pari merito con altre ${out} voci`,
      `, the last value shared by ${out} more`,
    );
  const among = tied.filter((one) => shown.includes(one)).length;
  if (among < 2) return '';
  return among === shown.length
    ? say(words, ', tutti a pari merito', ', all tied')
    : say(words, `, gli ultimi ${among} a pari merito`, `, the last ${among} tied`);
}

/** "con impegnato superiore a 1.000.000,00 €", "con più di 10 obiettivi". */
function boundText(phrasing: Phrasing, query: Extract<Result, { type: 'ranking' }>['query']): string {
  const { words } = phrasing;
  if (query.bound === null) return '';
  const { op, value } = query.bound;
  const what =
    query.measure === 'count'
      ? `${words.measures.count} ${say(words, 'di', 'of')} ${query.filter.kind ? words.kinds[query.filter.kind].many : words.anyKind.many}`
      : words.measures[query.measure];
  return `${say(words, 'con', 'with')} ${what} ${words.ops[op]} ${rankText(phrasing, query.measure, value)}`;
}

/** "Insieme: 2.988.364,10 €": what several items make together, where it can be added. */
function sumNote(
  { words }: Phrasing,
  query: Extract<Result, { type: 'ranking' }>['query'],
  shown: readonly Ranked[],
): readonly string[] {
  const { measure } = query;
  if (query.of !== 'item' || shown.length < 2 || shown.length > query.limit) return [];
  if (measure === 'count' || measure === 'deadline' || measure === 'weight' || !isAdditive(measure))
    return [];
  const sum = measureText(
    words,
    measure,
    shown.reduce((all, { value }) => all + value, 0),
  );
  return [say(words, `Insieme: ${sum}.`, `Together: ${sum}.`)];
}

/** So many are asked for where all are. */
const ALL = 200;

/** "I 3 processi con il costo del personale più alto", "Le 5 U.O. con meno processi". */
function rankTitle(
  { words }: Phrasing,
  query: Extract<Result, { type: 'ranking' }>['query'],
  count: number,
  described: string,
  label: string,
): string {
  const what = query.of === 'item' ? described : words.levels[query.of].many;
  const most = query.direction === 'max';
  const last = query.from + count - 1;
  const further = query.from > 1;
  if (words.language === 'en')
    return further
      ? `${capital(what)} by ${most ? 'highest' : 'lowest'} ${label}, places ${query.from} to ${last}`
      : `The ${count} ${what} with the ${most ? 'highest' : 'lowest'} ${label}`;
  // All of them, in an order: none is at the top.
  if (query.limit >= ALL && !further)
    return query.measure === 'deadline'
      ? `${capital(what)} in ordine di scadenza`
      : `${capital(what)} per ${label}, ${most ? 'dal valore più alto' : 'dal valore più basso'}`;
  // «E i tre dopo?»: no longer those at the top.
  if (further)
    return `${capital(what)} per ${label}, ${joined('da', `${query.from}º`)} ${joined('a', `${last}º`)} posto`;
  const gender =
    query.of === 'item'
      ? genderOfKinds(words, query.filter.kind === null ? [] : [query.filter.kind])
      : words.levelGender[query.of];
  const these = `${capital(the(count, `${gender}p`))} ${what}`;
  if (query.measure === 'deadline') return `${these} con la scadenza più ${most ? 'lontana' : 'vicina'}`;
  const form = words.measureForms[query.measure] ?? formOf(label) ?? 'ms';
  return `${these} con ${the(label, form)} più ${most ? 'alt' : 'bass'}${ADJECTIVE_ENDINGS[form]}`;
}

const ADJECTIVE_ENDINGS: Readonly<Record<Form, string>> = { ms: 'o', fs: 'a', mp: 'i', fp: 'e' };

const amongWhat = (
  { words }: Phrasing,
  query: Extract<Result, { type: 'ranking' }>['query'],
  described: string,
): string => (query.of === 'item' ? described : words.levels[query.of].many);

const rankText = (
  { words }: Phrasing,
  measure: Extract<Result, { type: 'ranking' }>['query']['measure'],
  value: number,
): string => {
  if (measure === 'count') return formatCount(value);
  return measure === 'deadline' ? formatDay(dayOfNumber(value)) : measureText(words, measure, value);
};

function rankTable(
  phrasing: Phrasing,
  result: Extract<Result, { type: 'ranking' }>,
  shown: readonly Ranked[],
  label: string,
): AnswerTable {
  const { index, words } = phrasing;
  const items = result.query.of === 'item';
  const also = items ? (toldBeside(result.query)?.measures ?? []) : [];
  return tableOf(
    shown,
    [
      wordColumn(items ? say(words, 'Voce', 'Item') : say(words, 'Struttura', 'Structure'), ({ subject }) =>
        rowLabel(index, words, subject),
      ),
      figureColumn(label, ({ value }) => ({
        text: rankText(phrasing, result.query.measure, value),
        value,
      })),
      ...also.map((measure) =>
        figureColumn(words.measures[measure], ({ row }: Ranked) =>
          measureCell(words, measure, row && measureOf(row.figures, row.of.item, measure)),
        ),
      ),
      items
        ? wordColumn(words.attributes.responsible, ({ row }: Ranked) =>
            row ? responsibleOf(index.plan, words, row.of) : '',
          )
        : figureColumn(say(words, 'voci', 'items'), ({ count }: Ranked) => count),
    ],
    MOST_ROWS,
  );
}
