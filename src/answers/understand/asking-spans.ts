import type { Context } from './outcome.ts';

/** The lexicon's own words: in Italian only courtesy, for the words of the tables say what is asked. */
export const askingSpans = ({ spans }: Context['reading']): Context['reading']['spans'] =>
  spans.filter(({ concept }) => /^(noise|talk|follow|date)/.test(concept));
