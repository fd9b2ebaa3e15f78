/** Chance that repeats itself: the same seed draws the same questions on every machine. */
export interface Chance {
  /** A number from 0 up to 1, without 1. */
  next(): number;
  /** An integer from `low` to `high`, both included. */
  int(low: number, high: number): number;
  pick<T>(choices: readonly T[]): T;
  /** One of them, each as likely as its weight says. */
  weighted<T>(choices: readonly (readonly [number, T])[]): T;
  /** True with this likelihood. */
  happens(likelihood: number): boolean;
  /** `n` different ones, in a random order. */
  some<T>(choices: readonly T[], n: number): T[];
}

/** Mulberry32: 32 bits of state, good enough to draw questions. */
export const chanceOf = (seed: number): Chance => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  const pick = <T>(choices: readonly T[]): T => {
    const found = choices[int(0, choices.length - 1)];
    if (found === undefined) throw new Error('nothing to pick from');
    return found;
  };
  return {
    next,
    int,
    pick,
    weighted: (choices) => {
      let left = next() * choices.reduce((sum, [weight]) => sum + weight, 0);
      for (const [weight, choice] of choices) {
        left -= weight;
        if (left < 0) return choice;
      }
      return pick(choices)[1];
    },
    happens: (likelihood) => next() < likelihood,
    some: (choices, n) => {
      const left = [...choices];
      const taken = [];
      while (taken.length < n && left.length > 0) taken.push(...left.splice(int(0, left.length - 1), 1));
      return taken;
    },
  };
};
