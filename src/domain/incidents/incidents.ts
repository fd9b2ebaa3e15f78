import { addressOf } from '../absences/index.ts';
import { NOT_REACHED, type Unasked } from '../reminders/index.ts';
import { channelOf, REFUSED_AT_ALL } from '../sending/index.ts';
import { type IsoDay, type ItemRef, itemRef, type Plan } from '../types.ts';

/**
 * What keeps messages from going out: somebody has no account that can be written to, a message was refused, nobody is
 * there to be asked, Slack refuses the app itself, the mail server takes nothing.
 */
export type IncidentKind = 'unreachable' | 'undelivered' | 'nobody_to_ask' | 'slack_refuses' | 'mail_fails';

/** What is known of an incident. */
interface IncidentDetail {
  /** Code of a person, or a channel; null for what is nobody's in particular. */
  readonly recipient: string | null;
  /** What Slack said. */
  readonly reason: string | null;
  /** Of `nobody_to_ask`. */
  readonly asked: {
    readonly phase: string;
    readonly items: readonly ItemRef[];
    readonly tried: readonly { readonly person: string; readonly awayTo: IsoDay | null }[];
  } | null;
}

/** An incident as it is found. */
export interface FoundIncident {
  readonly kind: IncidentKind;
  /** Tells it from others of its kind, whichever the plan. */
  readonly subject: string;
  readonly detail: IncidentDetail;
}

export interface Incident extends FoundIncident {
  readonly id: number;
  readonly openedAt: Date;
  /** Null for as long as it lasts. */
  readonly endedAt: Date | null;
}

/** How the last message to a recipient ended. */
export interface LastOutcome {
  readonly recipient: string;
  readonly failed: boolean;
  readonly reason: string | null;
}

/** What Slack answers when it is the app that it refuses: nobody's account, and no message's fault. */
const REFUSALS_OF_THE_APP: ReadonlySet<string> = new Set([...REFUSED_AT_ALL, 'account_inactive']);

/** Why letters wait where it is the server's doing, or ours. */
const REFUSALS_OF_MAIL: ReadonlySet<string> = new Set(['mail_auth', 'mail_insecure', 'mail_unavailable']);

const NOTHING: IncidentDetail = { recipient: null, reason: null, asked: null };

/**
 * What is wrong now.
 * @param reasons why messages wait, and what Slack answered where it was asked about accounts
 */
export function incidentsIn(
  plan: Plan,
  given: {
    readonly outcomes: readonly LastOutcome[];
    readonly reasons: readonly string[];
    readonly unasked: readonly Unasked[];
  },
): readonly FoundIncident[] {
  const people = new Map(plan.people.map((person) => [person.code, addressOf(person)]));
  const failed = given.outcomes.filter(
    ({ failed: isFailed, recipient }) => isFailed && (channelOf(recipient) !== null || people.has(recipient)),
  );
  const refusals = [...given.reasons, ...failed.map(({ reason }) => reason ?? '')];
  return [
    ...failed
      .filter(({ reason }) => !REFUSALS_OF_THE_APP.has(reason ?? ''))
      .map(
        ({ recipient, reason }): FoundIncident => ({
          kind:
            channelOf(recipient) === null && NOT_REACHED.has(reason ?? '') ? 'unreachable' : 'undelivered',
          subject: people.get(recipient) ?? recipient,
          detail: { ...NOTHING, recipient, reason },
        }),
      ),
    ...given.unasked.map(
      ({ phase, person, items, tried }): FoundIncident => ({
        kind: 'nobody_to_ask',
        subject: `${phase.code}|${people.get(person) ?? person}`,
        detail: {
          ...NOTHING,
          recipient: person,
          asked: { phase: phase.code, items: items.map(itemRef), tried },
        },
      }),
    ),
    ...[...new Set(refusals)]
      .filter((reason) => REFUSALS_OF_THE_APP.has(reason))
      .map(
        (reason): FoundIncident => ({
          kind: 'slack_refuses',
          subject: reason,
          detail: { ...NOTHING, reason },
        }),
      ),
    ...[...new Set(given.reasons)]
      .filter((reason) => REFUSALS_OF_MAIL.has(reason))
      .map(
        (reason): FoundIncident => ({ kind: 'mail_fails', subject: reason, detail: { ...NOTHING, reason } }),
      ),
  ];
}
