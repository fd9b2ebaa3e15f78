import { say } from '../phrase/draft.ts';
import { fullName } from '../phrase/names.ts';
import { joinAnd } from '../phrase/values.ts';
import { describeAtom, describeMany, describeRanking, genderOf, whyThese } from './describe-atoms.ts';
import { isPlace } from './entries.ts';
import type { Atom } from './figures-query.ts';
import { agreeing, theStructure, withArticle, withPreposition } from './italian.ts';
import { rankItems } from './ranking.ts';
import type { Voice } from './voice.ts';

/**
 * What a figure is of, for the head of an answer: "Settore 5", "obiettivi trasversali", "obiettivo 24 «Bicipolitana»".
 */
export function describeScope(voice: Voice, select: readonly Atom[], mine: boolean): string {
  const { words } = voice;
  const yours = mine ? ` ${say(words, '(le tue strutture)', '(your structures)')}` : '';
  return scopeOf(voice, select) + yours;
}

function scopeOf(voice: Voice, select: readonly Atom[]): string {
  const { words, index } = voice;
  const [only] = select;
  const all = { gender: genderOf(voice, select), plural: true } as const;
  if (only === undefined) return say(words, 'tutto il piano', 'the whole plan');
  if (only.type === 'items' && select.length === 1 && only.refs.length > 0 && only.refs.length < 5)
    return joinAnd(
      words,
      only.refs.map((ref) => {
        const one = index.byRef.get(ref);
        return one ? fullName(words, one) : ref;
      }),
    );
  // «Processo 52 «…» (il primo processo per liquidato)»: what was chosen, by its name.
  const [chosen, ...ties] = select.length === 1 && only.type === 'top' ? rankItems(index, only.of) : [];
  if (only.type === 'top' && chosen && ties.length === 0)
    return `${fullName(words, chosen)} (${describeRanking(voice, only.of)})`;
  if (select.length === 1 && only.type === 'kind')
    return say(
      words,
      `${agreeing('tutt', all)} ${withArticle(describeMany(voice, select), all)}`,
      `all ${describeMany(voice, select)}`,
    );
  if (!select.every(isPlace)) return describeMany(voice, select);
  const named = select.filter((atom) => atom.type === 'structure');
  const cut = select.filter((atom) => atom.type !== 'structure').map((atom) => placeText(voice, atom));
  const whole = named.length === 0 ? say(words, 'tutto il piano', 'the whole plan') : '';
  const names = named.map((atom) => joinAnd(words, atom.codes) + whyThese(voice, atom)).join(', ');
  return [whole || names, ...cut].join(' ');
}

/** "tranne il Settore 5". */
const placeText = (voice: Voice, atom: Atom): string =>
  atom.type === 'not' && atom.atom.type === 'structure'
    ? say(
        voice.words,
        `tranne ${joinAnd(voice.words, atom.atom.codes.map(theStructure))}`,
        `except ${joinAnd(voice.words, atom.atom.codes)}`,
      )
    : describeAtom(voice, atom, false);

/** "di tutto il piano", "del Settore 5", "degli obiettivi del Settore 5": the whole of a share. */
export function describeOfSet(voice: Voice, select: readonly Atom[]): string {
  const { words } = voice;
  if (words.language === 'en') return `of ${scopeOf(voice, select)}`;
  if (select.length === 0) return 'di tutto il piano';
  const [only] = select;
  if (select.length === 1 && only?.type === 'kind') return `di ${scopeOf(voice, select)}`;
  if (select.length === 1 && only?.type === 'structure') return describeAtom(voice, only, false);
  if (select.length === 1 && only?.type === 'items' && only.refs.length === 1)
    return `di ${scopeOf(voice, select)}`.replace(/^di (?=[aeiou])/, 'dell’').replace(/^di (?=p)/, 'del ');
  if (select.every(isPlace)) return `di ${scopeOf(voice, select)}`;
  if (only?.type === 'items' && select.length === 1) return `di ${scopeOf(voice, select)}`;
  return withPreposition('di', describeMany(voice, select), {
    gender: genderOf(voice, select),
    plural: true,
  });
}
