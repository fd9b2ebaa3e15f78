import { joined } from '../../words/articles.ts';
import { formatDay } from '../../words/days.ts';
import { capital, counted } from '../../words/sentences.ts';
import type { AnswerTable } from '../answer.ts';
import type { Result } from '../run/result.ts';
import { type Draft, type Phrasing, say } from './draft.ts';
import { joinAnd, textCell } from './values.ts';
import type { Words } from './words.ts';

type ActsOf = Extract<Result, { type: 'acts' }>;

/** Acts of the cycle by organ, form and day. */
export function phraseActs({ index, words }: Phrasing, { query, acts }: ActsOf): Draft {
  const { document } = index.plan.head;
  const what = describeActs(words, query, acts.length);
  if (acts.length > 0 && (query.order !== null || query.beside !== null))
    return { ...inOrder({ index, words }, { query, acts, type: 'acts' }), table: tableOf(words, acts) };
  const undated = acts.filter(({ date }) => date === null).length;
  return {
    headline:
      acts.length === 0
        ? say(
            words,
            `Nessuno: la relazione non riporta ${describeActs(words, query, 2)}.`,
            `None: the document has no such act.`,
          )
        : `${acts.length} ${what}${query.count || acts.length > MOST_SAID ? '' : `: ${acts.map(({ title }) => title).join('; ')}`}.`,
    table: acts.length === 0 || (query.count && acts.length === 1) ? null : tableOf(words, acts),
    notes:
      undated === 0
        ? []
        : [
            say(
              words,
              `${capital(counted(undated, 'atto non ha', 'atti non hanno'))} il giorno stampato${query.from === null ? '' : ': conta l’anno degli estremi'}.`,
              `${undated} have no printed day.`,
            ),
          ],
    sources: [...new Set(acts.map(({ source }) => `${document}, ${source}`))].slice(0, 3),
    value: acts.length,
    unit: 'count',
  };
}

const tableOf = (words: Words, acts: ActsOf['acts']): AnswerTable => ({
  columns: [
    { label: say(words, 'Data', 'Date'), numeric: false },
    { label: say(words, 'Atto o evento', 'Act or event'), numeric: false },
    { label: say(words, 'Estremi', 'Reference'), numeric: false },
    { label: say(words, 'Organo', 'Organ'), numeric: false },
  ],
  rows: acts.map((act) => [
    textCell(dayText(words, act)),
    textCell(act.title),
    textCell(act.reference ?? ''),
    textCell(act.authority ?? ''),
  ]),
  total: acts.length,
});

const dayText = (words: Words, { date, endDate }: ActsOf['acts'][number]): string =>
  date === null
    ? say(words, 'non stampata', 'not printed')
    : endDate === null
      ? formatDay(date)
      : `${formatDay(date)} – ${formatDay(endDate)}`;

/** "Il primo: Documento unico (Delibera n. 3), 28/01/2025", of those with a day. */
function inOrder({ index, words }: Phrasing, { query, acts }: ActsOf): Omit<Draft, 'table'> {
  const named = (act: ActsOf['acts'][number]): string =>
    `${act.title}${act.reference === null ? '' : ` (${act.reference})`}, ${dayText(words, act)}`;
  const of = describeActs(words, query, 2);
  const { order, beside } = query;
  const before = index.plan.acts.find(({ code }) => code === beside?.code);
  const after = beside?.step === 1;
  const lead = before
    ? say(
        words,
        `${after ? 'Subito dopo' : 'Subito prima di'} «${before.title}»`,
        `${after ? 'Right after' : 'Right before'} «${before.title}»`,
      )
    : acts.length === 1
      ? say(
          words,
          order?.from === 'first' ? 'Il primo in ordine di data' : 'L’ultimo in ordine di data',
          order?.from === 'first' ? 'The first by day' : 'The last by day',
        )
      : say(
          words,
          `${order?.from === 'first' ? 'I primi' : 'Gli ultimi'} ${acts.length} in ordine di data`,
          `The ${order?.from === 'first' ? 'first' : 'last'} ${acts.length} by day`,
        );
  return {
    headline: `${lead}, ${say(words, 'tra', 'of')} ${of}: ${acts.map(named).join('; ')}.`,
    notes: [],
    sources: [...new Set(acts.map(({ source }) => `${index.plan.head.document}, ${source}`))].slice(0, 3),
    value: null,
    unit: null,
  };
}

/** So many titles stand in the sentence. */
const MOST_SAID = 3;

const FORMS: Readonly<Record<string, readonly [string, string]>> = {
  deliber: ['deliberazione', 'deliberazioni'],
  determin: ['determinazione', 'determinazioni'],
  sentenza: ['sentenza', 'sentenze'],
  decreto: ['decreto', 'decreti'],
  ordinanz: ['ordinanza', 'ordinanze'],
  circolare: ['circolare', 'circolari'],
};

/** "Atti della Giunta comunale dal 01/06/2021 al 31/10/2021". */
export function describeActs(
  words: Words,
  { organs, form, from, to }: ActsOf['query'],
  count: number,
): string {
  const [one, many] = FORMS[form ?? ''] ?? [
    say(words, 'atto o evento', 'act or event'),
    say(words, 'atti ed eventi', 'acts and events'),
  ];
  const by = organs.length === 0 ? '' : ` (${joinAnd(words, organs)})`;
  const when =
    from !== null && to !== null
      ? say(
          words,
          ` ${joined('da', formatDay(from))} ${joined('a', formatDay(to))}`,
          ` from ${formatDay(from)} to ${formatDay(to)}`,
        )
      : from !== null
        ? say(words, ` ${joined('da', formatDay(from))}`, ` from ${formatDay(from)}`)
        : to !== null
          ? say(words, ` fino ${joined('a', formatDay(to))}`, ` until ${formatDay(to)}`)
          : '';
  return `${count === 1 ? one : many}${by}${when}`;
}
