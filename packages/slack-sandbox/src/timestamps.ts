/** Gives each message its `ts`: seconds of the workspace's clock with six decimals, unique and always growing. */
export interface Timestamps {
  next(): string;
}

function toMicros(ts: string): bigint {
  const [seconds = '0', fraction = ''] = ts.split('.');
  return BigInt(seconds) * 1_000_000n + BigInt(fraction.padEnd(6, '0').slice(0, 6));
}

function formatTs(micros: bigint): string {
  return `${micros / 1_000_000n}.${String(micros % 1_000_000n).padStart(6, '0')}`;
}

/** Compares two timestamps as Slack does: as numbers, not as text. */
export function compareTs(left: string, right: string): number {
  const difference = toMicros(left) - toMicros(right);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/**
 * Timestamps follow `now`, but never repeat and never go back behind `last`, the newest one already stored:
 * a restart with an earlier simulated date must not put new messages before old ones.
 */
export function createTimestamps(now: () => Date, last: string): Timestamps {
  let newest = toMicros(last);
  return {
    next() {
      const wanted = BigInt(now().getTime()) * 1_000n;
      newest = wanted > newest ? wanted : newest + 1n;
      return formatTs(newest);
    },
  };
}
