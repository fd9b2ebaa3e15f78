const WORDS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    zero: 0,
    due: 2,
    tre: 3,
    quattro: 4,
    cinque: 5,
    sei: 6,
    sette: 7,
    otto: 8,
    nove: 9,
    dieci: 10,
    undici: 11,
    dodici: 12,
    tredici: 13,
    quattordici: 14,
    quindici: 15,
    sedici: 16,
    diciassette: 17,
    diciotto: 18,
    diciannove: 19,
    venti: 20,
    trenta: 30,
    quaranta: 40,
    cinquanta: 50,
    sessanta: 60,
    settanta: 70,
    ottanta: 80,
    novanta: 90,
    cento: 100,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    ten: 10,
  }),
);

const TENS = [...WORDS].filter(([, value]) => value >= 20 && value < 100 && value % 10 === 0);
const ENGLISH_UNITS = /^(two|three|four|five|six)$/;
const UNITS: ReadonlyMap<string, number> = new Map([
  ['uno', 1],
  ['un', 1],
  ...[...WORDS].filter(([word, value]) => value < 10 && !ENGLISH_UNITS.test(word)),
]);

/** Number words from two to 999.999 ("ventiquattro" is 24, "duecentomila" 200.000); null for any other word. */
export function numberWord(word: string): number | null {
  const known = WORDS.get(word);
  if (known !== undefined) return known;
  if (word === 'mille') return 1_000;
  if (word.length < 7 || !/mil|cent|ant|vent|trent/.test(word)) return null;
  return thousandsWord(word) ?? hundredsWord(word);
}

/** "duemila", "millecinquecento", "centocinquantamila". */
function thousandsWord(word: string): number | null {
  const [, before, after] = /^(.*)mila(.*)$/.exec(word) ?? [];
  if (before !== undefined && after !== undefined) {
    const many = hundredsWord(before);
    const rest = after === '' ? 0 : hundredsWord(after);
    return many === null || rest === null || many < 2 ? null : many * 1_000 + rest;
  }
  if (!word.startsWith('mille')) return null;
  const rest = hundredsWord(word.slice(5));
  return rest === null ? null : 1_000 + rest;
}

/** Words below a thousand: "duecentocinquanta", "centoventi", "trentuno". */
function hundredsWord(word: string): number | null {
  const [, before, after] = /^(.*?)cento?(.*)$/.exec(word) ?? [];
  if (before !== undefined && after !== undefined) {
    const many = before === '' ? 1 : (UNITS.get(before) ?? 0);
    const rest = after === '' ? 0 : tensWord(after);
    return many === 0 || rest === null ? null : many * 100 + rest;
  }
  return tensWord(word);
}

function tensWord(word: string): number | null {
  const known = ENGLISH_UNITS.test(word) ? UNITS.get(word) : (WORDS.get(word) ?? UNITS.get(word));
  if (known !== undefined) return known;
  for (const [ten, value] of TENS) {
    const stem = ten.slice(0, -1);
    if (!word.startsWith(stem)) continue;
    const unit = UNITS.get(word.startsWith(ten) ? word.slice(ten.length) : word.slice(stem.length));
    if (unit !== undefined && unit > 0) return value + unit;
  }
  return null;
}

const ORDINALS = ['prim', 'second', 'terz', 'quart', 'quint', 'sest', 'settim', 'ottav', 'non', 'decim'];

/** 3 for "terzo", "terza", "terzi"; null when the word is no ordinal up to ten. */
export function ordinalWord(word: string): number | null {
  const at = ORDINALS.findIndex(
    (stem) => word.length === stem.length + 1 && word.startsWith(stem) && /[oaie]$/.test(word),
  );
  return at < 0 || word === 'none' ? null : at + 1;
}

/** "2021": a year of this century or of the last. */
export const isYearText = (text: string | undefined): boolean => /^(19|20)\d\d$/.test(text ?? '');

/** Reads digits the Italian way: "150.000" and "1.234,50" are amounts, "3.2" stays ambiguous with a code. */
export function parseDigits(raw: string): number {
  if (/^\d{1,3}(\.\d{3})+(,\d+)?$/.test(raw)) return Number(raw.replaceAll('.', '').replace(',', '.'));
  if (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(raw) && raw.includes('.')) return Number(raw.replaceAll(',', ''));
  if (/^\d+,\d+$/.test(raw)) return Number(raw.replace(',', '.'));
  return Number(raw);
}
