import type { Fact, Plan } from '../../domain/types.ts';
import type { Conversation } from '../conversation.ts';
import type { Token } from '../language/tokens.ts';
import type { Query } from '../query.ts';
import { ADDITIVE, type FactQuery } from '../tables/asked.ts';
import { evaluateFacts } from '../tables/evaluate-facts.ts';
import { factQuerySchema } from '../tables/fact-query.ts';
import { type Context, OF_WHAT, type Outcome } from './outcome.ts';

/** What is asked of the figures that were shown. */
type Asks = 'times' | 'difference' | 'sum' | 'max' | 'min' | 'share' | 'mean';

const ASKED: readonly (readonly [Asks, RegExp])[] = [
  ['times', /^volt[ae]$/],
  ['difference', /^(differen\p{L}*|distan\p{L}*|scart[oi]|distacc\p{L}*|divario)$/u],
  ['share', /^(percentual\p{L}*|quota|incid\p{L}*|rapporto)$/u],
  ['mean', /^(media|medio|mediamente)$/],
  ['max', /^(piu|maggior[ei]?|massim[oa]|super\p{L}*)$/u],
  ['min', /^(meno|minor[ei]?|minim[oa])$/],
  ['sum', /^(insieme|somma\p{L}*|sommat\p{L}*|complessivamente|totale|tutto|entramb[ie])$/u],
];

/** Words that say nothing of their own where figures are pointed at. */
const BESIDE =
  /^(e|ed|ma|allora|quindi|invece|dunque|tra|fra|di|d|in|i|le|gli|l|il|lo|la|un|una|dei|delle|degli|quei|quelle|quelli|questi|queste|loro|quale|quali|qual|che|chi|c|ce|cosa|quant[oaie]|e|sono|era|fa|fanno|fan|ha|hanno|ne|ci|si|come|alt[oaie]|bass[oaie]|grand[ei]|piccol[oaie]|valor[ei]|cifr[ae]|numer[io]|dat[io]|azion[ie]|settor[ei]|vo(ce|ci)|rig(a|he)|indicator[ei]|mission[ei]|dimmi|fammi|mi|dai|dici|calcola|del|al|a|per|tutt[ie]|messi|messe|presi|prese|vale|valgono|ammonta|ammontano|risulta|numero|quanto)$/u;

const COUNTS: Readonly<Record<string, number>> = { due: 2, tre: 3, quattro: 4, cinque: 5 };
const POINTS = /^(i|le|gli|dei|delle|degli|tra|fra|di|quei|quelle|questi|queste|tutti|tutte|quale|e)$/;
/** A longer question says of what it asks. */
const MOST_WORDS = 14;

/**
 * "E tra i due qual è la differenza?", "quale delle due evita più CO2?", "e quanto fanno insieme?", after figures of the
 * context tables: it is about those that were shown, together or one after the other. Asked back where it is not clear
 * which, null where nothing points at them.
 */
export function followPair(text: string, context: Omit<Context, 'reading'>): Outcome | null {
  const { conversation, lens, vocabulary, cut } = context;
  if (lens !== null || conversation?.query?.type !== 'fact') return null;
  const tokens = cut(text);
  if (tokens.length > MOST_WORDS) return null;
  const { plan } = vocabulary.index;
  const theirs = THEIRS.test(text) ? ofThose(plan, tokens, conversation.query) : null;
  if (theirs) return theirs;
  const counted = countedIn(tokens);
  const words = tokens.filter((_token, at) => at !== counted?.at && !tokens[at - 1]?.glued);
  const asks = ASKED.find(([, said]) => words.some((word) => said.test(word.text)))?.[0] ?? null;
  const together = /\b(insieme|entramb[ie]|tra loro|fra loro)\b/iu.test(text);
  const bare =
    (asks === 'share' || asks === 'times') &&
    words.every(isBeside) &&
    !words.some(({ text: word }) => word === 'in');
  if (counted === null && !together && !bare) return null;
  const last = rowsOf(plan, conversation.query);
  const named = new Set(last.flatMap(({ measure }) => stemsOf(measure)));
  const own = words.filter((word) => !isBeside(word) && !named.has(stem(word.text)));
  if (own.length > 0) return counted?.isBare ? OF_WHAT : null;
  const count = counted?.count ?? null;
  const facts = count === null && last.length > 1 ? last : shownOf(plan, conversation, count ?? 2);
  if (bare && !together && counted === null)
    return asks === 'times' ? asked(facts ?? [], asks) : facts && shareOf(facts);
  if (facts === null || asks === null) return OF_WHAT;
  return asked(facts, asks);
}

/** "E i loro target 2028?", after rows that a limit or an order left: the same figure of those rows, of another year. */
const THEIRS = /\b(loro|quest[ie]|quell[ie])\b/iu;

function ofThose(plan: Plan, tokens: readonly Token[], query: FactQuery): Outcome | null {
  const rows = rowsOf(plan, query);
  const [first] = rows;
  if (!first || rows.length < 2 || query.operation !== null) return null;
  if (query.bound === null && query.limit === null) return null;
  if (new Set(rows.map(({ measure }) => measure)).size > 1) return null;
  const named = new Set(stemsOf(first.measure));
  const years = tokens.filter(({ text }) => /^(19|20)\d\d$/.test(text));
  const own = tokens.filter(
    (word) => !years.includes(word) && !BESIDE.test(word.text) && !named.has(stem(word.text)),
  );
  if (own.length > 0 || years.length === 0) return null;
  const subjects = new Set(rows.map(({ subject }) => subject));
  const codes = plan.facts
    .filter(
      (fact) =>
        fact.topic === first.topic &&
        subjects.has(fact.subject) &&
        fact.measure === first.measure &&
        years.some(({ text }) => text === fact.period),
    )
    .map(({ code }) => code);
  const found = new Set(plan.facts.flatMap((fact) => (codes.includes(fact.code) ? [fact.subject] : [])));
  return found.size === subjects.size ? meant({ codes, order: null, operation: null }) : OF_WHAT;
}

const isBeside = ({ text }: Token): boolean => BESIDE.test(text) || ASKED.some(([, said]) => said.test(text));

/** «I due», «quale delle tre»: so many of those before, and no number of the plan. */
function countedIn(tokens: readonly Token[]): Counted | null {
  for (const [at, { text, value, type }] of tokens.entries()) {
    const count = COUNTS[text] ?? (type === 'number' && value > 1 && value < 6 ? value : undefined);
    const [asking, before, next] = [tokens[at - 2], tokens[at - 1], tokens[at + 1]];
    if (count === undefined || !POINTS.test(before?.text ?? '')) continue;
    // «E quali meno di 5?»: a limit.
    if (LIMITS.test(asking?.text ?? '')) continue;
    const isChosen = asking?.text === 'quale' && /^d(ei|elle|egli)$/.test(before?.text ?? '');
    return { at, count, isBare: isChosen || next === undefined || next.pause || BESIDE.test(next.text) };
  }
  return null;
}

const LIMITS = /^(piu|meno|oltre|sopra|sotto|maggior[ei]|minor[ei]|superior[ei]|inferior[ei])$/;

interface Counted {
  readonly at: number;
  readonly count: number;
  /** No noun follows of which there are so many. */
  readonly isBare: boolean;
}

const stem = (word: string): string => word.slice(0, 4);
const stemsOf = (label: string): readonly string[] =>
  label
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .flatMap((word) => [stem(word), stem(word.replace(/^t(?=co$)/, ''))])
    .filter((one) => one.length > 1);

/** The figures that an answer gave, each a row by itself. */
function rowsOf(plan: Plan, query: Query): readonly Fact[] {
  if (query.type !== 'fact') return [];
  const { rows } = evaluateFacts(plan, query);
  return rows.every(({ facts }) => facts.length === 1) ? rows.flatMap(({ facts }) => facts) : [];
}

/** As many figures as were said: of the last answer, or of the last ones in turn. */
function shownOf(
  plan: Plan,
  { query, earlier }: Pick<Conversation, 'query' | 'earlier'>,
  count: number,
): readonly Fact[] | null {
  const inTurn: Fact[] = [];
  for (const one of query === null ? [] : [query, ...earlier]) {
    const rows = rowsOf(plan, one);
    if (inTurn.length === 0 && rows.length === count) return rows;
    const [only, ...more] = rows;
    if (!only || more.length > 0) return null;
    if (!inTurn.includes(only)) inTurn.unshift(only);
    if (inTurn.length === count) return inTurn;
  }
  return null;
}

/** Of two amounts of one row the one in the other; of anything else it is not clear of what. */
function shareOf(facts: readonly Fact[]): Outcome {
  const [first, second, ...more] = facts;
  const alike = first && second && first.unit === second.unit && first.subject === second.subject;
  if (!alike || more.length > 0 || first.value <= 0 || second.value < 0 || second.value > first.value)
    return OF_WHAT;
  return meant({ codes: [second.code, first.code], order: null, operation: 'share' });
}

function asked(facts: readonly Fact[], asks: Asks): Outcome {
  const [first, second, ...others] = facts;
  const codes = facts.map(({ code }) => code);
  const alike =
    new Set(facts.map(({ unit }) => unit)).size === 1 &&
    new Set(codes).size > 1 &&
    (new Set(facts.map(({ measure }) => measure)).size === 1 ||
      new Set(facts.map(({ subject }) => subject)).size === 1);
  if (!first || !second || !alike) return OF_WHAT;
  switch (asks) {
    case 'difference':
      return others.length > 0 ? OF_WHAT : meant({ codes, order: null, operation: 'difference' });
    case 'times': {
      const [less, more] = [first, second].toSorted((a, b) => a.value - b.value);
      return others.length > 0 || !less || !more || less.value <= 0
        ? OF_WHAT
        : meant({ codes: [more.code, less.code], order: null, operation: 'ratio' });
    }
    case 'share':
      return OF_WHAT;
    case 'mean':
    case 'sum':
      // What is printed of two columns or two years of one row adds up to nothing that is known.
      return ADDITIVE.has(first.unit) &&
        new Set(facts.map(({ measure }) => measure)).size === 1 &&
        new Set(facts.map(({ period }) => period)).size === 1
        ? meant({ codes, order: null, operation: asks })
        : OF_WHAT;
    case 'max':
    case 'min':
      return meant({ codes, order: asks, operation: null });
  }
}

const meant = (query: Pick<FactQuery, 'codes' | 'order' | 'operation'> & Partial<FactQuery>): Outcome => ({
  type: 'query',
  query: factQuerySchema.parse({ type: 'fact', ...query }),
  assumed: true,
  alternatives: [],
});
