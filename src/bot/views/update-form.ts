import type { ContextBlock, InputBlock, ModalView, PlainTextOption, SectionBlock } from '@slack/types';
import { z } from 'zod';
import { formatDayLong, formatDecimal, STATE_NAMES } from '../../answers/format.ts';
import { ITEM_STATES, type ItemKey, type ItemState } from '../../domain/types.ts';
import type { UpdateForm } from '../../domain/update-service.ts';
import { type DraftField, type DraftProblem, MAX_TEXT, type UpdateDraft } from '../../domain/updates.ts';
import { VIEWS } from '../ids.ts';
import { context, escapeMrkdwn, plain, section } from './blocks.ts';
import { LIMITS } from './limits.ts';
import { capital, itemName, momentWords, stateWords } from './words.ts';

/** What the form carries besides its fields: ids only; everything else is reloaded and authorised again. */
const metadataSchema = z.object({
  kind: z.enum(['objective', 'process', 'indicator']),
  number: z.number().int().positive(),
  phase: z.string(),
  basedOn: z.number().int().nonnegative(),
});
export type UpdateFormMetadata = z.infer<typeof metadataSchema>;

/** One block per field, named after it, so that an error finds its place. */
const FIELD: Readonly<Record<DraftField, DraftField>> = {
  state: 'state',
  percent: 'percent',
  criticalPoints: 'criticalPoints',
  correctiveActions: 'correctiveActions',
};

/** The form of one item, prefilled with its last version. */
export function buildUpdateForm(form: UpdateForm, authorName: string | null, timezone: string): ModalView {
  const { item, phase, previous } = form;
  const metadata: UpdateFormMetadata = {
    kind: item.kind,
    number: item.number,
    phase: phase.code,
    basedOn: previous?.version ?? 0,
  };
  const last =
    previous === null
      ? 'È il primo aggiornamento in questa fase.'
      : `Ultimo: ${stateWords(previous)} · ${authorName ?? previous.author}, ${momentWords(previous.at, timezone)}.`;
  const blocks: (SectionBlock | ContextBlock | InputBlock)[] = [
    section(`*${escapeMrkdwn(item.shortTitle)}*\n${escapeMrkdwn(item.summary)}`),
    context(`${escapeMrkdwn(phase.name)} · scadenza ${formatDayLong(phase.dueOn)}`, escapeMrkdwn(last)),
    stateInput(previous?.state ?? null),
    {
      type: 'input',
      block_id: FIELD.percent,
      optional: true,
      label: plain('Percentuale di realizzazione'),
      hint: plain('Da 0 a 100, anche con i decimali: 34,5. Serve se è in fase.'),
      element: {
        type: 'plain_text_input',
        action_id: FIELD.percent,
        ...(previous?.percent == null ? {} : { initial_value: formatDecimal(previous.percent) }),
      },
    },
    textInput(
      'criticalPoints',
      'Criticità',
      'Che cosa ostacola, o perché è cambiato.',
      previous?.criticalPoints ?? null,
    ),
    textInput(
      'correctiveActions',
      'Azioni correttive',
      'Che cosa si farà, chi e per quando.',
      previous?.correctiveActions ?? null,
    ),
  ];
  return {
    type: 'modal',
    callback_id: VIEWS.updateForm,
    private_metadata: JSON.stringify(metadata),
    title: plain(`Aggiorna ${itemName(item)}`, LIMITS.modalTitle),
    submit: plain('Invia'),
    close: plain('Annulla'),
    blocks,
  };
}

const stateOption = (state: ItemState): PlainTextOption => ({
  text: plain(capital(STATE_NAMES[state]), LIMITS.optionText),
  value: state,
});

const stateInput = (state: ItemState | null): InputBlock => ({
  type: 'input',
  block_id: FIELD.state,
  label: plain('Stato'),
  element: {
    type: 'static_select',
    action_id: FIELD.state,
    placeholder: plain('Scegli lo stato'),
    options: ITEM_STATES.map(stateOption),
    ...(state === null ? {} : { initial_option: stateOption(state) }),
  },
});

const textInput = (
  field: 'criticalPoints' | 'correctiveActions',
  label: string,
  hint: string,
  value: string | null,
): InputBlock => ({
  type: 'input',
  block_id: FIELD[field],
  optional: true,
  label: plain(label),
  hint: plain(hint),
  element: {
    type: 'plain_text_input',
    action_id: FIELD[field],
    multiline: true,
    max_length: MAX_TEXT,
    ...(value === null ? {} : { initial_value: value }),
  },
});

const fieldValue = z.object({
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
});
const stateValues = z.record(z.string(), z.record(z.string(), fieldValue));

/** What was sent: the item and phase it is about, and the fields as typed. */
export interface SubmittedUpdate {
  readonly item: ItemKey;
  readonly metadata: UpdateFormMetadata;
  readonly draft: UpdateDraft;
}

/**
 * Reads a submitted form.
 * @param view the `view` of a `view_submission` payload
 * @throws ZodError when the metadata or the values are not those of this form
 */
export function parseUpdateForm(view: {
  private_metadata: string;
  state: { values: unknown };
}): SubmittedUpdate {
  const metadata = metadataSchema.parse(JSON.parse(view.private_metadata));
  const values = stateValues.parse(view.state.values);
  const text = (field: DraftField): string => values[field]?.[field]?.value ?? '';
  const state = values[FIELD.state]?.[FIELD.state]?.selected_option?.value;
  return {
    item: { kind: metadata.kind, number: metadata.number },
    metadata,
    draft: {
      state: ITEM_STATES.find((known) => known === state) ?? null,
      percent: text('percent'),
      criticalPoints: text('criticalPoints'),
      correctiveActions: text('correctiveActions'),
    },
  };
}

const PROBLEM_WORDS: Readonly<Record<DraftProblem, string>> = {
  state_missing: 'Scegli uno stato.',
  new_is_for_heads: 'Lo stato «nuovo» lo possono indicare il dirigente o l’ufficio controllo.',
  percent_not_a_number: 'Scrivi un numero da 0 a 100, per esempio 34,5.',
  percent_out_of_range: 'La percentuale va da 0 a 100.',
  percent_missing: 'Se è in fase, indica a che percentuale è arrivato.',
  explanation_missing_below_100: 'Raggiunto con meno del 100 %: spiega qui perché.',
  explanation_missing_for_change: 'Se è modificato o ritirato, spiega qui che cosa cambia e perché.',
  explanation_missing_for_drop: 'La percentuale è più bassa di prima: spiega qui perché.',
  text_too_long: `Al massimo ${MAX_TEXT} caratteri.`,
};

/** Problems as Slack wants them: a sentence under each wrong field, all at once. */
export const draftErrors = (problems: ReadonlyMap<DraftField, DraftProblem>): Record<string, string> =>
  Object.fromEntries([...problems].map(([field, problem]) => [FIELD[field], PROBLEM_WORDS[problem]]));
