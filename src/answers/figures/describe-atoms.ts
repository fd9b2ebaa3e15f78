import { joined } from '../../words/articles.ts';
import { fieldName } from '../parts/scope.ts';
import { say } from '../phrase/draft.ts';
import { joinAnd } from '../phrase/values.ts';
import { genderOfKinds } from '../phrase/words.ts';
import {
  boundedFigure,
  countBound,
  describeBetween,
  describeBound,
  describeVersus,
} from './describe-bound.ts';
import { describeDays, describeSpan, describeYears } from './describe-time.ts';
import { isPlace } from './entries.ts';
import { figuresOf } from './expressions.ts';
import { agreementOf, figureName } from './figure-names.ts';
import { type Atom, type Expr, type Figure, INVERSE, type ItemTable, type Ranking } from './figures-query.ts';
import { agreeing, ofTheStructure, withArticle, withPreposition } from './italian.ts';
import { orderLabel } from './near-text.ts';
import { goalName, itemName, joinWith, type Voice } from './voice.ts';

/** What an atom adds to a noun: "del Settore 5", "trasversali", "con peso superiore a 20". `one` says it of a single item. */
export function describeAtom(voice: Voice, atom: Atom, one: boolean): string {
  const { words } = voice;
  const agreement = { gender: voice.gender ?? 'm', plural: !one } as const;
  const or = (parts: readonly string[]): string => joinWith(words.or, parts);
  switch (atom.type) {
    case 'kind':
      return or(atom.kinds.map((kind) => words.kinds[kind][one ? 'one' : 'many']));
    case 'structure':
      return (
        say(words, joinAnd(words, atom.codes.map(ofTheStructure)), `of ${joinAnd(words, atom.codes)}`) +
        whyThese(voice, atom)
      );
    case 'goal':
      if (atom.numbers.length === 0)
        return say(words, `${agreeing('legat', agreement)} a un goal`, 'linked to a goal');
      return say(
        words,
        `${agreeing('legat', agreement)} ${atom.only ? 'solo ' : ''}al goal ${or(atom.numbers.map((number) => goalName(voice, number)))}`,
        `linked ${atom.only ? 'only ' : ''}to goal ${or(atom.numbers.map((number) => goalName(voice, number)))}`,
      );
    case 'scope':
      return atom.scope === 'transversal'
        ? say(words, one ? 'trasversale' : 'trasversali', 'transversal')
        : say(words, one ? 'non trasversale' : 'non trasversali', 'not transversal');
    case 'shared': {
      const level = words.levels[atom.level];
      if (atom.level !== 'goal' && atom.op === 'eq' && atom.value === 0)
        return say(words, `senza ${level.one}`, `with no ${level.one}`);
      const bounded = `${countBound(words, atom.op, String(atom.value))} ${atom.value === 1 ? level.one : level.many}`;
      return say(
        words,
        `${agreeing(atom.level === 'goal' ? 'legat' : 'assegnat', agreement)} ${bounded.startsWith('a') ? 'ad' : 'a'} ${bounded}`,
        `${atom.level === 'goal' ? 'linked' : 'assigned'} to ${bounded}`,
      );
    }
    case 'span':
      return describeSpan(words, atom, one);
    case 'ends':
      return describeYears(words, atom, say(words, 'con scadenza', 'due'));
    case 'begins':
      return describeYears(words, atom, say(words, agreeing('iniziat', agreement), 'begun'));
    case 'extreme': {
      const verb =
        atom.of === 'begins'
          ? say(words, agreeing('iniziat', agreement), 'begun')
          : say(words, 'con scadenza', 'due');
      return `${verb} ${atom.place === 'first' ? say(words, 'prima degli altri', 'before the others') : say(words, 'dopo gli altri', 'after the others')}`;
    }
    case 'due':
      return describeDays(words, atom);
    case 'items':
      return atom.refs.length > 8 || atom.refs.length === 0
        ? say(words, 'sul tema indicato', 'on that topic')
        : `(${atom.refs.map((ref) => itemName(voice, ref)).join(', ')})`;
    case 'bound':
      return describeBound(voice, boundedFigure(words, atom.figure), atom.op, atom.than);
    case 'versus':
      return describeVersus(voice, atom);
    case 'declared':
      return `${say(words, 'con', 'with')} ${figureName(words, atom.figure)} ${say(words, agreeing('dichiarat', agreementOf(words, atom.figure)), 'declared')}`;
    case 'revenue':
      return say(words, 'con entrate dichiarate', 'with declared revenue');
    case 'field':
      return `${say(words, 'con', 'with')} ${fieldName(words, atom.field)} «${atom.value}»`;
    case 'has':
      return `${say(words, 'con', 'with')} ${tableName(words, atom.table)}`;
    case 'top':
      return `${say(words, 'tra', 'among')} ${describeRanking(voice, atom.of)}`;
    case 'not':
      return describeNot(voice, atom.atom, one);
    case 'any':
      return or(atom.atoms.map((inner) => describeAtom(voice, inner, one)));
  }
}

const TABLE_NAMES: Readonly<Record<ItemTable, readonly [string, string]>> = {
  indicators: ['indicatori', 'indicators'],
  milestones: ['fasi', 'milestones'],
  budgetLines: ['righe di bilancio', 'budget lines'],
  costLines: ['righe di costo', 'cost lines'],
};

const tableName = (words: Voice['words'], table: ItemTable): string => say(words, ...TABLE_NAMES[table]);

function describeNot(voice: Voice, atom: Atom, one: boolean): string {
  const { words } = voice;
  switch (atom.type) {
    case 'not':
      return describeAtom(voice, atom.atom, one);
    case 'structure':
      return say(
        words,
        one
          ? `non ${joinAnd(words, atom.codes.map(ofTheStructure))}`
          : `tranne ${voice.gender === 'f' ? 'quelle' : 'quelli'} ${joinAnd(words, atom.codes.map(ofTheStructure))}`,
        `except those of ${joinAnd(words, atom.codes)}`,
      );
    case 'items':
      if (atom.refs.length > 8 || atom.refs.length === 0)
        return say(words, 'fuori dal tema indicato', 'not on that topic');
      return `${say(words, 'tranne', 'except')} ${joinAnd(
        words,
        atom.refs.map((ref) => itemName(voice, ref)),
      )}`;
    case 'bound':
    case 'versus':
      return describeAtom(voice, { ...atom, op: INVERSE[atom.op] }, one);
    case 'declared':
      return `${say(words, 'con', 'with')} ${figureName(words, atom.figure)} ${say(words, `non ${agreeing('dichiarat', agreementOf(words, atom.figure))}`, 'not declared')}`;
    case 'goal':
      return atom.numbers.length === 0
        ? say(words, 'senza goal', 'without a goal')
        : `${say(words, 'non', 'not')} ${describeAtom(voice, atom, one)}`;
    case 'revenue':
      return say(words, 'senza entrate dichiarate', 'without declared revenue');
    case 'has':
      return `${say(words, 'senza', 'without')} ${tableName(words, atom.table)}`;
    case 'field':
      return say(
        words,
        `con ${fieldName(words, atom.field)} che non è «${atom.value}»`,
        `with ${fieldName(words, atom.field)} other than «${atom.value}»`,
      );
    case 'scope':
      return describeAtom(voice, { ...atom, scope: atom.scope === 'unit' ? 'transversal' : 'unit' }, one);
    case 'top':
      return `${say(words, 'tranne', 'except')} ${describeRanking(voice, atom.of)}`;
    case 'any':
      return joinAnd(
        words,
        atom.atoms.map((inner) => describeNot(voice, inner, one)),
      );
    case 'kind':
      return `${say(words, 'tranne gli', 'except')} ${describeAtom(voice, atom, false)}`.replace(
        /gli (?=p)/,
        'i ',
      );
    default:
      return `${say(words, 'non', 'not')} ${describeAtom(voice, atom, one)}`;
  }
}

/** "i primi 5 obiettivi del Settore 5 per impegnato", "l’ultimo processo per peso". */
export function describeRanking(voice: Voice, ranking: Ranking): string {
  const { select, by, direction, from, limit } = ranking;
  const { words } = voice;
  const [figure] = figuresOf(by);
  const what = figure === undefined ? '' : orderLabel(voice, ranking, figureName(words, figure));
  const single = from === 1 && limit === 1;
  const noun = single ? describeOne(voice, select) : describeMany(voice, select);
  const most = direction === 'most';
  if (from > 1) {
    const places = limit === 1 ? `${from}º` : `${from}º–${from + limit - 1}º`;
    const order = most ? '' : say(words, ' dal più basso', ' from the lowest');
    return say(
      words,
      `${noun} ${joined('a', places)} posto per ${what}${order}`,
      `${noun} at place ${places} by ${what}${order}`,
    );
  }
  const count = single ? '' : `${limit} `;
  const gender = genderOf(voice, select);
  const first = withArticle(agreeing(most ? 'prim' : 'ultim', { gender, plural: !single }), {
    gender,
    plural: !single,
  });
  return say(
    words,
    `${first} ${count}${noun} per ${what}`,
    `the ${most ? 'first' : 'last'} ${count}${noun} by ${what}`,
  );
}

/** " (i primi 2 per impegnato)": what structures were chosen by, where a ranking chose them. */
export function whyThese(
  voice: Voice,
  { first, held, of = [] }: Extract<Atom, { type: 'structure' }>,
): string {
  const { words } = voice;
  if (held) return ` (${heldText(voice, held)})`;
  const names = of.map((ref) => itemName(voice, ref)).join(', ');
  if (!first) return names === '' ? '' : say(words, ` (di ${names})`, ` (of ${names})`);
  const [figure] = figuresOf(first.by);
  const what =
    figure === undefined || figure === 'items'
      ? say(
          words,
          `numero di ${describeMany(voice, first.select)}`,
          `number of ${describeMany(voice, first.select)}`,
        )
      : orderLabel(voice, first, orderName(words, figure, first.by));
  const most = first.direction === 'most';
  if (first.from > 1)
    return say(
      words,
      ` (${joined('a', `${first.from}º`)} posto per ${what}${most ? '' : ' dal più basso'})`,
      ` (at place ${first.from} by ${what}${most ? '' : ' from the lowest'})`,
    );
  return say(
    words,
    first.limit === 1
      ? ` (${most ? 'al primo posto' : 'all’ultimo posto'} per ${what})`
      : ` (${most ? 'i primi' : 'gli ultimi'} ${first.limit} per ${what})`,
    ` (the ${most ? 'first' : 'last'} ${first.limit === 1 ? '' : `${first.limit} `}by ${what})`,
  );
}

/** "media del peso": what an order goes by. */
function orderName(words: Voice['words'], figure: Figure, by: Expr): string {
  const name = figureName(words, figure);
  if (by.type !== 'fold' || (by.fold !== 'mean' && by.fold !== 'median')) return name;
  const mean = by.fold === 'mean';
  return say(
    words,
    `${mean ? 'media' : 'mediana'} ${withPreposition('di', name, agreementOf(words, figure))}`,
    `${mean ? 'mean' : 'median'} ${name}`,
  );
}

/** "con più di 5 processi": what holds of structures that were chosen by it. */
function heldText(voice: Voice, { select, having }: Held): string {
  const { words } = voice;
  const texts = having.flatMap(({ expr, op, than }): readonly string[] => {
    if (expr.type !== 'fold' || 'expr' in than) return [];
    const { one, many } = nounOf(voice, expr.of ? [{ type: 'kind', kinds: expr.of }] : select);
    const counted = expr.figure === 'items' ? { one, name: many } : {};
    return [describeBound(voice, { ...boundedFigure(words, expr.figure), ...counted }, op, than)];
  });
  return joinAnd(words, texts);
}

type Held = NonNullable<Extract<Atom, { type: 'structure' }>['held']>;

/** The nouns of a set: "obiettivi", "processi", "obiettivi e processi". */
export interface Noun {
  readonly one: string;
  readonly many: string;
}

export function nounOf({ words }: Pick<Voice, 'words'>, select: readonly Atom[]): Noun {
  const said = select.flatMap((atom) => (atom.type === 'kind' ? atom.kinds : []));
  // "Tra i primi 5 obiettivi": these are objectives too.
  const chosen = select.flatMap((atom) => (atom.type === 'top' ? atom.of.select : []));
  const kinds = said.length > 0 ? said : chosen.flatMap((atom) => (atom.type === 'kind' ? atom.kinds : []));
  const [first, ...others] = [...new Set(kinds)];
  if (first === undefined) return words.anyKind;
  const all = [first, ...others].map((kind) => words.kinds[kind]);
  return {
    one: joinWith(
      words.or,
      all.map(({ one }) => one),
    ),
    many: joinAnd(
      words,
      all.map(({ many }) => many),
    ),
  };
}

/** "obiettivi trasversali del Settore 3 con peso superiore a 22". */
export const describeMany = (voice: Voice, select: readonly Atom[]): string =>
  described(voice, select, nounOf(voice, select).many, false);

/** The same of a single one: "obiettivo trasversale del Settore 3". */
export const describeOne = (voice: Voice, select: readonly Atom[]): string =>
  described(voice, select, nounOf(voice, select).one, true);

/** How what is said of a set's items agrees. */
export const genderOf = ({ words }: Pick<Voice, 'words'>, select: readonly Atom[]): 'm' | 'f' =>
  genderOfKinds(
    words,
    select.flatMap((atom) => (atom.type === 'kind' ? atom.kinds : [])),
  );

function described(said: Voice, select: readonly Atom[], noun: string, one: boolean): string {
  const voice = { ...said, gender: genderOf(said, select) };
  const [scopes, others] = [select.filter(isAdjective), select.filter((atom) => !isAdjective(atom))];
  const before = voice.words.language === 'en' ? scopes.map((atom) => describeAtom(voice, atom, one)) : [];
  const after = voice.words.language === 'en' ? others : select;
  return [...before, noun, ...rest(voice, after, one)].join(' ');
}

/** In English it goes before its noun. */
const isAdjective = (atom: Atom): boolean => atom.type === 'scope';

/** Kinds are the noun; adjectives come right after it, then structures. */
function rest(voice: Voice, select: readonly Atom[], one: boolean): readonly string[] {
  const others = betweenBounds(select.filter((atom) => atom.type !== 'kind'));
  const first = (atom: Atom | Between): number =>
    atom.type === 'scope' || atom.type === 'span' ? 0 : atom.type !== 'between' && isPlace(atom) ? 1 : 2;
  const ordered = [...others].sort((a, b) => first(a) - first(b));
  // «Sia del Settore 5 sia del Settore 9»: of both at once.
  const isOfBoth = ordered.filter(({ type }) => type === 'structure').length > 1;
  const texts = ordered.map((atom) => {
    const text = atom.type === 'between' ? describeBetween(voice, atom) : describeAtom(voice, atom, one);
    return isOfBoth && atom.type === 'structure' ? `${say(voice.words, 'sia', 'also')} ${text}` : text;
  });
  return [...new Set(texts)].filter((text) => text !== '');
}

type Between = Parameters<typeof describeBetween>[1];

/** "Tra 20 e 22": a figure that is held between two numbers is told once. */
function betweenBounds(atoms: readonly Atom[]): readonly (Atom | Between)[] {
  const lowest = atoms.find((atom) => atom.type === 'bound' && atom.op === 'gte' && 'value' in atom.than);
  const highest = atoms.find(
    (atom) =>
      atom.type === 'bound' &&
      atom.op === 'lte' &&
      'value' in atom.than &&
      lowest?.type === 'bound' &&
      atom.figure === lowest.figure,
  );
  if (lowest?.type !== 'bound' || highest?.type !== 'bound') return atoms;
  if (!('value' in lowest.than && 'value' in highest.than)) return atoms;
  const { figure } = lowest;
  const between: Between = { type: 'between', figure, from: lowest.than.value, to: highest.than.value };
  return atoms.flatMap((atom) => (atom === highest ? [] : [atom === lowest ? between : atom]));
}
