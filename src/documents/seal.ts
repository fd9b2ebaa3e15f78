import { createHash } from 'node:crypto';
import type { PlanDocument } from './document.ts';

/** Where a section stands is none of its data: a document of before it was told has the same hash. */
const LAYOUT = 'annex';

/** SHA-256 of a document's data, in hex: the same data give the same hash, whenever and in whatever format they are written. */
export const hashOfDocument = (document: PlanDocument): string =>
  createHash('sha256')
    .update(JSON.stringify(sorted(document)))
    .digest('hex');

/** The same value with the keys of its objects in order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, one]) => one !== undefined && key !== LAYOUT)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  );
}
