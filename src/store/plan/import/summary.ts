import type { Plan } from '../../../domain/types.ts';
import { formatCount } from '../../../words/formats.ts';
import { counted } from '../../../words/sentences.ts';

/** Whose plan it is, of which year, how large. */
export const summaryOf = ({ head, items, costLines, people }: Plan): string =>
  `${head.bodyName} ${head.year}: ${formatCount(items.length)} tra obiettivi, processi e indicatori, ${counted(costLines.length, 'riga', 'righe')} di costo, ${formatCount(people.length)} account`;
