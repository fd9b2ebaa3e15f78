import type { Atom } from '../../figures/figures-query.ts';
import type { Token } from '../../language/tokens.ts';
import { type Rule, rule, type Surroundings } from '../chart.ts';
import type { Piece, SaidFigure } from '../pieces.ts';
import { atoms, bound, isMoney, ratioOf, single, spokenKinds } from '../values.ts';
import { alsoExcepted, isExcepted, oneMore, structureNumbered } from './names.ts';

/** «Senza … niente» denies once. */
const deniesOnce = (tokens: readonly Token[], at: number): { readonly cat: 'without' } | null =>
  tokens[at]?.text === 'senza' ? { cat: 'without' } : null;

const TABLE = /^(tabell(a|e|ina)|prospett[oi]|riepilog[oi]|quadro|schema)$/;
const LIST = /^(elenc(o|a|ami|hi)|list[ae]|mostra(mi)?|dammi)$/;
const ASKS = /^(qual[ei]?|quant[ieoa]|chi|ci)$/;
const TOTAL = /^(totale|complessiv[oa])$/;

/**
 * «Una tabella con impegnato e liquidato per settore», «l’elenco degli obiettivi con il peso»: a figure that is to be told of
 * each, where no row is asked to have it.
 */
function isShown(tokens: readonly Token[], at: number, end: number): boolean {
  if (tokens[at]?.text !== 'con') return false;
  const before = tokens.slice(0, at).map(({ text }) => text);
  const has = (words: RegExp): boolean => before.some((text) => words.test(text));
  if (has(TABLE)) return true;
  const isNamed = /^(il|lo|la|l|i|gli|le)$/.test(tokens[at + 1]?.text ?? '');
  const [next, after] = tokens.slice(end);
  const isJoined =
    next?.pause === true ||
    (next?.text === 'e' &&
      !/^(con|senza|non|nessun[oa]?|niente|nulla|alcun[oa]?|ancora|quant[oaie])$/.test(after?.text ?? ''));
  // «I processi del settore 9, con il totale del liquidato».
  const isSum = isNamed && at > 0 && tokens.slice(at, end).some(({ text }) => TOTAL.test(text));
  return isSum || has(LIST)
    ? isNamed || isJoined
    : isJoined && at > 0 && !tokens.some(({ text }) => ASKS.test(text));
}

/** What is declared, by the word that says that it is there. */
export const DECLARED: readonly Rule[] = [
  rule(
    'with a figure',
    ['with', 'figure'],
    ['con impegno', 'che hanno liquidato'],
    ([{ from }, { figure, to }], { tokens }) => {
      if (isShown(tokens, from, to)) return { cat: 'figure', figure };
      return figure === 'revenue'
        ? atoms({ type: 'revenue' })
        : atoms({ type: 'declared', figure: single(figure) });
    },
  ),
  rule('something of a figure', ['some', 'figure'], ['qualcosa di liquidato'], ([, { figure }]) =>
    atoms(figure === 'revenue' ? { type: 'revenue' } : { type: 'declared', figure: single(figure) }),
  ),
  rule('some of a figure', ['figure', 'some'], ['riscosso qualcosa'], ([{ figure }]) =>
    atoms(figure === 'revenue' ? { type: 'revenue' } : { type: 'declared', figure: single(figure) }),
  ),
  rule(
    'one figure on another',
    ['figure', 'on', 'figure'],
    ['liquidato sull’impegnato'],
    ([part, , whole]) => {
      const figure = ratioOf(part.figure, whole.figure);
      return figure && { cat: 'figure', figure };
    },
  ),
];

const denied = (atom: Atom): Atom => ({ type: 'not', atom });

/** All of a result: what is not there has not come so far. */
const isWhole = (atom: Atom): atom is Extract<Atom, { type: 'bound' }> =>
  atom.type === 'bound' && atom.figure === 'attainment' && 'value' in atom.than && atom.than.value === 100;

const declared = (figure: SaidFigure): Atom =>
  figure === 'revenue' ? { type: 'revenue' } : { type: 'declared', figure: single(figure) };

/** "Ma non liquidato": beside another figure, that nothing was, and not what is left to be. */
const PAID_OF: Readonly<Partial<Record<SaidFigure, SaidFigure>>> = {
  unsettled: 'settled',
  uncollected: 'collected',
};

/** "Non ha speso niente": nothing was paid out, whatever the people who work on it cost. */
export const undeclared = (figure: SaidFigure): Atom =>
  denied(
    figure === 'revenue'
      ? { type: 'revenue' }
      : { type: 'declared', figure: figure === 'cost' ? 'settled' : single(figure) },
  );

/** «Senza alcun costo»: not even of the people who work on it; «senza alcuna spesa»: nothing was paid out. */
const meant = ({ figure, from, to }: Piece<'figure'>, tokens: readonly Token[]): SaidFigure =>
  figure === 'cost' && tokens.slice(from, to).some(({ text }) => text.startsWith('cost'))
    ? 'resources'
    : figure;

/** «Zero liquidato»: nought, or nothing that is declared. */
const nought = (figure: SaidFigure): Atom => ({
  type: 'any',
  atoms: [bound(figure === 'cost' ? 'settled' : figure, 'eq', 0), undeclared(figure)],
});

/** «Non hanno speso nulla»: where a plan prints noughts these are nothing too. */
const nothingOf = (figure: SaidFigure, { index }: Surroundings): Atom =>
  index.items.some(({ figures }) => figures[figure === 'cost' ? 'settled' : (figure as 'settled')] === 0)
    ? nought(figure)
    : undeclared(figure);

/** «Non hanno ancora liquidato nulla»: nothing was, which is not that nothing is left to be. */
const isVerbDenied = ({ from, to }: Piece<'figure'>, tokens: readonly Token[]): boolean =>
  tokens[from]?.text === 'non' && tokens.slice(from, to).some(({ text }) => /^(ha|hanno)$/.test(text));

/** «Né accertato né riscosso»: the word stands before each. */
const isNeither = (tokens: readonly Token[], from: number): boolean =>
  tokens.slice(Math.max(0, from - 2), from).some(({ text }) => text === 'ne');

/** The structures that a question speaks of, where it speaks of no items. */
const spokenLevel = (tokens: readonly Token[]): 'department' | null =>
  tokens.some(({ text }) => /^(settor[ei]|dipartiment[oi])$/.test(text)) ? 'department' : null;

const isNaming = ({ type }: Atom): boolean => type === 'structure' || type === 'goal' || type === 'items';

/** «Staff esclusi», at the end of what is said: of what stands before, as no other thing follows. */
const isAfterNoun = (tokens: readonly Token[], from: number, to: number): boolean =>
  /^esclus[oaie]$/.test(tokens[from]?.text ?? '') &&
  (tokens[to] === undefined || tokens[to].pause || tokens[to].clause !== tokens[from]?.clause);

/** A word for a figure other than a result. */
const isOfMoney = ({ text }: Token): boolean =>
  /^(impegn|liquid|pagat|riscoss|incass|accert|cost|spes|pes|personal|risors|finanz)/.test(text);

/** «Le risorse senza il personale», «l’impegnato senza il liquidato»: one amount taken out of another. */
const isLeftOver = (
  { from, to }: Piece<'without'>,
  figure: Piece<'figure'>,
  tokens: readonly Token[],
): boolean =>
  tokens[from]?.text === 'senza' &&
  tokens.slice(to - 1, figure.from).some(({ text }) => /^(il|lo|la|l|i|gli|le)$/.test(text)) &&
  tokens.some((token, at) => (at < from || at >= figure.to) && isOfMoney(token));

/** What is not, or not declared. */
export const DENIALS: readonly Rule[] = [
  rule(
    'nor another figure',
    ['atoms', 'figure'],
    ['senza né entrate né impegni', 'senza né impegni né liquidato né accertato'],
    ([said, { figure, from }], { tokens }) => {
      const last = said.atoms.at(-1);
      const denies = last?.type === 'not' && (last.atom.type === 'declared' || last.atom.type === 'revenue');
      return denies && isNeither(tokens, from)
        ? { cat: 'atoms', atoms: [...said.atoms, undeclared(figure)] }
        : null;
    },
  ),
  rule(
    'except',
    ['except', 'atoms'],
    ['tranne il settore 9', 'escluso il goal 11'],
    ([, { atoms: list }]) => ({
      cat: 'atoms',
      atoms: list.map((atom) => ({ type: 'not', atom })),
    }),
  ),
  rule(
    'excepted',
    ['atoms', 'except'],
    ['settore 5 escluso', 'gli staff esclusi'],
    ([said, { from, to }], { tokens }) =>
      isAfterNoun(tokens, from, to) && said.atoms.every(isNaming)
        ? { cat: 'atoms', atoms: said.atoms.map(denied) }
        : null,
  ),
  rule(
    'both excepted',
    ['atoms', 'and', 'atoms', 'except'],
    ['settore 5 e settore 7 esclusi'],
    ([one, , other, { from, to }], { tokens }) => {
      const both = [...one.atoms, ...other.atoms];
      return isAfterNoun(tokens, from, to) &&
        /^esclus[ie]$/.test(tokens[from]?.text ?? '') &&
        both.every(isNaming)
        ? { cat: 'atoms', atoms: both.map(denied) }
        : null;
    },
  ),
  rule(
    'without what is named',
    ['without', 'atoms'],
    ['senza il settore 9', 'senza l’obiettivo 24'],
    ([{ from }, { atoms: list }], { tokens }) =>
      tokens[from]?.text === 'senza' && list.every(isNaming)
        ? { cat: 'atoms', atoms: list.map(denied) }
        : null,
  ),
  rule('not of', ['negation', 'atoms'], ['non sono del settore 5', 'non annuali'], ([, { atoms: list }]) =>
    list.every(({ type }) => /^(structure|goal|scope|span|field)$/.test(type))
      ? { cat: 'atoms', atoms: list.map((atom) => ({ type: 'not', atom })) }
      : null,
  ),
  rule(
    'not linked to',
    ['negation', 'filler', 'atoms'],
    ['non contribuiscono al goal 11', 'non sono collegati al goal 11'],
    ([, , { atoms: list }]) =>
      list.every(({ type }) => /^(structure|goal)$/.test(type))
        ? { cat: 'atoms', atoms: list.map(denied) }
        : null,
  ),
  rule('at nought', ['number'], ['a zero'], ([{ value, text, from }], { tokens }) =>
    // «Quanti obiettivi sono a zero?»: of a result, where no money is spoken of.
    value === 0 && text !== '0' && tokens[from - 1]?.text === 'a' && !tokens.some(isOfMoney)
      ? atoms(bound('attainment', 'eq', 0))
      : null,
  ),
  rule(
    'not declared',
    ['negation', 'atoms'],
    ['non indicano l’impegnato', 'non portano entrate'],
    ([, { atoms: list }]) =>
      list.length === 1 && list.every(({ type }) => type === 'declared' || type === 'revenue')
        ? { cat: 'atoms', atoms: list.map(denied) }
        : null,
  ),
  rule('of no scope', ['none', 'atoms'], ['no trasversali'], ([, { atoms: list }]) =>
    list.every(({ type }) => type === 'scope') ? { cat: 'atoms', atoms: list.map(denied) } : null,
  ),
  rule(
    'a kind excepted',
    ['kind', 'except'],
    ['processi esclusi'],
    ([{ kinds }, { from, to }], { tokens }) =>
      kinds.length > 0 && isAfterNoun(tokens, from, to) ? atoms(denied({ type: 'kind', kinds })) : null,
  ),
  rule('not that figure', ['negation', 'atoms'], ['non pesano 24'], ([, { atoms: list }]) =>
    list.every((atom) => atom.type === 'bound' && atom.op === 'eq' && 'value' in atom.than)
      ? { cat: 'atoms', atoms: list.map((atom) => (isWhole(atom) ? { ...atom, op: 'lt' } : denied(atom))) }
      : null,
  ),
  ...(['except', 'without'] as const).map((no) =>
    rule(
      `${no}, a title`,
      [no, 'titled'],
      [no === 'except' ? 'tranne la bicipolitana' : 'senza la bicipolitana'],
      ([{ from }, { refs }], { tokens }) =>
        no === 'except' || tokens[from]?.text === 'senza' ? atoms(denied({ type: 'items', refs })) : null,
    ),
  ),
  ...(['except', 'without'] as const).map((no) =>
    rule(
      `${no}, an everyday name`,
      [no, 'name'],
      [no === 'except' ? 'tranne la polizia municipale' : 'senza la polizia municipale'],
      ([{ from }, { level, code }], { tokens }) =>
        no === 'except' || tokens[from]?.text === 'senza'
          ? atoms(denied({ type: 'structure', level, codes: [code] }))
          : null,
    ),
  ),
  rule('except a number', ['except', 'number'], ['escluso il 68'], ([, number], around) => {
    const { index, tokens } = around;
    // «Obiettivi senza contare il 162»: with an article, of the kind that is spoken of.
    if (!/^(il|lo|la|l)$/.test(tokens[number.from - 1]?.text ?? '')) return null;
    const kinds = spokenKinds(tokens);
    const level = kinds.length === 0 ? spokenLevel(tokens) : null;
    if (level !== null) {
      const left = structureNumbered({ level }, number, around);
      return left && atoms(denied(left));
    }
    const refs = (index.byNumber.get(number.value) ?? []).flatMap(({ ref, item }) =>
      item.kind !== 'indicator' && (kinds.length === 0 || kinds.includes(item.kind)) ? [ref] : [],
    );
    return refs.length === 1 ? atoms(denied({ type: 'items', refs })) : null;
  }),
  rule(
    'one more exception by title',
    ['atoms', 'and', 'titled'],
    ['tranne la bicipolitana e il Master Plan del verde pubblico'],
    ([left, , { refs }], { tokens }) =>
      alsoExcepted(left.atoms, [{ type: 'items', refs }], isExcepted(left, tokens)),
  ),
  rule(
    'one more exception about something',
    ['atoms', 'and', 'topic'],
    ['tranne la mensa e i nidi'],
    ([left, , { from, to }], { tokens, topicOf }) => {
      const refs = topicOf(from, to, null).best;
      return refs.length === 0
        ? null
        : alsoExcepted(left.atoms, [{ type: 'items', refs }], isExcepted(left, tokens));
    },
  ),
  rule(
    'except those of',
    ['except', 'pronoun', 'atoms'],
    ['tranne quelli del settore 9', 'esclusi quelli trasversali'],
    ([, , { atoms: list }]) => ({ cat: 'atoms', atoms: list.map((atom) => ({ type: 'not', atom })) }),
  ),
  rule(
    'except those at nought',
    ['except', 'pronoun', 'number'],
    ['esclusi quelli a zero'],
    ([, , { value, from }], { tokens }) =>
      // Of a result; where money is spoken of, the nought may be of that.
      value === 0 && tokens[from - 1]?.text === 'a' && !tokens.some(isOfMoney)
        ? atoms(denied(bound('attainment', 'eq', 0)))
        : null,
  ),
  rule(
    'except those of a percentage',
    ['except', 'pronoun', 'amount'],
    ['esclusi quelli allo 0 %'],
    ([, , { value, unit }]) => (unit === 'percent' ? atoms(denied(bound('attainment', 'eq', value))) : null),
  ),
  rule(
    'except a kind of',
    ['except', 'kind', 'atoms'],
    ['esclusi i processi del settore 9'],
    ([, { kinds }, { atoms: list }]) =>
      list.length === 1 && list[0]?.type !== 'items' && kinds.length > 0
        ? atoms({
            type: 'any',
            atoms: [denied({ type: 'kind', kinds }), ...list.map(denied)],
          })
        : null,
  ),
  rule(
    'structures except a number',
    ['level', 'except', 'number'],
    ['i settori tranne il 9'],
    ([level, , number], around) => {
      const left = structureNumbered(level, number, around);
      return left && atoms({ type: 'not', atom: left });
    },
  ),
  rule('no amount of a figure', ['none', 'figure'], ['nessun accertato'], ([, { figure }]) =>
    isMoney(figure) ? atoms(denied({ type: 'declared', figure: single(figure) })) : null,
  ),
  rule('except a kind', ['except', 'kind'], ['esclusi i processi'], ([, { kinds }]) =>
    kinds.length === 0 ? null : atoms({ type: 'not', atom: { type: 'kind', kinds } }),
  ),
  rule(
    'without a figure',
    ['without', 'figure'],
    ['senza impegnato', 'che non hanno liquidato'],
    ([out, said], { tokens }) =>
      isLeftOver(out, said, tokens) ? null : atoms(undeclared(meant(said, tokens))),
  ),
  rule(
    'neither of two figures',
    ['without', 'figure', 'figure'],
    ['non hanno né accertato né riscosso'],
    ([, one, other], { tokens }) =>
      [one, other].every(({ from }) => isNeither(tokens, from))
        ? atoms(undeclared(one.figure), undeclared(other.figure))
        : null,
  ),
  rule(
    'of neither',
    ['negation', 'atoms', 'atoms'],
    ['non sono né del settore 5 né del settore 7'],
    ([, one, other], { tokens }) =>
      [one, other].every(({ from, atoms: list }) => isNeither(tokens, from) && list.every(isNaming))
        ? atoms(...[...one.atoms, ...other.atoms].map(denied))
        : null,
  ),
  rule(
    'neither of two scopes',
    ['atoms', 'atoms'],
    ['né del settore 9 né del settore 6'],
    ([one, other], { tokens }) =>
      tokens.slice(0, one.from).every(({ text }) => text !== 'non') &&
      [one, other].every(({ from, atoms: list }) => isNeither(tokens, from) && list.every(isNaming))
        ? atoms(...[...one.atoms, ...other.atoms].map(denied))
        : null,
  ),
  rule(
    'of one but not of another',
    ['atoms', 'but', 'negation', 'number'],
    ['goal 11 ma non al 16'],
    ([said, , , number], around) => {
      const [of] = said.atoms;
      if (of?.type !== 'goal') return null;
      const more = oneMore([of], number, around);
      const named = more?.cat === 'atoms' ? more.atoms[0] : undefined;
      return named?.type === 'goal'
        ? atoms(
            ...said.atoms,
            denied({ type: 'goal', numbers: named.numbers.filter((one) => !of.numbers.includes(one)) }),
          )
        : null;
    },
  ),
  ...(['without', 'none'] as const).map((no) =>
    rule(
      `${no} of the goals`,
      [no, 'level'],
      [no === 'without' ? 'senza goal' : 'nessun goal'],
      ([, { level }]) => (level === 'goal' ? atoms(denied({ type: 'goal', numbers: [] })) : null),
    ),
  ),
  rule('nought of a figure', ['number', 'figure'], ['zero liquidato'], ([{ value }, { figure }]) =>
    value === 0 && figure !== 'revenue' ? atoms(nought(figure)) : null,
  ),
  rule(
    'a figure at nought',
    ['figure', 'number'],
    ['liquidato zero', 'liquidato a zero'],
    ([said, { value, from, to: end }], { tokens }) =>
      value === 0 &&
      tokens.slice(said.to, from).every(({ text }) => text === 'a') &&
      said.figure !== 'revenue' &&
      said.figure !== 'attainment' &&
      tokens[end]?.type !== 'word'
        ? atoms(nought(meant(said, tokens)))
        : null,
  ),
  rule(
    'a figure of nothing',
    ['figure', 'nothing'],
    ['liquidato nullo'],
    ([said, { from, to }], { tokens }) =>
      said.figure !== 'revenue' &&
      tokens.slice(from, to).every(({ text }) => /^null[oaie]$/.test(text)) &&
      !isVerbDenied(said, tokens)
        ? atoms(nought(meant(said, tokens)))
        : null,
  ),
  rule(
    'a figure equal to nought',
    ['figure', 'compare', 'number'],
    ['impegnato pari a zero'],
    ([said, { op }, { value }], { tokens }) =>
      op === 'eq' && value === 0 && said.figure !== 'revenue' && said.figure !== 'attainment'
        ? atoms(nought(meant(said, tokens)))
        : null,
  ),
  rule(
    'nought of a declared figure',
    ['number', 'atoms'],
    ['zero liquidato dichiarato'],
    ([
      { value },
      {
        atoms: [only, ...more],
      },
    ]) =>
      value === 0 && only?.type === 'declared' && only.figure !== 'items' && more.length === 0
        ? atoms(nought(only.figure))
        : null,
  ),
  rule(
    'nought of a figure in euro',
    ['amount', 'figure'],
    ['zero euro di liquidato'],
    ([{ value }, { figure }]) => (value === 0 && figure !== 'revenue' ? atoms(nought(figure)) : null),
  ),
  rule('without anything', ['without', 'without'], ['senza niente di'], ([{ from }], { tokens }) =>
    deniesOnce(tokens, from),
  ),
  rule(
    'without anything that is',
    ['without', 'filler', 'without'],
    ['senza che risulti niente di'],
    ([{ from }], { tokens }) => deniesOnce(tokens, from),
  ),
  rule(
    'without a thing of a figure',
    ['without', 'nothing', 'figure'],
    ['senza nemmeno un euro liquidato'],
    ([, , { figure }], around) => atoms(nothingOf(figure, around)),
  ),
  rule(
    'nothing of a figure',
    ['without', 'figure', 'nothing'],
    ['non ha speso niente', 'senza riscuotere nulla'],
    ([, { figure }], around) => atoms(nothingOf(figure, around)),
  ),
  ...(['negation', 'without'] as const).map((no) =>
    rule(
      `one figure but not another, ${no}`,
      ['figure', 'but', no, 'figure'],
      [no === 'negation' ? 'accertato ma non impegnato' : 'impegnato ma senza liquidato'],
      ([one, , , other]) => atoms(declared(one.figure), undeclared(other.figure)),
    ),
  ),
  rule(
    'one figure but nothing left of it',
    ['figure', 'but', 'figure'],
    ['impegnato ma non liquidato'],
    ([a, , b]) => {
      const missing = PAID_OF[b.figure];
      return missing === undefined ? null : atoms(declared(a.figure), undeclared(missing));
    },
  ),
  rule(
    'without a figure declared',
    ['without', 'figure', 'declares'],
    ['senza costo del personale dichiarato'],
    ([, { figure }]) => atoms(denied({ type: 'declared', figure: single(figure) })),
  ),
  rule(
    'without a declared figure',
    ['without', 'declares', 'figure'],
    ['che non hanno dichiarato impegni'],
    ([, , { figure }]) => atoms({ type: 'not', atom: { type: 'declared', figure: single(figure) } }),
  ),
  rule(
    'a figure not declared',
    ['figure', 'without'],
    ['liquidato non dichiarato'],
    ([{ figure }, { from, to }], { tokens }) =>
      tokens.slice(from, to).some(({ text }) => text.startsWith('dichiarat'))
        ? atoms({ type: 'not', atom: { type: 'declared', figure: single(figure) } })
        : null,
  ),
  rule('declares a figure', ['declares', 'figure'], ['dichiarano il liquidato'], ([, { figure }]) =>
    atoms({ type: 'declared', figure: single(figure) }),
  ),
  rule('a figure declared', ['figure', 'declares'], ['liquidato dichiarato'], ([{ figure }]) =>
    atoms({ type: 'declared', figure: single(figure) }),
  ),
];
