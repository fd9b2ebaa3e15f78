import type { Item } from '../../domain/types.ts';
import { talkOf } from '../follow/follow.ts';
import { OF_THESE } from '../follow/goes-on.ts';
import { memberRefs } from '../follow/shown-set.ts';
import { normalise } from '../language/normalise.ts';
import type { FactQuery } from '../tables/asked.ts';
import { type Context, OF_WHAT, type Outcome } from './outcome.ts';
import { readTokens } from './reading.ts';

/** «Tra quelle qual è …», too, where no noun of another set follows. */
const OF_THOSE =
  /(?<!\p{L})quali? (?:di|tra|fra) (?:loro|queste|questi|quelle|quelli)(?!\p{L})|(?<!\p{L})(?:queste|questi|quelle|quelli|loro)[\s?.!]*$/iu;

/**
 * "Di queste quale evita meno CO2?", after items: figures of a context table are those of these items' own rows. Asked back
 * where the table has none for one of them; an answer about all of its rows would be to another question.
 */
export function ofThoseShown(
  text: string,
  context: Omit<Context, 'reading'>,
  outcomes: readonly Outcome[],
): readonly Outcome[] {
  const { conversation, vocabulary } = context;
  const { index } = vocabulary;
  const points = OF_THESE.test(text) || OF_THOSE.test(text);
  if (!conversation?.query || !(points || isOfThem(text, context))) return outcomes;
  if (points && ANSWERED.test(text)) return [OF_WHAT];
  const talk = talkOf(index, conversation);
  if (talk === null) return outcomes;
  const items = memberRefs(talk).flatMap((ref) => index.byRef.get(ref)?.item ?? []);
  return outcomes.map((outcome) => {
    if (outcome.type !== 'query' || outcome.query.type !== 'fact') return outcome;
    const query = narrowed(outcome.query, items);
    if (query === null && !points) return outcome;
    return query === null ? OF_WHAT : { ...outcome, query, assumed: true };
  });

  function narrowed(query: FactQuery, shown: readonly Item[]): FactQuery | null {
    const facts = query.codes.flatMap((code) => index.plan.facts.find((one) => one.code === code) ?? []);
    const own = shown.map((item) => facts.filter(({ subject }) => isRowOf(subject, item)));
    const several = new Set(own.flat().map(({ subject }) => subject));
    if (own.length < 2 || own.some((rows) => rows.length === 0) || several.size !== own.length) return null;
    return { ...query, codes: own.flat().map(({ code }) => code), whole: null };
  }
}

/** «Quanta CO2 evitano in tutto?»: they do, and nothing in the question says who. */
function isOfThem(text: string, { vocabulary, cut }: Omit<Context, 'reading'>): boolean {
  if (!THEY.test(text)) return false;
  const { kinds, items, structures, concepts } = readTokens(vocabulary, cut(text));
  const isNamed = ['kind:any', 'noun:department', 'noun:unit', 'noun:structure'].some((one) =>
    concepts.has(one),
  );
  return kinds.length + items.length + structures.length === 0 && !isNamed;
}

/** A verb in the plural at the end, or before what adds them up. */
const THEY =
  /(?<!\p{L})(?:\p{L}{2,}(?:ano|ono)|hanno|fanno)(?: (?:in tutto|in totale|insieme|tutte insieme|tutti insieme))?[\s?.!]*$/iu;

/** «Di questi quali non hanno risposto?»: the phase is asked of structures, and never of a set that was shown. */
const ANSWERED = /(?<!\p{L})(?:ha|hanno)\s(?:già\s|ancora\s)?rispost[oaie](?!\p{L})/iu;

/** "7.1 Energia verde settore pubblico": the row of the item of that code and that title. */
const isRowOf = (subject: string, { code, title, shortTitle }: Item): boolean =>
  [title, shortTitle].some((name) => [name, `${code} ${name}`].map(normalise).includes(normalise(subject)));
