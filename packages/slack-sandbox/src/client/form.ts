import { asObject, type Json } from '../json.ts';

/** The values of the stateful elements of a message or a view, as `state.values` carries them. */
export interface Form {
  get(blockId: string, actionId: string): Json | undefined;
  set(blockId: string, actionId: string, value: Json): void;
  values(): Readonly<Record<string, Readonly<Record<string, Json>>>>;
}

export function createForm(initial: Readonly<Record<string, Readonly<Record<string, Json>>>> = {}): Form {
  const values: Record<string, Record<string, Json>> = {};
  for (const [blockId, actions] of Object.entries(initial)) values[blockId] = { ...actions };
  return {
    get: (blockId, actionId) => values[blockId]?.[actionId],
    set(blockId, actionId, value) {
      values[blockId] = { ...asObject(values[blockId]), [actionId]: value } as Record<string, Json>;
    },
    values: () => values,
  };
}
