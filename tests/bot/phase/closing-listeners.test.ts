import { beforeEach, describe, expect, it } from 'vitest';
import { contradictionsIn } from '../../../src/answers/phrase/discrepancies.ts';
import { ACTIONS } from '../../../src/bot/kit/ids.ts';
import { hashOfRecord } from '../../../src/domain/closing/closing-service.ts';
import { dmOf } from '../../support/fake-slack.ts';
import { as, type Bot, startBot } from '../../support/slack.ts';
import { formValues } from '../../support/updates.ts';

type Json = Readonly<Record<string, unknown>>;

const PHASE = 'monitoraggio-2021';
const controller = as('controllo');
const head = as('dir-settore-3');

let bot: Bot;
beforeEach(async () => {
  bot = await startBot({ now: '2021-09-09T09:00+02:00' });
});

const opened = () => bot.slack.callsTo('views.open').at(-1)?.view as Json;
async function report(typed: Parameters<typeof formValues>[0], by = head, ref = 'objective:24') {
  await bot.press(ACTIONS.updateItem, ref, by);
  expect(await bot.submit(opened(), formValues(typed), by)).toEqual({ status: 200, body: '' });
}
async function close() {
  await bot.command('/monitoraggio', 'chiudi', controller);
  const view = opened();
  await bot.submit(view, {}, controller);
  return JSON.stringify(view);
}
const told = (account: string): string =>
  JSON.stringify(bot.slack.messages.filter(({ channel }) => channel === dmOf(account)));
const answers = (): string => JSON.stringify(bot.slack.responses);
const itemNow = async (number: number) =>
  (await bot.services.plans.current()).items.find(
    (item) => item.kind === 'objective' && item.number === number,
  );

describe('closing a phase', () => {
  it('says before what it will leave behind', async () => {
    await report({ state: 'in_progress', percent: '10' }, as('ref-uo-3-2'));
    const view = await close();
    expect(view).toContain('Aggiornamenti arrivati: 1 su 130.');
    expect(view).toContain('129 voci resteranno senza aggiornamento');
    expect(view).toContain('1 aggiornamento aspetta ancora l’approvazione');
    expect(view).toContain('Il parere del Nucleo non è registrato');
  });

  it('keeps approved changes, which hold before it, and those of before', async () => {
    const before = await itemNow(24);
    await report({
      state: 'amended',
      changeField: 'description',
      newValue: 'Testo nuovo',
      reason: 'gara',
      act: 'G.C. 1',
    });
    await report({ state: 'amended', changeField: 'deadline', newValue: '2022-06-30', reason: 'gara' });
    const changed = { title: 'Testo nuovo', horizonEnd: 2022 };
    expect(await itemNow(24)).toMatchObject(changed);
    await close();
    expect(await itemNow(24)).toMatchObject(changed);
    expect(await bot.services.closing.register()).toEqual([
      expect.objectContaining({
        field: 'description',
        old: before?.title,
        new: 'Testo nuovo',
        approver: 'dir-settore-3',
      }),
      expect.objectContaining({ field: 'deadline', old: '2021-12-31', new: '2022-06-30' }),
    ]);
  });

  it('leaves out of the plan what was not approved', async () => {
    await report(
      { state: 'amended', changeField: 'description', newValue: 'Testo nuovo', reason: 'x' },
      as('ref-uo-3-2'),
    );
    await close();
    expect((await itemNow(24))?.title).not.toBe('Testo nuovo');
  });

  it('takes withdrawn items out of the phases to come, and puts new ones in', async () => {
    await report({ state: 'withdrawn', reason: 'non più finanziato' });
    await bot.press(ACTIONS.proposeItem, PHASE, head);
    await bot.submit(
      opened(),
      {
        title: { title: { value: 'Nuova ciclovia' } },
        unit: { unit: { selected_option: { value: 'unit|U.O.3.2' } } },
        weight: { weight: { value: '20' } },
        goals: { goals: { selected_options: [{ value: '11' }] } },
        deadline: { deadline: { selected_date: '2022-12-31' } },
        reason: { reason: { value: 'Fondi nuovi' } },
      },
      head,
    );
    // A head proposes, the control office approves.
    expect(told(controller)).toContain('Nuova ciclovia');
    await bot.press(ACTIONS.approve, '2', controller);
    await close();
    const plan = await bot.services.plans.current();
    const numbers = plan.items.filter(({ kind }) => kind === 'objective').map(({ number }) => number);
    const added = plan.items.find(({ title }) => title === 'Nuova ciclovia');
    expect(added).toMatchObject({ number: Math.max(...numbers), weight: 20, goals: [11], horizonEnd: 2022 });
    expect(plan.assignments.at(-1)).toMatchObject({ unit: 'U.O.3.2', department: 'Settore 3' });
    expect(await itemNow(24)).toMatchObject({ withdrawnIn: PHASE });
  });

  it('a head proposes for their own department, whatever the form says', async () => {
    await bot.press(ACTIONS.proposeItem, PHASE, head);
    const view = opened();
    expect(JSON.stringify(view)).toContain('unit|U.O.3.2');
    expect(JSON.stringify(view)).not.toContain('unit|U.O.5.1');
    const sheet = (unit: string) => ({
      title: { title: { value: 'Nuova ciclovia' } },
      unit: { unit: { selected_option: { value: unit } } },
      deadline: { deadline: { selected_date: '2022-12-31' } },
      reason: { reason: { value: 'Fondi nuovi' } },
    });
    for (const unit of ['unit|U.O.5.1', 'department|Settore 5']) {
      const { body } = await bot.submit(view, sheet(unit), head);
      expect(body).toContain('Puoi proporre obiettivi solo per le strutture che dirigi');
    }
    expect(await bot.services.closing.register()).toEqual([]);
    expect(await bot.db.selectFrom('status_update').select('id').execute()).toEqual([]);
  });

  it('draws up minutes that carry their own hash, with the opinion and the act', async () => {
    await report({ state: 'in_progress', percent: '10' });
    await bot.command('/monitoraggio', 'parere', controller);
    await bot.submit(
      opened(),
      {
        day: { day: { selected_date: '2021-09-08' } },
        opinion: { opinion: { selected_option: { value: 'unfavourable' } } },
        remarks: { remarks: { value: 'Tempi lunghi' } },
      },
      controller,
    );
    await bot.command('/monitoraggio', 'atto', controller);
    await bot.submit(
      opened(),
      { day: { day: { selected_date: '2021-09-09' } }, reference: { reference: { value: 'G.C. 99' } } },
      controller,
    );
    await close();
    const minutes = await bot.services.closing.minutesOf(PHASE);
    expect(minutes?.hash).toBe(hashOfRecord(minutes?.content));
    expect(minutes?.content).toMatchObject({
      closedBy: 'controllo',
      opinion: { day: '2021-09-08', favourable: false, remarks: 'Tempi lunghi' },
      act: { day: '2021-09-09', reference: 'G.C. 99' },
      answered: [expect.objectContaining({ item: 'objective:24', author: 'dir-settore-3' })],
    });
    expect(minutes?.content.missing).toHaveLength(129);
    for (const words of [
      'Verbale: Monitoraggio intermedio 2021',
      'Ha risposto una persona.',
      'non favorevole',
      'Mancano gli aggiornamenti di 129 voci:',
      '• Settore 3: obiettivi 18, 19, 23 e 55, processi 27, 28, 29, 35, 36, 37 e 38',
      'G.C. 99',
      String(minutes?.hash),
    ])
      expect(told(controller)).toContain(words);
    expect((await bot.services.audit.verify()).breaks).toEqual([]);
    await bot.command('/monitoraggio', 'verbale', as('nucleo'));
    expect(answers()).toContain(String(minutes?.hash));
    bot.slack.forget();
    await bot.command('/monitoraggio', 'stato', controller);
    expect(answers()).toMatch(/Fase chiusa: di \d+ strutture non è arrivato tutto\./);
  });

  it('has no minutes before it is closed, which is said without words that nobody wrote', async () => {
    await bot.command('/monitoraggio', 'verbale', controller);
    expect(answers()).toContain('"Il verbale di «Monitoraggio intermedio 2021» si forma quando');
  });

  it('takes the opinion from the Nucleo itself, and from nobody else but the control office', async () => {
    const nucleo = as('nucleo');
    const opinion = (day: string) => ({
      day: { day: { selected_date: day } },
      opinion: { opinion: { selected_option: { value: 'favourable' } } },
      remarks: { remarks: { value: null } },
    });
    await bot.press(ACTIONS.recordOpinion, `2021/${PHASE}/`, nucleo);
    expect(await bot.submit(opened(), opinion('2021-09-08'), nucleo)).toEqual({ status: 200, body: '' });
    expect(await bot.services.closing.opinionOf(PHASE)).toMatchObject({
      actor: 'nucleo',
      content: { day: '2021-09-08', favourable: true },
    });
    await bot.submit(opened(), opinion('2021-09-09'), head);
    expect(await bot.services.closing.opinionOf(PHASE)).toMatchObject({ content: { day: '2021-09-08' } });
  });

  it.each([
    ['1921-09-08', 'favourable', { day: expect.stringContaining('luglio 2021: controlla la data.') }],
    ['2021-02-30', 'favourable', { day: 'Scegli un giorno.' }],
    ['2021-09-08', null, { opinion: 'Scegli il parere.' }],
  ])('refuses in the field an opinion that cannot be: %s, %s', async (day, chosen, errors) => {
    await bot.press(ACTIONS.recordOpinion, `2021/${PHASE}/`, as('nucleo'));
    const typed = {
      day: { day: { selected_date: day } },
      opinion: { opinion: { selected_option: chosen && { value: chosen } } },
      remarks: { remarks: { value: null } },
    };
    const { body } = await bot.submit(opened(), typed, as('nucleo'));
    expect(JSON.parse(body)).toEqual({ response_action: 'errors', errors });
    expect(await bot.services.closing.opinionOf(PHASE)).toBeNull();
  });

  it.each([
    ['1921-09-09', 'G.C. 99', { day: expect.stringContaining('luglio 2021: controlla la data.') }],
    ['2021-09-10', 'G.C. 99', { day: 'La data è nel futuro.' }],
    ['2021-09-09', 'G.C. 99 del 31/02/2021', { reference: 'Nel testo c’è una data che non esiste.' }],
    ['2021-09-09', 'G.C. 99 del 12 ottobre 2021', { reference: 'La data dell’atto è nel futuro.' }],
    ['2021-09-09', '', { reference: 'Scrivi il numero e la data dell’atto.' }],
  ])('refuses in the field an act that cannot be: %s, «%s»', async (day, reference, errors) => {
    await bot.command('/monitoraggio', 'atto', controller);
    const typed = { day: { day: { selected_date: day } }, reference: { reference: { value: reference } } };
    const { body } = await bot.submit(opened(), typed, controller);
    expect(JSON.parse(body)).toEqual({ response_action: 'errors', errors });
    expect(await bot.services.closing.actOf(PHASE)).toBeNull();
  });

  it('that a crash cut short is finished at the next start, once', async () => {
    await report({ state: 'amended', changeField: 'description', newValue: 'Testo nuovo', reason: 'x' });
    await bot.services.phases.close('controllo', PHASE);
    expect(await bot.services.closing.minutesOf(PHASE)).toBeNull();
    expect(await bot.services.closing.repair()).toEqual([PHASE]);
    expect(await bot.services.closing.repair()).toEqual([]);
    expect((await bot.services.closing.minutesOf(PHASE))?.actor).toBe('controllo');
    expect((await itemNow(24))?.title).toBe('Testo nuovo');
  });

  it.each(['chiudi', 'atto', 'riapri-voce 24'])('«%s» is for the control office alone', async (word) => {
    for (const who of [as('ref-uo-3-2'), head, as('nucleo')]) await bot.command('/monitoraggio', word, who);
    expect(bot.slack.callsTo('views.open')).toEqual([]);
    expect(answers()).toContain('Questo è riservato a: ufficio controllo.');
  });
});

describe('the exports', () => {
  it('come in the asker’s direct messages, as files', async () => {
    const names: string[] = [];
    bot.slack.answer('files.getUploadURLExternal', ({ filename }) => {
      names.push(String(filename));
      return { ok: true, upload_url: `${bot.slack.url}upload`, file_id: `F${names.length}` };
    });
    bot.slack.answer('files.completeUploadExternal', () => ({ ok: true, files: [] }));
    await bot.command('/monitoraggio', 'esporta', controller);
    await bot.command('/monitoraggio', 'esporta xlsx', controller);
    await bot.command('/monitoraggio', 'esporta csv', controller);
    expect(names).toEqual(['monitoraggio-2021.zip', 'monitoraggio-2021.xlsx', 'monitoraggio-2021.zip']);
    expect(bot.slack.callsTo('files.completeUploadExternal')[0]).toMatchObject({
      channel_id: dmOf(controller),
    });
    expect(answers()).toContain('sono nei tuoi messaggi');
  });

  it.each(['esporta', 'incongruenze', 'verbale'])(
    '«%s» is for the control office and the Nucleo',
    async (word) => {
      await bot.command('/monitoraggio', word, as('ref-uo-3-2'));
      expect(answers()).toContain('riservato a: ufficio controllo, Nucleo di Valutazione');
    },
  );
});

describe('the documents', () => {
  const asked = async (words: string, by: ReturnType<typeof as>): Promise<readonly string[]> => {
    const names: string[] = [];
    bot.slack.answer('files.getUploadURLExternal', ({ filename }) => {
      names.push(String(filename));
      return { ok: true, upload_url: `${bot.slack.url}upload`, file_id: `F${names.length}` };
    });
    bot.slack.answer('files.completeUploadExternal', () => ({ ok: true, files: [] }));
    await bot.command('/monitoraggio', `documento ${words}`.trim(), by);
    return names;
  };

  it('come in the asker’s direct messages, in the format that is named or in all', async () => {
    await close();
    expect(await asked('verbale', controller)).toEqual([
      'verbale-monitoraggio-2021.pdf',
      'verbale-monitoraggio-2021.docx',
    ]);
    expect(bot.slack.callsTo('files.completeUploadExternal')[0]).toMatchObject({
      channel_id: dmOf(controller),
    });
    expect(answers()).toContain('«Verbale: Monitoraggio intermedio 2021» è nei tuoi messaggi con me');
    expect(await asked('fascicolo 24 pdf', as('ref-uo-3-2'))).toEqual(['fascicolo-obiettivo-24-2021.pdf']);
    expect(await asked('scheda uo 5.7 docx', as('dipendente'))).toEqual(['scheda-uo-5-7-2021.docx']);
  });

  it.each(['referto', 'relazione 2021'])('«%s» is for the control office and the Nucleo', async (words) => {
    expect(await asked(words, head)).toEqual([]);
    expect(answers()).toContain('riservato a: ufficio controllo, Nucleo di Valutazione');
  });

  it.each([
    ['', 'verbale (verbale della fase), rapporto'],
    ['bilancio', 'verbale (verbale della fase), rapporto'],
    ['verbale', 'Serve una fase chiusa'],
    ['fascicolo', 'documento fascicolo obiettivo 24'],
    ['fascicolo 999', 'documento fascicolo obiettivo 24'],
    ['scheda', 'documento scheda U.O.3.2'],
    ['scheda U.O.99', 'Nel piano non c’è la struttura «U.O.99»'],
    ['relazione 1999', 'Dopo «relazione» si scrive solo l’anno'],
    ['relazione 2035', 'Non ho un piano del 2035'],
  ])('«documento %s» is answered with what can be asked', async (words, expected) => {
    expect(await asked(words, controller)).toEqual([]);
    expect(answers()).toContain(expected);
  });

  it('of a phase that was not named does not say that it was not understood', async () => {
    await asked('verbale', controller);
    expect(answers()).not.toContain('Non ho capito');
  });
});

describe('the dossier', () => {
  it('tells an item from its promise to what does not agree', async () => {
    await report({ state: 'in_progress', percent: '60', criticalPoints: 'gara deserta' }, as('ref-uo-3-2'));
    await report({
      state: 'amended',
      changeField: 'target',
      newValue: '10 km',
      reason: 'gara',
      percent: '40',
    });
    await bot.command('/obiettivi', '24 storia', as('nucleo'));
    for (const words of [
      'Che cosa è stato promesso',
      'pesatura: ',
      'in fase, 60 %',
      'criticità: gara deserta',
      'Risultato atteso: da «non dichiarato» a «10 km»',
      'Costi ed entrate',
      'La percentuale è scesa da un aggiornamento al successivo. (da 60 % a 40 %)',
      'Modificato o ritirato senza indicare un atto. (modificato)',
    ])
      expect(answers()).toContain(words);
  });

  it('is told to whoever does not work on the item as far as it is approved', async () => {
    const author = as('ref-uo-3-2');
    await report(
      { state: 'in_progress', percent: '60', criticalPoints: 'gara deserta', note: 'fermo' },
      author,
    );
    await bot.services.evidence.add([
      {
        kind: 'objective',
        number: 24,
        phase: PHASE,
        title: 'SAL riservato',
        url: 'https://lucca.example/sal',
        person: 'ref-uo-3-2',
        at: bot.clock.now(),
      },
    ]);
    const secrets = ['gara deserta', 'fermo', '60 %', 'SAL riservato', 'rifare i conti'];
    const seen = async (by: string) => {
      bot.slack.forget();
      await bot.command('/obiettivi', '24 storia', by);
      await bot.press(ACTIONS.itemHistory, 'objective:24', by);
      return secrets.filter(
        (secret) => answers().includes(secret) || JSON.stringify(opened()).includes(secret),
      );
    };
    const others = [as('ref-uo-5-3'), as('dir-settore-5')];
    for (const by of others) {
      expect(await seen(by)).toEqual([]);
      expect(answers()).toContain('Nessun aggiornamento approvato finora.');
      expect(answers()).toContain('lo legge chi ci lavora');
    }
    for (const by of [author, head, controller, as('nucleo')])
      expect(await seen(by)).toEqual(secrets.slice(0, -1));

    await bot.services.approvals.giveBack('dir-settore-3', [1], 'rifare i conti');
    for (const by of others) expect(await seen(by)).toEqual([]);
    expect(await seen(as('nucleo'))).toEqual(secrets);

    await report({ state: 'in_progress', percent: '50', note: 'ripartito' }, author);
    await bot.services.approvals.approve('dir-settore-3', [2]);
    for (const by of others) {
      expect(await seen(by)).toEqual(['SAL riservato']);
      expect(answers()).toContain('ripartito');
    }
  });

  it('is one click away, upon the form that is open', async () => {
    await bot.press(ACTIONS.itemHistory, 'objective:24', as('ref-uo-3-2'), { in: 'modal' });
    expect(JSON.stringify(bot.slack.callsTo('views.push')[0]?.view)).toContain('Storia: obiettivo 24');
  });

  it('whoever decides on a report, and whoever opens its form again, reads what was attached beside the links, also before the report', async () => {
    const author = as('ref-uo-3-2');
    await bot.press(ACTIONS.addEvidence, `2021/${PHASE}/objective:24`, author, { in: 'modal' });
    const view = bot.slack.callsTo('views.push')[0]?.view as Json;
    const file = {
      title: { title: { value: 'SAL 3' } },
      link: { link: { value: '' } },
      files: { files: { files: [{ id: 'F1', name: 'sal.pdf' }] } },
    };
    await bot.submit(view, file, author);
    await bot.press(ACTIONS.updateItem, 'objective:24', author);
    expect(JSON.stringify(opened())).toContain('Già allegati: SAL 3.');
    await report({ state: 'in_progress', percent: '10', evidence: 'https://lucca.example/gara' }, author);
    await bot.services.notices.flush();
    expect(told(head)).toContain('Documenti: https://lucca.example/gara · SAL 3 F1');
    await bot.press(ACTIONS.updateItem, 'objective:24', author);
    expect(JSON.stringify(opened())).toContain('Già allegati: SAL 3.');
    const files = await bot.services.exports.files(PHASE, ['csv']);
    const items = files.find(({ name }) => name.endsWith('voci.csv'));
    expect(Buffer.from(items?.content ?? []).toString()).toContain('"https://lucca.example/gara\nSAL 3 F1"');
  });

  it('holds the documents attached', async () => {
    await bot.press(ACTIONS.addEvidence, `2021/${PHASE}/objective:24`, as('ref-uo-3-2'), { in: 'modal' });
    const view = bot.slack.callsTo('views.push')[0]?.view as Json;
    const sent = (link: string, files: Json[] = []) => ({
      title: { title: { value: 'SAL 3' } },
      link: { link: { value: link } },
      files: { files: { files } },
    });
    for (const link of [
      '',
      'sal',
      'www.lucca.example/sal',
      'https:// lucca',
      'javascript:alert(1)',
      'ftp://lucca.example',
    ])
      expect(JSON.parse((await bot.submit(view, sent(link), as('ref-uo-3-2'))).body)).toMatchObject({
        response_action: 'errors',
        errors: { link: expect.any(String) },
      });
    await bot.submit(
      view,
      sent('<HTTPS://lucca.example/sal>,', [{ id: 'F1', name: 'sal.pdf' }]),
      as('ref-uo-3-2'),
    );
    const { documents } = await bot.services.dossiers.of({ kind: 'objective', number: 24 }, 'controllo');
    expect(documents.map(({ title, url }) => [title, url])).toEqual([
      ['SAL 3', 'HTTPS://lucca.example/sal'],
      ['SAL 3', 'F1'],
    ]);
    const forged = await bot.submit(view, sent('https://lucca.example/x'), as('ref-uo-1-4'));
    expect(forged.body).toContain('Non puoi aggiornare');
  });
});

it('the inconsistencies of the updates are listed by rule, apart from those of the document', async () => {
  await report({ state: 'withdrawn', reason: 'x' });
  await bot.command('/monitoraggio', 'incongruenze', as('nucleo'));
  expect(answers()).toContain('Modificato o ritirato senza indicare un atto.');
  expect(answers()).toContain('Regole applicate agli aggiornamenti');
  const printed = contradictionsIn(await bot.services.plans.current()).length;
  expect(answers()).toContain(`Nel documento: ${printed} contraddizioni.`);
});
