/** What an answer may be given in; everything else that users read is Italian. */
export const LANGUAGES = ['it', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** One meaning, side by side in both languages. */
export type InBoth<W = string> = Readonly<Record<Language, W>>;

/** A noun for one thing and for several. */
export interface Noun {
  readonly one: string;
  readonly many: string;
}

/** The names of one language, out of those of both. */
export const inLanguage = <K extends string, W>(
  names: Readonly<Record<K, InBoth<W>>>,
  language: Language,
): Readonly<Record<K, W>> =>
  Object.fromEntries(
    Object.entries<InBoth<W>>(names).map(([key, word]) => [key, word[language]]),
  ) as Readonly<Record<K, W>>;
