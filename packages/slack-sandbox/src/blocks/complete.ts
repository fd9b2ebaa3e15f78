import { randomBlockId } from '../ids.ts';
import { asArray, isObject, type Json } from '../json.ts';

const INTERACTIVE = /(button|buttons|select|input|picker|checkboxes|overflow)$/;

function completeElement(element: Json): Json {
  const named = typeof element.type === 'string' && INTERACTIVE.test(element.type);
  return named && !element.action_id ? { ...element, action_id: randomBlockId() } : element;
}

function completeBlock(block: Json): Json {
  const inner: Json = {};
  if (isObject(block.element)) inner.element = completeElement(block.element);
  if (isObject(block.accessory)) inner.accessory = completeElement(block.accessory);
  for (const holder of ['elements', 'actions', 'child_blocks'] as const) {
    if (!Array.isArray(block[holder]) || block.type === 'rich_text') continue;
    inner[holder] = block[holder].map((entry: unknown) => {
      if (!isObject(entry)) return entry;
      return holder === 'child_blocks' || entry.type === 'card'
        ? completeBlock(entry)
        : completeElement(entry);
    });
  }
  return { ...block, block_id: block.block_id ?? randomBlockId(), ...inner };
}

/** Valid blocks as Slack stores them: whatever came without a block id or an action id gets one. */
export function completeBlocks(blocks: unknown): readonly Json[] {
  return asArray(blocks).filter(isObject).map(completeBlock);
}
