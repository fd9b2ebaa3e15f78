import { attainmentOfIndicator, attainmentOfItem } from '../../domain/plan/index.ts';
import { itemRef } from '../../domain/types.ts';
import { CHANGE_NAMES } from '../../words/changes.ts';
import { formatDay } from '../../words/days.ts';
import { formatPercent } from '../../words/formats.ts';
import type { Cell } from '../answer.ts';
import type { IndexedItem } from '../knowledge/plan-index.ts';
import { type Phrasing, say } from '../phrase/draft.ts';
import { formatValue, numberCell, textCell } from '../phrase/values.ts';
import { indicatorValue } from '../rows/indicator-text.ts';
import { headingsOf, otherCells } from './other-columns.ts';
import type { Field } from './parts-query.ts';
import { valuesIn } from './parts-words.ts';
import { fieldName } from './scope.ts';

type Line = readonly [string, Cell];

const FIELDS: readonly Field[] = [
  'expectedResult',
  'parent',
  'mission',
  'programme',
  'type',
  'priority',
  'stakeholders',
  'startsOn',
  'roles',
];

/** What the card of an item says besides its figures, as far as the plan declares it; unknown columns under their heading. */
export const cardLines = (phrasing: Phrasing, one: IndexedItem): readonly Line[] => [
  ...fieldLines(phrasing, one),
  ...indicatorLines(phrasing, one),
  ...milestoneLines(phrasing, one),
  ...budgetLines(phrasing, one),
  ...changeLines(phrasing, one),
];

function fieldLines({ index, words }: Phrasing, { item }: IndexedItem): readonly Line[] {
  const others = headingsOf(index.plan, item).map(
    (heading): Line => [
      heading,
      textCell(
        otherCells(index.plan, item, heading)
          .map(({ of, value }) => (of === null ? value : `${of}: ${value}`))
          .join('; '),
      ),
    ],
  );
  const own = FIELDS.flatMap((field): Line[] => {
    const values = valuesIn(index.plan, item, field);
    const shown = field === 'startsOn' ? values.map(formatDay) : values;
    return values.length === 0 ? [] : [[fieldName(words, field), textCell(shown.join('; '))]];
  });
  return [...own, ...others];
}

function indicatorLines({ index, words }: Phrasing, { item, ref }: IndexedItem): readonly Line[] {
  const { plan } = index;
  const own = plan.indicators.filter((one) => itemRef(one) === ref);
  if (own.length === 0) return [];
  const lines = own.map((indicator): Line => {
    const { target, percent } = attainmentOfIndicator(indicator, plan.head.year);
    const expected = `${say(words, 'atteso', 'target')} ${indicatorValue(words, indicator, target)}`;
    const result = `${say(words, 'risultato', 'result')} ${indicatorValue(words, indicator, indicator.result)}`;
    return [
      indicator.name,
      textCell([expected, result, ...(percent === null ? [] : [formatPercent(percent)])].join(', ')),
    ];
  });
  const { percent } = attainmentOfItem(plan, item);
  const label = say(words, 'raggiungimento dagli indicatori', 'attainment from the indicators');
  return percent === null ? lines : [...lines, [label, numberCell(percent, formatPercent(percent))]];
}

function milestoneLines({ index, words }: Phrasing, { ref }: IndexedItem): readonly Line[] {
  return index.plan.milestones
    .filter((one) => itemRef(one) === ref)
    .map(({ name, expectedTo, doneOn }): Line => {
      const by = expectedTo === null ? [] : [`${say(words, 'entro il', 'by')} ${formatDay(expectedTo)}`];
      const done = doneOn === null ? [] : [`${say(words, 'fatta il', 'done on')} ${formatDay(doneOn)}`];
      return [name, textCell([...by, ...done].join(', '))];
    });
}

/** The year's money by entry. */
function budgetLines({ index }: Phrasing, { ref }: IndexedItem): readonly Line[] {
  const own = index.plan.budgetLines.filter(
    (line) => itemRef(line) === ref && line.year === index.plan.head.year,
  );
  return [...Map.groupBy(own, ({ entry }) => entry)].map(([entry, lines]): Line => {
    const sum = lines.reduce((all, { amount }) => all + amount, 0);
    return [entry, numberCell(sum, formatValue(sum, 'eur'))];
  });
}

/** What was changed in the year, with the act. */
const changeLines = ({ words }: Phrasing, { item }: IndexedItem): readonly Line[] =>
  (item.changes ?? [])
    .filter(({ field, new: value }) => field !== 'withdrawn' && value !== null)
    .map(({ field, old, new: value, act }): Line => {
      const shown = (text: string | null): string =>
        text === null ? words.notDeclared : field === 'deadline' ? formatDay(text) : text;
      const name = `${say(words, 'modificato', 'changed')}: ${CHANGE_NAMES[field][words.language]}`;
      return [
        name,
        textCell(
          `${shown(value)} (${say(words, 'prima', 'before')}: ${shown(old)}; ${act ?? say(words, 'atto non indicato', 'act not given')})`,
        ),
      ];
    });
