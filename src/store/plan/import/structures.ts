import { textCell } from './cells.ts';
import { normalised } from './column-names.ts';
import type { RawRow } from './raw-table.ts';
import { cellText, hasColumn, madeRow, type RawTables, withCells } from './raw-tables.ts';

/** A structure as one cell names it: `Settore 5 – Lavori pubblici`. */
interface NamedStructure {
  readonly code: string;
  readonly name: string;
}

const WITH_NAME =
  /^((?:settore|area|direzione|dipartimento|servizio|ufficio|staff|unità|u\.?\s?o\.?)\s*[\w.]{1,8}|[A-Z]{0,3}\.?\d[\w.]{0,7})\s*(?:[-–—:|]\s*|\s-\s)(\S.*)$/i;

/** Parts the code of a structure from its name; one that has no code is called by its name. */
function splitStructure(text: string): NamedStructure {
  const [, code, name] = WITH_NAME.exec(text) ?? [];
  return code === undefined || name === undefined
    ? { code: text, name: text }
    : { code: code.trim(), name: name.trim() };
}

/** Structures that one cell lists. */
export const structuresIn = (text: string): readonly string[] =>
  text
    .split(/[;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** Finds the code of a structure by its code, its name or both, however they are spelt. */
function structureFinder(rows: readonly RawRow[]): (text: string) => string | null {
  const codes = new Map<string, string>();
  for (const row of rows) codes.set(normalised(cellText(row, 'code')), cellText(row, 'code'));
  for (const row of rows) {
    const name = normalised(cellText(row, 'name'));
    if (name !== '' && !codes.has(name)) codes.set(name, cellText(row, 'code'));
  }
  const exact = new Set(rows.map((row) => cellText(row, 'code')));
  return (text) => {
    if (exact.has(text)) return text;
    const { code, name } = splitStructure(text);
    return codes.get(normalised(text)) ?? codes.get(normalised(code)) ?? codes.get(normalised(name)) ?? null;
  };
}

/** Structures that are known before a file is read. */
export interface StoredStructures {
  readonly departments: readonly RawRow[];
  readonly units: readonly RawRow[];
}

/**
 * The structures of a plan: those of its tables; where there are none, those that are stored, and whatever else the rows
 * name, made from what they say.
 */
export function structuresNamed(
  rows: readonly RawRow[],
  known: StoredStructures & { readonly stored: StoredStructures | null },
): StoredStructures {
  const ofDepartment = structureFinder(known.stored?.departments ?? []);
  const ofUnit = structureFinder(known.stored?.units ?? []);
  const departments = new Map<string, RawRow>();
  const units = new Map<string, RawRow>();
  for (const row of rows) {
    const departmentTexts = structuresIn(cellText(row, 'department'));
    const unitTexts = structuresIn(cellText(row, 'unit'));
    const named = departmentTexts.map(splitStructure);
    for (const text of departmentTexts.length > 0 ? departmentTexts : unitTexts) {
      const { code, name } = splitStructure(text);
      if (departments.has(normalised(code)) || ofDepartment(text) !== null) continue;
      if (departmentTexts.length === 0 && ofUnit(text) !== null) continue;
      departments.set(
        normalised(code),
        madeRow(row, { code, name: cellText(row, 'department_name') || name }),
      );
    }
    for (const [index, text] of unitTexts.entries()) {
      const { code, name } = splitStructure(text);
      if (named.length === 0 || units.has(normalised(code)) || ofUnit(text) !== null) continue;
      const department = (named[index] ?? named.at(-1))?.code ?? '';
      units.set(
        normalised(code),
        madeRow(row, { code, name: cellText(row, 'unit_name') || name, department }),
      );
    }
  }
  return {
    departments:
      known.departments.length > 0
        ? known.departments
        : [...(known.stored?.departments ?? []), ...departments.values()],
    units: known.units.length > 0 ? known.units : [...(known.stored?.units ?? []), ...units.values()],
  };
}

/**
 * The rows of a table with their structures told by code, wherever they are told by name.
 * @param fill when a department that is not told is that of the unit
 */
export function withStructureCodes(
  rows: readonly RawRow[],
  tables: RawTables,
  fill: 'always' | 'without_column' = 'always',
): readonly RawRow[] {
  const departmentOf = structureFinder(tables.departments.rows);
  const unitOf = structureFinder(tables.units.rows);
  const owners = new Map(
    tables.units.rows.map((unit) => [cellText(unit, 'code'), departmentOf(cellText(unit, 'department'))]),
  );
  return rows.map((row) => {
    const department = cellText(row, 'department');
    const unit = cellText(row, 'unit');
    const found = unit === '' ? null : unitOf(unit);
    // A body without a second level: what it calls services are its departments.
    const isDepartment = unit !== '' && found === null && department === '' ? departmentOf(unit) : null;
    const owner = found === null ? null : (owners.get(found) ?? null);
    return withCells(row, {
      ...(department === ''
        ? isDepartment !== null || (owner !== null && (fill === 'always' || !hasColumn(row, 'department')))
          ? { department: isDepartment ?? owner ?? '' }
          : {}
        : { department: departmentOf(department) ?? department }),
      ...(isDepartment !== null ? { unit: '' } : found === null ? {} : { unit: found }),
    });
  });
}

export const aliasOf = (name: string): string => textCell(name).text.toLowerCase();
