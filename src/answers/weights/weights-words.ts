import { z } from 'zod';
import { cellList, readItalian } from '../knowledge/italian-files.ts';

/** What a verb does to a weight. */
const VERBS = [
  'set',
  'give',
  'raise',
  'lower',
  'double',
  'halve',
  'treble',
  'swap',
  'move',
  'remove',
] as const;
export type VerbRole = (typeof VERBS)[number];

const OTHERS = [
  'noun',
  'unit',
  'all',
  'equally',
  'same',
  'passive',
  'without',
  'lack',
  'vanish',
  'doubled',
  'halved',
  'trebled',
  'filler',
  'simulate',
  'attempt',
  'weighted',
  'attainment',
  'result',
  'cost',
  'beside',
  'asked',
] as const;

const isVerb = (meaning: string): meaning is VerbRole => VERBS.some((one) => one === meaning);

/** "Pesasse", "togliessimo": what is only supposed; "portando", "togli": what is to be done. */
const SUPPOSED = /^[aei](?:ss(?:i|e|imo|ero)|ste)$/;
const GERUND = /[ae]ndo$/;
const OTHERWISE =
  /^(?:o|i|a|e|iamo|ate|ete|ano|ono|ando|endo|are|ere|ire|era|erebbe|arlo|erlo|at[oaie]|ut[oaie]|it[oaie]|ed)?$/;

/** A verb, and in what mood: "pesasse" supposes, "portando" says by what, "porta" orders or tells. */
export interface WeightsVerb {
  readonly role: VerbRole;
  readonly mood: 'supposed' | 'gerund' | 'plain';
}

/** The words with which weights are tried (`data/italiano/pesi.csv`): verbs by their stems, `+` by whole words. */
export interface WeightsWords {
  means(word: string, meaning: (typeof OTHERS)[number]): boolean;
  verb(word: string): WeightsVerb | null;
}

const rowSchema = z.object({ means: z.string(), words: cellList('|') });

/** Reads them; throws where a row is malformed. */
export function readWeightsWords(): WeightsWords {
  const rows = readItalian('pesi.csv', rowSchema);
  const wordsOf = new Map<string, ReadonlySet<string>>();
  const stems = new Map<string, VerbRole>();
  const whole = new Map<string, VerbRole>();
  for (const { means, words } of rows) {
    const meaning = z.enum([...VERBS, ...OTHERS]).parse(means.replace('+', ''));
    if (!isVerb(meaning)) wordsOf.set(meaning, new Set(words));
    else for (const word of words) (means.endsWith('+') ? whole : stems).set(word, meaning);
  }
  return {
    means: (word, meaning) => wordsOf.get(meaning)?.has(word) ?? false,
    verb(word) {
      const known = whole.get(word);
      if (known !== undefined) return { role: known, mood: moodOfWhole(word) };
      // The longest stem that leaves an ending.
      for (let length = word.length; length > 0; length -= 1) {
        const role = stems.get(word.slice(0, length));
        if (role === undefined) continue;
        const ending = word.slice(length);
        if (SUPPOSED.test(ending)) return { role, mood: 'supposed' };
        if (length > 2 && OTHERWISE.test(ending))
          return { role, mood: GERUND.test(ending) ? 'gerund' : 'plain' };
      }
      return null;
    },
  };
}

function moodOfWhole(word: string): WeightsVerb['mood'] {
  if (/ss(?:e|ero)$|^(?:weighed|were|had)$/.test(word)) return 'supposed';
  return GERUND.test(word) ? 'gerund' : 'plain';
}
