import { METADATA } from './ids.ts';

/** What a message carries unseen, so that it is known again. */
export const keyMetadata = (key: string) => ({ event_type: METADATA.message, event_payload: { key } });

/** The key that a message carries; null for one without, as others write them. */
export function keyOfMessage(message: {
  readonly metadata?: { readonly event_payload?: unknown } | undefined;
}): string | null {
  const { key } = (message.metadata?.event_payload ?? {}) as { readonly key?: unknown };
  return typeof key === 'string' ? key : null;
}
