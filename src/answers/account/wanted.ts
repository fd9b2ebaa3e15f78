import type { Atom, Expr } from '../figures/figures-query.ts';
import { areSides } from '../figures/figures-query.ts';
import { areOfSets, GAPS, RATES } from '../grammar/ledger.ts';
import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { isList, type Query, type QueryOf } from '../query.ts';
import { expressionsOf, factsTold, rowsOf, type Stated, says } from './stated.ts';

/** Whether queries say what some words want. */
type Says = (stated: Stated, vocabulary: Vocabulary) => boolean;

const some =
  (is: (query: Query) => boolean): Says =>
  ({ queries }) =>
    queries.some(is);
const notAll =
  (is: (query: Query) => boolean): Says =>
  ({ queries }) =>
    !queries.every(is);
/** Those that have none of it. */
const isOfNone = (query: Query): boolean =>
  query.type === 'figures' &&
  query.having.some(({ op, than }) => op === 'eq' && 'value' in than && than.value === 0);
const typed = (...types: readonly Query['type'][]): ((query: Query) => boolean) => {
  const any: ReadonlySet<string> = new Set(types);
  return ({ type }) => any.has(type);
};

/** Of these the words mean other things: what is told answers by itself. */
const told: Says = some(
  typed('statement', 'rule', 'remark', 'about', 'fact', 'acts', 'monitoring', 'parts', 'check', 'weights'),
);
const noSets: Says = ({ queries }) => !areOfSets(queries);
const several: Says = ({ queries }) => queries.length > 1;

/** What is worked out of two figures. */
const WORKED = ['-', '%', '÷'];

/** More than a number of them. */
const MORE = ['gt', 'gte'];

/**
 * What the words of `pretese.csv` want, and what of a query says it: its words and operators, or its shape. Any of them
 * will do. Nothing says what has none.
 */
export const WANTED: Readonly<Record<string, readonly (Says | string)[]>> = {
  // What a budget sets aside is no commitment, unless the plan calls it so.
  'set aside': [
    told,
    (stated) => !says(stated, 'committed'),
    (_, { index }) =>
      (index.plan.head.wording?.amounts.committed?.names ?? []).some((name) => name.startsWith('stanzia')),
  ],
  'in full': [told, noSets, 'eq', 'gte', 'lt', 'full', 'not_full'],
  ratio: ['÷', '%', 'ratio', 'share', ...RATES],
  'its number': [notAll(isAmount)],
  'a day': ['deadline', notAll((query) => query.type === 'monitoring' || isAmount(query))],
  'what is left': [told, '-', '%', ...GAPS, 'attainment', 'not', 'lt', 'deadline'],
  // «Che cosa manca ancora al ciclo?»: no figure says what.
  'what is missing': [notAll(typed('fact'))],
  // What somebody thinks, only those say who were asked, and what is told in words.
  opinion: [some(typed('statement', 'rule', 'remark', 'about', 'check', 'term', 'use')), isOfShares],
  // What is aimed at is no result.
  target: [told, noSets, (stated) => !says(stated, 'attainment')],
  indicators: [told, 'indicators', ({ queries }) => queries.every(isOfGroups)],
  sameness: [told, 'eq', 'gte', 'lte', some(isOfSamePlace)],
  'for one': [notAll(isOfGroups), some(isWorkedOut)],
  'one for each': [noSets, some(isWorkedOut)],
  'how far': [told, ...WORKED, ...GAPS, 'difference', 'margin', 'change', some(areSides)],
  'part of a whole': [noSets, '%', '÷', 'share', ...RATES, some(areSides)],
  'several places': [told, noSets, ...MORE, 'shared', 'eq', 'ne'],
  'nothing else': [told, noSets, some(isOfGroups), some(holdsOfStructures)],
  'side by side': [told, noSets, several, '-', notAll(isOneFigure)],
  // «Obiettivi che pesano quanto il 24»: a set is asked for, and no card.
  'a set': [notAll((query) => query.type === 'item' && query.items.length === 1)],
  // «Quanti obiettivi ne parlano?»: of what was spoken of, and not all there are.
  theme: [told, noSets, some(isOfSome), some(isOfGoals)],
  'theme of items': [told, noSets, some(isOfSome)],
  'the others': [told, 'not', 'ne', 'undeclared', some(isOfNone)],
  those: [told, several],
  // How far from something is no order of what it is.
  nearness: [told, noSets, 'near'],
  'held against': [told, noSets, several, ...WORKED, notAll(isOneFigure)],
  'what lacks': [told, noSets, '-', 'not', ...GAPS],
  // «Quanti dipendenti mancano?»: no number of those that there are.
  'how many lack': [notAll(typed('fact')), 'difference', 'none'],
  'order of structures': [told, notAll(isOfGroups), some(isOrdered)],
  // «… e quali uffici li seguono?»: those of what was just listed, and not all that there are.
  theirs: [
    ({ queries }) =>
      !queries.slice(1).some((query) => query.type === 'structure' && query.codes.length === 0),
  ],
  untold: [notAll(typed('fact'))],
  // «Quante entrate non sono state accertate?»: what was not is no sum of what was.
  'not made': [told, notAll(isSumAlone), '-', 'not', 'ne', 'undeclared', ...GAPS],
  'a name': [told],
  'who did': [notAll(typed('date'))],
  // «Dove costa meno evitare una tonnellata?»: of figures none of which is money.
  price: [notAll(typed('fact')), isOfMoney],
  'of two': [
    notAll(typed('fact')),
    ({ queries }) =>
      queries.every((query) => query.type === 'fact' && query.codes.length > 1 && query.order !== null),
  ],
  'since then': [({ queries }) => queries.every(isChange)],
  // «Chi sono gli organismi partecipati?»: whoever sees to a thing of that name is none of them.
  'who they are': [notAll((query) => query.type === 'item' || isList(query))],
  // «Chi sono i responsabili dei settori?»: what a word of it means says nobody.
  'who is charged': [notAll(typed('term'))],
  'by whom': [notAll(typed('fact')), some(namesRows)],
  // «Chi è responsabile degli obiettivi delle partecipate?»: what a word of an office's name may also mean.
  office: [notAll(isList)],
  rounding: [(stated, vocabulary) => told(stated, vocabulary) && !stated.types.has('fact')],
  'how long': [some(typed('fact', 'statement', 'rule', 'remark', 'about', 'parts'))],
  // «Obiettivi sul terzo settore»: no place of an order where nothing is ordered, and none that says nothing.
  place: [notAll(isOfEverything)],
  always: [notAll(typed('item', 'figures', 'structure'))],
  'a part': [noSets],
  'among those': [told, ({ queries }) => areStepsTaken(queries, 1)],
  'among the first': [told, ({ queries }) => areStepsTaken(queries, 2)],
  together: [notAll(isOrderAlone)],
  sum: [told, '+'],
  // «Chi segue …, e quanto …?»: one figure over all of them names nobody.
  who: [told, notAll(isOneFigure)],
  'how many': [notAll(isSumAlone)],
  // «Voci ferme»: said of the items, and of no topic of theirs.
  state: [told, noSets],
  groups: [told, noSets, some(hasGroups)],
  names: [told, notAll(isSumOfSome)],
  'order by words': [told],
  // «Quanto hanno liquidato i nidi, e quanto la mensa?»: one figure answers one of the two.
  'each that is asked': [told, several, some(isOrdered), some(hasGroups), some(hasSeveralFigures)],
  // «Quanti obiettivi del 2 e quanti del 3 …?»: cards count nothing.
  'how many of them': [notAll(typed('item'))],
  'of the whole': [notAll(typed('item'))],
  'all of them': [notAll((query) => query.type === 'item' && query.items.length === 1)],
  // «Chi ha speso …?», «quali hanno …?»: somebody is to be named.
  'its rows': [told, notAll(isOfAllTogether)],
  // «… e quanto la mensa?»: of cards that say all, no figure is told.
  'a figure': [notAll(isCard)],
  // «Quanti sono, e quanto pesano?»: no part of how many there are.
  'its weight': [told, noSets, 'weight'],
};

/** What goes on from an answer may say these by pointing at it. */
export const POINTING: ReadonlySet<string> = new Set([
  'sameness',
  'a set',
  'the others',
  'what lacks',
  'a name',
  'a part',
  'among those',
]);

function isOfMoney(stated: Stated, { index }: Vocabulary): boolean {
  return factsTold(stated, index.plan.facts).some(({ unit }) => unit === 'eur');
}

/** Shares and marks, as those who are asked give them. */
function isOfShares(stated: Stated, { index }: Vocabulary): boolean {
  const told = factsTold(stated, index.plan.facts);
  return told.length > 0 && told.every(({ unit }) => unit === 'percent' || unit === 'score');
}

/** A row of a table, by what holds of it. */
function namesRows(query: Query): boolean {
  return (
    query.type === 'fact' &&
    (query.order !== null ||
      query.bound !== null ||
      query.beside !== null ||
      query.operation === 'difference')
  );
}

/** How many there are. */
const isNumber = (expr: Expr): boolean => expr.type === 'fold' && expr.figure === 'items';

/** Figures as they are added up, or counted, of all that is meant or of each of several. */
function isAmount(query: Query): query is QueryOf<'figures'> & { readonly order: null } {
  return (
    query.type === 'figures' &&
    query.by !== 'item' &&
    query.order === null &&
    query.having.length === 0 &&
    query.columns.every(({ type }) => type === 'fold')
  );
}

/** One sum, and not how many. */
const isSum = (query: Query): query is QueryOf<'figures'> & { readonly by: null } =>
  isAmount(query) &&
  query.by === null &&
  query.columns.every((expr) => expr.type === 'fold' && expr.fold === 'sum' && expr.figure !== 'items');

/** What leaves nearly all items of a kind in. */
const OPEN: ReadonlySet<Atom['type']> = new Set<Atom['type']>([
  'kind',
  'goal',
  'scope',
  'span',
  'ends',
  'begins',
  'revenue',
]);

/** All the items of a kind, which nothing narrows. */
function isOfEverything(query: Query): boolean {
  return (
    query.type === 'figures' &&
    (isList(query) || (query.by === null && query.columns.every(isNumber))) &&
    query.having.length === 0 &&
    query.select.every(({ type }) => OPEN.has(type))
  );
}

function isChange(query: Query): boolean {
  return (
    query.type === 'fact' &&
    (query.operation === 'change' ||
      query.operation === 'difference' ||
      query.rows === 'change' ||
      query.rows === 'growth')
  );
}

/** What comes after the first of some questions is asked of what that chose. */
function areStepsTaken([first, ...others]: readonly Query[], least: number): boolean {
  const limit = first?.type === 'figures' ? first.order?.limit : undefined;
  return others.length === 0 || limit == null || limit < least || others.some(isNarrowed);
}

/** Of items that are named, or found: a structure has more than what is about a theme. */
function isOfSome(query: Query): boolean {
  return (
    query.type === 'item' ||
    (query.type === 'figures' && query.select.some(({ type }) => type === 'items' || type === 'top'))
  );
}

/** To named items, or to the first of an order. */
function isNarrowed(query: Query): boolean {
  return (
    query.type === 'item' ||
    (query.type === 'figures' &&
      query.select.some(
        (atom) =>
          atom.type === 'top' ||
          atom.type === 'items' ||
          (atom.type === 'structure' && (atom.first !== undefined || atom.codes.length > 0)),
      ))
  );
}

function isOfGoals(query: Query): boolean {
  return query.type === 'figures' && query.select.some(({ type }) => type === 'goal');
}

/** Several that come first, and nothing of them all. */
function isOrderAlone(query: Query): boolean {
  return (
    (query.type === 'figures' && query.order !== null && query.fold === null) ||
    (query.type === 'fact' && query.order !== null && query.operation === null)
  );
}

function isOrdered(query: Query): boolean {
  return query.type === 'figures' && query.order !== null;
}

/** One figure over all that is meant. */
function isOneFigure(query: Query): boolean {
  return query.type === 'figures' && query.by === null;
}

/** One figure over all that is meant, of which nobody is named. */
function isOfAllTogether(query: Query): boolean {
  return isOneFigure(query) && !isOrdered(query) && (query.type !== 'figures' || rowsOf(query).length === 0);
}

/** Of an item, all there is. */
export function isCard(query: Query): boolean {
  return query.type === 'item' && query.measures.length + query.attributes.length === 0;
}

/** One sum over the items of which a figure holds. */
function isSumOfSome(query: Query): boolean {
  return isSum(query) && query.select.some(({ type }) => type === 'bound' || type === 'declared');
}

/** Amounts, and not how many. */
function isSumAlone(query: Query): boolean {
  if (query.type === 'parts')
    return query.ask.of === 'rows' && query.ask.by === null && query.ask.figure?.fold === 'sum';
  return isSum(query);
}

/** «Della stessa U.O. dell’obiettivo 33». */
function isOfSamePlace(query: Query): boolean {
  return (
    query.type === 'figures' &&
    query.select.some((atom) => atom.type === 'structure' && atom.of !== undefined)
  );
}

/** What structures have, or lack. */
function holdsOfStructures(query: Query): boolean {
  return (
    query.type === 'figures' &&
    (query.having.length > 0 ||
      query.claim != null ||
      query.select.some((atom) => atom.type === 'structure' && atom.held !== undefined))
  );
}

/** A row for each structure. */
function isOfGroups(query: Query): boolean {
  return query.type === 'figures' && (query.by === 'department' || query.by === 'unit');
}

/** A row for each of several. */
function hasGroups(query: Query): boolean {
  return query.type === 'figures' && query.by !== null;
}

/** More than one figure, or what is known besides. */
function hasSeveralFigures(query: Query): boolean {
  switch (query.type) {
    case 'item':
      return query.measures.length + query.attributes.length !== 1 || query.items.length > 1;
    case 'figures':
      return query.columns.length > 1;
    default:
      return true;
  }
}

/** A mean, or one figure divided by another. */
function isWorkedOut(query: Query): boolean {
  return query.type === 'figures' && expressionsOf(query).some(divides);
}

const divides = (expr: Expr): boolean =>
  expr.type === 'fold'
    ? expr.fold === 'mean' || expr.fold === 'median'
    : expr.type === 'op' && /[÷%]/.test(expr.op);
