import type { Token } from './tokens.ts';

/** Words that tell the two languages apart. */
export interface LanguageWords {
  readonly english: ReadonlySet<string>;
  readonly italian: ReadonlySet<string>;
}

const ENGLISH =
  /^(what|how|which|the|is|does|of|who|when|show|are|much|many|for|has|have|did|do|and|with|by|than|about|was|were|between|below|above|linked|to)$/;
const ITALIAN =
  /^(il|lo|la|gli|le|di|del|della|dei|degli|delle|dell|che|qual|quale|quanto|quanti|quante|per|con|sono|ha|hanno|un|una|al|nel|sul|da|chi|quando|e)$/;

/** Whether a question is in English: more of its telling words are English than Italian. */
export function isEnglish(words: LanguageWords, tokens: readonly Token[]): boolean {
  let english = 0;
  let italian = 0;
  for (const { text, type } of tokens) {
    if (type !== 'word') continue;
    if (ENGLISH.test(text) || (words.english.has(text) && !words.italian.has(text))) english += 1;
    // "In", "no": words of both languages tell nothing.
    else if (ITALIAN.test(text) || (words.italian.has(text) && !words.english.has(text))) italian += 1;
  }
  return english > italian;
}
