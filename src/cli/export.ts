import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createEngine, type Engine } from '../answers/engine.ts';
import { readConfig } from '../app/config.ts';
import { createLiveSide, createMonitoring } from '../app/monitoring.ts';
import { openProductStore } from '../app/product-store.ts';
import { createPainter } from '../charts/painter.ts';
import { toXlsx } from '../documents/xlsx.ts';
import type { AgendaFile, AgendaService } from '../domain/agenda/index.ts';
import { DOCUMENT_FORMATS, type ExportFormat } from '../domain/closing/index.ts';
import { phaseNamed } from '../domain/phases/index.ts';
import { answeringStructures, createCalendar, type PlanKey } from '../domain/plan/index.ts';
import type { Plan } from '../domain/types.ts';
import { planTables } from '../store/plan/import/index.ts';
import { planOfYear } from './plan-of-year.ts';
import { type CommandLine, runCli, UsageError } from './run-cli.ts';

const HELP = `Uso: npm run export -- [--fase CODICE] [--anno ANNO] [--formato xlsx|csv] [--archivio] [--in CARTELLA]
     npm run export -- --piano [--anno ANNO] [--in CARTELLA]
     npm run export -- --grafici [--anno ANNO] [--in CARTELLA]
     npm run export -- --calendario [--persona CODICE | --struttura CODICE | --fase CODICE] [--in CARTELLA]
     npm run export -- --schede [--struttura CODICE] [--fase CODICE] [--anno ANNO] [--in CARTELLA]

Sintesi, voci, modifiche, mancanti e registro di una fase di monitoraggio, in XLSX e CSV; oppure il piano, com’è ora,
in un XLSX che si può reimportare; oppure i grafici della fase e del piano, in SVG e PNG; oppure le schede XLSX che le
strutture compilano per una fase, e che npm run import -- --aggiornamenti riprende.

  --piano       il piano invece di una fase
  --grafici     i grafici invece di una fase
  --calendario  scadenze, fasi e solleciti come ICS: di una persona, di una struttura o di una fase
  --persona     il codice di una persona del piano
  --schede      le schede da compilare, una per struttura
  --struttura   solo quella di una struttura
  --fase        codice della fase (l’ultima, se non detto)
  --anno        anno del piano (quello corrente, se non detto)
  --formato     xlsx o csv (tutti e due, se non detto)
  --archivio    un solo file ZIP, con il rapporto e il verbale della fase
  --in          cartella in cui scrivere i file (questa, se non detto)`;

const OPTIONS = {
  piano: { type: 'boolean' },
  grafici: { type: 'boolean' },
  schede: { type: 'boolean' },
  calendario: { type: 'boolean' },
  persona: { type: 'string' },
  struttura: { type: 'string' },
  fase: { type: 'string' },
  anno: { type: 'string' },
  formato: { type: 'string' },
  archivio: { type: 'boolean' },
  in: { type: 'string' },
} as const;

type Values = CommandLine<typeof OPTIONS>['values'];
type Option = keyof typeof OPTIONS;

/** What is written instead of a phase's tables, and what narrows it beside the year. */
const INSTEAD: Readonly<Partial<Record<Option, readonly Option[]>>> = {
  piano: [],
  grafici: [],
  calendario: ['persona', 'struttura', 'fase'],
  schede: ['struttura', 'fase'],
};

/** Of what each is written of one thing alone. */
const OF_ONE_ALONE: readonly Option[] = ['calendario'];

/** @throws UsageError where an option would be passed over: whoever wrote it would take what comes out for what was asked */
function refuseStray(values: Values): void {
  const given = Object.keys(values) as Option[];
  const [instead, other] = given.filter((name) => name in INSTEAD);
  if (other !== undefined) throw new UsageError(`--${instead} e --${other}: si esporta una cosa alla volta.`);
  const takes =
    instead === undefined ? ['fase', 'formato', 'archivio'] : [instead, ...(INSTEAD[instead] ?? [])];
  const stray = given.find((name) => ![...takes, 'anno', 'in'].includes(name));
  if (stray !== undefined)
    throw new UsageError(
      `--${stray}: non vale ${instead === undefined ? 'per i dati di una fase' : `con --${instead}`}. Che cosa si può scrivere insieme: npm run export -- --help.`,
    );
  if (instead === undefined || !OF_ONE_ALONE.includes(instead)) return;
  const [of, second] = given.filter((name) => INSTEAD[instead]?.includes(name));
  if (second !== undefined)
    throw new UsageError(`--${of} e --${second}: con --${instead} si scrive una cosa alla volta.`);
}

async function main({ values }: CommandLine<typeof OPTIONS>): Promise<void> {
  refuseStray(values);
  const { db, register, ...known } = await openProductStore(readConfig(process.env), new Date());
  try {
    const key = planOfYear(known, values.anno);
    const plans = register.of(key.year);
    const plan = await plans.current();
    const folder = resolve(values.in ?? '.');
    mkdirSync(folder, { recursive: true });
    if (values.piano) {
      const file = join(folder, `${key.body}-${key.year}-piano.xlsx`);
      writeFileSync(file, await toXlsx(planTables(plan), plan.head.timezone));
      return console.log(file);
    }
    if (values.grafici) {
      const engine = createEngine([plan], () =>
        createLiveSide({ db, key, plans, clock: { now: () => new Date() } }),
      );
      for (const file of await writeCharts(engine, key, folder)) console.log(file);
      return;
    }
    const codes = plan.phases.map(({ code }) => code);
    const phase = values.fase ?? codes.at(-1);
    if (phase === undefined || !codes.includes(phase))
      throw new UsageError(
        `--fase: trovato «${phase ?? ''}», atteso: ${codes.join(', ') || 'nessuna fase nel piano'}.`,
      );
    const { dayOf } = createCalendar(plan.head);
    const { agenda, documents, exports, sheets } = createMonitoring({
      db,
      key,
      plans,
      register,
      clock: { now: () => new Date() },
      dayOf,
    });
    const write = ({ name, content }: { readonly name: string; readonly content: Buffer }): void => {
      writeFileSync(join(folder, name), content);
      console.log(join(folder, name));
    };
    if (values.calendario) return write(await calendarFile(agenda, plan, phase, values));
    if (values.schede) {
      const known = await sheets.structures(phase);
      if (values.struttura !== undefined && !known.includes(values.struttura))
        throw new UsageError(`--struttura: trovato «${values.struttura}», atteso: ${known.join(', ')}.`);
      const wanted = values.struttura === undefined ? known : [values.struttura];
      for (const file of await sheets.files(phase, wanted)) write(file);
      return;
    }
    const tables = await exports.files(phase, formatsOf(values.formato));
    if (!values.archivio) return tables.forEach(write);
    const signed = await documents.ofPhase(phase, DOCUMENT_FORMATS, null);
    write(await exports.archive(phase, [...tables, ...signed]));
  } finally {
    await db.destroy();
  }
}

/** The calendar of whom the command line names: a person, a structure, else the phase. */
function calendarFile(
  agenda: AgendaService,
  plan: Plan,
  phase: string,
  { persona, struttura }: { readonly persona?: string | undefined; readonly struttura?: string | undefined },
): Promise<AgendaFile> {
  if (persona !== undefined) {
    if (!plan.people.some(({ code }) => code === persona))
      throw new UsageError(
        `--persona: trovato «${persona}», atteso: il codice di una persona del piano (people.csv).`,
      );
    return agenda.ofPerson(persona);
  }
  if (struttura === undefined) return agenda.ofPhase(phaseNamed(plan, phase));
  const known = answeringStructures(plan);
  if (known.includes(struttura)) return agenda.ofStructure(struttura);
  throw new UsageError(`--struttura: trovato «${struttura}», atteso: ${known.join(', ')}.`);
}

/** Every standard chart that the plan has something for. @returns the files written */
async function writeCharts(
  engine: Engine,
  { body, year }: PlanKey,
  folder: string,
): Promise<readonly string[]> {
  const painter = createPainter();
  const written: string[] = [];
  try {
    for (const [name, query] of engine.standardCharts) {
      const chart = await engine.chart(query, year, { asker: null, now: new Date() });
      if (chart === null) continue;
      const { svg, png } = await painter.paint(chart);
      const file = join(folder, `${body}-${year}-${name}`);
      writeFileSync(`${file}.svg`, svg);
      writeFileSync(`${file}.png`, png);
      written.push(`${file}.svg`, `${file}.png`);
    }
  } finally {
    await painter.close();
  }
  return written;
}

function formatsOf(value: string | undefined): readonly ExportFormat[] {
  if (value === undefined) return ['xlsx', 'csv'];
  if (value === 'xlsx' || value === 'csv') return [value];
  throw new UsageError(`--formato: trovato «${value}», atteso: xlsx o csv.`);
}

await runCli({ help: HELP, options: OPTIONS }, main);
