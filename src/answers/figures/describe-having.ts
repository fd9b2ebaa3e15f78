import { the } from '../../words/articles.ts';
import { say } from '../phrase/draft.ts';
import { describeAtom, genderOf, type Noun, nounOf } from './describe-atoms.ts';
import { describeAgainst, describeBound } from './describe-bound.ts';
import { labelOf, sharedFigure } from './expr-text.ts';
import { unitOfExpr } from './expressions.ts';
import { agreementOf, figureName } from './figure-names.ts';
import type { Expr, FiguresQuery } from './figures-query.ts';
import type { Voice } from './voice.ts';
import { yearsOf } from './years.ts';

/** "con impegnato superiore a 1.000,00 €". */
export function havingText(voice: Voice, query: Pick<FiguresQuery, 'having' | 'select'>): string {
  const noun = nounOf(voice, query.select);
  const bounded = (expr: Expr) => ({
    name:
      expr.type === 'fold' && expr.fold === 'sum' && expr.figure !== 'items' && !expr.of
        ? figureName(voice.words, expr.figure)
        : labelOf(voice, expr, noun),
    ...(expr.type === 'fold' && expr.figure === 'items'
      ? { one: (expr.of ? nounOf(voice, [{ type: 'kind', kinds: expr.of }]) : noun).one }
      : {}),
    agreement:
      expr.type === 'fold' && expr.fold === 'sum'
        ? agreementOf(voice.words, expr.figure)
        : ({ gender: 'm', plural: false } as const),
    unit: unitOfExpr(expr),
  });
  return query.having
    .map(
      (one) =>
        outnumbering(voice, one) ??
        movedText(voice, one, noun) ??
        declaredText(voice, one) ??
        everyText(voice, one) ??
        ('expr' in one.than
          ? describeAgainst(voice, bounded(one.expr), one.op, bounded(one.than.expr), one.than.times)
          : describeBound(voice, bounded(one.expr), one.op, one.than)),
    )
    .join(` ${voice.words.and} `);
}

type Held = FiguresQuery['having'][number];

/** "con più processi che obiettivi": more of one kind than of another. */
function outnumbering(voice: Voice, { expr, op, than }: Held): string | null {
  if (expr.type !== 'op' || expr.op !== '-' || !('value' in than) || than.value !== 0) return null;
  const [left, right] = [expr.left, expr.right];
  if (left.type !== 'fold' || right.type !== 'fold' || !left.of || !right.of) return null;
  const [more, others] = [left.of, right.of].map((kinds) => nounOf(voice, [{ type: 'kind', kinds }]).many);
  return say(
    voice.words,
    `con ${op === 'gt' ? 'più' : 'meno'} ${more} che ${others}`,
    `with ${op === 'gt' ? 'more' : 'fewer'} ${more} than ${others}`,
  );
}

/** "con liquidato in aumento": more in one year than in another. */
function movedText(voice: Voice, { expr, op, than }: Held, noun: Noun): string | null {
  if (yearsOf(expr).length < 2 || expr.type !== 'op' || !('value' in than) || than.value !== 0) return null;
  const figure = sharedFigure(expr);
  if (figure === null) return null;
  const name = labelOf(voice, figure, noun);
  return say(
    voice.words,
    `con ${name} in ${op === 'gt' ? 'aumento' : 'calo'}`,
    `whose ${name} ${op === 'gt' ? 'rose' : 'fell'}`,
  );
}

/** "con riscosso dichiarato": by one of its items at least. */
const declaredText = (voice: Voice, { expr, op, than }: Held): string | null =>
  expr.type === 'fold' && expr.fold === 'count' && op === 'gt' && 'value' in than && than.value === 0
    ? describeAtom(voice, { type: 'declared', figure: expr.figure }, false)
    : null;

/** "con tutte le voci con grado di raggiungimento di almeno 100 %": the least of them is told. */
function everyText(voice: Voice, { expr, op, than }: Held): string | null {
  if (expr.type !== 'fold' || (expr.fold !== 'min' && expr.fold !== 'max') || !('value' in than)) return null;
  const bound = describeBound(
    voice,
    {
      name: figureName(voice.words, expr.figure),
      agreement: agreementOf(voice.words, expr.figure),
      unit: unitOfExpr(expr),
    },
    op,
    than,
  );
  if (!expr.of)
    return say(voice.words, `che hanno tutte le voci ${bound}`, `all of whose items are ${bound}`);
  const select = [{ type: 'kind', kinds: expr.of } as const];
  const form = genderOf(voice, select) === 'f' ? 'fp' : 'mp';
  const { many } = nounOf(voice, select);
  const all = `${form === 'fp' ? 'tutte' : 'tutti'} ${the(many, form)}`;
  return say(voice.words, `che hanno ${all} ${bound}`, `all of whose ${many} are ${bound}`);
}
