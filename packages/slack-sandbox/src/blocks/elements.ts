import { asArray, type Json } from '../json.ts';
import { byType, type Check, list, object, oneOf, string } from './checks.ts';
import { CHOOSERS } from './choosers.ts';
import { anyText, overflowOption, plainText, url } from './composition.ts';
import { confirmable, type Fields, id, image, typed } from './element-parts.ts';
import { INPUTS, PICKERS } from './inputs.ts';
import { LIMITS } from './limits.ts';

/** Block elements: https://docs.slack.dev/reference/block-kit/block-elements, by the block that may hold them. */

const feedback = object({
  text: plainText(LIMITS.buttonText),
  value: string({ max: LIMITS.buttonValue }),
  'accessibility_label?': string({ max: LIMITS.buttonText }),
});

const BUTTONS: Fields = {
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
  overflow: typed('overflow', {
    options: list(overflowOption, { min: 1, max: LIMITS.overflowOptions }),
    ...confirmable,
  }),
};

const ELEMENTS: Fields = { ...BUTTONS, ...CHOOSERS, ...PICKERS, ...INPUTS, image };

const choosers = Object.keys(CHOOSERS);
const shared = ['button', 'workflow_button', 'overflow', ...choosers, 'datepicker', 'timepicker'];
const IN_SECTION = [...shared, 'image'];
const IN_ACTIONS = [...shared, 'datetimepicker', 'rich_text_input'];
const IN_INPUT = [...choosers, ...Object.keys(PICKERS), ...Object.keys(INPUTS)];

function only(types: readonly string[]): Check {
  const chosen = Object.fromEntries(types.map((type) => [type, ELEMENTS[type]]).filter(([, check]) => check));
  return byType(() => chosen as Fields);
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

/** The elements a block holds, wherever it keeps them. */
export function elementsOf(block: Json): readonly Json[] {
  const holders = [...asArray(block.elements), ...asArray(block.actions), block.accessory, block.element];
  return holders.filter((element): element is Json => typeof element === 'object' && element !== null);
}
