import { COUNT, figuresOf, ofKind, sums } from '../figures/plain-figures.ts';
import { planMeasures } from '../knowledge/plan-measures.ts';
import { recogniseRuled } from '../lookups/index.ts';
import { ask, type Context, type Outcome } from './outcome.ts';
import { expandMeasures } from './said-measures.ts';
import type { TopicMatch } from './topic.ts';

/** Greetings, thanks, help and "ricomincia", when the message is nothing else. */
export function recogniseSmallTalk(context: Context): Outcome | null {
  const { reading, vocabulary, lens } = context;
  const { concepts, tokens } = reading;
  if (tokens.length === 0 || [...tokens].every((token) => token.type === 'sign'))
    return lens ? defaultFor(context) : ask({ type: 'about', topic: 'help' });
  const busy =
    reading.items.length +
      reading.goals.length +
      reading.structures.filter((one) => one.strong).length +
      reading.measures.length >
      0 || reading.kinds.length > 0;
  if (busy) return null;
  const talk = (topic: string): boolean => concepts.has(`talk:${topic}`);
  const unexplained = reading.topic.filter(
    (token) => vocabulary.itemSearch.postings.has(token.key) || token.text.length > 3,
  );
  if (unexplained.length > 1) return null;
  if (talk('reset')) return ask({ type: 'about', topic: 'reset' });
  // «La guida Welcome»: of what an item is about, and no help.
  if (unexplained.length > 0 && reading.topic.some((token) => vocabulary.itemSearch.postings.has(token.key)))
    return null;
  if (talk('help')) return ask({ type: 'about', topic: 'help' });
  const asks = [...concepts].some((concept) => /^(ask|attr|rank|op|filter|mon|state|noun)/.test(concept));
  if (asks || recogniseRuled(context) !== null) return null;
  if (talk('greeting')) return ask({ type: 'about', topic: 'greeting' });
  if (talk('thanks')) return ask({ type: 'about', topic: 'thanks' });
  return null;
}

/**
 * "Quali discordanze ci sono nel documento?", "perché il costo dei processi non torna con le righe?": the total of a kind
 * with its explanation, or everything that does not add up.
 */
export function recogniseDiscrepancies({ reading, vocabulary }: Context, topic: TopicMatch): Outcome | null {
  const { concepts, kinds } = reading;
  if (!concepts.has('ask:discrepancies') || concepts.has('ask:meaning') || topic.exact) return null;
  if (reading.items.length > 0 || reading.structures.some((one) => one.strong)) return null;
  const measures = expandMeasures(reading.measures);
  if (kinds.length === 1 && (measures.length > 0 || concepts.has('ask:total')))
    return ask(
      figuresOf(
        vocabulary.index,
        ofKind(kinds[0]),
        sums(measures.length > 0 ? measures : expandMeasures(['cost'])),
      ),
    );
  return ask({ type: 'about', topic: 'discrepancies' });
}

/** What an empty command shows. */
function defaultFor({ vocabulary, lens }: Context): Outcome {
  if (lens === 'costs')
    return ask(figuresOf(vocabulary.index, [], sums(planMeasures(vocabulary.index).cost), 'department'));
  if (lens === 'deadlines') return ask({ type: 'date', acts: [], phases: [], legal: [], lawFirst: false });
  return ask(figuresOf(vocabulary.index, [], [COUNT], 'department'));
}
