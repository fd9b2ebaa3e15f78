import { capital } from '../../words/sentences.ts';
import { type Draft, say } from '../phrase/draft.ts';
import { nounOf } from './describe-atoms.ts';
import { amountText, labelOf } from './expr-text.ts';
import type { FiguresRow, FiguresTable } from './figures-table.ts';
import { briefName, rowName } from './subjects.ts';
import { answerUnit } from './units.ts';
import { valueText } from './value-text.ts';
import type { Voice } from './voice.ts';

/** The first figure of each side, which has most or least, and by how much, with its subtraction. */
export function phraseSides(
  voice: Voice,
  table: FiguresTable,
): Pick<Draft, 'headline' | 'proof' | 'value' | 'unit'> {
  const { index, words } = voice;
  const { query, rows } = table;
  const [figure] = query.columns;
  const noun = nounOf(voice, query.select);
  const isCount = figure?.type === 'fold' && figure.figure === 'items';
  const ofKind =
    !isCount &&
    query.by !== 'item' &&
    query.by !== 'kind' &&
    query.select.some(({ type }) => type === 'kind');
  const label = `${figure ? labelOf(voice, figure, noun) : ''}${ofKind ? `, ${noun.many}` : ''}`;
  const name = ({ subject }: FiguresRow): string => briefName(voice, subject);
  const told = ({ cells: [cell] }: FiguresRow): string =>
    cell ? amountText(voice, cell) : words.notDeclared;
  const known = rows
    .flatMap((row) => {
      const { value = null, unit = 'mixed' } = row.cells[0] ?? {};
      return value === null ? [] : [{ row, value, unit }];
    })
    .sort((a, b) => b.value - a.value);
  const [top, ...less] = known;
  const last = less.at(-1);
  const gap = top && last ? top.value - last.value : null;
  const gapText = top && gap !== null ? valueText(words, gap, top.unit) : '';
  const verdict = (): string => {
    if (!top || !last)
      return say(
        words,
        'non si possono confrontare, perché manca un dato',
        'they cannot be compared, for want of a figure',
      );
    if (top.value === less[0]?.value) return say(words, 'sono pari', 'they are equal');
    const [most, least] = [name(top.row), name(last.row)];
    const ends =
      less.length > 1
        ? say(words, `di più ${most}, di meno ${least}`, `highest ${most}, lowest ${least}`)
        : query.sides === 'least'
          ? say(words, `di meno ${least}`, `${least} is lower`)
          : say(words, `di più ${most}`, `${most} is higher`);
    return `${ends}, ${say(words, 'differenza', 'difference')} ${gapText}`;
  };
  const each = rows.map((row) => `${name(row)}: ${told(row)}`).join(', ');
  return {
    headline: `${capital(label)}, ${index.plan.head.year}. ${capital(each)}; ${verdict()}.`,
    proof:
      top && last
        ? {
            filter: known.map(({ row }) => name(row)).join(', '),
            rows: rows.map((row) => `${rowName(voice, row.subject)}: ${told(row)}`),
            formula: say(words, 'differenza tra i valori', 'difference between the values'),
            sum: `${told(top.row)} − ${told(last.row)} = ${gapText}`,
          }
        : null,
    value: gap,
    unit: top && gap !== null ? answerUnit(top.unit) : null,
  };
}
