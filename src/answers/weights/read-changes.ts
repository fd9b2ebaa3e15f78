import type { ItemRef } from '../../domain/types.ts';
import type { ItemKind } from '../../words/kinds.ts';
import { ownNouns } from '../knowledge/plan-concepts.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import { unique } from '../knowledge/plan-index.ts';
import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { findPhrases, longestMatches } from '../language/phrases.ts';
import type { Token } from '../language/tokens.ts';
import { kindOf } from '../reports/report-pieces.ts';
import type { VerbRole, WeightsVerb } from './weights-words.ts';

/** An item as somebody names it: those that it may be; none where the plan has no such item. */
interface SaidItem {
  readonly among: readonly ItemRef[];
  readonly kind: ItemKind | null;
  readonly said: string;
}

/** What is said to be done to a weight. */
export interface SaidChange {
  readonly item: SaidItem;
  readonly how: 'to' | 'by' | 'times' | 'out';
  /** Of `out`, nothing. */
  readonly value: number;
}

/** The changes that a message says. */
export interface SaidChanges {
  readonly changes: readonly SaidChange[];
  /** All weigh the same: so much, or what comes of the sum that there is; null where nobody says so. */
  readonly equal: 'mean' | number | null;
  /** The words that say them. */
  readonly used: ReadonlySet<number>;
  /** They are said of what is not the case; or ordered, of what is named a weight. */
  readonly supposed: boolean;
}

type Found<T> = T & { readonly to: number };
type Effect = Pick<SaidChange, 'how' | 'value'>;

/**
 * Reads what is to become of weights: "24 = 30", "il 24 pesasse 30", "portando il peso del 24 a 30", "togliessi il 12 e il
 * 13", "raddoppiasse".
 * @param last what was tried before: "e con 40?" is of it
 */
export function readChanges(
  tokens: readonly Token[],
  vocabulary: Vocabulary,
  last: readonly ItemRef[],
): SaidChanges {
  const words = vocabulary.weights;
  const simulates = tokens.some(({ text }) => words.means(text, 'simulate') || words.means(text, 'attempt'));
  const titles = longestMatches(findPhrases(vocabulary.itemNames, tokens));
  const changes: SaidChange[] = [];
  const used = new Set<number>();
  let supposed = false;
  const evened = evening();
  let at = 0;
  while (at < tokens.length) {
    if (evened?.used.has(at)) {
      used.add(at);
      supposed = true;
      at += 1;
      continue;
    }
    const found =
      handedOn(at) ?? removal(at) ?? assignment(at) ?? byVerbFirst(at) ?? byItemFirst(at) ?? goingOn(at);
    // "Gli obiettivi del settore 5 pesassero tutti 10": of all of them, and not of the fifth.
    if (found === null || [...(evened?.used ?? [])].some((one) => one >= at && one < found.to)) {
      at += 1;
      continue;
    }
    changes.push(...found.changes);
    supposed ||= found.supposed;
    for (let one = at; one < found.to; one += 1) used.add(one);
    at = found.to;
  }
  return { changes, equal: evened?.equal ?? null, used, supposed };

  function said(index: number): string {
    return tokens[index]?.text ?? '';
  }

  /** Past articles, prepositions and words that say nothing of their own; what joins two changes is not passed. */
  function past(from: number, also: (word: string) => boolean = () => false): number {
    let index = from;
    while (
      index < tokens.length &&
      !JOINS.test(said(index)) &&
      (tokens[index]?.light === true || words.means(said(index), 'filler') || also(said(index)))
    )
      index += 1;
    return index;
  }

  function itemAt(from: number): Found<SaidItem> | null {
    const title = titles.filter((one) => one.from === from);
    const [named] = title;
    if (named)
      return { among: unique(title.map(({ meaning }) => meaning)), kind: null, said: '', to: named.to };
    const kind = kindNamed(said(from), vocabulary.index);
    const number = kind === null ? from : past(from + 1);
    const token = tokens[number];
    if (token?.type !== 'number' || token.spelled || !/^\d+(\.\d+)*$/.test(token.text)) return null;
    const next = said(number + 1);
    if (next === '%' || words.means(next, 'unit')) return null;
    return { ...itemOf(vocabulary.index, kind, token.text), to: number + 1 };
  }

  function valueAt(
    from: number,
  ): Found<{ readonly value: number; readonly unit: 'none' | 'points' | 'percent' }> | null {
    const token = tokens[from];
    if (token?.type !== 'number' || !(token.spelled || /^\d+([.,]\d+)?$/.test(token.text))) return null;
    const value = token.spelled ? token.value : Number(token.text.replace(',', '.'));
    const next = said(from + 1);
    const unit = next === '%' ? 'percent' : words.means(next, 'unit') ? 'points' : 'none';
    return Number.isFinite(value) ? { value, unit, to: unit === 'none' ? from + 1 : from + 2 } : null;
  }

  /** "24 = 30" */
  function assignment(from: number): FoundChanges | null {
    const item = itemAt(from);
    if (item === null || said(item.to) !== '=') return null;
    const value = valueAt(item.to + 1);
    return value && each([item], { how: 'to', value: value.value }, value.to, false);
  }

  /** "Il peso del 24 fosse 30", "il 24 e il 25 pesassero 5 punti in più", "il 12 non ci fosse". */
  function byItemFirst(from: number): FoundChanges | null {
    const start = words.means(said(from), 'noun') ? past(from + 1) : from;
    const { items, to } = itemsAt(start);
    if (items.length === 0) return null;
    const next = past(to);
    if (said(next) === 'non') {
      const lacking = past(next + 1);
      return words.means(said(lacking), 'lack') ? each(items, OUT, lacking + 1, true) : null;
    }
    if (words.means(said(next), 'vanish')) return each(items, OUT, next + 1, true);
    if (words.means(said(next), 'passive')) {
      const done = words.verb(said(past(next + 1)));
      if (done?.role === 'remove') return each(items, OUT, past(next + 1) + 1, true);
      const effect = done === null ? null : effectAt(done.role, past(next + 1) + 1);
      if (effect !== null) return each(items, effect, effect.to, true);
    }
    const verb = words.verb(said(next));
    if (verb === null || verb.role === 'remove' || (verb.role === 'give' && verb.mood !== 'supposed'))
      return null;
    const effect = effectAt(verb.role, next + 1);
    return effect && each(items, effect, effect.to, verb.mood !== 'plain');
  }

  /** "Portando il peso del 24 a 30", "aumentassi di 5 punti il 24", "dando 30 punti al 24". */
  function byVerbFirst(from: number): FoundChanges | null {
    const verb = words.verb(said(from));
    if (verb === null || verb.role === 'set') return null;
    if (verb.role === 'swap') return exchange(from, isTry(verb, from));
    if (verb.role === 'move') return move(from);
    const next = past(from + 1, (word) => words.means(word, 'noun'));
    const item = isAmount(next) ? null : itemAt(next);
    if (item !== null && verb.role !== 'remove') {
      const effect = effectAt(verb.role, item.to);
      return effect && each([item], effect, effect.to, isTry(verb, from));
    }
    const effect = effectAt(verb.role, from + 1);
    if (effect === null) return null;
    const then = past(effect.to, (word) => words.means(word, 'noun'));
    const after = itemAt(then);
    return after && each([after], effect, after.to, isTry(verb, from));
  }

  /** "Scambiassi i pesi del 20 e del 12". */
  function exchange(from: number, supposed: boolean): FoundChanges | null {
    const { items, to } = itemsAt(past(from + 1, (word) => words.means(word, 'noun')));
    const [one, other] = items;
    if (!one || !other || items.length > 2) return null;
    const weightOf = ({ among: [ref] }: SaidItem): number | null =>
      ref === undefined ? null : (vocabulary.index.byRef.get(ref)?.item.weight ?? null);
    const [first, second] = [weightOf(one), weightOf(other)];
    if (first === null || second === null) return null;
    return {
      changes: [
        { item: one, how: 'to', value: second },
        { item: other, how: 'to', value: first },
      ],
      to,
      supposed,
    };
  }

  /** "Spostassi 5 punti dal 24 al 12", "spostando dal 24 al 12 il 10 % del peso": what one loses the other gains. */
  function move(from: number): FoundChanges | null {
    const isPassed = (word: string): boolean => words.means(word, 'noun');
    const first = past(from + 1, isPassed);
    const amount = itemAt(first) === null ? valueAt(first) : null;
    const ends = amount === null ? endsAt(first) : endsAt(past(amount.to, isPassed));
    if (ends === null) return null;
    const moved = amount ?? valueAt(past(ends.to, isPassed));
    // "Sposta la scadenza dal 20 al 30": no weight is named.
    if (moved === null) return null;
    const to = amount === null ? moved.to : ends.to;
    const named = tokens.slice(from, past(to, isPassed)).some(({ text }) => isPassed(text));
    if (moved.unit === 'none' && !named) return null;
    const [ref] = ends.giver.among;
    const held = ref === undefined ? null : (vocabulary.index.byRef.get(ref)?.item.weight ?? null);
    const points = moved.unit === 'percent' ? ((held ?? 0) * moved.value) / 100 : moved.value;
    return {
      changes: [
        { item: ends.giver, how: 'by', value: -points },
        { item: ends.taker, how: 'by', value: points },
      ],
      to,
      supposed: true,
    };
  }

  /** "Dal 24 al 12", "al 12 dal 24". */
  function endsAt(from: number): Found<{ readonly giver: SaidItem; readonly taker: SaidItem }> | null {
    const one = itemAt(from);
    if (one === null) return null;
    const then = past(one.to, (word) => words.means(word, 'noun'));
    const other = itemAt(then);
    if (other === null) return null;
    const isFrom = (start: number, end: number): boolean =>
      tokens.slice(start, end).some(({ text }) => /^(da|dal|dall|dallo|dalla|dai|from)$/.test(text));
    if (isFrom(one.to, then)) return { giver: other, taker: one, to: other.to };
    const isTo = tokens.slice(one.to, then).some(({ text }) => /^(a|ad|al|all|allo|alla|ai|to)$/.test(text));
    return isTo ? { giver: one, taker: other, to: other.to } : null;
  }

  /** "… e li dessi al 12", "… per darli al 12": the points that were taken just before. */
  function handedOn(from: number): FoundChanges | null {
    const before = changes.at(-1);
    if (before?.how !== 'by' || before.value >= 0) return null;
    const apart = said(from) === 'li' ? words.verb(said(from + 1)) : null;
    const isGiven = apart === null ? HANDS_ON.test(said(from)) : /^(give|raise)$/.test(apart.role);
    if (!isGiven) return null;
    const item = itemAt(past(from + (apart === null ? 1 : 2), (word) => words.means(word, 'noun')));
    return item && each([item], { how: 'by', value: -before.value }, item.to, false);
  }

  /** "Pesassero tutti uguale", "avessero tutti lo stesso peso", "tutti gli obiettivi pesassero 10", "con pesi uguali". */
  function evening(): { readonly equal: 'mean' | number; readonly used: ReadonlySet<number> } | null {
    const where = (fits: (word: string, index: number) => boolean): readonly number[] =>
      tokens.flatMap(({ text }, index) => (fits(text, index) ? [index] : []));
    const noun = where((word) => words.means(word, 'noun') || /^pes/.test(word));
    const verbs = where((word) => words.verb(word)?.mood === 'supposed' && words.verb(word)?.role === 'set');
    const alls = where((word) => words.means(word, 'all'));
    const sames = where((word) => words.means(word, 'equally') || words.means(word, 'same'));
    const isOfWeights = noun.length > 0 || simulates;
    if (!isOfWeights) return null;
    if (sames.length > 0) {
      // "Hanno tutti lo stesso peso?" asks what is; "il raggiungimento con pesi uguali" tries it.
      const isWith =
        tokens.some(({ text }) => words.means(text, 'attainment')) &&
        noun.some((one) =>
          sames.some((same) => near(one, same) && /^(con|a|with)$/.test(said(Math.min(one, same) - 1))),
        );
      const isSaid = verbs.length > 0 || simulates || isWith;
      return isSaid ? { equal: 'mean', used: new Set([...alls, ...sames, ...verbs]) } : null;
    }
    const [verb] = verbs;
    if (alls.length === 0 || verb === undefined) return null;
    const value = valueAt(past(verb + 1, (word) => words.means(word, 'noun')));
    if (value === null || value.unit === 'percent') return null;
    const counted = where((_word, index) => index > verb && index < value.to);
    return { equal: value.value, used: new Set([...alls, verb, ...counted]) };
  }

  function near(one: number, other: number): boolean {
    return Math.abs(one - other) <= 2;
  }

  /** "Porta il peso del 24 a 30": whoever orders it is told what it would do; without the weight it may be of anything. */
  function isTry({ mood }: WeightsVerb, from: number): boolean {
    return (
      mood !== 'plain' ||
      tokens.slice(from, from + 4).some(({ text }) => words.means(text, 'noun') || words.means(text, 'unit'))
    );
  }

  /** "30 punti", "peso 30", "peso di 30": what is given, and not to what. */
  function isAmount(at: number): boolean {
    const value = valueAt(at);
    if (value === null) return false;
    if (value.to > at + 1) return true;
    const before = said(at - 1);
    return words.means(before, 'noun') || (/^(di|a|pari)$/.test(before) && words.means(said(at - 2), 'noun'));
  }

  /** What a verb does: to a value, by so much, to twice as much. */
  function effectAt(role: VerbRole, from: number): Found<Effect> | null {
    const factor = { double: 2, halve: 0.5, treble: 3 }[role as string];
    if (factor !== undefined) return { how: 'times', value: factor, to: from };
    const at = past(from, (word) => words.means(word, 'noun'));
    const share = (['doubled', 'halved', 'trebled'] as const).find((one) => words.means(said(at), one));
    if (share !== undefined)
      return { how: 'times', value: { doubled: 2, halved: 0.5, trebled: 3 }[share], to: at + 1 };
    const value = valueAt(at);
    if (value === null) return null;
    const more = /^(in|di)$/.test(said(value.to)) && /^(piu|meno)$/.test(said(value.to + 1));
    if (more) return byOrShare(value, said(value.to + 1) === 'piu' ? 1 : -1, value.to + 2);
    const sign = { raise: 1, lower: -1, remove: -1 }[role as string];
    if (sign === undefined) return { how: 'to', value: value.value, to: value.to };
    const before = said(at - 1);
    if (/^(a|ad|to)$/.test(before)) return { how: 'to', value: value.value, to: value.to };
    return /^(di|del|by)$/.test(before) || value.unit !== 'none' ? byOrShare(value, sign, value.to) : null;
  }

  /** "5 punti in più", "il 10 % in meno": of the weight that there is. */
  function byOrShare(
    { value, unit }: { readonly value: number; readonly unit: string },
    sign: number,
    to: number,
  ): Found<Effect> {
    return unit === 'percent'
      ? { how: 'times', value: 1 + (sign * value) / 100, to }
      : { how: 'by', value: sign * value, to };
  }

  /** "Togliessi il 12, il 13 e il processo 4", "senza il 12", "non ci fosse il 12". */
  function removal(from: number): FoundChanges | null {
    const verb = words.verb(said(from));
    const isNegated = said(from) === 'non' && words.means(said(past(from + 1)), 'lack');
    const isLack = words.means(said(from), 'vanish') || isNegated;
    if (verb?.role !== 'remove' && !isLack && !words.means(said(from), 'without')) return null;
    const { items, to } = itemsAt(isNegated ? past(past(from + 1) + 1) : past(from + 1));
    return items.length === 0 ? null : each(items, OUT, to, isLack || verb?.mood === 'supposed');
  }

  /** "Il 12, il 13 e il processo 4"; the kind is said once of all. */
  function itemsAt(from: number): Found<{ readonly items: readonly SaidItem[] }> {
    const items: SaidItem[] = [];
    let to = from;
    let kind: ItemKind | null = null;
    for (let next = from; ; next = past(pastJoin(to))) {
      const item = itemAt(next);
      // "24 = 30": another change.
      if (item === null || said(item.to) === '=') break;
      const isApart = tokens.slice(to, next + 1).some(({ pause, text }) => pause || JOINS.test(text));
      if (items.length > 0 && (!isApart || hasItsOwn(item.to))) break;
      items.push(item.kind === null && kind !== null ? withKind(item, kind) : item);
      kind = item.kind ?? kind;
      to = item.to;
    }
    return { items, to };
  }

  function pastJoin(from: number): number {
    const next = past(from);
    return JOINS.test(said(next)) && said(next) !== 'se' ? next + 1 : next;
  }

  /** "… a 20", "… 20": what follows an item is its own. */
  function hasItsOwn(to: number): boolean {
    const next = past(to);
    return valueAt(next) !== null && (next === to || /^(a|ad|con)$/.test(said(next - 1)));
  }

  /** "… e il 12 a 20", after another change or the word for a trial; "e con 40?", of the last one. */
  function goingOn(from: number): FoundChanges | null {
    const item = itemAt(from);
    if (item !== null && (simulates || changes.length > 0 || last.length > 0)) {
      const value = valueAt(past(item.to));
      if (value !== null) return each([item], { how: 'to', value: value.value }, value.to, false);
    }
    const [only, ...others] = last;
    if (changes.length > 0 || only === undefined || others.length > 0) return null;
    const verb = words.verb(said(from));
    if (verb === null && !/^(con|a)$/.test(said(from))) return null;
    const effect = effectAt(verb?.role ?? 'set', from + 1);
    if (effect === null || past(effect.to) < tokens.length) return null;
    const before: SaidItem = { among: [only], kind: null, said: '' };
    return each([before], effect, effect.to, verb !== null && verb.mood !== 'plain');
  }

  /** A number without a kind in a list that began with one. */
  function withKind(item: SaidItem, kind: ItemKind): SaidItem {
    return item.said === '' ? item : itemOf(vocabulary.index, kind, item.said);
  }
}

interface FoundChanges {
  readonly changes: readonly SaidChange[];
  readonly to: number;
  readonly supposed: boolean;
}

/** What stands between two changes. */
const JOINS = /^(e|ed|o|se|and|or|if)$/;

/** Points that go from one item to another. */
const HANDS_ON =
  /^(?:darl|dandol|dall|aggiungerl|aggiungendol|assegnarl|assegnandol|passarl|passandol|metterl)i$/;

const OUT: Effect = { how: 'out', value: 0 };

/** The same of each item. */
const each = (
  items: readonly SaidItem[],
  { how, value }: Effect,
  to: number,
  supposed: boolean,
): FoundChanges => ({ changes: items.map((item) => ({ item, how, value })), to, supposed });

/** The items of a number or a code; of those of one number, the ones that bear a weight. */
function itemOf(index: PlanIndex, kind: ItemKind | null, said: string): SaidItem {
  const found = said.includes('.')
    ? (index.byCode.get(said) ?? [])
    : (index.byNumber.get(Number(said)) ?? []);
  const ofKind = found.filter(({ item }) => kind === null || item.kind === kind);
  const weighed = ofKind.filter(({ item }) => item.weight !== null);
  return { among: (weighed.length > 0 ? weighed : ofKind).map(({ ref }) => ref), kind, said };
}

/** The kind that a word stands for, also by the body's own noun. */
export function kindNamed(word: string, { plan }: PlanIndex): ItemKind | null {
  return kindOf(word) ?? ownNouns(plan).find(([, noun]) => noun === word)?.[0] ?? null;
}
