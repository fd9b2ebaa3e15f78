import type { Act, LegalDeadline, Phase } from '../../domain/types.ts';
import { joined, the } from '../../words/articles.ts';
import { formatDay, formatDayAndMonth, formatDayLong } from '../../words/days.ts';
import type { Cell } from '../answer.ts';
import type { Law } from '../knowledge/law.ts';
import type { Result } from '../run/result.ts';
import { asOf, inItalian, outOfYear, scopeIn } from './as-of.ts';
import { type Draft, type Phrasing, say } from './draft.ts';
import { textCell } from './values.ts';
import type { Words } from './words.ts';

/** Dated acts, phases and legal deadlines, the law kept apart from the body's own dates. */
export function phraseDates({ index, words }: Phrasing, result: Extract<Result, { type: 'date' }>): Draft {
  const { acts, phases, legal } = result;
  const { plan } = index;
  const rows: (readonly Cell[])[] = [
    ...(result.calendar
      ? result.itemYears.map(({ year, count }) => [
          textCell(`31/12/${year}`),
          textCell(
            say(
              words,
              count === 1
                ? '1 obiettivo o processo arriva all’ultimo anno'
                : `${count} obiettivi e processi arrivano all’ultimo anno`,
              `${count} ${count === 1 ? 'item ends' : 'items end'}`,
            ),
          ),
          textCell(say(words, 'dato derivato', 'derived')),
        ])
      : []),
    ...phases.map((phase) => [
      textCell(`${formatDay(phase.opensOn)} – ${formatDay(phase.dueOn)}`),
      textCell(phase.name),
      textCell(say(words, 'fase del ciclo', 'phase of the cycle')),
    ]),
    ...acts.map((act) => [
      textCell(actDate(words, act)),
      textCell(act.reference ? `${act.title} (${act.reference})` : act.title),
      textCell(say(words, 'atto o evento dell’ente', 'act of the body')),
    ]),
    ...legal.map((one) => [
      textCell(legalDate(words, index.guide.law, one)),
      textCell(one.title),
      textCell(`${one.law}, ${one.article}`),
    ]),
  ];
  const lawFirst = result.query.lawFirst && legal[0] !== undefined;
  const own =
    phases[0] && !result.calendar
      ? phaseSentence(words, phases[0])
      : acts[0]
        ? actSentence(words, acts[0])
        : '';
  const law = legal[0] ? legalSentence(words, index.guide.law, legal[0]) : '';
  const first = lawFirst || own === '' ? law : own;
  const headline = result.calendar
    ? say(
        words,
        `Le scadenze ${joined('di', plan.head.year)}: obiettivi e processi, fasi di monitoraggio e termini di legge.`,
        `The deadlines of ${plan.head.year}: items, monitoring phases and legal terms.`,
      )
    : first || say(words, 'Non trovo questa data.', 'I cannot find this date.');
  return {
    headline,
    table:
      rows.length > 1
        ? {
            columns: [
              { label: say(words, 'Data', 'Date'), numeric: false },
              { label: say(words, 'Che cosa', 'What'), numeric: false },
              { label: say(words, 'Tipo', 'Kind'), numeric: false },
            ],
            rows,
            total: rows.length,
          }
        : null,
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
      ...(result.calendar
        ? [
            say(
              words,
              'La scadenza di obiettivi e processi è ricavata: 31 dicembre dell’ultimo anno previsto.',
              'Deadlines of items are derived: 31 December of their last year.',
            ),
          ]
        : []),
    ],
    law:
      legal.length === 0
        ? []
        : [
            ...(result.calendar || !legal[0] ? [] : outOfYear(words, legal[0], plan.head.year)),
            ...asOf(words, index.guide.law),
          ],
    sources: [
      ...new Set([
        ...acts.map((act) => `${plan.head.document}, ${act.source}`),
        ...phases.map((phase) => `${plan.head.document}, ${phase.source ?? 'fasi di monitoraggio'}`),
        ...legal.map((one) => `${one.law}, ${one.article}`),
      ]),
    ].slice(0, 4),
    value: null,
  };
}

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
  return `${act.title}${reference}: ${when}.${act.authority ? ` ${act.authority}.` : ''} ${act.summary}`;
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
