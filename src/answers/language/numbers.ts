const WORDS: Readonly<Record<string, number>> = {
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
};

const TENS = Object.entries(WORDS).filter(([, value]) => value >= 20 && value < 100 && value % 10 === 0);
const UNITS = [
  ['uno', 1],
  ...Object.entries(WORDS).filter(([word, value]) => value < 10 && !/^(two|three|four|five|six)$/.test(word)),
] as const;

/** Number words from two to a hundred ("ventiquattro" is 24); null for any other word. */
export function numberWord(word: string): number | null {
  if (Object.hasOwn(WORDS, word)) return WORDS[word] ?? null;
  for (const [ten, value] of TENS) {
    const stem = ten.slice(0, -1);
    if (!word.startsWith(stem) || word === ten) continue;
    const rest = word.startsWith(ten) ? word.slice(ten.length) : word.slice(stem.length);
    const unit = UNITS.find(([name]) => name === rest || (rest === 'un' && name === 'uno'));
    if (unit) return value + unit[1];
  }
  return null;
}

const ORDINALS = ['prim', 'second', 'terz', 'quart', 'quint', 'sest', 'settim', 'ottav', 'non', 'decim'];

/** 3 for "terzo", "terza", "terzi"; null when the word is no ordinal up to ten. */
export function ordinalWord(word: string): number | null {
  const at = ORDINALS.findIndex(
    (stem) => word.length === stem.length + 1 && word.startsWith(stem) && /[oaie]$/.test(word),
  );
  return at < 0 || word === 'none' || word === 'seconde' ? null : at + 1;
}

/** Reads digits the Italian way: "150.000" and "1.234,50" are amounts, "3.2" stays ambiguous with a code. */
export function parseDigits(raw: string): number {
  if (/^\d{1,3}(\.\d{3})+(,\d+)?$/.test(raw)) return Number(raw.replaceAll('.', '').replace(',', '.'));
  if (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(raw) && raw.includes('.')) return Number(raw.replaceAll(',', ''));
  if (/^\d+,\d+$/.test(raw)) return Number(raw.replace(',', '.'));
  return Number(raw);
}
