import type { ItemKind } from '../../words/kinds.ts';
import type { IndexedItem, PlanIndex } from '../knowledge/plan-index.ts';
import { isMoment } from '../language/moments.ts';
import { isYearText } from '../language/numbers.ts';
import type { Token } from '../language/tokens.ts';
import { type Amount, conceptsBefore, type NumberContext, readAmount } from './amounts.ts';
import { codeAround } from './item-codes.ts';
import { isTimeWord, joins, roleOf } from './number-roles.ts';
import type { StructureMention } from './spans.ts';
import { findStructureCode } from './structure-codes.ts';
import { isWhole } from './wholes.ts';

/** An item named by number or code. `kind` is null when the question does not say it. */
export interface ItemMention {
  readonly kind: ItemKind | null;
  readonly number: number | null;
  readonly code: string | null;
  /** Items of the plan that answer to it; empty when there is none. */
  readonly items: readonly IndexedItem[];
  readonly from: number;
  readonly to: number;
}

interface Numbers {
  readonly items: readonly ItemMention[];
  readonly structures: readonly StructureMention[];
  /** Structures asked for that the plan does not have: "settore 12". */
  readonly unknownStructures: readonly string[];
  readonly goals: readonly number[];
  readonly amounts: readonly Amount[];
  readonly years: readonly number[];
  /** Tokens that were given a role. */
  readonly used: ReadonlySet<number>;
}

const OTHER_SERIES =
  /^(art|articol|comma|dlgs$|lgs$|dpcm$|dgr$|deliber|determin|decret|legg|tuel|dpr|lettera|titolo|circoscrizion|punteggio|tabella|pagina|sezion|sez$|categori|lotto|mandato|protocoll|prot$|nota$|circolar|ordinanz|fattur|repertori|capitol|pag$|dice$|dicono$)/;
const contentBefore = (tokens: readonly Token[], at: number): string => {
  let before = at - 1;
  while (before >= 0 && (tokens[before]?.light || tokens[before]?.text === 'numero')) before -= 1;
  return tokens[before]?.text ?? '';
};

/** What stands before a number that is the name of an item: «il 24», «del 24», «24 e 25». */
const NAMED_BY = /^(il|l|del|dell|al|all|dal|dall|nel|sul|col|e|ed|o|od|oppure)$/;

/** Gives every number of a question its role: item, structure, goal, amount, year, limit. */
export function readNumbers(context: NumberContext): Numbers {
  const { index, tokens } = context;
  const items: ItemMention[] = [];
  const structures: StructureMention[] = [];
  const unknownStructures: string[] = [];
  const goals: number[] = [];
  const amounts: Amount[] = [];
  const years: number[] = [];
  const used = new Set<number>();
  const explicit = new Set<number>();
  let lastRole: 'item' | 'department' | 'unit' | 'goal' | 'other' | null = null;
  for (const [at, token] of tokens.entries()) {
    const owner = context.structures.find((one) => one.from <= at && one.to > at);
    if (owner) lastRole = owner.level;
    if (token.type !== 'number' || context.covered.has(at) || used.has(at)) continue;
    if (context.isCodePart(at)) {
      const code = codeAround(tokens, at);
      if (context.isCodeLike(at) && items.at(-1)?.code !== code)
        items.push({ kind: null, number: null, code, items: [], from: at, to: at + 1 });
      if (context.isCodeLike(at)) explicit.add(items.length - 1);
      used.add(at);
      continue;
    }
    if ((isTimeWord(tokens[at + 1]?.text ?? '') && token.value <= 31) || isMoment(tokens, at)) {
      used.add(at);
      continue;
    }
    if (/^(traguard|target)/.test(contentBefore(tokens, at)) && token.text.includes('.')) {
      used.add(at);
      continue;
    }
    if (isWhole(context, at)) {
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
      used.add(at);
    } else if (role === 'goal') {
      goals.push(token.value);
      used.add(at);
      lastRole = 'goal';
    } else if (role === 'department' || role === 'unit') {
      const code = findStructureCode(index, role, token.text, context.tokens[at + 1]?.text);
      // «In servizio nel 2021».
      if (!code && isYearText(token.text)) {
        years.push(token.value);
        used.add(at);
        continue;
      }
      used.add(at);
      lastRole = role;
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
      // A bare number beyond those of the plan, where many items are asked for, counts something else.
      // «La somma dei pesi fa 100?»: an amount, too.
      const isAmount =
        at > 0 &&
        !NAMED_BY.test(tokens[at - 1]?.text ?? '') &&
        context.spans.some(({ concept }) => concept.startsWith('measure:'));
      if (
        !named &&
        (context.setLike || isAmount) &&
        !token.text.includes('.') &&
        !index.byNumber.has(token.value)
      )
        continue;
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
    used,
  };
}

/** A stray number next to "obiettivo 10" is no item; one that is joined to it ("il 9 e l'obiettivo 10") is. */
const withoutStrays = (
  items: readonly ItemMention[],
  explicit: ReadonlySet<number>,
): readonly ItemMention[] => (explicit.size === 0 ? items : items.filter((_one, at) => explicit.has(at)));

function kindBefore(context: NumberContext, at: number): ItemKind | null {
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
    return { kind, number: null, code: token.text, items, from: at, to: at + 1 };
  }
  const items = (index.byNumber.get(token.value) ?? []).filter(
    (one) => kind === null || one.item.kind === kind,
  );
  return { kind, number: token.value, code: null, items, from: at, to: at + 1 };
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
    return { kind: first.kind, number, code: null, items: fitting, from: first.from, to: second.to };
  });
}
