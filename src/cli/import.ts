import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { readConfig } from '../app/config.ts';
import { openStore } from '../store/engine/open-store.ts';
import {
  describeImportIssue,
  type ReadResult,
  readMapping,
  readPlanFrom,
  savePlan,
  writeMapping,
} from '../store/plan/index.ts';
import { formatCount } from '../words/formats.ts';
import { counted } from '../words/sentences.ts';
import { type CommandLine, runCli, UsageError } from './run-cli.ts';

const HELP = `Uso: npm run import -- FILE|CARTELLA [--check] [--mappa FILE] [--ente NOME] [--anno ANNO]

Controlla un piano e lo importa nel database: un file XLSX o CSV come ce l’ha l’ufficio, o una cartella di file CSV
(data/README.md). Bastano gli obiettivi con il titolo e la struttura; intestazioni in italiano o in inglese, in
qualunque ordine. Gli errori sono elencati tutti insieme, con gli avvisi; se c’è anche un solo errore non scrive niente.
Reimportare lo stesso ente e anno sostituisce il piano; aggiornamenti, solleciti e registro restano.

  --check   controlla soltanto, senza scrivere
  --mappa   file in cui è scritto che cosa è ogni colonna; se non c’è, lo scrive, da correggere e riusare
  --ente    l’ente, se il file non lo dice ("Comune di …")
  --anno    l’anno del piano, se il file non lo dice`;

const OPTIONS = {
  check: { type: 'boolean' },
  mappa: { type: 'string' },
  ente: { type: 'string' },
  anno: { type: 'string' },
} as const;

async function main({ values, positionals }: CommandLine<typeof OPTIONS>): Promise<void> {
  const [path, ...rest] = positionals;
  if (path === undefined || rest.length > 0) throw new UsageError(HELP);
  const { mappa: mapping, ente: bodyName, anno } = values;
  if (anno !== undefined && !/^(?:19|20)\d\d$/.test(anno))
    throw new UsageError(`--anno: trovato «${anno}», atteso: un anno, per esempio 2026.`);
  const read = await readPlanFrom(path, {
    ...(mapping !== undefined && existsSync(mapping)
      ? { mapping: readMapping(readFileSync(mapping, 'utf8')) }
      : {}),
    front: {
      ...(bodyName === undefined ? {} : { bodyName }),
      ...(anno === undefined ? {} : { year: Number(anno) }),
    },
  });
  if (mapping !== undefined && !existsSync(mapping) && read.headings.length > 0) {
    writeFileSync(mapping, writeMapping(read.headings));
    console.log(
      `Scritta in ${mapping} la mappa delle colonne: correggere la terza colonna, e importare di nuovo con la stessa opzione.`,
    );
  }
  for (const line of [...read.notes, ...warnings(read)]) console.log(line);
  if (!read.ok)
    throw new UsageError(
      [
        `${path}: ${read.errors.length === 1 ? 'un errore' : `${formatCount(read.errors.length)} errori`}, niente è stato importato.`,
        ...read.errors.map((error) => `  ${describeImportIssue(error)}`),
      ].join('\n'),
    );
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

/** How many warnings are printed: a screenful. */
const MAX_WARNINGS = 40;

function warnings({ issues }: ReadResult): readonly string[] {
  const found = issues.filter(({ level }) => level === 'warning').map(describeImportIssue);
  if (found.length === 0) return [];
  return [
    `${counted(found.length, 'avviso', 'avvisi')}:`,
    ...found.slice(0, MAX_WARNINGS).map((warning) => `  ${warning}`),
    ...(found.length > MAX_WARNINGS ? [`  … e altri ${formatCount(found.length - MAX_WARNINGS)}`] : []),
  ];
}

await runCli({ help: HELP, options: OPTIONS, positionals: true }, main);
