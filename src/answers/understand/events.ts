import { contentOf } from './guide-uses.ts';
import { ask, type Context, type Outcome } from './outcome.ts';
import { findBest } from './topic.ts';

const HAPPENED =
  /^(liquidat[aei]|liquidazion[ei]|cedut[aeio]|vendut[aeio]|cession[ei]|fus[aei]|fusion[ei]|dismess[aeio]|incorporat[aeio])$/;
/** "Quando finisce il mandato?", where the verb was taken for a word of a name ("fine mandato"). */
const ENDS = /^(finisc\w+|inizia|comincia|termina|scade)$/;
const WHICH = /^(perche|quali|quale|qual|che|quando|chi|which|when)$/;
const MOST = 4;

/** "Quali società sono state liquidate nel 2020?": what happened, of the year that is named. */
export function recogniseEvents(context: Context): Outcome | null {
  const { reading, vocabulary } = context;
  const { tokens, years } = reading;
  if (reading.kinds.length + reading.items.length + reading.goals.length > 0) return null;
  const dated = reading.concepts.has('ask:when') || reading.concepts.has('attr:deadline');
  const ends = !dated && tokens.some(({ text }) => ENDS.test(text));
  // "Che fine ha fatto CTT Nord?"
  const fate = /\bche fine (ha|hanno) fatto\b/.test(tokens.map(({ text }) => text).join(' '));
  if (!ends && !fate && !tokens.some(({ text }) => HAPPENED.test(text))) return null;
  if (!WHICH.test(tokens[0]?.text ?? '')) return null;
  const words = contentOf(context).filter(
    ({ type, text }) =>
      type === 'word' && !ENDS.test(text) && !(fate && /^(fine|fatto)$/.test(text)) && text !== 'quando',
  );
  const { docs, coverage } = findBest(vocabulary, vocabulary.actSearch, words, 0.6);
  const { acts } = vocabulary.index.plan;
  const found = docs
    .flatMap((doc) => acts[doc] ?? [])
    .filter(({ date }) => years.length === 0 || years.some((year) => date?.startsWith(String(year))));
  if (coverage < 0.85 || words.length < 2 || found.length === 0) return null;
  const codes = found.slice(0, MOST).map(({ code }) => code);
  return ask({ type: 'date', acts: codes, phases: [], legal: [], lawFirst: false });
}
