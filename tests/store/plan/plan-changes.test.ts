import { beforeAll, describe, expect, it } from 'vitest';
import { createClosingService } from '../../../src/domain/closing/index.ts';
import { createCalendar } from '../../../src/domain/plan/index.ts';
import { bareContent, type ProposedChange, type UpdateContent } from '../../../src/domain/record/index.ts';
import { deadlinesOf } from '../../../src/domain/reminders/deadline-notes.ts';
import { type ItemKey, itemRef, type Plan } from '../../../src/domain/types.ts';
import { createClosingStore, createUpdateStore } from '../../../src/store/cycle/index.ts';
import { planTables } from '../../../src/store/plan/import/index.ts';
import { createPlanSource } from '../../../src/store/plan/plan-source.ts';
import { memoryDatabase } from '../../support/database.ts';
import { engineOf } from '../../support/engine.ts';
import { LUCCA, luccaPlan } from '../../support/plan.ts';
import { item, phase, smallPlan } from '../../support/small-plan.ts';

const NOW = new Date('2026-06-01T08:00:00Z');

/** The plan after a phase in which somebody proposed changes, the head approved them and the control office closed. */
async function afterClosing(
  plan: Plan,
  controller: string,
  proposed: readonly { item: ItemKey; changes: readonly ProposedChange[]; act: string | null }[],
): Promise<Plan> {
  const db = await memoryDatabase(plan);
  const key = { body: plan.head.body, year: plan.head.year };
  const plans = createPlanSource(db, key);
  const updates = createUpdateStore(db, key);
  const code = plan.phases[0]?.code ?? '';
  for (const { item: of, changes, act } of proposed)
    await updates.append(
      {
        ...bareContent('amended'),
        ...of,
        changes,
        act,
        reason: 'Gara deserta',
        phase: code,
        structure: '*',
        closes: true,
        origin: 'submission',
        author: controller,
        at: NOW,
      },
      0,
      { approvedBy: controller },
    );
  const closings = createClosingStore(db, key);
  await createClosingService({ plans, updates, closings, clock: { now: () => NOW } }).finish(
    controller,
    code,
  );
  return plans.current();
}

const ask = async (plan: Plan, question: string) =>
  (
    await engineOf([plan]).ask({
      question,
      conversation: null,
      asker: null,
      now: NOW,
      language: 'it',
    })
  ).answer;

describe('an approved change of the deadline', () => {
  let plan: Plan;
  beforeAll(async () => {
    const change = (number: number, to: string) => ({
      item: { kind: 'process' as const, number },
      changes: [{ field: 'deadline' as const, old: '2021-12-31', new: to }],
      act: 'Delibera G.C. 200/2021',
    });
    plan = await afterClosing(luccaPlan(), 'controllo', [change(35, '2022-03-31'), change(36, '2021-10-31')]);
  });

  it('is the item’s day, not only its year, with the act and the day before it', () => {
    const moved = plan.items.find(({ kind, number }) => kind === 'process' && number === 35);
    expect(moved).toMatchObject({ dueOn: '2022-03-31', horizonEnd: 2022 });
    expect(moved?.changes).toEqual([
      {
        field: 'deadline',
        old: '2021-12-31',
        new: '2022-03-31',
        phase: plan.phases[0]?.code,
        act: 'Delibera G.C. 200/2021',
      },
    ]);
  });

  it('is answered to the day, with the act as its source and the original beside it', async () => {
    const { headline, notes } = await ask(plan, 'quando scade il processo 35?');
    expect(headline).toContain('scade il 31 marzo 2022');
    expect(notes.join(' ')).toContain('(Delibera G.C. 200/2021): prima era il 31 dicembre 2021');
    expect(notes.join(' ')).not.toContain('ricavata');
  });

  it('is seen when it moves within the same year', async () => {
    expect((await ask(plan, 'quando scade il processo 36?')).headline).toContain('31 ottobre 2021');
  });

  it('leaves the others with the day that is derived from their years', async () => {
    const { headline, notes } = await ask(plan, 'quando scade il processo 34?');
    expect(headline).toContain('31 dicembre 2021');
    expect(notes.join(' ')).toContain('ricavata');
  });

  it('leaves what was imported as it was', async () => {
    expect(luccaPlan().items.some(({ changes }) => changes !== undefined)).toBe(false);
    expect(LUCCA.year).toBe(2021);
  });
});

describe('an approved change of the expected result', () => {
  const one = { kind: 'objective', number: 1 } as const;
  const indicator = {
    ...one,
    code: '1',
    name: 'Giorni di attesa',
    formula: null,
    unit: 'giorni',
    direction: 'lower',
    weight: null,
    baseline: 30,
    baselineYear: 2025,
    targets: [{ year: 2026, value: 10 }],
    result: null,
    source: null,
  } as const;
  const change = (to: string) => [
    { item: one, changes: [{ field: 'target' as const, old: null, new: to }], act: null },
  ];
  const plan = smallPlan({ items: [item('objective', 1)], assignments: [], phases: [phase()] });

  it('is the item’s expected result', async () => {
    const after = await afterClosing(plan, 'controllo', change('Due sportelli aperti'));
    expect(after.items[0]).toMatchObject({ expectedResult: 'Due sportelli aperti' });
  });

  it('is the year’s target of its only indicator, when it is a number', async () => {
    const measured = { ...plan, indicators: [indicator] };
    const after = await afterClosing(measured, 'controllo', change('15 giorni'));
    expect(after.indicators[0]?.targets).toEqual([{ year: 2026, value: 15 }]);
  });

  it('is its only indicator’s name where that changes, unless a number was written', async () => {
    const measured = { ...plan, indicators: [indicator] };
    const named = (to: string) =>
      afterClosing(measured, 'controllo', [
        { item: one, changes: [{ field: 'indicator' as const, old: indicator.name, new: to }], act: null },
      ]);
    expect((await named('Ore di attesa')).indicators[0]?.name).toBe('Ore di attesa');
    expect((await named('80 %')).indicators[0]?.name).toBe('Giorni di attesa');
  });

  it('touches no target where there are several indicators to choose from', async () => {
    const indicators = [indicator, { ...indicator, code: '2' }];
    const after = await afterClosing({ ...plan, indicators }, 'controllo', change('15 giorni'));
    expect(after.indicators).toEqual(indicators);
  });
});

describe('an approved change of a weight', () => {
  const one = { kind: 'objective', number: 1 } as const;
  const weighed = (number: number, weight: number) =>
    item('objective', number, { weight, dueOn: '2026-06-05' });
  const small = smallPlan({ items: [weighed(1, 60), weighed(2, 40)], phases: [phase()] });
  const plan = {
    ...small,
    assignments: small.assignments.filter(({ kind, number }) => kind === 'objective' && number < 3),
  };
  let after: Plan;
  beforeAll(async () => {
    after = await afterClosing(plan, 'controllo', [
      {
        item: one,
        changes: [
          { field: 'weight', old: '60', new: '12,5' },
          { field: 'deadline', old: '2026-06-05', new: '2026-06-12' },
        ],
        act: 'DGC 40/2026',
      },
    ]);
  });

  it('is the item’s weight, and what answers rank and add up', async () => {
    expect(after.items[0]).toMatchObject({ weight: 12.5 });
    expect((await ask(after, 'quanto pesa l’obiettivo 1?')).headline).toContain('12,5');
    expect((await ask(after, 'qual è l’obiettivo con il peso più alto?')).headline).toContain('Obiettivo 2');
    expect((await ask(after, 'quanto fa la somma dei pesi degli obiettivi?')).headline).toContain('52,5');
  });

  it('is told on the card with the one before it and the act', async () => {
    expect(JSON.stringify((await ask(after, 'scheda dell’obiettivo 1')).table)).toContain(
      '12,5 (prima: 60; DGC 40/2026)',
    );
  });

  it('is what the plan’s export holds, as is the new day', () => {
    const items = planTables(after).find(({ name }) => name === 'Obiettivi');
    const cell = (label: string) =>
      items?.rows[0]?.[items.columns.findIndex((column) => column.label === label)];
    expect([cell('Pesatura'), cell('Scadenza')]).toEqual([12.5, '2026-06-12']);
  });

  it('has the reminders tell the new day', () => {
    const calendar = createCalendar({ patronDay: null, timezone: 'Europe/Rome' });
    expect(deadlinesOf(after, calendar, 'ref-11', '2026-06-01')).toMatchObject([
      { item: { number: 2 }, day: '2026-06-05' },
      { item: { number: 1 }, day: '2026-06-12' },
    ]);
  });
});

describe('an approved change, while its phase is open', () => {
  const one = { kind: 'objective', number: 1 } as const;
  const plan = smallPlan({
    items: [{ ...item('objective', 1), dueOn: '2026-06-30' }],
    assignments: [],
    phases: [phase()],
  });

  /** A store in which somebody reported, with what they may go on to do. */
  async function reporting(of: Plan) {
    const db = await memoryDatabase(of);
    const key = { body: of.head.body, year: of.head.year };
    const updates = createUpdateStore(db, key);
    const plans = createPlanSource(db, key);
    let version = 0;
    return {
      current: plans.current,
      item: async () => (await plans.current()).items.find((found) => itemRef(found) === itemRef(one)),
      close: () =>
        createClosingService({
          plans,
          updates,
          closings: createClosingStore(db, key),
          clock: { now: () => NOW },
        }).finish('controllo', 'intermedia'),
      async report(content: UpdateContent, approvedBy: string | null, about: ItemKey = one) {
        const sent = await updates.append(
          {
            ...content,
            ...about,
            phase: 'intermedia',
            structure: '*',
            closes: true,
            origin: 'submission',
            author: 'ref-11',
            at: NOW,
          },
          version,
          { approvedBy },
        );
        version = sent.version;
        return sent;
      },
      decide: (id: number, kind: 'approved' | 'returned' | 'reopened') =>
        updates.decide(
          [id],
          { kind, actor: 'dir-1', at: NOW, reason: null },
          ['submitted', 'approved'],
          () => [],
        ),
    };
  }

  const moved = (to: string, old = '2026-06-30'): UpdateContent => ({
    ...bareContent('amended'),
    changes: [{ field: 'deadline', old, new: to }],
    act: 'DGC 40/2026',
    reason: 'Gara deserta',
  });

  it('is the plan’s from the approval on, and not before', async () => {
    const at = await reporting(plan);
    const sent = await at.report(moved('2026-10-31'), null);
    expect((await at.item())?.dueOn).toBe('2026-06-30');
    await at.decide(sent.id, 'approved');
    expect(await at.item()).toMatchObject({
      dueOn: '2026-10-31',
      changes: [{ field: 'deadline', old: '2026-06-30', new: '2026-10-31', act: 'DGC 40/2026' }],
    });
  });

  it('is what is answered, with the day before it and the act', async () => {
    const at = await reporting(plan);
    await at.report(moved('2026-10-31'), 'dir-1');
    const { headline, notes } = await ask(await at.current(), 'quando scade l’obiettivo 1?');
    expect(headline).toContain('31 ottobre 2026');
    expect(notes.join(' ')).toMatch(
      /La scadenza dell’obiettivo 1 «.*» è stata modificata .*\(DGC 40\/2026\): prima era il 30 giugno 2026/,
    );
  });

  it('is taken back with the approval', async () => {
    const at = await reporting(plan);
    const sent = await at.report(moved('2026-10-31'), 'dir-1');
    expect((await at.item())?.dueOn).toBe('2026-10-31');
    await at.decide(sent.id, 'reopened');
    expect((await at.item())?.dueOn).toBe('2026-06-30');
    expect((await at.item())?.changes).toBeUndefined();
  });

  it('stays while another waits on top of it, or is refused, also through the closing', async () => {
    const at = await reporting(plan);
    await at.report(moved('2026-10-31'), 'dir-1');
    const next = await at.report(moved('2026-12-15', '2026-06-30'), null);
    expect((await at.item())?.dueOn).toBe('2026-10-31');
    await at.decide(next.id, 'returned');
    expect((await at.item())?.dueOn).toBe('2026-10-31');
    await at.close();
    expect((await at.item())?.dueOn).toBe('2026-10-31');
  });

  it('gives way to a newer one that is approved, and is told once after the closing', async () => {
    const at = await reporting(plan);
    await at.report(moved('2026-10-31'), 'dir-1');
    await at.report(moved('2026-12-15'), 'dir-1');
    await at.close();
    const changes = (await at.item())?.changes;
    expect(changes?.map((change) => [change.old, change.new])).toEqual([['2026-06-30', '2026-12-15']]);
  });

  it('withdraws an item, and adds one', async () => {
    const at = await reporting(plan);
    await at.report({ ...bareContent('withdrawn'), reason: 'Fondi revocati', act: 'DGC 41/2026' }, 'dir-1');
    expect((await at.item())?.withdrawnIn).toBe('intermedia');
    const other = await reporting(plan);
    const sheet = {
      title: 'Sportello mobile',
      department: 'S1',
      unit: null,
      weight: 5,
      goals: [],
      deadline: '2026-11-30',
    };
    await other.report({ ...bareContent('new'), sheet, reason: 'Nuovo bando' }, 'dir-1', {
      kind: 'objective',
      number: 90,
    });
    expect((await other.current()).items.at(-1)).toMatchObject({ number: 90, dueOn: '2026-11-30' });
  });
});

describe('the value of an indicator that was reported', () => {
  const one = { kind: 'objective', number: 1 } as const;
  const plan = smallPlan({
    indicators: [
      {
        ...one,
        code: '1',
        name: 'Giorni di attesa',
        formula: null,
        unit: 'giorni',
        direction: 'lower',
        weight: null,
        baseline: 90,
        baselineYear: 2025,
        targets: [{ year: 2026, value: 60 }],
        result: null,
        source: null,
      },
    ],
  });

  it('is the plan’s at once, and no more once it is sent back', async () => {
    const db = await memoryDatabase(plan);
    const key = { body: plan.head.body, year: plan.head.year };
    const plans = createPlanSource(db, key);
    const updates = createUpdateStore(db, key);
    expect((await plans.current()).indicators[0]?.result).toBeNull();
    const update = await updates.append(
      {
        ...bareContent('in_progress', 80),
        ...one,
        results: [{ code: '1', value: 66 }],
        phase: 'intermedia',
        structure: '*',
        closes: true,
        origin: 'submission',
        author: 'ref-11',
        at: NOW,
      },
      0,
    );
    const reported = await plans.current();
    expect(reported.indicators[0]?.result).toBe(66);
    expect((await ask(reported, 'quale risultato hanno gli indicatori dell’obiettivo 1?')).value).toBe(66);
    await updates.decide(
      [update.id],
      { kind: 'returned', actor: 'dir-1', at: NOW, reason: 'Dato da rivedere' },
      ['submitted'],
      () => [],
    );
    expect((await plans.current()).indicators[0]?.result).toBeNull();
  });
});
