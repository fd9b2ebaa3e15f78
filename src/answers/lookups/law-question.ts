import { isMonth } from '../../words/months.ts';
import type { Aspect, LawBook, LawWord } from '../knowledge/law.ts';
import { findPhrases, longestMatches, type Match } from '../language/phrases.ts';
import type { Token } from '../language/tokens.ts';
import { isParticiple } from '../language/verb-forms.ts';
import type { Context } from '../understand/outcome.ts';

/** An organ that is named, as who would do it or otherwise: "alla Regione", "del prefetto". */
export interface NamedOrgan {
  readonly organ: string;
  readonly from: number;
  readonly to: number;
  readonly isDoer: boolean;
}

/**
 * A question laid out as one about the law: of what, what is asked of it, and what is done. Each of its words is one of these, or
 * narrows nothing, or is in `rest`.
 */
export interface LawQuestion {
  readonly subjects: readonly Match<string>[];
  readonly aspects: readonly Aspect[];
  /** It asks what may or must be, whatever else: "chi … può essere licenziato?" */
  readonly modal: boolean;
  /** What is done ("trasmesso" is `inviare`), outside the names of the subjects. */
  readonly acts: readonly string[];
  /** It asks what the first of the subjects holds: "il DUP deve contenere gli obiettivi?" */
  readonly holds: boolean;
  /** Something is done, be it in the name of a subject: "cambiare il PEG". */
  readonly isDoing: boolean;
  /** The subject that is said to be missing or not yet there: "senza il piano", "prima della validazione". */
  readonly lacking: string | null;
  /** A month is named in which or by which it would be done: "entro il 31 dicembre". */
  readonly isBounded: boolean;
  /** It is said of the subject itself that it is due: "la validazione scade il 30 giugno?" */
  readonly isDue: boolean;
  readonly organs: readonly NamedOrgan[];
  /** What nothing of this takes up: a rule that answers says it. */
  readonly rest: readonly Token[];
}

/** Between a duty and what is due: "va ancora fatto". */
const STILL = /^(ancora|sempre|anche|comunque|prima)$/;
const INFINITIVE = /[aei]re$/;

/** "Validata": a subject named by what is done, which is asked of another where there is one. */
export const isDone = ({ from, to }: Match<string>, tokens: readonly Token[]): boolean =>
  to - from === 1 && /(at|it|ut)[oaie]$/.test(tokens[from]?.text ?? '');

export function readLawQuestion(context: Context): LawQuestion {
  const { reading, vocabulary } = context;
  const { tokens } = reading;
  const { law } = vocabulary;
  const phrases = longestMatches(findPhrases(law.aspects, tokens));
  // "È permesso …?" asks what may be done, and not of leave.
  const found = apart(subjectsIn(law, tokens), tokens, law);
  const named = longestMatches(found).filter(
    ({ from, to, meaning }) =>
      // "Validare la relazione sulla performance": what is left of a name that another takes a part of is none.
      !found.some((one) => one.from <= from && one.to >= to && one.to - one.from > to - from) &&
      (law.ruled.has(meaning) || !phrases.some((one) => one.from < from && one.to >= to)),
  );
  const roles = findPhrases(law.words, tokens);
  const has = (role: LawWord, at: number): boolean =>
    roles.some(({ from, to, meaning }) => meaning === role && from <= at && to > at);
  const subjects = named.length > 0 ? named : barePlan(tokens, law, has);

  const inside = (matches: readonly Match<unknown>[], at: number): boolean =>
    matches.some(({ from, to }) => from <= at && to > at);
  // "La modifica della scadenza" does not ask when; "il dipendente", without a number, not to which bodies it applies.
  const counted = tokens.some(({ type }) => type === 'number');
  const asked = phrases.filter(
    ({ from, to, meaning }) =>
      (!(meaning === 'when' || (meaning === 'applies' && !counted)) || !inside(subjects, from)) &&
      // "Lo può approvare la Giunta al posto del Consiglio?": of who does it.
      !(meaning === 'still' && findPhrases(law.organs, tokens).some((one) => one.from === to)) &&
      // "Va aggiornato anche se non cambia nulla?" asks of no breach.
      !(
        meaning === 'consequence' &&
        tokens[from - 1]?.text === 'anche' &&
        !subjects.some((one) => one.from > from)
      ),
  );
  const isModal = asked.some(({ meaning }) => MODAL.has(meaning));
  // "Manca una variazione: fino a quando si può fare?" asks by when.
  const isDated = asked.length > 0 && asked.every(({ meaning }) => meaning === 'when');
  const lacking = isDated ? undefined : lackingAmong(subjects, tokens, has, isModal);
  const condition = conditionOf(lacking, tokens, has);
  const acts = new Map<number, string>();
  const passed = new Set<number>();
  let owed = false;
  for (const [at, { text }] of tokens.entries()) {
    const next = STILL.test(tokens[at + 1]?.text ?? '') ? at + 2 : at + 1;
    const duty = has('going', at) && isParticiple(tokens[next]?.text ?? '');
    owed ||= duty;
    // "Senza rendiconto approvato": what is lacking, and not what is done.
    const ofLacking =
      (lacking?.to === at && isParticiple(text)) ||
      (condition !== null && at > condition.from && at < condition.to);
    // "Cosa cambia con la riforma?" asks what it says.
    const isAsked = asked.some((one) => one.meaning === 'contents' && one.from <= at && one.to > at);
    // "L'ente va in gestione provvisoria", "va bene il Nucleo?": nothing is sent.
    const isMove = has('going', at) && ['in', 'bene'].includes(tokens[at + 1]?.text ?? '');
    // "Mi ha messo un voto basso", "il bilancio l'abbiamo approvato": what happened is not what is to be done.
    const isPast = HAVE.has(tokens[at - 1]?.text ?? '') && isParticiple(text);
    if (isPast) passed.add(at);
    const act = duty || ofLacking || isAsked || isMove || isPast ? null : law.actOf(text);
    if (ofLacking) passed.add(at);
    // "Va validata" is done, even where it also names the validation.
    const done = subjects.some((one) => one.from === at && isDone(one, tokens));
    if (act !== null && (done || !inside(subjects, at))) acts.set(at, act);
  }
  const all = new Set([...asked.map(({ meaning }) => meaning), ...(owed ? (['obligatory'] as const) : [])]);
  if (all.has('who') && all.has('may')) all.add('who-may');
  // "Che cosa deve fare l'ente se la relazione è in ritardo?", "se il DUP non viene presentato?": what follows.
  const says = (role: LawWord): boolean => tokens.some((_, at) => has(role, at));
  const opens = tokens.findIndex((_, at) => has('if', at));
  const isCondition =
    all.size === 0 && opens >= 0 && says('not') && tokens.slice(0, opens).every(({ light }) => light);
  if (isCondition || (says('late') && (says('if') || says('making')))) all.add('consequence');
  const isBounded = tokens.some(
    ({ text }, at) =>
      isMonth(text) && ![1, 2, 3].some((back) => has('before', at - back) || has('after', at - back)),
  );
  const isDue = reading.kinds.length === 0 && tokens.some((_, at) => has('due', at));
  if (isDue && isBounded) all.add('when');
  // "Deve contenere gli obiettivi?": of what it holds.
  const done = [...new Set(acts.values())];
  const holds = done.includes(HOLDS);
  const organs = organsIn(tokens, subjects, roles, law);
  const isIdle = (at: number): boolean => roles.some(({ from, to }) => from <= at && to > at);
  return {
    subjects,
    aspects: holds ? ['contents'] : askedMost(all),
    modal: [...all].some((aspect) => MODAL.has(aspect)),
    holds,
    acts: done.filter((act) => act !== HOLDS),
    isDoing:
      owed ||
      acts.size > 0 ||
      // "Valida la relazione": a verb has an article after it.
      tokens.some(
        ({ text }, at) =>
          (INFINITIVE.test(text) || (inside(subjects, at) && ARTICLE.test(tokens[at + 1]?.text ?? ''))) &&
          law.actOf(text) !== null,
      ),
    lacking: lacking?.meaning ?? null,
    isBounded,
    isDue,
    organs: organs.map(({ meaning, ...place }) => ({ ...place, organ: meaning })),
    rest: tokens.filter(
      (token, at) =>
        !token.light &&
        token.type !== 'sign' &&
        !inside(found, at) &&
        !inside(asked, at) &&
        !inside(organs, at) &&
        !acts.has(at) &&
        !passed.has(at) &&
        !isIdle(at) &&
        !isMonth(token.text) &&
        !vocabulary.bodyKeys.has(token.key) &&
        !reading.spans.some(
          ({ from, to, concept }) => from <= at && to > at && /^(noise|talk):/.test(concept),
        ),
    ),
  };
}

const HAVE: ReadonlySet<string> = new Set(['ha', 'hanno']);
/** What is done by what only holds something. */
const HOLDS = 'contenere';
const TO_WHOM = /^(a|al|allo|alla|all|ai|agli|alle)$/;
const BY_WHOM = /^(da|dal|dallo|dalla|dall|dai|dagli|dalle)$/;
const ARTICLE = /^(il|lo|la|l|i|gli|le)$/;
const TAKEN_UP = /^(lo|la|li|le)$/;
const PASSIVE = /^(essere|venire)$/;
const JOINS = /^(e|ed|o|od|oppure)$/;
const OR = /^(o|od|oppure)$/;
export const OF_WHOM = /^(di|del|dello|della|dell|dei|degli|delle|con|col|per)$/;

/** The subjects that are named; «il RPCT deve fare la relazione?» is of that which is his, and of no other that bears the name alone. */
export function subjectsIn(law: LawBook, tokens: readonly Token[]): readonly Match<string>[] {
  const found = findPhrases(law.subjects, tokens);
  const isNamed = (subject: string): boolean => found.some(({ meaning }) => meaning === subject);
  const whole = [...law.bySubject.values()].find(
    ({ of, subject }) =>
      of.length > 0 &&
      of.every(isNamed) &&
      !isNamed(subject) &&
      // "La relazione sulla performance" is named in full.
      !found.some(({ meaning, from, to }) => meaning === of[0] && to - from > 2),
  );
  const [act = '', ...owners] = whole?.of ?? [];
  return found.flatMap((one) => {
    if (owners.includes(one.meaning)) return [];
    return whole && one.meaning === act ? [{ ...one, meaning: whole.subject }] : [one];
  });
}

/** The organs that are named; what falls to one is done by it: "spetta alla Giunta". */
function organsIn(
  tokens: readonly Token[],
  subjects: readonly Match<string>[],
  roles: readonly Match<LawWord>[],
  law: LawBook,
): readonly (Match<string> & { readonly isDoer: boolean })[] {
  let hasDoer = false;
  const isInfinitiveAct = (word = ''): boolean => INFINITIVE.test(word) && law.actOf(word) !== null;
  return longestMatches(findPhrases(law.organs, tokens)).flatMap((one) => {
    const { from, to } = one;
    // "I sindacati devono essere sentiti?": to them it is done.
    const isTarget =
      [to, to + 1].some((at) => PASSIVE.test(tokens[at]?.text ?? '')) ||
      // "Sentire i sindacati prima di cambiare il sistema": what is done with them, where nothing stands before it that it is done with.
      (isInfinitiveAct(tokens[from - 2]?.text) && subjects.every((own) => own.from >= from)) ||
      // "I dipendenti li valuta il dirigente?"
      (TAKEN_UP.test(tokens[to]?.text ?? '') && law.actOf(tokens[to + 1]?.text ?? '') !== null) ||
      // "La Corte dei conti deve ricevere il referto?"
      roles.some(
        (role) =>
          role.meaning === 'receiving' &&
          ((role.from >= to && role.from <= to + 1) || (role.to <= from && role.to >= from - 1)),
      );
    // "Relazione del RPCT": part of a longer name.
    if (subjects.some((own) => own.from <= from && own.to >= to && own.to - own.from > to - from)) return [];
    const before = tokens[from - 1]?.text ?? '';
    const falls = roles.some((role) => role.meaning === 'falling' && role.to === from - 1);
    // "Il dirigente valuta il segretario?": of two, the first does it, unless they are joined.
    const isJoined =
      JOINS.test(tokens[from - 2]?.text ?? '') ||
      // "La Giunta, o lo fa il Consiglio?"
      tokens.slice(Math.max(0, from - 4), from).some(({ text }) => OR.test(text));
    const isSecond = hasDoer && !BY_WHOM.test(before) && !isJoined;
    const isDoer = !OF_WHOM.test(before) && (!TO_WHOM.test(before) || falls) && !isSecond && !isTarget;
    hasDoer ||= isDoer;
    return [{ ...one, isDoer }];
  });
}

/** "Chi deve essere sentito?", "dove bisogna pubblicarlo?": the duty is only how it is said. */
function askedMost(aspects: ReadonlySet<Aspect>): readonly Aspect[] {
  const precise = [...aspects].filter((aspect) => !MODAL.has(aspect));
  return precise.some((aspect) => aspect !== 'applies') ? precise : [...aspects];
}

/** What may or must be. */
export const MODAL: ReadonlySet<Aspect> = new Set(['may', 'obligatory']);

/** "Chi approva il piano?", "il piano lo approva il sindaco?", and no other plan: that of the performance. */
export function barePlan(
  tokens: readonly Token[],
  { actOf }: LawBook,
  has: (role: LawWord, at: number) => boolean,
): readonly Match<string>[] {
  const at = tokens.findIndex(
    ({ text }, from) => text === 'piano' && (tokens[from - 1]?.text === 'il' || has('lacking', from - 1)),
  );
  const next = tokens[at + 1];
  const isBare =
    next === undefined ||
    next.pause ||
    tokens.slice(at + 1).every(({ light, type }) => light || type === 'sign') ||
    (next.light ? !OF_WHOM.test(next.text) : actOf(next.text) !== null);
  return at >= 0 && isBare ? [{ from: at, to: at + 1, meaning: 'piano' }] : [];
}

/**
 * "Adottare e validare la relazione": of two verbs that are joined, neither is part of the name of what both are done with.
 */
const apart = (
  found: readonly Match<string>[],
  tokens: readonly Token[],
  { actOf }: LawBook,
): readonly Match<string>[] =>
  found.filter(({ from, to }) => {
    const [joint, before] = [tokens[from - 1]?.text ?? '', tokens[from - 2]?.text ?? ''];
    const isVerb = (text: string | undefined): boolean =>
      text !== undefined && INFINITIVE.test(text) && actOf(text) !== null;
    return to - from === 1 || !JOINS.test(joint) || !isVerb(before) || !isVerb(tokens[from]?.text);
  });

/** "Se la Giunta non presenta il DUP": where a subject is said not to be there, up to the verb that may follow it. */
function conditionOf(
  lacking: Match<string> | undefined,
  tokens: readonly Token[],
  has: (role: LawWord, at: number) => boolean,
): Pick<Match<string>, 'from' | 'to'> | null {
  const from = lacking ? tokens.findLastIndex((_, at) => at < lacking.from && has('if', at)) : -1;
  if (!lacking || from < 0) return null;
  // "Se il DUP non viene presentato"
  const verb = tokens.findIndex(
    ({ text }, at) => at >= lacking.to && at < lacking.to + 4 && isParticiple(text),
  );
  return { from, to: has('not', lacking.to) && verb > 0 ? verb + 1 : lacking.to };
}

function lackingAmong(
  subjects: readonly Match<string>[],
  tokens: readonly Token[],
  has: (role: LawWord, at: number) => boolean,
  isModal: boolean,
): Match<string> | undefined {
  // "Se la Giunta non presenta il DUP, il bilancio si può approvare?"
  const opens = isModal ? tokens.findIndex((_, at) => has('if', at)) : -1;
  const first = opens < 0 ? undefined : subjects.find(({ from }) => from > opens);
  return subjects.find(({ from, to, meaning }) => {
    if (has('lacking', from)) return true;
    const denied = tokens.some((_, at) => at > opens && at <= to && has('not', at));
    if (meaning === first?.meaning && from === first.from && denied) return true;
    let before = from - 1;
    while (tokens[before]?.light) before -= 1;
    return has('lacking', before) || (has('before', before) && /^d/.test(tokens[before + 1]?.text ?? ''));
  });
}
