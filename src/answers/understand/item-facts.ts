import { FOLLOWS } from '../follow/goes-on.ts';
import { factsOfItem, itemOfRow } from '../knowledge/item-rows.ts';
import { contentKeys, type Token } from '../language/tokens.ts';
import { query as figuresOf } from '../tables/asked.ts';
import { ask, type Context, type Outcome, refuse } from './outcome.ts';
import { readTokens } from './reading.ts';

/**
 * "Qual è il target dell’indicatore 7?", "quante tCO2 evita l’azione 1.1?": a column of a context table whose row is the
 * item that is named, in the year that is said, or else the plan's, or the only one there is. Null for any other question.
 */
export function recogniseItemFacts(text: string, context: Omit<Context, 'reading'>): Outcome | null {
  const { vocabulary, cut, lens } = context;
  const { index } = vocabulary;
  if (lens !== null || index.plan.facts.length === 0) return null;
  // An item is named by the figures of its number or its code: «quale dei due» names none.
  const tokens = cut(text);
  if (tokens.every(({ text: word }) => !/\d/.test(word))) return null;
  const { items, years, structures, amounts } = readTokens(vocabulary, tokens);
  const [named, ...others] = items;
  const [one, ...more] = named?.items ?? [];
  if (!one || others.length + more.length + structures.length + amounts.length > 0 || years.length > 1)
    return null;
  const said = new Set(tokens.map(({ key }) => key));
  const own = factsOfItem(index, one);
  const before = FOLLOWS.test(text) && tokens.every(isNumberOrLight) ? columnBefore(context) : null;
  const told = own.filter(({ measure }) => {
    if (before !== null) return measure === before;
    const keys = contentKeys(measure);
    return keys.length > 0 && keys.some((key) => said.has(key));
  });
  const wanted = years[0] ?? index.plan.head.year;
  const dated = told.filter(({ period }) => period.includes(String(wanted)));
  const periods = new Set(told.map(({ period }) => period));
  const meant = dated.length > 0 ? dated : years.length === 0 && periods.size === 1 ? told : [];
  if (meant.length > 0 && new Set(meant.map(({ measure }) => measure)).size === 1)
    return ask(figuresOf(meant));
  const { item } = one;
  return before === null
    ? null
    : refuse({
        reason: 'not_printed',
        what: `${item.code === null ? '' : `${item.code} `}${item.shortTitle}, ${before}`,
        year: null,
        periods: [],
      });
}

const isNumberOrLight = ({ light, type, text }: Token): boolean =>
  light || type !== 'word' || /\d/.test(text);

/** «E la 3?»: the one column that was told of the items before. */
function columnBefore({ conversation, vocabulary: { index } }: Omit<Context, 'reading'>): string | null {
  const query = conversation?.query;
  if (query?.type !== 'fact' || query.order !== null || query.bound !== null) return null;
  const told = index.plan.facts.filter(({ code }) => query.codes.includes(code));
  const isOfItems = told.some(({ subject }) => itemOfRow(index, subject) !== null);
  const [only, ...more] = new Set(told.map(({ measure }) => measure));
  return isOfItems && only !== undefined && more.length === 0 ? only : null;
}
