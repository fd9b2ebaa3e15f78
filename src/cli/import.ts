import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { bodyPlace } from '../app/bodies/places.ts';
import { type Config, readConfig } from '../app/config.ts';
import { chosenBody, describeBody } from '../app/product-store.ts';
import { toXlsx } from '../documents/xlsx.ts';
import { describeImport, type ImportOutcome } from '../domain/plan/index.ts';
import type { Plan } from '../domain/types.ts';
import { importPlan } from '../store/cycle/index.ts';
import { modeOf } from '../store/engine/database-mode.ts';
import { type Db, mayHoldData, openStore } from '../store/engine/open-store.ts';
import { isPostgres, placeInWords, refuseServer } from '../store/engine/postgres-place.ts';
import {
  describeImportIssue,
  type ReadResult,
  readMapping,
  readPlanFrom,
  summaryOf,
  templateTables,
  writeMapping,
} from '../store/plan/import/index.ts';
import { listBodies, loadPlans, type StoredBody } from '../store/plan/index.ts';
import { progressBar } from '../words/bars.ts';
import { formatCount } from '../words/formats.ts';
import { counted } from '../words/sentences.ts';
import { takeSheet } from './import/take-sheet.ts';
import { prepareStart } from './prepare-start.ts';
import { CommandFailed, type CommandLine, progress, runCli, UsageError } from './run-cli.ts';

const HELP = `Uso: npm run import -- FILE|CARTELLA [--check] [--conferma] [--mappa FILE] [--ente NOME] [--anno ANNO]
     npm run import -- --modello FILE.xlsx
     npm run import -- --aggiornamenti FILE.xlsx [--come PERSONA]

Controlla un piano e lo importa nel database: un file XLSX o CSV come ce l’ha l’ufficio, o una cartella di file CSV
(data/README.md). Bastano gli obiettivi con il titolo e la struttura; intestazioni in italiano o in inglese, in
qualunque ordine. Gli errori sono elencati tutti insieme, con gli avvisi; se c’è anche un solo errore non scrive niente.
Reimportare lo stesso ente e anno sostituisce il piano e dice che cosa cambia; aggiornamenti, solleciti e registro
seguono le voci, anche dove cambiano numero.

  --check          controlla e confronta soltanto, senza scrivere
  --conferma       importa anche se una voce su cui c’è un aggiornamento cambia numero o titolo, o non c’è più
  --mappa          file in cui è scritto che cosa è ogni colonna; se non c’è, lo scrive, da correggere e riusare
  --ente           l’ente, se il file non lo dice ("Comune di …")
  --anno           l’anno del piano, se il file non lo dice
  --modello        scrive una cartella di lavoro vuota da compilare, con le istruzioni e gli elenchi
  --aggiornamenti  prende una scheda compilata da una struttura (npm run export -- --schede), riga per riga, con le
                   regole dei moduli: dice che cosa è stato preso e che cosa no, e perché
  --come           chi la riporta: il codice di una persona del piano (l’ufficio controllo, se è uno solo)
  --togli-prova    mette da parte il database della prova, e ne comincia uno per l’ente`;

const OPTIONS = {
  check: { type: 'boolean' },
  conferma: { type: 'boolean' },
  mappa: { type: 'string' },
  ente: { type: 'string' },
  anno: { type: 'string' },
  modello: { type: 'string' },
  aggiornamenti: { type: 'string' },
  come: { type: 'string' },
  'togli-prova': { type: 'boolean' },
} as const;

type Line = CommandLine<typeof OPTIONS>;

/** Reading, then comparing and writing. */
const STEPS = 2;

async function main({ values, positionals }: Line): Promise<void> {
  if (values.modello !== undefined) return writeTemplate(values.modello);
  if (values.aggiornamenti !== undefined) return takeSheet(values.aggiornamenti, values.come);
  const [path, ...rest] = positionals;
  if (path === undefined || rest.length > 0) throw new UsageError(HELP);
  const config = readConfig(process.env);
  progress(`${progressBar(0, STEPS)}  lettura di ${path}…`);
  const read = await readPlanFrom(path, await optionsOf(values, config));
  keepMapping(values.mappa, read);
  const assumed = read.assumed === null ? [] : [read.assumed];
  for (const line of [...assumed, ...read.notes, ...warnings(read)]) console.log(line);
  if (!read.ok)
    throw new CommandFailed(
      [
        `${path}: ${read.errors.length === 1 ? 'un errore' : `${formatCount(read.errors.length)} errori`}, niente è stato importato.`,
        ...read.errors.map((error) => `  ${describeImportIssue(error)}`),
      ].join('\n'),
    );
  if (!values.check) prepareStart();
  const { plan, absent } = read;
  const rows = Object.values(plan).reduce((sum, part) => sum + (Array.isArray(part) ? part.length : 1), 0);
  progress(
    `${progressBar(1, STEPS)}  ${formatCount(rows)} righe lette, confronto con il database e scrittura…`,
  );
  if (values['togli-prova']) await setTrialAside(config);
  if (values.check && !(await mayHoldData(config.database)))
    return console.log(`${summaryOf(plan)}. Nessun errore; niente è stato scritto.`);
  const db = await openStore(config.database);
  try {
    await refuseBesideTrial(db, plan, config);
    await refuseBesideOther(db, plan, config, values.conferma === true);
    const outcome = await importPlan(db, {
      plan,
      absent,
      confirmed: values.conferma === true,
      dryRun: values.check === true,
      actor: 'terminale',
      at: new Date(),
    });
    progress(`${progressBar(STEPS, STEPS)}  fatto`);
    for (const line of describeImport(outcome)) console.log(line);
    if (values.check) return console.log(`${summaryOf(plan)}. Nessun errore; niente è stato scritto.`);
    if (!outcome.saved) throw new CommandFailed(waiting(outcome));
    console.log(`Importato ${summaryOf(plan)}.`);
    console.log(served(await listBodies(db), config.body));
  } finally {
    await db.destroy();
  }
}

async function writeTemplate(file: string): Promise<void> {
  if (!/\.xlsx$/i.test(file))
    throw new UsageError(`--modello: trovato «${file}», atteso: un nome che finisca in .xlsx.`);
  if (existsSync(file)) throw new CommandFailed(`--modello: ${file} c’è già, e non viene sovrascritto.`);
  writeFileSync(file, await toXlsx(templateTables(), 'Europe/Rome'));
  console.log(`Scritto ${file}: compilare almeno i fogli Ente e Obiettivi, poi «npm run import -- ${file}».`);
}

/** What the command line says beside the file; where neither says whose plan it is, the only body that there is. */
async function optionsOf({ mappa, ente, anno }: Line['values'], config: Config) {
  if (anno !== undefined && !/^(?:19|20)\d\d$/.test(anno))
    throw new UsageError(`--anno: trovato «${anno}», atteso: un anno, per esempio 2026.`);
  const known = ente === undefined ? await onlyBody(config) : null;
  return {
    ...(mappa !== undefined && existsSync(mappa)
      ? { mapping: readMapping(readFileSync(mappa, 'utf8')) }
      : {}),
    front: {
      ...(ente === undefined ? {} : { bodyName: ente }),
      ...(anno === undefined ? {} : { year: Number(anno) }),
      ...(known === null ? {} : { known }),
    },
    stored: known?.plans ?? [],
  };
}

async function onlyBody({
  database,
  body,
}: Config): Promise<(StoredBody & { readonly plans: readonly Plan[] }) | null> {
  if (!(await mayHoldData(database))) return null;
  const db = await openStore(database);
  try {
    if ((await modeOf(db)) === 'trial') return null;
    const bodies = await listBodies(db);
    const found = bodies.find((one) => one.body === body) ?? (bodies.length === 1 ? bodies[0] : undefined);
    return found === undefined ? null : { ...found, plans: await loadPlans(db, found.body) };
  } finally {
    await db.destroy();
  }
}

function keepMapping(file: string | undefined, { headings }: ReadResult): void {
  if (file === undefined || existsSync(file) || headings.length === 0) return;
  writeFileSync(file, writeMapping(headings));
  console.log(
    `Scritta in ${file} la mappa delle colonne: correggere la terza colonna, e importare di nuovo con la stessa opzione.`,
  );
}

const waiting = ({ reports, handedOver }: ImportOutcome): string =>
  handedOver.length > 0
    ? 'Niente è stato importato: il codice di chi ha già comunicato o deciso qualcosa passerebbe ad altri. Se è voluto, ripetere con --conferma.'
    : `Niente è stato importato: ${counted(reports.size, 'voce', 'voci')} su cui c’è un aggiornamento, una decisione o un documento ${reports.size === 1 ? 'cambia' : 'cambiano'}. Se è voluto, ripetere con --conferma: quanto è stato comunicato segue la sua voce, e resta nella storia di quelle che non ci sono più.`;

/** The plan of a trial and what is reported in it are nobody's: no real plan stands beside it. */
async function refuseBesideTrial(db: Db, { head }: Plan, { database }: Config): Promise<void> {
  const bodies = await listBodies(db);
  if ((await modeOf(db)) !== 'trial' || bodies.length === 0 || bodies.some(({ body }) => body === head.body))
    return;
  throw new CommandFailed(
    `Il database ${placeInWords(database)} è quello della prova (${bodies.map(describeBody).join('; ')}), e il piano di un altro ente non gli sta accanto. ` +
      (isPostgres(database)
        ? 'Indicare un altro schema in TRAGUARDO_DB («?schema=nome»).'
        : 'Ripetere con --togli-prova, che lo mette da parte e ne comincia uno nuovo, o indicare un altro file in TRAGUARDO_DB.'),
  );
}

/** Where there are many bodies, each has a database of its own: a plan does not get into another's unseen. */
async function refuseBesideOther(
  db: Db,
  { head }: Plan,
  { bodies, database }: Config,
  confirmed: boolean,
): Promise<void> {
  if (bodies === null || bodyPlace(bodies, head.body) === database) return;
  const stored = await listBodies(db);
  const whose = `Il file è di «${head.bodyName}» («${head.body}»), e il database ${placeInWords(database)}`;
  if (stored.length > 0 && stored.every(({ body }) => body !== head.body))
    throw new CommandFailed(
      `${whose} è di un altro ente: ${stored.map(describeBody).join('; ')}. Indicare il codice del suo.`,
    );
  if (stored.length === 0 && !confirmed)
    throw new CommandFailed(
      `${whose} ha un altro nome. Se l’ente è proprio questo, ripetere con --conferma.`,
    );
}

/** Moves the trial's database out of the way: nothing of it is lost. */
async function setTrialAside({ database }: Config): Promise<void> {
  refuseServer(
    database,
    '--togli-prova vale per un file; per cominciarne uno nuovo indicare un altro schema in TRAGUARDO_DB («?schema=nome»)',
  );
  if (!existsSync(database)) return;
  const db = await openStore(database);
  const mode = await modeOf(db).finally(() => db.destroy());
  if (mode !== 'trial')
    throw new CommandFailed(`--togli-prova: il database ${database} non è quello di una prova.`);
  const aside = `${database}.prova`;
  for (const suffix of ['', '-wal', '-shm'])
    if (existsSync(`${database}${suffix}`)) renameSync(`${database}${suffix}`, `${aside}${suffix}`);
  console.log(`Il database della prova è ora ${aside}; Traguardo, se è acceso, va riavviato.`);
}

/** Who is served after an import, which does not change it. */
function served(bodies: readonly StoredBody[], wanted: string | null): string {
  try {
    return `Traguardo serve ${describeBody(chosenBody(bodies, wanted))}.`;
  } catch (error) {
    return (error as Error).message;
  }
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
