import type { Fact } from '../../domain/types.ts';
import { talkOf } from '../follow/follow.ts';
import { FOLLOWS, OF_THESE } from '../follow/goes-on.ts';
import { memberRefs, setOf } from '../follow/shown-set.ts';
import { itemOfRow } from '../knowledge/item-rows.ts';
import type { IndexedItem, PlanIndex } from '../knowledge/plan-index.ts';
import type { FactQuery } from '../tables/asked.ts';
import { isOfAllRows, itemRows } from '../tables/of-structures.ts';
import { asksWhich, comingFirst } from './follow-facts.ts';
import { type Context, OF_WHAT, type Outcome } from './outcome.ts';
import { type Reading, readTokens } from './reading.ts';

/** «Tra quelle qual è …», too, where no noun of another set follows. */
const OF_THOSE =
  /(?<!\p{L})(?:quali?|quant[aei]) (?:di|tra|fra) (?:loro|queste|questi|quelle|quelli)(?!\p{L})|(?<!\p{L})(?:queste|questi|quelle|quelli|loro)[\s?.!]*$/iu;

/**
 * "Di queste quale evita meno CO2?", after items: figures of a context table are those of these items' own rows. Asked back
 * where the table has none for one of them; an answer about all of its rows would be to another question.
 */
export function ofThoseShown(
  text: string,
  context: Omit<Context, 'reading'>,
  outcomes: readonly Outcome[],
): readonly Outcome[] {
  const { conversation, vocabulary, cut } = context;
  const { index } = vocabulary;
  if (!conversation?.query) return outcomes;
  const reading = readTokens(vocabulary, cut(text));
  const points = OF_THESE.test(text) || OF_THOSE.test(text) || pointsAtItems(reading);
  const elliptic = !points && isOfThem(text, reading, vocabulary);
  if (!points && !elliptic) return outcomes;
  if (points && ANSWERED.test(text)) return [OF_WHAT];
  const talk = talkOf(index, conversation);
  const { query: told } = conversation;
  // «Di queste quale ne ha di meno?», after rows of a table: of those rows.
  if (talk === null) return told.type === 'fact' && points ? ofRows(index, told, outcomes) : outcomes;
  // Of the first of an order it is asked, and not of all that were put in it.
  const shown = {
    ...talk,
    query: { ...talk.query, select: setOf(index, talk.query), by: null, order: null },
  };
  const items = memberRefs(shown).flatMap((ref) => index.byRef.get(ref) ?? []);
  return outcomes.map((outcome) => {
    if (outcome.type !== 'query' || outcome.query.type !== 'fact') return outcome;
    if (elliptic && (items.length === 0 || items.length === index.items.length)) return outcome;
    if (elliptic && !(isOfAllRows(index, outcome.query) && hasRowsOfItems(vocabulary, outcome.query)))
      return outcome;
    const query = ofItems(index, outcome.query, items);
    return query === null ? OF_WHAT : { ...outcome, query, assumed: true };
  });
}

/** The same of the rows that were told, and of no other; asked back where it is of none of them, or has not all of them. */
function ofRows({ plan }: PlanIndex, told: FactQuery, outcomes: readonly Outcome[]): readonly Outcome[] {
  const shown = new Set(comingFirst(plan, told).map(({ subject }) => subject));
  return outcomes.map((outcome) => {
    if (outcome.type !== 'query') return outcome;
    const { query } = outcome;
    const facts = query.type === 'fact' ? factsOf(plan.facts, query) : [];
    const own = facts.filter(({ subject }) => shown.has(subject));
    const isOfEach = shown.size > 1 && new Set(own.map(({ subject }) => subject)).size === shown.size;
    if (query.type !== 'fact' || !isOfEach || (query.by !== null && query.by !== 'subject')) return OF_WHAT;
    return {
      ...outcome,
      query: { ...query, codes: own.map(({ code }) => code), whole: null },
      assumed: true,
    };
  });
}

/**
 * The same figures of the rows that items have.
 * @returns null where the table has no row of its own for one of them
 */
export function ofItems(index: PlanIndex, query: FactQuery, items: readonly IndexedItem[]): FactQuery | null {
  const facts = factsOf(index.plan.facts, query);
  const own = items.map((item) => facts.filter(({ subject }) => itemOfRow(index, subject) === item));
  const several = new Set(own.flat().map(({ subject }) => subject));
  if (own.length === 0 || own.some((rows) => rows.length === 0) || several.size !== own.length) return null;
  const single = own.length === 1 && query.operation === 'sum';
  return {
    ...query,
    codes: own.flat().map(({ code }) => code),
    whole: null,
    operation: single ? null : query.operation,
  };
}

const factsOf = (facts: readonly Fact[], { codes }: FactQuery): readonly Fact[] =>
  codes.flatMap((code) => facts.find((one) => one.code === code) ?? []);

/** Whether items have rows of their own in the table of the figures. */
function hasRowsOfItems({ index, factTables }: Context['vocabulary'], query: FactQuery): boolean {
  const [first] = factsOf(index.plan.facts, query);
  const table = first && factTables.get(first.topic);
  return table !== undefined && itemRows(index, table) !== null;
}

/** «Quelle due azioni», «queste azioni»: a pointing word before what the body calls its items. */
const pointsAtItems = ({ tokens, spans }: Reading): boolean =>
  spans.some(
    ({ concept, from }) =>
      concept.startsWith('kind:') &&
      POINTING.test(tokens[tokens[from - 1]?.type === 'number' ? from - 2 : from - 1]?.text ?? ''),
  );

const POINTING = /^(?:quest|quell)(?:[aeoi]|)$/;

/** «Quanta CO2 evitano in tutto?», «e quanta ne evita?», «quale ne evita di più?»: somebody does, and nothing in the question says who. */
function isOfThem(
  text: string,
  { tokens, kinds, items, structures, concepts }: Reading,
  vocabulary: Context['vocabulary'],
): boolean {
  const which = asksWhich(vocabulary, tokens.slice(0, 1));
  if (!which && !FOLLOWS.test(text) && !THEY.test(text) && !IT.test(text)) return false;
  if (tokens.some((token) => IMPERSONAL.test(token.text))) return false;
  const isNamed = ['kind:any', 'noun:department', 'noun:unit', 'noun:structure', 'noun:body'].some((one) =>
    concepts.has(one),
  );
  return kinds.length + items.length + structures.length === 0 && !isNamed;
}

/** «Si evita», «il piano», «ogni azione»: it is of nobody who was spoken of. */
const IMPERSONAL = /^(?:si|piano|ogni|tutt[aei]|ciascun[ao]?|qualunque)$/;

/** A verb in the plural at the end, or before what adds them up. */
const THEY =
  /(?<!\p{L})(?:\p{L}{2,}(?:ano|ono)|hanno|fanno(?: \p{L}{2,}[aei]re)?)(?: (?:in tutto|in totale|insieme|tutte insieme|tutti insieme))?[\s?.!]*$/iu;

/** A verb in the singular at the end, and no participle. */
const IT = /(?<!\p{L})(?:\p{L}{3,}(?<!at|ut|st|tt)[ae]|ha|fa)[\s?.!]*$/iu;

/** «Di questi quali non hanno risposto?»: the phase is asked of structures, and never of a set that was shown. */
const ANSWERED = /(?<!\p{L})(?:ha|hanno)\s(?:già\s|ancora\s)?rispost[oaie](?!\p{L})/iu;
