import type { Fact, Plan } from '../../domain/types.ts';
import { normalise } from '../language/normalise.ts';
import type { BodySort, Law } from './law.ts';

/** A body, as far as the law looks at it. */
export type Body = Pick<Plan, 'facts'> & { readonly head: Pick<Plan['head'], 'bodyName'> };

/** A number of people on which it depends whom a rule binds, as the body's plan has it. */
export interface Size {
  /** What is counted, in both languages. */
  readonly of: { readonly it: string; readonly en: string };
  /** Only what is easier for smaller bodies depends on it. */
  readonly part: boolean;
  /** What the plan prints; null where it prints none. */
  readonly printed: Pick<Fact, 'measure' | 'value' | 'period'> | null;
  /** Whether it is as the rule wants it; null where that cannot be told. */
  readonly holds: boolean | null;
}

/**
 * Whether what applies to `whom` may bind a body: "Regione Molise" is no local authority, and a town of 1,200 none of those
 * above 15,000. A name that does not tell what the body is, or a plan without the number, excludes nothing.
 */
export function binds(law: Law, whom: string | null | undefined, body: Body): boolean {
  const bound = law.scopes.find(({ it }) => it === whom)?.bodies ?? [];
  const sort = sortOf(law.sorts, body.head.bodyName);
  if (bound.length > 0 && sort !== null && !bound.includes(sort)) return false;
  const size = sizeFor(law, whom, body);
  return size === null || size.part || size.holds !== false;
}

/** The number of people on which it depends whether `whom` includes the body; null where it depends on none. */
export function sizeFor(law: Law, whom: string | null | undefined, body: Body): Size | null {
  const scope = law.scopes.find(({ it }) => it === whom);
  const count = law.counts.find(({ counted }) => counted === scope?.counted);
  if (!scope || !count) return null;
  const printed = printedFor(count.measures, body);
  const enough = printed === null ? null : printed.value >= (scope.least ?? 0);
  const holds =
    enough && printed !== null ? printed.value <= (scope.most ?? Number.POSITIVE_INFINITY) : enough;
  // Rules differ in whom they count among the employees: fewer than it takes may still be enough.
  const certain = holds || count.counted === 'inhabitants';
  return { of: count, part: scope.part, printed, holds: certain ? holds : null };
}

/** The newest of the body's own figures by one of these names; null where its plan has none, or two of one time. */
function printedFor(measures: readonly string[], { facts, head }: Body): Fact | null {
  const own = facts.filter(
    ({ subject, measure, unit }) =>
      (unit === 'persons' || unit === 'count') &&
      normalise(subject) === normalise(head.bodyName) &&
      measures.includes(normalise(measure)),
  );
  const newest = own
    .map(({ period }) => period)
    .sort()
    .at(-1);
  const [one, ...others] = own.filter(({ period }) => period === newest);
  return others.length === 0 ? (one ?? null) : null;
}

/** The sort whose beginning fits the name and is longest: a "Provincia autonoma" is no "provincia". */
function sortOf(sorts: Law['sorts'], bodyName: string): BodySort | null {
  const name = `${normalise(bodyName)} `;
  const fitting = sorts.flatMap(({ sort, begins }) =>
    begins
      .map(normalise)
      .filter((begin) => name.startsWith(`${begin} `))
      .map((begin) => ({ sort, length: begin.length })),
  );
  return fitting.sort((a, b) => b.length - a.length)[0]?.sort ?? null;
}
