import type { ItemRef } from '../../domain/types.ts';
import type { Measure } from '../../words/measures.ts';
import { mainCost } from '../knowledge/plan-measures.ts';
import { ordinalWord } from '../language/numbers.ts';
import type { QueryOf } from '../query.ts';
import { filterOf } from './filter-of.ts';
import { speaksOfDeadline } from './filters.ts';
import { saidAttributes } from './items.ts';
import { looseNoun } from './nouns.ts';
import { ask, type Context, type Outcome } from './outcome.ts';
import type { Reading } from './reading.ts';
import { expandMeasure, expandMeasures, type SaidMeasure } from './said-measures.ts';

export function recogniseRanking(context: Context, topic: readonly ItemRef[]): Outcome | null {
  const { reading } = context;
  const { concepts } = reading;
  const named = reading.kinds.length > 0 || looseNoun(reading) !== null;
  const placed = ordinalOf(reading) > 1 && named && reading.measures.length > 0;
  const direction = concepts.has('rank:max') || placed ? 'max' : concepts.has('rank:min') ? 'min' : null;
  if (direction === null) return null;
  const place = ordinalOf(reading);
  // "Il primo e il secondo".
  const firstToo = place > 1 && reading.tokens.some(({ text }) => /^prim[oa]$/.test(text));
  const noun = looseNoun(reading);
  const asksWho = concepts.has('ask:who') && reading.kinds.length === 0 && reading.measures.length > 0;
  const of = ranksItem(reading) ? 'item' : (noun ?? (asksWho ? 'department' : 'item'));
  const { filter, used } = filterOf(context, topic);
  const said = reading.measures.filter((measure) => !used.has(measure));
  const first = rankedBy(reading, said) ?? said[0];
  const counts = concepts.has('ask:count_rank') || (of !== 'item' && first === undefined);
  const measure: QueryMeasure | null = concepts.has('ask:deadline_rank')
    ? 'deadline'
    : first !== undefined
      ? rankMeasure(first)
      : counts && of !== 'item'
        ? 'count'
        : speaksOfDeadline(reading)
          ? 'deadline'
          : concepts.has('filter:revenue')
            ? 'assessed'
            : null;
  if (measure === null && reading.kinds.length === 0 && !concepts.has('kind:any')) return null;
  const resolved: QueryMeasure =
    measure ?? (goodOrBad(reading) ? 'attainment' : mainCost(context.vocabulary.index));
  return ask({
    type: 'ranking',
    of,
    filter: concepts.has('filter:revenue') ? { ...filter, revenue: null } : filter,
    measure: resolved,
    // The best ratio of cost to weight is the lowest.
    direction:
      (resolved === 'cost_per_weight' && goodOrBad(reading)) ||
      (resolved === 'deadline' && isInOrder(reading))
        ? opposite(direction)
        : direction,
    limit:
      reading.limit ??
      (firstToo
        ? place
        : resolved === 'deadline' && isInOrder(reading)
          ? 200
          : isPlural(reading, of)
            ? 10
            : 1),
    from: firstToo ? 1 : place,
    bound: null,
    also: of === 'item' ? askedOfFirst(reading, said, resolved) : null,
  });
}

/** "In ordine di scadenza": what is due first stands first, unless it is said otherwise. */
const isInOrder = ({ tokens, concepts }: Reading): boolean =>
  concepts.has('rank:max') &&
  tokens.some(({ text }) => /^(ordin\w*|classifica|per)$/.test(text)) &&
  !tokens.some(({ text }) => /^(lontan\w*|ultim\w*|decrescente|piu|recent\w*)$/.test(text));

/** "Quanto pesa l'obiettivo più caro?": it is ranked by its cost, whatever else is asked of it. */
const rankedBy = ({ spans }: Reading, said: readonly SaidMeasure[]): SaidMeasure | undefined =>
  said.find((measure) =>
    spans.some(
      ({ concept, from, to }) =>
        concept === `measure:${measure}` &&
        spans.some((rank) => /^rank:/.test(rank.concept) && rank.from === from && rank.to === to),
    ),
  ) ??
  // "Quanto costa l'obiettivo con il peso più alto?": the figure beside "più alto".
  said.find((measure) =>
    spans.some(
      ({ concept, from, to }) =>
        concept === `measure:${measure}` &&
        spans.some((rank) => /^rank:/.test(rank.concept) && (rank.from === to || rank.to === from)),
    ),
  );

/** "Quanto pesa l'obiettivo più caro?", "chi segue…?": what is asked of the one that comes first. */
function askedOfFirst(
  reading: Reading,
  said: readonly SaidMeasure[],
  by: QueryMeasure,
): QueryOf<'ranking'>['also'] {
  const others = said.filter((measure) => rankMeasure(measure) !== by);
  const measures = expandMeasures(others).filter((measure) => measure !== by);
  const attributes = saidAttributes(reading).filter(
    (one) => /^(responsible|goals|horizon|purpose)$/.test(one) || (one === 'deadline' && by !== 'deadline'),
  );
  return measures.length + attributes.length > 0 ? { measures: [...measures], attributes } : null;
}

/** "Il settore con l'obiettivo più caro", "quale area ha l'azione con più peso?": the item is what is ranked. */
const ranksItem = ({ spans, tokens }: Reading): boolean => {
  const ranks = spans.filter(({ concept }) => /^rank:/.test(concept));
  const isMeasure = (at: number): boolean =>
    spans.some(({ concept, from, to }) => /^measure:/.test(concept) && from <= at && to > at);
  return tokens.some(({ text }, at) => {
    const span = spans.find(({ concept, from }) => /^kind:/.test(concept) && from === at);
    const to = span?.to ?? (ITEM_NOUN.test(text) ? at + 1 : null);
    if (to === null || !/^(l|il|lo|la)$/.test(tokens[at - 1]?.text ?? '')) return false;
    return ranks.some(
      (rank) =>
        rank.from >= to &&
        tokens
          .slice(to, rank.from)
          .every((token, after) => BETWEEN.test(token.text) || isMeasure(to + after)),
    );
  });
};

/** Nouns for items that also mean other things. */
const ITEM_NOUN = /^(misura|linea|opera|scheda)$/;

/** What may stand between an item and its place: "l'azione con il peso più alto". */
const BETWEEN = /^(con|che|ha|il|lo|la|l|di)$/;

const opposite = (direction: 'max' | 'min'): 'max' | 'min' => (direction === 'max' ? 'min' : 'max');

type QueryMeasure = Measure | 'count' | 'deadline';

const rankMeasure = (said: SaidMeasure): Measure => expandMeasure(said)[0] ?? 'personnel';

export const goodOrBad = (reading: Reading): boolean =>
  reading.tokens.some((token) => /^(miglior|peggior|peggio|meglio)/.test(token.text));

const PLURALS: Readonly<Record<'item' | 'unit' | 'department' | 'goal', RegExp>> = {
  item: /^(obiettivi|processi|indicatori|attivita|voci|progetti|interventi|objectives|processes|costosi|costose|cari|care)$/,
  unit: /^(uffici|unita|units|offices)$/,
  department: /^(settori|strutture|dipartimenti|direzioni|departments)$/,
  goal: /^(goals|sdgs)$/,
};

/** Whether several are asked for: a plural that is ranked, not the set it is ranked among ("tra i processi"). */
function isPlural(reading: Reading, of: 'item' | 'unit' | 'department' | 'goal'): boolean {
  const { tokens } = reading;
  if (
    tokens.some((token) =>
      /^(primi|prime|ultimi|ultime|classifica|graduatoria|top|first|ordin\w*)$/.test(token.text),
    )
  )
    return true;
  if (tokens.some((token) => /^(qual|quale|which|maggiore|minore|massimo|minimo)$/.test(token.text)))
    return false;
  return tokens.some((token, at) => {
    const invariant = /^(uo|goal|sdg)$/.test(token.text) && /^(i|le|quali)$/.test(tokens[at - 1]?.text ?? '');
    if (!PLURALS[of].test(token.text) && !invariant) return false;
    return !tokens
      .slice(Math.max(0, at - 3), at)
      .some((before) => /^(tra|fra|among|di|degli|dei|delle)$/.test(before.text));
  });
}

/** 2 for "il secondo": the ordinal must stand before what is ranked, as "terzo settore" is no place. */
function ordinalOf(reading: Reading): number {
  // «L'area terza» names an area, and no place.
  const at = reading.tokens.findIndex(
    (token, place) =>
      (ordinalWord(token.text) ?? 0) > 1 &&
      !reading.structures.some(({ from, to }) => from <= place && to > place),
  );
  return at < 0 ? 1 : (ordinalWord(reading.tokens[at]?.text ?? '') ?? 1);
}
