import { capital } from '../../words/sentences.ts';
import { nounOf } from './describe-atoms.ts';
import { havingText } from './describe-having.ts';
import { describeScope } from './describe-set.ts';
import { yearText } from './describe-years.ts';
import { labelOf } from './expr-text.ts';
import type { FiguresQuery } from './figures-query.ts';
import { levelNames } from './subjects.ts';
import type { Voice } from './voice.ts';

/** What a query is about, in words: "impegnato; liquidato, obiettivi del Settore 5, 2021". */
export function describeFigures(voice: Voice, query: FiguresQuery): string {
  const { words } = voice;
  const noun = nounOf(voice, query.select);
  // What is counted, the set says.
  const figures = query.columns
    .filter((expr) => expr.type !== 'fold' || expr.figure !== 'items' || expr.of)
    .map((expr) => labelOf(voice, expr, noun))
    .join('; ');
  const rows =
    query.by === null || query.by === 'item'
      ? ''
      : `${levelNames(words, query.by).many} ${havingText(voice, query)}`.trim();
  const scope = describeScope(voice, query.select, query.mine);
  return capital([figures, rows, scope, yearText(voice, query)].filter((part) => part !== '').join(', '));
}
