import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { findPhrases } from '../language/phrases.ts';
import type { Cut } from '../language/tokens.ts';
import { FOLLOWS } from './goes-on.ts';

/** «Chi non ha ancora risposto?»: it is asked of the open phase, of which every structure is a part. */
const OF_PHASE =
  /^\W*(?:e\s)?(chi|quali|quanti|quante)\s(?:ancora\s)?(?:non\s)?(?:ha|hanno|deve|devono)\s(?:gi[aà]\s|ancora\s|mai\s)?(?:rispost[oaie]|rispondere)\W*$/iu;

/**
 * A question that says all it needs by itself: nothing of what was said before narrows it. Whoever asks speaks of himself,
 * or has said what is done for each structure.
 */
export function startsAnew(text: string, { follow }: Pick<Vocabulary, 'follow'>, cut: Cut): boolean {
  if (OF_PHASE.test(text)) return true;
  const said = findPhrases(follow, cut(text)).filter(
    ({ meaning }) => meaning.cat === 'follow' && meaning.means === 'anew',
  );
  return (
    !FOLLOWS.test(text) &&
    said.some(({ from, meaning }) => from > 0 || !('count' in meaning) || meaning.count === null)
  );
}
