import type { ItemKind } from '../../words/kinds.ts';
import { say } from '../phrase/draft.ts';
import { shortName } from '../phrase/names.ts';
import { joinAnd } from '../phrase/values.ts';
import { describeMany, describeOne, genderOf, type Noun, nounOf } from './describe-atoms.ts';
import { describeOfSet, describeScope } from './describe-set.ts';
import { figuresOf } from './expressions.ts';
import { foldName, ofFigure, undeclaredText } from './figure-names.ts';
import type { Expr } from './figures-query.ts';
import type { Value } from './figures-table.ts';
import { withPreposition } from './italian.ts';
import { levelNames } from './subjects.ts';
import { valueText } from './value-text.ts';
import type { Voice } from './voice.ts';

type Operation = Extract<Expr, { type: 'op' }>;

/** What a column is, in few words: "impegnato", "liquidato su impegnato (%)", "impegnato del Settore 5". */
export function labelOf(voice: Voice, expr: Expr, noun: Noun): string {
  const { words } = voice;
  switch (expr.type) {
    case 'fold':
      if (expr.figure === 'items')
        return expr.of ? describeMany(voice, [{ type: 'kind', kinds: expr.of }]) : noun.many;
      return expr.of
        ? `${foldName(words, expr.fold, expr.figure)} ${ofKinds(voice, expr.of)}`
        : foldName(words, expr.fold, expr.figure);
    case 'over':
      if (expr.year !== null) return `${labelOf(voice, expr.expr, noun)} ${expr.year}`;
      if (expr.each) return eachText(voice, expr);
      return expr.expr.type === 'fold' && expr.expr.figure === 'items'
        ? describeMany(voice, ownSet(expr))
        : `${labelOf(voice, expr.expr, nounOf(voice, expr.select))} ${describeOfSet(voice, expr.select)}`;
    case 'number':
      return valueText(words, expr.value, expr.unit);
    case 'op': {
      const [left, right] = [labelOf(voice, expr.left, noun), labelOf(voice, expr.right, noun)];
      if (expr.op === '%') {
        if (expr.left.type === 'over' && expr.left.inRow) return say(words, 'in percentuale', 'per cent');
        const figure = sharedFigure(expr);
        return figure !== null && expr.right.type === 'over'
          ? `% ${wholeText(voice, expr.right, figure)}`
          : `${left} ${say(words, 'su', 'over')} ${right} (%)`;
      }
      return `${left} ${expr.op === '-' ? '−' : expr.op} ${right}`;
    }
  }
}

/** What of a row's own is told: whose row it is, the row says. */
const ownSet = ({
  select,
  inRow,
}: Extract<Expr, { type: 'over' }>): Extract<Expr, { type: 'over' }>['select'] =>
  inRow ? select.filter(({ type }) => type !== 'structure') : select;

/** "media del costo del personale dei settori", "media dei processi del Settore 5 per U.O.". */
function eachText(voice: Voice, { expr, select, each }: Extract<Expr, { type: 'over' }>): string {
  const { words } = voice;
  const level = levelNames(words, each ?? 'department');
  const what = labelOf(voice, expr, nounOf(voice, select));
  const of =
    select.length === 0 || (expr.type === 'fold' && expr.figure === 'items')
      ? ''
      : ` ${describeOfSet(voice, select)}`;
  return say(words, `media per ${level.one} (${what}${of})`, `mean by ${level.one} (${what}${of})`);
}

/** "degli obiettivi". */
function ofKinds(voice: Voice, kinds: readonly ItemKind[]): string {
  const select = [{ type: 'kind', kinds } as const];
  const { many } = nounOf(voice, select);
  return voice.words.language === 'it'
    ? withPreposition('di', many, { gender: genderOf(voice, select), plural: true })
    : `of ${many}`;
}

/** A value alone, or the words for silence. */
export function amountText({ words }: Voice, { value, unit, expr }: Value): string {
  if (value !== null) return valueText(words, value, unit);
  if (unit === 'mixed') return say(words, 'non calcolabile', 'cannot be computed');
  const [figure, ...others] = figuresOf(expr);
  return figure === undefined || others.length > 0 ? words.notDeclared : undeclaredText(words, figure);
}

/** A value with its name, as a sentence says it: "impegnato 1.234,50 €", "12 obiettivi", "21,18 % (… su …)". */
export function cellText(voice: Voice, value: Value, noun: Noun): string {
  const { expr } = value;
  switch (expr.type) {
    case 'fold': {
      const amount = amountText(voice, value);
      if (expr.figure === 'items') {
        const counted = expr.of ? nounOf(voice, [{ type: 'kind', kinds: expr.of }]) : noun;
        return `${amount} ${value.value === 1 ? counted.one : counted.many}`;
      }
      if (expr.fold === 'count') return `${amount} ${labelOf(voice, expr, noun)}`;
      // Percentages of several items are not added: what a set has is their mean.
      const mean = expr.fold === 'sum' && expr.figure === 'attainment' && value.declared > 1;
      const name = mean ? foldName(voice.words, 'mean', expr.figure) : labelOf(voice, expr, noun);
      return `${name} ${amount}${holders(voice, value)}`;
    }
    case 'over':
      if (expr.year !== null || expr.each)
        return `${labelOf(voice, expr, noun)}: ${amountText(voice, value)}`;
      return expr.expr.type === 'fold' && expr.expr.figure === 'items'
        ? `${amountText(voice, value)} ${value.value === 1 ? describeOne(voice, ownSet(expr)) : labelOf(voice, expr, noun)}`
        : `${labelOf(voice, expr, noun)}: ${amountText(voice, value)}`;
    case 'number':
      return labelOf(voice, expr, noun);
    case 'op':
      return operationText(voice, value, expr, noun);
  }
}

/** " (obiettivo 5)": whose the least or the most is. */
function holders({ words }: Voice, { expr, entries, value }: Value): string {
  if (expr.type !== 'fold' || (expr.fold !== 'min' && expr.fold !== 'max') || value === null) return '';
  const names = entries.slice(0, 3).map((entry) => shortName(words, entry.of));
  const more = entries.length - names.length;
  return ` (${joinAnd(words, more > 0 ? [...names, say(words, `altre ${more} voci`, `${more} more`)] : names)})`;
}

function operationText(voice: Voice, value: Value, expr: Operation, noun: Noun): string {
  const { words } = voice;
  const [left, right] = value.sides ?? [];
  if (!left || !right) return `${labelOf(voice, expr, noun)} ${amountText(voice, value)}`;
  if (value.unit === 'mixed')
    return say(
      words,
      `${labelOf(voice, expr, noun)}: non si può calcolare, sono grandezze diverse`,
      `${labelOf(voice, expr, noun)}: cannot be computed, the units differ`,
    );
  const figure = sharedFigure(expr);
  const amount = amountText(voice, value);
  if (expr.op === '%' && figure !== null && expr.left.type === 'fold' && expr.right.type === 'over')
    return `${amount} ${wholeText(voice, expr.right, figure)} (${amountText(voice, left)} ${say(words, 'su', 'out of')} ${amountText(voice, right)})`;
  const short = figure !== null && expr.left.type === 'over' && expr.right.type === 'over';
  const sides = [sideText(voice, left, noun, short), sideText(voice, right, noun, short)].join(
    ` ${SIGN(voice)[expr.op]} `,
  );
  const name: Readonly<Record<Operation['op'], string>> = {
    '+': say(words, 'somma ', 'sum '),
    '-': say(words, 'differenza ', 'difference '),
    '×': '',
    '÷': '',
    '%': '',
  };
  if (value.value === null) return `${say(words, 'non si può calcolare', 'cannot be computed')} (${sides})`;
  return `${name[expr.op]}${amount} (${sides})`;
}

const SIGN = ({ words }: Voice): Readonly<Record<Operation['op'], string>> => ({
  '+': '+',
  '-': '−',
  '×': '×',
  '÷': '÷',
  '%': say(words, 'su', 'out of'),
});

/** A side with its name; where both are the same figure of two sets, the sets alone tell them apart. */
function sideText(voice: Voice, value: Value, noun: Noun, short: boolean): string {
  const { expr } = value;
  if (short && expr.type === 'over' && expr.year !== null) return `${expr.year}: ${amountText(voice, value)}`;
  if (short && expr.type === 'over')
    return `${describeScope(voice, expr.select, false)}: ${amountText(voice, value)}`;
  if (expr.type !== 'op') return cellText(voice, value, noun);
  return `${labelOf(voice, expr, noun)} ${amountText(voice, value)}`;
}

/** "dell’impegnato di tutto il piano", "degli obiettivi del Settore 5". */
function wholeText(voice: Voice, whole: Extract<Expr, { type: 'over' }>, figure: Expr): string {
  const { words } = voice;
  if (figure.type !== 'fold') return '';
  if (figure.figure !== 'items')
    return `${ofFigure(words, figure.figure)} ${describeOfSet(voice, whole.select)}`;
  const all = describeMany(voice, whole.select);
  return words.language === 'it'
    ? withPreposition('di', all, { gender: genderOf(voice, whole.select), plural: true })
    : `of ${all}`;
}

/** The figure that both sides of an operation are, of one set and of another. */
export function sharedFigure(expr: Operation): Extract<Expr, { type: 'fold' }> | null {
  const [left, right] = [bare(expr.left), bare(expr.right)];
  if (left.type !== 'fold' || right.type !== 'fold') return null;
  return left.figure === right.figure && left.fold === right.fold ? left : null;
}

const bare = (expr: Expr): Expr => (expr.type === 'over' ? expr.expr : expr);
