import { z } from 'zod';
import { isSuperseded, type KnownTerms } from '../../domain/plan/index.ts';
import type { GlossaryEntry, LegalDeadline, Plan } from '../../domain/types.ts';
import { cellList, readItalian } from './italian-files.ts';

const day = z.string().regex(/^\d{4}-\d\d-\d\d$/);
const textOrNone = z.string().transform((text) => text || null);

const deadlineRow = z
  .object({
    code: z.string().min(1),
    title: z.string().min(1),
    due: z.union([z.literal('').transform(() => null), z.string().regex(/^\d\d-\d\d$/)]),
    applies_to: textOrNone,
    whom: textOrNone,
    law: z.string().min(1),
    article: z.string().min(1),
    rule: z.string().min(1),
    keywords: cellList(';'),
    source: z.string().min(1),
    from: z.union([z.literal('').transform(() => null), day]),
    to: z.union([z.literal('').transform(() => null), day]),
    as_of: day,
  })
  .transform(
    ({ applies_to, as_of, ...row }): LegalDeadline => ({
      ...row,
      appliesTo: applies_to,
      asOf: as_of,
    }),
  );
const yearRow = z.object({ code: z.string().min(1), year: z.coerce.number().int(), text: z.string().min(1) });
const termRow = z.object({
  term: z.string().min(1),
  aliases: cellList(';'),
  definition: z.string().min(1),
  source: z.string().min(1),
});
const headRow = z.object({ body: z.string().min(1), body_name: z.string().min(1) });

/** Terms of law and definitions that hold for every body; `years` is what a single year had of its own. */
export interface General extends KnownTerms {
  readonly deadlines: readonly LegalDeadline[];
  readonly years: readonly z.infer<typeof yearRow>[];
}

export const NO_GENERAL: General = {
  deadlines: [],
  years: [],
  general: [],
  example: { body: '', name: '', glossary: [] },
};

const EXAMPLE = new URL('../../../data/lucca-2021/', import.meta.url);

/** Reads what holds for every body; throws when a row is malformed or speaks of an unknown term. */
export function readGeneral(folder?: URL): General {
  const deadlines = readItalian('termini-di-legge.csv', deadlineRow, folder);
  const years = readItalian('termini-anno.csv', yearRow, folder);
  const stray = years.find((row) => !deadlines.some(({ code }) => code === row.code));
  if (stray) throw new Error(`termini-anno.csv: unknown term "${stray.code}"`);
  const [head] = readItalian('plan.csv', headRow, EXAMPLE);
  return {
    deadlines,
    years,
    general: readItalian('glossario.csv', termRow, folder),
    example: {
      body: head?.body ?? '',
      name: head?.body_name ?? '',
      glossary: readItalian('glossary.csv', termRow, EXAMPLE),
    },
  };
}

/** A plan with the law and the definitions of the field beside its own: its own terms first, the law's own rows never replaced. */
export function withGeneral(plan: Plan, known: General): Plan {
  const codes = new Set(known.deadlines.map(({ code }) => code));
  const own = plan.glossary.filter((entry) => !isSuperseded(plan.head.body, entry, known));
  const named = new Set(own.map(termOf));
  return {
    ...plan,
    legalDeadlines: [
      ...known.deadlines.map((one) => inYear(one, plan.head.year, known)),
      ...plan.legalDeadlines.filter(({ code }) => !codes.has(code)),
    ],
    glossary: [...own, ...known.general.filter((entry) => !named.has(termOf(entry)))],
  };
}

const termOf = ({ term }: GlossaryEntry): string => term.toLowerCase();

/** What the year of the plan had of its own is said after the rule. */
function inYear(one: LegalDeadline, year: number, { years }: General): LegalDeadline {
  const told = years.filter((row) => row.code === one.code && row.year === year).map(({ text }) => text);
  return told.length === 0 ? one : { ...one, rule: [one.rule, ...told].join(' ') };
}
