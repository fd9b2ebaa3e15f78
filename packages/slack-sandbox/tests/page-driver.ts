import { randomUUID } from 'node:crypto';
import { readEvents } from '../src/event-stream.ts';
import type { Json } from '../src/json.ts';
import type { Workspace } from '../src/options.ts';
import type { PageSnapshot, PageTeam } from '../src/page/shapes.ts';

/** Acts in the workspace as a person's page does, without a browser. */
export interface PageDriver {
  readonly userId: string;
  ask(name: string, request: Json): Promise<Json>;
  /** What the person sees now. */
  see(): Promise<PageSnapshot>;
  /** Id of a channel by name, or of the direct messages with the app. */
  channel(name: string): Promise<string>;
  /** Looks again until `wanted` finds something; fails after five seconds. */
  until<T>(wanted: (seen: PageSnapshot) => T | undefined | false): Promise<T>;
}

export async function openPage(workspace: Workspace, handle: string): Promise<PageDriver> {
  const team = (await (await fetch(`${workspace.url}/workspace/team`)).json()) as PageTeam;
  const person = team.people.find((one) => one.handle === handle);
  if (!person) throw new Error(`No person with handle "${handle}" in the workspace`);
  const pageId = randomUUID();
  const see = async () => {
    const stream = await fetch(`${workspace.url}/workspace/changes?user=${person.id}&page=${pageId}`);
    // The first event is a whole snapshot.
    for await (const event of readEvents(stream)) return event as PageSnapshot;
    throw new Error('The stream ended before it began');
  };
  return {
    userId: person.id,
    see,
    async ask(name, request) {
      const response = await fetch(`${workspace.url}/workspace/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-page': pageId },
        body: JSON.stringify({ user: person.id, ...request }),
      });
      return { status: response.status, ...((await response.json()) as Json) };
    },
    async channel(name) {
      const { conversations } = await see();
      const found = conversations.find((one) => (name === 'app' ? one.kind === 'im' : one.name === name));
      if (!found) throw new Error(`${handle} has no conversation "${name}"`);
      return found.id;
    },
    async until(wanted) {
      const deadline = performance.now() + 45_000;
      for (;;) {
        const found = wanted(await see());
        if (found) return found;
        if (performance.now() > deadline) throw new Error('What was waited for did not come');
        await new Promise((resolve) => setTimeout(resolve, 15));
      }
    },
  };
}

/** All messages a person sees in a conversation. */
export function messagesIn(seen: PageSnapshot, channel: string) {
  return seen.conversations.find(({ id }) => id === channel)?.messages ?? [];
}
