import type { Fact, Plan } from '../../domain/types.ts';
import { joined, the } from '../../words/articles.ts';
import { formatPrintedPercent } from '../../words/formats.ts';
import { capital } from '../../words/sentences.ts';
import type { Answer, AnswerTable, Cell } from '../answer.ts';
import { contentKeys } from '../language/tokens.ts';
import type { Result } from '../run/result.ts';
import { exact, type FactRow } from '../tables/evaluate-facts.ts';
import { type Draft, type Phrasing, say } from './draft.ts';
import { derivedOf, gapOf } from './fact-arithmetic.ts';
import { foldedOf, sumsBeside } from './fact-folds.ts';
import { type Naming, namingOf, pairText, type SaidFigures } from './fact-rows.ts';
import { endsOf, steppedOf } from './fact-series.ts';
import { factText, gapText, nameOf, periodText } from './fact-values.ts';
import { figureColumn, tableOf, wordColumn } from './table-of.ts';
import { joinAnd } from './values.ts';
import type { Words } from './words.ts';

type FactsOf = Extract<Result, { type: 'fact' }>;

/** So many figures are said in the sentence; more stand in the table only. */
const MOST_SAID = 8;
const MOST_NOTES = 2;

/** Figures of the context tables. */
export function phraseFacts({ index, words }: Phrasing, result: FactsOf): Draft {
  const { query, all, rows } = result;
  const [first] = all[0]?.facts ?? [];
  if (!first) return { headline: say(words, 'Non trovo questo dato.', 'I cannot find this figure.') };
  const naming = namingOf(words, all, query, result.base);
  const said =
    derivedOf(words, result) ??
    foldedOf(words, result, naming) ??
    steppedOf(words, result, naming) ??
    endsOf(words, result, naming) ??
    limitedOf(words, result, naming, index.plan.facts) ??
    distanceOf(words, result, naming) ??
    rankedOf(words, result, naming, index.plan.facts) ??
    listedOf(words, result, naming);
  const shown = rows.length > 0 ? rows : all;
  const facts = shown.flatMap((row) => row.facts);
  return {
    headline: capital(
      `${said.headline}${besideOf(words, result, naming, index.plan.facts)}${withoutOf(words, query.without)}`,
    ),
    table: said.listed && shown.length > 1 ? factTable(words, shown, naming, result) : null,
    notes: [...laterOf(words, result, facts, index.plan), ...notesOf(words, result, facts)].slice(
      0,
      MOST_NOTES,
    ),
    sources: [...new Set(facts.map((fact) => `${index.plan.head.document}, ${fact.source}`))].slice(0, 3),
    proof: said.proof,
    value: said.value,
    unit: unitOf(said.unit),
  };
}

/** "Per gli anni dopo: 2027 47 %, 2028 50 %.", beside a figure that the document prints for later years too: a target. */
function laterOf(
  words: Words,
  { query }: FactsOf,
  [only, ...more]: readonly Fact[],
  { facts: all, head }: Plan,
): readonly string[] {
  if (!only || more.length > 0 || query.order !== null || query.operation !== null || query.bound !== null)
    return [];
  const later = all
    .filter(
      ({ topic, subject, measure, period }) =>
        topic === only.topic &&
        subject === only.subject &&
        measure === only.measure &&
        period > only.period &&
        period > String(head.year),
    )
    .toSorted((one, other) => one.period.localeCompare(other.period));
  return later.length === 0
    ? []
    : [
        say(
          words,
          `Per gli anni dopo: ${later.map((fact) => `${fact.period} ${factText(fact)}`).join(', ')}.`,
          `For later years: ${later.map((fact) => `${fact.period} ${factText(fact)}`).join(', ')}.`,
        ),
      ];
}

/** Rows that the question leaves out are said. */
const withoutOf = (words: Words, without: readonly string[]): string =>
  without.length === 0 ? '' : say(words, ` Senza ${without.join(', ')}.`, ` Without ${without.join(', ')}.`);

/** What the result is a part of, and other figures of its rows, where they are asked for too. */
function besideOf(words: Words, result: FactsOf, naming: Naming, facts: readonly Fact[]): string {
  const { query, rows, of } = result;
  const also = sumsBeside(result) ? [] : result.also;
  const told = query.order !== null && query.limit === null && query.bound === null && query.beside === null;
  const shown = told ? rows.filter(({ value }) => value === rows[0]?.value) : rows;
  const value = exact(shown.reduce((sum, row) => sum + row.value, 0));
  const whole = exact(of.reduce((sum, fact) => sum + fact.value, 0));
  const [first] = shown;
  const [part] = of;
  const [only] = shown.length === 1 ? shown : [];
  const share =
    part && first && whole !== 0
      ? [
          say(
            words,
            ` ${shown.length > 1 && query.operation === null ? 'Insieme sono' : 'È'} ${the(formatPrintedPercent((100 * value) / whole))} di ${naming.textOf({ ...first, value: whole })}${of.length === 1 ? ` (${nameOf(part)})` : ''}.`,
            ` ${shown.length > 1 && query.operation === null ? 'Together they are' : 'It is'} ${formatPrintedPercent((100 * value) / whole)} of ${naming.textOf({ ...first, value: whole })}${of.length === 1 ? ` (${nameOf(part)})` : ''}.`,
          ),
        ]
      : [];
  const others = also
    .filter((fact) => shown.some((row) => isOf(row, fact)))
    .map((fact) => {
      const isOfThen = fact.period !== first?.facts[0]?.period;
      return `${only ? fact.measure : nameOf(fact)} ${factText(fact)}${isOfThen ? ` (${periodText(fact.period)})` : ''}`;
    });
  // «E quante stampanti ha?», of a row that has none printed.
  const measures = new Set(
    facts.flatMap(({ code, measure }) => (query.also.includes(code) ? [measure] : [])),
  );
  const silent = [...measures].filter(
    (measure) => only && !also.some((fact) => fact.measure === measure && isOf(only, fact)),
  );
  const undeclared = say(words, 'non dichiarato (non vuol dire zero)', 'not declared (which is not zero)');
  const said = [...others, ...silent.map((measure) => `${measure}: ${undeclared}`)];
  return [...share, ...(said.length > 0 ? [` ${capital(said.join('; '))}.`] : [])].join('');
}

const isOf = (row: FactRow, { subject }: Fact): boolean => row.facts.some((fact) => fact.subject === subject);

const unitOf = (unit: Fact['unit']): Answer['unit'] =>
  unit === 'eur' || unit === 'percent' ? unit : unit === 'persons' || unit === 'count' ? 'count' : 'other';

const unitIn = ({ facts: [first] }: FactRow): Fact['unit'] => first?.unit ?? 'count';

const named = (naming: Naming, row: FactRow): string => `${naming.nameOf(row)} (${naming.textOf(row)})`;

const inBrackets = (text: string): string => (text === '' ? '' : ` (${text})`);

/** "Notebook sopra 10": conditions on other figures of a row; the column is said where it is another. */
const whereTexts = (
  words: Words,
  { where }: FactsOf['query'],
  facts: readonly Fact[],
  measure: string | null,
): readonly string[] =>
  where.map(({ codes, bound }) => {
    const own = facts.find(({ code }) => codes.includes(code));
    const held = limitText(
      words,
      bound,
      (value) => (own ? factText({ ...own, value }) : String(value)),
      false,
    );
    return `${own && own.measure !== measure ? `${own.measure} ` : ''}${held}`;
  });

/** "2 su 8 sotto 3: …"; none is said to be none, with the nearest. */
function limitedOf(
  words: Words,
  { query, bound, rows, compared, all }: FactsOf,
  naming: Naming,
  facts: readonly Fact[],
): SaidFigures | null {
  const [first] = all;
  if (!bound || !first) return null;
  const [unit] = [unitIn(first)];
  const text = (value: number): string => naming.textOf({ ...first, value });
  const limit = [
    limitText(
      words,
      bound,
      text,
      query.rows === 'gap',
      facts.find(({ code }) => code === bound.than),
    ),
    ...whereTexts(words, query, facts, first.facts[0]?.measure ?? null),
  ].join(say(words, ' e ', ' and '));
  // «Il settore 4 ha più di 20 notebook?»
  if (compared === 1)
    return {
      headline: `${
        rows.length > 0
          ? say(words, `sì, è ${limit}`, `yes, it is ${limit}`)
          : say(words, `no, non è ${limit}`, `no, it is not ${limit}`)
      }: ${naming.textOf(first)}${inBrackets(naming.shared)}.`,
      value: first.value,
      unit,
      proof: null,
      listed: false,
    };
  const of = `${say(words, 'su', 'of')} ${compared}`;
  const lacking = joinAnd(words, query.lacking);
  const undeclared =
    lacking === ''
      ? ''
      : say(
          words,
          `; non si sa per ${lacking} (non dichiarato)`,
          `; not known for ${lacking} (not declared)`,
        );
  // «Quali non hanno un valore di partenza?»: what is no number of things is lacking where it is not declared.
  const isLacked = bound.op === 'between' && bound.to === 0 && !all.every((row) => COUNTED.has(unitIn(row)));
  if (rows.length === 0 && lacking !== '' && isLacked)
    return {
      headline: `${lacking}: ${say(words, 'non dichiarato', 'not declared')}${inBrackets(naming.shared)}; ${say(words, `nessuno ${joined('di', compared, 'mp')} che lo dichiarano è ${limit}`, `none of the ${compared} that declare it is ${limit}`)}.`,
      value: query.lacking.length,
      unit: 'count',
      proof: null,
      listed: false,
    };
  const nearest = query.order === null || undeclared !== '' ? null : all[0];
  return {
    headline:
      rows.length === 0
        ? `${say(words, 'nessuno', 'none')} ${of} ${limit}${inBrackets(naming.shared)}${undeclared}${nearest ? `; ${query.order === 'min' ? say(words, 'il valore più basso è', 'the lowest is') : say(words, 'il valore più alto è', 'the highest is')} ${named(naming, nearest)}` : ''}.`
        : `${rows.length} ${of} ${limit}${inBrackets(naming.shared)}: ${
            rows.length > MOST_SAID
              ? say(words, 'sono nella tabella', 'they are in the table')
              : joinAnd(
                  words,
                  rows.map((row) =>
                    query.rows === 'gap'
                      ? `${naming.nameOf(row)} (${naming.textOf(row)}: ${pairText(row, query)})`
                      : named(naming, row),
                  ),
                )
          }${undeclared}.`,
    value: query.operation === 'count' ? rows.length : null,
    unit: query.operation === 'count' ? 'count' : unit,
    proof: null,
    listed: rows.length > MOST_SAID,
  };
}

/** "Sopra 3", "tra 40 e 60", "sopra la media (55,91 %)"; of differences what nothing means. */
function limitText(
  words: Words,
  bound: NonNullable<FactsOf['bound']>,
  text: (value: number) => string,
  gap: boolean,
  than?: Fact,
): string {
  if (gap && bound.value === 0)
    return bound.op === 'between'
      ? say(words, 'con le due cifre uguali', 'with both figures equal')
      : bound.op === 'gt'
        ? say(words, 'con la prima cifra maggiore della seconda', 'with the first figure above the second')
        : say(words, 'con la prima cifra minore della seconda', 'with the first figure below the second');
  const value =
    bound.than === 'mean'
      ? say(words, `la media (${text(bound.value)})`, `the mean (${text(bound.value)})`)
      : than
        ? `${than.subject} (${text(bound.value)})`
        : text(bound.value);
  const to = text(bound.to ?? bound.value);
  if (bound.op === 'between' && bound.value === 0 && bound.to === 0) return say(words, 'a zero', 'at zero');
  if (bound.op === 'between' && bound.to === bound.value)
    return say(words, `pari a ${value}`, `equal to ${value}`);
  return {
    gt: say(words, `sopra ${value}`, `above ${value}`),
    gte: say(words, `almeno ${value}`, `at least ${value}`),
    lt: say(words, `sotto ${value}`, `below ${value}`),
    lte: say(words, `al massimo ${value}`, `at most ${value}`),
    between: say(words, `tra ${value} e ${to}`, `between ${value} and ${to}`),
  }[bound.op];
}

/** Units of numbers of things: where there are none, there are 0. */
const COUNTED: ReadonlySet<Fact['unit'] | null> = new Set<Fact['unit']>(['count', 'persons']);

/** "Circoscrizione 2: 10 (…), valore più alto tra 9". */
function rankedOf(words: Words, result: FactsOf, naming: Naming, facts: readonly Fact[]): SaidFigures | null {
  const { query, rows, compared, all, ties } = result;
  const [first] = rows;
  if (query.order === null) return null;
  if (!first) return query.beside === null ? null : nobodyBeside(words, result, naming);
  const wanted = query.limit ?? null;
  const highest = query.order === 'max';
  const end = highest ? say(words, 'valore più alto', 'highest') : say(words, 'valore più basso', 'lowest');
  const kept = query.bound === null ? whereTexts(words, query, facts, null) : [];
  const among = `${say(words, 'tra', 'among')} ${compared}${kept.length === 0 ? '' : ` ${say(words, 'con', 'with')} ${kept.join(say(words, ' e ', ' and '))}`}`;
  if (query.beside !== null) {
    const { code, step } = query.beside;
    const own = all.find(({ facts }) => facts.some((fact) => fact.code === code));
    return {
      headline: `${joinAnd(words, rows.map(naming.nameOf))}: ${naming.textOf(first)}, ${
        step === 1 ? say(words, 'subito dopo', 'right after') : say(words, 'subito prima di', 'right before')
      } ${own ? named(naming, own) : ''} ${among}, ${highest ? say(words, 'dal più alto', 'from the highest') : say(words, 'dal più basso', 'from the lowest')}${inBrackets(naming.shared)}.`,
      value: first.value,
      unit: unitIn(first),
      proof: null,
      listed: false,
    };
  }
  if (result.near !== null) return nearestOf(words, result, result.near, naming, { among, facts });
  if (query.from > 1) {
    const last = query.from + (wanted ?? 1) - 1;
    const isSlice = last > query.from;
    const place = say(
      words,
      `${isSlice ? `${joined('da', `${query.from}º`)} ${joined('a', `${last}º`)}` : joined('a', `${query.from}º`)} posto ${among} ${highest ? 'dal più alto' : 'dal più basso'}`,
      `no. ${query.from}${isSlice ? ` to ${last}` : ''} ${among} from the ${highest ? 'highest' : 'lowest'}`,
    );
    const own = isSlice
      ? rows.map((row) => named(naming, row)).join('; ')
      : `${joinAnd(words, rows.map(naming.nameOf))}: ${naming.textOf(first)}`;
    return {
      headline: `${own}${isSlice ? ':' : ','} ${place}${inBrackets(naming.shared)}.`,
      value: first.value,
      unit: unitIn(first),
      proof: null,
      listed: false,
    };
  }
  if (wanted !== null && wanted > 1)
    return {
      headline: `${rows.map((row) => named(naming, row)).join('; ')}: ${say(words, `${the(rows.length, 'mp')} valori più ${highest ? 'alti' : 'bassi'}`, `the ${rows.length} ${highest ? 'highest' : 'lowest'}`)} ${among}${inBrackets(naming.shared)}${ties > 0 ? `, ${say(words, 'con pari merito all’ultimo posto', 'with a tie at the last place')}` : ''}.`,
      value: first.value,
      unit: unitIn(first),
      proof: null,
      listed: rows.length > MOST_SAID,
    };
  const best = all.filter(({ value }) => value === first.value);
  const next = all[best.length];
  const parts = (row: FactRow): string =>
    /^(gap|quotient|part|rest|share)$/.test(query.rows)
      ? `, ${pairText(row, query)}`
      : query.rows === 'change' || query.rows === 'growth'
        ? `, ${say(words, 'da', 'from')} ${row.facts.map(factText).join(` ${say(words, 'a', 'to')} `)}`
        : row.facts.length > 1
          ? `, ${row.facts.map((fact) => `${query.by === 'subject' ? fact.measure : fact.subject} ${factText(fact)}`).join(' + ')}`
          : '';
  return {
    headline: `${joinAnd(words, best.map(naming.nameOf))}: ${naming.textOf(first)}${best.length === 1 ? parts(first) : ''}, ${end} ${among}${inBrackets(naming.shared)}${next ? `; ${say(words, 'segue', 'then')} ${named(naming, next)}` : ''}.`,
    value: first.value,
    unit: unitIn(first),
    proof: null,
    listed: true,
  };
}

/** «Massa: 38,84 %, mancano 51,16 punti percentuali a 90 %»: how far rows lie from a number, where no order of them is asked. */
function distanceOf(words: Words, { query, rows, near }: FactsOf, naming: Naming): SaidFigures | null {
  const [first] = rows;
  const [fact] = first?.facts ?? [];
  if (near === null || query.order !== null || !first || !fact) return null;
  const value = naming.textOf({ ...first, value: near.value });
  const of = query.codes.length;
  const [to, over] =
    near.than === 'mean'
      ? ([
          say(words, `alla media di ${of} voci (${value})`, `the mean of ${of} entries (${value})`),
          say(words, `la media di ${of} voci (${value})`, `the mean of ${of} entries (${value})`),
        ] as const)
      : ([say(words, `a ${value}`, value), value] as const);
  const isOne = rows.length === 1;
  const told = rows.map((row) => {
    const distance = exact(Math.abs(row.value - near.value));
    const gap = gapText(words, fact, distance);
    const side =
      row.value < near.value
        ? say(
            words,
            `per arrivare ${to} ${distance === 1 ? 'manca' : 'mancano'} ${gap}`,
            `${gap} short of ${to}`,
          )
        : say(words, `oltre ${over} di ${gap}`, `beyond ${over} by ${gap}`);
    const own = isOne
      ? `${nameOf(fact)}: ${naming.textOf(row)} (${periodText(fact.period)})`
      : `${naming.nameOf(row)}: ${naming.textOf(row)}`;
    return `${own}, ${side}`;
  });
  return {
    headline: `${told.join('; ')}${isOne ? '' : inBrackets(naming.shared)}.`,
    value: exact(Math.abs(first.value - near.value)),
    unit: fact.unit,
    proof: null,
    listed: false,
  };
}

/** "A (3,61): il valore più vicino a Sintesi (3,51) tra 8, a 0,1". */
function nearestOf(
  words: Words,
  { query, rows }: FactsOf,
  { value: from, than }: NonNullable<FactsOf['near']>,
  naming: Naming,
  { among, facts }: { readonly among: string; readonly facts: readonly Fact[] },
): SaidFigures | null {
  const [first] = rows;
  const [fact] = first?.facts ?? [];
  if (!first || !fact) return null;
  const isFar = query.order === 'max';
  const what = naming.textOf({ ...first, value: from });
  const own = facts.find(({ code }) => code === than);
  const point =
    than === 'mean'
      ? say(words, `${isFar ? 'dalla' : 'alla'} media (${what})`, `the mean (${what})`)
      : `${say(words, isFar ? 'da' : 'a', isFar ? 'from' : 'to')} ${own ? `${own.subject} (${what})` : what}`;
  // «2023 (+41.900,00 €)»: the two figures of a row lie so far apart.
  if (query.rows === 'gap')
    return {
      headline: `${rows.map((row) => named(naming, row)).join('; ')}: ${say(words, `la differenza più ${isFar ? 'grande' : 'piccola'}`, `the ${isFar ? 'largest' : 'smallest'} difference`)} ${among}${inBrackets(naming.shared)}, ${pairText(first, query)}.`,
      value: first.value,
      unit: fact.unit,
      proof: null,
      listed: false,
    };
  const ends = rows.map(({ value }) => gapText(words, fact, exact(Math.abs(value - from))));
  const end =
    rows.length > 1
      ? say(words, `i valori più ${isFar ? 'lontani' : 'vicini'}`, `the ${isFar ? 'farthest' : 'nearest'}`)
      : say(words, `il valore più ${isFar ? 'lontano' : 'vicino'}`, `the ${isFar ? 'farthest' : 'nearest'}`);
  return {
    headline: `${rows.map((row) => named(naming, row)).join('; ')}: ${end} ${point} ${among}, ${say(words, 'a', 'by')} ${[...new Set(ends)].join(', ')}${inBrackets(naming.shared)}.`,
    value: first.value,
    unit: fact.unit,
    proof: null,
    listed: false,
  };
}

/** "Chi viene subito dopo Massa?", which is the last. */
function nobodyBeside(words: Words, { query, all, compared }: FactsOf, naming: Naming): SaidFigures | null {
  const own = all.find(({ facts }) => facts.some((fact) => fact.code === query.beside?.code));
  if (!own) return null;
  const last = query.beside?.step === 1;
  const end = last
    ? say(words, 'nessuno dopo', 'none comes after')
    : say(words, 'nessuno prima di', 'none comes before');
  return {
    headline: `${end} ${named(naming, own)}: ${last ? say(words, 'è in fondo', 'it is the last') : say(words, 'è in testa', 'it is the first')} ${say(words, 'tra', 'among')} ${compared}${inBrackets(naming.shared)}.`,
    value: null,
    unit: unitIn(own),
    proof: null,
    listed: false,
  };
}

/** One figure, or several with what they share said once: a series is told from its beginning. */
function listedOf(words: Words, { all, whole, query }: FactsOf, naming: Naming): SaidFigures {
  const rows = naming.varies.period ? inTime(all) : all;
  const [first, second] = rows;
  const [fact] = first?.facts ?? [];
  const nothing = { value: null, unit: 'count' as const, proof: null, listed: false };
  if (!first || !fact) return { headline: '', ...nothing };
  const one = rows.length === 1;
  if (one && query.rows !== 'sum')
    return {
      headline: `${naming.nameOf(first)}: ${naming.textOf(first)}${inBrackets(naming.shared)}, ${pairText(first, query)}.`,
      value: first.value,
      unit: fact.unit,
      proof: null,
      listed: false,
    };
  if (one)
    return {
      headline: `${nameOf(fact)}: ${factText(fact)} (${periodText(fact.period)}).`,
      value: fact.value,
      unit: fact.unit,
      proof: null,
      listed: false,
    };
  const total =
    whole === null
      ? ''
      : `; ${say(words, 'in tutto', 'in all')} ${factText(whole)} (${say(words, 'totale stampato', 'printed total')})`;
  const [other] = second?.facts ?? [];
  const gap =
    rows.length === 2 && other && areComparable(fact, other) && whole === null
      ? gapSaid(words, { ...fact, value: first.value }, { ...other, value: second?.value ?? 0 })
      : '';
  const shared = naming.shared === '' ? '' : `${naming.shared}: `;
  const headline =
    rows.length > MOST_SAID
      ? `${shared}${say(words, `${rows.length} valori, nella tabella`, `${rows.length} values, in the table`)}${total}.`
      : `${shared}${rows.map((row) => named(naming, row)).join('; ')}${total}${gap}.`;
  return {
    headline,
    value: query.whole === null ? null : (whole?.value ?? null),
    unit: fact.unit,
    proof: null,
    listed: true,
  };
}

/** How two sums differ; from one time to another, with the way it went and by how much. */
function gapSaid(words: Words, first: Fact, second: Fact): string {
  const gap = gapOf(words, first, second);
  if (first.period === second.period) return `; ${say(words, 'differenza', 'difference')} ${gap}`;
  const sign = second.value < first.value ? '−' : '+';
  const isRate = first.unit === 'percent' || first.value === 0;
  const rate = (100 * Math.abs(second.value - first.value)) / Math.abs(first.value);
  const told = isRate ? '' : ` (${sign}${formatPrintedPercent(Math.round(100 * rate) / 100)})`;
  return `; ${say(words, 'differenza', 'difference')} ${sign}${gap}${told}`;
}

const inTime = (rows: readonly FactRow[]): readonly FactRow[] =>
  [...rows].sort((one, other) => (one.facts[0]?.period ?? '').localeCompare(other.facts[0]?.period ?? ''));

/** Figures of one column, or amounts of money: a surface and a surface a head have no distance. */
const areComparable = (one: Fact, other: Fact): boolean =>
  one.unit === other.unit &&
  one.value !== other.value &&
  (one.measure === other.measure || one.unit === 'eur');

/** The rows by what differs between them, with rows and columns crossed where both do; the printed total last. */
function factTable(
  words: Words,
  rows: readonly FactRow[],
  naming: Naming,
  { query, whole }: FactsOf,
): AnswerTable {
  const { varies } = naming;
  const facts = rows.flatMap((row) => row.facts);
  const measures = [...new Set(facts.map(({ measure }) => measure))];
  const crossed =
    query.by === null && varies.subject && varies.measure && !varies.period && measures.length <= 5;
  if (crossed) {
    const subjects = [...new Set(facts.map(({ subject }) => subject))];
    return tableOf(subjects, [
      wordColumn(say(words, 'Voce', 'Entry'), (subject) => subject),
      ...measures.map((measure) =>
        figureColumn(measure, (subject: string): Cell => {
          const fact = facts.find((one) => one.subject === subject && one.measure === measure);
          return fact
            ? { text: factText(fact), value: fact.value }
            : { text: words.notDeclared, value: null };
        }),
      ),
    ]);
  }
  const ordered = query.order === null && varies.period ? inTime(rows) : rows;
  const [first] = facts;
  const printed = say(words, 'Totale stampato', 'Printed total');
  const lines = [
    ...ordered.map((row) => ({ name: naming.nameOf(row), text: naming.textOf(row), value: row.value })),
    ...(whole ? [{ name: printed, text: factText(whole), value: whole.value }] : []),
  ];
  const isOfTime = varies.period && !varies.subject && !varies.measure;
  return tableOf(lines, [
    wordColumn(isOfTime ? say(words, 'Periodo', 'Period') : say(words, 'Voce', 'Entry'), ({ name }) => name),
    figureColumn(
      varies.measure || !first ? say(words, 'Valore', 'Value') : first.measure,
      ({ text, value }) => ({ text, value }),
    ),
  ]);
}

/** Remarks on the table that speak of what was asked, and where parts and printed total disagree. */
function notesOf(
  words: Words,
  { query, notes, whole, all }: FactsOf,
  facts: readonly Fact[],
): readonly string[] {
  const sum = exact(all.reduce((total, { value }) => total + value, 0));
  const differs =
    whole !== null && exact(whole.value) !== sum && ['count', 'persons', 'sqm', 'eur'].includes(whole.unit)
      ? [
          say(
            words,
            `Le righe sommano ${factText({ ...whole, value: sum })}, il totale stampato è ${factText(whole)}.`,
            `The rows add up to ${factText({ ...whole, value: sum })}, the printed total is ${factText(whole)}.`,
          ),
        ]
      : [];
  const asked = new Set(facts.flatMap(({ subject, measure }) => contentKeys(`${subject} ${measure}`)));
  const score = (note: string): number => contentKeys(note).filter((key) => asked.has(key)).length;
  const ranked = notes.map(({ note }) => ({ note, score: score(note) })).sort((a, b) => b.score - a.score);
  const lacking = joinAnd(words, query.lacking);
  const undeclared = say(
    words,
    `${lacking}: non dichiarato (non vuol dire zero).`,
    `${lacking}: not declared (which is not zero).`,
  );
  return [
    ...(query.lacking.length > 0 && query.bound === null ? [undeclared] : []),
    ...differs,
    ...ranked.map(({ note }) => note),
  ].slice(0, MOST_NOTES);
}
