const PARTICIPLE = /(at|it|ut|tt|ss|st|nt|rt|ns)[oaie]$|ed$/;

/** "Approvata", "chiesto", "approved": a word that ends as what was done does. */
export const isParticiple = (word: string): boolean => PARTICIPLE.test(word);
