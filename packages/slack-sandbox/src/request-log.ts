/** One request between the workspace and the app, as the developer panel shows it. */
export interface LogEntry {
  readonly id: number;
  /** Who called: the app calls the Web API, or the workspace delivers to the app. */
  readonly direction: 'from_app' | 'to_app';
  /** Web API method, or the kind of delivery: "command", "block_actions", "event message" … */
  readonly name: string;
  /** Instant of the workspace's clock, ISO. */
  readonly at: string;
  readonly ms: number;
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  readonly request: unknown;
  readonly response: unknown;
  /** What Slack would have rejected, in English as Slack says it. Empty when all is well. */
  readonly violations: readonly string[];
}

/** Kept in each direction. */
const KEPT = 500;

export interface RequestLog {
  add(entry: Omit<LogEntry, 'id' | 'at'>): void;
  /** Oldest first. */
  entries(): readonly LogEntry[];
  /** How many broke a rule, those no longer kept included. */
  refused(): number;
}

/** A bounded log. `onAdd` hears each entry as it is added. */
export function createRequestLog(now: () => Date, onAdd: (entry: LogEntry) => void): RequestLog {
  const kept: Record<LogEntry['direction'], LogEntry[]> = { from_app: [], to_app: [] };
  let lastId = 0;
  let refused = 0;
  return {
    add(entry) {
      lastId += 1;
      if (entry.violations.length > 0) refused += 1;
      const complete = { ...entry, id: lastId, at: now().toISOString() };
      const list = kept[entry.direction];
      list.push(complete);
      if (list.length > KEPT) list.shift();
      onAdd(complete);
    },
    refused: () => refused,
    entries: () => [...kept.from_app, ...kept.to_app].sort((left, right) => left.id - right.id),
  };
}
