import { describe, expect, test } from 'vitest';
import { withYearNumbers } from '../../../src/answers/understand/relative-years.ts';

const IN_YEAR = '2026-05-04';

describe('a year said by its place', () => {
  test.each([
    ['quanti obiettivi avevamo l’anno scorso?', 'quanti obiettivi avevamo nel 2025?'],
    ['rispetto all’anno scorso quanto è cambiato?', 'rispetto al 2025 quanto è cambiato?'],
    ["il finanziamento dell'anno scorso", 'il finanziamento del 2025'],
    ['nello scorso anno', 'nel 2025'],
    ['gli obiettivi dell’anno precedente', 'gli obiettivi del 2025'],
    ['quanto costa l’obiettivo 3?', 'quanto costa l’obiettivo 3?'],
    ['quanto costa quest’anno l’obiettivo 3?', 'quanto costa nel 2026 l’obiettivo 3?'],
    ['il liquidato di quest’anno', 'il liquidato del 2026'],
    ['più quest’anno dell’anno scorso', 'più nel 2026 del 2025'],
    ['il numero nel 2025 dell’obiettivo 3 di quest’anno', 'il numero nel 2025 dell’obiettivo 3 del 2026'],
  ])('«%s» is «%s»', (said, meant) => {
    expect(withYearNumbers(said, 2026, IN_YEAR)).toBe(meant);
  });

  test('of a year that is not today’s, this year is left as it is', () => {
    expect(withYearNumbers('quanto abbiamo speso quest’anno?', 2024, IN_YEAR)).toBe(
      'quanto abbiamo speso quest’anno?',
    );
  });

  test('in the year after the plan’s it is the plan’s own', () => {
    expect(withYearNumbers('quanto abbiamo speso l’anno scorso?', 2025, IN_YEAR)).toBe(
      'quanto abbiamo speso nel 2025?',
    );
  });
});
