import type { Atom, Comparison } from '../../figures/figures-query.ts';
import type { Token } from '../../language/tokens.ts';
import { type Rule, rule } from '../chart.ts';
import type { Meaning, Piece, YearSpan } from '../pieces.ts';
import { atoms } from '../values.ts';

/** No plan reaches further. */
export const LAST = 9999;

/** A number that is a year, and no value of a figure. */
export const isYear = (value: number): boolean => Number.isInteger(value) && value >= 1990 && value <= 2100;

const only = (year: number): YearSpan => ({ from: year, to: year });

const years = (...spans: readonly YearSpan[]): Meaning => ({ cat: 'years', spans });

/** "Prima del 2021", "dopo il 2021", "entro il 2021", of a single year. */
function beside(side: Piece<'when'>['side'], { spans: [span, ...others] }: Piece<'years'>): Meaning | null {
  if (!span || others.length > 0 || span.from !== span.to) return null;
  // «In poi» stands after its year.
  if (side === 'on') return null;
  if (side === 'before') return years({ from: 0, to: span.from - 1 });
  return years(side === 'after' ? { from: span.to + 1, to: LAST } : { from: 0, to: span.to });
}

/** From the first of two years to the second. */
function through(first: Piece<'years'>, last: Piece<'years'>): Meaning | null {
  const [[from], [to]] = [first.spans, last.spans];
  return from && to && first.spans.length + last.spans.length === 2 && from.from < to.to
    ? years({ from: from.from, to: to.to })
    : null;
}

/** Atoms of one type for each span: any of them will do. */
function within(type: 'ends' | 'begins', spans: readonly YearSpan[]): Meaning {
  const all = spans.map((span): Atom => ({ type, ...span }));
  const [single, ...others] = all;
  return { cat: 'atoms', atoms: single && others.length === 0 ? [single] : [{ type: 'any', atoms: all }] };
}

/** What is denied of a span: what does not end with a year goes on after it. */
function outside({ from, to }: YearSpan): YearSpan {
  if (from === 0) return { from: to + 1, to: LAST };
  return to === LAST ? { from: 0, to: from - 1 } : { from: to + 1, to: LAST };
}

const said = (tokens: readonly Token[], at: number): string => tokens[at]?.text ?? '';

/** "Proseguono fino al 2023" ends there, "proseguono nel 2022" does not end before. */
const lasting = (tokens: readonly Token[], { to }: Piece<'beyond'>, { spans }: Piece<'years'>): Meaning => {
  const [span] = spans;
  const until = /^(fino|al)$/.test(said(tokens, to)) || /^(al|fino)$/.test(said(tokens, to - 1));
  const open = !until && span !== undefined && spans.length === 1 && span.from === span.to;
  return within('ends', open ? [{ from: span.from, to: LAST }] : spans);
};

/** A noun for items. */
const KIND = /^(ob(b?iettivi)?|processi|azioni|progetti|interventi|voci)$/;

/** How many years an item lasts, held against a number of them. */
function lastingYears(op: Comparison, years: number): Meaning | null {
  if (!Number.isInteger(years) || years < 1 || years > MOST_YEARS) return null;
  const isLeast = op === 'gt' || op === 'gte';
  const min = op === 'gt' ? years + 1 : isLeast || op === 'eq' ? years : 1;
  const max = op === 'lt' ? years - 1 : isLeast ? MOST_YEARS : years;
  return op === 'ne' || max === 0 ? null : atoms({ type: 'span', min, max });
}

/** No item lasts longer. */
const MOST_YEARS = 99;

/** How long items last. */
export const LENGTHS: readonly Rule[] = [
  rule('lasts so many years', ['lasts', 'amount'], ['durano 3 anni'], ([, { value, unit }]) =>
    unit === 'years' ? lastingYears('eq', value) : null,
  ),
  rule('lasts a year', ['lasts', 'only', 'unit'], ['durano un solo anno'], ([, , { unit }]) =>
    unit === 'years' ? lastingYears('eq', 1) : null,
  ),
  rule(
    'lasts longer than so many years',
    ['lasts', 'compare', 'amount'],
    ['durata superiore a 2 anni'],
    ([, { op }, { value, unit }]) => (unit === 'years' ? lastingYears(op, value) : null),
  ),
  rule(
    'lasts longer than a year',
    ['lasts', 'compare', 'unit'],
    ['durano più di un anno'],
    ([, { op }, { unit, from }], { tokens }) =>
      unit === 'years' && said(tokens, from - 1) === 'un' ? lastingYears(op, 1) : null,
  ),
];

/** When items begin and end. */
export const HORIZONS: readonly Rule[] = [
  rule('a year', ['number'], ['2026'], ([{ value, text }]) =>
    isYear(value) && text === String(value) ? years(only(value)) : null,
  ),
  rule('a year of a plan', ['year'], ['2021'], ([{ year }]) => years(only(year))),
  rule('before or after a year', ['when', 'years'], ['prima del 2021', 'dopo il 2021'], ([when, span]) =>
    beside(when.side, span),
  ),
  rule('from a year on', ['years', 'when'], ['dal 2021 in poi', '2025 e oltre'], ([{ spans }, { side }]) => {
    const [span, ...others] = spans;
    const isOne = span !== undefined && others.length === 0 && span.from === span.to;
    return side === 'on' && isOne ? years({ from: span.from, to: LAST }) : null;
  }),
  rule('beyond a year', ['compare', 'years'], ['oltre il 2021'], ([{ op, from }, span], { tokens }) =>
    op === 'gt' && said(tokens, from) === 'oltre' ? beside('after', span) : null,
  ),
  rule('between two years', ['between', 'years', 'and', 'years'], ['tra il 2022 e il 2024'], ([, a, , b]) =>
    through(a, b),
  ),
  rule('from a year to another', ['years', 'years'], ['dal 2022 al 2024'], ([a, b], { tokens }) =>
    said(tokens, a.from - 1) === 'dal' && said(tokens, b.from - 1) === 'al' ? through(a, b) : null,
  ),
  rule(
    'one year or another',
    ['years', 'or', 'years'],
    ['2022 o 2024'],
    ([a, , b]) => years(...a.spans, ...b.spans),
    true,
  ),
  rule(
    'one year and another',
    ['years', 'and', 'years'],
    ['2022 e 2024'],
    ([a, , b], { tokens }) =>
      /^(tra|fra)$/.test(said(tokens, a.from - 1)) || /^(tra|fra)$/.test(said(tokens, a.from - 2))
        ? null
        : years(...a.spans, ...b.spans),
    true,
  ),
  rule(
    'items beyond a year',
    ['compare', 'years'],
    ['oltre il 2021'],
    ([{ op, from }, { spans }], { tokens }) => {
      const [span] = spans;
      // «Gli obiettivi oltre il 2021»: right after their noun, of when they end.
      return op === 'gt' &&
        said(tokens, from) === 'oltre' &&
        (from === 0 || KIND.test(said(tokens, from - 1))) &&
        span !== undefined &&
        spans.length === 1 &&
        span.from === span.to
        ? within('ends', [{ from: span.to + 1, to: LAST }])
        : null;
    },
  ),
  rule('ends in a year', ['deadline', 'years'], ['con scadenza nel 2026', 'scadono dopo il 2021'], ([, a]) =>
    within('ends', a.spans),
  ),
  rule(
    'ends at a time',
    ['deadline', 'atoms'],
    ['scadono a fine 2022'],
    ([
      ,
      {
        atoms: [only, ...more],
      },
    ]) => (only?.type === 'ends' && more.length === 0 ? { cat: 'atoms', atoms: [only] } : null),
  ),
  rule(
    'items of several years',
    ['years'],
    ['dal 2021 in poi', 'dal 2019 al 2021'],
    ([{ spans, from }], { tokens, index }) => {
      const [span, ...others] = spans;
      const noun = tokens.slice(0, from).findLast(({ light }) => !light);
      if ((noun && !KIND.test(noun.text)) || !span || others.length > 0 || span.from === 0) return null;
      // Right after their noun: when they begin, and by when they end; years of plans are those of the plans.
      if (span.to === LAST) return atoms({ type: 'begins', ...span });
      const ofPlans = index.years.has(span.from) && index.years.has(span.to);
      return span.from === span.to || ofPlans
        ? null
        : atoms(
            { type: 'begins', from: span.from, to: span.from },
            { type: 'ends', from: span.to, to: span.to },
          );
    },
  ),
  rule('begins in a year', ['starts', 'years'], ['iniziati nel 2020'], ([, { spans }]) =>
    within('begins', spans),
  ),
  rule(
    'begins and ends in a year',
    ['starts', 'and', 'atoms'],
    ['iniziano e finiscono nel 2021'],
    ([, , { atoms: list }]) =>
      list.length > 0 && list.every(({ type }) => type === 'ends')
        ? {
            cat: 'atoms',
            atoms: list.flatMap((atom) => (atom.type === 'ends' ? [{ ...atom, type: 'begins' }, atom] : [])),
          }
        : null,
  ),
  ...(['starts', 'deadline'] as const).flatMap((when) => {
    const which = when === 'starts' ? 'begins' : 'ends';
    const verb = when === 'starts' ? 'iniziati' : 'scadono';
    return (['earliest', 'latest'] as const).map((place) =>
      rule(
        `${which}, ${place} of all`,
        [when, place],
        [place === 'earliest' ? `${verb} prima di tutti` : `${verb} per ultimi`],
        () => ({
          cat: 'atoms',
          atoms: [{ type: 'extreme', of: which, place: place === 'earliest' ? 'first' : 'last' }],
        }),
      ),
    );
  }),
  rule(
    'goes on in a year',
    ['beyond', 'years'],
    ['proseguono nel 2022', 'vanno oltre il 2021'],
    ([beyond, a], { tokens }) => lasting(tokens, beyond, a),
  ),
  rule(
    'does not end in a year',
    ['negation', 'deadline', 'years'],
    ['non si chiudono nel 2021'],
    ([, , { spans }]) => (spans.length === 1 ? within('ends', spans.map(outside)) : null),
  ),
  ...(['starts', 'deadline'] as const).map((verb) =>
    rule(
      `the first that ${verb}`,
      ['pick', verb],
      [verb === 'starts' ? 'primo che inizia' : 'primo che scade'],
      ([{ place, limit, reversed }]) =>
        place === 1 && limit === 1
          ? atoms({
              type: 'extreme',
              of: verb === 'starts' ? 'begins' : 'ends',
              place: reversed ? 'last' : 'first',
            })
          : null,
    ),
  ),
];
