import { type Atom, type FiguresQuery, INVERSE } from '../figures/figures-query.ts';
import { isCount, listAbout, memberRefs, setOf, type Talk } from './shown-set.ts';

const same = (one: Atom, other: Atom): boolean => JSON.stringify(one) === JSON.stringify(other);

/** "Gli altri": what the last thing that narrowed the set left out. */
export function complement(talk: Talk): FiguresQuery | null {
  const { index, query } = talk;
  const select = setOf(index, query);
  const [top] = select;
  if (dropsItems(talk)) return { ...query, order: null, fold: null };
  // «Quali settori hanno raggiunto tutto?», «quali no?»: those of which it does not hold.
  const [held, ...also] = query.having;
  if (held !== undefined && also.length === 0 && (query.by === 'department' || query.by === 'unit'))
    return { ...query, having: [{ ...held, op: INVERSE[held.op] }], order: null, fold: null };
  const beside = besideTold(talk);
  if (beside) return beside;
  const narrowing = top?.type === 'top' ? [top] : narrowingOf(talk, select);
  if (narrowing.length === 0) return null;
  const wide =
    top?.type === 'top'
      ? top.of.select
      : (placeOfWhole(query) ?? select.filter((atom) => !narrowing.includes(atom)));
  const denied = narrowing.map((atom): Atom => (atom.type === 'not' ? atom.atom : { type: 'not', atom }));
  const [first, ...more] = denied;
  if (!first) return null;
  const counts = query.by === null && query.columns.length === 1 && query.columns.every(isCount);
  return {
    ...query,
    select: [...wide, more.length === 0 ? first : { type: 'any', atoms: denied }],
    by: counts ? null : query.by === null && query.columns.length > 0 ? null : (query.by ?? 'item'),
    order: null,
    having: [],
    fold: null,
  };
}

/** «Di cui il servizio Acque?», «che percentuale è?», «e il resto?»: of the place that it is a part of. */
function placeOfWhole({ columns: [share] }: FiguresQuery): readonly Atom[] | null {
  const whole =
    share?.type === 'op' && share.op === '%' && share.right.type === 'over' ? share.right.select : [];
  return whole.some(({ type }) => type === 'structure') ? whole : null;
}

/** «Il più costoso?», «chi lo segue?», «e gli altri?»: of the rows that it is one of. */
function besideTold(talk: Talk): FiguresQuery | null {
  const [told, ...more] = talk.query.select;
  const list = listAbout(talk);
  if (told?.type !== 'items' || told.refs.length > 1 || more.length > 0) return null;
  if (list === null || list === talk) return null;
  const rows = list.query.order?.limit === 1 ? list.query.select : setOf(talk.index, list.query);
  const by = talk.query.columns.length > 0 ? null : 'item';
  return { ...talk.query, select: [...rows, { type: 'not', atom: told }], by, order: null, having: [] };
}

/** «Gli altri quattro», after one of five: as many as were said are left of what was shown, or it is not clear which are meant. */
export function restOf(talk: Talk, count: number): FiguresQuery | null {
  const list = listAbout(talk);
  const told = talk.query.select.find(({ type }) => type === 'items');
  const sets = [
    ...(list !== null && list !== talk && told
      ? [{ ...talk.query, select: [...setOf(talk.index, list.query), { type: 'not', atom: told } as const] }]
      : []),
    complement(talk),
  ];
  const sized = (one: FiguresQuery | null): one is FiguresQuery =>
    one !== null && memberRefs({ index: talk.index, query: { ...one, by: null } }).length === count;
  return sets.find(sized) ?? null;
}

const NAMED: ReadonlySet<Atom['type']> = new Set<Atom['type']>(['items', 'structure', 'goal']);

/** «Togli l’8», «quanto costano gli altri?»: those that are left. */
const dropsItems = ({ index, query, earlier: [before] }: Talk): boolean => {
  const all = before === undefined ? [] : [...before.select, ...setOf(index, before)];
  const added = query.select.filter((atom) => !all.some((one) => same(one, atom)));
  return (
    before !== undefined &&
    added.length > 0 &&
    added.every((atom) => atom.type === 'not' && NAMED.has(atom.atom.type))
  );
};

/** What the last answer said more than the one before; else whatever narrows a kind, before a place. */
function narrowingOf({ query, earlier }: Talk, select: readonly Atom[]): readonly Atom[] {
  const [before] = earlier;
  if (before && query.order === null) {
    const kept = before.select.every((atom) => select.some((one) => same(one, atom)));
    const added = select.filter((atom) => !before.select.some((one) => same(one, atom)));
    if (kept && added.length > 0) return added;
  }
  const others = select.filter(({ type }) => type !== 'kind');
  const plain = others.filter(({ type }) => type !== 'structure');
  return plain.length > 0 ? plain : others;
}

/** "Tutti": the set before it was narrowed. */
export function widened({ query, earlier }: Talk): FiguresQuery | null {
  const wider = earlier.find(
    ({ select }) =>
      select.length < query.select.length &&
      select.every((atom) => query.select.some((one) => same(one, atom))),
  );
  if (wider) return { ...query, select: wider.select };
  const kinds = query.select.filter(({ type }) => type === 'kind');
  if (kinds.length === query.select.length) return null;
  // «E di tutto il Comune?», after the first of a department.
  return { ...query, select: kinds, order: query.order?.limit === 1 ? query.order : null };
}
