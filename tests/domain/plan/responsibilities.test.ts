import { describe, expect, it } from 'vitest';
import {
  mayUpdate,
  reportersOf,
  responsibilitiesByPerson,
} from '../../../src/domain/plan/responsibilities.ts';
import { luccaPlan } from '../../support/plan.ts';
import { assignment, item, named, role, smallPlan } from '../../support/small-plan.ts';

const plan = smallPlan();
const owedBy = (person: string, of = plan): readonly string[] =>
  named((responsibilitiesByPerson(of).get(person) ?? []).map((owed) => owed.item));

describe('who is asked for an item', () => {
  it('is the contact of its unit', () => {
    expect(owedBy('ref-11')).toContain('objective 1');
    expect(owedBy('ref-12')).not.toContain('objective 1');
  });

  it('is each contact of the units that share it', () => {
    expect(owedBy('ref-11')).toContain('objective 2');
    expect(owedBy('ref-12')).toContain('objective 2');
  });

  it('is the head of the department when its unit has no contact', () => {
    expect(owedBy('dir-2')).toEqual(['objective 3']);
  });

  it('is the head when the department as a whole answers for it', () => {
    expect(owedBy('dir-1')).toEqual(['process 1']);
  });

  it('is the control office when the department has no head either', () => {
    expect(owedBy('controllo')).toEqual(['process 2']);
  });

  it('is never the evaluator or plain staff, even of that unit', () => {
    expect(owedBy('nucleo')).toEqual([]);
    expect(owedBy('dipendente')).toEqual([]);
  });

  it('is each of two contacts of one unit', () => {
    const two = smallPlan({ roles: [...plan.roles, role('dipendente', 'contact', 'Settore 1', 'U.1.1')] });
    expect(owedBy('dipendente', two)).toEqual(owedBy('ref-11', two));
  });

  it('gets it once, as contact, when also head of a structure that shares it', () => {
    const both = smallPlan({ roles: [...plan.roles, role('dir-2', 'contact', 'Settore 1', 'U.1.2')] });
    const owed = responsibilitiesByPerson(both).get('dir-2') ?? [];
    expect(owed.map((responsibility) => [responsibility.item.number, responsibility.role])).toEqual([
      [2, 'contact'],
      [3, 'contact'],
    ]);
  });

  it('gets objectives before processes before indicators, by number', () => {
    const many = smallPlan({
      items: [item('indicator', 1), item('process', 2), item('objective', 10), item('objective', 9)],
      assignments: [
        assignment('indicator', 1, 'Settore 1', 'U.1.1'),
        assignment('process', 2, 'Settore 1', 'U.1.1'),
        assignment('objective', 10, 'Settore 1', 'U.1.1'),
        assignment('objective', 9, 'Settore 1', 'U.1.1'),
      ],
    });
    expect(owedBy('ref-11', many)).toEqual(['objective 9', 'objective 10', 'process 2', 'indicator 1']);
  });
});

describe('who may report on objective 3, shared by U.1.2 and U.2.1', () => {
  it.each([
    ['the contact of one of its units', 'ref-12', true],
    ['the head of the first department', 'dir-1', true],
    ['the head of the second department', 'dir-2', true],
    ['the control office', 'controllo', true],
    ['the contact of another unit', 'ref-11', false],
    ['the evaluation board', 'nucleo', false],
    ['plain staff', 'dipendente', false],
    ['somebody unknown', 'nessuno', false],
  ])('%s: %s %s', (_, person, expected) => {
    expect(mayUpdate(plan, person, { kind: 'objective', number: 3 })).toBe(expected);
  });
});

describe('rights that stop short', () => {
  it('a contact may not report on what the whole department answers for', () => {
    expect(mayUpdate(plan, 'ref-11', { kind: 'process', number: 1 })).toBe(false);
  });

  it('a head may not report for another department', () => {
    expect(mayUpdate(plan, 'dir-2', { kind: 'objective', number: 1 })).toBe(false);
  });

  it('kind matters: a process with the same number is another item', () => {
    expect(mayUpdate(plan, 'ref-11', { kind: 'objective', number: 2 })).toBe(true);
    expect(mayUpdate(plan, 'ref-11', { kind: 'process', number: 2 })).toBe(false);
  });
});

describe('naming who may report', () => {
  it('names those who are asked for the item, in the order of the plan', () => {
    expect(reportersOf(plan, { kind: 'objective', number: 3 })).toEqual(['Account ref-12', 'Account dir-2']);
  });

  it('names nobody for an item nobody has', () => {
    expect(reportersOf(plan, { kind: 'objective', number: 99 })).toEqual([]);
  });
});

describe('the plan of Lucca', () => {
  it('leaves no item without somebody to ask', () => {
    const asked = new Set(
      [...responsibilitiesByPerson(luccaPlan()).values()].flatMap((owed) =>
        named(owed.map((one) => one.item)),
      ),
    );
    expect(asked.size).toBe(130);
  });

  it('lets whoever is asked for an item report on it', () => {
    const refused = [...responsibilitiesByPerson(luccaPlan())].flatMap(([person, owed]) =>
      owed
        .filter((one) => !mayUpdate(luccaPlan(), person, one.item))
        .map((one) => `${person} ${one.item.number}`),
    );
    expect(refused).toEqual([]);
  });
});
