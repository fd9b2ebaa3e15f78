import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

export type Row = Readonly<Record<string, string>>;

/** The rows of a file of a plan folder, by the names of its columns. */
export const rowsOf = (folder: string, file: string): readonly Row[] =>
  parse(readFileSync(`${folder}/${file}`, 'utf8'), { columns: true, bom: true });
