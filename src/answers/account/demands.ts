import { ITEM_KINDS } from '../../words/kinds.ts';
import type { Level } from '../figures/figures-query.ts';
import { areSides } from '../figures/figures-query.ts';
import { GAPS, RATES } from '../grammar/ledger.ts';
import type { Category, Piece } from '../grammar/pieces.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { type Around, placesOfRun } from '../language/runs-of-words.ts';
import { contentKeys, type Token } from '../language/tokens.ts';
import type { Query } from '../query.ts';
import type { StructureMention } from '../understand/spans.ts';
import { expressionsOf, factsTold, ordersOf, rowsOf, type Stated, says } from './stated.ts';
import { POINTING, WANTED } from './wanted.ts';

/** The words of a message, and what each of them means whatever the others. */
export interface SaidWords {
  readonly tokens: readonly Token[];
  /** All that some of them may mean. */
  readonly found: readonly Piece[];
  /** Of meanings that lie one in another, the widest. */
  readonly pieces: readonly Piece[];
  readonly structures: readonly StructureMention[];
  /** Whether a word does one of some things where an operation is asked for. */
  readonly does: (token: Token | undefined, role: string) => boolean;
  /** It goes on from an answer before, which says of what. */
  readonly goesOn: boolean;
  readonly vocabulary: Vocabulary;
}

/** Words that want something, and whether what is answered says it. */
interface Demand {
  readonly at: readonly number[];
  readonly isStated: (stated: Stated) => boolean;
}

/**
 * Places of the words that want what no query states. What they want is worked out from the words alone, whatever reader
 * made the queries of them.
 */
export function demandsLeft(said: SaidWords, stated: Stated): readonly number[] {
  const ofItems = stated.queries.every(({ type }) => OF_ITEMS.has(type));
  const demands = [
    ...runsWanted(said),
    ...perOne(said),
    ...(ofItems ? [...perHead(said), ...DEMANDS.flatMap((find) => find(said))] : []),
  ];
  return demands.flatMap((one) => (one.isStated(stated) ? [] : one.at));
}

/** What the words of `pretese.csv` want. */
function runsWanted({ tokens, structures, vocabulary, does, goesOn }: SaidWords): readonly Demand[] {
  const areWeak = structures.every(({ strong }) => !strong);
  const around: Around = {
    does,
    namesAt: (at) => structures.flatMap(({ from, to }) => (from === at ? [{ to, weak: areWeak }] : [])),
  };
  return vocabulary.wanted.flatMap(({ wanted, run }): readonly Demand[] => {
    const at = goesOn && POINTING.has(wanted) ? [] : placesOfRun(run, tokens, around);
    const ways = WANTED[wanted] ?? [];
    const isStated = (stated: Stated): boolean =>
      ways.some((way) => (typeof way === 'string' ? says(stated, way) : way(stated, vocabulary)));
    return at.length === 0 ? [] : [{ at, isStated }];
  });
}

/** «Quanti dipendenti per ogni dirigente?»: the one figure divided by the other, and not both. */
function perOne({ tokens, does, vocabulary: { index } }: SaidWords): readonly Demand[] {
  return tokens.flatMap((token, at): readonly Demand[] => {
    const noun = tokens[at + 1];
    if (tokens[at - 1]?.text !== 'per' || !does(token, 'each') || !noun) return [];
    const isStated = ({ queries }: Stated): boolean => {
      const facts = factsTold({ queries }, index.plan.facts);
      const isIn = (side: 'subject' | 'measure'): boolean =>
        facts.some((fact) => contentKeys(fact[side]).includes(noun.key));
      return facts.length < 2 || !isIn('measure') || isIn('subject') || queries.some(isQuotient);
    };
    return [{ at: [at, at + 1], isStated }];
  });
}

/** «Quanto si spende per abitante?», «costo del personale per dipendente»: no figure of items is divided by people or time. */
const perHead = ({ tokens, does }: SaidWords): readonly Demand[] =>
  tokens.flatMap((token, at): readonly Demand[] => {
    const from = does(tokens[at - 1], 'each') && tokens[at - 2]?.text === 'per' ? at - 2 : at - 1;
    return does(token, 'head') && /^(per|pro)$/.test(tokens[from]?.text ?? '')
      ? [{ at: [from, at], isStated: () => false }]
      : [];
  });

const isQuotient = (query: Query): boolean =>
  query.type === 'fact' && (query.operation === 'ratio' || query.rows === 'quotient' || query.best !== null);

/** Only of these it is told what they say of rows, orders and structures. */
const OF_ITEMS: ReadonlySet<Query['type']> = new Set<Query['type']>(['figures', 'item', 'structure', 'goal']);

/** The meanings that are no part of a wider one. */
export const widest = (pieces: readonly Piece[]): readonly Piece[] =>
  pieces
    .filter(
      (piece) =>
        piece.cat !== 'topic' &&
        !pieces.some(
          (one) =>
            one.cat !== 'topic' &&
            one.from <= piece.from &&
            one.to >= piece.to &&
            one.to - one.from > piece.to - piece.from,
        ),
    )
    .sort((a, b) => a.from - b.from);

const placesOf = (...pieces: readonly { readonly from: number; readonly to: number }[]): readonly number[] =>
  pieces.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, step) => from + step));

/** A word for a level right after what says how its rows are wanted; what is called the same on two levels, once. */
function levelsAfter(
  { pieces }: SaidWords,
  ...before: readonly ((piece: Piece) => boolean)[]
): readonly (readonly [Piece, Piece<'level'>])[] {
  return pieces.flatMap((level, at) =>
    level.cat !== 'level' || pieces[at - 1]?.from === level.from
      ? []
      : pieces
          .filter((piece) => piece.to === level.from && before.some((is) => is(piece)))
          .slice(0, 1)
          .map((piece) => [piece, level] as const),
  );
}

const is =
  <C extends Category>(cat: C) =>
  (piece: Piece): piece is Piece<C> =>
    piece.cat === cat;

const tellsRows = ({ queries }: Stated, level: Level): boolean =>
  queries.some((query) => rowsOf(query).includes(level));

/** Rows of any level that a word means. */
const tellsRowsOf = (stated: Stated, word: Piece, { pieces }: SaidWords): boolean =>
  pieces.some((piece) => piece.cat === 'level' && piece.from === word.from && tellsRows(stated, piece.level));

/** An item's own row, or its card, says whose it is. */
const tellsOwner = ({ queries }: Stated): boolean =>
  queries.some(
    (query) =>
      (query.type === 'figures' && query.by === 'item' && query.order !== null) ||
      (query.type === 'item' &&
        (query.measures.length + query.attributes.length === 0 ||
          query.attributes.some((one) => one === 'responsible' || one === 'goals'))),
  );

/** What a message wants, each told by its words alone. */
const DEMANDS: readonly ((said: SaidWords) => readonly Demand[])[] = [
  // «Per settore», «ogni U.O.»: a row for each.
  (said) =>
    levelsAfter(said, is('per'), is('each')).map((found) => ({
      at: placesOf(...found),
      isStated: (stated) => tellsRowsOf(stated, found[1], said),
    })),
  // «Quali settori …», «quanti goal …»: which, or how many of them.
  (said) =>
    levelsAfter(said, (piece) => piece.cat === 'ask' && piece.what !== 'value').map((found) => ({
      at: placesOf(...found),
      isStated: (stated) =>
        tellsRowsOf(stated, found[1], said) ||
        tellsOwner(stated) ||
        // «… e quali uffici li seguono?»: its rows say it.
        (found[0].from > 1 && tellsRows(stated, 'item')),
    })),
  // «Del settore 5»: all that is named is what is answered about.
  ({ structures, found, vocabulary: { index } }) =>
    structures
      .filter(({ strong, code }) => strong && found.some((piece) => namesStructure(piece, code, found)))
      .map((place) => ({
        at: placesOf(place),
        isStated: (stated) => isNamed(stated, place.code, index) || tellsOwner(stated),
      })),
  // «Il personale degli staff rispetto a quello dei settori»: against all of them, and not the staffs against each other.
  ({ pieces }) =>
    pieces.flatMap((piece, place): readonly Demand[] => {
      const next = pieces[place + 1];
      return piece.cat === 'pronoun' && next?.cat === 'level' && next.plural && next.from === piece.to + 1
        ? [
            {
              at: placesOf(piece, next),
              isStated: ({ queries }) => !queries.some(areSides),
            },
          ]
        : [];
    }),
  // «Dal meno al più costoso», «dal più caro al meno caro».
  ({ pieces, tokens }) =>
    pieces.flatMap((piece, place): readonly Demand[] => {
      const direction = courseFrom(pieces, place, tokens);
      return direction === null
        ? []
        : [
            {
              at: placesOf(piece),
              isStated: ({ queries }) =>
                queries.flatMap(ordersOf).every((one) => one.direction === direction && !one.isBeside),
            },
          ];
    }),
  // «I primi quattro»: so many.
  ({ pieces }) =>
    pieces.flatMap((piece, place): readonly Demand[] => {
      const next = pieces[place + 1];
      return piece.cat === 'first' && next?.cat === 'number' && next.from === piece.to
        ? [
            {
              at: placesOf(piece, next),
              isStated: ({ queries }) => {
                const orders = queries.flatMap(ordersOf);
                return orders.length === 0 || orders.some(({ limit }) => limit === next.value);
              },
            },
          ]
        : [];
    }),
  // «Dei suoi obiettivi», «della media del loro settore»: held against what is its own, and not against all.
  ({ pieces, tokens, does }) =>
    pieces.flatMap((piece): readonly Demand[] =>
      piece.cat === 'own' && does(tokens[piece.to - 1], 'possessive')
        ? [{ at: placesOf(piece), isStated: ({ queries }) => !queries.some(isHeldAgainstAll) }]
        : [],
    ),
  // «Elenca … con la quota»: one part for each row.
  ({ pieces, tokens }) =>
    pieces.flatMap((piece, at): readonly Demand[] => {
      const before = pieces[at - 1];
      const isJoined = piece.cat === 'share' && (before?.cat === 'with' || before?.cat === 'and');
      const lists =
        pieces.some((one) => one.cat === 'ask' && one.what === 'list') || tokens[0]?.text === 'quali';
      return isJoined && lists
        ? [{ at: placesOf(piece), isStated: ({ queries }) => queries.every((query) => !isPartAlone(query)) }]
        : [];
    }),
  // «Che differenza c’è», «in media»: what is worked out of figures.
  ({ pieces }) =>
    pieces.flatMap((piece): readonly Demand[] => {
      const words = WORKED_OUT[piece.cat === 'fold' ? `fold ${piece.fold}` : piece.cat];
      return words === undefined
        ? []
        : [
            {
              at: placesOf(piece),
              isStated: (stated) =>
                says(stated, ...words) ||
                (piece.cat !== 'fold' && stated.queries.some(areSides)) ||
                // «Quale settore incide di più sul personale?»: who has the greatest part has most of it.
                (piece.cat === 'share' &&
                  pieces.some(({ cat, from }) => cat === 'more' && from === piece.to) &&
                  says(stated, 'max', 'min', 'most', 'least')),
            },
          ];
    }),
  // «Quanti …, e quanti …?»: none of as many requests is a card.
  ({ pieces }) => {
    const counts = pieces.filter((piece) => piece.cat === 'ask' && piece.what === 'count');
    return counts.length > 1
      ? [
          {
            at: placesOf(...counts),
            isStated: ({ queries }) =>
              queries.length !== counts.length || queries.every(({ type }) => type !== 'item'),
          },
        ]
      : [];
  },
  // «Obiettivi per numero di goal»: what each of them has is counted by no query.
  (said) =>
    levelsAfter(said, (piece) => piece.cat === 'ask' && piece.what === 'count').flatMap((found) =>
      said.tokens[found[0].from - 1]?.text === 'per'
        ? [{ at: placesOf(...found), isStated: () => false }]
        : [],
    ),
  // «I settori che non hanno liquidato niente», «che con gli obiettivi superano il milione»: a limit to what each of them has.
  ({ pieces, tokens, does }) =>
    pieces.flatMap((level, place): readonly Demand[] => {
      if (level.cat !== 'level' || !level.plural || !does(tokens[level.to], 'narrows')) return [];
      const rest = pieces.slice(place + 1);
      const kind = rest.find(({ cat }) => cat === 'kind');
      const isOfItems = kind && !rest.some(({ cat, from }) => from === kind.to && LIMITS.has(cat));
      return isOfItems
        ? []
        : [{ at: placesOf(level), isStated: ({ queries }) => !queries.some(limitsItems) }];
    }),
  // «Il processo con il personale mediano»: the one in the middle of an order, which no query chooses.
  ({ pieces, tokens, does }) =>
    pieces.flatMap((fold): readonly Demand[] => {
      const figure = pieces.find(({ cat, to }) => cat === 'figure' && to === fold.from);
      const one = pieces.findLast(({ cat, to }) => OF_ROWS.has(cat) && to <= (figure?.from ?? 0));
      const isMiddle = fold.cat === 'fold' && (fold.fold === 'median' || fold.fold === 'mean');
      const isOne = one !== undefined && 'plural' in one && !one.plural;
      // «Il settore con il costo medio più alto».
      const isOrder = pieces.some(({ cat, from }) => from >= fold.to && DEGREES.has(cat));
      return isMiddle && isOne && !isOrder && does(tokens[one.to], 'narrows')
        ? [{ at: placesOf(fold), isStated: () => false }]
        : [];
    }),
  // «Diviso per quello degli obiettivi»: by a figure, and not by how many they are.
  ({ pieces }) =>
    pieces.flatMap((over, place): readonly Demand[] => {
      const that = pieces[place + 1];
      return (over.cat === 'over' || over.cat === 'each') && that?.cat === 'pronoun'
        ? [{ at: placesOf(over, that), isStated: ({ queries }) => !queries.some(dividesByCount) }]
        : [];
    }),
  // «Senza gli obiettivi del settore 5»: what is left out is never what is answered about.
  ({ pieces, structures, tokens }) =>
    pieces.flatMap((out, place): readonly Demand[] => {
      const kind = pieces[place + 1];
      const isOut = out.cat === 'without' || out.cat === 'except';
      if (!isOut || kind?.cat !== 'kind') return [];
      // «Senza l’obiettivo 60».
      const number = pieces[place + 2];
      if (number?.cat === 'number' && number.from === kind.to) {
        const refs = kind.kinds.map((one) => `${one}:${number.value}`);
        return [{ at: placesOf(out), isStated: (stated) => says(stated, 'not') || !says(stated, ...refs) }];
      }
      const of = structures.find(({ from }) => kind.to === from - 1);
      if (of === undefined || kind.from === out.to) return [];
      return /^d/.test(tokens[kind.to]?.text ?? '')
        ? [{ at: placesOf(out, of), isStated: (stated) => says(stated, 'not') || !says(stated, of.code) }]
        : [];
    }),
  // «Con accertato inferiore a quello dell’obiettivo 17»: what others are held against is not what is asked for.
  ({ pieces }) =>
    pieces.flatMap((piece, place): readonly Demand[] => {
      const isAgainst = piece.cat === 'compare' && pieces[place + 1]?.cat === 'pronoun';
      return isAgainst
        ? [{ at: placesOf(piece), isStated: ({ queries }) => queries.every(({ type }) => type !== 'item') }]
        : [];
    }),
  // «Quanti obiettivi su 69 …?»: out of how many, and no item of that number.
  ({ pieces }) =>
    pieces.flatMap((on, place): readonly Demand[] => {
      const [kind, number] = [pieces[place - 1], pieces[place + 1]];
      if (on.cat !== 'on' || kind?.cat !== 'kind' || !kind.plural || number?.cat !== 'number') return [];
      const isItem = (stated: Stated): boolean =>
        says(stated, ...ITEM_KINDS.map((one) => `${one}:${number.value}`));
      return kind.to === on.from && on.to === number.from
        ? [{ at: placesOf(on, number), isStated: (stated) => !isItem(stated) }]
        : [];
    }),
  // «Sia obiettivi … sia processi …»: of structures that have the one and the other.
  ({ pieces, tokens }) => {
    const both = tokens.flatMap(({ text }, at) => (text === 'sia' ? [at] : []));
    const isOfKinds = both.filter((at) => pieces.some(({ cat, from }) => cat === 'kind' && from === at + 1));
    return isOfKinds.length > 1 && pieces.some(({ cat }) => cat === 'level')
      ? [{ at: both, isStated: ({ queries }) => queries.some(holdsOfSeveral) }]
      : [];
  },
  // «Con peso 30»: what a mark is, where nothing is answered but cards. (An amount of money says so, or names an item.)
  ({ pieces }) =>
    pieces.flatMap((figure, place): readonly Demand[] => {
      const number = pieces[place + 1];
      const isMark =
        figure.cat === 'figure' && (figure.figure === 'weight' || figure.figure === 'attainment');
      return isMark && number?.cat === 'number' && number.from === figure.to
        ? [
            {
              at: placesOf(figure, number),
              isStated: (stated) =>
                stated.queries.some(({ type }) => type !== 'item') ||
                says(stated, ...ITEM_KINDS.map((kind) => `${kind}:${number.value}`)),
            },
          ]
        : [];
    }),
  // «I settori 3 e 5, ciascuno»: each by itself.
  ({ tokens, does, structures, pieces }) =>
    tokens.flatMap((token, at): readonly Demand[] => {
      const next = tokens[at + 1];
      if (pieces.some((piece) => piece.cat === 'kind' && piece.plural)) return [];
      const levels = [...new Set(structures.map(({ level }) => level))];
      return does(token, 'each') && (next === undefined || next.pause) && levels.length > 0
        ? [{ at: [at], isStated: (stated) => levels.some((level) => tellsRows(stated, level)) }]
        : [];
    }),
];

const DEGREES: ReadonlySet<Category> = new Set<Category>(['more', 'degree', 'rank', 'magnitude']);

/** Which way rows go that are told «dal … al …», from the first word of a degree on; null where nothing says it. */
function courseFrom(
  pieces: readonly Piece[],
  place: number,
  tokens: readonly Token[],
): 'most' | 'least' | null {
  const piece = pieces[place];
  if (piece?.cat === 'ascending') return 'least';
  if (piece?.cat === 'descending') return 'most';
  const [of, last] = pieces.slice(place + 1, place + 3);
  if (piece?.cat !== 'more' || of?.cat !== 'adjective' || last?.cat !== 'more') return null;
  const isFromTo =
    /^dal/.test(tokens[piece.from - 1]?.text ?? '') && /^al/.test(tokens[last.from - 1]?.text ?? '');
  if (!isFromTo || last.direction === piece.direction) return null;
  return piece.direction === of.direction ? 'most' : 'least';
}

/** A mean, or a whole, of all that there is, where what is answered is narrower. */
const isHeldAgainstAll = (query: Query): boolean =>
  query.type === 'figures' &&
  (query.select.some((atom) => atom.type === 'bound' && 'mean' in atom.than) ||
    (query.select.some(({ type }) => type === 'structure') &&
      expressionsOf(query).some(
        (one) =>
          one.type === 'over' && one.year === null && !one.select.some(({ type }) => type === 'structure'),
      )));

const dividesByCount = (query: Query): boolean =>
  query.type === 'figures' &&
  expressionsOf(query).some(
    (one) =>
      one.type === 'op' &&
      one.op === '÷' &&
      one.right.type === 'over' &&
      one.right.expr.type === 'fold' &&
      one.right.expr.figure === 'items',
  );

/** Words for what there is a row of. */
const OF_ROWS: ReadonlySet<Category> = new Set<Category>(['kind', 'level']);

/** Words that begin a limit. */
const LIMITS: ReadonlySet<Category> = new Set<Category>(['compare', 'figure', 'without', 'negation']);

/** A figure of single items is limited, and none of what a structure has. */
const limitsItems = (query: Query): boolean =>
  query.type === 'figures' &&
  query.having.length === 0 &&
  !query.claim &&
  query.select.some(
    (atom) =>
      atom.type === 'bound' ||
      atom.type === 'versus' ||
      (atom.type === 'not' && atom.atom.type === 'declared'),
  );

/** Words of queries that say what words of arithmetic want. */
const WORKED_OUT: Readonly<Record<string, readonly string[] | undefined>> = {
  share: ['%', '÷', 'share', 'attainment', 'weight', ...RATES],
  difference: ['-', 'change', ...GAPS],
  times: ['÷', '%', ...RATES],
  'fold mean': ['average', 'mean'],
  'fold median': ['median'],
};

/** Two things hold of what a structure has. */
const holdsOfSeveral = (query: Query): boolean => query.type === 'figures' && query.having.length > 1;

/**
 * «I settori con le risorse utilizzate più alte», «i settori lavorano»: no name where its words mean something else, or stand
 * in what an item declares («OVP1 Salute vicina»).
 */
const namesStructure = (piece: Piece, code: string, found: readonly Piece[]): boolean =>
  piece.cat === 'atoms' &&
  !piece.guessed &&
  piece.atoms.some((atom) => atom.type === 'structure' && atom.codes.includes(code)) &&
  !found.some(
    (other) =>
      other.from < piece.to &&
      other.to > piece.from &&
      (!OF_NAMES.has(other.cat) ||
        (other.cat === 'atoms' &&
          other.atoms.some(({ type }) => type === 'field') &&
          !isWithin(other, piece))),
  );

/** One piece stands in another, which may have more words. */
const isWithin = (one: Piece, other: Piece): boolean => one.from >= other.from && one.to <= other.to;

/** What words of a name may be by themselves. */
const OF_NAMES: ReadonlySet<Category> = new Set<Category>([
  'level',
  'number',
  'pick',
  'name',
  'atoms',
  'titled',
  'topic',
  'and',
]);

/** By its code, or by those of its offices; of named items, as whose they are. */
function isNamed({ words }: Stated, code: string, index: PlanIndex): boolean {
  const { plan } = index;
  const own = plan.units.filter((unit) => unit.department === code).map((unit) => unit.code);
  const department = plan.units.find((unit) => unit.code === code)?.department;
  // A department of one office is that office.
  const isAlone = plan.units.filter((unit) => unit.department === department).length === 1;
  const codes = [code, ...own, ...(department && isAlone ? [department] : [])];
  return (
    codes.some((one) => words.has(one)) ||
    [...words].some((word) => word.length > 3 && code.endsWith(word)) ||
    index.items.some(
      ({ ref, departments, units }) =>
        words.has(ref) && codes.some((each) => departments.includes(each) || units.includes(each)),
    )
  );
}

/** A part of a whole, of all of them together. */
const isPartAlone = (query: Query): boolean =>
  query.type === 'figures' &&
  query.by === null &&
  query.columns.some((one) => one.type === 'op' && one.op === '%');
