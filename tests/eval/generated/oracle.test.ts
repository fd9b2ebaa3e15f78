import { describe, expect, it } from 'vitest';
import { type Body, loadBodies } from '../../../eval/generated/bodies.ts';
import { oracleOf } from '../../../eval/generated/generate.ts';
import { type Amount, type Outcome, Unaskable } from '../../../eval/generated/outcome.ts';
import type { Atom, Kind, Request, Scope } from '../../../eval/generated/request.ts';

const bodies = new Map(loadBodies().map((body) => [body.name, body]));
const bodyOf = (name: string): Body => {
  const body = bodies.get(name);
  if (!body) throw new Error(`no body ${name}`);
  return body;
};
const answers = (name: string, request: Request): Outcome[] => oracleOf(bodyOf(name)).answers(request);

const scope = (kind: Kind | null, ...atoms: Atom[]): Scope => ({ kind, atoms, year: null });
const department = (code: string, exclude = false): Atom => ({
  atom: 'structure',
  level: 'department',
  codes: [code],
  exclude,
});
const amount = (unit: Amount['unit'], value: number) =>
  expect.objectContaining({ is: 'amount', amount: { unit, value } });

/** The figures were added up from the CSV files by hand, not with the oracle. */
describe('the oracle of generated requests, on Lucca', () => {
  it('sums the lines printed under a department', () => {
    const request: Request = {
      ask: 'figure',
      figure: { fold: 'sum', measure: 'personnel' },
      scope: scope(null, department('Settore 5')),
    };
    expect(answers('lucca', request)).toEqual([amount('cents', 64_709_698)]);
  });

  it('leaves null out of a sum, without making it zero', () => {
    const of = (measure: 'committed' | 'settled'): Request => ({
      ask: 'figure',
      figure: { fold: 'sum', measure },
      scope: scope('objective', department('Settore 5')),
    });
    expect(answers('lucca', of('committed'))).toEqual([amount('cents', 582_006)]);
    expect(answers('lucca', of('settled'))).toEqual([{ is: 'undeclared' }]);
  });

  it('counts the items assigned to a department, and the transversal ones', () => {
    const count = (...atoms: Atom[]): Request => ({
      ask: 'figure',
      figure: { fold: 'count' },
      scope: scope('objective', ...atoms),
    });
    expect(answers('lucca', count(department('Settore 5')))).toEqual([amount('count', 11)]);
    expect(answers('lucca', count({ atom: 'transversal', exclude: false }))).toEqual([amount('count', 15)]);
  });

  it('takes the printed total as well as the sum of the rows, where the document contradicts itself', () => {
    const request: Request = {
      ask: 'figure',
      figure: { fold: 'sum', measure: 'personnel' },
      scope: scope('process'),
    };
    expect(answers('lucca', request)).toEqual([
      amount('cents', 1_052_735_424),
      amount('cents', 1_055_132_594),
    ]);
  });

  it('ranks by what is declared', () => {
    const request: Request = {
      ask: 'rank',
      scope: scope('process'),
      by: 'committed',
      direction: 'most',
      place: { kind: 'first', n: 3 },
    };
    expect(answers('lucca', request)).toEqual([
      { is: 'items', refs: ['process:30', 'process:44', 'process:43'], single: false },
    ]);
  });

  it('refuses to choose among those that tie', () => {
    const request: Request = {
      ask: 'rank',
      scope: scope('objective'),
      by: 'weight',
      direction: 'most',
      place: { kind: 'first', n: 1 },
    };
    expect(() => answers('lucca', request)).toThrow(Unaskable);
  });

  it('subtracts over the rows that declare both, or over the totals', () => {
    const request: Request = {
      ask: 'gap',
      more: 'committed',
      less: 'settled',
      scope: scope(null, department('Settore 9')),
    };
    expect(answers('lucca', request)).toEqual([
      amount('cents', 97_625_324 - 47_152_537),
      amount('cents', 103_425_324 - 47_152_537),
    ]);
  });

  it('finds items by goal, and leaves out those excluded', () => {
    const request: Request = {
      ask: 'list',
      scope: scope(
        'objective',
        { atom: 'goal', goal: 13 },
        { atom: 'items', refs: ['objective:6', 'objective:22'], exclude: true },
      ),
    };
    const refs = [2, 4, 16, 17, 18, 19, 20].map((number) => `objective:${number}`);
    expect(answers('lucca', request)).toEqual([{ is: 'items', refs, single: false }]);
  });
});

describe('the oracle of generated requests, on made-up bodies', () => {
  it('gives a shared item to each department by its own line', () => {
    const request: Request = {
      ask: 'figure',
      figure: { fold: 'sum', measure: 'committed' },
      scope: scope(null, department('Area Tecnica')),
    };
    expect(answers('valle-serena', request)).toEqual([amount('cents', 12_721_389)]);
  });

  it('lists what declares nothing', () => {
    const request: Request = {
      ask: 'list',
      scope: scope('objective', { atom: 'declared', measure: 'committed', exclude: true }),
    };
    const refs = [4, 12, 18, 22, 26, 27].map((number) => `objective:${number}`);
    expect(answers('valle-serena', request)).toEqual([{ is: 'items', refs, single: false }]);
  });

  it('reads the year that is said, the current one otherwise', () => {
    const collected = (year: number | null): Request => ({
      ask: 'figure',
      figure: { fold: 'sum', measure: 'collected' },
      scope: { ...scope(null, department('D10')), year },
    });
    expect(answers('altamarca', collected(2025))).toEqual([amount('cents', 185_864_596)]);
    expect(answers('altamarca', collected(null))).toEqual([amount('cents', 41_743_510)]);
  });

  it('compares two years', () => {
    const request: Request = {
      ask: 'gap-scopes',
      figure: { fold: 'sum', measure: 'committed' },
      left: { ...scope(null), year: 2026 },
      right: { ...scope(null), year: 2025 },
    };
    expect(answers('altamarca', request)).toEqual([amount('cents', 3_813_644_424 - 3_190_418_386)]);
  });

  it('ranks structures, the last as well as the first', () => {
    const settled = (direction: 'most' | 'least', n: number): Request => ({
      ask: 'rank-groups',
      level: 'unit',
      figure: { fold: 'sum', measure: 'settled' },
      scope: scope(null),
      direction,
      place: { kind: 'ordinal', n },
    });
    expect(answers('altamarca', settled('most', 2))).toEqual([
      { is: 'structures', codes: ['S21'], single: true },
    ]);
    expect(answers('altamarca', settled('least', 2))).toEqual([
      { is: 'structures', codes: ['S12'], single: true },
    ]);
  });

  it('adds up one measure over the first by another', () => {
    const request: Request = {
      ask: 'nested',
      figure: { fold: 'sum', measure: 'settled' },
      of: {
        scope: scope('objective'),
        by: 'committed',
        direction: 'most',
        place: { kind: 'first', n: 2 },
      },
    };
    // Objectives 7 (114.905,34 committed) and 21 (63.291,69).
    expect(answers('valle-serena', request)).toEqual([amount('cents', 5_517_096 + 6_086_235)]);
  });
});

describe('the oracle of wider requests, on processes of Valle Serena', () => {
  const of = (request: Request) => answers('valle-serena', request);
  const processes = scope('process');
  const one = (number: number): Scope =>
    scope('process', { atom: 'items', refs: [`process:${number}`], exclude: false });
  const committed = { fold: 'sum', measure: 'committed' } as const;
  const items = (numbers: readonly number[], single = false) => ({
    is: 'items',
    refs: numbers.map((number) => `process:${number}`),
    single,
  });

  it('takes a part out of an order', () => {
    const slice = (from: number, to: number): Request => ({
      ask: 'slice',
      scope: processes,
      by: 'committed',
      direction: 'most',
      from,
      to,
    });
    expect(of(slice(2, 4))).toEqual([items([12, 3, 2])]);
    expect(of(slice(1, 2))).toEqual([items([4, 12])]);
  });

  it('finds the nearest to a value and to the mean', () => {
    const nearest = (to: number | 'mean'): Request => ({
      ask: 'nearest',
      scope: processes,
      by: 'committed',
      to,
    });
    expect(of(nearest(20_000_00))).toEqual([items([1], true)]);
    // The mean of the eight that declare one is 144.670,12.
    expect(of(nearest('mean'))).toEqual([items([3], true)]);
  });

  it('compares what an item declares with another, several times over, or with something of its own', () => {
    const times: Atom = { atom: 'times', measure: 'committed', times: 3, item: 'process:2' };
    const own: Atom = { atom: 'own', measure: 'settled', other: 'committed', bound: 'lt' };
    const either: Atom = {
      atom: 'either',
      any: [times, { atom: 'bound', measure: 'committed', bound: 'lt', value: 7_000_00 }],
    };
    expect(of({ ask: 'list', scope: scope('process', times) })).toEqual([items([4, 12])]);
    expect(of({ ask: 'list', scope: scope('process', own) })).toEqual([items([2, 3, 4, 5, 8, 12])]);
    expect(of({ ask: 'list', scope: scope('process', either) })).toEqual([items([4, 9, 12])]);
  });

  it('counts the structures beyond a bound, and says what one has on average', () => {
    const beyond = (counted: boolean): Request => ({
      ask: 'groups-beyond',
      level: 'department',
      figure: { fold: 'count' },
      scope: scope('objective'),
      bound: 'gt',
      value: 5,
      counted,
    });
    expect(of(beyond(true))).toEqual([amount('count', 3)]);
    expect(of(beyond(false))).toEqual([
      {
        is: 'structures',
        codes: ['Area Affari generali', 'Area Tecnica', 'Area Servizi alla persona'],
        single: false,
      },
    ]);
    expect(
      of({ ask: 'mean-of-groups', level: 'department', figure: { fold: 'count' }, scope: processes }),
    ).toEqual([amount('mean', 2.4)]);
  });

  it('measures an item against its kind, and multiplies it', () => {
    const item = { measure: 'committed', item: 'process:2', year: null } as const;
    expect(of({ ask: 'distance', ...item })).toEqual([amount('cents', 10_544_097 - 14_467_012)]);
    expect(of({ ask: 'multiple', times: 2, ...item })).toEqual([amount('cents', 2 * 10_544_097)]);
  });

  it('says which of two has more, and whether the first has', () => {
    const two = { figure: committed, direction: 'most', left: one(3), right: one(12) } as const;
    expect(of({ ask: 'which', ...two })).toEqual([
      { is: 'ahead', of: 'items', wanted: 'process:12', more: 'process:12' },
    ]);
    expect(of({ ask: 'whether', ...two })).toEqual([
      { is: 'truth', of: 'items', holds: false, more: 'process:12' },
    ]);
  });

  it('gives what the first ones are of the whole', () => {
    const [outcome] = of({
      ask: 'share-of-first',
      of: { scope: processes, by: 'committed', direction: 'most', place: { kind: 'first', n: 2 } },
    });
    expect(outcome?.is === 'amount' && outcome.amount.value).toBeCloseTo(75.39, 2);
  });

  it('finds the structures that have none, and whose an item is', () => {
    const level = 'department' as const;
    const without: Request = {
      ask: 'groups-without',
      level,
      figure: { fold: 'count' },
      scope: scope('objective', { atom: 'transversal', exclude: false }),
      counted: false,
    };
    expect(of(without)).toEqual([{ is: 'structures', codes: ['Area Servizi alla persona'], single: false }]);
    expect(of({ ask: 'owner', level, item: 'process:4', year: null })).toEqual([
      { is: 'structures', codes: ['Area Finanziaria'], single: true },
    ]);
  });

  it('ranks structures by rate, over the rows that declare both or over the totals', () => {
    const rates = (direction: 'most' | 'least'): Request => ({
      ask: 'rank-rates',
      level: 'department',
      part: 'settled',
      whole: 'committed',
      direction,
      scope: scope(null),
    });
    // 92,45 % of what declares both, 81,32 % of the totals; Vigilanza has 79,44 % either way.
    expect(of(rates('most'))).toEqual([
      { is: 'structures', codes: ['Area Servizi alla persona'], single: true },
    ]);
    expect(of(rates('least'))).toEqual([{ is: 'structures', codes: ['Area Tecnica'], single: true }]);
  });

  it('counts the goals of a structure, each once', () => {
    expect(of({ ask: 'goals', scope: scope('objective', department('Area Tecnica')) })).toEqual([
      amount('count', 7),
    ]);
  });
});
