import { joined, the } from '../../words/articles.ts';
import { formatCount } from '../../words/formats.ts';
import { capital } from '../../words/sentences.ts';
import { say } from '../phrase/draft.ts';
import { attributeSentence } from '../phrase/item-attributes.ts';
import { shortName } from '../phrase/names.ts';
import { joinAnd } from '../phrase/values.ts';
import { describeMany, genderOf, nounOf } from './describe-atoms.ts';
import { havingText } from './describe-having.ts';
import { yearText } from './describe-years.ts';
import { amountText, cellText, labelOf } from './expr-text.ts';
import { agreementOf, figureName, undeclaredText } from './figure-names.ts';
import { rankColumn } from './figures-grid.ts';
import type { Figure, Ranking } from './figures-query.ts';
import type { FiguresRow, FiguresTable } from './figures-table.ts';
import { type Agreement, agreeing, withArticle } from './italian.ts';
import { FIGURE_RULES, totalOf } from './measures.ts';
import { extremeText, orderLabel } from './near-text.ts';
import { scopeBracket } from './rows-headline.ts';
import { briefName, fullSubjectName, levelAgreement, levelNames, spokenName } from './subjects.ts';
import { valueText } from './value-text.ts';
import { itemName, type Voice } from './voice.ts';

const MOST_NAMED = 10;

/** The first by a figure, winner first; or the first few, each with its figure. */
export function rankingHeadline(voice: Voice, table: FiguresTable): string {
  const { query, rows } = table;
  if (query.order?.per) return perHeadline(voice, table);
  const told = query.order?.limit === 1 ? winnerHeadline(voice, table) : manyHeadline(voice, table, rows);
  return told + idleText(voice, table);
}

/** " Non ne hanno U.O.3.3 e U.O.7.1." */
function idleText(voice: Voice, { idle }: FiguresTable): string {
  if (idle.length === 0) return '';
  const names = joinAnd(
    voice.words,
    idle.map((subject) => briefName(voice, subject)),
  );
  return say(voice.words, ` Non ne ${idle.length === 1 ? 'ha' : 'hanno'} ${names}.`, ` None: ${names}.`);
}

function winnerHeadline(voice: Voice, table: FiguresTable): string {
  const { words } = voice;
  const { query, rows } = table;
  const [first] = rows;
  if (!first?.rank || query.order === null) return '';
  const year = yearText(voice, query);
  const noun = nounOf(voice, query.select);
  const name = rows.length === 1 ? fullSubjectName : rows.length > 3 ? briefName : spokenName;
  const names = rows.slice(0, 8).map((row) => name(voice, row.subject));
  const more = rows.length - names.length;
  const who = joinAnd(words, more > 0 ? [...names, say(words, `altri ${more}`, `${more} more`)] : names);
  const tie = rows.length > 1 ? say(words, ', a pari merito', ', tied') : '';
  const most = query.order.direction === 'most';
  const { place } = first.rank;
  const extreme = say(
    words,
    `${the(place > 1 ? `${place}º valore` : 'valore')} ${extremeText(voice, query.order)}`,
    `the ${place > 1 ? `${ordinal(place)} ` : ''}${extremeText(voice, query.order)}`,
  );
  const among = `${say(words, 'tra', 'among')} ${amongText(voice, table)}`;
  const cells = first.cells.map((cell) => cellText(voice, cell, noun)).join(', ');
  const parts = rows.length === 1 ? partsText(voice, first) : '';
  const told = toldText(voice, table);
  if (rankColumn(table) === null)
    return `${capital(who)}${tie}: ${cells}${parts}, ${extreme} ${among}, ${year}.${told}`;
  const own =
    rows.length === 1
      ? cells
      : `${labels(voice, table)} ${rows
          .slice(0, 8)
          .map((row) => row.cells.map((cell) => amountText(voice, cell)).join(', '))
          .join('; ')}`;
  const agreement =
    query.by === 'item'
      ? ({ gender: genderOf(voice, query.select), plural: false } as const)
      : levelAgreement(words, query.by ?? 'item');
  const at = say(
    words,
    place > 1
      ? `${place}º${most ? '' : ' dal basso'}`
      : most
        ? agreeing('prim', agreement)
        : agreeing('ultim', agreement),
    `${place > 1 ? `${ordinal(place)} ` : ''}${most ? 'highest' : 'lowest'}`,
  );
  const by = `${say(words, 'per', 'by')} ${orderLabel(voice, query.order, cellText(voice, first.rank.by, noun))}${parts}`;
  return `${capital(who)}${tie}: ${own}, ${year} (${at} ${among} ${by}).${told}`;
}

/** " (costo del personale 42.162,42 €, liquidato 860.965,98 €)": what the figure that comes first is made of, where no column says it. */
function partsText({ words }: Voice, { rank, cells, entries }: FiguresRow): string {
  const by = rank?.by.expr;
  if (by?.type !== 'fold' || by.fold !== 'sum') return '';
  const { formula } = FIGURE_RULES[by.figure];
  const isShown = (part: Figure): boolean =>
    cells.some(({ expr }) => expr.type === 'fold' && expr.figure === part);
  if (formula.type !== 'sum' || formula.parts.some(isShown)) return '';
  const parts = formula.parts.map((part) => {
    const value = totalOf(entries, part);
    const amount =
      value === null ? undeclaredText(words, part) : valueText(words, value, FIGURE_RULES[part].unit);
    return `${figureName(words, part)} ${amount}`;
  });
  return ` (${parts.join(', ')})`;
}

/** " È affidato a …": what else is asked of the items that come first. */
function toldText({ index, words }: Voice, { query, rows }: FiguresTable): string {
  const tells = query.tells ?? [];
  const entries = rows.flatMap((row) => row.entries);
  if (tells.length === 0 || entries.length > 3) return '';
  const sentences = entries.flatMap((entry) => {
    const prefix = entries.length > 1 ? `${capital(shortName(words, entry.of))}: ` : '';
    return tells.map((one) => prefix + attributeSentence(index, words, new Map(), entry, one, null).trim());
  });
  return ` ${sentences.join(' ')}`;
}

const ordinal = (place: number): string =>
  `${place}${{ one: 'st', two: 'nd', few: 'rd', other: 'th' }[new Intl.PluralRules('en', { type: 'ordinal' }).select(place) as 'one' | 'two' | 'few' | 'other']}`;

const labels = (voice: Voice, { query }: FiguresTable): string =>
  query.columns.map((expr) => labelOf(voice, expr, nounOf(voice, query.select))).join(', ');

/** "gli obiettivi del Settore 5", "i settori e staff (processi)": what the rows were chosen from. */
function amongText(voice: Voice, table: FiguresTable): string {
  const { words } = voice;
  const { query } = table;
  const level = query.by ?? 'item';
  if (level === 'item') {
    const many = describeMany(voice, query.select);
    return words.language === 'it'
      ? withArticle(many, { gender: genderOf(voice, query.select), plural: true })
      : many;
  }
  const { many } = levelNames(words, level);
  const held = `${heldText(voice, table)}${scopeBracket(voice, table)}`;
  return words.language === 'it'
    ? `${withArticle(many, levelAgreement(words, level, true))}${held}`
    : `${many}${held}`;
}

/** " senza voci con impegnato dichiarato": what holds of the rows that are put in order. */
const heldText = (voice: Voice, { query }: FiguresTable): string =>
  query.having.length > 0 ? ` ${havingText(voice, query)}` : '';

const figureText = (voice: Voice, row: FiguresRow): string =>
  row.rank ? amountText(voice, row.rank.by) : '';

function manyHeadline(voice: Voice, table: FiguresTable, rows: readonly FiguresRow[]): string {
  const { words } = voice;
  const { query } = table;
  if (query.order === null) return '';
  const year = yearText(voice, query);
  const level = query.by ?? 'item';
  const noun = nounOf(voice, query.select);
  const what =
    level === 'item'
      ? describeMany(voice, query.select)
      : `${levelNames(words, level).many}${heldText(voice, table)}${scopeBracket(voice, table)}`;
  const all =
    level === 'item'
      ? ({ gender: genderOf(voice, query.select), plural: true } as const)
      : levelAgreement(words, level, true);
  const extreme = extremeText(voice, query.order);
  const from = say(words, joined('da', extreme), `from the ${extreme}`);
  const label = orderLabel(voice, query.order, labelOf(voice, query.order.by, noun));
  const by = `${say(words, 'per', 'by')} ${label}`;
  const last = query.order.from + (query.order.limit ?? 0) - 1;
  const { beside } = query.order;
  const which =
    query.order.limit === null
      ? ''
      : beside
        ? besideText(voice, beside, `${withArticle('', all)}${formatCount(rows.length)}`)
        : query.order.from > 1
          ? say(
              words,
              `, ${joined('da', `${query.order.from}º`)} ${joined('a', `${last}º posto`)}`,
              `, places ${query.order.from} to ${last}`,
            )
          : say(
              words,
              `, ${withArticle(agreeing('prim', all), all)} ${formatCount(rows.length)}`,
              `, the first ${formatCount(rows.length)}`,
            );
  // What is asked of those that another figure puts in order.
  const told = (row: FiguresRow): string =>
    rankColumn(table) === null
      ? figureText(voice, row)
      : row.cells.map((cell) => cellText(voice, cell, noun)).join(', ');
  const name = rows.length === 1 ? spokenName : briefName;
  const listed = rows
    .slice(0, MOST_NAMED)
    .map((row) => `${name(voice, row.subject)}, ${told(row)}`)
    .join('; ');
  const isFirst = query.order.limit !== null && query.order.from === 1 && !beside && query.order.near == null;
  const title =
    inDaysText(voice, query.order, what) ??
    (isFirst ? firstText(voice, query.order, what, all, rows.length, label) : null) ??
    `${capital(what)} ${by}${which} ${from}`;
  return `${title}, ${year}: ${listed}${rows.length > MOST_NAMED ? '; …' : ''}.`;
}

/** "Obiettivi in ordine di scadenza": all of them; null for any other order. */
const inDaysText = (
  { words }: Voice,
  { by, direction, limit }: NonNullable<FiguresTable['query']['order']>,
  what: string,
): string | null =>
  by.type !== 'fold' || by.figure !== 'deadline' || limit !== null
    ? null
    : `${capital(what)} ${direction === 'least' ? say(words, 'in ordine di scadenza', 'by deadline') : say(words, 'dalla scadenza più lontana', 'from the latest deadline')}`;

/** "I 3 processi con il costo del personale più alto", "Le 5 U.O. con meno processi"; null for what has no name of its own. */
function firstText(
  { words }: Voice,
  { by, direction }: Pick<Ranking, 'by' | 'direction'>,
  what: string,
  all: Agreement,
  count: number,
  label: string,
): string | null {
  if (by.type !== 'fold' || by.fold !== 'sum') return null;
  const most = direction === 'most';
  const these = say(
    words,
    `${capital(withArticle(formatCount(count), all))} ${what} con`,
    `The ${formatCount(count)} ${what} with`,
  );
  if (by.figure === 'items')
    return `${these} ${say(words, most ? 'più' : 'meno', most ? 'the most' : 'the fewest')} ${label}`;
  const own = { ...agreementOf(words, by.figure) };
  return `${these} ${say(words, `${withArticle(label, own)} più ${agreeing(highOrLow(by.figure, most), own)}`, `the ${most ? 'highest' : 'lowest'} ${label}`)}`;
}

const highOrLow = (figure: Figure, most: boolean): string =>
  figure === 'deadline' ? (most ? 'lontan' : 'vicin') : most ? 'alt' : 'bass';

/** ", i 3 dopo processo 30": next to which one they stand. */
function besideText(
  voice: Voice,
  { subject, places }: { readonly subject: string; readonly places: -1 | 0 | 1 },
  many: string,
): string {
  const { words, index } = voice;
  const one = index.items.find(({ ref }) => ref === subject);
  const name = one ? itemName(voice, one.ref) : subject;
  const where = places < 0 ? say(words, 'prima di', 'before') : say(words, 'dopo', 'after');
  return `, ${say(words, many, many)} ${where} ${name}`;
}

/** The first inside each structure or kind. */
function perHeadline(voice: Voice, table: FiguresTable): string {
  const { words } = voice;
  const { query, rows } = table;
  const per = query.order?.per;
  if (!per || query.order === null) return '';
  const year = yearText(voice, query);
  const noun = nounOf(voice, query.select);
  const level = query.by ?? 'item';
  const what = level === 'item' ? describeMany(voice, query.select) : levelNames(words, level).many;

  const name = rows.length > 5 ? briefName : spokenName;
  const order = say(
    words,
    `valore ${extremeText(voice, query.order)} in ogni ${levelNames(words, per).one}`,
    `${extremeText(voice, query.order)} in each ${levelNames(words, per).one}`,
  );
  const listed = rows
    .slice(0, MOST_NAMED)
    .map(
      (row) =>
        `${row.within ? spokenName(voice, row.within) : ''}: ${name(voice, row.subject)}, ${figureText(voice, row)}`,
    )
    .join('; ');
  return `${capital(what)} ${say(words, 'per', 'by')} ${labelOf(voice, query.order.by, noun)}, ${order}, ${year}: ${listed}${rows.length > MOST_NAMED ? '; …' : ''}.`;
}
