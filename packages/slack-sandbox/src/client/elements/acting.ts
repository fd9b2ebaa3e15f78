import { asObject, type Json } from '../../json.ts';
import type { Slot } from '../context.ts';
import { el } from '../dom.ts';
import { confirmDialog } from './confirm.ts';

/** Shows that an element is being acted upon, and why it failed. */
async function report(slot: Slot, host: HTMLElement, action: Json): Promise<void> {
  host.parentElement?.querySelector(':scope > .act-error')?.remove();
  host.classList.add('is-acting');
  host.setAttribute('aria-busy', 'true');
  const failure = await slot.context.act({ ...ids(slot), ...action });
  host.classList.remove('is-acting');
  host.removeAttribute('aria-busy');
  if (failure) host.after(el('span', { class: 'act-error', role: 'alert' }, failure));
}

function ids({ element, blockId, actionId }: Slot): Json {
  return { type: element.type, block_id: blockId, action_id: actionId };
}

/** Asks for confirmation where the element wants it, then sends the action. Resolves to false when refused. */
export async function perform(slot: Slot, host: HTMLElement, action: Json): Promise<boolean> {
  if (slot.element.confirm && !(await confirmDialog(asObject(slot.element.confirm), slot.context.names)))
    return false;
  await report(slot, host, action);
  return true;
}

/** Keeps a new value and, outside input blocks, tells the app at once. */
export async function changed(slot: Slot, host: HTMLElement, value: Json, undo: () => void): Promise<void> {
  const before = slot.context.form.get(slot.blockId, slot.actionId);
  slot.context.form.set(slot.blockId, slot.actionId, { type: slot.element.type, ...value });
  if (slot.input && !slot.dispatches) return;
  if (await perform(slot, host, value)) return;
  if (before) slot.context.form.set(slot.blockId, slot.actionId, before);
  undo();
}

/** The value an element starts with: what was there before the last redraw, or what the app gave. */
export function startValue(slot: Slot, initial: Json): Json {
  const kept = slot.context.form.get(slot.blockId, slot.actionId);
  const value = kept && kept.type === slot.element.type ? kept : { type: slot.element.type, ...initial };
  slot.context.form.set(slot.blockId, slot.actionId, value);
  return value;
}
