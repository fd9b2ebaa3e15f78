import * as z from 'zod';

/** What the page may ask, one schema a request. */

const id = z.string().min(1).max(255);
const state = z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown())));

/** Where a person acts: in a message or in a view. */
const place = z.union([z.object({ channel: id, ts: id }), z.object({ viewId: id })]);

export const REQUESTS = {
  message: z.object({
    user: id,
    channel: id,
    text: z.string().max(40_000),
    threadTs: id.optional(),
    files: z.array(id).optional(),
  }),
  command: z.object({ user: id, channel: id, command: z.string(), text: z.string() }),
  action: z.object({ user: id, place, action: z.record(z.string(), z.unknown()), values: state }),
  options: z.object({ user: id, place, blockId: id, actionId: id, typed: z.string() }),
  submit: z.object({ user: id, viewId: id, values: state }),
  close: z.object({ user: id, viewId: id }),
  opened: z.object({ user: id, tab: z.enum(['home', 'messages']) }),
  read: z.object({ user: id, channel: id, ts: id }),
  reaction: z.object({ user: id, channel: id, ts: id, name: z.string().min(1), on: z.boolean() }),
  dismiss: z.object({ user: id, channel: id, ts: id }),
  clock: z.union([
    z.object({ step: z.enum(['hour', 'day', 'workday']) }),
    z.object({ next: z.string() }),
    z.object({ to: z.string() }),
  ]),
} as const;

export type RequestName = keyof typeof REQUESTS;
export type PageRequest<Name extends RequestName> = z.infer<(typeof REQUESTS)[Name]>;
export type PlaceReference = z.infer<typeof place>;
