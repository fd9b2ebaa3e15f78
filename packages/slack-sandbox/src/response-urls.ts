import { randomSecret } from './ids.ts';

/** Where an answer sent to a `response_url` goes. */
export interface ResponseTarget {
  readonly channel: string;
  readonly userId: string;
  readonly threadTs?: string;
  /** The message the interaction came from; none for a slash command. */
  readonly messageTs?: string;
  readonly command?: string;
}

type Answered = ResponseTarget | 'invalid_url' | 'expired_url' | 'used_url';

/** https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
const USES = 5;
const LIFE_MS = 30 * 60_000;

/** Response URLs: five uses within thirty minutes of the workspace's clock. */
export interface ResponseUrls {
  /** The last segment of a new URL. */
  issue(target: ResponseTarget): string;
  answer(id: string): Answered;
}

export function createResponseUrls(now: () => Date): ResponseUrls {
  const issued = new Map<string, { readonly target: ResponseTarget; readonly at: number; uses: number }>();
  return {
    issue(target) {
      const id = randomSecret();
      issued.set(id, { target, at: now().getTime(), uses: 0 });
      return id;
    },
    answer(id) {
      const entry = issued.get(id);
      if (!entry) return 'invalid_url';
      if (now().getTime() - entry.at > LIFE_MS) return 'expired_url';
      if (entry.uses >= USES) return 'used_url';
      entry.uses += 1;
      return entry.target;
    },
  };
}
