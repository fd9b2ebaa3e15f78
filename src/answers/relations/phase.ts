import { dayBefore } from '../../domain/plan/index.ts';
import type { IsoDay, Phase } from '../../domain/types.ts';
import { FAR_PAST } from '../../words/days.ts';
import type { ItemState } from '../../words/states.ts';
import type { PlanIndex } from '../knowledge/plan-index.ts';
import { unique } from '../knowledge/plan-index.ts';
import { findPhrases, longestMatches, type Match } from '../language/phrases.ts';
import { readDays } from '../parts/read-days.ts';
import type { LiveCondition, LiveFact, QueryOf } from '../query.ts';
import { ownStructures } from '../understand/filters.ts';
import { ask, type Context, type Outcome, refuse } from '../understand/outcome.ts';
import { type Reading, readTokens } from '../understand/reading.ts';
import { findStructureCode } from '../understand/structure-codes.ts';
import type { PhaseWord } from './phase-words.ts';

type LiveQuery = QueryOf<'monitoring'>;
type Said<Cat extends PhaseWord['cat'] = PhaseWord['cat']> = Match<Extract<PhaseWord, { cat: Cat }>>;
/** What a question says of rows of a phase, with its place. */
type SaidFact = LiveCondition & { readonly at: number };

const MOST_TOKENS = 40;
const MOST_ITEMS = 10;
/** Of rows of which several things are so, what is told: the first of these. */
const VIEWS = ['actions', 'critical', 'returned', 'approved', 'waiting', 'changed', 'arrived'] as const;
/** What happens on a day, or is due on one. */
const DATED: ReadonlySet<LiveFact> = new Set([
  'missing',
  'arrived',
  'approved',
  'returned',
  'waiting',
  'actions',
]);
/** Concepts of the lexicon that rows of a phase are told by. */
const TOLD =
  /^(kind:|state:|noun:(department|unit|structure|body)|group:(department|unit)|ask:(count|list|percent|share|total)|mon:(monitoring|live)|filter:(mine|ours|full)|noise|talk|follow)/;
/** "Criticità?" says no more. */
const MOST_BARE = 3;

/**
 * Rows of a phase: items with what was reported of them. "Quanti settori non hanno ancora risposto?", "chi ha più
 * restituiti?", "quali obiettivi del settore 3 sono approvati da più di una settimana?": what is so of them, or not, by
 * state, structure, day and progress, counted, put in groups and in order. Null where a word has no part in that.
 */
export function recognisePhaseRows(text: string, context: Omit<Context, 'reading'>): Outcome | null {
  const { days, rest } = readDays(text, context.vocabulary.index.plan.head.year, context.today);
  return (days === null ? null : readRows(rest, days, context)) ?? readRows(text, null, context);
}

/** A question as it is read for a phase. */
interface Asked {
  readonly reading: Reading;
  readonly words: readonly Said[];
  /** Days that it named, and that were taken out of it. */
  readonly days: LiveQuery['due'];
  readonly isOpen: boolean;
  /** Nothing was asked before it. */
  readonly isFirst: boolean;
  readonly today: IsoDay;
  /** Places of numbers that a limit or a time has used. */
  readonly used: Set<number>;
}

function readRows(text: string, days: LiveQuery['due'], context: Omit<Context, 'reading'>): Outcome | null {
  const asked = askedIn(text, days, context);
  const request = asked && requestOf(asked);
  if (
    asked === null ||
    request === null ||
    !isExplained(asked, context.vocabulary.index.plan.head.year, request.progress)
  )
    return null;
  const { mine, ...query } = request;
  const named = query.departments.length + query.units.length > 0;
  const own = mine && !named ? ownStructures(context.asker) : null;
  if (mine && !named && own === null) return refuse({ reason: 'unknown_asker' });
  return ask({
    ...query,
    departments: own ? [...own.departments] : query.departments,
    units: own ? [...own.units] : query.units,
  });
}

/**
 * What goes on from rows of a phase: «e quanti mancano?», «per settore?», «chi ne ha di più?», «quanti sono?», «e il 4?». The
 * same with what is said put in its place; null where a word of it has no part in that.
 */
export function goOnInPhase(
  typed: string,
  previous: LiveQuery,
  context: Omit<Context, 'reading'>,
): LiveQuery | null {
  const { plan } = context.vocabulary.index;
  const { days, rest } = readDays(typed, plan.head.year, context.today);
  const asked = askedIn(rest, days, context);
  if (asked === null || isOfOther(asked)) return null;
  const { reading } = asked;
  const says = (cat: PhaseWord['cat']): boolean => saying(asked, cat).length > 0;
  const place = placeAfter(asked, previous, context.vocabulary.index);
  const level = levelIn(reading);
  const end = endIn(asked);
  const facts = factsIn(asked, level !== null || end !== null);
  const since = sinceIn(asked);
  const bounds = limitsIn(asked);
  const without = withoutIn(asked);
  if (says('way') || says('why') || says('when') || facts === null || since === undefined) return null;
  if (bounds === null || without === null || (reading.items.length > 0 && place === null)) return null;
  const told = facts.length === 0 ? null : wholly(partsOf(facts, asked, false), asked, false);
  if (facts.length > 0 && told === null) return null;
  const first = reading.tokens.findIndex(({ type }, at) => type === 'number' && !asked.used.has(at));
  const limit = place === null && previous.by !== null ? (reading.tokens[first]?.value ?? null) : null;
  if (limit !== null) asked.used.add(first);
  const states = statesIn(reading);
  const codes = (of: 'department' | 'unit'): string[] =>
    reading.structures.flatMap((one) => (one.level === of && !without.includes(one.code) ? [one.code] : []));
  const isPlaced = place !== null || codes('department').length + codes('unit').length > 0;
  const again = says('count') || says('list') || (says('howlong') && previous.view === 'waiting');
  const narrowed = states.length + reading.kinds.length + without.length > 0 || isPlaced || days !== null;
  const grouped = level !== null || says('whose') || end !== null || limit !== null || bounds.having !== null;
  if (!(again || told || narrowed || grouped || bounds.percent || since)) return null;
  if (!isExplained(asked, plan.head.year)) return null;
  const whose = saying(asked, 'whose')[0]?.meaning.level;
  const by = level?.of ?? whose ?? previous.by ?? (end !== null || limit !== null ? 'department' : null);
  const isNew = told?.main != null;
  const view = !isNew
    ? previous.view
    : told.main === 'missing' || told.main === 'sent'
      ? 'states'
      : told.main;
  return {
    ...previous,
    ...(isNew
      ? { missing: told.main === 'missing', view: view ?? 'states', also: [...told.also], states: [] }
      : {}),
    ...(states.length > 0 ? { states: [...states], missing: false } : {}),
    ...(isPlaced ? { departments: codes('department'), units: codes('unit'), items: [], ...place } : {}),
    kind: reading.kinds.length === 1 ? (reading.kinds[0] ?? null) : previous.kind,
    by: isPlaced && level === null ? null : by,
    order: end ?? (limit === null ? (grouped || isNew ? null : previous.order) : 'max'),
    limit: limit ?? (grouped || isNew ? null : previous.limit),
    having: bounds.having ?? (isNew || grouped ? null : previous.having),
    percent: bounds.percent ?? previous.percent,
    since: since ?? (isNew ? null : previous.since),
    due: days === null ? (isNew ? null : previous.due) : sofar(days, context.today),
    without: [...new Set([...previous.without, ...without])],
    progress: null,
    daily: false,
    share: sharesIn(asked) && by === null,
    claim: false,
  };
}

/** «E il 4?», after the settore 5: that settore. */
function placeAfter(
  { reading: { items, tokens }, used }: Asked,
  { departments, units, by, missing }: LiveQuery,
  index: PlanIndex,
): Partial<LiveQuery> | null {
  const { departments: all, units: others } = index.plan;
  const [item, ...more] = items;
  const [code, ...rest] = [...departments, ...units];
  if (!item || item.kind !== null || more.length + rest.length > 0) return null;
  if (code === undefined) {
    // «E il 5?», after rows of structures: one of them.
    const [article, number] = tokens.slice(item.from - 1, item.to);
    const level = by === 'unit' ? 'unit' : 'department';
    const found =
      !(missing || by !== null) || !article?.light
        ? null
        : findStructureCode(index, level, number?.text ?? '');
    if (found === null) return null;
    used.add(item.from);
    return { departments: [], units: [], [`${level}s`]: [found.code] };
  }
  const number = item.items[0]?.item.number;
  const meant = code.replace(/\d+$/, String(number));
  if (all.some((one) => one.code === meant)) return { departments: [meant], units: [] };
  return others.some((one) => one.code === meant) ? { departments: [], units: [meant] } : null;
}

function askedIn(text: string, days: LiveQuery['due'], context: Omit<Context, 'reading'>): Asked | null {
  const { vocabulary, today, cut } = context;
  const said = cut(text);
  if (said.length > MOST_TOKENS) return null;
  const reading = readTokens(vocabulary, said);
  const { plan } = vocabulary.index;
  const states = reading.spans.filter(({ concept }) => concept.startsWith('state:'));
  const words = longestMatches(findPhrases(vocabulary.phaseRows, reading.tokens)).filter(
    ({ from, to, meaning }) =>
      meaning.cat === 'fact' || !states.some((state) => state.from <= from && state.to >= to),
  );
  return {
    reading,
    words,
    days,
    isOpen: isOpen(plan.phases, today),
    isFirst: context.conversation?.query == null,
    today,
    used: new Set(),
  };
}

/** Whether a phase has begun and is not closed. */
const isOpen = (phases: readonly Phase[], today: IsoDay): boolean =>
  phases.some(({ opensOn, closesOn }) => opensOn <= today && (closesOn === null || closesOn >= today));

const saying = <Cat extends PhaseWord['cat']>({ words }: Asked, cat: Cat): readonly Said<Cat>[] =>
  words.filter((one): one is Said<Cat> => one.meaning.cat === cat);

function requestOf(asked: Asked): (LiveQuery & { readonly mine: boolean }) | null {
  const { reading, days } = asked;
  const says = (cat: PhaseWord['cat']): boolean => saying(asked, cat).length > 0;
  const former = says('former');
  if ((says('way') && !former) || isOfOther(asked)) return null;
  if (says('when') && !former && !says('longest')) return null;
  const since = sinceIn(asked);
  const limits = limitsIn(asked);
  const level = asksOfRows(asked) ? null : (levelIn(reading) ?? eachNamed(asked));
  const facts = factsIn(asked, level !== null || says('who'));
  if (since === undefined || limits === null || facts === null) return null;
  if (says('why') && !former && facts[0]?.is !== 'returned') return null;
  const progress = progressIn(asked, facts);
  if (progress === null && says('mean') && !says('daily')) return null;
  const end = progress === null ? endIn(asked) : null;
  const by =
    end !== null || limits.having !== null || says('done')
      ? (level?.of ?? (says('who') ? 'department' : null))
      : level?.of;
  if ((end !== null || limits.having !== null) && by == null) return null;
  const split = wholly(partsOf(facts, asked, by != null && level?.grouped !== true), asked, by != null);
  const progressed = progress !== null && (by != null || split?.main !== 'arrived');
  if (progressed || (says('daily') && split?.main !== 'arrived')) return null;
  if (split === null || !isEnough(asked, facts, { since: since !== null, limits, level: level !== null }))
    return null;
  const { main, also, holding, none } = split;
  const longest = saying(asked, 'longest')[0]?.meaning.end ?? null;
  const overdue =
    says('overdue') && main === 'actions' ? { from: FAR_PAST, to: dayBefore(asked.today) } : null;
  const due =
    overdue ??
    (main === 'arrived' || main === 'approved' || main === 'returned' ? sofar(days, asked.today) : days);
  const isDated = main !== null && DATED.has(main);
  if ((due !== null || since !== null || longest !== null) && !isDated) return null;
  if (says('howlong') && main !== 'waiting') return null;
  const items = unique(reading.items.flatMap(({ items }) => items.map(({ ref }) => ref))).slice(
    0,
    MOST_ITEMS,
  );
  if (items.length > 0 && (main === 'missing' || main === 'arrived')) return null;
  const without = withoutIn(asked);
  if (without === null) return null;
  const many = limitIn(asked);
  const codes = (of: 'department' | 'unit'): string[] => [
    ...unique(
      reading.structures
        .filter((one) => one.level === of && !without.includes(one.code))
        .map(({ code }) => code),
    ),
  ];
  const share = sharesIn(asked) && by == null;
  const states = says('done') ? [] : statesIn(reading);
  if (sharesIn(asked) && states.length > 0) return null;
  return {
    type: 'monitoring',
    kind: reading.kinds.length === 1 ? (reading.kinds[0] ?? null) : null,
    states: main === 'missing' || main === 'changed' ? [] : states,
    departments: codes('department'),
    units: codes('unit'),
    items,
    missing: main === 'missing',
    view: main === null || main === 'missing' || main === 'sent' ? 'states' : main,
    also: [...also],
    percent: limits.percent,
    without: [...without],
    by: by ?? null,
    order: end ?? longest,
    having: none ? { op: 'lte', value: 0 } : limits.having,
    holding: [...holding],
    limit: many ?? (longest === null ? null : 1),
    former: former && main !== 'changed',
    since,
    due,
    share,
    progress,
    daily: says('daily'),
    claim: isClaim(asked, by != null) && (main === 'missing' || main === 'arrived'),
    mine: saying(asked, 'mine').length > 0,
  };
}

/** «La U.O. 5.4 ha risposto?», «il settore 9 ha mandato tutto?»: whether it has. */
const isClaim = (asked: Asked, ofStructures: boolean): boolean =>
  !ofStructures &&
  asked.reading.structures.length > 0 &&
  (['count', 'list', 'who', 'share', 'rest'] as const).every((cat) => saying(asked, cat).length === 0) &&
  !saying(asked, 'rows').some(({ meaning }) => meaning.many);

/** «L’avanzamento medio di quelli arrivati», «il più indietro tra quelli aggiornati»: how far what came in is. */
function progressIn(asked: Asked, facts: readonly SaidFact[]): LiveQuery['progress'] {
  const says = (cat: PhaseWord['cat']): boolean => saying(asked, cat).length > 0;
  // «A che percentuale sono arrivati?» asks for the result; «… quelli che hanno risposto», for what they reported.
  const speaks =
    says('progress') ||
    (asked.reading.measures.includes('attainment') && facts.some(({ at }) => isDoing(asked, at)));
  if (says('mean')) return speaks && asked.isOpen ? 'mean' : null;
  const cameIn =
    facts.length > 0 && facts.every(({ is, not, at }) => is === 'arrived' && !not && !isEndWord(asked, at));
  if (!cameIn || !(says('behind') || says('ahead')) || asked.reading.kinds.length === 0) return null;
  return says('behind') ? 'min' : 'max';
}

const isEndWord = (asked: Asked, at: number): boolean =>
  [...saying(asked, 'behind'), ...saying(asked, 'ahead')].some(({ from }) => from === at);

/** «Questa settimana», of what came in: the days of it that are over, and today. */
function sofar(days: LiveQuery['due'], today: IsoDay): LiveQuery['due'] {
  if (days === null || days.from !== today || days.to <= today) return days;
  const day = new Date(`${today}T00:00:00Z`);
  const isMonth = days.to.slice(8) >= '28' && days.to.slice(0, 7) === today.slice(0, 7);
  const back = isMonth ? day.getUTCDate() - 1 : (day.getUTCDay() + 6) % 7;
  return { from: new Date(day.getTime() - back * 86_400_000).toISOString().slice(0, 10), to: today };
}

/** An amount of money, a goal, a structure that there is not, several years: rows of a phase have none of these. */
const isOfOther = ({ reading: { goals, unknownStructures, years, measures } }: Asked): boolean =>
  goals.length + unknownStructures.length > 0 ||
  years.length > 1 ||
  measures.some((one) => one !== 'attainment');

/** The states that are named; what was reached is one, and what reached so much is none. */
const statesIn = ({ states, concepts }: Reading): ItemState[] => [
  ...(concepts.has('filter:full') ? (['achieved'] as const) : []),
  ...states,
];

/** The structures that are counted: "quali settori", "per U.O."; null where rows are. */
function levelIn({
  spans,
  structures,
  excluded,
}: Reading): { readonly of: 'department' | 'unit'; readonly grouped: boolean } | null {
  const named = [...structures, ...excluded];
  const own = spans.filter(
    ({ concept, to, from }) =>
      /^(noun|group):(department|unit|structure)$/.test(concept) &&
      !named.some((one) => one.from <= to && one.to > from),
  );
  const [first] = own;
  if (!first) return null;
  const grouped = own.some(({ concept }) => concept.startsWith('group:'));
  return { of: own.some(({ concept }) => concept.endsWith(':unit')) ? 'unit' : 'department', grouped };
}

/** «Che problemi hanno segnalato gli uffici?»: what is asked is what they reported, whoever it was. */
const asksOfRows = (asked: Asked): boolean =>
  saying(asked, 'list').some(({ to }) =>
    saying(asked, 'fact').some(
      ({ from, meaning }) => from === to && (meaning.is === 'critical' || meaning.is === 'actions'),
    ),
  );

/** "Quanti mancano al settore 9 e quanti al 2?": each of those that are named by itself. */
function eachNamed(asked: Asked): ReturnType<typeof levelIn> {
  const { structures } = asked.reading;
  const levels = unique(structures.map(({ level }) => level));
  const codes = unique(structures.map(({ code }) => code));
  const [of] = levels;
  const many = saying(asked, 'count').length > 1 && codes.length > 1 && levels.length === 1;
  return many && (of === 'department' || of === 'unit') ? { of, grouped: true } : null;
}

/** What is said to be so of the rows, in order; null where a denial is of nothing. */
function factsIn(asked: Asked, ofStructures: boolean): readonly SaidFact[] | null {
  const { words, reading } = asked;
  const nothing = saying(asked, 'nothing').length > 0;
  const hasFormer = saying(asked, 'former').length > 0 || saying(asked, 'phase').length > 0;
  const found: SaidFact[] = [];
  let denied = -1;
  const add = (is: LiveFact, at: number): void => {
    const not = denied >= 0;
    denied = -1;
    // "Non hanno risposto" owe something; "non hanno risposto niente" have sent nothing.
    if (not && is === 'arrived' && !nothing) found.push({ is: 'missing', not: false, at });
    else if (not && is === 'approved' && !ofStructures) found.push({ is: 'waiting', not: false, at });
    else if (!found.some((one) => one.is === is && one.not === not)) found.push({ is, not, at });
  };
  for (const { from, meaning } of words) {
    if (meaning.cat === 'not') denied = denied >= 0 ? denied : from;
    else if (meaning.cat === 'owe' && words.some((one) => one.meaning.cat === 'send')) add('missing', from);
    else if (meaning.cat === 'behind') add('missing', from);
    else if (meaning.cat === 'ahead') add('arrived', from);
    else if (meaning.cat === 'fact') {
      if (meaning.is === 'changed' && !hasFormer) continue;
      // "Chi ha approvato?" asks who did.
      const active = isDoing(asked, from);
      if (active && ofStructures && (meaning.is === 'approved' || meaning.is === 'returned')) return null;
      // "Azioni correttive in corso": of which state the actions are is not told.
      const next = reading.spans.some(
        ({ concept, from: at }) => concept.startsWith('state:') && at >= from + 1 && at <= from + 3,
      );
      if (next && (meaning.is === 'actions' || meaning.is === 'critical')) return null;
      add(meaning.is, from);
    }
  }
  // «Percentuale di risposte per settore», «l’ultimo aggiornamento»: of those that came in.
  const [row] = saying(asked, 'rows');
  const isOfRows = reading.kinds.length > 0 || saying(asked, 'mean').length > 0;
  const counts = (['share', 'daily', 'end', 'longest', 'mean'] as const).some(
    (cat) => saying(asked, cat).length > 0,
  );
  if (found.length === 0 && asked.isOpen && counts && (row || (isOfRows && progressIn(asked, []) !== null)))
    add('arrived', row?.from ?? 0);
  const [send] = saying(asked, 'send');
  if (found.length === 0 && send && saying(asked, 'longest').length > 0) add('arrived', send.from);
  const done = saying(asked, 'done')[0];
  if (done && found.length === 0 && asked.isOpen && (ofStructures || reading.structures.length > 0))
    add('missing', done.from);
  const late = saying(asked, 'overdue')[0];
  if (late && found.length === 0 && (ofStructures || saying(asked, 'rows').length > 0))
    add('missing', late.from);
  // "Voci senza aggiornamento": owed.
  if (denied >= 0) {
    if (!saying(asked, 'rows').some(({ from }) => from > denied && from <= denied + 2)) return null;
    denied = -1;
    add('missing', reading.tokens.length);
  }
  // What was sent back has been sent, and does not stand.
  const sentBack = found.some(({ is, not }) => is === 'returned' && !not);
  return found.map((one) => (sentBack && one.is === 'arrived' ? { ...one, is: 'sent' } : one));
}

/** «Ha», «hanno» before what was done. */
const isDoing = ({ reading: { tokens } }: Asked, at: number): boolean =>
  /^(ha|hanno|aveva|avevano)$/.test(tokens[at - 1]?.text ?? '');

/** What is told, and what else holds of the rows or of the structures. */
interface Parts {
  readonly main: LiveFact | null;
  readonly also: readonly LiveCondition[];
  readonly holding: readonly LiveCondition[];
  /** Structures that have none of it. */
  readonly none: boolean;
}

/** Tells what is asked from what only narrows it; null where it is not clear which is which. */
function partsOf(facts: readonly SaidFact[], asked: Asked, ofStructures: boolean): Parts | null {
  const plain = (some: readonly SaidFact[]): readonly LiveCondition[] =>
    some.map(({ is, not }) => ({ is, not }));
  const so = facts.filter(({ not }) => !not);
  const joined = (one: SaidFact, other: SaidFact): boolean =>
    asked.reading.tokens.slice(one.at, other.at).some(({ text }) => /^(e|ed|ma|pero|o|oppure)$/.test(text));
  // Of what was approved or sent back nothing waits: they are two questions.
  const decided = so.filter(({ is }) => ['approved', 'returned', 'waiting', 'missing'].includes(is));
  // «Quanti sono arrivati e quanti ne mancano?»: both are told together.
  const both = ['arrived', 'missing'].every((one) => facts.some(({ is, not }) => is === one && !not));
  const isRest =
    saying(asked, 'rest').length > 0 && facts.every(({ is }) => is === 'arrived' || is === 'missing');
  if (!ofStructures && ((both && facts.length === 2) || isRest))
    return { main: null, also: [], holding: [], none: false };
  if (decided.length > 1 && !ofStructures) return null;
  const [first] = facts;
  if (ofStructures && first) {
    const [own] = so;
    if (!own) return facts.length > 1 ? null : { main: first.is, also: [], holding: [], none: true };
    const others = facts.filter((one) => one !== own);
    const apart = others.filter((one) => one.not || joined(own, one) || joined(one, own));
    return {
      main: own.is,
      also: plain(others.filter((one) => !apart.includes(one))),
      holding: plain(apart),
      none: false,
    };
  }
  if (
    facts.some(
      (one, at) =>
        at > 0 &&
        asked.reading.tokens.slice(facts[at - 1]?.at, one.at).some(({ text }) => /^(o|oppure)$/.test(text)),
    )
  )
    return null;
  const told = sharesIn(asked)
    ? shared(so, asked)
    : (VIEWS.find((view) => so.some(({ is }) => is === view)) ?? so[0]?.is);
  const bare = facts.length === 0 && saying(asked, 'former').length > 0;
  // Of what is only denied, those are told that have reported.
  const states = facts.length === 0 && saying(asked, 'said').length > 0;
  const main = told ?? (bare || states ? null : 'arrived');
  return { main, also: plain(facts.filter((one) => one.not || one.is !== main)), holding: [], none: false };
}

/** "Quali settori hanno mandato tutto?": those that owe nothing; of what else is so of all that a structure has, null. */
function wholly(split: Parts | null, asked: Asked, ofStructures: boolean): Parts | null {
  const { spans } = asked.reading;
  // "Tutti i settori che …": of the rows nothing is said.
  if (split !== null && saying(asked, 'done').length > 0) return { ...split, none: ofStructures };
  const all = saying(asked, 'all').some(
    ({ to }) =>
      !spans.some(({ concept, from }) => /^(noun|group):/.test(concept) && from >= to - 1 && from <= to + 1),
  );
  if (!all || split === null) return split;
  if (!ofStructures)
    return isClaim(asked, false) && split.main === 'arrived' ? { ...split, main: 'missing' } : split;
  return split.main === 'arrived' && !split.none ? { ...split, main: 'missing', none: true } : null;
}

/** "Quota di restituiti sugli arrivati", "degli arrivati quanti sono approvati": what is told as a part of the others. */
function shared(so: readonly SaidFact[], { reading: { tokens } }: Asked): LiveFact | undefined {
  const last = so.at(-1);
  const isWhole =
    last &&
    tokens
      .slice(Math.max(0, last.at - 3), last.at)
      .some(({ text }) => /^su(l|i|gli|lle|lla|ll)?$/.test(text));
  return (isWhole ? so[0] : last)?.is;
}

/** Whether what is said is of a phase and of nothing else that goes by the same words. */
function isEnough(
  asked: Asked,
  facts: readonly SaidFact[],
  { since, limits, level }: { readonly since: boolean; readonly limits: Limits; readonly level: boolean },
): boolean {
  const { reading } = asked;
  const says = (cat: PhaseWord['cat']): boolean => saying(asked, cat).length > 0;
  const ofPhase = says('rows') || says('phase') || says('former');
  const isSaid = asked.isOpen && says('said') && reading.kinds.length > 0;
  if (facts.length === 0 && isSaid && statesIn(reading).length > 0) return true;
  if (facts.length === 0) return says('former') || (limits.percent !== null && ofPhase);
  const isDated = since || asked.days !== null || says('longest');
  const things =
    ofPhase ||
    level ||
    facts.length > 1 ||
    reading.kinds.length + reading.structures.length + reading.items.length > 0 ||
    says('who') ||
    says('mine') ||
    (asked.isOpen && (isDated || says('mean') || (asked.isFirst && (says('count') || sharesIn(asked)))));
  const asks =
    says('count') ||
    says('list') ||
    saying(asked, 'rows').some(({ meaning }) => meaning.many) ||
    sharesIn(asked) ||
    (asked.isOpen && (isDated || says('mean') || says('daily') || isClaim(asked, level)));
  const only = facts.every(({ is }) => is === facts[0]?.is) ? facts[0]?.is : null;
  switch (only) {
    case 'approved':
      return ofPhase || since || limits.percent !== null;
    case 'waiting':
      return true;
    // "Non ci sono novità, devo rispondere?" asks whether.
    case 'missing':
      return (
        things &&
        (asks || !(says('owe') && says('mine'))) &&
        (!(says('behind') || says('overdue')) || asked.isOpen || ofPhase)
      );
    case 'critical':
      return things || (asked.isOpen && says('list')) || says('count') || reading.tokens.length <= MOST_BARE;
    case 'actions':
      return true;
    // "Ho già risposto", "un collega ha aggiornato la voce" tell, and ask nothing.
    case 'arrived':
      // «Quale area è più avanti?», while no phase is open: how far it is, and no updates.
      if (says('ahead') && !asked.isOpen && !ofPhase) return false;
      return things && (says('mine') ? says('count') : asks || level || says('who'));
    default:
      return things;
  }
}

/** "Da più di una settimana", in days; null where nothing says it, undefined where it is not understood. */
function sinceIn(asked: Asked): LiveQuery['since'] | undefined {
  const [since] = saying(asked, 'since');
  const said = since ?? saying(asked, 'within')[0];
  if (!said) return null;
  const units = saying(asked, 'unit');
  // "Nell'ultima settimana": one.
  const alone = since ? undefined : units.find(({ from }) => from === said.to);
  const number = alone ? 1 : numberAt(asked, said.to);
  const unit = alone ?? units.find(({ from }) => from === said.to + 1);
  if (number === null || !unit) return undefined;
  for (let at = said.to; at <= unit.from; at += 1) asked.used.add(at);
  return { op: since?.meaning.op ?? 'lte', value: number * unit.meaning.days };
}

const numberAt = ({ reading: { tokens } }: Asked, at: number): number | null => {
  const token = tokens[at];
  if (/^un[oa]?$/.test(token?.text ?? '')) return 1;
  return token?.type === 'number' && Number.isInteger(token.value) ? token.value : null;
};

interface Limits {
  readonly percent: LiveQuery['percent'];
  readonly having: LiveQuery['having'];
}

/** "Più di due", "sopra il 50 %"; null where one has no number. */
function limitsIn(asked: Asked): Limits | null {
  const { tokens } = asked.reading;
  let limits: Limits = { percent: null, having: null };
  for (const { to, meaning } of saying(asked, 'compare')) {
    let at = to;
    while (tokens[at]?.light && numberAt(asked, at) === null && at < to + 2) at += 1;
    const value = numberAt(asked, at);
    if (value === null) return null;
    asked.used.add(at);
    const bound = { op: meaning.op, value };
    const isPercent =
      tokens[at + 1]?.text === '%' ||
      tokens[at + 1]?.text === 'percento' ||
      (tokens[at + 1]?.text === 'per' && tokens[at + 2]?.text === 'cento');
    if (limits.percent !== null || limits.having !== null) return null;
    limits = isPercent ? { percent: bound, having: null } : { percent: null, having: bound };
  }
  return limits;
}

/** Who has most or fewest of it; null where nothing is put in order. */
const endIn = (asked: Asked): 'max' | 'min' | null =>
  saying(asked, 'behind').length + saying(asked, 'ahead').length > 0
    ? 'max'
    : (saying(asked, 'end')[0]?.meaning.end ?? null);

/** "I tre settori con più …": so many of an order. */
function limitIn(asked: Asked): number | null {
  const at = asked.reading.tokens.findIndex(
    ({ type, value }, place) =>
      type === 'number' &&
      value >= 2 &&
      value <= 20 &&
      !asked.used.has(place) &&
      !isNamed(asked.reading, place),
  );
  const ordered = endIn(asked) !== null || saying(asked, 'longest').length > 0;
  if (at < 0 || !ordered) return null;
  asked.used.add(at);
  return asked.reading.tokens[at]?.value ?? null;
}

/** "Senza contare il settore 5"; null where nothing that is left out is named. */
function withoutIn(asked: Asked): readonly string[] | null {
  const [said] = saying(asked, 'without');
  const { excluded, structures } = asked.reading;
  if (!said) return unique(excluded.map(({ code }) => code));
  const after = [...excluded, ...structures.filter(({ from }) => from >= said.to)];
  return after.length === 0 ? null : unique(after.map(({ code }) => code));
}

const sharesIn = (asked: Asked): boolean =>
  (saying(asked, 'half').length > 0 ||
    ['ask:percent', 'ask:share'].some((one) => asked.reading.concepts.has(one))) &&
  limitsIn({ ...asked, used: new Set() })?.percent == null;

const isNamed = ({ structures, excluded }: Reading, at: number): boolean =>
  [...structures, ...excluded].some(({ from, to }) => from <= at && to > at);

/** Every word has its part: in a word for phases, in a concept that rows of a phase are told by, in a name or a number. */
function isExplained(
  { reading, words, used }: Asked,
  year: number,
  progress: LiveQuery['progress'] = null,
): boolean {
  const { tokens, spans, items } = reading;
  return tokens.every(
    ({ type, light, text, value }, at) =>
      light ||
      (type === 'sign' && text !== '%') ||
      used.has(at) ||
      (type === 'number' && value === year) ||
      words.some(({ from, to, meaning }) => from <= at && to > at && meaning.cat !== 'unit') ||
      isNamed(reading, at) ||
      items.some(({ from, to }) => from <= at && to > at) ||
      spans.some(
        ({ from, to, concept }) =>
          from <= at &&
          to > at &&
          (TOLD.test(concept) || (progress !== null && concept.endsWith('measure:attainment'))),
      ),
  );
}
