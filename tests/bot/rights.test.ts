import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  ACTIONS,
  CHART_ACTIONS,
  CHOICE_ACTIONS,
  FOLLOW_UP_ACTIONS,
  FORM_ACTIONS,
  SUGGESTED_ACTIONS,
  VIEWS,
} from '../../src/bot/kit/ids.ts';
import { dmOf, STRANGER } from '../support/fake-slack.ts';
import { as, type Bot, startBot } from '../support/slack.ts';
import { formValues } from '../support/updates.ts';

/*
 * Who may do and read what: every id of `ids.ts`, and every command, for every kind of person, with a payload that was
 * made for somebody else. An id without a row fails.
 */

type Json = Readonly<Record<string, unknown>>;

const PHASE = 'monitoraggio-2021';
const ITEM = `2021/${PHASE}/objective:24`;
/** Words of a report that nobody has approved. */
const SECRET = 'SEGRETO';

const PEOPLE = {
  contact: as('ref-uo-3-2'),
  head: as('dir-settore-3'),
  otherContact: as('ref-uo-5-3'),
  otherHead: as('dir-settore-5'),
  controller: as('controllo'),
  evaluator: as('nucleo'),
  staff: as('dipendente'),
  outsider: STRANGER,
} as const;
type Persona = keyof typeof PEOPLE;
const EVERYBODY = Object.keys(PEOPLE) as Persona[];
const OF_THE_PLAN = EVERYBODY.filter((persona) => persona !== 'outsider');
const REPORTERS: readonly Persona[] = ['contact', 'head', 'controller'];
const DECIDERS: readonly Persona[] = ['head', 'controller'];
const CONTROL: readonly Persona[] = ['controller'];
const OVERSIGHT: readonly Persona[] = ['controller', 'evaluator'];
const HEADS: readonly Persona[] = ['head', 'otherHead', 'controller'];
const OWNER: readonly Persona[] = ['contact'];

interface Right {
  /** Those who are not refused. */
  readonly may: readonly Persona[];
  /** Of those, the ones to whom it may show a report that is not approved. */
  readonly reads?: readonly Persona[];
  /** What the button carries, or what was typed into the form that was opened for somebody else. */
  readonly value?: () => string;
  readonly values?: () => Json;
  /** What stands in the way is told when the form is sent. */
  readonly isSilent?: true;
}

let bot: Bot;
let answerId: string;
let reminder: string;
let absence: string;
const views = new Map<string, Json>();

const intent = () =>
  `2021/${PHASE}/${JSON.stringify({ item: 'objective:24', report: { type: 'no_change' }, basedOn: 1 })}`;
const day = (value: string): Json => ({ selected_date: value });
const fields = (values: Readonly<Record<string, Json>>): Json =>
  Object.fromEntries(Object.entries(values).map(([field, value]) => [field, { [field]: value }]));
const reported = () => formValues({ state: 'in_progress', percent: '70', note: 'altro' });

const BUTTONS: Readonly<Record<string, Right>> = {
  [ACTIONS.updateItem]: { may: REPORTERS, reads: REPORTERS, value: () => ITEM },
  [ACTIONS.noChange]: { may: REPORTERS, value: () => `${ITEM}|1` },
  [ACTIONS.achieved]: { may: REPORTERS, value: () => `${ITEM}|1` },
  [ACTIONS.cancelUpdate]: { may: OWNER, value: () => '2021//1' },
  [ACTIONS.confirmMany]: { may: OF_THE_PLAN, reads: [], value: () => `2021/${PHASE}/` },
  [ACTIONS.itemHistory]: {
    may: OF_THE_PLAN,
    reads: [...REPORTERS, 'evaluator'],
    value: () => '2021//objective:24',
  },
  [ACTIONS.chooseDossier]: {
    may: OF_THE_PLAN,
    reads: [...REPORTERS, 'evaluator'],
    value: () => '2021//objective:24',
  },
  [ACTIONS.addEvidence]: { may: REPORTERS, value: () => ITEM },
  [ACTIONS.proposeItem]: { may: HEADS, reads: [], value: () => `2021/${PHASE}/` },
  [ACTIONS.discardDraft]: { may: REPORTERS, reads: REPORTERS, value: () => ITEM },
  [ACTIONS.confirmIntent]: { may: REPORTERS, value: intent },
  [ACTIONS.openIntent]: { may: REPORTERS, reads: REPORTERS, value: intent },
  [ACTIONS.dismissIntent]: { may: EVERYBODY, reads: [] },
  [ACTIONS.approve]: { may: DECIDERS, value: () => '2021//1' },
  [ACTIONS.approveAll]: { may: DECIDERS, value: () => '2021//1' },
  [ACTIONS.giveBack]: { may: DECIDERS, value: () => '2021//1' },
  [ACTIONS.sendExport]: { may: OVERSIGHT, value: () => `2021/${PHASE}/` },
  [ACTIONS.sendCalendar]: { may: OF_THE_PLAN, reads: [], value: () => '2021//mie' },
  [ACTIONS.confirmImport]: { may: CONTROL, value: () => 'F1|x' },
  [ACTIONS.recordOpinion]: { may: OVERSIGHT, reads: [], value: () => `2021/${PHASE}/` },
  [ACTIONS.showInconsistencies]: { may: OVERSIGHT },
  [ACTIONS.showProof]: { may: OWNER, value: () => answerId },
  [ACTIONS.showChart]: { may: OWNER, value: () => answerId },
  [ACTIONS.rateAnswer]: { may: OWNER, value: () => `bad|${answerId}` },
  [ACTIONS.answerReport]: { may: CONTROL, value: () => `${answerId}|ref-uo-3-2` },
  [ACTIONS.shareAnswer]: { may: OWNER, value: () => answerId },
  [ACTIONS.snooze]: { may: OWNER, value: () => `tomorrow|${reminder}` },
  [ACTIONS.takeInCharge]: { may: OWNER, value: () => reminder },
  [ACTIONS.nudge]: { may: CONTROL, value: () => `2021/${PHASE}/` },
  ...Object.fromEntries(
    [
      ACTIONS.openPhase,
      ACTIONS.previewNudge,
      ACTIONS.extendPhase,
      ACTIONS.closePhase,
      ACTIONS.showDeliveries,
    ].map((id) => [id, { may: CONTROL, reads: [], value: () => `2021/${PHASE}/` }]),
  ),
  [ACTIONS.showCharts]: { may: EVERYBODY, reads: [] },
  [ACTIONS.pausePhase]: { may: CONTROL, value: () => `2021/${PHASE}/` },
  [ACTIONS.newAbsence]: { may: OF_THE_PLAN, reads: [] },
  [ACTIONS.cancelAbsence]: { may: ['contact', 'head', 'controller'], value: () => absence },
  ...Object.fromEntries(
    [...CHOICE_ACTIONS, ...FOLLOW_UP_ACTIONS].map((id) => [id, { may: OWNER, value: () => `${answerId}|0` }]),
  ),
  ...Object.fromEntries(CHART_ACTIONS.map((id) => [id, { may: EVERYBODY, reads: [], value: () => 'costs' }])),
  ...Object.fromEntries(
    SUGGESTED_ACTIONS.map((id) => [id, { may: EVERYBODY, reads: [], value: () => 'costi per settore' }]),
  ),
};

const FIELDS: Readonly<Record<string, Right>> = {
  ...Object.fromEntries(FORM_ACTIONS.reshape.map((id) => [id, { may: REPORTERS, reads: REPORTERS }])),
  ...Object.fromEntries(FORM_ACTIONS.typed.map((id) => [id, { may: REPORTERS, isSilent: true }])),
};

const FORMS: Readonly<Record<string, Right>> = {
  [VIEWS.updateForm]: { may: REPORTERS, values: reported },
  [VIEWS.bulkForm]: {
    // Each item is looked at by itself, and whoever owes nothing else is told that nothing was saved.
    may: ['contact', 'head', 'controller', 'otherContact', 'otherHead', 'evaluator', 'staff'],
    reads: [],
    values: () =>
      fields({
        items: { selected_options: [{ value: 'objective:24' }] },
        report: { selected_option: { value: 'achieved' } },
      }),
  },
  [VIEWS.evidenceForm]: {
    may: REPORTERS,
    values: () =>
      fields({ title: { value: 'x' }, link: { value: 'https://lucca.example/x' }, files: { files: [] } }),
  },
  [VIEWS.proposalForm]: {
    may: DECIDERS,
    values: () =>
      fields({
        title: { value: 'Nuova ciclovia' },
        unit: { selected_option: { value: 'unit|U.O.3.2' } },
        deadline: day('2022-12-31'),
        reason: { value: 'Fondi nuovi' },
      }),
  },
  [VIEWS.returnForm]: { may: DECIDERS, values: () => fields({ note: { value: 'Manca tutto' } }) },
  [VIEWS.reopenForm]: { may: CONTROL, values: () => fields({ reason: { value: 'x' } }) },
  [VIEWS.opinionForm]: {
    may: OVERSIGHT,
    values: () => fields({ day: day('2021-09-08'), opinion: { selected_option: { value: 'favourable' } } }),
  },
  [VIEWS.actForm]: {
    may: CONTROL,
    values: () => fields({ day: day('2021-09-08'), reference: { value: 'G.C. 1' } }),
  },
  [VIEWS.outcomeForm]: { may: CONTROL, values: () => fields({ outcome: { value: 'Corretto' } }) },
  [VIEWS.reportForm]: { may: OWNER, values: () => fields({ comment: { value: 'x' } }) },
  [VIEWS.snoozeForm]: { may: OWNER, values: () => fields({ day: day('2021-09-13') }) },
  [VIEWS.inChargeForm]: {
    may: OWNER,
    values: () =>
      fields({ items: { selected_options: [{ value: 'process:38' }] }, until: day('2021-09-13') }),
  },
  [VIEWS.phaseForm]: { may: CONTROL, values: () => newPhase() },
  [VIEWS.phasePreview]: { may: CONTROL, values: () => ({}) },
  [VIEWS.phaseExtendForm]: { may: CONTROL, values: () => fields({ dueOn: day('2021-12-30') }) },
  [VIEWS.phaseReopenForm]: { may: CONTROL, values: () => fields({ reason: { value: 'x' } }) },
  [VIEWS.absenceForm]: {
    may: ['contact', 'head', 'controller'],
    values: () =>
      fields({
        person: { selected_option: { value: firstPerson() } },
        from: day('2021-11-02'),
        to: day('2021-11-05'),
        substitute: { selected_option: null },
      }),
  },
  [VIEWS.importForm]: { may: CONTROL, values: () => fields({ file: { files: [{ id: 'F1' }] } }) },
  [VIEWS.nudgeForm]: { may: CONTROL, values: () => ({}) },
  [VIEWS.closeForm]: { may: CONTROL, values: () => ({}) },
};

/** Whoever opened the form is the first that it offers. */
const firstPerson = () =>
  /"block_id":"person".*?"value":"([^"]+)"/.exec(JSON.stringify(views.get(VIEWS.absenceForm)))?.[1] ?? '';

const newPhase = () =>
  fields({
    name: { value: 'Verifica' },
    kinds: { selected_options: [{ value: 'objective' }] },
    opensOn: day('2021-10-01'),
    dueOn: day('2021-10-29'),
    ladder: { value: '-7, 0' },
    channel: { selected_conversation: null },
  });

const COMMANDS: Readonly<Record<string, Right>> = {
  '/aggiorna 24': { may: REPORTERS, reads: REPORTERS },
  '/aggiorna nuovo': { may: HEADS, reads: [] },
  '/obiettivi 24 storia': { may: OF_THE_PLAN, reads: [...REPORTERS, 'evaluator'] },
  '/monitoraggio': { may: OF_THE_PLAN, reads: [] },
  '/monitoraggio stato': { may: OF_THE_PLAN, reads: [] },
  '/monitoraggio assenza': { may: OF_THE_PLAN, reads: [] },
  '/monitoraggio nuovo': { may: HEADS, reads: [] },
  '/monitoraggio esporta': { may: OVERSIGHT },
  '/monitoraggio documento referto pdf': { may: OVERSIGHT },
  '/monitoraggio documento relazione pdf': { may: OVERSIGHT },
  '/monitoraggio documento fascicolo 24 pdf': { may: OF_THE_PLAN },
  '/monitoraggio schede': {
    may: ['contact', 'head', 'otherContact', 'otherHead', 'controller', 'evaluator'],
  },
  '/monitoraggio schede U.O.3.2': { may: ['contact', 'head', 'controller', 'evaluator'] },
  '/scadenze calendario': { may: OF_THE_PLAN },
  '/monitoraggio parere': { may: OVERSIGHT },
  '/monitoraggio incongruenze': { may: OVERSIGHT },
  ...Object.fromEntries(
    [
      'consegne',
      'sollecita',
      'apri',
      'proroga',
      'importa',
      'atto',
      'riapri-voce 24',
      'segnalazioni',
      'pausa',
      'riprendi',
      'chiudi',
    ].map((word) => [`/monitoraggio ${word}`, { may: CONTROL }]),
  ),
};

/** This Slack has no files. */
const WITH_FILES: ReadonlySet<string> = new Set([
  ACTIONS.sendExport,
  ACTIONS.sendCalendar,
  ACTIONS.confirmImport,
  VIEWS.importForm,
  '/monitoraggio esporta',
  ...['referto', 'relazione', 'fascicolo 24'].map((which) => `/monitoraggio documento ${which} pdf`),
  '/monitoraggio schede',
  '/monitoraggio schede U.O.3.2',
  '/scadenze calendario',
]);

type Kind = 'button' | 'field' | 'form' | 'command';
const ROWS: readonly (readonly [Kind, string, Right])[] = [
  ...Object.entries(BUTTONS).map(([id, right]) => ['button', id, right] as const),
  ...Object.entries(FIELDS).map(([id, right]) => ['field', id, right] as const),
  ...Object.entries(COMMANDS).map(([id, right]) => ['command', id, right] as const),
  ...Object.entries(FORMS).map(([id, right]) => ['form', id, right] as const),
];

/** Makes a request in somebody's name, and gives all that was said of it to anybody. */
async function request(kind: Kind, id: string, right: Right, by: string): Promise<string> {
  bot.slack.forget();
  const { body } = await make();
  return JSON.stringify([
    body,
    bot.slack.responses,
    ['views.open', 'views.push', 'views.update', 'chat.postMessage'].map((method) =>
      bot.slack.callsTo(method),
    ),
  ]);

  async function make() {
    if (kind === 'command') {
      const [name = '', ...words] = id.split(' ');
      return bot.command(name, words.join(' '), by);
    }
    if (kind === 'form') return bot.submit(views.get(id) ?? {}, right.values?.() ?? {}, by);
    if (kind === 'field') return bot.type(id, 'x', views.get(VIEWS.updateForm) ?? {}, reported(), by);
    const value = right.value?.() ?? 'x';
    return id === ACTIONS.snooze || id === ACTIONS.chooseDossier
      ? choose(id, value, by)
      : bot.press(id, value, by);
  }
}

/** Chooses from a menu. */
const choose = (id: string, value: string, by: string) =>
  bot.post(
    new URLSearchParams({
      payload: JSON.stringify({
        type: 'block_actions',
        user: { id: by },
        team: { id: 'TTEAM' },
        trigger_id: `${by}.${Math.random()}`,
        response_url: bot.slack.responseUrl(),
        channel: { id: dmOf(by) },
        container: { type: 'message', channel_id: dmOf(by), message_ts: '1.1' },
        actions: [{ type: 'static_select', action_id: id, block_id: 'b', selected_option: { value } }],
      }),
    }).toString(),
  );

/** How much there is of all that people do, and of the attempts that were refused. */
async function kept(): Promise<{ readonly state: string; readonly refused: number }> {
  const tables = ['status_update', 'update_decision', 'evidence', 'draft', 'phase', 'phase_record'];
  const counts = [...tables, 'absence', 'postponement', 'feedback', 'outbox', 'item'].map(
    (table) => sql`(SELECT count(*) FROM ${sql.table(table)}) AS ${sql.ref(table)}`,
  );
  const { rows } = await sql<{ readonly refused: number }>`
    SELECT ${sql.join(counts)},
      (SELECT count(*) FROM audit WHERE action <> 'access.refused') AS audit,
      (SELECT count(*) FROM audit WHERE action = 'access.refused') AS refused`.execute(bot.db);
  const [{ refused, ...others } = { refused: 0 }] = rows;
  return { state: JSON.stringify(others), refused };
}

beforeAll(async () => {
  bot = await startBot({ now: '2021-09-09T09:00+02:00', paper: 'blank' });
  const { contact, head, controller } = PEOPLE;
  await bot.services.reminders.tick();
  const deliveries = await bot.services.reminders.deliveries(PHASE);
  reminder = deliveries.find(({ person, status }) => person === 'ref-uo-3-2' && status === 'sent')?.key ?? '';
  const asking = {
    conversation: `dm:${dmOf(contact)}`,
    asker: { person: 'ref-uo-3-2', roles: [] },
  };
  answerId = (await bot.questions.ask('quanto costa il 24?', asking)).id;
  await bot.services.absences.record('ref-uo-3-2', {
    person: 'ref-uo-3-2',
    from: '2021-10-04',
    to: '2021-10-08',
    substitute: null,
  });
  absence = String((await bot.db.selectFrom('absence').select('id').executeTakeFirstOrThrow()).id);

  const opening = async (form: string, open: () => Promise<unknown>) => {
    bot.slack.forget();
    await open();
    const view = bot.slack.callsTo('views.open')[0]?.view as Json | undefined;
    expect(view?.callback_id, form).toBe(form);
    views.set(form, view ?? {});
  };
  const press = (id: string, by: string) => () =>
    id === ACTIONS.snooze
      ? choose(id, `date|${reminder}`, by)
      : bot.press(id, BUTTONS[id]?.value?.() ?? 'x', by);
  const command = (word: string) => () => bot.command('/monitoraggio', word, controller);
  await opening(VIEWS.updateForm, press(ACTIONS.updateItem, contact));
  await bot.submit(
    views.get(VIEWS.updateForm) ?? {},
    formValues({ state: 'in_progress', percent: '60', note: SECRET, criticalPoints: SECRET }),
    contact,
  );
  await opening(VIEWS.bulkForm, press(ACTIONS.confirmMany, contact));
  await opening(VIEWS.evidenceForm, press(ACTIONS.addEvidence, contact));
  await opening(VIEWS.proposalForm, press(ACTIONS.proposeItem, head));
  await opening(VIEWS.returnForm, press(ACTIONS.giveBack, head));
  await opening(VIEWS.reportForm, press(ACTIONS.rateAnswer, contact));
  await bot.submit(views.get(VIEWS.reportForm) ?? {}, fields({ comment: { value: 'x' } }), contact);
  await opening(VIEWS.outcomeForm, press(ACTIONS.answerReport, controller));
  await opening(VIEWS.snoozeForm, press(ACTIONS.snooze, contact));
  await opening(VIEWS.inChargeForm, press(ACTIONS.takeInCharge, contact));
  await opening(VIEWS.absenceForm, press(ACTIONS.newAbsence, contact));
  await opening(VIEWS.reopenForm, command('riapri-voce 24'));
  await opening(VIEWS.opinionForm, command('parere'));
  await opening(VIEWS.actForm, command('atto'));
  await opening(VIEWS.closeForm, command('chiudi'));
  await opening(VIEWS.importForm, command('importa'));
  await opening(VIEWS.phaseExtendForm, command('proroga'));
  await opening(VIEWS.phaseForm, command('apri'));
  const { body } = await bot.submit(views.get(VIEWS.phaseForm) ?? {}, newPhase(), controller);
  views.set(VIEWS.phasePreview, (JSON.parse(body) as { view: Json }).view);
  views.set(VIEWS.phaseReopenForm, {
    ...views.get(VIEWS.phaseExtendForm),
    callback_id: VIEWS.phaseReopenForm,
  });
  // Everybody was just written to: it would not open now.
  views.set(VIEWS.nudgeForm, { ...views.get(VIEWS.closeForm), callback_id: VIEWS.nudgeForm });
});

it('every id has its row', () => {
  expect(Object.keys(BUTTONS).sort()).toEqual(
    [
      ...Object.values(ACTIONS),
      ...CHART_ACTIONS,
      ...CHOICE_ACTIONS,
      ...FOLLOW_UP_ACTIONS,
      ...SUGGESTED_ACTIONS,
    ].sort(),
  );
  expect(Object.keys(FIELDS).sort()).toEqual([...FORM_ACTIONS.reshape, ...FORM_ACTIONS.typed].sort());
  expect(Object.keys(FORMS).sort()).toEqual(Object.values(VIEWS).sort());
  expect([...views.keys()].sort()).toEqual(Object.values(VIEWS).sort());
});

describe('to whoever may not', () => {
  it.each(ROWS)('%s %s shows nothing, does nothing, and is kept as refused', async (kind, id, right) => {
    for (const persona of EVERYBODY.filter((one) => !right.may.includes(one))) {
      const before = await kept();
      const said = await request(kind, id, right, PEOPLE[persona]);
      const after = await kept();
      expect(after.state, persona).toBe(before.state);
      expect(said, persona).not.toContain(SECRET);
      if (right.isSilent) continue;
      expect(after.refused, `${persona}: ${said}`).toBe(before.refused + 1);
      expect(said, persona).toMatch(/Non |non |riservato|solo per/);
    }
  });
});

describe('to whoever may', () => {
  it.each(ROWS)('%s %s is not refused, and shows what is theirs to read', async (kind, id, right) => {
    for (const persona of right.may) {
      const before = await kept();
      const said = await request(kind, id, right, PEOPLE[persona]);
      expect((await kept()).refused, `${persona}: ${said}`).toBe(before.refused);
      if (!WITH_FILES.has(id)) expect(said, persona).not.toContain('Qualcosa non ha funzionato');
      if (right.reads && !right.reads.includes(persona)) expect(said, persona).not.toContain(SECRET);
    }
  });
});
