import { ITEM_KINDS } from '../../words/kinds.ts';
import { BOUNDS, OPERATORS } from '../../words/operators.ts';
import { areOfSets } from '../grammar/ledger.ts';
import type { Query } from '../query.ts';
import { type Stated, says } from './stated.ts';

/** Queries about items: their words ask for figures, attributes and conditions of these. */
const OF_ITEMS: ReadonlySet<string> = new Set<Query['type']>(['figures', 'item', 'parts']);

const PAID = ['personnel', 'committed', 'settled', 'resources', 'personnel_share', 'direct_share'];
const LEFT = ['unsettled', 'settlement_rate'];
const RECEIVED = ['assessed', 'collected', 'uncollected', 'collection_rate', 'revenue'];

/** Figures that hold the one that was said, or are parts of it. */
const HOLDING: Readonly<Record<string, readonly string[]>> = {
  cost: [...PAID, ...LEFT, ...RECEIVED, 'cost_per_weight', 'average', 'costLines'],
  personnel: ['personnel_share', 'cost_per_weight', 'resources'],
  committed: LEFT,
  settled: [...LEFT, 'resources', 'direct_share'],
  resources: ['personnel_share', 'direct_share'],
  direct: ['settled', 'direct_share', 'resources'],
  unsettled: ['committed', 'settled'],
  settlement_rate: ['committed', 'settled'],
  uncollected: ['assessed', 'collected'],
  collection_rate: ['assessed', 'collected'],
  revenue: RECEIVED,
  assessed: [...RECEIVED, 'declared'],
  collected: RECEIVED,
  personnel_share: ['personnel'],
  direct_share: ['settled'],
  weight: [
    'cost_per_weight',
    'share',
    '%',
    'settlement_rate',
    'collection_rate',
    'personnel_share',
    'direct_share',
  ],
  attainment: [],
};

const ORDERED = ['max', 'min', 'most', 'least', ...BOUNDS, 'difference', 'margin'];
const BOUND = [...OPERATORS, 'between', 'not', 'top', 'any'];

/** Answered in words of the document, of the law or of the guide: "il più critico" asks for no order. */
const isTold = ({ types }: Stated): boolean =>
  ['statement', 'use', 'rule', 'remark', 'term', 'date'].some((type) => types.has(type));

/** Of an open phase or of acts: the last two, what waits for more than so many days, what is due by a day. */
const isLive = ({ types, numbers, words }: Stated): boolean =>
  (types.has('monitoring') || types.has('acts')) &&
  (numbers.size > 0 || [...words].some((word) => /^\d{4}-\d\d-\d\d/.test(word)));

/** The card of an item shows all of it. */
const isCard = ({ queries }: Stated): boolean =>
  queries.some((query) => query.type === 'item' && query.measures.length + query.attributes.length === 0);

/** What an open phase holds, and the plan does not. */
const REPORTED = new Set(['critical', 'actions', 'waiting', 'missing']);

/** Whether queries state what a word of the lexicon asks or narrows; what only says that something is asked always is. */
export function isConceptUsed(concept: string, stated: Stated): boolean {
  const [family = '', value = ''] = concept.split(':');
  const ofItems = [...stated.types].every((type) => OF_ITEMS.has(type));
  // Of sets the grammar keeps an account of what orders and compares.
  const ofSets = areOfSets(stated.queries);
  switch (family) {
    case 'measure':
      return (
        says(stated, value, ...(HOLDING[value] ?? [])) ||
        stated.types.has('parts') ||
        stated.types.has('check') ||
        (stated.types.has('monitoring') && value === 'attainment') ||
        (isCard(stated) && ofItems)
      );
    case 'rank':
      return (
        ofSets || isTold(stated) || isLive(stated) || says(stated, ...ORDERED) || stated.numbers.has(100)
      );
    case 'op':
      return ofItems || isLive(stated) || says(stated, ...ORDERED, ...BOUND);
    case 'state':
      return stated.types.has('monitoring') || ofItems;
    case 'kind':
      return isKindUsed(value, stated);
    // What was reported of items is no part of what is declared of them.
    case 'mon':
      return !ofSets || !REPORTED.has(value);
    case 'ask':
      return value !== 'meaning' || !stated.types.has('fact');
    // «Questo mese» is a day by which something is due, and narrows no figure.
    case 'date':
      return value !== 'span' || !ofItems || says(stated, 'due');
    case 'attr':
      return !stated.types.has('item') || isCard(stated) || says(stated, value, 'horizon', 'scope');
    default:
      return true;
  }
}

/** Another kind alone is what the query is about; where it is about none, all are meant. */
function isKindUsed(value: string, { words, types }: Stated): boolean {
  const about = ITEM_KINDS.filter((kind) =>
    [...words].some((word) => word === kind || word.startsWith(`${kind}:`)),
  );
  // «Senza indicatori»: of items that have rows of their own.
  if (value === 'indicator' && words.has('indicators')) return true;
  if (types.has('parts') || !ITEM_KINDS.some((kind) => kind === value)) return true;
  return about.length === 0 ? !types.has('fact') : about.some((kind) => kind === value);
}
