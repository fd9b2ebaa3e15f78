import { query as figuresOf } from '../tables/asked.ts';
import { does } from './limits.ts';
import { ask, type Context, type Outcome } from './outcome.ts';
import { readTokens } from './reading.ts';

/** More figures than these say nothing of a percentage. */
const MOST = 3;

/**
 * «Il 42 % di che cosa?», «a che cosa si riferisce il 55 per cento?»: the figures and the statements of the document that print it;
 * asked back where none or too many do, or where it may be one that was worked out of the plan's items.
 */
export function recognisePercentMeaning(text: string, asked: Omit<Context, 'reading'>): Outcome | null {
  const { vocabulary, conversation, cut } = asked;
  const { tokens } = readTokens(vocabulary, cut(text));
  const [number, ...more] = tokens.filter(({ type }) => type === 'number');
  const isOnly = tokens.every(
    (one) => one.light || one === number || one.text === '%' || does(vocabulary, 'of what percentage', one),
  );
  const isAsked = ['%', 'cosa'].every((word) => tokens.some(({ text: said }) => said === word));
  if (!number || more.length > 0 || !isOnly || !isAsked) return null;
  const { facts, statements } = vocabulary.index.plan;
  const printed = facts.filter(({ unit, value }) => unit === 'percent' && value === number.value);
  const [told, ...others] = statements.filter((one) => vocabulary.told.get(one.code)?.keys.has(number.key));
  const isFromPlan = !/^(fact|statement|about|use|rule)?$/.test(conversation?.query?.type ?? '');
  if (isFromPlan || printed.length > MOST || (printed.length === 0 && (!told || others.length > 0)))
    return { type: 'clarification', what: 'subject', choices: [], unused: [`${number.text} %`] };
  return ask(printed.length > 0 || !told ? figuresOf(printed) : { type: 'statement', code: told.code });
}
