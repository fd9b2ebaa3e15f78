import { type PhraseBook, phraseBook } from '../language/phrases.ts';
import { contentKeys, tokenise } from '../language/tokens.ts';
import type { Aspect, Guide, Rule } from './guide.ts';

/** One way of asking for a topic: of every set at least one key must be said. */
export type Wanted = readonly ReadonlySet<string>[];

/** The guide laid out for the words of a question. */
export interface GuideBook {
  readonly subjects: PhraseBook<string>;
  readonly aspects: PhraseBook<Aspect>;
  readonly rules: readonly (Rule & { readonly keys: ReadonlySet<string> })[];
  readonly uses: readonly {
    readonly topic: string;
    readonly ways: readonly Wanted[];
    readonly keys: ReadonlySet<string>;
  }[];
  readonly idle: ReadonlySet<string>;
}

const keysOf = (word: string): readonly string[] => tokenise(word).map(({ key }) => key);

export function buildGuideBook(guide: Guide): GuideBook {
  return {
    subjects: phraseBook(
      guide.subjects.flatMap(({ subject, names }) => names.map((name) => [name, subject] as const)),
    ),
    aspects: phraseBook(
      guide.aspects.flatMap(({ aspect, phrases }) => phrases.map((phrase) => [phrase, aspect] as const)),
    ),
    rules: guide.rules.map((rule) => ({ ...rule, keys: new Set(contentKeys(rule.answer)) })),
    uses: guide.uses.map(({ topic, words }) => {
      const ways = words.map((way) =>
        way.split(/\s+/).map((variants) => new Set(variants.split('/').flatMap(keysOf))),
      );
      return { topic, ways, keys: new Set(ways.flatMap((way) => way.flatMap((set) => [...set]))) };
    }),
    idle: new Set(guide.idle.flatMap(keysOf)),
  };
}
