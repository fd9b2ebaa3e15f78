import type { Cut } from '../language/tokens.ts';

/** A message of so many words is a letter: what it asks, if anything, stands in some of its sentences. */
const LETTER = 60;
/** So many words are read as one question; of a longer letter only the sentences that ask are. */
const READABLE = 200;

const OPENS =
  /^(?:[a-z]+ ){0,3}?(?:quant[oaie]|quali?|chi|quando|dove|dimmi|dammi|elenca\w*|mostra\w*|che cosa|cosa|how|what|which|who|when|where)\b/;
/** "Quanto sopra", "chi non ha inviato è pregato": such words begin no question. */
const STATES =
  /^(?:[a-z]+ ){0,3}?(?:quanto (?:sopra|segue|riguarda|premesso|previsto|detto|concordato)|chi (?:non|ha|deve|fosse|volesse|desidera|intende)|quando (?:possibile|sara|saranno))\b/;
const WANTS =
  /\b(?:vorrei|vorremmo|volevo|volevamo|bisogno di|serve|servirebbe|occorre|chiedo di|si chiede di|gradirei) (?:sapere|conoscere|capire|avere)\b|\b(?:dirmi|dirci|indicarmi|indicarci|farmi sapere|farci sapere|confermarmi|fornirmi|fornirci|let me know|tell me)\b/;

/** What of a message is to be read as a question; null for a letter that asks nothing. */
export function questionIn(text: string, cut: Cut): string | null {
  const words = cut(text).length;
  if (words < LETTER) return text;
  const asking = text.split(/(?<=[.!?;\n])\s+|\n+/).filter((sentence) => {
    const said = cut(sentence)
      .map((token) => token.text)
      .join(' ');
    return sentence.includes('?') || (OPENS.test(said) && !STATES.test(said)) || WANTS.test(said);
  });
  if (asking.length === 0) return null;
  return words < READABLE ? text : asking.join(' ');
}
