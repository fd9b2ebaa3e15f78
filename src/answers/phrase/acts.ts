import { joined } from '../../words/articles.ts';
import { formatDay } from '../../words/days.ts';
import { MONTHS } from '../../words/months.ts';
import { capital, counted } from '../../words/sentences.ts';
import type { AnswerTable } from '../answer.ts';
import type { Result } from '../run/result.ts';
import { type Draft, type Phrasing, say } from './draft.ts';
import { figureColumn, tableOf, wordColumn } from './table-of.ts';
import { joinAnd } from './values.ts';
import type { Words } from './words.ts';

type ActsOf = Extract<Result, { type: 'acts' }>;

/** Acts of the cycle by organ, form and day. */
export function phraseActs({ index, words }: Phrasing, { query, acts }: ActsOf): Draft {
  const { document } = index.plan.head;
  const what = describeActs(words, query, acts.length);
  if (acts.length > 0 && (query.order !== null || query.beside !== null))
    return { ...inOrder({ index, words }, { query, acts, type: 'acts' }), table: actTable(words, acts) };
  const undated = acts.filter(({ date }) => date === null).length;
  if (query.by !== null && acts.length > 0) return byGroup({ index, words }, { query, acts, type: 'acts' });
  return {
    headline:
      acts.length === 0
        ? say(
            words,
            `Nessuno: la relazione non riporta ${describeActs(words, query, 2)}.`,
            `None: the document has no such act.`,
          )
        : `${acts.length} ${what}${query.count || acts.length > MOST_SAID ? '' : `: ${acts.map(({ title }) => title).join('; ')}`}.`,
    table: acts.length === 0 || (query.count && acts.length === 1) ? null : actTable(words, acts),
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

const actTable = (words: Words, acts: ActsOf['acts']): AnswerTable =>
  tableOf(acts, [
    wordColumn(say(words, 'Data', 'Date'), (act) => dayText(words, act)),
    wordColumn(say(words, 'Atto o evento', 'Act or event'), ({ title }) => title),
    wordColumn(say(words, 'Estremi', 'Reference'), ({ reference }) => reference ?? ''),
    wordColumn(say(words, 'Organo', 'Organ'), ({ authority }) => authority ?? ''),
  ]);

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

/** "Stato: 12 atti, il numero più alto tra 18", "6 del Consiglio, 6 della Giunta": how many each organ, year or month has. */
function byGroup({ index, words }: Phrasing, { query, acts }: ActsOf): Draft {
  const groups = Map.groupBy(acts, (act) => groupOf(act, query.by));
  const known = [...groups].flatMap(([name, own]) => (name === null ? [] : [{ name, count: own.length }]));
  const rows = known.sort((a, b) =>
    query.by === 'organ'
      ? b.count - a.count || a.name.localeCompare(b.name, 'it')
      : a.name.localeCompare(b.name),
  );
  const nameOf = (name: string): string => (query.by === 'month' ? monthText(name) : name);
  const best =
    query.top === 'min'
      ? Math.min(...rows.map(({ count }) => count))
      : Math.max(...rows.map(({ count }) => count));
  const first = rows.filter(({ count }) => count === best);
  const what = describeActs(words, query, 2);
  const said = rows.map(({ name, count }) => `${nameOf(name)} ${count}`).join('; ');
  const left = groups.get(null)?.length ?? 0;
  const [heading, english] = GROUP_WORDS[query.by ?? 'organ'];
  return {
    headline:
      query.top === null
        ? rows.length > MOST_GROUPS
          ? `${capital(what)}: ${say(words, `${rows.length} valori, nella tabella`, `${rows.length} values, in the table`)}.`
          : `${capital(what)}: ${said}.`
        : `${joinAnd(
            words,
            first.map(({ name }) => nameOf(name)),
          )}: ${best} ${describeActs(words, query, best)}, ${
            query.top === 'max'
              ? say(words, 'il numero più alto tra', 'the highest number of')
              : say(words, 'il numero più basso tra', 'the lowest number of')
          } ${rows.length}.`,
    table:
      rows.length > 1
        ? tableOf(rows, [
            wordColumn(say(words, heading, english), ({ name }) => nameOf(name)),
            figureColumn(say(words, 'Atti', 'Acts'), ({ count }) => count),
          ])
        : null,
    notes:
      left === 0
        ? []
        : [
            say(
              words,
              `${left === 1 ? 'Un atto resta fuori' : `${left} atti restano fuori`}: il dato non è stampato.`,
              `${left} are left out: the document does not print it.`,
            ),
          ],
    sources: [...new Set(acts.map(({ source }) => `${index.plan.head.document}, ${source}`))].slice(0, 3),
    value: query.top === null ? null : best,
    unit: 'count',
  };
}

const GROUP_WORDS = {
  organ: ['Organo', 'Organ'],
  year: ['Anno', 'Year'],
  month: ['Mese', 'Month'],
} as const;

/** So many groups are told in the sentence. */
const MOST_GROUPS = 8;

/** What an act counts for: its organ, its year (of its reference, where no day is printed) or its month; null where that is not printed. */
function groupOf(
  { date, authority, reference }: ActsOf['acts'][number],
  by: ActsOf['query']['by'],
): string | null {
  if (by === 'organ') return authority;
  if (by === 'month') return date === null ? null : date.slice(0, 7);
  return date === null ? (/\/(\d{4})\b/.exec(reference ?? '')?.[1] ?? null) : date.slice(0, 4);
}

/** "2021-07": "luglio 2021". */
const monthText = (month: string): string =>
  `${MONTHS[Number(month.slice(5)) - 1]?.it ?? ''} ${month.slice(0, 4)}`;

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
function describeActs(words: Words, { organs, form, from, to }: ActsOf['query'], count: number): string {
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
