import type { NumberContext } from './amounts.ts';

/** "Chiusi al 100", "sotto il 100": of items there is only one thing that can be a hundred, the result. */
export const isFullMarks = (
  { tokens, spans, setLike }: NumberContext,
  at: number,
  before: readonly string[],
): boolean =>
  setLike &&
  tokens[at]?.value === 100 &&
  !before.some((concept) => /^(kind|noun):/.test(concept)) &&
  !spans.some((span) => /^measure:(?!attainment)/.test(span.concept));

/** "Obiettivi al 75", "fermi al 95": right after "al" a number up to a hundred is a result, unless a range ends there. */
export const isResult = ({ tokens, spans, setLike }: NumberContext, at: number): boolean => {
  const value = tokens[at]?.value ?? Number.NaN;
  if (!setLike || tokens[at - 1]?.text !== 'al' || !(value > 0 && value <= 100)) return false;
  const verb = at - 2;
  return spans.some(
    (span) =>
      (span.to - 1 === verb || span.to === verb) &&
      /^(kind:|filter:(full|not_full))/.test(span.concept) &&
      tokens[verb]?.type === 'word',
  );
};
