import { writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, loadEnvFile, readConfig } from '../../src/app/config.ts';
import { temporaryFolder } from '../support/database.ts';

/** The sentences of what is wrong with an environment. */
function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

const BOT = { SLACK_BOT_TOKEN: 'xoxb-1-2' };

describe('with nothing set', () => {
  it('opens the local workspace on port 3000, with its state in the working folder', () => {
    expect(readConfig({})).toMatchObject({
      slack: { mode: 'local' },
      slackApiUrl: null,
      port: 3000,
      stateDir: resolve('.traguardo'),
      database: resolve('.traguardo/traguardo.sqlite'),
      simulatedNow: null,
      body: null,
      model: null,
    });
  });

  it('takes an empty variable for one that is not set', () => {
    expect(readConfig({ SLACK_BOT_TOKEN: '', PORT: '', TRAGUARDO_DB: '', LOG_LEVEL: '' })).toEqual(
      readConfig({}),
    );
  });

  it('waits as long as Slack, or longer on a slow machine', () => {
    expect(readConfig({}).patienceMs).toBeNull();
    expect(readConfig({ TRAGUARDO_PATIENCE_MS: '20000' }).patienceMs).toBe(20_000);
    expect(() => readConfig({ TRAGUARDO_PATIENCE_MS: '10' })).toThrow('TRAGUARDO_PATIENCE_MS');
  });

  it('cannot be changed afterwards', () => {
    expect(Object.isFrozen(readConfig({}))).toBe(true);
  });
});

describe('how Slack is reached', () => {
  it('is Socket Mode with an app token', () => {
    expect(readConfig({ ...BOT, SLACK_APP_TOKEN: 'xapp-1' }).slack).toEqual({
      mode: 'socket',
      botToken: 'xoxb-1-2',
      appToken: 'xapp-1',
    });
  });

  it('is HTTP with a signing secret', () => {
    expect(readConfig({ ...BOT, SLACK_SIGNING_SECRET: '12345678' }).slack).toEqual({
      mode: 'http',
      botToken: 'xoxb-1-2',
      signingSecret: '12345678',
    });
  });

  it('is Socket Mode with both', () => {
    const both = readConfig({ ...BOT, SLACK_APP_TOKEN: 'xapp-1', SLACK_SIGNING_SECRET: '12345678' });
    expect(both.slack.mode).toBe('socket');
  });

  it('is any Slack-compatible server that is named', () => {
    expect(readConfig({ SLACK_API_URL: 'http://127.0.0.1:4000/api/' }).slackApiUrl).toBe(
      'http://127.0.0.1:4000/api/',
    );
  });

  it('cannot be told from a bot token alone: both variables are named', () => {
    expect(problemsOf(BOT).join('\n')).toMatch(/SLACK_APP_TOKEN: manca[\s\S]*SLACK_SIGNING_SECRET: manca/);
  });

  it.each([{ SLACK_APP_TOKEN: 'xapp-1' }, { SLACK_SIGNING_SECRET: '12345678' }])(
    'needs the bot token too (%o)',
    (env) => {
      expect(problemsOf(env)).toEqual([expect.stringMatching(/^SLACK_BOT_TOKEN: manca/)]);
    },
  );
});

describe('a wrong variable', () => {
  it.each([
    ['PORT', 'tremila', 'da 0 a 65535'],
    ['PORT', '65536', 'da 0 a 65535'],
    ['PORT', '-1', 'da 0 a 65535'],
    ['SLACK_API_URL', 'slack.com', 'indirizzo http(s)'],
    ['SLACK_API_URL', 'ftp://slack.com', 'indirizzo http(s)'],
    ['TRAGUARDO_NOW', '15/09/2021', 'AAAA-MM-GGThh:mm'],
    ['TRAGUARDO_NOW', '2021-09-15', 'AAAA-MM-GGThh:mm'],
    ['TRAGUARDO_NOW', '2021-13-01T09:00', 'una data che esiste'],
    ['TRAGUARDO_NOW', '2021-02-30T09:00', 'una data che esiste'],
    ['TRAGUARDO_NOW', '2021-09-15T25:00', 'una data che esiste'],
    ['TRAGUARDO_SIMULATE', 'yes', 'deve essere 0 o 1'],
    ['LOG_LEVEL', 'verbose', 'fatal, error, warn, info, debug, silent'],
    ['OPENAI_BASE_URL', 'modello', 'indirizzo http(s)'],
  ])('%s=%s is named, with its value and what was expected', (name, value, expected) => {
    const [problem] = problemsOf({ [name]: value });
    expect(problem).toMatch(new RegExp(`^${name}: `));
    expect(problem).toContain(expected);
    expect(problem).toContain(`trovato «${value}»`);
  });

  it('does not hide the others', () => {
    expect(problemsOf({ PORT: 'x', LOG_LEVEL: 'x', SLACK_API_URL: 'x' })).toHaveLength(3);
  });

  it('does not hide one that is missing', () => {
    const problems = problemsOf({ SLACK_APP_TOKEN: 'xapp-1', PORT: 'x', TRAGUARDO_NOW: 'y' });
    expect(problems.map((problem) => problem.split(':')[0])).toEqual([
      'PORT',
      'TRAGUARDO_NOW',
      'SLACK_BOT_TOKEN',
    ]);
  });

  it('that is a secret is never printed, nor part of it, but for the prefix that says its kind', () => {
    expect(problemsOf({ SLACK_SIGNING_SECRET: 'abc' })[0]).toContain('(trovato «…»)');
    expect(problemsOf({ SLACK_BOT_TOKEN: 'xoxp-very-secret' })[0]).toContain('(trovato «xoxp-…»)');
    expect(problemsOf({ SLACK_BOT_TOKEN: 'hunter2' })[0]).toContain('(trovato «…»)');
  });
});

describe('the simulated clock', () => {
  const NOW = { TRAGUARDO_NOW: '2021-09-15T09:00' };

  it('starts where it is told, in the local workspace', () => {
    expect(readConfig(NOW).simulatedNow).toBe('2021-09-15T09:00');
  });

  it('is ignored with a real Slack token', () => {
    expect(readConfig({ ...NOW, ...BOT, SLACK_APP_TOKEN: 'xapp-1' }).simulatedNow).toBeNull();
  });

  it('is used with a real token when that is asked for', () => {
    const env = { ...NOW, ...BOT, SLACK_APP_TOKEN: 'xapp-1', TRAGUARDO_SIMULATE: '1' };
    expect(readConfig(env).simulatedNow).toBe('2021-09-15T09:00');
  });
});

describe('e-mail', () => {
  const MAIL = {
    TRAGUARDO_SMTP_URL: 'smtps://u:segreta@posta.comune.example',
    TRAGUARDO_MAIL_FROM: 't@comune.example',
  };
  const REAL = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'a-long-secret' };

  it('goes out only where a server is named', () => {
    expect(readConfig({ ...REAL, TRAGUARDO_MAIL_FROM: 't@comune.example' }).mail).toBeNull();
    expect(readConfig({ ...REAL, ...MAIL }).mail).toEqual({
      url: MAIL.TRAGUARDO_SMTP_URL,
      from: 't@comune.example',
      replyTo: null,
    });
  });

  it('wants an address to come from, and that of a server', () => {
    expect(problemsOf({ ...REAL, TRAGUARDO_SMTP_URL: MAIL.TRAGUARDO_SMTP_URL })).toEqual([
      expect.stringMatching(/^TRAGUARDO_MAIL_FROM: manca/),
    ]);
    const [problem] = problemsOf({
      ...REAL,
      ...MAIL,
      TRAGUARDO_SMTP_URL: 'https://u:segreta@posta.comune.example',
    });
    expect(problem).toContain('deve essere l’indirizzo di un server di posta');
    expect(problem).not.toContain('segreta');
  });

  it('of a trial reaches the machine itself and nobody else', () => {
    expect(problemsOf(MAIL)[0]).toContain('la posta va solo a un server di questa macchina');
    expect(readConfig({ ...MAIL, TRAGUARDO_SMTP_URL: 'smtp://127.0.0.1:1025' }).mail).not.toBeNull();
  });
});

describe('a language model', () => {
  it('is not used because a key happens to be there', () => {
    expect(readConfig({ OPENAI_API_KEY: 'sk-1' }).model).toBeNull();
  });

  it('is used when it is named, with its key', () => {
    expect(readConfig({ TRAGUARDO_MODEL: 'un-modello', OPENAI_API_KEY: 'sk-1' }).model).toMatchObject({
      model: 'un-modello',
      apiKey: 'sk-1',
    });
  });

  it('inside the body’s walls needs no key', () => {
    const env = { TRAGUARDO_MODEL: 'un-modello', OPENAI_BASE_URL: 'http://127.0.0.1:8000/v1' };
    expect(readConfig(env).model?.baseUrl).toBe('http://127.0.0.1:8000/v1');
  });

  it.each([
    ['http://api.openai.com/v1', 'deve cominciare con «https://»'],
    ['https://altrove.example/v1', '«altrove.example» non è tra i servizi ammessi'],
    ['https://api.openai.com.altrove.example/v1', 'non è tra i servizi ammessi'],
  ])('is not asked at %s, which nobody allowed', (baseUrl, expected) => {
    const env = { TRAGUARDO_MODEL: 'un-modello', OPENAI_API_KEY: 'sk-1', OPENAI_BASE_URL: baseUrl };
    expect(problemsOf(env)[0]).toContain(expected);
  });

  it('is asked where the body has said that it may', () => {
    const env = {
      TRAGUARDO_MODEL: 'un-modello',
      OPENAI_BASE_URL: 'https://Modelli.comune.example/v1',
      TRAGUARDO_MODEL_HOSTS: 'altro.example, modelli.comune.example',
    };
    expect(readConfig(env).model?.baseUrl).toBe('https://Modelli.comune.example/v1');
  });

  it('on the machine itself is for trials', () => {
    const env = {
      TRAGUARDO_MODEL: 'un-modello',
      OPENAI_BASE_URL: 'http://127.0.0.1:8000/v1',
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_SIGNING_SECRET: 'a-long-secret',
    };
    expect(problemsOf(env)[0]).toContain('deve cominciare con «https://»');
  });

  it('that is named without a key or an address is a wrong configuration', () => {
    expect(problemsOf({ TRAGUARDO_MODEL: 'un-modello' })).toEqual([
      expect.stringMatching(/^OPENAI_API_KEY: manca/),
    ]);
  });
});

describe('how messages are delivered', () => {
  it('is in working hours and at a pace that Slack takes, unless it is said otherwise', () => {
    const onSlack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'a-long-secret' };
    expect(readConfig(onSlack)).toMatchObject({
      hours: { from: '08:30', to: '17:30' },
      delivery: { tickMs: 30_000, paceMs: 1_200, leaseMs: 30_000 },
    });
    const env = { TRAGUARDO_HOURS: '07:30-14:00', TRAGUARDO_PACE_MS: '0', TRAGUARDO_LEASE_MS: '1500' };
    expect(readConfig(env)).toMatchObject({
      hours: { from: '07:30', to: '14:00' },
      delivery: { paceMs: 0, leaseMs: 1_500 },
    });
  });

  it.each([
    ['TRAGUARDO_HOURS', '9-17'],
    ['TRAGUARDO_HOURS', '17:30-08:30'],
    ['TRAGUARDO_HOURS', '08:30-24:00'],
    ['TRAGUARDO_TICK_MS', '0'],
    ['TRAGUARDO_PACE_MS', 'presto'],
    ['TRAGUARDO_LEASE_MS', '1'],
  ])('is refused when it makes no sense: %s=%s', (name, value) => {
    expect(problemsOf({ [name]: value })).toEqual([expect.stringMatching(new RegExp(`^${name}: deve`))]);
  });
});

describe('a .env file', () => {
  const written = (text: string, mode = 0o600): string => {
    const path = join(temporaryFolder(), '.env');
    writeFileSync(path, text, { mode });
    return path;
  };

  it('adds what is not set, also behind the mark that some editors put first', () => {
    const env = { PORT: '4000' };
    expect(loadEnvFile(written('\uFEFFLOG_LEVEL=warn\nPORT=3000\n'), env)).toBe(null);
    expect(env).toEqual({ PORT: '4000', LOG_LEVEL: 'warn' });
  });

  it.skipIf(process.platform === 'win32')('that others may read is warned about, and read', () => {
    const path = written('LOG_LEVEL=warn\n', 0o644);
    const env = {};
    expect(loadEnvFile(path, env)).toBe(
      `Attenzione: ${path} contiene segreti e lo possono leggere altri (modo 0644). Per chiuderlo: chmod 600 ${path}`,
    );
    expect(env).toEqual({ LOG_LEVEL: 'warn' });
  });

  it('that is not there changes nothing', () => {
    const env = {};
    expect(loadEnvFile(join(temporaryFolder(), '.env'), env)).toBe(null);
    expect(env).toEqual({});
  });
});

describe('a database in a server', () => {
  it('is taken as it is written; messages and clock of a trial stay where the program starts', () => {
    const address = 'postgres://lucca:segreta@db.example/traguardo?schema=lucca';
    expect(readConfig({ TRAGUARDO_DB: address })).toMatchObject({
      database: address,
      stateDir: resolve('.traguardo'),
    });
  });

  it.each(['mysql://lucca:segreta@db.example/traguardo', 'postgres:/lucca:segreta@db.example/traguardo'])(
    'of another kind is refused, not taken for a file, and not printed: %s',
    (address) => {
      expect(problemsOf({ TRAGUARDO_DB: address })).toEqual([
        expect.stringMatching(/^TRAGUARDO_DB: deve essere il percorso di un file, o .*\(trovato «…»\)$/),
      ]);
    },
  );
});

it('a database in one’s own folder is found where a shell would', () => {
  expect(readConfig({ TRAGUARDO_DB: '~/dati/t.sqlite' }).database).toBe(join(homedir(), 'dati/t.sqlite'));
});

describe('where it listens', () => {
  it('is every address of the machine, unless one is named; health has no port of its own', () => {
    expect(readConfig({})).toMatchObject({ host: null, healthPort: null });
    expect(readConfig({ HOST: '127.0.0.1', TRAGUARDO_HEALTH_PORT: '9100' })).toMatchObject({
      host: '127.0.0.1',
      healthPort: 9100,
    });
  });

  it.each([
    ['HOST', 'il-mio-server'],
    ['TRAGUARDO_HEALTH_PORT', '99999'],
  ])('is refused when it makes no sense: %s=%s', (name, value) => {
    expect(problemsOf({ [name]: value })).toEqual([expect.stringMatching(new RegExp(`^${name}: deve`))]);
  });
});

it('keeps messages and clock of a trial with its database, so that two bodies do not read each other’s', () => {
  const [one, other] = ['dati/uno.sqlite', 'dati/altro.sqlite'].map((path) =>
    readConfig({ TRAGUARDO_DB: path }),
  );
  expect(one?.stateDir).toBe(resolve('dati/uno.sqlite.prova'));
  expect(other?.stateDir).not.toBe(one?.stateDir);
  expect(readConfig({ TRAGUARDO_DB: '.traguardo/traguardo.sqlite' })).toEqual(readConfig({}));
});

describe('many bodies', () => {
  const MANY = {
    TRAGUARDO_BODIES: '/srv/enti',
    TRAGUARDO_KEY: '0f'.repeat(32),
    SLACK_CLIENT_ID: '12.34',
    SLACK_CLIENT_SECRET: 'segreto-del-client',
    SLACK_SIGNING_SECRET: 'segreto-di-firma',
  };

  it('have a register, and each a database of its own in the folder', () => {
    expect(readConfig(MANY, { forAll: true })).toMatchObject({
      slack: { mode: 'many', clientId: '12.34', key: Buffer.from('0f'.repeat(32), 'hex'), keyBefore: null },
      bodies: '/srv/enti',
      database: '/srv/enti/_register.sqlite',
    });
    expect(readConfig({ ...MANY, TRAGUARDO_BODY: 'unione-garfagnana' })).toMatchObject({
      database: '/srv/enti/unione-garfagnana.sqlite',
      body: null,
    });
  });

  it('have a schema each, where they are at a server', () => {
    const server = 'postgres://u:segreta@db.example/traguardo?sslmode=verify-full';
    const one = readConfig({ ...MANY, TRAGUARDO_BODIES: server, TRAGUARDO_BODY: 'unione-garfagnana' });
    expect(one.database).toBe(`${server}&schema=traguardo_unione_garfagnana`);
    expect(readConfig({ ...MANY, TRAGUARDO_BODIES: server }, { forAll: true }).database).toBe(server);
  });

  it('want a body named for what is done for one, by a code that leads nowhere else', () => {
    expect(problemsOf(MANY).join()).toContain('TRAGUARDO_BODY: manca');
    for (const body of ['../lucca', 'Lucca', 'a_b', '_register', '', 'x'.repeat(41)])
      expect(problemsOf({ ...MANY, TRAGUARDO_BODY: body })).toHaveLength(1);
  });

  it('say all that is missing, and what is one body’s alone, and no secret', () => {
    const problems = problemsOf({
      TRAGUARDO_BODIES: '/srv/enti',
      TRAGUARDO_BODY: 'lucca',
      TRAGUARDO_DB: 'lucca.sqlite',
      SLACK_BOT_TOKEN: 'xoxb-1-2',
      TRAGUARDO_KEY: 'troppo-corta',
    }).join('\n');
    for (const name of ['SLACK_SIGNING_SECRET', 'SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_BOT_TOKEN'])
      expect(problems).toContain(`${name}: `);
    expect(problems).toContain('TRAGUARDO_KEY: deve avere 64 cifre esadecimali');
    expect(problems).not.toContain('troppo-corta');
  });
});
