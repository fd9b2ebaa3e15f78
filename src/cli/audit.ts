import { readConfig } from '../app/config.ts';
import type { ChainBreak } from '../domain/record/index.ts';
import { createAuditReader } from '../store/cycle/index.ts';
import { mayHoldData, openStore } from '../store/engine/open-store.ts';
import { placeInWords } from '../store/engine/postgres-place.ts';
import { counted } from '../words/sentences.ts';
import { CommandFailed, type CommandLine, runCli, UsageError } from './run-cli.ts';

const HELP = `Uso: npm run audit -- verify [--head HASH] [--json]

Ricalcola la catena del registro, riga per riga, e la confronta con le versioni salvate e con i verbali.
Se è integra termina con 0; altrimenti dice dove si rompe e termina con 1.

  --head   un hash annotato in passato (da un verbale o da un’esportazione): deve essere ancora nella catena
  --json   un solo oggetto JSON {"rows", "head", "breaks"}`;

const OPTIONS = {
  head: { type: 'string' },
  json: { type: 'boolean' },
} as const;

async function main({ values, positionals }: CommandLine<typeof OPTIONS>): Promise<void> {
  if (positionals.length !== 1 || positionals[0] !== 'verify') throw new UsageError(HELP);
  const { database } = readConfig(process.env);
  if (!(await mayHoldData(database)))
    throw new CommandFailed(
      `Il database ${placeInWords(database)} non esiste ancora: non c’è niente da verificare.`,
    );
  const db = await openStore(database);
  try {
    const {
      rows,
      head,
      breaks: found,
    } = await createAuditReader(db).verify(
      values.head === undefined ? [] : [{ hash: values.head.toLowerCase(), where: '--head' }],
    );
    if (values.json) console.log(JSON.stringify({ rows, head, breaks: found }));
    else if (found.length === 0)
      console.log(`Il registro è integro: ${counted(rows, 'riga', 'righe')}.\nUltimo hash: ${head}`);
    else
      console.log(
        [
          `Il registro NON è integro (${rows} righe, ${found.length} punti):`,
          ...found.map((one) => `  - ${words(one)}`),
        ].join('\n'),
      );
    if (found.length > 0) process.exitCode = 1;
  } finally {
    await db.destroy();
  }
}

function words(found: ChainBreak): string {
  switch (found.type) {
    case 'row_changed':
      return `riga ${found.row}: il contenuto non è quello che fu scritto (l’hash non torna)`;
    case 'link_broken':
      return `riga ${found.row}: non segue ${found.after === null ? 'l’inizio della catena' : `la riga ${found.after}`}`;
    case 'rows_missing':
      return found.from === found.to
        ? `manca la riga ${found.from}`
        : `mancano le righe da ${found.from} a ${found.to}`;
    case 'version_changed':
      return `l’aggiornamento ${found.update} non è più come lo testimonia la riga ${found.row}`;
    case 'version_missing':
      return `l’aggiornamento ${found.update}, testimoniato dalla riga ${found.row}, non c’è più`;
    case 'version_unaudited':
      return `l’aggiornamento ${found.update} non ha una riga che lo testimoni`;
    case 'record_changed':
      return `${found.where}: il contenuto non corrisponde alla sua impronta`;
    case 'anchor_missing':
      return `${found.where}: l’hash ${found.hash} non è più nella catena (la fine è stata tagliata o riscritta)`;
  }
}

await runCli({ help: HELP, options: OPTIONS, positionals: true }, main);
