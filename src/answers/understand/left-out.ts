import { isScattered } from './horizon.ts';
import type { Context, Outcome } from './outcome.ts';
import type { Reading } from './reading.ts';
import { isExcluded } from './span-rules.ts';

/**
 * "Senza la protezione civile", "esclusi i nidi", "non biennali", "che costano più della media": sets that no query can
 * state. It is better to ask than to answer about a wider one.
 */
export function recogniseLeftOut({ reading }: Context): Outcome | null {
  const { excluded, structures, topic, tokens } = reading;
  const cannot =
    excluded.some(({ level }) => level === 'unit') ||
    (excluded.length > 0 && structures.length > 0) ||
    leavesItemOut(reading) ||
    isCrossed(reading) ||
    countsAndRanks(reading) ||
    isScattered(reading) ||
    asksBothEnds(reading) ||
    asksEither(reading) ||
    isBoundByFigure(reading) ||
    topic.some((token) => {
      const at = tokens.indexOf(token);
      return isExcluded(tokens, at, at + 1);
    });
  return cannot ? { type: 'clarification', what: 'subject', choices: [] } : null;
}

/** "Quale ha più processi e quale ha speso di più?": what is counted does not narrow what is ranked. */
const countsAndRanks = ({ spans, tokens }: Reading): boolean =>
  spans.some(({ concept, to, from }) => {
    if (!/^rank:/.test(concept)) return false;
    const counted = spans.find((span) => span.from === to && /^kind:(objective|process)$/.test(span.concept));
    if (!counted) return false;
    return spans.some((span) => {
      if (!span.concept.startsWith('measure:')) return false;
      const [first, last] = span.from < from ? [span.to, from] : [counted.to, span.from];
      return tokens.slice(first, last).some(({ text }) => /^(quale|chi|quanto|which|who)$/.test(text));
    });
  });

/** "Gli obiettivi del settore 6 e i processi del settore 7": each kind of its own office. */
function isCrossed({ spans, structures, kinds }: Reading): boolean {
  if (kinds.length < 2 || structures.length < 2) return false;
  const said = spans.filter(({ concept }) => /^kind:(objective|process)$/.test(concept));
  const [first] = said;
  const last = said.at(-1);
  const ofFirst = structures.find(({ from }) => first && from > first.to);
  return (
    first !== undefined &&
    last !== undefined &&
    first.concept !== last.concept &&
    ofFirst !== undefined &&
    ofFirst.from < last.from &&
    structures.some(({ from, code }) => from > last.to && code !== ofFirst.code)
  );
}

/** "Il settore 4 escluso il processo 44". */
const leavesItemOut = ({ tokens, items, structures }: Reading): boolean =>
  structures.length > 0 &&
  items.some(({ from }) => {
    const noun = tokens[from - 1]?.type === 'word' && !tokens[from - 1]?.light ? 1 : 0;
    return isExcluded(tokens, from - noun, from + 1);
  });

/** "Più della media", "processi più cari dell'obiettivo 8": the bound is a figure that is not said. */
function isBoundByFigure({ tokens, spans, items, setLike }: Reading): boolean {
  return spans.some(({ concept, to }) => {
    if (
      !/^(rank:|op:[gl]t)/.test(concept) ||
      !/^(di|del|dell|della|dello|alla|al|la|all)$/.test(tokens[to]?.text ?? tokens[to - 1]?.text ?? '')
    )
      return false;
    const next = tokens.slice(to, to + 2).findIndex((token) => !token.light);
    const term = next < 0 ? undefined : tokens[to + next];
    if (/^(media|average)$/.test(term?.text ?? '')) return true;
    const kind = spans.some((span) => span.from === to + next && span.concept.startsWith('kind:'));
    return setLike && kind && items.some((one) => one.kind !== null && one.from > to + next);
  });
}

/** "Il più caro e il meno caro", "peso massimo e minimo": two answers, of which one would be given. */
const asksBothEnds = ({ concepts, items, structures }: Reading): boolean =>
  concepts.has('rank:max') && concepts.has('rank:min') && items.length + structures.length === 0;

/** "Peso 19 o 24": two values that no single bound holds. */
const asksEither = ({ amounts }: Reading): boolean =>
  amounts.some(
    ({ op, at }, index) =>
      op === 'eq' && amounts[index + 1]?.op === 'eq' && amounts[index + 1]?.at === at + 2,
  );
