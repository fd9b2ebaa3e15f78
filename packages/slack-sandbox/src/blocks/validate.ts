import { asArray, asString, isObject, type Json } from '../json.ts';
import { blockList, type Surface, walkBlocks } from './blocks.ts';
import { boolean, type Check, fail, object, oneOf, type Problem, string } from './checks.ts';
import { plainText } from './composition.ts';
import { elementsOf } from './elements.ts';
import { LIMITS } from './limits.ts';

/** Ids that Slack wants once only: block ids within the list, action ids within their block. */
function duplicates(blocks: unknown, path: string): readonly Problem[] {
  const seen = new Set<string>();
  return walkBlocks(blocks, path).flatMap(({ block, path: here }) => {
    if (!isObject(block)) return [];
    const id = asString(block.block_id);
    const repeated =
      id !== '' && seen.has(id) ? fail(`${here}/block_id`, `\`block_id\` already exists: ${id}`) : [];
    seen.add(id);
    const actions = elementsOf(block)
      .map((element) => asString(element.action_id))
      .filter(Boolean);
    const twice = actions.filter((action, index) => actions.indexOf(action) !== index);
    return [...repeated, ...twice.flatMap((action) => fail(here, `\`action_id\` already exists: ${action}`))];
  });
}

/** More than one element asking for the focus is refused in a view. */
function focusProblems(blocks: unknown, path: string): readonly Problem[] {
  const asking = walkBlocks(blocks, path).filter(
    ({ block }) => isObject(block) && elementsOf(block).some((element) => element.focus_on_load === true),
  );
  return asking
    .slice(1)
    .flatMap(({ path: here }) => fail(here, 'only one element can have focus_on_load set to true'));
}

/** What Slack would object to in the `blocks` of a message. */
export function checkMessageBlocks(blocks: unknown): readonly Problem[] {
  return [...blockList('message')(blocks, '/blocks'), ...duplicates(blocks, '/blocks')];
}

function viewShape(surface: Surface): Check {
  const common = {
    type: oneOf(surface),
    blocks: blockList(surface),
    'private_metadata?': string({ max: LIMITS.privateMetadata }),
    'callback_id?': string({ max: LIMITS.callbackId }),
    'external_id?': string({ max: LIMITS.externalId }),
  };
  if (surface !== 'modal') return object(common);
  return object({
    ...common,
    title: plainText(LIMITS.modalTitle),
    'close?': plainText(LIMITS.modalButton),
    'submit?': plainText(LIMITS.modalButton),
    'clear_on_close?': boolean,
    'notify_on_close?': boolean,
    'submit_disabled?': boolean,
  });
}

function submitProblems(view: Json): readonly Problem[] {
  if (view.type !== 'modal' || view.submit) return [];
  const index = asArray(view.blocks).findIndex((block) => isObject(block) && block.type === 'input');
  return index < 0
    ? []
    : fail(`/view/blocks/${index}/input`, 'must define `submit` to use an `input` block in modals');
}

/** What Slack would object to in a view meant for `surface`. */
export function checkView(view: unknown, surface: 'modal' | 'home'): readonly Problem[] {
  if (!isObject(view)) return fail('/view', 'must provide an object');
  if (view.type !== surface) return fail('/view/type', `must be ${surface}`);
  return [
    ...viewShape(surface)(view, '/view'),
    ...duplicates(view.blocks, '/view/blocks'),
    ...focusProblems(view.blocks, '/view/blocks'),
    ...submitProblems(view),
  ];
}
