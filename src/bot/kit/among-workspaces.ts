import type { Courier, MessagePlace } from '../../domain/sending/index.ts';

/** A workspace of a body, and what takes messages to it. */
export interface Route<Message> {
  /** Slack's id of the workspace: a place there is told apart by it. */
  readonly id: string;
  readonly courier: Courier<Message>;
}

/**
 * Takes the messages of one body to whichever of its workspaces a person has an account in: the first, where there are
 * several. What was sent before there were several is in the first.
 */
export function amongWorkspaces<Message extends { readonly person: string }>(
  routes: readonly [Route<Message>, ...Route<Message>[]],
): Courier<Message> {
  const [first] = routes;

  const here = ({ id }: Route<Message>, { channel, ts }: MessagePlace): MessagePlace => ({
    channel: `${id}/${channel}`,
    ts,
  });

  /** Whose a place is, and the place as its courier knows it. */
  function there(place: MessagePlace): { readonly route: Route<Message>; readonly place: MessagePlace } {
    const [id, channel] = place.channel.split('/');
    const route = routes.find((one) => one.id === id);
    return route === undefined || channel === undefined
      ? { route: first, place }
      : { route, place: { channel, ts: place.ts } };
  }

  /** The workspace that a person reads in; undefined for nobody's. */
  async function routeTo(person: string): Promise<Route<Message> | undefined> {
    for (const route of routes) if (await route.courier.isReachable(person)) return route;
    return undefined;
  }

  return {
    isReachable: async (person) => (await routeTo(person)) !== undefined,

    async send(message, thread = null) {
      const answering = thread === null ? null : there(thread);
      // The first says why nobody is there, or why it cannot be known.
      const route = answering?.route ?? (await routeTo(message.person).catch(() => undefined)) ?? first;
      const delivery = await route.courier.send(message, answering?.place ?? null);
      return delivery.status === 'sent' ? { ...delivery, place: here(route, delivery.place) } : delivery;
    },

    async find(person, key, thread = null) {
      const answering = thread === null ? null : there(thread);
      let isUnsearchable = false;
      for (const route of answering === null ? routes : [answering.route]) {
        const found = await route.courier.find(person, key, answering?.place ?? null);
        if (found === 'unsearchable') isUnsearchable = true;
        else if (found !== null) return here(route, found);
      }
      return isUnsearchable ? 'unsearchable' : null;
    },

    redraw(message, place) {
      const at = there(place);
      return at.route.courier.redraw(message, at.place);
    },

    remove(place) {
      const at = there(place);
      return at.route.courier.remove(at.place);
    },
  };
}
