import { existsSync, renameSync } from 'node:fs';
import { resolve } from 'node:path';
import { readConfig } from '../app/config.ts';
import { backUp, noteBackup } from '../store/engine/backup.ts';
import { mayHoldData } from '../store/engine/open-store.ts';
import { isPostgres, placeInWords } from '../store/engine/postgres-place.ts';
import { copied } from './copied.ts';
import { type Holdings, holdingsOf, holdingsWords } from './holdings.ts';
import { CommandFailed, type CommandLine, runCli, UsageError } from './run-cli.ts';

const HELP = `Uso: npm run backup -- FILE

Scrive in FILE una copia del database, intera anche mentre Traguardo è acceso, e la controlla.
Copiare il file del database con il sistema non basta: le ultime scritture stanno in un altro file accanto.

FILE non deve esserci già. La copia si rimette con «npm run restore -- FILE». Anche quella di un database PostgreSQL è un
file SQLite: in un server si rimette con «npm run copy», in uno schema nuovo.`;

async function main({ positionals }: CommandLine<Record<never, never>>): Promise<void> {
  const [to, ...rest] = positionals;
  if (to === undefined || rest.length > 0) throw new UsageError(HELP);
  const copy = resolve(to);
  const { database } = readConfig(process.env);
  const holdings = isPostgres(database)
    ? await outOfServer(database, copy)
    : await backUp(database, copy, holdingsOf);
  if (!isPostgres(database)) noteBackup(database, new Date());
  console.log(`Copia scritta e controllata: ${copy}\nContiene ${holdingsWords(holdings)}.`);
  if (holdings.lastAt) console.log(`Ultimo hash del registro: ${holdings.head}`);
}

/** What a server's schema holds, in a file that any of the commands opens. */
async function outOfServer(database: string, copy: string): Promise<Holdings> {
  if (!(await mayHoldData(database)))
    throw new CommandFailed(`Il database ${placeInWords(database)} non c’è: non c’è niente da copiare.`);
  if (existsSync(copy))
    throw new CommandFailed(`${copy} c’è già: indicare un altro file, o spostare quello che c’è.`);
  const made = `${copy}.in-corso`;
  await copied(database, made);
  const holdings = await holdingsOf(made);
  renameSync(made, copy);
  return holdings;
}

await runCli({ help: HELP, options: {}, positionals: true }, main);
