import { isMonth } from '../../words/months.ts';
import { APART, quoted } from '../account/quoted.ts';
import { ASPECTS, type Aspect, type LawSubject, type RuleRead, subjectNamed } from '../knowledge/law.ts';
import { normalise } from '../language/normalise.ts';
import { findPhrases, longestMatches, type Match } from '../language/phrases.ts';
import { type Token, tokenise } from '../language/tokens.ts';
import { isParticiple } from '../language/verb-forms.ts';
import type { QueryOf } from '../query.ts';
import { does } from '../understand/limits.ts';
import { ask, type Context, type Outcome, refuse } from '../understand/outcome.ts';
import { readTokens } from '../understand/reading.ts';
import { recogniseDeed } from './deeds.ts';
import { isDone, type LawQuestion, MODAL, type NamedOrgan, readLawQuestion } from './law-question.ts';

/** Asked of a subject, these are answered by other knowledge where no rule says them. */
const ELSEWHERE: ReadonlySet<Aspect> = new Set(['contents', 'purpose', 'criteria', 'condition']);
const ARTICLE = /^(il|lo|la|i|gli|le|l|un|uno|una|dal?|nel?|sul|del|al)$/;
const YEAR = /^(19|20)\d\d$/;
const INFINITIVE_OR_DONE = /([aei]re|[aiu]t[oaie]|ano|ono)$/;
const INFINITIVE = /[aei]r(e|si|l[aoei]|ne)$/;
/** What a rule says of every year in which it holds. */
const OF_ANY_YEAR: ReadonlySet<Aspect> = new Set(['peremptory', 'still', 'consequence', 'obligatory', 'may']);
/** What a rule answers that says by when something is done. */
const TERM: readonly Aspect[] = ['often', 'when'];
const BINDS_OR_TERM: ReadonlySet<Aspect> = new Set([...TERM, 'obligatory', 'may']);
/** What items are seen, updated and sent by is also asked of the product: "si possono vedere gli obiettivi?" */
const OF_THE_PRODUCT: ReadonlySet<string> = new Set(['vedere', 'aggiornare', 'inviare']);
const CHANGING: ReadonlySet<string> = new Set(['modificare', 'togliere', 'rinviare']);
/** These are complete without saying what is done. */
const ALONE: ReadonlySet<Aspect> = new Set([
  'peremptory',
  'still',
  'recipient',
  'duration',
  'consequence',
  'obligatory',
  'may',
]);

/**
 * "A chi va il referto?", "il Consiglio può approvare il PIAO?": the rule on what is done with a subject, whichever way the
 * question's verb turns it; where the law that is held says nothing of that, it is said so.
 */
export function recogniseLaw(context: Context): Outcome | null {
  const apart = withoutTimeClause(context);
  if (apart) return recogniseLaw(apart);
  const read = asBefore(context, readLawQuestion(context));
  if (read.subjects.length === 0) return followed(context, read) ?? ofUnheldStatute(context, read);
  // "Il rendiconto lo presenta il Consiglio o la Giunta?", "lo fa la Giunta?": which of them does it.
  const doers = read.organs.filter(({ isDoer }) => isDoer);
  const asksDoer =
    read.aspects.length + read.rest.length === 0 &&
    doers.length > 0 &&
    (read.acts.length > 0 || falls(context)) &&
    read.subjects.some(({ from }) => doers.every((one) => one.from !== from));
  const question: LawQuestion = asksDoer ? { ...read, aspects: ['who'], isDoing: true } : read;
  if (isOfThePlan(context, question)) return null;
  const { aspects, acts, lacking } = question;
  const { vocabulary } = context;
  if (aspects.includes('when') && aspects.some((aspect) => aspect.startsWith('who'))) return null;
  // "Senza il piano": only what follows from its lack answers.
  const subjects = (question.holds ? question.subjects.slice(0, 1) : question.subjects).flatMap(
    ({ meaning }) => [
      meaning,
      // "Il PEG si può cambiare?", "togliere due obiettivi" are asked of its changes.
      ...(acts.some((act) => CHANGING.has(act)) ? (subjectOf(context, meaning)?.changes ?? []) : []),
    ],
  );
  const best =
    lacking === null
      ? ruleOf(context, question, subjects, aspects)
      : (ruleOf(context, question, [lacking], ['consequence'], null, subjects) ??
        ruleOf(context, question, subjects, aspects, lacking, subjects) ??
        ruleOf(context, question, [lacking], ['consequence']) ??
        ruleOf(context, question, subjects, aspects, lacking));
  // "Quanti giorni di ferie ha un dipendente?": what is known by name only is not answered with a rule on the rest.
  const { ruled, rules } = vocabulary.law;
  const told = rules.find(({ code }) => code === best?.code)?.speaksOf;
  const bare = question.subjects.some(
    ({ from, meaning }) =>
      !ruled.has(meaning) &&
      told?.has(meaning) !== true &&
      !question.organs.some((one) => one.isDoer && one.from === from),
  );
  if (best && !bare) return ask(said(best.subject, best.code, best.aspect, acts));
  const doer = bare ? null : ruleOnDoer(context, question, subjects);
  if (doer) return ask(said(doer.subject, doer.code, doer.aspect, acts));
  const isDuty = aspects.includes('when') && (question.organs.length > 0 || question.modal);
  // "Si può validare dopo il 30 giugno?": by when it is done.
  const isDated = question.modal && context.reading.tokens.some(({ text }) => isMonth(text));
  const term = question.isBounded || isDuty || isDated ? termOf(context, question, isDated) : null;
  if (term) return term;
  const near = lacking === null ? nearestOf(context, question, subjects, aspects) : null;
  if (near && isNearEnough(context, question, near)) return saidOfNone(context, question, near);
  // "Cosa si rischia a non modificare gli obiettivi?", "si possono verificare gli obiettivi?": of no figure of theirs.
  const follows = aspects.includes('consequence') && (acts.length > 0 || question.isDoing);
  const binds =
    question.modal &&
    question.rest.length === 0 &&
    acts.length > 0 &&
    !acts.some((act) => OF_THE_PRODUCT.has(act));
  const named = question.subjects
    .filter(
      (one, _at, all) =>
        // "Il piano va validato": of the plan, to which that is done.
        all.length === 1 || (one.meaning !== lacking && !isDone(one, context.reading.tokens)),
    )
    .flatMap(({ meaning }) => subjectOf(context, meaning) ?? [])
    .findLast(
      (one) => (one.strong || follows || binds) && (vocabulary.law.ruled.has(one.subject) || acts.length > 0),
    );
  return (named ? notHeld(context, question, named) : null) ?? unheld(context, question);
}

/** What a rule answers in full. */
export function recogniseRuled(context: Context): Outcome | null {
  const law = recogniseLaw(context);
  return law?.type === 'query' && law.query.type === 'rule' && law.query.rule !== null ? law : null;
}

/**
 * "Una volta che il Consiglio ha votato il bilancio, …?", "… dopo che è stato approvato", "… una volta approvato": of what is
 * asked beside it; null where all is.
 */
function withoutTimeClause(context: Context): Context | null {
  const { reading, vocabulary } = context;
  const { tokens } = reading;
  const after = findPhrases(vocabulary.law.words, tokens).filter(({ meaning }) => meaning === 'after');
  const done = after.find(({ to }) => isParticiple(tokens[to]?.text ?? ''));
  if (done) {
    const others = tokens.filter((_, at) => at < done.from || at > done.to);
    return { ...context, reading: readTokens(vocabulary, others) };
  }
  const opens = after.find(({ to }) => tokens[to - 1]?.text === 'che');
  if (!opens) return null;
  const asks = longestMatches(findPhrases(vocabulary.law.aspects, tokens)).find(
    ({ from }) => from >= opens.to,
  );
  const rest = tokens.filter((_, at) => at < opens.from || (asks !== undefined && at >= asks.from));
  return rest.length === 0 ? null : { ...context, reading: readTokens(vocabulary, rest) };
}

/** That no rule says it. */
function saidOfNone(context: Context, question: LawQuestion, found: Found): Outcome {
  const { code, subject, aspect, unsaid } = found;
  // "Quanti dipendenti deve avere un comune?": of whoever is named, no rule is nearest.
  const isWho = ({ from, meaning }: LawQuestion['subjects'][number]): boolean =>
    subjectOf(context, meaning)?.strong !== true && question.organs.some((one) => one.from === from);
  if (question.subjects.every(isWho)) return refuse({ reason: 'no_rule' });
  const verb = unknownVerb(context, question);
  const { tokens } = context.reading;
  // "Vale per un paesino?": words that only narrow it are quoted alone.
  const isNarrowed = unsaid.every(
    ({ from }) =>
      question.rest.some((word) => word === tokens[from] && word !== verb && word.type !== 'number') &&
      !does(context.vocabulary, 'asks', tokens[from]),
  );
  const places = new Set(
    tokens.flatMap((_, at) =>
      !isNarrowed || unsaid.some(({ from, to }) => from <= at && to > at) ? [at] : [],
    ),
  );
  return ask({
    ...said(subject, null, aspect, verb ? [verb.text] : question.acts),
    asked: quoted(textOf(tokens), tokens, places).join(APART),
    near: code,
  });
}

/** "Bloccare": what is done, where nobody listed that. */
function unknownVerb({ reading: { tokens } }: Context, { rest }: LawQuestion): Token | undefined {
  // "Un cantoniere": no verb.
  const isNoun = (token: Token): boolean => ARTICLE.test(tokens[tokens.indexOf(token) - 1]?.text ?? '');
  return rest.find((token) => INFINITIVE.test(token.text) && !isNoun(token));
}

/**
 * What is asked is asked of the law, though no rule says all of it. Where it is not what may or must be, a word that no rule
 * says may be told elsewhere: "assestamento di bilancio: quando va fatto?"
 */
function isNearEnough(context: Context, question: LawQuestion, { subject, aspect, unsaid }: Found): boolean {
  const { acts, aspects, modal, holds } = question;
  const { tokens, measures } = context.reading;
  if (aspects.length + acts.length === 0 || (!modal && ELSEWHERE.has(aspect))) return false;
  const binds = holds || (modal && !aspects.includes('when'));
  if (!binds && unsaid.some(({ from }) => question.rest.some((word) => word === tokens[from]))) return false;
  if (subjectOf(context, subject)?.strong === true) return modal || measures.length === 0;
  return modal && measures.length === 0;
}

/**
 * "Gli obiettivi possono essere più di dieci?": what may or must be of the plan's items is asked of the law, and no list of
 * those that are so answers it.
 */
export function recogniseWhatMayBe(context: Context): Outcome | null {
  const { tokens, spans, kinds } = context.reading;
  // "Senza PEG si possono impegnare spese?": no items but those on a topic.
  const { lacking, modal: binds, isDoing, acts } = readLawQuestion(context);
  if (lacking !== null && binds && isDoing && kinds.length === 0) {
    const isStrong = subjectOf(context, lacking)?.strong === true;
    return recogniseLaw(context) ?? (isStrong ? saidOfNoRule(context, lacking, 'may', acts) : null);
  }
  const first = tokens.findIndex(({ light }) => !light);
  const { vocabulary } = context;
  const ofLaw = tokens.some((token) => does(vocabulary, 'rules', token));
  const may = (token?: Token): boolean => does(vocabulary, 'may', token);
  const kind = spans.find(
    ({ from, to, concept }) =>
      concept.startsWith('kind:') &&
      (from === first || (ofLaw && (may(tokens[to]) || does(vocabulary, 'must', tokens[to])))),
  );
  const at = kind?.from ?? -1;
  // "Gli obiettivi si possono cambiare?"
  const verb = tokens[at + 1]?.text === 'si' ? at + 2 : at + 1;
  const modal = kind && (may(tokens[verb]) || does(vocabulary, 'must', tokens[verb]));
  // "Per legge quanti indicatori deve avere un obiettivo?"
  const isSubject = at === 0 || (at === 1 && ARTICLE.test(tokens[0]?.text ?? '')) || ofLaw;
  if (!modal || !isSubject || !INFINITIVE.test(tokens[verb + 1]?.text ?? '')) return null;
  const aspect = may(tokens[verb]) ? 'may' : 'obligatory';
  const { subjects } = vocabulary.index.guide.law;
  const named = (noun: string): LawSubject | undefined => subjects.find(({ names }) => names.includes(noun));
  const items = named(tokens[at]?.text ?? '') ?? (ofLaw ? named('obiettivi') : undefined);
  return recogniseLaw(context) ?? (items ? saidOfNoRule(context, items.subject, aspect, []) : null);
}

/** "È obbligatorio il registro dei trattamenti?", "quante ferie spettano?": what may or must be, or is due, of which nothing is held. */
export function recogniseUnruled(context: Context, said: string): Outcome | null {
  const { reading, vocabulary } = context;
  const { tokens, concepts, items, measures, goals } = reading;
  const { modal, acts, subjects } = readLawQuestion(context);
  const roles = new Set(findPhrases(vocabulary.law.words, tokens).map(({ meaning }) => meaning));
  // "Posso avere il file?" is asked of whoever answers.
  const asksForData =
    acts.includes('vedere') ||
    (roles.has('asker') && subjects.length === 0) ||
    [...concepts].some((one) => /^(ask:list|talk:)/.test(one));
  if (!(modal || roles.has('falling')) || asksForData || items.length + measures.length + goals.length > 0)
    return null;
  return refuse({ reason: 'no_rule', said });
}

/** "Che cosa dice la legge 241 sui termini?": a law that is called by its number, of which nothing that is held speaks. */
function ofUnheldStatute({ reading, vocabulary }: Context, { aspects }: LawQuestion): Outcome | null {
  const { tokens, kinds } = reading;
  const statute = vocabulary.operations.get('statute');
  const named = tokens.find(
    ({ type }, at) =>
      type === 'number' && tokens.slice(Math.max(0, at - 2), at).some(({ text }) => statute?.has(text)),
  );
  const number = /^\d+/.exec(named?.text ?? '')?.[0];
  if (number === undefined || aspects.length === 0 || kinds.length > 0) return null;
  const { plan } = vocabulary.index;
  const isHeld = new RegExp(`\\b${number}\\b`).test(
    [
      ...plan.legalDeadlines.map(({ law, article, rule }) => `${law} ${article} ${rule}`),
      ...plan.glossary.map(({ term, definition }) => `${term} ${definition}`),
      ...plan.statements.map(({ text }) => text),
      ...plan.acts.map(({ title, reference, summary }) => `${title} ${reference ?? ''} ${summary}`),
    ].join('\n'),
  );
  return isHeld ? null : refuse({ reason: 'no_rule' });
}

/** "Che cosa dice il codice dei contratti?", "quanti giorni di ferie spettano?": of what no rule is held of. */
function unheld(context: Context, { subjects, aspects, acts, modal }: LawQuestion): Outcome | null {
  const { reading, vocabulary } = context;
  const { law } = vocabulary;
  const subject = subjects.find(({ meaning }) => !law.ruled.has(meaning))?.meaning;
  if (subject === undefined || reading.measures.length > 0) return null;
  // "Quali obiettivi riguardano la privacy?" is asked of the plan; whether somebody may be dismissed for them is not.
  const binds = modal && law.bySubject.get(subject)?.strong === true;
  if (reading.kinds.length > 0 && !binds) return null;
  const { tokens } = reading;
  if (hasHappened(tokens)) return null;
  // "Chi segue gli affidamenti?" is asked of the plan, and "quando scade?" of its items.
  const aspect = aspects.find((one) => !one.startsWith('who') || acts.length > 0);
  if (aspect === undefined || tokens.some(({ text }) => /^scad/.test(text))) return null;
  // What is done may be of another subject.
  return saidOfNoRule(context, subject, aspect, subjects.length === 1 ? acts : []);
}

/** Items, goals and offices that are named, figures, and what has happened: not of the law. */
function isOfThePlan(context: Context, question: LawQuestion): boolean {
  const { reading } = context;
  const { subjects, aspects, acts, isDoing, organs, lacking } = question;
  // "Per quanto tempo è mancato il segretario?": what happened.
  if (lacking !== null && subjects.length === 1 && aspects.includes('duration')) return true;
  // "Dove si contraddice la relazione?": this one, in what it says.
  if (reading.concepts.has('ask:discrepancies') || reading.concepts.has('ask:check')) return true;
  const strong = subjects.some(({ meaning }) => subjectOf(context, meaning)?.strong);
  // "La scadenza di un obiettivo": any of them, not the first.
  const items = reading.items.filter(({ from }) => !/^un[ao]?$/.test(reading.tokens[from]?.text ?? ''));
  // "Gli obiettivi che devono essere chiusi": which they are.
  const follows = aspects.includes('consequence');
  if (!strong && !follows && subjects.some(({ to }) => reading.tokens[to]?.text === 'che')) return true;
  const named = items.some((one) => one.kind !== null || (!strong && one.items.length > 0));
  if (named || reading.goals.length > 0 || (!strong && reading.amounts.length > 0)) return true;
  if (reading.structures.some((one) => one.strong && !isAct(context, one)) || namesOffice(context))
    return true;
  // "Obiettivi che finiscono nel 2028": of a year, as no rule is that is not asked what must or may be done.
  const bound = aspects.some((aspect) => OF_ANY_YEAR.has(aspect));
  // «Quali obiettivi devono essere chiusi entro il 2022?»: which of them.
  const chooses = reading.kinds.length > 0 && /^(quali|quanti)$/.test(reading.tokens[0]?.text ?? '');
  if (!strong && (!bound || chooses) && reading.tokens.some(({ text }) => YEAR.test(text))) return true;
  // "Chi ha mancato gli obiettivi prende il premio?": what follows.
  const dated = aspects.length === 0 || (!follows && aspects.some((aspect) => OF_WHAT_HAPPENED.has(aspect)));
  if (dated && hasHappened(reading.tokens)) return true;
  // "Il Comune rispetta i tempi di pagamento?": whether it does.
  const [doer] = reading.spans;
  if (aspects.length === 0 && doer?.concept === 'noun:body' && doer.from <= 1) return true;
  // "La relazione la valida la Giunta?": what is done may stand in the name.
  const isDone = acts.length > 0 || (isDoing && organs.some(({ isDoer }) => isDoer));
  // "Cosa resta da rifare nel sistema?": no rule on whether or by whom it is done says what.
  const asksWhat = findPhrases(context.vocabulary.questionKinds, reading.tokens).some(
    ({ from, meaning }) => from === 0 && (meaning === 'what' || meaning === 'which'),
  );
  // "Chi ne è il dirigente?": of what is not strong, by whom nothing is done.
  if (!strong && !isDoing && aspects.every((aspect) => aspect === 'who') && !falls(context)) return true;
  return aspects.length === 0 && (!strong || !isDone || asksWhat);
}

/** "A chi spetta", "chi deve farlo": it falls to somebody, whatever is done. */
const falls = ({ reading: { tokens }, vocabulary: { law } }: Context): boolean =>
  findPhrases(law.words, tokens).some(({ meaning }) => meaning === 'falling' || meaning === 'making');

/** "Pubblicare": what is done, though an office has half its name of that root. */
const isAct = (
  { reading, vocabulary }: Context,
  { from, to, exact }: Context['reading']['structures'][number],
): boolean =>
  exact === null &&
  to - from === 1 &&
  INFINITIVE_OR_DONE.test(reading.tokens[from]?.text ?? '') &&
  vocabulary.law.actOf(reading.tokens[from]?.text ?? '') !== null;

/** "Chi è l'assessore al bilancio?": a person, whatever the office has to do with. */
const namesOffice = ({ reading: { tokens }, vocabulary }: Context): boolean =>
  tokens.some(
    (token, at) =>
      does(vocabulary, 'who', token) &&
      does(vocabulary, 'is', tokens[at + 1]) &&
      tokens[at + 2]?.light === true &&
      does(vocabulary, 'person', tokens[at + 3]),
  );

/** The terms of law of the subjects that a question names, by code. */
export const deadlinesNamed = (context: Context): ReadonlySet<string> =>
  new Set(
    readLawQuestion(context).subjects.flatMap(({ meaning }) => subjectOf(context, meaning)?.deadline ?? []),
  );

/** Of what happened once it may be asked too. */
const OF_WHAT_HAPPENED: ReadonlySet<Aspect> = new Set(['when', 'who', 'where']);

/** "È stata approvata", "ha approvato", "si è tenuta": what happened once, which the body's own acts tell. */
export const hasHappened = (tokens: readonly Token[]): boolean =>
  tokens.some(
    ({ text }, at) =>
      (/^stat[oaie]$/.test(text) && !/^sia(no)?$/.test(tokens[at - 1]?.text ?? '')) ||
      (text === 'si' && tokens[at + 1]?.text === 'e' && isParticiple(tokens[at + 2]?.text ?? '')) ||
      (/^(ha|hanno|was|were)$/.test(text) && isParticiple(tokens[at + 1]?.text ?? '')),
  );

type Place = Pick<Match<unknown>, 'from' | 'to'>;

interface Found {
  readonly code: string;
  readonly subject: string;
  readonly aspect: Aspect;
  /** Where words of the question stand that the rule does not say. */
  readonly unsaid: readonly Place[];
}

/** The rule on one of the subjects that says what is asked, of all that is done with it, and all that is named. */
function ruleOf(...asked: Parameters<typeof nearestOf>): Found | null {
  const nearest = nearestOf(...asked);
  return nearest?.unsaid.length === 0 ? nearest : null;
}

/** "Quanti giorni ha il Consiglio per approvare il PEG?": another organ does that, which is told first. */
function ruleOnDoer(context: Context, question: LawQuestion, subjects: readonly string[]): Found | null {
  const doers = question.organs.filter(({ isDoer }) => isDoer);
  if (doers.length === 0 || !question.isDoing || question.lacking !== null) return null;
  const found = ruleOf(context, question, subjects, ['who', 'may']);
  const rule = context.vocabulary.law.rules.find(({ code }) => code === found?.code);
  return rule?.asks.includes('who') && !doers.some(({ organ }) => rule.organs.has(organ)) ? found : null;
}

/** The rule that comes nearest to that: it says what is asked of all that is done, and leaves the fewest words unsaid. */
function nearestOf(
  context: Context,
  question: LawQuestion,
  subjects: readonly string[],
  aspects: readonly Aspect[],
  about: string | null = null,
  all: readonly string[] = [],
): Found | null {
  const { law } = context.vocabulary;
  // "Devono approvarlo entro il 31 dicembre?": by when it is approved, whatever day is named.
  const term = question.isBounded && aspects.every((one) => BINDS_OR_TERM.has(one)) ? TERM : [];
  const doers = question.organs.filter(({ isDoer }) => isDoer);
  // "Il Consiglio deve approvarlo?", "il Nucleo lo approva?": whether it is its task.
  const isOfTask = doers.length > 0 && question.isDoing && aspects.every((one) => MODAL.has(one));
  const asked = widened([...aspects, ...term, ...(isOfTask && aspects.length > 0 ? (['who'] as const) : [])]);
  const isToldByActs = recogniseDeed(context) !== null;
  const others = new Set([...question.subjects, ...question.organs].map(({ from }) => from)).size - 1;
  const { tokens } = context.reading;
  // "Quanti giorni si hanno per fare il PEG?"
  const isMaking = findPhrases(law.words, tokens).some(({ meaning }) => meaning === 'making');
  const saysDays = tokens.some(({ text }) => text === 'giorni');
  const done = new Set(tokens.map(({ text }) => law.actOf(text)));
  const found = law.rules.flatMap((rule) => {
    const named = question.subjects.filter(({ meaning }) => meaning === rule.subject);
    if (!subjects.includes(rule.subject) || (about !== null && !rule.speaksOf.has(about))) return [];
    if (!all.every((one) => rule.speaksOf.has(one))) return [];
    if (!question.acts.every((act) => rule.acts.includes(act))) return [];
    const aspect = ASPECTS.find((one) => asked.has(one) && rule.asks.includes(one));
    if (asked.size > 0 && aspect === undefined) return [];
    // Without the act a term of law says when, where there is one; with it, only the rule that names it.
    const own = subjectOf(context, rule.subject);
    // «Obiettivi in scadenza»: of what is not strong, the plan's own days are asked.
    const length = Math.max(0, ...named.map(({ from, to }) => to - from));
    const isElsewhere = own?.deadline != null || (own?.strong !== true && length < LONG_NAME);
    const ofSeveral = isMaking && (saysDays || question.subjects.length > 1);
    if (aspect === 'when' && isElsewhere && !question.isDoing && !ofSeveral) return [];
    // "Entro quando va fatto il consolidato?": by when it is approved, and not what is done with it then.
    const isOfMaking = question.acts.length > 0 || rule.acts.length === 0 || rule.acts.includes(APPROVING);
    if (aspect === 'when' && !isOfMaking) return [];
    // "Quanti giorni di lavoro agile spettano?": days are counted for what is done.
    if (saysDays && !isMaking && aspect === 'often' && !rule.acts.some((act) => done.has(act))) return [];
    // "Chi ha approvato la relazione?" is asked of the body's own acts, which have their dates.
    if (aspect === 'who' && isToldByActs) return [];
    const modal = aspect === 'obligatory' || aspect === 'may';
    const held = question.rest.filter(({ key }) => rule.keys.has(key)).length;
    // "È obbligatorio il referto?": of the thing itself; "può essere esterno?": of what it is like.
    const says =
      rule.acts.includes(BEING) ||
      (question.rest.length + others > 0 && rule.acts.length === 0) ||
      (rule.acts.includes(BEING_SO) && (held > 0 || isLikened(question, rule)));
    if (modal && !question.isDoing && !says) return [];
    if (question.lacking !== null && !rule.asks.some((one) => OF_LACK.has(one))) return [];
    // "Dopo il 30 giugno": of a day, which the rule must name, or tell by when.
    const tellsTerm = rule.dated && aspect !== undefined && term.includes(aspect);
    const unsaid = unsaidBy(context, question, rule, aspect, tellsTerm);
    if (unsaid.length > 0 && named.length > 0 && named.every((one) => isDone(one, tokens))) return [];
    const organs = question.organs.filter(({ organ }) => rule.organs.has(organ)).length;
    const order = aspect === undefined ? ASPECTS.length : ASPECTS.indexOf(aspect);
    const ofOrgan = isOfTask && rule.asks.includes('who') ? 0 : 1;
    const place = aspect === undefined ? 0 : rule.asks.indexOf(aspect);
    const ranks = [unsaid.length, tellsTerm ? 0 : 1, ofOrgan, -organs, order, place, -held, -length];
    return [{ rule, aspect: aspect ?? rule.asks[0] ?? 'contents', unsaid, ranks }];
  });
  const [best] = found.sort((a, b) => {
    const at = a.ranks.findIndex((rank, index) => rank !== b.ranks[index]);
    return (a.ranks[at] ?? 0) - (b.ranks[at] ?? 0);
  });
  if (!best) return null;
  const { rule, aspect, unsaid } = best;
  return { code: rule.code, subject: rule.subject, aspect, unsaid };
}

/** "Il blocco delle assunzioni" is of nothing else. */
const LONG_NAME = 3;
/** What makes a document, where nothing else is said to be done with it. */
const APPROVING = 'approvare';
/** What a rule is listed to be done with that says of the thing itself whether it must or may be. */
const BEING = 'essere';
/** And what says what the thing may or must be like, or with what it may. */
const BEING_SO = 'essere tale';
/** "Il RPCT può essere il segretario?", "serve la validazione …?": whom or what else a rule names that says what its subject is like. */
const isLikened = ({ organs, subjects }: LawQuestion, rule: RuleRead): boolean =>
  (rule.asks.some((one) => one.startsWith('who')) && organs.some(({ organ }) => rule.organs.has(organ))) ||
  subjects.some(
    ({ from, meaning }) =>
      meaning !== rule.subject && rule.speaksOf.has(meaning) && organs.every((one) => one.from !== from),
  );

/** What says what follows where something is missing. */
const OF_LACK: ReadonlySet<Aspect> = new Set(['condition', 'consequence']);

/** Asked so, a rule on who does it answers of whomever is named: "può il Consiglio approvarlo?" */
const OF_DOER: ReadonlySet<Aspect> = new Set(['may', 'obligatory', 'who']);

/**
 * What of the question a rule does not say, as it was typed: another subject, an organ, a word, a number. Who does it is said by
 * a rule on that, and of what another rule has as its task also by that.
 */
function unsaidBy(
  { reading, vocabulary }: Context,
  question: LawQuestion,
  rule: RuleRead,
  aspect: Aspect | undefined,
  tellsTerm: boolean,
): readonly Place[] {
  const { rules } = vocabulary.law;
  const { acts } = question;
  const isOfWho = (one: RuleRead): boolean =>
    one.subject === rule.subject && one.asks.includes('who') && acts.every((act) => one.acts.includes(act));
  // "Ogni quanto l'OIV fa la relazione?": only where what it does is said.
  const isDone = ({ organ, isDoer }: NamedOrgan): boolean =>
    isDoer &&
    question.isDoing &&
    (aspect === undefined || OF_DOER.has(aspect)
      ? isOfWho(rule)
      : rules.some((one) => isOfWho(one) && one.organs.has(organ)));
  const organs = question.organs.filter((one) => !rule.organs.has(one.organ) && !isDone(one));
  const others = question.subjects.filter(
    ({ from, to, meaning }) =>
      !rule.speaksOf.has(meaning) &&
      // "Il PEG si può cambiare?", of its changes.
      vocabulary.law.bySubject.get(meaning)?.changes.includes(rule.subject) !== true &&
      !question.organs.some(
        (one) => one.from >= from && one.from < to && (rule.organs.has(one.organ) || isDone(one)),
      ),
  );
  // "Senza la validazione si può pagare a dicembre?": whenever that is.
  const isWhenever = tellsTerm || question.lacking !== null;
  const months = isWhenever
    ? []
    : reading.tokens.filter(({ text, key }) => isMonth(text) && !rule.keys.has(key));
  const words = [...question.rest, ...months].filter((word) =>
    word.type === 'number'
      ? // "Vale anche per noi che siamo in 30?": of how many, the rule says.
        aspect !== 'applies' && !saysNumber(rule, word, reading.tokens)
      : !rule.keys.has(word.key),
  );
  return [
    ...organs,
    ...others.filter(({ from }) => organs.every((one) => one.from !== from)),
    ...words.map((word) => {
      const from = reading.tokens.indexOf(word);
      return { from, to: from + 1 };
    }),
  ].sort((a, b) => a.from - b.from);
}

/** Who controls is who does it. */
function widened(aspects: readonly Aspect[]): ReadonlySet<Aspect> {
  const asked = new Set(aspects);
  if (asked.has('who-evaluates')) asked.add('who');
  return asked;
}

/** A number stands in the rule's text; a year, the day of a month and another number of what it counts are told beside it. */
function saysNumber(rule: RuleRead, word: Token, tokens: readonly Token[]): boolean {
  const next = tokens[tokens.indexOf(word) + 1];
  return (
    rule.numbers.has(word.value) ||
    YEAR.test(word.text) ||
    (next !== undefined && (isMonth(next.text) || rule.counts.has(next.key)))
  );
}

/** A figure is asked for beside the subjects and what is done: "si deve pagare la retribuzione di risultato?" asks for none. */
const asksFigure = ({ reading, vocabulary }: Context, { subjects, modal }: LawQuestion): boolean =>
  reading.spans.some(
    ({ concept, from, to }) =>
      concept.startsWith('measure:') &&
      !subjects.some((one) => one.from <= from && one.to >= to) &&
      !(modal && to - from === 1 && vocabulary.law.actOf(reading.tokens[from]?.text ?? '') !== null),
  );

function notHeld(context: Context, question: LawQuestion, subject: LawSubject): Outcome | null {
  const { reading, vocabulary } = context;
  const { acts, aspects } = question;
  const asksDays = TERM.some((one) => aspects.includes(one));
  if (asksFigure(context, question) || (reading.concepts.has('ask:count') && !asksDays)) return null;
  const unknown = unknownVerb(context, question)?.text;
  const aspect = ASPECTS.find((one) => aspects.includes(one) && (question.modal || !ELSEWHERE.has(one)));
  if (aspect === undefined) return null;
  if (aspect === 'who' && recogniseDeed(context) !== null) return null;
  if (acts.length === 0 && unknown === undefined && !ALONE.has(aspect)) return null;
  if (aspect === 'when' || aspect === 'often') {
    // "Entro quanti giorni?": the term tells.
    const countsDays =
      reading.concepts.has('ask:count') || reading.tokens.some(({ text }) => text === 'giorni');
    const term = countsDays ? termOf(context, question) : null;
    if (term) return term;
    const terms = vocabulary.index.plan.legalDeadlines.filter(
      ({ code, title }) =>
        code === subject.deadline || subject.names.some((name) => normalise(title).includes(name)),
    );
    // The terms of law may be of another act: "entro quando si pubblica", where they say by when it is approved.
    const speak = terms.some((one) => speaksOfAll(context, question, tokenise(`${one.title}. ${one.rule}`)));
    const isBound = reading.tokens.some(({ text }) => text === 'entro');
    if (speak || (subject.deadline === null && !isBound)) return null;
  }
  const own = question.lacking === null ? [subject.subject, ...subject.changes] : [];
  const near = nearestOf(context, { ...question, acts: [], isDoing: true }, own, aspects);
  return saidOfNoRule(context, subject.subject, aspect, unknown === undefined ? acts : [unknown], near);
}

/** "Va approvato entro il 31 luglio?", "entro quanti giorni?": the term of law on the subject, where it speaks of all that is named. */
function termOf(context: Context, question: LawQuestion, isDated = false): Outcome | null {
  const { plan } = context.vocabulary.index;
  const code = question.subjects.flatMap(({ meaning }) => subjectOf(context, meaning)?.deadline ?? [])[0];
  const term = plan.legalDeadlines.find((one) => one.code === code);
  const isBare = question.acts.length === 0 && !question.isDue && !isDated;
  // "Quanto tempo ha la Giunta per il PEG?"
  if (!term || (isBare && !question.organs.some(({ isDoer }) => isDoer))) return null;
  const text = tokenise(`${term.title}. ${term.rule}`);
  const { law } = context.vocabulary;
  // Who does it, the rule on that says where the term does not.
  const doers = law.rules
    .filter((one) => one.asks.includes('who') && question.subjects.some((own) => own.meaning === one.subject))
    .filter((one) => question.acts.every((act) => one.acts.includes(act)));
  const organs = new Set([
    ...longestMatches(findPhrases(law.organs, text)).map((one) => one.meaning),
    ...doers.flatMap((one) => [...one.organs]),
  ]);
  const keys = new Set(text.map(({ key }) => key));
  const { tokens } = context.reading;
  const isSaid =
    speaksOfAll(context, question, text) &&
    question.organs.every(({ organ }) => organs.has(organ)) &&
    question.rest.every(
      (word) =>
        keys.has(word.key) || YEAR.test(word.text) || isMonth(tokens[tokens.indexOf(word) + 1]?.text ?? ''),
    );
  return isSaid ? ask({ type: 'date', acts: [], phases: [], legal: [term.code], lawFirst: true }) : null;
}

/** A text speaks of all that is done. */
function speaksOfAll(
  { vocabulary: { law } }: Context,
  { acts }: LawQuestion,
  text: readonly Token[],
): boolean {
  const done = new Set(text.map((word) => law.actOf(word.text)));
  return acts.every((act) => done.has(act));
}

const said = (
  subject: string,
  rule: string | null,
  aspect: Aspect,
  acts: readonly string[],
): QueryOf<'rule'> => ({
  type: 'rule',
  subject,
  rule,
  aspect,
  act: acts[0] ?? null,
});

/** That no rule is held which answers, in the words of the question. */
const saidOfNoRule = (
  { reading }: Context,
  subject: string,
  aspect: Aspect,
  acts: readonly string[],
  near: Found | null = null,
): Outcome => ask({ ...said(subject, null, aspect, acts), asked: textOf(reading.tokens), near: near?.code });

const textOf = (tokens: readonly Token[]): string => tokens.map(({ text }) => text).join(' ');

const subjectOf = ({ vocabulary }: Context, subject: string): LawSubject | undefined =>
  vocabulary.law.bySubject.get(subject);

/** "E il rendiconto?", after "chi approva il bilancio?": what was asked before, of another act. */
function asBefore({ conversation, reading, vocabulary }: Context, read: LawQuestion): LawQuestion {
  const { aspects, acts, rest, subjects } = read;
  const before = conversation?.query;
  const goesOn = findPhrases(vocabulary.law.words, reading.tokens.slice(0, 1)).some(
    ({ meaning }) => meaning === 'joins',
  );
  if (before?.type !== 'rule' || !goesOn || subjects.length !== 1) return read;
  if (aspects.length + acts.length + rest.length > 0) return read;
  const same = before.act === null ? [] : [before.act];
  return { ...read, aspects: [before.aspect], acts: same, isDoing: same.length > 0 };
}

/** "Entro quando si adotta?", after "che cos'è il PTPCT?". */
function followed(context: Context, question: LawQuestion): Outcome | null {
  const subject = subjectBefore(context);
  const { aspects, rest } = question;
  if (!subject || aspects.length === 0) return null;
  const { legalDeadlines } = context.vocabulary.index.plan;
  const { deadline } = subject;
  const rule = ruleOf(context, question, [subject.subject], aspects);
  if (rule) return assume(said(rule.subject, rule.code, rule.aspect, question.acts));
  // "Chi la firma?"
  if (rest.length === 0 && question.acts.length > 0 && aspects[0] !== undefined && !aspects.includes('when'))
    return saidOfNoRule(context, subject.subject, aspects[0], question.acts);
  const known = legalDeadlines.some(({ code }) => code === deadline);
  if (rest.length > 0 || !aspects.includes('when') || !known || deadline === null) return null;
  return assume({ type: 'date', acts: [], phases: [], legal: [deadline], lawFirst: true });
}

const assume = (query: QueryOf<'rule'> | QueryOf<'date'>): Outcome => ({
  type: 'query',
  query,
  assumed: true,
  alternatives: [],
});

/** What the question before was about, where it was a term, a rule or a term of law. */
function subjectBefore({ conversation, vocabulary }: Context): LawSubject | undefined {
  const previous = conversation?.query;
  const { guide, plan } = vocabulary.index;
  if (previous?.type === 'rule') return vocabulary.law.bySubject.get(previous.subject);
  if (previous?.type === 'date' && previous.acts.length === 0)
    return guide.law.subjects.find(({ deadline }) => deadline !== null && deadline === previous.legal[0]);
  if (previous?.type !== 'term') return undefined;
  const entry = plan.glossary.find(({ term }) => term === previous.terms[0]);
  return entry ? subjectNamed(guide.law, [entry.term, ...entry.aliases]) : undefined;
}
