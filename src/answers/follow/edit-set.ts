import { isDeepStrictEqual } from 'node:util';
import type { ItemRef } from '../../domain/types.ts';
import type { ItemKind } from '../../words/kinds.ts';
import type { Atom } from '../figures/figures-query.ts';
import { rankItems } from '../figures/ranking.ts';
import { findStructureCode } from '../understand/structure-codes.ts';
import type { Manner, Named, Said } from './read-follow.ts';
import { joined, memberRefs, type Talk } from './shown-set.ts';

/** The set after what is named has been put in, left out or put in the place of another; null where it is not clear what it is. */
export function editSet(talk: Talk, base: readonly Atom[], said: Said): readonly Atom[] | null {
  let set: readonly Atom[] | null = base;
  const replacing: Atom[] = [];
  for (const one of said.named) {
    if (set === null) return null;
    if (one.type === 'place' && one.manner !== 'drop') continue;
    const atoms = atomsOf(talk, one, said);
    if (atoms === null) return null;
    for (const atom of atoms) {
      // «E il 24 e il 25?»: both stand in the place of what was before.
      const isOneMore = one.manner === 'replace' && replacing.some((before) => areBothMeant(before, atom));
      if (one.manner === 'replace') replacing.push(atom);
      set = set && (isOneMore ? besides(set, atom) : put(set, atom, one.manner, said));
    }
  }
  return set;
}

/** Of two limits both hold; of two of a sort each is meant. */
const areBothMeant = (one: Atom, atom: Atom): boolean =>
  isSameSort(one, atom) && (atom.type === 'bound' || joined([one, atom]) !== null);

const besides = (set: readonly Atom[], atom: Atom): readonly Atom[] | null =>
  atom.type === 'bound' ? [...set, atom] : withOneMore(set, atom);

function put(
  set: readonly Atom[],
  atom: Atom,
  manner: Manner,
  { means, refers }: Said,
): readonly Atom[] | null {
  if (manner === 'drop') return without(set, atom);
  if (manner === 'add') return withOneMore(set, atom);
  // «E i non trasversali?», after those that are: the others, and not none.
  if (atom.type === 'not') return [...set.filter((one) => !isDeepStrictEqual(one, atom.atom)), atom];
  const items = set.find((one) => one.type === 'items');
  const narrows = manner === 'only' || means.has('those') || (items !== undefined && items.refs.length > 1);
  if (atom.type === 'items') return narrows && manner === 'only' ? [...set, atom] : [atom];
  // «E per tutti i processi?», after one item: no part of it.
  const isAll = items !== undefined && means.has('all');
  if (atom.type === 'kind' && items && !narrows)
    return isAll
      ? inPlaceOf(
          set.filter((one) => one !== items),
          atom,
        )
      : null;
  if (atom.type === 'kind') return inPlaceOf(set, atom);
  // «E del settore 3?», after one item: no part of it.
  const rest =
    items && !narrows ? set.flatMap((one) => (one === items ? (refers ? kindsOf(items) : []) : [one])) : set;
  return inPlaceOf(rest, atom);
}

/** «E quelli del suo settore?», after an objective: objectives. */
export const kindsOf = ({ refs }: Extract<Atom, { type: 'items' }>): readonly Atom[] => [
  { type: 'kind', kinds: [...new Set(refs.map(kindOf))] },
];

/** In the place of what says the same of another. */
const inPlaceOf = (set: readonly Atom[], atom: Atom): readonly Atom[] => {
  const isOpposite = (one: Atom): boolean => one.type === 'not' && isDeepStrictEqual(one.atom, atom);
  const rest = set.filter((one) => !isSameSort(one, atom) && !isOpposite(one));
  return [...rest, atom];
};

const isSameSort = (one: Atom, atom: Atom): boolean =>
  one.type === atom.type &&
  (one.type !== 'bound' || atom.type !== 'bound' || one.figure === atom.figure) &&
  (one.type !== 'declared' || atom.type !== 'declared' || one.figure === atom.figure);

/** Sorts of atoms that a denial turns into others. */
const LACKING: ReadonlySet<Atom['type']> = new Set<Atom['type']>(['declared', 'revenue', 'bound']);

function without(set: readonly Atom[], atom: Atom): readonly Atom[] {
  // «Togli quelli senza pagamenti»: those with them are left; «tolto il 12» says of the 12 what «escludi» says.
  if (atom.type === 'not') return [...set, LACKING.has(atom.atom.type) ? atom.atom : atom];
  const same = set.find((one) => one.type === atom.type);
  // «Settori 5 e 7», «escludi il 7»: the list is one shorter.
  if (atom.type === 'items' && same?.type === 'items') {
    const refs = same.refs.filter((ref) => !atom.refs.includes(ref));
    if (refs.length > 0) return set.map((one) => (one === same ? { ...same, refs } : one));
  }
  if (atom.type === 'structure' && same?.type === 'structure' && same.level === atom.level) {
    const codes = same.codes.filter((code) => !atom.codes.includes(code));
    if (codes.length > 0) return set.map((one) => (one === same ? { ...same, codes } : one));
  }
  if (atom.type === 'kind' && same?.type === 'kind') {
    const kinds = same.kinds.filter((kind) => !atom.kinds.includes(kind));
    if (kinds.length > 0) return set.map((one) => (one === same ? { ...same, kinds } : one));
  }
  return [...set, { type: 'not', atom }];
}

function withOneMore(set: readonly Atom[], atom: Atom): readonly Atom[] | null {
  const same = set.findLast((one) => one.type === atom.type);
  if (!same) return null;
  const more = joined([same, atom]);
  return more && set.map((one) => (one === same ? more : one));
}

function atomsOf(talk: Talk, named: Named, said: Said): readonly Atom[] | null {
  switch (named.type) {
    case 'atoms':
      return named.atoms;
    case 'kinds':
      return (
        namesakeOf(talk, named) ?? (named.kinds.length === 0 ? [] : [{ type: 'kind', kinds: named.kinds }])
      );
    case 'number': {
      const isPlace = named.owns && talk.query.select.some(({ type }) => type === 'structure');
      const limit = named.manner === 'replace' ? alikeLimit(talk, named.value) : null;
      const member = memberOf(talk, named, named.manner, said);
      const meant = isPlace ? (member ?? limit) : (limit ?? member);
      return meant && [meant];
    }
    case 'place': {
      const { place, limit, reversed } = named.pick;
      const shown = rankedRefs(talk) ?? talk.shown;
      const refs = reversed
        ? shown.slice(shown.length - place - limit + 1).slice(0, limit)
        : shown.slice(place - 1, place - 1 + limit);
      return refs.length < limit ? null : [{ type: 'items', refs }];
    }
    case 'last': {
      const ref = talk.shown.at(-1);
      return ref === undefined ? null : [{ type: 'items', refs: [ref] }];
    }
    case 'mean':
    case 'turned':
      return null;
  }
}

/** «No, il processo», after objective 33: process 33. */
function namesakeOf(
  { index, query }: Talk,
  { kinds, plural, manner }: Extract<Named, { type: 'kinds' }>,
): readonly Atom[] | null {
  const [ref, ...others] = query.select.flatMap((atom) => (atom.type === 'items' ? atom.refs : []));
  const [kind, ...more] = kinds;
  if (plural || manner !== 'replace' || ref === undefined || kind === undefined) return null;
  if (others.length + more.length > 0 || kindOf(ref) === kind) return null;
  const number = index.byRef.get(ref)?.item.number;
  const same = number === undefined ? [] : (index.byNumber.get(number) ?? []);
  const refs = same.filter(({ item }) => item.kind === kind).map((one) => one.ref);
  return refs.length === 1 ? [{ type: 'items', refs }] : null;
}

/** Of the first of a ranking, in its order, whatever was asked of them since. */
function rankedRefs({ index, query }: Talk): readonly ItemRef[] | null {
  const top = query.select.find((atom) => atom.type === 'top');
  return top ? rankItems(index, top.of).map(({ ref }) => ref) : null;
}

const kindOf = (ref: ItemRef): ItemKind => ref.split(':')[0] as ItemKind;

/** «E 22?», after «quanti obiettivi hanno peso 24?»: another value of the figure that they were chosen by. */
function alikeLimit({ query: { select } }: Talk, value: number): Atom | null {
  const [limit, ...more] = select.filter(({ type }) => type === 'bound');
  if (limit?.type !== 'bound' || more.length > 0 || select.some(({ type }) => type === 'items')) return null;
  const isOfValue = limit.op === 'eq' && 'value' in limit.than;
  return isOfValue && (limit.figure === 'weight' || limit.figure === 'attainment')
    ? { ...limit, than: { value } }
    : null;
}

/** What a bare number names: another of what is being talked about. */
function memberOf(
  talk: Talk,
  { text, value, feminine }: Extract<Named, { type: 'number' }>,
  manner: Manner,
  { level }: Said,
): Atom | null {
  const { index, query } = talk;
  const last = query.select.findLast(({ type }) => ['items', 'structure', 'goal'].includes(type));
  const structures = query.by === 'department' || query.by === 'unit' ? query.by : null;
  const inside = manner === 'drop' || manner === 'only';
  if (inside && structures === null) {
    const refs = memberRefs(talk).filter((ref) => index.byRef.get(ref)?.item.number === value);
    // «Escludi il 3», of the objectives of five departments: which of the two is not said.
    const places = query.select.flatMap((atom) =>
      atom.type === 'structure' && atom.codes.length > 1 ? [atom] : [],
    );
    const isPlace = places.some((atom) => {
      const found = findStructureCode(index, atom.level, text);
      return found !== null && atom.codes.includes(found.code);
    });
    if (refs.length === 1) return isPlace ? null : { type: 'items', refs };
    if (query.by === 'item') return itemOf(talk, talk.shown, value);
  }
  if (last?.type === 'items' && structures === null) return itemOf(talk, last.refs, value);
  const place = level === 'department' || level === 'unit' ? level : structures;
  if (last?.type === 'structure' || place !== null) {
    const of =
      place ??
      (last?.type === 'structure' && last.level === 'unit' ? 'unit' : feminine ? 'unit' : 'department');
    const found = findStructureCode(index, of, text);
    return found && { type: 'structure', level: found.level, codes: [found.code] };
  }
  if (last?.type === 'goal')
    return index.plan.goals.some(({ number }) => number === value)
      ? { type: 'goal', numbers: [value] }
      : null;
  return itemOf(talk, talk.shown, value);
}

function itemOf({ index }: Talk, like: readonly ItemRef[], number: number): Atom | null {
  const kinds = new Set(like.map(kindOf));
  const refs = (index.byNumber.get(number) ?? [])
    .map(({ ref }) => ref)
    .filter((ref) => kinds.size === 0 || kinds.has(kindOf(ref)));
  return refs.length === 0 ? null : { type: 'items', refs };
}
