import { compareItems } from '../../domain/plan/index.ts';
import { type ItemRef, readItemRef } from '../../domain/types.ts';
import type { Attribute } from '../../words/attributes.ts';
import type { ItemKind } from '../../words/kinds.ts';
import type { Measure } from '../../words/measures.ts';
import { figuresOf, ofKind, ofRefs, sums } from '../figures/plain-figures.ts';
import { unique } from '../knowledge/plan-index.ts';
import type { Query } from '../query.ts';
import type { ItemMention } from './mentions.ts';
import { looseNoun } from './nouns.ts';
import { ask, type Context, type Outcome, refuse } from './outcome.ts';
import type { Reading } from './reading.ts';
import { expandMeasures } from './said-measures.ts';

/** Attributes asked for, in a fixed order. */
export function saidAttributes(reading: Reading, lens: Context['lens'] = null): readonly Attribute[] {
  const { concepts } = reading;
  const said: Attribute[] = [];
  const grouped = [...concepts].some((concept) => concept.startsWith('group:'));
  const part = concepts.has('ask:percent') || concepts.has('ask:share');
  const which = !grouped && !part && (looseNoun(reading) === 'unit' || looseNoun(reading) === 'department');
  const who = concepts.has('ask:who') || (which && !concepts.has('rank:max') && !concepts.has('rank:min'));
  if (concepts.has('attr:responsible') || (who && reading.measures.length === 0)) said.push('responsible');
  if (concepts.has('attr:goals') || (concepts.has('noun:goal') && reading.goals.length === 0))
    said.push('goals');
  const when =
    concepts.has('attr:deadline') ||
    concepts.has('ask:when') ||
    concepts.has('ask:upcoming') ||
    lasts(reading);
  if (
    concepts.has('attr:horizon') ||
    (reading.items.length > 0 && (concepts.has('horizon:start') || concepts.has('horizon:beyond')))
  )
    said.push('horizon');
  else if (when || (lens === 'deadlines' && said.length + reading.measures.length === 0))
    said.push('deadline');
  if (concepts.has('attr:state') || concepts.has('mon:monitoring') || reading.states.length > 0)
    said.push('state');
  if (concepts.has('attr:scope') || concepts.has('filter:transversal')) said.push('scope');
  if (concepts.has('ask:purpose') && reading.measures.every((one) => one !== 'attainment'))
    said.push('purpose');
  if (concepts.has('attr:aim')) said.push('aim');
  if (concepts.has('attr:code')) said.push('code');
  return said;
}

/** "L'obiettivo 10 dura più anni?", "è biennale?". */
const lasts = (reading: Reading): boolean =>
  reading.items.length > 0 &&
  [...reading.concepts].some((one) => /^(filter:(multi|annual|years)|ask:deadline_rank)/.test(one));

/** Measures asked for; `/costi 24` asks for the costs without saying so. */
function askedMeasures(reading: Reading, lens: Context['lens']): readonly Measure[] {
  const measures = [...expandMeasures(reading.measures)];
  if (
    measures.length === 0 &&
    (reading.concepts.has('filter:full') || reading.concepts.has('filter:not_full'))
  )
    return ['attainment'];
  // "Quanto manca al 100 % per l'obiettivo 69?" is about its result.
  if (
    measures.length === 0 &&
    reading.items.length > 0 &&
    reading.tokens.some(({ type, value }) => type === 'number' && value === 100)
  )
    return ['attainment'];
  if (measures.length === 0 && reading.concepts.has('filter:revenue')) return expandMeasures(['revenue']);
  return measures.length === 0 && lens === 'costs' ? expandMeasures(['cost']) : measures;
}

/** Items named by number or code, alone or one against the other. */
export function recogniseItems(context: Context): Outcome | null {
  const { reading, lens, conversation } = context;
  const { index } = context.vocabulary;
  const { items } = reading;
  if (items.length === 0) return null;
  const unknown = items.find((one) => one.items.length === 0);
  const known = items.filter((one) => one.items.length > 0);
  if (unknown && known.length === 0)
    return refuse({
      reason: 'unknown_item',
      kind: unknown.kind,
      said: unknown.code ?? String(unknown.number),
    });
  // Both kinds are meant when none is said, unless the conversation is about one of them.
  const preferred =
    conversation?.query?.type === 'item' && isElliptic(reading) ? kindOf(conversation.items[0]) : null;
  const refs = unique(
    known.flatMap((one) => {
      const fitting = one.items.filter((item) => preferred === null || item.item.kind === preferred);
      return (fitting.length > 0 ? fitting : one.items).map((item) => item.ref);
    }),
  );
  const measures = askedMeasures(reading, lens);
  // "Somma del personale degli obiettivi 13, 14 e 15": one total with its addends.
  const adds = reading.concepts.has('ask:total') || reading.concepts.has('ask:average');
  if (adds && known.length > 1 && refs.length === known.length && !comparesItems(reading, known.length)) {
    const kinds = unique(refs.map(kindOf));
    return ask(
      figuresOf(
        index,
        [...ofKind(kinds.length === 1 ? kinds[0] : null), ...ofRefs(refs)],
        sums(
          measures.length > 0 ? measures : expandMeasures(['cost']),
          reading.concepts.has('ask:average') ? 'mean' : 'sum',
        ),
      ),
    );
  }
  if (refs.length > 1 && comparesItems(reading, items.length)) {
    const columns = sums(measures.length > 0 ? measures : expandMeasures(['cost']));
    return ask({ ...figuresOf(index, ofRefs(refs.slice(0, 20)), columns, 'item'), sides: 'most' });
  }
  const department = reading.structures.find((one) => one.level === 'department')?.code ?? null;
  // "/costi 24": a command answers about one, and leads to the other that has the number.
  const [first, other] = lens === null ? [refs, []] : firstOfEach(known);
  // "Quante persone coinvolge l'obiettivo 8?": a number that no item has.
  if (
    reading.concepts.has('ask:count') &&
    reading.topic.length > 0 &&
    measures.length + saidAttributes(reading, lens).length === 0
  )
    return refuse({ reason: 'nothing_found', topic: reading.topic.map(({ text }) => text).join(' ') });
  const said = saidAttributes(reading, lens);
  // "È vero che il 24 è al 60 %?": of how far it is.
  const asksHowFar = measures.length + said.length === 0 && reading.tokens.some(({ text }) => text === '%');
  const attributes = asksHowFar ? (['state'] as const) : said;
  return ask(
    itemQuery(first, measures, attributes, department),
    other.length === 0 ? [] : [itemQuery(other, measures, attributes, department)],
  );
}

/** Of what each number may stand for, the first in the order of the plan; and the others. */
function firstOfEach(mentions: readonly ItemMention[]): readonly [readonly ItemRef[], readonly ItemRef[]] {
  const sorted = mentions.map((one) => [...one.items].sort((a, b) => compareItems(a.item, b.item)));
  return [
    unique(sorted.flatMap((items) => items[0]?.ref ?? [])),
    unique(sorted.flatMap((items) => items.slice(1).map(({ ref }) => ref))),
  ];
}

export const itemQuery = (
  refs: readonly ItemRef[],
  measures: readonly Measure[],
  attributes: readonly Attribute[],
  department: string | null = null,
): Query => ({
  type: 'item',
  items: [...refs],
  measures: [...unique(measures)],
  attributes: [...attributes],
  department,
});

const comparesItems = (reading: Reading, mentions: number): boolean =>
  mentions > 1 &&
  (['ask:compare', 'ask:difference', 'rank:max', 'rank:min', 'op:gt', 'op:lt'].some((concept) =>
    reading.concepts.has(concept),
  ) ||
    reading.tokens.some(({ text }) => text === 'oppure' || text.startsWith('differenz')));

/** "E il 46?", "solo il liquidato", "invece…": said as a continuation. */
export function isElliptic(reading: Reading): boolean {
  const first = reading.tokens[0]?.text ?? '';
  return (
    (/^(e|ed|ma|and|solo|soltanto|invece|anche|poi|allora|what)$/.test(first) &&
      (first !== 'what' || reading.tokens[1]?.text === 'about')) ||
    /^(intendo|intendevo|dico|dicevo|quello|quelli|quella|quelle|confronta(lo|la|li|le))$/.test(first) ||
    // "Con goal 11", "sotto il 100 %", "del settore 7": narrows what was said before.
    (/^(con|senza|sotto|sopra|oltre|almeno|del|della|dei|delle|nel|nella|per|escluso|esclusi|esclusa|escluse|tranne|eccetto|salvo)$/.test(
      first,
    ) &&
      reading.kinds.length + reading.topic.length === 0 &&
      !asksSomething(reading)) ||
    // "Quanti obiettivi ha?": the subject was said before.
    (reading.structures.length === 0 &&
      /^(ha|hanno|aveva|avevano|have)$/.test(reading.tokens.at(-1)?.text ?? '')) ||
    // "No, il settore 8", "pardon, l'impegnato": puts right what was just asked.
    /^(no|pardon|anzi|ops|oops)$/.test(first) ||
    (/^scus/.test(first) &&
      reading.measures.length + reading.kinds.length + reading.topic.length === 0 &&
      !asksSomething(reading)) ||
    reading.concepts.has('follow:correct') ||
    // "Contando solo i processi?", "esclusi i trasversali".
    /^(contando|considerando|guardando|includendo|escludendo|limitando\w*|diviso|divisi|suddivis[oi]|distint[oi]|separando|distinguendo)$/.test(
      first,
    ) ||
    reading.concepts.has('follow:swap')
  );
}

const asksSomething = (reading: Reading): boolean =>
  reading.items.length > 0 ||
  [...reading.concepts].some((concept) => /^(ask:(?!list|share|percent)|mon|talk|plan)/.test(concept));

export const kindOf = (ref: ItemRef | undefined): ItemKind | null =>
  ref === undefined ? null : (readItemRef(ref)?.kind ?? null);
