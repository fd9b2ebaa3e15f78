import type { Vocabulary } from '../knowledge/vocabulary.ts';
import type { Token } from '../language/tokens.ts';
import { type Reading, readTokens } from './reading.ts';

/** Starts of what is said after the question: why it is asked, thanks. */
const REASONS = /^(perche|siccome|dato|visto|poiche|che|cosi|e|ed|ma|and|because|so|since|as)$/;
const THANKS = /^(grazie|ringrazio|ringraziandovi|ciao|saluti|cordiali|distinti|thanks|thank|regards|cheers)$/;
/** A verb in the first person: somebody speaks of what he does. */
const SPEAKING =
  /^(devo|dobbiamo|mi|ci|ho|abbiamo|sto|stiamo|non|vorrei|volevo|vorremmo|dovrei|dovremmo|serve|servono|domani|oggi|i|we)$/;
/** Words that take back or carry on what was said: they are for the conversation. */
const CARRIES = /^(no|anzi|invece|pardon|ops|oops|intendevo|intendo|correggo|sbagliato|sbagliata|errore|aspetta)$/;
const ASKING = /^(chi|quant[oaie]|qual[ei]?|who|which|how|much|many)$/;
/** Who asks, before the verb: "il dirigente del settore 5 mi chiede". */
const ASKED = /^(chiesto|chiede|chiedono|chiedeva|chiedevano|domandato|domanda|sapere|capire|asked|asks|know)$/;

/**
 * Leaves out what stands around the question: greetings, who wants to know and what for, thanks. What names anything of
 * the plan stays, and a message that is nothing else stays whole.
 */
export function withoutAsides(vocabulary: Vocabulary, tokens: readonly Token[]): readonly Token[] {
  const segments = cut(vocabulary, tokens);
  if (segments.length < 2) return tokens;
  const marked = segments.filter((one) => isMarked(vocabulary, one));
  if (marked.length === 0) return tokens;
  const aside = new Set(marked.filter((one) => isAside(vocabulary, one, segments)));
  if (aside.size === 0) return tokens;
  const kept = segments.filter((one) => !aside.has(one)).flat();
  return kept.some((token) => !token.light && token.type !== 'sign') ? kept : tokens;
}

/** Cuts at the marks of a sentence, after "vorrei sapere", before a reason or thanks. */
function cut({ frame }: Vocabulary, tokens: readonly Token[]): readonly (readonly Token[])[] {
  const segments: Token[][] = [];
  for (const [at, token] of tokens.entries()) {
    const before = tokens[at - 1];
    const starts =
      !before ||
      token.pause ||
      token.clause !== before.clause ||
      (frame.asks.has(before.text) && !frame.asks.has(token.text)) ||
      THANKS.test(token.text) ||
      (REASONS.test(token.text) && SPEAKING.test(tokens[at + 1]?.text ?? ''));
    if (starts) segments.push([]);
    segments.at(-1)?.push(token);
  }
  return segments;
}

/** "Scusa, il settore 3", "a chi devo chiedere?": takes back what was said, or asks. */
const isMarked = ({ frame }: Vocabulary, segment: readonly Token[]): boolean =>
  !segment.some(({ text }) => CARRIES.test(text) || ASKING.test(text)) &&
  !(segment.length < 3 && /^scus/.test(segment[0]?.text ?? '')) &&
  segment.some(({ text }) => frame.speaks.has(text) || frame.words.has(text));

function isAside(
  vocabulary: Vocabulary,
  segment: readonly Token[],
  segments: readonly (readonly Token[])[],
): boolean {
  const { frame } = vocabulary;
  const isFramed = ({ text, light, type, spelled }: Token): boolean =>
    light || type === 'sign' || spelled || vocabulary.common.has(text) || frame.words.has(text) || frame.speaks.has(text) || frame.asks.has(text);
  if (segment.every(isFramed) && !segment.some(({ type, spelled }) => type === 'number' && !spelled))
    return true;
  const reading = readTokens(vocabulary, segment);
  const follows = segments.indexOf(segment) < segments.length - 1;
  if (follows && namesAsker(vocabulary, segment, reading)) return true;
  if (isAnchored(reading)) return false;
  // A word of the plan that is nobody's and no occasion is what the question is about.
  return reading.topic.every(
    (token) => isFramed(token) || (!vocabulary.itemSearch.postings.has(token.key) && !names(vocabulary, token)),
  ) && segment.some(({ text }) => frame.speaks.has(text)) && speaksOfSelf(segment);
}

const names = ({ synonyms, factSearch }: Vocabulary, { key }: Token): boolean =>
  synonyms.has(key) || factSearch.postings.has(key);

/** A finite verb of the speaker or of who asks: not a mere "per favore" next to the theme. */
const speaksOfSelf = (segment: readonly Token[]): boolean =>
  segment.some(({ text }) =>
    /^(devo|dobbiamo|ho|abbiamo|sto|stiamo|chiesto|chiede|chiedono|chiedeva|vuole|vogliono|vorrebbe|voleva|scrivo|scriviamo|serve|servono|servirebbe|sono|siamo|avrei|avevo|need|am|are|was|want|wants|asked)$/.test(
      text,
    ),
  );

/** Names something of the plan, or asks for it. */
const isAnchored = (reading: Reading): boolean =>
  reading.items.some((one) => one.kind !== null || one.code !== null) ||
  reading.structures.some((one) => one.strong) ||
  reading.goals.length + reading.measures.length + reading.kinds.length + reading.states.length > 0 ||
  reading.amounts.length + reading.years.length > 0 ||
  [...reading.concepts].some((concept) =>
    /^(rank|op|filter:(?!mine)|mon|group|attr|plan|ask:(?!who|when|act|list|upcoming))/.test(concept),
  );

/** "Il dirigente del settore 5 mi chiede": the office is that of who asks. */
function namesAsker({ frame }: Vocabulary, segment: readonly Token[], reading: Reading): boolean {
  if (!ASKED.test(segment.at(-1)?.text ?? '')) return false;
  const person = segment.findIndex(({ text }) => frame.people.has(text));
  if (person < 0 || reading.items.length + reading.measures.length + reading.goals.length > 0) return false;
  return reading.structures.every((one) => one.from >= person);
}
