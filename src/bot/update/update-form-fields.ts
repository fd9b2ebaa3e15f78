import type { InputBlock, PlainTextOption } from '@slack/types';
import { actionsAsTyped } from '../../domain/record/index.ts';
import {
  CHANGE_CHOICES,
  type ChangeChoice,
  type DraftField,
  MAX_ACT,
  MAX_TEXT,
  SEVERAL,
  type UpdateDraft,
  type UpdateForm,
  writeChanges,
} from '../../domain/updates/index.ts';
import { the } from '../../words/articles.ts';
import { CHANGE_NAMES } from '../../words/changes.ts';
import { formatDay } from '../../words/days.ts';
import { capital } from '../../words/sentences.ts';
import { ITEM_STATES, type ItemState, STATE_NAMES } from '../../words/states.ts';
import { plain } from '../kit/blocks.ts';
import { LIMITS } from '../kit/limits.ts';

/** One field of the form, filled. Block and action are named after it, so that an error finds its place and what was
 * typed survives a change of the fields around it. */
export function fieldInput(field: DraftField, form: UpdateForm, draft: UpdateDraft): InputBlock {
  switch (field) {
    case 'state':
      return stateInput(form, draft);
    case 'changeField':
      return changeInput(draft);
    case 'actionsDone':
      return actionsDoneInput(form, draft);
    case 'achievedOn':
      return dayInput('achievedOn', 'Raggiunto il', draft.achievedOn || form.today, true);
    case 'newValue':
      if (draft.changeField === SEVERAL)
        return textInput('newValue', draft.newValue || writeChanges([]), SEVERAL_CHANGES);
      return draft.changeField === 'deadline'
        ? dayInput('newValue', 'Nuova scadenza', draft.newValue, false)
        : textInput('newValue', draft.newValue, TEXTS.newValue);
    case 'correctiveActions':
      return textInput(field, actionsAsTyped(draft.correctiveActions), TEXTS.correctiveActions);
    default:
      return textInput(field, draft[field], textOf(field, draft.state, form.shape.indicators));
  }
}

interface TextField {
  readonly label: string;
  readonly hint: string;
  readonly multiline: boolean;
  readonly optional: boolean;
  readonly max: number;
}

const optionalText = (label: string, hint: string): TextField => ({
  label,
  hint,
  multiline: true,
  optional: true,
  max: MAX_TEXT,
});

type Typed = Exclude<DraftField, 'state' | 'changeField' | 'actionsDone' | 'achievedOn'>;

// What is always needed is required for Slack too, so that nobody reads "optional" on it; the rules check it again.
const TEXTS: Readonly<Record<Typed, TextField>> = {
  percent: {
    label: 'Percentuale di realizzazione',
    hint: 'Da 0 a 100, anche con i decimali: 34,5.',
    multiline: false,
    optional: true,
    max: 20,
  },
  note: optionalText('A che punto è', 'Che cosa è stato fatto. Se la percentuale scende, perché.'),
  criticalPoints: optionalText('Criticità', 'Che cosa ostacola.'),
  correctiveActions: optionalText(
    'Azioni correttive',
    'Una per riga: che cosa; chi; entro quando. Per esempio: Sollecitare la ditta; ufficio gare; 30/10/2021',
  ),
  results: optionalText(
    'Valori degli indicatori',
    'Scrivi il valore dopo i due punti; una riga lasciata vuota non dice niente.',
  ),
  milestonesDone: optionalText(
    'Fasi: quando sono state fatte',
    'Scrivi la data dopo i due punti, per esempio 30/10/2021; lascia vuote quelle da fare.',
  ),
  newValue: { ...optionalText('Nuovo valore', 'Come diventa.'), optional: false },
  reason: optionalText('Motivo', 'Perché: resta nel registro delle modifiche.'),
  act: {
    ...optionalText('Atto', 'Se c’è: per esempio Delibera G.C. n. 12 del 14/02/2021.'),
    multiline: false,
    max: MAX_ACT,
  },
  evidence: {
    ...optionalText(
      'Documenti (collegamenti)',
      'Indirizzi https://, uno per riga. Per i file: «Allega un documento».',
    ),
    max: 1_000,
  },
};

const SEVERAL_CHANGES: TextField = {
  ...TEXTS.newValue,
  label: 'Nuovi valori, uno per riga',
  hint: 'Prima dei due punti che cosa cambia, dopo come diventa; una riga lasciata vuota non cambia niente.',
};

/** The same field says what it is for in this state. */
function textOf(field: Typed, state: ItemState | null, measured: boolean): TextField {
  if (field === 'percent' && state === 'in_progress')
    return measured
      ? { ...TEXTS.percent, hint: 'Vuota vuol dire quella che danno gli indicatori.' }
      : { ...TEXTS.percent, optional: false };
  if (field === 'reason') return { ...TEXTS.reason, optional: false };
  if (field === 'note' && state === 'achieved')
    return { ...TEXTS.note, label: 'Nota', hint: 'Serve se è sotto il 100 % o se manca la data.' };
  if (field === 'percent' && state === 'achieved') return { ...TEXTS.percent, hint: 'Vuota vuol dire 100.' };
  return TEXTS[field];
}

function textInput(
  field: DraftField,
  value: string,
  { label, hint, multiline, optional, max }: TextField,
): InputBlock {
  return {
    type: 'input',
    block_id: field,
    optional,
    dispatch_action: true,
    label: plain(label),
    hint: plain(hint),
    element: {
      type: 'plain_text_input',
      action_id: field,
      multiline,
      max_length: max,
      // Slack tells that a form was closed without what was in it: it is kept as it is typed.
      dispatch_action_config: { trigger_actions_on: ['on_character_entered'] },
      ...(value === '' ? {} : { initial_value: value.slice(0, max) }),
    },
  };
}

function dayInput(field: DraftField, label: string, value: string, optional: boolean): InputBlock {
  return {
    type: 'input',
    block_id: field,
    optional,
    dispatch_action: true,
    label: plain(label),
    element: {
      type: 'datepicker',
      action_id: field,
      ...(/^\d{4}-\d{2}-\d{2}$/.test(value) ? { initial_date: value } : {}),
    },
  };
}

const stateOption = (state: ItemState): PlainTextOption => ({
  text: plain(capital(STATE_NAMES[state].it.one), LIMITS.optionText),
  value: state,
});

function stateInput({ mayAdd }: UpdateForm, { state }: UpdateDraft): InputBlock {
  return {
    type: 'input',
    block_id: 'state',
    dispatch_action: true,
    label: plain('Stato'),
    element: {
      type: 'static_select',
      action_id: 'state',
      placeholder: plain('Scegli lo stato'),
      options: ITEM_STATES.filter((known) => known !== 'new' || mayAdd || state === 'new').map(stateOption),
      ...(state === null ? {} : { initial_option: stateOption(state) }),
    },
  };
}

const changeOption = (field: ChangeChoice): PlainTextOption => ({
  text: plain(field === SEVERAL ? 'Più cose insieme' : capital(CHANGE_NAMES[field].it)),
  value: field,
});

const changeInput = ({ changeField }: UpdateDraft): InputBlock => ({
  type: 'input',
  block_id: 'changeField',
  dispatch_action: true,
  label: plain('Che cosa cambia'),
  element: {
    type: 'static_select',
    action_id: 'changeField',
    placeholder: plain('Scegli'),
    options: CHANGE_CHOICES.map(changeOption),
    ...(changeField === null ? {} : { initial_option: changeOption(changeField) }),
  },
});

function actionsDoneInput({ openActions }: UpdateForm, { actionsDone }: UpdateDraft): InputBlock {
  const options = openActions.slice(0, 10).map(({ what, owner, due, ref }) => ({
    text: plain(`${what} (${owner}, entro ${the(formatDay(due))})`, LIMITS.optionText),
    value: `${ref.update}|${ref.line}`,
  }));
  const done = options.filter(({ value }) =>
    actionsDone.some(({ update, line }) => value === `${update}|${line}`),
  );
  return {
    type: 'input',
    block_id: 'actionsDone',
    optional: true,
    dispatch_action: true,
    label: plain('Azioni correttive previste prima: quali sono state fatte?'),
    element: {
      type: 'checkboxes',
      action_id: 'actionsDone',
      options,
      ...(done.length === 0 ? {} : { initial_options: done }),
    },
  };
}
