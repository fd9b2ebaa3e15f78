import type { Decision, StatusUpdate } from '../../domain/record/index.ts';
import type { IsoDay, Item, Phase } from '../../domain/types.ts';
import type { ActProblem } from '../../domain/updates/index.ts';
import { joined, the } from '../../words/articles.ts';
import type { RegisteredChange } from '../../words/changes.ts';
import { formatDayAndMonth, formatDayLong, wallTime } from '../../words/days.ts';
import { formatPercent, NOT_DECLARED } from '../../words/formats.ts';
import { itemName } from '../../words/kinds.ts';
import { OUTCOME_NAMES, type Outcome } from '../../words/outcomes.ts';
import { speakingCode } from '../../words/proper-names.ts';
import { capital } from '../../words/sentences.ts';
import { STATE_NAMES } from '../../words/states.ts';
import { escapeMrkdwn } from './blocks.ts';
import { shorten } from './limits.ts';

/** "Obiettivo 24 – Realizzazione Bicipolitana". */
export const itemTitle = (item: Item): string => `${capital(itemName(item))} – ${item.shortTitle}`;

/** An item among others to choose from: with its phase where they are of several. */
export const choiceTitle = (
  { item, phase }: { readonly item: Item; readonly phase: Phase },
  among: readonly { readonly phase: Phase }[],
): string =>
  among.every((other) => other.phase.year === phase.year && other.phase.code === phase.code)
    ? itemTitle(item)
    : itemTitleIn(phase, item);

/** "Obiettivo 24 (Monitoraggio finale 2021) – Bicipolitana": what tells it apart first, since names are cut. */
export const itemTitleIn = (phase: Phase, item: Item): string =>
  `${capital(itemName(item))} (${phaseTitle(phase)}) – ${item.shortTitle}`;

/** The phase's name, with the plan's year where the name does not say it. */
export const phaseTitle = ({ name, year }: Pick<Phase, 'name' | 'year'>): string =>
  name.includes(String(year)) ? name : `${name} ${year}`;

/** "Settore 1", "U.O.3.2 Mobilità", "A1 Coordinamento Area Prima": a structure in a line of several, by more than a mark. */
export const structureWords = ({ code, name }: { readonly code: string; readonly name: string }): string =>
  shorten(speakingCode(code, name), STRUCTURE_CHARS);

/** So much of a structure's name says which it is. */
const STRUCTURE_CHARS = 60;

/** "in fase, 60 %". */
export const stateWords = ({ state, percent }: Pick<StatusUpdate, 'state' | 'percent'>): string =>
  percent === null ? STATE_NAMES[state].it.one : `${STATE_NAMES[state].it.one}, ${formatPercent(percent)}`;

/** "il 9 settembre 2021", "dal 6 al 17 settembre 2021": when something is the case, days inclusive. */
export const periodWords = (period: Days): string =>
  period.from === period.to ? the(formatDayLong(period.from)) : span(period);

/** "del 9 settembre 2021", "dal 6 al 17 settembre 2021": after a noun, as in "l’assenza del 9 settembre". */
export const ofPeriod = (period: Days): string =>
  period.from === period.to ? joined('di', formatDayLong(period.from)) : span(period);

type Days = { readonly from: IsoDay; readonly to: IsoDay };

/** What the two days have in common is said once. */
function span({ from, to }: Days): string {
  const [day = '', month = '', year = ''] = formatDayLong(from).split(' ');
  const start = to.startsWith(from.slice(0, 7))
    ? day
    : to.startsWith(from.slice(0, 4))
      ? `${day} ${month}`
      : `${day} ${month} ${year}`;
  return `${joined('da', start)} ${joined('a', formatDayLong(to))}`;
}

const dayAndMonth = (instant: Date, timezone: string): string =>
  formatDayAndMonth(wallTime(instant, timezone).day);

/** "il 5 ottobre", "l’8 ottobre", "il 1º ottobre". */
export const onDay = (instant: Date, timezone: string): string => the(dayAndMonth(instant, timezone));

/** "dal 5 ottobre", "dall’8 ottobre". */
export const fromDay = (instant: Date, timezone: string): string =>
  joined('da', dayAndMonth(instant, timezone));

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
  const told = `${OUTCOME_SIGNS[update.outcome]} ${stateWords(update)} · ${OUTCOME_NAMES[update.outcome].it}`;
  return why === null ? told : `${told}: «${escapeMrkdwn(why)}»`;
}

/** " in sostituzione di Dirigente Settore 3", where a decision was taken in somebody's place; empty otherwise. */
export const inPlaceOf = (
  { insteadOf }: Pick<Decision, 'insteadOf'>,
  nameOf: (code: string) => string,
): string => (insteadOf === null ? '' : ` in sostituzione di ${nameOf(insteadOf)}`);

/** A weight that is no number. */
export const WEIGHT_UNREADABLE = 'Scrivi un numero non negativo, per esempio 12,5.';

/** What cannot be in the reference of an act. */
export const ACT_PROBLEMS: Readonly<Record<ActProblem, string>> = {
  act_day_unreal: 'Nel testo c’è una data che non esiste.',
  act_in_the_future: 'La data dell’atto è nel futuro.',
};

/** A value of a change as it is read: days in words, what is not declared as such. */
export const changeValue = (field: RegisteredChange, value: string | null): string =>
  value === null ? NOT_DECLARED.it : field === 'deadline' ? formatDayLong(value) : value;
