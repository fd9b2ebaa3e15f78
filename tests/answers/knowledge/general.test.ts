import { expect, it } from 'vitest';
import { readGeneral, withGeneral } from '../../../src/answers/knowledge/general.ts';
import { readGuide } from '../../../src/answers/knowledge/guide.ts';
import { buildPlanIndex } from '../../../src/answers/knowledge/plan-index.ts';
import { smallPlan } from '../../support/small-plan.ts';

const known = readGeneral();
const deadline = {
  code: 'dup',
  title: 'DUP',
  due: '07-15',
  appliesTo: null,
  law: 'Regolamento',
  article: 'art. 1',
  rule: 'Entro metà luglio.',
  keywords: [],
  source: 'pag. 1',
};

it('gives every plan the terms of law and the definitions of the field', () => {
  const { plan } = buildPlanIndex(smallPlan(), readGuide());
  expect(plan.legalDeadlines.map(({ code }) => code)).toContain('relazione-performance');
  expect(plan.glossary.map(({ term }) => term)).toContain('impegno');
});

it('keeps a body’s own term of law beside the general ones, and the general where both have it', () => {
  const plan = withGeneral(
    smallPlan({ legalDeadlines: [deadline, { ...deadline, code: 'regolamento-interno' }] }),
    known,
  );
  const of = (code: string) => plan.legalDeadlines.filter((one) => one.code === code);
  expect(of('dup').map(({ due }) => due)).toEqual(['07-31']);
  expect(of('regolamento-interno')).toHaveLength(1);
});

it('lets a body say how its document defines a term', () => {
  const own = {
    term: 'Impegno',
    aliases: [],
    definition: 'Ciò che la Giunta promette ai quartieri.',
    source: 'pag. 3',
  };
  const { glossary } = withGeneral(smallPlan({ glossary: [own] }), known);
  expect(glossary.filter(({ term }) => term.toLowerCase() === 'impegno')).toEqual([own]);
});

it('says what a year had of its own in the plan of that year alone', () => {
  const rule = (year: number): string | undefined => {
    const plan = smallPlan();
    const own = withGeneral({ ...plan, head: { ...plan.head, year } }, known);
    return own.legalDeadlines.find(({ code }) => code === 'bilancio-previsione')?.rule;
  };
  expect(rule(2021)).toContain('31 maggio 2021');
  expect(rule(2026)).not.toContain('2021');
});

it('names no body and no year in what holds for all', () => {
  const said = [
    ...known.general.map(({ definition }) => definition),
    ...known.deadlines.map(({ rule }) => rule),
  ];
  expect(said.filter((text) => /lucca|settore \d|nel ciclo 2021|nel 2021/i.test(text))).toEqual([]);
});
