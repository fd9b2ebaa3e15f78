import { describe, expect, it } from 'vitest';
import { ACTIONS } from '../../../src/bot/kit/ids.ts';
import { buildNote } from '../../../src/bot/remind/note-view.ts';
import type {
  DailyMessage,
  DeadlinesMessage,
  DigestMessage,
  ReturnMessage,
} from '../../../src/domain/reminders/messages.ts';
import { messageProblems } from '../../support/block-limits.ts';
import { luccaPlan } from '../../support/plan.ts';
import { anUpdate, luccaItem, luccaPhase } from '../../support/reminders.ts';

const common = { key: 'k', phase: luccaPhase(), late: false, plannedFor: '2021-09-13' };
const items = luccaPlan().items;
const unit = (code: string, missing: number) => ({
  code,
  name: `Ufficio ${code}`,
  total: missing + 1,
  arrived: 1,
  items: items.slice(0, missing + 1),
  missing: items.slice(0, missing),
});
const digest = (change: Partial<DigestMessage> = {}) =>
  buildNote(
    {
      ...common,
      kind: 'digest',
      person: 'dir-settore-3',
      isFinal: false,
      department: 'Ambiente',
      total: 5,
      arrived: 2,
      waiting: 0,
      structures: [unit('U.O.3.1', 3), unit('U.O.3.2', 0)],
      next: null,
      ...change,
    },
    'Europe/Rome',
  );
const back = (change: Partial<ReturnMessage> = {}) =>
  buildNote(
    {
      ...common,
      kind: 'return',
      person: 'ref-uo-3-2',
      from: '2021-09-06',
      to: '2021-09-10',
      substitutes: ['Referente U.O. 1.4'],
      answered: [{ item: luccaItem('objective:24'), update: anUpdate({ author: 'ref-uo-1-4' }) }],
      missing: [luccaItem('process:38')],
      names: new Map([['ref-uo-1-4', 'Referente U.O. 1.4']]),
      ...change,
    },
    'Europe/Rome',
  );

describe('the weekly digest', () => {
  it('says how many have come in, what is missing in which structure, and who is complete', () => {
    const said = JSON.stringify(digest().blocks);
    expect(digest().text).toContain('Ambiente. Sono arrivati 2 aggiornamenti su 5: ne mancano 3.');
    expect(said).toContain('*U.O.3.1* – Ufficio U.O.3.1: 1 su 4, mancano');
    expect(said).toContain('Al completo: U.O.3.2.');
  });

  it.each([
    ['nothing', { arrived: 0 }, 'Non è ancora arrivato niente: mancano 5 aggiornamenti.'],
    [
      'everything',
      { arrived: 5, structures: [unit('U.O.3.2', 0)] },
      'Sono arrivati tutti e 5 gli aggiornamenti.',
    ],
    ['one', { arrived: 1 }, 'È arrivato 1 aggiornamento su 5: ne mancano 4.'],
  ])('has its words for %s', (_, change, words) => {
    expect(digest(change).text).toContain(words);
  });

  it('says that it is the last one', () => {
    expect(digest({ isFinal: true }).text).toContain('riepilogo finale');
    expect(digest({ isFinal: true }).text).toContain('La fase è chiusa.');
  });

  it('fits a message, whatever is missing where', () => {
    const structures = Array.from({ length: 60 }, (_, index) => unit(`U.O.${index}`, 130));
    expect(messageProblems(digest({ structures, department: null }).blocks)).toEqual([]);
  });

  it('makes names harmless', () => {
    const structures = [{ ...unit('U.O.1', 1), name: '<!channel> & co' }];
    expect(JSON.stringify(digest({ structures, department: '<@U1>' }).blocks)).not.toMatch(/<[!@]/);
  });
});

describe('the summary on return', () => {
  it('says who answered what, and what is still missing, with its button', () => {
    expect(back().text).toContain(
      'Mentre eri via (dal 6 al 10 settembre 2021) è arrivato 1 aggiornamento al posto tuo. Manca ancora 1 aggiornamento, entro il 30 settembre 2021.',
    );
    const said = JSON.stringify(back().blocks);
    expect(said).toContain('Referente U.O. 1.4');
    expect(said).toContain('"value":"2021/monitoraggio-2021/process:38"');
  });

  it('says that nothing came, and that nothing is missing', () => {
    expect(back({ answered: [] }).text).toContain('non è arrivato niente per te da Referente U.O. 1.4');
    expect(back({ missing: [] }).text).toContain('Non manca niente.');
  });

  it('fits a message', () => {
    const answered = items.map((item) => ({ item, update: anUpdate() }));
    expect(messageProblems(back({ answered, missing: items }).blocks)).toEqual([]);
  });
});

describe('the note of the week’s deadlines', () => {
  const note = (change: Partial<DeadlinesMessage> = {}) =>
    buildNote(
      {
        ...common,
        kind: 'deadlines',
        person: 'ref-uo-3-2',
        isOpen: true,
        deadlines: [
          { item: luccaItem('objective:24'), name: 'Collaudo', day: '2021-09-03', isLate: true },
          { item: luccaItem('objective:25'), name: null, day: '2021-09-17', isLate: false },
        ],
        ...change,
      },
      'Europe/Rome',
    );

  it('says what is late and what is near, each with its day', () => {
    const { text } = note();
    expect(text).toContain('1 fase in ritardo e 1 scadenza nelle prossime due settimane.');
    expect(text).toContain('in ritardo: Collaudo, entro il 3 settembre 2021');
    expect(text).toContain('scadenza della voce, entro il 17 settembre 2021');
    expect(messageProblems(note().blocks)).toEqual([]);
  });

  it('has its buttons only while updates are taken; that of the calendar stays', () => {
    const buttons = (view: ReturnType<typeof note>): number =>
      JSON.stringify(view.blocks).split(`"${ACTIONS.updateItem}"`).length - 1;
    expect(buttons(note())).toBe(2);
    expect(buttons(note({ isOpen: false }))).toBe(0);
    expect(JSON.stringify(note({ isOpen: false }).blocks)).toContain(ACTIONS.sendCalendar);
  });

  it('stays within what Slack takes however many there are', () => {
    const [one] = [{ item: luccaItem('objective:24'), name: 'Fase', day: '2021-09-03', isLate: true }];
    expect(messageProblems(note({ deadlines: Array.from({ length: 80 }, () => one) }).blocks)).toEqual([]);
  });
});

it('a digest says how many reports wait for approval, and whose', () => {
  expect(digest({ waiting: 1 }).text).toContain('1 aggiornamento aspetta la tua approvazione.');
  expect(JSON.stringify(digest({ waiting: 3, department: null }).blocks)).toContain(
    '3 aggiornamenti aspettano l’approvazione dei dirigenti.',
  );
  expect(digest().text).not.toContain('approvazione');
});

describe('the control office’s daily line', () => {
  const line = (change: Partial<DailyMessage> = {}) =>
    buildNote(
      {
        ...common,
        kind: 'daily',
        person: 'controllo',
        total: 86,
        arrived: 34,
        fresh: 3,
        waiting: 5,
        waitingDays: 4,
        next: null,
        ...change,
      },
      'Europe/Rome',
    );

  it('says what came in, what is new, what waits and for how long', () => {
    expect(line().text).toMatch(
      /: 34 aggiornamenti su 86 \(3 nuovi\), 5 aspettano l’approvazione \(il più vecchio da 4 giorni lavorativi\)\. Scadenza: /,
    );
    expect(messageProblems(line().blocks)).toEqual([]);
  });

  it('says of one, and of none, as one says it', () => {
    expect(line({ fresh: 1, waiting: 1, waitingDays: 1 }).text).toContain(
      '(1 nuovo), 1 aspetta l’approvazione (da 1 giorno lavorativo).',
    );
    expect(line({ fresh: 0, waiting: 0, waitingDays: 0 }).text).toContain(
      '(nessuno nuovo), niente aspetta l’approvazione.',
    );
  });
});
