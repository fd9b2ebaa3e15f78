import type { IsoDay, Phase } from '../../domain/types.ts';
import { unique } from '../knowledge/plan-index.ts';
import type { QueryOf } from '../query.ts';
import { ownStructures } from './filters.ts';
import { type LiveWords, readLiveWords } from './live-words.ts';
import { ask, type Context, type Outcome, refuse } from './outcome.ts';
import { type Reading, readTokens } from './reading.ts';

type LiveQuery = QueryOf<'monitoring'>;

/** Words without which nothing is asked of a live phase: a question with none of them is not read for it. */
const LIVE_WORD =
  /^(manc|attes|attend|aspett|approv|valid|criticit|critic|problem|corrett|correz|arrivat|arriv|rispost|rispond|pervenut|ricevut|consegnat|inviat|mandat|trasmess|fare|tocca|devo|dobbiamo)/;
/** What may stand beside, and narrows nothing. */
const IDLE =
  /^(monitoraggi|fase|fasi|aggiornament|voc[ei]$|segnalat|segnalazion|apert|ancora|corso|finora|oggi|adesso|scorso|settembre|mese|fine$|prossim|entro|tempo$|rispetto|com$|mandat|stat[oaiei]$|era$|erano$|attual|giro$|settimana|ufficio|nostr|mio|miei|indic|riport|dichiarat|emers|conclus|chius)/;

/**
 * "Che cosa aspetta approvazione?", "quante voci mancano al settore 9?", "azioni correttive aperte": what a phase holds
 * now. Null where the words ask of anything else, or name something that the phase does not tell.
 */
export function recogniseLive(text: string, context: Omit<Context, 'reading'>): Outcome | null {
  const { vocabulary, today, cut, asker } = context;
  const { plan } = vocabulary.index;
  const words = readLiveWords(text, plan.head.year, today);
  const whole = cut(text);
  const asks = words.former || words.changed || words.behind || words.ahead;
  if (whole.length > MOST_TOKENS || !(asks || whole.some((token) => LIVE_WORD.test(token.text)))) return null;
  if (whole.some((token) => OF_A_WAY.test(token.text)) && !words.former) return null;
  // What narrows the phase is read apart from what is asked of it; without a use for it, the question is read as it stands.
  for (const said of [words, plainly(text, words)]) {
    const reading = readTokens(vocabulary, cut(said.rest));
    const view = viewOf(reading, said, isOpen(plan.phases, today));
    if (view === null || narrows(reading, view)) continue;
    const own = view.mine ? ownStructures(asker) : null;
    const named = reading.structures.length > 0;
    if (view.mine && own === null && !named) return refuse({ reason: 'unknown_asker' });
    const codes = (level: 'department' | 'unit'): string[] => [
      ...unique(reading.structures.filter((one) => one.level === level).map(({ code }) => code)),
    ];
    const by =
      said.order !== null || said.having !== null
        ? (byNoun(reading) ?? 'department')
        : named
          ? null
          : reading.concepts.has('group:department')
            ? 'department'
            : reading.concepts.has('group:unit')
              ? 'unit'
              : byNoun(reading);
    return ask({
      type: 'monitoring',
      kind: reading.kinds.length === 1 ? (reading.kinds[0] ?? null) : null,
      states: view.view === 'states' && !view.missing ? [...reading.states] : [],
      departments: own && !named ? [...own.departments] : codes('department'),
      units: own && !named ? [...own.units] : codes('unit'),
      items: unique(reading.items.flatMap(({ items }) => items.map(({ ref }) => ref))).slice(0, MOST_ITEMS),
      missing: view.missing,
      share: ['ask:percent', 'ask:share'].some((one) => reading.concepts.has(one)),
      view: view.view,
      by: said.changed || view.items ? null : by,
      order: said.order,
      having: said.having,
      former: said.former && !said.changed,
      longer: said.longer,
      due: said.due,
    });
  }
  return null;
}

/** The same question, with nothing taken out of it. */
const plainly = (text: string, words: LiveWords): LiveWords => ({
  ...words,
  rest: text,
  former: false,
  changed: false,
  howLong: false,
  behind: false,
  ahead: false,
  order: null,
  longer: null,
  having: null,
  due: null,
});

/** Whether a phase has begun and is not closed. */
const isOpen = (phases: readonly Phase[], today: IsoDay): boolean =>
  phases.some(({ opensOn, closesOn }) => opensOn <= today && (closesOn === null || closesOn >= today));

const MOST_ITEMS = 10;
const MOST_TOKENS = 40;
/** "Se non è cambiato niente che cosa devo fare?", "dove indico le azioni correttive?": how it works, not what there is. */
const OF_A_WAY = /^(se|come|dove)$/;

interface View {
  readonly view: LiveQuery['view'];
  readonly missing: boolean;
  readonly mine: boolean;
  /** Items are named, and the view is of them. */
  readonly items: boolean;
}

function viewOf(reading: Reading, said: LiveWords, open: boolean): View | null {
  const view = plainView(reading, said);
  const items = reading.items.some(({ items: found }) => found.length > 0);
  if (said.changed && (said.former || reading.concepts.has('mon:monitoring')))
    return { view: 'changed', missing: false, mine: false, items };
  if (view !== null) return isUsed(said, view) ? { ...view, items } : null;
  if (reading.measures.some((one) => one !== 'attainment')) return null;
  // "Quale settore è più indietro?", while a phase is open.
  const asksWho = byNoun(reading) !== null || reading.tokens.some(({ text }) => text === 'chi');
  const ofPhase = open || reading.concepts.has('mon:monitoring');
  if ((said.behind || said.ahead) && asksWho && ofPhase && reading.kinds.length === 0)
    return { view: said.behind ? 'states' : 'arrived', missing: said.behind, mine: false, items };
  // "Com'era l'obiettivo 24 nella fase precedente?"
  return said.former ? { view: 'states', missing: false, mine: false, items } : null;
}

/** What the question says besides has a use in the view. */
const isUsed = ({ longer, due, howLong, order, having }: LiveWords, { view, missing }: PlainView): boolean =>
  (longer === null || view === 'waiting') &&
  (!howLong || view === 'waiting') &&
  (due === null || view === 'actions' || view === 'arrived' || (missing && order === null)) &&
  (having === null || view !== 'changed') &&
  (order === null || view !== 'changed');

type PlainView = Omit<View, 'items'>;

function plainView(reading: Reading, said: LiveWords): PlainView | null {
  const { concepts, tokens, kinds, measures } = reading;
  const mine =
    concepts.has('filter:mine') ||
    tokens.some(({ text }) => /^(devo|dobbiamo|mi|ci|ho|abbiamo|io|noi)$/.test(text));
  if (measures.some((one) => one !== 'attainment')) return null;
  if (concepts.has('mon:todo')) return { view: 'states', missing: true, mine: true };
  // "Che cosa è da approvare?" asks what waits, no meaning; "chi deve approvare?" who.
  const defines = tokens.some(({ text }) => /^(significa|significano|dire|definizione)$/.test(text));
  const waiting = concepts.has('mon:waiting') && !concepts.has('ask:who') && !defines;
  if (
    !waiting &&
    ['ask:meaning', 'ask:method', 'ask:when', 'ask:act', 'ask:approval'].some((one) => concepts.has(one))
  )
    return null;
  const only = (view: LiveQuery['view']): PlainView => ({
    view,
    missing: false,
    mine: mine && !tokens.some(({ text }) => text === 'ci'),
  });
  if (concepts.has('mon:actions')) return only('actions');
  if (concepts.has('mon:waiting') || ((said.howLong || said.longer !== null) && waits(reading)))
    return only('waiting');
  const things = kinds.length > 0 || concepts.has('kind:any') || concepts.has('mon:monitoring');
  const updates = tokens.some(({ text }) => /^(aggiornament|rispost|scheda|schede)/.test(text));
  const structures =
    reading.structures.length > 0 ||
    ['noun:department', 'noun:unit', 'noun:structure'].some((one) => concepts.has(one));
  if (concepts.has('mon:critical'))
    return things || structures || updates || tokens.length <= MOST_BARE ? only('critical') : null;
  if (concepts.has('mon:missing') && (byNoun(reading) !== null || said.former))
    return { view: 'states', missing: true, mine: false };
  const lacks = tokens.some(({ text }) => /^(manca|mancano|mancanti|mancante)$/.test(text));
  if (lacks && (things || updates) && !concepts.has('ask:difference'))
    return { view: 'states', missing: true, mine: mine && !structures };
  const asks = tokens.some(({ text }) => /^(quant[ie]|quali|chi|percentuale|quota|elenca)$/.test(text));
  if (concepts.has('mon:arrived') && asks && (updates || structures)) return only('arrived');
  return null;
}

/** "Da quanto tempo aspettano?", where no other word says for what. */
const waits = ({ tokens }: Reading): boolean =>
  tokens.some(({ text }) => /^(aspett|attend|attes|approvazion|pendent|ferm[oiae]$|sospes)/.test(text));

/** "Criticità segnalate?" says no more. */
const MOST_BARE = 3;

/** "Quali settori non hanno risposto": the structures are what is counted. */
const byNoun = ({ concepts, structures }: Reading): LiveQuery['by'] => {
  if (structures.length > 0) return null;
  if (concepts.has('noun:department')) return 'department';
  return concepts.has('noun:unit') ? 'unit' : null;
};

/** Anything else that is named would be lost: a goal, an amount, a topic; an item, unless the view is of items. */
const narrows = (
  { items, goals, amounts, topic, years, unknownStructures }: Reading,
  { view, missing }: View,
): boolean =>
  (items.length > 0 && (missing || view === 'arrived')) ||
  goals.length + amounts.length + unknownStructures.length > 0 ||
  years.length > 1 ||
  topic.some(({ text }) => !IDLE.test(text) && !LIVE_WORD.test(text));
