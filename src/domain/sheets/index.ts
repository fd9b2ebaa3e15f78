export type { Grid, ReadSheet } from './read-sheet.ts';
export type { SheetMistake, SheetProblem } from './sheet-mistakes.ts';
export {
  createSheetService,
  type SheetOutcome,
  type SheetRefusal,
  type SheetReport,
  type SheetService,
  sheetIn,
} from './sheet-service.ts';
export { COVER, FIELD_COLUMNS, SHEET_TABLES, type SheetColumn, type SheetTableName } from './sheet-tables.ts';
export type { UnitSheet } from './unit-sheet.ts';
