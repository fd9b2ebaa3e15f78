import { isMonth } from '../../words/months.ts';
import type { Token } from '../language/tokens.ts';
import { conceptsAfter, type NumberContext } from './amounts.ts';
import { isExcluded } from './span-rules.ts';
import { findStructureCode } from './structure-codes.ts';

/** After a number: "31 dicembre", "3 anni". */
export const isTimeWord = (word: string): boolean => isMonth(word) || /^(ore|anni|giorni|mesi)$/.test(word);

/** What a number stands for. */
type Role = 'year' | 'limit' | 'goal' | 'department' | 'unit' | 'item' | null;

export function roleOf(
  context: NumberContext,
  at: number,
  before: readonly string[],
  lastRole: string | null,
): Role {
  const { tokens, index } = context;
  const token = tokens[at] as Token;
  const after = conceptsAfter(context, at);
  const isCode = /^\d+(\.\d+)+$/.test(token.text);
  if (token.text.includes('/')) return null;
  const ofItem = before.some((concept) => /^kind:(objective|process)$/.test(concept));
  if (before.includes('noun:goal') || (after[0] === 'noun:goal' && !ofItem))
    return Number.isInteger(token.value) ? 'goal' : null;
  if (before.includes('noun:department')) return 'department';
  if (before.includes('noun:unit')) return 'unit';
  // "Tutti i settori tranne il 9".
  const departments = context.spans.some(
    (span) => span.to <= at && /^(group|noun):department$/.test(span.concept),
  );
  if (departments && !isCode && isExcluded(tokens, at, at + 1)) return 'department';
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
  if (isTimeWord(tokens[at + 1]?.text ?? '')) return null;
  const kinded = before.some((concept) => concept.startsWith('kind:'));
  if (!kinded && context.spans.some((span) => span.concept === 'ask:act')) return null;
  // «Obiettivi con due U.O.»: how many of them.
  if (token.spelled && /^noun:(unit|department|structure)/.test(after[0] ?? '')) return null;
  const named = kinded || before.includes('noun:number');
  if (token.value < 1 && !named) return null;
  // «Chi dei due»: of those that were named.
  if (token.spelled && !named && /^(i|gli|le|dei|degli|delle)$/.test(tokens[at - 1]?.text ?? '')) return null;
  const yearLike = token.value >= 1900 && token.value <= 2100 && !token.spelled;
  if (yearLike && (!named || !index.byNumber.has(token.value))) return 'year';
  if (!named && isLimit(context, at, before)) return 'limit';
  if (!named && context.pairs.has(`${tokens[at - 1]?.key} ${token.key}`)) return null;
  if (lastRole !== null && lastRole !== 'item' && joins(tokens, at)) return lastRole as Role;
  // "Due numeri diversi", "tre cose": how many of something.
  const noun = tokens[at + 1];
  if (
    token.spelled &&
    !named &&
    token.value < 11 &&
    noun?.type === 'word' &&
    !noun.light &&
    /[ei]$/.test(noun.text)
  )
    return null;
  if (token.spelled && !named && token.value < 11 && lastRole === null && !tokens[at - 1]?.light) return null;
  return 'item';
}

/** "e 4", ", 4", "o 4": the number goes on a list. */
export const joins = (tokens: readonly Token[], at: number): boolean => {
  const previous = tokens[at - 1];
  if (previous?.type === 'number') return true;
  return previous !== undefined && /^(e|ed|o|od|con|il|la|al|col|and|or|vs)$/.test(previous.text);
};

function isLimit(context: NumberContext, at: number, before: readonly string[]): boolean {
  const { tokens, spans } = context;
  if ((tokens[at]?.value ?? 0) > 200) return false;
  const previous = tokens[at - 1]?.text ?? '';
  // "I tre che costano meno", "le 5 più care": after a plural article a number counts.
  if (
    /^(i|gli|le|the)$/.test(previous) &&
    spans.some((span) => span.from > at && span.concept.startsWith('rank:'))
  )
    return true;
  if (
    /^(prim|ultim|top|miglior|peggior|first|dimmene|dammene|elencamene|mostramene|indicamene|citane)/.test(
      previous,
    )
  )
    return true;
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
