import type { IsoDay } from '../../domain/types.ts';
import type { IndexedItem } from '../knowledge/plan-index.ts';
import type { Draft, Phrasing } from '../phrase/draft.ts';
import { phraseRows } from '../rows/phrase-rows.ts';
import type { PartsQuery } from './parts-query.ts';
import { phraseDays } from './phrase-days.ts';
import { phraseFields } from './phrase-fields.ts';
import { phraseStructureColumns } from './phrase-structure-columns.ts';
import { phraseWeightSums } from './phrase-weight-sums.ts';
import { phraseYears } from './phrase-years.ts';

/** What running such a question gives: the question, and what only the live side knows. */
export interface PartsResult {
  readonly type: 'parts';
  readonly query: PartsQuery;
  readonly today: IsoDay;
  /** The newest report says that it is achieved or withdrawn, or the document that it was attained in full. */
  readonly isOver: (one: IndexedItem) => boolean;
}

/** Puts what a plan says of its items besides their figures into words. */
export function phraseParts(phrasing: Phrasing, { query, today, isOver }: PartsResult): Draft {
  const { scope, ask } = query;
  switch (ask.of) {
    case 'rows':
      return phraseRows(phrasing, scope, ask, today);
    case 'fields':
      return phraseFields(phrasing, scope, ask);
    case 'structures':
      return phraseStructureColumns(phrasing, scope, ask);
    case 'days':
      return phraseDays(phrasing, scope, ask, today, isOver);
    case 'weights':
      return phraseWeightSums(phrasing);
    case 'years':
      return phraseYears(phrasing, scope, ask);
  }
}
