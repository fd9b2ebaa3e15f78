import { comparisonsOf } from '../../domain/plan/index.ts';
import { joined } from '../../words/articles.ts';
import { ITEM_KINDS } from '../../words/kinds.ts';
import { capital, counted } from '../../words/sentences.ts';
import { deadlineNotes, derivedDeadline } from '../phrase/deadlines.ts';
import { say } from '../phrase/draft.ts';
import { shortName } from '../phrase/names.ts';
import { itemNotes, structureNotes } from '../phrase/notes.ts';
import { joinAnd } from '../phrase/values.ts';
import { figuresOf, isAdditiveExpr } from './expressions.ts';
import { figureName, undeclaredText } from './figure-names.ts';
import { type Figure, isOfAll } from './figures-query.ts';
import type { FiguresTable, Value } from './figures-table.ts';
import { isOfItem } from './measures.ts';
import { printedNotes } from './printed-notes.ts';
import { isDeadline } from './rows-headline.ts';
import { isCount } from './single-headline.ts';
import { spokenName } from './subjects.ts';
import { valueText } from './value-text.ts';
import { itemName, type Voice } from './voice.ts';
import { spansYears } from './years.ts';

const MOST_NOTES = 2;
const MOST_LISTED = 6;

/** What must be known to read the answer rightly: the two that matter most. */
export function notesOf(voice: Voice, table: FiguresTable): readonly string[] {
  const notes = [
    ...dueNotes(voice, table),
    ...countNotes(voice, table),
    ...printedNotes(voice, table),
    ...twinNotes(voice, table),
    ...otherReadings(voice, table),
    ...undecidedNotes(voice, table),
    ...orderNotes(voice, table),
    ...emptyNotes(voice, table),
    ...missingNotes(voice, table),
    ...sharedNotes(voice, table),
    ...kindNotes(voice, table),
    ...ownNotes(voice, table),
  ];
  return [...new Set(notes)].slice(0, MOST_NOTES);
}

/** Where the days come from by which the rows are due; items held against a day of which the plan gives them none. */
function dueNotes({ index, words }: Voice, { query, rows }: FiguresTable): readonly string[] {
  if (query.columns.some(isDeadline))
    return deadlineNotes(
      index.plan,
      words,
      rows.flatMap(({ entries }) => entries),
    );
  if (!query.select.some(({ type }) => type === 'due')) return [];
  const kinds = query.select.flatMap((atom) => (atom.type === 'kind' ? atom.kinds : []));
  const asked = index.items.filter(({ item }) => kinds.length === 0 || kinds.includes(item.kind));
  const derived = asked.filter(({ item }) => item.dueOn === null);
  return derived.length === 0 ? [] : [derivedDeadline(words, derived.length === asked.length)];
}

/** What the document counts itself, where its own rows give another number: the items of the plan that have revenue. */
function countNotes(
  { index, words }: Voice,
  { query: { by, columns, select, order } }: FiguresTable,
): readonly string[] {
  const isCounted = by === null ? columns.every(isCount) : by === 'item' && order === null;
  if (!isCounted || !select.some(({ type }) => type === 'revenue')) return [];
  if (!select.every(({ type }) => type === 'kind' || type === 'revenue')) return [];
  const kinds = select.flatMap((atom) => (atom.type === 'kind' ? atom.kinds : []));
  return comparisonsOf(index.plan)
    .filter(
      ({ measure, kind }) => measure === 'items_with_revenue' && (kinds.length === 0 || kinds.includes(kind)),
    )
    .filter(({ declared, computed }) => declared !== computed)
    .map(({ kind, section, declared, computed }) => {
      const items = counted(declared, words.kinds[kind].one, words.kinds[kind].many);
      return say(
        words,
        `Il testo del documento (sez. ${section}) conta ${items} con entrate; le sue righe ne danno ${computed}.`,
        `The text of the document (sec. ${section}) counts ${items} with revenue; its rows give ${computed}.`,
      );
    });
}

/** When several kinds were counted, how many of each. */
function kindNotes({ words }: Voice, { query, rows }: FiguresTable): readonly string[] {
  const [column] = query.columns;
  const counted = query.by === null && column?.type === 'fold' && column.figure === 'items';
  const listed = query.by === 'item' && query.order === null;
  if (!counted && !listed) return [];
  const members = rows.flatMap((row) => row.entries).filter((entry) => entry.member);
  const kinds = ITEM_KINDS.flatMap((kind) => {
    const count = members.filter((entry) => entry.of.item.kind === kind).length;
    return count === 0 ? [] : [`${count} ${count === 1 ? words.kinds[kind].one : words.kinds[kind].many}`];
  });
  return kinds.length > 1 ? [`${capital(joinAnd(words, kinds))}.`] : [];
}

/** A difference or ratio is of the items that declare both sides; the plain totals may give another. */
function otherReadings({ index, words }: Voice, { overall, query, rows }: FiguresTable): readonly string[] {
  const [first, ...more] = rows;
  if (query.by === 'item') return [];
  if (query.order !== null && more.length > 0) return readingsOfRows({ index, words }, rows);
  // Of the one that comes first, what it was put in order by.
  const told = query.order === null ? overall : [first?.rank?.by ?? null];
  return told.flatMap((cell) => {
    if (cell === null || cell.other === null) return [];
    const other = valueText(words, cell.other, cell.unit);
    const [it, en] =
      cell.expr.type === 'fold' && cell.expr.fold === 'mean'
        ? ['È la media delle singole voci; sulle somme', 'It is the mean of the items; on the sums']
        : cell.declared === 1
          ? [
              'È calcolato sulla sola voce che dichiara entrambi gli importi; sui totali interi',
              'It is worked out on the one item that declares both; on the whole totals',
            ]
          : [
              `È calcolato sulle ${cell.declared} voci che dichiarano entrambi gli importi; sui totali interi`,
              `It is worked out on the ${cell.declared} items that declare both; on the whole totals`,
            ];
    return [say(words, `${it} è ${other}.`, `${en} it is ${other}.`)];
  });
}

/** Of rows in an order, the ones that the plain totals would give another figure. */
function readingsOfRows(voice: Voice, rows: FiguresTable['rows']): readonly string[] {
  const { words } = voice;
  const others = rows.flatMap(({ rank, subject }) =>
    rank === null || rank.by.other === null || (rank.by.expr.type === 'fold' && rank.by.expr.fold === 'mean')
      ? []
      : [`${spokenName(voice, subject)} ${valueText(words, rank.by.other, rank.by.unit)}`],
  );
  if (others.length === 0) return [];
  const list = [...others.slice(0, MOST_LISTED), ...(others.length > MOST_LISTED ? ['…'] : [])].join(', ');
  return [
    say(
      words,
      `È calcolato sulle voci che dichiarano entrambi gli importi; sui totali interi: ${list}.`,
      `It is worked out on the items that declare both; on the whole totals: ${list}.`,
    ),
  ];
}

/** Items of the set that declare the same amounts. */
function twinNotes({ index, words }: Voice, { query, selection }: FiguresTable): readonly string[] {
  const direct = query.columns.flatMap(figuresOf).some((figure) => DIRECT.has(figure));
  if (query.by !== null || !direct || selection.entries.length > MOST_PAIRED) return [];
  const refs = selection.entries.map(({ of }) => of.ref);
  const groups = new Map(
    refs.flatMap((own) => {
      const twins = index.twins.get(own) ?? [];
      const all = refs.filter((ref) => ref === own || twins.includes(ref));
      return all.length > 1 ? [[all.join(' '), all] as const] : [];
    }),
  );
  if (groups.size === 0) return [];
  const named = [...groups.values()].map((all) =>
    all.map((ref) => itemName({ index, words }, ref)).join(' = '),
  );
  return [
    say(
      words,
      `Importi uguali al centesimo (${named.join('; ')}): il documento non dice se è lo stesso denaro.`,
      `Amounts equal to the cent (${named.join('; ')}): the document does not say whether it is the same money.`,
    ),
  ];
}

const DIRECT: ReadonlySet<Figure> = new Set<Figure>(['committed', 'settled', 'assessed', 'collected']);
const MOST_PAIRED = 60;

function undecidedNotes({ words }: Voice, { query, selection, undecided }: FiguresTable): readonly string[] {
  if (undecided.count > 0 && spansYears(query))
    return [
      say(
        words,
        undecided.count === 1
          ? '1 ha un valore in uno solo dei due anni e resta fuori.'
          : `${undecided.count} hanno un valore in uno solo dei due anni e restano fuori.`,
        `${undecided.count} have a value in one of the two years only and are left out.`,
      ),
    ];
  if (undecided.count > 0)
    return [
      say(
        words,
        undecided.count === 1
          ? '1 non ha un valore dichiarato e resta fuori.'
          : `${undecided.count} non hanno un valore dichiarato e restano fuori.`,
        `${undecided.count} declare no value and are left out.`,
      ),
    ];
  return selection.undecided.map(({ figure, count }) =>
    count === 1
      ? say(
          words,
          `1 voce non dichiara ${figureName(words, figure)} e resta fuori.`,
          `1 item does not declare ${figureName(words, figure)} and is left out.`,
        )
      : say(
          words,
          `${count} voci non dichiarano ${figureName(words, figure)} e restano fuori.`,
          `${count} items do not declare ${figureName(words, figure)} and are left out.`,
        ),
  );
}

/** «In media quanti obiettivi ha un settore?»: of those that have any; with the others it is less. */
function emptyNotes({ words, index }: Voice, { query, rows }: FiguresTable): readonly string[] {
  const { by, fold, select, columns } = query;
  const [column] = columns;
  if (fold !== 'mean' || (by !== 'department' && by !== 'unit')) return [];
  if (column?.type !== 'fold' || column.figure !== 'items' || select.some(({ type }) => type !== 'kind'))
    return [];
  const all = (by === 'department' ? index.plan.departments : index.plan.units).length;
  const without = all - rows.length;
  if (without <= 0) return [];
  const total = rows.reduce((sum, { cells }) => sum + (cells[0]?.value ?? 0), 0);
  const mean = valueText(words, total / all, 'count');
  const { one, many } = words.levels[by];
  return [
    say(
      words,
      without === 1
        ? `1 ${one} non ne ha nessuno e non è nella media: con quello sarebbe ${mean}.`
        : `${without} ${many} non ne hanno nessuno e non sono nella media: con quelli sarebbe ${mean}.`,
      `${without} ${without === 1 ? one : many} have none and are not in the mean: with them it would be ${mean}.`,
    ),
  ];
}

function orderNotes({ words }: Voice, { ordering, query }: FiguresTable): readonly string[] {
  if (ordering === null) return [];
  const notes: string[] = [];
  if (ordering.undeclared > 0)
    notes.push(
      say(
        words,
        `${ordering.undeclared} su ${ordering.compared} non ${ordering.undeclared === 1 ? 'ha' : 'hanno'} un valore dichiarato e ${ordering.undeclared === 1 ? 'resta' : 'restano'} fuori dalla classifica.`,
        `${ordering.undeclared} of ${ordering.compared} declare no value and are left out.`,
      ),
    );
  for (const { place, count } of ordering.sharedBefore)
    notes.push(
      say(
        words,
        `${capital(joined('a', `${place}º posto`))} sono in ${count} a pari merito.`,
        `${count} share place ${place}.`,
      ),
    );
  if (ordering.tied > 0 && query.order?.limit !== 1)
    notes.push(
      say(
        words,
        `${ordering.tied === 1 ? 'Uno in più' : `${ordering.tied} in più`} di quanti chiesti, a pari merito con l’ultimo.`,
        `${ordering.tied} more than asked, tied with the last.`,
      ),
    );
  return notes;
}

/** How many do not declare a figure that was added up. */
function missingNotes({ words }: Voice, { query, rows, overall }: FiguresTable): readonly string[] {
  if (rows.length === 0 || query.order !== null) return [];
  // Under a single figure the headline already says how many declare it.
  if (query.by === null && query.columns.length === 1) return [];
  return overall.flatMap((cell) => {
    const figure = cell === null ? null : plainFigure(cell);
    if (cell === null || figure === null || cell.value === null || cell.missing === 0) return [];
    const all = cell.declared + cell.missing;
    if (all === 1) return [];
    return [
      say(
        words,
        `${capital(figureName(words, figure))}: ${undeclaredText(words, figure)} in ${cell.missing} ${cell.missing === 1 ? 'voce' : 'voci'} su ${all} (non vuol dire zero).`,
        `${capital(figureName(words, figure))}: not declared by ${cell.missing} of ${all} items (which is not zero).`,
      ),
    ];
  });
}

const plainFigure = ({ expr }: Value): Figure | null =>
  expr.type === 'fold' && expr.figure !== 'items' && expr.fold !== 'count' ? expr.figure : null;

/** Items that stand in more rows than one, or whose money lies outside all of them. */
function sharedNotes({ words }: Voice, { query, rows, overall, selection }: FiguresTable): readonly string[] {
  const notes: string[] = [];
  const money = query.columns.some((expr) => expr.type === 'fold' && !isOfItem(expr.figure));
  const partial = selection.entries.filter((entry) => !entry.member).length;
  const unsplit = selection.entries.filter((entry) => entry.unsplit && entry.member);
  const isWhole = query.order === null || isOfAll(query.order);
  if (query.by !== null && query.by !== 'item' && isWhole)
    for (const [at, expr] of query.columns.entries()) {
      const whole = overall[at]?.value ?? null;
      if (whole === null || !isAdditiveExpr(expr)) continue;
      const sum = rows.reduce((all, row) => all + (row.cells[at]?.value ?? 0), 0);
      if (Math.abs(sum - whole) < 1e-6) continue;
      if (sum > whole)
        notes.push(
          say(
            words,
            'Una voce condivisa è in ogni riga a cui appartiene: insieme fanno più del totale.',
            'A shared item is in each row it belongs to: together they make more than the total.',
          ),
        );
      if (sum < whole)
        notes.push(
          say(
            words,
            `${valueText(words, whole - sum, overall[at]?.unit ?? 'count')} non è attribuito a nessuna riga: insieme fanno meno del totale.`,
            `${valueText(words, whole - sum, overall[at]?.unit ?? 'count')} belongs to no row: together they make less than the total.`,
          ),
        );
    }
  if (money && query.by === null && unsplit.length > 0)
    notes.push(
      say(
        words,
        `${joinAnd(
          words,
          unsplit.slice(0, 4).map((entry) => shortName(words, entry.of)),
        )}${unsplit.length > 4 ? ` e altre ${unsplit.length - 4} voci` : ''}: con altre strutture, il costo non è ripartito e qui non è sommato.`,
        `${unsplit.length} shared items are not split between structures and not added here.`,
      ),
    );
  if (money && query.by === null && partial > 0)
    notes.push(
      say(
        words,
        partial === 1
          ? 'È compresa la parte delle altre strutture in 1 voce condivisa con quelle escluse.'
          : `È compresa la parte delle altre strutture in ${partial} voci condivise con quelle escluse.`,
        `It includes the other structures’ part of ${partial} shared items.`,
      ),
    );
  return notes;
}

/** What the document itself remarks on the one or few items shown, or on the structure asked about. */
function ownNotes({ index, words }: Voice, { query, rows, selection }: FiguresTable): readonly string[] {
  const money = query.columns.some((expr) => expr.type !== 'fold' || !isOfItem(expr.figure));
  const items = query.by === null ? selection.entries : rows.flatMap((row) => row.entries);
  const units = query.select.flatMap((atom) =>
    atom.type === 'structure' && atom.level === 'unit' ? atom.codes : [],
  );
  const few = query.by === null || query.by === 'item' ? items.filter((entry) => entry.member) : [];
  return [...itemNotes(index, words, few.length < 3 ? few : [], money), ...structureNotes(index, units)];
}
