import type { ItemRef } from '../../domain/types.ts';
import { formatDecimal } from '../../words/formats.ts';
import { figuresOf, inStructures, sums } from '../figures/plain-figures.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import { unique } from '../knowledge/plan-index.ts';
import type { Token } from '../language/tokens.ts';
import type { Query } from '../query.ts';
import { ask, type Context, type Outcome, refuse } from '../understand/outcome.ts';
import { readTokens } from '../understand/reading.ts';
import { kindNamed, readChanges, type SaidChange } from './read-changes.ts';
import type { TriedWeight, WeightsQuery } from './weights-query.ts';

/** A longer text tries no weights. */
const MOST_WORDS = 60;

/** Of these "e se togliessi il 12?" may mean to leave it out. */

/**
 * A question that tries other weights, or asks for the weighted attainment; null for any other. Every word must have its
 * part in it: one that has none is asked about.
 */
export function recogniseWeights(
  text: string,
  { vocabulary, conversation, cut }: Omit<Context, 'reading'>,
): Outcome | null {
  const words = vocabulary.weights;
  const tokens = cut(text);
  if (tokens.length === 0 || tokens.length > MOST_WORDS) return null;
  const has = (meaning: Parameters<typeof words.means>[1]): boolean =>
    tokens.some((token) => words.means(token.text, meaning));
  const before = conversation?.query?.type === 'weights' ? conversation.query : null;
  // "Prova con 30" tries a weight, "sto facendo una prova" tries us.
  const isOfWeights =
    before !== null ||
    has('noun') ||
    has('attainment') ||
    tokens.some(({ text: word }) => word === '=' || isChange(words, word));
  const simulates = has('simulate') || (has('attempt') && isOfWeights);
  const tries =
    simulates ||
    (has('without') && has('attainment')) ||
    tokens.some(({ text: word }) => word === '=' || isChange(words, word));
  const compares = (has('weighted') && has('attainment')) || (has('cost') && has('result'));
  const wantsPoint = has('cost') && /\b(?:un|per) punto\b/i.test(text);
  if (!tries && !compares && !wantsPoint && before === null) return null;
  const said = readChanges(tokens, vocabulary, before?.changes.map(({ item }) => item as ItemRef) ?? []);
  const [first] = tokens;
  const goesOn = before !== null && /^(e|ed|ma|con|senza|invece)$/.test(first?.text ?? '');
  const rest = restOf(tokens, said.used, { vocabulary }, words);
  if (said.changes.length === 0 && said.equal === null && !compares && !simulates) {
    // "E del settore 3?": the same trial, told of another structure.
    if (goesOn && rest !== null && rest.lost.length === 0 && (!rest.isBare || rest.by !== null))
      return ask({ ...before, departments: [...rest.departments], units: [...rest.units], by: rest.by });
    if (wantsPoint && /\bun punto\b/i.test(text) && rest !== null && rest.lost.length === 0)
      return costOfPoint(vocabulary.index, rest);
    const supposed = supposedWeight(tokens, words);
    return supposed === null ? null : notUnderstood(supposed);
  }
  const wouldBe = has('attainment') && tokens.some(({ text: word }) => /rebbe(?:ro)?$/.test(word));
  const isTrial = simulates || said.supposed || goesOn || compares || wouldBe;
  if (!isTrial) return null;
  if (rest === null) return null;
  if (rest.lost.length > 0)
    // What is asked for is something else: only a supposition is surely ours.
    return simulates || said.supposed || has('weighted')
      ? { type: 'clarification', what: 'word', choices: [], unused: rest.lost }
      : null;
  const [signed] = /(?<=[=\sa-z])[-−+]\s?\d+/i.exec(text) ?? [];
  if (signed !== undefined) return notUnderstood(signed);
  // By how much, when all are alike: of what they are now, or of what they would be.
  const relative = said.changes.find(({ how }) => how === 'by' || how === 'times');
  if (said.equal !== null && relative) return notUnderstood(formatDecimal(Math.abs(relative.value)));
  const tried = triedWeights(vocabulary.index, said.changes);
  if ('outcome' in tried) return tried.outcome;
  const kept = goesOn
    ? before.changes.filter(({ item }) => !tried.weights.some((one) => one.item === item))
    : [];
  const equal = said.equal ?? (goesOn ? (before.equal ?? undefined) : undefined);
  const query: WeightsQuery = {
    type: 'weights',
    changes: [...kept, ...tried.weights],
    ...(equal === undefined ? {} : { equal }),
    ...(wantsPoint && (said.changes.length > 0 || equal !== undefined) ? { told: 'cost_per_point' } : {}),
    departments: [...(goesOn && rest.isBare ? before.departments : rest.departments)],
    units: [...(goesOn && rest.isBare ? before.units : rest.units)],
    by: rest.by,
  };
  return isOtherwiseMeant(said.changes, simulates, conversation?.query ?? null)
    ? { type: 'clarification', what: 'subject', choices: [query], unused: verbsIn(tokens, said.used, words) }
    : ask(query);
}

/** "Quanto costa un punto di peso?": the measure of that name. */
const costOfPoint = (
  index: PlanIndex,
  { departments, units, by }: Pick<NonNullable<ReturnType<typeof restOf>>, 'departments' | 'units' | 'by'>,
): Outcome => ask(figuresOf(index, inStructures(departments, units), sums(['cost_per_weight']), by));

/** "Se tutti pesassero di più": a weight is supposed, and not in a way that is understood. */
function supposedWeight(tokens: readonly Token[], words: Words): string | null {
  const ofWeights = tokens.some(({ text }) => words.means(text, 'noun'));
  const found = tokens.find(
    ({ text }) => words.verb(text)?.mood === 'supposed' && (ofWeights || /^pes/.test(text)),
  );
  return found?.text ?? null;
}

const verbsIn = (tokens: readonly Token[], used: ReadonlySet<number>, words: Words): readonly string[] =>
  tokens.flatMap(({ text }, at) => (used.has(at) && words.verb(text) !== null ? [text] : []));

type Words = Context['vocabulary']['weights'];

const isChange = (words: Words, word: string): boolean =>
  words.verb(word) !== null || words.means(word, 'lack') || words.means(word, 'vanish');

/** "E se togliessi il 12?", of a list or a total: it may be meant to be left out there, and is asked. */
const isOtherwiseMeant = (
  changes: readonly SaidChange[],
  simulates: boolean,
  before: Query | null,
): boolean =>
  !simulates &&
  changes.length > 0 &&
  changes.every(({ how }) => how === 'out') &&
  before !== null &&
  before.type === 'figures';

/** What the other words of the message say: structures, a level; `lost` are those that say nothing known. */
function restOf(
  tokens: readonly Token[],
  used: ReadonlySet<number>,
  { vocabulary }: Pick<Context, 'vocabulary'>,
  words: Words,
) {
  const rest = tokens.filter((_token, at) => !used.has(at));
  const reading = readTokens(vocabulary, rest);
  if (reading.excluded.length > 0) return null;
  const own = [
    'asked',
    'simulate',
    'attempt',
    'weighted',
    'attainment',
    'result',
    'cost',
    'beside',
    'noun',
    'unit',
    'filler',
  ] as const;
  const level = reading.spans.find(({ concept }) => /^group:(department|unit)$/.test(concept));
  const structures = reading.structures.filter(({ from, to }) =>
    rest.slice(from, to).some((token) => !token.light),
  );
  const kinds = unique(
    vocabulary.index.items.filter(({ item }) => item.weight !== null).map(({ item }) => item.kind),
  );
  const lost = rest.flatMap((token, at) => {
    const kind = kindNamed(token.text, vocabulary.index);
    const isKnown =
      token.light ||
      (kind !== null && kinds.includes(kind)) ||
      own.some((meaning) => words.means(token.text, meaning)) ||
      structures.some(({ from, to }) => from <= at && to > at) ||
      reading.spans.some(({ concept, from, to }) => concept.startsWith('group:') && from <= at && to > at) ||
      (token.type === 'number' && token.value === vocabulary.index.plan.head.year);
    return isKnown ? [] : [token.text];
  });
  const codes = (at: 'department' | 'unit'): readonly string[] =>
    unique(structures.filter((one) => one.level === at).map(({ code }) => code));
  return {
    lost: [...unique(lost), ...reading.unknownStructures.filter((one) => !lost.includes(one))],
    departments: codes('department'),
    units: codes('unit'),
    by:
      level === undefined
        ? null
        : level.concept === 'group:unit'
          ? ('unit' as const)
          : ('department' as const),
    isBare: structures.length === 0,
  };
}

/** The weights that the changes come to, on those that the plan declares. */
function triedWeights(
  index: PlanIndex,
  changes: readonly SaidChange[],
): { readonly weights: readonly TriedWeight[] } | { readonly outcome: Outcome } {
  const weights = new Map<ItemRef, number | null>();
  for (const { item, how, value } of changes) {
    const [ref, ...others] = item.among;
    if (ref === undefined)
      return { outcome: refuse({ reason: 'unknown_item', kind: item.kind, said: item.said }) };
    // "24" is the objective before the process; of one code there may be several, and nobody can tell which.
    if (others.length > 0 && item.among.filter((one) => kindIn(one) === kindIn(ref)).length > 1)
      return {
        outcome: {
          type: 'clarification',
          what: 'item',
          choices: item.among.map((one) => ({
            type: 'weights',
            changes: [{ item: one, weight: how === 'to' ? value : null }],
            departments: [],
            units: [],
            by: null,
          })),
        },
      };
    const now = weights.has(ref) ? (weights.get(ref) ?? null) : (index.byRef.get(ref)?.item.weight ?? null);
    if (how !== 'to' && how !== 'out' && now === null)
      return { outcome: refuse({ reason: 'no_weight', item: ref }) };
    const next =
      how === 'out' ? null : how === 'to' ? value : how === 'by' ? (now ?? 0) + value : (now ?? 0) * value;
    if (next !== null && (next < 0 || next > 1_000_000))
      return { outcome: notUnderstood(formatDecimal(Math.abs(value))) };
    weights.set(ref, next === null ? null : Math.round(next * 1e6) / 1e6);
  }
  return { weights: [...weights].map(([item, weight]) => ({ item, weight })) };
}

const notUnderstood = (said: string): Outcome => ({
  type: 'clarification',
  what: 'subject',
  choices: [],
  unused: [said],
});

const kindIn = (ref: ItemRef): string => ref.split(':')[0] ?? '';
