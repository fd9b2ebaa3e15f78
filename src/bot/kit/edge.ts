import { randomBytes } from 'node:crypto';
import type { AckFn, App, ReceiverEvent, ViewSubmitAction } from '@slack/bolt';
import type { Logger } from 'pino';
import { AlreadyDone, Problem, REFUSALS, StoreUnavailable } from '../../domain/errors.ts';
import { escapeMrkdwn } from './blocks.ts';
import { say } from './direct-telling.ts';
import { sentenceModal } from './form-parts.ts';
import { createGate } from './gate.ts';
import { type Observer, type RequestKind, UNOBSERVED } from './observer.ts';
import { isOfKnownForm } from './payload-form.ts';
import { posting } from './posting.ts';
import { notSavedSentence, problemSentence } from './problems.ts';
import type { Quiet } from './quiet.ts';
import { keyOfForm } from './request-key.ts';
import { slackErrorOf } from './slack-errors.ts';
import { createSparing } from './sparing.ts';
import type { Workspace } from './workspaces.ts';

/** Slack's time limit for an acknowledgement is 3 s: what is not done by then is told in another way. */
type Ack = AckFn<unknown>;

/** The fields of a payload that say what it is and where its author is. */
interface Payload {
  readonly type?: string;
  readonly command?: string;
  readonly response_url?: string;
  readonly trigger_id?: string;
  readonly user?: { readonly id?: string };
  /** Of a command. */
  readonly user_id?: string;
  readonly view?: {
    readonly id?: string;
    readonly type?: string;
    readonly callback_id?: string;
    readonly blocks?: readonly { readonly type?: string; readonly block_id?: string }[];
  };
  readonly actions?: readonly { readonly action_id?: string }[] | null;
  readonly event?: {
    readonly type?: string;
    readonly channel?: string;
    readonly ts?: string;
    readonly thread_ts?: string;
    readonly user?: string;
  };
}

/** The answer to a form that was done: it closes, with those below it. */
const CLEARED = { response_action: 'clear' };

const hasErrors = (response: unknown): boolean =>
  (response as { readonly response_action?: string } | undefined)?.response_action === 'errors';

interface Pending {
  readonly ack: Ack;
  acknowledged: boolean;
}

/** A payload's workspace; undefined for one that the bot does not serve. */
type WorkspaceOf = (payload: object) => Pick<Workspace, 'client' | 'refused' | 'years'> | undefined;

/**
 * The one edge where failures become words. Whatever reaches the app passes here: what nobody acknowledged is
 * answered, a `Problem` becomes its sentence where the user is, anything else a reference code, logged with it.
 * @param observer hears how long acknowledgements took
 * @param quiet hears that a request came in, and that it was acknowledged or is over
 * @returns a function that waits for the listeners at work, which `app.stop()` does not
 */
export function installEdge(
  app: App,
  workspaceOf: WorkspaceOf,
  logger: Logger,
  observer: Pick<Observer, 'acknowledged'> = UNOBSERVED,
  quiet?: Pick<Quiet, 'arrived' | 'acknowledged'>,
): { drain(): Promise<void> } {
  const pending = new WeakMap<object, Pending>();
  const atWork = new Set<Promise<void>>();
  const sparing = createSparing(logger);
  const process = app.processEvent.bind(app);
  const gate = createGate();

  app.processEvent = async (event: ReceiverEvent): Promise<void> => {
    const body: unknown = event.body;
    if (typeof body !== 'object' || body === null) {
      sparing.warn({}, 'a request without a payload was dropped');
      await event.ack();
      return;
    }
    quiet?.arrived();
    const begun = performance.now();
    const entered = gate.enter();
    let leave = (): void => undefined;
    const state: Pending = {
      acknowledged: false,
      ack: async (response) => {
        if (state.acknowledged) return;
        state.acknowledged = true;
        leave();
        await (event.ack as Ack)(hasErrors(response) && (await wasDoneBefore(body)) ? CLEARED : response);
        quiet?.acknowledged();
        observer.acknowledged(kindOf(body as Payload), performance.now() - begun);
        await gate.calm();
      },
    };
    pending.set(body, state);
    const work = entered
      .then((left) => {
        leave = left;
        return process({
          ...event,
          ack: (isKeptFirst(body) ? async () => undefined : state.ack) as ReceiverEvent['ack'],
          customProperties: { ...event.customProperties, acknowledge: () => state.ack(undefined) },
        });
      })
      .then(() => answerUnhandled(body as Payload, state));
    const settled = work.catch(async (error: unknown) => {
      // Bolt reads more of a payload than it checks; what it cannot read must not wait for Slack's time-out.
      if (isOfKnownForm(body)) logger.error({ err: error }, 'the error edge itself failed');
      else sparing.warn({ err: error }, UNKNOWN_FORM);
      await state.ack(undefined).catch(() => undefined);
    });
    atWork.add(settled);
    await settled;
    leave();
    if (!state.acknowledged) quiet?.acknowledged();
    atWork.delete(settled);
  };

  // The app is made with `extendedErrorHandler`: Bolt hands over the payload with the error.
  app.error(async (args: unknown) => {
    const { error: thrown, body } = args as { readonly error: unknown; readonly body: Payload };
    const error = original(thrown);
    const state = pending.get(body);
    if (error instanceof AlreadyDone) {
      logger.info({ request: requestOf(body) }, 'a request came again, and was done before');
      // The form closes, as it did the first time.
      await state?.ack(undefined);
      return;
    }
    if (!(error instanceof Problem) && !isOfKnownForm(body)) {
      sparing.warn({ err: error }, UNKNOWN_FORM);
      await state?.ack(undefined);
      return;
    }
    if (error instanceof Problem && (await wasDoneBefore(body))) {
      await state?.ack(CLEARED);
      return;
    }
    const sentence = failureSentence(error, logger, body.type ?? 'command');
    if (error instanceof Problem && REFUSALS.has(error.problem)) await keepRefusal(body, error);
    try {
      await tell(body, sentence, state, workspaceOf(body));
    } catch (failure) {
      logger.error({ err: failure }, 'the user could not be told of a failure where it happened');
      await state?.ack(undefined);
      await tellInPrivate(body, sentence, workspaceOf(body));
    }
  });

  /** The attempt is refused whether it can be kept or not. */
  async function keepRefusal(body: Payload, { problem }: Problem): Promise<void> {
    const account = accountOf(body);
    const request = requestOf(body);
    logger.warn({ account, problem, request }, 'an attempt was refused');
    await workspaceOf(body)
      ?.refused.record({ account, problem, request })
      .catch((error: unknown) => logger.error({ err: error }, 'a refused attempt could not be kept'));
  }

  /** A form that cannot be done may be the one that was: it was sent again because nobody saw that it was taken. */
  async function wasDoneBefore(body: object): Promise<boolean> {
    const form = formOf(body);
    if (form === null) return false;
    const services = await workspaceOf(body)?.years.current();
    const wasDone = await services?.handled.wasDone(form).catch(() => false);
    if (wasDone)
      logger.info({ request: requestOf(body as Payload) }, 'a form was sent again, and was done before');
    return wasDone === true;
  }

  /** No listener took it: an old button, or a command that the program no longer has. */
  async function answerUnhandled(body: Payload, state: Pending): Promise<void> {
    if (state.acknowledged) return;
    if (body.type === 'event_callback') return state.ack(undefined);
    sparing.warn({ type: body.type ?? 'command' }, 'nothing handles this request');
    await tell(
      body,
      'Questo comando o pulsante non è più in uso. Scrivi /chiedi aiuto per vedere che cosa puoi fare.',
      state,
      workspaceOf(body),
    );
  }

  return {
    async drain() {
      await Promise.all(atWork);
    },
  };
}

/**
 * Bolt acknowledges every event before anybody hears of it, and Slack sends one that was acknowledged no more. What people
 * write waits until it is kept: the listener then calls `acknowledge` of its context, or it ends.
 */
const isKeptFirst = ({ type, event }: Payload): boolean =>
  type === 'event_callback' && (event?.type === 'message' || event?.type === 'app_mention');

/** A form that is sent, as it was opened and filled in; null for anything else. */
const formOf = (body: object): string | null =>
  (body as Payload).type === 'view_submission' && isOfKnownForm(body)
    ? keyOfForm(body as ViewSubmitAction)
    : null;

const UNKNOWN_FORM = 'a request of no form that Slack sends was dropped';

const accountOf = (body: Payload): string => body.user?.id ?? body.user_id ?? body.event?.user ?? '?';

/** The button, form, command or event that a payload is. */
const requestOf = (body: Payload): string =>
  body.actions?.[0]?.action_id ??
  body.view?.callback_id ??
  body.command ??
  body.event?.type ??
  body.type ??
  '?';

function kindOf({ type, command }: Payload): RequestKind {
  if (command !== undefined) return 'command';
  switch (type) {
    case 'view_submission':
    case 'view_closed':
      return 'form';
    case 'block_suggestion':
      return 'menu';
    case 'event_callback':
      return 'event';
    default:
      return 'action';
  }
}

/** Bolt wraps what it does not know; what was thrown is inside. */
const original = (error: unknown): unknown => (error as { original?: unknown }).original ?? error;

/**
 * What somebody is told of a failure, which is logged.
 * @param type of what failed, for the log
 */
export function failureSentence(error: unknown, logger: Logger, type: string): string {
  if (error instanceof Problem) {
    const { problem, cause } = error;
    logger.info(
      { problem, type, ...(cause === undefined ? {} : { err: cause }) },
      'a request could not be satisfied',
    );
    return problemSentence(error);
  }
  if (error instanceof StoreUnavailable) {
    logger.error({ err: error, type }, 'nothing could be saved');
    return notSavedSentence(error);
  }
  if (TRIGGER_GONE.has(slackErrorOf(error))) {
    logger.info({ type }, 'a trigger was used too late');
    return 'Il modulo non si è aperto: Slack ha aspettato troppo. Riprova; quello che avevi scritto non è perso.';
  }
  const reference = randomBytes(3).toString('hex').toUpperCase();
  logger.error({ err: error, reference, type }, 'a listener failed');
  return `Qualcosa non ha funzionato, e non dipende da te. Riprova tra poco; se succede ancora, segnala il codice ${reference}.`;
}

/** A trigger lives three seconds and opens one view. Source: docs.slack.dev/interactivity/handling-user-interaction. */
const TRIGGER_GONE = new Set([
  'expired_trigger_id',
  'trigger_expired',
  'exchanged_trigger_id',
  'trigger_exchanged',
]);

/**
 * Says a sentence where the user is: in the modal, under the command, in the thread.
 * @param workspace absent where the app is not installed: what can be said without a token is
 */
async function tell(
  body: Payload,
  sentence: string,
  state: Pending | undefined,
  workspace: ReturnType<WorkspaceOf>,
): Promise<void> {
  const client = workspace?.client;
  if (body.type === 'view_submission') {
    // After the acknowledgement the modal is gone.
    if (state?.acknowledged) return tellInPrivate(body, sentence, workspace);
    const field = body.view?.blocks?.findLast(({ type }) => type === 'input')?.block_id;
    // What was typed stays where it is: Slack keeps a form whose fields have errors.
    await state?.ack(
      field === undefined
        ? { response_action: 'update', view: sentenceModal(sentence) }
        : { response_action: 'errors', errors: { [field]: sentence } },
    );
    return;
  }
  await state?.ack(undefined);
  if (body.event) {
    const { channel, ts, thread_ts: thread, type } = body.event;
    if (channel === undefined || type === 'app_home_opened') return;
    const inThread = thread ?? (type === 'app_mention' ? ts : undefined);
    await client?.chat.postMessage({
      channel,
      text: escapeMrkdwn(sentence),
      ...(inThread ? { thread_ts: inThread } : {}),
    });
    return;
  }
  if (body.response_url !== undefined) {
    const told = await posting(body.response_url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        response_type: 'ephemeral',
        replace_original: false,
        text: escapeMrkdwn(sentence),
      }),
      signal: AbortSignal.timeout(5_000),
    });
    if (!told.ok) throw new Error(`response_url answered ${told.status}`);
    return;
  }
  if (body.trigger_id !== undefined && client !== undefined) {
    const open = body.view?.type === 'modal' ? client.views.push : client.views.open;
    await open({ trigger_id: body.trigger_id, view: sentenceModal(sentence) });
  }
}

/** The last resort, when the place where the user is has gone: an expired button, a closed modal, or Slack for a while. */
async function tellInPrivate(
  body: Payload,
  sentence: string,
  workspace: ReturnType<WorkspaceOf>,
): Promise<void> {
  const user = body.user?.id ?? body.user_id ?? body.event?.user;
  if (user === undefined || workspace === undefined) return;
  await say(await workspace.years.current(), workspace.client, user, sentence);
}
