import { settled, withOperators } from '../account/settle.ts';
import { recogniseChange } from '../follow/change-between.ts';
import { recogniseEditOfTold } from '../follow/edit-told.ts';
import { recogniseFiguresShown } from '../follow/figures-shown.ts';
import {
  asksOnly,
  isBareOrder,
  isBarePlace,
  leansOn,
  recogniseCorrection,
  recogniseDeed,
  recogniseEdit,
  recogniseSeveral,
  recogniseShareOfShown,
} from '../follow/follow.ts';
import { FOLLOWS, OF_THESE } from '../follow/goes-on.ts';
import { startsAnew } from '../follow/starts-anew.ts';
import { recogniseTermsTold } from '../follow/terms-told.ts';
import { compose, withVerb } from '../grammar/compose.ts';
import type { Token } from '../language/tokens.ts';
import { recogniseLaw, recogniseRuled, recogniseWhatMayBe } from '../lookups/index.ts';
import { unheldNumber } from '../parts/read-parts.ts';
import { recogniseActs } from '../relations/acts.ts';
import { recognisePhaseRows } from '../relations/phase.ts';
import { undeclaredBy } from '../undeclared.ts';
import { recogniseComposed } from './composed.ts';
import { recogniseDueDays } from './due-days.ts';
import { recogniseTables, saysRow, speaksOfTables } from './facts.ts';
import { namesOwnerWithoutRow } from './follow-facts.ts';
import { recogniseUses } from './guide-uses.ts';
import { recogniseItemFacts } from './item-facts.ts';
import { asksWhatAnOrganDid, asksWhatWasDone, judgesPerson } from './limits.ts';
import { recognisePhase } from './next-phase.ts';
import { namesItems, understandPlainly } from './one-question.ts';
import { type Context, OF_WHAT, type Outcome } from './outcome.ts';
import { recogniseOwnUpdate } from './own-update.ts';
import { recognisePassages } from './passages.ts';
import { recognisePercentMeaning } from './percent-meaning.ts';
import { recogniseParts } from './plan-parts.ts';
import { asksForItem, asksWhatIsDone } from './readers.ts';
import { readTokens } from './reading.ts';
import { recogniseOrigin, recogniseRemarks } from './remarks.ts';
import { recogniseEquation } from './terms.ts';

export function understandMessage(text: string, asked: Omit<Context, 'reading'>): readonly Outcome[] {
  const passage = recognisePassages(text, asked);
  if (passage) return [passage];
  const isAdrift = leansOnNothing(text, asked);
  const alone = isAdrift ? recogniseComposed(text, asked) : null;
  if (alone) return alone;
  const ofPhase = isAdrift ? recognisePhaseRows(text, asked) : null;
  if (ofPhase) return [ofPhase];
  if (isAdrift) return [OF_WHAT];
  const part = recogniseShareOfShown(text, asked);
  if (part) return [part];
  const pair =
    recogniseFiguresShown(text, asked) ?? recogniseTermsTold(text, asked) ?? recogniseChange(text, asked);
  if (pair) return [pair];
  const { query } = asked.conversation ?? {};
  if (query?.type === 'fact' && FOLLOWS.test(text)) {
    const reading = readTokens(asked.vocabulary, asked.cut(text));
    if (namesOwnerWithoutRow({ ...asked, reading }, query)) return [OF_WHAT];
  }
  const told = recogniseEditOfTold(text, asked);
  if (told) return [ruledByLaw(text, asked) ?? told];
  const context = startsAnew(text, asked.vocabulary, asked.cut) ? { ...asked, conversation: null } : asked;
  const { lens } = context;
  const next =
    lens === null ? (recognisePhase(text, context) ?? recognisePercentMeaning(text, context)) : null;
  if (next) return [next];
  const mayBe =
    lens === null
      ? recogniseWhatMayBe({ ...context, reading: readTokens(context.vocabulary, context.cut(text)) })
      : null;
  if (mayBe) return [mayBe];
  const unheld = unheldNumber(context.cut(text), context.vocabulary);
  const ofTable = unheld ? readTables(text, context) : null;
  if (ofTable?.[0]?.type === 'query') return ofTable;
  const isUndeclaredField = unheld?.declaresOthers === false;
  if (isUndeclaredField && !unheld.isTitled)
    return [{ type: 'clarification', what: 'subject', choices: [], unused: [unheld.said] }];
  const ownRow = recogniseItemFacts(text, context);
  if (ownRow) return [ownRow];
  const parts = isUndeclaredField ? null : recogniseParts(text, context);
  const composed = recogniseComposed(text, context);
  const figures = parts && isOfMissingYear(parts, context.vocabulary) ? readTables(text, context) : null;
  if (figures && isFigure(figures)) return figures;
  if (parts && (isOfRows(parts) || !(composed && asksSeveral(composed)))) return [parts];
  const corrected = composed === null ? recogniseCorrection(text, context) : null;
  if (corrected) return [corrected];
  const ofSeveral = composed === null ? recogniseSeveral(text, context) : null;
  if (ofSeveral) return [ofSeveral];
  const ofOrgan = asksWhatAnOrganDid({
    ...context,
    reading: readTokens(context.vocabulary, context.cut(text)),
  });
  const whole = (ofOrgan ? null : recognisePhaseRows(text, context)) ?? recogniseActs(text, context);
  if (whole) return [ruledByLaw(text, context) ?? whole];
  const due =
    lens === null ? recogniseDueDays(text, context, (rest) => understandMessage(rest, context)) : null;
  if (due) return [due];
  const deed = recogniseDeed(text, context, composed !== null);
  if (deed) return [deed];
  const first =
    composed === null ||
    speaksOfTables(text, context) ||
    isUndeclared(composed, context.vocabulary) ||
    (composed.every((one) => one.type === 'query' && namesItems(one.query)) && saysRow(text, context));
  const tables = first ? readTables(text, context) : null;
  // «Quanti soldi sono andati al piedibus?», where no plan has amounts: no more than a table tells is asked of it.
  if (composed && !(isFigure(tables) && isFigure(settled(text, tables ?? [], context)))) {
    const ruled = lens === null ? ruledByLaw(text, context) : null;
    return ruled ? [ruled] : composed;
  }
  if (tables) return tables;
  const edit = recogniseEdit(text, context);
  if (edit) return [edit];
  if (FOLLOWS.test(text) && context.conversation?.query != null && leansOn(text, context)) return [OF_WHAT];
  const plain = withOperators(text, understandPlainly(text, context), context);
  // «Quello con la scadenza più lontana»: one of those that were shown, and nothing that stands by itself.
  const isAnew = plain.every((one) => one.type === 'query' && !one.assumed);
  return isAnew && pointsAtShown(text, context) ? [OF_WHAT] : plain;
}

/** «Quello con …», «quelle che …», after an answer. */
const pointsAtShown = (text: string, { vocabulary, conversation, cut }: Omit<Context, 'reading'>): boolean =>
  conversation?.query != null &&
  compose(text, vocabulary, cut).pieces.find(({ cat }) => cat !== 'and')?.cat === 'pronoun';

/** A rule of the law that answers it in full. */
const ruledByLaw = (text: string, context: Omit<Context, 'reading'>): Outcome | null =>
  recogniseRuled({ ...context, reading: readTokens(context.vocabulary, context.cut(text)) });

function readTables(text: string, context: Omit<Context, 'reading'>): readonly Outcome[] | null {
  // «Telelavoro e lavoro agile che differenza hanno?»: two terms, whatever figures bear their words.
  const whole = { ...context, reading: readTokens(context.vocabulary, context.cut(text)) };
  if (recogniseEquation(whole) !== null || asksWhatIsDone(context.vocabulary, whole.reading)) return null;
  return recogniseTables(
    text,
    context,
    (own) =>
      recogniseKnowledge(own) !== null || judgesPerson(own) || asksWhatWasDone(own) || asksForItem(own),
  );
}

/** «Quanto ha perso Massa dal 2016?»: a year of which there is no plan, and which a table may have. */
const isOfMissingYear = (outcome: Outcome, { index }: Context['vocabulary']): boolean =>
  outcome.type === 'query' &&
  outcome.query.type === 'parts' &&
  outcome.query.ask.of === 'years' &&
  outcome.query.ask.against !== null &&
  !index.years.has(outcome.query.ask.against);

/** Rows of a table of the plan's own; items that another structure has now, which no figure of structures tells. */
const isOfRows = (outcome: Outcome): boolean =>
  outcome.type === 'query' &&
  outcome.query.type === 'parts' &&
  (outcome.query.ask.of === 'rows' ||
    (outcome.query.ask.of === 'years' && outcome.query.ask.change === 'moved'));

/** Amounts that no item of the plan declares: its tables may. */
const isUndeclared = (outcomes: readonly Outcome[], { index }: Context['vocabulary']): boolean =>
  outcomes.some((one) => one.type === 'query' && undeclaredBy(index, one.query) !== null);

/** A figure that was found in a table, and nothing that is asked back. */
const isFigure = (outcomes: readonly Outcome[] | null): boolean =>
  outcomes?.every(({ type }) => type === 'query') === true;

/** What is told in words, of the law or of the product: whether something answers a question to the letter. */
const recogniseKnowledge = (context: Context): Outcome | null =>
  recogniseEquation(context) ??
  recogniseRemarks(context) ??
  recogniseOrigin(context) ??
  recogniseOwnUpdate(context) ??
  recogniseUses(context) ??
  recogniseLaw(context);

/** "Di questi quali finiscono nel 2025?", "che percentuale è?", where nothing was shown, or the question before had no answer. */
const leansOnNothing = (text: string, context: Omit<Context, 'reading'>): boolean =>
  (context.conversation?.unanswered != null && (isBareOrder(text, context) || asksOnly(text, context))) ||
  ((OF_THESE.test(text) || isBareShare(text, context) || isBarePlace(text, context)) &&
    (!context.conversation?.query || context.conversation.unanswered !== null));

/** «Che percentuale è?»: neither of what nor of which part. */
export function isBareShare(
  text: string,
  { cut, vocabulary: { operations } }: Omit<Context, 'reading'>,
): boolean {
  const tokens = cut(withVerb(text));
  const does = ({ text: said }: Token, role: string): boolean => operations.get(role)?.has(said) === true;
  return (
    tokens.some((token) => does(token, 'part')) &&
    tokens.every(
      (token) =>
        token.light ||
        token.type === 'sign' ||
        ['part', 'amountsTo', 'which', 'much'].some((role) => does(token, role)) ||
        token.text === 'che',
    )
  );
}

/** Several figures, or one worked out of several: more than a single line of the budget says. */
const asksSeveral = ([first, ...more]: readonly Outcome[]): boolean => {
  if (more.length > 0 || first?.type !== 'query') return more.length > 0;
  const { query } = first;
  if (query.type !== 'figures') return false;
  const [column, ...others] = query.columns;
  return (
    others.length > 0 || column?.type === 'op' || (column?.type === 'fold' && /_rate$/.test(column.figure))
  );
};
