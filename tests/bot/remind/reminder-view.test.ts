import { describe, expect, it } from 'vitest';
import { buildReminder } from '../../../src/bot/remind/reminder-view.ts';
import type { ReminderMessage } from '../../../src/domain/reminders/messages.ts';
import type { NextStep } from '../../../src/domain/reminders/reminders.ts';
import type { Phase } from '../../../src/domain/types.ts';
import { messageProblems } from '../../support/block-limits.ts';
import { anUpdate, luccaItem, luccaPhase, reminderMessage } from '../../support/reminders.ts';

const draw = (change: Partial<ReminderMessage> = {}) => buildReminder(reminderMessage(change), 'Europe/Rome');
const textOf = (change: Partial<ReminderMessage> = {}): string => draw(change).text;
const blocksOf = (change: Partial<ReminderMessage> = {}): string => JSON.stringify(draw(change).blocks);

const next = (at: string, ...audience: NextStep['audience']): NextStep => ({
  step: 'next',
  at: new Date(at),
  audience,
});
const two = [
  {
    item: luccaItem('objective:24'),
    update: null,
    returned: null,
    mayRepeat: false,
    inChargeUntil: null,
    parts: [],
  },
  {
    item: luccaItem('process:38'),
    update: null,
    returned: null,
    mayRepeat: false,
    inChargeUntil: null,
    parts: [],
  },
];

describe('what each step says', () => {
  const OPENINGS = [
    [
      '-15',
      'È in corso il monitoraggio: gli aggiornamenti servono entro il 30 settembre 2021, tra 15 giorni lavorativi. C’è tempo: puoi inviarli anche un po’ alla volta.',
    ],
    [
      '-7',
      'Mancano 7 giorni lavorativi alla scadenza del 30 settembre 2021: è un buon momento per gli aggiornamenti.',
    ],
    ['-2', 'La scadenza del 30 settembre 2021 è vicina: restano 2 giorni lavorativi.'],
    ['-1', 'La scadenza del 30 settembre 2021 è vicina: resta un giorno lavorativo.'],
    ['0', 'La scadenza è oggi, 30 settembre 2021: quello che manca va inviato entro la giornata.'],
    [
      '+2',
      'La scadenza del 30 settembre 2021 è passata da 2 giorni lavorativi: invia appena puoi quello che manca.',
    ],
    [
      '+3',
      'La scadenza del 30 settembre 2021 è passata da 3 giorni lavorativi: da oggi è informato anche il dirigente.',
    ],
    [
      '+5',
      'La scadenza del 30 settembre 2021 è passata da 5 giorni lavorativi: da oggi, oltre al dirigente, è informato anche l’ufficio controllo.',
    ],
  ] as const;

  it.each(OPENINGS)('%s: «%s»', (step, words) => {
    expect(textOf({ step }).startsWith(words)).toBe(true);
    expect(blocksOf({ step })).toContain(words);
  });

  it('and no two steps say the same, figures apart', () => {
    const shapes = OPENINGS.filter(([step]) => step !== '-1').map(([step]) =>
      textOf({ step }).replace(/\d+/g, '#'),
    );
    expect(new Set(shapes).size).toBe(7);
  });

  it.each([
    ['+3', 'head', 'e nella tua struttura manca ancora qualcosa: per questo da oggi lo scrivo anche a te.'],
    [
      '+5',
      'head',
      'e nella tua struttura manca ancora qualcosa: da oggi è informato anche l’ufficio controllo.',
    ],
    ['+5', 'controller', 'è passata da 5 giorni lavorativi: ecco che cosa manca ancora nell’ente.'],
  ] as const)('%s to the %s: «… %s»', (step, role, words) => {
    const superiors = { head: false, controller: role === 'head' };
    expect(textOf({ step, role, superiors })).toContain(words);
  });

  it('a head who answers in a contact’s place is never told of the head', () => {
    const asHead = { role: 'head', superiors: { head: false, controller: true } } as const;
    const toHead = next('2021-10-05T07:00:00Z', 'contact', 'head');
    expect(textOf({ ...asHead, step: '+2', next: toHead })).toContain('invia appena puoi quello che manca.');
    for (const step of ['-15', '-7', '-2', '0', '+2', '+3', '+5'])
      expect(textOf({ ...asHead, step, next: toHead })).not.toContain('dirigente');
  });

  it('where there is no head, nobody is told of one', () => {
    const superiors = { head: false, controller: true };
    expect(textOf({ step: '+3', superiors })).toContain('invia appena puoi quello che manca.');
    expect(textOf({ step: '+5', superiors })).toContain('da oggi è informato anche l’ufficio controllo.');
  });

  describe('of a ladder of one’s own', () => {
    const head = ['contact', 'head'] as const;
    const everybody = ['contact', 'head', 'controller'] as const;
    const own = (...ladder: Phase['ladder'][number][]): Phase => ({ ...luccaPhase(), ladder });

    it.each([
      [
        'a head told before the due date',
        own({ offset: -2, audience: head }),
        '-2',
        'restano 2 giorni lavorativi. Da oggi è informato anche il dirigente.',
      ],
      [
        'a head told once more',
        own({ offset: 1, audience: head }, { offset: 4, audience: head }),
        '+4',
        'è passata da 4 giorni lavorativi: ne è informato anche il dirigente.',
      ],
      [
        'head and control office told together',
        own({ offset: 4, audience: everybody }),
        '+4',
        'da oggi sono informati anche il dirigente e l’ufficio controllo.',
      ],
      [
        'a step of the contact alone, long after',
        own({ offset: 9, audience: ['contact'] }),
        '+9',
        'è passata da 9 giorni lavorativi: invia appena puoi quello che manca.',
      ],
      [
        'a step five days before',
        own({ offset: -5, audience: ['contact'] }),
        '-5',
        'Mancano 5 giorni lavorativi alla scadenza del 30 settembre 2021: è un buon momento',
      ],
    ] as const)('%s', (_, phase, step, words) => {
      expect(textOf({ phase, step })).toContain(words);
    });

    it('announces nobody who knows already', () => {
      const phase = own({ offset: 1, audience: head }, { offset: 4, audience: head });
      const again = { ...next('2021-10-06T07:00:00Z', ...head), step: '+4' };
      expect(textOf({ phase, step: '+1', next: again })).toContain('Il prossimo promemoria, se serve');
      const both = { ...next('2021-10-06T07:00:00Z', ...everybody), step: '+4' };
      expect(textOf({ phase: own({ offset: 4, audience: everybody }), step: '0', next: both })).toContain(
        'dal 6 ottobre saranno informati il dirigente e l’ufficio controllo.',
      );
    });
  });

  it('with a due date on a Sunday, the Friday is the last working day, not the due date', () => {
    const phase = { ...luccaPhase(), dueOn: '2021-10-03' };
    const friday = { phase, step: '0', daysLeft: 0, isDueToday: false };
    expect(textOf(friday)).toContain(
      'Oggi è l’ultimo giorno lavorativo prima della scadenza del 3 ottobre 2021: quello che manca va inviato entro la giornata.',
    );
    expect(textOf({ ...friday, step: 'ricordamelo' })).not.toContain('è oggi');
  });

  it.each([
    ['2021-10-08', 'entro l’8 ottobre 2021', 'dell’8 ottobre 2021'],
    ['2021-10-11', 'entro l’11 ottobre 2021', 'dell’11 ottobre 2021'],
    ['2021-10-01', 'entro il 1º ottobre 2021', 'del 1º ottobre 2021'],
  ])('a phase due on %s is told with the right article', (dueOn, by, of) => {
    const phase = { ...luccaPhase(), dueOn };
    expect(textOf({ phase, step: '-15' })).toContain(by);
    expect(textOf({ phase, step: '-2' })).toContain(of);
    expect(textOf({ phase, step: '+2' })).toContain(of);
  });
});

describe('what comes next is announced', () => {
  it('another reminder', () => {
    expect(textOf({ next: next('2021-09-21T07:00:00Z', 'contact') })).toContain(
      'Il prossimo promemoria, se serve, arriva il 21 settembre.',
    );
  });

  it('at +2: from which day the head will know', () => {
    expect(textOf({ step: '+2', next: next('2021-10-05T07:00:00Z', 'contact', 'head') })).toContain(
      'Se manca ancora qualcosa, dal 5 ottobre sarà informato il dirigente.',
    );
  });

  it('at +3: from which day the control office will know', () => {
    const following = {
      ...next('2021-10-07T07:00:00Z', 'contact', 'head', 'controller'),
      step: '+5',
    };
    expect(textOf({ step: '+3', next: following })).toContain(
      'Se manca ancora qualcosa, dal 7 ottobre sarà informato anche l’ufficio controllo.',
    );
  });

  it('that nothing comes any more', () => {
    expect(textOf({ step: '+5', next: null })).toContain('È l’ultimo promemoria di questa fase.');
  });

  it('not at all once everything has come in', () => {
    const items = [
      {
        item: luccaItem('objective:24'),
        update: anUpdate(),
        returned: null,
        mayRepeat: false,
        inChargeUntil: null,
        parts: [],
      },
    ];
    expect(textOf({ items, next: next('2021-10-05T07:00:00Z', 'head') })).not.toContain('dirigente');
  });
});

describe('the items', () => {
  it('that are missing have their button, with the item as its value', () => {
    const { blocks } = draw({ items: two });
    expect(JSON.stringify(blocks)).toContain('"value":"2021/monitoraggio-2021/objective:24"');
    expect(JSON.stringify(blocks)).toContain('"value":"2021/monitoraggio-2021/process:38"');
  });

  it('that are missing are named in the notification too', () => {
    expect(textOf({ items: two })).toContain('Mancano 2 aggiornamenti.');
    expect(textOf({ items: two })).toContain('Obiettivo 24, processo 38.');
  });

  it('that have come in show the outcome and who sent it when, and can still be changed', () => {
    const items = [
      {
        item: luccaItem('objective:24'),
        update: anUpdate(),
        returned: null,
        mayRepeat: false,
        inChargeUntil: null,
        parts: [],
      },
    ];
    expect(blocksOf({ items })).toContain(
      ':white_check_mark: in fase, 60 % · inviato · Referente U.O. 3.2, 9 settembre 2021, 10:15',
    );
    expect(blocksOf({ items })).toContain('Modifica: Obiettivo 24 – Bicipolitana');
    expect(blocksOf({ items, closed: true })).not.toContain('"button"');
  });

  it('that have come in are counted', () => {
    const [first, second] = two;
    const items = [
      { ...first, update: anUpdate(), returned: null, mayRepeat: false, inChargeUntil: null, parts: [] },
      second,
    ] as ReminderMessage['items'];
    expect(textOf({ items })).toContain('Ne è arrivato 1 su 2: ne manca 1.');
  });

  it('all in: the reader is thanked', () => {
    const items = [
      {
        item: luccaItem('objective:24'),
        update: anUpdate(),
        returned: null,
        mayRepeat: false,
        inChargeUntil: null,
        parts: [],
      },
    ];
    expect(textOf({ items })).toBe('Grazie: l’aggiornamento per il Monitoraggio intermedio 2021 è arrivato.');
  });

  it('are never more than a message can hold; what is left out is said', () => {
    const items = Array.from({ length: 130 }, () => ({
      item: luccaItem('objective:24'),
      update: null,
      returned: null,
      mayRepeat: false,
      inChargeUntil: null,
      parts: [],
    }));
    expect(messageProblems(draw({ items, late: true }).blocks)).toEqual([]);
    expect(blocksOf({ items })).toContain('E altri 88: scrivi /aggiorna per vederli tutti.');
  });
});

it('a late one says that it is late, and why', () => {
  expect(blocksOf({ late: true })).toContain('partito in ritardo');
  expect(blocksOf()).not.toContain('in ritardo');
});

it('a substitute reads for whom they stand in', () => {
  expect(textOf({ onBehalfOf: ['Referente U.O. 3.1'] })).toContain('Rispondi anche per: Referente U.O. 3.1.');
});

it('one that a newer reminder replaced asks nothing any more', () => {
  expect(textOf({ retired: true })).toContain('sostituito da uno più recente');
  expect(blocksOf({ retired: true })).not.toContain('"button"');
});

describe('whoever leads or controls', () => {
  const owed = (ref: 'objective:24' | 'process:38' | 'objective:19', structure: string, person: string) => ({
    item: luccaItem(ref),
    update: null,
    returned: null,
    mayRepeat: false,
    inChargeUntil: null,
    parts: [{ structure, people: [person] }],
  });
  const items = [
    owed('objective:19', 'Settore 3', 'Dirigente Settore 3'),
    owed('objective:24', 'U.O.3.2', 'Referente U.O. 3.2'),
    owed('process:38', 'U.O.3.2', 'Referente U.O. 3.2'),
  ];

  it('as control office reads one line a structure, with a menu that opens its items', () => {
    const { blocks } = draw({ role: 'controller', step: '+5', items });
    expect(messageProblems(blocks)).toEqual([]);
    const lines = blocks.filter(({ type }) => type === 'section').slice(1);
    expect(lines).toEqual([
      expect.objectContaining({
        text: expect.objectContaining({ text: '*Settore 3* (Dirigente Settore 3): manca obiettivo 19' }),
      }),
      expect.objectContaining({
        text: expect.objectContaining({
          text: '*U.O.3.2* (Referente U.O. 3.2): mancano obiettivo 24, processo 38',
        }),
      }),
    ]);
    expect(JSON.stringify(lines[1])).toContain('"value":"2021/monitoraggio-2021/process:38"');
    expect(JSON.stringify(blocks)).not.toContain('item.update');
  });

  it('as head reads who answers for each item', () => {
    expect(blocksOf({ role: 'head', step: '+3', items })).toContain(
      'manca l’aggiornamento · U.O.3.2, Referente U.O. 3.2',
    );
  });

  it('reads how many reports wait for approval, and the control office for whose', () => {
    const by = [{ name: 'Dirigente Settore 3', count: 4 }];
    expect(textOf({ role: 'head', waiting: { total: 4, by: [] } })).toContain(
      '4 aggiornamenti aspettano la tua approvazione.',
    );
    expect(textOf({ role: 'controller', items, waiting: { total: 4, by } })).toContain(
      '4 aggiornamenti aspettano l’approvazione: Dirigente Settore 3 (4).',
    );
  });
});
