import type { Act, IsoDay, LegalDeadline, Phase } from '../../domain/types.ts';
import { joined, the } from '../../words/articles.ts';
import { formatDay, formatDayAndMonth, formatDayLong } from '../../words/days.ts';
import { theOne } from '../../words/proper-names.ts';
import { capital } from '../../words/sentences.ts';
import type { Law } from '../knowledge/law.ts';
import type { QueryOf } from '../query.ts';
import type { Result } from '../run/result.ts';
import { asOf, boundBody, inItalian, outOfYear, scopeIn } from './as-of.ts';
import { type Draft, type Phrasing, say } from './draft.ts';
import { textCell } from './values.ts';
import type { Words } from './words.ts';

/** Dated acts, phases and legal deadlines, the law kept apart from the body's own dates. */
export function phraseDates({ index, words }: Phrasing, result: Extract<Result, { type: 'date' }>): Draft {
  const { acts, phases, legal } = result;
  const { plan } = index;
  const { from = null } = result.query;
  if (result.calendar && from !== null) return phraseAhead({ index, words }, result, from);
  const rows = [
    ...(result.calendar
      ? result.itemYears.map(({ year, count }) => [
          `31/12/${year}`,
          endingText(words, count),
          say(words, 'dato derivato', 'derived'),
        ])
      : []),
    ...phases.map((phase) => [
      `${formatDay(phase.opensOn)} – ${formatDay(phase.dueOn)}`,
      phase.name,
      say(words, 'fase del ciclo', 'phase of the cycle'),
    ]),
    ...acts.map((act) => [
      actDate(words, act),
      act.reference ? `${act.title} (${act.reference})` : act.title,
      say(words, 'atto o evento dell’ente', 'act of the body'),
    ]),
    ...legal.map((one) => [legalDate(words, index.guide.law, one), one.title, `${one.law}, ${one.article}`]),
  ];
  const lawFirst = result.query.lawFirst && legal[0] !== undefined;
  const own =
    phases[0] && !result.calendar
      ? phaseSentence(words, phases[0])
      : acts[0]
        ? actSentence(words, acts[0])
        : '';
  const law = legal[0] ? legalSentence(words, index.guide.law, legal[0]) : '';
  const first = lawFirst || own === '' ? untold(words, plan.head.document, result.query) + law : own;
  const headline = result.calendar
    ? say(
        words,
        `Le scadenze ${joined('di', plan.head.year)}: obiettivi e processi, fasi di monitoraggio e termini di legge.`,
        `The deadlines of ${plan.head.year}: items, monitoring phases and legal terms.`,
      )
    : first || say(words, 'Non trovo questa data.', 'I cannot find this date.');
  return {
    headline,
    table: rows.length > 1 ? datesTable(words, rows) : null,
    notes: [
      ...(legal.length > 0 && !result.calendar ? inItalian(words) : []),
      ...(result.calendar
        ? []
        : lawFirst
          ? own === ''
            ? []
            : [own]
          : acts.slice(1, 3).map((act) => actSentence(words, act))),
      ...(result.calendar || first === ''
        ? []
        : lawFirst || own === ''
          ? legal.slice(1, 3).map((one) => legalSentence(words, index.guide.law, one))
          : law === ''
            ? []
            : [`${say(words, 'Termine di legge', 'Legal deadline')}: ${law}`]),
      ...(result.calendar ? [derivedNote(words)] : []),
    ],
    law:
      legal.length === 0
        ? []
        : [
            ...(result.calendar || !legal[0]
              ? []
              : [
                  ...boundBody(words, index.guide.law, legal[0].whom, plan),
                  ...outOfYear(words, legal[0], plan.head.year),
                ]),
            ...asOf(words, index.guide.law),
          ],
    sources: sourcesOf(plan.head.document, acts, phases, legal),
    value: null,
  };
}

/** That the document does not say when it happened. */
function untold(words: Words, document: string, { happened }: QueryOf<'date'>): string {
  if (happened !== true) return '';
  const source = capital(theOne(document) ?? `il documento «${document}»`);
  return say(
    words,
    `${source} non dice quando è avvenuto. La legge: `,
    'The document does not say when that happened. The law: ',
  );
}

/** One thing that comes, and its day. */
interface Coming {
  readonly day: IsoDay;
  readonly when: string;
  readonly what: string;
  readonly kind: string;
}

/** What comes from a day on, the nearest first; the terms of the law, which hold every year, the next time they fall due. */
function phraseAhead(
  { index, words }: Phrasing,
  { phases, legal, itemYears }: Extract<Result, { type: 'date' }>,
  from: IsoDay,
): Draft {
  const { plan, guide } = index;
  const coming: Coming[] = [
    ...itemYears.map(({ year, count }) => ({
      day: `${year}-12-31`,
      when: formatDay(`${year}-12-31`),
      what: endingText(words, count),
      kind: say(words, 'dato derivato', 'derived'),
    })),
    ...phases.map((phase) => ({
      day: phase.dueOn,
      when: `${formatDay(phase.opensOn)} – ${formatDay(phase.dueOn)}`,
      what: phase.name,
      kind: say(words, 'fase del ciclo', 'phase of the cycle'),
    })),
    ...legal.flatMap((one) => {
      if (one.due === null) return [];
      const day = nextOn(one.due, from);
      const kind = `${one.law}, ${one.article}`;
      return [{ day, when: formatDay(day), what: one.title, kind }];
    }),
  ]
    .filter(({ day }) => day >= from)
    .toSorted((one, other) => one.day.localeCompare(other.day));
  const own = coming.filter(({ kind }) => !legal.some((one) => `${one.law}, ${one.article}` === kind));
  const [first] = own;
  const since = formatDay(from);
  return {
    headline:
      first === undefined
        ? say(
            words,
            `${capital(joined('da', since))} in poi il piano ${plan.head.year} non ha altre scadenze${coming.length === 0 ? '' : ': restano i termini di legge'}.`,
            `From ${since} on the ${plan.head.year} plan has no other deadline${coming.length === 0 ? '' : ': the terms of the law remain'}.`,
          )
        : say(
            words,
            `Le prossime scadenze, ${joined('da', since)} in poi; la prima del piano: ${first.what}, ${first.when}.`,
            `The next deadlines, from ${since} on; the first of the plan: ${first.what}, ${first.when}.`,
          ),
    table:
      coming.length === 0
        ? null
        : datesTable(
            words,
            coming.map(({ when, what, kind }) => [when, what, kind]),
          ),
    notes: [derivedNote(words)],
    law: coming.length === own.length ? [] : asOf(words, guide.law),
    sources: sourcesOf(
      plan.head.document,
      [],
      phases.filter(({ dueOn }) => dueOn >= from),
      legal,
    ),
    value: null,
  };
}

/** The first time from a day on that a day of the year comes. */
function nextOn(monthAndDay: string, from: IsoDay): IsoDay {
  const year = Number(from.slice(0, 4));
  const here = `${year}-${monthAndDay}`;
  return here >= from ? here : `${year + 1}-${monthAndDay}`;
}

const endingText = (words: Words, count: number): string =>
  say(
    words,
    count === 1
      ? '1 obiettivo o processo arriva all’ultimo anno'
      : `${count} obiettivi e processi arrivano all’ultimo anno`,
    `${count} ${count === 1 ? 'item ends' : 'items end'}`,
  );

const derivedNote = (words: Words): string =>
  say(
    words,
    'La scadenza di obiettivi e processi è ricavata: 31 dicembre dell’ultimo anno previsto.',
    'Deadlines of items are derived: 31 December of their last year.',
  );

const datesTable = (words: Words, rows: readonly (readonly string[])[]): NonNullable<Draft['table']> => ({
  columns: [say(words, 'Data', 'Date'), say(words, 'Che cosa', 'What'), say(words, 'Tipo', 'Kind')].map(
    (label) => ({ label, numeric: false }),
  ),
  rows: rows.map((row) => row.map(textCell)),
  total: rows.length,
});

const sourcesOf = (
  document: string,
  acts: readonly Act[],
  phases: readonly Phase[],
  legal: readonly LegalDeadline[],
): readonly string[] =>
  [
    ...new Set([
      ...acts.map((act) => `${document}, ${act.source}`),
      ...phases.map((phase) => `${document}, ${phase.source ?? 'fasi di monitoraggio'}`),
      ...legal.map((one) => `${one.law}, ${one.article}`),
    ]),
  ].slice(0, 4);

const isAllYear = (act: Act): boolean => act.date === null;

function actDate(words: Words, act: Act): string {
  if (act.date === null) return say(words, 'data non stampata', 'date not printed');
  return act.endDate === null ? formatDay(act.date) : `${formatDay(act.date)} – ${formatDay(act.endDate)}`;
}

/** An act with its reference, its date and what it does. */
export function actSentence(words: Words, act: Act): string {
  const reference = act.reference ? ` (${act.reference})` : '';
  const when = isAllYear(act)
    ? say(words, 'data non indicata dal documento', 'the document gives no date')
    : act.endDate === null
      ? formatDayLong(act.date ?? '', words.language)
      : say(
          words,
          `${joined('da', formatDayLong(act.date ?? ''))} ${joined('a', formatDayLong(act.endDate))}`,
          `from ${formatDayLong(act.date ?? '', 'en')} to ${formatDayLong(act.endDate, 'en')}`,
        );
  return `${act.title}${reference}: ${when}.${act.authority ? ` ${act.authority.replace(/\.$/, '')}.` : ''} ${act.summary}`;
}

const phaseSentence = (words: Words, phase: Phase): string =>
  say(
    words,
    `${phase.name}: ${joined('da', formatDayLong(phase.opensOn))} ${joined('a', formatDayLong(phase.dueOn))}${phase.closesOn === null ? '' : `; si chiude ${the(formatDayLong(phase.closesOn))}`}.`,
    `${phase.name}: from ${formatDayLong(phase.opensOn, 'en')} to ${formatDayLong(phase.dueOn, 'en')}${phase.closesOn === null ? '' : `; it closes on ${formatDayLong(phase.closesOn, 'en')}`}.`,
  );

function legalDate(words: Words, law: Law, one: LegalDeadline): string {
  if (one.due === null) return say(words, 'termine relativo', 'relative term');
  const year = one.appliesTo ? ` (${scopeIn(words, law, one.appliesTo)})` : '';
  return `${formatDayAndMonth(one.due, words.language)}${year}`;
}

const byDate = (words: Words, date: string): string => say(words, `entro ${the(date)}`, `by ${date}`);

const legalSentence = (words: Words, law: Law, one: LegalDeadline): string =>
  `${one.title}: ${one.due === null ? '' : `${byDate(words, legalDate(words, law, one))}. `}${one.rule} (${one.law}, ${one.article})`;
