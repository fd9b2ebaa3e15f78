import { stemmer } from '@orama/stemmers/italian';
import { GLUE, normalise } from './normalise.ts';
import { numberWord, parseDigits } from './numbers.ts';

/** One word, number or sign of a question. */
export interface Token {
  /** Normalised text. */
  readonly text: string;
  /** What phrases and searches compare: the stem of a word, the digits of a number. */
  readonly key: string;
  readonly type: 'word' | 'number' | 'sign';
  /** Value of a number; NaN for codes such as 12.1.1 and slashed forms such as 167/2021. */
  readonly value: number;
  /** A number written in letters. */
  readonly spelled: boolean;
  /** Articles, prepositions, auxiliaries: they may be skipped inside a phrase. */
  readonly light: boolean;
  /** 0-based clause of the message it stands in. */
  readonly clause: number;
  /** A comma, a dash or a bracket stands before it. */
  readonly pause: boolean;
  /** Letters that digits follow, or digits that letters follow, without a space: "SP5" is two such tokens. */
  readonly glued?: true;
  /** Written in capitals, in a text that is not: "SUA" is no "sua". */
  readonly capitals?: true;
}

/** Articles, prepositions and "and": what joins the words of a name. */
const JOINING = new Set(
  `il lo la i gli le l un uno una di a ad da in con su per tra fra del dello della dei degli delle dell al allo alla ai agli alle
  all dal dallo dalla dai dagli dalle dall nel nello nella nei negli nelle nell sul sullo sulla sui sugli sulle sull col coi
  e ed d s the of by to for on at and`.split(/\s+/),
);

const ENGLISH = ['is', 'an', 'are', 'was', 'were', 'do', 'does', 'did', 'or', 'it', 'its'];

const LIGHT = new Set([
  ...JOINING,
  ...ENGLISH,
  ...`o od li oppure che cui ha hanno ho abbiamo avete avere aveva avevano sono era erano stato stata stati state essere sia siano c ce ci si se
  mi ti vi ne un quell quel quella quello m t v lo fa qual quale quali dove come poi gia pure anche ogni tutti tutte tutto tutta`.split(
    /\s+/,
  ),
]);

/** Whether a word may stand between the words of one name. */
export const isJoining = ({ text }: Token): boolean => JOINING.has(text);

/** Words whose stem is that of another word with another meaning. */
const STEMS = new Map<string, string>(
  [
    'quanti',
    'quante',
    'quanto',
    'quanta',
    'quali',
    'qualita',
    'sanita',
    'indicatore',
    'indicatori',
    'importanza',
    'super',
    'dati',
    'dato',
    'lavoratore',
    'lavoratori',
    'parere',
    'pareri',
    'mobilita',
    'parte',
    'titolare',
    'titolari',
    'parti',
    'iniziativa',
    'iniziative',
    'monitorato',
    'monitorati',
    'entrati',
    'entrato',
    'area',
    'aree',
    'comando',
    'tari',
    'statuto',
    'statuti',
    'partecipata',
    'partecipate',
    'partecipati',
    'colleghe',
    'lavoratrici',
    'abitante',
    'abitanti',
  ].map((word) => [
    word,
    {
      quante: 'quanti',
      quanta: 'quanto',
      indicatori: 'indicatore',
      dato: 'dati',
      lavoratori: 'lavoratore',
      pareri: 'parere',
      parti: 'parte',
      titolari: 'titolare',
      iniziative: 'iniziativa',
      monitorati: 'monitorato',
      entrati: 'entrato',
      aree: 'area',
      partecipate: 'partecipata',
      partecipati: 'partecipata',
      statuti: 'statuto',
      abitanti: 'abitante',
    }[word] ?? word,
  ]),
);

/** The stem by which two forms of an Italian word are held equal; very short words are their own. */
export function stem(word: string): string {
  const known = STEMS.get(word);
  if (known !== undefined) return known;
  // "Diga", "dighe": what only sounds the letter is no part of it, in a short word either.
  const made = word.length < 4 ? word : stemmer(word).replace(/([cg])h$/, '$1');
  if (STEMS.size < 200_000) STEMS.set(word, made);
  return made;
}

/** After these a single letter is a name ("categoria C", "staff A"), not an article or a preposition. */
const LETTERED = new Set(['categor', 'cat', 'ambit', 'class', 'staff', 'letter', 'fasc', 'grupp']);

const PIECE =
  /[a-z]\.\d{2}(?!\.?\d)|\d+(?:\/[a-z0-9]+)+|\d+(?:[.,]\d+)*|[a-z]+|[%€=]|[.;:!?\n]+|,|\(|\)|\s-\s/g;

/** Cuts a text into tokens. At most 400, so that no message can cost more than a long question. */
export function tokenise(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let clause = 0;
  let pause = false;
  const add = (token: Token): void => {
    tokens.push(pause ? { ...token, pause } : token);
    pause = false;
  };
  const said = normalise(text);
  const capitals = inCapitals(text);
  for (const { 0: piece, index } of said.matchAll(PIECE)) {
    if (tokens.length >= 400) break;
    const last = tokens.at(-1);
    if (last && said[index - 1] === GLUE) tokens[tokens.length - 1] = { ...last, glued: true };
    if (/^(,|\(|\)|\s-\s)$/.test(piece)) {
      pause = true;
      continue;
    }
    if (/^[.;:!?\n]/.test(piece)) {
      // "sett. 5", "art. 10": a full stop after a short word abbreviates it; "1 euro." is one.
      const abbreviates =
        piece === '.' &&
        last?.type === 'word' &&
        last.text.length < 5 &&
        !/\d/.test(last.text) &&
        last.text !== 'euro';
      if (last?.clause === clause && !abbreviates) clause += 1;
      continue;
    }
    const read = toToken(piece, clause);
    // «La DID»: a word of another language in capitals is a name.
    const token: Token = capitals.has(piece)
      ? { ...read, light: read.light && !ENGLISH.includes(piece), capitals: true }
      : read;
    if (last && MILLION.test(piece) && MILLIONS.has(last.text)) {
      tokens[tokens.length - 1] = spelledNumber(
        `${last.text} ${piece}`,
        (MILLIONS.get(last.text) ?? 1) * 1_000_000,
        clause,
      );
      continue;
    }
    if (MILLION.test(piece) && last?.type !== 'number') {
      // "Superano il milione".
      add(spelledNumber(piece, 1_000_000, clause));
      continue;
    }
    if (piece === 'uno' && last && /^(tra|fra)$/.test(last.text)) {
      // "Tra uno e due milioni".
      add(spelledNumber(piece, 1, clause));
      continue;
    }
    add(
      // "Fascia d'età" is no band D.
      token.light && piece.length === 1 && said[index + 1] !== "'" && last && LETTERED.has(last.key)
        ? { ...token, light: false }
        : token,
    );
  }
  return withFractions(tokens);
}

/** The words of two letters and more that stand out by their capitals, as `normalise` writes them. */
const inCapitals = (text: string): ReadonlySet<string> =>
  new Set(
    /\p{Ll}/u.test(text)
      ? [...text.matchAll(/(?<!\p{L})\p{Lu}{2,}(?!\p{L})/gu)].map(([word]) => normalise(word))
      : [],
  );

/** "Un milione e mezzo", "due milioni e 300 mila": one amount. */
function withFractions(tokens: readonly Token[]): readonly Token[] {
  if (!tokens.some(({ text }) => MILLIONS_SAID.test(text))) return tokens;
  const joined: Token[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const amount = fractionAt(tokens, at);
    if (amount) joined.push({ ...(tokens[at] as Token), ...amount.token });
    else joined.push(tokens[at] as Token);
    at = amount ? amount.to - 1 : at;
  }
  return joined;
}

const MILLIONS_SAID = /(^| )(milion[ei]|million|mln)$/;

function fractionAt(
  tokens: readonly Token[],
  at: number,
): { readonly token: Pick<Token, 'text' | 'key' | 'value' | 'spelled'>; readonly to: number } | null {
  const first = tokens[at];
  if (first?.type !== 'number') return null;
  const whole = MILLIONS_SAID.test(first.text) && first.value >= 1_000_000;
  if (!whole && !(first.value < 1_000 && /^(milion[ei]|mln)$/.test(tokens[at + 1]?.text ?? ''))) return null;
  const next = whole ? at + 1 : at + 2;
  if (!/^(e|ed)$/.test(tokens[next]?.text ?? '')) return null;
  const rest = tokens[next + 1];
  const thousands = /^(mila|migliaia)$/.test(tokens[next + 2]?.text ?? '');
  const more = rest?.text === 'mezzo' ? 500_000 : (rest?.value ?? 0) * (thousands ? 1_000 : 1);
  if (!(more >= 1_000 && more < 1_000_000)) return null;
  const value = (whole ? first.value : first.value * 1_000_000) + more;
  return {
    token: { text: String(value), key: String(value), value, spelled: true },
    to: next + (thousands && rest?.text !== 'mezzo' ? 3 : 2),
  };
}

/** A code that is written with words that join others ("DID", "E.A"). */
export interface LightCode {
  readonly words: readonly string[];
  readonly written: RegExp;
}

/** Those among some codes: they are meant where they are typed so, in capitals unless nothing else is. */
export const lightCodes = (codes: readonly string[]): readonly LightCode[] =>
  codes.flatMap((code) => {
    const tokens = tokenise(code);
    const words = tokens.map(({ text }) => text);
    if (code.length < 2 || code.includes(' ') || !tokens.some(isLight)) return [];
    const isOnlySo = /[^\p{L}]/u.test(code) || words.every((word) => ENGLISH.includes(word));
    const written = new RegExp(
      String.raw`(?<![\p{L}\d])${escaped(code)}(?![\p{L}\d])`,
      isOnlySo ? 'iu' : 'u',
    );
    return [{ words, written }];
  });

const isLight = ({ light }: Token): boolean => light;

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);

function withCodes(tokens: readonly Token[], text: string, codes: readonly LightCode[]): readonly Token[] {
  const said = codes.filter(({ written }) => written.test(text));
  if (said.length === 0) return tokens;
  const marked = [...tokens];
  for (const { words } of said)
    for (let from = 0; from + words.length <= tokens.length; from += 1)
      if (words.every((word, at) => tokens[from + at]?.text === word))
        for (const [at] of words.entries()) {
          const token = { ...(tokens[from + at] as Token), light: false };
          marked[from + at] = at < words.length - 1 ? { ...token, glued: true } : token;
        }
  return marked;
}

/** Cuts texts into tokens, each text once. */
export type Cut = (text: string) => readonly Token[];

/**
 * For one message, which several readers look at: what one of them cut, the others take.
 * @param codes codes of the plan that are written like words of the language
 */
export function createCut(codes: readonly LightCode[] = []): Cut {
  const known = new Map<string, readonly Token[]>();
  return (text) => {
    const before = known.get(text);
    if (before) return before;
    const tokens = withCodes(tokenise(text), text, codes);
    known.set(text, tokens);
    return tokens;
  };
}

/** "Un milione", "mezzo milione": one amount, although neither word is a number by itself. */
const MILLION = /^(milione|million|mln)$/;
const MILLIONS: ReadonlyMap<string, number> = new Map([
  ['un', 1],
  ['uno', 1],
  ['one', 1],
  ['mezzo', 0.5],
]);

const spelledNumber = (text: string, value: number, clause: number): Token => ({
  text,
  key: String(value),
  type: 'number',
  value,
  spelled: true,
  light: false,
  clause,
  pause: false,
});

function toToken(piece: string, clause: number): Token {
  if (/^\d/.test(piece))
    return {
      text: piece,
      key: piece,
      type: 'number',
      value: parseDigits(piece),
      spelled: false,
      light: false,
      clause,
      pause: false,
    };
  if (!/^[a-z]/.test(piece))
    return {
      text: piece,
      key: piece,
      type: 'sign',
      value: Number.NaN,
      spelled: false,
      light: false,
      clause,
      pause: false,
    };
  const spelled = numberWord(piece);
  if (spelled !== null) return spelledNumber(piece, spelled, clause);
  return {
    text: piece,
    key: stem(piece),
    type: 'word',
    value: Number.NaN,
    spelled: false,
    light: LIGHT.has(piece),
    clause,
    pause: false,
  };
}

/** What names and titles of plans were cut into: the same are asked for with every message. */
const KEYS = new Map<string, readonly string[]>();
const MOST_KEYS = 20_000;

/** The distinct keys that carry meaning in a text: what a search compares. */
export function contentKeys(text: string): readonly string[] {
  const before = KEYS.get(text);
  if (before) return before;
  const keys = [
    ...new Set(tokenise(text).flatMap((token) => (token.light || token.type === 'sign' ? [] : [token.key]))),
  ];
  if (KEYS.size < MOST_KEYS) KEYS.set(text, keys);
  return keys;
}
