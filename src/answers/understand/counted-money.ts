import type { Reading } from './reading.ts';

/** "Quanti soldi", "quante entrate" ask for money, not for a count. */
export function countsMoney(reading: Reading): boolean {
  const count = reading.spans.find((span) => span.concept === 'ask:count');
  if (!count) return false;
  let next = count.to;
  while (reading.tokens[next]?.light) next += 1;
  return reading.spans.some((span) => span.from === next && span.concept.startsWith('measure:'));
}
