import { type FactNote, type ItemRef, type Plan, UNPRINTED } from '../../domain/types.ts';
import type { QuestionKind } from '../../words/question-kinds.ts';
import { followWords } from '../follow/follow-words.ts';
import { grammarWords } from '../grammar/find-words.ts';
import type { Meaning } from '../grammar/pieces.ts';
import { codePhrases, titleEnds, titlePhrases } from '../grammar/plan-words.ts';
import type { InPieces } from '../in-pieces.ts';
import type { LanguageWords } from '../language/detect.ts';
import { buildEnglish, type EnglishBook } from '../language/english.ts';
import { type LexiconFiles, readLexiconFiles } from '../language/lexicon-files.ts';
import { normalise } from '../language/normalise.ts';
import { type PastForms, readPastForms } from '../language/past.ts';
import { type CutPhrase, cutOnce, type PhraseBook, phraseBook, phraseKeys } from '../language/phrases.ts';
import { buildSearch, rarity, type SearchIndex } from '../language/search.ts';
import { buildSpelling, isSpelled, type Spelling } from '../language/spelling.ts';
import { contentKeys, type LightCode, lightCodes, stem, tokenise } from '../language/tokens.ts';
import { type PartWord, partsWords } from '../parts/parts-words.ts';
import { type PhaseWord, readPhaseWords } from '../relations/phase-words.ts';
import { type ReportWords, readReportWords } from '../reports/report-words.ts';
import { readTableWords, type SmallWords, type TableWord } from '../tables/table-words.ts';
import { type OrderWords, readOrderWords } from '../talk/order-words.ts';
import { readTalkWords, type TalkWords } from '../talk/talk-words.ts';
import { readWeightsWords, type WeightsWords } from '../weights/weights-words.ts';
import { documentInitials } from './document-name.ts';
import { buildFactTables, type FactTable } from './fact-tables.ts';
import { type Guide, readGuide } from './guide.ts';
import { buildGuideBook, type GuideBook } from './guide-book.ts';
import { buildLawBook, type LawBook } from './law.ts';
import { foreignNouns } from './level-nouns.ts';
import { planConcepts, planMeanings } from './plan-concepts.ts';
import type { PlanIndex } from './plan-index.ts';
import { type StructurePart, structureParts } from './structure-parts.ts';
import { plainWords, type StructureMeaning, structurePhrases } from './structure-phrases.ts';
import { buildTold, readQuestionKinds, type Told } from './told.ts';
import { type Alike, alikeOf, buildWays, readAlike, type Ways } from './ways.ts';

/** Words that stand around a question. */
interface Frame {
  /** "Sapere", "chiede": what is asked comes next. */
  readonly asks: ReadonlySet<string>;
  /** "Mi serve", "si richiede": the same, behind a pronoun. */
  readonly requests: ReadonlySet<string>;
  /** The speaker, courtesies. */
  readonly speaks: ReadonlySet<string>;
  /** Who asks. */
  readonly people: ReadonlySet<string>;
  /** When: "domani", "entro stasera". */
  readonly times: ReadonlySet<string>;
  /** «Visto che», «così»: why it is asked; the latter only where somebody then speaks of himself. */
  readonly reasons: ReadonlySet<string>;
  readonly ownReasons: ReadonlySet<string>;
  /** «Devo», «mi»: behind a reason, who writes speaks. */
  readonly ownSpeech: ReadonlySet<string>;
  readonly relatives: ReadonlySet<string>;
  readonly thanks: ReadonlySet<string>;
  /** «Gentile», before whom is written to. */
  readonly titles: ReadonlySet<string>;
  /** «Hai cinque minuti?»: said to whoever reads. */
  readonly speaksTo: ReadonlySet<string>;
  /** «Ma», behind something that was only said. */
  readonly but: ReadonlySet<string>;
  /** «Una cosa»: before a word that asks elsewhere. */
  readonly some: ReadonlySet<string>;
  /** Who asks, what for and when. */
  readonly words: ReadonlySet<string>;
  /** "Ad oggi", "finora", with the comma beside it. */
  readonly untilNow: RegExp;
}

/** Every word the engine knows: everyday language from files, names from the plan. */
export interface Vocabulary {
  readonly index: PlanIndex;
  readonly concepts: PhraseBook<readonly string[]>;
  /** What a question in English is in Italian. */
  readonly english: EnglishBook;
  /** Titles of the items, as the plan writes them. */
  readonly itemNames: PhraseBook<ItemRef>;
  /** Codes of the items that have letters in them. */
  readonly itemCodes: PhraseBook<ItemRef>;
  /** Words of the titles and keywords of what the body works on. */
  readonly titleWords: ReadonlySet<string>;
  /** What its titles are short for: "FSE". */
  readonly acronyms: ReadonlySet<string>;
  /** Words of the plan that the everyday language has only another form of: "istruzione", where it has "istruzioni". */
  readonly ownWords: ReadonlySet<string>;
  /** The letters that such codes begin with: a number after them is never an item's. */
  readonly codeHeads: ReadonlySet<string>;
  readonly lightCodes: readonly LightCode[];
  /** Words of the grammar, by which questions are composed. */
  readonly grammar: PhraseBook<Meaning>;
  /** Words for levels that the body itself does not use. */
  readonly foreignLevels: ReturnType<typeof foreignNouns>;
  /** Words by which figures of the context tables are asked for. */
  readonly tableWords: PhraseBook<TableWord>;
  /** Words that stand for one another as a row or a column, by key: a tree is no park there. */
  readonly tableSynonyms: ReadonlyMap<string, readonly string[]>;
  /** Words that say how those of a request of a table are joined. */
  readonly smallWords: SmallWords;
  /** Words that lead to what a plan says of its items besides their figures. */
  readonly parts: PhraseBook<PartWord>;
  /** Words with which other weights are tried. */
  readonly weights: WeightsWords;
  /** Words with which a question goes on from the one before. */
  readonly follow: PhraseBook<Meaning>;
  readonly languages: LanguageWords;
  readonly structures: PhraseBook<StructureMeaning>;
  /** Parts of the structures' names, with what they tell. */
  readonly structureParts: PhraseBook<StructurePart>;
  /** Of structures with the same name, the one that the asker meant. */
  readonly chosen: Pick<StructureMeaning, 'level' | 'code'> | null;
  readonly goals: PhraseBook<number>;
  /** Everyday names of the goals' themes: "clima", "parità di genere". */
  readonly themes: PhraseBook<number>;
  /** Ordinary words that are no part of what a question is about. */
  readonly common: ReadonlySet<string>;
  readonly frame: Frame;
  /** What each word does in a question about a phase of the plan. */
  readonly phaseWords: ReadonlyMap<string, string>;
  /** Words by which rows of a phase are asked for. */
  readonly phaseRows: PhraseBook<PhaseWord>;
  /** Words by which an operation is asked for, by what they do there. */
  readonly operations: ReadonlyMap<string, ReadonlySet<string>>;
  /** Runs of such words, by what they want of an answer. */
  readonly wanted: LexiconFiles['wanted'];
  /** Words that narrow nothing beside what is asked: by a figure, an attribute or a kind of answer. */
  readonly beside: ReadonlyMap<string, ReadonlySet<string>>;
  readonly itemSearch: SearchIndex;
  readonly factSearch: SearchIndex;
  /** The same facts as tables, by topic. */
  readonly factTables: ReadonlyMap<string, FactTable>;
  readonly actSearch: SearchIndex;
  readonly legalSearch: SearchIndex;
  readonly phaseSearch: SearchIndex;
  readonly termSearch: SearchIndex;
  readonly goalSearch: SearchIndex;
  /** Names of what the document speaks of without a figure, with the note that says so. */
  readonly unprinted: readonly { readonly keys: readonly string[]; readonly note: FactNote }[];
  /** Terms and aliases as plain words, longest first, with the place of their entry in the glossary. */
  readonly termNames: readonly { readonly phrase: string; readonly entry: number }[];
  /** Keys of the body's own name, and of what its document is called for short. */
  readonly bodyKeys: ReadonlySet<string>;
  /** Keys of each fact's row and column label. */
  readonly factLabels: readonly {
    readonly subject: readonly string[];
    readonly measure: readonly string[];
  }[];
  /** Keys that stand for one another, by key. */
  readonly synonyms: ReadonlyMap<string, readonly string[]>;
  readonly spelling: Spelling;
  /** How staff say how far an item is. */
  readonly reports: ReportWords;
  /** What is said that asks nothing of the plan. */
  readonly talk: TalkWords;
  /** The words of orders, which are not obeyed. */
  readonly orders: OrderWords;
  /** Traguardo's own working, by the words that ask for it. */
  readonly guide: GuideBook;
  /** What the document says in words, by the words that ask for it. */
  readonly statements: Ways;
  readonly told: ReadonlyMap<string, Told>;
  readonly statementSearch: SearchIndex;
  /** What a question asks of its subject, by the words that say so. */
  readonly questionKinds: PhraseBook<QuestionKind>;
  /** How what was so is said, and how what is so. */
  readonly past: PastForms;
  /** Words that say the same of what is told in words. */
  readonly alike: Alike;
  /** The law, by what it speaks of and what is asked of it. */
  readonly law: LawBook;
}

/** The words that are the same for any plan. */
type EverydayWords = Pick<
  Vocabulary,
  | 'tableWords'
  | 'tableSynonyms'
  | 'smallWords'
  | 'weights'
  | 'follow'
  | 'common'
  | 'frame'
  | 'phaseWords'
  | 'phaseRows'
  | 'operations'
  | 'wanted'
  | 'beside'
  | 'reports'
  | 'talk'
  | 'orders'
  | 'guide'
  | 'law'
  | 'questionKinds'
  | 'past'
  | 'alike'
>;

/** What is the same for any body, and is shared by those that one program serves. */
export interface Everyday {
  readonly files: LexiconFiles;
  readonly guide: Guide;
  readonly words: EverydayWords;
  /** What a plan's own words are put beside. */
  readonly base: Base;
}

/** Words that are a figure by themselves. */
const figureWords = (words: Base['grammar']): ReadonlySet<string> =>
  new Set(words.flatMap(([word, { cat }]) => (cat === 'figure' && /^\p{L}+$/u.test(word) ? [word] : [])));

interface Base {
  /** The words of the grammar, before a body's own. */
  readonly grammar: readonly (readonly [string, Meaning])[];
  /** Knows how these, and the phrases of everyday language, are cut. */
  readonly cut: CutPhrase;
  readonly spelling: Spelling;
  /** Words that say something by themselves, or stand around a question. */
  readonly lone: ReadonlySet<string>;
  /** Words of everyday Italian and English, and the English ones that stand for words of a plan. */
  readonly italian: ReadonlySet<string>;
  readonly english: ReadonlySet<string>;
}

/** Reads it, in pieces of which each takes little. */
export function* everydayInPieces(): InPieces<Everyday> {
  const grammar = grammarWords();
  const files = withFigures(readLexiconFiles(), grammar);
  yield;
  const guide = readGuide();
  yield;
  const table = readTableWords();
  const alike = readAlike();
  const words = yield* madeInPieces<EverydayWords>({
    tableWords: () => phraseBook(table.words),
    tableSynonyms: () => sameKeys(table.same),
    smallWords: () => table.small,
    weights: () => readWeightsWords(),
    follow: () => phraseBook(followWords()),
    common: () => new Set(files.common.filter((word) => !word.includes(' ')).map(normalise)),
    frame: () => buildFrame(files),
    phaseWords: () => files.phases,
    phaseRows: () => readPhaseWords(),
    operations: () => files.operations,
    wanted: () => files.wanted,
    beside: () => new Map([...files.beside].map(([about, words]) => [about, new Set(words.map(normalise))])),
    reports: () => readReportWords(),
    talk: () => readTalkWords(),
    orders: () => readOrderWords(),
    guide: () => buildGuideBook(guide),
    law: () => buildLawBook(guide.law, alikeOf(alike)),
    questionKinds: () => readQuestionKinds(),
    past: () => readPastForms(),
    alike: () => alikeOf(alike),
  });
  yield;
  const base = yield* madeInPieces<Base>({
    grammar: () => grammar,
    cut: () =>
      cutOnce([...files.concepts, ...grammar.map(([phrase]) => ({ phrase }))].map(({ phrase }) => phrase)),
    spelling: () => buildSpelling(spelledEveryday(files, grammar, guide, alike)),
    lone: () => new Set([...loneWords(files.concepts), ...[...files.frame.values()].flat().map(normalise)]),
    italian: () => wordsOf(files.concepts),
    english: () => wordsOf(files.english),
  });
  return { files, guide, words, base };
}

/** A word for a figure in the grammar is one wherever figures are asked for. */
const withFigures = (files: LexiconFiles, grammar: Base['grammar']): LexiconFiles => {
  const english = new Set(files.english.map(({ phrase }) => phrase));
  const figures = grammar.flatMap(([phrase, meaning]) =>
    meaning.cat === 'figure' && !english.has(phrase.replace('+', ''))
      ? [{ phrase, concepts: [`measure:${meaning.figure}`] }]
      : [],
  );
  return { ...files, concepts: [...files.concepts, ...figures] };
};

/** Reads it for the first who asks, and gives it to all. */
export function everydayOnce(): () => InPieces<Everyday> {
  let known: Everyday | null = null;
  return function* () {
    known ??= yield* everydayInPieces();
    return known;
  };
}

function* madeInPieces<T>(making: { readonly [Part in keyof T]: () => T[Part] }): InPieces<T> {
  const made: Partial<T> = {};
  for (const part of Object.keys(making) as (keyof T)[]) {
    yield;
    made[part] = making[part]();
  }
  return made as T;
}

/** All that is known of a plan's words, made in pieces of which each takes little: whoever makes it may do something else in between. */
export function* vocabularyInPieces(index: PlanIndex, shared: Everyday): InPieces<Vocabulary> {
  const { plan } = index;
  const { files, base } = shared;
  const itemSearch = buildSearch(
    plan.items.map((item) => [
      { text: item.shortTitle, weight: 1.2 },
      { text: item.keywords.join(';'), weight: 1.1 },
      { text: item.title, weight: 1 },
      { text: item.summary, weight: 0.5 },
    ]),
  );
  yield;
  const everyday = planConcepts(files.concepts, plan);
  yield;
  // "Salute", "istruzione" are words like any other where no item is linked to a goal.
  const themed = index.byGoal.size === 0 ? [] : plan.goals;
  const ofLanguage = new Set(files.concepts);
  const own = everyday.filter((one) => !ofLanguage.has(one));
  const spelling = buildSpelling(spelledByPlan(plan, own), base.spelling);
  yield;
  const ofPlan = yield* madeInPieces<Omit<Vocabulary, keyof EverydayWords>>({
    index: () => index,
    concepts: () =>
      phraseBook(
        everyday.map(({ phrase, concepts }) => [phrase, concepts] as const),
        base.cut,
      ),
    english: () =>
      buildEnglish(files.english, [
        ...[...plan.departments, ...plan.units].flatMap(({ code, name }) => [code, name]),
        ...plan.items.flatMap(({ title, shortTitle }) => [title, shortTitle]),
      ]),
    itemNames: () => phraseBook([...titlePhrases(plan), ...titleEnds(plan, figureWords(base.grammar))]),
    itemCodes: () => phraseBook(codePhrases(plan)),
    codeHeads: () => codeHeads(plan),
    lightCodes: () =>
      lightCodes(
        [...plan.items, ...plan.departments, ...plan.units].flatMap(({ code }) =>
          code === null ? [] : [code],
        ),
      ),
    titleWords: () => titleWords(index),
    acronyms: () => new Set(index.worked.flatMap(({ item }) => acronymsIn(item.title))),
    ownWords: () => ownWords(plan, new Set([...base.lone, ...loneWords(own)])),
    foreignLevels: () => foreignNouns(plan),
    grammar: () => phraseBook(planMeanings(base.grammar, plan), base.cut),
    parts: () => partsWords(plan, files.parts),
    languages: () => ({
      // An English word that the plan has too tells no English question.
      english: new Set([...base.english].filter((word) => !isSpelled(spelling, word))),
      italian: base.italian,
    }),
    structures: () => phraseBook(structurePhrases(plan)),
    structureParts: () => phraseBook(structureParts(plan)),
    chosen: () => null,
    goals: () =>
      phraseBook(
        themed.flatMap((goal) => [[goal.name, goal.number] as const, [goal.shortName, goal.number] as const]),
      ),
    themes: () =>
      phraseBook(
        files.themes.flatMap(({ phrase, goal }) =>
          themed.some((one) => one.number === goal) ? [[phrase, goal] as const] : [],
        ),
      ),
    itemSearch: () => itemSearch,
    factSearch: () =>
      buildSearch(
        plan.facts.map((fact) => [
          // "A - Sicurezza sul lavoro" is scope A of a survey: the letter is a name.
          { text: fact.subject.replace(/^([A-Z]) - /, 'ambito $1 '), weight: 1.2 },
          { text: fact.measure, weight: 1.2 },
          { text: fact.topic.replaceAll('-', ' '), weight: 0.8 },
          { text: fact.keywords.join(';'), weight: 0.9 },
          { text: fact.period, weight: 1 },
        ]),
      ),
    factTables: () =>
      new Map(
        buildFactTables(plan.facts, new Set(contentKeys(plan.head.bodyName)), plan.head.year).map((table) => [
          table.topic,
          table,
        ]),
      ),
    actSearch: () =>
      buildSearch(
        plan.acts.map((act) => [
          { text: act.title, weight: 1.2 },
          { text: act.keywords.join(';'), weight: 1.1 },
          { text: act.reference ?? '', weight: 1.1 },
          { text: act.authority ?? '', weight: 0.8 },
          { text: act.summary, weight: 0.5 },
        ]),
      ),
    legalSearch: () =>
      buildSearch(
        plan.legalDeadlines.map((one) => [
          { text: one.title, weight: 1.2 },
          { text: one.keywords.join(';'), weight: 1.1 },
          { text: `${one.law} ${one.article}`, weight: 1.1 },
          { text: one.rule, weight: 0.4 },
        ]),
      ),
    phaseSearch: () => buildSearch(plan.phases.map((phase) => [{ text: phase.name, weight: 1 }])),
    termSearch: () =>
      buildSearch(
        plan.glossary.map((entry) => [
          { text: entry.term, weight: 1.3 },
          { text: entry.aliases.join(';'), weight: 1.1 },
        ]),
      ),
    termNames: () =>
      plan.glossary
        .flatMap((one, entry) =>
          [one.term, ...one.aliases].map((name) => ({ phrase: plainWords(name), entry })),
        )
        .sort((a, b) => b.phrase.length - a.phrase.length),
    unprinted: () =>
      plan.factNotes
        .filter(({ topic }) => topic === UNPRINTED)
        .flatMap((note) =>
          (note.note.split(': ')[0] ?? '').split(', ').map((name) => ({ keys: contentKeys(name), note })),
        )
        .sort((a, b) => b.keys.length - a.keys.length),
    bodyKeys: () => new Set(contentKeys([plan.head.bodyName, ...documentInitials(plan)].join(' '))),
    factLabels: () =>
      plan.facts.map((fact) => ({
        subject: contentKeys(fact.subject),
        measure: contentKeys(fact.measure),
      })),
    goalSearch: () =>
      buildSearch(
        plan.goals.map((goal) => [
          { text: `${goal.shortName};${goal.name}`, weight: 1.1 },
          { text: goal.keywords.join(';'), weight: 1 },
        ]),
      ),
    synonyms: () => synonymKeys(files.synonyms, itemSearch),
    spelling: () => spelling,
    statementSearch: () =>
      buildSearch(
        plan.statements.map(({ subject = [], asked, text, source }) => [
          { text: [...subject, ...asked].join(';').replaceAll('/', ';'), weight: 1 },
          { text, weight: 1 },
          { text: source, weight: 0.6 },
        ]),
      ),
    told: () => buildTold(plan.statements, shared.words.questionKinds, shared.words.alike),
    statements: () =>
      buildWays(
        plan.statements.map(({ code, subject, asked }) => ({ topic: code, subjects: subject, words: asked })),
        shared.words.alike,
      ),
  });
  return { ...shared.words, ...ofPlan };
}

/** Finds any of some phrases as they are typed, with the comma beside them; the longest first. */
const anyOf = (phrases: readonly string[]): RegExp => {
  const said = [...phrases]
    .sort((a, b) => b.length - a.length)
    .map((phrase) => phrase.replace(/\s+/g, String.raw`[\s'’]+`));
  return new RegExp(String.raw`,?\s*(?<!\p{L})(?:${said.join('|')})(?!\p{L})\s*,?`, 'iu');
};

function buildFrame({ frame }: LexiconFiles): Frame {
  const words = (...groups: readonly string[]): ReadonlySet<string> =>
    new Set(groups.flatMap((group) => (frame.get(group) ?? []).map(normalise)));
  return {
    asks: words('richiesta'),
    requests: words('richiesta a chi legge'),
    speaks: words('parlante'),
    people: words('chi chiede'),
    times: words('tempo'),
    reasons: words('motivo'),
    ownReasons: words('motivo di chi parla'),
    ownSpeech: words('parlante dopo'),
    relatives: words('relativo'),
    thanks: words('saluto'),
    titles: words('appellativo'),
    speaksTo: words('rivolto'),
    but: words('ma'),
    some: words('qualche'),
    words: words('chi chiede', 'occasioni', 'tempo', 'fare'),
    untilNow: anyOf(frame.get('fino a ora') ?? []),
  };
}

/** Words that say something by themselves, or with none but light ones around them: "per caso". */
const loneWords = (phrases: readonly { readonly phrase: string }[]): ReadonlySet<string> =>
  new Set(
    phrases.flatMap(({ phrase }) => {
      const content = tokenise(phrase).filter(({ light }) => !light);
      return content.length === 1 ? content.map(({ text }) => text) : [];
    }),
  );

const ownWords = (plan: Plan, everyday: ReadonlySet<string>): ReadonlySet<string> => {
  const names = [
    ...plan.items.flatMap(({ title, shortTitle }) => [title, shortTitle]),
    ...[...plan.departments, ...plan.units].map(({ name }) => name),
  ];
  const said = names.flatMap((name) => tokenise(name).map(({ text }) => text));
  return new Set(said.filter((word) => !everyday.has(word)));
};

/** "OVP" of "OVP 3", "SP" of "SP5": words of two letters or more. */
const codeHeads = (plan: Plan): ReadonlySet<string> =>
  new Set(plan.items.flatMap(({ code }) => /^([a-z]+)[\s.-]*\d/.exec(normalise(code ?? ''))?.[1] ?? []));

const wordsOf = (phrases: readonly { readonly phrase: string }[]): ReadonlySet<string> =>
  new Set(phrases.flatMap(({ phrase }) => tokenise(phrase).map((token) => token.text)));

/** Each key with those that are the same to a table. */
const sameKeys = (
  groups: readonly { readonly words: readonly string[]; readonly short: boolean }[],
): ReadonlyMap<string, readonly string[]> => {
  const pairs = groups.flatMap(({ words, short }) => {
    const [first, ...others] = [...new Set(words.map(stem))];
    if (short) return others.map((key) => [key, first === undefined ? [] : [first]] as const);
    const keys = [first ?? '', ...others];
    return keys.map((key) => [key, keys.filter((other) => other !== key)] as const);
  });
  // A word may be of several groups: "costa" is of what is invested, and of what is financed.
  const all = Map.groupBy(pairs, ([key]) => key);
  return new Map([...all].map(([key, own]) => [key, own.flatMap(([, others]) => others)] as const));
};

function synonymKeys(
  groups: readonly (readonly string[])[],
  items: SearchIndex,
): ReadonlyMap<string, readonly string[]> {
  const synonyms = new Map<string, string[]>();
  for (const group of groups) {
    // Only one-word members stand for one another; a longer one lends its rarest word ("consiglio" of "consiglio comunale").
    const keys = [...new Set(group.flatMap((member) => (member.includes(' ') ? [] : [stem(member)])))];
    const lent = group.flatMap((member) => {
      if (!member.includes(' ')) return [];
      const known = phraseKeys(member).filter((key) => items.postings.has(key));
      return known.sort((a, b) => rarity(items, b) - rarity(items, a)).slice(0, 1);
    });
    for (const key of keys)
      synonyms.set(key, [
        ...new Set([...(synonyms.get(key) ?? []), ...keys.filter((other) => other !== key), ...lent]),
      ]);
  }
  return synonyms;
}

/** Words with how much they are to be trusted as the meaning of a misspelled one. */
type Trusted = ReadonlyMap<string, number>;

/** Words of texts, each with the most that one of its texts gives it. */
function wordsIn(texts: Iterable<readonly [string, number]>): Trusted {
  const words = new Map<string, number>();
  for (const [text, trust] of texts)
    for (const [word] of normalise(text).matchAll(/[a-z]+/g))
      if (word.length > 3) words.set(word, Math.max(words.get(word) ?? 0, trust));
  return words;
}

const spelledEveryday = (
  { concepts, synonyms }: LexiconFiles,
  grammar: Base['grammar'],
  { uses, law: { subjects, aspects, rules } }: Guide,
  alike: readonly (readonly string[])[],
): Trusted =>
  wordsIn([
    ...concepts.map(({ phrase }) => [phrase, 3] as const),
    ...grammar.map(([phrase]) => [phrase, 3] as const),
    ...synonyms.map((group) => [group.join(' '), 1] as const),
    ...alike.map((words) => [words.join(' '), 1] as const),
    ...uses.map(({ words }) => [words.join(' '), 1] as const),
    ...subjects.map(({ names }) => [names.join(' '), 1] as const),
    ...aspects.map(({ phrases }) => [phrases.join(' '), 1] as const),
    ...rules.map(({ text }) => [text, 1] as const),
  ]);

const spelledByPlan = (plan: Plan, own: readonly { readonly phrase: string }[]): Trusted =>
  wordsIn([
    ...own.map(({ phrase }) => [phrase, 3] as const),
    ...plan.items.map(
      ({ title, shortTitle, summary, keywords }) =>
        [`${title}. ${shortTitle}. ${summary} ${keywords.join(' ')}`, 2] as const,
    ),
    ...[...plan.departments, ...plan.units].map(
      ({ name, aliases }) => [`${name} ${aliases.join(' ')}`, 2] as const,
    ),
    ...plan.goals.map(
      ({ name, shortName, keywords }) => [`${name} ${shortName} ${keywords.join(' ')}`, 1] as const,
    ),
    ...plan.facts.map(
      ({ subject, measure, keywords }) => [`${subject} ${measure} ${keywords.join(' ')}`, 1] as const,
    ),
    ...plan.acts.map(
      ({ title, summary, keywords }) => [`${title} ${summary} ${keywords.join(' ')}`, 1] as const,
    ),
    ...plan.legalDeadlines.map(
      ({ title, rule, keywords }) => [`${title} ${rule} ${keywords.join(' ')}`, 1] as const,
    ),
    ...plan.glossary.map(
      ({ term, aliases, definition }) => [`${term} ${aliases.join(' ')} ${definition}`, 1] as const,
    ),
    ...plan.statements.map(({ subject = [], asked }) => [[...subject, ...asked].join(' '), 0.5] as const),
  ]);

/** "FSE", "C.P.I.": runs of capitals, with or without points. */
const acronymsIn = (title: string): readonly string[] =>
  [...(title.match(/\b[A-Z]{3,6}\b/g) ?? []), ...(title.match(/\b(?:[A-Z]\.){3,6}/g) ?? [])].map((one) =>
    normalise(one.replaceAll('.', '')),
  );

/** Words of titles and keywords; those that name a structure there («… della Polizia Locale») are the structure's. */
function titleWords({ plan, worked }: PlanIndex): ReadonlySet<string> {
  const names = [...plan.departments, ...plan.units].map(({ name }) => name.toLowerCase());
  const whole = names.filter((name) => name.includes(' '));
  const said = worked.map(({ item }) =>
    whole.reduce(
      (text, name) => text.replaceAll(name, ' '),
      `${item.title}. ${item.shortTitle}. ${item.keywords.join('. ')}`.toLowerCase(),
    ),
  );
  return new Set(said.flatMap((text) => tokenise(text).map((token) => token.text)));
}
