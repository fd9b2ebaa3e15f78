import { the } from '../../words/articles.ts';
import { formatDay } from '../../words/days.ts';
import { formatEuroOrSilence } from '../../words/formats.ts';
import { itemName } from '../../words/kinds.ts';
import { MEASURE_NAMES } from '../../words/measures.ts';
import { counted, listed } from '../../words/sentences.ts';
import type { Item, ItemRef, Plan } from '../types.ts';
import { type ItemPair, isUnchanged, type PlanComparison } from './plan-comparison.ts';

/** What people did about an item, that an import must not lose. */
export interface ItemReports {
  readonly updates: number;
  readonly approvals: number;
  readonly documents: number;
  readonly reminders: number;
}

/** A code that an import gives to somebody else, with how much its former bearer reported, decided and attached. */
export interface HandedOver {
  readonly code: string;
  /** Names. */
  readonly before: string;
  readonly after: string;
  readonly acts: number;
}

/** What an import does, or did. */
export interface ImportOutcome {
  /** Null where there was no plan of that body and year. */
  readonly comparison: PlanComparison | null;
  /** What people did about the items that the import moves, renames or takes away, by what they were. */
  readonly reports: ReadonlyMap<ItemRef, ItemReports>;
  /** What a code did is told as its bearer's. */
  readonly handedOver: readonly HandedOver[];
  /** Names of the tables that the file lacks: what is stored of them stays. */
  readonly kept: readonly string[];
  readonly saved: boolean;
}

/**
 * Whether an import moves, renames or takes away an item that somebody reported on, or would tell somebody's acts as another's:
 * it waits to be confirmed.
 */
export const needsConfirmation = ({
  reports,
  handedOver,
}: Pick<ImportOutcome, 'reports' | 'handedOver'>): boolean =>
  handedOver.length > 0 ||
  [...reports.values()].some(({ updates, approvals, documents }) => updates + approvals + documents > 0);

/** The codes that another plan gives to somebody of another name and another address. */
export const codesHandedOver = (stored: Plan, plan: Plan): readonly Omit<HandedOver, 'acts'>[] => {
  const now = new Map(plan.people.map((person) => [person.code, person]));
  return stored.people.flatMap(({ code, name, email }) => {
    const after = now.get(code);
    return !after || after.name === name || after.email.toLowerCase() === email.toLowerCase()
      ? []
      : [{ code, before: name, after: after.name }];
  });
};

/** How many of a kind are named one by one. */
const NAMED = 8;

/** What an import changes, in Italian, a sentence a line; what somebody reported on comes first. */
export function describeImport({ comparison, reports, handedOver, kept }: ImportOutcome): readonly string[] {
  const stays = kept.length === 0 ? [] : [`Il file non ha ${listed(kept)}: resta quello che c’era.`];
  if (comparison === null) return [];
  const passed = handedOver.map(
    ({ code, before, after, acts }) =>
      `Il codice «${code}» era di ${before}, ora è di ${after}: ${counted(acts, 'atto', 'atti')} di ${before} ${acts === 1 ? 'risulterebbe' : 'risulterebbero'} di ${after}. Per tenerli distinti, dare a ${after} un codice nuovo.`,
  );
  if (isUnchanged(comparison))
    return [...passed, 'Le voci e gli importi sono gli stessi di prima.', ...phases(comparison), ...stays];
  const { added, gone, renumbered, retitled, amounts } = comparison;
  const touched = (item: Item): string => reportsOf(reports.get(refOf(item)));
  const byReports = <T>(list: readonly T[], item: (one: T) => Item): readonly T[] =>
    list.toSorted((a, b) => Number(reports.has(refOf(item(b)))) - Number(reports.has(refOf(item(a)))));
  const before = ({ before: item }: ItemPair): Item => item;
  return [
    ...passed,
    ...some(
      byReports(renumbered, before),
      'cambia numero',
      'cambiano numero',
      ({ before: old, after }) =>
        `${itemName(old)} «${old.shortTitle}» diventa ${after.number}${touched(old)}`,
    ),
    ...some(
      byReports(gone, (item) => item),
      'non c’è più',
      'non ci sono più',
      (item) => `${itemName(item)} «${item.shortTitle}»${touched(item)}`,
    ),
    ...some(
      byReports(retitled, before),
      'cambia titolo',
      'cambiano titolo',
      ({ before: old, after }) =>
        `${itemName(after)} era «${old.shortTitle}», ora è «${after.shortTitle}»${touched(old)}`,
    ),
    ...some(added, 'è nuova', 'sono nuove', (item) => `${itemName(item)} «${item.shortTitle}»`),
    ...(amounts.length === 0
      ? []
      : [
          `${counted(amounts.length, 'importo cambia', 'importi cambiano')}:`,
          ...amounts
            .slice(0, NAMED)
            .map(
              ({ item, measure, old, new: value }) =>
                `  ${itemName(item)}, ${MEASURE_NAMES[measure].it}: ${formatEuroOrSilence(old)} → ${formatEuroOrSilence(value)}`,
            ),
          ...rest(amounts.length),
        ]),
    ...phases(comparison),
    ...stays,
  ];
}

const refOf = ({ kind, number }: Item): ItemRef => `${kind}:${number}`;

function some<T>(
  list: readonly T[],
  one: string,
  many: string,
  say: (entry: T) => string,
): readonly string[] {
  if (list.length === 0) return [];
  return [
    `${counted(list.length, 'voce', 'voci')} ${list.length === 1 ? one : many}:`,
    ...list.slice(0, NAMED).map((entry) => `  ${say(entry)}`),
    ...rest(list.length),
  ];
}

const rest = (length: number): readonly string[] =>
  length > NAMED ? [`  … e ${counted(length - NAMED, 'altra', 'altre')}`] : [];

function reportsOf(reports: ItemReports | undefined): string {
  if (!reports) return '';
  const parts = [
    ...(reports.updates > 0 ? [counted(reports.updates, 'aggiornamento', 'aggiornamenti')] : []),
    ...(reports.approvals > 0 ? [counted(reports.approvals, 'decisione', 'decisioni')] : []),
    ...(reports.documents > 0 ? [counted(reports.documents, 'documento', 'documenti')] : []),
    ...(reports.reminders > 0 ? [counted(reports.reminders, 'promemoria', 'promemoria')] : []),
  ];
  return `: ha ${listed(parts)}`;
}

const phases = ({ phases: others }: PlanComparison): readonly string[] =>
  others.map(
    ({ name, lives, inFile }) =>
      `La fase «${name}» scade ${the(formatDay(lives))} e resta così (nel file: ${formatDay(inFile)}): per cambiarla, /monitoraggio proroga.`,
  );

/** What a file that somebody sent would do, or did. */
export interface ImportReport {
  /** Whose plan, of which year, how large: null where it cannot be read. */
  readonly summary: string | null;
  /** Errors, a sentence each; none where the plan can be imported. */
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  /** What changes, a line each. */
  readonly changes: readonly string[];
  readonly needsConfirmation: boolean;
  /** Tells this report from any other: what is confirmed is what was seen. */
  readonly seen: string;
  readonly saved: boolean;
}

/** Imports plans of the body that is served, out of files as people send them. */
export interface PlanImports {
  /** Reads a file and compares it; nothing is written. */
  preview(name: string, bytes: Buffer): Promise<ImportReport>;
  /**
   * Imports what was seen.
   * @param seen of the report that is confirmed: where it would be another by now, nothing is written
   */
  confirm(name: string, bytes: Buffer, seen: string, actor: string): Promise<ImportReport>;
}
