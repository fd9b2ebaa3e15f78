import { randomId, randomSecret } from './ids.ts';
import type { Json } from './json.ts';
import type { View } from './model.ts';

/** https://docs.slack.dev/surfaces/modals: a root view and two pushed upon it. */
const MAX_DEPTH = 3;

/** The modals on each person's screen, the top one last. In memory: a restart closes them. */
export interface ModalStacks {
  stack(userId: string): readonly View[];
  find(viewId: string): View | undefined;
  findByExternalId(externalId: string): View | undefined;
  /** Replaces whatever is open with a new root. */
  open(userId: string, content: Json): View;
  /** Undefined when three views are already open. */
  push(userId: string, content: Json): View | undefined;
  update(view: View, content: Json): View;
  /** Removes a view and those above it; returns the removed ones, top first. */
  close(view: View): readonly View[];
  clear(userId: string): readonly View[];
}

/** A fresh view hash; Slack's look like "1156772938.1827394". */
export function newHash(now: Date): string {
  return `${Math.floor(now.getTime() / 1000)}.${randomSecret().slice(0, 8)}`;
}

export function createModalStacks(
  now: () => Date,
  onChange: (userId: string, stack: readonly View[]) => void,
): ModalStacks {
  const stacks = new Map<string, readonly View[]>();
  const stackOf = (userId: string) => stacks.get(userId) ?? [];
  const all = () => [...stacks.values()].flat();
  const replace = (userId: string, stack: readonly View[]) => {
    stacks.set(userId, stack);
    onChange(userId, stack);
  };
  return {
    stack: stackOf,
    find: (viewId) => all().find(({ id }) => id === viewId),
    findByExternalId: (externalId) => all().find(({ content }) => content.external_id === externalId),
    open(userId, content) {
      const id = randomId('V');
      const view: View = { id, userId, hash: newHash(now()), rootId: id, content };
      replace(userId, [view]);
      return view;
    },
    push(userId, content) {
      const stack = stackOf(userId);
      const top = stack.at(-1);
      if (!top || stack.length >= MAX_DEPTH) return undefined;
      const view: View = {
        id: randomId('V'),
        userId,
        hash: newHash(now()),
        rootId: top.rootId,
        previousId: top.id,
        content,
      };
      replace(userId, [...stack, view]);
      return view;
    },
    update(view, content) {
      const updated = { ...view, hash: newHash(now()), content };
      replace(
        view.userId,
        stackOf(view.userId).map((other) => (other.id === view.id ? updated : other)),
      );
      return updated;
    },
    close(view) {
      const stack = stackOf(view.userId);
      const index = stack.findIndex(({ id }) => id === view.id);
      if (index < 0) return [];
      replace(view.userId, stack.slice(0, index));
      return stack.slice(index).reverse();
    },
    clear(userId) {
      const removed = [...stackOf(userId)].reverse();
      if (removed.length > 0) replace(userId, []);
      return removed;
    },
  };
}
