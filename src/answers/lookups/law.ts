import { isMonth } from '../../words/months.ts';
import { ASPECTS, type Aspect, type LawSubject, subjectNamed } from '../knowledge/law.ts';
import { normalise } from '../language/normalise.ts';
import type { Token } from '../language/tokens.ts';
import type { Query } from '../query.ts';
import { ask, type Context, type Outcome } from '../understand/outcome.ts';
import { recogniseDeed } from './deeds.ts';
import { isDone, isParticiple, type LawQuestion, readLawQuestion } from './law-question.ts';

/** One word in so many may be unknown to the rule. */
const FOREIGN = 4;
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
/** These are complete without saying what is done. */
const ALONE: ReadonlySet<Aspect> = new Set([
  'peremptory',
  'still',
  'recipient',
  'duration',
  'consequence',
  'obligatory',
]);

/**
 * "A chi va il referto?", "il Consiglio può approvare il PIAO?": the rule on what is done with a subject, whichever way the
 * question's verb turns it; where the law that is held says nothing of that, it is said so.
 */
export function recogniseLaw(context: Context): Outcome | null {
  const question = readLawQuestion(context);
  if (question.subjects.length === 0) return followed(context, question);
  if (isOfThePlan(context, question)) return null;
  const { aspects, acts, lacking } = question;
  const { vocabulary } = context;
  if (aspects.includes('when') && aspects.some((aspect) => aspect.startsWith('who'))) return null;
  // "Senza il piano": only what follows from its lack answers.
  const subjects = question.subjects.flatMap(({ meaning }) => [
    meaning,
    // "Il PEG si può cambiare?" is asked of its changes.
    ...(acts.includes('modificare') ? (subjectOf(context, meaning)?.changes ?? []) : []),
  ]);
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
  const bare = subjects.some((subject) => !ruled.has(subject) && told?.has(subject) !== true);
  if (best && !bare) return ask(said(best.subject, best.code, best.aspect, acts));
  const follows = aspects.includes('consequence') && acts.length > 0;
  const named = question.subjects
    .filter(
      (one, _at, all) =>
        // "Il piano va validato": of the plan, to which that is done.
        all.length === 1 || (one.meaning !== lacking && !isDone(one, context.reading.tokens)),
    )
    .flatMap(({ meaning }) => subjectOf(context, meaning) ?? [])
    .findLast((one) => (one.strong || follows) && (vocabulary.law.ruled.has(one.subject) || acts.length > 0));
  return (named ? notHeld(context, question, named) : null) ?? unheld(context, question);
}

/**
 * "Gli obiettivi possono essere più di dieci?": what may or must be of the plan's items is asked of the law, and no list of
 * those that are so answers it.
 */
export function recogniseWhatMayBe(context: Context): Outcome | null {
  const { tokens, spans } = context.reading;
  const first = tokens.findIndex(({ light }) => !light);
  const ofLaw = tokens.some(({ text }) => OF_LAW.test(text));
  const kind = spans.find(
    ({ from, to, concept }) =>
      concept.startsWith('kind:') && (from === first || (ofLaw && MAY_BE.test(tokens[to]?.text ?? ''))),
  );
  const at = kind?.from ?? -1;
  const modal = kind && MAY_BE.exec(tokens[at + 1]?.text ?? '');
  // "Per legge quanti indicatori deve avere un obiettivo?"
  const isSubject = at === 0 || (at === 1 && ARTICLE.test(tokens[0]?.text ?? '')) || ofLaw;
  if (!modal || !isSubject || !INFINITIVE.test(tokens[at + 2]?.text ?? '')) return null;
  const aspect = modal[1] === undefined ? 'obligatory' : 'may';
  const { subjects } = context.vocabulary.index.guide.law;
  const named = (noun: string): LawSubject | undefined => subjects.find(({ names }) => names.includes(noun));
  const items = named(tokens[at]?.text ?? '') ?? (ofLaw ? named('obiettivi') : undefined);
  return recogniseLaw(context) ?? (items ? ask(said(items.subject, null, aspect, [])) : null);
}

const OF_LAW = /^(legge|norma|norme|normativa)$/;
const MAY_BE = /^(?:(p(?:uo|ossono|otrebbe|otrebbero))|d(?:eve|evono|ovrebbe|ovrebbero))$/;

/** "Che cosa dice il codice dei contratti?", "quanti giorni di ferie spettano?": of what no rule is held of. */
function unheld(
  { reading, vocabulary }: Context,
  { subjects, aspects, acts, modal }: LawQuestion,
): Outcome | null {
  const { law } = vocabulary;
  const subject = subjects.find(({ meaning }) => !law.ruled.has(meaning))?.meaning;
  if (subject === undefined || reading.measures.length > 0) return null;
  // "Quali obiettivi riguardano la privacy?" is asked of the plan; whether somebody may be dismissed for them is not.
  const binds = modal && law.bySubject.get(subject)?.strong === true;
  if (reading.kinds.length > 0 && !binds) return null;
  // "Per quanto tempo è mancato il segretario?": what happened.
  const { tokens } = reading;
  if (
    hasHappened(tokens) ||
    tokens.some(({ text }, at) => text === 'e' && isParticiple(tokens[at + 1]?.text ?? ''))
  )
    return null;
  // "Chi segue gli affidamenti?" is asked of the plan, and "quando scade?" of its items.
  const aspect = aspects.find((one) => one !== 'who' || acts.length > 0);
  if (aspect === undefined || tokens.some(({ text }) => /^scad/.test(text))) return null;
  // What is done may be of another subject.
  return ask(said(subject, null, aspect, subjects.length === 1 ? acts : []));
}

/** Items, goals and offices that are named, figures, and what has happened: not of the law. */
function isOfThePlan(context: Context, { subjects, aspects, acts }: LawQuestion): boolean {
  const { reading } = context;
  // "Dove si contraddice la relazione?": this one, in what it says.
  if (reading.concepts.has('ask:discrepancies')) return true;
  const strong = subjects.some(({ meaning }) => subjectOf(context, meaning)?.strong);
  // "La scadenza di un obiettivo": any of them, not the first.
  const items = reading.items.filter(({ from }) => !/^un[ao]?$/.test(reading.tokens[from]?.text ?? ''));
  // "Gli obiettivi che devono essere chiusi": which they are.
  if (!strong && subjects.some(({ to }) => reading.tokens[to]?.text === 'che')) return true;
  const named = items.some((one) => one.kind !== null || (!strong && one.items.length > 0));
  if (named || reading.goals.length > 0 || (!strong && reading.amounts.length > 0)) return true;
  if (reading.structures.some((one) => one.strong && !isAct(context, one)) || namesOffice(reading.tokens))
    return true;
  // "Obiettivi che finiscono nel 2028": of a year, as no rule is that is not asked what must or may be done.
  const bound = aspects.some((aspect) => OF_ANY_YEAR.has(aspect));
  if (!strong && !bound && reading.tokens.some(({ text }) => YEAR.test(text))) return true;
  const dated = aspects.length === 0 || aspects.includes('when') || aspects.includes('who');
  if (dated && hasHappened(reading.tokens)) return true;
  return aspects.length === 0 && (!strong || acts.length === 0);
}

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
const namesOffice = (tokens: readonly Token[]): boolean =>
  /\bchi (e|era|sono|erano|fa) (il|lo|la|l|i|gli|le|un|una) (vice)?(assessor|consiglier|sindac|segretari|dirigent|president|direttor|ragionier)/.test(
    tokens.map(({ text }) => text).join(' '),
  );

/** "È stata approvata", "ha approvato": what happened once, which the body's own acts tell. */
const hasHappened = (tokens: readonly Token[]): boolean =>
  tokens.some(
    ({ text }, at) =>
      /^stat[oaie]$/.test(text) ||
      (/^(ha|hanno|was|were)$/.test(text) && isParticiple(tokens[at + 1]?.text ?? '')),
  );

interface Found {
  readonly code: string;
  readonly subject: string;
  readonly aspect: Aspect;
}

/** The rule on one of the subjects that says what is asked, of all that is done with it. */
function ruleOf(
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
  const asked = widened([...aspects, ...term]);
  const isToldByActs = recogniseDeed(context) !== null;
  const named = [...new Set(question.subjects.map(({ meaning }) => meaning))];
  const found = law.rules.flatMap((rule) => {
    if (!subjects.includes(rule.subject) || (about !== null && !rule.speaksOf.has(about))) return [];
    if (!all.every((one) => rule.speaksOf.has(one))) return [];
    if (!question.acts.every((act) => rule.acts.includes(act))) return [];
    const aspect = ASPECTS.find((one) => asked.has(one) && rule.asks.includes(one));
    if (asked.size > 0 && aspect === undefined) return [];
    // "Dopo il 30 giugno": of a day, which the rule must name.
    const ofOtherDay = context.reading.tokens.some(({ text, key }) => isMonth(text) && !rule.keys.has(key));
    const tellsTerm = rule.dated && aspect !== undefined && term.includes(aspect);
    if (ofOtherDay && !tellsTerm) return [];
    // Without the act a term of law says when; with it, only the rule that names it.
    if (aspect === 'when' && !question.isDoing) return [];
    // "Chi ha approvato la relazione?" is asked of the body's own acts, which have their dates.
    if (aspect === 'who' && isToldByActs) return [];
    // "È obbligatorio il referto?": only a rule that says what must or may be, where nothing is done with it.
    const modal = aspect === 'obligatory' || aspect === 'may';
    if (modal && question.acts.length === 0 && !rule.binds) return [];
    // "Può bloccare i premi?": what is done is not of a rule that does not name it.
    if (question.rest.some(({ text, key }) => INFINITIVE.test(text) && !rule.keys.has(key))) return [];
    const unspoken = named.filter((one) => !rule.speaksOf.has(one)).length;
    const own = question.subjects.filter(({ meaning }) => meaning === rule.subject);
    const onlyDone = own.length > 0 && own.every((one) => isDone(one, context.reading.tokens));
    // "Se il RPCT non pubblica la sua relazione": of what it does not speak it says no consequence.
    const strange = named.some(
      (one) =>
        law.bySubject.get(one)?.strong === true &&
        !rule.speaksOf.has(one) &&
        !isDoneBy(law, rule.subject, one),
    );
    if ((onlyDone && unspoken > 0) || (strange && aspect === 'consequence')) return [];
    const foreign = question.rest.filter(({ key }) => !rule.keys.has(key)).length;
    // A verb that was not translated may turn the question round.
    if (foreign > (asked.size === 0 || context.reading.english ? 0 : question.words.length / FOREIGN))
      return [];
    const held = question.words.filter(({ key }) => rule.keys.has(key)).length;
    const length = Math.max(0, ...own.map(({ from, to }) => to - from));
    const order = aspect === undefined ? ASPECTS.length : ASPECTS.indexOf(aspect);
    // "Il Consiglio deve approvarlo?": whether it is its task.
    const ofOrgan = modal && question.organ && question.acts.length > 0 && rule.asks.includes('who') ? 0 : 1;
    const place = aspect === undefined ? 0 : rule.asks.indexOf(aspect);
    return [
      {
        rule,
        aspect: aspect ?? rule.asks[0] ?? 'contents',
        unspoken,
        foreign,
        ofOrgan,
        order,
        place,
        held,
        length,
      },
    ];
  });
  const best = found.sort(
    (a, b) =>
      a.foreign + a.unspoken - (b.foreign + b.unspoken) ||
      a.ofOrgan - b.ofOrgan ||
      a.order - b.order ||
      a.place - b.place ||
      b.held - a.held ||
      b.length - a.length,
  )[0];
  return best ? { code: best.rule.code, subject: best.rule.subject, aspect: best.aspect } : null;
}

/** "Il Nucleo non valida": a rule on who does it names the organ. */
const isDoneBy = ({ rules }: Context['vocabulary']['law'], subject: string, organ: string): boolean =>
  rules.some((rule) => rule.subject === subject && rule.asks.includes('who') && rule.speaksOf.has(organ));

/** Who controls is who does it. */
function widened(aspects: readonly Aspect[]): ReadonlySet<Aspect> {
  const asked = new Set(aspects);
  if (asked.has('who-evaluates')) asked.add('who');
  return asked;
}

function notHeld(context: Context, question: LawQuestion, subject: LawSubject): Outcome | null {
  const { reading, vocabulary } = context;
  const { acts, aspects, rest, words } = question;
  const asksDays = TERM.some((one) => aspects.includes(one));
  if (reading.measures.length > 0 || (reading.concepts.has('ask:count') && !asksDays)) return null;
  // "Un cantoniere": no verb.
  const isNoun = (token: Token): boolean =>
    ARTICLE.test(reading.tokens[reading.tokens.indexOf(token) - 1]?.text ?? '');
  const unknown = rest.find((token) => INFINITIVE.test(token.text) && !isNoun(token))?.text;
  if (rest.length - (unknown === undefined ? 0 : 1) > words.length / FOREIGN) return null;
  const aspect = ASPECTS.find((one) => aspects.includes(one) && !ELSEWHERE.has(one));
  if (aspect === undefined) return null;
  if (aspect === 'who' && recogniseDeed(context) !== null) return null;
  if (acts.length === 0 && unknown === undefined && !ALONE.has(aspect)) return null;
  if (aspect === 'when' || aspect === 'often') {
    const terms = vocabulary.index.plan.legalDeadlines
      .map(({ code, title, rule }) => ({
        code,
        title: normalise(title),
        words: normalise(`${title} ${rule}`),
      }))
      .filter(
        ({ code, title }) => code === subject.deadline || subject.names.some((name) => title.includes(name)),
      );
    // The terms of law may be of another act: "entro quando si pubblica", where they say by when it is approved.
    const speaksOf = (text: string): readonly unknown[] => text.split(/[^a-z]+/).map(vocabulary.law.actOf);
    const speak = terms.some((term) => acts.every((act) => speaksOf(term.words).includes(act)));
    // "Quanti giorni ho?": the term tells.
    if (speak && subject.deadline !== null && reading.concepts.has('ask:count'))
      return ask({ type: 'date', acts: [], phases: [], legal: [subject.deadline], lawFirst: true });
    if (speak || subject.deadline === null) return null;
  }
  return ask(said(subject.subject, null, aspect, unknown === undefined ? acts : [unknown]));
}

const said = (subject: string, rule: string | null, aspect: Aspect, acts: readonly string[]): Query => ({
  type: 'rule',
  subject,
  rule,
  aspect,
  act: acts[0] ?? null,
});

const subjectOf = ({ vocabulary }: Context, subject: string): LawSubject | undefined =>
  vocabulary.law.bySubject.get(subject);

/** "Entro quando si adotta?", after "che cos'è il PTPCT?". */
function followed(context: Context, question: LawQuestion): Outcome | null {
  const subject = subjectBefore(context);
  const { aspects, rest } = question;
  if (!subject || aspects.length === 0 || rest.length > 0) return null;
  const { legalDeadlines } = context.vocabulary.index.plan;
  const { deadline } = subject;
  const rule = ruleOf(context, question, [subject.subject], aspects);
  if (rule) return assume(said(rule.subject, rule.code, rule.aspect, question.acts));
  const known = legalDeadlines.some(({ code }) => code === deadline);
  if (!aspects.includes('when') || !known || deadline === null) return null;
  return assume({ type: 'date', acts: [], phases: [], legal: [deadline], lawFirst: true });
}

const assume = (query: Query): Outcome => ({ type: 'query', query, assumed: true, alternatives: [] });

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
