import { z } from 'zod';

const text = z.string();
const maybe = text.nullish();
const someone = z.looseObject({ id: text });

const event = z.looseObject({
  type: text,
  channel: z.union([text, someone]).optional(),
  channel_id: maybe,
  channel_type: maybe,
  item: z.looseObject({ channel: maybe }).optional(),
  subtype: maybe,
  text: maybe,
  thread_ts: maybe,
  ts: maybe,
  user: z.union([text, someone]).optional(),
});

const view = z.looseObject({
  id: text,
  callback_id: maybe,
  private_metadata: maybe,
  blocks: z.array(z.looseObject({ type: text })).nullish(),
  state: z.looseObject({ values: z.record(text, z.record(text, z.looseObject({}))) }).nullish(),
});

const pressed = z.looseObject({ type: text, action_id: maybe, block_id: maybe, value: maybe });
const place = z.looseObject({ id: maybe }).optional();

const command = z.looseObject({
  command: text,
  user_id: text,
  text: maybe,
  trigger_id: maybe,
  response_url: maybe,
});

/** What each kind of request has, whoever sends it. Sources: docs.slack.dev/interactivity, docs.slack.dev/apis/events-api. */
const form = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('event_callback'), event, event_id: maybe, team_id: maybe }),
  z.looseObject({
    type: z.literal('block_actions'),
    user: someone,
    actions: z.array(pressed).min(1),
    container: z.looseObject({ type: maybe }).optional(),
    channel: place,
    trigger_id: maybe,
    response_url: maybe,
    view: view.nullish(),
  }),
  z.looseObject({ type: z.enum(['view_submission', 'view_closed']), user: someone, view }),
  z.looseObject({
    type: z.literal('block_suggestion'),
    user: someone,
    action_id: text,
    value: text,
    channel: place,
    view: view.nullish(),
  }),
  z.looseObject({ type: z.enum(['shortcut', 'message_action']), user: someone, channel: place }),
]);

/**
 * Whether a payload is of a form that Slack sends. What fails over one that is not says nothing about the program: only
 * whoever knows the signing secret can have made it.
 */
export const isOfKnownForm = (payload: unknown): boolean =>
  form.safeParse(payload).success || command.safeParse(payload).success;
