import type { FiguresQuery } from '../figures/figures-query.ts';
import type { Token } from '../language/tokens.ts';
import { withoutAttributes } from './chosen-card.ts';
import type { Piece } from './pieces.ts';
import { isIdle, onlyOf } from './requests/request.ts';

/**
 * «Gli obiettivi sotto il 100 %, dal più basso, con chi li segue», «quali processi hanno entrate, e quali uffici li
 * seguono?»: rows of items, each with whose it is. Null where nothing of the kind is asked.
 * @param compose what the pieces ask without it
 */
export function readAskedOfEach(
  pieces: readonly Piece[],
  tokens: readonly Token[],
  compose: (pieces: readonly Piece[]) => readonly FiguresQuery[],
): readonly FiguresQuery[] | null {
  const ordered = orderedWithWhose(pieces, compose);
  if (ordered) return [ordered];
  const before = beforeWhose(pieces, tokens);
  if (before === null) return null;
  // «Quanti sono, e di quale servizio?»: each of those that are counted.
  const listed = compose(before).map((query) =>
    isCounted(query) ? { ...query, by: 'item' as const, columns: [] } : query,
  );
  // A list says by itself whose each row is.
  return listed.every(({ by }) => by === 'item') ? listed : [];
}

/** All of an order, with whose each is. */
function orderedWithWhose(
  pieces: readonly Piece[],
  compose: (pieces: readonly Piece[]) => readonly FiguresQuery[],
): FiguresQuery | null {
  const attributes = onlyOf(pieces, 'attribute');
  if (attributes.length === 0 || !attributes.every(isResponsible)) return null;
  const [query, ...others] = compose(withoutAttributes(pieces));
  if (query?.by !== 'item' || others.length > 0 || query.order === null || query.order.limit !== null)
    return null;
  return { ...query, tells: ['responsible'] };
}

/** What stands before «… e a quali uffici sono affidati?», «… con il settore di ognuno»; null where that is not asked. */
function beforeWhose(pieces: readonly Piece[], tokens: readonly Token[]): readonly Piece[] | null {
  const said = pieces.filter((piece) => !isIdle(piece));
  const [last, before] = said.toReversed();
  const tail = tokens.slice(before?.to ?? 0).map(({ text }) => text);
  // «…, con il settore di ognuno»: what each row says anyway.
  const ofEach = last?.cat === 'group' && last.level === 'item' ? before : last;
  const own = ofEach === last ? tail : tokens.slice((ofEach?.from ?? 0) - 3).map(({ text }) => text);
  if (
    ofEach &&
    said.indexOf(ofEach) > 1 &&
    (ofEach.cat === 'level' ? ofEach.level !== 'goal' : isResponsible(ofEach)) &&
    own.some((text) => OF_EACH.test(text))
  )
    return said.slice(0, said.indexOf(ofEach));
  const at = said.findLastIndex(({ cat }) => cat === 'and');
  return at > 0 && at < said.length - 1 && asksWhose(said.slice(at + 1), tokens) ? said.slice(0, at) : null;
}

const asksWhose = (part: readonly Piece[], tokens: readonly Token[]): boolean =>
  part.some(({ cat }) => cat === 'level' || cat === 'attribute') &&
  part.every(
    (piece) =>
      (piece.cat === 'ask' && piece.what === 'which') ||
      (piece.cat === 'level' && piece.level !== 'goal') ||
      isResponsible(piece),
  ) &&
  tokens.slice(part[0]?.from ?? 0).some(({ text }) => WHOSE.test(text));

const isResponsible = (piece: Piece): boolean =>
  piece.cat === 'attribute' && piece.attribute === 'responsible';

const WHOSE =
  /^(l[ie]|sono|affidat[ie]|assegnat[ie]|appartengono|spettano|competono|capo|carico|occupa|occupano)$/;
const OF_EACH = /^((ogn|ciasc)un[oa]|(rispettiv|relativ)[oaie]|loro|appartenenza|riferimento|competenza)$/;

/** Items that are counted, and nothing else. */
const isCounted = ({ by, columns, having, order, fold }: FiguresQuery): boolean =>
  by === null &&
  order === null &&
  fold === null &&
  having.length === 0 &&
  columns.length === 1 &&
  columns.every((one) => one.type === 'fold' && one.fold === 'sum' && one.figure === 'items');
