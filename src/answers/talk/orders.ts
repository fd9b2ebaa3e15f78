import type { Vocabulary } from '../knowledge/vocabulary.ts';
import type { Token } from '../language/tokens.ts';

const CHANGES =
  /^(cancell(a|are|ami|ate|i)|elimin(a|are|ami|ate)|rimuov(i|ere)|modific(a|are|ami|hi|ate)|cambi(a|are|ami|ate)|corregg(i|ere|imi|ete)|sostituisci|sostituire|rinomin(a|are)|sovrascriv(i|ere)|assegn(a|are)|riassegn(a|are)|approv(a|are)|firm(a|are)|pubblic(a|are)|protocoll(a|are)|delete|remove|change|edit)$/;
/** "Togli i processi" may be said of what was just listed: it changes the plan only where nothing was. */
const ADDS =
  /^(aggiung(i|ere|imi)|togli(ere|mi)?|levare|leva|sposta(re)?|aument(a|are)|ridu(ci|rre)|crea(re)?|inserisci|inserire)$/;
const THINGS =
  /^(obiettiv[oi]|process[oi]|indicator[ei]|pes[oi]|cost[oi]|scadenz[ae]|dat[oi]|valor[ei]|import[oi]|titol[oi]|responsabil[ei]|referent[ei]|pian[oi]|relazion[ei]|document[oi]|cifr[ae]|impegnat[oi]|liquidat[oi]|percentual[ei]|fas[ei]|delibera|atto|objectives?|process|weight|cost|deadline)$/;
const SENDS =
  /^(mand(a|are|agli|ale|ami|ate)|invi(a|are|agli|ami)|spedisc(i|imi)|spedire|inoltr(a|are)|scriv(i|ere|igli)|send|write)$/;
const LETTERS = /^(mail|email|mails|pec|lettera|messaggio|messaggi|fax|sms|whatsapp|posta|comunicazione)$/;
const CALLS = /^(telefon(a|are|agli)|prenot(a|are)|stampa|stampami|fotocopia|traduci|disegna)$/;
/** Before an order: "puoi", "per favore", "vorrei". */
const BEFORE =
  /^(puoi|potresti|potete|potreste|vorrei|voglio|devi|dovresti|bisogna|occorre|riesci|please|can|could|you)$/;
const OF = /^(di|del|dello|della|dell|dei|degli|delle)$/;

/** "Cancella l'obiettivo 12", "cambia il costo", "manda una mail": orders that are not obeyed. */
export function isRefusedOrder(
  { frame }: Vocabulary,
  tokens: readonly Token[],
  inConversation: boolean,
): boolean {
  const at = tokens.findIndex(
    ({ text, light, type }) =>
      isOrder(text) || !(light || type !== 'word' || BEFORE.test(text) || frame.speaks.has(text)),
  );
  const verb = tokens[at]?.text ?? '';
  const next = tokens.slice(at + 1, at + 1 + REACH);
  // "Modifica della scadenza: chi la approva?" names an act, and orders none.
  if (at < 0 || OF.test(next[0]?.text ?? '')) return false;
  // "Se togli gli staff, quanto…": a condition; "dove si pubblica il piano?": what is done, by nobody in particular.
  if (/^s[ei]$/.test(tokens[at - 1]?.text ?? '')) return false;
  // "Come cambiare il peso?", "si può cambiare?": whether and how, unless it is asked of Traguardo.
  if (/re$/.test(verb) && !tokens.slice(0, at).some(({ text }) => BEFORE.test(text))) return false;
  if (CALLS.test(verb)) return next.length > 0;
  if (SENDS.test(verb)) return next.slice(0, 3).some(({ text }) => LETTERS.test(text));
  // «Togli il settore 5: quanto resta?»: left out of what is asked.
  const asksOn = tokens
    .slice(at)
    .some(({ text, clause }) => clause !== tokens[at]?.clause && ASKING.test(text));
  const changes = CHANGES.test(verb) || (ADDS.test(verb) && !inConversation && !asksOn);
  return (
    changes &&
    next.some(({ text, type }) => THINGS.test(text) || (type === 'number' && next[0]?.light === true))
  );
}

const ASKING = /^(quant[oaie]|qual|qual[ei]|che|chi)$/;

/** So many words after the verb may say of what. */
const REACH = 6;

const isOrder = (text: string): boolean => [CHANGES, ADDS, SENDS, CALLS].some((one) => one.test(text));
