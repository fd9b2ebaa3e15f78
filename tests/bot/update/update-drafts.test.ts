import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { ACTIONS } from '../../../src/bot/kit/ids.ts';
import { reportedBefore } from '../../support/earlier-phase.ts';
import { as, type Bot, startBot } from '../../support/slack.ts';
import { formValues } from '../../support/updates.ts';

type Json = Readonly<Record<string, unknown>>;

const contact = as('ref-uo-3-2');

let bot: Bot;
beforeEach(async () => {
  bot = await startBot({ now: '2021-09-09T09:00+02:00' });
});

async function openForm(by = contact, ref = 'objective:24'): Promise<Json> {
  await bot.press(ACTIONS.updateItem, ref, by);
  return bot.slack.callsTo('views.open').at(-1)?.view as Json;
}

const interact = (payload: Json) =>
  bot.post(new URLSearchParams({ payload: JSON.stringify(payload) }).toString());

/** Something is chosen or typed in the form. */
const touch = (view: Json, field: string, typed: Parameters<typeof formValues>[0], by = contact) =>
  interact({
    type: 'block_actions',
    user: { id: by },
    team: { id: 'TTEAM' },
    trigger_id: randomUUID(),
    container: { type: 'view', view_id: 'V1' },
    view: { ...view, id: 'V1', hash: '1.a', state: { values: formValues(typed) } },
    actions: [{ type: 'plain_text_input', action_id: field, block_id: field }],
  });

const closeForm = (view: Json, by = contact) =>
  interact({
    type: 'view_closed',
    user: { id: by },
    team: { id: 'TTEAM' },
    view: { ...view, id: 'V1', state: { values: {} } },
    is_cleared: false,
  });

const fieldsOf = (view: unknown): readonly unknown[] =>
  ((view as { blocks: Json[] }).blocks ?? [])
    .filter(({ type }) => type === 'input')
    .map(({ block_id: id }) => id);
const updated = () => bot.slack.callsTo('views.update').at(-1);

describe('the form follows the state chosen', () => {
  it('begins with the state alone', async () => {
    const view = await openForm();
    expect(fieldsOf(view)).toEqual(['state']);
    expect(view.notify_on_close).toBe(true);
  });

  it.each([
    ['in_progress', ['state', 'percent', 'note', 'criticalPoints', 'correctiveActions', 'evidence']],
    ['achieved', ['state', 'percent', 'achievedOn', 'note', 'criticalPoints', 'evidence']],
    ['amended', ['state', 'changeField', 'newValue', 'reason', 'act', 'percent']],
    ['withdrawn', ['state', 'reason', 'act']],
  ])('«%s» shows its fields', async (state, fields) => {
    await touch(await openForm(), 'state', { state });
    expect(updated()).toMatchObject({ view_id: 'V1', hash: '1.a' });
    expect(fieldsOf(updated()?.view)).toEqual(fields);
  });

  it('keeps what was typed under another state', async () => {
    const view = await openForm();
    await touch(view, 'state', { state: 'achieved', note: 'quasi finito', percent: '95' });
    expect(JSON.stringify(updated()?.view)).toContain('"initial_value":"quasi finito"');
    expect(JSON.stringify(updated()?.view)).toContain('"initial_value":"95"');
  });

  it('goes on from the percentage of the phase before, and offers it under no other state', async () => {
    await reportedBefore(bot, ['objective', 24]);
    const view = await openForm();
    const chosen = async (state: string): Promise<string> => {
      await touch(view, 'state', { state });
      return JSON.stringify(updated()?.view);
    };
    expect(await chosen('in_progress')).toContain('"initial_value":"34,5"');
    expect(await chosen('achieved')).not.toContain('34,5"');
    // Nothing was typed: there is no draft to go on with.
    expect(await bot.db.selectFrom('draft').selectAll().execute()).toEqual([]);
  });

  it('shows the old value of what changes, and asks a day for a deadline', async () => {
    const view = await openForm();
    await touch(view, 'changeField', { state: 'amended', changeField: 'description' });
    expect(JSON.stringify(updated()?.view)).toContain('Descrizione di ora: ');
    await touch(view, 'changeField', { state: 'amended', changeField: 'deadline' });
    expect(JSON.stringify(updated()?.view)).toContain('datepicker');
    await touch(view, 'changeField', { state: 'amended', changeField: 'target' });
    expect(JSON.stringify(updated()?.view)).toContain('Risultato atteso di ora: non dichiarato');
  });

  it('offers «nuovo» to heads and to the control office only', async () => {
    expect(JSON.stringify(await openForm())).not.toContain('"value":"new"');
    expect(JSON.stringify(await openForm(as('dir-settore-3')))).toContain('"value":"new"');
  });

  it('of somebody else’s item is refused, whatever the metadata say', async () => {
    const view = await openForm();
    await touch(view, 'state', { state: 'achieved' }, as('ref-uo-1-4'));
    expect(bot.slack.callsTo('views.update')).toEqual([]);
    expect(JSON.stringify(bot.slack.callsTo('views.push'))).toContain('Non puoi aggiornare l’obiettivo 24');
  });
});

describe('a form that has moved on', () => {
  it.each(['hash_conflict', 'not_found'])('is not redrawn, and nobody is troubled: %s', async (error) => {
    const view = await openForm();
    bot.slack.answer('views.update', () => ({ ok: false, error }));
    await touch(view, 'state', { state: 'achieved' });
    expect(bot.slack.callsTo('views.push')).toEqual([]);
    expect(JSON.stringify(bot.slack.messages)).not.toContain('non ha funzionato');
  });

  it('whose phase was closed is not told so at each key', async () => {
    const view = await openForm();
    await bot.db.updateTable('phase').set({ closes_on: '2021-09-09' }).execute();
    await touch(view, 'note', { state: 'in_progress', note: 'x' });
    expect(bot.slack.callsTo('views.push')).toEqual([]);
  });
});

describe('a form that was open while a new import gave its item another number', () => {
  const renumbered = async (change: (metadata: Json) => Json): Promise<Json> => {
    const view = await openForm();
    return { ...view, private_metadata: JSON.stringify(change(JSON.parse(String(view.private_metadata)))) };
  };
  const typed = { state: 'in_progress', percent: '45', note: 'tre lotti' } as const;

  it('reports on what it was opened for', async () => {
    // As it was written when the item had the number that another has now.
    const view = await renumbered((metadata) => ({ ...metadata, number: 19 }));
    await touch(view, 'note', typed);
    expect(await bot.db.selectFrom('draft').select('number').execute()).toEqual([{ number: 24 }]);
    await bot.submit(view, formValues(typed), contact);
    expect(await bot.db.selectFrom('status_update').select('number').execute()).toEqual([{ number: 24 }]);
  });

  it('reports on nothing when that is gone and its number is another’s, and keeps what was typed', async () => {
    const view = await renumbered((metadata) => ({ ...metadata, mark: '0123456789abcdef' }));
    const answer = await bot.submit(view, formValues(typed), contact);
    expect(answer.body).toContain('"response_action":"errors"');
    expect(answer.body).toContain('l’obiettivo 24 non è più quello di prima');
    expect(await bot.db.selectFrom('status_update').selectAll().execute()).toEqual([]);
  });
});

describe('a form that is closed', () => {
  const typed = { state: 'in_progress', percent: '45', note: 'tre lotti su cinque' } as const;

  it('is found again as it was, by whoever typed it and nobody else', async () => {
    const view = await openForm();
    await touch(view, 'note', typed);
    expect((await closeForm(view)).status).toBe(200);
    const again = JSON.stringify(await openForm());
    expect(again).toContain('Ho ripreso quello che avevi scritto');
    expect(again).toContain('"initial_value":"tre lotti su cinque"');
    expect(again).toContain('"initial_value":"45"');
    expect(JSON.stringify(await openForm(as('dir-settore-3')))).not.toContain('tre lotti');
    expect(await bot.db.selectFrom('status_update').selectAll().execute()).toEqual([]);
  });

  it('survives a restart', async () => {
    await touch(await openForm(), 'note', typed);
    expect(await bot.db.selectFrom('draft').select(['person', 'number']).execute()).toEqual([
      { person: 'ref-uo-3-2', number: 24 },
    ]);
  });

  it('begins anew on «Scarta la bozza»', async () => {
    await touch(await openForm(), 'note', typed);
    await bot.press(ACTIONS.discardDraft, '2021/monitoraggio-2021/objective:24', contact, { in: 'modal' });
    expect(fieldsOf(updated()?.view)).toEqual(['state']);
    expect(JSON.stringify(await openForm())).not.toContain('tre lotti');
  });

  it('leaves nothing behind once it was sent', async () => {
    const view = await openForm();
    await touch(view, 'note', typed);
    await bot.submit(view, formValues(typed), contact);
    expect(await bot.db.selectFrom('draft').selectAll().execute()).toEqual([]);
    expect(JSON.stringify(await openForm())).not.toContain('Ho ripreso');
  });

  it('in which states were only looked at leaves nothing', async () => {
    const view = await openForm();
    await touch(view, 'state', { state: 'in_progress' });
    await touch(view, 'state', { state: 'achieved', achievedOn: '2021-09-09' });
    await touch(view, 'changeField', { state: 'amended', changeField: 'deadline' });
    await closeForm(view);
    expect(await bot.db.selectFrom('draft').selectAll().execute()).toEqual([]);
    expect(JSON.stringify(await openForm())).not.toContain('Ho ripreso');
  });

  it('in which everything was wiped out again leaves nothing', async () => {
    const view = await openForm();
    await touch(view, 'note', typed);
    await touch(view, 'note', { state: 'in_progress', note: '', percent: '' });
    expect(await bot.db.selectFrom('draft').selectAll().execute()).toEqual([]);
  });

  it('keeps what was typed under a state while another is looked at', async () => {
    const view = await openForm();
    await touch(view, 'note', typed);
    await touch(view, 'state', { ...typed, state: 'withdrawn' });
    const withdrawn = updated()?.view as Json;
    // The form shows reason and act alone now: it says nothing of the note.
    await interact({
      type: 'block_actions',
      user: { id: contact },
      team: { id: 'TTEAM' },
      trigger_id: randomUUID(),
      container: { type: 'view', view_id: 'V1' },
      view: {
        ...withdrawn,
        id: 'V1',
        hash: '1.b',
        state: {
          values: {
            state: { state: { selected_option: { value: 'in_progress' } } },
            reason: { reason: { value: 'nessuno' } },
            act: { act: { value: null } },
          },
        },
      },
      actions: [{ type: 'static_select', action_id: 'state', block_id: 'state' }],
    });
    const again = JSON.stringify(updated()?.view);
    expect(again).toContain('"initial_value":"tre lotti su cinque"');
    expect(again).toContain('"initial_value":"45"');
  });

  it('that nobody typed in leaves nothing', async () => {
    const view = await openForm();
    await touch(view, 'state', {});
    await closeForm(view);
    expect(await bot.db.selectFrom('draft').selectAll().execute()).toEqual([]);
  });
});

describe('corrective actions', () => {
  it('of a phase are asked about first in the next one', async () => {
    const view = await openForm();
    await bot.submit(
      view,
      formValues({
        ...{ state: 'in_progress', percent: '45' },
        correctiveActions: 'Nuova gara; Rossi; 30/10/2021',
      }),
      contact,
    );
    await bot.db.updateTable('phase').set({ closes_on: '2021-10-01' }).execute();
    await bot.db
      .insertInto('phase')
      .values({
        body: 'lucca',
        year: 2021,
        code: 'finale-2021',
        name: 'Monitoraggio finale 2021',
        kinds: '["objective","process"]',
        opens_on: '2021-11-02',
        due_on: '2021-12-31',
        closes_on: null,
        source: null,
        channel: null,
      })
      .execute();
    bot.clock.set('2021-11-10T09:00+01:00');
    const next = await openForm();
    expect(fieldsOf(next)[0]).toBe('actionsDone');
    expect(JSON.stringify(next)).toContain('Nuova gara (Rossi, entro il 30/10/2021)');
    await bot.submit(
      next,
      formValues({ state: 'in_progress', percent: '60', note: 'fatta', actionsDone: ['1|0'] }),
      contact,
    );
    const { actions } = await bot.services.dossiers.of({ kind: 'objective', number: 24 }, 'controllo');
    expect(actions).toEqual([expect.objectContaining({ what: 'Nuova gara', owner: 'Rossi', doneIn: 2 })]);
  });
});
