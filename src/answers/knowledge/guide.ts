import { z } from 'zod';
import { type General, NO_GENERAL, readGeneral } from './general.ts';
import { cellList, readItalian } from './italian-files.ts';
import { type Law, NO_LAW, readLaw } from './law.ts';

const useRow = z.object({
  topic: z.string().min(1),
  words: cellList('|'),
  it: z.string(),
  en: z.string(),
  source: z.string(),
});

const signRow = z.object({ signs: cellList('|'), words: cellList('|') });

/** How Traguardo itself works: every line of `words` is a set of words that ask for it, "/" between those that do as well. */
type UseTopic = z.infer<typeof useRow>;

/** The law and Traguardo's own ways, the same for every body: read once from `data/italiano`. */
export interface Guide {
  readonly law: Law;
  readonly general: General;
  readonly uses: readonly UseTopic[];
  /** Words that say nothing of their own when Traguardo is asked about. */
  readonly idle: readonly string[];
  readonly signs: readonly Sign[];
}

/** How a text writes a quantity after its number ("km", "%"), and the words by which it is asked for. */
export type Sign = z.infer<typeof signRow>;

export const NO_GUIDE: Guide = { law: NO_LAW, general: NO_GENERAL, uses: [], idle: [], signs: [] };

/** The row of `uso.csv` without an answer: words that may stand beside any topic. */
const IDLE = 'parole-di-contorno';

/** Reads the guide; throws when a row is malformed. */
export function readGuide(folder?: URL): Guide {
  const uses = readItalian('uso.csv', useRow, folder);
  return {
    law: readLaw(folder),
    general: readGeneral(folder),
    signs: readItalian('segni.csv', signRow, folder),
    uses: uses.filter(({ topic }) => topic !== IDLE),
    idle: uses
      .filter(({ topic }) => topic === IDLE)
      .flatMap(({ words }) => words.flatMap((word) => word.split('/'))),
  };
}
