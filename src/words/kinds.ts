import type { InBoth, Language, Noun } from './language.ts';

/** What is planned and monitored: obiettivo, processo, indicatore di ente. */
export const ITEM_KINDS = ['objective', 'process', 'indicator'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

/** The kinds that structures work on; indicators are the body's own. */
export const WORKED_KINDS = ['objective', 'process'] as const satisfies readonly ItemKind[];
export type WorkedKind = (typeof WORKED_KINDS)[number];

/** `short` stands before a number that follows an article: "l’indicatore 3". */
export const KIND_NAMES: Readonly<Record<ItemKind, InBoth<Noun & { readonly short: string }>>> = {
  objective: {
    it: { one: 'obiettivo', many: 'obiettivi', short: 'obiettivo' },
    en: { one: 'objective', many: 'objectives', short: 'objective' },
  },
  process: {
    it: { one: 'processo', many: 'processi', short: 'processo' },
    en: { one: 'process', many: 'processes', short: 'process' },
  },
  indicator: {
    it: { one: 'indicatore di ente', many: 'indicatori di ente', short: 'indicatore' },
    en: { one: 'entity indicator', many: 'entity indicators', short: 'indicator' },
  },
};

/** Either of the worked kinds. */
export const ANY_KIND: InBoth<Noun> = {
  it: { one: 'obiettivo o processo', many: 'obiettivi e processi' },
  en: { one: 'objective or process', many: 'objectives and processes' },
};

/** "obiettivo 24". */
export const itemName = (
  { kind, number }: { readonly kind: ItemKind; readonly number: number },
  language: Language = 'it',
): string => `${KIND_NAMES[kind][language].one} ${number}`;
