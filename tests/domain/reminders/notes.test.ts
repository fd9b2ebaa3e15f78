import { describe, expect, it } from 'vitest';
import { createCalendar } from '../../../src/domain/plan/calendar.ts';
import { deadlinesOf } from '../../../src/domain/reminders/deadline-notes.ts';
import { dueNotes, isoWeek, mondayOf, timeAwayOf } from '../../../src/domain/reminders/notes.ts';
import { type ReminderState, recipientKey, untouched } from '../../../src/domain/reminders/reminders.ts';
import { item, phase, smallPlan } from '../../support/small-plan.ts';

const calendar = createCalendar({ timezone: 'Europe/Rome', patronDay: '07-12' });
const withChannel = smallPlan({ phases: [phase({ channel: 'CPERF' })] });

const notes = (at: string, changes: Partial<ReminderState> = {}): readonly string[] =>
  dueNotes({ ...untouched(changes.plan ?? withChannel), ...changes }, calendar, new Date(at)).map(
    ({ person, stepKey }) => `${person} ${stepKey}`,
  );

describe('the weekly digest', () => {
  const SECOND_WEEK = [
    'channel:CPERF riepilogo@2026-W20',
    'dir-1 riepilogo@2026-W20',
    'dir-2 riepilogo@2026-W20',
  ];

  it('goes at nine on Monday to the channel and to each head whose department is asked', () => {
    expect(notes('2026-05-11T08:59+02:00')).toEqual([]);
    expect(notes('2026-05-11T09:00+02:00')).toEqual(SECOND_WEEK);
  });

  it('goes on Tuesday when Monday is a holiday', () => {
    const spring = smallPlan({ phases: [phase({ opensOn: '2026-03-23' })] });
    expect(notes('2026-04-06T09:00+02:00', { plan: spring })).toEqual([]);
    expect(notes('2026-04-07T09:00+02:00', { plan: spring })).toEqual([
      'dir-1 riepilogo@2026-W15',
      'dir-2 riepilogo@2026-W15',
    ]);
  });

  it('does not go in the week in which the phase opens', () => {
    expect(notes('2026-05-04T09:00+02:00')).toEqual([]);
    expect(notes('2026-05-05T09:00+02:00')).toEqual([]);
  });

  it('goes once a week: not when it went already, not on other days', () => {
    const noted = new Set(
      ['dir-1', 'dir-2'].map((person) => recipientKey('intermedia', person, 'riepilogo@2026-W20')),
    );
    expect(notes('2026-05-11T09:01+02:00', { noted })).toEqual(['channel:CPERF riepilogo@2026-W20']);
    expect(notes('2026-05-13T09:00+02:00')).toEqual([]);
  });

  it('goes late up to two working days, should the bot have been down', () => {
    expect(notes('2026-05-12T15:00+02:00')).toEqual(SECOND_WEEK);
    expect(notes('2026-05-13T09:00+02:00')).toEqual([]);
  });

  it('rests while the phase is paused', () => {
    expect(
      notes('2026-05-11T09:00+02:00', { plan: smallPlan({ phases: [phase({ paused: true })] }) }),
    ).toEqual([]);
  });

  it('is closed by a last one when the phase ends, on the next working day if need be', () => {
    const closed = (closesOn: string) => smallPlan({ phases: [phase({ closesOn, channel: 'CPERF' })] });
    expect(notes('2026-06-10T09:00+02:00', { plan: closed('2026-06-10') })).toEqual([
      'channel:CPERF riepilogo-finale@2026-06-10',
      'dir-1 riepilogo-finale@2026-06-10',
      'dir-2 riepilogo-finale@2026-06-10',
    ]);
    expect(notes('2026-06-15T09:00+02:00', { plan: closed('2026-06-13') })).toHaveLength(3);
    expect(notes('2026-06-17T09:00+02:00', { plan: closed('2026-06-13') })).toEqual([]);
  });
});

describe('coming back from an absence', () => {
  const away = (to: string, person = 'ref-11') => [
    { id: 7, person, from: '2026-05-06', to, substitute: 'ref-12', recordedBy: 'controllo' },
  ];

  it('is met with a summary at nine on the first working day after it', () => {
    expect(notes('2026-05-18T08:45+02:00', { absences: away('2026-05-16') })).not.toContain(
      'ref-11 rientro@7',
    );
    expect(notes('2026-05-18T09:00+02:00', { absences: away('2026-05-16') })).toContain('ref-11 rientro@7');
  });

  describe('of several periods in a row', () => {
    const periods = (...days: readonly (readonly [string, string])[]) =>
      days.map(([from, to], index) => ({
        id: index + 1,
        person: 'ref-11',
        from,
        to,
        substitute: index === 0 ? 'ref-12' : 'dir-1',
        recordedBy: 'controllo',
      }));
    const summaries = (at: string, absences: ReturnType<typeof periods>): readonly string[] =>
      notes(at, { absences }).filter((note) => note.includes('rientro'));

    it.each([
      ['with only a weekend between them', ['2026-05-11', '2026-05-15'], ['2026-05-18', '2026-05-22']],
      ['one the day after the other', ['2026-05-11', '2026-05-17'], ['2026-05-18', '2026-05-22']],
      ['that overlap', ['2026-05-11', '2026-05-19'], ['2026-05-18', '2026-05-22']],
    ] as const)('%s is met with one summary of both, after the last', (_, first, second) => {
      const absences = periods(first, second);
      expect(summaries('2026-05-18T09:30+02:00', absences)).toEqual([]);
      expect(summaries('2026-05-25T09:30+02:00', absences)).toEqual(['ref-11 rientro@2']);
      expect(timeAwayOf('rientro@2', absences, calendar)).toMatchObject({
        from: '2026-05-11',
        to: '2026-05-22',
        substitutes: ['ref-12', 'dir-1'],
      });
    });

    it('counts until the last day, also when the period that began first ends last', () => {
      const absences = periods(['2026-05-11', '2026-05-22'], ['2026-05-13', '2026-05-14']);
      expect(summaries('2026-05-15T09:30+02:00', absences)).toEqual([]);
      expect(summaries('2026-05-25T09:30+02:00', absences)).toEqual(['ref-11 rientro@1']);
    });

    it('with a working day between them is met with a summary each', () => {
      const absences = periods(['2026-05-11', '2026-05-15'], ['2026-05-19', '2026-05-22']);
      expect(summaries('2026-05-18T09:30+02:00', absences)).toEqual(['ref-11 rientro@1']);
      expect(summaries('2026-05-25T09:30+02:00', absences)).toEqual(['ref-11 rientro@2']);
      expect(timeAwayOf('rientro@2', absences, calendar)?.from).toBe('2026-05-19');
    });

    it('of different people is met each by their own', () => {
      const [one, other] = periods(['2026-05-11', '2026-05-15'], ['2026-05-18', '2026-05-22']);
      if (!one || !other) throw new Error('no periods');
      expect(summaries('2026-05-18T09:30+02:00', [one, { ...other, person: 'ref-12' }])).toEqual([
        'ref-11 rientro@1',
      ]);
    });
  });

  it('is met with nothing for whom the phase asks nothing of', () => {
    expect(notes('2026-05-18T09:00+02:00', { absences: away('2026-05-16', 'dipendente') })).not.toContain(
      'dipendente rientro@7',
    );
  });
});

describe('an ISO week', () => {
  it.each([
    ['2020-12-31', '2020-W53', '2020-12-28'],
    ['2021-01-03', '2020-W53', '2020-12-28'],
    ['2021-01-04', '2021-W01', '2021-01-04'],
    ['2026-05-15', '2026-W20', '2026-05-11'],
    ['2027-01-01', '2026-W53', '2026-12-28'],
  ])('of %s is %s, from %s', (day, week, monday) => {
    expect(isoWeek(day)).toBe(week);
    expect(mondayOf(day)).toBe(monday);
  });
});

describe('the week’s milestones and due days', () => {
  const milestone = (number: number, name: string, expectedTo: string, doneOn: string | null = null) => ({
    kind: 'objective' as const,
    number,
    code: name,
    name,
    expectedFrom: null,
    expectedTo,
    doneOn,
    weight: null,
    responsible: null,
  });
  const base = smallPlan();
  const plan = smallPlan({
    phases: [phase({ opensOn: '2026-09-01', dueOn: '2026-09-30' })],
    items: base.items.map((one) =>
      one.kind === 'objective' && one.number === 3 ? item('objective', 3, { dueOn: '2026-06-12' }) : one,
    ),
    milestones: [
      milestone(1, 'Gara', '2026-05-29'),
      milestone(1, 'Collaudo', '2026-12-15'),
      milestone(2, 'Avvio', '2026-06-05', '2026-06-01'),
    ],
  });

  it('go on Monday to whoever answers for them, though no phase is open', () => {
    expect(notes('2026-06-08T09:00+02:00', { plan })).toEqual([
      'ref-11 scadenze@2026-W24',
      'ref-12 scadenze@2026-W24',
      'dir-2 scadenze@2026-W24',
    ]);
    expect(notes('2026-06-08T08:59+02:00', { plan })).toEqual([]);
    expect(notes('2026-06-11T09:00+02:00', { plan })).toEqual([]);
  });

  it('go to nobody who has none, or whose milestones are done', () => {
    const done = smallPlan({
      ...plan,
      milestones: [milestone(1, 'Gara', '2026-05-29', '2026-05-28')],
      items: base.items,
    });
    expect(notes('2026-06-08T09:00+02:00', { plan: done })).toEqual([]);
    expect(notes('2026-06-08T09:00+02:00', { plan: smallPlan() })).not.toContain('ref-11 scadenze@2026-W24');
  });

  it('wait for whoever is away', () => {
    const absences = [
      {
        id: 1,
        person: 'ref-11',
        from: '2026-06-01',
        to: '2026-06-12',
        substitute: null,
        recordedBy: 'ref-11',
      },
    ] as unknown as ReminderState['absences'];
    expect(notes('2026-06-08T09:00+02:00', { plan, absences })).not.toContain('ref-11 scadenze@2026-W24');
  });

  it('tell what is late and what is near, oldest first', () => {
    const told = (person: string) =>
      deadlinesOf(plan, calendar, person, '2026-06-08').map(({ item: of, name, day, isLate }) => [
        of.number,
        name,
        day,
        isLate,
      ]);
    expect(told('ref-11')).toEqual([[1, 'Gara', '2026-05-29', true]]);
    expect(told('ref-12')).toEqual([[3, null, '2026-06-12', false]]);
  });
});

describe('the control office’s daily line', () => {
  const lines = (
    at: string,
    plan = smallPlan(),
    absences: ReminderState['absences'] = [],
  ): readonly string[] =>
    dueNotes({ ...untouched(plan), absences }, calendar, new Date(at), true)
      .filter(({ step }) => step === 'giorno')
      .map(({ person, stepKey }) => `${person} ${stepKey}`);

  it('goes at nine of each working day of an open phase', () => {
    expect(lines('2026-05-12T08:59+02:00')).toEqual([]);
    expect(lines('2026-05-12T09:00+02:00')).toEqual(['controllo giorno@2026-05-12']);
    expect(lines('2026-05-13T15:00+02:00')).toEqual(['controllo giorno@2026-05-13']);
    expect(lines('2026-05-16T09:00+02:00')).toEqual([]);
  });

  it('rests while the phase is paused or closed, and for whoever is away', () => {
    expect(lines('2026-05-12T09:00+02:00', smallPlan({ phases: [phase({ paused: true })] }))).toEqual([]);
    expect(
      lines('2026-05-12T09:00+02:00', smallPlan({ phases: [phase({ closesOn: '2026-05-11' })] })),
    ).toEqual([]);
    const away = {
      id: 1,
      person: 'controllo',
      from: '2026-05-11',
      to: '2026-05-15',
      substitute: null,
      recordedBy: 'controllo',
    };
    expect(lines('2026-05-12T09:00+02:00', smallPlan(), [away])).toEqual([]);
  });
});
