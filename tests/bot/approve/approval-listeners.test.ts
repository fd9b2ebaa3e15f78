import { beforeEach, describe, expect, it } from 'vitest';
import { ACTIONS } from '../../../src/bot/kit/ids.ts';
import { dmOf } from '../../support/fake-slack.ts';
import { as, type Bot, startBot } from '../../support/slack.ts';
import { formValues } from '../../support/updates.ts';

type Json = Readonly<Record<string, unknown>>;

const contact = as('ref-uo-3-2');
const head = as('dir-settore-3');
const otherHead = as('dir-settore-5');
const controller = as('controllo');

let bot: Bot;
beforeEach(async () => {
  bot = await startBot({ now: '2021-09-09T09:00+02:00' });
});

async function report(ref = 'objective:24', percent = '60', by = contact, note = 'avanti'): Promise<void> {
  await bot.press(ACTIONS.updateItem, ref, by);
  const view = bot.slack.callsTo('views.open').at(-1)?.view as Json;
  const answer = await bot.submit(view, formValues({ state: 'in_progress', percent, note }), by);
  expect(answer).toEqual({ status: 200, body: '' });
}

const dm = (account: string) => bot.slack.messages.filter(({ channel }) => channel === dmOf(account));
const drawn = (value: unknown): string => JSON.stringify(value);
const outcomes = async () =>
  (await bot.db.selectFrom('update_decision').selectAll().orderBy('id').execute()).map(
    ({ update_id: update, kind, actor }) => [update, kind, actor],
  );
const decisionsIn = (account: string) => dm(account).map(({ args }) => String(args.text));

describe('the request for approval', () => {
  it('is one message for each head, which gathers what comes in', async () => {
    await report('objective:24');
    await report('process:38', '10');
    const requests = dm(head);
    expect(requests).toHaveLength(1);
    expect(requests[0]?.args.text).toContain('2 aggiornamenti aspettano la tua approvazione');
    const blocks = drawn(requests[0]?.args.blocks);
    for (const words of ['Obiettivo 24', 'Processo 38', 'Approva tutti (2)', 'avanti', 'Referente U.O. 3.2'])
      expect(blocks).toContain(words);
  });

  it('stays one message however often a report is sent again before anybody decides, and shows the last', async () => {
    for (const percent of ['60', '61', '62']) await report('objective:24', percent);
    const requests = dm(head);
    expect(requests).toHaveLength(1);
    expect(drawn(requests[0]?.args)).toContain('62 %');
    expect(drawn(requests[0]?.args)).not.toContain('60 %');
    const [, , last] = await bot.services.updateStore.versionsOfPhase('monitoraggio-2021');
    await bot.press(ACTIONS.approve, String(last?.id), head);
    expect(dm(head)[0]?.args.text).toContain('non c’è niente da approvare');
    await report('objective:24', '63');
    expect(dm(head)).toHaveLength(2);
  });

  it('is a new message on another day, and the old one says where the new one is', async () => {
    await report('objective:24');
    bot.clock.set('2021-09-10T09:00+02:00');
    await report('process:38', '10');
    expect(dm(head)).toHaveLength(2);
    expect(dm(head)[0]?.args.text).toContain('è più sotto');
    expect(dm(head)[1]?.args.text).toContain('2 aggiornamenti');
  });

  it('asks nothing any more once a new one is there, also where it could not be drawn again at once', async () => {
    await report('objective:24');
    bot.clock.set('2021-09-10T09:00+02:00');
    bot.slack.answer('chat.update', () => 'cut');
    await report('process:38', '10');
    expect(dm(head).map(({ args }) => drawn(args.blocks).includes(ACTIONS.approve))).toEqual([true, true]);
    bot.slack.answer('chat.update', null);
    await bot.services.notices.flush();
    expect(dm(head).map(({ args }) => drawn(args.blocks).includes(ACTIONS.approve))).toEqual([false, true]);
    expect(dm(head)[0]?.args.text).toContain('è più sotto');
  });

  it('that a crash left unsettled is found, drawn as things stand, and replaces the one before it', async () => {
    await report('objective:24');
    bot.clock.set('2021-09-10T09:00+02:00');
    await report('process:38', '10');
    // The program died before it wrote that the second one had gone out, and what followed from it.
    const requests = () => bot.db.updateTable('outbox').where('kind', '=', 'approval');
    await requests().set({ retired: 0 }).execute();
    await requests()
      .set({ status: 'claimed', ts: null, settled_at: null })
      .where('claimed_at', '>=', '2021-09-10')
      .execute();
    await bot.services.approvals.approve('dir-settore-3', [1]);
    bot.slack.forget();
    await bot.services.notices.flush();
    bot.clock.set('2021-09-10T09:01+02:00');
    await bot.services.notices.flush();
    expect(dm(head)).toHaveLength(2);
    const [before, newest] = dm(head);
    expect(before?.args.text).toContain('è più sotto');
    expect(newest?.args.text).toContain('Un aggiornamento aspetta la tua approvazione.');
    expect(await bot.db.selectFrom('outbox').select('id').where('status', '<>', 'sent').execute()).toEqual(
      [],
    );
  });

  it('is not sent for what the head reports', async () => {
    await report('objective:24', '60', head);
    expect(await outcomes()).toEqual([[1, 'approved', 'dir-settore-3']]);
    expect(drawn(dm(head).map(({ args }) => args.blocks))).not.toContain('Approva');
  });
});

it('a report with half a character in it is told as any other', async () => {
  await report('objective:24', '60', contact, 'ciao \ud83d fine');
  expect(JSON.stringify(bot.slack.messages)).toContain('ciao \ufffd fine');
});

describe('approving', () => {
  it('closes the request and tells the author in the thread of what they sent', async () => {
    await report();
    const [receipt] = dm(contact);
    await bot.press(ACTIONS.approve, '1', head);
    expect(await outcomes()).toEqual([[1, 'approved', 'dir-settore-3']]);
    expect(dm(head)[0]?.args.text).toContain('non c’è niente da approvare');
    expect(drawn(dm(head)[0]?.args.blocks)).toContain(
      'Obiettivo 24: :ballot_box_with_check: in fase, 60 % · approvato',
    );
    const told = dm(contact).at(-1)?.args;
    expect(told).toMatchObject({ thread_ts: receipt?.ts });
    expect(told?.text).toContain('Dirigente Settore 3 ha approvato 1 aggiornamento.');
  });

  it('tells the author in the thread of the reminder, when that shows the item', async () => {
    await bot.services.reminders.tick();
    const reminder = dm(contact)[0];
    await report();
    await bot.press(ACTIONS.approve, '1', head);
    expect(dm(contact).at(-1)?.args).toMatchObject({ thread_ts: reminder?.ts });
  });

  it('approves all in one press, and tells each author once', async () => {
    await report('objective:24');
    await report('process:38', '10');
    await bot.press(ACTIONS.approveAll, '1,2', head);
    expect((await outcomes()).map(([, kind]) => kind)).toEqual(['approved', 'approved']);
    expect(decisionsIn(contact).filter((text) => text.includes('ha approvato'))).toEqual([
      expect.stringContaining('ha approvato 2 aggiornamenti.'),
    ]);
    // The request was extended by the second report, and is the record of both.
    for (const words of ['Obiettivo 24: :ballot_box_with_check: in fase, 60 % · approvato', 'Processo 38'])
      expect(drawn(dm(head)[0]?.args.blocks)).toContain(words);
  });

  it('records all that it approved, also what an earlier request had brought', async () => {
    await report('objective:24');
    bot.clock.set('2021-09-10T09:00+02:00');
    await report('process:38', '10');
    bot.clock.set('2021-09-10T09:05+02:00');
    await bot.press(ACTIONS.approveAll, '1,2', head);
    const blocks = drawn(dm(head)[1]?.args.blocks);
    for (const words of ['Obiettivo 24', 'Processo 38']) expect(blocks).toContain(words);
  });

  it('is seen in the author’s reminder, and what is sent back says why', async () => {
    await bot.services.reminders.tick();
    await report('objective:24');
    await report('process:38', '10');
    await bot.press(ACTIONS.approve, '1', head);
    await bot.services.approvals.giveBack('dir-settore-3', [2], 'Manca il collaudo.');
    await bot.services.notices.flush();
    const reminder = drawn(dm(contact)[0]?.args.blocks);
    expect(reminder).toContain('in fase, 60 % · approvato');
    expect(reminder).toContain('in fase, 10 % · restituito: «Manca il collaudo.»');
  });

  it('twice is once: the second press is told that it was decided', async () => {
    await report();
    await Promise.all([bot.press(ACTIONS.approve, '1', head), bot.press(ACTIONS.approve, '1', head)]);
    expect(await outcomes()).toHaveLength(1);
    expect(drawn(bot.slack.responses)).toContain('è già stato deciso');
  });

  it('what a newer report has replaced is not approved', async () => {
    await report();
    await report('objective:24', '70');
    await bot.press(ACTIONS.approve, '1', head);
    expect(await outcomes()).toEqual([]);
    expect(drawn(bot.slack.responses)).toContain('è già stato deciso');
  });

  it.each([
    ['the author', contact],
    ['the head of another department', otherHead],
    ['the Nucleo', as('nucleo')],
  ])('is refused to %s', async (_, who) => {
    await report();
    await bot.press(ACTIONS.approve, '1', who);
    expect(await outcomes()).toEqual([]);
    expect(drawn(bot.slack.responses)).toContain('Non spetta a te decidere');
  });

  it('is refused once the phase is closed', async () => {
    await report();
    await bot.db.updateTable('phase').set({ closes_on: '2021-09-09' }).execute();
    await bot.press(ACTIONS.approve, '1', head);
    expect(await outcomes()).toEqual([]);
    expect(drawn(bot.slack.responses)).toContain('è chiusa');
  });
});

describe('while the head is away', () => {
  it('the request goes to the substitute, who may decide', async () => {
    const substitute = as('ref-uo-3-1');
    const recorded = await bot.services.absences.record('dir-settore-3', {
      person: 'dir-settore-3',
      from: '2021-09-08',
      to: '2021-09-20',
      substitute: 'ref-uo-3-1',
    });
    expect(recorded.ok).toBe(true);
    await report();
    expect(dm(head)).toEqual([]);
    expect(dm(substitute).at(-1)?.args.text).toContain('Un aggiornamento aspetta la tua approvazione.');
    await bot.press(ACTIONS.approve, '1', substitute);
    expect(await outcomes()).toEqual([[1, 'approved', 'ref-uo-3-1']]);
  });
});

describe('«Restituisci»', () => {
  it.each([
    ['the author', contact, '1'],
    ['the head of another department', otherHead, '1'],
    ['the Nucleo', as('nucleo'), '1'],
    ['a head, with a report of another department beside', head, '1,2'],
    ['a head, with what is no report', head, '1,99'],
    ['a head, with nothing', head, 'x'],
  ])('shows nothing to %s', async (_, who, ids) => {
    await report();
    await report('objective:12', '10', as('ref-uo-5-3'));
    bot.slack.forget();
    await bot.press(ACTIONS.giveBack, ids, who);
    expect(bot.slack.callsTo('views.open')).toEqual([]);
    expect(drawn(bot.slack.responses)).toContain('Non spetta a te decidere');
  });
});

it('two decisions that are told together are each told as what it is, with its own note', async () => {
  for (const ref of ['objective:24', 'process:38']) await report(ref);
  bot.slack.answer('chat.postMessage', () => ({ ok: false, error: 'ratelimited' }));
  const returned = async (id: string, note: string, by: string): Promise<void> => {
    await bot.press(ACTIONS.giveBack, id, by);
    const view = bot.slack.callsTo('views.open').at(-1)?.view as Json;
    await bot.submit({ ...view, id: `V${id}` }, { note: { note: { value: note } } }, by);
  };
  await returned('1', 'Manca il SAL', head);
  await bot.press(ACTIONS.approve, '2', as('controllo'));
  bot.slack.answer('chat.postMessage', null);
  bot.clock.set('2021-09-09T11:00+02:00');
  await bot.services.notices.flush();
  await bot.services.notices.flush();
  const told = decisionsIn(contact)
    .filter((text) => /approvato|restituito/.test(text))
    .join(' ');
  expect(told).toMatch(
    /ha restituito 1 aggiornamento: va inviato di nuovo\. Nota: «Manca il SAL» Obiettivo 24/,
  );
  expect(told).toMatch(/ha approvato 1 aggiornamento\. Processo 38/);
});

describe('returning', () => {
  async function giveBack(note: string) {
    await bot.press(ACTIONS.giveBack, '1', head);
    const view = bot.slack.callsTo('views.open').at(-1)?.view as Json;
    return bot.submit(view, { note: { note: { value: note } } }, head);
  }

  it('wants a note, tells it to the author, and the item is owed again', async () => {
    await report();
    expect(JSON.parse((await giveBack(' ')).body)).toMatchObject({ errors: { note: expect.any(String) } });
    await giveBack('Manca lo stato dei lavori.');
    expect(await outcomes()).toEqual([[1, 'returned', 'dir-settore-3']]);
    const told = dm(contact).at(-1)?.args;
    expect(told?.text).toContain('Dirigente Settore 3 ha restituito 1 aggiornamento: va inviato di nuovo.');
    expect(told?.text).toContain('Manca lo stato dei lavori.');

    const [owed] = await bot.services.updates.owedBy('ref-uo-3-2');
    const item = owed?.items.find((one) => one.item.kind === 'objective' && one.item.number === 24);
    expect(item).toMatchObject({ update: null, last: { outcome: 'returned' } });
    expect(
      (await bot.services.updateStore.answeredIn('monitoraggio-2021')).get('objective:24'),
    ).toBeUndefined();
  });

  it('is followed by a new report, which asks for approval again', async () => {
    await report();
    await giveBack('Manca lo stato dei lavori.');
    await report('objective:24', '65');
    expect(dm(head).at(-1)?.args.text).toContain('aspetta la tua approvazione');
    const [owed] = await bot.services.updates.owedBy('ref-uo-3-2');
    expect(owed?.items.find((one) => one.item.number === 24)).toMatchObject({ update: { percent: 65 } });
  });
});

describe('a report that nobody decides on', () => {
  it('is in the head’s digest, and at its step in what the control office is told', async () => {
    await report('objective:24');
    bot.clock.set('2021-09-13T09:05+02:00');
    await bot.services.reminders.tick();
    expect(dm(head).map(({ args }) => String(args.text))).toContainEqual(
      expect.stringMatching(/riepilogo della settimana.*1 aggiornamento aspetta la tua approvazione\./),
    );
    bot.clock.set('2021-10-07T09:05+02:00');
    await bot.services.reminders.tick();
    const told = dm(controller).at(-1)?.args;
    expect(told?.text).toContain('1 aggiornamento aspetta l’approvazione: Dirigente Settore 3 (1).');
    expect(drawn(told?.blocks)).toContain('*U.O.3.2* (Referente U.O. 3.2): manca');
  });
});

describe('a head who reports on what a contact reported', () => {
  it('has the contact told what stands now, and by whom', async () => {
    await report('objective:24');
    await report('objective:24', '75', head);
    expect(dm(contact).at(-1)?.args.text).toContain(
      'Dirigente Settore 3 ha corretto il tuo aggiornamento. Obiettivo 24 – Bicipolitana: ora è in fase, 75 % («avanti»).',
    );
  });
});

describe('the control office', () => {
  it('corrects with a reason, and its correction stands approved', async () => {
    await report();
    await bot.press(ACTIONS.updateItem, 'objective:24', controller);
    const view = bot.slack.callsTo('views.open').at(-1)?.view as Json;
    expect(drawn(view)).toContain('"block_id":"reason"');
    const refused = await bot.submit(
      view,
      formValues({ state: 'in_progress', percent: '55', note: 'x' }),
      controller,
    );
    expect(JSON.parse(refused.body)).toMatchObject({ errors: { reason: 'Scrivi il motivo.' } });
    await bot.submit(
      view,
      formValues({ state: 'in_progress', percent: '55', note: 'x', reason: 'SAL errato' }),
      controller,
    );
    const [last] = (await bot.services.updateStore.versionsOf({ kind: 'objective', number: 24 })).slice(-1);
    expect(last).toMatchObject({
      origin: 'correction',
      reason: 'SAL errato',
      outcome: 'approved',
      percent: 55,
    });
  });

  it('opens an item again, and it is owed', async () => {
    await report();
    await bot.press(ACTIONS.approve, '1', head);
    await bot.command('/monitoraggio', 'riapri-voce 24', controller);
    const view = bot.slack.callsTo('views.open').at(-1)?.view as Json;
    await bot.submit(view, { reason: { reason: { value: 'Dati cambiati' } } }, controller);
    expect((await outcomes()).at(-1)).toEqual([1, 'reopened', 'controllo']);
    expect(decisionsIn(contact).at(-1)).toContain('Controllo');
    expect(await bot.services.updateStore.latestOfPhase('monitoraggio-2021')).toEqual([]);
  });
});

describe('a shared item', () => {
  const coordinator = as('ref-uo-1-1');
  const partner = as('ref-uo-1-2');

  it('is reported by parts, and its coordinator’s report gives it its state', async () => {
    await report('objective:61', '30', partner);
    expect(await bot.services.updateStore.latestOfPhase('monitoraggio-2021')).toEqual([]);
    const answered = async () =>
      [
        ...((await bot.services.updateStore.answeredIn('monitoraggio-2021')).get('objective:61') ?? []),
      ].sort();
    expect(await answered()).toEqual(['U.O.1.2']);

    await bot.press(ACTIONS.updateItem, 'objective:61', coordinator);
    expect(drawn(bot.slack.callsTo('views.open').at(-1)?.view)).toContain(
      'Parte dell’U.O.1.2: in fase, 30 %',
    );
    await report('objective:61', '40', coordinator);
    expect(await answered()).toEqual(['*', 'U.O.1.2']);
    expect(await bot.services.updateStore.latestOfPhase('monitoraggio-2021')).toEqual([
      expect.objectContaining({ percent: 40, structure: 'U.O.1.1', closes: true }),
    ]);
  });

  it('is settled by the control office for everybody', async () => {
    await report('objective:61', '30', partner);
    await report('objective:61', '50', controller);
    const [settled] = await bot.services.updateStore.latestOfPhase('monitoraggio-2021');
    expect(settled).toMatchObject({ structure: '*', origin: 'settlement', outcome: 'approved', percent: 50 });
  });
});

describe('who stands in for the head', () => {
  beforeEach(async () => {
    await bot.services.absences.record('dir-settore-3', {
      person: 'dir-settore-3',
      from: '2021-09-09',
      to: '2021-09-20',
      substitute: 'ref-uo-3-2',
    });
  });

  it('decides on what others report, in the head’s name, and it is said', async () => {
    await report('process:35', '60', as('ref-uo-3-1'));
    const [{ id } = { id: 0 }] = await bot.services.approvals.pendingOf('ref-uo-3-2');
    await bot.press(ACTIONS.approve, String(id), contact);
    expect(await outcomes()).toEqual([[1, 'approved', 'ref-uo-3-2']]);
    const [decision] = await bot.db.selectFrom('update_decision').selectAll().execute();
    expect(decision?.instead_of).toBe('dir-settore-3');
    expect(decisionsIn(as('ref-uo-3-1')).at(-1)).toContain(
      'Referente U.O. 3.2 in sostituzione di Dirigente Settore 3 ha approvato',
    );
    const audit = (await bot.services.audit.rows()).findLast(({ action }) => action === 'update.approved');
    expect(audit?.detail).toContain('"insteadOf":"dir-settore-3"');
  });

  it('does not decide on their own report: the control office is asked', async () => {
    await report('objective:24');
    expect(await bot.services.approvals.pendingOf('ref-uo-3-2')).toEqual([]);
    expect((await bot.services.approvals.pendingOf('controllo')).map(({ number }) => number)).toEqual([24]);
    expect(decisionsIn(controller).at(-1)).toContain('Un aggiornamento aspetta la tua approvazione');
    await expect(bot.services.approvals.approve('ref-uo-3-2', [1])).rejects.toThrow('own_report');
    expect(await outcomes()).toEqual([]);
    await bot.services.approvals.approve('controllo', [1]);
    expect(await outcomes()).toEqual([[1, 'approved', 'controllo']]);
  });

  it('may be decided on by the head who is back', async () => {
    await report('objective:24');
    bot.clock.set('2021-09-21T09:00+02:00');
    expect((await bot.services.approvals.pendingOf('dir-settore-3')).map(({ number }) => number)).toEqual([
      24,
    ]);
  });
});
