import type { StructureCoverage } from '../../domain/phases/index.ts';
import { daysBetween } from '../../domain/plan/index.ts';
import type { PhaseSummary } from '../../domain/record/index.ts';
import type { IsoDay, Phase } from '../../domain/types.ts';
import { progressBar } from '../../words/bars.ts';
import { formatDayLong } from '../../words/days.ts';
import { itemName } from '../../words/kinds.ts';
import { counted } from '../../words/sentences.ts';
import { escapeMrkdwn } from '../kit/blocks.ts';
import { structureWords } from '../kit/words.ts';

/** So many lines of a list; the rest is counted, and the command that shows it is named. */
const LINES = 20;
/** So many items are named of one structure. */
const NAMED = 4;

/** Lines of a list, cut with a count. Escaped mrkdwn. */
export const cutLines = (
  lines: readonly string[],
  more: (count: number) => string,
  most: number = LINES,
): string =>
  (lines.length <= most ? lines : [...lines.slice(0, most - 1), more(lines.length - most + 1)]).join('\n');

/** "▇▇▇▇░░░░ 6/12  Settore 1". */
export const coverageLine = (structure: StructureCoverage): string =>
  escapeMrkdwn(`${progressBar(structure.arrived, structure.total)}  ${structureWords(structure)}`);

/** "▇▇▇▇░░░░ 6/12  U.O.3.2 Mobilità: obiettivo 24, processo 38 e altre 4". */
export function owingLine(structure: StructureCoverage): string {
  const { missing } = structure;
  const rest = missing.length - NAMED;
  const named = missing.slice(0, NAMED).map((item) => itemName(item));
  return missing.length === 0
    ? coverageLine(structure)
    : `${coverageLine(structure)}: ${escapeMrkdwn(named.join(', '))}${rest > 0 ? ` e ${rest === 1 ? 'un’altra' : `altre ${rest}`}` : ''}`;
}

/** In plan order; where not all have room, those that are most behind come first. */
export const behindFirst = (structures: readonly StructureCoverage[]): readonly StructureCoverage[] =>
  structures.length <= LINES
    ? structures
    : structures.toSorted((a, b) => a.arrived / a.total - b.arrived / b.total);

/** How much has come in of a phase. */
export function arrivedOf({ counts }: Pick<PhaseSummary, 'counts'>): {
  readonly arrived: number;
  readonly total: number;
} {
  const total = counts.reduce((sum, kind) => sum + kind.total, 0);
  return { total, arrived: total - counts.reduce((sum, kind) => sum + kind.missing, 0) };
}

/** "scade il 30 settembre 2021, fra 12 giorni". */
export function dueWords({ dueOn }: Phase, today: IsoDay): string {
  const days = daysBetween(today, dueOn);
  const when =
    days === 0
      ? 'oggi'
      : days === 1
        ? 'domani'
        : days > 0
          ? `fra ${counted(days, 'giorno', 'giorni')}`
          : `da ${counted(-days, 'giorno', 'giorni')}`;
  return days < 0 ? `scaduta ${when} (${formatDayLong(dueOn)})` : `scade ${when} (${formatDayLong(dueOn)})`;
}

/** "da oggi", "da 6 giorni". */
export const sinceWords = (days: number): string =>
  days <= 0 ? 'da oggi' : `da ${counted(days, 'giorno', 'giorni')}`;
