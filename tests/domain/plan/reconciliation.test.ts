import { describe, expect, it } from 'vitest';
import { type Finding, isDiscrepancy, reconcile, sumOf } from '../../../src/domain/plan/reconciliation.ts';
import { type ItemKey, itemRef, type Plan, UNPRINTED } from '../../../src/domain/types.ts';
import { luccaPlan } from '../../support/plan.ts';
import { item, smallPlan } from '../../support/small-plan.ts';

const { comparisons, findings } = reconcile(luccaPlan());
const ofType = <T extends Finding['type']>(type: T) =>
  findings.filter((finding): finding is Extract<Finding, { type: T }> => finding.type === type);
const refs = (items: readonly ItemKey[]): readonly string[] => items.map(itemRef);

describe('the totals that the report of Lucca prints', () => {
  it('are compared one by one, all that concern costs and counts', () => {
    expect(comparisons).toHaveLength(20);
  });

  it('agree to the cent in five columns of the objectives and four of the processes', () => {
    const agreeing = comparisons
      .filter(
        ({ unit, basis, declared, computed }) => unit === 'eur' && basis === 'rows' && declared === computed,
      )
      .map(({ kind, measure, declared }) => [kind, measure, declared]);
    expect(agreeing).toEqual([
      ['objective', 'personnel_eur', 381_383_842],
      ['objective', 'committed_eur', 204_577_016],
      ['objective', 'settled_eur', 106_889_787],
      ['objective', 'assessed_eur', 655_216_353],
      ['objective', 'collected_eur', 37_011_307],
      ['process', 'committed_eur', 2_033_407_636],
      ['process', 'settled_eur', 668_735_657],
      ['process', 'assessed_eur', 719_108_145],
      ['process', 'collected_eur', 218_250_157],
    ]);
  });

  it('differ from the rows, or from their own addends, in five places and no other', () => {
    expect(
      ofType('difference').map(({ comparison: { kind, measure, declared, computed, basis } }) => [
        kind,
        measure,
        declared,
        computed,
        basis,
      ]),
    ).toEqual([
      ['process', 'personnel_eur', 1_055_132_594, 1_052_735_424, 'rows'],
      ['process', 'resources_used_eur', 1_723_850_157, 1_723_868_251, 'declared_addends'],
      ['objective', 'direct_share_pct', 2_188, 2_189, 'declared_addends'],
      ['objective', 'items_with_revenue', 9, 8, 'rows'],
      ['process', 'items_with_revenue', 15, 16, 'rows'],
    ]);
  });

  it('miss 23.971,70 of personnel cost, and process 61 is the one without a line', () => {
    const [personnel] = ofType('difference');
    expect(personnel && personnel.comparison.declared - personnel.comparison.computed).toBe(2_397_170);
    expect(refs(personnel?.withoutLine ?? [])).toEqual(['process:61']);
  });
});

describe('what the rows of Lucca contradict among themselves', () => {
  it('is two codes used twice', () => {
    expect(ofType('shared_code').map(({ code, items }) => [code, ...refs(items)])).toEqual([
      ['12.1.1', 'objective:5', 'objective:69'],
      ['25.7.1', 'objective:19', 'objective:20'],
    ]);
  });

  it('is objective 55 with a cost line for each structure, and process 42 with one for two units', () => {
    expect(
      ofType('shared_item').map(({ item: one, structures, lines }) => [itemRef(one), structures, lines]),
    ).toEqual([
      ['objective:55', ['Settore 3', 'Settore 8'], 2],
      ['process:42', ['CRED', 'U.O.4.1'], 1],
    ]);
  });

  it('is not a transversal item with its one row', () => {
    const shared = refs(ofType('shared_item').map((finding) => finding.item));
    expect(shared.filter((ref) => ['objective:61', 'objective:66', 'process:45'].includes(ref))).toEqual([]);
  });

  it('is the same money on an objective and a process, twice', () => {
    expect(ofType('same_money').map(({ items, measures }) => [...refs(items), ...measures])).toEqual([
      ['objective:6', 'process:12', 'committed', 'settled'],
      ['objective:22', 'process:13', 'committed', 'settled', 'assessed', 'collected'],
    ]);
  });

  it('is process 59, which collected more than was assessed', () => {
    expect(
      ofType('collected_over_assessed').map(({ line, collected, assessed }) => [
        itemRef(line),
        collected,
        assessed,
      ]),
    ).toEqual([['process:59', 1_806_244, 1_728_492]]);
  });

  it('is no monitoring of 71 objectives: two were withdrawn, and indicators are not listed', () => {
    const found = ofType('monitored_total');
    expect(
      found.map(({ kind, monitored, withdrawn, inPlan }) => [kind, monitored, withdrawn, inPlan]),
    ).toEqual([['objective', 71, 2, 69]]);
    expect(found.some(isDiscrepancy)).toBe(false);
  });

  it('carries every note of the plan, what it says in two ways before how it is to be read, not what is left to charts', () => {
    const { factNotes, notes } = luccaPlan();
    const printed = factNotes.filter(({ topic }) => topic !== UNPRINTED);
    expect(printed.length).toBeLessThan(factNotes.length);
    expect(ofType('note').length + ofType('contradiction').length).toBe(notes.length + printed.length);
    expect(ofType('contradiction').map(({ subject }) => subject)).toEqual(
      expect.arrayContaining([
        'process:22',
        'objective:32',
        'objective:38',
        'lavoro-agile',
        'sicurezza-territoriale',
        'spesa-personale',
      ]),
    );
  });
});

describe('the sum of a measure', () => {
  const line = (personnel: number | null): Plan['costLines'][number] => ({
    kind: 'objective',
    number: 1,
    row: 1,
    department: 'Settore 1',
    unit: null,
    scopeAsPrinted: 'Obiettivo',
    personnel,
    committed: null,
    settled: null,
    assessed: null,
    collected: null,
    note: null,
  });

  it('leaves out what is not declared', () => {
    expect(sumOf([line(100), line(null), line(1)], 'personnel')).toBe(101);
  });

  it('is not declared, and not zero, when no line declares it', () => {
    expect(sumOf([line(null)], 'personnel')).toBeNull();
  });

  it('is zero when zero is declared', () => {
    expect(sumOf([line(0), line(null)], 'personnel')).toBe(0);
  });
});

describe('a plan that agrees with itself', () => {
  it('has no findings', () => {
    const agreeing = smallPlan({
      items: [item('objective', 1)],
      assignments: [],
      declared: [{ table: '4', kind: 'objective', measure: 'count', value: '1', section: '4' }],
    });
    expect(reconcile(agreeing).findings).toEqual([]);
  });

  it('is not compared where the document declares nothing that can be recomputed', () => {
    const other = smallPlan({
      declared: [
        { table: '3', kind: 'objective', measure: 'achieved', value: '3', section: '3' },
        { table: '4', kind: 'objective', measure: 'resources_used_eur', value: '10.00', section: '4' },
      ],
    });
    expect(reconcile(other).comparisons).toEqual([]);
  });
});
