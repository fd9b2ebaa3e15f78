import { findPhrases, longestMatches } from '../language/phrases.ts';
import { type Token, tokenise } from '../language/tokens.ts';
import { isParticiple } from '../language/verb-forms.ts';
import { type FactMatch, notInTable } from './facts.ts';
import { speaksOfDeadline } from './filters.ts';
import { recogniseItems } from './items.ts';
import { recogniseStructures } from './lookups.ts';
import { ask, type Context, type Outcome, refuse } from './outcome.ts';
import type { TopicMatch } from './topic.ts';

/** Questions that the plan cannot answer: persons, other years, other bodies. */
export function recogniseLimits(context: Context, facts: FactMatch, topic: TopicMatch): Outcome | null {
  const { reading } = context;
  if (asksOfPerson(context, facts) && !(facts.coverage > 0.9 && reading.concepts.has('ask:count')))
    return asksAddress(context)
      ? (ofWhom(context, topic) ?? refuse({ reason: 'address' }))
      : refuse({ reason: 'personal' });
  if (judgesPerson(context)) return refuse({ reason: 'personal' });
  return recogniseYear(context, facts, topic) ?? recogniseBody(context, facts);
}

/** Whether it speaks of what is a person's own: an ordinary verb does only where no row or column of a table is its subject. */
function asksOfPerson({ reading, vocabulary }: Context, { cells, table }: FactMatch): boolean {
  const { concepts, spans, tokens } = reading;
  if (!concepts.has('refuse:personal')) return false;
  if (tokens.some((token) => does(vocabulary, 'person', token) || does(vocabulary, 'who', token)))
    return true;
  // "Quale capoluogo ha guadagnato più punti?"
  const changes =
    table?.request.operators.has('change') || tokens.some((token) => does(vocabulary, 'points', token));
  const isOfTable = changes && table?.unexplained.length === 0 && (cells?.rows.named || cells?.columns.named);
  return (
    !isOfTable ||
    !spans.every(
      ({ concept, from, to }) =>
        concept !== 'refuse:personal' ||
        tokens.slice(from, to).some((token) => does(vocabulary, 'gains', token)),
    )
  );
}

/** «Mi serve la mail del referente»: where to write to an office, or whom to call. */
const asksAddress = ({ reading: { spans, tokens }, vocabulary }: Context): boolean =>
  spans.every(
    ({ concept, from, to }) =>
      concept !== 'refuse:personal' ||
      tokens.slice(from, to).some((token) => does(vocabulary, 'address', token)),
  );

/** Whose it is, where the address of an office is asked for: the plan has no other. */
function ofWhom({ reading, ...context }: Context, { alike, coverage }: TopicMatch): Outcome | null {
  const { tokens } = reading;
  const concepts = new Set([...reading.concepts, 'attr:responsible']);
  const asked = { ...context, reading: { ...reading, concepts } };
  const isNamed = reading.topic.some((token) => !does(context.vocabulary, 'person', token));
  const ofItem =
    isNamed && coverage > 0.8 && alike.length === 1
      ? ask({ type: 'item', items: [...alike], measures: [], attributes: ['responsible'], department: null })
      : null;
  const found = recogniseItems(asked) ?? recogniseStructures(asked) ?? ofItem;
  const address = tokens.filter((token) => does(context.vocabulary, 'address', token));
  return found?.type === 'query' ? { ...found, ignored: address.map(({ text }) => text) } : null;
}

/** A word does that, as `operazioni.csv` says. */
export const does = (
  { operations }: Context['vocabulary'],
  role: string,
  token: Pick<Token, 'text'> | undefined,
): boolean => token !== undefined && operations.get(role)?.has(token.text) === true;

/** "Chi è il dirigente più bravo?", "che voto ha preso?": the worth, the pay or the mark of a person. */
export function judgesPerson({ reading: { tokens, kinds, concepts, items }, vocabulary }: Context): boolean {
  if (kinds.length + items.length > 0 || concepts.has('ask:count') || concepts.has('ask:meaning'))
    return false;
  return (
    tokens.some((token) => does(vocabulary, 'person', token)) &&
    tokens.some((token) => does(vocabulary, 'judged', token)) &&
    // "Il dirigente più bravo", "chi è …?": one of them, or who.
    tokens.some((token) => ['asks', 'asks which', 'names one'].some((role) => does(vocabulary, role, token)))
  );
}

function recogniseYear(context: Context, facts: FactMatch, topic: TopicMatch): Outcome | null {
  const { reading, vocabulary, today, conversation } = context;
  const { plan } = vocabulary.index;
  const said = [...reading.years];
  if (reading.concepts.has('year:next')) said.push(plan.head.year + 1);
  if (reading.concepts.has('year:last') && Number(today.slice(0, 4)) - 1 !== plan.head.year)
    said.push(plan.head.year - 1);
  // "Negli ultimi due anni": one plan is of one year.
  const spans = reading.concepts.has('year:span') && said.length === 0;
  if (spans) said.push(plan.head.year - 1);
  const other = said.find((year) => year !== plan.head.year);
  if (other === undefined) return null;
  // Items have other numbers in another year's plan: of one in two years nothing is told.
  const held = vocabulary.index.years.has(other);
  const ofItems = reading.items.length > 0 && held;
  // «Il 2025 rispetto al 2026»: of the one there is a plan; a year beside it that has none is never passed over.
  if (said.includes(plan.head.year) && !ofItems && (held || reading.measures.length === 0)) return null;
  if (reading.concepts.has('noun:goal') && other === 2030) return null;
  // A deadline may lie in another year; facts and dated acts carry their own.
  if (speaksOfDeadline(reading) || reading.concepts.has('ask:when') || mentionsAct(context)) return null;
  // "E nel 2023?", after the objectives that go on in 2022.
  const before = conversation?.query?.type === 'figures' ? conversation.query.select : [];
  const isOfTime = before.some(({ type }) => type === 'begins' || type === 'ends');
  if (isOfTime && reading.measures.length === 0) return null;
  // "Obiettivi partiti nel 2020": the plan has their first and last years.
  if (saysWhenItemsRun(reading)) return null;
  const enough = facts.distinctive && topic.coverage < facts.coverage ? 0.6 : 0.8;
  if (facts.coverage >= enough && facts.facts.some((fact) => fact.period.includes(String(other))))
    return null;
  const years = notInTable(context, facts);
  if (years) return years;
  if (spans && facts.coverage >= enough && facts.cells?.dated) return null;
  // The year may be part of a name: "Lucca 2030".
  const named = reading.tokens.some(
    (token, at) =>
      token.value === other && vocabulary.itemSearch.pairs.has(`${reading.tokens[at - 1]?.key} ${token.key}`),
  );
  if (named && topic.coverage > 0.5) return null;
  return vocabulary.index.years.has(other)
    ? refuse({ reason: 'between_years', years: [...vocabulary.index.years.keys()].sort() })
    : refuse({ reason: 'other_year', year: other });
}

/** What begins, ends or goes on. */
const RUNS: ReadonlySet<string> = new Set([
  'horizon:start',
  'horizon:beyond',
  'attr:deadline',
  'ask:upcoming',
]);
/** How far from its verb a year may stand, after it ("che scadono tutti quanti entro la fine del 2022") and before it. */
const REACH = { after: 7, before: 4 };

/** A year is said to be when items begin, end or go on. */
const saysWhenItemsRun = ({ tokens, spans, years }: Context['reading']): boolean =>
  tokens.some(
    ({ type, spelled, value }, at) =>
      type === 'number' &&
      !spelled &&
      years.includes(value) &&
      spans.some(
        ({ concept, from, to }) =>
          RUNS.has(concept) &&
          ((to <= at && at - to < REACH.after) || (from > at && from - at < REACH.before)),
      ),
  );

/** Speaks of an act or a law: "delibera 167", "art. 10", "150/2009". */
export const mentionsAct = ({ reading, vocabulary }: Pick<Context, 'reading' | 'vocabulary'>): boolean =>
  reading.concepts.has('ask:act') ||
  asksWhoDecides({ reading, vocabulary }) ||
  reading.tokens.some(
    (token) => does(vocabulary, 'act', token) || (token.text.includes('/') && token.type === 'number'),
  );

/** What an organ of the body decides by an act. */
export const DECIDED: ReadonlySet<string> = new Set(['approvare', 'validare', 'attestare', 'ratificare']);

/** "Chi approva…?", "chi ha validato…?", "da chi è attestato?": an organ of the body and its act. */
const asksWhoDecides = ({
  reading: { tokens },
  vocabulary,
}: Pick<Context, 'reading' | 'vocabulary'>): boolean =>
  tokens.some((token) => does(vocabulary, 'who', token)) &&
  tokens.some(({ text }) => DECIDED.has(vocabulary.law.actOf(text) ?? ''));

/**
 * "Chi ha stilato la classifica?", "che cosa ha trasmesso l'ufficio?": what was done once, as `norme-verbi.csv` calls it, which
 * the document's words and its acts tell, and no figure or item that shares a word. Null where nothing of the kind is asked.
 */
export function deedAsked({ reading, vocabulary }: Context): string | null {
  const { tokens, concepts, items, structures, kinds, measures, goals } = reading;
  if (items.length + kinds.length + measures.length + goals.length > 0) return null;
  if (structures.some(({ strong }) => strong) || concepts.has('attr:responsible')) return null;
  const opens = tokens.findIndex((token) => does(vocabulary, 'asked of a deed', token));
  if (opens < 0 || !tokens.slice(0, opens).every(({ light }) => light)) return null;
  const deeds = tokens.flatMap((token, at) => {
    const done = does(vocabulary, 'did', token) ? (tokens[at + 1]?.text ?? '') : '';
    const act = vocabulary.law.actOf(done);
    return act !== null && DEEDS.has(act) ? [act] : [];
  });
  return deeds[0] ?? null;
}

/**
 * Something that is done once or is due, or that an organ did: "che cosa va pubblicato entro il 15 dicembre?", "quali modifiche
 * ha chiesto il Nucleo?". No figure, state or item answers that.
 */
export const asksOfDeed = (context: Context): boolean =>
  deedAsked(context) !== null ||
  asksOnlyWhichAct(context) ||
  asksWhatBecame(context) ||
  wasDone(context) ||
  asksWhatWasDone(context) ||
  asksWhatAnOrganDid(context);

/** "Che fine hanno fatto i nuovi dirigenti?": what happened to somebody or something. */
const asksWhatBecame = ({ reading: { tokens }, vocabulary: { questionKinds } }: Context): boolean =>
  findPhrases(questionKinds, tokens).some(({ from, meaning }) => from === 0 && meaning === 'became');

/** "Con che atto è stata approvata?": of nothing that it names. */
export const asksOnlyWhichAct = ({
  reading: { tokens, concepts, spans },
  vocabulary: { law },
}: Context): boolean =>
  concepts.has('ask:act') &&
  tokens.every(
    ({ light, text }, at) =>
      light ||
      DEEDS.has(law.actOf(text) ?? '') ||
      spans.some(({ from, to, concept }) => from <= at && at < to && /^(ask|noise|talk):/.test(concept)),
  );

/** "La relazione è stata pubblicata in ritardo?": of a document of the cycle. */
function wasDone({ reading: { tokens, kinds, items, structures }, vocabulary }: Context): boolean {
  if (kinds.length + items.length > 0 || structures.some(({ strong }) => strong)) return false;
  const { law } = vocabulary;
  const isDone = tokens.some(
    (token, at) => does(vocabulary, 'was', token) && DEEDS.has(law.actOf(tokens[at + 1]?.text ?? '') ?? ''),
  );
  return (
    isDone &&
    longestMatches(findPhrases(law.subjects, tokens)).some(
      ({ meaning }) => law.bySubject.get(meaning)?.strong === true,
    )
  );
}

/** "Che cosa hanno chiesto ai dipendenti?", "come si misura la performance?": what somebody did, or how it is done. */
export function asksWhatWasDone({ reading, vocabulary }: Context): boolean {
  const { tokens, items, kinds, measures } = reading;
  if (items.length + kinds.length + measures.length > 0) return false;
  const texts = tokens.map(({ text }) => text);
  const opens = texts[0] === 'che' ? 1 : 0;
  const did = does(vocabulary, 'has', tokens[opens + 1]) && isParticiple(texts[opens + 2] ?? '');
  const isDone = texts[0] === 'come' && does(vocabulary, 'passive', tokens[1]);
  // "Dove si trova l'elenco?": where it is to be seen.
  const isSought =
    texts[0] === 'dove' && texts.slice(1, 4).some((text) => vocabulary.law.actOf(text) === 'vedere');
  return (
    (texts[opens] === 'cosa' && did) || (isDone && vocabulary.law.actOf(texts[2] ?? '') !== null) || isSought
  );
}

/** "Quali modifiche ha chiesto il Nucleo?", "la Giunta ha respinto …?" */
export function asksWhatAnOrganDid({
  reading: { tokens, kinds, items, measures, structures },
  vocabulary,
}: Pick<Context, 'reading' | 'vocabulary'>): boolean {
  if (kinds.length + items.length + measures.length > 0) return false;
  if (structures.some(({ strong }) => strong)) return false;
  const isOrgan = (at: number): boolean => {
    const first = tokens[at]?.light ? at + 1 : at;
    return does(vocabulary, 'organ', tokens[first]);
  };
  return tokens.some(
    (token, at) =>
      does(vocabulary, 'has', token) &&
      isParticiple(tokens[at + 1]?.text ?? '') &&
      (isOrgan(at + 2) || does(vocabulary, 'organ', tokens[at - 1])),
  );
}

/** What an organ or an office does once, and an item is not done by. */
const DEEDS: ReadonlySet<string> = new Set([
  'approvare',
  'validare',
  'presentare',
  'predisporre',
  'inviare',
  'nominare',
  'attestare',
  'firmare',
  'ratificare',
  'rifiutare',
  'pubblicare',
]);

function recogniseBody({ reading, vocabulary }: Context, facts: FactMatch): Outcome | null {
  const own = new Set(tokenise(vocabulary.index.plan.head.bodyName).map((token) => token.text));
  const { tokens } = reading;
  for (const [at, token] of tokens.entries()) {
    if (!does(vocabulary, 'body', token)) continue;
    const link = tokens[at + 1];
    const name = link && /^(di|del|della|d|of)$/.test(link.text) ? tokens[at + 2] : undefined;
    if (name?.type !== 'word' || name.light || own.has(name.text)) continue;
    if (facts.coverage > 0.7 && facts.distinctive) continue;
    const known =
      vocabulary.itemSearch.postings.has(name.key) ||
      reading.spans.some((span) => span.from <= at + 2 && span.to > at + 2);
    if (!known) return refuse({ reason: 'other_body', name: name.text });
  }
  return null;
}
