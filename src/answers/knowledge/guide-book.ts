import type { Guide } from './guide.ts';
import { buildWays, keysOf, type Ways } from './ways.ts';

/** The guide laid out for the words of a question. */
export interface GuideBook {
  readonly uses: Ways;
  readonly idle: ReadonlySet<string>;
}

export const buildGuideBook = (guide: Guide): GuideBook => ({
  uses: buildWays(guide.uses),
  idle: new Set(guide.idle.flatMap(keysOf)),
});
