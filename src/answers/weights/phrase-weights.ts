import { the } from '../../words/articles.ts';
import { formatDecimal, formatEuro, formatPercent, formatUngrouped } from '../../words/formats.ts';
import { capital, counted } from '../../words/sentences.ts';
import type { AnswerTable, Cell, Proof } from '../answer.ts';
import { type Draft, type Phrasing, say } from '../phrase/draft.ts';
import { fullName, ofStructures, rowLabel, theName } from '../phrase/names.ts';
import { costSource, listSource } from '../phrase/sources.ts';
import { figureColumn, MOST_ROWS, tableOf, wordColumn } from '../phrase/table-of.ts';
import { joinAnd } from '../phrase/values.ts';
import type { Words } from '../phrase/words.ts';
import type { Weighed, WeighedSubject, WeightsResult, WeightsRow } from './weigh.ts';

/** So many structures are told in the sentence. */
const MOST_SAID = 3;
/** So many sums that are wrong are named. */
const MOST_SUMS = 5;

/** The weighted attainment as it is, or as it would be: always said to be a trial that changes nothing. */
export function phraseWeights(phrasing: Phrasing, result: WeightsResult): Draft {
  const { index } = phrasing;
  if (result.kinds.length === 0) return unweighed(phrasing);
  return result.changes.length === 0 && result.equal === null
    ? asItIs(phrasing, result)
    : asTried(phrasing, result, index.plan.head.year);
}

const unweighed = ({ index, words }: Phrasing): Draft => ({
  kind: 'no_data',
  headline: say(
    words,
    `Il piano ${index.plan.head.year} non dichiara nessun peso: non c’è una media pesata, né un peso da provare a cambiare.`,
    `The ${index.plan.head.year} plan declares no weight: there is no weighted mean, and no weight to try another of.`,
  ),
});

/** Without what is of the body alone: the structures that the sentence tells first. */
const structuresIn = ({ rows }: WeightsResult): readonly WeightsRow[] =>
  rows.filter(({ subject }) => subject.level !== 'body');

const bodyIn = ({ rows }: WeightsResult): WeightsRow | undefined =>
  rows.find(({ subject }) => subject.level === 'body');

/** "del Settore 3", "dell’ente". */
const ofSubject = ({ index, words }: Phrasing, subject: WeighedSubject): string =>
  subject.level === 'body'
    ? say(words, 'dell’ente', 'of the whole body')
    : ofStructures(index.plan, words, [subject.code]);

const labelOf = ({ index, words }: Phrasing, subject: WeighedSubject): string =>
  subject.level === 'body'
    ? say(words, 'Ente', 'Whole body')
    : capital(rowLabel(index, words, { type: subject.level, code: subject.code }));

const percentText = (words: Words, percent: number | null): string =>
  percent === null ? say(words, 'non calcolabile', 'not known') : formatPercent(percent);

/** Two percentages with as many decimals as tell them apart, and the difference of what is read. */
function apart(
  words: Words,
  now: number | null,
  tried: number | null,
): { readonly now: string; readonly tried: string; readonly difference: string } {
  if (now === null || tried === null)
    return { now: percentText(words, now), tried: percentText(words, tried), difference: '—' };
  const decimals = [2, 3, 4].find((one) => now.toFixed(one) !== tried.toFixed(one));
  if (decimals === undefined)
    return {
      now: percentText(words, now),
      tried: percentText(words, tried),
      difference: say(words, 'nessuna', 'none'),
    };
  const read = (value: number): number => Number(value.toFixed(decimals));
  const difference = Number((read(tried) - read(now)).toFixed(decimals));
  return {
    now: `${formatUngrouped(read(now))} %`,
    tried: `${formatUngrouped(read(tried))} %`,
    difference: `${difference > 0 ? '+' : '−'}${formatUngrouped(Math.abs(difference))} ${say(words, 'punti', 'points')}`,
  };
}

function asItIs(phrasing: Phrasing, result: WeightsResult): Draft {
  const { index, words } = phrasing;
  const asked = result.query.departments.length + result.query.units.length > 0;
  const told = asked
    ? result.rows.filter(
        ({ subject }) =>
          subject.level !== 'body' &&
          [...result.query.departments, ...result.query.units].includes(subject.code),
      )
    : [bodyIn(result)].filter((row) => row !== undefined);
  const [only] = told.length === 1 ? told : [];
  const cost = words.measures[result.cost];
  const { year } = index.plan.head;
  const sentence = ({ subject, now }: WeightsRow): string =>
    say(
      words,
      `raggiungimento pesato ${ofSubject(phrasing, subject)}, ${year}: ${percentText(words, now.percent)} (${countedText(words, result, now)})${now.perPoint === null ? '' : `; ${cost} per punto di peso: ${euroText(now.perPoint)}`}.`,
      `weighted attainment ${ofSubject(phrasing, subject)}, ${year}: ${percentText(words, now.percent)} (${countedText(words, result, now)})${now.perPoint === null ? '' : `; ${cost} per point of weight: ${euroText(now.perPoint)}`}.`,
    );
  return {
    headline: told.map(sentence).map(capital).join(' '),
    table: weightsTable(phrasing, result, 'now'),
    notes: [
      ...together(sumNotes(phrasing, result, false)),
      ...together([
        ...leftOutNotes(words, only ?? bodyIn(result), 'now'),
        ...costNote(words, result),
        ...sharedNote(words, result),
      ]),
      tryNote(words, result),
    ],
    sources: sourcesOf(phrasing),
    proof: only ? proofOf(phrasing, only, 'now') : null,
    value: only?.now.percent ?? null,
    unit: only && only.now.percent !== null ? 'percent' : null,
  };
}

function asTried(phrasing: Phrasing, result: WeightsResult, year: number): Draft {
  const { words } = phrasing;
  const body = bodyIn(result);
  const { departments, units } = result.query;
  const asked = [...departments, ...units];
  const structures = structuresIn(result).filter(({ subject }) =>
    subject.level === 'body' || asked.length === 0
      ? subject.level === 'department' && result.equal === null
      : asked.includes(subject.code),
  );
  const told = [...structures.slice(0, MOST_SAID), ...(body ? [body] : [])];
  const [first] = asked.length > 0 ? told : body ? [body] : told;
  const alike = result.equal === null ? [] : [alikeText(phrasing, result.equal, result)];
  const some = result.changes.map(({ of, now, tried: weight }) => {
    const name = theName(words, of);
    const before =
      now === null
        ? say(words, 'ora senza peso', 'now without a weight')
        : say(words, `ora ${formatDecimal(now)}`, `now ${formatDecimal(now)}`);
    return weight === null
      ? say(words, `senza ${name} (${before})`, `without ${name} (${before})`)
      : say(
          words,
          `con ${name} a peso ${formatDecimal(weight)} (${before})`,
          `with ${name} at weight ${formatDecimal(weight)} (${before})`,
        );
  });
  const tried = [...alike, ...some];
  const wantsPoint = result.query.told === 'cost_per_point';
  const ofPoint = told.map(({ subject, now, tried: then }, at) => {
    const [before, after] = [now.perPoint, then.perPoint].map((cents) =>
      cents === null ? say(words, 'non calcolabile', 'not known') : euroText(cents),
    );
    const whose = ofSubject(phrasing, subject);
    const cost = words.measures[result.cost];
    return say(
      words,
      `${at === 0 ? `${the(cost)} per punto di peso` : 'quello'} ${whose} ${before === after ? `resta ${before}` : `passa da ${before} a ${after}`}`,
      `${at === 0 ? `the ${cost} per point of weight` : 'that'} ${whose} ${before === after ? `stays ${before}` : `goes from ${before} to ${after}`}`,
    );
  });
  const effects = wantsPoint
    ? ofPoint
    : told.map(({ subject, now, tried: then }, at) => {
        const { difference, ...text } = apart(words, now.percent, then.percent);
        const whose = ofSubject(phrasing, subject);
        const same = text.now === text.tried;
        return say(
          words,
          `${at === 0 ? 'il raggiungimento pesato' : 'quello'} ${whose} ${same ? `resta ${text.now}` : `passa da ${text.now} a ${text.tried} (${difference})`}`,
          `${at === 0 ? 'the weighted attainment' : 'that'} ${whose} ${same ? `stays ${text.now}` : `goes from ${text.now} to ${text.tried} (${difference})`}`,
        );
      });
  return {
    headline: say(
      words,
      `Simulazione, che non cambia niente nel piano ${year}: ${joinAnd(words, tried)}, ${joinAnd(words, effects)}.`,
      `A simulation, which changes nothing in the ${year} plan: ${joinAnd(words, tried)}, ${joinAnd(words, effects)}.`,
    ),
    table: weightsTable(phrasing, result, 'tried'),
    notes: [
      ...together([...stillNotes(words, result), ...sumNotes(phrasing, result, true)]),
      ...together([
        ...leftOutNotes(words, first, 'tried'),
        ...sharedNote(words, result),
        ...(result.equal === null || asked.length > 0
          ? [say(words, 'Le altre strutture non cambiano.', 'The other structures do not change.')]
          : []),
      ]),
    ],
    sources: sourcesOf(phrasing),
    proof: first ? proofOf(phrasing, first, 'tried') : null,
    ...(wantsPoint ? figure(first?.tried.perPoint, 'eur') : figure(first?.tried.percent, 'percent')),
    items: result.changes.map(({ of }) => of.ref),
  };
}

const figure = <U extends 'eur' | 'percent'>(value: number | null | undefined, unit: U) => ({
  value: value ?? null,
  unit: value === null || value === undefined ? null : unit,
});

/** "Tutti i 69 obiettivi a peso uguale, 22,14 ciascuno (la media di ora)". */
function alikeText(
  phrasing: Phrasing,
  { weight, items }: NonNullable<WeightsResult['equal']>,
  { query, kinds }: WeightsResult,
): string {
  const { words, index } = phrasing;
  const [kind, ...others] = kinds;
  const noun = kind === undefined || others.length > 0 ? words.levels.item : words.kinds[kind];
  const codes = [...query.departments, ...query.units];
  const whose = codes.length === 0 ? '' : ` ${ofStructures(index.plan, words, codes)}`;
  return say(
    words,
    `con ${counted(items, noun.one, noun.many)}${whose} a peso uguale, ${formatDecimal(weight)} ciascuno${query.equal === 'mean' ? ' (la media di ora, così la somma resta la stessa)' : ''}`,
    `with ${counted(items, noun.one, noun.many)}${whose} at the same weight, ${formatDecimal(weight)} each${query.equal === 'mean' ? ' (their mean now, so that the sum stays)' : ''}`,
  );
}

/** How other weights are tried, with numbers that the plan has. */
function tryNote(words: Words, result: WeightsResult): string {
  const [one, other] = bodyIn(result)?.now.counted.map(({ of }) => of.item) ?? [];
  const [first, second] = [one?.number ?? 1, other?.number ?? one?.number ?? 1];
  return say(
    words,
    `Per provare altri pesi: «se ${the(String(first))} pesasse ${formatDecimal((one?.weight ?? 10) * 2)}?», «e se togliessi ${the(String(second))}?», o /obiettivi simula ${first}=${(one?.weight ?? 10) * 2}.`,
    `To try other weights: “if ${first} weighed ${formatDecimal((one?.weight ?? 10) * 2)}”, or /obiettivi simula ${first}=${(one?.weight ?? 10) * 2}.`,
  );
}

/** Few notes are shown: what belongs together is one of them. */
const together = (lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [lines.join(' ')];

/** "69 obiettivi, peso 1.528", "5 obiettivi su 27 con un risultato, peso 857 in tutto". */
const countedText = (
  words: Words,
  { kinds }: WeightsResult,
  { counted: items, weight, silent }: Weighed,
): string => {
  const [kind, ...others] = kinds;
  const noun = kind === undefined || others.length > 0 ? words.levels.item : words.kinds[kind];
  const heavy = weight === null ? words.notDeclared : formatDecimal(weight);
  const number = counted(items.length, noun.one, noun.many);
  return silent === 0
    ? `${number}, ${say(words, 'peso', 'weight')} ${heavy}`
    : say(
        words,
        `${number} su ${items.length + silent} con un risultato, peso ${heavy} in tutto`,
        `${number} of ${items.length + silent} with a result, weight ${heavy} in all`,
      );
};

/** An item whose weight is tried and that has no result: it moves nothing. */
function stillNotes(words: Words, { changes }: WeightsResult): readonly string[] {
  const still = changes.filter(({ percent }) => percent === null).map(({ of }) => theName(words, of));
  if (still.length === 0) return [];
  return [
    still.length === 1
      ? say(
          words,
          `${capital(still[0] ?? '')} non ha ancora un risultato: il suo peso non sposta la media.`,
          `${capital(still[0] ?? '')} has no result yet: its weight does not move the mean.`,
        )
      : say(
          words,
          `${capital(joinAnd(words, still))} non hanno ancora un risultato: il loro peso non sposta la media.`,
          `${capital(joinAnd(words, still))} have no result yet: their weight does not move the mean.`,
        ),
  ];
}

/** What does not count in the mean that is told. */
function leftOutNotes(words: Words, row: WeightsRow | undefined, which: 'now' | 'tried'): readonly string[] {
  if (!row) return [];
  const { unweighted, silent } = row[which];
  return [
    ...(unweighted === 0
      ? []
      : [
          say(
            words,
            `${counted(unweighted, 'voce non conta', 'voci non contano')}: senza peso${which === 'tried' ? `, o ${unweighted === 1 ? 'tolta' : 'tolte'} per prova` : ''}.`,
            `${unweighted} left out: without a weight${which === 'tried' ? ', or taken out' : ''}.`,
          ),
        ]),
    ...(silent === 0
      ? []
      : [
          say(
            words,
            `${counted(silent, 'voce non conta', 'voci non contano')}: senza un risultato.`,
            `${silent} left out: without a result.`,
          ),
        ]),
  ];
}

/** Weights that do not come to what the body wants. */
function sumNotes(
  phrasing: Phrasing,
  { wrongSums, wanted, rows }: WeightsResult,
  isTrial: boolean,
): readonly string[] {
  const { words } = phrasing;
  if (wanted === null) return [];
  const shown = (subject: WeighedSubject): boolean =>
    rows.some(({ subject: one }) =>
      one.level === 'body' || subject.level === 'body'
        ? one.level === subject.level
        : one.code === subject.code,
    );
  const moved = isTrial
    ? wrongSums.filter(({ now, tried, subject }) => Math.abs(now - tried) > 1e-6 || shown(subject))
    : wrongSums;
  const n = formatDecimal;
  const lines = moved
    .slice(0, MOST_SUMS)
    .map(({ subject, now, tried }) =>
      isTrial && Math.abs(now - tried) > 1e-6
        ? say(
            words,
            `Con questa prova i pesi ${ofSubject(phrasing, subject)} sommano a ${n(tried)}, e devono fare ${n(wanted)} (ora ${n(now)}).`,
            `So the weights ${ofSubject(phrasing, subject)} come to ${n(tried)}, and must make ${n(wanted)} (now ${n(now)}).`,
          )
        : say(
            words,
            `I pesi ${ofSubject(phrasing, subject)} sommano a ${n(now)}, e devono fare ${n(wanted)}.`,
            `The weights ${ofSubject(phrasing, subject)} come to ${n(now)}, and must make ${n(wanted)}.`,
          ),
    );
  const more = moved.length - MOST_SUMS;
  return more > 0
    ? [...lines, say(words, `Lo stesso vale per altre ${more} strutture.`, `So do ${more} more.`)]
    : lines;
}

/** What has no weight costs too: its cost is not in these figures. */
const costNote = (words: Words, { kinds }: WeightsResult): readonly string[] =>
  words.workedKinds.some((kind) => !kinds.includes(kind))
    ? [
        say(
          words,
          `I costi sono delle sole voci pesate (${joinAnd(
            words,
            kinds.map((kind) => words.kinds[kind].many),
          )}): quelli di tutte li dà «costi per ${words.levels.department.one.split('/')[0]}».`,
          `Costs are those of what is weighed (${joinAnd(
            words,
            kinds.map((kind) => words.kinds[kind].many),
          )}).`,
        ),
      ]
    : [];

const euroText = (cents: number): string => formatEuro(cents).replaceAll('\u00a0', ' ');

const sharedNote = (words: Words, { isShared }: WeightsResult): readonly string[] =>
  isShared
    ? [
        say(
          words,
          'Una voce condivisa conta con tutto il suo peso in ciascuna delle sue strutture.',
          'A shared item counts with all its weight in each of its structures.',
        ),
      ]
    : [];

function weightsTable(phrasing: Phrasing, result: WeightsResult, which: 'now' | 'tried'): AnswerTable {
  const { words } = phrasing;
  const percent = (value: number | null): Cell => ({ text: percentText(words, value), value });
  const decimal = (value: number | null): Cell => ({
    text: value === null ? words.notDeclared : formatDecimal(value),
    value,
  });
  const euro = (value: number | null): Cell => ({
    text: value === null ? words.notDeclared : euroText(value),
    value,
  });
  const structure = wordColumn(capital(say(words, 'struttura', 'structure')), ({ subject }: WeightsRow) =>
    labelOf(phrasing, subject),
  );
  const figure = figureColumn<WeightsRow>;
  if (which === 'now')
    return tableOf(
      result.rows,
      [
        structure,
        figure(say(words, 'Voci', 'Items'), ({ now }) => now.counted.length),
        figure(say(words, 'Peso', 'Weight'), ({ now }) => decimal(now.weight)),
        figure(say(words, 'Raggiungimento pesato', 'Weighted attainment'), ({ now }) => percent(now.percent)),
        figure(
          `${capital(words.measures[result.cost])} ${say(words, 'delle voci pesate', 'of what is weighed')}`,
          ({ now }) => euro(now.cost),
        ),
        figure(say(words, 'Costo per punto', 'Cost per point'), ({ now }) => euro(now.perPoint)),
      ],
      MOST_ROWS,
    );
  const texts = ({ now, tried }: WeightsRow) => apart(words, now.percent, tried.percent);
  const none: Cell = { text: '—', value: null };
  return tableOf(
    result.rows,
    [
      structure,
      figure(say(words, 'Peso ora', 'Weight now'), ({ now }) => decimal(now.weight)),
      figure(say(words, 'Peso simulato', 'Weight tried'), ({ tried }) =>
        tried.weight === null ? none : decimal(tried.weight),
      ),
      figure(say(words, 'Raggiungimento ora', 'Attainment now'), (row) => ({
        text: texts(row).now,
        value: row.now.percent,
      })),
      figure(say(words, 'Raggiungimento simulato', 'Attainment tried'), (row) => ({
        text: texts(row).tried,
        value: row.tried.percent,
      })),
      figure(say(words, 'Differenza', 'Difference'), (row) => {
        const { now, tried } = row;
        const known = now.percent !== null && tried.percent !== null;
        return { text: texts(row).difference, value: known ? tried.percent - now.percent : null };
      }),
      figure(say(words, 'Costo per punto ora', 'Cost per point now'), ({ now }) => euro(now.perPoint)),
      figure(say(words, 'Costo per punto simulato', 'Cost per point tried'), ({ tried }) =>
        tried.perPoint === null ? none : euro(tried.perPoint),
      ),
    ],
    MOST_ROWS,
  );
}

function proofOf(phrasing: Phrasing, row: WeightsRow, which: 'now' | 'tried'): Proof {
  const { words } = phrasing;
  const { counted: items, percent } = row[which];
  const weight = items.reduce((sum, one) => sum + one.weight, 0);
  const product = items.reduce((sum, one) => sum + one.weight * one.percent, 0);
  return {
    filter: say(
      words,
      `voci con un peso e un risultato ${ofSubject(phrasing, row.subject)}`,
      `items with a weight and a result ${ofSubject(phrasing, row.subject)}`,
    ),
    rows: items
      .slice(0, MOST_ROWS)
      .map(
        ({ of, percent: own, weight: heavy }) =>
          `${fullName(words, of)}: ${formatPercent(own)} × ${formatDecimal(heavy)}`,
      ),
    formula: say(
      words,
      'raggiungimento pesato = somma di (raggiungimento × peso) / somma dei pesi; costo per punto = costo / peso delle voci che hanno entrambi',
      'weighted attainment = sum of (attainment × weight) / sum of weights; cost per point = cost / weight of the items that have both',
    ),
    sum:
      percent === null
        ? null
        : `${formatDecimal(product)} / ${formatDecimal(weight)} = ${formatPercent(percent)}`,
  };
}

const sourcesOf = ({ index }: Phrasing): readonly string[] => [...listSource(index), ...costSource(index)];
