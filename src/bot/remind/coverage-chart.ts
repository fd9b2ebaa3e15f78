import type { Cell } from '../../answers/answer.ts';
import type { Chart } from '../../answers/chart/chart.ts';
import type { DigestMessage } from '../../domain/reminders/index.ts';
import { joinedName } from '../../words/proper-names.ts';
import { phaseTitle, structureWords } from '../kit/words.ts';

/** Fewer are seen as well in the lines. */
const WORTH_SEEING = 3;

const cell = (value: number): Cell => ({ value, text: String(value) });

/** What a picture of a phase's coverage is made of. */
type Coverage = Pick<DigestMessage, 'phase' | 'structures' | 'total' | 'arrived' | 'department'>;

/** How far each structure is in a phase, those that owe most first; null where the lines say as much. */
export function coverageChart({ phase, structures, total, arrived, department }: Coverage): Chart | null {
  if (structures.length < WORTH_SEEING) return null;
  const ordered = structures.toSorted((a, b) => b.missing.length - a.missing.length);
  const [worst] = ordered;
  const left = total - arrived;
  return {
    form: 'bars',
    title:
      left === 0 || !worst
        ? `Sono arrivati tutti e ${total}`
        : `${left === 1 ? 'Ne manca' : 'Ne mancano'} ${left} su ${total}: ${worst.missing.length} ${joinedName('in', worst.code)}`,
    subtitle: `${phaseTitle(phase)}, aggiornamenti arrivati ${department === null ? 'per struttura' : joinedName('in', department)}`,
    source: null,
    language: 'it',
    remarks:
      structures.reduce((sum, one) => sum + one.total, 0) > total
        ? ['Una voce condivisa è contata in ogni struttura a cui appartiene.']
        : [],
    rowsAre: 'Struttura',
    upright: false,
    stacked: true,
    unit: 'count',
    series: [
      { name: 'arrivati', tone: 'good' },
      { name: 'mancanti', tone: 'absent' },
    ],
    rows: ordered.map((one) => ({
      label: structureWords(one),
      figures: [cell(one.arrived), cell(one.missing.length)],
      total: String(one.total),
    })),
    reference: null,
  };
}
