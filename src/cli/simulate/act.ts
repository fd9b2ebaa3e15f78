import { buttonsOf, type PagePerson, type ShownView, type Values } from '@traguardo/slack-sandbox/person';
import { itemRef } from '../../domain/types.ts';
import { joined, the } from '../../words/articles.ts';
import { formatDecimal, formatPercent } from '../../words/formats.ts';
import { itemName } from '../../words/kinds.ts';
import type { PlannedReport } from './script.ts';

type Json = Readonly<Record<string, unknown>>;

const text = (value: string): Json => ({ type: 'plain_text_input', value: value === '' ? null : value });
const option = (value: string): Json => ({
  type: 'static_select',
  selected_option: { text: { type: 'plain_text', text: value, emoji: false }, value },
});

const has = (view: ShownView, block: string): boolean =>
  (view.content.blocks ?? []).some(({ block_id }) => block_id === block);

const isOf = (view: ShownView, callback: string): boolean => view.content.callback_id === callback;

/** Makes one report the way the script says, through what the page offers. */
export async function report(person: PagePerson, planned: PlannedReport): Promise<void> {
  switch (planned.way) {
    case 'form':
      return byForm(person, planned);
    case 'message':
      return byMessage(person, planned);
    case 'achieved':
      return byButton(person, planned, 'item.achieved');
  }
}

/** `/aggiorna 24`, the state, the fields of that state, "Invia". */
async function byForm(person: PagePerson, planned: PlannedReport): Promise<void> {
  await person.command('/aggiorna', itemName(planned.item));
  const opened = await person.modal((view) => isOf(view, 'item.update-form'));
  const state = option(planned.state);
  await person.press(
    { viewId: opened.id },
    { ...state, block_id: 'state', action_id: 'state' },
    { state: { state } },
  );
  const marker = {
    in_progress: 'note',
    achieved: 'achievedOn',
    amended: 'changeField',
    withdrawn: 'act',
    new: 'act',
  }[planned.state];
  const shaped = await person.modal((view) => view.id === opened.id && has(view, marker));
  const fields = fieldsFor(planned);
  const values: Values = Object.fromEntries(
    (shaped.content.blocks ?? [])
      .filter(({ type }) => type === 'input')
      .map((block) => {
        const field = String(block.block_id);
        return [field, { [field]: fields[field] ?? initialOf(block) }];
      }),
  );
  const { outcome, errors } = await person.submit(shaped.id, values);
  if (outcome !== 'accepted')
    throw new Error(`${person.name}, ${itemName(planned.item)}: ${outcome} ${JSON.stringify(errors)}`);
  await person.noModal();
}

/** What a field holds when nobody touches it. */
function initialOf(block: Json): Json {
  const element = block.element as Json;
  if (element.type === 'datepicker')
    return { type: 'datepicker', selected_date: element.initial_date ?? null };
  return { type: element.type, value: element.initial_value ?? null };
}

function fieldsFor({ state, percent, item }: PlannedReport): Record<string, Json> {
  const all = { state: option(state), percent: text(percent === null ? '' : formatDecimal(percent)) };
  switch (state) {
    case 'in_progress':
      return { ...all, note: text('Attività in corso secondo il programma (prova).') };
    case 'achieved':
      return { ...all, note: text('Concluso (prova).') };
    case 'amended':
      return {
        ...all,
        changeField: option('description'),
        newValue: text(`${item.title} (testo modificato nella prova)`),
        reason: text('Modifica simulata: il documento conta gli obiettivi modificati e non dice come.'),
        act: text('Atto simulato'),
      };
    case 'withdrawn':
      return {
        ...all,
        reason: text('Ritiro simulato: il documento conta due ritirati senza nominarli.'),
        act: text('Atto simulato'),
      };
    case 'new':
      return { ...all, reason: text('Nuovo nel documento.'), act: text('Atto simulato') };
  }
}

/** "il 24 è al 60 %" in the direct messages, then "Conferma". */
async function byMessage(person: PagePerson, planned: PlannedReport): Promise<void> {
  const since = person.seen();
  await person.say(
    `Aggiorna ${the(itemName(planned.item))} ${joined('a', formatPercent(planned.percent ?? 0))}`,
  );
  const isOurs = ({ value }: Json): boolean => String(value).includes(`"${itemRef(planned.item)}"`);
  const asked = await person.message(({ blocks }) => buttonsOf(blocks, 'intent.confirm').some(isOurs), since);
  const confirm = buttonsOf(asked.blocks, 'intent.confirm').find(isOurs);
  await person.press({ channel: asked.channel, ts: asked.ts }, confirm ?? {});
  await person.message(({ ts, text: said }) => ts === asked.ts && said.startsWith('Ricevuto'));
}

/** `/aggiorna`, then the quick button of the item's line. */
async function byButton(person: PagePerson, planned: PlannedReport, action: string): Promise<void> {
  const since = person.seen();
  const isOurs = ({ value }: Json): boolean => String(value).includes(`/${itemRef(planned.item)}|`);
  await person.command('/aggiorna', '');
  const list = await person.message(({ blocks }) => buttonsOf(blocks, action).some(isOurs), since);
  const button = buttonsOf(list.blocks, action).find(isOurs);
  const pressed = person.seen();
  await person.press({ channel: list.channel, ts: list.ts }, button ?? {});
  await person.message(({ text: said }) => said.startsWith('Ricevuto'), pressed);
}

/** Whoever approves presses "Approva tutti", or "Approva", until everything expected of them is decided. */
export async function approveAll(person: PagePerson, expected: number): Promise<void> {
  const buttonIn = ({ blocks }: { readonly blocks?: readonly Json[] }): Json | undefined =>
    buttonsOf(blocks, 'approval.approve-all')[0] ?? buttonsOf(blocks, 'approval.approve')[0];
  // A message may be drawn again between two presses, and then names once more what was just decided.
  const decided = new Set<string>();
  while (decided.size < expected) {
    const message = await person.message((shown) => buttonIn(shown) !== undefined);
    const button = buttonIn(message) ?? {};
    const done = await person.pressIfThere({ channel: message.channel, ts: message.ts }, button);
    if (done) for (const id of idsIn(String(button.value))) decided.add(id);
    // What was decided goes from the button. Drawn again before the press came, it may offer the same ones in a new place.
    await person.message(
      (shown) =>
        shown.ts === message.ts && (done ? buttonIn(shown)?.value !== button.value : shown !== message),
    );
  }
}

/** The reports that a button decides on: "2021//139,141". */
const idsIn = (value: string): readonly string[] => value.slice(value.lastIndexOf('/') + 1).split(',');

/** The control office records opinion and act, and closes the phase; gives the message with the minutes. */
export async function closePhase(person: PagePerson) {
  await person.command('/monitoraggio', 'parere');
  const opinion = await person.modal((view) => isOf(view, 'phase.opinion-form'));
  // The sitting is of the day that the form offers.
  const day = (opinion.content.blocks ?? []).find(({ block_id }) => block_id === 'day') ?? {};
  await accepted(
    person.submit(opinion.id, {
      day: { day: initialOf(day) },
      opinion: { opinion: { type: 'radio_buttons', selected_option: { value: 'favourable' } } },
      remarks: { remarks: text('Parere simulato.') },
    }),
  );
  await person.noModal();
  await person.command('/monitoraggio', 'chiudi');
  const closing = await person.modal((view) => isOf(view, 'phase.close-form'));
  const since = person.seen();
  await accepted(person.submit(closing.id, {}));
  return person.message(({ text: said }) => said.startsWith('Verbale'), since);
}

async function accepted(sent: Promise<{ readonly outcome: string; readonly errors?: Json }>): Promise<void> {
  const { outcome, errors } = await sent;
  if (outcome !== 'accepted')
    throw new Error(`il modulo non è stato accettato: ${outcome} ${JSON.stringify(errors ?? {})}`);
}

/** The cells of the summary table that a message holds. */
export function tableOf(blocks: readonly Json[] | undefined): readonly (readonly string[])[] {
  const table = (blocks ?? []).find(({ type }) => type === 'data_table');
  return ((table?.rows as readonly (readonly { text: string }[])[] | undefined) ?? []).map((row) =>
    row.map((cell) => cell.text),
  );
}
