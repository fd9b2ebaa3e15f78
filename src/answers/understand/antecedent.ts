import { unique } from '../knowledge/plan-index.ts';
import { rank } from '../run/rank.ts';
import { filterBefore } from './carry-over.ts';
import type { Context } from './outcome.ts';
import type { Span, StructureMention } from './spans.ts';

/** Puts the office or department that came first where the question says of no other. */
export function withAntecedent(context: Context): Context {
  const { reading } = context;
  if (reading.structures.some((one) => one.strong)) return context;
  const noun = impliedBy(context);
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
