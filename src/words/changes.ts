import type { InBoth } from './language.ts';

/** What of an item may be amended: descrizione, risultato atteso, indicatore, scadenza, peso. */
export const CHANGE_FIELDS = ['description', 'target', 'indicator', 'deadline', 'weight'] as const;
export type ChangeField = (typeof CHANGE_FIELDS)[number];

/** What the register of changes lists: an amended field, or an item that leaves or enters the plan. */
export type RegisteredChange = ChangeField | 'withdrawn' | 'new';

export const CHANGE_NAMES: Readonly<Record<RegisteredChange, InBoth>> = {
  description: { it: 'descrizione', en: 'description' },
  target: { it: 'risultato atteso', en: 'expected result' },
  indicator: { it: 'indicatore', en: 'indicator' },
  deadline: { it: 'scadenza', en: 'deadline' },
  weight: { it: 'peso', en: 'weight' },
  withdrawn: { it: 'ritiro', en: 'withdrawal' },
  new: { it: 'inserimento', en: 'addition' },
};
