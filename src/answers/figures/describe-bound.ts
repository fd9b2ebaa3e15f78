import type { ItemRef } from '../../domain/types.ts';
import { joined } from '../../words/articles.ts';
import type { ItemKind } from '../../words/kinds.ts';
import { say } from '../phrase/draft.ts';
import type { Words } from '../phrase/words.ts';
import { agreementOf, figureName } from './figure-names.ts';
import type { Atom, Comparison, Figure, Than } from './figures-query.ts';
import { type Agreement, agreeing, ofTheStructure, withArticle, withPreposition } from './italian.ts';
import { FIGURE_RULES } from './measures.ts';
import type { Unit } from './units.ts';
import { valueText } from './value-text.ts';
import { itemName, ofTheItem, type Voice } from './voice.ts';

/** What is held against something: its name, how that agrees, and in what it is counted. */
interface Bounded {
  readonly name: string;
  /** What is counted, of a single one. */
  readonly one?: string;
  readonly agreement: Agreement;
  readonly unit: Unit;
}

export const boundedFigure = (words: Words, figure: Figure): Bounded => ({
  name: figureName(words, figure),
  agreement: agreementOf(words, figure),
  unit: FIGURE_RULES[figure].unit,
});

/** "con impegnato superiore a 1.000,00 €", "con peso superiore alla media", "con più di 6 obiettivi". */
export function describeBound(voice: Voice, what: Bounded, op: Comparison, than: Than): string {
  const { words } = voice;
  const { name, agreement, unit } = what;
  const start = say(words, 'con', 'with');
  if ('mean' in than) {
    const mean = timesOf(
      words,
      op,
      say(words, 'media', 'the mean'),
      { gender: 'f', plural: false },
      than.times ?? 1,
    );
    return `${start} ${name} ${comparisonTo(words, op, agreement, `${mean}${than.within && than.mean !== true ? ofPlace(words, than.mean, than.within.code) : ofAll(words, than.mean)}`)}`;
  }
  if ('total' in than) {
    const total = say(words, 'totale', 'the total');
    const part = timesOf(words, op, total, { gender: 'm', plural: false }, than.times);
    return `${start} ${name} ${comparisonTo(words, op, agreement, `${part}${ofAll(words, than.total)}`)}`;
  }
  if ('item' in than) {
    const name = itsOwn(voice, agreement, than.item);
    const times = than.times ?? 1;
    const to = op === 'ne' ? 'da' : 'a';
    const other =
      times === 1 ? say(words, `${to} ${name.the}`, name.english) : manyTimes(words, op, name, times);
    return `${start} ${what.name} ${comparisonTo(words, op, agreement, other)}`;
  }
  if ('place' in than) {
    const whose = ofTheStructure(than.place.code);
    if (unit === 'count')
      return `${start} ${countBound(words, op, '').replace(/ (di|than) $/, '')} ${name} ${say(words, whose, `than ${than.place.code}`)}`;
    const its = agreeing(op === 'ne' ? 'da quell' : 'a quell', agreement);
    return `${start} ${name} ${comparisonTo(words, op, agreement, say(words, `${its} ${whose}`, `that of ${than.place.code}`))}`;
  }
  const value = valueText(words, than.value, unit);
  if (unit === 'count') return boundCount(words, what, op, than.value, value);
  return `${start} ${name} ${toValue(words, op, agreement)} ${value}`;
}

/** "quello dell’obiettivo 24". */
function itsOwn(
  voice: Voice,
  agreement: Agreement,
  ref: ItemRef,
): { readonly the: string; readonly of: string; readonly english: string } {
  const its = `${agreeing('quell', agreement)} ${ofTheItem(voice, ref)}`;
  return { the: its, of: `di ${its}`, english: `that of ${itemName(voice, ref)}` };
}

/** "con peso tra 20 e 22". */
export function describeBetween(
  { words }: Voice,
  {
    figure,
    from,
    to,
  }: { readonly type: 'between'; readonly figure: Figure; readonly from: number; readonly to: number },
): string {
  const { name, unit } = boundedFigure(words, figure);
  const [low, high] = [valueText(words, from, unit), valueText(words, to, unit)];
  return say(words, `con ${name} tra ${low} e ${high}`, `with ${name} between ${low} and ${high}`);
}

/** " di tutti gli obiettivi": whose mean it is, where it is not that of the items that are meant. */
function ofAll(words: Words, mean: true | readonly ItemKind[]): string {
  if (mean === true) return '';
  const [kind, ...others] = mean;
  if (kind === undefined || others.length > 0) return say(words, ' di tutte le voci', ' of all items');
  const all = { gender: words.kindGender[kind], plural: true } as const;
  const { many } = words.kinds[kind];
  return say(words, ` di ${agreeing('tutt', all)} ${withArticle(many, all)}`, ` of all ${many}`);
}

/** " degli obiettivi del Settore 5": whose mean it is, where it is that of one structure. */
function ofPlace(words: Words, [kind, ...others]: readonly ItemKind[], code: string): string {
  const one = kind !== undefined && others.length === 0 ? kind : null;
  const items =
    one === null
      ? say(words, ' delle voci', ' of the items')
      : say(
          words,
          ` ${withPreposition('di', words.kinds[one].many, { gender: words.kindGender[one], plural: true })}`,
          ` of the ${words.kinds[one].many}`,
        );
  return `${items} ${say(words, ofTheStructure(code), `of ${code}`)}`;
}

/** "Senza processi", "con un solo obiettivo", "con più di un obiettivo", "con più di 6 obiettivi". */
function boundCount(
  words: Words,
  { name, one = name }: Bounded,
  op: Comparison,
  bound: number,
  value: string,
): string {
  const start = say(words, 'con', 'with');
  if (op === 'eq' && bound === 0) return `${say(words, 'senza', 'without')} ${name}`;
  if (op === 'eq' && bound === 1) return `${start} ${say(words, 'un solo', 'only one')} ${one}`;
  if (bound === 1) return `${start} ${countBound(words, op, say(words, 'un', 'one'))} ${one}`;
  return `${start} ${countBound(words, op, value)} ${name}`;
}

/** "più di 5", "almeno 2": how many. */
export function countBound(words: Words, op: Comparison, value: string): string {
  const than: Readonly<Record<Comparison, string>> = {
    gt: say(words, 'più di', 'more than'),
    gte: say(words, 'almeno', 'at least'),
    lt: say(words, 'meno di', 'fewer than'),
    lte: say(words, 'al massimo', 'at most'),
    eq: say(words, 'esattamente', 'exactly'),
    ne: say(words, 'un numero diverso da', 'other than'),
  };
  return `${than[op]} ${value}`;
}

/** "superiori a", "di almeno": agreeing with "risorse utilizzate" and the like. */
function toValue(words: Words, op: Comparison, agreement: Agreement): string {
  if (words.language === 'en') return words.ops[op];
  const text = words.ops[op].replace(/^diverso/, agreeing('divers', agreement));
  return agreement.plural ? text.replace(/^(superior|inferior)e/, '$1i') : text;
}

const COMPARED = {
  gt: ['superiore', 'above'],
  gte: ['pari o superiore', 'at least'],
  lt: ['inferiore', 'below'],
  lte: ['pari o inferiore', 'at most'],
  eq: ['pari', 'equal to'],
  ne: ['diverso', 'other than'],
} as const satisfies Readonly<Record<Comparison, readonly [string, string]>>;

function comparisonTo(words: Words, op: Comparison, agreement: Agreement, what: string): string {
  const [italian, english] = COMPARED[op];
  if (words.language === 'en') return `${english} ${what}`;
  const text = italian.replace('diverso', agreeing('divers', agreement));
  return `${agreement.plural ? text.replace(/(superior|inferior)e/, '$1i') : text} ${what}`;
}

/** So many times another figure: "all’impegnato", "alla metà dell’impegnato", "a 2,5 volte l’impegnato". */
function timesOf(words: Words, op: Comparison, name: string, agreement: Agreement, times: number): string {
  if (times === 1) return say(words, withPreposition(op === 'ne' ? 'da' : 'a', name, agreement), name);
  const other = {
    the: withArticle(name, agreement),
    of: withPreposition('di', name, agreement),
    english: name,
  };
  return manyTimes(words, op, other, times);
}

/** @param other what it is so many times of: after an article, after "di", and in English */
function manyTimes(
  words: Words,
  op: Comparison,
  other: { readonly the: string; readonly of: string; readonly english: string },
  times: number,
): string {
  const to = op === 'ne' ? 'da' : 'a';
  const part = FACTORS[times];
  // «Al 40 % dell’impegnato».
  if (!part && times < 1) {
    const share = valueText(words, times * 100, 'percent');
    return say(words, `${joined(to, share)} ${other.of}`, `${share} of ${other.english}`);
  }
  return part
    ? say(words, `${withPreposition(to, part[0], part[1])} ${other.of}`, `${times} times ${other.english}`)
    : say(words, `${to} ${valueText(words, times, 'times')} ${other.the}`, `${times} times ${other.english}`);
}

const FACTORS: Readonly<Record<number, readonly [string, Agreement]>> = {
  0.25: ['quarto', { gender: 'm', plural: false }],
  0.5: ['metà', { gender: 'f', plural: false }],
  2: ['doppio', { gender: 'm', plural: false }],
  3: ['triplo', { gender: 'm', plural: false }],
  4: ['quadruplo', { gender: 'm', plural: false }],
};

/** "con costo del personale degli obiettivi superiore al costo del personale dei processi". */
export const describeAgainst = (
  { words }: Voice,
  what: Pick<Bounded, 'name' | 'agreement'>,
  op: Comparison,
  other: Pick<Bounded, 'name' | 'agreement'>,
  times: number,
): string =>
  `${say(words, 'con', 'with')} ${what.name} ${comparisonTo(words, op, what.agreement, timesOf(words, op, other.name, other.agreement, times))}`;

/** "con liquidato superiore all’impegnato". */
export const describeVersus = (
  voice: Voice,
  { figure, op, other, times }: Extract<Atom, { type: 'versus' }>,
): string =>
  describeAgainst(
    voice,
    boundedFigure(voice.words, figure),
    op,
    boundedFigure(voice.words, other),
    times ?? 1,
  );
