/// <reference lib="dom" />

/** What the browser remembers of the guide: closed or not, what was tried, and the step being tried in this tab. */
export interface TourMemory {
  readonly closed: boolean;
  /** Positions of the steps that were begun. */
  readonly tried: readonly number[];
}

export interface BegunStep {
  readonly index: number;
  /** True until the page has done what the step begins with. */
  readonly fresh: boolean;
}

const KEPT = 'tour';
const BEGUN = 'tour-step';

/** A browser that keeps nothing (private, full) forgets: the guide is shown again, nothing else. */
function read<T>(storage: () => Storage, key: string): Partial<T> | null {
  try {
    return JSON.parse(storage().getItem(key) ?? 'null') as Partial<T> | null;
  } catch {
    return null;
  }
}

function write(storage: () => Storage, key: string, value: unknown): void {
  try {
    storage().setItem(key, JSON.stringify(value));
  } catch {
    // As above.
  }
}

const forGood = () => localStorage;
const inThisTab = () => sessionStorage;

export function readTour(): TourMemory {
  const { closed = false, tried = [] } = read<TourMemory>(forGood, KEPT) ?? {};
  return { closed, tried };
}

export function closeTour(closed: boolean): void {
  write(forGood, KEPT, { ...readTour(), closed });
}

export function readStep(): BegunStep | null {
  const { index, fresh = false } = read<BegunStep>(inThisTab, BEGUN) ?? {};
  return typeof index === 'number' ? { index, fresh } : null;
}

export function writeStep(step: BegunStep | null): void {
  write(inThisTab, BEGUN, step);
  if (step === null) return;
  const memory = readTour();
  write(forGood, KEPT, { ...memory, tried: [...new Set([...memory.tried, step.index])] });
}
