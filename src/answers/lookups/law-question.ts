import type { Aspect } from '../knowledge/law.ts';
import { findPhrases, longestMatches, type Match } from '../language/phrases.ts';
import type { Token } from '../language/tokens.ts';
import { contentOf } from '../understand/guide-uses.ts';
import type { Context } from '../understand/outcome.ts';

/** A question laid out as one about the law: of what, what is asked of it, and what is done. */
export interface LawQuestion {
  readonly subjects: readonly Match<string>[];
  readonly aspects: readonly Aspect[];
  /** What is done ("trasmesso" is `inviare`), outside the names of the subjects. */
  readonly acts: readonly string[];
  /** The subject that is said to be missing or not yet there: "senza il piano", "prima della validazione". */
  readonly lacking: string | null;
  /** Words that carry meaning, and those among them that are neither subject, nor aspect, act or organ. */
  readonly words: readonly Token[];
  readonly rest: readonly Token[];
}

/** Organs and offices: who does something narrows no rule, since the rule says who. */
const ORGAN =
  /^(sindac|giunta|consigli|segretari|dirigent|prefett|cort[ei]$|conti$|revisor|anac$|assessor|minister|organ[oi]$|ufficio$|uffici$|oiv$|nucleo$|rpct$)/;
/** Words that say nothing of their own in a question about the law. */
const IDLE =
  /^(dare$|dat[ieoa]$|diamo$|avere$|essere$|prevede|previst|legge$|norm[ae]|ente$|enti$|local[ei]$|comun[ei]$|anno$|anni$|giorn[oi]$|entro$|spett|competenz|oltre$|sempre$|temp[oi]$|termin[ei]$|decret|tuel$|dlgs$|lgs$|realt|su[aoei]$|adempi|realmente|nostro$|carica$|durante$|corso$|stess[ao]$|document[oi]$|atto$|vigore$|ancora$|sito$|prim[oa]$|fa$|fare$|fanno$|facciamo$|fatt[oaei]$|manca|mancat|omess|omission|salta|ritard|tardi$|contien|conten|compren)/;
const WITHOUT = /^(senza|priv[oaei]|manca|mancanza|mancata|mancato|finche)$/;
/** "Va approvato": a duty; "a chi va": where it goes. */
const GOES = /^(va|vanno|vada|vadano|andava|andavano|andra|andranno)$/;
const PARTICIPLE = /(at|it|ut|tt|ss|st|nt|rt|ns)[oaie]$|ed$/;

export const isParticiple = (word: string): boolean => PARTICIPLE.test(word);

/** "Validata": a subject named by what is done, which is asked of another where there is one. */
export const isDone = ({ from, to }: Match<string>, tokens: readonly Token[]): boolean =>
  to - from === 1 && /(at|it|ut)[oaie]$/.test(tokens[from]?.text ?? '');

export function readLawQuestion(context: Context): LawQuestion {
  const { reading, vocabulary } = context;
  const { tokens } = reading;
  const { law } = vocabulary;
  const subjects = longestMatches(findPhrases(law.subjects, tokens));
  const inside = (matches: readonly Match<unknown>[], at: number): boolean =>
    matches.some(({ from, to }) => from <= at && to > at);
  // "La modifica della scadenza" does not ask when; "il dipendente", without a number, not to which bodies it applies.
  const counted = tokens.some(({ type }) => type === 'number');
  const asked = longestMatches(findPhrases(law.aspects, tokens)).filter(
    ({ from, meaning }) =>
      !(meaning === 'when' || (meaning === 'applies' && !counted)) || !inside(subjects, from),
  );
  const acts = new Map<number, string>();
  let owed = false;
  for (const [at, { text }] of tokens.entries()) {
    const duty = GOES.test(text) && isParticiple(tokens[at + 1]?.text ?? '');
    owed ||= duty;
    const act = duty ? null : law.actOf(text);
    // "Va validata" is done, even where it also names the validation.
    const done = subjects.some((one) => one.from === at && isDone(one, tokens));
    if (act !== null && (done || !inside(subjects, at))) acts.set(at, act);
  }
  const words = contentOf(context).filter(({ type }) => type === 'word');
  const known = new Set(
    tokens.filter(
      ({ text }, at) =>
        inside(subjects, at) || inside(asked, at) || acts.has(at) || ORGAN.test(text) || IDLE.test(text),
    ),
  );
  return {
    subjects,
    aspects: askedMost(
      new Set([...asked.map(({ meaning }) => meaning), ...(owed ? ['obligatory' as const] : [])]),
    ),
    acts: [...new Set(acts.values())],
    lacking: lackingAmong(subjects, tokens),
    words,
    rest: words.filter((token) => !known.has(token)),
  };
}

/** "Chi deve essere sentito?", "dove bisogna pubblicarlo?": the duty is only how it is said. */
function askedMost(aspects: ReadonlySet<Aspect>): readonly Aspect[] {
  const precise = [...aspects].filter((aspect) => !MODAL.has(aspect));
  return precise.some((aspect) => aspect !== 'applies') ? precise : [...aspects];
}

const MODAL: ReadonlySet<Aspect> = new Set(['may', 'obligatory']);

function lackingAmong(subjects: readonly Match<string>[], tokens: readonly Token[]): string | null {
  const found = subjects.find(({ from }) => {
    if (WITHOUT.test(tokens[from]?.text ?? '')) return true;
    let before = from - 1;
    while (tokens[before]?.light) before -= 1;
    const word = tokens[before]?.text ?? '';
    return WITHOUT.test(word) || (word === 'prima' && /^d/.test(tokens[before + 1]?.text ?? ''));
  });
  return found?.meaning ?? null;
}
