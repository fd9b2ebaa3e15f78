import { quoted } from '../account/quoted.ts';
import { findPhrases } from '../language/phrases.ts';
import type { Token } from '../language/tokens.ts';
import type { Context, Outcome } from './outcome.ts';

type Asked = Omit<Context, 'reading'>;

/** «Noi», as it is typed. */
const US = /(?<!\p{L})noi(?:altri)?(?!\p{L})/iu;
/** What the body is, before its name. */
const WHAT_IT_IS =
  /^(?:(?:libero )?consorzio comunale|citt[àa] metropolitana|unione dei comuni|comune|provincia|regione)\s+(?:d(?:i|el|ella|ell[’'])\s*)?/iu;

/**
 * «Noi esclusi», «tranne noi»: the body left out of a table that has a row of its own name. Null where a question leaves
 * nobody of the kind out; asked back where nothing that it is about has such a row.
 * @param understand what is asked once the body is called by its name
 */
export function recogniseUsLeftOut(
  text: string,
  context: Asked,
  understand: (text: string, context: Asked) => readonly Outcome[],
): readonly Outcome[] | null {
  const { vocabulary, cut } = context;
  if (!US.test(text)) return null;
  const tokens = cut(text);
  const places = usLeftOut(tokens, vocabulary);
  if (places === null) return null;
  const name = vocabulary.index.plan.head.bodyName.replace(WHAT_IT_IS, '');
  const outcomes = understand(text.replace(US, name), context);
  const leavesOut = outcomes.every(
    (one) => one.type === 'query' && one.query.type === 'fact' && one.query.without.length > 0,
  );
  return leavesOut
    ? outcomes
    : [{ type: 'clarification', what: 'subject', choices: [], unused: quoted(text, tokens, places) }];
}

/** Places of «noi» and of the word that leaves it out, right beside it. */
function usLeftOut(tokens: readonly Token[], { grammar }: Asked['vocabulary']): ReadonlySet<number> | null {
  const us = tokens.findIndex(({ text }) => US.test(text));
  const beside = findPhrases(grammar, tokens).find(
    ({ meaning, from, to }) =>
      (meaning.cat === 'except' || meaning.cat === 'without') &&
      (from === us + 1 || to === us || (to === us - 1 && /^(di|per|a)$/.test(tokens[to]?.text ?? ''))),
  );
  if (us < 0 || !beside) return null;
  // «Esclusi noi dello Staff A»: who that is, is said.
  const next = tokens[Math.max(us + 1, beside.to)];
  if (next && !next.pause && /^(di|del|dell|dello|della|dei|degli|delle)$/.test(next.text)) return null;
  const [from, to] = [Math.min(us, beside.from), Math.max(us + 1, beside.to)];
  return new Set(Array.from({ length: to - from }, (_one, at) => from + at));
}
