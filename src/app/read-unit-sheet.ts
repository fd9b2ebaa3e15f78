import { type ReadSheet, sheetIn } from '../domain/sheets/index.ts';

/** What a workbook holds that somebody filled in; null where it is no sheet of a structure, or cannot be read at all. */
export async function readUnitSheet(name: string, bytes: Buffer): Promise<ReadSheet | null> {
  const { readGrids } = await import('../store/plan/import/index.ts');
  const read = await readGrids(name, bytes);
  return 'grids' in read ? sheetIn(read.grids) : null;
}
