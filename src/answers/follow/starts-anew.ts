import { FOLLOWS } from './goes-on.ts';

/** Whoever asks speaks of himself: what he must do, what is his. */
const OF_ONESELF =
  /\b(io|miei|mie|mio|mia|devo|dobbiamo|nostri|nostre|nostro|nostra)\b|\b(mi|ci) (manca|mancano|resta|restano|tocca|toccano|spetta|spettano)\b|\b(my|mine|i have to|i must|should i|do i)\b/i;

/** Something done with it for each structure, of all of them. */
const BY_STRUCTURE = /\b\p{L}{4,} (by|per) (department|unit|goal|office)\b/iu;

/** «Chi non ha ancora risposto?»: it is asked of the open phase, of which every structure is a part. */
const OF_PHASE =
  /^\W*(?:e\s)?(chi|quali|quanti|quante)\s(?:ancora\s)?(?:non\s)?(?:ha|hanno|deve|devono)\s(?:gi[aà]\s|ancora\s|mai\s)?(?:rispost[oaie]|rispondere)\W*$/iu;

/** A question that says all it needs by itself: nothing of what was said before narrows it. */
export const startsAnew = (text: string): boolean =>
  OF_PHASE.test(text) || (!FOLLOWS.test(text) && (OF_ONESELF.test(text) || BY_STRUCTURE.test(text)));
