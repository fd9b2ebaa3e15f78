import { isMonth } from '../../words/months.ts';
import type { Aspect } from '../knowledge/law.ts';
import { findPhrases, longestMatches, type Match } from '../language/phrases.ts';
import type { Token } from '../language/tokens.ts';
import { contentOf } from '../understand/guide-uses.ts';
import type { Context } from '../understand/outcome.ts';

/** A question laid out as one about the law: of what, what is asked of it, and what is done. */
export interface LawQuestion {
  readonly subjects: readonly Match<string>[];
  readonly aspects: readonly Aspect[];
  /** It asks what may or must be, whatever else: "chi … può essere licenziato?" */
  readonly modal: boolean;
  /** What is done ("trasmesso" is `inviare`), outside the names of the subjects. */
  readonly acts: readonly string[];
  /** Something is done, be it in the name of a subject: "cambiare il PEG". */
  readonly isDoing: boolean;
  /** The subject that is said to be missing or not yet there: "senza il piano", "prima della validazione". */
  readonly lacking: string | null;
  /** A day is named by which it would be done: "entro il 31 dicembre". */
  readonly isBounded: boolean;
  /** An organ is named beside the subjects: "può il Consiglio approvarlo?" */
  readonly organ: boolean;
  /** Words that carry meaning, and those among them that are neither subject, nor aspect, act or organ. */
  readonly words: readonly Token[];
  readonly rest: readonly Token[];
}

/** Organs and offices: who does something narrows no rule, since the rule says who. */
const ORGAN =
  /^(sindac|giunta|consigli|segretari|dirigent|prefett|cort[ei]$|conti$|revisor|anac$|assessor|minister|organ[oi]$|ufficio$|uffici$|oiv$|nucleo$|rpct$)/;
/** Words that say nothing of their own in a question about the law. */
const IDLE =
  /^(dare$|dat[ieoa]$|diamo$|avere$|essere$|prevede|previst|legge$|norm[ae]|ente$|enti$|local[ei]$|comun[ei]$|comunal[ei]$|provinc[ei]a?$|unioni$|anno$|anni$|giorn[oi]$|entro$|spett|competenz|oltre$|sempre$|temp[oi]$|termin[ei]$|decret|tuel$|dlgs$|lgs$|realt|su[aoei]$|adempi|realmente|nostro$|carica$|durante$|corso$|stess[ao]$|document[oi]$|atto$|vigore$|ancora$|sito$|prim[oa]$|fa$|fare$|fanno$|facciamo$|fatt[oaei]$|person[ae]$|qualcuno$|manca|mancat|omess|omission|salta|ritard|tardi$|contien|conten|compren|sopra$|sotto$|privat[oi]$|estern[oaie]$|intern[oaie]$|funzionari|apical)/;
const WITHOUT = /^(senza|priv[oaei]|manca|mancanza|mancata|mancato|finche)$/;
/** "Va approvato": a duty; "a chi va": where it goes. */
const GOES = /^(va|vanno|vada|vadano|andava|andavano|andra|andranno)$/;
/** Between a duty and what is due: "va ancora fatto". */
const STILL = /^(ancora|sempre|anche|comunque|prima)$/;
const INFINITIVE = /[aei]re$/;
const PARTICIPLE = /(at|it|ut|tt|ss|st|nt|rt|ns)[oaie]$|ed$/;

export const isParticiple = (word: string): boolean => PARTICIPLE.test(word);

/** "Validata": a subject named by what is done, which is asked of another where there is one. */
export const isDone = ({ from, to }: Match<string>, tokens: readonly Token[]): boolean =>
  to - from === 1 && /(at|it|ut)[oaie]$/.test(tokens[from]?.text ?? '');

export function readLawQuestion(context: Context): LawQuestion {
  const { reading, vocabulary } = context;
  const { tokens } = reading;
  const { law } = vocabulary;
  const phrases = longestMatches(findPhrases(law.aspects, tokens));
  // "È permesso …?" asks what may be done, and not of leave.
  const named = longestMatches(findPhrases(law.subjects, tokens)).filter(
    ({ from, to, meaning }) =>
      law.ruled.has(meaning) || !phrases.some((one) => one.from < from && one.to >= to),
  );
  const subjects = named.length > 0 ? named : barePlan(tokens);
  const inside = (matches: readonly Match<unknown>[], at: number): boolean =>
    matches.some(({ from, to }) => from <= at && to > at);
  // "La modifica della scadenza" does not ask when; "il dipendente", without a number, not to which bodies it applies.
  const counted = tokens.some(({ type }) => type === 'number');
  const asked = phrases.filter(
    ({ from, meaning }) =>
      !(meaning === 'when' || (meaning === 'applies' && !counted)) || !inside(subjects, from),
  );
  const lacking = lackingAmong(subjects, tokens);
  const acts = new Map<number, string>();
  const passed = new Set<number>();
  let owed = false;
  for (const [at, { text }] of tokens.entries()) {
    const next = STILL.test(tokens[at + 1]?.text ?? '') ? at + 2 : at + 1;
    const duty = GOES.test(text) && isParticiple(tokens[next]?.text ?? '');
    owed ||= duty;
    // "Senza rendiconto approvato": what is lacking, and not what is done.
    const ofLacking = lacking?.to === at && isParticiple(text);
    const act = duty || ofLacking ? null : law.actOf(text);
    if (ofLacking) passed.add(at);
    // "Va validata" is done, even where it also names the validation.
    const done = subjects.some((one) => one.from === at && isDone(one, tokens));
    if (act !== null && (done || !inside(subjects, at))) acts.set(at, act);
  }
  const all = new Set([...asked.map(({ meaning }) => meaning), ...(owed ? (['obligatory'] as const) : [])]);
  const words = contentOf(context).filter(({ type }) => type === 'word');
  const known = new Set(
    tokens.filter(
      ({ text }, at) =>
        inside(subjects, at) ||
        inside(asked, at) ||
        acts.has(at) ||
        passed.has(at) ||
        ORGAN.test(text) ||
        IDLE.test(text) ||
        isMonth(text),
    ),
  );
  return {
    subjects,
    aspects: askedMost(all),
    modal: [...all].some((aspect) => MODAL.has(aspect)),
    acts: [...new Set(acts.values())],
    isDoing: acts.size > 0 || tokens.some(({ text }) => INFINITIVE.test(text) && law.actOf(text) !== null),
    lacking: lacking?.meaning ?? null,
    isBounded: isBounded(tokens),
    organ: tokens.some(({ text }, at) => ORGAN.test(text) && !inside(subjects, at)),
    words,
    rest: words.filter((token) => !known.has(token)),
  };
}

/** "Chi deve essere sentito?", "dove bisogna pubblicarlo?": the duty is only how it is said. */
function askedMost(aspects: ReadonlySet<Aspect>): readonly Aspect[] {
  const precise = [...aspects].filter((aspect) => !MODAL.has(aspect));
  return precise.some((aspect) => aspect !== 'applies') ? precise : [...aspects];
}

/** "Entro il 31 dicembre", "non oltre gennaio". */
const isBounded = (tokens: readonly Token[]): boolean =>
  tokens.some(
    ({ text }, at) => BY.test(text) && tokens.slice(at + 1, at + 4).some((token) => isMonth(token.text)),
  );

const BY = /^(entro|oltre)$/;

const MODAL: ReadonlySet<Aspect> = new Set(['may', 'obligatory']);

/** "Chi approva il piano?", and no other plan: that of the performance. */
function barePlan(tokens: readonly Token[]): readonly Match<string>[] {
  const at = tokens.findLastIndex(({ light, type }) => !light && type === 'word');
  return tokens[at]?.text === 'piano' && tokens[at - 1]?.text === 'il'
    ? [{ from: at, to: at + 1, meaning: 'piano' }]
    : [];
}

function lackingAmong(
  subjects: readonly Match<string>[],
  tokens: readonly Token[],
): Match<string> | undefined {
  return subjects.find(({ from }) => {
    if (WITHOUT.test(tokens[from]?.text ?? '')) return true;
    let before = from - 1;
    while (tokens[before]?.light) before -= 1;
    const word = tokens[before]?.text ?? '';
    return WITHOUT.test(word) || (word === 'prima' && /^d/.test(tokens[before + 1]?.text ?? ''));
  });
}
