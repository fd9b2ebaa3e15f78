import type { HomeView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Chart } from '../../answers/chart/chart.ts';
import type { Pictures } from './pictures.ts';
import { slackErrorOf } from './slack-errors.ts';

export interface HomePublisher {
  /** Draws the Home of an account now; a picture that is not uploaded yet comes into it a moment later. */
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
  /** The charts that belong into it; those that are kept are in its view. */
  readonly charts: readonly Chart[];
}

/**
 * Draws Homes, and again those that were opened since the program started: whoever opens theirs later finds it fresh.
 * However many changes come while one is drawn, it is drawn once more. Nobody waits for a picture.
 */
export function createHomePublisher(deps: {
  readonly client: WebClient;
  readonly pictures: Pick<Pictures, 'kept' | 'keep' | 'forget'>;
  readonly draw: (account: string) => Promise<DrawnHome>;
  readonly logger: Logger;
}): HomePublisher {
  const { client, pictures } = deps;
  const accountOf = new Map<string, string>();
  const waiting = new Set<string>();
  const drawing = new Map<string, Promise<void>>();

  /** Publishes a Home. @returns the charts that it is still without */
  async function show(account: string): Promise<readonly Chart[]> {
    const { person, view, charts } = await deps.draw(account);
    if (person !== null) accountOf.set(person, account);
    const told = view.blocks.filter(({ type }) => type !== 'image');
    try {
      await client.views.publish({ user_id: account, view });
    } catch (error) {
      // A file may have been deleted since: the same figures stand in the lines.
      if (slackErrorOf(error) !== 'invalid_blocks' || told.length === view.blocks.length) throw error;
      pictures.forget(charts);
      await client.views.publish({ user_id: account, view: { ...view, blocks: told } });
    }
    return charts.filter((chart) => pictures.kept(chart) === null);
  }

  /** Uploads what a Home is without, and draws it once more: what changed meanwhile has its turn at the next change. */
  async function illustrate(account: string, charts: readonly Chart[]): Promise<void> {
    const images = await Promise.all(charts.map((chart) => pictures.keep(client, chart)));
    if (images.some((image) => image !== null)) await show(account);
  }

  /** Begins work on a Home where none is under way; what comes meanwhile draws it once more. */
  function begin(account: string, work: () => Promise<void>): void {
    if (drawing.has(account)) {
      waiting.add(account);
      return;
    }
    const begun = work()
      .catch((error: unknown) =>
        deps.logger.warn({ err: error }, 'a Home could not be drawn; it will be when it is opened'),
      )
      .finally(() => {
        drawing.delete(account);
        if (waiting.delete(account)) again(account);
      });
    drawing.set(account, begun);
  }

  const again = (account: string): void =>
    begin(account, async () => {
      const lacking = await show(account);
      if (lacking.length > 0) await illustrate(account, lacking);
    });

  return {
    async publish(account) {
      const lacking = await show(account);
      if (lacking.length > 0) begin(account, () => illustrate(account, lacking));
    },
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
