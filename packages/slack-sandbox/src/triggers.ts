import { randomSecret } from './ids.ts';

/** What a trigger id stands for: the person who acted, at which page and, inside a modal, the view they acted in. */
export interface Trigger {
  readonly userId: string;
  readonly pageId: string;
  readonly viewId?: string;
}

type Redeemed = Trigger | 'invalid_trigger_id' | 'expired_trigger_id' | 'exchanged_trigger_id';

/** Trigger ids: alive for `lifeMs`, good for one modal. */
export interface Triggers {
  issue(trigger: Trigger): string;
  redeem(id: string): Redeemed;
}

/** `elapsed` gives real milliseconds: three seconds are three seconds, whatever the simulated date does. */
export function createTriggers(lifeMs: number, elapsed: () => number): Triggers {
  const issued = new Map<string, { readonly trigger: Trigger; readonly at: number; used: boolean }>();
  return {
    issue(trigger) {
      const id = `${Date.now()}.${randomSecret()}`;
      issued.set(id, { trigger, at: elapsed(), used: false });
      return id;
    },
    redeem(id) {
      const entry = issued.get(id);
      if (!entry) return 'invalid_trigger_id';
      if (entry.used) return 'exchanged_trigger_id';
      if (elapsed() - entry.at > lifeMs) return 'expired_trigger_id';
      entry.used = true;
      return entry.trigger;
    },
  };
}
