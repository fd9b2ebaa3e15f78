import { describe, expect, it } from 'vitest';
import { EMPTY_DRAFT } from '../../../src/domain/updates/update-draft.ts';
import { createAbsenceStore } from '../../../src/store/cycle/absence-store.ts';
import { createDraftStore } from '../../../src/store/cycle/draft-store.ts';
import type { Db } from '../../../src/store/engine/open-store.ts';
import { createActivityReader } from '../../../src/store/outbox/activity-store.ts';
import { savePlan } from '../../../src/store/plan/plan-store.ts';
import { createConversationStore, saveConversation } from '../../../src/store/talk/conversation-store.ts';
import { createHandledEvents } from '../../../src/store/talk/handled-events.ts';
import { memoryDatabase, temporaryDatabase } from '../../support/database.ts';
import { LUCCA, luccaPlan } from '../../support/plan.ts';

const NOW = new Date('2021-09-09T07:00:00Z');

describe('a handled event', () => {
  it('is claimed once, whichever process asks', async () => {
    const { db, openAgain } = await temporaryDatabase();
    const [one, other] = [createHandledEvents(db), createHandledEvents(await openAgain())];
    expect(await one.claim('C1:1.1', {}, NOW)).toBe(true);
    expect(await other.claim('C1:1.1', {}, NOW)).toBe(false);
    expect(await one.claim('C1:1.1', {}, NOW)).toBe(false);
  });

  it('is taken up by one, when who claimed it has been silent for long', async () => {
    const { db, openAgain } = await temporaryDatabase();
    const [one, other] = [createHandledEvents(db), createHandledEvents(await openAgain())];
    await one.claim('C1:1.1', { text: 'ciao' }, NOW);
    const later = new Date(NOW.getTime() + 61_000);
    expect(await other.takeUp(NOW, 5, later)).toEqual([]);
    const taken = await Promise.all([one, other].map((each) => each.takeUp(later, 5, later)));
    expect(taken.flat()).toEqual([{ key: 'C1:1.1', content: { text: 'ciao' }, at: NOW }]);
  });

  it('is taken up no more when it was answered, or was begun too often', async () => {
    const { db } = await temporaryDatabase();
    const handled = createHandledEvents(db);
    await handled.claim('C1:answered', { text: 'segreto' }, NOW);
    await handled.settle('C1:answered');
    await handled.claim('C1:hopeless', { text: 'ciao' }, NOW);
    const times = [1, 2, 3].map((minutes) => new Date(NOW.getTime() + minutes * 61_000));
    const taken = [];
    for (const at of times) taken.push(...(await handled.takeUp(at, 2, at)));
    expect(taken.map(({ key }) => key)).toEqual(['C1:hopeless', 'C1:hopeless']);
    expect(JSON.stringify(await db.selectFrom('handled_event').selectAll().execute())).not.toContain(
      'segreto',
    );
  });

  it('is taken up where the clock was put back meanwhile', async () => {
    const handled = createHandledEvents(await memoryDatabase());
    await handled.claim('C1:1.1', { text: 'ciao' }, NOW);
    const earlier = (ms: number) => new Date(NOW.getTime() - ms);
    expect(await handled.takeUp(earlier(30_000 + 60_000), 2, earlier(30_000))).toEqual([]);
    expect(await handled.takeUp(earlier(3_660_000), 2, earlier(3_600_000))).toHaveLength(1);
  });

  it('is taken up for as long as it is put back', async () => {
    const handled = createHandledEvents(await memoryDatabase());
    await handled.claim('C1:1.1', { text: 'ciao' }, NOW);
    for (const minutes of [1, 2, 3, 4]) {
      const at = new Date(NOW.getTime() + minutes * 61_000);
      expect(await handled.takeUp(at, 2, at)).toHaveLength(1);
      await handled.putBack('C1:1.1');
    }
  });

  it('that is done at once is taken once, and again where it was not done', async () => {
    const handled = createHandledEvents(await memoryDatabase());
    expect(await handled.claim('shared:1', null, NOW)).toBe(true);
    expect(await handled.claim('shared:1', null, NOW)).toBe(false);
    const later = new Date(NOW.getTime() + 61_000);
    expect(await handled.takeUp(later, 2, later)).toEqual([]);
    await handled.release('shared:1');
    expect(await handled.claim('shared:1', null, NOW)).toBe(true);
  });

  it('does not stand in the way of another', async () => {
    const handled = createHandledEvents(await memoryDatabase());
    await handled.claim('C1:1.1', {}, NOW);
    expect(await handled.claim('C1:1.2', {}, NOW)).toBe(true);
  });
});

describe('messages of two workspaces of a body', () => {
  it('are told apart where they have the same key, and each takes up its own', async () => {
    const db = await memoryDatabase();
    const [one, first, second] = ['', 'T1', 'T2'].map((id) => createHandledEvents(db, id));
    if (!one || !first || !second) throw new Error('there are three');
    for (const handled of [one, first, second])
      expect(await handled.claim('C1:1.1', { of: 'all' }, NOW)).toBe(true);
    await first.settle('C1:1.1');
    const later = new Date(NOW.getTime() + 1);
    expect(await first.takeUp(later, 3, later)).toEqual([]);
    expect(await second.takeUp(later, 3, later)).toMatchObject([{ key: 'C1:1.1' }]);
    expect(await one.takeUp(later, 3, later)).toMatchObject([{ key: 'C1:1.1' }]);
  });
});

describe('a conversation', () => {
  it('is remembered by another process', async () => {
    const { db, openAgain } = await temporaryDatabase();
    await saveConversation(db, {
      body: 'lucca',
      key: 'D1',
      content: { about: ['objective:24'] },
      at: NOW,
    });
    expect(await createConversationStore(await openAgain(), 'lucca').load('D1')).toEqual({
      about: ['objective:24'],
    });
  });

  it('is what was saved last', async () => {
    const db = await memoryDatabase();
    const conversations = createConversationStore(db, 'lucca');
    await saveConversation(db, { body: 'lucca', key: 'D1', content: { about: 1 }, at: NOW });
    await saveConversation(db, { body: 'lucca', key: 'D1', content: { about: 2 }, at: NOW });
    expect(await conversations.load('D1')).toEqual({ about: 2 });
  });

  it('is null where there was none', async () => {
    expect(await createConversationStore(await memoryDatabase(), 'lucca').load('D9')).toBeNull();
  });
});

describe('work that is no answer yet', () => {
  const item = { kind: 'objective', number: 24 } as const;
  const drafted = (db: Db, person: string, at: string) =>
    createDraftStore(db, LUCCA).save(person, 'monitoraggio-2021', item, EMPTY_DRAFT, new Date(at));

  it('is told of each person who did it, with the last time', async () => {
    const db = await memoryDatabase();
    await drafted(db, 'ref-uo-3-2', '2021-09-08T08:00:00Z');
    await drafted(db, 'ref-uo-1-4', '2021-09-09T08:00:00Z');
    await drafted(db, 'ref-uo-3-2', '2021-09-10T08:00:00Z');
    const work = { phase: 'monitoraggio-2021', item: 'objective:24' };
    const all = await createActivityReader(db, LUCCA).lastWorkedOn();
    expect([...all].sort((a, b) => a.person.localeCompare(b.person))).toEqual([
      { ...work, person: 'ref-uo-1-4', at: new Date('2021-09-09T08:00:00Z') },
      { ...work, person: 'ref-uo-3-2', at: new Date('2021-09-10T08:00:00Z') },
    ]);
    expect(await createActivityReader(db, { ...LUCCA, year: 2022 }).lastWorkedOn()).toEqual([]);
  });
});

describe('an absence', () => {
  const absence = {
    person: 'ref-staff-a',
    from: '2021-09-01',
    to: '2021-09-15',
    substitute: null,
    recordedBy: 'controllo',
  };

  it('is kept with its days and substitute, until it is cancelled', async () => {
    const absences = createAbsenceStore(await memoryDatabase(), LUCCA);
    await absences.recordAbsence({ ...absence, substitute: 'ref-avvocatura' }, NOW);
    const [kept] = await absences.absences();
    expect(kept).toMatchObject({ ...absence, substitute: 'ref-avvocatura' });
    await absences.takeBack(kept?.id ?? 0, { person: 'controllo', today: '2021-08-31', at: NOW });
    expect(await absences.absences()).toEqual([]);
  });

  it('cannot end before it begins, nor be substituted by the absent', async () => {
    const absences = createAbsenceStore(await memoryDatabase(), LUCCA);
    await expect(absences.recordAbsence({ ...absence, to: '2021-08-31' }, NOW)).rejects.toThrow(/check/i);
    await expect(absences.recordAbsence({ ...absence, substitute: 'ref-staff-a' }, NOW)).rejects.toThrow(
      /check/i,
    );
  });

  const takenBack = (today: string) => ({ person: 'controllo', today, at: NOW });

  it('leaves an audit row when recorded, cancelled or ended early, and none when refused', async () => {
    const db = await memoryDatabase();
    const absences = createAbsenceStore(db, LUCCA);
    await absences.recordAbsence({ ...absence, to: '2021-08-31' }, NOW).catch(() => undefined);
    for (const today of ['2021-09-01', '2021-09-09']) {
      await absences.recordAbsence(absence, NOW);
      const kept = (await absences.absences()).at(-1);
      await absences.takeBack(kept?.id ?? 0, takenBack(today));
    }
    const rows = await db.selectFrom('audit').select(['action', 'actor', 'subject', 'detail']).execute();
    expect(rows.map(({ action }) => action)).toEqual([
      'absence.recorded',
      'absence.cancelled',
      'absence.recorded',
      'absence.ended',
    ]);
    expect(rows.at(-1)).toMatchObject({
      actor: 'controllo',
      subject: 'lucca/ref-staff-a',
      detail: '{"from":"2021-09-01","to":"2021-09-15","lastDay":"2021-09-08"}',
    });
  });

  it('that has begun ends the day before it is taken back; one that is over is left alone', async () => {
    const absences = createAbsenceStore(await memoryDatabase(), LUCCA);
    await absences.recordAbsence(absence, NOW);
    const id = (await absences.absences())[0]?.id ?? 0;
    expect(await absences.takeBack(id, takenBack('2021-09-16'))).toBeNull();
    expect(await absences.takeBack(id, takenBack('2021-09-09'))).toEqual({ ended: true });
    expect(await absences.absences()).toMatchObject([{ from: '2021-09-01', to: '2021-09-08' }]);
    expect(await absences.takeBack(id, takenBack('2021-09-09'))).toBeNull();
  });

  it('recorded twice at the same moment is recorded once', async () => {
    const absences = createAbsenceStore(await memoryDatabase(), LUCCA);
    const conflicts = await Promise.all([1, 2].map(() => absences.recordAbsence(absence, NOW)));
    expect(conflicts).toEqual([null, 'overlaps']);
    expect(await absences.absences()).toHaveLength(1);
  });

  it('has no substitute who is away by then', async () => {
    const absences = createAbsenceStore(await memoryDatabase(), LUCCA);
    await absences.recordAbsence({ ...absence, person: 'ref-avvocatura' }, NOW);
    expect(await absences.recordAbsence({ ...absence, substitute: 'ref-avvocatura' }, NOW)).toBe(
      'substitute_is_away',
    );
    expect(await absences.absences()).toHaveLength(1);
  });

  it('is of a person, whatever code a plan has for them, and not of the code', async () => {
    const db = await memoryDatabase();
    const plan = luccaPlan();
    const swapped: Readonly<Record<string, string>> = {
      'ref-staff-a': 'ref-avvocatura',
      'ref-avvocatura': 'ref-staff-a',
    };
    await savePlan(
      db,
      {
        ...plan,
        head: { ...plan.head, year: 2022 },
        phases: [],
        // The two have changed places, and the post of the one goes by capitals.
        people: plan.people.map((person) => {
          const other = plan.people.find(({ code }) => code === swapped[person.code]);
          return other ? { ...person, email: other.email.toUpperCase() } : person;
        }),
      },
      NOW,
    );
    const [last, next] = [2021, 2022].map((year) => createAbsenceStore(db, { ...LUCCA, year }));
    await last?.recordAbsence(absence, NOW);
    expect((await last?.absences())?.map(({ person }) => person)).toEqual(['ref-staff-a']);
    expect((await next?.absences())?.map(({ person }) => person)).toEqual(['ref-avvocatura']);
    expect(await next?.recordAbsence({ ...absence, person: 'ref-avvocatura' }, NOW)).toBe('overlaps');
    expect(await next?.recordAbsence(absence, NOW)).toBeNull();
  });

  it('has no substitute in a plan that does not know them, and is none where the person is not known', async () => {
    const db = await memoryDatabase();
    const plan = luccaPlan();
    const without = (year: number, code: string) => ({
      ...plan,
      head: { ...plan.head, year },
      phases: [],
      people: plan.people.filter((person) => person.code !== code),
      roles: plan.roles.filter(({ person }) => person !== code),
    });
    await savePlan(db, without(2022, 'ref-avvocatura'), NOW);
    await savePlan(db, without(2023, 'ref-staff-a'), NOW);
    await createAbsenceStore(db, LUCCA).recordAbsence({ ...absence, substitute: 'ref-avvocatura' }, NOW);
    const seen = (year: number) => createAbsenceStore(db, { ...LUCCA, year }).absences();
    expect((await seen(2021)).map(({ substitute }) => substitute)).toEqual(['ref-avvocatura']);
    expect((await seen(2022)).map(({ substitute }) => substitute)).toEqual([null]);
    expect(await seen(2023)).toEqual([]);
  });
});

describe('what is put off', () => {
  it('is a whole reminder, or each item taken in charge', async () => {
    const absences = createAbsenceStore(await memoryDatabase(), LUCCA);
    await absences.postpone('monitoraggio-2021', ['ref-staff-a'], null, '2021-09-13', 'ref-staff-a', NOW);
    await absences.postpone(
      'monitoraggio-2021',
      ['ref-staff-a'],
      ['objective:48', 'process:1'],
      '2021-09-20',
      'ref-staff-a',
      NOW,
    );
    expect((await absences.postponements()).map(({ item, until }) => [item, until])).toEqual([
      [null, '2021-09-13'],
      ['objective:48', '2021-09-20'],
      ['process:1', '2021-09-20'],
    ]);
  });
});
