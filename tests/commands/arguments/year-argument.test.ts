import { expect, it } from 'vitest';
import { yearArgument } from '../../../src/commands/arguments/year-argument.ts';

it.each([
  ['24 2021', 2021, '24'],
  ['2021', 2021, ''],
  ['obiettivo 24', null, 'obiettivo 24'],
  ['Monitoraggio finale 2021 xlsx', 2021, 'Monitoraggio finale xlsx'],
  ['2021 24', 2021, '24'],
  ['28.4', null, '28.4'],
  ['12021', null, '12021'],
  ['', null, ''],
])('«%s» names the year %s and the rest «%s»', (text, year, rest) => {
  expect(yearArgument(text)).toEqual({ year, rest });
});
