import type { Vocabulary } from '../knowledge/vocabulary.ts';
import type { Token } from '../language/tokens.ts';

/** "Cancella l'obiettivo 12", "cambia il costo", "manda una mail": orders that are not obeyed. */
export function isRefusedOrder(
  { frame, orders }: Vocabulary,
  tokens: readonly Token[],
  inConversation: boolean,
): boolean {
  const { change, add, send, call } = orders;
  const orderly = [change, add, send, call];
  const at = tokens.findIndex(
    ({ text, light, type }) =>
      orderly.some((words) => words.has(text)) ||
      !(light || type !== 'word' || orders.before.has(text) || frame.speaks.has(text)),
  );
  const verb = tokens[at]?.text ?? '';
  const [before, next] = [tokens.slice(0, at), tokens.slice(at + 1, at + 1 + REACH)];
  const isAsked = before.some(({ text }) => orders.before.has(text));
  // "Modifica della scadenza: chi la approva?" names an act, and orders none.
  if (at < 0 || OF.test(next[0]?.text ?? '')) return false;
  // "Come sono cambiate le entrate?", "se togli gli staff, quanto…", "dove si pubblica il piano?": told of something, by nobody
  // in particular; "come cambiare il peso?": whether and how, unless it is asked of Traguardo.
  if (before.at(-1)?.text === 'si' || before.some(({ text }) => orders.told.has(text))) return false;
  if (/re$/.test(verb) && !isAsked) return false;
  if (call.has(verb)) return next.length > 0;
  if (send.has(verb)) return next.slice(0, 3).some(({ text }) => orders.letter.has(text));
  // «Togli il settore 5: quanto resta?»: left out of what is asked; «togli i processi» may be said of what was just listed.
  const asksOn = tokens
    .slice(at)
    .some(({ text, clause }) => clause !== tokens[at]?.clause && orders.asking.has(text));
  const changes = change.has(verb) || (add.has(verb) && !inConversation && !asksOn);
  return (
    changes &&
    next.some(({ text, type }) => orders.thing.has(text) || (type === 'number' && next[0]?.light === true))
  );
}

const OF = /^(di|del|dello|della|dell|dei|degli|delle)$/;

/** So many words after the verb may say of what. */
const REACH = 6;
