import { CHANGE_FIELDS, CHANGE_NAMES, type ChangeField } from '../../words/changes.ts';
import { formatExact } from '../../words/formats.ts';
import { type ItemState, STATE_NAMES } from '../../words/states.ts';
import { parseDay } from '../plan/index.ts';
import type { ActionRef } from '../record/index.ts';
import { EMPTY_DRAFT, NO_CHANGE, parsePercent, type UpdateDraft, type UpdateForm } from '../updates/index.ts';
import type { FilledPart, FilledRow } from './read-sheet.ts';
import type { SheetPlace, SheetProblem } from './sheet-mistakes.ts';
import { FIELD_COLUMNS, FILLED_FIELDS, type FilledField, SHEET_STATES, YES } from './sheet-tables.ts';
import type { PartCells, RowCells } from './unit-sheet.ts';

/** A wrong cell of a row. */
export interface WrongCell {
  readonly place: SheetPlace;
  readonly found: string;
  readonly problem: SheetProblem;
}

const folded = (text: string): string => text.replace(/\s+/g, ' ').trim().toLowerCase();

/** "Raggiunta" where the body's items are feminine, "raggiunti": the same state. */
const stateOf = (text: string): ItemState | null =>
  SHEET_STATES.find((state) => {
    const { one, many } = STATE_NAMES[state].it;
    return [one, many].some((word) => [word, word.replace(/[oi]$/, 'a')].includes(folded(text)));
  }) ?? null;

const changeOf = (text: string): ChangeField | null =>
  CHANGE_FIELDS.find((field) => CHANGE_NAMES[field].it === folded(text)) ?? null;

/** Whether a row says that nothing has changed. */
export const saysNoChange = ({ state }: RowCells): boolean => folded(state) === folded(NO_CHANGE);

/** What a cell says, however it is written: to tell whether it says the same as before. */
export function canonical(field: FilledField, text: string): string {
  switch (field) {
    case 'state':
      return stateOf(text) ?? folded(text);
    case 'changeField':
      return changeOf(text) ?? folded(text);
    case 'percent': {
      const percent = parsePercent(text);
      return typeof percent === 'number' ? formatExact(percent) : folded(text);
    }
    default:
      return canonicalText(text);
  }
}

/** A day in any of its forms is the same day; blanks and ends of lines are no difference. */
export const canonicalText = (text: string): string => parseDay(text) ?? text.replace(/\s+/g, ' ').trim();

/** Whether two rows say the same. */
export const saysTheSame = (one: RowCells, other: RowCells): boolean =>
  FILLED_FIELDS.every((field) => canonical(field, one[field]) === canonical(field, other[field]));

/** Whether the cells below a row say what a version says of its parts. */
export const partsSayTheSame = (parts: readonly FilledPart[], known: PartCells): boolean =>
  parts.every(({ table, code, text }) => canonicalText(text) === canonicalText(known[table].get(code) ?? ''));

/** What was filled in, as the form has it; or the cells that no form could have. */
export function draftOf(
  row: FilledRow,
  form: UpdateForm,
): { readonly draft: UpdateDraft; readonly wrong: readonly WrongCell[] } {
  const { cells, parts, placeOf } = row;
  const wrong: WrongCell[] = [];
  const say = (field: FilledField, problem: SheetProblem): void => {
    wrong.push({ place: placeOf(field), found: cells[field], problem });
  };
  const state = stateOf(cells.state);
  if (cells.state !== '' && state === null)
    say('state', { because: 'not_in_list', offered: statesOffered(form) });
  const changeField = changeOf(cells.changeField);
  if (cells.changeField !== '' && changeField === null)
    say('changeField', { because: 'not_in_list', offered: FIELD_COLUMNS.changeField.fill?.choices ?? [] });
  const share = shareOf(cells.percent);
  if (share !== null) say('percent', { because: 'percent_ambiguous', share });
  const of = (table: FilledPart['table']): readonly FilledPart[] =>
    parts.filter((part) => part.table === table);
  const known = {
    indicators: form.indicators.map(({ code }) => code),
    milestones: form.milestones.map(({ code }) => code),
    actions: form.openActions.map(({ ref }) => `${ref.update}|${ref.line}`),
  };
  for (const { table, code, text, place } of parts)
    if (text !== '' && !known[table].includes(code))
      wrong.push({ place, found: text, problem: { because: 'part_unknown' } });
  const done = of('actions').filter(({ text }) => text !== '');
  for (const { text, place } of done)
    if (!isYes(text) && !isNo(text))
      wrong.push({ place, found: text, problem: { because: 'not_in_list', offered: [YES] } });
  const lines = (table: 'indicators' | 'milestones'): string =>
    known[table]
      .map((code, at) => {
        const text = of(table).find((part) => part.code === code)?.text ?? '';
        // One line each, in which the last colon is ours.
        return `${at + 1}) : ${text.replace(/\s+/g, ' ').replaceAll(':', ';')}`;
      })
      .join('\n');
  return {
    wrong,
    draft: {
      ...EMPTY_DRAFT,
      ...cells,
      state,
      changeField,
      results: lines('indicators'),
      milestonesDone: lines('milestones'),
      actionsDone: done.filter(({ text }) => isYes(text)).map(({ code }) => actionOf(code)),
    },
  };
}

/** What the list of a row's states offers. */
const statesOffered = ({ mayRepeat }: UpdateForm): readonly string[] => [
  ...(FIELD_COLUMNS.state.fill?.choices ?? []),
  ...(mayRepeat ? [NO_CHANGE] : []),
];

const isYes = (text: string): boolean => ['sì', 'si', 'x', 'fatta', 'fatto'].includes(folded(text));
const isNo = (text: string): boolean => folded(text) === 'no';

function actionOf(code: string): ActionRef {
  const [update, line] = code.split('|').map(Number);
  return { update: update ?? 0, line: line ?? 0 };
}

/** 0,85 may be 85 % as a spreadsheet keeps it, or less than one per cent; with its sign it is what it says. */
const shareOf = (text: string): number | null => {
  const value = parsePercent(text);
  return typeof value === 'number' && value > 0 && value < 1 && !text.includes('%') ? value : null;
};
