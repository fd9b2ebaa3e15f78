import { describe, expect, it } from 'vitest';
import { buildReminder } from '../../../src/bot/views/reminder-view.ts';
import type { ReminderMessage } from '../../../src/domain/outbox.ts';
import type { NextStep } from '../../../src/domain/reminders.ts';
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
  { item: luccaItem('objective:24'), update: null, inChargeUntil: null },
  { item: luccaItem('process:38'), update: null, inChargeUntil: null },
];

describe('what each step says', () => {
  it.each([
    [
      '-15',
      'È in corso il monitoraggio: gli aggiornamenti servono entro il 30 settembre 2021, tra 15 giorni lavorativi.',
    ],
    ['-7', 'Mancano 7 giorni lavorativi alla scadenza del 30 settembre 2021.'],
    ['-2', 'Mancano 2 giorni lavorativi alla scadenza del 30 settembre 2021.'],
    ['-1', 'Manca un giorno lavorativo alla scadenza del 30 settembre 2021.'],
    ['0', 'La scadenza è oggi, 30 settembre 2021.'],
    ['+2', 'La scadenza del 30 settembre 2021 è passata da 2 giorni lavorativi.'],
    ['+3', 'La scadenza del 30 settembre 2021 è passata da 3 giorni lavorativi.'],
    ['+5', 'La scadenza del 30 settembre 2021 è passata da 5 giorni lavorativi.'],
  ])('%s: «%s»', (step, words) => {
    expect(textOf({ step })).toMatch(words);
    expect(blocksOf({ step })).toContain(words);
  });

  it('at +3 the head reads whose it is', () => {
    expect(textOf({ step: '+3', role: 'head' })).toContain('Nella tua struttura manca ancora qualcosa.');
  });

  it('at +5 the control office reads of the whole body', () => {
    expect(textOf({ step: '+5', role: 'controller' })).toContain('Ecco che cosa manca ancora nell’ente.');
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
    const following = next('2021-10-07T07:00:00Z', 'contact', 'head', 'controller');
    expect(textOf({ step: '+3', next: following })).toContain(
      'Se manca ancora qualcosa, dal 7 ottobre sarà informato anche l’ufficio controllo.',
    );
  });

  it('that nothing comes any more', () => {
    expect(textOf({ step: '+5', next: null })).toContain('È l’ultimo promemoria di questa fase.');
  });

  it('not at all once everything has come in', () => {
    const items = [{ item: luccaItem('objective:24'), update: anUpdate(), inChargeUntil: null }];
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

  it('that have come in show the outcome and who sent it when, and have no button', () => {
    const items = [{ item: luccaItem('objective:24'), update: anUpdate(), inChargeUntil: null }];
    expect(blocksOf({ items })).toContain(
      ':white_check_mark: in fase, 60 % · Referente U.O. 3.2, 9 settembre 2021, 10:15',
    );
    expect(blocksOf({ items })).not.toContain('"button"');
  });

  it('that have come in are counted', () => {
    const [first, second] = two;
    const items = [{ ...first, update: anUpdate(), inChargeUntil: null }, second] as ReminderMessage['items'];
    expect(textOf({ items })).toContain('Ne è arrivato 1 su 2: ne manca 1.');
  });

  it('all in: the reader is thanked', () => {
    const items = [{ item: luccaItem('objective:24'), update: anUpdate(), inChargeUntil: null }];
    expect(textOf({ items })).toBe('Grazie: l’aggiornamento per il Monitoraggio intermedio 2021 è arrivato.');
  });

  it('are never more than a message can hold; what is left out is said', () => {
    const items = Array.from({ length: 130 }, () => ({
      item: luccaItem('objective:24'),
      update: null,
      inChargeUntil: null,
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
