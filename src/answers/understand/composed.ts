import type { Atom, FiguresQuery } from '../figures/figures-query.ts';
import { FOLLOWS } from '../follow/goes-on.ts';
import { compose, composeTokens } from '../grammar/compose.ts';
import { findWords } from '../grammar/find-words.ts';
import { lower } from '../grammar/lower.ts';
import type { Piece } from '../grammar/pieces.ts';
import { columnsOf, isDerived, sum } from '../grammar/values.ts';
import type { Token } from '../language/tokens.ts';
import type { Query, QueryOf } from '../query.ts';
import { ownStructures } from './filters.ts';
import { ask, type Context, type Lens, type Outcome } from './outcome.ts';
import { firstPerson } from './set-words.ts';
import type { Span } from './spans.ts';
import { isWholeTerm } from './terms.ts';

/** "Quali obiettivi?", "quanti processi ha?", "quanto resta da liquidare?": of what, the question before says. */
const isBare = (query: Query): boolean =>
  query.type === 'figures' &&
  query.order === null &&
  (query.by === null || query.by === 'item') &&
  query.select.every(({ type }) => type === 'kind') &&
  query.columns.every(
    (one) =>
      one.type === 'fold' && (one.figure === 'items' || (query.select.length === 0 && isDerived(one.figure))),
  );

const asked = (query: FiguresQuery | QueryOf<'item'> | QueryOf<'ranking'>, lens: Lens | null): Outcome => {
  const meant = query.type === 'figures' ? (lower(query) ?? query) : query;
  return ask(meant.type === 'list' && lens === 'deadlines' ? { ...meant, deadlines: true } : meant);
};

/**
 * A question that can be composed out of what its words mean, every one of them accounted for; null for any other, and
 * for what a command or the question before completes.
 */
export function recogniseComposed(
  text: string,
  { vocabulary, lens, conversation, cut }: Omit<Context, 'reading'>,
): readonly Outcome[] | null {
  const follows = conversation?.query != null;
  if (lens !== null || (follows && FOLLOWS.test(text))) return null;
  const { queries, unexplained, guessed } = compose(text, vocabulary, cut);
  if (queries.length === 0 || unexplained.length > 0 || guessed) return null;
  if (follows && queries.every(isBare)) return null;
  return queries.map((query) => asked(query, lens));
}

/**
 * The same of words that may be about something else, or of which some mean nothing to the plan: the account tells
 * whether the answer may do without them. After a command, of many items alone: it says itself what it asks of one.
 */
export function recogniseGuessed(context: Context): Outcome | null {
  const { reading, vocabulary, lens } = context;
  if (isWholeTerm(context)) return null;
  const own = ownPieces(context);
  const known = [...findWords(vocabulary, reading.tokens), ...own];
  const plain = composeTokens(reading.tokens, vocabulary, known, 'some');
  const { queries, unexplained, pieces } =
    plain.queries.length > 0
      ? plain
      : composeTokens(reading.tokens, vocabulary, withRows(known, reading.tokens), 'some');
  const [found, ...others] = queries;
  if (found === undefined || others.length > 0) return null;
  const query = found.type === 'figures' ? { ...found, mine: own.length > 0 } : found;
  // Beside words that mean nothing no others are taken for what items are about.
  const isAbout = pieces.some(
    (piece) =>
      piece.cat === 'atoms' && piece.guessed === true && piece.atoms.some(({ type }) => type === 'items'),
  );
  const strange = unexplained.filter((token) => reading.topic.includes(token));
  if (unexplained.some((token) => meansMore(token, context)) || strange.length > MOST_STRANGE) return null;
  if (unexplained.length > 0 && isAbout) return null;
  if (lens === null) return asked(query, lens);
  return query.type === 'figures' ? asked(lens === 'costs' ? withCosts(query) : query, lens) : null;
}

/** More words that are no item's are no courtesy. */
const MOST_STRANGE = 1;

/** «Chi ha speso di più?» is of the departments, «il più costoso» of all items: what is ranked where no noun says it. */
function withRows(known: readonly Piece[], tokens: readonly Token[]): readonly Piece[] {
  // «Senza contare il settore 4»: the noun of a name is none of what is ranked.
  const isOfName = ({ to }: Piece): boolean => tokens[to]?.type === 'number';
  if (
    known.some(
      (piece) =>
        piece.cat === 'group' || ((piece.cat === 'kind' || piece.cat === 'level') && !isOfName(piece)),
    )
  )
    return known;
  const who = tokens.findIndex(({ text }) => text === 'chi');
  const article = tokens.findIndex(
    ({ text }, at) => /^(il|la)$/.test(text) && /^(piu|meno)$/.test(tokens[at + 1]?.text ?? ''),
  );
  if (who < 0 && article < 0) return known;
  const at = who < 0 ? article : who;
  const row: Piece =
    who < 0
      ? { cat: 'kind', kinds: [], plural: false, from: at, to: at + 1 }
      : { cat: 'level', level: 'department', plural: false, from: at, to: at + 1 };
  return [...known.filter(({ from, to }) => from !== at || to !== at + 1), row];
}

/** "I miei obiettivi", "quali processi seguo?": of the asker's own structures, where it is known which they are. */
function ownPieces({ reading: { tokens, spans, concepts }, asker }: Context): readonly Piece[] {
  if (!concepts.has('filter:mine') && !concepts.has('filter:ours')) return [];
  const { departments, units } = ownStructures(asker) ?? { departments: [], units: [] };
  const level = units.length > 0 ? 'unit' : 'department';
  if (departments.length > 0 === units.length > 0) return [];
  const atoms: readonly Atom[] = [
    { type: 'structure', level, codes: units.length > 0 ? units : departments },
  ];
  const nounAt = (at: number): Span | undefined =>
    spans.find(({ from, concept }) => from === at && /^noun:(unit|department|structure)$/.test(concept));
  return [
    ...spans.filter(({ concept }) => /^filter:(mine|ours)$/.test(concept)),
    ...firstPerson(tokens).map(({ at }) => ({ from: at, to: at + 1 })),
  ].map(({ from, to }): Piece => ({ cat: 'atoms', atoms, from, to: nounAt(to)?.to ?? to }));
}

/** It means something of which the grammar makes nothing: without it the answer would be to another question. */
function meansMore(token: Token, { reading, vocabulary }: Context): boolean {
  const { tokens, spans, structures } = reading;
  const at = tokens.indexOf(token);
  const covers = ({ from, to }: { readonly from: number; readonly to: number }): boolean =>
    from <= at && to > at;
  return (
    token.type !== 'word' ||
    tokens[at - 1]?.type === 'number' ||
    vocabulary.grammar.byFirst.has(token.key) ||
    structures.some(covers) ||
    spans.some((span) => covers(span) && !/^(noise|talk):/.test(span.concept))
  );
}

/** "/costi obiettivi sul goal 13": what is asked without a figure is asked for its costs. */
function withCosts(query: FiguresQuery): FiguresQuery {
  const asks = query.columns.some((one) => one.type !== 'fold' || one.figure !== 'items');
  if (asks || query.order !== null || query.having.length > 0) return query;
  const columns = columnsOf('cost').map((figure) => sum(figure));
  return { ...query, by: query.by === 'item' ? null : query.by, columns };
}
