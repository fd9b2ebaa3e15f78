import type { PlanDocument } from '../document.ts';

/** What documents are printed in. */
export const INK = { text: '#1a1a1a', faint: '#5c5c5c', line: '#bdbdbd', head: '#eef1f4' } as const;

const OWN = '#1f4e79';

/** The colour of titles: the body's own. */
export const accentOf = ({ colours }: PlanDocument): string => colours[0] ?? OWN;
