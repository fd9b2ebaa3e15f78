import type { Statement } from '../../domain/types.ts';
import { query as figuresOf } from '../tables/asked.ts';
import { ask, type Context, type Outcome } from './outcome.ts';

/** «Il 42 % di che cosa?», «a che cosa si riferisce il 55 per cento?»: a percentage, of which the meaning is asked. */
const NUMBER = '(\\d{1,3}(?:[.,]\\d{1,2})?) ?(?:%|per ?cento)';
const OF_WHAT = new RegExp(
  `^(?:e |ma |scusa,? )?(?:quel |il |l[’'])?${NUMBER}(?: è| e['’])? (?:di|su|rispetto a)(?: (?:che|quale))? ?(?:cosa|chi|totale)\\W*$`,
  'iu',
);
const REFERS = new RegExp(
  `^(?:e |ma )?(?:a |di |per )?(?:che )?cosa (?:si riferisce|riguarda|corrisponde|indica|significa|vuol dire|vuole dire|rappresenta|è|e['’]) (?:quel |il |l[’'])?${NUMBER}\\W*$`,
  'iu',
);
/** More of them than these say nothing. */
const MOST = 3;

/** The figures and the statements of the document that print it; asked back where none or too many do, or another answer did. */
export function recognisePercentMeaning(
  text: string,
  { vocabulary, conversation }: Omit<Context, 'reading'>,
): Outcome | null {
  const said = text.trim();
  const number = (OF_WHAT.exec(said) ?? REFERS.exec(said))?.[1];
  if (number === undefined) return null;
  const { facts, statements } = vocabulary.index.plan;
  const value = Number(number.replace(',', '.'));
  const printed = facts.filter((fact) => fact.unit === 'percent' && fact.value === value);
  const told = statements.filter((one) => printsPercent(one, number));
  const [statement] = told;
  if (isFromPlan(conversation) || printed.length > MOST || (printed.length === 0 && told.length !== 1))
    return { type: 'clarification', what: 'subject', choices: [], unused: [`${number} %`] };
  if (printed.length > 0) return ask(figuresOf(printed));
  return statement ? ask({ type: 'statement', code: statement.code }) : null;
}

/** What was answered before is of the plan's items: the percentage may be one that was worked out there. */
const isFromPlan = (conversation: Context['conversation']): boolean =>
  conversation?.query != null && !/^(fact|statement|about|use|rule)$/.test(conversation.query.type);

/** «55 per cento», «55 %»: the number whole. */
const printsPercent = ({ text }: Statement, number: string): boolean =>
  new RegExp(`(?<![\\d,.])${number.replace('.', ',')} ?(?:%|per cento)`, 'iu').test(text);
