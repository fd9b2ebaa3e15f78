import type { Plan } from '../../domain/types.ts';
import { normalise } from '../language/normalise.ts';
import { tokenise } from '../language/tokens.ts';

/** Fewer letters may be any word. */
const LEAST_INITIALS = 3;

/**
 * What the plan's document is called for short: the letters that it prints in brackets ("… (PAESC) 2030"), and the
 * initials of its title up to the first sign ("Piano esecutivo di gestione 2026", PEG).
 */
export function documentInitials({ head: { document } }: Pick<Plan, 'head'>): readonly string[] {
  const printed = [...document.matchAll(/\(([A-Z]{3,})\)/g)].map(([, letters = '']) => normalise(letters));
  const [title = ''] = document.split(/[^\p{L}\s'’]|\s-\s/u);
  const initials = tokenise(title)
    .filter(({ light, type }) => !light && type === 'word')
    .map(({ text }) => text[0])
    .join('');
  return [...new Set([...printed, ...(initials.length < LEAST_INITIALS ? [] : [initials])])];
}
