import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { ACTIONS } from '../../../src/bot/kit/ids.ts';
import { temporaryDatabase } from '../../support/database.ts';
import { dmOf, startFakeSlack } from '../../support/fake-slack.ts';
import { luccaPlan } from '../../support/plan.ts';
import { as, type Bot, startBotOn } from '../../support/slack.ts';
import { formValues } from '../../support/updates.ts';

/*
 * Whoever sees no form close sends it again: by then the program may have ended and begun anew, or another one of those
 * that share the database may take it. It is one act all the same, and nobody is told that it cannot be done.
 */

type Json = Readonly<Record<string, unknown>>;

const PHASE = 'monitoraggio-2021';
const NOW = '2021-09-09T09:00+02:00';
const controller = as('controllo');
const head = as('dir-settore-3');
const contact = as('ref-uo-3-2');

let first: Bot;
let second: Bot;
let reminder: string;
let answer: string;
beforeAll(async () => {
  const database = await temporaryDatabase();
  const slack = await startFakeSlack(luccaPlan());
  first = await startBotOn(slack, { now: NOW, beside: database });
  second = await startBotOn(slack, { now: NOW, beside: { ...database, db: await database.openAgain() } });
  await first.services.reminders.tick();
  const deliveries = await first.services.reminders.deliveries(PHASE);
  reminder = deliveries.find(({ person }) => person === 'ref-uo-3-2')?.key ?? '';
  const asker = { person: 'ref-uo-3-2', roles: [] };
  answer = (await first.questions.ask('quanto costa il 24?', { conversation: `dm:${dmOf(contact)}`, asker }))
    .id;
});

const day = (value: string): Json => ({ selected_date: value });
const fields = (values: Readonly<Record<string, Json>>): Json =>
  Object.fromEntries(Object.entries(values).map(([field, value]) => [field, { [field]: value }]));
const command = (word: string) => () => first.command('/monitoraggio', word, controller);
const press = (id: string, value: () => string, by: string) => () => first.press(id, value(), by);
const item = (number: number) => () => `2021/${PHASE}/objective:${number}`;

/** How much there is of all that people do. */
async function kept(): Promise<unknown> {
  const tables = ['status_update', 'update_decision', 'evidence', 'phase', 'phase_record', 'absence'];
  const counts = [...tables, 'postponement', 'feedback', 'outbox', 'audit'].map(
    (table) => sql`(SELECT count(*) FROM ${sql.table(table)}) AS ${sql.ref(table)}`,
  );
  const { rows } = await sql<Json>`SELECT ${sql.join(counts)}`.execute(first.db);
  return [rows[0], first.slack.messages.map(({ args }) => args.text)];
}

// In this order: some act on what those before have left.
it.each<readonly [string, () => Promise<unknown>, () => Json, string]>([
  [
    'an update',
    press(ACTIONS.updateItem, item(24), contact),
    () => formValues({ state: 'in_progress', percent: '60', note: 'x' }),
    contact,
  ],
  [
    'a return',
    press(ACTIONS.giveBack, () => '2021//1', head),
    () => fields({ note: { value: 'Manca tutto' } }),
    head,
  ],
  [
    'a document',
    press(ACTIONS.addEvidence, item(24), contact),
    () => fields({ title: { value: 'x' }, link: { value: 'https://lucca.example/x' }, files: { files: [] } }),
    contact,
  ],
  [
    'a report of an error',
    press(ACTIONS.rateAnswer, () => `bad|${answer}`, contact),
    () => fields({ comment: { value: 'x' } }),
    contact,
  ],
  [
    'what came of it',
    press(ACTIONS.answerReport, () => `${answer}|ref-uo-3-2`, controller),
    () => fields({ outcome: { value: 'Corretto' } }),
    controller,
  ],
  [
    'a charge',
    press(ACTIONS.takeInCharge, () => reminder, contact),
    () => fields({ items: { selected_options: [{ value: 'process:38' }] }, until: day('2021-09-13') }),
    contact,
  ],
  [
    'an absence',
    press(ACTIONS.newAbsence, () => 'x', contact),
    () =>
      fields({
        person: { selected_option: { value: 'ref.uo-3-2@lucca.example' } },
        from: day('2021-11-02'),
        to: day('2021-11-05'),
        substitute: { selected_option: null },
      }),
    contact,
  ],
  ['an extension', command('proroga'), () => fields({ dueOn: day('2021-12-30') }), controller],
  ['a closing', command('chiudi'), () => ({}), controller],
  [
    'a reopening',
    command('riapri'),
    () => fields({ reason: { value: 'Un errore' }, dueOn: day('2022-01-31') }),
    controller,
  ],
])('%s that is sent to one program and then to another is one', async (name, open, values, by) => {
  first.slack.forget();
  await open();
  const view = { ...(first.slack.callsTo('views.open').at(-1)?.view as Json), id: `V ${name}` };
  const before = await kept();
  expect((await first.submit(view, values(), by)).body).not.toContain('errors');
  const after = await kept();
  expect(after).not.toEqual(before);
  expect((await second.submit(view, values(), by)).body).toMatch(/^(?:|{"response_action":"clear"})$/);
  expect(await kept()).toEqual(after);
});

it('a phase that is opened by one program and then by another is one', async () => {
  first.slack.forget();
  await command('apri')();
  const form = first.slack.callsTo('views.open').at(-1)?.view as Json;
  const typed = fields({
    name: { value: 'Verifica' },
    kinds: { selected_options: [{ value: 'objective' }] },
    opensOn: day('2021-10-01'),
    dueOn: day('2021-10-29'),
    ladder: { value: '-7, 0' },
    channel: { selected_conversation: null },
  });
  const { view } = JSON.parse((await first.submit(form, typed, controller)).body) as { view: Json };
  expect((await first.submit(view, {}, controller)).body).toContain('clear');
  const after = await kept();
  expect((await second.submit(view, {}, controller)).body).toContain('clear');
  expect(await kept()).toEqual(after);
});
