import { type Asked, type FactQuery, kinds, partsOver, query, units } from './asked.ts';
import { isNounOfRows, type Side } from './sides.ts';

/** "La città migliore in ciascun anno", "la fascia più numerosa di ogni categoria": the first of each group. */
export function bestOfEach(asked: Asked): FactQuery | null {
  const { request, table, tokens, columns, rows, dated } = asked;
  const { order } = request;
  if (order === null || request.bound !== null) return null;
  const at = tokens.findIndex(({ text }) => request.small.is('each', text));
  const noun =
    at < 0 ? undefined : tokens.slice(at + 1, at + 3).find(({ light, type }) => !light && type === 'word');
  if (!noun) return null;
  const heads = (side: Side): boolean =>
    (side === 'subject' ? table.rows : table.columns).filter(({ keys }) => keys.has(noun.key)).length > 1;
  // "Per ogni capoluogo", "per ciascuna fascia": rows that are called nothing of the kind.
  const isOfRows = request.nouns.has(noun.key) || isNounOfRows(table, noun.key);
  const best = request.small.is('year', noun.text)
    ? 'period'
    : heads('measure')
      ? 'measure'
      : heads('subject') || isOfRows
        ? 'subject'
        : null;
  if (best === null) return null;
  const isOfYears = tokens.some((one) => one !== noun && request.small.is('year', one.text));
  if (isOfYears && best !== 'period') return bestYears(asked, best);
  const ranked: Side = best === 'subject' ? 'measure' : 'subject';
  const own = best === 'subject' ? columns : rows;
  const parts = best === 'period' ? [] : partsOver(asked, best);
  const named = own.labels.filter(({ whole }) => !whole);
  const among = named.length > 1 && own.named ? named : null;
  const side = best === 'subject' ? table.columns : table.rows;
  const shown = new Set((among ?? side.filter(({ whole }) => !whole)).map(({ text }) => text));
  const groups = new Set(parts.map((fact) => (best === 'period' ? fact.period : fact[best])));
  const facts = table.facts.filter(
    (fact) =>
      shown.has(fact[ranked]) &&
      (best === 'period'
        ? columns.labels.some(({ text }) => text === fact.measure) &&
          (!dated || asked.periods.includes(fact.period))
        : groups.has(fact[best]) && asked.periods.includes(fact.period)),
  );
  if (units(facts) !== 1 || kinds(facts, ranked) < 2 || kinds(facts, best) < 2) return null;
  return query(facts, { order: order.direction, best });
}

/** "Per ogni capoluogo, l’anno migliore": of the figures of each over the periods. */
function bestYears({ request, table, rows, columns, periods, dated }: Asked, best: Side): FactQuery | null {
  const { order } = request;
  const [own, other] = best === 'subject' ? [rows, columns] : [columns, rows];
  const all = best === 'subject' ? table.rows : table.columns;
  const named = own.named && own.labels.length > 1 ? own.labels : all;
  const kept = new Set(named.flatMap(({ text, whole }) => (whole ? [] : [text])));
  const facts = table.facts.filter(
    (fact) =>
      kept.has(fact[best]) &&
      other.labels.length === 1 &&
      other.labels[0]?.text === fact[best === 'subject' ? 'measure' : 'subject'] &&
      (!dated || periods.length < 2 || periods.includes(fact.period)),
  );
  if (order === null || units(facts) !== 1 || kinds(facts, 'period') < 2 || kinds(facts, best) < 2)
    return null;
  return query(facts, { order: order.direction, best });
}
