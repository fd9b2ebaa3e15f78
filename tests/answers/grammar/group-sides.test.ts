import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/answers/answer.ts';
import type { Cents } from '../../../src/domain/types.ts';
import { luccaPlan } from '../../support/plan.ts';
import { converse, luccaEngine } from '../lucca.ts';

const engine = luccaEngine();
const plan = luccaPlan();

type Amount = 'personnel' | 'committed' | 'settled';

/** What a structure's own lines of some kinds declare; null where none does. */
function total(
  level: 'department' | 'unit',
  code: string,
  amount: Amount,
  kind?: 'objective' | 'process',
): Cents | null {
  const declared = plan.costLines
    .filter((line) => line[level] === code && (kind === undefined || line.kind === kind))
    .flatMap((line) => line[amount] ?? []);
  return declared.length === 0 ? null : declared.reduce((sum, one) => sum + one, 0);
}

const namesIn = ({ table }: Answer): readonly string[] =>
  table?.rows.map(([first]) => (first?.text ?? '').replaceAll('\u00a0', ' ')) ?? [];

const more = (left: number | null, right: number | null, times = 1): boolean =>
  left !== null && right !== null && left > right * times;

const departments = plan.departments.map(({ code }) => code);
const units = plan.units.map(({ code }) => code);

describe('two amounts of each group, held against each other', () => {
  it.each([
    [
      'in quali settori il personale dei processi supera quello degli obiettivi?',
      departments.filter((code) =>
        more(
          total('department', code, 'personnel', 'process'),
          total('department', code, 'personnel', 'objective'),
        ),
      ),
    ],
    [
      'in quali settori il personale dei processi è più del triplo di quello degli obiettivi?',
      departments.filter((code) =>
        more(
          total('department', code, 'personnel', 'process'),
          total('department', code, 'personnel', 'objective'),
          3,
        ),
      ),
    ],
    [
      'quali settori hanno impegnato più di quanto hanno liquidato?',
      departments.filter((code) =>
        more(total('department', code, 'committed'), total('department', code, 'settled')),
      ),
    ],
    [
      'quali u.o. spendono di personale più per gli obiettivi che per i processi?',
      units.filter((code) =>
        more(total('unit', code, 'personnel', 'objective'), total('unit', code, 'personnel', 'process')),
      ),
    ],
    [
      'quali settori hanno liquidato meno della metà di quanto hanno impegnato?',
      departments.filter((code) =>
        more(total('department', code, 'committed'), total('department', code, 'settled'), 2),
      ),
    ],
  ])('«%s»', async (question, expected) => {
    const { answer } = await converse(engine, question);
    expect(answer.kind).toBe('answer');
    const named = namesIn(answer).filter((row) => row !== 'Totale');
    expect(named).toHaveLength(expected.length);
    for (const code of expected) expect(named.some((row) => row.startsWith(code))).toBe(true);
  });

  it('counts them where it is asked how many', async () => {
    const { text } = await converse(
      engine,
      'quante u.o. hanno il personale degli obiettivi superiore a quello dei processi?',
    );
    const expected = units.filter((code) =>
      more(total('unit', code, 'personnel', 'objective'), total('unit', code, 'personnel', 'process')),
    );
    expect(text).toContain(`${expected.length} U.O.`);
  });

  it('orders groups by the ratio of two amounts', async () => {
    const { text } = await converse(engine, 'settori ordinati per rapporto tra liquidato e impegnato');
    expect(text).toMatch(/Settore 1, 100 %; Settore 4, 84,5 %/);
  });

  it('adds up two amounts that are asked together', async () => {
    const { text } = await converse(engine, 'quanto fanno in tutto personale e impegnato del settore 5?');
    expect(text).toContain('652.917,04 €');
  });
});

describe('what there is a row for each of', () => {
  it('tells which groups have any such item', async () => {
    const { text } = await converse(engine, 'in quali settori ci sono obiettivi non raggiunti?');
    expect(text).toMatch(/Staff C: 1; Settore 4: 1; Settore 5: 1; Settore 7: 1/);
  });

  it('keeps both the group and the scope', async () => {
    const { answer } = await converse(engine, 'quanti processi ha ciascuno staff?');
    expect(namesIn(answer)).toEqual(['Staff A', 'Staff B', 'Staff C']);
  });

  it('takes the words of other bodies for its own levels where rows are asked for', async () => {
    const { text } = await converse(engine, 'i servizi con più processi che obiettivi');
    expect(text).toMatch(/^10 U\.O\. con più processi che obiettivi/);
  });
});

describe('operators beside others', () => {
  it.each([
    ['differenza tra impegnato e liquidato per ogni processo del settore 4', /^4 processi del Settore 4/],
    ['quanta parte del personale del settore 9 va agli obiettivi?', /15,59 %/],
    ['che quota dell’impegnato del settore 4 è dei processi?', /86,55 % dell’impegnato del Settore 4/],
    ['costo del personale degli obiettivi trasversali diviso per il loro numero', /38\.495,42 €/],
    [
      'quali obiettivi hanno lo stesso peso dell’obiettivo 24 e sono del settore 5?',
      /^3 obiettivi del Settore 5/,
    ],
    ['obiettivi con lo stesso peso del 24', /^27 obiettivi/],
    ['quali settori non hanno né impegnato né accertato?', /Staff B: 10; Staff C: 3; Settore 8: 11/],
  ])('«%s»', async (question, expected) => {
    expect((await converse(engine, question)).text).toMatch(expected);
  });
});
