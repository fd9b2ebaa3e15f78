/** What people call items and offices by a word or two, where nothing else of the plan has them. */
import type { Noun } from './articles.ts';
import type { Body } from './bodies.ts';
import type { Row } from './csv-rows.ts';
import type { PlanItem, Structure } from './plan-rows.ts';

const plain = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\d]+/gu, ' ')
    .trim();

/** Whole words inside a text. */
const holds = (text: string, words: string): boolean => ` ${text} `.includes(` ${words} `);

const textOf = (row: Row): string => plain(Object.values(row).join(' '));

/** The head of an item's title, if no other item, office or table has these words: «bicipolitana». */
export const catchword = (body: Body, item: PlanItem): string | null => {
  const [head = ''] = item.title.split(/[:(«]| – | - /);
  const words = plain(head).split(' ');
  if (words.length > 3 || head.includes("'") || head.includes('’')) return null;
  const others = body
    .rowsOf('items.csv')
    .filter((row) => !(row.kind === item.kind && Number(row.number) === item.number));
  const said = words.join(' ');
  const elsewhere = [
    ...others,
    ...['departments.csv', 'units.csv', 'facts.csv', 'acts.csv', 'glossary.csv'].flatMap((file) =>
      body.rowsOf(file),
    ),
  ];
  return said.length < 6 || elsewhere.some((row) => holds(textOf(row), said)) ? null : said;
};

/** The names beside the official one that begin with what it is, «ufficio tributi», and that nothing else has. */
export const nicknamesOf = (body: Body, { level, code }: Structure): readonly Noun[] => {
  const offices = [
    ...body.rowsOf('departments.csv').map((row) => ({ row, level: 'department' })),
    ...body.rowsOf('units.csv').map((row) => ({ row, level: 'unit' })),
  ];
  const own = offices.find(({ row, level: of }) => row.code === code && of === level)?.row;
  const others = [
    ...offices.filter(({ row }) => row !== own).map(({ row }) => row),
    ...body.rowsOf('items.csv').map(({ short_title }) => ({ short_title: short_title ?? '' })),
  ];
  return (own?.aliases ?? '')
    .split(';')
    .filter((name) => /^(ufficio|settore|servizio) /.test(name))
    .filter((name) => {
      const word = plain(name).split(' ').slice(1).join(' ');
      return word.length > 3 && !others.some((row) => holds(textOf(row), word));
    })
    .map((text) => ({ text, gender: 'm', plural: false }));
};
