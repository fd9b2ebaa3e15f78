import { continuesFact } from './follow-facts.ts';
import { isElliptic } from './items.ts';
import type { Context } from './outcome.ts';
import type { Reading } from './reading.ts';

/** Whether a message goes on from what was asked before. */
export const leans = (context: Context): boolean =>
  context.conversation?.query != null &&
  (isElliptic(context.reading) ||
    continues(context.reading) ||
    isBareKind(context.reading) ||
    countsThose(context.reading) ||
    continuesFact(context));

/** "Quanti sono del settore 9?", "quante ne ha la U.O. 2.1?": of those just listed. */
const countsThose = ({
  kinds,
  concepts,
  topic,
  measures,
  items,
  structures,
  amounts,
  tokens,
}: Reading): boolean =>
  /^(quanti|quante)$/.test(tokens[0]?.text ?? '') &&
  /^(sono|ne|di)$/.test(tokens[1]?.text ?? '') &&
  structures.length + amounts.length > 0 &&
  kinds.length + topic.length + measures.length + items.length === 0 &&
  !concepts.has('kind:any');

/** "Quali obiettivi?", "quanti processi?", right after a goal or an office. */
const isBareKind = (reading: Reading): boolean =>
  reading.tokens.length <= 3 &&
  /^(quali|quanti|che)$/.test(reading.tokens[0]?.text ?? '') &&
  reading.kinds.length > 0 &&
  reading.topic.length + reading.structures.length + reading.items.length + reading.goals.length === 0 &&
  reading.measures.length === 0;

/** Names nothing, and asks for nothing that stands by itself. */
const continues = (reading: Reading): boolean =>
  lacksSubject(reading) &&
  ![...reading.concepts].some((concept) => /^(ask:(meaning|method|upcoming)|mon:|talk:)/.test(concept)) &&
  reading.unknownStructures.length === 0;

/** Nothing in it says what it is about: it can only continue what was said before. */
export const lacksSubject = (reading: Reading): boolean =>
  reading.items.length + reading.structures.length + reading.goals.length + reading.topic.length === 0 &&
  reading.kinds.length === 0 &&
  !reading.concepts.has('noun:body') &&
  !reading.concepts.has('kind:any') &&
  !reading.concepts.has('plan:whole');
