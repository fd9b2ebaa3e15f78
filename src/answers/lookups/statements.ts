import { topicAsked } from '../knowledge/ways.ts';
import type { Token } from '../language/tokens.ts';
import { contentOf } from '../understand/guide-uses.ts';
import { ask, type Context, type Outcome } from '../understand/outcome.ts';

/** One word in so many may be unknown to the statement. */
const FOREIGN = 3;
/** Words that may stand beside any statement of the document. */
const IDLE =
  /^(relazion|document|secondo$|dic[eo]$|dett[oa]$|indica|spiega|riport|ann[oi]$|2021$|ente$|comun[ei]$|performance$|piano$|principal[ei]$|effettiv|davvero$|com$|sempre$|ancora$|due$|quattro$|sei$|cifr|dat[oi]$)/;

/** "Che cosa resta da migliorare?", "quali verifiche si fanno sulle partecipate?": what the document says in words, never a figure of the plan. */
export function recogniseStatements(context: Context): Outcome | null {
  const { reading, vocabulary } = context;
  if (reading.items.some((one) => one.kind !== null)) return null;
  // "Quanto costa…", "per settore": of figures, whatever the other words.
  if (
    reading.measures.length > 0 &&
    [...reading.concepts].some((one) => /^(group|rank|op|ask:count)/.test(one))
  )
    return null;
  const isIdle = ({ key, text }: Token): boolean => IDLE.test(text) || vocabulary.bodyKeys.has(key);
  const best = topicAsked(vocabulary.statements, reading.tokens, contentOf(context), isIdle, FOREIGN);
  if (!best) return null;
  // An office or a number that is no word of the statement is what the question is about.
  const named = [...reading.structures.filter(({ strong }) => strong), ...reading.items].some(({ from }) => {
    const token = reading.tokens[from];
    return token !== undefined && !token.spelled && !best.keys.has(token.key);
  });
  return named ? null : ask({ type: 'statement', code: best.topic });
}
