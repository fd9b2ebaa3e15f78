import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readGeneral, withGeneral } from '../../src/answers/knowledge/general.ts';
import { sumOf } from '../../src/domain/plan/reconciliation.ts';
import { itemRef, UNPRINTED } from '../../src/domain/types.ts';
import { readPlan } from '../../src/store/plan/import/read-plan.ts';
import { TABLES } from '../../src/store/plan/import/tables.ts';
import { ITEM_KINDS } from '../../src/words/kinds.ts';
import { COST_MEASURES } from '../../src/words/measures.ts';
import { LUCCA_FOLDER, luccaPlan } from '../support/plan.ts';

const plan = luccaPlan();
const ofKind = (kind: string) => plan.items.filter((item) => item.kind === kind);
const repeated = (values: readonly string[]): readonly string[] =>
  values.filter((value, index) => values.indexOf(value) !== index);

describe('the files', () => {
  it('have no row that cannot be read and no reference that leads nowhere', () => {
    expect(readPlan(LUCCA_FOLDER)).toMatchObject({ ok: true });
  });

  // Its offices have no closing days of their own, and its report none of what these hold.
  const without = [
    'closures.csv',
    'indicators.csv',
    'milestones.csv',
    'budget_lines.csv',
    'item_roles.csv',
    // The same for every body: `data/italiano` has them.
    'goals.csv',
    'legal_deadlines.csv',
  ];
  const files = Object.values(TABLES).map(({ file }) => file);
  it.each(files.filter((file) => !without.includes(file)))('%s has rows, no BOM and LF line ends', (file) => {
    const content = readFileSync(join(LUCCA_FOLDER, file), 'utf8');
    expect(content.startsWith('\uFEFF')).toBe(false);
    expect(content).not.toContain('\r');
    expect(content.trimEnd().split('\n').length).toBeGreaterThan(1);
  });
});

describe('the plan', () => {
  it('has 69 objectives and 61 processes, numbered without gaps', () => {
    const numbers = (kind: string) => ofKind(kind).map(({ number }) => number);
    expect(numbers('objective')).toEqual(Array.from({ length: 69 }, (_, index) => index + 1));
    expect(numbers('process')).toEqual(Array.from({ length: 61 }, (_, index) => index + 1));
  });

  it('has 13 departments with 33 units', () => {
    expect(plan.departments).toHaveLength(13);
    expect(plan.units).toHaveLength(33);
  });

  it('prints the 69 objectives on 71 rows: a row per department, and in the staff services per unit', () => {
    const rows = plan.assignments
      .filter(({ kind }) => kind === 'objective')
      .map(
        ({ number, department, unit }) => `${number} ${department.startsWith('Staff') ? unit : department}`,
      );
    expect(new Set(rows).size).toBe(71);
  });

  it('has 70 cost lines for objectives, 60 for processes', () => {
    expect(plan.costLines.filter(({ kind }) => kind === 'objective')).toHaveLength(70);
    expect(plan.costLines.filter(({ kind }) => kind === 'process')).toHaveLength(60);
  });

  it('has the 17 goals of the 2030 Agenda', () => {
    expect(plan.goals.map(({ number }) => number)).toEqual(
      Array.from({ length: 17 }, (_, index) => index + 1),
    );
  });

  it('gives a weight to objectives only, and an attainment to every item', () => {
    expect(ofKind('objective').filter(({ weight }) => weight === null)).toEqual([]);
    expect(ofKind('process').filter(({ weight }) => weight !== null)).toEqual([]);
    expect(plan.items.filter(({ attainment }) => attainment === null).map(itemRef)).toEqual([]);
  });

  it('ends each item in the plan year or after', () => {
    expect(plan.items.filter(({ horizonEnd }) => horizonEnd < 2021).map(itemRef)).toEqual([]);
  });
});

describe('the sums, to the cent', () => {
  it.each([
    ['objective', [381_383_842, 204_577_016, 106_889_787, 655_216_353, 37_011_307]],
    // The personnel cost declared is 10.551.325,94: process 61 has no line.
    ['process', [1_052_735_424, 2_033_407_636, 668_735_657, 719_108_145, 218_250_157]],
  ])('of the %s lines are those declared', (kind, expected) => {
    const lines = plan.costLines.filter((line) => line.kind === kind);
    expect(COST_MEASURES.map((measure) => sumOf(lines, measure))).toEqual(expected);
  });

  it('of the monitoring summary are 71 objectives, 61 processes, 23 indicators', () => {
    expect(
      ITEM_KINDS.map((kind) =>
        plan.monitoringCounts
          .filter((count) => count.kind === kind)
          .reduce((sum, { count }) => sum + count, 0),
      ),
    ).toEqual([71, 61, 23]);
  });
});

describe('what was written for staff', () => {
  it.each(ITEM_KINDS)('short titles of each %s are unique', (kind) => {
    expect(repeated(ofKind(kind).map(({ shortTitle }) => shortTitle.toLowerCase()))).toEqual([]);
  });

  it('short titles have at most 60 characters', () => {
    expect(plan.items.filter(({ shortTitle }) => shortTitle.length > 60).map(itemRef)).toEqual([]);
  });

  it('every item has keywords, in lower case', () => {
    expect(plan.items.filter(({ keywords }) => keywords.length === 0).map(itemRef)).toEqual([]);
    expect(
      plan.items.flatMap(({ keywords }) => keywords).filter((word) => word !== word.toLowerCase()),
    ).toEqual([]);
  });

  it('every item has a summary of one sentence, at most 200 characters', () => {
    const wrong = plan.items.filter(
      ({ summary }) => summary.length > 200 || !/^[A-ZÀ-Ý].*\.$/s.test(summary),
    );
    expect(wrong.map(itemRef)).toEqual([]);
  });

  it('no alias leads to two structures of the same level', () => {
    expect(repeated(plan.departments.flatMap(({ aliases }) => aliases))).toEqual([]);
    expect(repeated(plan.units.flatMap(({ aliases }) => aliases))).toEqual([]);
  });
});

describe('the people', () => {
  const holders = (role: string) => plan.roles.filter((holder) => holder.role === role);

  it('are one contact per unit', () => {
    expect(
      holders('contact')
        .map(({ unit }) => unit)
        .sort(),
    ).toEqual(plan.units.map(({ code }) => code).sort());
  });

  it('are one head per department', () => {
    expect(
      holders('head')
        .map(({ department }) => department)
        .sort(),
    ).toEqual(plan.departments.map(({ code }) => code).sort());
  });

  it('are one control office, one evaluator and one member of staff besides', () => {
    expect(['controller', 'evaluator', 'staff'].map((role) => holders(role).length)).toEqual([1, 1, 1]);
  });

  it('each have a role, and an address on the reserved domain', () => {
    const withRole = new Set(plan.roles.map(({ person }) => person));
    expect(plan.people.filter(({ code }) => !withRole.has(code))).toEqual([]);
    expect(plan.people.filter(({ email }) => !/^[a-z0-9.-]+@lucca\.example$/.test(email))).toEqual([]);
  });
});

describe('facts, as the report prints them', () => {
  it.each([
    ['territorio-superficie', 185.38, 'sqkm'],
    ['territorio-frazioni', 83, 'count'],
    ['territorio-circoscrizioni', 9, 'count'],
    ['popolazione-residente', 90_224, 'persons'],
    ['rifiuti-lucca-2017', 78.32, 'percent'],
    ['rifiuti-firenze-2016', 50.32, 'percent'],
    ['verde-urbano-per-cittadino', 17, 'sqm'],
    ['entrate-fpv-correnti-assestato', 366_519_307, 'eur'],
    ['uscite-attivita-finanziarie-scostamento', -28_000_661, 'eur'],
    ['entrate-anticipazioni-scostamento', 0, 'eur'],
    ['spesa-personale-rapporto-2021', 21.18, 'percent'],
    ['personale-contratto-totale-totale', 533, 'persons'],
    ['benessere-freq-c-04-punteggio-1', 12.36, 'percent'],
  ])('%s is %d (%s)', (code, value, unit) => {
    expect(plan.facts.find((fact) => fact.code === code)).toMatchObject({ value, unit });
  });

  it('every note on facts is about a topic that exists, about the acts, or about what has no figure', () => {
    const topics = new Set([...plan.facts.map(({ topic }) => topic), 'atti', UNPRINTED]);
    expect(plan.factNotes.filter(({ topic }) => !topics.has(topic))).toEqual([]);
  });

  it('what has no figure is named before a colon, and is no row or column of a table', () => {
    const labels = new Set(plan.facts.flatMap(({ subject, measure }) => [subject, measure]));
    for (const { note } of plan.factNotes.filter(({ topic }) => topic === UNPRINTED)) {
      const [names = '', why = ''] = note.split(': ');
      expect(why).not.toBe('');
      expect(names.split(', ').filter((name) => labels.has(name))).toEqual([]);
    }
  });
});

describe('items, as the report prints them', () => {
  it.each([
    ['objective', 26, 75],
    ['objective', 69, 50],
    ['objective', 5, 95],
    ['process', 8, 95],
    ['objective', 1, 100],
  ])('%s %i was attained at %i %%', (kind, number, attainment) => {
    expect(ofKind(kind).find((item) => item.number === number)?.attainment).toBe(attainment);
  });

  it('objective 12 is 22.2.1, of Settore 5, weighs 23 and serves goal 11', () => {
    expect(ofKind('objective')[11]).toMatchObject({ number: 12, code: '22.2.1', weight: 23, goals: [11] });
    expect(
      plan.assignments.find(({ kind, number }) => kind === 'objective' && number === 12)?.department,
    ).toBe('Settore 5');
  });

  it('objective 18 runs from 2020 to 2022', () => {
    expect(ofKind('objective')[17]).toMatchObject({ number: 18, horizonStart: 2020, horizonEnd: 2022 });
  });

  it('process 43 has its five amounts', () => {
    expect(plan.costLines.find(({ kind, number }) => kind === 'process' && number === 43)).toMatchObject({
      personnel: 21_964_717,
      committed: 330_805_117,
      settled: 266_653_336,
      assessed: 119_457_545,
      collected: 95_404_021,
    });
  });

  it('what is printed as // is not declared, and not zero', () => {
    expect(plan.costLines.find(({ kind, number }) => kind === 'objective' && number === 12)).toMatchObject({
      personnel: 3_845_144,
      committed: null,
      settled: null,
      assessed: null,
      collected: null,
    });
  });
});

describe('the glossary', () => {
  const { glossary } = withGeneral(plan, readGeneral());
  const words = new Set(
    glossary.flatMap(({ term, aliases }) => [term, ...aliases]).map((word) => word.toLowerCase()),
  );

  it.each([
    'ente',
    'piano della performance',
    'anno',
    'settore',
    'staff',
    'U.O.',
    'obiettivo',
    'processo',
    'indicatore di ente',
    'numero',
    'codice',
    'pesatura',
    'grado di raggiungimento',
    'trasversale',
    'costo del personale',
    'impegno',
    'liquidato',
    'accertamento',
    'riscosso',
    'risorse utilizzate',
    'fase di monitoraggio',
    'aggiornamento',
    'raggiunto',
    'in fase',
    'modificato',
    'ritirato',
    'nuovo',
    'sollecito',
    'referente',
    'dirigente',
    'controllo',
    'Nucleo',
    'sostituto',
    'assenza',
  ])('explains «%s»', (term) => {
    expect(words).toContain(term.toLowerCase());
  });

  it('gives each term a definition and its source', () => {
    expect(glossary.filter(({ definition, source }) => definition.length < 20 || source === '')).toEqual([]);
  });
});
