import type { IndexedItem } from '../knowledge/plan-index.ts';
import { itemQuery } from './items.ts';
import { type Asker, ask, type Context, type Outcome } from './outcome.ts';

const SENT =
  /^(aggiornat|inviat|mandat|comunicat|trasmess|consegnat|arrivat|ricevut|registrat|compilat|rispost)[oaie]?$/;
const NOUN = /^aggiornament[oi]$/;
/** Somebody's own, or that it is done: "l'ho già aggiornato?", "è arrivato l'aggiornamento?". */
const DONE =
  /^(ho|ha|hanno|abbiamo|hai|avete|gia|risulta|mio|nostro|sia|stato|arrivato|inviato|ricevuto|registrato)$/;

/** "Il 24 l'ho già aggiornato?", "è arrivato il mio aggiornamento sul 24?": whether a report came in, and what it says. */
export function recogniseOwnUpdate({ reading, asker }: Context): Outcome | null {
  const { items, tokens, measures, setLike } = reading;
  const named = items.flatMap((one) => one.items);
  if (named.length === 0 || measures.some((one) => one !== 'attainment') || setLike) return null;
  const says = tokens.some(({ text }) => SENT.test(text) || NOUN.test(text));
  if (!says || !tokens.some(({ text }) => DONE.test(text))) return null;
  if (tokens.some(({ text }) => /^(come|quanto|perche|dove)$/.test(text))) return null;
  const own = named.filter((item) => isOf(item, asker));
  return ask(
    itemQuery(
      (own.length > 0 ? own : named).map(({ ref }) => ref),
      [],
      ['report'],
    ),
  );
}

const isOf = ({ assignments }: IndexedItem, asker: Asker | null): boolean =>
  assignments.some(({ unit, department }) =>
    asker?.roles.some((role) => (role.unit === null ? role.department === department : role.unit === unit)),
  );
