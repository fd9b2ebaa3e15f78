import { shortId } from '../ids.ts';
import { asArray, isObject, type Json } from '../json.ts';

const INTERACTIVE = /(button|buttons|select|input|picker|checkboxes|overflow)$/;

/** Gives what has no id the one of what it holds, and a number behind it where that was given already. */
type Name = (named: Json) => string;

function createNames(): Name {
  const given = new Map<string, number>();
  return (named) => {
    const id = shortId(JSON.stringify(named));
    const before = given.get(id) ?? 0;
    given.set(id, before + 1);
    return before === 0 ? id : `${id}${before}`;
  };
}

function completeElement(element: Json, name: Name): Json {
  const named = typeof element.type === 'string' && INTERACTIVE.test(element.type);
  return named && !element.action_id ? { ...element, action_id: name(element) } : element;
}

function completeBlock(block: Json, name: Name): Json {
  const inner: Json = {};
  if (isObject(block.element)) inner.element = completeElement(block.element, name);
  if (isObject(block.accessory)) inner.accessory = completeElement(block.accessory, name);
  for (const holder of ['elements', 'actions', 'child_blocks'] as const) {
    if (!Array.isArray(block[holder]) || block.type === 'rich_text') continue;
    inner[holder] = block[holder].map((entry: unknown) => {
      if (!isObject(entry)) return entry;
      return holder === 'child_blocks' || entry.type === 'card'
        ? completeBlock(entry, name)
        : completeElement(entry, name);
    });
  }
  return { ...block, block_id: block.block_id ?? name(block), ...inner };
}

/**
 * Valid blocks as Slack stores them: whatever came without a block id or an action id gets one. What is sent again as it was keeps
 * its own: a button that is pressed just as its place is drawn anew is still there.
 */
export function completeBlocks(blocks: unknown): readonly Json[] {
  const name = createNames();
  return asArray(blocks)
    .filter(isObject)
    .map((block) => completeBlock(block, name));
}
