/// <reference lib="dom" />
import type { Change, PageSnapshot } from '../page/shapes.ts';

/** A hidden page keeps its stream this long, then looks once in a while. */
const QUIET_AFTER_MS = 3_000;
const LOOK_EVERY_MS = 15_000;

export interface StreamListener {
  hear(change: Change | PageSnapshot): void;
  /** The connection was lost, or is back. */
  connected(yes: boolean): void;
}

/**
 * Hears what changes, as long as the page lives. A browser gives six connections to one address, whatever the tabs:
 * a page nobody sees gives its own back, and opens one for a moment now and then to know what is unread.
 */
export function openStream(address: string, { hear, connected }: StreamListener): void {
  let source: EventSource | null = null;
  let timer = 0;
  /** True while the stream is opened for a look only. */
  let quiet = false;

  function close(): void {
    source?.close();
    source = null;
  }
  function open(forOneLook: boolean): void {
    close();
    quiet = forOneLook;
    const opened = new EventSource(address);
    source = opened;
    opened.onmessage = ({ data }: MessageEvent<string>) => {
      connected(true);
      hear(JSON.parse(data) as Change | PageSnapshot);
      // The first message is a whole snapshot.
      if (forOneLook) close();
    };
    opened.onerror = () => connected(false);
  }
  function look(): void {
    open(true);
    timer = window.setTimeout(look, LOOK_EVERY_MS);
  }

  document.addEventListener('visibilitychange', () => {
    window.clearTimeout(timer);
    if (document.hidden) timer = window.setTimeout(look, QUIET_AFTER_MS);
    else if (quiet) open(false);
  });
  open(false);
}
