import { suggestionsFor } from '../../answers/suggestions.ts';
import type { Plan } from '../../domain/types.ts';
import type { ItemKind } from '../../words/kinds.ts';

/** What the examples of a command's help may name, of the plan that is served; null for what it does not have. */
export interface ExampleNames {
  /** Its number: "24". */
  readonly objective: string;
  readonly process: string | null;
  readonly code: string | null;
  readonly department: string | null;
  readonly unit: string | null;
  /** A keyword: "piste ciclabili". */
  readonly topic: string | null;
  /** What its departments are called: "settore". */
  readonly level: string;
  readonly hasWeights: boolean;
  /** A question about one of its items: "Quanto costa l’obiettivo 1?". */
  readonly question: string;
}

/** Examples that a plan can answer; null for one that it has nothing for. */
export type ExamplesOf = (names: ExampleNames) => readonly (string | null)[];

/** Lucca's best known, where a plan has them. */
const KNOWN: Readonly<Record<ItemKind, number>> = { objective: 24, process: 38, indicator: 1 };

export function exampleNames(plan: Plan): ExampleNames {
  const one = (kind: ItemKind) => {
    const own = plan.items.filter((item) => item.kind === kind);
    return own.find(({ number }) => number === KNOWN[kind]) ?? own[0];
  };
  const [objective, process] = [one('objective'), one('process')];
  const structure = plan.assignments.find(
    ({ kind, number }) => kind === objective?.kind && number === objective.number,
  );
  const { item, byStructure } = suggestionsFor(plan);
  return {
    objective: String(objective?.number ?? 1),
    process: process === undefined ? null : String(process.number),
    code: objective?.code ?? null,
    department: structure?.department ?? plan.departments[0]?.code ?? null,
    unit: structure?.unit ?? plan.units[0]?.code ?? null,
    topic: objective?.keywords[0] ?? null,
    level: byStructure.title.split(' per ')[1] ?? 'struttura',
    hasWeights: plan.items.some(({ weight }) => weight !== null),
    question: item.message,
  };
}
