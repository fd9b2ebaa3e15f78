import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { readConfig } from '../app/config.ts';
import { putBack } from '../store/engine/backup.ts';
import { refuseServer } from '../store/engine/postgres-place.ts';
import { DatabaseRefused } from '../store/migrations/migrate.ts';
import { wallTime } from '../words/days.ts';
import { formatCount } from '../words/formats.ts';
import { type Holdings, holdingsOf, holdingsWords, ZONE } from './holdings.ts';
import { prepareStart } from './prepare-start.ts';
import { CommandFailed, type CommandLine, runCli, UsageError } from './run-cli.ts';

const HELP = `Uso: npm run restore -- FILE [--conferma]

Rimette al posto del database una copia fatta con «npm run backup», dopo averla controllata.
Dice di quando è la copia e che cosa le manca rispetto al database attuale, che resta accanto con un altro nome.
Traguardo va fermato prima.

  --conferma   lo fa anche se la copia è più indietro del database attuale`;

const OPTIONS = { conferma: { type: 'boolean' } } as const;

async function main({ values, positionals }: CommandLine<typeof OPTIONS>): Promise<void> {
  const [from, ...rest] = positionals;
  if (from === undefined || rest.length > 0) throw new UsageError(HELP);
  const copy = resolve(from);
  const { database } = readConfig(process.env);
  refuseServer(
    database,
    `la copia si rimette in uno schema nuovo, con «npm run copy -- --da ${copy} --a postgres://…?schema=NUOVO», e poi si indica quello in TRAGUARDO_DB`,
  );
  if (!existsSync(copy)) throw new CommandFailed(`La copia ${copy} non c’è.`);
  if (copy === database) throw new CommandFailed(`${copy} è il database stesso, non una sua copia.`);
  prepareStart();
  const holdings = await holdingsOf(copy);
  console.log(`La copia contiene ${holdingsWords(holdings)}.`);
  const lost = await lostBy(holdings, database);
  if (lost !== null) console.log(lost);
  if (lost !== null && !values.conferma)
    throw new CommandFailed('Niente è stato cambiato. Per rimettere la copia lo stesso: --conferma.');
  const aside = asideOf(database);
  putBack(copy, database, aside);
  console.log(`Rimessa in ${database}.`);
  if (existsSync(aside)) console.log(`Il database di prima è in ${aside}.`);
}

/** What the present database has and the copy has not, in a sentence; null where nothing is lost. */
async function lostBy(copy: Holdings, database: string): Promise<string | null> {
  if (!existsSync(database)) return null;
  const present = await holdingsOf(database).catch((error: unknown) => {
    // What cannot be read is what a copy is put back for.
    if (error instanceof DatabaseRefused) return null;
    throw error;
  });
  if (present === null) return null;
  const rows = present.auditRows - copy.auditRows;
  if (rows <= 0 && present.updates <= copy.updates) return null;
  return `Il database attuale contiene ${holdingsWords(present)}: si ${rows === 1 ? 'perderebbe una riga' : `perderebbero ${formatCount(rows)} righe`} del registro.`;
}

/** A name beside the database that nothing has yet, by what the clocks show: `traguardo.sqlite.prima-2026-11-28T1910`. */
function asideOf(database: string): string {
  const { day, time } = wallTime(new Date(), ZONE);
  const moment = `${day}T${time.replace(':', '')}`;
  const names = Array.from(
    { length: 100 },
    (_, tries) => `${database}.prima-${moment}${tries ? `-${tries}` : ''}`,
  );
  const free = names.find((name) => !existsSync(name));
  if (free === undefined)
    throw new DatabaseRefused(`Accanto a ${database} ci sono già troppe copie messe da parte.`);
  return free;
}

await runCli({ help: HELP, options: OPTIONS, positionals: true }, main);
