import type { Clock } from '../clock.ts';
import { controllersOf, type PlanSource } from '../plan/index.ts';
import type { ReminderService } from '../reminders/index.ts';
import { type FoundIncident, type Incident, incidentsIn, type LastOutcome } from './incidents.ts';

/** Incidents of one plan. */
export interface IncidentStore {
  /** Those that last. */
  open(): Promise<readonly Incident[]>;
  find(ids: readonly number[]): Promise<readonly Incident[]>;
  /**
   * Opens those that are not open yet, each with a notice to each reader, all at once.
   * @returns the new ones
   */
  begin(found: readonly FoundIncident[], readers: readonly string[], at: Date): Promise<readonly Incident[]>;
  end(ids: readonly number[], at: Date): Promise<void>;
  /** How the last message to each recipient ended, those of incidents left out. */
  outcomes(): Promise<readonly LastOutcome[]>;
  /** Why messages wait. */
  reasons(): Promise<readonly string[]>;
  /** When a message last went out, those of incidents left out. */
  lastSentAt(): Promise<Date | null>;
}

export type IncidentService = ReturnType<typeof createIncidentService>;

/** Finds what keeps messages from going out, so that the control office hears of each once for as long as it lasts. */
export function createIncidentService(deps: {
  readonly plans: PlanSource;
  readonly store: IncidentStore;
  readonly reminders: Pick<ReminderService, 'unasked'>;
  readonly clock: Clock;
}) {
  const { plans, store, reminders, clock } = deps;

  /** A refusal of the app is over when something went out again: with nothing to send it would only seem so. */
  async function isOver(incident: Incident, found: readonly FoundIncident[]): Promise<boolean> {
    if (found.some((one) => isSame(incident, one))) return false;
    if (incident.kind !== 'slack_refuses') return true;
    const sent = await store.lastSentAt();
    return sent !== null && sent > incident.openedAt;
  }

  return {
    /**
     * Looks at what is wrong after a round of sending; what was not known yet waits in the outbox to be told.
     * @param refusals what Slack answered where nothing could be kept of it
     * @returns the new incidents
     */
    async look(refusals: readonly string[]): Promise<readonly Incident[]> {
      const plan = await plans.current();
      const found = incidentsIn(plan, {
        outcomes: await store.outcomes(),
        reasons: [...(await store.reasons()), ...refusals],
        unasked: await reminders.unasked(),
      });
      const known = await store.open();
      const over: number[] = [];
      for (const incident of known) if (await isOver(incident, found)) over.push(incident.id);
      if (over.length > 0) await store.end(over, clock.now());
      const fresh = found.filter((one) => !known.some((incident) => isSame(incident, one)));
      return fresh.length === 0 ? [] : store.begin(fresh, controllersOf(plan), clock.now());
    },
  };
}

const isSame = (one: FoundIncident, other: FoundIncident): boolean =>
  one.kind === other.kind && one.subject === other.subject;
