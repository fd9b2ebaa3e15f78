import { describe, expect, it } from 'vitest';
import { parseUpdateIntent, type UpdateIntent } from '../../../src/domain/updates/update-intent.ts';

const state = (name: 'achieved' | 'in_progress' | 'amended' | 'withdrawn', percent: number | null = null) =>
  ({ type: 'state', state: name, percent }) as const;

describe('a message that reports', () => {
  it.each<[string, string, UpdateIntent['report']]>([
    ['aggiorna l’obiettivo 24 al 60 %', 'objective 24', state('in_progress', 60)],
    ["aggiorna l'obiettivo 24 al 60%", 'objective 24', state('in_progress', 60)],
    ['Aggiorna il processo 38 al 34,5 per cento', 'process 38', state('in_progress', 34.5)],
    ['il 24 è raggiunto', 'any 24', state('achieved')],
    ["il 24 e' concluso!", 'any 24', state('achieved')],
    ['Ciao, l’obiettivo n. 24 è completato', 'objective 24', state('achieved')],
    ['segna il 28.4 come raggiunto', 'code 28.4', state('achieved')],
    ['obiettivo 24: in fase al 34,5%', 'objective 24', state('in_progress', 34.5)],
    ['24 al 60%', 'any 24', state('in_progress', 60)],
    ['porta il 24 al 100%', 'any 24', state('achieved', 100)],
    ['il 24 è stato ritirato', 'any 24', state('withdrawn')],
    ['il 24 è modificato', 'any 24', state('amended')],
    ['nessuna variazione sul 24', 'any 24', { type: 'no_change' }],
    ['24: nessuna variazione', 'any 24', { type: 'no_change' }],
    ['aggiorna il 24', 'any 24', null],
    ['devo aggiornare il processo 38', 'process 38', null],
  ])('«%s»', (message, item, report) => {
    const intent = parseUpdateIntent(message);
    const { kind, number, code } = intent?.wanted ?? {};
    expect(code ? `code ${code}` : `${kind ?? 'any'} ${number}`).toBe(item);
    expect(intent?.report).toEqual(report);
  });

  it('keeps an impossible percent as it was written, for the rules to refuse', () => {
    expect(parseUpdateIntent('aggiorna il 24 al 150 %')?.report).toEqual(state('in_progress', 150));
  });
});

it.each([
  'l’obiettivo 24 è raggiunto?',
  'il 24 è al 60 %?',
  'quanto costa l’obiettivo 24',
  'quando scade il 24',
  'chi segue il 24',
  'e il 25',
  'solo il liquidato',
  'il 24 costa 30 euro',
  'il 24 è importante',
  'obiettivo 24',
  'aggiornamenti del settore 5',
  'aggiorna',
  'nessuna variazione',
  'i 3 processi più costosi del settore 9',
  'aiuto',
  '',
  'x'.repeat(400),
])('«%s» reports nothing', (message) => {
  expect(parseUpdateIntent(message)).toBeNull();
});
