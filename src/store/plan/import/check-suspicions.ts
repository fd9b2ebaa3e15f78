import { reachesSum, structureOf } from '../../../domain/plan/index.ts';
import { itemRef } from '../../../domain/types.ts';
import { the } from '../../../words/articles.ts';
import { formatDecimal, formatEuro } from '../../../words/formats.ts';
import { ITEM_KINDS } from '../../../words/kinds.ts';
import { listed } from '../../../words/sentences.ts';
import { ITEM_STATES } from '../../../words/states.ts';
import type { PlanRows } from './check-references.ts';
import { closest } from './closest.ts';
import { columnLabel, normalised } from './column-names.ts';
import type { ImportIssue } from './issues.ts';
import { wholeFile } from './issues.ts';
import type { RawTables } from './raw-tables.ts';
import type { Located } from './read-table.ts';
import type { TableName } from './tables.ts';

/** A name that a number or a letter of its own does not tell from the next one's. */
const isOfWords = (name: string): boolean =>
  name.length >= 8 && !/\d/.test(name) && !/(?:^|\s)\p{L}\.?(?:\s|$)/u.test(name);

type Place = Pick<Located<unknown>, 'line' | 'from'>;

/** What a plan may say, and its office may not have meant. Nothing is refused for it. */
export function suspicionsIn(
  tables: PlanRows,
  places: RawTables,
  unread: ReadonlySet<TableName>,
  keepsPeople = false,
): readonly ImportIssue[] {
  const isWhole = (table: TableName): boolean => !unread.has(table) && tables[table].broken.length === 0;
  const found: ImportIssue[] = [];
  const warn = (
    table: TableName,
    { line, from }: Place,
    column: string,
    value: string | null,
    says: string,
  ): void => {
    found.push({
      level: 'warning',
      file: from.place,
      lines: [line],
      column: from.labels.get(column) ?? columnLabel(table, column),
      value,
      expected: says,
      example: null,
    });
  };
  const warnAll = (table: TableName, says: string): void => {
    found.push({ ...wholeFile(places[table].place ?? places.items.place ?? '', says), level: 'warning' });
  };
  phases();
  structures();
  people();
  aliases();
  items();
  weights();
  amounts();
  declared();
  subjects();
  return found;

  /** Beside the items nobody says how structures are written: one letter makes two of one. */
  function structures(): void {
    for (const table of ['departments', 'units'] as const) {
      if (places[table].place !== places.items.place) continue;
      const { rows } = tables[table];
      for (const [at, one] of rows.entries()) {
        const { name } = one.row;
        const before = rows.slice(0, at).map(({ row }) => row.name);
        const near = isOfWords(name) ? closest(name, before.filter(isOfWords)) : null;
        if (near !== null && near !== name)
          warn(
            table,
            one,
            table === 'departments' ? 'department' : 'unit',
            name,
            `somiglia a «${near}»: se è la stessa struttura va scritta in un modo solo`,
          );
      }
    }
  }

  function phases(): void {
    const year = tables.plan.rows[0]?.row.year ?? null;
    for (const one of tables.phases.rows) {
      const { opens_on: opens, due_on: due, closes_on: closes } = one.row;
      if (closes !== null && closes < due && closes >= opens)
        warn(
          'phases',
          one,
          'closes_on',
          closes,
          `è prima della scadenza (${due}): dopo la chiusura nessuno è più sollecitato`,
        );
      if (closes === null && year !== null && Number(due.slice(0, 4)) < year)
        warn(
          'phases',
          one,
          'closes_on',
          null,
          `la fase scade ${the(due)} e non si chiude mai: resta aperta, con i suoi solleciti`,
        );
      if (year !== null && Number(opens.slice(0, 4)) > year + 1)
        warn('phases', one, 'opens_on', opens, `è più di un anno dopo il piano (${year})`);
    }
  }

  function people(): void {
    if (tables.people.rows.length === 0) {
      if (!keepsPeople && isWhole('people') && tables.roles.rows.length === 0)
        warnAll(
          'people',
          'non ci sono persone: si risponde alle domande, ma nessuno è sollecitato e nessuno può comunicare lo stato delle voci',
        );
      return;
    }
    const roles = tables.roles.rows.map(({ row }) => row);
    const known = new Set(tables.people.rows.map(({ row }) => row.code));
    if (!isWhole('roles') || !isWhole('people') || roles.some(({ person }) => !known.has(person))) return;
    if (!roles.some(({ role }) => role === 'controller'))
      warnAll(
        'roles',
        'nessuno ha il ruolo di controllo: le fasi non si possono aprire, prorogare né chiudere',
      );
    const contacts = new Set(
      roles.filter(({ role }) => role === 'contact').map(({ unit, department }) => unit ?? department),
    );
    const heads = new Set(roles.filter(({ role }) => role === 'head').map(({ department }) => department));
    const asked = tables.assignments.rows.filter(({ row }) => row.kind !== 'indicator');
    const without = [
      ...new Set(
        asked
          .filter(({ row }) => !contacts.has(row.unit ?? row.department) && !heads.has(row.department))
          .map(({ row }) => structureOf(row)),
      ),
    ];
    if (without.length > 0)
      warnAll(
        'roles',
        `${listed(without.slice(0, 8))}${without.length > 8 ? ` e altre ${without.length - 8}` : ''}: né referente né dirigente, nessuno è sollecitato per le loro voci`,
      );
    const having = new Set(roles.map(({ person }) => person));
    for (const one of tables.people.rows)
      if (!having.has(one.row.code))
        warn('people', one, 'code', one.row.code, 'non ha nessun ruolo: può solo fare domande');
  }

  function aliases(): void {
    const owners = new Map<
      string,
      { readonly code: string; readonly one: Place; readonly table: TableName }
    >();
    for (const table of ['departments', 'units'] as const)
      for (const one of tables[table].rows)
        for (const alias of one.row.aliases) {
          const key = normalised(alias);
          const other = owners.get(key);
          // A department and its only unit may well be called the same.
          const isInside = table === 'units' && 'department' in one.row && one.row.department === other?.code;
          if (other !== undefined && other.code !== one.row.code && !isInside)
            warn(
              table,
              one,
              'aliases',
              alias,
              `è anche un nome di ${other.code} (riga ${other.one.line}): chi lo usa riceve una domanda di ritorno`,
            );
          if (COMMON.has(key))
            warn(
              table,
              one,
              'aliases',
              alias,
              'è una parola comune delle domande: una struttura che si chiama così le confonde',
            );
          owners.set(key, { code: one.row.code, one, table });
        }
  }

  function items(): void {
    for (const kind of ITEM_KINDS) {
      const titles = new Map<string, number>();
      for (const one of tables.items.rows.filter(({ row }) => row.kind === kind)) {
        const key = one.row.short_title.toLowerCase();
        const first = titles.get(key);
        if (first !== undefined)
          warn(
            'items',
            one,
            'short_title',
            one.row.short_title,
            `è già alla riga ${first}: nelle risposte e nei pulsanti non si distinguono`,
          );
        else titles.set(key, one.line);
      }
    }
    for (const one of tables.items.rows) {
      if (one.row.weight !== null && one.row.weight < 0)
        warn('items', one, 'weight', String(one.row.weight), 'è un peso negativo');
    }
  }

  function weights(): void {
    const front = tables.plan.rows[0]?.row;
    if (!isWhole('items') || !isWhole('assignments')) return;
    if (!front?.weight_sum) return;
    const per = front.weight_per ?? 'body';
    const groups = new Map<string, { sum: number; one: Place }>();
    const weighed = new Map(tables.items.rows.map((one) => [itemRef(one.row), one]));
    const add = (group: string, one: Located<{ readonly weight: number | null }>): void => {
      const known = groups.get(group);
      groups.set(group, { sum: (known?.sum ?? 0) + (one.row.weight ?? 0), one: known?.one ?? one });
    };
    if (per === 'body')
      for (const one of tables.items.rows.filter(({ row }) => row.weight !== null)) add('l’ente', one);
    else
      for (const { row } of tables.assignments.rows) {
        const one = weighed.get(itemRef(row));
        if (one && one.row.weight !== null)
          add(per === 'unit' ? (row.unit ?? row.department) : row.department, one);
      }
    for (const [group, { sum, one }] of groups)
      if (!reachesSum(sum, front.weight_sum))
        warn(
          'items',
          one,
          'weight',
          null,
          `i pesi di ${group} sommano a ${formatDecimal(sum)}, non a ${formatDecimal(front.weight_sum)}`.replace(
            'di l’',
            'dell’',
          ),
        );
  }

  function amounts(): void {
    const columns = [
      'personnel_eur',
      'committed_eur',
      'settled_eur',
      'assessed_eur',
      'collected_eur',
    ] as const;
    for (const one of tables.costLines.rows) {
      for (const column of columns) {
        const amount = one.row[column];
        if (amount !== null && amount < 0)
          warn('costLines', one, column, formatEuro(amount), 'è un importo negativo');
      }
    }
    for (const one of tables.budgetLines.rows)
      if (one.row.amount_eur < 0)
        warn('budgetLines', one, 'amount_eur', formatEuro(one.row.amount_eur), 'è un importo negativo');
  }

  function declared(): void {
    for (const one of tables.declared.rows) {
      if (DECLARED.includes(one.row.measure)) continue;
      const near = closest(one.row.measure, DECLARED);
      warn(
        'declared',
        one,
        'measure',
        one.row.measure,
        `non è una misura che si possa ricalcolare, e il totale non è controllato${near === null ? `; si controllano ${listed(DECLARED)}` : `; forse «${near}»?`}`,
      );
    }
  }

  function subjects(): void {
    if (!isWhole('items') || !isWhole('units') || !isWhole('departments')) return;
    const refs = new Set<string>(tables.items.rows.map(({ row }) => itemRef(row)));
    const units = new Set([...tables.units.rows, ...tables.departments.rows].map(({ row }) => row.code));
    const codes = new Set(tables.items.rows.map(({ row }) => row.code));
    for (const one of tables.notes.rows) {
      const { subject_type: type, subject } = one.row;
      const isKnown =
        type === 'plan' ||
        (type === 'item' ? refs.has(subject) : type === 'unit' ? units.has(subject) : codes.has(subject));
      if (!isKnown) warn('notes', one, 'subject', subject, 'non è nel piano: la nota non comparirà mai');
    }
  }
}

/** The measures of `declared.csv` that the rows can be added up to. */
const DECLARED: readonly string[] = [
  'count',
  'personnel_eur',
  'committed_eur',
  'settled_eur',
  'assessed_eur',
  'collected_eur',
  'resources_used_eur',
  'personnel_share_pct',
  'direct_share_pct',
  'items_with_revenue',
  ...ITEM_STATES,
];

/** Words of questions, which as a name of a structure would be taken for it wherever they stand. */
const COMMON = new Set(
  'obiettivo obiettivi processo processi costo costi spesa spese entrata entrate personale risorse incassi scadenza scadenze settore settori area aree ufficio uffici servizio servizi comune ente anno totale numero strade stato dati piano chi cosa quanto quanti quando quale quali tutti'.split(
    ' ',
  ),
);
