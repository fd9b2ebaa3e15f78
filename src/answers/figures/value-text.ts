import { dayOfNumber } from '../../domain/plan/index.ts';
import { formatDay } from '../../words/days.ts';
import { formatDecimal } from '../../words/formats.ts';
import { say } from '../phrase/draft.ts';
import { formatValue } from '../phrase/values.ts';
import type { Words } from '../phrase/words.ts';
import { answerUnit, type Unit } from './units.ts';

/** A value as read: "1.234,50 €", "21,18 %", "2,3 volte", "12,5 punti percentuali". */
export function valueText(words: Words, value: number, unit: Unit): string {
  if (unit === 'day') return formatDay(dayOfNumber(value));
  const text = formatValue(value, answerUnit(unit)).replace(/^-/, '−');
  switch (unit) {
    case 'gap': {
      const points = formatDecimal(value).replace(/^-/, '−');
      return say(
        words,
        `${points} ${points === '1' ? 'punto percentuale' : 'punti percentuali'}`,
        `${points} percentage points`,
      );
    }
    case 'times':
      return `${text} ${say(words, text === '1' ? 'volta' : 'volte', 'times')}`;
    case 'eur_per_point':
      return `${text} ${say(words, 'per punto', 'per point')}`;
    case 'eur_per_item':
      return `${text} ${say(words, 'per voce', 'per item')}`;
    // A mean of how many there are.
    case 'count':
      return Number.isInteger(value) ? text : formatDecimal(value).replace(/^-/, '−');
    default:
      return text;
  }
}
