import { unique } from '../knowledge/plan-index.ts';
import type { QueryOf } from '../query.ts';
import { ownStructures } from './filters.ts';
import { ask, type Context, type Outcome, refuse } from './outcome.ts';
import { type Reading, readTokens } from './reading.ts';

type LiveQuery = QueryOf<'monitoring'>;

/** Words without which nothing is asked of a live phase: a question with none of them is not read for it. */
const LIVE_WORD =
  /^(manc|attes|attend|aspett|approv|valid|criticit|critic|problem|corrett|correz|arrivat|arriv|rispost|rispond|pervenut|ricevut|consegnat|inviat|trasmess|fare|tocca|devo|dobbiamo)/;
/** What may stand beside, and narrows nothing. */
const IDLE =
  /^(monitoraggi|fase|fasi|aggiornament|voc[ei]$|segnalat|segnalazion|aperta|aperte|ancora|corso|finora|oggi|adesso|scorso|settembre|mese|fine$|prossim|entro|settimana|ufficio|nostr|mio|miei|indic|riport|dichiarat|emers|conclus|chius)/;

/**
 * "Che cosa aspetta approvazione?", "quante voci mancano al settore 9?", "azioni correttive aperte": what a phase holds
 * now. Null where the words ask of anything else, or name something that the phase does not tell.
 */
export function recogniseLive(text: string, context: Omit<Context, 'reading'>): Outcome | null {
  const tokens = context.cut(text);
  if (tokens.length > MOST_TOKENS || !tokens.some((token) => LIVE_WORD.test(token.text))) return null;
  if (tokens.some((token) => OF_A_WAY.test(token.text))) return null;
  const reading = readTokens(context.vocabulary, tokens);
  const view = viewOf(reading);
  if (view === null || narrows(reading)) return null;
  const own = view.mine ? ownStructures(context.asker) : null;
  const named = reading.structures.length > 0;
  if (view.mine && own === null && !named) return refuse({ reason: 'unknown_asker' });
  const codes = (level: 'department' | 'unit'): string[] => [
    ...unique(reading.structures.filter((one) => one.level === level).map(({ code }) => code)),
  ];
  return ask({
    type: 'monitoring',
    kind: reading.kinds.length === 1 ? (reading.kinds[0] ?? null) : null,
    states: [],
    departments: own && !named ? [...own.departments] : codes('department'),
    units: own && !named ? [...own.units] : codes('unit'),
    items: [],
    missing: view.missing,
    share: ['ask:percent', 'ask:share'].some((one) => reading.concepts.has(one)),
    view: view.view,
    by: reading.concepts.has('group:department')
      ? 'department'
      : reading.concepts.has('group:unit')
        ? 'unit'
        : byNoun(reading),
  });
}

const MOST_TOKENS = 40;
/** "Se non è cambiato niente che cosa devo fare?", "dove indico le azioni correttive?": how it works, not what there is. */
const OF_A_WAY = /^(se|come|dove)$/;

interface View {
  readonly view: LiveQuery['view'];
  readonly missing: boolean;
  readonly mine: boolean;
}

function viewOf(reading: Reading): View | null {
  const { concepts, tokens, kinds, measures } = reading;
  const mine =
    concepts.has('filter:mine') ||
    tokens.some(({ text }) => /^(devo|dobbiamo|mi|ci|ho|abbiamo|io|noi)$/.test(text));
  if (measures.some((one) => one !== 'attainment')) return null;
  if (concepts.has('mon:todo')) return { view: 'states', missing: true, mine: true };
  if (['ask:meaning', 'ask:method', 'ask:when', 'ask:act', 'ask:approval'].some((one) => concepts.has(one)))
    return null;
  const only = (view: LiveQuery['view']): View => ({
    view,
    missing: false,
    mine: mine && !tokens.some(({ text }) => text === 'ci'),
  });
  if (concepts.has('mon:actions')) return only('actions');
  if (concepts.has('mon:waiting')) return only('waiting');
  const things = kinds.length > 0 || concepts.has('kind:any') || concepts.has('mon:monitoring');
  const updates = tokens.some(({ text }) => /^(aggiornament|rispost|scheda|schede)/.test(text));
  const structures =
    reading.structures.length > 0 ||
    ['noun:department', 'noun:unit', 'noun:structure'].some((one) => concepts.has(one));
  if (concepts.has('mon:critical'))
    return things || structures || updates || tokens.length <= MOST_BARE ? only('critical') : null;
  if (concepts.has('mon:missing') && byNoun(reading) !== null)
    return { view: 'states', missing: true, mine: false };
  const lacks = tokens.some(({ text }) => /^(manca|mancano|mancanti|mancante)$/.test(text));
  if (lacks && (things || updates) && !concepts.has('ask:difference'))
    return { view: 'states', missing: true, mine: mine && !structures };
  const asks = tokens.some(({ text }) => /^(quant[ie]|quali|chi|percentuale|quota|elenca)$/.test(text));
  if (concepts.has('mon:arrived') && asks && measures.length === 0 && (updates || structures))
    return only('arrived');
  return null;
}

/** "Criticità segnalate?" says no more. */
const MOST_BARE = 3;

/** "Quali settori non hanno risposto": the structures are what is counted. */
const byNoun = ({ concepts, structures }: Reading): LiveQuery['by'] => {
  if (structures.length > 0) return null;
  if (concepts.has('noun:department')) return 'department';
  return concepts.has('noun:unit') ? 'unit' : null;
};

/** Anything else that is named would be lost: an item, a goal, an amount, a topic. */
const narrows = ({ items, goals, amounts, topic, years, unknownStructures }: Reading): boolean =>
  items.length + goals.length + amounts.length + unknownStructures.length > 0 ||
  years.length > 1 ||
  topic.some(({ text }) => !IDLE.test(text) && !LIVE_WORD.test(text));
