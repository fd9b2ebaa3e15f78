import { existsSync } from 'node:fs';
import { readConfig } from '../app/config.ts';
import { mayHoldData } from '../store/engine/open-store.ts';
import { isPostgres, placeInWords } from '../store/engine/postgres-place.ts';
import { formatCount } from '../words/formats.ts';
import { counted } from '../words/sentences.ts';
import { copied } from './copied.ts';
import { CommandFailed, type CommandLine, runCli, UsageError } from './run-cli.ts';

const HELP = `Uso: npm run copy -- --a DATABASE [--da DATABASE]

Copia tutto quello che c’è in un database in un altro, dove non c’è ancora niente: un file SQLite, o uno schema di un
server PostgreSQL (postgres://utente:password@server/database?schema=nome). Le tabelle sono poi confrontate riga per
riga, e il registro verificato. Traguardo va fermato prima: quello che si scrive dopo resta nel database di partenza.

  --a    dove: un file che non c’è ancora, o uno schema nuovo
  --da   da dove; se non è detto, il database in TRAGUARDO_DB

Una password scritta qui la legge chi vede i processi della macchina: si può lasciare fuori, e darla in PGPASSWORD.`;

const OPTIONS = { a: { type: 'string' }, da: { type: 'string' } } as const;

async function main({ values }: CommandLine<typeof OPTIONS>): Promise<void> {
  const { a: to } = values;
  if (to === undefined) throw new UsageError(HELP);
  const from = values.da ?? readConfig(process.env).database;
  if (!(await mayHoldData(from)))
    throw new CommandFailed(`Il database ${placeInWords(from)} non c’è: non c’è niente da copiare.`);
  if (!isPostgres(to) && existsSync(to))
    throw new CommandFailed(`${to} c’è già: indicare un altro file, o spostare quello che c’è.`);
  const { rows, tables, auditRows, head } = await copied(from, to);
  console.log(
    `Copiato ${placeInWords(from)} in ${placeInWords(to)}: ${counted(rows, 'riga', 'righe')} di ${formatCount(tables)} tabelle, le stesse da una parte e dall’altra.`,
  );
  console.log(`Registro integro, di ${counted(auditRows, 'riga', 'righe')}. Ultimo hash: ${head}`);
}

await runCli({ help: HELP, options: OPTIONS }, main);
