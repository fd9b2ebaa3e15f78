import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Oracle } from '../../eval/index.ts';

const LUCCA = 'data/lucca-2021';

describe('the oracle and the totals that the document prints', () => {
  const oracle = new Oracle(LUCCA);

  const consistent = [
    ['objective', 'personnel'],
    ['objective', 'committed'],
    ['objective', 'settled'],
    ['objective', 'assessed'],
    ['objective', 'collected'],
    ['process', 'committed'],
    ['process', 'settled'],
    ['process', 'assessed'],
    ['process', 'collected'],
  ] as const;
  it.each(consistent)('agree on %s %s', (kind, measure) => {
    expect(oracle.evaluate({ sum: measure, where: { kind } })).toEqual(
      oracle.evaluate({ declared: `${kind}.${measure}_eur` }),
    );
  });

  it.each(['objective', 'process'] as const)('agree on how many: %s', (kind) => {
    expect(oracle.evaluate({ count: { kind } })).toEqual(oracle.evaluate({ declared: `${kind}.count` }));
  });

  it('agree on the resources used for objectives', () => {
    expect(oracle.evaluate({ sum: 'resources', where: { kind: 'objective' } })).toEqual(
      oracle.evaluate({ declared: 'objective.resources_used_eur' }),
    );
  });

  it('differ on the personnel of processes by what the document leaves without a line', () => {
    expect(
      oracle.evaluate({
        difference: [{ declared: 'process.personnel_eur' }, { sum: 'personnel', where: { kind: 'process' } }],
      }),
    ).toEqual([{ form: 'money', cents: 2_397_170 }]);
  });

  it('differ on how many items have revenue', () => {
    expect(oracle.evaluate({ count: { kind: 'objective', assessed: { declared: true } } })).not.toEqual(
      oracle.evaluate({ declared: 'objective.items_with_revenue' }),
    );
  });
});

describe('the expressions', () => {
  let folder = '';
  let oracle: Oracle;
  const files: Record<string, string> = {
    'items.csv': [
      'kind,number,code,title,scope,horizon_start,horizon_end,weight,attainment_pct,sdg_goals',
      'objective,1,1.1,Uno,unit,2021,2021,20,100.00,4;11',
      'objective,2,1.2,Due,transversal,2020,2022,10,50.00,4',
      'process,1,,Tre,unit,2021,2021,,95.00,',
      'process,2,,Quattro,unit,2021,2021,,100.00,',
    ].join('\n'),
    'assignments.csv': [
      'kind,number,department,unit,lead,source',
      'objective,1,Settore 1,U.O.1.1,yes,x',
      'objective,2,Settore 1,,yes,x',
      'objective,2,Settore 2,,no,x',
      'process,1,Settore 2,U.O.2.1,yes,x',
      'process,2,Settore 2,U.O.2.1,yes,x',
    ].join('\n'),
    'cost_lines.csv': [
      'kind,number,department,unit,scope_as_printed,personnel_eur,committed_eur,settled_eur,assessed_eur,collected_eur,note',
      'objective,1,Settore 1,U.O.1.1,o,100.10,50.00,25.00,,,',
      'objective,2,Settore 1,,o,10.00,,,,,',
      'objective,2,Settore 2,,o,20.00,,,,,',
      'process,1,Settore 2,U.O.2.1,p,300.00,,,40.00,10.00,',
    ].join('\n'),
    'units.csv': 'code,department,name,aliases,note\nU.O.1.1,Settore 1,Uffici,,\nU.O.2.1,Settore 2,Strade,,',
    'departments.csv': 'code,name,aliases\nSettore 1,Primo,\nSettore 2,Secondo,',
    'declared.csv':
      'table,kind,measure,value,section\n4 x,objective,count,2,4\n3 x,objective,new,1,3\n4 x,objective,personnel_share_pct,78.11,4',
    'facts.csv':
      'code,topic,subject,measure,period,value,unit,keywords,source\na,t,s,m,2021,12.50,eur,,x\nb,t,s,m,2021,81.10,percent,,x\nc,t,s,m,2021,3.61,score,,x',
  };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'traguardo-oracle-'));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    oracle = new Oracle(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const number = (...values: number[]) => values.map((value) => ({ form: 'number', value }));
  const money = (...values: number[]) => values.map((cents) => ({ form: 'money', cents }));

  it('add up cost lines by structure', () => {
    expect(oracle.evaluate({ sum: 'personnel', where: { department: 'Settore 1' } })).toEqual(money(11_010));
    expect(oracle.evaluate({ sum: 'resources', where: { unit: 'U.O.1.1' } })).toEqual(money(12_510));
    expect(oracle.evaluate({ value: 'personnel', of: 'objective:2' })).toEqual(money(3_000));
    expect(oracle.evaluate({ value: 'personnel', of: 'objective:2', department: 'Settore 2' })).toEqual(
      money(2_000),
    );
    expect(oracle.evaluate({ groups: 'department', by: 'personnel', where: {} })).toEqual(
      money(11_010, 32_000),
    );
  });

  it('refuse to make a zero of what is not declared', () => {
    expect(() => oracle.evaluate({ sum: 'committed', where: { department: 'Settore 2' } })).toThrow(
      /declares/,
    );
    expect(() => oracle.evaluate({ value: 'settled', of: 'process:2' })).toThrow(/declares no settled/);
  });

  it('count and list items by where they are assigned', () => {
    expect(oracle.evaluate({ count: { kind: 'objective', department: 'Settore 2' } })).toEqual(number(1));
    expect(oracle.evaluate({ numbers: { kind: 'objective', goal: 4 } })).toEqual(number(1, 2));
    expect(oracle.evaluate({ numbers: { scope: 'transversal' } })).toEqual(number(2));
    expect(oracle.evaluate({ numbers: { kind: 'objective', years: 3, horizonEnd: 2022 } })).toEqual(
      number(2),
    );
    expect(oracle.evaluate({ numbers: { kind: 'process', personnel: { declared: false } } })).toEqual(
      number(2),
    );
    expect(oracle.evaluate({ numbers: { personnel: { gt: 100, lte: 300 } } })).toEqual(number(1));
    expect(oracle.evaluate({ units: 'Settore 2' })).toEqual(number(1));
  });

  it('rank items and structures, leaving out those that declare nothing', () => {
    const process = { kind: 'process' } as const;
    expect(oracle.evaluate({ top: 1, by: 'personnel', where: process, give: 'both' })).toEqual([
      ...money(30_000),
      ...number(1),
    ]);
    expect(() => oracle.evaluate({ top: 2, by: 'personnel', where: process })).toThrow(/fewer/);
    expect(oracle.evaluate({ top: 1, by: 'weight', where: {}, order: 'least' })).toEqual(number(2));
    expect(oracle.evaluate({ topGroup: 'unit', by: 'personnel', where: {} })).toEqual([
      ...money(30_000),
      { form: 'name', spellings: ['U.O.2.1', 'Strade'] },
    ]);
  });

  it('compute rates, means, differences and totals', () => {
    expect(oracle.evaluate({ rate: ['settled', 'committed'], where: {} })).toEqual([
      { form: 'share', value: 50 },
    ]);
    expect(oracle.evaluate({ perPoint: 'personnel', of: 'objective:1' })).toEqual(money(501));
    expect(oracle.evaluate({ mean: 'attainment', where: { kind: 'objective' } })).toEqual([
      { form: 'share', value: 75 },
    ]);
    expect(oracle.evaluate({ mean: 'weight', where: {} })).toEqual([{ form: 'average', value: 15 }]);
    const [a, b] = [
      { value: 'personnel', of: 'objective:1' },
      { value: 'personnel', of: 'process:1' },
    ] as const;
    expect(oracle.evaluate({ difference: [a, b] })).toEqual(money(19_990));
    expect(oracle.evaluate({ total: [a, b] })).toEqual(money(40_010));
    expect(oracle.evaluate({ list: [a, b] })).toEqual(money(10_010, 30_000));
    expect(oracle.evaluate({ share: [a, b] })).toEqual([{ form: 'share', value: (100 * 10_010) / 30_000 }]);
  });

  it('read facts, declared totals, deadlines, owners and goals', () => {
    expect(oracle.evaluate({ fact: 'a' })).toEqual(money(1_250));
    expect(oracle.evaluate({ fact: 'b' })).toEqual([{ form: 'percent', value: 81.1 }]);
    expect(oracle.evaluate({ fact: 'c' })).toEqual(number(3.61));
    expect(oracle.evaluate({ declared: 'objective.count' })).toEqual(number(2));
    expect(oracle.evaluate({ declared: 'objective.personnel_share_pct' })).toEqual([
      { form: 'percent', value: 78.11 },
    ]);
    expect(oracle.evaluate({ monitoring: 'objective.new' })).toEqual(number(1));
    expect(oracle.evaluate({ due: 'objective:2' })).toEqual([{ form: 'date', day: '2022-12-31' }]);
    expect(oracle.evaluate({ goals: 'objective:1' })).toEqual(number(4, 11));
    expect(oracle.evaluate({ owner: 'objective:2' })).toEqual([
      { form: 'name', spellings: ['Settore 1', 'Primo'] },
      { form: 'name', spellings: ['Settore 2', 'Secondo'] },
    ]);
  });

  it('say what is wrong', () => {
    expect(() => oracle.evaluate({ value: 'personnel', of: 'objective:99' })).toThrow(
      'no objective:99 in the plan',
    );
    expect(() => oracle.evaluate({ fact: 'nowhere' })).toThrow('no fact nowhere');
    expect(() => oracle.evaluate({ declared: 'process.count' })).toThrow('declares no process.count');
    expect(() => oracle.evaluate({ numbers: { weight: { gt: 99 } } })).toThrow('no items');
  });
});
