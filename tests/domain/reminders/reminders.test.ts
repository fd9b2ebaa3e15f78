import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Absence, Postponement } from '../../../src/domain/absences/absences.ts';
import { createCalendar } from '../../../src/domain/plan/calendar.ts';
import { mayUpdate, responsibilitiesByPerson } from '../../../src/domain/plan/responsibilities.ts';
import { dueReminders, forecastReminders } from '../../../src/domain/reminders/due-reminders.ts';
import {
  askedKey,
  coverageKey,
  type DueReminder,
  type ReminderState,
  recipientKey,
  untouched,
  type Work,
} from '../../../src/domain/reminders/reminders.ts';
import { type ItemRef, itemRef } from '../../../src/domain/types.ts';
import { luccaPlan } from '../../support/plan.ts';
import { named, phase, role, smallPlan } from '../../support/small-plan.ts';

const calendar = createCalendar({ timezone: 'Europe/Rome', patronDay: '07-12' });
const plan = smallPlan();
const FIRST_STEP = '2026-05-08T09:00+02:00';

const due = (at: string, changes: Partial<ReminderState> = {}): readonly DueReminder[] =>
  dueReminders({ ...untouched(changes.plan ?? plan), ...changes }, calendar, new Date(at));

/** Who is asked for what, in few words. */
const asked = (reminders: readonly DueReminder[]): Record<string, readonly string[]> =>
  Object.fromEntries(reminders.map(({ person, items }) => [person, named(items)]));

const answering = (...refs: ItemRef[]): Partial<ReminderState> => {
  const answered = new Set<ItemRef>(refs);
  return { isAnswered: (_, item) => answered.has(itemRef(item)) };
};

const worked = (person: string, item: ItemRef, ...at: readonly string[]): readonly Work[] =>
  at.map((moment) => ({ phase: 'intermedia', item, person, at: new Date(moment) }));

/** Somebody got all of theirs on a day. */
const askedOn = (day: string, person = 'ref-11'): ReadonlyMap<string, string> =>
  new Map(plan.items.map((one) => [askedKey('intermedia', person, itemRef(one)), day]));

const CONTACTS = {
  'ref-11': ['objective 1', 'objective 2'],
  'ref-12': ['objective 2', 'objective 3'],
  'dir-1': ['process 1'],
  'dir-2': ['objective 3'],
  controllo: ['process 2'],
};

describe('each step of the ladder', () => {
  it.each([
    ['fifteen working days before', FIRST_STEP, '-15'],
    ['seven working days before', '2026-05-20T09:00+02:00', '-7'],
    ['two working days before', '2026-05-27T09:00+02:00', '-2'],
    ['on the due date', '2026-05-29T09:00+02:00', '0'],
    ['two working days after', '2026-06-03T09:00+02:00', '+2'],
  ])('%s goes to whoever answers for an item, with all of theirs', (_, at, step) => {
    expect(asked(due(at))).toEqual(CONTACTS);
    expect(new Set(due(at).map((reminder) => reminder.step))).toEqual(new Set([step]));
  });

  it('three working days after also tells each head what is missing in the department', () => {
    expect(asked(due('2026-06-04T09:00+02:00'))).toEqual({
      ...CONTACTS,
      'dir-1': ['objective 1', 'objective 2', 'objective 3', 'process 1'],
    });
  });

  it('five working days after also tells the control office what is missing in the whole body', () => {
    expect(asked(due('2026-06-08T09:00+02:00'))).toEqual({
      ...CONTACTS,
      'dir-1': ['objective 1', 'objective 2', 'objective 3', 'process 1'],
      controllo: ['objective 1', 'objective 2', 'objective 3', 'process 1', 'process 2'],
    });
  });

  it('writes to each in the role that makes the message due', () => {
    const roles = due('2026-06-08T09:00+02:00').map((reminder) => [reminder.person, reminder.role]);
    expect(Object.fromEntries(roles)).toEqual({
      'ref-11': 'contact',
      'ref-12': 'contact',
      'dir-1': 'head',
      'dir-2': 'head',
      controllo: 'controller',
    });
  });

  it('announces the next step, its time and whom it will reach', () => {
    expect(due('2026-06-03T09:00+02:00')[0]?.next).toEqual({
      step: '+3',
      at: new Date('2026-06-04T09:00+02:00'),
      audience: ['contact', 'head'],
    });
  });

  it('announces nothing after the last', () => {
    expect(due('2026-06-08T09:00+02:00')[0]?.next).toBeNull();
  });
});

describe('nothing goes out', () => {
  it.each([
    ['a minute before the first step', '2026-05-08T08:59+02:00'],
    ['in the evening', '2026-05-08T17:30+02:00'],
    ['early in the morning', '2026-05-11T08:29+02:00'],
    ['on a Saturday', '2026-05-09T10:00+02:00'],
    ['on a Sunday', '2026-05-10T10:00+02:00'],
    ['on the Feast of the Republic', '2026-06-02T10:00+02:00'],
    ['before the phase opens', '2026-04-30T10:00+02:00'],
    ['when the last step is five working days old', '2026-06-15T09:00+02:00'],
  ])('%s', (_, at) => {
    expect(due(at)).toEqual([]);
  });

  it('on the patron saint’s day', () => {
    const july = smallPlan({ phases: [phase({ opensOn: '2027-07-01', dueOn: '2027-07-13' })] });
    expect(due('2027-07-12T10:00+02:00', { plan: july })).toEqual([]);
    expect(due('2027-07-13T10:00+02:00', { plan: july })).not.toEqual([]);
  });

  it('for a phase that was closed, from that day on', () => {
    const closed = smallPlan({ phases: [phase({ closesOn: '2026-05-20' })] });
    expect(due('2026-05-19T10:00+02:00', { plan: closed })).not.toEqual([]);
    expect(due('2026-05-20T10:00+02:00', { plan: closed })).toEqual([]);
  });

  it('while the phase is paused', () => {
    expect(due(FIRST_STEP, { plan: smallPlan({ phases: [phase({ paused: true })] }) })).toEqual([]);
  });

  it('for kinds the phase does not ask about', () => {
    const indicators = smallPlan({ phases: [phase({ kinds: ['indicator'] })] });
    expect(asked(due(FIRST_STEP, { plan: indicators }))).toEqual({ 'ref-11': ['indicator 1'] });
  });
});

describe('what has come in', () => {
  it('is asked no more, and counted as answered', () => {
    const [first] = due(FIRST_STEP, answering('objective:1')).filter(({ person }) => person === 'ref-11');
    expect(first && named(first.items)).toEqual(['objective 2']);
    expect(first?.answered).toBe(1);
  });

  it('frees whoever owes nothing else', () => {
    expect(asked(due(FIRST_STEP, answering('objective:1', 'objective:2')))).not.toHaveProperty('ref-11');
  });

  it('frees everybody when all of it is there', () => {
    const all = answering('objective:1', 'objective:2', 'objective:3', 'process:1', 'process:2');
    expect(due('2026-06-08T09:00+02:00', all)).toEqual([]);
  });

  it('tells the head at +3 only what is missing', () => {
    const some = due('2026-06-04T09:00+02:00', answering('objective:1', 'objective:2', 'process:1'));
    expect(asked(some)).toEqual({
      'ref-12': ['objective 3'],
      'dir-1': ['objective 3'],
      'dir-2': ['objective 3'],
      controllo: ['process 2'],
    });
  });
});

describe('a step already handled', () => {
  it('is not repeated for that person, and is sent to the others', () => {
    const [step] = due(FIRST_STEP);
    const handled = new Set([recipientKey('intermedia', 'ref-11', step?.stepKey ?? '')]);
    const covered = new Set(
      (['objective:1', 'objective:2'] as const).map((ref) =>
        coverageKey('intermedia', step?.stepKey ?? '', 'ref-11', ref),
      ),
    );
    const { 'ref-11': _, ...others } = CONTACTS;
    expect(asked(due(FIRST_STEP, { handled, covered }))).toEqual(others);
  });

  it('is not tried again when its message was refused for good', () => {
    const [step] = due(FIRST_STEP);
    const handled = new Set([recipientKey('intermedia', 'ref-11', step?.stepKey ?? '')]);
    expect(asked(due(FIRST_STEP, { handled }))).not.toHaveProperty('ref-11');
  });

  it('does not hold back the next step', () => {
    const [step] = due(FIRST_STEP);
    const handled = new Set([recipientKey('intermedia', 'ref-11', step?.stepKey ?? '')]);
    expect(asked(due('2026-05-20T09:00+02:00', { handled }))).toHaveProperty('ref-11');
  });
});

describe('a bot that was down', () => {
  it('sends only the newest step still valid', () => {
    expect(new Set(due('2026-05-28T11:00+02:00').map(({ step }) => step))).toEqual(new Set(['-2']));
  });

  it.each([
    ['on time', '2026-05-08T09:00+02:00', false],
    ['on time a quarter of an hour later', '2026-05-08T09:15+02:00', false],
    ['late after that', '2026-05-08T09:16+02:00', true],
    ['late the next working day', '2026-05-11T09:00+02:00', true],
  ])('is %s (%s)', (_, at, late) => {
    expect(due(at).every((reminder) => reminder.late === late)).toBe(true);
  });
});

describe('a phase that was opened, resumed, extended or opened again after a step’s time', () => {
  const since = (moment: string) => smallPlan({ phases: [phase({ remindingSince: new Date(moment) })] });

  it.each([
    ['is not late at once', '2026-05-13T11:00+02:00', '2026-05-13T11:00+02:00', false],
    ['is late when the bot is', '2026-05-13T11:00+02:00', '2026-05-13T11:16+02:00', true],
    [
      'is not late in the morning after an evening',
      '2026-05-13T19:00+02:00',
      '2026-05-14T08:40+02:00',
      false,
    ],
    ['is late when that was before the step', '2026-05-07T11:00+02:00', '2026-05-13T11:00+02:00', true],
  ])('%s', (_, opened, at, late) => {
    const reminders = due(at, { plan: since(opened) });
    expect(reminders.map((reminder) => reminder.late)).toEqual(Array(5).fill(late));
  });
});

describe('absence and accounts', () => {
  const away = (substitute: string | null) => [
    { id: 1, person: 'ref-11', from: '2026-05-01', to: '2026-05-31', substitute, recordedBy: 'controllo' },
  ];

  it('the substitute gets, in one message, their own items and those of the absent person', () => {
    const reminders = due(FIRST_STEP, { absences: away('ref-12') });
    expect(asked(reminders)['ref-12']).toEqual(['objective 1', 'objective 2', 'objective 3']);
    expect(asked(reminders)).not.toHaveProperty('ref-11');
    expect(reminders.filter(({ person }) => person === 'ref-12')).toHaveLength(1);
  });

  it('without a substitute the head gets them', () => {
    expect(asked(due(FIRST_STEP, { absences: away(null) }))['dir-1']).toEqual([
      'objective 1',
      'objective 2',
      'process 1',
    ]);
  });

  it('the person gets them again on return', () => {
    expect(asked(due('2026-06-03T09:00+02:00', { absences: away('ref-12') }))).toHaveProperty('ref-11');
  });

  it('an account that cannot be reached is replaced by the head', () => {
    const reminders = due(FIRST_STEP, { unreachable: new Set(['ref-11']) });
    expect(asked(reminders)['dir-1']).toEqual(['objective 1', 'objective 2', 'process 1']);
  });

  describe('of a contact with posts in two departments', () => {
    const two = smallPlan({
      roles: [
        ...plan.roles,
        role('ref-11', 'contact', 'Settore 2', 'U.2.1'),
        role('ref-11', 'contact', 'Settore 3', 'U.3.1'),
      ],
    });

    it('each item goes to the head of its own department, the control office where there is none', () => {
      const messages = due(FIRST_STEP, { plan: two, unreachable: new Set(['ref-11']) });
      expect(asked(messages)).toEqual({
        'ref-12': ['objective 2', 'objective 3'],
        'dir-1': ['objective 1', 'objective 2', 'process 1'],
        'dir-2': ['objective 3'],
        controllo: ['process 2'],
      });
      for (const { person, items } of messages)
        for (const one of items) expect(mayUpdate(two, person, one)).toBe(true);
    });

    it('all goes to the substitute, if there is one', () => {
      expect(asked(due(FIRST_STEP, { plan: two, absences: away('dipendente') })).dipendente).toEqual([
        'objective 1',
        'objective 2',
        'objective 3',
        'process 2',
      ]);
    });
  });

  it('a substitute who is away too is passed over', () => {
    const absences = [
      ...away('ref-12'),
      { id: 2, person: 'ref-12', from: '2026-05-08', to: '2026-05-08', substitute: null, recordedBy: 'x' },
    ];
    expect(asked(due(FIRST_STEP, { absences }))).toEqual({
      'dir-1': ['objective 1', 'objective 2', 'objective 3', 'process 1'],
      'dir-2': ['objective 3'],
      controllo: ['process 2'],
    });
  });

  it.each([
    ['the first', '2026-05-08', 'dipendente'],
    ['the second', '2026-05-20', 'ref-12'],
  ])('of two absences back to back, during %s its own substitute is written to', (_, day, substitute) => {
    const [first] = away('dipendente');
    const absences = [
      { ...first, to: '2026-05-15' },
      { ...first, id: 2, from: '2026-05-16', substitute: 'ref-12' },
    ] as Absence[];
    const messages = due(`${day}T09:00+02:00`, { absences }).filter(({ asked: list }) =>
      list.some(({ responsible }) => responsible === 'ref-11'),
    );
    expect(messages.map(({ person }) => person)).toEqual([substitute]);
  });

  it('the control office is the last resort', () => {
    const reminders = due(FIRST_STEP, { unreachable: new Set(['ref-11', 'dir-1']) });
    expect(asked(reminders).controllo).toEqual(['objective 1', 'objective 2', 'process 1', 'process 2']);
  });
});

describe('putting off', () => {
  const putOff = (item: ItemRef | null, until: string) => [
    { phase: 'intermedia', person: 'ref-11', item, until, at: new Date('2026-05-07T10:00+02:00') },
  ];

  it('silences a whole reminder until its day', () => {
    expect(asked(due(FIRST_STEP, { postponements: putOff(null, '2026-05-12') }))).not.toHaveProperty(
      'ref-11',
    );
  });

  it('silences one item taken in charge', () => {
    expect(asked(due(FIRST_STEP, { postponements: putOff('objective:1', '2026-05-12') }))['ref-11']).toEqual([
      'objective 2',
    ]);
  });

  it('asks again at nine on its day, and not before', () => {
    const postponements = putOff(null, '2026-05-12');
    expect(asked(due('2026-05-12T08:59+02:00', { postponements }))).not.toHaveProperty('ref-11');
    const again = due('2026-05-12T09:00+02:00', { postponements }).filter(
      ({ person }) => person === 'ref-11',
    );
    expect(again.map(({ step, items }) => [step, ...named(items)])).toEqual([
      ['ricordamelo', 'objective 1', 'objective 2'],
    ]);
  });

  it('asks again on the next working day when its own is none', () => {
    const postponements = putOff(null, '2026-05-10');
    expect(asked(due('2026-05-11T08:45+02:00', { postponements }))).not.toHaveProperty('ref-11');
    expect(asked(due('2026-05-11T09:00+02:00', { postponements }))).toHaveProperty('ref-11');
  });

  describe('in a phase that is due on a Sunday', () => {
    const sunday = smallPlan({ phases: [phase({ dueOn: '2026-05-31' })] });
    const wish = {
      plan: sunday,
      postponements: putOff(null, '2026-05-31'),
      lastAsked: askedOn('2026-05-20'),
    };
    const toContact = (at: string) =>
      due(at, wish)
        .filter(({ person }) => person === 'ref-11')
        .map(({ step }) => step);

    it('has its last step on the Friday, and the first after it counts from the Sunday', () => {
      expect(due('2026-05-29T09:00+02:00', { plan: sunday }).map(({ step }) => step)).toContain('0');
      expect(due('2026-06-03T09:00+02:00', { plan: sunday }).map(({ step }) => step)).toContain('+2');
    });

    it('brings back on the Friday what was put off until the Sunday, never after it', () => {
      expect(toContact('2026-05-28T09:00+02:00')).toEqual([]);
      expect(toContact('2026-05-29T09:00+02:00')).toEqual(['0']);
    });

    it('brings it back on its own where the ladder has no step on that day', () => {
      const ladder = [{ offset: -7, audience: ['contact' as const] }];
      const plain = { ...wish, plan: smallPlan({ phases: [phase({ dueOn: '2026-05-31', ladder })] }) };
      expect(asked(due('2026-05-29T09:00+02:00', plain))).toHaveProperty('ref-11');
      expect(asked(due('2026-06-01T09:00+02:00', plain))).not.toHaveProperty('ref-11');
    });
  });

  it('names what comes back after the working day on which it does', () => {
    const [again] = due('2026-05-11T09:00+02:00', {
      postponements: putOff(null, '2026-05-10'),
      lastAsked: askedOn('2026-05-08'),
    }).filter(({ person }) => person === 'ref-11');
    expect(again?.stepKey).toBe('ricordamelo@2026-05-11');
  });

  it('asks again once for all that comes back on the same day', () => {
    const postponements = [...putOff('objective:1', '2026-05-12'), ...putOff('objective:2', '2026-05-12')];
    const again = due('2026-05-12T09:00+02:00', { postponements }).filter(
      ({ person }) => person === 'ref-11',
    );
    expect(again).toHaveLength(1);
  });

  it('leaves it to the ladder when a step falls on its day', () => {
    const postponements = putOff(null, '2026-05-20');
    const messages = due('2026-05-20T09:00+02:00', { postponements }).filter(
      ({ person }) => person === 'ref-11',
    );
    expect(messages.map(({ step }) => step)).toEqual(['-7']);
    const lastAsked = new Map(
      (['objective:1', 'objective:2'] as const).map((ref) => [
        askedKey('intermedia', 'ref-11', ref),
        '2026-05-20',
      ]),
    );
    expect(asked(due('2026-05-20T09:01+02:00', { postponements, lastAsked }))).not.toHaveProperty('ref-11');
  });

  it('an item taken in charge is not told to the head either, and to the control office all the same', () => {
    const postponements = [
      {
        phase: 'intermedia',
        person: 'ref-11',
        item: 'objective:1' as const,
        until: '2026-06-08',
        at: new Date('2026-06-03T10:00+02:00'),
      },
    ];
    expect(asked(due('2026-06-04T09:00+02:00', { postponements }))['dir-1']).toEqual([
      'objective 2',
      'objective 3',
      'process 1',
    ]);
    const longer = postponements.map((one) => ({ ...one, until: '2026-06-09' }));
    expect(asked(due('2026-06-08T09:00+02:00', { postponements: longer })).controllo).toContain(
      'objective 1',
    );
  });

  describe('asked for twice', () => {
    const wish = (until: string, at: string, item: ItemRef | null = null, person = 'ref-11') => ({
      phase: 'intermedia',
      person,
      item,
      until,
      at: new Date(at),
    });
    const long = wish('2026-05-15', '2026-05-11T10:00+02:00');
    const short = wish('2026-05-12', '2026-05-11T11:00+02:00');
    const stepsTo = (at: string, ...postponements: readonly Postponement[]) =>
      due(at, { postponements, lastAsked: askedOn('2026-05-08') })
        .filter(({ person }) => person === 'ref-11')
        .map(({ step }) => step);

    it.each([
      ['an earlier day the second time', [long, short], '2026-05-12', '2026-05-15'],
      [
        'a later day the second time',
        [
          { ...short, at: long.at },
          { ...long, at: short.at },
        ],
        '2026-05-15',
        '2026-05-12',
      ],
    ])('%s: the last wish counts', (_, wishes, comes, not) => {
      expect(stepsTo(`${comes}T09:00+02:00`, ...wishes)).toEqual(['ricordamelo']);
      expect(stepsTo(`${not}T09:00+02:00`, ...wishes)).toEqual([]);
    });

    it('an item taken in charge for longer, then for a shorter time', () => {
      const wishes = [
        wish('2026-05-22', '2026-05-11T10:00+02:00', 'objective:1'),
        wish('2026-05-14', '2026-05-12T10:00+02:00', 'objective:1'),
      ];
      expect(stepsTo('2026-05-14T09:00+02:00', ...wishes)).toEqual(['ricordamelo']);
      // The step of the 20th finds it asked for again.
      expect(asked(due('2026-05-20T09:00+02:00', { postponements: wishes }))['ref-11']).toContain(
        'objective 1',
      );
    });

    it('the wishes of another person, for another item or for the whole are others', () => {
      const wishes = [
        wish('2026-05-22', '2026-05-11T10:00+02:00', 'objective:1'),
        wish('2026-05-12', '2026-05-11T11:00+02:00'),
        wish('2026-05-12', '2026-05-11T11:00+02:00', 'objective:1', 'ref-12'),
      ];
      expect(
        asked(due('2026-05-12T09:00+02:00', { postponements: wishes, lastAsked: askedOn('2026-05-08') }))[
          'ref-11'
        ],
      ).toEqual(['objective 2']);
    });
  });

  it('comes back only if what was put off is still missing', () => {
    const postponements = putOff('objective:1', '2026-05-12');
    const state = { postponements, lastAsked: askedOn('2026-05-08'), ...answering('objective:1') };
    expect(asked(due('2026-05-12T09:00+02:00', state))).not.toHaveProperty('ref-11');
  });

  it('what comes back while a late step goes out is in the same message', () => {
    // The step of the 20th goes out on the 21st: the bot was down; the 21st is also the day that ref-11 asked for.
    const postponements = putOff('objective:1', '2026-05-21');
    const late = due('2026-05-21T09:00+02:00', { postponements }).filter(({ person }) => person === 'ref-11');
    expect(late.map(({ step, items }) => [step, ...named(items)])).toEqual([
      ['-7', 'objective 1', 'objective 2'],
    ]);
  });

  describe('recent work on an item', () => {
    const BOTH = ['objective 1', 'objective 2'];
    it.each([
      ['suppresses its step', FIRST_STEP, ['2026-05-07T16:00+02:00'], ['objective 2']],
      ['suppresses it for good', '2026-05-12T09:00+02:00', ['2026-05-07T16:00+02:00'], ['objective 2']],
      [
        'does not resurrect it when it goes on',
        '2026-05-13T09:00+02:00',
        ['2026-05-07T16:00+02:00', '2026-05-11T10:00+02:00'],
        ['objective 2'],
      ],
      [
        'suppresses a step that is late',
        '2026-05-12T09:00+02:00',
        ['2026-05-11T16:00+02:00'],
        ['objective 2'],
      ],
      ['does not suppress the next step', '2026-05-20T09:00+02:00', ['2026-05-11T16:00+02:00'], BOTH],
      ['that is two working days old suppresses nothing', FIRST_STEP, ['2026-05-06T16:00+02:00'], BOTH],
    ])('%s', (_, at, when, items) => {
      expect(asked(due(at, { activity: worked('ref-11', 'objective:1', ...when) }))['ref-11']).toEqual(items);
    });

    it('does not silence another unit that shares the item', () => {
      const messages = asked(
        due(FIRST_STEP, { activity: worked('ref-11', 'objective:2', '2026-05-07T16:00+02:00') }),
      );
      expect(messages['ref-11']).toEqual(['objective 1']);
      expect(messages['ref-12']).toContain('objective 2');
    });

    it('of a substitute counts as that of the absent', () => {
      const absences = [
        {
          id: 1,
          person: 'ref-11',
          from: '2026-05-07',
          to: '2026-05-07',
          substitute: 'dipendente',
          recordedBy: 'x',
        },
      ];
      const activity = worked('dipendente', 'objective:1', '2026-05-07T16:00+02:00');
      expect(asked(due(FIRST_STEP, { absences, activity }))['ref-11']).toEqual(['objective 2']);
    });

    it('of the control office on the whole silences all who share it', () => {
      const activity = worked('controllo', 'objective:2', '2026-05-07T16:00+02:00');
      const messages = asked(due(FIRST_STEP, { activity }));
      expect([messages['ref-11'], messages['ref-12']]).toEqual([['objective 1'], ['objective 3']]);
    });

    it('hides nothing from the control office', () => {
      const activity = (['objective:1', 'process:2'] as const).flatMap((item) =>
        worked(item === 'process:2' ? 'controllo' : 'ref-11', item, '2026-06-05T16:00+02:00'),
      );
      expect(asked(due('2026-06-08T09:00+02:00', { activity })).controllo).toEqual([
        'objective 1',
        'objective 2',
        'objective 3',
        'process 1',
        'process 2',
      ]);
    });

    it('hides from a head only what is worked on in every unit of the department that still owes it', () => {
      const one = worked('ref-11', 'objective:2', '2026-06-03T16:00+02:00');
      const other = worked('ref-12', 'objective:2', '2026-06-03T16:00+02:00');
      const toHead = (activity: readonly Work[]) =>
        asked(due('2026-06-04T09:00+02:00', { activity }))['dir-1'];
      expect(toHead(one)).toContain('objective 2');
      expect(toHead([...one, ...other])).not.toContain('objective 2');
    });
  });

  describe('an item that departments share, taken in charge by one of them', () => {
    const shared = smallPlan({
      roles: [...plan.roles, role('dipendente', 'contact', 'Settore 2', 'U.2.1')],
    });
    const inCharge = (person: string) => [
      {
        phase: 'intermedia',
        person,
        item: 'objective:3' as const,
        until: '2026-06-08',
        at: new Date('2026-06-03T10:00+02:00'),
      },
    ];
    const at3 = (...people: readonly string[]) =>
      asked(due('2026-06-04T09:00+02:00', { plan: shared, postponements: people.flatMap(inCharge) }));

    it('is not told to that department’s head, and to the other’s all the same', () => {
      expect(at3('ref-12')['dir-1']).not.toContain('objective 3');
      expect(at3('ref-12')['dir-2']).toEqual(['objective 3']);
      expect(at3('dipendente')['dir-1']).toContain('objective 3');
      expect(at3('dipendente')).not.toHaveProperty('dir-2');
    });

    it('is told to nobody when both have taken it in charge', () => {
      const messages = at3('ref-12', 'dipendente');
      expect(messages['dir-1']).not.toContain('objective 3');
      expect(messages).not.toHaveProperty('dir-2');
    });
  });
});

describe('an extension', () => {
  const extended = smallPlan({ phases: [phase({ dueOn: '2026-06-12' })] });

  it('repeats no step of the new ladder that lies before the last message', () => {
    // Extended on 27 May, after the step -2 of the old due date: the new -7 (3 June) is still to come.
    const lastAsked = askedOn('2026-05-27');
    expect(asked(due('2026-05-28T10:00+02:00', { plan: extended, lastAsked }))).not.toHaveProperty('ref-11');
  });

  it('starts its own ladder from there', () => {
    const lastAsked = askedOn('2026-05-27');
    const next = due('2026-06-03T09:00+02:00', { plan: extended, lastAsked }).filter(
      ({ person }) => person === 'ref-11',
    );
    expect(next.map(({ step }) => step)).toEqual(['-7']);
  });
});

describe('a phase that is opened again', () => {
  it('repeats no step that went out before it was closed', () => {
    const [step] = due('2026-05-27T09:00+02:00');
    const covered = new Set(
      (['objective:1', 'objective:2'] as const).map((ref) =>
        coverageKey('intermedia', step?.stepKey ?? '', 'ref-11', ref),
      ),
    );
    expect(asked(due('2026-05-28T09:00+02:00', { covered }))).not.toHaveProperty('ref-11');
    expect(asked(due('2026-05-29T09:00+02:00', { covered }))).toHaveProperty('ref-11');
  });
});

describe('a person with several posts', () => {
  it('gets one message with the items of all their units', () => {
    const one = smallPlan({ roles: [...plan.roles, role('ref-11', 'contact', 'Settore 2', 'U.2.1')] });
    const reminders = due(FIRST_STEP, { plan: one }).filter(({ person }) => person === 'ref-11');
    expect(reminders).toHaveLength(1);
    expect(asked(reminders)['ref-11']).toEqual(['objective 1', 'objective 2', 'objective 3']);
  });

  it('gets one message per phase when two are open', () => {
    const two = smallPlan({ phases: [phase(), phase({ code: 'indicatori', kinds: ['indicator'] })] });
    const reminders = due(FIRST_STEP, { plan: two }).filter(({ person }) => person === 'ref-11');
    expect(reminders.map((reminder) => [reminder.phase.code, ...named(reminder.items)])).toEqual([
      ['intermedia', 'objective 1', 'objective 2'],
      ['indicatori', 'indicator 1'],
    ]);
  });
});

describe('at the edges of the calendar', () => {
  const stepsOf = (opensOn: string, dueOn: string, from: string, to: string) => [
    ...new Map(
      forecastReminders(
        smallPlan({ phases: [phase({ opensOn, dueOn })] }),
        calendar,
        new Date(from),
        new Date(to),
      ).map(({ at, reminder }) => [reminder.step, at.toISOString()]),
    ),
  ];

  it.each([
    [
      'the spring night of 2026',
      '2026-03-02',
      '2026-03-31',
      '-2',
      '2026-03-27T08:00:00.000Z',
      '0',
      '2026-03-31T07:00:00.000Z',
    ],
    [
      'the autumn night of 2026',
      '2026-10-05',
      '2026-10-27',
      '-2',
      '2026-10-23T07:00:00.000Z',
      '0',
      '2026-10-27T08:00:00.000Z',
    ],
    [
      'the spring night of 2027',
      '2027-03-01',
      '2027-03-30',
      '-2',
      '2027-03-25T08:00:00.000Z',
      '0',
      '2027-03-30T07:00:00.000Z',
    ],
    [
      'the autumn night of 2027',
      '2027-10-11',
      '2027-11-03',
      '-2',
      '2027-10-29T07:00:00.000Z',
      '+2',
      '2027-11-05T08:00:00.000Z',
    ],
  ])('messages stay at nine in Rome across %s', (_, opensOn, dueOn, before, beforeAt, after, afterAt) => {
    const steps = new Map(
      stepsOf(opensOn, dueOn, `${opensOn}T00:00:00Z`, `${dueOn.slice(0, 4)}-12-31T00:00:00Z`),
    );
    expect(steps.get(before)).toBe(beforeAt);
    expect(steps.get(after)).toBe(afterAt);
  });

  it('the steps of a phase cross the year end', () => {
    expect(stepsOf('2026-12-01', '2026-12-30', '2026-12-01T00:00:00Z', '2027-01-31T00:00:00Z')).toEqual([
      ['-15', '2026-12-07T08:00:00.000Z'],
      ['-7', '2026-12-18T08:00:00.000Z'],
      ['-2', '2026-12-28T08:00:00.000Z'],
      ['0', '2026-12-30T08:00:00.000Z'],
      ['+2', '2027-01-04T08:00:00.000Z'],
      ['+3', '2027-01-05T08:00:00.000Z'],
      ['+5', '2027-01-08T08:00:00.000Z'],
    ]);
  });

  it('a phase that opens on a holiday begins on the next working day, with its newest step only', () => {
    expect(stepsOf('2027-01-01', '2027-01-15', '2026-12-31T00:00:00Z', '2027-01-10T00:00:00Z')).toEqual([
      ['-15', '2027-01-04T08:00:00.000Z'],
      ['-7', '2027-01-05T08:00:00.000Z'],
    ]);
  });

  it('what waits at night goes out when the offices open', () => {
    expect(due('2026-05-08T21:00+02:00')).toEqual([]);
    expect(asked(due('2026-05-11T08:30+02:00'))).toEqual(CONTACTS);
  });
});

describe('the forecast of Lucca', () => {
  const lucca = luccaPlan();
  const window = (from: string, to: string) =>
    forecastReminders(lucca, createCalendar(lucca.head), new Date(from), new Date(to));
  const whole = window('2021-07-01T00:00+02:00', '2021-12-31T23:59+01:00');

  it('covers all 130 items at −15, with 33 contacts and 10 heads', () => {
    const first = whole.filter(({ reminder }) => reminder.step === '-15').map(({ reminder }) => reminder);
    expect(new Set(first.flatMap(({ items }) => items.map(itemRef))).size).toBe(130);
    expect(first.filter(({ role: as }) => as === 'contact')).toHaveLength(33);
    expect(first.filter(({ role: as }) => as === 'head')).toHaveLength(10);
    expect(first).toHaveLength(43);
  });

  it('writes to nobody twice at a step', () => {
    const keys = whole.map(({ reminder }) => `${reminder.person} ${reminder.step}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('tells each of the 13 heads at +3 and the control office at +5', () => {
    const at = (step: string, as: string) =>
      whole.filter(({ reminder }) => reminder.step === step && reminder.role === as);
    expect(at('+3', 'head')).toHaveLength(13);
    expect(at('+5', 'controller').map(({ reminder }) => reminder.items.length)).toEqual([130]);
  });

  it('goes out at nine in Rome, in order of time', () => {
    expect(new Set(whole.map(({ at }) => at.toISOString().slice(11)))).toEqual(new Set(['07:00:00.000Z']));
    expect(whole.map(({ at }) => at.getTime())).toEqual(
      whole.map(({ at }) => at.getTime()).sort((a, b) => a - b),
    );
  });

  it('keeps to its window, ends included', () => {
    expect(
      new Set(
        window('2021-09-21T09:00+02:00', '2021-09-28T09:00+02:00').map(({ reminder }) => reminder.step),
      ),
    ).toEqual(new Set(['-7', '-2']));
    expect(window('2021-09-21T09:01+02:00', '2021-09-28T08:59+02:00')).toEqual([]);
  });
});

it('whatever the calendar, a step goes out at every working moment of its window, and nothing at any other', () => {
  const moments = fc
    .integer({ min: 0, max: 50 * 96 })
    .map((quarter) => Date.parse('2026-05-01T00:00+02:00') + quarter * 900_000);
  const days = fc.nat({ max: 50 }).map((n) => new Date(Date.UTC(2026, 4, 1 + n)).toISOString().slice(0, 10));
  let inside = 0;
  fc.assert(
    fc.property(
      fc.uniqueArray(days, { maxLength: 8 }),
      days.filter((day) => day > '2026-05-11'),
      fc.array(moments, { minLength: 20, maxLength: 20 }),
      (closed, dueOn, instants) => {
        const own = createCalendar(
          plan.head,
          undefined,
          closed.map((day) => ({ day, name: 'chiuso' })),
        );
        const inPhase = smallPlan({ phases: [phase({ dueOn })] });
        const { ladder } = phase();
        const [first, last] = [ladder[0], ladder.at(-1)].map((step) =>
          own.addWorkingDays(dueOn, step?.offset ?? 0),
        ) as [string, string];
        const from = own.at(first < '2026-05-04' ? own.addWorkingDays('2026-05-03', 1) : first, '09:00');
        const to = own.at(own.addWorkingDays(last, 5), '09:00');
        for (const instant of instants.map((time) => new Date(time))) {
          const isIn = from <= instant && instant < to && own.isWorkingMoment(instant);
          if (isIn) inside++;
          const reminders = dueReminders(untouched(inPhase), own, instant);
          expect(reminders.length > 0).toBe(isIn);
          if (!isIn) continue;
          // All that is owed, each to whoever owes it, once.
          for (const [person, owed] of responsibilitiesByPerson(inPhase)) {
            const mine = reminders.filter((reminder) => reminder.person === person);
            expect(mine).toHaveLength(1);
            expect(mine.flatMap(({ items }) => named(items))).toEqual(
              expect.arrayContaining([
                ...named(owed.map(({ item }) => item).filter(({ kind }) => kind !== 'indicator')),
              ]),
            );
          }
        }
      },
    ),
    { numRuns: 60 },
  );
  expect(inside).toBeGreaterThan(50);
});
