import type { Fact } from '../../domain/types.ts';
import { contentKeys, type Token, tokenise } from '../language/tokens.ts';

/** A row, a column or a period of a context table, with the words by which it is known. */
export interface FactLabel {
  readonly text: string;
  /** Words of the label itself: a question that says them all names it exactly. */
  readonly keys: ReadonlySet<string>;
  /** Words that also lead to it: what stands in brackets, keywords. */
  readonly extra: ReadonlySet<string>;
  /** Keywords of several words, each a whole name: "entrate correnti", which several rows may bear together. */
  readonly names: readonly (readonly string[])[];
  /** Words that stand in brackets: "(in spesa)". */
  readonly aside: ReadonlySet<string>;
  /** "Totale", "Tutto il personale": all the others together. */
  readonly whole: boolean;
  /** Sets a limit to another column of the same row: "valore soglia", "limite massimo", "dotazione organica". */
  readonly limit: boolean;
  /** The body itself among others. */
  readonly own: boolean;
}

/** "2020", "2021-12-31", "primo semestre 2021". */
interface FactPeriod {
  readonly text: string;
  readonly keys: readonly string[];
  readonly years: readonly number[];
}

/** A context table, laid out again as rows, columns and periods. */
export interface FactTable {
  readonly topic: string;
  readonly rows: readonly FactLabel[];
  readonly columns: readonly FactLabel[];
  /** Latest first. */
  readonly periods: readonly FactPeriod[];
  /** The year meant where none is named: the plan's where the table goes on beyond it, as targets do, and else its latest. */
  readonly meant: number;
  readonly facts: readonly Fact[];
  /** Words that every figure of the table shares. */
  readonly words: ReadonlySet<string>;
  /** Keywords of all its figures, as they are written. */
  readonly shared: readonly string[];
  /** Words of the heading under which the document prints it. */
  readonly heading: ReadonlySet<string>;
  /** Most of its rows have most of its columns: an empty cell means that the document prints nothing there. */
  readonly grid: boolean;
  /** Every word of the table, its rows, columns and keywords. */
  readonly every: ReadonlySet<string>;
  /** How the words of its rows and columns begin, those of five letters or more. */
  readonly beginnings: ReadonlySet<string>;
  /** What a figure is called, by keys: its row, its column and its keywords. */
  readonly called: (fact: Fact) => readonly string[];
}

/** So many letters tell a word from others that begin alike. */
export const BEGINNING = 5;

const WHOLE = /\b(totale|tutto|tutti|sintesi|complessiv\w+)\b/i;
/** What a label carries besides its name: "(circa)", "(art. 1, comma 557)", "al netto FPV". */
const ASIDE = /\(([^)]*)\)|\bal netto .*$|%/g;
export const LETTER = /^([A-Z]) - /;
/** A share of facts at least this large makes a table a grid. */
const GRID = 0.6;

/** Lays the context tables out again, in the order in which they are listed. */
export function buildFactTables(
  facts: readonly Fact[],
  body: ReadonlySet<string>,
  year: number,
): readonly FactTable[] {
  const topics = new Map<string, Fact[]>();
  for (const fact of facts) {
    const known = topics.get(fact.topic);
    if (known) known.push(fact);
    else topics.set(fact.topic, [fact]);
  }
  return [...topics].map(([topic, own]) => toTable(topic, own, body, year));
}

function toTable(topic: string, facts: readonly Fact[], body: ReadonlySet<string>, year: number): FactTable {
  const shared = sharedKeywords(facts);
  const labels = (name: 'subject' | 'measure'): readonly FactLabel[] =>
    [...new Set(facts.map((fact) => fact[name]))].map((text) =>
      toLabel(text, sharedKeywords(facts.filter((fact) => fact[name] === text)), shared, body),
    );
  const rows = labels('subject');
  const columns = labels('measure');
  const pairs = new Set(facts.map((fact) => `${fact.subject}|${fact.measure}`));
  const words = new Set(contentKeys([topic.replaceAll('-', ' '), ...shared].join('; ')));
  const heading = new Set(contentKeys([...new Set(facts.map(headingOf))].join('; ')));
  const keys = [...rows, ...columns].flatMap((label) => [...label.keys]);
  const extra = [...rows, ...columns].flatMap((label) => [...label.extra]);
  const periods = [...new Set(facts.map((fact) => fact.period))].sort().reverse().map(toPeriod);
  const last = Math.max(...periods.map(({ years }) => years.at(-1) ?? 0));
  return {
    topic,
    rows,
    columns,
    periods,
    meant: last > year && periods.some(({ years }) => years.at(-1) === year) ? year : last,
    facts,
    words,
    shared,
    heading,
    grid: rows.length > 1 && columns.length > 1 && pairs.size >= rows.length * columns.length * GRID,
    every: new Set([...words, ...heading, ...keys, ...extra]),
    called: namesOf(),
    beginnings: new Set(keys.flatMap((key) => (key.length < BEGINNING ? [] : [key.slice(0, BEGINNING)]))),
  };
}

/** The keys of each figure, made the first time that they are asked for. */
function namesOf(): FactTable['called'] {
  const known = new Map<Fact, readonly string[]>();
  return (fact) => {
    const before = known.get(fact);
    if (before) return before;
    const keys = contentKeys([fact.subject, fact.measure, ...fact.keywords].join('; '));
    known.set(fact, keys);
    return keys;
  };
}

/** "sezione 2, Le risorse umane - Personale per età media": what stands after the section. */
const headingOf = ({ source }: Fact): string => source.replace(/^sezion[ei] [\d ei,]+/, '');

function toPeriod(text: string): FactPeriod {
  const years = [...text.matchAll(/\d{4}/g)].map(([year]) => year);
  // Of a day only the year is asked.
  const keys = /^\d{4}/.test(text) ? [...new Set(years)] : contentKeys(text);
  return { text, keys, years: years.map(Number) };
}

function toLabel(
  text: string,
  keywords: readonly string[],
  shared: readonly string[],
  body: ReadonlySet<string>,
): FactLabel {
  // "A - Sicurezza sul lavoro" is scope A of a survey: the letter is a name.
  const name = text.replace(LETTER, 'ambito $1 ');
  const percent = text.includes('%') ? ['percentuale'] : [];
  const keys = factKeys([name.replace(ASIDE, ' '), ...percent].join(' '));
  const whole = WHOLE.test(text);
  const required = whole ? keys.filter((key) => !WHOLE_KEYS.has(key)) : keys;
  // "Ambito A" is called by its letter alone, or by its name.
  const lettered = LETTER.test(text) ? factKeys(`ambito ${text.slice(0, 1)}`) : [];
  const known = keywords.filter((keyword) => !shared.includes(keyword)).map(factKeys);
  return {
    text,
    keys: new Set(lettered.length > 0 ? lettered : required),
    extra: new Set([...factKeys(name.replace(/\bal netto .*$/, ' ')), ...known.flat()]),
    names: known.filter(({ length }) => length > 1),
    aside: new Set([...name.matchAll(/\(([^)]*)\)/g)].flatMap(([, inner]) => factKeys(inner ?? ''))),
    whole,
    limit: isLimit(text),
    own: isOwn(keys, body),
  };
}

/** Words for a body in general: "Ponte a Valle" is not the "Unione dei Comuni della Valle Serena". */
const ANY_BODY = /^(comun|union|provinc|region|citt|ent[ei]?$|metropolit)/;

function isOwn(keys: readonly string[], body: ReadonlySet<string>): boolean {
  const names = [...body].filter((key) => !ANY_BODY.test(key));
  return names.length > 0 && names.every((key) => keys.includes(key));
}

export const isLimit = (text: string): boolean => /\b(limite|soglia|tetto|dotazione)\b/i.test(text);

const WHOLE_KEYS: ReadonlySet<string> = new Set(contentKeys('totale tutto tutti sintesi complessivo'));

function sharedKeywords(facts: readonly Fact[]): readonly string[] {
  const [first, ...others] = facts.map((fact) => fact.keywords);
  return (first ?? []).filter((keyword) => others.every((keywords) => keywords.includes(keyword)));
}

/** Before the key of a word that is denied. */
export const DENIED = 'non ';

/** Keys of a label or of a question, with "non attrezzati" as one: it is the opposite of "attrezzati". */
const factKeys = (text: string): readonly string[] =>
  negated(tokenise(text).filter((token) => !token.light && token.type !== 'sign')).map(({ key }) => key);

/** Content tokens with each "non" joined to what it denies. */
export function negated<Said extends Pick<Token, 'text' | 'key'>>(tokens: readonly Said[]): readonly Said[] {
  const found: Said[] = [];
  for (const [at, token] of tokens.entries()) {
    if (token.text === 'non' && tokens[at + 1]) continue;
    found.push(tokens[at - 1]?.text === 'non' ? { ...token, key: `${DENIED}${token.key}` } : token);
  }
  return found;
}
