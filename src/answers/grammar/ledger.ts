import { ITEM_KINDS, type ItemKind } from '../../words/kinds.ts';
import { isMonth } from '../../words/months.ts';
import type { Atom, Expr, Figure, Fold } from '../figures/figures-query.ts';
import { areSides } from '../figures/figures-query.ts';
import { spansYears } from '../figures/years.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import type { Token } from '../language/tokens.ts';
import type { Query } from '../query.ts';
import type { Piece, SaidFigure } from './pieces.ts';
import { LAST } from './rules/horizons.ts';
import { columnsOf, withoutMoneyNoun } from './values.ts';

/*
 * The account of a question's words: whatever read it, an operator, a number or a named scope that its query does not
 * state was not used, and an answer without it would be about something else.
 */

/**
 * What a question says that none of its queries has a use for, in the words of the question.
 * @param pieces what the words mean
 */
export function unusedWords(
  queries: readonly Query[],
  pieces: readonly Piece[],
  tokens: readonly Token[],
  index: PlanIndex,
): readonly string[] {
  if (!areOfSets(queries)) return [];
  const account: Account = {
    queries,
    stated: statedBy(queries),
    named: queries.some(
      (query) => query.type === 'figures' && query.select.some(({ type }) => type === 'items'),
    ),
    index,
  };
  const excepts = pieces.some(({ cat }) => cat === 'except' || cat === 'without');
  const counted = new Set(withoutMoneyNoun(pieces, tokens));
  const unused = pieces.filter(
    (piece, at) =>
      counted.has(piece) &&
      (!isUsed(piece, account) ||
        // «Pesano come quelli del settore 7»: no query holds what is like another.
        (piece.cat === 'as' && pieces[at + 1]?.cat === 'pronoun') ||
        (isAgainst(piece, tokens) && !isHeldAgainst(account)) ||
        partsConditions(pieces, at, account) ||
        isTakenIn(pieces, at, account) ||
        isOneOfTwoNames(pieces, at, account) ||
        isForEachOfOthers(piece, pieces) ||
        (isLeftOpen(piece, tokens) && !has(account, 'not', 'unit', 'any')) ||
        (isRows(piece, tokens) && !areRowsStated(piece, account))) &&
      !(piece.cat === 'kind' && excepts) &&
      !(piece.cat === 'except' && leavesOutKind(pieces, at, account)) &&
      // «L’impegnato al netto del liquidato»: what is left of it.
      !(piece.cat === 'except' && pieces[at + 1]?.cat === 'figure' && has(account, '-', ...GAPS)) &&
      !(
        piece.cat === 'number' &&
        (isBesideItsNoun(piece, pieces[at + 1], tokens, account) ||
          isOfFigures(piece, pieces[at - 1], account))
      ),
  );
  return unused.map(({ from, to }) =>
    tokens
      .slice(from, to)
      .map(({ text }) => text)
      .join(' '),
  );
}

/** «Rispetto alla protezione civile»: one thing is held against another. */
const isAgainst = ({ cat, from, to }: Piece, tokens: readonly Token[]): boolean =>
  cat === 'on' && tokens.slice(from, to).some(({ text }) => /^(rispetto|confronto)$/.test(text));

/** «Confronta …»: a row for each of what is compared. */
const isSideBySide = (query: Query): boolean =>
  query.type === 'figures' && (query.by !== null || spansYears(query));

const isHeldAgainst = (account: Account): boolean =>
  account.queries.some(isSideBySide) || has(account, '-', '÷', '%', 'mean', 'share', ...RATES, ...GAPS);

/** «Personale del settore 5, processi esclusi»: objectives alone. */
const leavesOutKind = (pieces: readonly Piece[], at: number, account: Account): boolean =>
  [pieces[at - 1], pieces[at + 1]].some((piece) => piece?.cat === 'kind') &&
  ITEM_KINDS.filter((kind) => has(account, kind)).length === 1;

/** What a structure has is told of structures, each by itself. */
const isOfHolders = (query: Query): boolean =>
  query.type === 'figures' && (query.having.length > 0 || query.claim != null || query.by !== null);

/** A part of a whole, or what two figures make, of all together: no list. */
const isOneFigure = (query: Query): boolean =>
  query.type === 'figures' &&
  query.by === null &&
  (query.columns.some(({ type }) => type === 'op') || query.columns.every(isRate));

const isRate = (expr: Expr): boolean => expr.type === 'fold' && RATES.some((rate) => rate === expr.figure);

/** Items, or structures, in an order: whose each is, its row says. */
const isOrder = (query: Query): boolean => query.type === 'figures' && query.order?.per === null;
const isOrderOfItems = (query: Query): boolean => isOrder(query) && 'by' in query && query.by === 'item';

/** «Quanto pesa sul totale del suo settore?»: rows of it, or some of them, are what is answered. */
function areLevelsStated({ level }: Piece<'level'>, account: Account): boolean {
  const { departments, units, goals } = account.index.plan;
  if (has(account, level) || account.queries.some(({ type }) => type === 'structure')) return true;
  if (account.queries.some(isOrderOfItems)) return true;
  return level === 'goal'
    ? goals.some(({ number }) => has(account, number))
    : (level === 'unit' ? units : departments).some(({ code }) => has(account, code));
}
/** «In quali settori …», «ciascuno staff»: what there is a row for each of, which is never passed over. */
const isRows = ({ cat, from }: Piece, tokens: readonly Token[]): boolean =>
  cat === 'each' ||
  (cat === 'level' && /^(qual|quale|quali|quant[ie]|which)$/.test(tokens[from - 1]?.text ?? ''));

const areRowsStated = (piece: Piece, account: Account): boolean =>
  piece.cat === 'level'
    ? has(account, piece.level) ||
      // «Quale area ha l’azione più costosa?»: whose the first is, its row says.
      account.queries.some(isOrderOfItems)
    : account.queries.every(
        (query) => !(query.type === 'figures' && query.by === null && query.order === null),
      );

/** «Del settore 5 o con peso 24»: either will do, where a query that names both asks for both. */
const partsConditions = (pieces: readonly Piece[], at: number, account: Account): boolean =>
  pieces[at]?.cat === 'or' &&
  pieces[at - 1]?.cat === 'atoms' &&
  pieces[at + 1]?.cat === 'atoms' &&
  !account.queries.some(areSides) &&
  !has(account, 'any');

/** «Di scuola e cultura», «turismo e sport»: one everyday name beside another thing is that office, or nothing is sure. */
const isOneOfTwoNames = (pieces: readonly Piece[], at: number, account: Account): boolean => {
  const piece = pieces[at];
  const codes =
    piece?.cat === 'name'
      ? [piece.code]
      : piece?.cat === 'atoms' && piece.guessed
        ? piece.atoms.flatMap((atom) => (atom.type === 'structure' ? atom.codes : []))
        : [];
  // Two things that are held against each other are told by their titles.
  if (account.queries.every(areSides)) return false;
  return codes.length > 0 && isBesideThing(pieces, at) && !codes.every((code) => has(account, code));
};

/** Something else by an everyday word is joined to it. */
export const isBesideThing = (pieces: readonly Piece[], at: number): boolean => {
  const isJoint = (one: Piece | undefined): boolean => one?.cat === 'and' || one?.cat === 'or';
  const isThing = (one: Piece | undefined): boolean => one?.cat === 'name' || one?.cat === 'topic';
  return (
    (isJoint(pieces[at + 1]) && isThing(pieces[at + 2])) ||
    (isJoint(pieces[at - 1]) && isThing(pieces[at - 2]))
  );
};

/** «Quanti obiettivi per ogni processo?»: no query counts the one kind for each of another. */
const isForEachOfOthers = (piece: Piece, pieces: readonly Piece[]): boolean =>
  piece.cat === 'group' &&
  piece.kinds !== undefined &&
  pieces.some(
    (one) =>
      one.cat === 'kind' && one.kinds.length > 0 && one.kinds.every((kind) => !piece.kinds?.includes(kind)),
  );

/** «Trasversali e non»: what is denied, the word before says. */
const isLeftOpen = ({ cat, from, to }: Piece, tokens: readonly Token[]): boolean =>
  cat === 'negation' &&
  /^(e|o)$/.test(tokens[from - 1]?.text ?? '') &&
  (tokens[to] === undefined || tokens[to].pause || tokens[to].clause !== tokens[from]?.clause);

/** «Senza scuola», of which the query is: what was to be left out is taken in. */
const isTakenIn = (pieces: readonly Piece[], at: number, account: Account): boolean => {
  const [piece, next] = pieces.slice(at, at + 2);
  if (piece?.cat !== 'without' && piece?.cat !== 'except') return false;
  const codes =
    next?.cat === 'name'
      ? [next.code]
      : next?.cat === 'atoms'
        ? next.atoms.flatMap((atom) => (atom.type === 'structure' ? atom.codes : []))
        : [];
  return codes.length > 0 && !has(account, 'not') && has(account, ...codes) && !namesTheOthers(account);
};

/**
 * Only of queries over sets of items is an account kept. Of the others (one item's card, terms, rules, dates, facts) the words
 * mean other things, and what is asked of one item is all about it.
 */
export const areOfSets = (queries: readonly Query[]): boolean =>
  queries.every(({ type }) => type === 'figures');

interface Account {
  readonly queries: readonly Query[];
  /** Every name, number and operator of the queries. */
  readonly stated: ReadonlySet<string | number | boolean>;
  /** Named one by one, or found by what they are about. */
  readonly named: boolean;
  readonly index: PlanIndex;
}

function statedBy(queries: readonly Query[]): ReadonlySet<string | number | boolean> {
  const stated = new Set<string | number | boolean>();
  const visit = (value: unknown): void => {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      stated.add(value);
    else if (Array.isArray(value)) for (const one of value) visit(one);
    else if (value !== null && typeof value === 'object') {
      for (const [key, one] of Object.entries(value)) {
        // Held against a mean: there the word is the name of what is held.
        if (key === 'mean') stated.add(key);
        if (key === 'near' && one) stated.add(key);
        // «La media dei settori».
        if (key === 'each' && one) stated.add('mean');
        visit(one);
      }
    }
  };
  visit(queries);
  return stated;
}

const departmentsOf = ({ queries }: Account): readonly string[] =>
  queries
    .flatMap((query) => (query.type === 'figures' ? query.select : []))
    .flatMap((atom) => (atom.type === 'structure' && atom.level === 'department' ? atom.codes : []));

/** «Tutti tranne il 9», by naming all the others: more than half of them. */
const namesTheOthers = (account: Account): boolean =>
  departmentsOf(account).length * 2 > account.index.plan.departments.length;

const has = ({ stated }: Account, ...any: readonly (string | number | boolean)[]): boolean =>
  any.some((one) => stated.has(one));

/** Measures that are differences or ratios by themselves. */
export const GAPS = ['unsettled', 'uncollected'] as const;
export const RATES = [
  'settlement_rate',
  'collection_rate',
  'cost_per_weight',
  'personnel_share',
  'direct_share',
] as const;

const GAPS_OF: Readonly<Partial<Record<Figure, readonly string[]>>> = {
  committed: ['unsettled', 'settlement_rate'],
  settled: ['unsettled', 'settlement_rate', 'resources', 'direct_share'],
  resources: ['personnel_share', 'direct_share'],
  unsettled: ['undeclared'],
  uncollected: ['undeclared'],
  assessed: ['uncollected', 'collection_rate'],
  collected: ['uncollected', 'collection_rate'],
  personnel: ['resources', 'cost_per_weight', 'personnel_share'],
  weight: ['cost_per_weight'],
};

function isUsed(piece: Piece, account: Account): boolean {
  const isOfSides = account.queries.some(areSides);
  switch (piece.cat) {
    case 'atoms':
      return piece.guessed === true || piece.atoms.every((atom) => isStated(atom, account));
    case 'near':
      return false;
    case 'rank':
    case 'degree':
      if (piece.cat === 'rank' && 'figure' in piece.by && piece.by.near) return has(account, 'near');
      return (
        account.queries.some(isOrder) ||
        isOfSides ||
        has(account, 'most', 'least', 'gt', 'lt') ||
        // «Ha pagato di più nel 2025 o nel 2026?»: both are told.
        account.queries.some((query) => query.type === 'figures' && spansYears(query))
      );
    case 'pick':
      return isOfSides || has(account, piece.limit === 1 ? piece.place : piece.limit);
    case 'number':
      return isNumberStated(piece.value, piece.text, account);
    case 'amount':
      // "Settore 9 %": the number is that of the office.
      return isNumberStated(piece.value, String(piece.value), account);
    case 'years':
      return piece.spans.every(({ from, to }) => areYearsStated(from, to, account));
    case 'share':
      return has(account, 'share', '%', true, ...RATES, 'attainment');
    case 'fold':
      return isFoldStated(piece.fold, account);
    case 'folded':
      return isFoldStated(piece.fold, account) && isFigureStated(piece, account);
    case 'figure':
    case 'perpoint':
      return isFigureStated(piece, account);
    case 'lens':
      return has(account, ...columnsOf(piece.figure)) || isRateStated(piece.figure, account);
    case 'difference':
    case 'differs':
    case 'subtraction':
    case 'minus':
      return isOfSides || has(account, '-', ...GAPS);
    case 'times':
    case 'ratio':
    case 'over':
      return has(account, '÷', '%', 'average', ...RATES);
    case 'except':
      return has(account, 'not') || namesTheOthers(account);
    case 'compare':
      return (
        // «Lo stesso nome» has an account of its own.
        piece.op === 'eq' ||
        isOfSides ||
        account.queries.some(isOrder) ||
        has(account, piece.op, 'shared', '-', '÷', '%', ...GAPS) ||
        // «Quanti finiscono nel 2021, e quanti vanno oltre?»
        (piece.op === 'gt' && has(account, LAST)) ||
        // «Di durata superiore a 2 anni».
        account.queries.some(
          (query) => query.type === 'figures' && query.select.some(({ type }) => type === 'span'),
        )
      );
    case 'factor':
      return has(account, piece.value, piece.value * 100);
    case 'rest':
    case 'dropped':
      return has(account, 'not') || namesTheOthers(account);
    case 'in full':
      return has(account, 'gte', 'lt');
    case 'order':
    case 'ordering':
    case 'ascending':
    case 'descending':
      return isOfSides || has(account, 'most', 'least');
    case 'course':
      return !piece.each || account.queries.some(isSideBySide);
    case 'hundred':
      return has(account, '%', ...RATES);
    case 'group':
      return piece.level === 'item' || has(account, piece.level);
    case 'having':
      return (
        account.queries.some(isOfHolders) ||
        // «Senza i processi»: objectives alone.
        (piece.value === 0 &&
          ((has(account, ...ITEM_KINDS) && !has(account, ...piece.kinds)) || has(account, 'not')))
      );
    case 'own':
      return false;
    case 'ask':
      return piece.what !== 'list' || !account.queries.every(isOneFigure);
    case 'level':
      return areLevelsStated(piece, account);
    case 'kind':
      return areKindsStated(piece.kinds, account);
    default:
      return true;
  }
}

/** The plan's own year narrows nothing, nor does one that another plan has: the query is of that. */
const areYearsStated = (from: number, to: number, account: Account): boolean =>
  has(account, from) ||
  has(account, to) ||
  (from === to && (from === account.index.plan.head.year || account.index.years.has(from)));

const isFoldStated = (fold: Fold, account: Account): boolean =>
  fold === 'median' ? has(account, 'median') : fold !== 'mean' || has(account, 'average', 'mean');

const isFigureStated = (
  { figure }: Extract<Piece, { cat: 'figure' | 'folded' | 'perpoint' }>,
  account: Account,
): boolean =>
  account.queries.some(areSides) ||
  has(account, figure, ...columnsOf(figure), ...(figure === 'cost' ? ['cost_per_weight'] : [])) ||
  // A part of a rate or of what is left stands in it.
  columnsOf(figure).some((one) => GAPS_OF[one]?.some((gap) => has(account, gap)));

/** What is looked at is the whole of a rate, or what it is a part of. */
const isRateStated = (figure: SaidFigure, account: Account): boolean =>
  account.queries.some(areSides) ||
  columnsOf(figure).some((one) => GAPS_OF[one]?.some((gap) => gap !== 'resources' && has(account, gap)));

/** Another kind alone is what the query is about. */
const areKindsStated = (kinds: readonly ItemKind[], { stated }: Account): boolean => {
  const [kind, ...others] = kinds;
  if (kind === undefined || others.length > 0) return true;
  const about = [...stated].flatMap((one) =>
    typeof one === 'string' ? (/^(objective|process|indicator)\b/.exec(one)?.[0] ?? []) : [],
  );
  return about.length === 0 || about.includes(kind);
};

const isNumberStated = (value: number, text: string, account: Account): boolean =>
  account.named ||
  // In cents, or said in thousands ("da 50 a 60 mila euro").
  has(account, value, value * 100, value * 100_000) ||
  [...account.stated].some(
    (one) =>
      typeof one === 'string' &&
      (one.endsWith(`:${value}`) || one.endsWith(text) || one.endsWith(` ${value}`)),
  ) ||
  areYearsStated(value, value, account);

/** A limit in its own unit, in cents, or said in thousands or millions: "1 mln". */
const isLimitStated = (value: number, account: Account): boolean =>
  [value, value / 100].some((one) => isNumberStated(one, String(one), account)) ||
  has(account, value * 1_000, value * 1_000_000);

/** "I 69 obiettivi", "i tre staff", "il 31 dicembre", "due anni": how many there are, or when. */
function isBesideItsNoun(
  { value, to }: Piece<'number'>,
  next: Piece | undefined,
  tokens: readonly Token[],
  { index, stated }: Account,
): boolean {
  const { text = '' } = tokens[to] ?? {};
  if (isMonth(text) || /^ann[io]$/.test(text)) return true;
  const kinds = next?.cat === 'kind' ? next.kinds : ITEM_KINDS.filter((kind) => stated.has(kind));
  if (index.items.filter(({ item }) => kinds.includes(item.kind)).length === value) return true;
  return index.plan.departments.filter(({ code }) => stated.has(code)).length === value;
}

/** «La differenza tra i due»: the figures that are told beside it. */
const isOfFigures = ({ value }: Piece<'number'>, before: Piece | undefined, { queries }: Account): boolean =>
  before?.cat === 'between' &&
  queries.some((query) => query.type === 'figures' && query.columns.length > value);

/** By its code, or by those of its offices. */
const isPlaceStated = (code: string, { stated, index }: Account): boolean =>
  stated.has(code) ||
  index.plan.units.some((unit) => unit.department === code && stated.has(unit.code)) ||
  [...stated].some((one) => typeof one === 'string' && one.length > 3 && code.endsWith(one));

function isStated(atom: Atom, account: Account): boolean {
  switch (atom.type) {
    case 'structure':
      return account.named || atom.codes.every((code) => isPlaceStated(code, account));
    case 'goal':
      return atom.numbers.every((number) => has(account, number));
    case 'items':
      return atom.refs.some((ref) => has(account, ref));
    case 'scope':
      return has(account, 'transversal', 'unit');
    case 'field':
      return has(account, atom.value);
    case 'has':
      return has(account, atom.table);
    case 'shared':
      return has(account, 'shared');
    case 'span':
      return has(account, atom.min, atom.max);
    case 'ends':
    case 'begins':
      return has(account, atom.from, atom.to);
    case 'bound':
      if (account.queries.some(areSides)) return true;
      if ('total' in atom.than) return has(account, atom.than.times);
      return 'value' in atom.than
        ? isLimitStated(atom.than.value, account)
        : 'item' in atom.than
          ? has(account, atom.than.item)
          : has(account, 'mean');
    case 'versus':
      return (
        account.queries.some(areSides) ||
        (has(account, atom.op) && has(account, atom.figure) && has(account, atom.other))
      );
    case 'not':
      return isDenied(atom.atom, account);
    default:
      return true;
  }
}

/** Left out in so many words, or by naming all the others. */
function isDenied(atom: Atom, account: Account): boolean {
  if (has(account, 'not')) return true;
  if (atom.type === 'structure') return !has(account, ...atom.codes) && namesTheOthers(account);
  if (atom.type === 'scope') return has(account, 'unit', 'transversal');
  return atom.type !== 'items' && atom.type !== 'goal' && atom.type !== 'kind';
}
