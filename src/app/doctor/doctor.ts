import { existsSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { openPhases } from '../../domain/phases/index.ts';
import { calendarOfPlan } from '../../domain/plan/index.ts';
import { createAuditReader } from '../../store/cycle/index.ts';
import { lastBackup } from '../../store/engine/backup.ts';
import { modeOf } from '../../store/engine/database-mode.ts';
import { openedOf } from '../../store/engine/engine.ts';
import { type Db, mayHoldData } from '../../store/engine/open-store.ts';
import { isPostgres, placeInWords } from '../../store/engine/postgres-place.ts';
import { probe } from '../../store/engine/probe.ts';
import { SCHEMA_VERSION } from '../../store/migrations/migrate.ts';
import { readBacklog } from '../../store/outbox/index.ts';
import type { Config } from '../config.ts';
import { openProductStore, type ProductStore, servingWords, withoutPlan } from '../product-store.ts';
import { VERSION } from '../version.ts';
import { type Finding, failing, ok, warning } from './findings.ts';
import { judgeAudit, judgeBacklog, judgeBackup, judgeDisk, judgeMode } from './judgements.ts';
import { askMail } from './mail-side.ts';
import { askSlack } from './slack-side.ts';

/**
 * Looks at everything that the bot needs, without changing any of it.
 * @param wanted scopes of the manifest
 * @param progress hears how far the long part is
 * @throws DatabaseRefused when the database cannot be used
 */
export async function examine(
  config: Config,
  wanted: readonly string[],
  now: Date,
  progress: (line: string) => void,
): Promise<readonly Finding[]> {
  const { slack, slackApiUrl } = config;
  const program = ok('program', `Programma: Traguardo ${VERSION}, Node ${process.versions.node}.`);
  if (!(await mayHoldData(config.database))) {
    if (slack.mode !== 'local') throw withoutPlan(config);
    return [
      program,
      ok(
        'database',
        `Database: ${placeInWords(config.database)} non c’è ancora; il primo avvio lo crea, con il piano di prova.`,
      ),
      isPostgres(config.database) ? SERVERS_OWN : lookAtDisk(config.database),
    ];
  }
  const store = await openProductStore(config, now);
  try {
    const findings = [
      program,
      ...(await lookAtDatabase(config, store, now)),
      ...(await askMail(config.mail)),
    ];
    if (slack.mode === 'local')
      return [
        ...findings,
        ok('slack', 'Slack: nessun token, quindi la prova locale; nient’altro da guardare.'),
      ];
    if (slack.mode === 'many')
      return [
        ...findings,
        ok(
          'slack',
          'Slack: i token sono dei workspace in cui l’app è installata; li elenca «npm run bodies».',
        ),
      ];
    const plans = await Promise.all(store.plans.map(({ year }) => store.register.of(year).current()));
    const [current] = plans;
    const active = new Set(current?.roles.map(({ person }) => person));
    const channels = plans
      .flatMap((plan) => openPhases(plan, calendarOfPlan(plan).dayOf(now)))
      .flatMap(({ channel }) => (channel === null ? [] : [channel]));
    return [
      ...findings,
      ...(await askSlack({
        slack,
        slackApiUrl,
        wanted,
        people: (current?.people ?? []).filter(({ code }) => active.has(code)),
        channels: [...new Set(channels)],
        progress,
      })),
    ];
  } finally {
    await store.db.destroy();
  }
}

async function lookAtDatabase(
  { database, slack }: Config,
  store: ProductStore,
  now: Date,
): Promise<readonly Finding[]> {
  const { db } = store;
  const mode = await modeOf(db);
  const { rows, breaks } = await createAuditReader(db).verify();
  const { waiting, oldest } = await readBacklog(db);
  return [
    ok(
      'database',
      `Database: ${placeInWords(database)}, leggibile e intero (${openedOf(db)?.software}, schema ${SCHEMA_VERSION}). ${servingWords(store)}`,
    ),
    await lookAtWriting(db),
    judgeMode(mode, slack.mode !== 'local'),
    judgeAudit(rows, breaks.length),
    judgeBacklog(waiting, oldest, now),
    ...(isPostgres(database)
      ? [SERVERS_OWN]
      : [lookAtAccess(database), lookAtDisk(database), judgeBackup(lastBackup(database), now, mode)]),
  ];
}

/** What nobody but a server's administrator can look at. */
const SERVERS_OWN = ok(
  'server',
  'Accesso, disco e copie: sono del server PostgreSQL, e non si guardano da qui; le copie si fanno con «npm run backup» o con pg_dump.',
);

async function lookAtWriting(db: Db): Promise<Finding> {
  try {
    await probe(db);
    return ok('writing', 'Scrittura: riesce.');
  } catch {
    return failing(
      'writing',
      'Scrittura: non riesce.',
      'Controllare lo spazio sul disco, i permessi della cartella e che un altro programma non tenga occupato il database.',
    );
  }
}

/** What people said is for the program's own user. */
function lookAtAccess(database: string): Finding {
  const mode = statSync(database).mode & 0o777;
  return process.platform === 'win32' || (mode & 0o077) === 0
    ? ok('access', 'Accesso: il database lo legge solo il suo utente.')
    : warning(
        'access',
        `Accesso: il database lo possono leggere altri (modo ${mode.toString(8).padStart(4, '0')}).`,
        `chmod 600 ${database}`,
      );
}

function lookAtDisk(database: string): Finding {
  const folder = existsSync(dirname(database)) ? dirname(database) : '.';
  const { bavail, bsize } = statfsSync(folder);
  return judgeDisk(bavail * bsize, existsSync(database) ? statSync(database).size : 0);
}
