import { say } from '../phrase/draft.ts';
import { figuresOf, unitOfExpr } from './expressions.ts';
import { agreementOf } from './figure-names.ts';
import type { Expr, Ranking, Than } from './figures-query.ts';
import { agreeing, ofTheStructure, withPreposition } from './italian.ts';
import { valueText } from './value-text.ts';
import { itemName, ofTheItem, type Voice } from './voice.ts';

type Order = Pick<Ranking, 'by' | 'near' | 'direction'>;

/** What an order goes by: "impegnato", "vicinanza dell’impegnato alla media". */
export function orderLabel(voice: Voice, { by, near }: Omit<Order, 'direction'>, label: string): string {
  const { words } = voice;
  if (near == null) return label;
  const [figure] = figuresOf(by);
  const of = figure === undefined ? label : withPreposition('di', label, agreementOf(words, figure));
  return say(
    words,
    `vicinanza ${of} ${toText(voice, by, near)}`,
    `nearness of ${label} ${toText(voice, by, near)}`,
  );
}

/** "più alto", "più basso", "più vicino a 100.000,00 €", "più lontano dalla media". */
export function extremeText(voice: Voice, { by, near, direction }: Order): string {
  const { words } = voice;
  const most = direction === 'most';
  if (near == null && by.type === 'fold' && by.figure === 'deadline')
    return say(words, `più ${most ? 'lontano' : 'vicino'}`, most ? 'latest' : 'earliest');
  if (near == null) return say(words, `più ${most ? 'alto' : 'basso'}`, most ? 'highest' : 'lowest');
  const to = toText(voice, by, near);
  return say(
    words,
    `più ${most ? 'vicino' : 'lontano'} ${most ? to : to.replace(/^a/, 'da')}`,
    `${most ? 'nearest' : 'farthest'} ${most ? to : to.replace(/^to/, 'from')}`,
  );
}

/** "alla media", "a 100.000,00 €", "a quello del Settore 5": what figures are near to. */
function toText(voice: Voice, by: Expr, near: Than): string {
  const { words } = voice;
  if ('value' in near) {
    const value = valueText(words, near.value, unitOfExpr(by));
    return say(words, `a ${value}`, `to ${value}`);
  }
  if ('mean' in near) return say(words, 'alla media', 'to the mean');
  if ('total' in near) return say(words, 'al totale', 'to the total');
  const [figure] = figuresOf(by);
  const its = figure === undefined ? 'quello' : agreeing('quell', agreementOf(words, figure));
  const [of, name] =
    'item' in near
      ? [ofTheItem(voice, near.item), itemName(voice, near.item)]
      : [ofTheStructure(near.place.code), near.place.code];
  return say(words, `a ${its} ${of}`, `to that of ${name}`);
}
