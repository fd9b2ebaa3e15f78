import { formatDayLong, formatPercent, KIND_NAMES, NOT_DECLARED, STATE_NAMES } from '../../answers/format.ts';
import type { ChangeField, Outcome, StatusUpdate } from '../../domain/record/index.ts';
import type { IsoDay, Item, ItemKey, Phase, Role } from '../../domain/types.ts';
import { escapeMrkdwn } from './blocks.ts';

/** "obiettivo 24". */
export const itemName = ({ kind, number }: ItemKey): string => `${KIND_NAMES[kind].one} ${number}`;

/** "Obiettivo 24". */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** "Obiettivo 24 – Realizzazione Bicipolitana". */
export const itemTitle = (item: Item): string => `${capital(itemName(item))} – ${item.shortTitle}`;

/** An item among others to choose from: with its phase where they are of several. */
export const choiceTitle = (
  { item, phase }: { readonly item: Item; readonly phase: Phase },
  among: readonly { readonly phase: Phase }[],
): string =>
  among.every((other) => other.phase.year === phase.year && other.phase.code === phase.code)
    ? itemTitle(item)
    : `${itemTitle(item)} (${phaseTitle(phase)})`;

/** The phase's name, with the plan's year where the name does not say it. */
export const phaseTitle = ({ name, year }: Pick<Phase, 'name' | 'year'>): string =>
  name.includes(String(year)) ? name : `${name} ${year}`;

/** "in fase, 60 %". */
export const stateWords = ({ state, percent }: Pick<StatusUpdate, 'state' | 'percent'>): string =>
  percent === null ? STATE_NAMES[state] : `${STATE_NAMES[state]}, ${formatPercent(percent)}`;

/** Wall time of an instant: "9 settembre 2021, 10:15". */
export function momentWords(instant: Date, timezone: string): string {
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone }).format(instant);
  const time = new Intl.DateTimeFormat('it-IT', {
    timeZone: timezone,
    hour: '2-digit',
    minute: '2-digit',
  }).format(instant);
  return `${formatDayLong(day)}, ${time}`;
}

const DAY_MONTH = (timezone: string) =>
  new Intl.DateTimeFormat('it-IT', { day: 'numeric', month: 'long', timeZone: timezone });

/** The article, alone or joined to a preposition, before a day in words: "l’8 ottobre", "del 5 ottobre". */
const ARTICLES = { il: 'l’', del: 'dell’', dal: 'dall’', al: 'all’' } as const;
export const withArticle = (article: keyof typeof ARTICLES, dayWords: string): string =>
  /^(8|11)( |$)/.test(dayWords) ? `${ARTICLES[article]}${dayWords}` : `${article} ${dayWords}`;

/** "il 9 settembre 2021", "dal 6 al 17 settembre 2021": when something is the case, days inclusive. */
export const periodWords = (period: Days): string =>
  period.from === period.to ? withArticle('il', formatDayLong(period.from)) : span(period);

/** "del 9 settembre 2021", "dal 6 al 17 settembre 2021": after a noun, as in "l’assenza del 9 settembre". */
export const ofPeriod = (period: Days): string =>
  period.from === period.to ? withArticle('del', formatDayLong(period.from)) : span(period);

type Days = { readonly from: IsoDay; readonly to: IsoDay };

/** What the two days have in common is said once. */
function span({ from, to }: Days): string {
  const [day = '', month = '', year = ''] = formatDayLong(from).split(' ');
  const start = to.startsWith(from.slice(0, 7))
    ? day
    : to.startsWith(from.slice(0, 4))
      ? `${day} ${month}`
      : `${day} ${month} ${year}`;
  return `${withArticle('dal', start)} ${withArticle('al', formatDayLong(to))}`;
}

/** "Anna", "Anna e Bruno", "Anna, Bruno e Carla". */
export const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} e ${names.at(-1)}`;

const dayAndMonth = (instant: Date, timezone: string): string =>
  DAY_MONTH(timezone).format(instant).replace(/^1 /, '1º ');

/** "il 5 ottobre", "l’8 ottobre", "il 1º ottobre". */
export const onDay = (instant: Date, timezone: string): string =>
  withArticle('il', dayAndMonth(instant, timezone));

/** "dal 5 ottobre", "dall’8 ottobre". */
export const fromDay = (instant: Date, timezone: string): string =>
  withArticle('dal', dayAndMonth(instant, timezone));

/** "tre cose", "una cosa": a count with its noun in the right number. */
export const counted = (count: number, one: string, many: string): string =>
  `${count} ${count === 1 ? one : many}`;

/** A role, as staff call it. */
export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  contact: 'referente',
  head: 'dirigente',
  controller: 'ufficio controllo',
  evaluator: 'Nucleo di Valutazione',
  staff: 'dipendente',
};

/** What became of a report, as its author reads it. */
export const OUTCOME_NAMES: Readonly<Record<Outcome, string>> = {
  submitted: 'inviato',
  approved: 'approvato',
  returned: 'restituito',
  reopened: 'riaperto',
  cancelled: 'annullato',
};

const OUTCOME_SIGNS: Readonly<Record<Outcome, string>> = {
  submitted: ':white_check_mark:',
  approved: ':ballot_box_with_check:',
  returned: ':leftwards_arrow_with_hook:',
  reopened: ':arrows_counterclockwise:',
  cancelled: ':x:',
};

/** ":white_check_mark: in fase, 60 % · inviato"; a returned one says why. Escaped mrkdwn. */
export function outcomeWords(update: StatusUpdate): string {
  const why = update.decisions.at(-1)?.reason ?? null;
  const told = `${OUTCOME_SIGNS[update.outcome]} ${stateWords(update)} · ${OUTCOME_NAMES[update.outcome]}`;
  return why === null ? told : `${told}: «${escapeMrkdwn(why)}»`;
}

/** What of an item changes. */
export const CHANGE_NAMES: Readonly<Record<ChangeField | 'withdrawn' | 'new', string>> = {
  description: 'descrizione',
  target: 'risultato atteso',
  indicator: 'indicatore',
  deadline: 'scadenza',
  withdrawn: 'ritiro',
  new: 'inserimento',
};

/** A value of a change as it is read: days in words, what is not declared as such. */
export const changeValue = (field: ChangeField | 'withdrawn' | 'new', value: string | null): string =>
  value === null ? NOT_DECLARED : field === 'deadline' ? formatDayLong(value) : value;
