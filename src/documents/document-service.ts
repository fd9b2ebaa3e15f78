import type { Clock } from '../domain/clock.ts';
import {
  type ClosingService,
  type DocumentWanted,
  type IssuedDocument,
  type IssuedDocuments,
  OPEN_DOCUMENTS,
  type PlanDocuments,
} from '../domain/closing/index.ts';
import { Problem } from '../domain/errors.ts';
import { asOn, phaseNamed } from '../domain/phases/index.ts';
import { createCalendar, type PlanSource, rolesOf } from '../domain/plan/index.ts';
import {
  changeRegister,
  type DossierService,
  mayRead,
  newestOfItems,
  type Readers,
  type StatusUpdate,
  stands,
  type UpdateStore,
} from '../domain/record/index.ts';
import { itemRef, type Plan } from '../domain/types.ts';
import { formatMoment } from '../words/days.ts';
import { DOCUMENT_WORDS } from '../words/documents.ts';
import { itemName } from '../words/kinds.ts';
import { type Role, roleName } from '../words/roles.ts';
import { composeControlReport } from './compose/control-report.ts';
import type { Evidence, PhaseEvidence } from './compose/evidence.ts';
import { composeDossier } from './compose/item-dossier.ts';
import { composeMinutes } from './compose/minutes.ts';
import { composeMonitoringReport } from './compose/monitoring-report.ts';
import { composePerformanceReport } from './compose/performance-report.ts';
import { asReported } from './compose/result-tables.ts';
import { composeUnitSheet, structureCalled } from './compose/unit-sheet.ts';
import type { PlanDocument } from './document.ts';
import { print } from './press.ts';
import { printable } from './printable.ts';
import { hashOfDocument } from './seal.ts';

/** Who reads what everybody does. */
const OVERSIGHT: readonly Role[] = ['controller', 'evaluator'];

/** Composes the documents of a plan out of what a reader may read, and writes them. */
export function createDocumentService(deps: {
  readonly plans: PlanSource;
  readonly updates: Pick<UpdateStore, 'versionsOfPhase' | 'answeredIn'>;
  readonly closing: Pick<ClosingService, 'minutesOf' | 'opinionOf' | 'actOf'>;
  readonly dossiers: Pick<DossierService, 'of'>;
  readonly readers: Readers;
  readonly issued: IssuedDocuments;
  readonly clock: Clock;
  /** Where documents are written: a process of their own, unless another place is named. */
  readonly print?: typeof print;
}): PlanDocuments {
  const { plans, updates, closing, dossiers, readers, issued, clock } = deps;
  const printed = deps.print ?? print;

  const compose = async (wanted: DocumentWanted, reader: string | null): Promise<PlanDocument> =>
    printable(await composed(wanted, reader));

  async function composed(wanted: DocumentWanted, reader: string | null): Promise<PlanDocument> {
    const plan = await plans.current();
    if (reader !== null) requireRight(plan, wanted, reader);
    switch (wanted.kind) {
      case 'minutes': {
        const phase = phaseNamed(plan, wanted.phase);
        const minutes = await closing.minutesOf(wanted.phase);
        if (minutes === null) throw new Problem('minutes_not_drawn_up', { phase: phase.name });
        return composeMinutes(plan, minutes);
      }
      case 'monitoring_report': {
        const evidence = await evidenceFor(plan, wanted.phase, reader);
        if (evidence.phase === null) throw new Problem('phase_unknown', { phase: wanted.phase });
        return composeMonitoringReport(evidence, evidence.phase);
      }
      case 'control_report':
        return composeControlReport(await evidenceFor(plan, wanted.phase, reader));
      case 'performance_report':
        return composePerformanceReport(await evidenceFor(plan, wanted.phase, reader));
      case 'dossier':
        return composeDossier(await dossiers.of(wanted.item, reader));
      case 'unit_sheet': {
        const structure = structureCalled(plan, wanted.structure);
        if (structure === null)
          throw new Problem('structure_unknown', {
            structure: wanted.structure,
            known: plan.units[0]?.code ?? plan.departments[0]?.code ?? '',
          });
        return composeUnitSheet(await evidenceFor(plan, wanted.phase, reader), structure);
      }
    }
  }

  /** Everything that a reader may read of a phase, and of the changes of the year. */
  async function evidenceFor(plan: Plan, code: string | null, reader: string | null): Promise<Evidence> {
    const reads = await readingOf(plan, reader);
    const all = await Promise.all(plan.phases.map((phase) => updates.versionsOfPhase(phase.code)));
    const versions = all.flat();
    const read = versions.filter(reads);
    const state = code === null ? null : await phaseEvidence(plan, code, versions, read);
    return {
      plan: asReported(plan, state),
      phase: state,
      register: changeRegister(plan, read),
      isPartial: read.length < versions.length,
    };
  }

  async function phaseEvidence(
    plan: Plan,
    code: string,
    versions: readonly StatusUpdate[],
    read: readonly StatusUpdate[],
  ): Promise<PhaseEvidence> {
    const newest = (of: readonly StatusUpdate[]) =>
      new Map(
        newestOfItems(of)
          .filter((version) => version.phase === code && stands(version))
          .map((version) => [itemRef(version), version] as const),
      );
    const latest = newest(read);
    return {
      phase: asOn(phaseNamed(plan, code), createCalendar(plan.head).dayOf(clock.now())),
      latest,
      withheld: new Set([...newest(versions).keys()].filter((ref) => !latest.has(ref))),
      answered: await updates.answeredIn(code),
      opinion: (await closing.opinionOf(code))?.content ?? null,
      act: (await closing.actOf(code))?.content ?? null,
    };
  }

  async function readingOf(plan: Plan, person: string | null): Promise<(update: StatusUpdate) => boolean> {
    if (person === null) return () => true;
    const reader = await readers(person);
    return (update) => mayRead(plan, reader, update);
  }

  const write: PlanDocuments['write'] = async (wanted, formats, reader) => {
    const document = await compose(wanted, reader);
    const { timezone } = (await plans.current()).head;
    const at = clock.now();
    const hash = hashOfDocument(document);
    const made = await printed({
      sealed: { document, hash, writtenAt: formatMoment(at, timezone), writtenOn: at },
      formats,
    });
    await issued.add({ wanted, title: document.title, hash, reader, at });
    const name = fileOf(wanted, (await plans.current()).head.year);
    return {
      title: document.title,
      hash,
      files: made.map(({ format, content }) => ({
        name: `${name}.${format}`,
        content: Buffer.from(content),
      })),
    };
  };

  return {
    write,

    async ofPhase(phase, formats, reader) {
      const isClosed = (await closing.minutesOf(phase)) !== null;
      const kinds = ['monitoring_report', ...(isClosed ? ['minutes' as const] : [])] as const;
      const written = await Promise.all(kinds.map((kind) => write({ kind, phase }, formats, reader)));
      return written.flatMap(({ files }) => files);
    },

    async check(hash) {
      const found = await issued.find(hash.toLowerCase());
      if (found === null) return null;
      return { ...found, isSame: await isStill(found) };
    },
  };

  async function isStill({ wanted, reader, hash }: IssuedDocument): Promise<boolean | null> {
    try {
      return hashOfDocument(await compose(wanted, reader)) === hash;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return null;
    }
  }
}

/** @throws Problem `role_missing` for whoever may not have a document of its kind */
function requireRight(plan: Plan, { kind }: DocumentWanted, person: string): void {
  if (OPEN_DOCUMENTS.includes(kind) || rolesOf(plan, person).some((role) => OVERSIGHT.includes(role))) return;
  throw new Problem('role_missing', {
    roles: OVERSIGHT.map((role) => roleName(role, plan.head.wording?.evaluator)).join(', '),
  });
}

/** "relazione-2021", "fascicolo-obiettivo-24-2021". */
function fileOf(wanted: DocumentWanted, year: number): string {
  const words = `${DOCUMENT_WORDS[wanted.kind]} ${aboutWords(wanted)}`;
  return (words.includes(String(year)) ? words : `${words} ${year}`)
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-');
}

function aboutWords(wanted: DocumentWanted): string {
  switch (wanted.kind) {
    case 'minutes':
    case 'monitoring_report':
      return wanted.phase;
    case 'dossier':
      return itemName(wanted.item);
    case 'unit_sheet':
      return wanted.structure;
    default:
      return '';
  }
}
