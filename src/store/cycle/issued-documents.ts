import { z } from 'zod';
import type { DocumentWanted, IssuedDocuments } from '../../domain/closing/index.ts';
import type { PlanKey } from '../../domain/plan/index.ts';
import { ITEM_KINDS } from '../../words/kinds.ts';
import type { Db } from '../engine/open-store.ts';
import { beginsWith } from '../engine/texts.ts';
import { writing } from '../engine/transaction.ts';
import { appendAudit } from './audit-log.ts';

const ACTION = 'document.issued';
/** Of whoever runs the program. */
const TERMINAL = 'terminale';

const wantedSchema: z.ZodType<DocumentWanted> = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['minutes', 'monitoring_report']), phase: z.string() }),
  z.object({ kind: z.enum(['control_report', 'performance_report']), phase: z.string().nullable() }),
  z.object({
    kind: z.literal('dossier'),
    item: z.object({ kind: z.enum(ITEM_KINDS), number: z.number() }),
  }),
  z.object({ kind: z.literal('unit_sheet'), structure: z.string(), phase: z.string().nullable() }),
]);
const detailSchema = z.object({ wanted: wantedSchema, title: z.string(), hash: z.string() });

/** The documents that were written of one plan: rows of the audit, which nobody changes. */
export function createIssuedDocuments(db: Db, { body, year }: PlanKey): IssuedDocuments {
  return {
    add: ({ wanted, title, hash, reader, at }) =>
      writing(db, (tx) =>
        appendAudit(tx, {
          at,
          actor: reader ?? TERMINAL,
          action: ACTION,
          subject: `${body}/${year}${'phase' in wanted && wanted.phase !== null ? `/${wanted.phase}` : ''}`,
          detail: { wanted, title, hash },
        }),
      ),

    async find(hash) {
      const rows = await db
        .selectFrom('audit')
        .selectAll()
        .where('action', '=', ACTION)
        .where((where) =>
          where.or([where('subject', '=', `${body}/${year}`), beginsWith('subject', `${body}/${year}/`)]),
        )
        .orderBy('id', 'desc')
        .execute();
      for (const { detail, actor, at } of rows) {
        const issued = detailSchema.parse(JSON.parse(detail));
        if (issued.hash.startsWith(hash))
          return { ...issued, reader: actor === TERMINAL ? null : actor, at: new Date(at) };
      }
      return null;
    },
  };
}
