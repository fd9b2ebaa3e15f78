import { readConfig } from '../app/config.ts';
import { openStore } from '../store/engine/open-store.ts';
import { describeImportError, readPlan, savePlan } from '../store/plan/index.ts';
import { formatCount } from '../words/formats.ts';
import { type CommandLine, runCli, UsageError } from './run-cli.ts';

const HELP = `Uso: npm run import -- CARTELLA [--check]

Controlla una cartella di piano (i file CSV descritti in data/README.md) e la importa nel database.
Se c’è anche un solo errore li elenca tutti e non scrive niente.
Reimportare lo stesso ente e anno sostituisce il piano; aggiornamenti, solleciti e registro restano.

  --check   controlla soltanto, senza scrivere`;

const OPTIONS = { check: { type: 'boolean' } } as const;

async function main({ values, positionals }: CommandLine<typeof OPTIONS>): Promise<void> {
  const [folder, ...rest] = positionals;
  if (folder === undefined || rest.length > 0) throw new UsageError(HELP);

  const read = readPlan(folder);
  if (!read.ok) {
    const lines = read.errors.map((error) => `  ${describeImportError(error)}`);
    throw new UsageError(
      [
        `${folder}: ${read.errors.length === 1 ? 'un errore' : `${formatCount(read.errors.length)} errori`}, niente è stato importato.`,
        ...lines,
      ].join('\n'),
    );
  }
  const { head, items, costLines, people } = read.plan;
  const summary = `${head.bodyName} ${head.year}: ${formatCount(items.length)} tra obiettivi, processi e indicatori, ${formatCount(costLines.length)} righe di costo, ${formatCount(people.length)} account`;
  if (values.check) return console.log(`${summary}. Nessun errore; niente è stato scritto.`);
  const db = await openStore(readConfig(process.env).database);
  try {
    await savePlan(db, read.plan, new Date());
  } finally {
    await db.destroy();
  }
  console.log(`Importato ${summary}.`);
}

await runCli({ help: HELP, options: OPTIONS, positionals: true }, main);
