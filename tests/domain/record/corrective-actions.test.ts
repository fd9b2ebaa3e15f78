import { describe, expect, it } from 'vitest';
import { parseDay } from '../../../src/domain/plan/days.ts';
import {
  parseActions,
  readActions,
  trackActions,
  writeActions,
} from '../../../src/domain/record/corrective-actions.ts';
import { anUpdate } from '../../support/reminders.ts';

const horizon = { from: '2021-01-01', to: '2023-12-31' };
const action = { what: 'Nuova gara', owner: 'Mario Rossi', due: '2021-10-30' };

describe('corrective actions as typed', () => {
  it.each([
    'Nuova gara; Mario Rossi; 30/10/2021',
    'Nuova gara;Mario Rossi;30.10.2021',
    '- Nuova gara; Mario Rossi; entro il 30 ottobre 2021',
    '1) Nuova gara – Mario Rossi – 2021-10-30',
    '  Nuova gara - Mario Rossi - 30/10/21  ',
  ])('«%s»', (text) => {
    expect(parseActions(text, horizon, '2021-09-09')).toEqual([action]);
  });

  it('may have a semicolon in what is to be done', () => {
    expect(parseActions('Gara; poi contratto; Rossi; 30/10/2021', horizon, '2021-09-09')).toEqual([
      { what: 'Gara; poi contratto', owner: 'Rossi', due: '2021-10-30' },
    ]);
  });

  it.each(['\n', '\r\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029'])(
    'part at the line end %j',
    (end) => {
      const text = `Gara; Bianchi; 30/10/2021${end}Collaudo; Verdi; 15/11/2021`;
      expect(parseActions(text, horizon, '2021-09-09')).toEqual([
        { what: 'Gara', owner: 'Bianchi', due: '2021-10-30' },
        { what: 'Collaudo', owner: 'Verdi', due: '2021-11-15' },
      ]);
    },
  );

  it.each([
    'Gara; Bianchi; 30/10/2021 Collaudo; Verdi; 15/11/2021',
    'Gara; Bianchi; 30 ottobre 2021; Collaudo; Verdi; 15-nov-21',
  ])('«%s» is more than one action', (text) => {
    expect(parseActions(text, horizon, '2021-09-09')).toEqual({ line: 1, problem: 'action_of_two_days' });
  });

  it('are not promised for a day that has passed, unless they were promised before', () => {
    const typed = 'Nuova gara; Mario Rossi; 30/08/2021';
    const late = { ...action, due: '2021-08-30' };
    expect(parseActions(typed, horizon, '2021-09-09')).toEqual({ line: 1, problem: 'action_day_past' });
    expect(parseActions(typed, horizon, '2021-09-09', writeActions([late]))).toEqual([late]);
  });

  it('come back as they were kept', () => {
    expect(readActions(writeActions([action, { ...action, what: 'a; b' }]))).toEqual([
      action,
      { ...action, what: 'a; b' },
    ]);
    expect(readActions(null)).toEqual([]);
  });
});

describe('corrective actions over time', () => {
  const text = writeActions([action, { ...action, what: 'Sollecito' }]);

  it('are open until a later version says that they are done', () => {
    const first = anUpdate({ correctiveActions: text });
    const next = anUpdate({ id: 9, phase: 'finale', actionsDone: [{ update: 1, line: 1 }] });
    expect(trackActions([first, next]).map(({ what, doneIn }) => [what, doneIn])).toEqual([
      ['Nuova gara', null],
      ['Sollecito', 9],
    ]);
  });

  it('are those of the newest version of a phase: it replaces what the one before promised', () => {
    const first = anUpdate({ correctiveActions: text });
    const second = anUpdate({ id: 2, version: 2, correctiveActions: writeActions([action]) });
    expect(trackActions([first, second])).toHaveLength(1);
    expect(trackActions([first, { ...second, outcome: 'cancelled' }])).toHaveLength(2);
  });

  it('are none of a version that was sent back: it promises nothing until it is sent again', () => {
    const returned = anUpdate({ correctiveActions: text, outcome: 'returned' });
    const again = anUpdate({ id: 2, version: 2, correctiveActions: writeActions([action]) });
    expect(trackActions([returned])).toEqual([]);
    expect(trackActions([returned, again])).toHaveLength(1);
  });
});

it.each([
  ['30/10/2021', '2021-10-30'],
  ['3.1.21', '2021-01-03'],
  ['1º ottobre 2021', '2021-10-01'],
  ['30 ott 2021', '2021-10-30'],
  ['1° ottobre 2021', '2021-10-01'],
  ['1 ° ottobre 2021', '2021-10-01'],
  ['30-ott-21', '2021-10-30'],
  ['3/nov/2021', '2021-11-03'],
  ['30/09/2021.', '2021-09-30'],
  ['30 settembre 2021;', '2021-09-30'],
  ['31-feb-21', null],
  ['2021-02-28', '2021-02-28'],
  ['29/02/2021', null],
  ['31/04/2021', null],
  ['ottobre 2021', null],
  ['', null],
])('reads the day «%s»', (text, day) => {
  expect(parseDay(text)).toBe(day);
});
