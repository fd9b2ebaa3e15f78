import { fileURLToPath } from 'node:url';
import type { Plan } from '../../src/domain/types.ts';
import { describeImportIssue, readPlan } from '../../src/store/plan/import/index.ts';

/** The folder of the plan that ships with the product. */
export const LUCCA_FOLDER = fileURLToPath(new URL('../../data/lucca-2021', import.meta.url));

/** How the stores name that plan. */
export const LUCCA = { body: 'lucca', year: 2021 } as const;

let lucca: Plan | null = null;

/** The plan of Lucca 2021, read once a worker. Plans are readonly: derive, never change. */
export function luccaPlan(): Plan {
  if (lucca) return lucca;
  const read = readPlan(LUCCA_FOLDER);
  if (!read.ok) throw new Error(read.errors.map(describeImportIssue).join('\n'));
  lucca = frozen(read.plan);
  return lucca;
}

/** A test that changed the plan would change it for all that follow. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const part of Object.values(value)) frozen(part);
  return value;
}
