import { asArray, type Json } from '../json.ts';
import {
  boolean,
  both,
  byType,
  type Check,
  fail,
  integer,
  list,
  number,
  object,
  oneOf,
  type Problem,
  string,
} from './checks.ts';
import {
  actionId,
  anyText,
  choice,
  choices,
  confirm,
  initialIsOffered,
  menuOption,
  menuOptions,
  optionGroups,
  overflowOption,
  plainText,
  url,
} from './composition.ts';
import { LIMITS } from './limits.ts';
import { richText } from './rich-text.ts';

/** Block elements: https://docs.slack.dev/reference/block-kit/block-elements */

const typed = (type: string, fields: Readonly<Record<string, Check>>): Check =>
  object({ type: oneOf(type), 'action_id?': actionId, ...fields });

const confirmable = { 'confirm?': confirm };
const placeholder = { 'placeholder?': plainText(LIMITS.placeholder) };
const focusable = { 'focus_on_load?': boolean };
const dispatchable = {
  'dispatch_action_config?': object({
    'trigger_actions_on?': list(oneOf('on_enter_pressed', 'on_character_entered'), { min: 1 }),
  }),
};
const many = { 'max_selected_items?': integer(1) };
const picker = { ...confirmable, ...placeholder, ...focusable };
const typedText = { ...placeholder, ...focusable, ...dispatchable };
const date = string({ pattern: /^\d{4}-\d{2}-\d{2}$/ });
const id = string({ min: 1 });
const conversationFilter = object({
  'include?': list(oneOf('im', 'mpim', 'private', 'public'), { min: 1 }),
  'exclude_external_shared_channels?': boolean,
  'exclude_bot_users?': boolean,
});

export const image: Check = both(
  object({
    type: oneOf('image'),
    alt_text: string({ min: 1, max: LIMITS.imageAlt }),
    'image_url?': url(LIMITS.imageUrl),
    'slack_file?': object({ 'id?': id, 'url?': url(LIMITS.imageUrl) }),
  }),
  (value, path) =>
    value.image_url || value.slack_file ? [] : fail(path, 'must provide either image_url or slack_file'),
);

/** `options` or `option_groups`, exactly one of the two. */
function oneSourceOfOptions(element: Json, path: string): readonly Problem[] {
  const sources = [element.options, element.option_groups].filter((source) => source !== undefined);
  return sources.length === 1 ? [] : fail(path, 'must provide exactly one of: options, option_groups');
}

function staticMenu(
  type: string,
  initial: string,
  initialCheck: Check,
  extra: Readonly<Record<string, Check>> = {},
): Check {
  return both(
    typed(type, {
      'options?': menuOptions,
      'option_groups?': optionGroups,
      [`${initial}?`]: initialCheck,
      ...picker,
      ...extra,
    }),
    (value, path) => [...oneSourceOfOptions(value, path), ...initialIsOffered(initial)(value, path)],
  );
}

const feedback = object({
  text: plainText(LIMITS.buttonText),
  value: string({ max: LIMITS.buttonValue }),
  'accessibility_label?': string({ max: LIMITS.buttonText }),
});

export const ELEMENTS: Readonly<Record<string, Check>> = {
  button: typed('button', {
    text: plainText(LIMITS.buttonText),
    'value?': string({ max: LIMITS.buttonValue }),
    'url?': url(LIMITS.buttonUrl),
    'style?': oneOf('primary', 'danger'),
    'accessibility_label?': string({ max: LIMITS.buttonText }),
    ...confirmable,
  }),
  workflow_button: typed('workflow_button', {
    text: plainText(LIMITS.buttonText),
    workflow: object({
      trigger: object({
        url: url(LIMITS.buttonUrl),
        'customizable_input_parameters?': list(object({ name: string(), value: string() })),
      }),
    }),
    'style?': oneOf('primary', 'danger'),
    'accessibility_label?': string({ max: LIMITS.buttonText }),
  }),
  icon_button: typed('icon_button', {
    icon: string({ min: 1 }),
    text: plainText(LIMITS.buttonText),
    'value?': string({ max: LIMITS.buttonValue }),
    'accessibility_label?': string({ max: LIMITS.buttonText }),
    'visible_to_user_ids?': list(id),
    ...confirmable,
  }),
  feedback_buttons: typed('feedback_buttons', { positive_button: feedback, negative_button: feedback }),
  image,
  overflow: typed('overflow', {
    options: list(overflowOption, { min: 1, max: LIMITS.overflowOptions }),
    ...confirmable,
  }),
  checkboxes: both(
    typed('checkboxes', {
      options: choices,
      'initial_options?': list(choice, { min: 1 }),
      ...confirmable,
      ...focusable,
    }),
    initialIsOffered('initial_options'),
  ),
  radio_buttons: both(
    typed('radio_buttons', { options: choices, 'initial_option?': choice, ...confirmable, ...focusable }),
    initialIsOffered('initial_option'),
  ),
  static_select: staticMenu('static_select', 'initial_option', menuOption),
  multi_static_select: staticMenu('multi_static_select', 'initial_options', list(menuOption), many),
  external_select: typed('external_select', {
    'initial_option?': menuOption,
    'min_query_length?': integer(0),
    ...picker,
  }),
  multi_external_select: typed('multi_external_select', {
    'initial_options?': list(menuOption),
    'min_query_length?': integer(0),
    ...picker,
    ...many,
  }),
  users_select: typed('users_select', { 'initial_user?': id, ...picker }),
  multi_users_select: typed('multi_users_select', { 'initial_users?': list(id), ...picker, ...many }),
  channels_select: typed('channels_select', {
    'initial_channel?': id,
    'response_url_enabled?': boolean,
    ...picker,
  }),
  multi_channels_select: typed('multi_channels_select', {
    'initial_channels?': list(id),
    ...picker,
    ...many,
  }),
  conversations_select: typed('conversations_select', {
    'initial_conversation?': id,
    'default_to_current_conversation?': boolean,
    'response_url_enabled?': boolean,
    'filter?': conversationFilter,
    ...picker,
  }),
  multi_conversations_select: typed('multi_conversations_select', {
    'initial_conversations?': list(id),
    'default_to_current_conversation?': boolean,
    'filter?': conversationFilter,
    ...picker,
    ...many,
  }),
  datepicker: typed('datepicker', { 'initial_date?': date, ...picker }),
  timepicker: typed('timepicker', {
    'initial_time?': string({ pattern: /^([01]\d|2[0-3]):[0-5]\d$/ }),
    'timezone?': string(),
    ...picker,
  }),
  datetimepicker: typed('datetimepicker', {
    'initial_date_time?': integer(1_000_000_000, 9_999_999_999),
    ...confirmable,
    ...focusable,
  }),
  plain_text_input: both(
    typed('plain_text_input', {
      'initial_value?': string({ max: LIMITS.inputLength }),
      'multiline?': boolean,
      'min_length?': integer(0, LIMITS.inputLength),
      'max_length?': integer(1, LIMITS.inputLength),
      ...typedText,
    }),
    (value, path) =>
      typeof value.min_length === 'number' &&
      typeof value.max_length === 'number' &&
      value.min_length > value.max_length
        ? fail(`${path}/max_length`, 'must be greater than or equal to min_length')
        : [],
  ),
  number_input: typed('number_input', {
    is_decimal_allowed: boolean,
    'initial_value?': string({ pattern: /^-?\d+(\.\d+)?$/ }),
    'min_value?': string({ pattern: /^-?\d+(\.\d+)?$/ }),
    'max_value?': string({ pattern: /^-?\d+(\.\d+)?$/ }),
    ...typedText,
  }),
  email_text_input: typed('email_text_input', {
    'initial_value?': string({ pattern: /^\S+@\S+$/ }),
    ...typedText,
  }),
  url_text_input: typed('url_text_input', { 'initial_value?': url(LIMITS.buttonUrl), ...typedText }),
  rich_text_input: typed('rich_text_input', {
    'initial_value?': richText,
    'min_lines?': integer(1, 100),
    'max_lines?': integer(1, 100),
    ...typedText,
  }),
  file_input: typed('file_input', {
    'filetypes?': list(string({ min: 1 })),
    'max_files?': integer(1, LIMITS.files),
  }),
};

const selects = [
  'static_select',
  'external_select',
  'users_select',
  'channels_select',
  'conversations_select',
];
const menus = [...selects, ...selects.map((type) => `multi_${type}`)];
const choosers = ['checkboxes', 'radio_buttons', ...menus];
const pickers = ['datepicker', 'timepicker'];

const IN_SECTION = ['button', 'workflow_button', 'image', 'overflow', ...choosers, ...pickers];
const IN_ACTIONS = [
  'button',
  'workflow_button',
  'overflow',
  ...choosers,
  ...pickers,
  'datetimepicker',
  'rich_text_input',
];
const IN_INPUT = [
  ...choosers,
  ...pickers,
  'datetimepicker',
  'plain_text_input',
  'number_input',
  'email_text_input',
  'url_text_input',
  'rich_text_input',
  'file_input',
];

function only(types: readonly string[]): Check {
  const chosen = Object.fromEntries(types.map((type) => [type, ELEMENTS[type]]).filter(([, check]) => check));
  return byType(() => chosen as Readonly<Record<string, Check>>);
}

export const accessory = only(IN_SECTION);
export const actionsElement = only(IN_ACTIONS);
export const inputElement = only(IN_INPUT);
export const contextActionsElement = only(['feedback_buttons', 'icon_button']);
export const cardButton = only(['button', 'workflow_button']);
export const contextElement = byType(() => ({
  image,
  plain_text: plainText(LIMITS.contextText),
  mrkdwn: anyText(LIMITS.contextText),
}));

/** A number as a table cell carries it. */
export const rawNumber: Check = object({
  type: oneOf('raw_number'),
  value: number,
  text: string({ min: 1 }),
});
export const rawText: Check = object({ type: oneOf('raw_text'), text: string({ min: 1 }) });

/** The elements a block holds, wherever it keeps them. */
export function elementsOf(block: Json): readonly Json[] {
  const holders = [...asArray(block.elements), ...asArray(block.actions), block.accessory, block.element];
  return holders.filter((element): element is Json => typeof element === 'object' && element !== null);
}
