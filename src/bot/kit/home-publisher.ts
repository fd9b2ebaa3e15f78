import type { HomeView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';

export interface HomePublisher {
  /** Draws the Home of an account now. */
  publish(account: string): Promise<void>;
  /** Draws again the Homes of these people that were opened: something changed for them. */
  refresh(people: readonly string[]): void;
  /** Waits for the Homes being drawn. */
  settled(): Promise<void>;
}

/** What a Home shows, and whose it is: null for an account that the plan does not know. */
export interface DrawnHome {
  readonly person: string | null;
  readonly view: HomeView;
}

/**
 * Draws Homes, and again those that were opened since the program started: whoever opens theirs later finds it fresh.
 * However many changes come while one is drawn, it is drawn once more.
 */
export function createHomePublisher(deps: {
  readonly client: WebClient;
  readonly draw: (account: string) => Promise<DrawnHome>;
  readonly logger: Logger;
}): HomePublisher {
  const accountOf = new Map<string, string>();
  const waiting = new Set<string>();
  const drawing = new Map<string, Promise<void>>();

  async function publish(account: string): Promise<void> {
    const { person, view } = await deps.draw(account);
    if (person !== null) accountOf.set(person, account);
    await deps.client.views.publish({ user_id: account, view });
  }

  function again(account: string): void {
    if (drawing.has(account)) {
      waiting.add(account);
      return;
    }
    const work = publish(account)
      .catch((error: unknown) =>
        deps.logger.warn({ err: error }, 'a Home could not be drawn; it will be when it is opened'),
      )
      .finally(() => {
        drawing.delete(account);
        if (waiting.delete(account)) again(account);
      });
    drawing.set(account, work);
  }

  return {
    publish,
    refresh(people) {
      for (const person of new Set(people)) {
        const account = accountOf.get(person);
        if (account !== undefined) again(account);
      }
    },
    async settled() {
      while (drawing.size > 0) await Promise.all(drawing.values());
    },
  };
}
