import { randomUUID } from 'node:crypto';

type Json = Readonly<Record<string, unknown>>;

/** A modal or a Home, as the page shows it. */
export interface ShownView {
  readonly id: string;
  readonly content: Json & { readonly blocks?: readonly Json[]; readonly callback_id?: string };
}

/** A message, as the page shows it. */
export interface ShownMessage {
  readonly channel: string;
  readonly ts: string;
  readonly text: string;
  readonly blocks?: readonly Json[];
  readonly files?: readonly { readonly name: string; readonly url: string }[];
}

/** Where something is pressed. */
export type Place = { readonly viewId: string } | { readonly channel: string; readonly ts: string };

/** Fields as the page sends them: block, action, state. */
export type Values = Readonly<Record<string, Readonly<Record<string, Json>>>>;

/** How long something on screen is waited for before the trial fails, in milliseconds. */
const PATIENCE_MS = 60_000;

/** Somebody at the workspace's page: does what its buttons do, and sees what it shows. */
export interface PagePerson {
  readonly name: string;
  readonly dm: string;
  command(command: string, text: string): Promise<void>;
  say(text: string): Promise<void>;
  press(place: Place, action: Json, values?: Values): Promise<void>;
  /** @returns false when the message has been redrawn meanwhile, without that button */
  pressIfThere(place: Place, action: Json): Promise<boolean>;
  submit(viewId: string, values: Values): Promise<{ readonly outcome: string; readonly errors?: Json }>;
  /** Waits for the modal on top of the screen to be as wanted. */
  modal(wanted: (view: ShownView) => boolean): Promise<ShownView>;
  /** Waits for the screen to be without modals. */
  noModal(): Promise<void>;
  /** Waits for a message, of those shown since `since`. */
  message(wanted: (message: ShownMessage) => boolean, since?: number): Promise<ShownMessage>;
  /** How many messages were shown so far. */
  seen(): number;
  /** The messages in their present state, oldest first. */
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

/** Opens the page as somebody. */
export async function openPage(url: string, id: string, name: string): Promise<PagePerson> {
  const page = randomUUID();
  const leaving = new AbortController();
  const response = await fetch(`${url}/workspace/changes?user=${id}&page=${page}`, {
    signal: leaving.signal,
  });
  if (!response.body) throw new Error('the page gives no changes');

  let modals: readonly ShownView[] = [];
  let dm = '';
  const shown = new Map<string, ShownMessage>();
  const order: string[] = [];
  const waiting = new Set<() => void>();

  const keep = (message: ShownMessage): void => {
    const key = `${message.channel}|${message.ts}`;
    if (!shown.has(key)) order.push(key);
    shown.set(key, message);
  };
  const take = (change: Json): void => {
    if (change.type === 'snapshot') {
      modals = change.modals as readonly ShownView[];
      for (const conversation of change.conversations as readonly {
        id: string;
        kind: string;
        messages: readonly ShownMessage[];
      }[]) {
        if (conversation.kind === 'im') dm = conversation.id;
        conversation.messages.forEach(keep);
      }
    }
    if (change.type === 'message') keep(change.message as ShownMessage);
    if (change.type === 'modals' && change.pageId === page) modals = change.stack as readonly ShownView[];
    for (const look of [...waiting]) look();
  };

  const reading = (async () => {
    const decoder = new TextDecoder();
    let rest = '';
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      rest += decoder.decode(chunk, { stream: true });
      const events = rest.split('\n\n');
      rest = events.pop() ?? '';
      for (const event of events) if (event.startsWith('data: ')) take(JSON.parse(event.slice(6)) as Json);
    }
  })();
  reading.catch(() => undefined);

  /** Looks now and at each change, until there is something. */
  const until = <T>(look: () => T | undefined, what: string): Promise<T> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.delete(check);
        const last = order.slice(-3).map((key) => shown.get(key)?.text ?? '');
        reject(new Error(`${name}: ${what} non è comparso. Ultimi messaggi: ${JSON.stringify(last)}`));
      }, PATIENCE_MS);
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

  async function pressed(place: Place, action: Json, values: Values): Promise<boolean> {
    const { outcome } = await ask<{ outcome: string }>(url, page, 'action', {
      user: id,
      place,
      action,
      values,
    });
    if (outcome === 'ok') return true;
    if (outcome === 'not_found') return false;
    throw new Error(`${name}: ${String(action.action_id)}: ${outcome}`);
  }

  await until(() => (dm === '' ? undefined : dm), 'la conversazione con il bot');
  return {
    name,
    dm,
    async command(command, text) {
      await ask(url, page, 'command', { user: id, channel: dm, command, text });
    },
    async say(text) {
      await ask(url, page, 'message', { user: id, channel: dm, text });
    },
    async press(place, action, values = {}) {
      if (!(await pressed(place, action, values)))
        throw new Error(`${name}: ${String(action.action_id)} non c’è più`);
    },
    pressIfThere: (place, action) => pressed(place, action, {}),
    submit: (viewId, values) => ask(url, page, 'submit', { user: id, viewId, values }),
    modal: (wanted) =>
      until(() => {
        const top = modals.at(-1);
        return top && wanted(top) ? top : undefined;
      }, 'il modulo'),
    async noModal() {
      await until(() => (modals.length === 0 ? true : undefined), 'la chiusura del modulo');
    },
    message: (wanted, since = 0) =>
      until(
        () =>
          order
            .slice(since)
            .map((key) => shown.get(key))
            .find((message) => message && wanted(message)),
        'il messaggio',
      ),
    seen: () => order.length,
    messages: () => order.flatMap((key) => shown.get(key) ?? []),
    leave: () => leaving.abort(),
  };
}

/** The people of a workspace: id by handle. */
export async function peopleOf(
  url: string,
): Promise<ReadonlyMap<string, { readonly id: string; readonly name: string }>> {
  const team = (await (await fetch(`${url}/workspace/team`)).json()) as {
    people: readonly { id: string; handle: string; name: string }[];
  };
  return new Map(team.people.map(({ id, handle, name }) => [handle, { id, name }]));
}

/** The buttons of a message or view with an id, with the block each is in. */
export function buttonsOf(blocks: readonly Json[] | undefined, actionId: string): readonly Json[] {
  return (blocks ?? []).flatMap((block) => {
    const elements = [
      ...((block.elements as readonly Json[] | undefined) ?? []),
      ...(block.accessory ? [block.accessory as Json] : []),
    ];
    return elements
      .filter((element) => element.action_id === actionId)
      .map((element) => ({
        type: 'button',
        block_id: block.block_id,
        action_id: actionId,
        value: element.value,
        text: element.text,
      }));
  });
}
