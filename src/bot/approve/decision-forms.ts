import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { markOfItem } from '../../domain/plan/index.ts';
import { type Item, type ItemKey, itemRef, readItemRef } from '../../domain/types.ts';
import { plainSection } from '../kit/blocks.ts';
import { input, modal, text } from '../kit/form-parts.ts';
import { VIEWS } from '../kit/ids.ts';
import { fieldsOf, type SentView } from '../kit/sent-view.ts';
import { itemTitle } from '../kit/words.ts';

/** Why a report goes back to its author. */
export const buildReturnForm = (year: number, ids: readonly number[], what: string): ModalView =>
  modal(
    VIEWS.returnForm,
    'Restituisci',
    { year, ids },
    [
      plainSection(what),
      input('note', 'Che cosa manca o va corretto', text(true), {
        hint: 'La legge chi l’ha inviato: l’aggiornamento torna tra quelli da fare.',
      }),
    ],
    'Restituisci',
  );

export function parseReturnForm(view: SentView): { readonly ids: readonly number[]; readonly note: string } {
  const { ids } = z.object({ ids: z.array(z.number().int()) }).parse(JSON.parse(view.private_metadata));
  return { ids, note: fieldsOf(view).text('note') };
}

/** Why the control office opens an item again. */
export const buildReopenForm = (year: number, item: Item): ModalView =>
  modal(
    VIEWS.reopenForm,
    'Riapri una voce',
    { year, item: itemRef(item), mark: markOfItem(item) },
    [plainSection(itemTitle(item)), input('reason', 'Motivo', text(true))],
    'Riapri',
  );

export function parseReopenForm(view: SentView): {
  readonly item: ItemKey | null;
  readonly mark: string | null;
  readonly reason: string;
} {
  const { item, mark } = z
    .object({ item: z.string(), mark: z.string().nullable().default(null) })
    .parse(JSON.parse(view.private_metadata));
  return { item: readItemRef(item), mark, reason: fieldsOf(view).text('reason') };
}
