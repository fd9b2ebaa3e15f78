import type { Json } from '../json.ts';
import { boolean, both, type Check, fail, integer, list, object, oneOf, string } from './checks.ts';
import { actionId, confirm, plainText, url } from './composition.ts';
import { LIMITS } from './limits.ts';

/** Fields that many elements share. */

export type Fields = Readonly<Record<string, Check>>;

export const typed = (type: string, fields: Fields): Check =>
  object({ type: oneOf(type), 'action_id?': actionId, ...fields });

export const id = string({ min: 1 });
export const confirmable = { 'confirm?': confirm };
const placeholder = { 'placeholder?': plainText(LIMITS.placeholder) };
export const focusable = { 'focus_on_load?': boolean };
const dispatchable = {
  'dispatch_action_config?': object({
    'trigger_actions_on?': list(oneOf('on_enter_pressed', 'on_character_entered'), { min: 1 }),
  }),
};
/** For menus of several choices. */
export const many = { 'max_selected_items?': integer(1) };
export const picker = { ...confirmable, ...placeholder, ...focusable };
export const typedText = { ...placeholder, ...focusable, ...dispatchable };

/** An image comes from an address or from a file of the workspace. */
export function hasSource(image: Json, path: string) {
  return image.image_url || image.slack_file ? [] : fail(path, 'must provide either image_url or slack_file');
}

export const imageSource = {
  alt_text: string({ min: 1, max: LIMITS.imageAlt }),
  'image_url?': url(LIMITS.imageUrl),
  'slack_file?': object({ 'id?': id, 'url?': url(LIMITS.imageUrl) }),
};

export const image: Check = both(object({ type: oneOf('image'), ...imageSource }), hasSource);
