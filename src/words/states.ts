import type { InBoth, Noun } from './language.ts';

/** The five states that a report gives an item. */
export const ITEM_STATES = ['achieved', 'in_progress', 'amended', 'withdrawn', 'new'] as const;
export type ItemState = (typeof ITEM_STATES)[number];

export const STATE_NAMES: Readonly<Record<ItemState, InBoth<Noun>>> = {
  achieved: { it: { one: 'raggiunto', many: 'raggiunti' }, en: { one: 'achieved', many: 'achieved' } },
  in_progress: { it: { one: 'in fase', many: 'in fase' }, en: { one: 'in progress', many: 'in progress' } },
  amended: { it: { one: 'modificato', many: 'modificati' }, en: { one: 'amended', many: 'amended' } },
  withdrawn: { it: { one: 'ritirato', many: 'ritirati' }, en: { one: 'withdrawn', many: 'withdrawn' } },
  new: { it: { one: 'nuovo', many: 'nuovi' }, en: { one: 'new', many: 'new' } },
};
