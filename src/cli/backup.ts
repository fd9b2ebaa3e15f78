import { resolve } from 'node:path';
import { readConfig } from '../app/config.ts';
import { backUp, noteBackup } from '../store/engine/backup.ts';
import { refuseServer } from '../store/engine/postgres-place.ts';
import { holdingsOf, holdingsWords } from './holdings.ts';
import { type CommandLine, runCli, UsageError } from './run-cli.ts';

const HELP = `Uso: npm run backup -- FILE

Scrive in FILE una copia del database, intera anche mentre Traguardo è acceso, e la controlla.
Copiare il file del database con il sistema non basta: le ultime scritture stanno in un altro file accanto.

FILE non deve esserci già. La copia si rimette con «npm run restore -- FILE».`;

async function main({ positionals }: CommandLine<Record<never, never>>): Promise<void> {
  const [to, ...rest] = positionals;
  if (to === undefined || rest.length > 0) throw new UsageError(HELP);
  const copy = resolve(to);
  const { database } = readConfig(process.env);
  refuseServer(database, 'la copia si fa con pg_dump (pg_dump -Fc -n SCHEMA -f FILE DATABASE)');
  const holdings = await backUp(database, copy, holdingsOf);
  noteBackup(database, new Date());
  console.log(`Copia scritta e controllata: ${copy}\nContiene ${holdingsWords(holdings)}.`);
  if (holdings.lastAt) console.log(`Ultimo hash del registro: ${holdings.head}`);
}

await runCli({ help: HELP, options: {}, positionals: true }, main);
