import { describe, expect, it } from 'vitest';
import type { BarChart, Chart, LineChart } from '../../../src/answers/chart/chart.ts';
import { bareContent } from '../../../src/domain/record/versions.ts';
import type { ItemKey } from '../../../src/domain/types.ts';
import { createUpdateStore } from '../../../src/store/cycle/update-store.ts';
import { createPlanSource } from '../../../src/store/plan/plan-source.ts';
import { createLive } from '../../../src/store/talk/live.ts';
import { memoryDatabase } from '../../support/database.ts';
import { engineOf } from '../../support/engine.ts';
import { smallPlan } from '../../support/small-plan.ts';

const KEY = { body: 'prova', year: 2026 };
const OBJECTIVE = (number: number): ItemKey => ({ kind: 'objective', number });

/** A phase with a store, at noon of a day. */
async function world() {
  const plan = smallPlan();
  const db = await memoryDatabase(plan);
  const updates = createUpdateStore(db, KEY);
  const engine = engineOf([plan], () =>
    createLive(createPlanSource(db, KEY), updates, async (person) => ({ person, standsInFor: [] })),
  );
  return {
    report: (item: ItemKey, day: string, structure = 'U.1.1', closes = true) =>
      updates.append(
        {
          ...item,
          ...bareContent('in_progress', 40),
          phase: 'intermedia',
          structure,
          closes,
          origin: 'submission',
          author: 'ref-11',
          at: new Date(`${day}T08:00:00Z`),
        },
        0,
      ),
    decide: (id: number, kind: 'approved' | 'returned') =>
      updates.decide(
        [id],
        { kind, actor: 'dir-1', at: new Date('2026-05-11T08:00:00Z'), reason: null },
        ['submitted'],
        () => [],
      ),
    async draw(question: string, day = '2026-05-12', published = false) {
      const turn = { conversation: null, asker: null, now: new Date(`${day}T10:00:00Z`), published };
      const { answer } = await engine.ask({ question, ...turn });
      const chart = answer.query ? await engine.chart(answer.query, answer.picture?.year ?? 0, turn) : null;
      return { answer, chart };
    },
  };
}

const rowsOf = (chart: Chart | null): Readonly<Record<string, readonly (number | null)[]>> =>
  Object.fromEntries(
    ((chart as BarChart | null)?.rows ?? []).map(({ label, figures }) => [
      label,
      figures.map(({ value }) => value),
    ]),
  );

describe('the state of a phase by department', () => {
  it('tells what is approved, in, returned and missing, as many as each has', async () => {
    const { report, decide, draw } = await world();
    await decide((await report(OBJECTIVE(1), '2026-05-08')).id, 'approved');
    await decide((await report(OBJECTIVE(2), '2026-05-08')).id, 'returned');
    await report({ kind: 'process', number: 2 }, '2026-05-09', 'U.3.1');
    const { chart } = await draw('grafico dello stato della fase');
    // Settore 1 has objectives 1, 2 and 3 and process 1; objective 3 is Settore 2's too.
    expect(rowsOf(chart)).toEqual({
      'Settore 1': [1, 0, 1, 2],
      'Settore 2': [0, 0, 0, 1],
      'Settore 3': [0, 1, 0, 0],
    });
    expect(chart?.title).toBe('Ne mancano 3 su 5: 3 nel Settore 1');
    expect(chart?.source).toMatch(/^Aggiornamenti registrati nella fase «/);
    expect(chart?.remarks).toEqual(['Una voce condivisa è contata in ogni struttura a cui appartiene.']);
  });

  it.each([
    ['grafico dello stato per settore', ['Settore 1', 'Settore 2', 'Settore 3']],
    ['un grafico degli approvati e dei mancanti per settore', ['Settore 1', 'Settore 2', 'Settore 3']],
    ['grafico dello stato per U.O.', ['U.1.1', 'U.1.2', 'U.2.1', 'U.3.1']],
    ['mostrami in un grafico la copertura del settore 1', ['U.1.1', 'U.1.2']],
    ['avanzamento del settore 1 per U.O., a barre', ['U.1.1', 'U.1.2']],
    ['grafico dello stato dell’U.3.1', ['U.3.1']],
  ])('is meant by a grouping or a structure alone: %s', async (question, structures) => {
    const { report, draw } = await world();
    await report(OBJECTIVE(1), '2026-05-08');
    const { chart, answer } = await draw(question);
    expect(answer.picture?.wanted).toBe(true);
    const labels = Object.keys(rowsOf(chart)).toSorted();
    expect(labels.map((label) => structures.find((one) => label.startsWith(one)))).toEqual(structures);
  });

  it('agrees with what the answer counts as missing', async () => {
    const { report, draw } = await world();
    await report(OBJECTIVE(1), '2026-05-08');
    const { answer } = await draw('quante voci mancano?');
    const { chart } = await draw('grafico dello stato della fase');
    expect(chart?.title).toContain(`Ne mancano ${answer.value} su 5`);
  });

  it('is drawn for nobody from outside', async () => {
    const { report, draw } = await world();
    await report(OBJECTIVE(1), '2026-05-08');
    const { chart } = await draw('grafico dello stato della fase', '2026-05-12', true);
    expect(chart).toBeNull();
  });
});

describe('arrivals over time', () => {
  it('rise on the day on which each came, until today, under what is due', async () => {
    const { report, draw } = await world();
    await report(OBJECTIVE(1), '2026-05-06');
    await report(OBJECTIVE(2), '2026-05-08');
    await report({ kind: 'process', number: 1 }, '2026-05-08');
    const { chart } = await draw('grafico degli arrivi');
    const { rows, reference, marks } = chart as LineChart;
    const at = (day: string) => rows.find(({ label }) => label === day)?.figures[0]?.value;
    expect([at('4 maggio'), at('6 maggio'), at('8 maggio'), at('12 maggio')]).toEqual([0, 1, 3, 3]);
    // The days to come have none, and are there: the due date is among them.
    expect(at('29 maggio')).toBeNull();
    expect(reference?.figure.value).toBe(5);
    expect(marks.map(({ row }) => rows[row]?.label)).toContain('29 maggio');
    expect(chart?.title).toBe('3 arrivati su 5 al 12/05/2026, scadenza il 29/05/2026');
  });

  it('tell at the end how many were in time', async () => {
    const { report, draw } = await world();
    await report(OBJECTIVE(1), '2026-05-29');
    await report(OBJECTIVE(2), '2026-06-01');
    const { chart } = await draw('grafico degli arrivi', '2026-06-03');
    expect(chart?.title).toBe('2 arrivati su 5; 1 entro la scadenza del 29/05/2026');
  });
});
