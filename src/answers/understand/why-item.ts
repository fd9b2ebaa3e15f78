import { ask, type Context, type Outcome } from './outcome.ts';
import { readTokens } from './reading.ts';

const WHY = /^\s*(?:e\s+|ma\s+)?(?:perch[eé]['’]?|come mai|per (?:quale|che) (?:motivo|ragione)|why)(?=\s)/iu;

/** A noun of kind in the singular: what is asked is of one. */
const ONE = /(^|[^\p{L}])(obiettivo|processo|azione|progetto|intervento|objective|process)(?!\p{L})/iu;

/**
 * "Perché l'obiettivo 69 si è fermato a metà?": of one item that is named, how far it is and what the document notes of it;
 * the reason itself the document does not give.
 */
export function recogniseWhy(
  text: string,
  { vocabulary, cut, lens }: Omit<Context, 'reading'>,
): Outcome | null {
  if (lens !== null || !WHY.test(text) || !ONE.test(text)) return null;
  const reading = readTokens(vocabulary, cut(text));
  // "Ha incassato più dell'accertato": of that figure.
  if (reading.measures.some((measure) => measure !== 'attainment')) return null;
  const [named, ...more] = reading.items.filter(({ kind }) => kind !== null);
  const [only, ...others] = named?.items ?? [];
  if (!only || more.length + others.length > 0) return null;
  return ask({
    type: 'item',
    items: [only.ref],
    measures: ['attainment'],
    attributes: [],
    department: null,
    reason: true,
  });
}
