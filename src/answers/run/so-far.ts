import { asOn, isOpen } from '../../domain/phases/index.ts';
import type { IsoDay } from '../../domain/types.ts';
import { BOUNDS } from '../../words/operators.ts';
import type { Atom, FiguresQuery } from '../figures/figures-query.ts';
import type { Live } from '../ports.ts';
import { isList, type QueryOf, WHOLE_PHASE } from '../query.ts';

type LiveQuery = QueryOf<'monitoring'>;

/**
 * «Quali obiettivi sono sotto il 50 %?», while a phase is open in which something came in: the same of what was reported.
 * Null where no result of items is asked, or more than a phase holds.
 */
export async function soFar(query: FiguresQuery, live: Live, today: IsoDay): Promise<LiveQuery | null> {
  const asked = reportedOf(query);
  if (asked === null) return null;
  const open = (await live.phases()).filter((phase) => isOpen(asOn(phase, today), today));
  const came = await Promise.all(open.map(({ code }) => live.latestUpdates(code)));
  return came.some(({ length }) => length > 0) ? asked : null;
}

function reportedOf(query: FiguresQuery): LiveQuery | null {
  const { select, columns, by, having, order, fold } = query;
  const [column, ...more] = columns;
  if (column?.type !== 'fold' || more.length > 0 || having.length > 0 || fold !== null) return null;
  const narrowed = narrowedBy(select);
  if (narrowed === null) return null;
  const asked = { ...WHOLE_PHASE, ...narrowed, view: 'arrived' } as const;
  if (order !== null) {
    const isFirst = order.from === 1 && order.limit === 1 && order.per === null && by === 'item';
    return isFirst && column.figure === 'attainment'
      ? { ...asked, progress: order.direction === 'least' ? 'min' : 'max' }
      : null;
  }
  if (narrowed.percent !== null) return by === null || isList(query) || by === 'item' ? asked : null;
  return by === null && column.figure === 'attainment' ? { ...asked, progress: 'mean' } : null;
}

/** Kinds, structures and a limit of the result; null where anything else is said. */
function narrowedBy(
  select: readonly Atom[],
): Pick<LiveQuery, 'kind' | 'departments' | 'units' | 'percent'> | null {
  let found: Pick<LiveQuery, 'kind' | 'departments' | 'units' | 'percent'> = {
    kind: null,
    departments: [],
    units: [],
    percent: null,
  };
  for (const atom of select) {
    if (atom.type === 'kind')
      found = { ...found, kind: atom.kinds.length === 1 ? (atom.kinds[0] ?? null) : null };
    else if (atom.type === 'structure' && !atom.first && !atom.held && !atom.of)
      found = { ...found, [atom.level === 'unit' ? 'units' : 'departments']: [...atom.codes] };
    else if (
      atom.type === 'bound' &&
      atom.figure === 'attainment' &&
      'value' in atom.than &&
      found.percent === null
    ) {
      const { value } = atom.than;
      const end = value === 100 ? 'gte' : value === 0 ? 'lte' : null;
      const op = BOUNDS.find((one) => one === atom.op) ?? (atom.op === 'eq' ? end : null);
      if (op === null) return null;
      found = { ...found, percent: { op, value } };
    } else return null;
  }
  return found;
}
