/** More of the context tables: several rows or columns at once, parts of an order, and conversations about them. */
import type { Row } from './csv-rows.ts';
import type { SideQuestion } from './side-questions.ts';
import {
  alone,
  amountOf,
  type Drawn,
  down,
  isCounted,
  nameOf,
  numberText,
  percentText,
  sumOf,
} from './table-questions.ts';
import { ORDINALS } from './words.ts';

/** A message about a table, with what a right answer says. */
export type Made = Omit<SideQuestion, 'body'>;

const end = ({ words }: Drawn): 'o' | 'a' => (words.row.gender === 'm' ? 'o' : 'a');
const ends = ({ words }: Drawn): 'i' | 'e' => (words.row.gender === 'm' ? 'i' : 'e');
/** «il comune», «l'area». */
const theRow = ({ words: { row } }: Drawn): string =>
  /^[aeiou]/.test(row.one) ? `l'${row.one}` : `${row.gender === 'm' ? 'il' : 'la'} ${row.one}`;
const text = (fact: Row, { unit }: Drawn): string => numberText(amountOf(fact), unit);
/** «più parchi», «la raccolta differenziata più alta». */
const most = ({ column }: Drawn, least = false): string =>
  column.high === null
    ? `${least ? 'meno' : 'più'} ${column.bare}`
    : `${column.the} ${least ? column.low : column.high}`;
const of = ({ column }: Drawn): string =>
  column.the
    .replace(/^gli /, 'degli ')
    .replace(/^i /, 'dei ')
    .replace(/^le /, 'delle ')
    .replace(/^la /, 'della ')
    .replace(/^il /, 'del ');
const single = (operator: string, made: Omit<Made, 'operator'>): readonly Made[] => [
  { operator: `table: ${operator}`, ...made },
];
const then = (operator: string, made: Omit<Made, 'operator'>): Made => ({
  operator: `table talk: ${operator}`,
  ...made,
});
const round = (value: number): number => Math.round(100 * value) / 100;
/** Rows in order, the largest first; null when two of the first `n + 1` are equal. */
const ordered = ({ cells }: Drawn, n: number): readonly Row[] | null => {
  const sorted = down(cells);
  const plain = sorted.slice(0, n).every((_, at) => alone(sorted, at) !== null);
  return plain && sorted.length > n ? sorted.slice(0, n) : null;
};

export const TABLE_TALKS: Readonly<Record<string, (drawn: Drawn) => readonly Made[] | null>> = {
  'above the mean': (drawn) => {
    const { chance, cells, words, column } = drawn;
    const mean = sumOf(cells) / cells.length;
    const found = cells.filter((fact) => amountOf(fact) > mean);
    if (found.length === 0 || found.length > 8 || cells.some((fact) => amountOf(fact) === mean)) return null;
    return single('above the mean', {
      text: chance.pick([
        `quali ${words.row.many} sono sopra la media per ${column.bare}?`,
        `${words.row.many} sopra la media per ${column.bare}`,
      ]),
      figures: found.map(nameOf),
    });
  },
  'two rows': (drawn) => {
    const { chance, cells, column, words } = drawn;
    const [a, b] = chance.some(cells, 2);
    if (!a || !b) return null;
    const [x, y] = [a, b].map((fact) => words.row.of(nameOf(fact)));
    return single('two rows', {
      text: chance.pick([`${column.bare} ${x} e ${y}`, `mi dici ${column.the} ${x} e ${y}?`]),
      figures: [text(a, drawn), text(b, drawn)],
    });
  },
  'sum of two': (drawn) => {
    const { chance, cells, column, words, unit } = drawn;
    const [a, b] = chance.some(cells, 2);
    if (!a || !b || !isCounted(drawn)) return null;
    const [x, y] = [a, b].map((fact) => words.row.of(nameOf(fact)));
    return single('sum of two', {
      text: chance
        .pick([`quanti sono insieme ${column.the} ${x} e ${y}?`, `somma ${of(drawn)} ${x} e ${y}`])
        .replace(/^quanti sono insieme (la|le)/, 'quante sono insieme $1'),
      figures: [numberText(amountOf(a) + amountOf(b), unit)],
    });
  },
  'two columns': (drawn) => {
    const { chance, cells, words, table, periods, measure, column } = drawn;
    const [other] = chance.some(
      Object.keys(words.columns).filter((known) => known !== measure),
      1,
    );
    const fact = chance.pick(cells);
    const second = table.find(
      (row) => row.measure === other && row.subject === fact.subject && row.period === periods.at(-1),
    );
    const named = words.columns[other ?? ''];
    if (!second || !named) return null;
    return single('two columns', {
      text: chance.pick([
        `${column.bare} e ${named.bare} ${words.row.of(nameOf(fact))}`,
        `mi dici ${column.the} e ${named.the} ${words.row.of(nameOf(fact))}?`,
      ]),
      figures: [text(fact, drawn), numberText(amountOf(second), second.unit ?? '')],
    });
  },
  'first n': (drawn) => {
    const { chance, words } = drawn;
    const n = chance.int(2, 3);
    const found = ordered(drawn, n);
    if (!found) return null;
    const article = words.row.gender === 'm' ? 'i' : 'le';
    return single('first n', {
      text: chance.pick([
        `quali sono ${article} ${n} ${words.row.many} con ${most(drawn)}?`,
        `${article} ${n} ${words.row.many} con ${most(drawn)}`,
      ]),
      figures: found.flatMap((fact) => [nameOf(fact), text(fact, drawn)]),
    });
  },
  slice: (drawn) => {
    const { words, column } = drawn;
    const found = ordered(drawn, 4);
    if (!found) return null;
    return single('slice', {
      text: `${words.row.many} dal${words.row.gender === 'm' ? '' : 'la'} second${end(drawn)} al${words.row.gender === 'm' ? '' : 'la'} quart${end(drawn)} per ${column.bare}`,
      figures: found.slice(1).flatMap((fact) => [nameOf(fact), text(fact, drawn)]),
    });
  },
  earlier: (drawn) => {
    const { chance, words, table, measure, periods } = drawn;
    if (periods.length < 2) return null;
    const period = chance.pick(periods.slice(0, -1));
    const cells = table.filter(
      (fact) => fact.measure === measure && fact.period === period && !/^totale/i.test(nameOf(fact)),
    );
    const least = chance.happens(0.5);
    const sorted = down(cells);
    const top = alone(sorted, least ? sorted.length - 1 : 0);
    if (!top || cells.length < 3) return null;
    return single('earlier year', {
      text: chance.pick([
        `quale ${words.row.one} aveva ${most(drawn, least)} nel ${period}?`,
        `nel ${period} qual era ${theRow(drawn)} con ${most(drawn, least)}?`,
      ]),
      figures: [nameOf(top), text(top, drawn)],
      leads: nameOf(top),
    });
  },
  'year of the highest': (drawn) => {
    const { chance, words, column, table, measure, periods, cells } = drawn;
    const name = nameOf(chance.pick(cells));
    const own = table.filter((fact) => fact.measure === measure && fact.subject === name);
    const top = alone(down(own), 0);
    if (periods.length < 3 || own.length < 3 || !top) return null;
    const plural = /^(i|gli|le) /.test(column.the);
    const stat = column.the.startsWith('la ') ? 'a' : column.the.startsWith('le ') ? 'e' : plural ? 'i' : 'o';
    return single('year of the highest', {
      text: `in che anno ${column.the} ${words.row.of(name)} ${plural ? 'sono' : 'è'} stat${stat} più alt${stat}?`,
      figures: [top.period ?? '', text(top, drawn)],
    });
  },
  'change in percent': (drawn) => {
    const { chance, words, column, table, measure, periods, cells } = drawn;
    if (periods.length < 2 || !isCounted(drawn)) return null;
    const name = nameOf(chance.pick(cells));
    const [from, to] = [periods[0], periods.at(-1)].map((period) =>
      table.find((fact) => fact.subject === name && fact.measure === measure && fact.period === period),
    );
    if (!from || !to || amountOf(from) === 0 || amountOf(from) === amountOf(to)) return null;
    return single('change in percent', {
      text: `di quanto sono cambiati in percentuale ${column.the} ${words.row.of(name)} dal ${from.period} al ${to.period}?`,
      figures: [percentText(Math.abs((100 * (amountOf(to) - amountOf(from))) / amountOf(from)))],
    });
  },
  compare: (drawn) => {
    const { chance, cells, words, column } = drawn;
    const [a, b] = chance.some(cells, 2);
    if (!a || !b || amountOf(a) === amountOf(b) || column.high !== null) return null;
    const [x, y] = [a, b].map((fact) =>
      words.row
        .of(nameOf(fact))
        .replace(/^dell'/, "l'")
        .replace(/^del /, 'il ')
        .replace(/^della /, 'la ')
        .replace(/^d[ia] /, '')
        .replace(/^a /, ''),
    );
    return single('compare', {
      text: chance.pick([
        `chi ha più ${column.bare} tra ${x} e ${y}?`,
        `tra ${x} e ${y}, chi ha più ${column.bare}?`,
      ]),
      figures: [text(a, drawn), text(b, drawn), nameOf(amountOf(a) > amountOf(b) ? a : b)],
    });
  },
  'short of a target': (drawn) => {
    const { chance, cells, words, column, unit } = drawn;
    if (unit !== 'percent') return null;
    const fact = chance.pick(cells);
    const target = chance.pick([65, 70, 75, 80, 90]);
    if (amountOf(fact) >= target) return null;
    return single('short of a target', {
      text: `quanto manca ${words.row
        .of(nameOf(fact))
        .replace(/^d[ei](ll'|lla |l )?/, 'a$1')
        .replace(/^a(?=[A-Z])/, 'a ')} per arrivare al ${target}% di ${column.bare}?`,
      figures: [numberText(round(target - amountOf(fact)), unit)],
    });
  },
  'talk of a row': (drawn) => {
    const { chance, cells, column, words, unit } = drawn;
    const [a, b] = chance.some(cells, 2);
    if (!a || !b || amountOf(a) === amountOf(b)) return null;
    return [
      then('open', { text: `${column.bare} ${words.row.of(nameOf(a))}`, figures: [text(a, drawn)] }),
      then('another row', { text: `e ${words.row.of(nameOf(b))}?`, figures: [text(b, drawn)] }),
      then('difference', {
        text: chance.pick(["che differenza c'è tra i due?", 'e la differenza?']),
        figures: [numberText(Math.abs(round(amountOf(a) - amountOf(b))), unit)],
      }),
    ];
  },
  'talk of an order': (drawn) => {
    const { chance, words, cells, all } = drawn;
    const found = ordered(drawn, 2);
    const [first, second] = found ?? [];
    if (!first || !second) return null;
    const least = alone(down(cells), cells.length - 1);
    return [
      then('open', {
        text: `quale ${words.row.one} ha ${most(drawn)}?`,
        figures: [nameOf(first), text(first, drawn)],
        leads: nameOf(first),
      }),
      chance.happens(0.5) || !least
        ? then('the second', {
            text: `e ${words.row.gender === 'm' ? 'il' : 'la'} ${(ORDINALS[1] ?? '').slice(0, -1)}${end(drawn)}?`,
            figures: [nameOf(second), text(second, drawn)],
            leads: nameOf(second),
          })
        : then('the last', {
            text: chance
              .pick([`e quell${end(drawn)} con meno?`, `e l'ultim${end(drawn)}?`])
              .replace(
                'con meno',
                drawn.column.high === null ? 'che ne ha di meno' : `con ${most(drawn, true)}`,
              ),
            figures: [nameOf(least), text(least, drawn)],
            leads: nameOf(least),
          }),
      ...(isCounted(drawn) && words.row.is === undefined
        ? [
            then('in all', {
              text: chance
                .pick([`e in tutto?`, `quanti sono in totale?`])
                .replace('quanti', drawn.column.the.startsWith('le ') ? 'quante' : 'quanti'),
              figures: [numberText(sumOf(all), drawn.unit)],
            }),
          ]
        : []),
    ];
  },
  'talk of a year': (drawn) => {
    const { chance, words, column, table, measure, periods, cells } = drawn;
    if (periods.length < 2) return null;
    const name = nameOf(chance.pick(cells));
    const [from, to] = [periods[0], periods.at(-1)].map((period) =>
      table.find((fact) => fact.subject === name && fact.measure === measure && fact.period === period),
    );
    if (!from || !to || amountOf(from) === amountOf(to)) return null;
    return [
      then('open', {
        text: `${column.bare} ${words.row.of(name)} nel ${to.period}`,
        figures: [text(to, drawn)],
      }),
      then('another year', { text: `e nel ${from.period}?`, figures: [text(from, drawn)] }),
      then('change', {
        text: chance.pick(['di quanto è cambiato?', 'e la differenza tra i due anni?']),
        figures: [numberText(Math.abs(round(amountOf(to) - amountOf(from))), drawn.unit)],
      }),
    ];
  },
  'talk of all rows': (drawn) => {
    const { chance, words, column, cells, unit } = drawn;
    const limit = Math.floor(amountOf(chance.pick(cells)));
    const found = cells.filter((fact) => amountOf(fact) > limit);
    if (found.length === 0 || found.length > 6 || found.length === cells.length) return null;
    return [
      then('open', {
        text: `${column.bare} per ${words.row.one}`,
        figures: cells.map((fact) => text(fact, drawn)),
      }),
      then('those beyond', {
        text: chance.pick([
          `quali sono sopra ${limit}${unit === 'percent' ? '%' : ''}?`,
          `solo quell${ends(drawn)} sopra ${limit}${unit === 'percent' ? '%' : ''}`,
        ]),
        figures: found.map(nameOf),
      }),
      then('how many', {
        text: 'quanti sono?'.replace('quanti', words.row.gender === 'm' ? 'quanti' : 'quante'),
        figures: [String(found.length)],
      }),
    ];
  },
};
