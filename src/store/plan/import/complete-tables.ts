import type { Plan } from '../../../domain/types.ts';
import { ITEM_KINDS, type ItemKind } from '../../../words/kinds.ts';
import { closest } from './closest.ts';
import { normalised } from './column-names.ts';
import { budgetRows, budgetText, withoutBudget } from './item-budget.ts';
import { indicatorRows, withoutIndicator, withTarget } from './item-indicators.ts';
import type { RawRow } from './raw-table.ts';
import {
  cellText,
  hasColumn,
  madeRow,
  NOWHERE,
  type RawTables,
  slug,
  withCells,
  withDefaults,
} from './raw-tables.ts';
import {
  aliasOf,
  type StoredStructures,
  structuresIn,
  structuresNamed,
  withStructureCodes,
} from './structures.ts';
import type { TableName } from './tables.ts';
import { readValue } from './values.ts';
import { WORD_LISTS, wordIn } from './word-lists.ts';

/** What the front page says, that other tables are completed from. */
interface Front {
  readonly year: number;
  readonly document: string;
  /** The plan that is replaced; null where there is none. */
  readonly stored: Plan | null;
}

/**
 * Fills in what an office's tables leave out and a plan can do without: structures and costs told beside the items,
 * numbers, short titles, sources. Nothing that is written is changed but its spelling of a code.
 */
export function completeTables(tables: RawTables, front: Front): RawTables {
  const items = completeItems(itemRows(tables.items.rows), front);
  const beside = tables.items.rows.filter(
    (row) => hasColumn(row, 'department') || hasColumn(row, 'unit') || cellText(row, 'department') !== '',
  );
  const structures = structuresNamed(
    [...beside, ...(tables.items.place === null ? [] : tables.assignments.rows)],
    {
      departments: tables.departments.rows,
      units: tables.units.rows,
      stored: tables.departments.place === null ? storedStructures(front.stored) : null,
    },
  );
  const named: RawTables = {
    ...tables,
    items: { ...tables.items, rows: items.rows },
    departments: { place: tables.departments.place ?? tables.items.place, rows: structures.departments },
    units: { place: tables.units.place ?? tables.items.place, rows: structures.units },
  };
  const unitRows = withStructureCodes(
    named.units.rows.map((row) => withCells(row, {})),
    { ...named, units: { ...named.units, rows: [] } },
  );
  const coded: RawTables = { ...named, units: { ...named.units, rows: unitRows } };
  const placesBy = (told: (row: RawRow) => string) => withoutRepeats(items.places, told);
  const assignments = [
    ...coded.assignments.rows,
    ...(coded.assignments.place === null
      ? placesBy(structureText).flatMap(({ row, item }) => assignmentRows(row, item))
      : []),
  ];
  const costs = [
    ...coded.costLines.rows,
    ...(coded.costLines.place === null
      ? placesBy(costText).flatMap(({ row, item }) => costRow(row, item))
      : []),
  ];
  const budget =
    coded.budgetLines.place === null
      ? placesBy((row) => `${structureText(row)}|${budgetText(row)}`).flatMap(({ row, item }) =>
          budgetRows(row, { ...keyOf(item), ...firstStructure(row) }),
        )
      : coded.budgetLines.rows;
  const indicators =
    coded.indicators.place === null
      ? items.places.flatMap(({ row, item }) => indicatorRows(row, keyOf(item)))
      : coded.indicators.rows;
  const toItems = itemFinder(items.rows);
  const assigned = withLeads(withStructureCodes(assignments.map(toItems), coded)).map((row) =>
    withDefaults(row, { source: front.document }),
  );
  const ownerOf = ownersOf(assigned);
  const ofItems = (rows: readonly RawRow[], fill?: 'without_column'): readonly RawRow[] =>
    withStructureCodes(rows.map(toItems), coded, fill);
  const people = peopleOf(tables);
  return {
    ...coded,
    departments: {
      ...coded.departments,
      rows: coded.departments.rows
        .map((row) => withDefaults(row, { name: cellText(row, 'code') }))
        .map(withAlias),
    },
    units: {
      ...coded.units,
      rows: coded.units.rows.map((row) => withDefaults(row, { name: cellText(row, 'code') })).map(withAlias),
    },
    items: {
      ...coded.items,
      rows: items.rows.map((row) =>
        withDefaults(row, { scope: ownerOf(row).length > 1 ? 'transversal' : 'unit' }),
      ),
    },
    assignments: { place: coded.assignments.place ?? coded.items.place, rows: assigned },
    costLines: {
      place: coded.costLines.place ?? (costs.length > 0 ? coded.items.place : null),
      rows: ofItems(costs).map((row) => completeCost(row, ownerOf(row))),
    },
    indicators: {
      place: coded.indicators.place ?? (indicators.length > 0 ? coded.items.place : null),
      rows: indicators.map(toItems).map((row) => withTarget(row, front.year)),
    },
    milestones: { ...coded.milestones, rows: coded.milestones.rows.map(toItems) },
    budgetLines: {
      place: coded.budgetLines.place ?? (budget.length > 0 ? coded.items.place : null),
      rows: ofItems(budget, 'without_column'),
    },
    itemRoles: { ...coded.itemRoles, rows: coded.itemRoles.rows.map(toItems) },
    phases: filled(coded, 'phases', (row) => ({
      code: slug(cellText(row, 'name')),
      kinds: kindsIn(items.rows).join(';'),
    })),
    acts: filled(coded, 'acts', (row) => ({
      code: slug(cellText(row, 'title')).slice(0, 60),
      kind: 'atto',
      summary: cellText(row, 'title'),
      source: front.document,
    })),
    facts: filled(coded, 'facts', (row) => ({
      code: slug(['subject', 'measure', 'period'].map((column) => cellText(row, column)).join(' ')),
      topic: 'dati',
      period: String(front.year),
      source: front.document,
    })),
    factNotes: filled(coded, 'factNotes', () => ({ source: front.document })),
    statements: filled(coded, 'statements', () => ({ source: front.document })),
    notes: filled(coded, 'notes', () => ({ source: front.document })),
    declared: filled(coded, 'declared', () => ({ table: front.document, section: front.document })),
    glossary: filled(coded, 'glossary', () => ({ source: front.document })),
    monitoringCounts: filled(coded, 'monitoringCounts', () => ({ source: front.document })),
    people: { ...coded.people, rows: people.people },
    roles: {
      place: coded.roles.place ?? coded.people.place,
      rows: withStructureCodes(people.roles, coded, 'without_column'),
    },
  };
}

/** The structures of the plan that is replaced, as rows: a file of objectives alone leaves them as they are. */
function storedStructures(stored: Plan | null): StoredStructures | null {
  if (stored === null) return null;
  const rowOf = (texts: Readonly<Record<string, string>>, extra: RawRow['extra'] = {}): RawRow => ({
    ...madeRow({ line: 1, from: NOWHERE, cells: new Map(), extra }, texts),
    extra,
  });
  return {
    departments: stored.departments.map(({ code, name, aliases, level, extra }) =>
      rowOf({ code, name, aliases: aliases.join(';'), level: level ?? '' }, extra),
    ),
    units: stored.units.map(({ code, department, name, aliases, note, level, parent, extra }) =>
      rowOf(
        {
          code,
          department,
          name,
          aliases: aliases.join(';'),
          note: note ?? '',
          level: level ?? '',
          parent: parent ?? '',
        },
        extra,
      ),
    ),
  };
}

const filled = (
  tables: RawTables,
  name: TableName,
  texts: (row: RawRow) => Readonly<Record<string, string>>,
): RawTables[TableName] => ({
  ...tables[name],
  rows: tables[name].rows.map((row) => withDefaults(row, texts(row))),
});

const withAlias = (row: RawRow): RawRow =>
  hasColumn(row, 'aliases') || row.from === NOWHERE || cellText(row, 'name') === cellText(row, 'code')
    ? row
    : withDefaults(row, { aliases: aliasOf(cellText(row, 'name')) });

/** A row of a sheet, and the item that it belongs to: an item may have a row for each of its structures. */
interface Placed {
  readonly row: RawRow;
  readonly item: RawRow;
}

/** What tells one row of an item from another of the same structure. */
const FURTHER = ['indicator', 'chapter'] as const;

/** What a further row of an item tells: another structure, another indicator, another chapter. */
const BESIDE_TITLE = ['department', 'unit', ...FURTHER] as const;

/** The items, each once, and the rows that speak of each: one for each of its structures, or of its indicators. */
function itemRows(rows: readonly RawRow[]): {
  readonly rows: RawRow[];
  readonly places: { row: RawRow; index: number }[];
} {
  const items: RawRow[] = [];
  const places: { row: RawRow; index: number }[] = [];
  const known = new Map<string, number>();
  for (const row of rows) {
    const title = cellText(row, 'title');
    const named = BESIDE_TITLE.some((column) => cellText(row, column) !== '');
    const number = cellText(row, 'number');
    const continues = title === '' && named && items.length > 0 && number === '';
    const key = `${cellText(row, 'kind')}|${number || cellText(row, 'code')}|${title}`;
    const told = number !== '' || cellText(row, 'code') !== '' || cellText(row, 'indicator') !== '';
    const same = named && told ? known.get(key) : undefined;
    const index = continues ? items.length - 1 : (same ?? items.push(row) - 1);
    if (named) known.set(key, index);
    places.push({ row, index });
  }
  return { rows: items, places };
}

/**
 * The rows that tell something of the items that no row before has told: a further row of an item, beside another
 * indicator or another chapter, says its structure or its amounts again.
 * @param told what a row tells
 */
function withoutRepeats(places: readonly Placed[], told: (row: RawRow) => string): readonly Placed[] {
  const said = new Map<RawRow, Set<string>>();
  return places.filter(({ row, item }) => {
    const text = told(row);
    const before = said.get(item) ?? new Set();
    const isFurther = FURTHER.some((column) => cellText(row, column) !== '');
    const isRepeat = isFurther && before.has(text);
    said.set(item, before.add(text));
    return !isRepeat;
  });
}

const structureText = (row: RawRow): string =>
  ['department', 'unit'].map((column) => cellText(row, column)).join('|');
const costText = (row: RawRow): string =>
  [structureText(row), ...AMOUNTS.map((column) => cellText(row, column))].join('|');

interface CompletedItems {
  readonly rows: readonly RawRow[];
  readonly places: readonly Placed[];
}

function completeItems(found: ReturnType<typeof itemRows>, { year }: Front): CompletedItems {
  const rows = numbered(kinded(found.rows));
  const short = new Set<string>();
  const completed = rows.map((row) => {
    const title = cellText(row, 'title');
    const given = cellText(row, 'short_title');
    const shortTitle = given === '' ? unusedTitle(title, short) : given;
    short.add(shortTitle);
    const [due, starts] = ['due_on', 'starts_on'].map((column) => readDay(row, column).slice(0, 4));
    const ends =
      cellText(row, 'horizon_end') ||
      due ||
      String(Math.max(year, Number(cellText(row, 'horizon_start')) || 0));
    return withDefaults(withoutBudget(withoutIndicator(row)), {
      short_title: shortTitle,
      summary: title,
      horizon_start: starts || String(Math.min(year, Number(ends) || year)),
      horizon_end: ends,
    });
  });
  return {
    rows: completed,
    places: found.places.flatMap(({ row, index }) => {
      const item = completed[index];
      return item ? [{ row, item }] : [];
    }),
  };
}

function readDay(row: RawRow, column: string): string {
  const cell = row.cells.get(column);
  const value = cell === undefined ? null : readValue(cell, 'day', null);
  return value?.ok ? value.text : '';
}

/** A column «Tipo» that says no kind of item at all says the body's own type of objective. */
function kinded(rows: readonly RawRow[]): readonly RawRow[] {
  const texts = rows.map((row) => cellText(row, 'kind')).filter((text) => text !== '');
  const known = Object.values(WORD_LISTS.kind).flatMap((words) => words.split('|'));
  const isType =
    texts.length > 0 && texts.every((text) => wordIn('kind', text) === null && closest(text, known) === null);
  return rows.map((row) => {
    if (isType && hasColumn(row, 'kind'))
      return withCells(row, {
        kind: 'objective',
        ...(cellText(row, 'type') === '' ? { type: cellText(row, 'kind') } : {}),
      });
    return withDefaults(row, { kind: 'objective' });
  });
}

/** Without a column of numbers, or with codes in it, items are numbered as they come, each kind apart. */
function numbered(rows: readonly RawRow[]): readonly RawRow[] {
  const numbers = rows.map((row) => cellText(row, 'number'));
  const given = numbers.filter((text) => text !== '');
  const areCodes =
    given.length > 0 &&
    rows.every((row) => !hasColumn(row, 'code')) &&
    rows.every((row) => {
      const cell = row.cells.get('number');
      return (
        cell === undefined ||
        cell.text === '' ||
        /^\d{1,4}([./-]\w{1,6})+$|^[A-Z]{1,6}[\w./-]*\d[\w./-]*$/i.test(cell.text)
      );
    }) &&
    given.some((text) => !/^(?:n|ob|nr)?[.\s°º]*\d+[.)]?$/i.test(text));
  if (given.length > 0 && !areCodes) return rows;
  const next = new Map<string, number>();
  return rows.map((row) => {
    const kind = wordIn('kind', cellText(row, 'kind')) ?? cellText(row, 'kind');
    const number = (next.get(kind) ?? 0) + 1;
    next.set(kind, number);
    return withCells(row, { number: String(number), ...(areCodes ? { code: cellText(row, 'number') } : {}) });
  });
}

/** At most 60 characters: what fits in a button or a line. */
const SHORT_TITLE = 60;

/** A title cut at a word, and told apart from those that begin alike. */
function unusedTitle(title: string, used: ReadonlySet<string>): string {
  const plain = title.replace(/\s+/g, ' ');
  const first = cutAtWord(plain, SHORT_TITLE);
  if (!used.has(first)) return first;
  for (let copy = 2; ; copy++) {
    const told = `${cutAtWord(plain, SHORT_TITLE - 5)} (${copy})`;
    if (!used.has(told)) return told;
  }
}

const cutAtWord = (text: string, length: number): string => {
  if (text.length <= length) return text;
  const cut = text.slice(0, length);
  const atWord = cut.replace(/\s+\S*$/, '');
  return (atWord === '' ? cut : atWord).replace(/[\s,;:–-]+$/, '');
};

const kindsIn = (items: readonly RawRow[]): readonly ItemKind[] => {
  const kinds = new Set(items.map((row) => wordIn('kind', cellText(row, 'kind'))));
  const found = ITEM_KINDS.filter((kind) => kinds.has(kind));
  return found.length > 0 ? found : ['objective'];
};

const keyOf = (item: RawRow): { kind: string; number: string } => ({
  kind: wordIn('kind', cellText(item, 'kind')) ?? cellText(item, 'kind'),
  number: cellText(item, 'number'),
});

/** The structures that stand beside an item, as assignments: a cell may list several. */
function assignmentRows(row: RawRow, item: RawRow): readonly RawRow[] {
  const departments = structuresIn(cellText(row, 'department'));
  const units = structuresIn(cellText(row, 'unit'));
  const count = Math.max(departments.length, units.length);
  return Array.from({ length: count }, (_, index) =>
    madeRow(
      row,
      {
        ...keyOf(item),
        department:
          departments.length === units.length || units.length === 0
            ? (departments[index] ?? '')
            : departments.length === 1
              ? (departments[0] ?? '')
              : '',
        unit: units.length === 0 ? '' : (units[index] ?? ''),
      },
      hasColumn(row, 'lead') ? ['lead'] : [],
    ),
  );
}

const AMOUNTS = ['personnel_eur', 'committed_eur', 'settled_eur', 'assessed_eur', 'collected_eur'] as const;

/** The structure that stands beside an item; of several, the first. */
const firstStructure = (row: RawRow): { department: string; unit: string } => ({
  department: structuresIn(cellText(row, 'department'))[0] ?? '',
  unit: structuresIn(cellText(row, 'unit'))[0] ?? '',
});

/** The amounts that stand beside an item, as a cost line. */
const costRow = (row: RawRow, item: RawRow): readonly RawRow[] =>
  AMOUNTS.some((column) => cellText(row, column) !== '')
    ? [madeRow(row, { ...keyOf(item), ...firstStructure(row) }, AMOUNTS)]
    : [];

/** Without a structure a cost is of the only one that the item has; without a printed scope it says the kind of item. */
function completeCost(row: RawRow, owners: readonly RawRow[]): RawRow {
  const [owner] = owners;
  const named =
    cellText(row, 'department') === '' && owner
      ? withDefaults(row, {
          department: cellText(owner, 'department'),
          ...(owners.length === 1 ? { unit: cellText(owner, 'unit') } : {}),
        })
      : row;
  return withDefaults(named, { scope_as_printed: SCOPE[cellText(row, 'kind')] ?? 'Voce' });
}

const SCOPE: Readonly<Record<string, string>> = {
  objective: 'Obiettivo',
  process: 'Processo',
  indicator: 'Indicatore',
};

/** Where no column says who leads, the first structure of an item does. */
function withLeads(rows: readonly RawRow[]): readonly RawRow[] {
  const led = new Set<string>();
  return rows.map((row) => {
    const key = `${cellText(row, 'kind')}:${cellText(row, 'number')}`;
    const isFirst = !led.has(key);
    led.add(key);
    return withDefaults(row, { lead: hasColumn(row, 'lead') ? 'no' : isFirst ? 'yes' : 'no' });
  });
}

function ownersOf(assignments: readonly RawRow[]): (row: RawRow) => readonly RawRow[] {
  const owners = new Map<string, RawRow[]>();
  const refOf = (row: RawRow): string => {
    const { kind, number } = keyOf(row);
    return `${kind}:${number}`;
  };
  for (const row of assignments) owners.set(refOf(row), [...(owners.get(refOf(row)) ?? []), row]);
  return (row) => owners.get(refOf(row)) ?? [];
}

/** Gives a row the kind and number of the item that it names by code, by title, or by a number that one kind alone has. */
function itemFinder(items: readonly RawRow[]): (row: RawRow) => RawRow {
  const once = (textOf: (item: RawRow) => string): ReadonlyMap<string, RawRow | null> => {
    const found = new Map<string, RawRow | null>();
    for (const item of items) {
      const text = normalised(textOf(item));
      if (text !== '') found.set(text, found.has(text) ? null : item);
    }
    return found;
  };
  const byCode = once((item) => cellText(item, 'code'));
  const byTitle = once((item) => cellText(item, 'title'));
  const byNumber = once((item) => cellText(item, 'number'));
  return (row) => {
    const number = cellText(row, 'number');
    const told =
      number === ''
        ? (byCode.get(normalised(cellText(row, 'item_code'))) ??
          byTitle.get(normalised(cellText(row, 'item_title'))))
        : cellText(row, 'kind') === ''
          ? byNumber.get(normalised(number))
          : null;
    if (told) return withCells(row, keyOf(told));
    const text = cellText(row, 'item_code') || cellText(row, 'item_title');
    return number === '' && text !== '' ? withCells(row, { number: text }) : row;
  };
}

/** The accounts, and their roles: a sheet of people may say both. */
function peopleOf({ people, roles }: RawTables): {
  readonly people: readonly RawRow[];
  readonly roles: readonly RawRow[];
} {
  const coded = people.rows.map((row) => {
    const email = cellText(row, 'email');
    const named = cellText(row, 'name');
    return withDefaults(row, { code: slug(email.split('@')[0] ?? '') || slug(named), name: named || email });
  });
  // Whoever has several roles stands in several rows of a sheet that says both.
  const accounts = coded.filter(
    (row, index) =>
      !hasColumn(row, 'role') ||
      coded.findIndex((other) => cellText(other, 'email') === cellText(row, 'email')) === index,
  );
  const codes = new Map(
    coded.flatMap((row) => [
      [normalised(cellText(row, 'email')), cellText(row, 'code')],
      [normalised(cellText(row, 'name')), cellText(row, 'code')],
    ]),
  );
  const known = new Set(coded.map((row) => cellText(row, 'code')));
  return {
    people: accounts,
    roles: [
      ...roles.rows.map((row) => {
        const person = cellText(row, 'person');
        const code = known.has(person) ? undefined : codes.get(normalised(person));
        return code === undefined ? row : withCells(row, { person: code });
      }),
      ...(roles.place === null
        ? coded
            .filter((row) => cellText(row, 'role') !== '')
            .map((row) => madeRow(row, { person: cellText(row, 'code') }, ['role', 'department', 'unit']))
        : []),
    ],
  };
}
