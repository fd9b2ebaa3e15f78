import { reachesSum, weightSums } from '../../domain/plan/index.ts';
import { formatDecimal } from '../../words/formats.ts';
import { type Draft, type Phrasing, say } from '../phrase/draft.ts';
import { departmentName, unitName } from '../phrase/names.ts';
import { figureColumn, tableOf, wordColumn } from '../phrase/table-of.ts';
import { joinAnd, numberCell } from '../phrase/values.ts';

/** To what the plan wants weights to add up, and whether those of its structures, or of the body, do. */
export function phraseWeightSums({ index: { plan }, words }: Phrasing): Draft {
  const { weightPer, weightSum, document } = plan.head;
  const wanted = weightSum ?? 0;
  const sums = weightSums(plan);
  const missed = sums.filter(({ sum }) => !reachesSum(sum, wanted));
  const per = weightPer ?? 'body';
  const nameOf = (structure: string | null): string => {
    if (structure === null) return plan.head.bodyName;
    return per === 'unit' && plan.units.some(({ code }) => code === structure)
      ? unitName(plan, structure)
      : departmentName(plan, structure);
  };
  const level = per === 'body' ? null : words.levels[per].one;
  const rule = say(
    words,
    `Per il piano i pesi devono sommare a ${formatDecimal(wanted)}${level === null ? '' : `, per ogni ${level}`}`,
    `In the plan weights must add up to ${formatDecimal(wanted)}${level === null ? '' : ` in each ${level}`}`,
  );
  const named = missed
    .slice(0, MOST_NAMED)
    .map(({ structure, sum }) => `${structure ?? plan.head.bodyName} ${formatDecimal(sum)}`);
  const list = `${joinAnd(words, named)}${missed.length > MOST_NAMED ? ', …' : ''}`;
  const verdict =
    missed.length === 0
      ? say(words, 'è così', 'they do')
      : say(
          words,
          `non è così ${missed.length === 1 ? 'in un caso' : `in ${missed.length} casi`}: ${list}`,
          `they do not in ${missed.length} ${missed.length === 1 ? 'case' : 'cases'}: ${list}`,
        );
  return {
    headline: `${rule}: ${verdict}.`,
    table: tableOf(sums, [
      wordColumn(level ?? say(words, 'ente', 'body'), ({ structure }) => nameOf(structure)),
      figureColumn(say(words, 'somma dei pesi', 'sum of weights'), ({ sum }) =>
        numberCell(sum, formatDecimal(sum)),
      ),
      figureColumn(say(words, 'prevista', 'wanted'), () => numberCell(wanted, formatDecimal(wanted))),
    ]),
    sources: [document],
    proof: {
      filter: say(words, 'voci con un peso, non ritirate', 'items with a weight, not withdrawn'),
      rows: sums.map(({ structure, sum }) => `${nameOf(structure)}: ${formatDecimal(sum)}`),
      formula: say(
        words,
        'somma dei pesi, contro la somma che il piano dichiara',
        'sum of weights, against the sum that the plan declares',
      ),
      sum: null,
    },
    value: wanted,
    unit: 'other',
  };
}

/** So many are named in the sentence; the table has them all. */
const MOST_NAMED = 6;
