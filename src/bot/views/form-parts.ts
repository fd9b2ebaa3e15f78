import type { InputBlock, ModalView, PlainTextOption } from '@slack/types';
import { plain } from './blocks.ts';
import { LIMITS } from './limits.ts';

/** An input whose block and element are named after its field, so that an error finds its place. */
export const input = (
  field: string,
  label: string,
  element: Omit<InputBlock['element'], 'action_id'> | Readonly<Record<string, unknown>>,
  more: { readonly optional?: boolean; readonly hint?: string } = {},
): InputBlock =>
  ({
    type: 'input',
    block_id: field,
    label: plain(label),
    ...(more.optional ? { optional: true } : {}),
    ...(more.hint === undefined ? {} : { hint: plain(more.hint) }),
    element: { ...element, action_id: field },
  }) as InputBlock;

export const dayPicker = (initial: string | null) => ({
  type: 'datepicker',
  ...(initial === null ? {} : { initial_date: initial }),
});

export const choice = (label: string, value: string): PlainTextOption => ({
  text: plain(label, LIMITS.optionText),
  value,
});

export const modal = (
  callback: string,
  title: string,
  metadata: unknown,
  blocks: ModalView['blocks'],
  submit: string,
): ModalView => ({
  type: 'modal',
  callback_id: callback,
  private_metadata: JSON.stringify(metadata),
  title: plain(title, LIMITS.modalTitle),
  submit: plain(submit, LIMITS.modalTitle),
  close: plain('Annulla'),
  blocks,
});
