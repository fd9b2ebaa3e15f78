import { describe, expect, test } from 'vitest';
import type { Plan } from '../../../src/domain/types.ts';
import { engineOf } from '../../support/engine.ts';
import { assignment, item, smallPlan } from '../../support/small-plan.ts';
import { converse } from '../lucca.ts';

const base = smallPlan();
const DEPARTMENTS = [
  ['DIP', 'Dipartimento di Prevenzione', 'Dipartimento'],
  ['PO', 'Presidio ospedaliero unico', 'Presidio'],
  ['DN', 'Distretto Nord', 'Distretto'],
  ['DS', 'Distretto Sud', 'Distretto'],
  ['AMM', 'Area amministrativa', 'Area'],
] as const;
const OWNERS = ['DIP', 'DIP', 'DN', 'DS', 'DS', 'AMM', 'AMM', 'AMM'] as const;

/** A health authority, whose departments are of several sorts. */
const plan: Plan = {
  ...base,
  head: { ...base.head, controllerUnit: 'U-AMM' },
  departments: DEPARTMENTS.map(([code, name, level]) => ({ code, name, level, aliases: [] })),
  units: DEPARTMENTS.map(([code]) => ({
    code: `U-${code}`,
    department: code,
    name: `Ufficio ${code.toLowerCase()}x`,
    aliases: [],
    note: null,
    level: null,
    parent: null,
  })),
  items: OWNERS.map((_, at) => item('objective', at + 1, { title: `Cosa ${at + 1}`, weight: 10 * (at + 1) })),
  assignments: OWNERS.map((owner, at) => assignment('objective', at + 1, owner, `U-${owner}`)),
  costLines: [],
  facts: [],
};
const engine = engineOf([plan]);
const said = async (question: string) => (await converse(engine, question)).text;

describe('a word that some structures of a level go by', () => {
  test.each([
    ['quale distretto ha più obiettivi?', /DN: 1, DS: 2/],
    ['quanti obiettivi ha ogni distretto?', /DN: 1, DS: 2/],
    ['peso totale di ogni distretto', /DN: 30, DS: 90/],
    ['qual è l’obiettivo più pesante di ogni distretto?', /DS: obiettivo 5/],
  ])('«%s» is of these alone', async (question, told) => {
    const text = await said(question);
    expect(text).toMatch(told);
    expect(text).not.toContain('AMM');
  });

  test('counts and lists them', async () => {
    const { answer } = await converse(engine, 'quanti distretti ci sono?');
    expect(answer.value).toBe(2);
    expect(answer.headline).toContain('2 distretti');
    expect((await converse(engine, 'quali sono i distretti?')).answer.table?.rows).toHaveLength(2);
  });

  test('«struttura» is still any of them', async () => {
    expect(await said('quale struttura ha più obiettivi?')).toContain('AMM');
  });
});
