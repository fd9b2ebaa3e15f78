import type { InputBlock, ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import type { Phase } from '../../domain/types.ts';
import { plain, plainSection } from './blocks.ts';
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
  submit = 'Invia',
): ModalView => ({
  type: 'modal',
  callback_id: callback,
  private_metadata: JSON.stringify(metadata),
  title: plain(title, LIMITS.modalTitle),
  submit: plain(submit, LIMITS.modalTitle),
  close: plain('Annulla'),
  blocks,
});

/** Something to look at, and the way out. */
export const viewModal = (title: string, blocks: ModalView['blocks']): ModalView => ({
  type: 'modal',
  title: plain(title, LIMITS.modalTitle),
  close: plain('Chiudi'),
  blocks,
});

/** A form that has done its work, or could not: a sentence and the way out. */
export const sentenceModal = (sentence: string): ModalView =>
  viewModal('Traguardo', [plainSection(sentence)]);

/** A field of words. */
export const text = (multiline: boolean, max: number = LIMITS.sectionText) => ({
  type: 'plain_text_input',
  multiline,
  max_length: max,
});

/** What a form carries of the phase it acts within. */
export const inPhase = ({ year, code }: Phase) => ({ year, phase: code });

/** Reads it back; the year is read where the form arrives. */
export const phaseOf = (view: { readonly private_metadata: string }): { readonly phase: string } =>
  z.object({ phase: z.string() }).parse(JSON.parse(view.private_metadata));
