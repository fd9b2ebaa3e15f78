import type { Expr, FiguresQuery } from '../figures/figures-query.ts';
import { areOfSets } from '../grammar/ledger.ts';
import type { Token } from '../language/tokens.ts';
import type { Query } from '../query.ts';
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
  return OPERATIONS.flatMap(({ find, isStated }) =>
    isStated(stated, around) ? [] : tokens.flatMap((_, at) => find(tokens, at)),
  );
}

/** What a question stands in. */
interface Around {
  /** It goes on from an answer before, which "lo stesso" may point at. */
  readonly goesOn: boolean;
  /** What the plan itself calls its commitments. */
  readonly ownNames: readonly string[];
}

interface Operation {
  /** The places of its words, where it is asked for from a word on. */
  readonly find: (tokens: readonly Token[], at: number) => readonly number[];
  readonly isStated: (stated: Stated, around: Around) => boolean;
}

/** What lists, counts or names items and structures, by a word it begins with. */
const OF_MANY = /^(qual[ei]?|quant[ie]|elenc[oa]|elencami|obiettivi|processi|indicatori|settori|uffici|ci)$/;
const SAME = /^(stess[oaie]|medesim[oaie]|identic(o|a|i|he)|ugual[ei])$/;
const THING = /^(obiettiv[oi]|process[oi]|indicator[ei]|settor[ei]|uffici[o]?|staff|uo|voc[ei])$/;
const ITEMS = /^(obiettiv[oi]|process[oi])$/;
const THING_OF = /^(senza|priv[oiae]|con|hanno|ha|non)$/;
const HAS = /^(hanno|ha|abbia|abbiano)$/;
const ONE_ITEM = /^(obiettivo|processo|indicatore|voce)$/;
const TOTAL = /^(total[ei]|complessiv[oaie]|complesso)$/;
const SHARES = /^(pes(a|ano|i)|incid(e|ono)|quota|quote|percentuale|percentuali|fetta|fette|porzione)$/;
const ORDERS = /^(ordin(e|ati|ate|ato|ata|a|ami|ali|ale|arli|arle))$/;
const PLACES =
  /^(alfabetic[oa]|nome|nomi|titolo|titoli|uo|u|unita|settor[ei]|ufficio|uffici|struttura|strutture|servizi[o]?|are[ae])$/;

/** Of these the words mean other things: what is told answers by itself. */
const isTold = ({ types }: Stated): boolean =>
  ['statement', 'rule', 'remark', 'about', 'fact', 'acts', 'monitoring', 'parts', 'check', 'weights'].some(
    (type) => types.has(type),
  );

const OPERATIONS: readonly Operation[] = [
  {
    // What a budget sets aside is no commitment, unless the plan calls it so.
    find: (tokens, at) => (/^stanzia(t[oaie]|ment[oi])$/.test(tokens[at]?.text ?? '') ? [at] : []),
    isStated: (stated, { ownNames }) =>
      isTold(stated) || !says(stated, 'committed') || ownNames.some((name) => name.startsWith('stanzia')),
  },
  {
    // What is aimed at is no result.
    find: (tokens, at) => (/^(target|attes[oi])$/.test(tokens[at]?.text ?? '') ? [at] : []),
    isStated: (stated) => isTold(stated) || !says(stated, 'attainment') || !areOfSets(stated.queries),
  },
  {
    find: (tokens, at) => {
      if (!THING_OF.test(tokens[at]?.text ?? '')) return [];
      const other = tokens.findIndex(({ light, text }, place) => place > at && !light && !HAS.test(text));
      const ofItems = tokens.slice(0, at).some(({ text }) => ITEMS.test(text));
      return ofItems && /^indicator[ei]$/.test(tokens[other]?.text ?? '') ? [at, other] : [];
    },
    isStated: (stated) => isTold(stated) || stated.queries.every(isOfGroups),
  },
  {
    find: (tokens, at) =>
      SAME.test(tokens[at]?.text ?? '') &&
      tokens.slice(0, 3).some(({ text }) => OF_MANY.test(text)) &&
      tokens.some(({ text }) => THING.test(text))
        ? [at]
        : [],
    isStated: (stated, { goesOn }) => isTold(stated) || goesOn || says(stated, 'eq', 'gte', 'lte'),
  },
  {
    find: (tokens, at) => {
      const one = tokens[at]?.text === 'per' && ONE_ITEM.test(tokens[at + 1]?.text ?? '') ? at + 1 : null;
      return one === null || tokens[one + 1]?.type === 'number' ? [] : [at, one];
    },
    isStated: ({ queries }) => !queries.every(isOfGroups) || queries.some(isWorkedOut),
  },
  {
    find: (tokens, at) =>
      /^(divis[oaie]|rapporto|rapportat[oaie])$/.test(tokens[at]?.text ?? '') &&
      tokens.slice(at).some(({ text }) => /^numer[oi]$/.test(text))
        ? [at]
        : [],
    isStated: (stated) => !areOfSets(stated.queries) || stated.queries.some(isWorkedOut),
  },
  {
    find: (tokens, at) =>
      tokens[at]?.text === 'di' && /^quant[oaie]$/.test(tokens[at + 1]?.text ?? '')
        ? tokens.flatMap(({ text }, place) => (place > at && OFF.test(text) ? [place] : [])).slice(0, 1)
        : [],
    isStated: (stated) =>
      isTold(stated) ||
      says(stated, '-', '%', '÷', 'difference', 'margin', 'change', 'unsettled', 'uncollected') ||
      stated.types.has('compare'),
  },
  {
    find: (tokens, at) =>
      SHARES.test(tokens[at]?.text ?? '') && tokens.some(({ text }) => TOTAL.test(text)) ? [at] : [],
    isStated: (stated) =>
      !areOfSets(stated.queries) ||
      stated.types.has('compare') ||
      says(stated, '%', '÷', 'share', 'personnel_share', 'direct_share'),
  },
  {
    find: (tokens, at) => {
      if (!ORDERS.test(tokens[at]?.text ?? '')) return [];
      const by = tokens.findIndex(({ light }, place) => place > at && !light);
      // «Ordina i settori per peso»: these are what is ordered.
      const goesBy = tokens.slice(at, by).some(({ text }) => /^(per|in|secondo)$/.test(text));
      const alphabetic = /^alfabetic[oa]$/.test(tokens[by]?.text ?? '');
      return PLACES.test(tokens[by]?.text ?? '') && (goesBy || alphabetic) ? [at, by] : [];
    },
    isStated: (stated) => isTold(stated),
  },
];

const OFF = /^(sopra|sotto|oltre|distanti|lontani)$/;

/** A row for each structure. */
const isOfGroups = (query: Query): boolean =>
  (query.type === 'ranking' && query.of !== 'item') ||
  ((query.type === 'total' || query.type === 'count') &&
    (query.groupBy === 'department' || query.groupBy === 'unit')) ||
  (query.type === 'figures' && (query.by === 'department' || query.by === 'unit'));

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
