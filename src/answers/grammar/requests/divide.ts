import type { Token } from '../../language/tokens.ts';
import type { Piece } from '../pieces.ts';
import { isFigure, isIdle } from './request.ts';

/** «Elenco per settore: numero di obiettivi e impegnato»: what it is made of follows, and a list of a level is nothing more. */
const opensTable = ([list, group]: readonly Piece[]): boolean =>
  list?.cat === 'ask' && list.what === 'list' && group?.cat === 'group' && group.level !== 'item';

/** Cuts the pieces of a question where another thing is asked: «e quanti processi», «e quanto hanno liquidato». */
export function divide(said: readonly Piece[], tokens: readonly Token[]): readonly (readonly Piece[])[] {
  const pieces = opensTable(said) ? said.slice(1) : said;
  const parts: Piece[][] = [[]];
  for (const [at, piece] of pieces.entries()) {
    if (isIdle(piece)) continue;
    const current = parts.at(-1) ?? [];
    // «…? Dimmi anche quali»: what is said to be polite stands between, and joins nothing.
    const before = pieces.slice(0, at).findLast((one) => !isIdle(one));
    const isApart = before !== undefined && tokens[before.to - 1]?.clause !== tokens[piece.from]?.clause;
    const joined =
      before?.cat === 'and' ||
      (piece.cat === 'share' && tokens[piece.from]?.text === 'e') ||
      tokens.slice(before?.to ?? piece.from, piece.from + 1).some(({ pause }) => pause) ||
      isApart;
    // «…, in percentuale, …» says how; «… e che percentuale è …» asks more.
    const asideOnly =
      piece.cat === 'share' &&
      !isApart &&
      ((before?.cat !== 'and' && tokens[piece.from]?.text !== 'e') ||
        current.some(({ cat }) => cat === 'share'));
    if (
      joined &&
      !asideOnly &&
      current.length > 0 &&
      beginsAnother(current, pieces.slice(at), before?.cat === 'and')
    )
      parts.push([piece]);
    else current.push(piece);
  }
  return parts.map((part) => part.filter(({ cat }, at) => cat !== 'and' || at < part.length - 1));
}

/** With what the second of two places in an order ends. */
const ENDS: ReadonlySet<Piece['cat']> = new Set<Piece['cat']>(['rank', 'degree', 'atoms']);

const SAYS_OF: ReadonlySet<Piece['cat']> = new Set<Piece['cat']>([
  'figure',
  'folded',
  'kind',
  'level',
  'atoms',
  'rank',
]);

/** Whether what follows a conjunction asks for something else than what it goes on. */
function beginsAnother(current: readonly Piece[], rest: readonly Piece[], isAdded: boolean): boolean {
  const [next] = rest;
  if (!next) return false;
  const has = (cat: Piece['cat']): boolean => current.some((piece) => piece.cat === cat);
  // «Tra i processi che incassano, chi ha riscosso meno?»: among whom is said first.
  const isAmong = current[0]?.cat === 'between' && !has('ask') && !has('rank');
  const asked = !isAmong && (has('ask') || has('figure') || has('folded'));
  // «Quale settore ha più processi, quale è secondo e quale ne ha meno?».
  const place = rest.slice(0, 2).some(({ cat }) => cat === 'pick' || cat === 'degree');
  // «Il processo più costoso e il meno costoso del settore 9».
  if (next.cat === 'rank' || next.cat === 'degree')
    return has('rank') && !has('dropped') && rest.every(({ cat }) => ENDS.has(cat));
  // «Quanto pesano l’obiettivo 6 e il 7, e quanto hanno impegnato?»
  // «I tre processi con più liquidato, e quanto fanno insieme?»
  const sums = rest.some(({ cat }) => cat === 'fold') && !rest.some(({ cat }) => SAYS_OF.has(cat));
  // «I tre processi più cari e quanto hanno incassato?»; «i tre più cari, quanto …?» is one.
  const isOfThem = isAdded && rest.some(isFigure);
  if (next.cat === 'ask' && isOfThem && has('rank')) return true;
  if (next.cat === 'ask') return asked || (has('share') && has('atoms')) || (has('rank') && (place || sums));
  // «I due che hanno speso di più e i due che hanno speso di meno».
  if (next.cat === 'number') return has('rank') && rest[1]?.cat === 'rank';
  // «I primi tre per impegnato e i primi tre per liquidato».
  const isOrdered = has('pick') && has('ordering') && rest.some(({ cat }) => cat === 'ordering');
  if (next.cat === 'pick') return (has('rank') && !has('pick')) || isOrdered;
  if (next.cat === 'these') return has('rank') || asked;
  if (next.cat === 'share') return asked;
  // «L’obiettivo con il riscosso più alto e quello con il più basso».
  if (next.cat === 'pronoun')
    return (
      (has('rank') || asked) && rest.some(({ cat }) => cat === 'rank' || cat === 'degree' || cat === 'atoms')
    );
  // «Settore che ha accertato di più e settore che ha accertato di meno», «il processo più caro e l’obiettivo meno caro».
  if (next.cat === 'level' || (next.cat === 'kind' && has('kind')))
    return has('rank') && rest.some(({ cat }) => cat === 'rank' || cat === 'degree');
  if (next.cat !== 'figure' && next.cat !== 'folded') return false;
  // «L’impegnato del settore 5 e il liquidato del settore 7»: each figure with a scope of its own.
  const scoped = has('atoms');
  const following = rest.slice(1).find(({ cat }) => cat !== 'filler' && cat !== 'courtesy');
  return current.some(({ cat }) => cat === 'ask' && cat === 'ask') && !has('figure') && !has('folded')
    ? true
    : (scoped && following?.cat === 'atoms') ||
        (has('kind') && (has('figure') || has('folded')) && following?.cat === 'kind');
}
