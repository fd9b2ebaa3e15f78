import { bearsName } from '../account/words-left.ts';
import { needsFigures } from '../figures/conditions.ts';
import type { Atom, Expr, FiguresQuery } from '../figures/figures-query.ts';
import { DEADLINE } from '../figures/plain-figures.ts';
import { FOLLOWS } from '../follow/goes-on.ts';
import { type Composed, type ComposedQuery, compose, composeTokens, verbsTold } from '../grammar/compose.ts';
import { findWords } from '../grammar/find-words.ts';
import { lower } from '../grammar/lower.ts';
import type { Piece } from '../grammar/pieces.ts';
import { columnsOf, sum } from '../grammar/values.ts';
import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { findPhrases } from '../language/phrases.ts';
import type { Cut, Token } from '../language/tokens.ts';
import { isList, type Query } from '../query.ts';
import { ownStructures } from './filters.ts';
import { ask, type Context, type Lens, type Outcome } from './outcome.ts';
import { firstPerson } from './set-words.ts';
import type { Span } from './spans.ts';

/** "Quali obiettivi?", "quanto costano in tutto?", "con goal 11": of what, the question before says. */
const isBare = ({ select, by, columns, order, having }: FiguresQuery, isNamed: boolean): boolean => {
  if (order !== null || having.length > 0 || (by !== null && by !== 'item' && by !== 'kind')) return false;
  if (columns.length === 0 && select.every(({ type }) => type === 'goal')) return true;
  // «Quali hanno incassato meno di quanto accertato?», after a list: of its rows.
  if (select.length > 0 && select.every(needsFigures)) return true;
  const isOfAll = select.every(({ type }) => type === 'kind');
  // «Che percentuale sono gli obiettivi?», after what they cost: of that.
  const countsOnly = (one: Expr): boolean => {
    if (one.type === 'op') return countsOnly(one.left) && countsOnly(one.right);
    return one.type === 'over' ? countsOnly(one.expr) : one.type === 'fold' && one.figure === 'items';
  };
  return isOfAll && columns.every((one) => countsOnly(one) || (one.type === 'fold' && !isNamed));
};

/** «Che percentuale sono quelli trasversali?», «… hanno peso 24?»: of what, and a part of what, the question before says. */
function pointsAtPart(pieces: readonly Piece[]): boolean {
  const has = (cat: Piece['cat']): boolean => pieces.some((piece) => piece.cat === cat);
  if (!has('share') || has('kind') || has('level') || has('group') || has('body')) return false;
  const isNamed = pieces.some(
    (piece) => piece.cat === 'atoms' && piece.atoms.some(({ type }) => NAMING.has(type)),
  );
  return has('pronoun') || (has('atoms') && !isNamed && !has('figure'));
}

const NAMING: ReadonlySet<Atom['type']> = new Set<Atom['type']>(['items', 'structure', 'goal', 'kind']);

/**
 * "Quanto costa il personale in totale?": what is asked about has an article of its own. Before a verb it is none: «quanto
 * gli manca da riscuotere?» is asked of what was spoken of.
 */
function namesFigure(text: string, { grammar, operations }: Vocabulary, cut: Cut): boolean {
  const tokens = cut(text);
  const does = (role: string, at: number): boolean =>
    operations.get(role)?.has(tokens[at]?.text ?? '') === true;
  return findPhrases(grammar, tokens).some(
    ({ meaning, from }) =>
      meaning.cat === 'figure' && does('names', from - 1) && !does('lacks', from) && !does('remains', from),
  );
}

const asked = (query: ComposedQuery, lens: Lens | null): Outcome => {
  const meant = query.type === 'figures' ? (lower(query) ?? query) : query;
  return ask(
    lens === 'deadlines' && isList(meant) ? { ...meant, columns: [...meant.columns, DEADLINE] } : meant,
  );
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
  const { queries, unexplained, guessed, pieces } = compose(text, vocabulary, cut);
  const namesLevel = (): boolean =>
    findWords(vocabulary, cut(text)).some(
      (piece) => piece.cat === 'level' && piece.level === 'department' && piece.plural,
    );
  const structures =
    !follows && queries.length === 0 && unexplained.length === 0 && namesLevel()
      ? someDepartments(pieces, vocabulary)
      : null;
  if (structures) return [ask(structures)];
  if (queries.length === 0 || unexplained.length > 0 || guessed) return null;
  if (follows && (pointsAtPart(pieces) || queries.some(areNamesakes))) return null;
  if (follows) {
    const isNamed = namesFigure(text, vocabulary, cut);
    if (queries.every((query) => query.type === 'figures' && isBare(query, isNamed))) return null;
  }
  return queries.map((query) => asked(query, lens));
}

/** The same, where no item is guessed by what it is about: words around a question may be that. */
export const recogniseWhole = (text: string, context: Omit<Context, 'reading'>): readonly Outcome[] | null =>
  compose(text, context.vocabulary, context.cut).pieces.some((one) => one.cat === 'atoms' && one.guessed)
    ? null
    : recogniseComposed(text, context);

/** «Elenca i settori tranne il 9», «i settori esclusi gli staff»: the structures themselves, but some. */
function someDepartments(pieces: readonly Piece[], { index: { plan } }: Vocabulary): Query | null {
  const out = pieces.flatMap((piece) =>
    piece.cat === 'atoms'
      ? piece.atoms.map((atom) =>
          atom.type === 'not' && atom.atom.type === 'structure' && atom.atom.level === 'department'
            ? atom.atom.codes
            : null,
        )
      : piece.cat === 'ask' || (piece.cat === 'level' && piece.level === 'department')
        ? []
        : [null],
  );
  if (out.length === 0 || out.includes(null)) return null;
  const excluded = out.flatMap((some) => some ?? []);
  const codes = plan.departments.flatMap(({ code }) => (excluded.includes(code) ? [] : [code]));
  return codes.length === 0 ? null : { type: 'structure', codes, aspect: 'departments', excluded };
}

/** «Quanto costano il 24 e il 25?», of either kind: which of them, what was told before says. */
const areNamesakes = (query: Query): boolean =>
  query.type === 'item' &&
  new Set(query.items.map((ref) => ref.slice(ref.indexOf(':')))).size < query.items.length;

/** The first of several ways to take the words that composes and explains them all; else the first that composes. */
function bestOf(
  ways: readonly (() => readonly Piece[])[],
  read: (pieces: readonly Piece[]) => Composed,
): Composed {
  let first: Composed | undefined;
  for (const way of ways) {
    const one = read(way());
    if (one.queries.length === 0) continue;
    if (one.unexplained.every(({ light }) => light)) return one;
    first ??= one;
  }
  return first ?? { queries: [], guessed: false, pieces: [], unexplained: [] };
}

/**
 * The same of words that may be about something else, or of which some mean nothing to the plan: the account tells
 * whether the answer may do without them. After a command, of many items alone: it says itself what it asks of one.
 */
export function recogniseGuessed(context: Context): Outcome | null {
  const { reading, vocabulary, lens } = context;
  const own = ownPieces(context);
  const tokens = verbsTold(reading.tokens);
  // «Perché costa poco?» asks, and is no reason of something else.
  const isAll = ({ cat, from, to }: Piece): boolean => cat === 'aside' && from === 0 && to === tokens.length;
  const known = [...findWords(vocabulary, tokens).filter((piece) => !isAll(piece)), ...own];
  const { queries, unexplained, pieces } = bestOf([() => known, () => withRows(known, tokens)], (pieces) =>
    composeTokens(tokens, vocabulary, pieces, 'some'),
  );
  const [found, ...others] = queries;
  if (found === undefined || others.length > 0) return null;
  const mine = own.length > 0;
  const query: ComposedQuery = 'mine' in found ? { ...found, mine } : found;
  const strange = unexplained.filter((token) => reading.topic.includes(token));
  if (unexplained.some((token) => meansMore(token, context)) || strange.length > MOST_STRANGE) return null;
  // «Quanto abbiamo speso per Lucca Comics?»: nor is all that there is.
  const isOfAll = !pieces.some(
    ({ cat }) => cat === 'kind' || cat === 'atoms' || cat === 'level' || cat === 'group',
  );
  if (unexplained.length > 0 && isOfAll) return null;
  // «Quali effetti ha avuto il covid?»: every other word must be of what items hold where they are guessed by theirs.
  const about = pieces.filter(
    (piece) =>
      piece.cat === 'atoms' && piece.guessed === true && piece.atoms.some(({ type }) => type === 'items'),
  );
  // What is wondered at narrows nothing: «perché la bicipolitana costa poco?»
  const isWondered = tokens[0]?.text === 'perche';
  const unused = isWondered ? [] : unexplained.flatMap(({ light, text }) => (light ? [] : [text]));
  if (about.length > 0 && unused.length > 0) {
    const words = about.flatMap(({ from, to }) => tokens.slice(from, to).filter(({ light }) => !light));
    return {
      type: 'clarification',
      what: 'word',
      choices: bearsName(query, words, vocabulary) ? [query] : [],
      unused,
    };
  }
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
  const own = [
    { type: 'structure', level: 'department', codes: departments },
    { type: 'structure', level: 'unit', codes: units },
  ] as const;
  const held = own.filter(({ codes }) => codes.length > 0);
  if (held.length === 0) return [];
  const atoms: readonly Atom[] = held.length > 1 ? [{ type: 'any', atoms: held }] : held;
  const nounAt = (at: number): Span | undefined =>
    spans.find(({ from, concept }) => from === at && /^noun:(unit|department|structure)$/.test(concept));
  return [
    ...spans.filter(({ concept }) => /^filter:(mine|ours)$/.test(concept)),
    ...firstPerson(tokens).map(({ at }) => ({ from: at, to: at + 1 })),
  ].map(({ from, to }): Piece => ({ cat: 'atoms', atoms, from, to: nounAt(to)?.to ?? to }));
}

/** It means something of which the grammar makes nothing: without it the answer would be to another question. */
function meansMore(token: Token, { reading }: Context): boolean {
  const { tokens, spans, structures } = reading;
  const at = tokens.indexOf(token);
  const covers = ({ from, to }: { readonly from: number; readonly to: number }): boolean =>
    from <= at && to > at;
  return (
    token.type !== 'word' ||
    tokens[at - 1]?.type === 'number' ||
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
