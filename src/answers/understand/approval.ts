import { tokenise } from '../language/tokens.ts';
import { ask, type Context, type Outcome } from './outcome.ts';
import { findBest } from './topic.ts';

/** The term of the glossary that says who approves what a unit reports. */
const TERM = /^approvazione$/i;
const REPORTED =
  /^(aggiornament\w*|mand\w+|invi\w+|trasmess\w*|trasmetton\w*|comunicat\w*|compilat\w*|stati|updates?)$/;

/** "Chi deve dare l'ok agli aggiornamenti delle U.O.?": the dirigente, as the definition of the approval says. */
export function recogniseApproval({ reading, vocabulary }: Context): Outcome | null {
  const { concepts, tokens } = reading;
  if (!concepts.has('ask:approval') || !tokens.some(({ text }) => REPORTED.test(text))) return null;
  const term = vocabulary.index.plan.glossary.find((entry) => TERM.test(entry.term));
  return term ? ask({ type: 'term', terms: [term.term] }) : null;
}

const APPROVED = /^(approvat[oaie]|approvazione|approvo|approved|approval)$/;
/** "Entro quando va approvato?": of a rule, not of what happened. */
const RULE = /^(entro|va|vanno|deve|devono|bisogna)$/;
const HAPPENED = /^(stat[oa]|fu|venne|was)$/;
const PLAN = /^(piano|documento|plan)$/;

/** "Con quale atto è stato approvato il piano?", where the plan has no list of acts that tells it: its own head does. */
export function recognisePlanApproval({ reading, vocabulary }: Context): Outcome | null {
  const { head } = vocabulary.index.plan;
  const { tokens, kinds, structures, items } = reading;
  if (kinds.length + structures.length + items.length > 0) return null;
  // Where its head tells nothing, only of what happened is it known that the plan does not say it.
  if (head.approvalAct === null && !tokens.some(({ text }) => HAPPENED.test(text))) return null;
  if (!tokens.some(({ text }) => APPROVED.test(text)) || tokens.some(({ text }) => RULE.test(text)))
    return null;
  // An act of the body's own list says more than the head of its plan.
  const content = tokens.filter(({ light, type }) => !light && type === 'word');
  if (findBest(vocabulary, vocabulary.actSearch, content).coverage > 0.5) return null;
  const own = new Set(tokenise(head.document).map(({ text }) => text));
  const isOfPlan = (text: string): boolean => PLAN.test(text) || own.has(text);
  const names = tokens.some(({ light, text, type }) => !light && type === 'word' && isOfPlan(text));
  const others = reading.topic.filter(
    ({ text }) => !isOfPlan(text) && !APPROVED.test(text) && !ACT.test(text),
  );
  return names && others.length === 0 ? ask({ type: 'about', topic: 'approval' }) : null;
}

const ACT = /^(att[oi]|deliber[ae]|deliberazion[ei]|provvediment[oi]|determin[ae]|decret[oi]|dgr|dgc|dcc)$/;
