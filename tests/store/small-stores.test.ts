import { describe, expect, it } from 'vitest';
import { createAbsenceStore } from '../../src/store/absence-store.ts';
import { createConversationStore } from '../../src/store/conversation-store.ts';
import { createHandledEvents } from '../../src/store/handled-events.ts';
import { memoryDatabase, temporaryDatabase } from '../support/database.ts';
import { LUCCA } from '../support/plan.ts';

const NOW = new Date('2021-09-09T07:00:00Z');

describe('a handled event', () => {
  it('is claimed once, whichever process asks', async () => {
    const { db, openAgain } = await temporaryDatabase();
    const [one, other] = [createHandledEvents(db), createHandledEvents(openAgain())];
    expect(await one.claim('C1:1.1', NOW)).toBe(true);
    expect(await other.claim('C1:1.1', NOW)).toBe(false);
    expect(await one.claim('C1:1.1', NOW)).toBe(false);
  });

  it('does not stand in the way of another', async () => {
    const handled = createHandledEvents(await memoryDatabase());
    await handled.claim('C1:1.1', NOW);
    expect(await handled.claim('C1:1.2', NOW)).toBe(true);
  });
});

describe('a conversation', () => {
  it('is remembered by another process', async () => {
    const { db, openAgain } = await temporaryDatabase();
    await createConversationStore(db).save('D1', { about: ['objective:24'] }, NOW);
    expect(await createConversationStore(openAgain()).load('D1')).toEqual({ about: ['objective:24'] });
  });

  it('is what was saved last', async () => {
    const conversations = createConversationStore(await memoryDatabase());
    await conversations.save('D1', { about: 1 }, NOW);
    await conversations.save('D1', { about: 2 }, NOW);
    expect(await conversations.load('D1')).toEqual({ about: 2 });
  });

  it('is null where there was none', async () => {
    expect(await createConversationStore(await memoryDatabase()).load('D9')).toBeNull();
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
    if (kept) await absences.cancelAbsence(kept, 'controllo', NOW);
    expect(await absences.absences()).toEqual([]);
  });

  it('cannot end before it begins, nor be substituted by the absent', async () => {
    const absences = createAbsenceStore(await memoryDatabase(), LUCCA);
    await expect(absences.recordAbsence({ ...absence, to: '2021-08-31' }, NOW)).rejects.toThrow('CHECK');
    await expect(absences.recordAbsence({ ...absence, substitute: 'ref-staff-a' }, NOW)).rejects.toThrow(
      'CHECK',
    );
  });

  it('leaves an audit row when recorded and when cancelled, and none when refused', async () => {
    const db = await memoryDatabase();
    const absences = createAbsenceStore(db, LUCCA);
    await absences.recordAbsence({ ...absence, to: '2021-08-31' }, NOW).catch(() => undefined);
    await absences.recordAbsence(absence, NOW);
    const [kept] = await absences.absences();
    if (kept) await absences.cancelAbsence(kept, 'controllo', NOW);
    expect((await db.selectFrom('audit').select('action').execute()).map(({ action }) => action)).toEqual([
      'absence.recorded',
      'absence.cancelled',
    ]);
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
