/** Questions about the context tables of a body, put together at random, with what a right answer says. */

import type { Body } from './bodies.ts';
import type { Row } from './csv-rows.ts';
import { type Chance, chanceOf } from './random.ts';
import type { SideQuestion } from './side-questions.ts';
import { type ColumnWords, TABLE_WORDS, type TableWords } from './table-words.ts';

/** What is asked of one column: its figures of the last period, without totals. */
export interface Drawn {
  readonly chance: Chance;
  readonly words: TableWords;
  readonly column: ColumnWords;
  readonly measure: string;
  /** Every figure of the table. */
  readonly table: readonly Row[];
  /** Of the last period, one a row; for structures only those of the noun. */
  readonly cells: readonly Row[];
  /** All rows of the column, of whatever noun. */
  readonly all: readonly Row[];
  readonly periods: readonly string[];
  readonly unit: string;
}

type Made = Omit<SideQuestion, 'body' | 'operator'>;

export const amountOf = (fact: Row): number => Number(fact.value);
export const nameOf = (fact: Row): string => fact.subject ?? '';
const isWhole = (fact: Row): boolean => /^(totale|sintesi)/i.test(nameOf(fact));

export const numberText = (value: number, unit: string): string =>
  value.toLocaleString('it-IT', {
    minimumFractionDigits: 0,
    maximumFractionDigits: unit === 'percent' || unit === 'score' ? 2 : 0,
    useGrouping: 'always',
  });

export const percentText = (value: number): string =>
  value.toLocaleString('it-IT', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

export const isCounted = ({ unit }: Drawn): boolean => unit !== 'percent' && unit !== 'score';
export const sumOf = (facts: readonly Row[]): number => facts.reduce((sum, fact) => sum + amountOf(fact), 0);
export const down = (facts: readonly Row[]): Row[] => [...facts].sort((a, b) => amountOf(b) - amountOf(a));

/** The row at a place of an order, where nobody shares it. */
export const alone = (facts: readonly Row[], at: number): Row | null => {
  const found = facts[at];
  return found && facts.filter((fact) => amountOf(fact) === amountOf(found)).length === 1 ? found : null;
};

const QUESTIONS: Readonly<Record<string, (drawn: Drawn) => Made | null>> = {
  cell({ chance, words, column, cells, unit }) {
    const chosen = chance.pick(cells);
    const of = words.row.of(nameOf(chosen));
    return {
      text: chance.pick([
        `${column.bare} ${of}`,
        `mi dici ${column.the} ${of}?`,
        `vorrei sapere ${column.the} ${of}, grazie`,
      ]),
      figures: [numberText(amountOf(chosen), unit)],
    };
  },
  series({ chance, words, column, table, cells, measure, periods, unit }) {
    if (periods.length < 3) return null;
    const name = nameOf(chance.pick(cells));
    const own = table.filter((fact) => fact.subject === name && fact.measure === measure);
    return {
      text: chance.pick([
        `andamento ${column.the.replace(/^la /, 'della ').replace(/^i /, 'dei ')} ${words.row.of(name)}`,
        `${column.bare} ${words.row.of(name)} dal ${periods[0]} al ${periods.at(-1)}`,
      ]),
      figures: own.map((fact) => numberText(amountOf(fact), unit)),
    };
  },
  most({ chance, words, column, cells, unit }) {
    const least = chance.happens(0.5);
    const sorted = down(cells);
    const end = alone(sorted, least ? sorted.length - 1 : 0);
    if (!end) return null;
    const { one, gender } = words.row;
    const article = /^[aeiou]/.test(one) ? "l'" : gender === 'm' ? 'il ' : 'la ';
    return {
      text: column.high
        ? `qual è ${article}${one} con ${column.the} ${least ? column.low : column.high}?`
        : chance.pick([
            `quale ${one} ha ${least ? 'meno' : 'più'} ${column.bare}?`,
            `${one} con ${least ? 'meno' : 'più'} ${column.bare}`,
          ]),
      figures: [nameOf(end), numberText(amountOf(end), unit)],
      leads: nameOf(end),
    };
  },
  place({ chance, words, column, cells, unit }) {
    const at = chance.int(1, Math.min(3, cells.length - 2));
    const chosen = alone(down(cells), at);
    if (!chosen) return null;
    const ordinal = ['', 'second', 'terz', 'quart'][at];
    const end = words.row.gender === 'm' ? 'o' : 'a';
    return {
      text: `qual è ${words.row.gender === 'm' ? 'il' : 'la'} ${ordinal}${end} ${words.row.one} per ${column.bare}?`,
      figures: [nameOf(chosen), numberText(amountOf(chosen), unit)],
      leads: nameOf(chosen),
    };
  },
  next({ chance, column, words, all, unit }) {
    if (words.row.is) return null;
    const sorted = down(all);
    const at = chance.int(0, sorted.length - 2);
    const [before, after] = [alone(sorted, at), alone(sorted, at + 1)];
    if (!before || !after) return null;
    const [asked, wanted] = chance.happens(0.5) ? ['dopo', after] : ['prima di', before];
    const name = nameOf(asked === 'dopo' ? before : after).replace(/^(\w) - .*/, 'l’ambito $1');
    return {
      text: `chi viene subito ${asked} ${name} per ${column.bare}?`,
      figures: [nameOf(wanted as Row), numberText(amountOf(wanted as Row), unit)],
      leads: nameOf(wanted as Row),
    };
  },
  bound({ chance, words, column, cells, unit }) {
    const limit = Math.floor(amountOf(chance.pick(cells)));
    if (limit <= 0) return null;
    const under = chance.happens(0.4);
    const found = cells.filter((fact) => (under ? amountOf(fact) < limit : amountOf(fact) > limit));
    if (found.length === 0) return null;
    const sign = unit === 'percent' ? '%' : '';
    const { many, gender } = words.row;
    return {
      text: chance.pick([
        `in quant${gender === 'm' ? 'i' : 'e'} ${many} ${column.the} ${/^(i|gli|le) /.test(column.the) ? 'sono' : 'è'} ${under ? 'meno' : 'più'} di ${limit}${sign}?`,
        `${many} con ${under ? 'meno' : 'più'} di ${limit}${sign} di ${column.bare}`,
        `quali ${many} stanno ${under ? 'sotto' : 'sopra'} ${limit}${sign} per ${column.bare}?`,
      ]),
      figures: [`${found.length} su ${cells.length}`, ...(found.length <= 8 ? found.map(nameOf) : [])],
    };
  },
  sum(drawn) {
    const { chance, column, table, measure, periods, all, unit } = drawn;
    if (!isCounted(drawn)) return null;
    const printed = table.find(
      (fact) => isWhole(fact) && fact.measure === measure && fact.period === periods.at(-1),
    );
    return {
      text: chance.pick([
        `totale ${column.bare}`,
        `${column.bare} in tutto`,
        `quanti sono in totale ${column.the}?`,
      ]),
      figures: [numberText(printed ? amountOf(printed) : sumOf(all), unit)],
    };
  },
  mean(drawn) {
    const { chance, words, column, cells } = drawn;
    if (!isCounted(drawn)) return null;
    return {
      text: chance.pick([
        `in media, quant${column.the.startsWith('le ') ? 'e' : 'i'} ${column.bare} per ${words.row.one}?`,
        `media di ${column.bare} per ${words.row.one}`,
      ]),
      figures: [numberText(Math.round((100 * sumOf(cells)) / cells.length) / 100, 'score')],
    };
  },
  share(drawn) {
    const { chance, column, words, cells, all } = drawn;
    if (!isCounted(drawn)) return null;
    const chosen = chance.pick(cells);
    const of = column.the.replace(/^gli /, 'degli ').replace(/^i /, 'dei ').replace(/^le /, 'delle ');
    return {
      text: `che percentuale ${of} è ${words.row.of(nameOf(chosen))}?`,
      figures: [percentText((100 * amountOf(chosen)) / sumOf(all))],
    };
  },
  'most + share'(drawn) {
    const { words, column, cells, all } = drawn;
    const top = alone(down(cells), 0);
    if (!isCounted(drawn) || !top) return null;
    return {
      text: `quale ${words.row.one} ha più ${column.bare} e che quota del totale ha?`,
      figures: [nameOf(top), percentText((100 * amountOf(top)) / sumOf(all))],
      leads: nameOf(top),
    };
  },
  split({ chance, words, column, cells, unit }) {
    return {
      text: chance.pick([
        `${column.bare} per ${words.row.one}`,
        `${column.bare} suddivisi per ${words.row.one}`,
      ]),
      figures: cells.map((fact) => numberText(amountOf(fact), unit)),
    };
  },
  gap(drawn) {
    const { chance, words, column, cells, unit } = drawn;
    const [one, other] = chance.some(cells, 2);
    if (!one || !other || amountOf(one) === amountOf(other)) return null;
    const names = [one, other].map((fact) => words.row.of(nameOf(fact)));
    return {
      text: `che differenza c'è tra ${column.the} ${names[0]} e ${names[1]}?`,
      figures: [numberText(Math.abs(Math.round(100 * (amountOf(one) - amountOf(other))) / 100), unit)],
    };
  },
  change({ chance, words, column, cells, table, measure, periods, unit }) {
    if (periods.length < 2) return null;
    const name = nameOf(chance.pick(cells));
    const [from, to] = [periods[0], periods.at(-1)].map((period) =>
      table.find((fact) => fact.subject === name && fact.measure === measure && fact.period === period),
    );
    if (!from || !to || amountOf(from) === amountOf(to)) return null;
    const feminine = column.the.startsWith('la ');
    return {
      text: `di quanto ${feminine ? 'è cambiata' : 'sono cambiati'} ${column.the} ${words.row.of(name)} dal ${from.period} al ${to.period}?`,
      figures: [numberText(Math.abs(Math.round(100 * (amountOf(to) - amountOf(from))) / 100), unit)],
    };
  },
  'most changed'({ chance, words, column, cells, table, measure, periods, unit }) {
    if (periods.length < 2) return null;
    const fell = chance.happens(0.4);
    const changes = cells.flatMap((cell) => {
      const [from, to] = [periods[0], periods.at(-1)].map((period) =>
        table.find(
          (fact) => fact.subject === cell.subject && fact.measure === measure && fact.period === period,
        ),
      );
      return from && to
        ? [{ name: nameOf(cell), by: Math.round(100 * (amountOf(to) - amountOf(from))) / 100 }]
        : [];
    });
    const sorted = changes.sort((a, b) => (fell ? a.by - b.by : b.by - a.by));
    const [first, second] = sorted;
    if (!first || first.by === second?.by || (fell ? first.by >= 0 : first.by <= 0)) return null;
    const end = words.row.gender === 'm' ? 'o' : 'a';
    return {
      text: `quale ${words.row.one} è ${fell ? `sces${end}` : `cresciut${end}`} di più per ${column.bare} dal ${periods[0]} al ${periods.at(-1)}?`,
      figures: [first.name, numberText(Math.abs(first.by), unit)],
      leads: first.name,
    };
  },
};

export const TABLE_OPERATORS: readonly string[] = Object.keys(QUESTIONS);

/** A column of one of the tables of a body; null where it has no such table, or the column too few figures. */
export function drawColumn({ name, rowsOf }: Body, chance: Chance): Drawn | null {
  const known = TABLE_WORDS[name] ?? [];
  if (known.length === 0) return null;
  const words = chance.pick(known);
  const measure = chance.pick(Object.keys(words.columns));
  const column = words.columns[measure];
  const table = rowsOf('facts.csv').filter(({ topic }) => topic === words.topic);
  const periods = [...new Set(table.map(({ period }) => period ?? ''))].sort();
  const all = table.filter(
    (fact) => fact.measure === measure && fact.period === periods.at(-1) && !isWhole(fact),
  );
  const cells = all.filter((fact) => words.row.is?.test(nameOf(fact)) ?? true);
  if (!column || cells.length < 3) return null;
  return { chance, words, column, measure, table, cells, all, periods, unit: cells[0]?.unit ?? '' };
}

/** `n` questions about the tables of a body; none where it has no table. The same seed gives the same ones. */
export function tableQuestions(body: Body, n: number, seed: number): readonly SideQuestion[] {
  const chance = chanceOf(seed);
  const made: SideQuestion[] = [];
  while (TABLE_WORDS[body.name] !== undefined && made.length < n) {
    const drawn = drawColumn(body, chance);
    const operator = chance.pick(TABLE_OPERATORS);
    const question = drawn && QUESTIONS[operator]?.(drawn);
    if (question) made.push({ body: body.name, operator: `table: ${operator}`, ...question });
  }
  return made;
}
