import { allWanted, settled } from '../account/settle.ts';
import { recogniseEditOfTold } from '../follow/edit-told.ts';
import { leansOn, recogniseCorrection, recogniseWhy } from '../follow/follow.ts';
import { ofSubject, withPointed } from '../follow/pointed.ts';
import type { Aspect } from '../knowledge/law.ts';
import { findPhrases, type Match } from '../language/phrases.ts';
import { recogniseEachTold, recogniseUnruled } from '../lookups/index.ts';
import type { Query } from '../query.ts';
import { questionIn } from '../talk/letters.ts';
import { recogniseTalk } from '../talk/recognise-talk.ts';
import { recogniseWeights } from '../weights/read-weights.ts';
import { understandCommand } from './asked-by-command.ts';
import { statesLess } from './by-itself.ts';
import { recogniseWhole } from './composed.ts';
import { recogniseCore } from './core.ts';
import { ofEachLine } from './each-line.ts';
import { isSureOf } from './half.ts';
import { eachHalf } from './halves.ts';
import { does } from './limits.ts';
import { recogniseNamesakes } from './namesakes.ts';
import { ofOneRule } from './of-one-rule.ts';
import { ofThoseShown } from './of-those-shown.ts';
import { isRead } from './one-question.ts';
import { ask, type Context, OF_WHAT, type Outcome, withIgnored } from './outcome.ts';
import { recogniseInTexts } from './passages.ts';
import { withoutProse } from './prose.ts';
import { lacksSubject, readTokens } from './reading.ts';
import { takeUp } from './take-up.ts';
import { recogniseNamedTerm } from './terms.ts';
import { FIGURES, recogniseTold, toldOrCounted } from './told-or-counted.ts';
import { recogniseUnnamedItems } from './unnamed-items.ts';
import { withoutUntilNow } from './until-now.ts';
import { recogniseUsLeftOut } from './us-left-out.ts';
import { isBareShare, understandMessage } from './whole-message.ts';
import { withoutFigures } from './why-and-may.ts';

/** «Quanto è grande il verde urbano?»: its extent is asked, and none of the rows that bear the word. */
const LARGE = /(^|[^\p{L}])quanto (è|e['’]|sono) grand[ei](?!\p{L})/iu;

/** «Sono più vecchi gli uomini o le donne?»: of people it is their mean age that is asked. */
const OLDER =
  /(?<!\p{L})sono (?:in media |mediamente )?più (?:(vecchi[e]?|anzian[ie])|giovani)(?= .{0,60}(?<!\p{L})(?:uomini|donne|maschi|femmine)(?!\p{L}))/iu;

/**
 * Turns a message into what it asks, in order: one outcome, or one for each of its questions. Pure: it looks at words,
 * never at figures, and runs nothing.
 * @param typed what the user wrote
 */
export function understand(said: string, context: Omit<Context, 'reading'>): readonly Outcome[] {
  const typed = said
    .replace(LARGE, '$1quanto $2 esteso')
    .replace(OLDER, (_said, old?: string) => `hanno l’età media più ${old === undefined ? 'bassa' : 'alta'}`);
  const { lens, vocabulary, conversation } = context;
  const reading = readTokens(vocabulary, context.cut(typed));
  const told = lens === null ? recogniseEachTold({ ...context, reading }) : [];
  const core = lens === null ? recogniseCore(typed, context, understand) : null;
  // «Che fine ha fatto CTT Nord, quella degli autobus?»: no item is told by a half of what is.
  if (core && !(told.length > 0 && core.some((one) => isRead(one) && one.query.type === 'item'))) return core;
  const weights = lens === null || lens === 'items' ? recogniseWeights(typed, context) : null;
  if (weights) return [weights];
  const asking = lens === null ? questionIn(typed, context.cut) : typed;
  if (asking === null) return [ask({ type: 'about', topic: 'no_question' })];
  if (asking !== typed) return understand(asking, context).map(assumed);
  const main = lens !== null || told.length > 0 ? null : withoutProse(typed, vocabulary, context.cut);
  if (main && main.question !== typed) {
    const read = understand(main.question, context);
    const whole = recogniseWhole(typed, context);
    if (whole && isSureOf(read) && whole.length >= read.length && statesLess(read, whole)) return whole;
    // «Un cittadino ci chiede i dati delle spese: siamo obbligati a darglieli?»: what is told says of what.
    const ofLaw = ofOneRule({ text: typed, outcomes: read, context, understand });
    return ofLaw ?? withIgnored(read, main.ignored);
  }
  const untilNow = lens === null ? withoutUntilNow(typed, vocabulary, context.cut) : typed;
  if (untilNow !== typed) return understand(untilNow, context);
  const lines = lens === null ? ofEachLine(typed, context, understand) : null;
  if (lines) return lines;
  const talk = lens === null ? (recogniseTalk(typed, context) ?? recogniseNamedTerm(typed, context)) : null;
  // «No, intendevo il Servizio Ambiente»: none of whom one speaks to.
  if (talk) return [recogniseCorrection(typed, context) ?? recogniseWhy(typed, context) ?? talk];
  const pointed = lens === null ? withPointed(typed, context) : typed;
  // «Chi segue la bicipolitana, e quanto pesa quell’obiettivo?»
  if (pointed === 'unclear') return eachHalf(typed, [OF_WHAT], context, understand);
  if (pointed !== typed) return understand(pointed, context).map(assumed);
  // «Che percentuale è?», after what was not understood: nothing that was taken up says of what.
  if (lens === null && conversation?.unanswered != null && isBareShare(typed, context)) return [OF_WHAT];
  const taken = takeUp(typed, context, understand);
  if (taken) return taken;
  const withoutUs = lens === null ? recogniseUsLeftOut(typed, context, understand) : null;
  if (withoutUs) return withoutUs;
  const doubtful = vocabulary.chosen ? null : recogniseNamesakes(typed, context, understand);
  if (doubtful) return [doubtful];
  const outcomes =
    lens === null
      ? withoutFigures(typed, context, ofThoseShown(typed, context, toldOrCounted(typed, context)))
      : understandCommand(typed, { ...context, lens });
  const answered = allWanted(
    typed,
    eachHalf(typed, settled(typed, outcomes, context), context, understand),
    context,
  );
  if (told.length > 1 && !answered.every((one) => isRead(one) && FIGURES.test(one.query.type))) return told;
  const aspects = (): readonly Match<Aspect>[] => findPhrases(vocabulary.law.aspects, context.cut(typed));
  const inTexts = recogniseInTexts(typed, answered, context);
  // «Si possono usare i droni?»: what may be done no text of an item says.
  if (inTexts && !aspects().some(({ meaning, from }) => meaning === 'may' && from === 0)) return [inTexts];
  const ofItems = lens === null ? itemsSpokenOf(typed, answered, context) : null;
  if (ofItems) return ofItems;
  if (lens !== null || !answered.every(isUnread)) return answered;
  const unnamed = recogniseUnnamedItems(typed, context, understandMessage);
  if (unnamed) return unnamed;
  const unread = { ...context, reading };
  const isHeard =
    leansOn(typed, context) || recogniseEditOfTold(typed, context) !== null || !answered.every(isUnheard);
  const isOpen = !isHeard && lacksSubject(unread.reading);
  const ofIt = isOpen ? ofSubject(typed, context, understand) : null;
  if (ofIt) return ofIt;
  // What follows of what is done is the law's to say, though a sentence of the document has the words.
  const isOfLaw =
    answered.some((one) => one.type === 'query' && one.query.type === 'rule') &&
    aspects().some(({ meaning }) => meaning === 'consequence');
  const sought =
    (isOfLaw ? null : soughtIn(typed, unread)) ??
    (answered.every(isNothing) ? recogniseUnruled(unread, typed) : null);
  return sought ? [sought] : answered;
}

/** Not even what it asks was understood, or not of what. */
const isUnheard = (outcome: Outcome): boolean =>
  outcome.type === 'refusal'
    ? outcome.refusal.reason === 'nothing_found' || outcome.refusal.reason === 'off_topic'
    : outcome.type === 'clarification' && outcome.choices.length + (outcome.unused ?? []).length === 0;

/** Nothing was made of it, no rule says it, or it is of persons: it is looked for in what the document tells in words. */
function isUnread(outcome: Outcome): boolean {
  if (outcome.type === 'query') return outcome.query.type === 'rule' && outcome.query.rule === null;
  return outcome.type === 'refusal' ? UNREAD.has(outcome.refusal.reason) : outcome.what === 'subject';
}

const UNREAD: ReadonlySet<string> = new Set(['nothing_found', 'off_topic', 'no_reason']);

/** "Che cosa dice la relazione sulla bicipolitana?": what there is on it among the items. */
function itemsSpokenOf(
  text: string,
  [only]: readonly Outcome[],
  context: Omit<Context, 'reading'>,
): readonly Outcome[] | null {
  const tokens = context.cut(text);
  const speaks = ['says', 'document'].every((role) =>
    tokens.some((token) => does(context.vocabulary, role, token)),
  );
  const foreign = only?.type === 'clarification' && speaks ? (only.unused ?? []) : [];
  const unread = foreign.filter((one) => !does(context.vocabulary, 'document', { text: one })).join(' ');
  const said = only?.type === 'refusal' && only.refusal.reason === 'unspoken' ? only.refusal.said : unread;
  const found = said === '' ? [] : understand(said, { ...context, lens: 'items' });
  return found.length > 0 && found.every((one) => isRead(one) && OF_ITEMS.has(one.query.type))
    ? found.map(assumed)
    : null;
}

const OF_ITEMS: ReadonlySet<Query['type']> = new Set<Query['type']>(['item', 'figures', 'structure']);

const isNothing = ({ type }: Outcome): boolean => type !== 'query';

/** "E perché?", "con che atto è stata approvata?": of what, nothing says. */
const soughtIn = (typed: string, context: Context): Outcome | null =>
  lacksSubject(context.reading) ? null : recogniseTold(typed, context);

/** Only a part of the message was read: the answer says what it considered. */
export const assumed = (outcome: Outcome): Outcome =>
  outcome.type === 'query' ? { ...outcome, assumed: true } : outcome;
