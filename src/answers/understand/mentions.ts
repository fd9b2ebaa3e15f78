import type { ItemKind } from '../../domain/types.ts';
import { remember } from '../knowledge/memo.ts';
import type { IndexedItem, PlanIndex } from '../knowledge/plan-index.ts';
import type { Token } from '../language/tokens.ts';
import type { Span, StructureMention } from './spans.ts';

/** An item named by number or code. `kind` is null when the question does not say it. */
export interface ItemMention {
  readonly kind: ItemKind | null;
  readonly number: number | null;
  readonly code: string | null;
  /** Items of the plan that answer to it; empty when there is none. */
  readonly items: readonly IndexedItem[];
  readonly from: number;
}

/** A number that measures something: "150.000 euro", "90 %", "20". */
export interface Amount {
  readonly value: number;
  readonly unit: 'eur' | 'percent' | null;
  readonly op: Op;
  readonly at: number;
  /** Upper end of "tra … e …". */
  readonly to: number | null;
}
export type Op = 'gt' | 'gte' | 'lt' | 'lte' | 'eq' | 'ne' | 'between';

export interface Numbers {
  readonly items: readonly ItemMention[];
  readonly structures: readonly StructureMention[];
  /** Structures asked for that the plan does not have: "settore 12". */
  readonly unknownStructures: readonly string[];
  readonly goals: readonly number[];
  readonly amounts: readonly Amount[];
  readonly years: readonly number[];
  /** Targets of the 2030 Agenda: "traguardo 16.5". */
  readonly targets: readonly string[];
  readonly limit: number | null;
  /** Tokens that were given a role. */
  readonly used: ReadonlySet<number>;
}

const SCALES: Readonly<Record<string, number>> = {
  mila: 1_000,
  k: 1_000,
  migliaia: 1_000,
  milione: 1_000_000,
  milioni: 1_000_000,
  mln: 1_000_000,
  million: 1_000_000,
  thousand: 1_000,
};

const OTHER_SERIES =
  /^(art|articol|comma|deliber|determin|decret|legg|tuel|dpr|lettera|titolo|circoscrizion|punteggio|tabella|pagina|sezion|sez$|categori|lotto|mandato)/;
const MONTHS =
  /^(gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre|ore|anni|giorni|mesi)$/;

const contentBefore = (tokens: readonly Token[], at: number): string => {
  let before = at - 1;
  while (before >= 0 && (tokens[before]?.light || tokens[before]?.text === 'numero')) before -= 1;
  return tokens[before]?.text ?? '';
};

interface Context {
  readonly index: PlanIndex;
  readonly tokens: readonly Token[];
  readonly spans: readonly Span[];
  readonly covered: ReadonlySet<number>;
  /** The question speaks of a set ("obiettivi con peso 24"), so a number after a measure is a condition. */
  readonly setLike: boolean;
  /** Structures found by name or code. */
  readonly structures: readonly StructureMention[];
  /** Neighbouring words of item names: the 30 of "zone 30" is no item number. */
  readonly pairs: ReadonlySet<string>;
}

/** Gives every number of a question its role: item, structure, goal, amount, year, limit. */
export function readNumbers(context: Context): Numbers {
  const { index, tokens } = context;
  const items: ItemMention[] = [];
  const structures: StructureMention[] = [];
  const unknownStructures: string[] = [];
  const goals: number[] = [];
  const amounts: Amount[] = [];
  const years: number[] = [];
  const targets: string[] = [];
  const used = new Set<number>();
  const explicit = new Set<number>();
  let limit: number | null = null;
  let lastRole: 'item' | 'department' | 'unit' | 'goal' | 'other' | null = null;
  for (const [at, token] of tokens.entries()) {
    const owner = context.structures.find((one) => one.from <= at && one.to > at);
    if (owner) lastRole = owner.level;
    if (token.type !== 'number' || context.covered.has(at) || used.has(at)) continue;
    if (MONTHS.test(tokens[at + 1]?.text ?? '') && token.value <= 31) {
      used.add(at);
      continue;
    }
    if (/^(traguard|target)/.test(contentBefore(tokens, at)) && token.text.includes('.')) {
      targets.push(token.text);
      used.add(at);
      continue;
    }
    const amount = readAmount(context, at, used);
    if (amount) {
      amounts.push(amount);
      continue;
    }
    const before = conceptsBefore(context, at);
    // "Circoscrizioni 3 e 9": neither is an item.
    if (OTHER_SERIES.test(contentBefore(tokens, at)) || (lastRole === 'other' && joins(tokens, at))) {
      lastRole = 'other';
      continue;
    }
    const role = roleOf(context, at, before, lastRole);
    if (role === 'year') {
      years.push(token.value);
      used.add(at);
    } else if (role === 'limit') {
      limit = token.value;
      used.add(at);
    } else if (role === 'goal') {
      goals.push(token.value);
      used.add(at);
      lastRole = 'goal';
    } else if (role === 'department' || role === 'unit') {
      used.add(at);
      lastRole = role;
      const code = findStructureCode(index, role, token.text, context.tokens[at + 1]?.text);
      if (code)
        structures.push({
          level: code.level,
          code: code.code,
          strong: true,
          exact: null,
          from: at,
          to: at + 1,
        });
      else unknownStructures.push(`${role === 'department' ? 'settore' : 'U.O.'} ${token.text}`);
    } else if (role === 'item') {
      const named = before.some((concept) => concept.startsWith('kind:') || concept === 'noun:number');
      const joined = lastRole === 'item' && joins(tokens, at) && explicit.has(items.length - 1);
      if (named || joined || token.text.includes('.')) explicit.add(items.length);
      const kind = kindBefore(context, at) ?? (lastRole === 'item' ? (items.at(-1)?.kind ?? null) : null);
      items.push(mentionOf(index, token, kind, at));
      used.add(at);
      lastRole = 'item';
    }
  }
  return {
    items: expandRange(index, tokens, withoutStrays(items, explicit)),
    structures,
    unknownStructures,
    goals,
    amounts,
    years,
    targets,
    limit,
    used,
  };
}

/** A stray number next to "obiettivo 10" is no item; one that is joined to it ("il 9 e l'obiettivo 10") is. */
const withoutStrays = (
  items: readonly ItemMention[],
  explicit: ReadonlySet<number>,
): readonly ItemMention[] => (explicit.size === 0 ? items : items.filter((_one, at) => explicit.has(at)));

type Role = 'year' | 'limit' | 'goal' | 'department' | 'unit' | 'item' | null;

function roleOf(context: Context, at: number, before: readonly string[], lastRole: string | null): Role {
  const { tokens, index } = context;
  const token = tokens[at] as Token;
  const after = conceptsAfter(context, at);
  const isCode = /^\d+(\.\d+)+$/.test(token.text);
  if (token.text.includes('/')) return null;
  if (before.includes('noun:goal') || after[0] === 'noun:goal')
    return Number.isInteger(token.value) ? 'goal' : null;
  if (before.includes('noun:department')) return 'department';
  if (before.includes('noun:unit')) return 'unit';
  if (isCode) {
    if (index.byCode.has(token.text)) return 'item';
    if (findStructureCode(index, 'unit', token.text)) return 'unit';
    return before.some((concept) => concept.startsWith('kind:') || concept === 'noun:number') ||
      /\..*\./.test(token.text)
      ? 'item'
      : null;
  }
  if (!Number.isInteger(token.value)) return null;
  // "Art. 10", "delibera 167", "31 dicembre": no number of an item.
  if (MONTHS.test(tokens[at + 1]?.text ?? '')) return null;
  const kinded = before.some((concept) => concept.startsWith('kind:'));
  if (!kinded && context.spans.some((span) => span.concept === 'ask:act')) return null;
  const named = kinded || before.includes('noun:number');
  if (token.value < 1 && !named) return null;
  const yearLike = token.value >= 1900 && token.value <= 2100 && !token.spelled;
  if (yearLike && (!named || !index.byNumber.has(token.value))) return 'year';
  if (!named && isLimit(context, at, before)) return 'limit';
  if (!named && context.pairs.has(`${tokens[at - 1]?.key} ${token.key}`)) return null;
  if (lastRole !== null && lastRole !== 'item' && joins(tokens, at)) return lastRole as Role;
  if (token.spelled && !named && token.value < 11 && lastRole === null && !tokens[at - 1]?.light) return null;
  return 'item';
}

/** "e 4", ", 4", "o 4": the number goes on a list. */
const joins = (tokens: readonly Token[], at: number): boolean => {
  const previous = tokens[at - 1];
  if (previous?.type === 'number') return true;
  return previous !== undefined && /^(e|ed|o|od|con|il|la|al|col|and|or|vs)$/.test(previous.text);
};

function isLimit(context: Context, at: number, before: readonly string[]): boolean {
  const { tokens, spans } = context;
  if ((tokens[at]?.value ?? 0) > 200) return false;
  const previous = tokens[at - 1]?.text ?? '';
  if (/^(prim|ultim|top|miglior|peggior|first)/.test(previous)) return true;
  if (before.some((concept) => concept.startsWith('rank:')) && /^(top|primi|prime|ultimi)$/.test(previous))
    return true;
  let next = at + 1;
  while (tokens[next]?.light) next += 1;
  const follows = spans.filter((span) => span.from === next).map((span) => span.concept);
  const plural = /[ie]$|^uo$|s$/.test(tokens[next]?.text ?? '');
  return (
    plural && follows.some((concept) => /^(kind:|noun:(unit|department|structure))|^rank:/.test(concept))
  );
}

function readAmount(context: Context, at: number, used: Set<number>): Amount | null {
  const { tokens } = context;
  const token = tokens[at] as Token;
  if (token.text.includes('/') || Number.isNaN(token.value)) return null;
  const { value, unit, next } = scaled(tokens, at);
  const before = conceptsBefore(context, at);
  const named = before.some((concept) => /^(kind|noun):/.test(concept));
  const op = before.find((concept) => concept.startsWith('op:'))?.slice(3) as Op | undefined;
  const suffix = suffixOp(context, next);
  const strongUnit = unit !== null || next > at + 1;
  const isYear = unit === null && value >= 1900 && value <= 2100 && Number.isInteger(value);
  if (isYear && value !== 2000) return null;
  const range = rangeAmount(context, at, next);
  if (
    range &&
    (strongUnit || range.amount.unit !== null || op === 'between' || (context.setLike && !named))
  ) {
    for (let index = at; index < range.next; index += 1) used.add(index);
    return range.amount;
  }
  if (named && !strongUnit) return null;
  const measured = context.setLike && followsMeasure(context, at);
  if (op === undefined && suffix === null && !strongUnit && !measured) return null;
  // "n. 24", "settore 5" keep their own role even after "oltre".
  if (op !== undefined && before[0] !== `op:${op}` && !strongUnit) return null;
  for (let index = at; index < next; index += 1) used.add(index);
  const denied = value === 100 && tokens.slice(Math.max(0, at - 3), at).some((token) => token.text === 'non');
  if (denied && unit === 'percent' && op === undefined) return { value, unit, op: 'lt', at, to: null };
  const result = before.some((concept) => /^filter:(full|not_full)$/.test(concept)) ? 'percent' : null;
  return {
    value,
    unit: unit ?? result,
    op: suffix ?? (op === 'between' || op === undefined ? 'eq' : op),
    at,
    to: null,
  };
}

function suffixOp(context: Context, next: number): Op | null {
  const span = context.spans.find(
    (one) => one.from >= next && one.from <= next + 1 && one.concept.startsWith('op:'),
  );
  const text = span
    ? context.tokens
        .slice(span.from, span.to)
        .map((token) => token.text)
        .join(' ')
    : '';
  return text === 'o piu' || text === 'in su' ? 'gte' : text === 'o meno' ? 'lte' : null;
}

function rangeAmount(context: Context, at: number, next: number): { amount: Amount; next: number } | null {
  const { tokens } = context;
  const opener = tokens[at - 1]?.text ?? '';
  const between =
    /^(tra|fra|between)$/.test(opener) ||
    conceptsBefore(context, at).includes('op:between') ||
    /^(tra|fra)$/.test(tokens[at - 2]?.text ?? '');
  if (!between) return null;
  let second = next;
  while (tokens[second]?.light || tokens[second]?.text === 'euro') second += 1;
  const other = tokens[second];
  if (other?.type !== 'number' || Number.isNaN(other.value)) return null;
  const high = scaled(tokens, second);
  const low = scaled(tokens, at);
  // "tra 100 e 200 mila": the scale belongs to both.
  const scale = low.next === at + 1 && high.value >= 1000 * low.value ? high.value / other.value : 1;
  const amount: Amount = {
    value: low.value * scale,
    unit: low.unit ?? high.unit,
    op: 'between',
    at,
    to: high.value,
  };
  return { amount, next: high.next };
}

function scaled(
  tokens: readonly Token[],
  at: number,
): { value: number; unit: 'eur' | 'percent' | null; next: number } {
  let value = tokens[at]?.value ?? Number.NaN;
  let next = at + 1;
  const scale = SCALES[tokens[next]?.text ?? ''];
  if (scale !== undefined) {
    value *= scale;
    next += 1;
  }
  while (/^(di)$/.test(tokens[next]?.text ?? '') && /^(euro)$/.test(tokens[next + 1]?.text ?? '')) next += 1;
  const sign = tokens[next]?.text ?? '';
  if (/^(€|euro|eur|euros)$/.test(sign)) return { value, unit: 'eur', next: next + 1 };
  if (/^(%|percento|percent)$/.test(sign)) return { value, unit: 'percent', next: next + 1 };
  if (sign === 'per' && tokens[next + 1]?.text === 'cento') return { value, unit: 'percent', next: next + 2 };
  if (tokens[at - 1]?.text === '€') return { value, unit: 'eur', next };
  return { value, unit: scale === undefined ? null : 'eur', next };
}

/** Concepts of the nearest content word before a token, then of the one before that if the first is "numero". */
function conceptsBefore(context: Context, at: number): readonly string[] {
  const { tokens, spans } = context;
  let before = at - 1;
  const skip = (index: number): boolean => {
    const token = tokens[index];
    return token !== undefined && (token.light || token.text === '€' || token.text === 'numero');
  };
  const numbered = tokens[at - 1]?.text === 'numero' ? ['noun:number'] : [];
  while (before >= 0 && skip(before)) before -= 1;
  return [
    ...spans.filter((span) => span.from <= before && span.to > before).map((span) => span.concept),
    ...numbered,
  ];
}

function conceptsAfter(context: Context, at: number): readonly string[] {
  let after = at + 1;
  while (context.tokens[after]?.light) after += 1;
  return context.spans.filter((span) => span.from === after).map((span) => span.concept);
}

/** "Peso 24", "raggiungimento 95", "raggiunti al 100": a value of the measure just said. */
const followsMeasure = (context: Context, at: number): boolean =>
  conceptsBefore(context, at).some((concept) =>
    /^(measure:(weight|attainment)|op:eq|filter:(full|not_full))$/.test(concept),
  );

function kindBefore(context: Context, at: number): ItemKind | null {
  const kind = conceptsBefore(context, at).find((concept) =>
    /^kind:(objective|process|indicator)$/.test(concept),
  );
  return kind ? (kind.slice(5) as ItemKind) : null;
}

function mentionOf(index: PlanIndex, token: Token, kind: ItemKind | null, at: number): ItemMention {
  if (token.text.includes('.') && (index.byCode.has(token.text) || Number.isNaN(token.value))) {
    const items = (index.byCode.get(token.text) ?? []).filter(
      (one) => kind === null || one.item.kind === kind,
    );
    return { kind, number: null, code: token.text, items, from: at };
  }
  const items = (index.byNumber.get(token.value) ?? []).filter(
    (one) => kind === null || one.item.kind === kind,
  );
  return { kind, number: token.value, code: null, items, from: at };
}

/** "dal 10 al 15" means six items. */
function expandRange(
  index: PlanIndex,
  tokens: readonly Token[],
  items: readonly ItemMention[],
): readonly ItemMention[] {
  const [first, second] = items;
  if (items.length !== 2 || !first?.number || !second?.number || second.number <= first.number) return items;
  const spoken =
    /^(dal|dall|da|from)$/.test(tokens[first.from - 1]?.text ?? '') &&
    /^(al|all|a|to)$/.test(tokens[second.from - 1]?.text ?? '');
  if (!spoken || second.number - first.number > 30) return items;
  return Array.from({ length: second.number - first.number + 1 }, (_v, step) => {
    const number = (first.number ?? 0) + step;
    const fitting = (index.byNumber.get(number) ?? []).filter(
      (one) => first.kind === null || one.item.kind === first.kind,
    );
    return { kind: first.kind, number, code: null, items: fitting, from: first.from };
  });
}

/** The structure whose code ends with what was said: "settore 5", "uo 3.2", "uo b 1". */
export function findStructureCode(
  index: PlanIndex,
  level: 'department' | 'unit',
  text: string,
  next = '',
): { readonly level: 'department' | 'unit'; readonly code: string } | null {
  const tails = remember(index.memo, 'code-tails', () => ({
    department: byTail(index.plan.departments),
    unit: byTail(index.plan.units),
  }));
  const levels = level === 'unit' || !text.includes('.') ? [level] : (['department', 'unit'] as const);
  for (const one of levels)
    for (const said of [text, squash(text), squash(`${text}${next}`)]) {
      const code = tails[one].get(said);
      if (code !== undefined) return { level: one, code };
    }
  return null;
}

const squash = (code: string): string => code.replace(/[^a-z0-9]/g, '');

function byTail(structures: readonly { readonly code: string }[]): ReadonlyMap<string, string> {
  const tails = new Map<string, string>();
  for (const { code } of structures) {
    const tail = codeTail(code);
    if (!tails.has(tail)) tails.set(tail, code);
    if (!tails.has(squash(tail))) tails.set(squash(tail), code);
  }
  return tails;
}

/** What distinguishes a code among its like: "5" of "Settore 5", "3.2" of "U.O.3.2", "b.1" of "U.O.B.1". */
function codeTail(code: string): string {
  const parts = code.toLowerCase().split(/[\s.\-_]+/);
  let from = parts.length;
  while (from > 0 && /^\d+$/.test(parts[from - 1] ?? '')) from -= 1;
  const lettered = from > 2 && from === parts.length - 1 && /^[a-z]$/.test(parts[from - 1] ?? '');
  if (from === parts.length) return parts.at(-1) ?? '';
  return parts.slice(lettered ? from - 1 : from).join('.');
}
