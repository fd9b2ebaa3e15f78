import type { Vocabulary } from '../knowledge/vocabulary.ts';
import { isMoment } from '../language/moments.ts';
import { ordinalWord } from '../language/numbers.ts';
import { findPhrases } from '../language/phrases.ts';
import type { Token } from '../language/tokens.ts';
import { type Reading, readTokens } from './reading.ts';

/** Starts of what is said after the question: why it is asked, thanks. */
const REASONS = /^(perche|siccome|dato|visto|poiche|che|cosi|se|e|ed|ma|and|because|so|since|as)$/;
const THANKS =
  /^(grazie|ringrazio|ringraziandovi|ringraziando|ciao|saluti|cordiali|distinti|thanks|thank|regards|cheers)$/;
/** A verb in the first person: somebody speaks of what he does. */
const SPEAKING =
  /^(devo|dobbiamo|mi|ci|ho|abbiamo|sto|stiamo|non|vorrei|volevo|vorremmo|dovrei|dovremmo|serve|servono|domani|oggi|poi|puoi|potete|possibile|i|we)$/;
/** "Mi serve", "si chiede", "mi dici": what is asked comes next. */
const REQUESTS =
  /^(serve|servono|servirebbe|servirebbero|chiede|chiedono|chiedo|chiediamo|richiede|richiedo|dici|dite|dai|date|dica|dicono|dice|confermi|confermate|mandi|mandate|giri|occorre|occorrono)$/;
const CLITICS = /^(mi|ci|ti|vi|le|si|gli|me)$/;
/** Words that take back or carry on what was said: they are for the conversation. */
const CARRIES =
  /^(no|anzi|invece|pardon|ops|oops|intendevo|intendo|correggo|sbagliato|sbagliata|errore|aspetta)$/;
const ASKING = /^(chi|quant[oaie]|qual[ei]?|who|which|how|much|many)$/;
/** "Come si calcola?"; "come d'accordo" asks nothing. */
const HOW =
  /^(e|si|viene|vengono|sono|va|vanno|mai|funzion\w*|mi|posso|faccio|fa|fanno|ha|hanno|era|sta|stanno|calcol\w*)$/;
const ADDRESSES = /^(spett\w*|egr\w*|gent\w*|ill[mu]\w*|car[oaie]|dear)$/;
const DOING = /^(sto|stiamo|stavo|stavamo|devo|dobbiamo)$/;
const SOME = /^(una|un|questa|quella|qualche|la|stessa|altra|ogni|altre|due|tre|delle|le)$/;
/** Who asks, before the verb: "il dirigente del settore 5 mi chiede". */
const ASKED =
  /^(chiesto|chiede|chiedono|chiedeva|chiedevano|domandato|domanda|sapere|capire|conoscere|serve|asked|asks|know)$/;

/**
 * Leaves out what stands around the question: greetings, who wants to know and what for, thanks. What names anything of
 * the plan stays, and a message that is nothing else stays whole.
 */
export function withoutAsides(vocabulary: Vocabulary, said: readonly Token[]): readonly Token[] {
  const tokens = withoutOrdinals(said);
  const segments = segmentsOf(vocabulary, tokens);
  if (segments.length < 2) return tokens;
  const plain = segments.filter((one) => !isFrame(vocabulary, one, segments));
  if (plain.length === segments.length && !plain.some((one) => speaks(vocabulary, one) && !asks(one)))
    return tokens;
  const anchored = plain.filter((one) => asks(one) || isAnchored(readTokens(vocabulary, one)));
  const main = readTokens(vocabulary, anchored.flat());
  const kept = isQuestion(main)
    ? plain.filter((one) => anchored.includes(one) || !isBeside(vocabulary, one, main))
    : plain;
  // "Obiettivo 24: scheda": after what is named, a word of the office may be what is asked of it.
  const first = segments.findIndex((one) => anchored.includes(one));
  const left = segments.filter(
    (one, at) =>
      kept.includes(one) || (first >= 0 && at > first && !speaks(vocabulary, one) && !givesReason(one)),
  );
  if (left.length === segments.length) return tokens;
  const words = left.flat();
  return words.some((token) => !token.light && token.type !== 'sign') ? words : tokens;
}

/** "La prima è quanto costa…, la seconda chi lo segue": the places in the list are not part of the questions. */
function withoutOrdinals(tokens: readonly Token[]): readonly Token[] {
  const places = tokens.flatMap(({ text }, at) => {
    if (!/^(la|il)$/.test(text) || (ordinalWord(tokens[at + 1]?.text ?? '') ?? 9) > 3) return [];
    const link = /^(e|che)$/.test(tokens[at + 2]?.text ?? '') ? 3 : 2;
    return ASKING.test(tokens[at + link]?.text ?? '') ? [{ from: at, to: at + link }] : [];
  });
  if (places.length < 2) return tokens;
  return tokens.flatMap((token, at) => {
    if (places.some(({ from, to }) => from <= at && to > at)) return [];
    return places.some(({ to }) => to === at) ? [{ ...token, pause: true }] : [token];
  });
}

/** Cuts at the marks of a sentence, after "vorrei sapere", before a reason or thanks. */
export function segmentsOf({ frame }: Vocabulary, tokens: readonly Token[]): readonly (readonly Token[])[] {
  const segments: Token[][] = [];
  for (const [at, token] of tokens.entries()) {
    const before = tokens[at - 1];
    // "Quali modifiche ha chiesto il Nucleo?": what is asked is what they asked for.
    const isMain =
      /^(ha|hanno)$/.test(tokens[at - 2]?.text ?? '') &&
      !CLITICS.test(tokens[at - 3]?.text ?? '') &&
      /^qual[ei]$/.test(segments.at(-1)?.[0]?.text ?? '');
    const requested =
      before !== undefined &&
      !isMain &&
      // «Mi serve subito»: when, and not what.
      !frame.times.has(token.text) &&
      ((frame.asks.has(before.text) && !frame.asks.has(token.text)) ||
        (REQUESTS.test(before.text) && CLITICS.test(tokens[at - 2]?.text ?? '')));
    const starts =
      !before ||
      token.pause ||
      token.clause !== before.clause ||
      requested ||
      THANKS.test(token.text) ||
      // «Visto che domani c’è la giunta» begins once.
      (REASONS.test(token.text) && !givesReason([before]) && isSpeaking(frame, tokens[at + 1]?.text ?? ''));
    if (starts) segments.push([]);
    segments.at(-1)?.push(token);
  }
  return segments;
}

const isSpeaking = ({ speaks }: Vocabulary['frame'], text: string): boolean =>
  SPEAKING.test(text) || (text.endsWith('o') && speaks.has(text));

/** Asks, or takes back what was said: "scusa, il settore 3", "a chi devo chiedere?". */
const asks = (segment: readonly Token[]): boolean =>
  segment.some(
    ({ text }, at) =>
      CARRIES.test(text) ||
      ASKING.test(text) ||
      // «…, e in che data si è espresso il Nucleo?»
      (/^(data|giorno|mese)$/.test(text) && /^(che|quale)$/.test(segment[at - 1]?.text ?? '')) ||
      (text === 'cosa' && !SOME.test(segment[at - 1]?.text ?? '')) ||
      (at === 0 && /^(dove|quando|what|when|where)$/.test(text) && segment.length > 2) ||
      (text === 'come' && HOW.test(segment[at + 1]?.text ?? '')),
  ) ||
  (segment.length < 3 && /^scus/.test(segment[0]?.text ?? ''));

const isFramed = ({ frame, common }: Vocabulary, { text, light, type, spelled }: Token): boolean =>
  light ||
  type === 'sign' ||
  spelled ||
  REASONS.test(text) ||
  common.has(text) ||
  frame.words.has(text) ||
  frame.speaks.has(text) ||
  frame.asks.has(text);

const isMarked = ({ frame }: Vocabulary, segment: readonly Token[]): boolean =>
  segment.some(({ text }) => frame.speaks.has(text) || frame.words.has(text));

/** Somebody speaks of himself, or of people. */
export const speaks = ({ frame }: Vocabulary, segment: readonly Token[]): boolean =>
  segment.some(({ text }) => frame.speaks.has(text) || frame.people.has(text));

/** «…, se lo sai», «…, così rispondo al consigliere». */
const givesReason = ([first]: readonly Token[]): boolean =>
  /^(se|cosi|siccome|visto|dato|poiche)$/.test(first?.text ?? '');

/** «…, noi esclusi»: somebody speaks of himself, and narrows what is asked. */
const leavesOutBody = ({ tableWords, smallWords }: Vocabulary, segment: readonly Token[]): boolean =>
  segment.some(({ text }) => smallWords.is('self', text)) &&
  findPhrases(tableWords, segment).some(({ meaning }) => meaning.cat === 'without');

/** Nothing but courtesies, occasions and people, or who asks before the verb. */
function isFrame(
  vocabulary: Vocabulary,
  segment: readonly Token[],
  segments: readonly (readonly Token[])[],
): boolean {
  if (!isMarked(vocabulary, segment) || asks(segment) || leavesOutBody(vocabulary, segment)) return false;
  // "Bilancio: entro quando?": a word of the office by itself is what is asked about.
  const around =
    speaks(vocabulary, segment) ||
    givesReason(segment) ||
    (segment.length > 1 && (segment[0]?.light === true || segment[0]?.spelled === true)) ||
    segment.some(({ text }) => vocabulary.frame.times.has(text));
  if (around && segment.every((token, at) => isFramed(vocabulary, token) || isMoment(segment, at)))
    return true;
  const follows = segments.at(-1) !== segment;
  const signs = THANKS.test(segment[0]?.text ?? '') && segment.length < 5;
  if (signs && segments[0] !== segment && !follows && segment.every(({ type }) => type === 'word'))
    return true;
  return follows && (isAddress(vocabulary, segment) || namesAsker(vocabulary, segment));
}

/** Beside a whole question: somebody speaks of himself or is greeted, and names nothing of the plan. */
function isBeside(vocabulary: Vocabulary, segment: readonly Token[], main: Reading): boolean {
  if (!speaks(vocabulary, segment) || leavesOutBody(vocabulary, segment)) return false;
  // Beside an item named by its kind and number, or a figure of an office, other words of the plan say where or why.
  const doing = segment[0]?.clause !== main.tokens[0]?.clause && segment.some(({ text }) => DOING.test(text));
  const explicit =
    main.items.some((one) => one.kind !== null) ||
    (doing && main.measures.length > 0 && main.structures.some((one) => one.strong));
  return explicit || segment.every((token) => isFramed(vocabulary, token) || !isOfPlan(vocabulary, token));
}

/** A word of a title, a keyword or a figure's label. */
const isOfPlan = (
  { itemSearch, factSearch, actSearch, goalSearch, themes, synonyms }: Vocabulary,
  { key }: Token,
): boolean =>
  synonyms.has(key) ||
  themes.byFirst.has(key) ||
  [itemSearch, factSearch, actSearch, goalSearch].some((one) =>
    (one.postings.get(key) ?? []).some(({ weight }) => weight >= 1),
  );

/** Says what it asks and of what. */
const isQuestion = (reading: Reading): boolean =>
  (reading.measures.length > 0 ||
    [...reading.concepts].some((concept) => /^(attr|ask|rank|mon|state|filter):/.test(concept))) &&
  (reading.items.some((one) => one.kind !== null) ||
    reading.structures.length + reading.goals.length + reading.kinds.length + reading.topic.length > 0 ||
    [...reading.concepts].some((concept) => /^(noun|kind|group):/.test(concept)));

/** Names something of the plan. */
const namesAny = (reading: Reading): boolean =>
  reading.items.some((one) => one.kind !== null || one.code !== null) ||
  reading.structures.some((one) => one.strong) ||
  reading.goals.length + reading.measures.length + reading.kinds.length + reading.states.length > 0 ||
  reading.amounts.length + reading.years.length > 0;

/** Names something of the plan, or asks for it. */
const isAnchored = (reading: Reading): boolean =>
  namesAny(reading) ||
  [...reading.concepts].some((concept) =>
    /^(rank|op|filter:(?!mine)|mon|group|attr|plan|ask:(share|percent|average|total|compare|difference|change|trend|margin|approval|discrepancies))/.test(
      concept,
    ),
  );

/** "Spett.le ufficio controllo di gestione": who is written to. */
function isAddress(vocabulary: Vocabulary, segment: readonly Token[]): boolean {
  if (!ADDRESSES.test(segment[0]?.text ?? '')) return false;
  const { items, measures, goals, kinds } = readTokens(vocabulary, segment);
  return items.length + measures.length + goals.length + kinds.length === 0;
}

/** "Il dirigente del settore 5 mi chiede": the office is that of who asks. */
function namesAsker(vocabulary: Vocabulary, segment: readonly Token[]): boolean {
  if (!ASKED.test(segment.at(-1)?.text ?? '')) return false;
  const person = segment.findIndex(({ text }) => vocabulary.frame.people.has(text));
  if (person < 0) return false;
  const reading = readTokens(vocabulary, segment);
  if (reading.items.length + reading.measures.length + reading.goals.length > 0) return false;
  return reading.structures.every((one) => one.from >= person);
}
