import type { Fact } from '../../domain/types.ts';
import type { FactLabel, FactTable } from '../knowledge/fact-tables.ts';
import { BEGINNING, DENIED } from '../knowledge/fact-tables.ts';
import { remember } from '../knowledge/memo.ts';
import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { isYearText } from '../language/numbers.ts';
import { rarity } from '../language/search.ts';
import { contentKeys, isJoining, stem, type Token, tokenise } from '../language/tokens.ts';
import type { Span } from '../understand/spans.ts';
import { type CellReading, readCells, type Wanted } from './cells.ts';
import { leavesOutBody, withoutBody, withoutLabels } from './exclusions.ts';
import { nameSaid, type SaidWord } from './labels.ts';
import { ofStructures, withoutStructures } from './of-structures.ts';
import { rateOf, readRequest, type TableRequest } from './request.ts';
import { excludedWords, saidWords } from './said-words.ts';
import { sideAsked } from './sides.ts';

/** A context table that explains a question, and what is asked of it. */
export interface TableReading {
  readonly request: TableRequest;
  readonly words: readonly SaidWord[];
  readonly cells: CellReading;
  /** The table before a structure narrowed it to its own items. */
  readonly full: FactTable;
  /** Rows or columns that the question leaves out, and the table here no longer has. */
  readonly without: readonly string[];
  /** Words that nothing in the table explains. */
  readonly unexplained: readonly string[];
}

/**
 * The context table whose rows, columns and periods explain a question best, with the account of its words; null where
 * no table has any of them.
 */
export function readTable(
  vocabulary: Vocabulary,
  tokens: readonly Token[],
  spans: readonly Span[],
): TableReading | null {
  const request = readRequest(vocabulary, tokens, spans);
  const said = saidWords(vocabulary, tokens, request);
  if (said.length === 0) return null;
  const rate = request.operators.has('rate') ? rateOf(vocabulary.smallWords, tokens) : null;
  const left = tokens.filter((_token, at) => !request.consumed.has(at));
  let best: (TableReading & { readonly score: number }) | null = null;
  const levels = structureWords(vocabulary);
  const counted = countedColumns(vocabulary);
  for (const whole of vocabulary.factTables.values()) {
    if (!touches(whole, said)) continue;
    const cut = withoutStructures(vocabulary.index, whole, tokens, request.excluded);
    const full = cut?.table ?? whole;
    const places = new Set(cut?.places);
    const excluded = new Set([...request.excluded].filter((at) => !places.has(at)));
    const isBodyOut = leavesOutBody(tokens, excluded, request.small);
    const out = excludedWords(vocabulary, tokens, { ...request, excluded });
    const of = ofStructures(vocabulary.index, full, tokens, request.excluded);
    // "L’energia verde del terziario": of a structure, or words of a row.
    for (const one of [...of, null]) {
      const own = new Set(one?.places);
      const words = one
        ? saidWords(vocabulary, tokens, { ...request, consumed: new Set([...request.consumed, ...own]) })
        : said;
      const narrowed = isBodyOut ? withoutBody(one?.table ?? full) : withoutLabels(one?.table ?? full, out);
      if (!narrowed) continue;
      const { table, missing } = narrowed;
      const without = [...(cut?.names ?? []), ...narrowed.without];
      const cells = readCells(
        table,
        words,
        one ? tokens.filter((_token, at) => !request.consumed.has(at) && !own.has(at)) : left,
        request.small,
        wantedOf(request, tokens, table),
      );
      if (!cells || (cells.cells.length === 0 && !cells.empty)) continue;
      const weigh = ({ key }: SaidWord): number => rarity(vocabulary.factSearch, bare(key));
      const open = words.filter(
        ({ plain, key, text, common, counted: isCounted }) =>
          !plain ||
          key === rate ||
          request.small.is('money', text) ||
          (common === true && counted.has(key)) ||
          // «Quante persone lavorano nei nidi?», of a table that counts something else.
          (isCounted === true &&
            !(request.small.is('people', text) && cells.cells.some(({ unit }) => unit === 'persons'))),
      );
      const unexplained = open.filter(
        (word) =>
          (fitOf(cells, word) === 0 &&
            !(
              request.nouns.has(word.key) &&
              !levels.has(word.key) &&
              (standsForRows(cells) ||
                (cells.columns.named &&
                  request.small.is('indicator noun', word.text) &&
                  areIndicators(vocabulary, cells)))
            )) ||
          // «Le entrate»: what another table is called, and some long row here only has among its words.
          isOfOther(vocabulary, cells, open) ||
          // A figure for each of something is no figure of it.
          (word.key === rate &&
            !cells.columns.labels.every(({ extra }) =>
              [word.key, ...word.alternatives].some((key) => extra.has(key)),
            ) &&
            !cells.rows.labels.every(({ keys }) => keys.has(word.key))),
      );
      const share = (word: SaidWord): number => weigh(word) * (word.plain ? PLAIN_WORD : 1);
      const gained = words.reduce((sum, word) => sum + share(word) * fitOf(cells, word), 0);
      const whole = words.reduce((sum, word) => sum + share(word), 0);
      const score =
        gained / Math.max(whole, 1e-9) -
        2 * unexplained.filter(({ text }) => !cells.lackingYears.includes(Number(text))).length +
        likelihood(cells, open, request, tokens) -
        0.1 * missing +
        // Its name means all its items before it means rows that have a word of it.
        (one ? 0.2 : 0);
      if (!best || score > best.score)
        best = {
          request,
          words,
          cells,
          full,
          without,
          unexplained: unexplained.map(({ text }) => text),
          score,
        };
    }
  }
  return best;
}

/** «Le emissioni»: a word that another table is called by, which here some rows have beside many others («veicoli a basse emissioni»). */
function isOfOther({ factTables }: Vocabulary, reading: CellReading, open: readonly SaidWord[]): boolean {
  const { table, rows, columns } = reading;
  if (!rows.named || columns.named) return false;
  const said = open.filter(({ noun, text }) => noun !== true && !isYearText(text));
  const called = ({ topic }: FactTable): readonly string[] => contentKeys(topic.replaceAll('-', ' '));
  const names = (one: FactTable, { key, alternatives }: SaidWord): boolean =>
    [key, ...alternatives].some((some) => called(one).includes(some));
  const isName = (word: SaidWord): boolean =>
    [...factTables.values()].some((one) => one.topic !== table.topic && names(one, word));
  return (
    said.length > 0 &&
    said.every(isName) &&
    rows.labels.every(({ keys }) => keys.size > said.length + 1) &&
    !said.some((word) => names(table, word))
  );
}

/** A word that stands for the rows of any table does where none of them is named. */
const standsForRows = ({ table, rows }: CellReading): boolean =>
  !rows.named && table.rows.filter(({ whole }) => !whole).length > 1;

/** Whether the rows of a table are indicators of the plan: "l’indicatore sulla CO2" is one of them. */
const areIndicators = ({ index: { plan } }: Vocabulary, { table: { rows } }: CellReading): boolean => {
  const titles = new Set(plan.items.flatMap(({ kind, title }) => (kind === 'indicator' ? [title] : [])));
  return rows.every(({ text, whole }) => whole || titles.has(text));
};

/** Words that begin the names of several structures, by which the body calls them: they are no rows of any other table. */
const structureWords = ({ index }: Vocabulary): ReadonlySet<string> =>
  remember(index.memo, 'words that structures begin with', () => {
    const { departments, units } = index.plan;
    const counts = new Map<string, number>();
    for (const { code, name } of [...departments, ...units])
      for (const key of new Set([contentKeys(code)[0], contentKeys(name)[0]]))
        if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
    return new Set([...counts].flatMap(([key, count]) => (count > 1 ? [key] : [])));
  });

/** Ordinary words that are the whole name of a column of numbers: "iscritti" is of that table, and of no other. */
const countedColumns = ({ index, factTables }: Vocabulary): ReadonlySet<string> =>
  remember(index.memo, 'words that are columns of numbers', () => {
    const keys = [...factTables.values()].flatMap(({ columns, facts }) =>
      columns.flatMap(({ text, keys: own, whole }) =>
        !whole &&
        own.size === 1 &&
        facts.some(({ measure, unit }) => measure === text && (unit === 'persons' || unit === 'count'))
          ? [...own]
          : [],
      ),
    );
    return new Set(keys);
  });

/** What an ordinary word counts. */
const PLAIN_WORD = 0.1;

const bare = (key: string): string => (key.startsWith(DENIED) ? key.slice(DENIED.length) : key);

const fitOf = ({ explained }: CellReading, { key }: SaidWord): number =>
  explained.get(key) ?? 0.8 * (explained.get(bare(key)) ?? 0);

/** Whether a table has any of the words, before it is read closely. */
const touches = (table: FactTable, words: readonly SaidWord[]): boolean =>
  words.some(({ key, alternatives }) => [bare(key), ...alternatives].some((one) => table.every.has(one))) ||
  words.some(
    ({ key, known }) =>
      (!known && near(table, bare(key))) || table.periods.some(({ keys }) => keys.includes(key)),
  );

/** "Dirigenti" leads to "dirigenza". */
const near = ({ beginnings }: FactTable, key: string): boolean =>
  key.length >= BEGINNING && beginnings.has(key.slice(0, BEGINNING));

/** What the request tells of the figures that are meant. */
export function wantedOf(
  { asks, operators, bounds, small: { is } }: TableRequest,
  tokens: readonly Token[],
  { rows, columns }: Pick<FactTable, 'rows' | 'columns'>,
): Wanted {
  // «Che percentuale delle entrate accertate sono tributarie?», and not «… sono accertate?».
  const isRow = (key: string): boolean =>
    rows.some(({ keys, whole }) => !whole && keys.has(key)) && !columns.some(({ keys }) => keys.has(key));
  // «Che percentuale degli accertamenti viene dai trasferimenti?»: a part of the amounts, and no rate of its own.
  const isPart = (operators.get('share') ?? []).some((place) =>
    tokens.some((token, at) => {
      const next = tokens[at + 1];
      return (
        at > place + 1 &&
        is('makes up', token.text) &&
        next !== undefined &&
        (isJoining(next) || isRow(next.key))
      );
    }),
  );
  const shares = (operators.has('share') && !isPart) || bounds.some(({ bound }) => bound.unit === 'percent');
  return {
    counts: (asks.has('count') || tokens.some(({ text }) => text === 'quanta')) && !shares && !isPart,
    shares,
    trend:
      operators.has('trend') ||
      operators.has('ever') ||
      // "In che anno è stata più bassa?"
      tokens.some(
        ({ text }, at) =>
          is('year', text) &&
          (tokens
            .slice(Math.max(0, at - 2), at)
            .some((one) => is('which', one.text) && one.text !== 'quanti') ||
            // "In quanti anni?", and not how old.
            (tokens[at - 1]?.text === 'quanti' && tokens[at - 2]?.text === 'in')),
      ),
    area: tokens.some(({ text }) => is('vast', text)),
    rate: tokens.some(({ text }) => is('rate', text)),
    money: tokens.some(({ text }) => is('money', text)),
    perOne: operators.has('rate') || tokens.some(({ text }) => is('rate of', text)),
    ends: operators.has('change') || operators.has('difference') || operators.has('relative'),
  };
}

/** What speaks for or against a table besides the words it explains. */
function likelihood(
  reading: CellReading,
  open: readonly SaidWord[],
  request: TableRequest,
  tokens: readonly Token[],
): number {
  const {
    asks,
    bound,
    order,
    operators,
    small: { is },
  } = request;
  const { rows, columns, cells, table } = reading;
  const over = sideAsked(reading, open, tokens, request) !== null;
  // Unless a part is named, the total of a table says more than a figure about something else.
  const whole = [rows, columns].every(({ labels }) => labels.every((label) => label.whole));
  // What is true of a survey is no answer about the body, unless the survey is named, by more than its year.
  const names = rows.labels.flatMap(({ keys }) => open.filter(({ key }) => keys.has(key)));
  const isNamed = rows.named && !(names.length > 0 && names.every(({ text }) => isYearText(text)));
  const apart =
    !isNamed &&
    rows.labels.length === 1 &&
    rows.labels.every((label) => !label.whole && !label.own) &&
    reading.missing > 0 &&
    !open.some(({ key, text }) => table.words.has(key) && !isYearText(text));
  // "Peggio", "più critico" is said of a mark or of an amount, not of how many there were.
  const judged = tokens.some(({ text }) => is('judged', text));
  const counted = cells.every(({ unit }) => unit === 'persons' || unit === 'count');
  const asksNumber = asks.has('count') && !operators.has('share');
  const asksRate = tokens.some(({ text }) => is('rate', text));
  const shares = 2 * cells.filter(({ unit }) => unit === 'percent').length > cells.length;
  const scored = cells.every(({ unit }) => unit === 'score');
  return (
    (whole ? 0.03 : 0) -
    // «Ci sono più maschi o femmine?»: how old they are is asked in words of its own.
    (cells.every(({ unit }) => unit === 'years') && !tokens.some(({ text }) => is('age', text)) ? 0.1 : 0) -
    (rows.named && !reading.classes && isScattered(rows.labels, open) ? 0.3 : 0) +
    // A whole name that a row goes by.
    (rows.named && rows.labels.some((label) => nameSaid(label, open)) ? 0.2 : 0) +
    // "Dai 50 anni in su" are classes, whatever figure is 50.
    (reading.classes && rows.labels.length > 0 ? 0.3 : 0) -
    // Only the table is named.
    (rows.named || columns.named || rows.labels.length === 1 ? 0 : 0.05) -
    (asksNumber && shares && order === null ? 0.1 : 0) -
    (asksRate && !cells.some(({ unit }) => unit === 'percent') ? 0.1 : 0) -
    (apart ? 0.25 : 0) -
    (reading.lackingYears.length > 0 ? 0.3 : 0) -
    // «Popolazione nel 2020»: what there is for each of them is no number of them.
    (!operators.has('rate') && cells.every(({ measure }) => rateOf(request.small, tokenise(measure)) !== null)
      ? 0.8
      : 0) -
    // What is printed of one period changes nowhere.
    (operators.has('change') && table.periods.length < 2 ? 0.3 : 0) -
    (judged && counted ? 0.3 : 0) +
    (judged && scored ? 0.1 : 0) -
    (bound !== null && !isPlausible(bound.value, bound.unit, cells) ? 0.5 : 0) +
    // A ranking or a limit is asked over many rows rather than over few.
    (order !== null || bound !== null ? 0.02 * Math.min(6, cells.length) : 0) +
    (over ? 0.1 : 0) -
    // «La fascia d’età con più dipendenti», of columns that each have another of the words: there is no order of them.
    (order !== null && areUnlike(reading, open) ? 0.5 : 0) -
    // "FPV di spesa": what stands in brackets tells two rows of one name apart.
    (open.some(({ key }) => rows.labels.every(({ aside }) => aside.has(key))) ? -0.02 : 0) -
    // Figures of several units are no one thing.
    (new Set(cells.map(({ unit }) => unit)).size > 1 ? 0.1 : 0) +
    // "Età media": a mean that the table prints.
    (operators.has('mean') && columns.labels.some(({ keys }) => keys.has(MEAN)) ? 0.2 : 0) -
    0.03 * reading.missing
  );
}

/** Several columns of one row, with no word of the question that all of them have. */
const areUnlike = ({ rows, columns }: CellReading, open: readonly SaidWord[]): boolean =>
  rows.labels.length === 1 &&
  columns.named &&
  columns.labels.length > 1 &&
  !open.some(({ key, alternatives }) =>
    columns.labels.every(({ keys, extra }) =>
      [key, ...alternatives].some((one) => keys.has(one) || extra.has(one)),
    ),
  );

/** "Emissioni della mobilità privata": a word in one row, a word in another, and none of them said wholly. */
function isScattered(labels: readonly FactLabel[], words: readonly SaidWord[]): boolean {
  const said = new Set(words.flatMap(({ key, alternatives }) => [key, ...alternatives]));
  if (labels.length < 2 || labels.some(({ keys }) => [...keys].every((key) => said.has(key)))) return false;
  const sets = labels.map(({ keys, extra }) =>
    words
      .filter(({ key, alternatives }) =>
        [key, ...alternatives].some((one) => keys.has(one) || extra.has(one)),
      )
      .map(({ key }) => key)
      .join(' '),
  );
  return new Set(sets).size > 1;
}

const MEAN = stem('media');

/** A limit lies near the figures it limits. */
const isPlausible = (value: number, unit: 'eur' | 'percent' | null, facts: readonly Fact[]): boolean =>
  facts.some(
    (fact) =>
      (unit === null || unit === fact.unit) && value <= 10 * amountOf(fact) && 10 * value >= amountOf(fact),
  );

/** In the unit in which it is said: euro, not cents. */
const amountOf = ({ unit, value }: Fact): number => Math.abs(unit === 'eur' ? value / 100 : value);
