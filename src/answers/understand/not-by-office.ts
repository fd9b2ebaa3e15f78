import { findFacts } from './facts.ts';
import { type Context, type Outcome, refuse } from './outcome.ts';
import { readTokens } from './reading.ts';

/**
 * «Quanti dipendenti ha il settore 5?», where the document counts those of the whole body alone: that it does not tell them by
 * office. Null for any other question.
 */
export function recogniseNotByOffice(context: Context): Outcome | null {
  const { reading, vocabulary } = context;
  const { tokens, structures, kinds, items, measures, goals } = reading;
  const [place, ...others] = structures.filter(({ strong }) => strong);
  if (!place || others.length + kinds.length + items.length + measures.length + goals.length > 0) return null;
  const asks = tokens.findIndex(({ text }) => vocabulary.smallWords.is('how much', text));
  if (asks < 0) return null;
  const rest = tokens.filter((_token, at) => at < place.from || at >= place.to);
  const { distinctive, table } = findFacts({ ...context, reading: readTokens(vocabulary, rest) });
  if (!distinctive || !table || table.unexplained.length > 0) return null;
  const codes = new Set([place.code, ...structures.map(({ code }) => code)]);
  if (table.full.rows.some(({ text }) => codes.has(text))) return null;
  const office = tokens.slice(place.from, place.to).map(({ text }) => text);
  const counted = tokens[asks + 1];
  if (!counted || counted.light) return null;
  return refuse({
    reason: 'not_printed',
    what: `${counted.text}, ${office.join(' ')}`,
    year: null,
    periods: [],
  });
}
