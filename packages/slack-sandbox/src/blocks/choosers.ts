import type { Json } from '../json.ts';
import { boolean, both, type Check, fail, integer, list, object, oneOf, type Problem } from './checks.ts';
import { choice, choices, initialIsOffered, menuOption, menuOptions, optionGroups } from './composition.ts';
import { confirmable, type Fields, focusable, id, many, picker, typed } from './element-parts.ts';

/** Radio buttons, checkboxes and menus. */

const conversationFilter = object({
  'include?': list(oneOf('im', 'mpim', 'private', 'public'), { min: 1 }),
  'exclude_external_shared_channels?': boolean,
  'exclude_bot_users?': boolean,
});

/** `options` or `option_groups`, exactly one of the two. */
function oneSourceOfOptions(element: Json, path: string): readonly Problem[] {
  const sources = [element.options, element.option_groups].filter((source) => source !== undefined);
  return sources.length === 1 ? [] : fail(path, 'must provide exactly one of: options, option_groups');
}

function staticMenu(type: string, initial: string, initialCheck: Check, extra: Fields = {}): Check {
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

export const CHOOSERS: Fields = {
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
};
