import { type Form, the } from './articles.ts';
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

/** A body's own word for its items: "azione, azioni". */
export interface ItemNoun extends Noun {
  readonly gender: 'm' | 'f';
}

/** Such words, of the kinds that a body does not call as usual. */
export type ItemNouns = Readonly<Partial<Record<ItemKind, ItemNoun>>>;

interface NamedItem {
  readonly kind: ItemKind;
  readonly number: number;
  readonly noun?: ItemNoun | undefined;
}

/** "obiettivo 24"; for a body that calls it so, "azione 24". English has no body's own words. */
export const itemName = ({ kind, number, noun }: NamedItem, language: Language = 'it'): string =>
  `${(language === 'it' ? noun : undefined)?.one ?? KIND_NAMES[kind][language].one} ${number}`;

/** "l’obiettivo 24", "la misura 3". */
export const theItem = (item: NamedItem): string => the(itemName(item), itemForm(item));

/** Gender and number of one item. */
export const itemForm = ({ noun }: Pick<NamedItem, 'noun'>): Form => (noun?.gender === 'f' ? 'fs' : 'ms');

/** "Nuovo obiettivo", "nuova azione": one that the plan does not have. */
export const newItem = ({ objective }: ItemNouns = {}): string =>
  objective
    ? `${objective.gender === 'f' ? 'nuova' : 'nuovo'} ${objective.one}`
    : `nuovo ${KIND_NAMES.objective.it.one}`;

/** The kind's name, as the body says it. */
export const kindNoun = (kind: ItemKind, nouns: ItemNouns = {}): Noun => nouns[kind] ?? KIND_NAMES[kind].it;
