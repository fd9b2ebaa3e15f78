import type { Item, ItemRef } from '../../domain/types.ts';
import type { Attribute } from '../../words/attributes.ts';
import type { Measure } from '../../words/measures.ts';
import { isMeasure } from '../figures/measures.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import { planMeasures } from '../knowledge/plan-measures.ts';
import type { Token } from '../language/tokens.ts';
import type { QueryOf } from '../query.ts';
import type { Piece, SaidFigure } from './pieces.ts';
import { isIdle } from './requests/request.ts';
import { isJoinedBefore, MOST_ITEMS } from './topics.ts';
import { columnsOf } from './values.ts';

/** What a card is asked with: items by name or by what they are about, figures, attributes, and words that ask. */
const OF_CARDS: ReadonlySet<Piece['cat']> = new Set<Piece['cat']>([
  'ask',
  'attribute',
  'figure',
  'folded',
  'share',
  'atoms',
  'titled',
  'and',
  'deadline',
  'starts',
  'pronoun',
]);

/** With what a question begins. */
const ASKING: ReadonlySet<Piece['cat']> = new Set<Piece['cat']>(['ask', 'attribute', 'deadline', 'share']);

/**
 * «A chi è assegnato l’obiettivo 24?», «entro quando scade quello sui nidi?», «parlami della bicipolitana»: what is asked
 * of items one by one. Null for anything else.
 */
export function readCards(
  all: readonly Piece[],
  tokens: readonly Token[],
  index: PlanIndex,
): readonly QueryOf<'item'>[] | null {
  const said = byNumber(
    all.filter((piece) => !isIdle(piece)),
    tokens,
    index,
  );
  const questions = questionsOf(whoseIsAsked(said), tokens);
  const cards = questions.map((pieces) => readCard(pieces, tokens, index, questions.length === 1));
  return cards.includes(null) ? null : cards.filter((one) => one !== null);
}

/** «Quanto pesa il 69, e a che percentuale è arrivato?»: what several things are asked of is no amount. */
function byNumber(pieces: readonly Piece[], tokens: readonly Token[], index: PlanIndex): readonly Piece[] {
  if (!pieces.some(({ cat }) => TOLD_OF_ONE.has(cat))) return pieces;
  const weighs = pieces.some((piece) => piece.cat === 'figure' && piece.figure === 'weight');
  // «Chi segue il processo 12 e chi il 13?»: of the kind that was said.
  const [said] = pieces.flatMap(refsOf);
  const of = said === undefined ? undefined : index.byRef.get(said)?.item.kind;
  return pieces.map((piece) => {
    const all = piece.cat === 'number' ? (index.byNumber.get(piece.value) ?? []) : [];
    const isMeant = ({ kind, weight }: Item): boolean =>
      (of === undefined || kind === of) && (!weighs || weight !== null);
    const found = all.filter(({ item }) => isMeant(item));
    const { from, to } = piece;
    return found.length > 0 && THE.test(tokens[from - 1]?.text ?? '')
      ? { cat: 'atoms', atoms: [{ type: 'items', refs: found.map(({ ref }) => ref) }], from, to }
      : piece;
  });
}

const TOLD_OF_ONE: ReadonlySet<Piece['cat']> = new Set<Piece['cat']>([
  'attribute',
  'figure',
  'share',
  'deadline',
]);

const THE = /^(il|l|del|dell|al|all|the)$/;

/** «Quale ufficio segue la bicipolitana?», «che settore si occupa della biblioteca?»: whose the item is. */
function whoseIsAsked(pieces: readonly Piece[]): readonly Piece[] {
  const at = pieces.findIndex(({ cat }) => cat !== 'ask');
  const [level, ...rest] = pieces.slice(Math.max(0, at));
  if (at > 1 || level?.cat !== 'level' || level.plural || level.level === 'goal') return pieces;
  const named = rest.filter(({ cat }) => cat !== 'beside' && cat !== 'attribute');
  if (named.length === 0 || !named.every((piece) => refsOf(piece).length > 0 || piece.cat === 'and'))
    return pieces;
  return [{ cat: 'attribute', attribute: 'responsible', from: level.from, to: level.to }, ...named];
}

/** «Chi segue il 24? Quanto costa il 12?»: what is asked anew after an item was named is another question. */
function questionsOf(pieces: readonly Piece[], tokens: readonly Token[]): readonly (readonly Piece[])[] {
  const questions: Piece[][] = [[]];
  for (const [at, piece] of pieces.entries()) {
    const current = questions.at(-1) ?? [];
    const before = pieces[at - 1];
    const ended = before !== undefined && tokens[before.to - 1]?.clause !== tokens[piece.from]?.clause;
    const joined = before?.cat === 'and' || tokens[piece.from]?.pause === true;
    if (current.length > 0 && (ended || (joined && ASKING.has(piece.cat)))) questions.push([piece]);
    else current.push(piece);
  }
  // «Di chi è e quanto pesa l’obiettivo 12?»: all of it is asked of the one that is named.
  const naming = questions.filter((one) => one.some((piece) => refsOf(piece).length > 0));
  return naming.length < 2 ? [pieces] : questions;
}

function readCard(
  all: readonly Piece[],
  tokens: readonly Token[],
  index: PlanIndex,
  isOnly: boolean,
): QueryOf<'item'> | null {
  // «…: che obiettivo è?»: one of the kind that it is.
  const last = all.at(-1);
  const pieces = last?.cat === 'kind' && !last.plural && all.length > 1 ? all.slice(0, -1) : all;
  if (pieces.some(({ cat }) => !OF_CARDS.has(cat))) return null;
  const refs = [...new Set(pieces.flatMap(refsOf))];
  if (refs.length === 0 || refs.length > MOST_ITEMS || !areJoined(pieces, tokens)) return null;
  // «Quanto fanno insieme gli impegni degli obiettivi 38 e 24?»: one sum, and no card.
  if (refs.length > 1 && tokens.some(({ text }) => ADDED.test(text))) return null;
  const said = pieces.flatMap((piece) => (piece.cat === 'atoms' ? piece.atoms : []));
  // What the item itself is asked to be ("è trasversale?", "è raggiunto?").
  const others = said.filter(({ type }) => type !== 'items');
  const tested = others.map((atom): Attribute | Measure | null => {
    if (atom.type === 'scope') return 'scope';
    // «È biennale o annuale?»
    if (atom.type === 'span' || (atom.type === 'any' && atom.atoms.every(({ type }) => type === 'span')))
      return 'deadline';
    const full = atom.type === 'bound' && atom.figure === 'attainment' && 'value' in atom.than;
    return full && atom.op === 'eq' && atom.than.value === 100 ? 'attainment' : null;
  });
  if (tested.includes(null)) return null;
  const asked = pieces.flatMap((piece) => (piece.cat === 'ask' ? [piece] : []));
  if (asked.some(({ what }) => what === 'count')) return null;
  const measures = new Set([
    ...pieces.flatMap((piece): readonly Measure[] => measuresOf(piece, index)),
    ...(pieces.some(({ cat }) => cat === 'share') ? (['weight'] as const) : []),
    ...(tested.includes('attainment') ? (['attainment'] as const) : []),
  ]);
  // «Quando è partita?»: since when, and not until when.
  const isOfStart =
    pieces.some(({ cat }) => cat === 'starts') && !pieces.some(({ cat }) => cat === 'deadline');
  const attributes = new Set<Attribute>([
    ...pieces
      .flatMap(attributesAsked)
      .filter((one) => one !== null)
      .filter((one) => !isOfStart || one !== 'deadline'),
    ...(tested.includes('scope') ? (['scope'] as const) : []),
    ...(tested.includes('deadline') ? (['deadline'] as const) : []),
    ...(asked.some(({ from }) => tokens[from]?.text === 'chi') ? (['responsible'] as const) : []),
  ]);
  // «La somma di impegnato e personale del processo 43»: one amount.
  if (measures.size > 1 && tokens.some(({ text }) => SUMMED.test(text))) return null;
  if (pieces.some(({ cat }) => cat === 'share') && !weighs(pieces, tokens)) return null;
  // «Piste ciclabili», «quale processo riguarda i controlli?»: nothing is asked of it but which it is.
  const isNamed =
    isOnly &&
    pieces.every((piece) => isBareAsk(piece) || isByWords(piece, tokens)) &&
    !tokens.some(({ text }) => OTHERWISE.test(text));
  const whole = isNamed || pieces.some((piece) => piece.cat === 'attribute' && piece.attribute === null);
  if (measures.size + attributes.size === 0 && !whole) return null;
  return {
    type: 'item',
    items: refs,
    measures: [...measures],
    attributes: [...attributes],
    department: null,
  };
}

/** «Per il bilancio di fine mandato quanto si è pagato ai fornitori?»: what nothing joins to another is no second one. */
const areJoined = (pieces: readonly Piece[], tokens: readonly Token[]): boolean =>
  pieces
    .filter((piece) => refsOf(piece).length > 0)
    .every((piece, at) => at === 0 || !isGuess(piece) || isJoinedBefore(tokens, piece.from));

const isGuess = (piece: Piece): boolean => piece.cat === 'atoms' && piece.guessed === true;

/** «Quale», «quanto»: in «che cosa fa» more is asked. */
const isBareAsk = ({ cat, from, to }: Piece): boolean => cat === 'ask' && to === from + 1;

/** Items by what they are called or are about, and by no number. */
const isByWords = (piece: Piece, tokens: readonly Token[]): boolean =>
  refsOf(piece).length > 0 &&
  (piece.cat === 'titled' || tokens.slice(piece.from, piece.to).every(({ type }) => type !== 'number'));

/** It is asked how, where or why, which no card tells. */
const OTHERWISE = /^(come|dove|perche)$/;

const ADDED = /^(insieme|somm[ae]|sommat[oaie]|sommando|total[ei]|complessiv[oaie]|complessivamente)$/;

const SUMMED = /^(somm[ae]|sommat[oaie]|sommando)$/;

const refsOf = (piece: Piece): readonly ItemRef[] => {
  if (piece.cat === 'titled') return piece.refs;
  return piece.cat === 'atoms' ? piece.atoms.flatMap((atom) => (atom.type === 'items' ? atom.refs : [])) : [];
};

/** What a word asks of an item besides its figures; null for all of it. */
export const attributesAsked = (piece: Piece): readonly (Attribute | null)[] => {
  if (piece.cat === 'attribute') return [piece.attribute];
  if (piece.cat === 'deadline') return ['deadline'];
  return piece.cat === 'starts' ? ['horizon'] : [];
};

/** «Quanto pesa la bicipolitana?»: its weight, and a share of nothing. */
const weighs = (pieces: readonly Piece[], tokens: readonly Token[]): boolean =>
  pieces.every((piece) => piece.cat !== 'share' || /^pesa(no)?$/.test(tokens[piece.to - 1]?.text ?? ''));

function measuresOf(piece: Piece, index: PlanIndex): readonly Measure[] {
  if (piece.cat !== 'figure' && piece.cat !== 'folded') return [];
  if (piece.cat === 'folded' && piece.fold !== 'sum') return [];
  return measuresOfCard(piece.figure, index);
}

/** The figures of one item that a word stands for. */
export const measuresOfCard = (figure: SaidFigure, index: PlanIndex): readonly Measure[] => {
  const { cost, revenue } = planMeasures(index);
  if (figure === 'cost') return cost;
  if (figure === 'revenue') return revenue;
  return columnsOf(figure).filter(isMeasure);
};
