import type {
  AllMiddlewareArgs,
  BlockAction,
  ButtonAction,
  SlackActionMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from '@slack/bolt';
import { Problem } from '../../domain/errors.ts';
import { type ItemKey, readItemRef } from '../../domain/types.ts';

/** What a handler of a button is called with. */
export type ButtonArgs = SlackActionMiddlewareArgs<BlockAction<ButtonAction>> & AllMiddlewareArgs;
/** What a handler of a sent form is called with. */
export type SubmissionArgs = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs;

/** Reads an item ref from a button's value: whatever it says, rights are checked afterwards. */
export function parseRef(value: string): ItemKey {
  const key = readItemRef(value);
  if (!key) throw new Problem('item_unknown', { item: value });
  return key;
}
