import { joined } from '../../words/articles.ts';
import { formatDay } from '../../words/days.ts';
import { capital, counted } from '../../words/sentences.ts';
import type { Result } from '../run/result.ts';
import { type Draft, type Phrasing, say } from './draft.ts';
import { joinAnd, textCell } from './values.ts';
import type { Words } from './words.ts';

type ActsOf = Extract<Result, { type: 'acts' }>;

/** Acts of the cycle by organ, form and day. */
export function phraseActs({ index, words }: Phrasing, { query, acts }: ActsOf): Draft {
  const { document } = index.plan.head;
  const what = describeActs(words, query, acts.length);
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
    table:
      acts.length === 0 || (query.count && acts.length === 1)
        ? null
        : {
            columns: [
              { label: say(words, 'Data', 'Date'), numeric: false },
              { label: say(words, 'Atto o evento', 'Act or event'), numeric: false },
              { label: say(words, 'Estremi', 'Reference'), numeric: false },
              { label: say(words, 'Organo', 'Organ'), numeric: false },
            ],
            rows: acts.map((act) => [
              textCell(
                act.date === null
                  ? say(words, 'non stampata', 'not printed')
                  : act.endDate === null
                    ? formatDay(act.date)
                    : `${formatDay(act.date)} – ${formatDay(act.endDate)}`,
              ),
              textCell(act.title),
              textCell(act.reference ?? ''),
              textCell(act.authority ?? ''),
            ]),
            total: acts.length,
          },
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
