/**
 * Whether an answer is right, by what it says first and what its rows hold. Pure: no files, no engine.
 *
 * - right: the figure of the answer, or the rows, are those of one of the fair outcomes
 * - asked: it asks back, or refuses, though there is an answer; or it says what it did not take into account
 * - wrong: anything else, since it is said with confidence
 */
import type { Figure } from '../oracle.ts';
import { normalise, patternOf } from '../patterns.ts';
import type { Amount, Outcome } from './outcome.ts';
import type { Structure } from './plan-rows.ts';
import { type Level, type Ref, type Request, scopesOf } from './request.ts';

/** What the engine said, without its types. */
export interface SaidAnswer {
  readonly kind: 'answer' | 'clarification' | 'no_data';
  readonly headline: string;
  readonly notes: readonly string[];
  /** Cents when `unit` is `eur`. */
  readonly value: number | null;
  readonly unit: string | null;
  readonly rows: readonly (readonly string[])[];
  /** How many rows there are in all. */
  readonly total: number;
}

export type Grade = 'right' | 'asked' | 'wrong';

/** What grading needs to know beside the outcomes. */
interface Context {
  readonly request: Request;
  readonly structures: readonly Structure[];
}

const KINDS = {
  obiettivo: 'objective',
  obiettivi: 'objective',
  processo: 'process',
  processi: 'process',
  indicatore: 'indicator',
  indicatori: 'indicator',
} as const;

/** Items named in a text, in order, each once. A count («3 obiettivi») is none. */
export const refsIn = (text: string): Ref[] => {
  const found: Ref[] = [];
  const mention =
    /\b(obiettiv[oi]|process[oi]|indicator[ei])(?: di ente)?(?: n\.?| numero)? (\d+)(?![\d.,]*\d| (?:su|voci|euro|€|%))/g;
  for (const [, noun = '', number] of normalise(text).matchAll(mention)) {
    const ref: Ref = `${KINDS[noun as keyof typeof KINDS]}:${Number(number)}`;
    if (!found.includes(ref)) found.push(ref);
  }
  return found;
};

/** Structures named in a text, in order: by code, or by full name. A longer name hides the shorter inside it. */
export const structuresIn = (text: string, structures: readonly Structure[]): string[] => {
  const plain = normalise(text).replace(/u\.o\. (?=\d)/g, 'u.o.');
  const spans = structures
    .flatMap(({ code, name }) => [code, name].map((spelling) => ({ code, spelling: normalise(spelling) })))
    .flatMap(({ code, spelling }) => {
      const places = [];
      for (let at = plain.indexOf(spelling); at >= 0; at = plain.indexOf(spelling, at + 1)) {
        const [before, after] = [plain[at - 1] ?? ' ', plain[at + spelling.length] ?? ' '];
        const next = plain[at + spelling.length + 1] ?? ' ';
        const apart =
          !/[\p{L}\d]/u.test(before) && !/[\p{L}\d]/u.test(after) && !(after === '.' && /\d/.test(next));
        if (apart) places.push({ code, at, end: at + spelling.length });
      }
      return places;
    })
    .sort((a, b) => a.at - b.at || b.end - a.end);
  const kept: typeof spans = [];
  for (const span of spans)
    if (!kept.some(({ at, end }) => span.at >= at && span.end <= end)) kept.push(span);
  return [...new Set(kept.map(({ code }) => code))];
};

const sameSet = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a.length === b.length && a.every((one) => b.includes(one));

const figuresOf = ({ unit, value }: Amount): Figure[] => {
  switch (unit) {
    case 'cents':
      return [{ form: 'money', cents: Math.round(value) }];
    case 'points':
    case 'count':
      return [{ form: 'number', value: Math.abs(value) }];
    case 'percent':
      return [{ form: 'percent', value }];
    case 'mean':
      return [{ form: 'average', value }];
    case 'share':
      return [{ form: 'share', value: Math.abs(value) }];
    case 'ratio':
      return [
        { form: 'average', value },
        { form: 'share', value: 100 * value },
      ];
  }
};

const shows = (text: string, amount: Amount): boolean =>
  figuresOf(amount).some((figure) => new RegExp(patternOf(figure)).test(normalise(text)));

/** `value` in its unit is this amount. */
const isValue = ({ value, unit }: SaidAnswer, amount: Amount): boolean => {
  if (value === null) return false;
  const units: Readonly<Record<Amount['unit'], readonly string[]>> = {
    cents: ['eur'],
    points: ['points', 'count', 'other'],
    count: ['count'],
    percent: ['percent'],
    mean: ['points', 'count', 'other'],
    share: ['percent'],
    ratio: ['other', 'count', 'points', 'percent'],
  };
  if (unit === null || !units[amount.unit].includes(unit)) return false;
  const near = amount.unit === 'cents' ? 1 : amount.unit === 'count' || amount.unit === 'points' ? 0 : 0.051;
  const wanted = amount.unit === 'ratio' && unit === 'percent' ? 100 * amount.value : amount.value;
  return Math.abs(Math.abs(value) - Math.abs(wanted)) <= near;
};

/** Amounts that the question itself names: repeated in the answer, they are no answer. */
const boundsOf = (request: Request): number[] =>
  scopesOf(request).flatMap(({ atoms }) =>
    atoms.flatMap((atom) =>
      atom.atom === 'bound' ? [atom.value] : atom.atom === 'between' ? [atom.low, atom.high] : [],
    ),
  );

const MONEY = /-?\d{1,3}(?:\.\d{3})*,\d{2}(?= ?€)/g;
const PERCENT = /-?\d+(?:,\d+)?(?= ?%)/g;

/** The first figure of this form in the headline that the question did not name. */
const leads = ({ headline }: SaidAnswer, amount: Amount, request: Request): boolean => {
  const text = normalise(headline);
  const form =
    amount.unit === 'cents' ? MONEY : amount.unit === 'percent' || amount.unit === 'share' ? PERCENT : null;
  if (form === null) return shows(headline, amount);
  const named = boundsOf(request);
  const scale = amount.unit === 'cents' ? 100 : 1;
  const first = [...text.matchAll(form)]
    .map(([figure]) => figure)
    .find(
      (figure) => !named.includes(Math.round(Number(figure.replaceAll('.', '').replace(',', '.')) * scale)),
    );
  return first !== undefined && shows(amount.unit === 'cents' ? `${first} €` : `${first} %`, amount);
};

const NO_FIGURE =
  /non (?:e |sono |risulta |risultano )?(?:\S+ )?dichiarat|non dichiara|nessun|non risulta|non c'e|non ci sono|non ne|non lo dice|non si sa/;

const isRefusal = ({ headline, value }: SaidAnswer): boolean =>
  NO_FIGURE.test(normalise(headline)) && (value === null || value === 0);

const amountFits = (
  said: SaidAnswer,
  outcome: Extract<Outcome, { is: 'amount' }>,
  { request }: Context,
): boolean => {
  const { amount, derived, refs } = outcome;
  if (amount.unit === 'count' && amount.value === 0)
    return /\bnessun|\b0\b|non ci sono|non ha/.test(normalise(said.headline)) && (said.value ?? 0) === 0;
  // A count over the wrong items may be the right number by chance.
  if (
    refs !== null &&
    said.rows.length > 0 &&
    said.rows.length === said.total &&
    said.value === amount.value
  ) {
    const listed = said.rows.flatMap((row) => refsIn(row[0] ?? ''));
    if (listed.length === amount.value && !sameSet(listed, refs)) return false;
  }
  // A count of goals or structures leads; what stands beside it counts items.
  if (request.ask === 'goals' || request.ask === 'groups-beyond')
    return /\d+/.exec(said.headline)?.[0] === String(amount.value);
  if (isValue(said, amount)) return true;
  if (derived) return shows(said.headline, amount);
  // Where `value` is another figure of the same unit, the headline is about that one.
  return leads(said, amount, request) && (amount.unit !== 'count' || said.value === null);
};

const namedInQuestion = (request: Request): readonly Ref[] =>
  scopesOf(request).flatMap(({ atoms }) =>
    atoms.flatMap((atom) => (atom.atom === 'than' ? [atom.item] : atom.atom === 'items' ? atom.refs : [])),
  );

const rowRefs = ({ rows }: SaidAnswer): Ref[] => [
  ...new Set(rows.flatMap(([first = '']) => refsIn(first).slice(0, 1))),
];

const itemsFit = (
  said: SaidAnswer,
  { refs, single }: Extract<Outcome, { is: 'items' }>,
  { request }: Context,
): boolean => {
  const asked = namedInQuestion(request);
  const spoken = refsIn(said.headline).filter((ref) => !asked.includes(ref));
  const rows = rowRefs(said);
  if (single)
    return spoken.length > 0
      ? spoken[0] === refs[0] && spoken.length === 1
      : rows.length === 1 && rows[0] === refs[0];
  if (said.total > said.rows.length)
    return said.total === refs.length && rows.every((ref) => refs.includes(ref));
  return sameSet(rows, refs) || sameSet(spoken, refs);
};

const levelOf = (request: Request): Level => {
  if ('level' in request) return request.level;
  const [atom] = request.ask === 'which' || request.ask === 'whether' ? request.left.atoms : [];
  return atom?.atom === 'structure' ? atom.level : 'department';
};

const atLevel = ({ request, structures }: Context): Structure[] =>
  structures.filter(({ level }) => level === levelOf(request));

/** The structure a row begins with; a name that was cut short is known by its beginning. */
const structureOfRow = ([first = '']: readonly string[], structures: readonly Structure[]): string[] => {
  const [, cut] = /^(.+?) ?\.\.\.$/.exec(normalise(first)) ?? [];
  const begun = structures.filter(({ name }) => cut !== undefined && normalise(name).startsWith(cut));
  return begun.length === 1 ? begun.map(({ code }) => code) : structuresIn(first, structures).slice(0, 1);
};

const rowStructures = (said: SaidAnswer, context: Context): string[] => [
  ...new Set(said.rows.flatMap((row) => structureOfRow(row, atLevel(context)))),
];

const structuresFit = (
  said: SaidAnswer,
  { codes, single }: Extract<Outcome, { is: 'structures' }>,
  context: Context,
): boolean => {
  // «U.O.5.1 Edilizia pubblica (Settore 5)» names its department too, which has the other level.
  const spoken = structuresIn(said.headline, atLevel(context));
  const rows = rowStructures(said, context);
  if (single) return spoken.length > 0 ? spoken[0] === codes[0] : rows.length === 1 && rows[0] === codes[0];
  return sameSet(spoken, codes) || sameSet(rows, codes);
};

const groupsFit = (
  said: SaidAnswer,
  { rows }: Extract<Outcome, { is: 'groups' }>,
  context: Context,
): boolean => {
  const structures = atLevel(context);
  if (said.rows.length === 0)
    return (
      sameSet(
        structuresIn(said.headline, structures),
        rows.map(({ code }) => code),
      ) && rows.every(({ amount }) => shows(said.headline, amount))
    );
  const seen = new Map(
    said.rows.map((row) => [structureOfRow(row, structures)[0], row.slice(1).join(' | ')]),
  );
  const unexpected = [...seen.entries()].filter(
    ([code, cells]) =>
      code !== undefined && !rows.some((row) => row.code === code) && !/non dichiarat|^—|^0\b/.test(cells),
  );
  // Of a long table only the first rows are shown.
  const isCut = said.total > said.rows.length;
  return (
    unexpected.length === 0 &&
    rows.every(({ code, amount }) => (isCut && !seen.has(code)) || shows(seen.get(code) ?? '', amount))
  );
};

const bestsFit = (
  said: SaidAnswer,
  { rows }: Extract<Outcome, { is: 'bests' }>,
  context: Context,
): boolean => {
  const structures = atLevel(context);
  const lines = said.rows.map((row) => row.join(' | '));
  const fits = rows.every(({ code, refs }) =>
    lines.some(
      (line) =>
        structuresIn(line, structures).includes(code) && refsIn(line).some((ref) => refs.includes(ref)),
    ),
  );
  const allowed = new Set(rows.flatMap(({ refs }) => refs));
  return (
    fits &&
    lines.every((line) =>
      refsIn(line)
        .slice(0, 1)
        .every((ref) => allowed.has(ref)),
    )
  );
};

/** A part of a joined answer: its figures and names are somewhere in what is said. */
const partFits = (said: SaidAnswer, outcome: Outcome): boolean => {
  const all = [said.headline, ...said.rows.map((row) => row.join(' ')), ...said.notes].join(' \n ');
  switch (outcome.is) {
    case 'amount':
      if (outcome.amount.unit === 'count' && outcome.amount.value === 0)
        return /\bnessun|\b0\b|non ha/.test(normalise(said.headline));
      return shows(outcome.amount.unit === 'count' ? said.headline : all, outcome.amount);
    case 'items':
      return true;
    case 'undeclared':
    case 'none':
      return NO_FIGURE.test(normalise(all));
    default:
      return false;
  }
};

/** Whether a joined answer holds both, and names nothing else in first place. */
const severalFit = (
  said: SaidAnswer,
  { parts }: Extract<Outcome, { is: 'several' }>,
  { request }: Context,
): boolean => {
  if (!parts.every((part) => partFits(said, part))) return false;
  const wanted = parts.flatMap((part) => (part.is === 'items' ? part.refs : []));
  if (wanted.length === 0) return true;
  const asked = namedInQuestion(request);
  const spoken = refsIn(said.headline).filter((ref) => !asked.includes(ref));
  // One item may be first in both; a table may hold no more than the items asked for.
  const items = [...new Set(wanted)];
  return sameSet(spoken, items) || sameSet(rowRefs(said), items);
};

const fits = (said: SaidAnswer, outcome: Outcome, context: Context): boolean => {
  switch (outcome.is) {
    case 'amount':
      return amountFits(said, outcome, context);
    case 'items':
      return itemsFit(said, outcome, context);
    case 'structures':
      return structuresFit(said, outcome, context);
    case 'groups':
      return groupsFit(said, outcome, context);
    case 'bests':
      return bestsFit(said, outcome, context);
    case 'ahead':
    case 'truth': {
      const names = (text: string): readonly string[] =>
        outcome.of === 'items' ? refsIn(text) : structuresIn(text, atLevel(context));
      const [, leader] = /di piu ([^,;]+)/.exec(normalise(said.headline)) ?? [];
      if (leader !== undefined) return names(leader)[0] === outcome.more;
      return outcome.is === 'ahead'
        ? names(said.headline)[0] === outcome.wanted
        : new RegExp(`^${outcome.holds ? 'si' : 'no'}\\b`).test(normalise(said.headline));
    }
    case 'undeclared':
    case 'none':
      return isRefusal(said);
    case 'several':
      return severalFit(said, outcome, context);
  }
};

const PARTLY = /non ho tenuto conto|non ho capito|ho lasciato fuori|ho tralasciato/;

/** Grades one answer against every fair outcome. */
export const gradeGenerated = (outcomes: readonly Outcome[], said: SaidAnswer, context: Context): Grade => {
  if (said.kind === 'clarification') return 'asked';
  if (outcomes.some((outcome) => fits(said, outcome, context))) return 'right';
  if (said.kind === 'no_data') return 'asked';
  return [said.headline, ...said.notes].some((text) => PARTLY.test(normalise(text))) ? 'asked' : 'wrong';
};

/** A part of a message: each fair reading of it, with its answers. */
export type Part = readonly { readonly request: Request; readonly outcomes: readonly Outcome[] }[];

/** A part among others: its figures are anywhere in what is said, its rows in the table or in a line of its own. */
const partIsSaid = (said: SaidAnswer, part: Part, structures: readonly Structure[]): boolean =>
  part.some(({ request, outcomes }) =>
    outcomes.some((outcome) =>
      ['amount', 'undeclared', 'none'].includes(outcome.is)
        ? partFits(said, outcome)
        : [said.headline, ...said.headline.split('\n')].some((headline) =>
            fits({ ...said, headline, value: null }, outcome, { request, structures }),
          ),
    ),
  );

/** Which parts of a message an answer leaves out. */
export const partsMissing = (
  said: SaidAnswer,
  parts: readonly Part[],
  structures: readonly Structure[],
): readonly Part[] =>
  parts.length > 1
    ? parts.filter((part) => !partIsSaid(said, part, structures))
    : parts.filter((part) =>
        part.every(
          ({ request, outcomes }) => gradeGenerated(outcomes, said, { request, structures }) !== 'right',
        ),
      );

/** Grades one message by all its parts: one that is lost without a word is wrong. */
export const gradeMessage = (
  parts: readonly Part[],
  said: SaidAnswer,
  structures: readonly Structure[],
): Grade => {
  if (said.kind === 'clarification') return 'asked';
  if (partsMissing(said, parts, structures).length === 0) return 'right';
  if (said.kind === 'no_data') return 'asked';
  return [said.headline, ...said.notes].some((text) => PARTLY.test(normalise(text))) ? 'asked' : 'wrong';
};
