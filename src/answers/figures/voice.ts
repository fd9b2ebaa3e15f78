import type { ItemRef } from '../../domain/types.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import { shortName } from '../phrase/names.ts';
import type { Words } from '../phrase/words.ts';
import { withPreposition } from './italian.ts';

/** In which words, of which plan. */
export interface Voice {
  readonly index: PlanIndex;
  readonly words: Words;
  /** How what is said of a set's items agrees, while it is described. */
  readonly gender?: 'm' | 'f';
}

/** "11 (Città e comunità sostenibili)". */
export const goalName = ({ index }: Voice, number: number): string => {
  const goal = index.plan.goals.find((one) => one.number === number);
  return goal ? `${number} (${goal.shortName})` : String(number);
};

/** "obiettivo 24". */
export const itemName = ({ index, words }: Voice, ref: ItemRef): string => {
  const one = index.byRef.get(ref);
  return one ? shortName(words, one) : ref;
};

/** "dell’obiettivo 24". */
export const ofTheItem = (voice: Voice, ref: ItemRef): string => {
  const kind = voice.index.byRef.get(ref)?.item.kind ?? 'objective';
  return withPreposition('di', itemName(voice, ref), { gender: voice.words.kindGender[kind], plural: false });
};

/** "a, b o c". */
export function joinWith(link: string, parts: readonly string[]): string {
  if (parts.length < 2) return parts[0] ?? '';
  return `${parts.slice(0, -1).join(', ')} ${link} ${parts.at(-1)}`;
}
