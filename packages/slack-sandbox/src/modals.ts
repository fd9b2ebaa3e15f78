import { randomId, randomSecret } from './ids.ts';
import type { Json } from './json.ts';
import type { View } from './model.ts';
import type { Trigger } from './triggers.ts';

/** https://docs.slack.dev/surfaces/modals: a root view and two pushed upon it. */
const MAX_DEPTH = 3;

/** The modals of each open page, the top one last. In memory: a reload or a restart closes them. */
export interface ModalStacks {
  stack(pageId: string): readonly View[];
  find(viewId: string): View | undefined;
  findByExternalId(externalId: string): View | undefined;
  /** Replaces whatever is open with a new root. */
  open(trigger: Trigger, content: Json): View;
  /** Undefined when nothing is open, or already three views. */
  push(trigger: Trigger, content: Json): View | undefined;
  update(view: View, content: Json): View;
  /** Removes a view and those above it; returns the removed ones, top first. */
  close(view: View): readonly View[];
  clear(pageId: string): readonly View[];
}

/** A fresh view hash; Slack's look like "1156772938.1827394". */
export function newHash(now: Date): string {
  return `${Math.floor(now.getTime() / 1000)}.${randomSecret().slice(0, 8)}`;
}

export function createModalStacks(
  now: () => Date,
  onChange: (pageId: string, userId: string, stack: readonly View[]) => void,
): ModalStacks {
  const stacks = new Map<string, readonly View[]>();
  const stackOf = (pageId: string) => stacks.get(pageId) ?? [];
  const all = () => [...stacks.values()].flat();
  const replace = ({ pageId, userId }: Trigger, stack: readonly View[]) => {
    if (stack.length > 0) stacks.set(pageId, stack);
    else stacks.delete(pageId);
    onChange(pageId, userId, stack);
  };
  return {
    stack: stackOf,
    find: (viewId) => all().find(({ id }) => id === viewId),
    findByExternalId: (externalId) => all().find(({ content }) => content.external_id === externalId),
    open({ userId, pageId }, content) {
      const id = randomId('V');
      const view: View = { id, userId, pageId, hash: newHash(now()), rootId: id, content };
      replace(view, [view]);
      return view;
    },
    push({ userId, pageId }, content) {
      const stack = stackOf(pageId);
      const top = stack.at(-1);
      if (!top || stack.length >= MAX_DEPTH) return undefined;
      const view: View = {
        id: randomId('V'),
        userId,
        pageId,
        hash: newHash(now()),
        rootId: top.rootId,
        previousId: top.id,
        content,
      };
      replace(view, [...stack, view]);
      return view;
    },
    update(view, content) {
      const updated = { ...view, hash: newHash(now()), content };
      replace(
        view,
        stackOf(view.pageId).map((other) => (other.id === view.id ? updated : other)),
      );
      return updated;
    },
    close(view) {
      const stack = stackOf(view.pageId);
      const index = stack.findIndex(({ id }) => id === view.id);
      if (index < 0) return [];
      replace(view, stack.slice(0, index));
      return stack.slice(index).reverse();
    },
    clear(pageId) {
      const removed = [...stackOf(pageId)].reverse();
      if (removed[0]) replace(removed[0], []);
      return removed;
    },
  };
}
