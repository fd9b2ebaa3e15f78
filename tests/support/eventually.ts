/** How long something is waited for that happens by itself: a machine may be slow. For `vi.waitFor`. */
export const EVENTUALLY = { timeout: 45_000, interval: 20 } as const;
