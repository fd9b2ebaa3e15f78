import type { Logger } from 'pino';

type Listener = (data: unknown, isBinary: boolean) => unknown;

/** What emits the frames. */
interface Frames {
  listeners(event: 'ws_message'): unknown[];
  removeAllListeners(event: 'ws_message'): unknown;
  on(event: 'ws_message', listener: Listener): unknown;
}

/**
 * Stands before the Socket Mode client, which ends the process over a frame that is no object, or an event without a
 * type (@slack/socket-mode 3): such a frame is dropped, with a line in the log.
 */
export function guardFrames(client: Frames, logger: Logger): void {
  const listeners = client.listeners('ws_message') as Listener[];
  client.removeAllListeners('ws_message');
  client.on('ws_message', (data: unknown, isBinary: boolean) => {
    if (!isBinary && !isReadable(String(data))) {
      logger.warn('a frame without a readable payload was dropped');
      return;
    }
    for (const listener of listeners)
      Promise.resolve(listener(data, isBinary)).catch((error: unknown) =>
        logger.error({ err: error }, 'a frame could not be handled'),
      );
  });
}

function isReadable(frame: string): boolean {
  let read: unknown;
  try {
    read = JSON.parse(frame);
  } catch {
    return false;
  }
  if (typeof read !== 'object' || read === null) return false;
  const { type, payload } = read as {
    type?: unknown;
    payload?: { event?: { type?: unknown } | null } | null;
  };
  return type !== 'events_api' || typeof payload?.event?.type === 'string';
}
