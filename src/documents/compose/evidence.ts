import type { Minutes, PhaseRecord } from '../../domain/closing/index.ts';
import type { RegisterEntry, StatusUpdate } from '../../domain/record/index.ts';
import { type ItemKey, type ItemRef, itemRef, type Phase, type Plan } from '../../domain/types.ts';
import { kindNoun } from '../../words/kinds.ts';
import { capital } from '../../words/sentences.ts';
import type { PlanDocument, Section } from '../document.ts';

/** How a phase goes, as one reader may read it. */
export interface PhaseEvidence {
  readonly phase: Phase;
  /** The version that gives each item its state, of those that are read. */
  readonly latest: ReadonlyMap<ItemRef, StatusUpdate>;
  /** Items that came in, and of which the reader is told no more. */
  readonly withheld: ReadonlySet<ItemRef>;
  /** Which items are settled for which structures; `*` is all of them. */
  readonly answered: ReadonlyMap<ItemRef, ReadonlySet<string>>;
  readonly opinion: Minutes['opinion'];
  readonly act: Minutes['act'];
}

/** What documents of a plan are made of. */
export interface Evidence {
  readonly plan: Plan;
  /** Null where the plan has no phase. */
  readonly phase: PhaseEvidence | null;
  /** Changes in the year that are read. */
  readonly register: readonly RegisterEntry[];
  readonly isPartial: boolean;
}

export type SealedMinutes = PhaseRecord<Minutes>;

const ONLY_APPROVED =
  'Contiene quello che è approvato: di ciò che è arrivato e aspetta l’approvazione dice solo che è arrivato.';

/** What every document of a plan begins and ends with. */
export const documentOf = (
  plan: Plan,
  about: Pick<PlanDocument, 'title' | 'subtitle' | 'isDraft' | 'signers'> & {
    readonly isPartial: boolean;
    readonly sections: readonly Section[];
    readonly otherSources?: readonly string[];
  },
): PlanDocument => {
  const { isPartial, otherSources = [], sections, ...head } = about;
  return {
    bodyName: plan.head.bodyName,
    colours: plan.head.colours ?? [],
    reservation: isPartial ? ONLY_APPROVED : null,
    sections: sections.filter(({ blocks }) => blocks.length > 0),
    sources: [documentSource(plan), ...otherSources],
    ...head,
  };
};

/** "Relazione sulla performance 2021 (Delibera di Giunta n. 124 del 31.05.2022)". */
export const documentSource = ({ head }: Plan): string =>
  head.approvalAct === null ? head.document : `${head.document} (${head.approvalAct})`;

/** Where reports come from. */
export const RECORD_SOURCE = 'Registro del monitoraggio di Traguardo';

/** The control office, which draws the documents up. */
export const controlSigner = ({ head }: Plan): string =>
  head.controllerUnit === null
    ? 'Per la struttura del controllo di gestione'
    : `Per la struttura del controllo di gestione (${head.controllerUnit})`;

/** A person as the plan names them; the control office where a report is nobody's else. */
export const personName = (plan: Plan, code: string): string =>
  plan.people.find((person) => person.code === code)?.name ?? code;

/** "Obiettivo 24 – Bicipolitana": how a table names an item. */
export function itemLabel(plan: Plan, key: ItemKey): string {
  const item = plan.items.find((one) => itemRef(one) === itemRef(key));
  const name = `${capital(kindNoun(key.kind, plan.head.wording?.items).one)} ${key.number}`;
  return item ? `${name} – ${item.shortTitle}` : name;
}
