import { isDeepStrictEqual } from 'node:util';
import type { Fact } from '../../domain/types.ts';
import { expressionsOf, statedBy } from '../account/stated.ts';
import type { Atom, FiguresQuery } from '../figures/figures-query.ts';
import type { Vocabulary } from '../knowledge/vocabulary.ts';
import type { Query, QueryOf } from '../query.ts';
import { isGapped, namesOnly } from './gapped.ts';
import { type Half, isSureOf, leans, namesPlace, queriesOf, TOLD } from './half.ts';
import { isElliptic } from './items.ts';
import type { Outcome } from './outcome.ts';

/** It says all that it asks: whatever else a message asks, nothing is lent to it. */
export function standsByItself(half: Half, vocabulary: Vocabulary): boolean {
  const { outcomes, reading, namesBody } = half;
  const { concepts, tokens, items, kinds } = reading;
  const does = (role: string, word: string): boolean => vocabulary.operations.get(role)?.has(word) === true;
  if (!isSureOf(outcomes) || isElliptic(reading) || isGapped(reading, vocabulary)) return false;
  if (concepts.has('follow:those') || (leans(reading) && !namesPlace(reading))) return false;
  if (outcomes.some((one) => one.type === 'query' && (one.isWide || one.assumed))) return false;
  // «Quegli obiettivi», «tra i processi che incassano»: what stands beside it says which, or what is asked.
  if (tokens.some(({ text }) => does('of it', text) || does('those', text))) return false;
  if (does('among', tokens[0]?.text ?? '')) return false;
  // «Il riscosso del 59»: the other half may say which of the two.
  if (queriesOf(outcomes).some(({ type }) => type === 'item') && items.some(({ kind }) => kind === null))
    return false;
  const isOfAll = namesBody || (concepts.has('ask:total') && tokens.some(({ text }) => does('been', text)));
  const areMany = reading.structures.length === 1 && tokens.some(({ text }) => MANY_DO.test(text));
  const isAsked = does('asks', tokens[0]?.text ?? '') || !namesOnly(reading);
  return queriesOf(outcomes).every((query) => {
    if (TOLD.has(query.type)) return query.type !== 'term' || concepts.has('ask:meaning');
    if (query.type === 'monitoring') return kinds.length > 0;
    // «Il meno costoso del settore 9», «… e quanto costano nel settore 4?»: of what, the other half says.
    const isOfThose = query.type === 'figures' && kinds.length === 0 && (query.by === 'item' || areMany);
    return isAsked && !isOfThose && (isOfAll || namesRows(query, vocabulary));
  });
}

/** The ending of a verb of several. */
const MANY_DO = /(a|o|an)no$/;

/** Of which rows it is, its own words say. */
function namesRows(query: Query, { factTables, index }: Vocabulary): boolean {
  switch (query.type) {
    case 'item':
    case 'goal':
    case 'acts':
      return true;
    case 'structure':
      return query.codes.length > 0 || query.aspect === 'departments';
    case 'date':
      return query.acts.length + query.phases.length + query.legal.length === 1;
    case 'figures':
      return query.select.some(isNamed) || query.by === 'department';
    case 'fact': {
      const told = new Set(query.codes);
      const facts = index.plan.facts.filter(({ code }) => told.has(code));
      const isOrder = query.order !== null && new Set(facts.map(({ subject }) => subject)).size > 1;
      const others = ({ topic, subject }: Fact): boolean =>
        factTables.get(topic)?.facts.some((one) => one.subject !== subject && !told.has(one.code)) === true;
      return isOrder || (query.operation !== 'sum' && facts.every(others));
    }
    default:
      return false;
  }
}

const isNamed = (atom: Atom): boolean =>
  atom.type === 'structure' || atom.type === 'goal' || atom.type === 'items' || atom.type === 'top';

/** Whether a query leaves out a name, a number or an operator of one of others, and none beside it has them all. */
export const statesLess = (some: readonly Outcome[], than: readonly Outcome[]): boolean => {
  const own = queriesOf(some).map((query) => statedBy([query]));
  return queriesOf(than).some((query) => {
    const { words, numbers } = statedBy([query]);
    return !own.some(
      (one) =>
        [...words].every((word) => one.words.has(word)) &&
        [...numbers].every((number) => one.numbers.has(number)),
    );
  });
};

/** Whether some queries tell all that another asks. */
export const areTold = (asked: readonly Query[], queries: readonly Query[]): boolean =>
  asked.every((one) => queries.some((query) => tells(query, one)));

function tells(query: Query, asked: Query): boolean {
  if (isDeepStrictEqual(query, asked)) return true;
  if (query.type === 'acts' && asked.type === 'acts') return true;
  if (asked.type === 'item') return tellsOfItems(query, asked);
  if (query.type === 'figures' && asked.type === 'figures') return tellsFigures(query, asked);
  if (query.type !== 'fact' || asked.type !== 'fact') return false;
  const told = new Set([...query.codes, ...query.also, ...query.of]);
  const isSame = (['operation', 'order', 'bound'] as const).every(
    (one) => asked[one] === null || isDeepStrictEqual(asked[one], query[one]),
  );
  return isSame && asked.codes.every((code) => told.has(code));
}

/** All that is asked of each of them, whatever is told of others besides. */
function tellsOfItems(query: Query, { items, measures, attributes }: QueryOf<'item'>): boolean {
  const isCard = measures.length + attributes.length === 0;
  if (query.type === 'item') {
    const isAlike =
      isDeepStrictEqual(new Set(query.measures), new Set(measures)) &&
      isDeepStrictEqual(new Set(query.attributes), new Set(attributes));
    const isMore =
      query.items.length === items.length &&
      !isCard &&
      measures.every((one) => query.measures.includes(one)) &&
      attributes.every((one) => query.attributes.includes(one));
    return items.every((ref) => query.items.includes(ref)) && (isAlike || isMore);
  }
  if (query.type !== 'figures' || query.by !== 'item' || isCard) return false;
  const named = query.select.flatMap((atom) => (atom.type === 'items' ? atom.refs : []));
  const figures = figuresIn(query);
  return (
    items.every((ref) => named.includes(ref)) &&
    measures.every((one) => figures.includes(one)) &&
    attributes.every((one) => query.tells?.includes(one))
  );
}

const figuresIn = ({ columns }: FiguresQuery): readonly string[] =>
  columns.flatMap((one) => (one.type === 'fold' ? [one.figure] : []));

/** The same rows, with these figures among its own; of several places side by side, those of one. */
function tellsFigures(query: FiguresQuery, asked: FiguresQuery): boolean {
  const { select, by, columns: _own, ...rest } = query;
  const { select: own, by: group, columns: wanted, ...other } = asked;
  const isBeside = group === null && own.every((one) => select.some((atom) => isAmong(one, atom, by)));
  const isSame = by === group && isDeepStrictEqual(new Set(select), new Set(own));
  return (
    (isSame || (isBeside && select.length === own.length)) &&
    isDeepStrictEqual({ ...rest, sides: null }, { ...other, sides: null }) &&
    wanted.every((one) => expressionsOf(query).some((expr) => isDeepStrictEqual(expr, one)))
  );
}

/** One of the places that have each a row. */
const isAmong = (one: Atom, atom: Atom, by: FiguresQuery['by']): boolean =>
  isDeepStrictEqual(one, atom) ||
  (one.type === 'structure' &&
    atom.type === 'structure' &&
    atom.level === one.level &&
    by === one.level &&
    one.codes.every((code) => atom.codes.includes(code)));
