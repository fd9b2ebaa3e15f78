import type { AllMiddlewareArgs, AnyMiddlewareArgs, App } from '@slack/bolt';

type Listener = (args: AnyMiddlewareArgs & AllMiddlewareArgs) => Promise<void>;

/** Who listens is named whole: patterns would have to be tried one after the other. */
type Named = string | { readonly callback_id: string; readonly type: 'view_closed' };

/** The fields that say whom a request is for. */
interface Addressed {
  readonly type?: unknown;
  readonly command?: unknown;
  readonly event?: { readonly type?: unknown } | null;
  readonly actions?: readonly ({ readonly action_id?: unknown } | null)[] | null;
  readonly view?: { readonly callback_id?: unknown } | null;
}

/**
 * Finds who listens to a request by its name. Bolt asks each listener in turn whether it is meant, a hundred promises for
 * every request; from here on those of events, buttons, forms and commands are kept by name, and the others by Bolt.
 */
export function dispatchByName(app: App): void {
  const listeners = new Map<string, readonly Listener[]>();
  const keep = (name: string, listener: Listener): void => {
    listeners.set(name, [...(listeners.get(name) ?? []), listener]);
  };
  const keeping =
    (kind: string) =>
    (named: Named, listener: Listener): void =>
      typeof named === 'string'
        ? keep(`${kind} ${named}`, listener)
        : keep(`${named.type} ${named.callback_id}`, listener);
  app.event = keeping('event') as unknown as App['event'];
  app.command = keeping('command') as unknown as App['command'];
  app.action = keeping('block_actions') as unknown as App['action'];
  app.view = keeping('view_submission') as unknown as App['view'];

  app.use(async (args) => {
    const found = listeners.get(nameOf(args.body as Addressed));
    if (found === undefined) return args.next();
    const ended = await Promise.allSettled(found.map((listen) => listen(args)));
    const [failed, ...others] = ended.filter((one) => one.status === 'rejected').map(({ reason }) => reason);
    if (others.length > 0) throw new AggregateError([failed, ...others]);
    if (failed !== undefined) throw failed;
  });
}

function nameOf({ type, command, event, actions, view }: Addressed): string {
  if (command !== undefined) return `command ${command}`;
  switch (type) {
    case 'event_callback':
      return `event ${event?.type}`;
    case 'block_actions':
      return `${type} ${actions?.[0]?.action_id}`;
    default:
      return `${type} ${view?.callback_id}`;
  }
}
