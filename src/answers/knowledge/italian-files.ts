import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';

const FOLDER = new URL('../../../data/italiano/', import.meta.url);

/** A cell that holds several values. */
export const cellList = (separator: string) =>
  z.string().transform((text) => text.split(separator).flatMap((part) => part.trim() || []));

/** The rows of a table of `data/italiano`; throws where one is malformed. */
export const readItalian = <Row extends z.ZodType>(
  name: string,
  row: Row,
  folder: URL = FOLDER,
): z.infer<Row>[] =>
  z
    .array(row)
    .parse(parse(readFileSync(new URL(name, folder), 'utf8'), { columns: true, skip_empty_lines: true }));

/**
 * What a table says by its keys.
 * @throws where a key stands twice: the second row would take the place of the first without a word
 */
export function keyedOnce<Value>(
  name: string,
  entries: readonly (readonly [key: string, value: Value])[],
): ReadonlyMap<string, Value> {
  const map = new Map(entries);
  if (map.size === entries.length) return map;
  const keys = entries.map(([key]) => key);
  throw new Error(`${name}: «${keys.find((key, place) => keys.indexOf(key) < place)}» stands twice`);
}
