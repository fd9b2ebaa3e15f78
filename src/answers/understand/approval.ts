import { ask, type Context, type Outcome } from './outcome.ts';

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
