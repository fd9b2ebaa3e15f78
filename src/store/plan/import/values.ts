import { parseDay } from '../../../domain/plan/index.ts';
import type { IsoDay } from '../../../domain/types.ts';
import { MONTHS } from '../../../words/months.ts';
import { type Cell, type Decimals, readNumber } from './cells.ts';
import { closest } from './closest.ts';
import { WORD_LISTS, type WordList, wordIn } from './word-lists.ts';

/** How the cells of a column are written. */
export type ValueKind =
  | 'text'
  | 'term'
  | 'code'
  | 'list'
  | 'goals'
  | 'kinds'
  | 'number'
  | 'whole'
  | 'decimal'
  | 'percent'
  | 'euro'
  | 'day'
  | 'month_day'
  | 'yes_no'
  | 'email'
  | 'indicator'
  | 'targets'
  | WordList;

/** A cell in the product's own form, or what was expected of it (in Italian) with a value that would do. */
export type ReadValue =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly expected: string; readonly example: string | null };

const read = (text: string): ReadValue => ({ ok: true, text });
const refused = (expected: string, example: string | null = null): ReadValue => ({
  ok: false,
  expected,
  example,
});

/** What a spreadsheet writes in a cell whose formula fails. */
const BROKEN =
  /^#(?:N\/[AD]|REF!|RIF!|DIV\/0!|VALUE!|VALORE!|NAME\?|NOME\?|NUM!|NULL!|NULLO!|SPILL!|ESPANSIONE!|CALC!|#+)$/i;

/** What Excel stores in a cell at most; it cuts there without a word. */
const MAX_CELL = 32_767;

/**
 * Brings what a person or a spreadsheet wrote into the form that the tables expect; empty stays empty.
 * @param decimals of the column
 */
export function readValue(cell: Cell, kind: ValueKind, decimals: Decimals | null): ReadValue {
  const { text } = cell;
  if (kind === 'term' && cell.mark !== undefined) return read(cell.mark);
  if (text === '') return read('');
  if (BROKEN.test(text))
    return refused('un valore (la formula della cella dà un errore: correggerla, o scrivere il valore)');
  if (text.length >= MAX_CELL) return refused('un testo più corto (Excel taglia a 32.767 caratteri)');
  if (kind in WORD_LISTS) return readWord(text, kind as WordList);
  return READERS[kind as Exclude<ValueKind, WordList>](cell, decimals);
}

type Reader = (cell: Cell, decimals: Decimals | null) => ReadValue;

const READERS: Readonly<Record<Exclude<ValueKind, WordList>, Reader>> = {
  text: (cell) => read(cell.text),
  term: (cell) => read(cell.text),
  code: readCode,
  list: ({ text }) => read(splitList(text, /[;\n]/).join(';')),
  goals: readGoals,
  kinds: readKinds,
  number: readOrdinal,
  whole: readWhole,
  decimal: (cell, decimals) => readDecimal(cell, decimals, 'un numero', '12,5'),
  percent: readPercent,
  euro: readEuro,
  day: readDayCell,
  month_day: readMonthDay,
  yes_no: ({ text }) => readYesNo(text),
  email: ({ text }) => read(text.replace(/^mailto:/i, '').replace(/^.*<([^>]+)>$/, '$1')),
  indicator: readIndicator,
  targets: readTargets,
};

const splitList = (text: string, separator: RegExp): string[] =>
  text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');

const MONTH_STARTS = MONTHS.flatMap(({ it, en }) => [it.slice(0, 3), en.slice(0, 3).toLowerCase()]);
const SHORT_MONTH = `(${[...new Set(MONTH_STARTS)].join('|')})\\.?`;
const MADE_A_DAY = new RegExp(
  `^(\\d{1,2})[-/]${SHORT_MONTH}(?:[-/]\\d{2,4})?$|^${SHORT_MONTH}[-/]\\d{2}$`,
  'i',
);

/** A code that a spreadsheet took for a date: `08/02/2001` for 8.2.1, `14-mar` for 14.3. */
function readCode({ text, day, number }: Cell): ReadValue {
  const isDay =
    day !== null || /^\d{1,2}[/-]\d{1,2}[/-]\d{2,4}$/.test(text) || /^\d{4}-\d{2}-\d{2}/.test(text);
  if (isDay || MADE_A_DAY.test(text)) {
    const likely = codeOf(day ?? parseDay(text.replace(/ .*/, ''))) ?? shortCode(text);
    const was = likely === null ? '' : `; era forse ${likely}`;
    return refused(
      `un codice (Excel l’ha preso per una data${was}): dare alla colonna il formato Testo, e poi scriverlo di nuovo`,
    );
  }
  if (number !== null && !Number.isInteger(number)) return read(text);
  if (/^\d(?:[.,]\d+)?E\+\d+$/i.test(text))
    return refused(
      'un codice (Excel l’ha preso per un numero e ne ha perso le cifre): dare alla colonna il formato Testo',
    );
  return read(text);
}

/** `14-mar` was 14.3. */
function shortCode(text: string): string | null {
  const [, day, month = ''] = MADE_A_DAY.exec(text) ?? [];
  const found = MONTHS.findIndex(({ it, en }) =>
    [it, en.toLowerCase()].some((name) => name.startsWith(month.toLowerCase())),
  );
  return day === undefined || found < 0 ? null : `${day}.${found + 1}`;
}

/** `2001-02-08` was 8.2.1. */
export const codeOf = (day: IsoDay | null): string | null => {
  if (day === null) return null;
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return `${date}.${month}.${year % 100}`;
};

function readGoals({ text, number }: Cell): ReadValue {
  const expected = 'goal da 1 a 17 separati da «;»';
  if (number !== null && !Number.isInteger(number))
    return refused(`${expected} (Excel ne ha fatto un numero con la virgola)`, '7;13');
  const parts = splitList(text.replace(/\b(?:goals?|obiettiv[oi]|sdg|n\.)\s*/gi, ' '), /[;,\n/|]|\se\s|\s+/);
  return parts.every((part) => /^\d{1,2}(?:\.0)?$/.test(part))
    ? read(parts.map((part) => String(Number(part))).join(';'))
    : refused(expected, '7;13');
}

function readKinds({ text }: Cell): ReadValue {
  const words = splitList(text, /[;,\n]|\se\s/).map((part) => readWord(part, 'kind'));
  const wrong = words.find((word) => !word.ok);
  return wrong ?? read(words.map((word) => (word.ok ? word.text : '')).join(';'));
}

function readWord(text: string, list: WordList): ReadValue {
  const found = wordIn(list, text);
  if (found !== null) return read(found);
  const names = Object.values(WORD_LISTS[list]).map((words) => words.split('|')[0] ?? '');
  const near = closest(
    text,
    Object.values(WORD_LISTS[list]).flatMap((words) => words.split('|')),
  );
  const meant = near === null ? '' : `; forse «${near}»?`;
  return refused(`${names.slice(0, -1).join(', ')} o ${names.at(-1)}${meant}`);
}

/** A number by which an item is called: `24`, `n. 24`, `Ob. 24`. */
function readOrdinal({ text, number }: Cell): ReadValue {
  const bare = text
    .replace(/^(?:n\.?|n[°º.]|nr\.?|num\.?|ob\.?|obiettivo|processo|indicatore)\s*/i, '')
    .replace(/[.)°º]$/, '');
  if (number !== null ? Number.isInteger(number) : /^\d{1,9}(?:[.,]0+)?$/.test(bare))
    return read(number === null ? String(Number.parseInt(bare, 10)) : String(number));
  return refused('un numero intero maggiore di zero (un codice come 8.2.1 va nella colonna «Codice»)', '24');
}

function readWhole(cell: Cell, decimals: Decimals | null): ReadValue {
  const value = readNumber(cell, decimals);
  return value.ok && /^-?\d+(?:\.0+)?$/.test(value.text)
    ? read(value.text.replace(/\..*/, ''))
    : refused('un numero intero', '2026');
}

function readDecimal(cell: Cell, decimals: Decimals | null, expected: string, example: string): ReadValue {
  const value = readNumber(cell, decimals);
  if (value.ok) return read(cell.number === null ? value.text : String(Number(cell.number.toFixed(6))));
  return value.because === 'ambiguous'
    ? refused(`${expected} che si legga in un modo solo`, twoWays(cell.text))
    : refused(expected, example);
}

function readPercent(cell: Cell, decimals: Decimals | null): ReadValue {
  const value = readDecimal(cell, decimals, 'una percentuale da 0 a 100', '95,5');
  return value.ok && !(Number(value.text) >= 0 && Number(value.text) <= 100)
    ? refused('una percentuale da 0 a 100', '95,5')
    : value;
}

function readEuro(cell: Cell, decimals: Decimals | null): ReadValue {
  const value = readNumber(cell, decimals);
  if (!value.ok)
    return value.because === 'ambiguous'
      ? refused('un importo che si legga in un modo solo', twoWays(cell.text))
      : refused('un importo in euro', '1.234,50');
  const [whole = '', fraction = ''] = value.text.split('.');
  // No amount has three decimals: it is one thousand or one, whatever the other cells say.
  if (cell.number === null && fraction.length === 3 && /^-?[1-9]\d{0,2}$/.test(whole))
    return refused('un importo che si legga in un modo solo', twoWays(cell.text));
  if (fraction.replace(/0+$/, '').length <= 2)
    return read(fraction === '' ? whole : `${whole}.${fraction.slice(0, 2)}`);
  // A spreadsheet computes with more digits than it shows.
  if (cell.number !== null) return read(roundedCents(cell.number));
  return refused('un importo in euro con al più due decimali', '1.234,50');
}

const roundedCents = (euro: number): string =>
  (Math.round(euro * 100 + Math.sign(euro) * 1e-7) / 100).toFixed(2);

/** `1.234` is one thousand or one: both, so that whoever wrote it can choose. */
const twoWays = (text: string): string => {
  const [whole = '', fraction = ''] = text.replace(/[^\d.,]/g, '').split(/[.,]/);
  const decimals = fraction.replace(/0+$/, '');
  return `${whole}${fraction} oppure ${whole}${decimals === '' ? '' : `,${decimals}`}`;
};

const DAY = 'una data gg/mm/aaaa';

function readDayCell({ text, day, number }: Cell): ReadValue {
  if (day !== null) return read(day);
  const worded = text
    .replace(/[T ]\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?Z?$/, '')
    .replace(/^(?:lun|mar|mer|gio|ven|sab|dom)[a-zì]*\.?,?\s+/i, '');
  const found = number === null ? parseDay(worded.replace(/^1°/, '1')) : null;
  if (found !== null) return read(found);
  if (/^[2-7]\d{4}$/.test(text))
    return refused(
      `${DAY} (Excel l’ha trasformata in un numero: dare alla colonna il formato Data)`,
      dayOfSerial(Number(text)),
    );
  if (/^\d{1,2}[/.-]\d{1,2}$/.test(text)) return refused(`${DAY}, con l’anno`, '31/12/2026');
  if (/^\d{1,2}\/\d{1,2}\/\d{4}$/.test(text))
    return refused(`${DAY} che esiste, con il giorno prima del mese`, '31/12/2026');
  return refused(DAY, '31/12/2026');
}

/** Excel counts the days from 30 December 1899. */
const dayOfSerial = (serial: number): string => {
  const [year, month, day] = new Date(Date.UTC(1899, 11, 30 + serial)).toISOString().slice(0, 10).split('-');
  return `${day}/${month}/${year}`;
};

function readMonthDay({ text, day }: Cell): ReadValue {
  if (day !== null) return read(day.slice(5));
  const own = /^(\d{2})-(\d{2})$/.exec(text);
  const short = own ? [text, own[2], own[1]] : /^(\d{1,2})[/.](\d{1,2})(?:[/.]\d{4})?$/.exec(text);
  const found = parseDay(short ? `${short[1]}/${short[2]}/2024` : `${text.replace(/\s+\d{4}$/, '')} 2024`);
  return found === null ? refused('un giorno dell’anno, gg/mm', '12/07') : read(found.slice(5));
}

function readYesNo(text: string): ReadValue {
  if (/^(?:s[iì]|s|x|yes|y|true|vero|1|✓|✔)$/i.test(text)) return read('yes');
  if (/^(?:no|n|false|falso|0)$/i.test(text)) return read('no');
  return refused('sì o no');
}

function readIndicator(cell: Cell, decimals: Decimals | null): ReadValue {
  if (/^(?:s[iì]|no)$/i.test(cell.text)) return read(cell.text.toLowerCase());
  return readDecimal(cell, decimals, 'un numero, «sì» o «no»', '12,5');
}

/** `2026=30;2027=25`, with the decimals as people write them. */
function readTargets({ text }: Cell, decimals: Decimals | null): ReadValue {
  const parts = splitList(text, /[;\n]/).map((part) => /^(\d{4})\s*[=:]\s*(.+)$/.exec(part));
  const targets = parts.map((part) => {
    const value = part && readIndicator({ text: part[2] ?? '', number: null, day: null }, decimals);
    return part && value?.ok ? `${part[1]}=${value.text}` : null;
  });
  return targets.every((target) => target !== null)
    ? read(targets.join(';'))
    : refused('anni e valori attesi separati da «;»', '2026=30;2027=25');
}
