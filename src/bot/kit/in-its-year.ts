import type { RespondArguments } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { MessageView } from './blocks.ts';
import { tellDirectly } from './direct-telling.ts';
import type { ButtonArgs } from './listener-args.ts';
import type { Services, YearsOf } from './services.ts';
import { readWithin } from './within.ts';

/** The parts of a payload that may name a plan. */
interface ActedOn {
  readonly action?: unknown;
  readonly view?: { readonly private_metadata: string };
  readonly body: object;
}

type Handler<A> = (services: Services) => (args: A) => Promise<void>;

/** Gives a button, a menu or a form the services of the plan that it names; the current one where it names none. */
export const inItsYear =
  (yearsOf: YearsOf) =>
  <A extends ActedOn>(handler: Handler<A>) =>
  async (args: A): Promise<void> => {
    const years = yearsOf(args);
    await years.asOne(async () => {
      const services = await years.of(yearOf(args));
      await handler(services)(answeringSurely(services, args));
    });
  };

/** Gives whatever concerns no plan in particular the services of the current one. */
export const inCurrentYear =
  (yearsOf: YearsOf) =>
  <A extends Pick<ActedOn, 'body'>>(handler: Handler<A>) =>
  async (args: A): Promise<void> => {
    const services = await yearsOf(args).current();
    await handler(services)(answeringSurely(services, args));
  };

/**
 * What is said where a button was pressed reaches whoever pressed it, in their direct messages where Slack does not take it
 * there: what was done is done, and what comes after it is not left out. What is said to all in a channel is not.
 */
function answeringSurely<A extends ActedOn>(services: Services, args: A): A {
  const { respond, client, body } = args as Partial<ButtonArgs>;
  if (!respond || !client || !body) return args;
  const surely = async (message: string | RespondArguments): Promise<void> => {
    try {
      await respond(message);
    } catch (error) {
      const {
        response_type: to,
        text,
        blocks = [],
      } = (typeof message === 'string' ? { text: message } : message) as Partial<MessageView<KnownBlock>> &
        Pick<RespondArguments, 'response_type'>;
      if (to === 'in_channel') throw error;
      services.logger.warn({ err: error }, 'what was said where a button was pressed was not taken there');
      if (text !== undefined) await tellDirectly(services, client, body.user.id, { text, blocks });
    }
  };
  return { ...args, respond: surely };
}

/** What was pressed or chosen: not what was typed, which may look like anything. */
const pressed = z.discriminatedUnion('type', [
  z.object({ type: z.literal('button'), value: z.string().nullish() }),
  z.object({ type: z.literal('static_select'), selected_option: z.object({ value: z.string() }).nullish() }),
]);
const viewOfBody = z.object({ view: z.object({ private_metadata: z.string() }) });
const metadata = z.object({ year: z.number().int() });

/** A form names its plan, and whatever is in it is within that; else the button or the choice does. */
function yearOf({ action, view, body }: ActedOn): number | null {
  const content = view?.private_metadata ?? viewOfBody.safeParse(body).data?.view.private_metadata;
  const ofForm = metadata.safeParse(fromJson(content)).data?.year;
  if (ofForm !== undefined) return ofForm;
  const { data } = pressed.safeParse(action);
  return readWithin((data?.type === 'button' ? data.value : data?.selected_option?.value) ?? undefined).year;
}

function fromJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return null;
  }
}
