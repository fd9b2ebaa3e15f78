import { unique } from '../knowledge/plan-index.ts';
import { planMeasures } from '../knowledge/plan-measures.ts';
import { EVERYTHING } from '../query.ts';
import { askedMeasures, itemQuery, saidAttributes } from './items.ts';
import { ask, type Context, type Outcome } from './outcome.ts';
import type { Reading } from './reading.ts';
import { findTopic } from './topic.ts';

/** "Tra orto botanico e biblioteca chi ha più impegni?": two topics, one against the other. */
export function recogniseTopicPair({ reading, vocabulary, lens }: Context): Outcome | null {
  const cue = ['ask:compare', 'ask:difference'].some((concept) => reading.concepts.has(concept));
  const among = reading.tokens.some((token) => /^(tra|fra|between)$/.test(token.text));
  const ranks = reading.concepts.has('rank:max') || reading.concepts.has('rank:min');
  // "Nidi o mensa: dove si è impegnato di più?", "biblioteca e orto: quale costa meno?"
  const chooses = reading.tokens.some((token) => /^(o|oppure|quale|chi|dove|which|or)$/.test(token.text));
  const compares = cue || (ranks && (among || (chooses && reading.kinds.length === 0)));
  const strong = reading.structures.some((one) => one.strong);
  // Two offices by their everyday names are compared as such.
  if (strong || reading.structures.length > 1 || reading.setLike || reading.topic.length < 2) return null;
  const groups: Reading['topic'][number][][] = [[]];
  let last = -1;
  let exceeding = false;
  for (const token of reading.topic) {
    const at = reading.tokens.indexOf(token);
    const between = reading.tokens.slice(last + 1, at);
    const exceeds = between.some(
      (one, step) =>
        /^(piu|meno)$/.test(one.text) &&
        /^d(i|el|ell|ella|ello|ei|egli|elle)$/.test(between[step + 1]?.text ?? ''),
    );
    exceeding ||= last >= 0 && exceeds;
    if (last >= 0 && exceeds) groups.push([]);
    else if (
      last >= 0 &&
      between.some((one) =>
        /^(e|ed|o|od|con|and|or|vs|versus|contro|oppure|rispetto|confronto)$/.test(one.text),
      )
    )
      groups.push([]);
    groups.at(-1)?.push(token);
    last = at;
  }
  if (groups.length < 2) return null;
  const found = groups.map((group) => findTopic(vocabulary, reading, group));
  const refs = unique(found.flatMap((one) => (one.coverage > 0.8 ? one.best.slice(0, 1) : [])));
  if (refs.length < 2 || found.some((one) => one.coverage <= 0.8)) return null;
  const measures = askedMeasures(reading, lens);
  // "Quanto fanno insieme gli impegni di nidi e mensa?"
  if (!compares && reading.concepts.has('ask:total') && measures.length > 0)
    return ask({
      type: 'total',
      filter: { ...EVERYTHING, items: [...refs] },
      measures: [...measures],
      mode: 'sum',
      groupBy: null,
    });
  if (!compares && !exceeding) {
    // "I marciapiedi e le zone 30": each is asked for.
    const whole = findTopic(vocabulary, reading);
    const apart =
      (!whole.exact || eachAlone(reading, groups)) &&
      (whole.coverage < 0.99 || eachAlone(reading, groups)) &&
      refs.some((ref) => !whole.best.includes(ref));
    return apart && measures.length > 0
      ? ask(itemQuery(refs, measures, saidAttributes(reading, lens)))
      : null;
  }
  return ask({
    type: 'compare',
    subjects: refs.slice(0, 20).map((ref) => ({ type: 'item', ref })),
    measures: measures.length > 0 ? [...measures] : [...planMeasures(vocabulary.index).cost],
    kind: null,
    count: false,
  });
}

/** "Della mensa scolastica e dei nidi": each with its own article, so they are two. */
function eachAlone({ tokens }: Reading, groups: readonly Reading['topic'][]): boolean {
  return groups.every(([first]) =>
    /^(il|lo|la|l|i|gli|le|d(el|ello|ella|ell|ei|egli|elle)|(n|a|da|su)(l|ll|lla|llo|i|gli|lle)|nel\w*|per|the|of)$/.test(
      tokens[tokens.indexOf(first as Reading['topic'][number]) - 1]?.text ?? '',
    ),
  );
}
