/** What the agent says it is doing, per thread, until it posts there. Kept in memory: after a restart nobody is at work. */
export interface Statuses {
  get(channel: string): readonly AgentStatus[];
  set(status: AgentStatus): void;
  clear(channel: string, threadTs: string): void;
}

export interface AgentStatus {
  readonly channel: string;
  /** Empty where the status belongs to the conversation itself. */
  readonly threadTs: string;
  readonly text: string;
  /** Shown in turn instead of the text, when given. */
  readonly loadingMessages: readonly string[];
}

export function createStatuses(
  onChange: (channel: string, statuses: readonly AgentStatus[]) => void,
): Statuses {
  const current = new Map<string, AgentStatus>();
  const key = (channel: string, threadTs: string) => `${channel} ${threadTs}`;
  const get = (channel: string) => [...current.values()].filter((status) => status.channel === channel);
  const clear = (channel: string, threadTs: string) => {
    if (current.delete(key(channel, threadTs))) onChange(channel, get(channel));
  };
  return {
    get,
    clear,
    set(status) {
      if (status.text === '') return clear(status.channel, status.threadTs);
      current.set(key(status.channel, status.threadTs), status);
      onChange(status.channel, get(status.channel));
    },
  };
}
