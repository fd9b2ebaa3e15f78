import { Problem } from '../../domain/errors.ts';
import type { Plan } from '../../domain/types.ts';

const bare = (words: string): string => words.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/**
 * The code of the structure that some words name, by its code or its name.
 * @param among the structures that may be named
 * @throws Problem `command_not_understood` when it is none of them
 */
export function structureNamed(
  { units, departments }: Plan,
  words: string,
  among: readonly string[],
): string {
  const wanted = bare(words);
  const all = [...units, ...departments].filter(({ code }) => among.includes(code));
  const found =
    among.find((code) => bare(code) === wanted) ??
    all.find(({ name, aliases }) => [name, ...aliases].some((one) => bare(one) === wanted))?.code;
  if (found === undefined || wanted === '')
    throw new Problem('command_not_understood', {
      text: words,
      expected:
        among.length === 0 ? 'Non rispondi di nessuna struttura.' : `Le strutture sono: ${among.join(', ')}.`,
    });
  return found;
}
