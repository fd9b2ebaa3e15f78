import { randomUUID } from 'node:crypto';
import { readEvents } from './event-stream.ts';
import { asArray, asObject, type Json } from './json.ts';
import type { View } from './model.ts';
import type { Change, PageMessage, PageSnapshot, PageTeam } from './page/shapes.ts';

/** A modal or a Home, as the page shows it. */
export interface ShownView extends View {
  readonly content: Json & { readonly blocks?: readonly Json[]; readonly callback_id?: string };
}

/** A message, as the page shows it. */
export type ShownMessage = PageMessage;

/** Where something is pressed: a view, or a message. */
export type Place = { readonly viewId: string } | { readonly channel: string; readonly ts: string };

/** Fields as the page sends them: block, action, state. */
export type Values = Readonly<Record<string, Readonly<Record<string, Json>>>>;

/** How long something on screen is waited for, in milliseconds, unless told otherwise. */
const PATIENCE_MS = 60_000;

/** Somebody at the workspace's page: does what its buttons do, and sees what it shows. */
export interface PagePerson {
  readonly name: string;
  readonly userId: string;
  /** @param place a channel's name, or "app" for the direct messages with the bot */
  say(text: string, place?: string): Promise<void>;
  command(command: string, text: string, place?: string): Promise<void>;
  /** @throws Error when what was pressed is no longer there, or the bot did not take it */
  press(place: Place, action: Json, values?: Values): Promise<void>;
  /** @returns false when the message has been redrawn meanwhile, without that button */
  pressIfThere(place: Place, action: Json): Promise<boolean>;
  submit(
    viewId: string,
    values: Values,
  ): Promise<{ readonly outcome: string; readonly errors?: Readonly<Record<string, string>> }>;
  /** Waits for the modal on top of the screen to be as wanted. */
  modal(wanted?: (view: ShownView) => boolean): Promise<ShownView>;
  /** Waits for the screen to be without modals. */
  noModal(): Promise<void>;
  /** Opens the bot's Home, and waits for it to be as wanted. */
  home(wanted?: (view: ShownView) => boolean): Promise<ShownView>;
  /** Waits for a message, of those shown since `since`. */
  message(wanted: (message: ShownMessage) => boolean, since?: number): Promise<ShownMessage>;
  /** How many messages were shown so far. */
  seen(): number;
  /** The messages in their present state, in the order in which they were first shown. */
  messages(): readonly ShownMessage[];
  leave(): void;
}

/** Asks the workspace something on behalf of a page. @throws Error with the workspace's sentence */
async function ask<T>(url: string, page: string, name: string, body: Json): Promise<T> {
  const response = await fetch(`${url}/workspace/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-page': page },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as T & { readonly error?: string };
  if (!response.ok) throw new Error(`${name}: ${answer.error ?? response.status}`);
  return answer;
}

/**
 * Opens a workspace's page as somebody, over HTTP alone: the workspace may run in another process.
 * @param url address of the workspace
 * @param handle who one is, as the workspace was told of its people
 * @param patienceMs how long something on screen is waited for
 * @throws Error when the workspace has nobody of that handle
 */
export async function openPage(
  url: string,
  handle: string,
  patienceMs: number = PATIENCE_MS,
): Promise<PagePerson> {
  const team = (await (await fetch(`${url}/workspace/team`)).json()) as PageTeam;
  const person = team.people.find((one) => one.handle === handle);
  if (!person) throw new Error(`nobody is called ${handle} in the workspace`);
  const { id: user, name } = person;
  const page = randomUUID();
  const leaving = new AbortController();
  const stream = await fetch(`${url}/workspace/changes?${new URLSearchParams({ user, page })}`, {
    signal: leaving.signal,
  });

  let modals: readonly View[] = [];
  let home: View | null = null;
  /** Ids of the conversations, by what people call them. */
  const places = new Map<string, string>();
  const shown = new Map<string, ShownMessage>();
  const order: string[] = [];
  const waiting = new Set<() => void>();

  const keep = (message: ShownMessage): void => {
    const key = `${message.channel}|${message.ts}`;
    if (!shown.has(key)) order.push(key);
    shown.set(key, message);
  };
  const take = (change: Change | PageSnapshot): void => {
    if (change.type === 'snapshot') {
      modals = change.modals;
      home = change.home;
      for (const { id, kind, name: called, messages } of change.conversations) {
        places.set(kind === 'im' ? 'app' : called, id);
        messages.forEach(keep);
      }
    }
    if (change.type === 'message') keep(change.message);
    if (change.type === 'home' && change.view.userId === user) home = change.view;
    if (change.type === 'modals' && change.pageId === page) modals = change.stack;
    for (const look of [...waiting]) look();
  };
  const reading = (async () => {
    for await (const event of readEvents(stream)) take(event as Change | PageSnapshot);
  })();
  // It ends by being left, or with the workspace; whoever still waits for something will say so.
  reading.catch(() => undefined);

  /** Looks now and at each change, until there is something. */
  const until = <T>(look: () => T | undefined, what: string, ms = patienceMs): Promise<T> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.delete(check);
        const last = order.slice(-3).map((key) => shown.get(key)?.text ?? '');
        reject(new Error(`${name}: ${what} did not show. Last messages: ${JSON.stringify(last)}`));
      }, ms);
      const check = (): void => {
        const found = look();
        if (found === undefined) return;
        clearTimeout(timer);
        waiting.delete(check);
        resolve(found);
      };
      waiting.add(check);
      check();
    });

  const channelOf = (place: string): string => {
    const channel = places.get(place);
    if (channel === undefined) throw new Error(`${name} has no conversation "${place}"`);
    return channel;
  };
  async function pressed(place: Place, action: Json, values: Values): Promise<boolean> {
    const { outcome } = await ask<{ outcome: string }>(url, page, 'action', { user, place, action, values });
    if (outcome === 'ok') return true;
    if (outcome === 'not_found') return false;
    throw new Error(`${name}: ${String(action.action_id)}: ${outcome}`);
  }

  await until(() => places.get('app'), 'the conversation with the bot', PATIENCE_MS);
  return {
    name,
    userId: user,
    async say(text, place = 'app') {
      await ask(url, page, 'message', { user, channel: channelOf(place), text });
    },
    async command(command, text, place = 'app') {
      await ask(url, page, 'command', { user, channel: channelOf(place), command, text });
    },
    async press(place, action, values = {}) {
      if (!(await pressed(place, action, values)))
        throw new Error(`${name}: ${String(action.action_id)} is no longer there`);
    },
    pressIfThere: (place, action) => pressed(place, action, {}),
    submit: (viewId, values) => ask(url, page, 'submit', { user, viewId, values }),
    modal: (wanted = () => true) =>
      until(() => {
        const top = modals.at(-1);
        return top && wanted(top) ? top : undefined;
      }, 'the modal'),
    async noModal() {
      await until(() => (modals.length === 0 ? true : undefined), 'a screen without modals');
    },
    async home(wanted = () => true) {
      await ask(url, page, 'opened', { user, tab: 'home' });
      return until(() => (home && wanted(home) ? home : undefined), 'the Home');
    },
    message: (wanted, since = 0) =>
      until(
        () =>
          order
            .slice(since)
            .map((key) => shown.get(key))
            .find((message) => message && wanted(message)),
        'the message',
      ),
    seen: () => order.length,
    messages: () => order.flatMap((key) => shown.get(key) ?? []),
    leave: () => leaving.abort(),
  };
}

/** The buttons of a message or view with an id, each as it is pressed. */
export function buttonsOf(blocks: readonly Json[] | undefined, actionId: string): readonly Json[] {
  return (blocks ?? []).flatMap(({ block_id, elements, accessory }) =>
    [...asArray(elements), accessory]
      .map(asObject)
      .filter(({ action_id }) => action_id === actionId)
      .map(({ value, text }) => ({ type: 'button', block_id, action_id: actionId, value, text })),
  );
}
