import { joined } from '../../words/articles.ts';
import { say } from '../phrase/draft.ts';
import type { FiguresQuery } from './figures-query.ts';
import type { Voice } from './voice.ts';
import { yearsIn } from './years.ts';

/** The year that an answer is of (a figure of another year bears its own), or the first and last of those that it holds side by side: "2026", "dal 2025 al 2026". */
export function yearText({ index, words }: Voice, query: FiguresQuery): string {
  const years = yearsIn(query);
  const [first, last] = [years[0], years.at(-1)];
  if (first === undefined || last === undefined || first === last) return String(index.plan.head.year);
  return say(words, `${joined('da', first)} ${joined('a', last)}`, `${first} to ${last}`);
}
