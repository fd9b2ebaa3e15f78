import { describe, expect, it } from 'vitest';
import { mistakeLines, refusalWords, summaryWords } from '../../../src/bot/sheets/index.ts';
import { createCalendar } from '../../../src/domain/plan/calendar.ts';
import { bareContent } from '../../../src/domain/record/index.ts';
import type { Grid } from '../../../src/domain/sheets/read-sheet.ts';
import {
  createSheetService,
  type SheetOutcome,
  type SheetReport,
  sheetIn,
} from '../../../src/domain/sheets/sheet-service.ts';
import { COVER, SHEET_TABLES, type SheetTableName } from '../../../src/domain/sheets/sheet-tables.ts';
import type { UnitSheet } from '../../../src/domain/sheets/unit-sheet.ts';
import { EMPTY_DRAFT } from '../../../src/domain/updates/update-draft.ts';
import { createUpdateService } from '../../../src/domain/updates/update-service.ts';
import { createAuditReader } from '../../../src/store/cycle/audit-log.ts';
import { createDraftStore } from '../../../src/store/cycle/draft-store.ts';
import { createUpdateStore } from '../../../src/store/cycle/update-store.ts';
import { createPlanSource } from '../../../src/store/plan/plan-source.ts';
import { fixedClock } from '../../support/clock.ts';
import { memoryDatabase } from '../../support/database.ts';
import { type Filled, fillIn } from '../../support/sheets.ts';
import { phase, smallPlan } from '../../support/small-plan.ts';

const MEASURED = {
  indicators: [
    {
      kind: 'objective' as const,
      number: 1,
      code: 'IND-A',
      name: 'Giorni di attesa',
      formula: null,
      unit: 'giorni',
      direction: 'lower' as const,
      weight: null,
      baseline: 80,
      baselineYear: 2025,
      targets: [{ year: 2026, value: 60 }],
      result: null,
      source: null,
    },
  ],
  milestones: [
    {
      kind: 'objective' as const,
      number: 1,
      code: 'M1',
      name: 'Collaudo',
      expectedFrom: null,
      expectedTo: '2026-09-30',
      doneOn: null,
      weight: null,
      responsible: null,
    },
  ],
};

async function world(plan = smallPlan(MEASURED)) {
  const db = await memoryDatabase(plan);
  const KEY = { body: plan.head.body, year: 2026 };
  const clock = fixedClock('2026-05-08T10:00+02:00');
  const plans = createPlanSource(db, KEY);
  const { dayOf } = createCalendar(plan.head);
  const store = createUpdateStore(db, KEY);
  const updates = createUpdateService({
    plans,
    updates: store,
    drafts: createDraftStore(db, KEY),
    clock,
    dayOf,
  });
  const sheets = createSheetService({
    plans,
    updates,
    versions: store,
    standsInFor: async () => [],
    today: () => dayOf(clock.now()),
    render: async () => Buffer.from(''),
  });
  const all = () => db.selectFrom('status_update').selectAll().orderBy('id').execute();
  const hand = async (sheet: UnitSheet, by = 'ref-11', change = (grids: Grid[]): Grid[] => grids) => {
    const read = sheetIn(change(gridsOf(sheet)));
    if (read === null) throw new Error('no sheet');
    return read.ok ? sheets.take(by, read) : ({ ok: false, refusal: read.unreadable } as SheetOutcome);
  };
  return { db, clock, store, updates, sheets, all, hand, audit: createAuditReader(db) };
}

/** A workbook as it is read back. */
const gridsOf = ({ cover, key, tables }: UnitSheet): Grid[] => [
  grid(COVER, [...cover.map((line) => [line]), [], [key]]),
  ...(Object.keys(SHEET_TABLES) as SheetTableName[]).map((name) =>
    grid(SHEET_TABLES[name].name, [SHEET_TABLES[name].columns.map(({ label }) => label), ...tables[name]]),
  ),
];

const grid = (title: string, rows: readonly (readonly string[])[]): Grid => ({
  title,
  rows: rows.map((cells, at) => ({ line: at + 1, cells })),
});

const reportOf = (outcome: SheetOutcome): SheetReport => {
  if (!outcome.ok) throw new Error(`refused: ${outcome.refusal.because}`);
  return outcome.report;
};

const IN_PROGRESS: readonly Filled[] = [
  ['Obiettivo 1', 'Stato', 'In fase'],
  ['Obiettivo 1', 'Percentuale', '40'],
  ['Obiettivo 1', 'A che punto è', 'Gara aggiudicata'],
];

describe('a sheet that was filled in', () => {
  it('says what is asked of its structure, and is told by the key of each row', async () => {
    const { sheets } = await world();
    const { tables, structure } = await sheets.sheet('intermedia', 'U.1.1');
    expect(structure).toBe('U.1.1');
    expect(tables.updates.map(([, label]) => label)).toEqual(['Obiettivo 1', 'Obiettivo 2']);
    expect(tables.updates[0]?.[0]).toMatch(/^prova~2026~intermedia~U\.1\.1~objective:1~[0-9a-f]{16}~0~/);
    expect(tables.indicators[0]?.slice(2)).toEqual(['Giorni di attesa', 'giorni', '80', '60', '', '']);
    expect(tables.milestones[0]?.slice(2)).toEqual(['Collaudo', '30/09/2026', '', '']);
  });

  it('is reported by its contact, as a form is', async () => {
    const { sheets, hand, store } = await world();
    const sheet = await sheets.sheet('intermedia', 'U.1.1');
    const filled = fillIn(sheet, [
      ...IN_PROGRESS,
      ['Giorni di attesa', 'Valore', '66,5', 'indicators'],
      ['Collaudo', 'Fatta il', '04/05/2026', 'milestones'],
    ]);
    const report = reportOf(await hand(filled));
    expect(report.mistakes).toEqual([]);
    expect(report.owed.map(({ number }) => number)).toEqual([2]);
    const [version] = await store.versionsOfPhase('intermedia');
    expect(version).toMatchObject({
      author: 'ref-11',
      origin: 'submission',
      structure: 'U.1.1',
      state: 'in_progress',
      percent: 40,
      note: 'Gara aggiudicata',
      results: [{ code: 'IND-A', value: 66.5 }],
      milestonesDone: [{ code: 'M1', doneOn: '2026-05-04' }],
      outcome: 'submitted',
    });
  });

  it('is written down by the control office for its structure, and waits for the head all the same', async () => {
    const { db, sheets, hand, store, audit } = await world();
    const report = reportOf(
      await hand(fillIn(await sheets.sheet('intermedia', 'U.1.1'), IN_PROGRESS), 'controllo'),
    );
    expect(report.right).toBe('control');
    const [version] = await store.versionsOfPhase('intermedia');
    expect(version).toMatchObject({
      author: 'controllo',
      origin: 'transcription',
      structure: 'U.1.1',
      outcome: 'submitted',
    });
    expect(await db.selectFrom('audit').select(['actor', 'action']).execute()).toContainEqual({
      actor: 'controllo',
      action: 'update.transcribed',
    });
    expect((await audit.verify()).breaks).toEqual([]);
    expect(await db.selectFrom('outbox').select(['kind', 'person']).execute()).toContainEqual({
      kind: 'approval',
      person: 'dir-1',
    });
  });

  it('is approved at once where it is the head who hands it in', async () => {
    const { sheets, hand } = await world();
    const report = reportOf(
      await hand(fillIn(await sheets.sheet('intermedia', 'U.1.1'), IN_PROGRESS), 'dir-1'),
    );
    expect(report.taken.map(({ update }) => update.outcome)).toEqual(['approved']);
  });

  it('reports the part of its structure alone where an item is shared', async () => {
    const { sheets, hand, store } = await world();
    const shared: readonly Filled[] = [
      ['Obiettivo 3', 'Stato', 'In fase'],
      ['Obiettivo 3', 'Percentuale', '10'],
    ];
    await hand(fillIn(await sheets.sheet('intermedia', 'U.2.1'), shared), 'dir-2');
    expect((await store.versionsOfPhase('intermedia'))[0]).toMatchObject({
      structure: 'U.2.1',
      closes: false,
    });
  });

  it('changes nothing the second time, whoever hands it in', async () => {
    const { sheets, hand, all } = await world();
    const filled = fillIn(await sheets.sheet('intermedia', 'U.1.1'), [
      ...IN_PROGRESS,
      ['Obiettivo 2', 'Stato', 'Raggiunto'],
      ['Obiettivo 2', 'Raggiunto il', '05/05/2026'],
    ]);
    await hand(filled);
    const before = await all();
    for (const by of ['ref-11', 'controllo']) {
      const report = reportOf(await hand(filled, by));
      expect([report.taken, report.mistakes]).toEqual([[], []]);
      expect(report.already.map(({ number }) => number)).toEqual([1, 2]);
    }
    expect(before).toHaveLength(2);
    expect(await all()).toEqual(before);
  });

  it('changes nothing the second time although the report was corrected meanwhile', async () => {
    const { sheets, hand, updates, all } = await world();
    const filled = fillIn(await sheets.sheet('intermedia', 'U.1.1'), IN_PROGRESS);
    await hand(filled);
    const again = { ...EMPTY_DRAFT, state: 'in_progress' as const, percent: '55' };
    await updates.submit('ref-11', { kind: 'objective', number: 1 }, 'intermedia', 1, again);
    expect(reportOf(await hand(filled)).already).toHaveLength(1);
    expect(await all()).toHaveLength(2);
  });

  it('goes on from what was reported, and leaves alone what nobody changed in it', async () => {
    const { sheets, hand, all } = await world();
    await hand(fillIn(await sheets.sheet('intermedia', 'U.1.1'), IN_PROGRESS));
    const next = await sheets.sheet('intermedia', 'U.1.1');
    expect(next.tables.updates[0]?.slice(5, 8)).toEqual(['In fase, 40 %, versione 1', 'In fase', '40']);
    expect(reportOf(await hand(next)).untouched.map(({ number }) => number)).toEqual([1]);
    await hand(fillIn(next, [['Obiettivo 1', 'Percentuale', '60']]));
    expect((await all()).map(({ version, percent }) => [version, percent])).toEqual([
      [1, 40],
      [2, 60],
    ]);
  });

  it('keeps every decimal of a value that it only carries along', async () => {
    const { sheets, hand, store } = await world();
    const value: Filled = ['Giorni di attesa', 'Valore', '66,123456', 'indicators'];
    await hand(fillIn(await sheets.sheet('intermedia', 'U.1.1'), [...IN_PROGRESS, value]));
    await hand(fillIn(await sheets.sheet('intermedia', 'U.1.1'), [['Obiettivo 1', 'Percentuale', '60']]));
    expect((await store.versionsOfPhase('intermedia')).at(-1)?.results).toEqual([
      { code: 'IND-A', value: 66.123456 },
    ]);
  });

  it('follows its item where an import gave it another number', async () => {
    const { sheets } = await world();
    const sheet = await sheets.sheet('intermedia', 'U.1.1');
    const plan = smallPlan();
    const moved = await world({
      ...plan,
      items: plan.items.map((one) =>
        one.kind === 'objective' && one.number === 1 ? { ...one, number: 9 } : one,
      ),
      assignments: plan.assignments.map((one) =>
        one.kind === 'objective' && one.number === 1 ? { ...one, number: 9 } : one,
      ),
    });
    const report = reportOf(await moved.hand(fillIn(sheet, IN_PROGRESS)));
    expect(report.taken.map(({ item }) => item.number)).toEqual([9]);
  });
});

describe('a row that says «Nessuna variazione»', () => {
  const OBJECTIVE = { kind: 'objective' as const, number: 1 };
  const SAME: Filled = ['Obiettivo 1', 'Stato', 'nessuna  variazione'];

  /** A plan in which a phase before this one knew 34,5 % of objective 1. */
  async function knownBefore() {
    const former = phase({ code: 'avvio', name: 'Avvio', opensOn: '2026-03-01', closesOn: '2026-04-01' });
    const now = await world(smallPlan({ ...MEASURED, phases: [former, phase()] }));
    await now.store.append(
      {
        ...bareContent('in_progress', 34.5),
        ...OBJECTIVE,
        phase: 'avvio',
        structure: 'U.1.1',
        closes: true,
        origin: 'submission',
        author: 'ref-11',
        at: new Date('2026-03-30T09:00:00Z'),
      },
      0,
      { approvedBy: 'dir-1' },
    );
    return now;
  }
  const last = async (now: Awaited<ReturnType<typeof world>>) =>
    (await now.store.versionsOfPhase('intermedia')).at(-1);

  it('is offered where something is known, and there alone', async () => {
    expect((await (await knownBefore()).sheets.sheet('intermedia', 'U.1.1')).repeatable).toEqual([0]);
    expect((await (await world()).sheets.sheet('intermedia', 'U.1.1')).repeatable).toEqual([]);
  });

  it('says again what is known, once, as its contact', async () => {
    const now = await knownBefore();
    const filled = fillIn(await now.sheets.sheet('intermedia', 'U.1.1'), [SAME]);
    expect(reportOf(await now.hand(filled)).taken.map(({ item }) => item.number)).toEqual([1]);
    expect(await last(now)).toMatchObject({
      state: 'in_progress',
      percent: 34.5,
      note: 'Nessuna variazione.',
      origin: 'confirmation',
      author: 'ref-11',
      outcome: 'submitted',
    });
    for (const by of ['ref-11', 'controllo']) {
      const again = reportOf(await now.hand(filled, by));
      expect([again.already.map(({ number }) => number), again.mistakes]).toEqual([[1], []]);
    }
    expect(await now.all()).toHaveLength(2);
  });

  it('is written down by the control office for its structure, and waits for the head', async () => {
    const now = await knownBefore();
    await now.hand(fillIn(await now.sheets.sheet('intermedia', 'U.1.1'), [SAME]), 'controllo');
    expect(await last(now)).toMatchObject({
      author: 'controllo',
      structure: 'U.1.1',
      origin: 'transcription',
      outcome: 'submitted',
    });
    expect(await now.db.selectFrom('audit').select(['actor', 'action']).execute()).toContainEqual({
      actor: 'controllo',
      action: 'update.transcribed',
    });
  });

  it('is not taken where nothing is known', async () => {
    const now = await world();
    const report = reportOf(await now.hand(fillIn(await now.sheets.sheet('intermedia', 'U.1.1'), [SAME])));
    expect(mistakeLines(report)).toEqual([
      'Foglio «Aggiornamenti», cella G2, «Stato» (obiettivo 1), trovato «nessuna  variazione»: della voce non è noto niente, quindi «Nessuna variazione» non direbbe niente: scegli uno stato.',
    ]);
    expect(await now.all()).toEqual([]);
  });

  it('is not taken where the report was sent back', async () => {
    const now = await knownBefore();
    await now.hand(fillIn(await now.sheets.sheet('intermedia', 'U.1.1'), IN_PROGRESS));
    await now.store.decide(
      [2],
      { kind: 'returned', actor: 'dir-1', at: now.clock.now(), reason: 'Manca la gara' },
      ['submitted'],
      () => [],
    );
    const report = reportOf(await now.hand(fillIn(await now.sheets.sheet('intermedia', 'U.1.1'), [SAME])));
    expect(mistakeLines(report)[0]).toContain('restituita perché sia corretta');
    expect(await now.all()).toHaveLength(2);
  });

  it('is not taken with more beside it', async () => {
    const now = await knownBefore();
    const sheet = await now.sheets.sheet('intermedia', 'U.1.1');
    for (const more of [
      ['Obiettivo 1', 'Percentuale', '60'],
      ['Giorni di attesa', 'Valore', '66', 'indicators'],
    ] as const) {
      const report = reportOf(await now.hand(fillIn(sheet, [SAME, more])));
      expect(mistakeLines(report)[0]).toContain('con lo stato «Nessuna variazione» questa cella non serve');
    }
    expect(await now.all()).toHaveLength(1);
  });

  it('is not taken where somebody reported after the sheet was made', async () => {
    const now = await knownBefore();
    const filled = fillIn(await now.sheets.sheet('intermedia', 'U.1.1'), [SAME]);
    const draft = { ...EMPTY_DRAFT, state: 'in_progress' as const, percent: '70' };
    await now.updates.submit('dir-1', OBJECTIVE, 'intermedia', 0, draft);
    expect(mistakeLines(reportOf(await now.hand(filled)))[0]).toContain('ora è in fase, 70 %');
    expect(await now.all()).toHaveLength(2);
  });
});

describe('a wrong cell', () => {
  const other = (label: string, text: string): Filled => ['Obiettivo 1', label, text];
  const mistakes: readonly (readonly [string, readonly Filled[], string])[] = [
    [
      'a percentage over a hundred',
      [other('Percentuale', '150')],
      'cella H2, «Percentuale» (obiettivo 1), trovato «150»: la percentuale va da 0 a 100.',
    ],
    [
      'a percentage that is no number',
      [other('Percentuale', 'quasi tutto')],
      'trovato «quasi tutto»: scrivi un numero da 0 a 100, per esempio 34,5.',
    ],
    [
      'a share of one where a percentage is asked',
      [other('Percentuale', '0,85')],
      'trovato «0,85»: è 85 % o 0,85 %? Scrivi il numero da 0 a 100',
    ],
    [
      'a state that the list does not offer',
      [other('Stato', 'Sospeso')],
      'cella G2, «Stato» (obiettivo 1), trovato «Sospeso»: scegli dall’elenco: Raggiunto, In fase, Modificato, Ritirato.',
    ],
    ['no state', [other('Stato', '')], '«Stato» (obiettivo 1): scegli uno stato.'],
    [
      'a day that does not exist',
      [other('Stato', 'Raggiunto'), other('Percentuale', ''), other('Raggiunto il', '31/02/2026')],
      'trovato «31/02/2026»: scrivi una data, per esempio 30/10/2021.',
    ],
    [
      'a day in the future',
      [other('Stato', 'Raggiunto'), other('Percentuale', ''), other('Raggiunto il', '09/05/2026')],
      'la data è nel futuro',
    ],
    [
      'a withdrawal without a reason',
      [other('Stato', 'Ritirato'), other('Percentuale', ''), other('A che punto è', '')],
      '«Motivo» (obiettivo 1): scrivi il motivo.',
    ],
    [
      'an amendment that says not of what',
      [
        other('Stato', 'Modificato'),
        other('A che punto è', ''),
        other('Nuovo valore', 'Altro'),
        other('Motivo', 'Delibera'),
      ],
      '«Che cosa cambia» (obiettivo 1): scegli che cosa cambia.',
    ],
    [
      'a cell that the state has no use for',
      [other('Motivo', 'Perché sì')],
      'trovato «Perché sì»: con lo stato «In fase» questa cella non serve: svuotala, o cambia lo stato.',
    ],
    [
      'a corrective action without its day',
      [other('Azioni correttive', 'Sollecitare la ditta')],
      'riga 1: Servono tre cose, separate da punto e virgola',
    ],
    [
      'a link that is none',
      [other('Documenti (collegamenti)', 'N:\\delibere')],
      'scrivi uno o più indirizzi interi',
    ],
    [
      'an indicator in words',
      [['Giorni di attesa', 'Valore', 'molti', 'indicators']],
      'Foglio «Indicatori», cella H2, «Valore» (obiettivo 1), trovato «molti»: serve un numero',
    ],
    [
      'an indicator in hours and minutes',
      [['Giorni di attesa', 'Valore', '12:30', 'indicators']],
      'trovato «12:30»',
    ],
    [
      'a milestone in the future',
      [['Collaudo', 'Fatta il', '30/12/2026', 'milestones']],
      'Foglio «Fasi», cella F2',
    ],
  ];

  it.each(mistakes)('is told with its place and what was expected: %s', async (_, cells, told) => {
    const { sheets, hand, all } = await world();
    const good: readonly Filled[] = [
      ['Obiettivo 2', 'Stato', 'In fase'],
      ['Obiettivo 2', 'Percentuale', '20'],
    ];
    const filled = fillIn(await sheets.sheet('intermedia', 'U.1.1'), [...IN_PROGRESS, ...good, ...cells]);
    const report = reportOf(await hand(filled));
    expect(mistakeLines(report).join('\n')).toContain(told);
    // Its row is not written, not even in part; the others are.
    expect((await all()).map(({ number, percent }) => [number, percent])).toEqual([[2, 20]]);
    expect(summaryWords(report)).toBe(
      'Scheda di U.1.1, Monitoraggio intermedio 2026: 1 aggiornamento preso; 1 riga non presa.',
    );
  });
});

describe('a row that is not what it was', () => {
  const rowsOf = (grids: Grid[], change: (rows: string[][]) => string[][]): Grid[] =>
    grids.map((one) =>
      one.title === 'Aggiornamenti' ? grid(one.title, change(one.rows.map(({ cells }) => [...cells]))) : one,
    );
  const cases: readonly (readonly [string, (rows: string[][]) => string[][], string])[] = [
    [
      'copied over another',
      ([head = [], first = [], second = []]) => [head, first, [...first.slice(0, 2), ...second.slice(2)]],
      'due righe hanno la chiave della stessa voce',
    ],
    [
      'sorted without its key',
      ([head = [], first = [], second = []]) => [
        head,
        [first[0] ?? '', ...second.slice(1)],
        [second[0] ?? '', ...first.slice(1)],
      ],
      'la chiave è di «Obiettivo 1», le celle accanto no',
    ],
    [
      'without its key',
      ([head = [], first = [], ...rest]) => [head, ['', ...first.slice(1)], ...rest],
      'manca la chiave',
    ],
    [
      'with a key that was changed',
      ([head = [], first = [], ...rest]) => [
        head,
        [(first[0] ?? '').replace('objective:1', 'objective:2'), ...first.slice(1)],
        ...rest,
      ],
      'la chiave della prima colonna è stata cambiata',
    ],
  ];

  it.each(cases)('is refused and never guessed: %s', async (_, change, told) => {
    const { sheets, hand, all } = await world();
    const filled = fillIn(await sheets.sheet('intermedia', 'U.1.1'), IN_PROGRESS);
    const report = reportOf(await hand(filled, 'ref-11', (grids) => rowsOf(grids, change)));
    expect(mistakeLines(report).join('\n')).toContain(told);
    expect(await all()).toEqual([]);
  });

  it('is refused where it comes from another sheet', async () => {
    const { sheets, hand, all } = await world();
    const theirs = fillIn(await sheets.sheet('intermedia', 'U.1.2'), [['Obiettivo 3', 'Stato', 'Raggiunto']]);
    const own = await sheets.sheet('intermedia', 'U.1.1');
    const report = reportOf(
      await hand({ ...own, tables: { ...own.tables, updates: theirs.tables.updates } }),
    );
    expect(mistakeLines(report)[0]).toContain('la riga viene da un’altra scheda');
    expect(await all()).toEqual([]);
  });

  it('is refused where somebody reported after the sheet was made', async () => {
    const { sheets, hand, updates, all } = await world();
    const filled = fillIn(await sheets.sheet('intermedia', 'U.1.1'), IN_PROGRESS);
    const draft = { ...EMPTY_DRAFT, state: 'in_progress' as const, percent: '70' };
    await updates.submit('dir-1', { kind: 'objective', number: 1 }, 'intermedia', 0, draft);
    const report = reportOf(await hand(filled));
    expect(mistakeLines(report)[0]).toContain('la voce è stata aggiornata: ora è in fase, 70 %');
    expect(await all()).toHaveLength(1);
  });
});

describe('a sheet is refused whole', () => {
  const refused = async (outcome: SheetOutcome, db: Awaited<ReturnType<typeof world>>): Promise<string> => {
    expect(await db.all()).toEqual([]);
    return outcome.ok ? 'taken' : refusalWords(outcome.refusal);
  };

  it.each([
    [
      'of another body',
      { head: { ...smallPlan().head, body: 'altrove' } },
      'La scheda è di un altro ente («prova»)',
    ],
    [
      'of a phase that has closed',
      { phases: [phase({ closesOn: '2026-05-07' })] },
      '«Monitoraggio intermedio 2026», che è chiusa dal 7 maggio 2026',
    ],
    [
      'of a phase that has not opened',
      { phases: [phase({ opensOn: '2026-05-11' })] },
      'che si apre l’11 maggio 2026',
    ],
    [
      'of a phase that is not in the plan',
      { phases: [phase({ code: 'finale' })] },
      'La scheda è della fase «intermedia», che nel piano non c’è',
    ],
  ])('where it is %s', async (_, change, told) => {
    const { sheets } = await world(smallPlan());
    const filled = fillIn(await sheets.sheet('intermedia', 'U.1.1'), IN_PROGRESS);
    const now = await world(smallPlan(change));
    expect(await refused(await now.hand(filled), now)).toContain(told);
  });

  it('where whoever hands it in does not report for the structure', async () => {
    const now = await world();
    const filled = fillIn(await now.sheets.sheet('intermedia', 'U.1.1'), IN_PROGRESS);
    expect(await refused(await now.hand(filled, 'ref-12'), now)).toBe(
      'La scheda è di U.1.1: la possono restituire Account ref-11, il dirigente o l’ufficio controllo. Non ho preso niente.',
    );
  });

  it.each<[string, (grids: Grid[]) => Grid[], string]>([
    ['the cover is gone', (grids) => grids.slice(1), 'manca il foglio «Leggimi»'],
    [
      'the cover was changed',
      ([first, ...rest]) => [
        grid(COVER, [['traguardo-scheda-1~prova~2026~finale~U.1.1~aaaaaa']]),
        ...(first ? rest : []),
      ],
      'è stata cambiata',
    ],
    [
      'the table is gone',
      (grids) => grids.filter(({ title }) => title === COVER),
      'manca il foglio «Aggiornamenti»',
    ],
    [
      'a column is gone',
      (grids) =>
        grids.map((one) =>
          grid(
            one.title,
            one.rows.map(({ cells }) => cells.filter((_, at) => one.title !== 'Aggiornamenti' || at !== 9)),
          ),
        ),
      'manca la colonna «A che punto è»',
    ],
  ])('where %s', async (_, change, told) => {
    const now = await world();
    const filled = fillIn(await now.sheets.sheet('intermedia', 'U.1.1'), IN_PROGRESS);
    expect(await refused(await now.hand(filled, 'ref-11', change), now)).toContain(told);
  });

  it('and what is no sheet of ours is none', () => {
    expect(
      sheetIn([
        grid('Obiettivi', [
          ['Numero', 'Titolo', 'Stato'],
          ['1', 'Gara', 'In corso'],
        ]),
      ]),
    ).toBeNull();
  });
});
