import type { ItemKey } from '../types.ts';
import type { UpdateDraft } from './update-draft.ts';

/** Drafts of forms that were closed before they were sent. */
export interface DraftStore {
  load(person: string, phase: string, item: ItemKey): Promise<{ draft: UpdateDraft; at: Date } | null>;
  save(person: string, phase: string, item: ItemKey, draft: UpdateDraft, at: Date): Promise<void>;
  discard(person: string, phase: string, item: ItemKey): Promise<void>;
}
