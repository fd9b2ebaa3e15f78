import type { Vocabulary } from '../knowledge/vocabulary.ts';
import {
  recogniseDeed,
  recogniseLaw,
  recogniseRuled,
  recogniseUnsaid,
  recogniseUnspoken,
} from '../lookups/index.ts';
import { recogniseApproval, recognisePlanApproval } from './approval.ts';
import type { Reader } from './compete.ts';
import { recogniseGuessed } from './composed.ts';
import { asksForDates, recogniseDates } from './dates.ts';
import { type FactMatch, findFacts, NO_FACTS, recogniseFacts } from './facts.ts';
import { recogniseUses } from './guide-uses.ts';
import { isElliptic, recogniseItems } from './items.ts';
import { asksOfDeed } from './limits.ts';
import { recogniseGoals, recogniseStructures, recogniseUnknownStructure } from './lookups.ts';
import { recogniseMonitoredTotal, recogniseMonitoring } from './monitoring.ts';
import { recogniseNotByOffice } from './not-by-office.ts';
import type { Context } from './outcome.ts';
import { recogniseOwnUpdate } from './own-update.ts';
import { recognisePlanHead } from './plan-head.ts';
import type { Reading } from './reading.ts';
import { recogniseOrigin, recogniseRemarks } from './remarks.ts';
import { recogniseSilence } from './silences.ts';
import { recogniseDiscrepancies } from './small-talk.ts';
import { recogniseEquation, recogniseTerms } from './terms.ts';
import { findTopic, type TopicMatch } from './topic.ts';

/** What the readers look at: the message, and what a first look at items and tables finds in it. */
export interface Seen {
  readonly context: Context;
  readonly topic: TopicMatch;
  readonly facts: FactMatch;
}

/** Every reader; their order means nothing. */
export const READERS: readonly Reader<Seen>[] = [
  { name: 'equation', standing: 'listed', read: ({ context }) => recogniseEquation(context) },
  { name: 'remarks', standing: 'told', read: ({ context }) => recogniseRemarks(context) },
  { name: 'origin', standing: 'told', read: ({ context }) => recogniseOrigin(context) },
  { name: 'own update', standing: 'told', read: ({ context }) => recogniseOwnUpdate(context) },
  {
    name: 'uses',
    standing: 'listed',
    read: ({ context }) => (recogniseRuled(context) ? null : recogniseUses(context)),
  },
  { name: 'deeds', standing: 'told', read: ({ context }) => recogniseDeed(context) },
  { name: 'law', standing: 'told', read: ({ context }) => recogniseLaw(context) },
  {
    name: 'unspoken',
    standing: 'told',
    read: ({ context, facts }) => (isElliptic(context.reading) ? null : recogniseUnspoken(context, facts)),
  },
  { name: 'approval', standing: 'ruled', read: ({ context }) => recogniseApproval(context) },
  { name: 'plan head', standing: 'ruled', read: ({ context }) => recognisePlanHead(context) },
  { name: 'plan approval', standing: 'ruled', read: ({ context }) => recognisePlanApproval(context) },
  {
    name: 'discrepancies',
    standing: 'ruled',
    read: ({ context, topic }) => recogniseDiscrepancies(context, topic),
  },
  {
    name: 'terms',
    standing: 'named',
    read: ({ context, topic, facts }) => recogniseTerms(context, topic, facts),
  },
  { name: 'monitored total', standing: 'named', read: ({ context }) => recogniseMonitoredTotal(context) },
  {
    name: 'monitoring',
    standing: 'named',
    read: ({ context }) => (asksOfDeed(context) ? null : recogniseMonitoring(context)),
  },
  {
    name: 'facts',
    standing: 'named',
    read: ({ context, facts }) =>
      asksOfDeed(context) || asksWhatIsDone(context.vocabulary, context.reading)
        ? null
        : recogniseFacts(context, facts),
  },
  { name: 'items', standing: 'named', read: ({ context }) => recogniseItems(context) },
  { name: 'goals', standing: 'named', read: ({ context }) => recogniseGoals(context) },
  { name: 'structures', standing: 'named', read: ({ context }) => recogniseStructures(context) },
  { name: 'unsaid', standing: 'sought', read: ({ context }) => recogniseUnsaid(context) },
  { name: 'not by office', standing: 'sought', read: ({ context }) => recogniseNotByOffice(context) },
  { name: 'not printed', standing: 'sought', read: ({ context }) => recogniseSilence(context) },
  {
    name: 'dates asked for',
    standing: 'named',
    read: ({ context, topic, facts }) =>
      asksForDates(context.reading) ? recogniseDates(context, topic, facts) : null,
  },
  {
    name: 'dates',
    standing: 'sought',
    read: ({ context, topic, facts }) =>
      asksForDates(context.reading) ? null : recogniseDates(context, topic, facts),
  },
  {
    name: 'composed',
    standing: 'about',
    read: ({ context }) => (asksOfDeed(context) ? null : recogniseGuessed(context)),
  },
  { name: 'unknown structure', standing: 'alike', read: ({ context }) => recogniseUnknownStructure(context) },
];

/** «C’è qualcosa sui nidi?», «che cosa si fa per i giovani?»: what the plan does about them, where it does, and no figure of the same name. */
export const asksWhatIsDone = (vocabulary: Vocabulary, reading: Reading): boolean =>
  reading.concepts.has('ask:mention') && findTopic(vocabulary, reading).best.length > 0;

/** A first look at the items and the tables. */
export function look(context: Context): Seen {
  const { reading, vocabulary } = context;
  const topic = findTopic(vocabulary, reading);
  // An item named with its kind is never a number of the context tables.
  const isOfItem = reading.items.some((one) => one.kind !== null) || asksForItem(context);
  const facts = isOfItem ? NO_FACTS : findFacts(context);
  return { context, topic, facts };
}

/** «Cosa sono i nidi?», «parlami del teleriscaldamento»: what is told of an item that is called so is no number. */
export function asksForItem({ reading, vocabulary }: Context): boolean {
  const { exact, called } = findTopic(vocabulary, reading);
  const asks = (concept: string): boolean => reading.concepts.has(concept);
  return OF_ITEMS.some(asks) ? exact || called.length > 0 : asks('attr:state') && exact;
}

const OF_ITEMS = ['attr:title', 'attr:aim', 'ask:meaning'];
