import type { Reading } from './reading.ts';

/** A structure noun that names none: "quale settore", "le U.O. che". */
export function looseNoun(reading: Reading): 'unit' | 'department' | 'goal' | null {
  for (const span of reading.spans) {
    const level =
      span.concept === 'attr:goals'
        ? 'goal'
        : /^noun:(unit|department|structure|goal)$/.exec(span.concept)?.[1];
    if (!level) continue;
    const next = reading.tokens[span.to];
    const named =
      reading.structures.some(
        (one) =>
          one.from <= span.to + 1 &&
          one.to > span.from &&
          // "I servizi dell'area": its services, not the area.
          !(level === 'unit' && one.level === 'department' && one.from > span.to),
      ) || next?.type === 'number';
    if (!named) return level === 'structure' ? 'department' : (level as 'unit' | 'department' | 'goal');
  }
  for (const [concept, level] of [
    ['group:department', 'department'],
    ['group:unit', 'unit'],
    ['group:goal', 'goal'],
  ] as const)
    if (reading.concepts.has(concept)) return level;
  return null;
}
