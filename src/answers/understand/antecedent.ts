import { unique } from '../knowledge/plan-index.ts';
import { rank } from '../run/rank.ts';
import { filterBefore } from './carry-over.ts';
import type { Context, Outcome } from './outcome.ts';
import type { Reading } from './reading.ts';
import type { Span, StructureMention } from './spans.ts';

const POINTS =
  /^(quel|quell|quello|quella|questo|questa|quest|stesso|stessa|medesimo|medesima|suo|sua|that|same|its)$/;

/** The noun that points back: "quell'ufficio", "lo stesso settore", "la sua U.O.". */
const pointing = ({ tokens, spans }: Reading): Span | undefined =>
  spans.find(
    (span) =>
      /^noun:(unit|department|structure)$/.test(span.concept) &&
      (POINTS.test(tokens[span.from - 1]?.text ?? '') || /^stess[oa]$/.test(tokens[span.to]?.text ?? '')),
  );

/** Puts the office or department of the last answer where the question only points at it. */
export function withAntecedent(context: Context): Context {
  const { reading } = context;
  if (reading.structures.some((one) => one.strong)) return context;
  const noun = pointing(reading) ?? impliedBy(context);
  if (!noun) return context;
  const level = noun.concept === 'noun:department' ? 'department' : 'unit';
  const named = antecedents(context, level).map(
    (code): StructureMention => ({
      level: context.vocabulary.index.plan.departments.some((one) => one.code === code)
        ? 'department'
        : 'unit',
      code,
      strong: true,
      exact: null,
      from: noun.from,
      to: noun.to,
    }),
  );
  return named.length === 0 ? context : { ...context, reading: { ...reading, structures: named } };
}

/** "Il settore che spende di più", "quanti obiettivi ha?", "chi lo dirige?": the one that came first. */
function impliedBy({ reading, conversation }: Context): Span | undefined {
  const query = conversation?.query;
  if (query?.type !== 'ranking' || query.limit !== 1 || (query.of !== 'unit' && query.of !== 'department'))
    return;
  const { concepts, tokens } = reading;
  if (concepts.has('rank:max') || concepts.has('rank:min') || reading.topic.length + reading.items.length > 0)
    return;
  const last = tokens.at(-1)?.text ?? '';
  const asks =
    /^(ha|hanno)$/.test(last) ||
    concepts.has('attr:responsible') ||
    /^(quali|elencali|elencale)$/.test(tokens[0]?.text ?? '');
  return asks ? { from: 0, to: 0, concept: `noun:${query.of}` } : undefined;
}

/** Most structures that one word may point at. */
const MOST = 4;

function antecedents(context: Context, level: 'department' | 'unit'): readonly string[] {
  const { conversation, vocabulary } = context;
  const { index } = vocabulary;
  const query = conversation?.query;
  if (!query) return [];
  const departmentOf = (code: string): string =>
    index.plan.units.find((one) => one.code === code)?.department ?? code;
  if (query.type === 'ranking' && (query.of === 'unit' || query.of === 'department')) {
    const first = rank(index, query).ranked[query.from - 1]?.subject;
    const code = first && 'code' in first ? first.code : undefined;
    return code === undefined ? [] : [level === 'unit' ? code : departmentOf(code)];
  }
  const before = query.type === 'item' || query.type === 'ranking' ? null : filterBefore(query, context);
  const named = before ? [...before.units, ...before.departments] : [];
  const items = (conversation?.items ?? []).slice(0, MOST).flatMap((ref) => index.byRef.get(ref) ?? []);
  const units = level === 'unit' ? items.flatMap((one) => one.units) : [];
  const owners = units.length > 0 ? units : items.flatMap((one) => one.departments);
  const codes = unique(
    named.length > 0 ? named.map((code) => (level === 'unit' ? code : departmentOf(code))) : owners,
  );
  return codes.length > MOST ? [] : codes;
}

/** "Che obiettivi ha quell'ufficio?", when nothing was said of any. */
export const recogniseDangling = ({ reading }: Context): Outcome | null =>
  reading.structures.length === 0 &&
  reading.items.length === 0 &&
  pointing(reading) &&
  reading.topic.length === 0
    ? { type: 'clarification', what: 'subject', choices: [] }
    : null;
