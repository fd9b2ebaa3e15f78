import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createEngine, type Engine } from '../src/answers/engine.ts';
import { type Live, NO_LIVE } from '../src/answers/ports.ts';
import { createPainter } from '../src/charts/painter.ts';
import { assignmentsOf, structureOf } from '../src/domain/plan/index.ts';
import { bareContent, type StatusUpdate } from '../src/domain/record/index.ts';
import { type ItemRef, itemRef, type Plan } from '../src/domain/types.ts';
import { describeImportIssue, readPlan } from '../src/store/plan/import/index.ts';
import type { Outcome } from '../src/words/outcomes.ts';

/*
 * Every standard chart, as docs/images/chart-NAME.png: of Lucca's plan half-way through its phase, and, for what Lucca
 * does not declare (milestones, years), of the made-up Region.
 */

const HALF_WAY = new Date('2021-09-24T10:00:00Z');

function planIn(folder: string): Plan {
  const read = readPlan(fileURLToPath(new URL(`../${folder}`, import.meta.url)));
  if (!read.ok) throw new Error(read.errors.map(describeImportIssue).join('\n'));
  return read.plan;
}

/** A phase in which some have reported, and heads have decided on some of it: the same at each run. */
export function halfWay(plan: Plan): Live {
  const phase = plan.phases.at(-1);
  if (!phase) return NO_LIVE;
  const asked = plan.items.filter(({ kind }) => phase.kinds.includes(kind));
  const updates = asked.flatMap((item, at): StatusUpdate[] => {
    if ((at * 7) % 10 < 4) return [];
    const outcome: Outcome = at % 9 === 0 ? 'returned' : at % 3 === 0 ? 'submitted' : 'approved';
    const [first] = assignmentsOf(plan, item);
    return [
      {
        ...bareContent('in_progress', 60),
        kind: item.kind,
        number: item.number,
        id: at + 1,
        phase: phase.code,
        version: 1,
        basedOn: 0,
        structure: first ? structureOf(first) : '*',
        closes: true,
        origin: 'submission',
        author: 'referente',
        at: new Date(Date.parse('2021-09-09T08:00:00Z') + ((at * 5) % 15) * 86_400_000),
        outcome,
        decisions: [],
        attached: [],
      },
    ];
  });
  const standing = updates.filter(({ outcome }) => outcome !== 'returned');
  return {
    ...NO_LIVE,
    phases: async () => [{ ...phase, closesOn: null }],
    latestUpdates: async () => standing,
    versionsIn: async () => updates,
    answeredIn: async () =>
      new Map(standing.map((update): [ItemRef, ReadonlySet<string>] => [itemRef(update), new Set(['*'])])),
  };
}

/** Draws them all. @returns the files written */
export async function drawCharts(folder: string): Promise<readonly string[]> {
  const lucca = planIn('data/lucca-2021');
  const region = ['altamarca-2026', 'altamarca-2025'].map((name) => planIn(`eval/bodies/${name}`));
  const of: readonly {
    readonly engine: Engine;
    readonly year: number;
    readonly now: Date;
    readonly only?: string[];
  }[] = [
    { engine: createEngine([lucca], () => halfWay(lucca)), year: 2021, now: HALF_WAY },
    {
      engine: createEngine(region, () => NO_LIVE),
      year: 2026,
      now: new Date('2026-07-20T08:00:00Z'),
      only: ['milestones', 'years'],
    },
  ];
  const painter = createPainter();
  const written: string[] = [];
  try {
    for (const { engine, year, now, only } of of)
      for (const [name, query] of engine.standardCharts) {
        if (only && !only.includes(name)) continue;
        const chart = await engine.chart(query, year, { asker: null, now });
        if (chart === null) continue;
        for (const shade of name === 'state' ? (['light', 'dark'] as const) : (['light'] as const)) {
          const file = `${folder}chart-${name}${shade === 'dark' ? '-dark' : ''}.png`;
          writeFileSync(file, (await painter.paint(chart, { shade })).png);
          written.push(file);
        }
      }
  } finally {
    await painter.close();
  }
  return written;
}
