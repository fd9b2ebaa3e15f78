import { asString, type Json } from '../../json.ts';
import type { BlockContext, Slot } from '../context.ts';
import { el } from '../dom.ts';
import { renderButton, renderFeedback, renderIconButton } from './buttons.ts';
import { renderChoices } from './choices.ts';
import { renderFileInput } from './file-input.ts';
import { renderImageElement } from './image.ts';
import { renderOverflow } from './overflow.ts';
import { renderPicker } from './pickers.ts';
import { renderSelect } from './select.ts';
import { renderTextInput } from './text-input.ts';

const RENDERERS: Readonly<Record<string, (slot: Slot) => HTMLElement>> = {
  button: renderButton,
  workflow_button: renderButton,
  icon_button: renderIconButton,
  feedback_buttons: renderFeedback,
  image: ({ element, context }) => renderImageElement(element, context),
  overflow: renderOverflow,
  checkboxes: renderChoices,
  radio_buttons: renderChoices,
  datepicker: renderPicker,
  timepicker: renderPicker,
  datetimepicker: renderPicker,
  plain_text_input: renderTextInput,
  number_input: renderTextInput,
  email_text_input: renderTextInput,
  url_text_input: renderTextInput,
  rich_text_input: renderTextInput,
  file_input: renderFileInput,
};

export function renderElement(
  context: BlockContext,
  element: Json,
  blockId: string,
  inInput: { readonly dispatches: boolean; readonly fieldId: string } | null = null,
): HTMLElement {
  const type = asString(element.type);
  const slot: Slot = {
    context,
    element,
    blockId,
    actionId: asString(element.action_id),
    input: inInput !== null,
    dispatches: inInput?.dispatches ?? false,
    fieldId: inInput?.fieldId ?? '',
  };
  if (type.endsWith('select')) return renderSelect(slot);
  const render = RENDERERS[type];
  return render ? render(slot) : el('span', { class: 'unknown' }, `Elemento sconosciuto: ${type}`);
}
