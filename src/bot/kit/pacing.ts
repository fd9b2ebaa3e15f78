/** When the workspace and each channel may get their next message, in the clock's milliseconds. */
export interface Pacer {
  /** Waits until the workspace may get one more message; one that somebody waits for goes ahead of the others. */
  turn(of?: 'reminder' | 'answer'): Promise<void>;
  /** Waits until a channel may get one more message. */
  channelTurn(channel: string): Promise<void>;
  /** Slack asked for a pause: nobody's turn comes before it is over. */
  hold(ms: number): void;
}

/** No limits. */
export const UNPACED: Pacer = {
  turn: async () => undefined,
  channelTurn: async () => undefined,
  hold: () => undefined,
};

/** So many turns answers may be ahead of the pace: Slack counts calls by the minute. What follows makes up for it. */
const AHEAD = 10;

/**
 * Paces messages: turns are given in the order in which they are asked for. An answer does not wait for the pace as long
 * as few were ahead of it lately, but counts all the same.
 * @param workspaceMs least time between two messages of the workspace; 0 for no limit
 * @param channelMs least time between two messages of one channel; 0 for no limit
 * @param elapsed milliseconds that only ever grow
 * @param sleep resolves after so many milliseconds, or earlier when the program ends
 */
export function createPacer(
  workspaceMs: number,
  channelMs: number,
  elapsed: () => number,
  sleep: (ms: number) => Promise<void>,
): Pacer {
  let workspaceFree = 0;
  let heldUntil = 0;
  const channelFree = new Map<string, number>();

  async function waitFor(at: number): Promise<void> {
    const wait = at - elapsed();
    if (wait > 0) await sleep(wait);
  }

  return {
    async turn(of = 'reminder') {
      const free = of === 'answer' ? workspaceFree - AHEAD * workspaceMs : workspaceFree;
      const at = Math.max(elapsed(), free, heldUntil);
      workspaceFree = Math.max(at, workspaceFree) + workspaceMs;
      await waitFor(at);
      // Slack may have asked for a pause in the meantime.
      await waitFor(heldUntil);
    },

    async channelTurn(channel) {
      const now = elapsed();
      for (const [known, free] of channelFree) if (free <= now) channelFree.delete(known);
      const at = Math.max(now, channelFree.get(channel) ?? 0);
      channelFree.set(channel, at + channelMs);
      await waitFor(at);
    },

    hold(ms) {
      heldUntil = Math.max(heldUntil, elapsed() + ms);
    },
  };
}

/** Where the processes that send to one workspace take their turns. */
export interface SharedPace {
  turn(pace: string, everyMs: number, aheadMs: number): Promise<number>;
  hold(pace: string, ms: number): Promise<void>;
  heldFor(pace: string): Promise<number>;
}

const WORKSPACE = 'workspace';

/**
 * The same for all the processes that send to one workspace.
 * @param failed hears that a pause could not be told to the others
 */
export function createSharedPacer(
  shared: SharedPace,
  workspaceMs: number,
  channelMs: number,
  sleep: (ms: number) => Promise<void>,
  failed: (error: unknown) => void,
): Pacer {
  const take = async (pace: string, everyMs: number, aheadMs: number): Promise<void> => {
    if (everyMs === 0) return;
    const wait = await shared.turn(pace, everyMs, aheadMs);
    if (wait > 0) await sleep(wait);
  };
  return {
    async turn(of = 'reminder') {
      await take(WORKSPACE, workspaceMs, of === 'answer' ? AHEAD * workspaceMs : 0);
      const held = await shared.heldFor(WORKSPACE);
      if (held > 0) await sleep(held);
    },
    channelTurn: (channel) => take(`channel ${channel}`, channelMs, 0),
    hold: (ms) => void shared.hold(WORKSPACE, ms).catch(failed),
  };
}
