/** How something is: well, worth a look, or keeping the bot from its work. */
export type Verdict = 'ok' | 'warning' | 'error';

/** One thing that was looked at. */
export interface Finding {
  /** A word that programs may look for. */
  readonly check: string;
  readonly verdict: Verdict;
  /** What was found, in Italian. */
  readonly said: string;
  /** What to do about it; null where nothing is to be done. */
  readonly remedy: string | null;
}

export const ok = (check: string, said: string): Finding => ({ check, verdict: 'ok', said, remedy: null });

export const warning = (check: string, said: string, remedy: string): Finding => ({
  check,
  verdict: 'warning',
  said,
  remedy,
});

export const failing = (check: string, said: string, remedy: string): Finding => ({
  check,
  verdict: 'error',
  said,
  remedy,
});

/** What is as bad as the worst of them. */
export const worstOf = (findings: readonly Finding[]): Verdict =>
  (['error', 'warning'] as const).find((verdict) => findings.some((one) => one.verdict === verdict)) ?? 'ok';
