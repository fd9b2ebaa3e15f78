import type { Fact } from '../../domain/types.ts';
import type { FactLabel, FactTable } from '../knowledge/fact-tables.ts';
import type { Token } from '../language/tokens.ts';
import {
  ADDITIVE,
  type Asked,
  type FactQuery,
  kinds,
  labelOf,
  partsOver,
  query,
  together,
  units,
  wholeOf,
} from './asked.ts';
import type { Chosen } from './cells.ts';
import type { Side } from './sides.ts';
import type { SmallWords } from './table-words.ts';

/** "Che percentuale di donne?", "quota del settore 5": a part of the whole of its row, of its column or of what is said. */
export function share(asked: Asked): FactQuery | null {
  const { does, cells, rows, columns, request, table, periods } = asked;
  // "Il rapporto tra il terziario e il totale".
  const asks = does('share') || (does('ratio') && does('sum') && rows.named && rows.labels.length === 1);
  if (!asks || does('mean') || request.order || cells.some(({ unit }) => !ADDITIVE.has(unit))) return null;
  const ofAll = shareOfAll(asked);
  if (ofAll) return ofAll;
  // "Sul totale delle donne": the total is what it is a part of, no row beside it.
  const partRows = partLabels(rows);
  const partColumns = partLabels(columns);
  const both = rows.named && columns.named && partRows.length * partColumns.length === 1;
  // "In percentuale, per categoria": each part of the whole.
  if (asked.over !== null && cells.length !== 1 && !both) {
    const parts = partsOver(asked, asked.over);
    if (parts.length > 1 && together(parts, asked.over) !== null && units(parts) === 1)
      return query(parts, { operation: 'shares', whole: wholeOf(asked, parts) });
  }
  if (!rows.named && !columns.named) return null;
  const parts = table.facts.filter(
    (fact) =>
      periods.includes(fact.period) &&
      partRows.some(({ text }) => text === fact.subject) &&
      partColumns.some(({ text }) => text === fact.measure),
  );
  const [part] = parts;
  // What is a part of one year is none of two.
  if (!part || units(parts) !== 1 || kinds(parts, 'period') > 1) return null;
  const whole = saidWhole(asked, part) ?? partOf(table, part);
  if (whole.length === 0 || (whole.length === 1 && whole[0] === part)) return null;
  // Of things that are counted none is a part of fewer.
  if (part.unit !== 'eur' && part.value > whole.reduce((sum, { value }) => sum + value, 0)) return null;
  if (parts.length === 1) return query([part, ...whole], { operation: 'share' });
  const ofOther = parts.length === 2 ? partOfOther(asked, parts) : null;
  if (ofOther) return ofOther;
  // What is a part of one column is none of another.
  if (parts.some((one) => !isWithin(one, part, whole))) return null;
  return kinds(parts, 'subject') === 1 || kinds(parts, 'measure') === 1
    ? query(parts, { operation: 'shares', of: whole.map(({ code }) => code) })
    : null;
}

/** "Finanziamento, pagamenti e che percentuale è stata pagata?": of two amounts of a row, the one that is said again. */
function partOfOther(
  { tokens, columns, request: { small } }: Asked,
  parts: readonly Fact[],
): FactQuery | null {
  const at = tokens.findIndex(({ text }) => small.is('share', text));
  if (kinds(parts, 'subject') > 1 || parts.some(({ unit }) => unit !== 'eur')) return null;
  const before = new Set(tokens.slice(0, Math.max(0, at)).map(({ key }) => key));
  const after = wordsAfter(tokens, small, ['share'], null);
  const isIn = (keys: ReadonlySet<string>, { measure }: Fact): boolean => {
    const label = labelOf(columns, measure);
    return label !== undefined && [...keys].some((key) => has(label, key));
  };
  const [part, ...more] = parts.filter((one) => isIn(after, one));
  const whole = parts.find((one) => one !== part);
  return part && whole && more.length === 0 && parts.every((one) => isIn(before, one))
    ? query([part, whole], { operation: 'share' })
    : null;
}

/** Whether a part is asked of what some words name: «sul finanziamento», «del finanziamento», and not «pagata». */
export const isWholeSaid = (
  tokens: readonly Token[],
  keys: ReadonlySet<string>,
  { is }: SmallWords,
): boolean =>
  tokens.some(
    ({ key }, at) =>
      keys.has(key) && tokens.slice(Math.max(0, at - 2), at).some(({ text }) => is('of', text)),
  );

/** Whether a figure is of the column, or of the row, of which a whole is made for another. */
const isWithin = (one: Fact, part: Fact, whole: readonly Fact[]): boolean =>
  (one.measure === part.measure || whole.some(({ measure }) => measure !== part.measure)) &&
  (one.subject === part.subject || whole.some(({ subject }) => subject !== part.subject));

/** "Che percentuale della CO2 viene dai Trasporti?", of a table of actions: all that a structure has, as a part of the whole table. */
function shareOfAll({ full, table, rows, columns, cells, over, periods, without }: Asked): FactQuery | null {
  if (
    full === table ||
    without.length > 0 ||
    rows.named ||
    !columns.named ||
    over !== null ||
    kinds(cells, 'measure') > 1
  )
    return null;
  const of = full.facts.filter(
    ({ measure, period }) => measure === cells[0]?.measure && periods.includes(period),
  );
  return query(cells, { operation: 'sum', of: of.map(({ code }) => code) });
}

/** Of the chosen labels those that are parts, where there are any. */
const partLabels = ({ labels }: Chosen): readonly FactLabel[] => {
  const parts = labels.filter(({ whole }) => !whole);
  return parts.length > 0 ? parts : labels;
};

/**
 * The whole that a question says: "delle donne" and "sul totale delle donne" are of the row, whatever column is asked;
 * "di donne nell'area tecnica" is of the area. Null where it says none.
 */
function saidWhole(asked: Asked, part: Fact): readonly Fact[] | null {
  const { tokens, table, rows, columns, request } = asked;
  const { small } = request;
  if (!rows.named || !columns.named) return null;
  const names = (side: Side, keys: ReadonlySet<string>): boolean => {
    const labels = side === 'subject' ? table.rows : table.columns;
    const own = labelOf({ labels }, part[side]);
    // A word that several labels share ("spese") names none of them.
    return (
      own?.whole === false &&
      [...own.keys, ...own.extra].some(
        (key) => keys.has(key) && !labels.some((other) => other !== own && has(other, key)),
      )
    );
  };
  const sideIn = (keys: ReadonlySet<string>): Side | null => {
    const [inRow, inColumn] = [names('subject', keys), names('measure', keys)];
    return inRow === inColumn ? null : inRow ? 'subject' : 'measure';
  };
  const said = (opens: Opening, after: 'share' | null): Side | null =>
    sideIn(wordsAfter(tokens, small, opens, after));
  const other = (side: Side | null): Side | null =>
    side === null ? null : side === 'subject' ? 'measure' : 'subject';
  // «Che quota di dirigenti sono donne?»: what they are is the part, and not what is said first.
  const from = tokens.findIndex(({ text }) => small.is('share', text)) + 1;
  const verb = tokens.findIndex(({ text }, at) => at >= from && small.is('are', text));
  const isNoun = verb >= from && from > 0 && !small.is('inside', tokens[verb + 1]?.text);
  const told = isNoun ? sideIn(wordsAfter(tokens.slice(verb), small, ['are'], null)) : null;
  const ofSaid = (side: Side | null): Side | null =>
    side !== null && told === other(side) ? side : other(side);
  const kept =
    said(['on'], null) ??
    said(['genitive'], 'share') ??
    ofSaid(said(['di'], 'share')) ??
    said(['among', 'inside'], null);
  if (kept === null) return null;
  const whole = wholeBeside(table, part, kept);
  return whole.length > 0 ? whole : null;
}

const has = ({ keys, extra }: FactLabel, key: string): boolean => keys.has(key) || extra.has(key);

/** What may stand before the words of a whole. */
type Opening = readonly string[];

/** Keys of the words that follow the first of some prepositions, up to the next verb or pause. */
function wordsAfter(
  tokens: readonly Token[],
  small: SmallWords,
  opens: Opening,
  after: 'share' | null,
): ReadonlySet<string> {
  const at = tokens.findIndex(
    ({ text }, place) =>
      opens.some((set) => small.is(set, text)) &&
      (after === null || small.is(after, tokens[place - 1]?.text)),
  );
  if (at < 0) return new Set();
  const rest = tokens.slice(at + 1);
  const end = rest.findIndex(
    ({ text, pause }, place) =>
      place > 0 && (pause || ['whole ends', 'among', 'inside'].some((set) => small.is(set, text))),
  );
  const words = end < 0 ? rest : rest.slice(0, end);
  return new Set(words.filter(({ light }) => !light).map(({ key }) => key));
}

/** All of a row (or column) that is kept: its printed total, else its figures together. */
function wholeBeside({ facts, rows, columns }: FactTable, part: Fact, kept: Side): readonly Fact[] {
  const other = kept === 'subject' ? 'measure' : 'subject';
  const labels = other === 'subject' ? rows : columns;
  const beside = facts.filter(
    (fact) => fact[kept] === part[kept] && fact.period === part.period && fact.unit === part.unit,
  );
  const total = beside.find((fact) => labelOf({ labels }, fact[other])?.whole === true);
  if (total) return total === part ? [] : [total];
  // "Assestato" and "accertato" are no parts of anything together.
  return beside.length > 2 && (other === 'subject' || part.unit !== 'eur') ? beside : [];
}

/** What a figure is a part of: the total of its column, of its row, or the rows of its column together. */
export function partOf(table: FactTable, part: Fact): readonly Fact[] {
  const ofRows = labelOf({ labels: table.rows }, part.subject)?.whole === true;
  return wholeBeside(table, part, ofRows ? 'subject' : 'measure');
}
