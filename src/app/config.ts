import { readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { DEFAULT_WORKING_HOURS, type WorkingHours } from '../domain/plan/index.ts';
import { DEFAULT_LEASE_MS } from '../domain/sending/index.ts';
import { isLoopback, type MailConfig } from '../mail/mail-config.ts';
import type { ModelConfig } from '../model/openai-proposer.ts';
import { isPostgres } from '../store/engine/postgres-place.ts';
import { bodyPlace, isBodyCode, registerPlace } from './bodies/places.ts';

/** How the bot reaches Slack. */
export type SlackConfig =
  | { readonly mode: 'local' }
  | { readonly mode: 'socket'; readonly botToken: string; readonly appToken: string }
  | { readonly mode: 'http'; readonly botToken: string; readonly signingSecret: string }
  | ManyWorkspaces;

/** Each workspace gives its own tokens, by installing the app; requests of all come over HTTP. */
export interface ManyWorkspaces {
  readonly mode: 'many';
  readonly signingSecret: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Encrypts what Slack gives; 32 bytes. */
  readonly key: Buffer;
  /** Encrypted it until now, where the key is being changed. */
  readonly keyBefore: Buffer | null;
}

/** How the outbox is worked through; all in milliseconds. */
interface DeliveryConfig {
  /** Between two looks at what is due; also the first wait before a failed message is tried again. */
  readonly tickMs: number;
  /** Least time between two messages of the workspace. */
  readonly paceMs: number;
  /** Least time between two messages of one channel. Source: docs.slack.dev/apis/web-api/rate-limits. */
  readonly channelPaceMs: number;
  /** When a send that was interrupted counts as abandoned; a call to Slack waits a third of it at most. */
  readonly leaseMs: number;
}

export interface Config {
  readonly slack: SlackConfig;
  /** Base of the Web API when it is not Slack's own. */
  readonly slackApiUrl: string | null;
  readonly port: number;
  /** Address listened on; null for all of the machine's. */
  readonly host: string | null;
  /** Port of `/live` and `/ready` in Socket Mode; null for none. Over HTTP they are on `port`. */
  readonly healthPort: number | null;
  /** Where the program keeps what it writes. */
  readonly stateDir: string;
  /** Path of the SQLite file, or address of a PostgreSQL server: with its password, so it is printed by `placeInWords`. */
  readonly database: string;
  /** Code of the body that is served, where the database holds several; null for the only one. */
  readonly body: string | null;
  /** Where many bodies have a database each, a folder or a server; null where one body is served. */
  readonly bodies: string | null;
  /** Wall time (of the body's zone) at which a simulated clock starts; null for the real one. */
  readonly simulatedNow: string | null;
  /** Null (the default) when no model is to be asked. */
  readonly model: ModelConfig | null;
  /** How letters go out to whoever has no account in Slack; null (the default) where none do. */
  readonly mail: MailConfig | null;
  /** How long the local workspace waits for an answer, on a machine too slow for Slack's three seconds; null for those. */
  readonly patienceMs: number | null;
  /** How long questions, answers and drafts are kept; null while the body has not decided. */
  readonly retentionMonths: number | null;
  /** The control office wants a line each working day while a phase is open. */
  readonly dailyLine: boolean;
  /** Wall time (of the body's zone) between which messages go out. */
  readonly hours: WorkingHours;
  readonly delivery: DeliveryConfig;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
}

/** The environment cannot be used; `problems` has one Italian sentence for each variable. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(['La configurazione non va bene:', ...problems.map((problem) => `- ${problem}`)].join('\n'));
    this.problems = problems;
  }
}

/** An empty variable counts as not set. */
const unset = (value: unknown): unknown => (value === '' ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(unset, schema.optional());

/** `2021-02-30` would otherwise become the second of March. */
const exists = (wall: string): boolean => {
  const date = new Date(`${wall}Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(wall.slice(0, 16));
};

/** A number of milliseconds within bounds. */
const milliseconds = (min: number, max: number) =>
  optional(
    z
      .string()
      .regex(/^\d{1,7}$/, `deve essere un numero di millisecondi da ${min} a ${max}`)
      .transform(Number)
      .refine(
        (value) => min <= value && value <= max,
        `deve essere un numero di millisecondi da ${min} a ${max}`,
      ),
  );

const port = optional(
  z
    .string()
    .regex(/^\d{1,5}$/, 'deve essere un numero di porta da 0 a 65535')
    .transform(Number)
    .refine((value) => value <= 65_535, 'deve essere un numero di porta da 0 a 65535'),
);

/** What begins as an address does, and not as the letter of a disk. */
const ADDRESS = /^[a-z][a-z0-9+.-]+:/i;

const mailbox = z.email('deve essere un indirizzo e-mail, per esempio traguardo@comune.example');

const encryptionKey = optional(
  z
    .string()
    .regex(/^[0-9a-f]{64}$/i, 'deve avere 64 cifre esadecimali: se ne fa una con «openssl rand -hex 32»')
    .transform((value) => Buffer.from(value, 'hex')),
);

/** Where a database is: a file's path, or a server's address. */
const databasePlace = (what: string) =>
  z
    .string()
    .refine(
      (value) => isPostgres(value) || !ADDRESS.test(value),
      `deve essere ${what}, o l’indirizzo di un server, per esempio postgres://utente:password@server/database`,
    );

const environment = z.object({
  SLACK_BOT_TOKEN: optional(z.string().regex(/^xoxb-/, 'deve cominciare con «xoxb-»')),
  SLACK_APP_TOKEN: optional(z.string().regex(/^xapp-/, 'deve cominciare con «xapp-»')),
  SLACK_SIGNING_SECRET: optional(z.string().min(8, 'deve avere almeno 8 caratteri')),
  SLACK_API_URL: optional(z.url({ protocol: /^https?$/, error: 'deve essere un indirizzo http(s)' })),
  PORT: port,
  TRAGUARDO_HEALTH_PORT: port,
  HOST: optional(
    z.union([z.ipv4(), z.ipv6(), z.literal('localhost')], {
      error: 'deve essere l’indirizzo IP su cui ascoltare, per esempio 127.0.0.1 o 0.0.0.0',
    }),
  ),
  TRAGUARDO_DB: optional(databasePlace('il percorso di un file')),
  TRAGUARDO_BODIES: optional(databasePlace('il percorso di una cartella')),
  TRAGUARDO_KEY: encryptionKey,
  TRAGUARDO_KEY_BEFORE: encryptionKey,
  SLACK_CLIENT_ID: optional(z.string().regex(/^\d+\.\d+$/, 'deve avere la forma 123456.789012')),
  SLACK_CLIENT_SECRET: optional(z.string().min(8, 'deve avere almeno 8 caratteri')),
  TRAGUARDO_BODY: optional(z.string().trim()),
  TRAGUARDO_NOW: optional(
    z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/, {
        error: 'deve avere la forma AAAA-MM-GGThh:mm, ora di Roma',
        abort: true,
      })
      .refine(exists, 'deve essere una data che esiste'),
  ),
  TRAGUARDO_SIMULATE: optional(z.enum(['0', '1'], { error: 'deve essere 0 o 1' })),
  TRAGUARDO_MODEL: optional(z.string()),
  OPENAI_API_KEY: optional(z.string()),
  OPENAI_BASE_URL: optional(z.url({ protocol: /^https?$/, error: 'deve essere un indirizzo http(s)' })),
  TRAGUARDO_MODEL_HOSTS: optional(
    z
      .string()
      .regex(
        /^[a-z0-9.-]+(?:\s*,\s*[a-z0-9.-]+)*$/i,
        'deve essere un elenco di nomi di macchine, separati da virgole',
      )
      .transform((value) => value.toLowerCase().split(/\s*,\s*/)),
  ),
  TRAGUARDO_SMTP_URL: optional(
    z.url({
      protocol: /^smtps?$/,
      error:
        'deve essere l’indirizzo di un server di posta, per esempio smtps://utente:password@posta.comune.example',
    }),
  ),
  TRAGUARDO_MAIL_FROM: optional(mailbox),
  TRAGUARDO_MAIL_REPLY_TO: optional(mailbox),
  TRAGUARDO_RETENTION_MONTHS: optional(
    z
      .string()
      .regex(/^[1-9]\d{0,2}$/, 'deve essere un numero di mesi, almeno 1')
      .transform(Number),
  ),
  TRAGUARDO_DAILY_LINE: optional(z.enum(['0', '1'], { error: 'deve essere 0 o 1' })),
  TRAGUARDO_HOURS: optional(
    z
      .string()
      .regex(
        /^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/,
        'deve avere la forma hh:mm-hh:mm, ora dell’ente, per esempio 08:30-17:30',
      )
      .transform((value): WorkingHours => ({ from: value.slice(0, 5), to: value.slice(6) }))
      .refine(({ from, to }) => from < to, 'deve finire dopo l’inizio, per esempio 08:30-17:30'),
  ),
  TRAGUARDO_TICK_MS: milliseconds(100, 3_600_000),
  TRAGUARDO_PACE_MS: milliseconds(0, 60_000),
  TRAGUARDO_LEASE_MS: milliseconds(500, 3_600_000),
  TRAGUARDO_PATIENCE_MS: milliseconds(3_000, 600_000),
  LOG_LEVEL: optional(
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], {
      error: 'deve essere uno tra fatal, error, warn, info, debug, silent',
    }),
  ),
});

/** Where state lives unless TRAGUARDO_DB says otherwise; `npm start -- --reset` clears it. */
const STATE_DIR = '.traguardo';
const DATABASE = `${STATE_DIR}/traguardo.sqlite`;

/**
 * Messages and clock of a trial belong to its database: two bodies, each in its own file, must not read each other's.
 * Beside a server there is no folder: they are in the one that the program is started in.
 */
const stateDirOf = (database: string): string =>
  isPostgres(database) || database === resolve(DATABASE) ? resolve(STATE_DIR) : `${database}.prova`;

/**
 * Reads the configuration once, at the edge.
 * @param env usually `process.env`
 * @param forAll whether what is done is done for all the bodies, where there are many, and not for one
 * @throws ConfigError naming every wrong variable, its value and what was expected
 */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  { forAll = false }: { readonly forAll?: boolean } = {},
): Config {
  const parsed = environment.safeParse(env);
  const wrong = (parsed.error?.issues ?? []).map((issue) => {
    const name = String(issue.path[0]);
    return `${name}: ${issue.message} (trovato «${masked(name, env[name] ?? '')}»)`;
  });
  const problems = [...wrong, ...missingVariables(env), ...(forAll ? [] : bodyUntold(env))];
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  const values = parsed.data;
  const slack = slackConfig(values);
  const model = modelConfig(values);
  const mail = mailConfig(values);
  const strange = mail && mailElsewhere(mail, slack.mode === 'local');
  if (strange) throw new ConfigError([strange]);
  const elsewhere =
    model && modelElsewhere(model, values.TRAGUARDO_MODEL_HOSTS ?? [], slack.mode === 'local');
  if (elsewhere) throw new ConfigError([elsewhere]);
  const whole = (place: string): string => (isPostgres(place) ? place : resolve(fromHome(place)));
  const bodies = values.TRAGUARDO_BODIES === undefined ? null : whole(values.TRAGUARDO_BODIES);
  const body = values.TRAGUARDO_BODY ?? null;
  // Where each has a database of its own, there is one body in it.
  const database =
    bodies === null
      ? whole(values.TRAGUARDO_DB ?? DATABASE)
      : forAll || body === null
        ? registerPlace(bodies)
        : bodyPlace(bodies, body);
  const simulate = slack.mode === 'local' || values.TRAGUARDO_SIMULATE === '1';
  return Object.freeze({
    slack,
    slackApiUrl: values.SLACK_API_URL ?? null,
    port: values.PORT ?? 3000,
    host: values.HOST ?? null,
    healthPort: values.TRAGUARDO_HEALTH_PORT ?? null,
    stateDir: stateDirOf(database),
    database,
    body: bodies === null ? body : null,
    bodies,
    simulatedNow: simulate ? (values.TRAGUARDO_NOW ?? null) : null,
    model,
    mail,
    retentionMonths: values.TRAGUARDO_RETENTION_MONTHS ?? null,
    dailyLine: values.TRAGUARDO_DAILY_LINE === '1',
    hours: values.TRAGUARDO_HOURS ?? DEFAULT_WORKING_HOURS,
    delivery: {
      tickMs: values.TRAGUARDO_TICK_MS ?? 30_000,
      // Fifty messages a minute: what Slack takes of the least generous call that each needs (users.lookupByEmail).
      // The local workspace limits nothing, and whoever opens it is waiting.
      paceMs: values.TRAGUARDO_PACE_MS ?? (slack.mode === 'local' ? 0 : 1_200),
      channelPaceMs: slack.mode === 'local' ? 0 : 1_000,
      leaseMs: values.TRAGUARDO_LEASE_MS ?? DEFAULT_LEASE_MS,
    },
    patienceMs: values.TRAGUARDO_PATIENCE_MS ?? null,
    // In the local workspace the terminal is the newcomer's: only what goes wrong is worth a line.
    logLevel: values.LOG_LEVEL ?? (slack.mode === 'local' ? 'warn' : 'info'),
  });
}

/** Off unless TRAGUARDO_MODEL names one: a key found in the environment is no wish to use it. */
function modelConfig(values: z.output<typeof environment>): ModelConfig | null {
  const { TRAGUARDO_MODEL: model, OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl } = values;
  if (model === undefined) return null;
  return { model, apiKey: apiKey ?? 'none', baseUrl: baseUrl ?? `https://${MODEL_HOST}/v1` };
}

const MODEL_HOST = 'api.openai.com';
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Questions go only where the body has said that they may, and not in the clear; on the machine itself a trial may.
 * @returns what is wrong with the address, null for nothing
 */
function modelElsewhere({ baseUrl }: ModelConfig, hosts: readonly string[], isTrial: boolean): string | null {
  const { protocol, hostname } = new URL(baseUrl);
  if (isTrial && LOOPBACK.has(hostname)) return null;
  const found = `(trovato «${baseUrl}»)`;
  if (protocol !== 'https:')
    return `OPENAI_BASE_URL: deve cominciare con «https://», perché le domande non viaggino in chiaro ${found}`;
  return hostname === MODEL_HOST || hosts.includes(hostname)
    ? null
    : `OPENAI_BASE_URL: «${hostname}» non è tra i servizi ammessi: aggiungerlo a TRAGUARDO_MODEL_HOSTS se l’ente lo ha scelto ${found}`;
}

/** Off unless TRAGUARDO_SMTP_URL names a server. */
function mailConfig(values: z.output<typeof environment>): MailConfig | null {
  const { TRAGUARDO_SMTP_URL: url, TRAGUARDO_MAIL_FROM: from, TRAGUARDO_MAIL_REPLY_TO: replyTo } = values;
  return url === undefined || from === undefined ? null : { url, from, replyTo: replyTo ?? null };
}

/** A trial writes to nobody: its people are made up, or know nothing of it. */
const mailElsewhere = ({ url }: MailConfig, isTrial: boolean): string | null =>
  isTrial && !isLoopback(url)
    ? `TRAGUARDO_SMTP_URL: nel workspace locale di prova la posta va solo a un server di questa macchina, per esempio smtp://127.0.0.1:1025 (trovato «${new URL(url).host}»)`
    : null;

function slackConfig(values: z.output<typeof environment>): SlackConfig {
  const {
    SLACK_BOT_TOKEN: botToken,
    SLACK_APP_TOKEN: appToken,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_CLIENT_ID: clientId,
    SLACK_CLIENT_SECRET: clientSecret,
    TRAGUARDO_KEY: key,
    TRAGUARDO_KEY_BEFORE: keyBefore = null,
    TRAGUARDO_BODIES: bodies,
  } = values;
  if (bodies !== undefined && signingSecret && clientId && clientSecret && key)
    return { mode: 'many', signingSecret, clientId, clientSecret, key, keyBefore };
  if (botToken !== undefined && appToken !== undefined) return { mode: 'socket', botToken, appToken };
  if (botToken !== undefined && signingSecret !== undefined) return { mode: 'http', botToken, signingSecret };
  return { mode: 'local' };
}

/** What those that are set want beside them, right or wrong as they may be: all is told at once. */
function missingVariables(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  const has = (name: string): boolean => unset(env[name]) !== undefined;
  if (has('TRAGUARDO_BODIES')) return missingForMany(has);
  const receives = has('SLACK_APP_TOKEN') || has('SLACK_SIGNING_SECRET');
  return [
    ...(receives && !has('SLACK_BOT_TOKEN')
      ? [
          'SLACK_BOT_TOKEN: manca, e serve insieme a SLACK_APP_TOKEN o SLACK_SIGNING_SECRET (comincia con «xoxb-»)',
        ]
      : []),
    ...(has('SLACK_BOT_TOKEN') && !receives
      ? [
          'SLACK_APP_TOKEN: manca (serve per Socket Mode, comincia con «xapp-»)',
          'SLACK_SIGNING_SECRET: manca (serve, al posto di SLACK_APP_TOKEN, per ricevere le richieste via HTTP)',
        ]
      : []),
    ...(has('TRAGUARDO_SMTP_URL') && !has('TRAGUARDO_MAIL_FROM')
      ? ['TRAGUARDO_MAIL_FROM: manca, e con TRAGUARDO_SMTP_URL serve: l’indirizzo da cui partono i messaggi']
      : []),
    ...(has('TRAGUARDO_MODEL') && !has('OPENAI_API_KEY') && !has('OPENAI_BASE_URL')
      ? [
          'OPENAI_API_KEY: manca, e con TRAGUARDO_MODEL serve (oppure OPENAI_BASE_URL, per un servizio interno senza chiave)',
        ]
      : []),
  ];
}

/** What many bodies want, and what is one body's alone. */
function missingForMany(has: (name: string) => boolean): readonly string[] {
  const wanted = {
    SLACK_SIGNING_SECRET: 'quello dell’app, con cui Slack firma le richieste',
    SLACK_CLIENT_ID: 'quello dell’app, da «Basic Information»',
    SLACK_CLIENT_SECRET: 'quello dell’app, da «Basic Information»',
    TRAGUARDO_KEY: 'la chiave che cifra i token: se ne fa una con «openssl rand -hex 32»',
  };
  return [
    ...Object.entries(wanted).flatMap(([name, what]) =>
      has(name) ? [] : [`${name}: manca, e con TRAGUARDO_BODIES serve (${what})`],
    ),
    ...['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'TRAGUARDO_DB'].flatMap((name) =>
      has(name)
        ? [
            `${name}: con TRAGUARDO_BODIES va tolto: ogni ente ha il suo database, e ogni workspace il suo token`,
          ]
        : [],
    ),
  ];
}

/** Where there are many bodies, a command is for the one that is named: its name is part of a file's. */
function bodyUntold({
  TRAGUARDO_BODIES: bodies,
  TRAGUARDO_BODY: body,
}: Readonly<Record<string, string | undefined>>): readonly string[] {
  if (unset(bodies) === undefined || (body !== undefined && isBodyCode(body.trim()))) return [];
  const found = unset(body) === undefined ? 'manca' : `trovato «${body}»`;
  return [
    `TRAGUARDO_BODY: ${found}: con TRAGUARDO_BODIES un comando vale per un ente solo, e qui va il suo codice (li elenca «npm run bodies»)`,
  ];
}

/** A secret is never printed, not even a wrong one: only the prefix that tells the kind of token. */
const masked = (name: string, value: string): string =>
  /TOKEN|SECRET|KEY|SMTP|DB|BODIES/.test(name) ? `${/^(xox[a-z]|xapp)-/.exec(value)?.[0] ?? ''}…` : value;

/** A shell reads `~/` so, a service manager and a `.env` file do not. */
const fromHome = (path: string): string => (path.startsWith('~/') ? join(homedir(), path.slice(2)) : path);

/**
 * Adds the variables of a `.env` file in the working folder; those already set win.
 * @returns a sentence of warning where others than its owner may read it; null otherwise, and where there is none
 */
export function loadEnvFile(
  path = '.env',
  env: Record<string, string | undefined> = process.env,
): string | null {
  const file = statSync(path, { throwIfNoEntry: false });
  if (!file?.isFile()) return null;
  // Editors of other systems put a mark before the first line.
  const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  for (const [name, value] of Object.entries(parseEnv(text))) env[name] ??= value;
  const mode = file.mode & 0o777;
  return process.platform !== 'win32' && (mode & 0o077) !== 0
    ? `Attenzione: ${path} contiene segreti e lo possono leggere altri (modo ${mode.toString(8).padStart(4, '0')}). Per chiuderlo: chmod 600 ${path}`
    : null;
}
