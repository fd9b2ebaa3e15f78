import { describe, expect, it } from 'vitest';
import { exportTables } from '../../../src/domain/closing/index.ts';
import { describeImport, needsConfirmation } from '../../../src/domain/plan/index.ts';
import type { NewUpdate } from '../../../src/domain/record/index.ts';
import type { Item, ItemKey, Plan } from '../../../src/domain/types.ts';
import { createEvidenceStore, createUpdateStore, importPlan } from '../../../src/store/cycle/index.ts';
import type { Db } from '../../../src/store/engine/open-store.ts';
import { createPlanSource } from '../../../src/store/plan/plan-source.ts';
import { memoryDatabase } from '../../support/database.ts';
import { item, smallPlan } from '../../support/small-plan.ts';

const KEY = { body: 'prova', year: 2026 };
const AT = new Date('2026-06-10T08:00:00Z');
const PHASE = 'intermedia';

const TITLES = ['Bicipolitana', 'Ricognizione degli impianti sportivi', 'Nuova biblioteca'];

/** Three objectives of other titles, in the order given, numbered as they stand. */
function planOf(titles: readonly string[], change: (item: Item) => Partial<Item> = () => ({})): Plan {
  const plan = smallPlan();
  const items = titles.map((title, index) => {
    const one = item('objective', index + 1, { title, shortTitle: title });
    return { ...one, ...change(one) };
  });
  return {
    ...plan,
    items,
    assignments: items.map(({ kind, number }) => ({
      kind,
      number,
      department: 'Settore 1',
      unit: 'U.1.1',
      lead: true,
      share: null,
      source: 'prova',
    })),
  };
}

const report = (key: ItemKey, percent: number): NewUpdate => ({
  ...key,
  phase: PHASE,
  structure: 'U.1.1',
  closes: true,
  origin: 'submission',
  state: 'in_progress',
  percent,
  note: null,
  achievedOn: null,
  criticalPoints: null,
  correctiveActions: null,
  changes: [],
  sheet: null,
  reason: null,
  act: null,
  evidence: null,
  actionsDone: [],
  results: [],
  milestonesDone: [],
  author: 'ref-11',
  at: AT,
});

const costLine = (key: ItemKey, committed: number): Plan['costLines'][number] => ({
  ...key,
  row: 1,
  department: 'Settore 1',
  unit: 'U.1.1',
  scopeAsPrinted: 'Obiettivo',
  personnel: null,
  committed,
  settled: null,
  assessed: null,
  collected: null,
  note: null,
});

const objective = (number: number): ItemKey => ({ kind: 'objective', number });

const again = (
  db: Db,
  plan: Plan,
  request: { confirmed?: boolean; dryRun?: boolean; absent?: (keyof Plan)[] } = {},
) =>
  importPlan(db, {
    plan,
    absent: [],
    confirmed: false,
    dryRun: false,
    actor: 'controllo',
    at: AT,
    ...request,
  });

/** The percentages reported on each item of the plan, by its title. */
async function reported(db: Db): Promise<Readonly<Record<string, readonly (number | null)[]>>> {
  const plan = await createPlanSource(db, KEY).current();
  const updates = createUpdateStore(db, KEY);
  const all = [...plan.items, ...(plan.removed ?? [])].map(
    async (one) => [one.title, (await updates.versionsOf(one)).map(({ percent }) => percent)] as const,
  );
  return Object.fromEntries(await Promise.all(all));
}

async function withReport(plan: Plan = planOf(TITLES)): Promise<Db> {
  const db = await memoryDatabase(plan);
  await createUpdateStore(db, KEY).append(report(objective(1), 60), 0);
  return db;
}

describe('a plan imported again in which a code is another person’s', () => {
  const of = (code: string, change: { name?: string; email?: string }): Plan => {
    const plan = planOf(TITLES);
    return {
      ...plan,
      people: plan.people.map((one) => (one.code === code ? { ...one, ...change } : one)),
    };
  };
  const other = { name: 'Altra Persona', email: 'altra@prova.example' };

  it('waits to be confirmed where its former bearer did something, and says what to do', async () => {
    const db = await withReport();
    const outcome = await again(db, of('ref-11', other));
    expect([outcome.saved, needsConfirmation(outcome)]).toEqual([false, true]);
    expect(describeImport(outcome)[0]).toMatch(
      /^Il codice «ref-11» era di .+, ora è di Altra Persona: 1 atto di .+ Per tenerli distinti, dare a Altra Persona un codice nuovo\.$/,
    );
    expect((await again(db, of('ref-11', other), { confirmed: true })).saved).toBe(true);
  });

  it.each([
    ['of a code that did nothing', of('ref-12', other)],
    ['of a new address', of('ref-11', { email: 'nuovo@prova.example' })],
    ['of a name that is written otherwise', of('ref-11', { name: 'Referente Undici' })],
  ])('does not wait because %s', async (_, plan) => {
    expect((await again(await withReport(), plan)).saved).toBe(true);
  });
});

describe('a plan imported again with two numbers exchanged', () => {
  const exchanged = planOf(['Ricognizione degli impianti sportivi', 'Bicipolitana', 'Nuova biblioteca']);

  it('waits to be confirmed, and says what would move', async () => {
    const db = await withReport();
    const outcome = await again(db, exchanged);
    expect(outcome.saved).toBe(false);
    expect(needsConfirmation(outcome)).toBe(true);
    expect(describeImport(outcome)).toEqual([
      '2 voci cambiano numero:',
      '  obiettivo 1 «Bicipolitana» diventa 2: ha 1 aggiornamento',
      '  obiettivo 2 «Ricognizione degli impianti sportivi» diventa 1',
    ]);
    expect((await createPlanSource(db, KEY).current()).items[0]?.title).toBe('Bicipolitana');
  });

  it('leaves each report with what it was about', async () => {
    const db = await withReport();
    expect((await again(db, exchanged, { confirmed: true })).saved).toBe(true);
    expect(await reported(db)).toEqual({
      'Ricognizione degli impianti sportivi': [],
      Bicipolitana: [60],
      'Nuova biblioteca': [],
    });
  });

  it('takes later reports on both, and goes back', async () => {
    const db = await withReport();
    await again(db, exchanged, { confirmed: true });
    const updates = createUpdateStore(db, KEY);
    await updates.append(report(objective(2), 80), 1);
    await updates.append(report(objective(1), 10), 0);
    await again(db, planOf(TITLES), { confirmed: true });
    expect(await reported(db)).toEqual({
      Bicipolitana: [60, 80],
      'Ricognizione degli impianti sportivi': [10],
      'Nuova biblioteca': [],
    });
  });

  it('moves documents and reminders along', async () => {
    const db = await withReport();
    const evidence = createEvidenceStore(db, KEY);
    await evidence.add([
      {
        ...objective(1),
        phase: PHASE,
        person: 'ref-11',
        at: AT,
        title: 'Verbale',
        url: 'https://a.example',
      },
    ]);
    await again(db, exchanged, { confirmed: true });
    expect(await evidence.of(objective(2))).toHaveLength(1);
    expect(await evidence.of(objective(1))).toEqual([]);
  });

  it('says who imported what, in the audit', async () => {
    const db = await withReport();
    await again(db, exchanged, { confirmed: true });
    const [row] = await db.selectFrom('audit').selectAll().where('action', '=', 'plan.imported').execute();
    expect(row).toMatchObject({ actor: 'controllo', subject: 'prova/2026' });
    expect(JSON.parse(row?.detail ?? '{}').renumbered).toEqual([
      ['objective:2', 'objective:1'],
      ['objective:1', 'objective:2'],
    ]);
  });
});

describe('an item is the same', () => {
  const same = (before: Partial<Item>, after: Partial<Item>) => async () => {
    const db = await withReport(planOf(TITLES, ({ number }) => (number === 1 ? before : {})));
    const changed = planOf(
      ['Nuova biblioteca', 'Ricognizione degli impianti sportivi', 'Bicipolitana'],
      ({ number }) => (number === 3 ? after : {}),
    );
    await again(db, changed, { confirmed: true });
    const updates = await createUpdateStore(db, KEY).versionsOf(objective(3));
    return updates.map(({ percent }) => percent);
  };

  it.each([
    [
      'by its key, whatever its title and code',
      { key: 'bici', code: '1.1' },
      { key: 'bici', code: '9.9', title: 'Piste' },
      [60],
    ],
    ['by its title', {}, {}, [60]],
    ['by its code, whatever its title', { code: '1.1' }, { code: '1.1', title: 'Rete delle piste' }, [60]],
    ['never where the keys differ', { key: 'bici' }, { key: 'altro' }, []],
  ])('%s', async (_, before, after, expected) => {
    expect(await same(before, after)()).toEqual(expected);
  });

  it('by its number only where the titles are alike', async () => {
    const db = await withReport();
    const outcome = await again(db, planOf(['Bicipolitana: completamento', ...TITLES.slice(1)]), {
      dryRun: true,
    });
    expect(describeImport(outcome)).toEqual([
      '1 voce non c’è più:',
      '  obiettivo 1 «Bicipolitana»: ha 1 aggiornamento',
      '1 voce è nuova:',
      '  obiettivo 1 «Bicipolitana: completamento»',
    ]);
    const corrected = await again(
      db,
      planOf([TITLES[0] ?? '', 'Ricognizione degli impianti sportivi comunali', TITLES[2] ?? '']),
    );
    expect(corrected.saved).toBe(true);
    expect(describeImport(corrected)).toEqual([
      '1 voce cambia titolo:',
      '  obiettivo 2 era «Ricognizione degli impianti sportivi», ora è «Ricognizione degli impianti sportivi comunali»',
    ]);
  });
});

describe('what is gone', () => {
  const without = planOf(['Altro obiettivo del tutto', ...TITLES.slice(1)]);

  it('is kept with its reports, under a number that nobody has', async () => {
    const db = await withReport();
    expect((await again(db, without)).saved).toBe(false);
    await again(db, without, { confirmed: true });
    const plan = await createPlanSource(db, KEY).current();
    expect(plan.items.map(({ number, title }) => [number, title])).toEqual([
      [1, 'Altro obiettivo del tutto'],
      [2, 'Ricognizione degli impianti sportivi'],
      [3, 'Nuova biblioteca'],
    ]);
    expect(plan.removed?.map(({ number, title, removedOn }) => [number, title, removedOn])).toEqual([
      [4, 'Bicipolitana', '2026-06-10'],
    ]);
    expect(await reported(db)).toMatchObject({ 'Altro obiettivo del tutto': [], Bicipolitana: [60] });
  });

  it('stays in the exports of its phase, marked, with what was reported', async () => {
    const db = await withReport();
    await again(db, without, { confirmed: true });
    const plan = await createPlanSource(db, KEY).current();
    const [phase] = plan.phases;
    const latest = await createUpdateStore(db, KEY).latestOfPhase(PHASE);
    const tables = phase
      ? exportTables({ plan, phase, latest, answered: new Map(), register: [], audit: [] })
      : [];
    const rows = tables.find(({ name }) => name === 'Voci')?.rows ?? [];
    const titles = new Map(rows.map((row) => [row[3], row[8]]));
    expect(titles.get('Bicipolitana (tolta dal piano il 10/06/2026)')).toBe(60);
    expect(titles.get('Altro obiettivo del tutto')).toBeNull();
  });

  it('comes back with them when a later file has it again', async () => {
    const db = await withReport();
    await again(db, without, { confirmed: true });
    await again(db, planOf(TITLES), { confirmed: true });
    expect((await createPlanSource(db, KEY).current()).removed?.map(({ title }) => title)).toEqual([
      'Altro obiettivo del tutto',
    ]);
    expect(await reported(db)).toMatchObject({ Bicipolitana: [60] });
  });
});

describe('a file that lacks a table', () => {
  it('takes nothing away of what is stored, and says so', async () => {
    const db = await memoryDatabase(planOf(TITLES));
    const bare = { ...planOf(TITLES), people: [], roles: [] };
    const outcome = await again(db, bare, { absent: ['people', 'roles', 'facts'] });
    expect(describeImport(outcome)).toEqual([
      'Le voci e gli importi sono gli stessi di prima.',
      'Il file non ha le persone e i ruoli: resta quello che c’era.',
    ]);
    expect((await createPlanSource(db, KEY).current()).people).toEqual(smallPlan().people);
  });
});

describe('what changes besides', () => {
  it('is amounts, new items and phases that live on', async () => {
    const db = await memoryDatabase({ ...planOf(TITLES), costLines: [costLine(objective(1), 1_000_00)] });
    const [first] = planOf(TITLES).phases;
    const changed: Plan = {
      ...planOf([...TITLES, 'Orti urbani']),
      costLines: [costLine(objective(1), 1_500_00)],
      phases: first ? [{ ...first, dueOn: '2026-12-01' }] : [],
    };
    const outcome = await again(db, changed);
    expect(outcome.saved).toBe(true);
    expect(describeImport(outcome)).toEqual([
      '1 voce è nuova:',
      '  obiettivo 4 «Orti urbani»',
      '1 importo cambia:',
      '  obiettivo 1, impegnato: 1.000,00\u00a0€ → 1.500,00\u00a0€',
      expect.stringMatching(/^La fase «.*» scade il .* e resta così \(nel file: 01\/12\/2026\)/),
    ]);
  });
});
