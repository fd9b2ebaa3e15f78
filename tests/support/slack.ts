import { createHmac, randomUUID } from 'node:crypto';
import type { App } from '@slack/bolt';
import type { Logger } from 'pino';
import { createQuestionService, type QuestionService } from '../../src/answers/question-service.ts';
import { createYears, type Installation } from '../../src/app/installation.ts';
import { createLiveSide, type Monitoring } from '../../src/app/monitoring.ts';
import { createPlanImports } from '../../src/app/plan-imports.ts';
import { readUnitSheet } from '../../src/app/read-unit-sheet.ts';
import { drawHome } from '../../src/bot/home/draw-home.ts';
import { createAccounts } from '../../src/bot/kit/accounts.ts';
import type { Health } from '../../src/bot/kit/health.ts';
import { createHomePublisher } from '../../src/bot/kit/home-publisher.ts';
import { createPictures } from '../../src/bot/kit/pictures.ts';
import { createReplayMemory } from '../../src/bot/kit/replay-memory.ts';
import type { Services, Years } from '../../src/bot/kit/services.ts';
import { createClient, createSlackApp } from '../../src/bot/kit/slack-app.ts';
import { createTurns } from '../../src/bot/kit/turns.ts';
import { createWorkspace, onlyWorkspace } from '../../src/bot/kit/workspaces.ts';
import { registerListeners } from '../../src/bot/register-listeners.ts';
import { registerCommands } from '../../src/commands/index.ts';
import { calendarOfPlan } from '../../src/domain/plan/calendar.ts';
import type { Plan } from '../../src/domain/types.ts';
import type { MailConfig } from '../../src/mail/mail-config.ts';
import { createOpenAiProposer, type ModelConfig } from '../../src/model/openai-proposer.ts';
import { createAuditReader } from '../../src/store/cycle/audit-log.ts';
import { createRefusalLog } from '../../src/store/cycle/refusal-log.ts';
import { createUpdateStore } from '../../src/store/cycle/update-store.ts';
import type { Db } from '../../src/store/engine/open-store.ts';
import { createPlanRegister } from '../../src/store/plan/plan-register.ts';
import { createPlanSource } from '../../src/store/plan/plan-source.ts';
import { createAnswerStore } from '../../src/store/talk/answer-store.ts';
import { createConversationStore } from '../../src/store/talk/conversation-store.ts';
import { createFeedbackStore } from '../../src/store/talk/feedback-store.ts';
import { createHandledEvents } from '../../src/store/talk/handled-events.ts';
import { createModelUses } from '../../src/store/talk/model-uses.ts';
import { createSeenRequests } from '../../src/store/talk/seen-requests.ts';
import { type CannedQuestions, cannedQuestions } from './canned-questions.ts';
import { type FixedClock, fixedClock } from './clock.ts';
import { closing } from './closing.ts';
import { type TemporaryDatabase, temporaryDatabase } from './database.ts';
import { everyday } from './engine.ts';
import { accountId, dmOf, type FakeSlack, startFakeSlack } from './fake-slack.ts';
import { luccaPlan } from './plan.ts';
import { recordingLogger } from './recording-logger.ts';

export const SIGNING_SECRET = 'a-secret-of-the-tests';
export const BOT_TOKEN = 'xoxb-of-the-tests';
/** A channel where others are too. */
export const CHANNEL = 'CGENERALE';

/** A morning in the open phase, when the first reminder is due. */
export const IN_THE_PHASE = '2021-09-09T10:00+02:00';

/** One dot: what a chart looks like is looked at elsewhere. */
const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

type Json = Readonly<Record<string, unknown>>;

/** How the bot answered a request: the acknowledgement. */
interface Acknowledged {
  readonly status: number;
  readonly body: string;
}

/** Where a button was pressed. */
type Place =
  | { readonly in: 'message'; readonly channel?: string; readonly ts?: string; readonly thread?: string }
  | { readonly in: 'ephemeral'; readonly channel?: string }
  | { readonly in: 'home' }
  | { readonly in: 'modal' };

/** What a bot of the tests runs on: the Web API of some Slack. */
export interface SlackServer {
  /** Base of the Web API. */
  readonly url: string;
  /** A fresh `response_url`. */
  responseUrl(): string;
  /** Lets an account open a form, as pressing a button does; where it is missing, anything lets. */
  triggerId?(account: string): Promise<string>;
  close(): Promise<void>;
}

/** @typeParam S ours, unless a test brings another */
export interface Bot<S extends SlackServer = FakeSlack> {
  readonly slack: S;
  readonly app: App;
  readonly db: Db;
  /** Path of its SQLite file. */
  readonly database: string;
  readonly plan: Plan;
  readonly clock: FixedClock;
  readonly services: Services & Pick<Monitoring, 'updateStore' | 'audit'>;
  readonly questions: CannedQuestions;
  readonly url: string;
  readonly logs: readonly Json[];
  /** Posts a signed body; resolves when it was acknowledged and every listener has ended. */
  post(body: string, options?: PostOptions): Promise<Acknowledged>;
  command(name: string, text: string, by: string): Promise<Acknowledged>;
  press(actionId: string, value: string, by: string, place?: Place): Promise<Acknowledged>;
  submit(view: Json, values: Json, by: string): Promise<Acknowledged>;
  /** Types into a field of an open form that tells what is typed. */
  type(field: string, value: string, view: Json, values: Json, by: string): Promise<Acknowledged>;
  event(event: Json, headers?: Readonly<Record<string, string>>): Promise<Acknowledged>;
  /** Stops the app as main.ts does; Slack stays. */
  stopApp(): Promise<void>;
  stop(): Promise<void>;
}

interface PostOptions {
  readonly json?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  /** Seconds since 1970, for the signature. */
  readonly at?: number;
  readonly secret?: string;
}

/** Signs a body as Slack does. */
export const sign = (body: string, at: number, secret = SIGNING_SECRET): string =>
  `v0=${createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')}`;

/** A bot with which nothing is wrong. */
export const WELL: Health = {
  readiness: async () => ({ database: null, tick: null, slack: null }),
  figures: async () => ({ contentType: 'text/plain', text: 'up 1\n' }),
};

/** Now, as Slack dates its requests. */
export const seconds = (): number => Math.floor(Date.now() / 1000);

/** Sheets with nothing on them: a document is composed, and no process writes it. */
const printBlank: NonNullable<Installation['print']> = async ({ formats }) =>
  formats.map((format) => ({ format, content: Buffer.from('blank') }));

/** The plans' services that main.ts makes, over a database of their own; questions are canned. */
export function makeYears(
  slack: Pick<FakeSlack, 'url'>,
  clock: FixedClock,
  logger: Logger,
  { db, plan }: { db: Db; plan: { body: string } },
  { mail, paper }: Pick<BotOptions, 'mail' | 'paper'> = {},
) {
  const register = createPlanRegister(db, plan.body);
  const client = createClient(BOT_TOKEN, slack.url, logger);
  const questions = cannedQuestions(createAnswerStore(db, plan.body), clock);
  const pictures = createPictures(
    { paint: async () => ({ svg: '<svg/>', png: Buffer.from(PNG, 'base64') }), warm: () => undefined },
    logger,
  );
  const homesOf = (drawn: () => Years) =>
    createHomePublisher({ client, pictures, logger, draw: (account) => drawHome(drawn(), account) });
  const shared = {
    questions,
    pictures,
    accounts: createAccounts(client, () => clock.now().getTime()),
    homes: homesOf(() => years),
    feedback: createFeedbackStore(db, plan.body),
    modelUses: createModelUses(db),
    imports: createPlanImports({ db, body: plan.body, clock }),
    readSheet: readUnitSheet,
    handled: createHandledEvents(db),
    turns: createTurns(),
    clock,
    logger,
  };
  const installation: Installation = {
    db,
    body: plan.body,
    register,
    shared,
    calendarOf: (of) => calendarOfPlan(of),
    posts: [{ id: '', client, accounts: createAccounts(client), pictures }],
    elapsed: () => clock.now().getTime(),
    ...(mail === undefined ? {} : { mail }),
    ...(paper === undefined ? {} : { print: printBlank }),
  };
  const years = createYears(installation);
  return { years, questions, register, installation, homesOf };
}

export interface BotOptions {
  readonly now?: string;
  /** The database of another bot, which this one is started beside; one of its own, unless it is given. */
  readonly beside?: TemporaryDatabase;
  /** Canned, unless the answers themselves are what is looked at. */
  readonly questions?: 'canned' | 'real';
  /** A model that real questions may be put to; none, unless it is looked at. */
  readonly model?: ModelConfig;
  /** Registers more on the app, for tests of what surrounds listeners. */
  readonly also?: (app: App) => void;
  /** What the bot says of itself; that all is well, unless it is looked at. */
  readonly health?: Health;
  /** How letters go out; by none, unless they are looked at. */
  readonly mail?: MailConfig;
  /** Documents are written, unless it is only looked at who gets one. */
  readonly paper?: 'blank';
  /** Hears that the app was uninstalled, or its token revoked. */
  readonly onRevoked?: (reason: string) => void;
}

/**
 * The real app on a loopback port, over a database of its own and a Slack of ours.
 * @param before changes Slack before the app starts
 */
export async function startBot({
  before,
  ...options
}: BotOptions & { readonly before?: (slack: FakeSlack) => void } = {}): Promise<Bot> {
  const slack = await startFakeSlack(luccaPlan());
  before?.(slack);
  return startBotOn(slack, options);
}

/** The same on a given Slack, which is closed with it. */
export async function startBotOn<S extends SlackServer>(slack: S, options: BotOptions = {}): Promise<Bot<S>> {
  const clock = fixedClock(options.now ?? IN_THE_PHASE);
  const { logger, logs } = recordingLogger();
  const database = options.beside ?? (await temporaryDatabase());
  const plan = await createPlanSource(database.db, database.plan).current();
  const made = makeYears(slack, clock, logger, database, options);
  const { register } = made;
  const storeOf = (year: number) => createUpdateStore(database.db, { ...database.plan, year });
  const proposer = options.model ? await createOpenAiProposer(options.model) : null;
  const real = (): QuestionService =>
    createQuestionService({
      everyday,
      register,
      liveOf: (year) =>
        createLiveSide({ db: database.db, key: { ...database.plan, year }, plans: register.of(year), clock }),
      conversations: createConversationStore(database.db, database.plan.body),
      answers: createAnswerStore(database.db, database.plan.body),
      clock,
      model: proposer && { proposer, uses: createModelUses(database.db) },
    });
  const years: Years =
    options.questions === 'real'
      ? createYears({
          ...made.installation,
          shared: {
            ...made.installation.shared,
            questions: real(),
            homes: made.homesOf(() => years),
          },
        })
      : made.years;
  const services: Bot['services'] = {
    ...(await years.current()),
    updateStore: storeOf(plan.head.year),
    audit: createAuditReader(database.db),
  };
  const refusals = createRefusalLog(database.db);
  const workspaces = onlyWorkspace(
    createWorkspace({
      botToken: BOT_TOKEN,
      client: createClient(BOT_TOKEN, slack.url, logger),
      years,
      refused: { record: (attempt) => refusals.record(attempt, clock.now()) },
    }),
    logger,
    options.onRevoked,
  );
  const slackApp = createSlackApp({
    workspaces,
    connection: { mode: 'http', signingSecret: SIGNING_SECRET, port: 0, host: '127.0.0.1' },
    slackApiUrl: slack.url,
    logger,
    replays: await createReplayMemory(createSeenRequests(database.db), logger),
    health: options.health ?? WELL,
  });
  const { app } = slackApp;
  registerCommands(app, slackApp.yearsOf);
  registerListeners(app, slackApp.yearsOf, workspaces);
  options.also?.(app);

  const atWork = new Set<Promise<void>>();
  const process = app.processEvent.bind(app);
  app.processEvent = (event) => {
    const work = process(event);
    atWork.add(work);
    return work;
  };
  const url = `http://127.0.0.1:${await slackApp.start()}/slack/events`;

  async function post(
    body: string,
    { json = false, headers = {}, at = seconds(), secret }: PostOptions = {},
  ) {
    const response = await fetch(url, {
      method: 'POST',
      body,
      headers: {
        'content-type': json ? 'application/json' : 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': String(at),
        'x-slack-signature': sign(body, at, secret),
        ...headers,
      },
    });
    const acknowledged = { status: response.status, body: await response.text() };
    await Promise.allSettled(atWork);
    await services.homes.settled();
    return acknowledged;
  }
  const form = (fields: Readonly<Record<string, string>>) => post(new URLSearchParams(fields).toString());
  const interact = (payload: Json) => form({ payload: JSON.stringify(payload) });
  const common = async (by: string) => ({
    user: { id: by },
    team: { id: 'TTEAM' },
    trigger_id: (await slack.triggerId?.(by)) ?? randomUUID(),
  });

  let stopped = false;
  const bot: Bot<S> = {
    slack,
    app,
    db: database.db,
    database: database.path,
    plan,
    clock,
    services,
    questions: made.questions,
    url,
    logs,
    post,
    command: (name, text, by) =>
      form({
        command: name,
        text,
        user_id: by,
        channel_id: CHANNEL,
        team_id: 'TTEAM',
        trigger_id: randomUUID(),
        response_url: slack.responseUrl(),
      }),
    press: async (actionId, value, by, place = { in: 'message' }) =>
      interact({
        type: 'block_actions',
        ...(await common(by)),
        ...placeOf(place, by, slack),
        actions: [
          {
            type: 'button',
            action_id: actionId,
            block_id: 'b',
            value,
            text: { type: 'plain_text', text: 'x' },
          },
        ],
      }),
    type: async (field, value, view, values, by) =>
      interact({
        type: 'block_actions',
        ...(await common(by)),
        container: { type: 'view', view_id: 'VFORM' },
        view: { id: 'VFORM', ...view, state: { values } },
        actions: [{ type: 'plain_text_input', action_id: field, block_id: field, value }],
      }),
    submit: async (view, values, by) =>
      interact({
        type: 'view_submission',
        ...(await common(by)),
        view: { id: 'VFORM', ...view, state: { values } },
      }),
    event: (event, headers = {}) =>
      post(
        JSON.stringify({
          type: 'event_callback',
          team_id: 'TTEAM',
          event_id: `Ev${randomUUID()}`,
          event,
        }),
        { json: true, headers },
      ),
    async stopApp() {
      if (stopped) return;
      stopped = true;
      await slackApp.stop();
    },
    async stop() {
      await bot.stopApp();
      await slack.close();
    },
  };
  closing({ close: () => bot.stop() });
  return bot;
}

function placeOf(place: Place, by: string, slack: SlackServer): Json {
  if (place.in === 'home' || place.in === 'modal')
    return { container: { type: 'view', view_id: 'V1' }, view: { id: 'V1', type: place.in } };
  const channel = place.channel ?? dmOf(by);
  return {
    response_url: slack.responseUrl(),
    channel: { id: channel },
    container: {
      type: 'message',
      channel_id: channel,
      message_ts: ('ts' in place ? place.ts : undefined) ?? '1631000000.000001',
      is_ephemeral: place.in === 'ephemeral',
      ...('thread' in place && place.thread !== undefined ? { thread_ts: place.thread } : {}),
    },
  };
}

/** The account of a person of the plan, by code. */
export const as = accountId;

/** A message in a DM, as an event. */
export const directMessage = (by: string, text: string, ts = '1631100000.000200'): Json => ({
  type: 'message',
  channel_type: 'im',
  channel: dmOf(by),
  user: by,
  text,
  ts,
});

/** A message that names the bot in a channel, as an event. */
export const mention = (by: string, text: string, ts = '1631100000.000300'): Json => ({
  type: 'app_mention',
  channel: CHANNEL,
  user: by,
  text: `<@UBOT> ${text}`,
  ts,
});
