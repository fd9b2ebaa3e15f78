import type { Fact } from '../../domain/types.ts';
import type { Expr, FiguresQuery } from '../figures/figures-query.ts';
import { areOfSets } from '../grammar/ledger.ts';
import { contentKeys, type Token } from '../language/tokens.ts';
import type { Query, QueryOf } from '../query.ts';
import { type Stated, says, statedBy } from './stated.ts';

/**
 * Places of words that ask for an operation which no query carries out: sameness, a figure for each item of a group, how
 * far above or below something is, a part of a total, an order by name or by place. Without it another question would be
 * answered.
 * @param tokens the words as they are read
 */
export function operationsLeft(
  tokens: readonly Token[],
  queries: readonly Query[],
  around: Around,
): readonly number[] {
  const stated = statedBy(queries);
  const does: Does = (token, ...roles) =>
    token !== undefined && roles.some((role) => around.words.get(role)?.has(token.text));
  return OPERATIONS.flatMap(({ find, isStated }) =>
    isStated(stated, around) ? [] : tokens.flatMap((_, at) => find(tokens, at, does, around)),
  );
}

/** Whether a word does one of some things where an operation is asked for. */
type Does = (token: Token | undefined, ...roles: readonly string[]) => boolean;

/** What a question stands in. */
interface Around {
  /** It goes on from an answer before, which "lo stesso" may point at. */
  readonly goesOn: boolean;
  /** What the plan itself calls its commitments. */
  readonly ownNames: readonly string[];
  /** Figures of the context tables that are answered. */
  readonly figures: readonly Fact[];
  /** Places of the names of structures, and whether all of them are mere aliases. */
  readonly structures: { readonly places: ReadonlySet<number>; readonly areWeak: boolean };
  /** Words of operations, by what they do. */
  readonly words: ReadonlyMap<string, ReadonlySet<string>>;
}

interface Operation {
  /** The places of its words, where it is asked for from a word on. */
  readonly find: (tokens: readonly Token[], at: number, does: Does, around: Around) => readonly number[];
  readonly isStated: (stated: Stated, around: Around) => boolean;
}

/** Of these the words mean other things: what is told answers by itself. */
const isTold = ({ types }: Stated): boolean =>
  ['statement', 'rule', 'remark', 'about', 'fact', 'acts', 'monitoring', 'parts', 'check', 'weights'].some(
    (type) => types.has(type),
  );

const OPERATIONS: readonly Operation[] = [
  {
    // What a budget sets aside is no commitment, unless the plan calls it so.
    find: (tokens, at, does) => (does(tokens[at], 'budgeted') ? [at] : []),
    isStated: (stated, { ownNames }) =>
      isTold(stated) || !says(stated, 'committed') || ownNames.some((name) => name.startsWith('stanzia')),
  },
  {
    // «Per intero», «interamente»: held against something that is not said, or not read.
    find: (tokens, at, does) =>
      does(tokens[at], 'inFull') && (tokens[at]?.text !== 'intero' || tokens[at - 1]?.text === 'per')
        ? [at]
        : [],
    isStated: (stated) =>
      isTold(stated) || !areOfSets(stated.queries) || says(stated, 'eq', 'lt', 'full', 'not_full'),
  },
  {
    // «… e il rapporto tra i due»: no difference, nor the two by themselves.
    find: (tokens, at, does) =>
      does(tokens[at], 'divided') &&
      does(tokens[at + 1], 'within') &&
      tokens.slice(at + 2, at + 4).some((token) => token.value === 2 || does(token, 'those'))
        ? [at]
        : [],
    isStated: (stated) =>
      says(stated, '÷', '%', 'ratio', 'share', 'settlement_rate', 'collection_rate', 'personnel_share'),
  },
  {
    // «… che numero è e quanto costa?»: a sum tells no number.
    find: (tokens, at) =>
      tokens[at]?.text === 'numero' &&
      tokens[at - 1]?.text === 'che' &&
      /^(e|ha|hanno|sono)$/.test(tokens[at + 1]?.text ?? '')
        ? [at]
        : [],
    isStated: ({ queries }) => !queries.every(({ type }) => type === 'total' || type === 'count'),
  },
  {
    // «…, e in che data si è espresso il Nucleo?»: no count tells a day.
    find: (tokens, at) => {
      const asks =
        tokens[at]?.text === 'quando' || (tokens[at]?.text === 'data' && tokens[at - 1]?.text === 'che');
      return asks && tokens.slice(Math.max(1, at - 3), at).some(({ text, pause }) => pause || text === 'e')
        ? [at]
        : [];
    },
    isStated: (stated) =>
      says(stated, 'deadline') ||
      !stated.queries.every(({ type }) => type === 'monitoring' || type === 'total' || type === 'count'),
  },
  {
    // «Quanto incassa e quanto resta?»: what is left is none of the two.
    find: (tokens, at, does) =>
      does(tokens[at], 'remains') && does(tokens[at - 1], 'much') ? [at - 1, at] : [],
    isStated: (stated) =>
      isTold(stated) ||
      says(stated, '-', '%', 'unsettled', 'uncollected', 'attainment', 'not', 'lt', 'deadline'),
  },
  {
    // What is aimed at is no result.
    find: (tokens, at, does) => (does(tokens[at], 'target') ? [at] : []),
    isStated: (stated) => isTold(stated) || !says(stated, 'attainment') || !areOfSets(stated.queries),
  },
  {
    find: (tokens, at, does) => {
      if (!does(tokens[at], 'having')) return [];
      const other = tokens.findIndex((token, place) => place > at && !token.light && !does(token, 'has'));
      const ofItems = tokens.slice(0, at).some((token) => does(token, 'items'));
      return ofItems && does(tokens[other], 'indicator') ? [at, other] : [];
    },
    isStated: (stated) => isTold(stated) || says(stated, 'indicators') || stated.queries.every(isOfGroups),
  },
  {
    find: (tokens, at, does) =>
      does(tokens[at], 'same') &&
      tokens.slice(0, 3).some((token) => does(token, 'many')) &&
      tokens.some((token) => does(token, 'thing'))
        ? [at]
        : [],
    isStated: (stated, { goesOn }) =>
      isTold(stated) || goesOn || says(stated, 'eq', 'gte', 'lte') || stated.queries.some(isOfSamePlace),
  },
  {
    find: (tokens, at, does) => {
      const one = tokens[at]?.text === 'per' && does(tokens[at + 1], 'item') ? at + 1 : null;
      return one === null || tokens[one + 1]?.type === 'number' ? [] : [at, one];
    },
    isStated: ({ queries }) => !queries.every(isOfGroups) || queries.some(isWorkedOut),
  },
  {
    find: (tokens, at, does) =>
      does(tokens[at], 'divided') && tokens.slice(at).some((token) => does(token, 'number')) ? [at] : [],
    isStated: (stated) => !areOfSets(stated.queries) || stated.queries.some(isWorkedOut),
  },
  {
    find: (tokens, at, does) =>
      tokens[at]?.text === 'di' && does(tokens[at + 1], 'much')
        ? tokens.flatMap((token, place) => (place > at && does(token, 'off') ? [place] : [])).slice(0, 1)
        : [],
    isStated: (stated) =>
      isTold(stated) ||
      says(stated, '-', '%', '÷', 'difference', 'margin', 'change', 'unsettled', 'uncollected') ||
      stated.types.has('compare'),
  },
  {
    // «Quanto pesano in totale?»: a sum, and no part of a whole.
    find: (tokens, at, does) =>
      does(tokens[at], 'part') &&
      tokens.some((token, place) => does(token, 'whole') && tokens[place - 1]?.text !== 'in')
        ? [at]
        : [],
    isStated: (stated) =>
      !areOfSets(stated.queries) ||
      stated.types.has('compare') ||
      says(stated, '%', '÷', 'share', 'personnel_share', 'direct_share'),
  },
  {
    // «… a più di un servizio»: of how many structures, which no list of all tells.
    find: (tokens, at, does) => {
      const [more, of, one, noun] = tokens.slice(at, at + 4);
      return more?.text === 'piu' &&
        of?.text === 'di' &&
        /^(un|uno|una|due|2|tre|3)$/.test(one?.text ?? '') &&
        does(noun, 'place')
        ? [at, at + 2, at + 3]
        : [];
    },
    isStated: (stated) =>
      isTold(stated) ||
      !areOfSets(stated.queries) ||
      says(stated, 'gt', 'gte', 'shared') ||
      says(stated, 'eq', 'ne'),
  },
  {
    // «Uffici che hanno solo processi», «… e nessun obiettivo»: what structures have, or lack.
    find: (tokens, at, does) =>
      /^(solo|soltanto|solamente|unicamente|esclusivamente|nessun)$/.test(tokens[at]?.text ?? '') &&
      does(tokens[at + 1], 'items') &&
      tokens.slice(0, at).some((token) => does(token, 'has') || /^(che|con)$/.test(token.text)) &&
      tokens.slice(0, at).some(({ text }) => /^(settori|uffici|strutture|servizi|aree|unita|uo)$/.test(text))
        ? [at, at + 1]
        : [],
    isStated: ({ queries, ...stated }) =>
      isTold({ queries, ...stated }) ||
      !areOfSets(queries) ||
      queries.some(isOfGroups) ||
      queries.some(
        (query) =>
          query.type === 'figures' &&
          (query.having.length > 0 ||
            query.claim ||
            query.select.some((atom) => atom.type === 'structure' && atom.held !== undefined)),
      ),
  },
  {
    // «… del goal 4 confrontato con quelli del goal 11»: two of a thing, and not both together.
    find: (tokens, at, does) => (does(tokens[at], 'beside') && at > 0 && at < tokens.length - 1 ? [at] : []),
    isStated: (stated) =>
      isTold(stated) ||
      !areOfSets(stated.queries) ||
      says(stated, '-') ||
      stated.queries.length > 1 ||
      !stated.queries.every(isOneFigure),
  },
  {
    // «Obiettivi che pesano quanto il 24», «quali costano più del doppio dell’obiettivo 24»: a set is asked for, and no card.
    find: (tokens, at, does) =>
      does(tokens[at], 'items') &&
      /[ei]$/.test(tokens[at]?.text ?? '') &&
      (tokens[at + 1]?.text === 'che' ||
        (tokens[at - 1]?.text === 'quali' &&
          tokens.slice(at).some(({ type }) => type === 'number') &&
          !tokens.some((token) => does(token, 'same'))))
        ? [at, at + 2]
        : [],
    isStated: (stated, { goesOn }) =>
      goesOn ||
      !stated.queries.every(
        ({ type, ...query }) => type === 'item' && 'items' in query && query.items?.length === 1,
      ),
  },
  {
    // «…, e quanti sì?»: those of which it holds are asked for too.
    find: (tokens, at, does) =>
      does(tokens[at - 1], 'howMany', 'which') && tokens[at]?.text === 'si' && tokens[at + 1] === undefined
        ? [at - 1, at]
        : [],
    isStated: (stated) => isTold(stated) || stated.queries.length > 1,
  },
  {
    // «Più vicino alla media»: how far from something is no order of what it is.
    find: (tokens, at, does) =>
      does(tokens[at], 'near') && does(tokens[at - 1], 'plus', 'less') ? [at] : [],
    isStated: (stated) => isTold(stated) || !areOfSets(stated.queries) || says(stated, 'near'),
  },
  {
    // «Un obiettivo biennale rispetto a uno annuale»: two of a thing.
    find: (tokens, at, does) =>
      does(tokens[at], 'against') &&
      tokens.slice(at + 1, at + 4).some(({ text }) => /^(un|uno|una|quell[oaie]|media)$/.test(text))
        ? [at]
        : [],
    isStated: (stated) =>
      isTold(stated) ||
      !areOfSets(stated.queries) ||
      says(stated, '-', '%', '÷') ||
      stated.queries.length > 1 ||
      !stated.queries.every(isOneFigure),
  },
  {
    // «…, e quanto manca?»: what is left is asked for too.
    find: (tokens, at, does) =>
      does(tokens[at - 1], 'much') && does(tokens[at], 'lacks') && tokens[at + 1] === undefined
        ? [at - 1, at]
        : [],
    isStated: (stated, { goesOn }) =>
      isTold(stated) ||
      goesOn ||
      !areOfSets(stated.queries) ||
      says(stated, '-', 'not', 'unsettled', 'uncollected'),
  },
  {
    // «I settori in ordine di numero di obiettivi»: rows of structures in no order are no answer.
    find: (tokens, at, does) =>
      does(tokens[at], 'order') && tokens.slice(at + 1, at + 3).some((token) => does(token, 'number'))
        ? [at]
        : [],
    isStated: (stated) =>
      isTold(stated) ||
      !stated.queries.every(isOfGroups) ||
      stated.queries.some(
        (query) => query.type === 'ranking' || (query.type === 'figures' && query.order !== null),
      ),
  },
  {
    // «…, e quali no?»: the others are asked for too.
    find: (tokens, at, does) =>
      does(tokens[at - 1], 'which') && tokens[at]?.text === 'no' ? [at - 1, at] : [],
    isStated: (stated, { goesOn }) => isTold(stated) || goesOn || says(stated, 'not', 'ne', 'undeclared'),
  },
  {
    // «… e quali uffici li seguono?»: those of what was just listed, and not all that there are.
    find: (tokens, at, does) => (does(tokens[at], 'theirs') ? [at] : []),
    isStated: ({ queries }) =>
      !queries.slice(1).some((query) => query.type === 'structure' && query.codes.length === 0),
  },
  {
    // «Quante azioni non dichiarano i MWh?»: rows without a figure, which no figure of the others tells.
    find: (tokens, at, does) =>
      tokens[at]?.text === 'non' && does(tokens[at + 1], 'tells') ? [at, at + 1] : [],
    isStated: ({ types }) => !types.has('fact'),
  },
  {
    // «Quante entrate non sono state accertate?»: what was not is no sum of what was.
    find: (tokens, at, does) => {
      if (tokens[at]?.text !== 'non') return [];
      const made = tokens.findIndex(({ light, text }, place) => place > at && !light && !BEEN.test(text));
      return does(tokens[made], 'made') && made < at + 4 && BEEN.test(tokens[made - 1]?.text ?? '')
        ? [at, made]
        : [];
    },
    isStated: (stated) =>
      isTold(stated) ||
      !stated.queries.every(isSumAlone) ||
      says(stated, '-', 'not', 'ne', 'undeclared', 'unsettled', 'uncollected'),
  },
  {
    // Nothing is held together by what it is called.
    find: (tokens, at, does) => (does(tokens[at], 'same') && does(tokens[at + 1], 'called') ? [at] : []),
    isStated: (stated, { goesOn }) => isTold(stated) || goesOn,
  },
  {
    // «Quali U.O. hanno finito?»: who has done something, of which no day tells.
    find: (tokens, at, does) =>
      does(tokens[at], 'finished') &&
      does(tokens[at - 1], 'has') &&
      tokens.slice(0, at).some((token) => does(token, 'many', 'part'))
        ? [at - 1, at]
        : [],
    isStated: ({ types }) => !types.has('date'),
  },
  {
    // «Quanti dipendenti per ogni dirigente?»: the one divided by the other, and not both.
    find: (tokens, at, does, { figures }) => {
      const noun = tokens[at + 1];
      if (tokens[at - 1]?.text !== 'per' || !does(tokens[at], 'each') || !noun) return [];
      const isIn = (side: 'subject' | 'measure'): boolean =>
        figures.some((fact) => contentKeys(fact[side]).includes(noun.key));
      return figures.length > 1 && isIn('measure') && !isIn('subject') ? [at, at + 1] : [];
    },
    isStated: ({ queries }) => !areFigures(queries) || queries.some(isRatio),
  },
  {
    // «Dove costa meno evitare una tonnellata?»: of figures none of which is money.
    find: (tokens, at, does, { figures }) =>
      does(tokens[at], 'costs') && figures.every(({ unit }) => unit !== 'eur') ? [at] : [],
    isStated: ({ queries }) => !areFigures(queries),
  },
  {
    // «Quale dei due ne ha di più?»: of those that were answered, and no row of that number.
    find: (tokens, at, does) =>
      does(tokens[at - 1], 'which') && does(tokens[at], 'among') && tokens[at + 1]?.type === 'number'
        ? [at, at + 1]
        : [],
    isStated: ({ queries }) =>
      !areFigures(queries) || queries.every(({ codes, order }) => codes.length > 1 && order !== null),
  },
  {
    // «E da allora al 2023?»: a change since a year that was answered.
    find: (tokens, at) =>
      tokens[at - 1]?.text === 'da' && tokens[at]?.text === 'allora' ? [at - 1, at] : [],
    isStated: ({ queries }) => areFigures(queries) && queries.every(isChange),
  },
  {
    // «Va firmato da chi?»: who does a thing is no figure.
    find: (tokens, at) =>
      tokens[at]?.text === 'chi' && /^(da|a|di)$/.test(tokens[at - 1]?.text ?? '') ? [at - 1, at] : [],
    isStated: ({ queries }) =>
      !areFigures(queries) ||
      queries.some(
        ({ order, bound, beside, operation }) =>
          order !== null || bound !== null || beside !== null || operation === 'difference',
      ),
  },
  {
    // «Chi è responsabile degli obiettivi delle partecipate?»: what a word of an office's name may also mean.
    find: (tokens, at, _does, { structures }) =>
      structures.areWeak && structures.places.has(at) && tokens.some(({ text }) => text === 'chi')
        ? [at]
        : [],
    isStated: ({ queries }) => !queries.every(({ type }) => type === 'list'),
  },
  {
    // «È sbagliato per difetto o per eccesso?»: which way a figure errs is told by none.
    find: (tokens, at, does) =>
      does(tokens[at], 'rounding') && tokens[at - 1]?.text === 'per' ? [at - 1, at] : [],
    isStated: (stated) => isTold(stated) && !stated.types.has('fact'),
  },
  {
    // «Quanto tempo ci mette l’ente a pagare?»: how long it takes is no amount and no day.
    find: (tokens, at, does) =>
      does(tokens[at], 'time') && tokens.some((token) => does(token, 'pays')) ? [at] : [],
    isStated: (stated) =>
      ['fact', 'statement', 'rule', 'remark', 'about', 'parts'].some((one) => stated.types.has(one)),
  },
  {
    // «Obiettivi sul terzo settore»: no place of an order where nothing is ordered, and none that says nothing.
    find: (tokens, at) =>
      /^(prim|second|terz|quart|quint)[oa]$/.test(tokens[at]?.text ?? '') &&
      /^(settore|area|direzione)$/.test(tokens[at + 1]?.text ?? '')
        ? [at, at + 1]
        : [],
    isStated: ({ queries }) => !queries.every(isOfEverything),
  },
  {
    // «Il segretario c’è sempre stato?»: of a time, which no state and no list tells.
    find: (tokens, at) =>
      tokens[at]?.text === 'sempre' && /^stat[oaie]$/.test(tokens[at + 1]?.text ?? '') ? [at, at + 1] : [],
    isStated: ({ queries }) => !queries.every(({ type }) => OF_ITEMS.has(type)),
  },
  {
    // «Percentuale del settore 9»: of what is not said.
    find: (tokens, at, does, { goesOn, structures }) =>
      !goesOn &&
      structures.places.size > 0 &&
      does(tokens[at], 'part') &&
      tokens.every(
        ({ light, type }, place) => place === at || light || type === 'sign' || structures.places.has(place),
      )
        ? [at]
        : [],
    isStated: ({ queries }) => !areOfSets(queries),
  },
  {
    // «E, tra quelli, quale …?»: of what the first half chose.
    find: (tokens, at, does) =>
      does(tokens[at], 'within') &&
      does(tokens[at + 1], 'those') &&
      !does(tokens[at + 2], 'narrowing') &&
      tokens.slice(0, at).some((token) => does(token, 'many', 'which'))
        ? [at, at + 1]
        : [],
    isStated: (stated, { goesOn }) => isTold(stated) || goesOn || areStepsTaken(stated.queries, 1),
  },
  {
    // «Tra i tre settori con più …, quale …?».
    find: (tokens, at, does) =>
      does(tokens[at], 'within') &&
      tokens.slice(at + 1, at + 4).some((token) => token.type === 'number' || does(token, 'first'))
        ? [at]
        : [],
    isStated: (stated) => isTold(stated) || areStepsTaken(stated.queries, 2),
  },
  {
    // What some of an order come to together is no order.
    find: (tokens, at, does) =>
      does(tokens[at], 'together') && tokens.slice(0, at).some((token) => does(token, 'comesTo')) ? [at] : [],
    isStated: ({ queries }) => !queries.every(isOrderAlone),
  },
  {
    // «Personale più impegnato»: added, and no order.
    find: (tokens, at, does) =>
      does(tokens[at], 'plus') && does(tokens[at - 1], 'amount') && does(tokens[at + 1], 'amount')
        ? [at - 1, at, at + 1]
        : [],
    isStated: (stated) => isTold(stated) || says(stated, '+'),
  },
  {
    find: (tokens, at, does) =>
      does(tokens[at], 'against') && tokens.slice(at + 1, at + 4).some((token) => does(token, 'addition'))
        ? [at, at + 2]
        : [],
    isStated: (stated) => isTold(stated) || says(stated, '+'),
  },
  {
    // «Chi segue …, e quanto …?»: one figure over all of them names nobody.
    find: (tokens, at, does) =>
      does(tokens[at], 'who') && tokens.slice(at + 1, at + 4).some((token) => does(token, 'tends'))
        ? [at]
        : [],
    isStated: (stated) => isTold(stated) || !stated.queries.every(isOneFigure),
  },
  {
    // «Quanti sono, e quanto costano?».
    find: (tokens, at, does) =>
      does(tokens[at], 'howMany') &&
      does(tokens[at + 1], 'items') &&
      tokens.slice(at + 2).some(({ text }, step, rest) => does(rest[step + 1], 'much') && text === 'e')
        ? [at, at + 1]
        : [],
    isStated: (stated) => isTold(stated) || !stated.queries.every(isSumAlone) || !areOfSets(stated.queries),
  },
  {
    // «Quanti obiettivi sono stati approvati?», «voci ferme»: said of the items, and of no topic of theirs.
    find: (tokens, at, does) =>
      does(tokens[at], 'told') &&
      !does(tokens[at + 1], 'ofWhole', 'narrowing') &&
      // «Fermi al 95 %»: how far they are.
      tokens.slice(at + 1, at + 3).every(({ type }) => type !== 'number') &&
      tokens.slice(0, at).some((token) => does(token, 'items', 'thing')) &&
      tokens
        .slice(Math.max(0, at - 2), at)
        .some((token) => does(token, 'items') || /^(sono|stat[oaie]|son)$/.test(token.text))
        ? [at]
        : [],
    isStated: (stated) => isTold(stated) || !areOfSets(stated.queries),
  },
  {
    // «Entrate per titolo»: a figure for each of something that nothing is grouped by.
    find: (tokens, at, does) =>
      tokens[at]?.text === 'per' && does(tokens[at + 1], 'grouped') ? [at, at + 1] : [],
    isStated: (stated) => isTold(stated) || !areOfSets(stated.queries) || stated.queries.some(hasGroups),
  },
  {
    // «Quali entrate …?»: one sum names none.
    find: (tokens, at, does) =>
      does(tokens[at], 'which') && does(tokens[at + 1], 'figures') ? [at, at + 1] : [],
    isStated: (stated) => isTold(stated) || !stated.queries.every(isSumOfSome),
  },
  {
    find: (tokens, at, does) => {
      if (!does(tokens[at], 'order')) return [];
      const by = tokens.findIndex(({ light }, place) => place > at && !light);
      // «Ordina i settori per peso»: these are what is ordered.
      const goesBy = tokens.slice(at, by).some((token) => does(token, 'by'));
      const alphabetic = does(tokens[by], 'alphabet');
      return does(tokens[by], 'place', 'alphabet') && (goesBy || alphabetic) ? [at, by] : [];
    },
    isStated: (stated) => isTold(stated),
  },
];

/** «Sono state accertate»: what stands before a participle. */
const BEEN = /^(stat[oaie]|sono|e)$/;

const OF_ITEMS: ReadonlySet<Query['type']> = new Set<Query['type']>([
  'item',
  'list',
  'count',
  'total',
  'ranking',
  'figures',
  'structure',
]);

/** Nothing but figures of the context tables. */
/** All the items of a kind, which nothing narrows. */
const isOfEverything = (query: Query): boolean =>
  (query.type === 'list' || (query.type === 'count' && query.groupBy === null)) &&
  query.filter.departments.length + query.filter.units.length === 0 &&
  query.filter.items === null &&
  query.filter.conditions.length === 0;

const areFigures = (queries: readonly Query[]): queries is readonly QueryOf<'fact'>[] =>
  queries.every(({ type }) => type === 'fact');

const isRatio = (query: Query): boolean =>
  query.type === 'fact' && (query.operation === 'ratio' || query.rows === 'quotient' || query.best !== null);

const isChange = ({ operation, rows }: QueryOf<'fact'>): boolean =>
  operation === 'change' || operation === 'difference' || rows === 'change' || rows === 'growth';

/** What comes after the first of some questions is asked of what that chose. */
function areStepsTaken([first, ...others]: readonly Query[], least: number): boolean {
  const limit =
    first?.type === 'ranking' ? first.limit : first?.type === 'figures' ? first.order?.limit : undefined;
  return others.length === 0 || limit == null || limit < least || others.some(isNarrowed);
}

/** To named items, or to the first of an order. */
const isNarrowed = (query: Query): boolean =>
  query.type === 'item' ||
  ('filter' in query && query.filter.items !== null) ||
  (query.type === 'figures' &&
    query.select.some(
      (atom) =>
        atom.type === 'top' ||
        atom.type === 'items' ||
        (atom.type === 'structure' && (atom.first !== undefined || atom.codes.length > 0)),
    )) ||
  ('filter' in query && query.filter.units.length + query.filter.departments.length > 0);

/** Several that come first, and nothing of them all. */
const isOrderAlone = (query: Query): boolean =>
  (query.type === 'ranking' && query.limit > 1) ||
  (query.type === 'figures' && query.order !== null && query.fold === null);

/** One figure over all that is meant. */
const isOneFigure = (query: Query): boolean =>
  ((query.type === 'total' || query.type === 'count') && query.groupBy === null) ||
  (query.type === 'figures' && query.by === null);

/** One sum over the items of which a figure holds. */
const isSumOfSome = (query: Query): boolean =>
  query.type === 'total' && query.groupBy === null && query.filter.conditions.length > 0;

/** Amounts, and not how many. */
const isSumAlone = (query: Query): boolean =>
  query.type === 'total' && query.mode === 'sum' && query.groupBy === null;

/** «Della stessa U.O. dell’obiettivo 33». */
const isOfSamePlace = (query: Query): boolean =>
  query.type === 'figures' && query.select.some((atom) => atom.type === 'structure' && atom.of !== undefined);

/** A row for each structure. */
const isOfGroups = (query: Query): boolean =>
  (query.type === 'ranking' && query.of !== 'item') ||
  ((query.type === 'total' || query.type === 'count') &&
    (query.groupBy === 'department' || query.groupBy === 'unit')) ||
  (query.type === 'figures' && (query.by === 'department' || query.by === 'unit'));

/** A row for each of several. */
const hasGroups = (query: Query): boolean =>
  ((query.type === 'total' || query.type === 'count') && query.groupBy !== null) ||
  (query.type === 'figures' && query.by !== null);

/** A mean, or one figure divided by another. */
const isWorkedOut = (query: Query): boolean =>
  (query.type === 'total' && query.mode === 'average') ||
  (query.type === 'figures' && expressionsOf(query).some(divides));

const expressionsOf = ({ columns, having, order }: FiguresQuery): readonly Expr[] => [
  ...columns,
  ...having.map(({ expr }) => expr),
  ...(order ? [order.by] : []),
];

const divides = (expr: Expr): boolean =>
  expr.type === 'fold'
    ? expr.fold === 'mean' || expr.fold === 'median'
    : expr.type === 'op' && /[÷%]/.test(expr.op);
