import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readConfig } from '../app/config.ts';
import { createMonitoring } from '../app/monitoring.ts';
import { openProductStore } from '../app/product-store.ts';
import { toXlsx } from '../documents/xlsx.ts';
import type { ExportFormat } from '../domain/closing/index.ts';
import { createCalendar } from '../domain/plan/index.ts';
import { planTables } from '../store/plan/index.ts';
import { planOfYear } from './plan-of-year.ts';
import { type CommandLine, runCli, UsageError } from './run-cli.ts';

const HELP = `Uso: npm run export -- [--fase CODICE] [--anno ANNO] [--formato xlsx|csv] [--in CARTELLA]
     npm run export -- --piano [--anno ANNO] [--in CARTELLA]

Sintesi, voci, modifiche, mancanti e registro di una fase di monitoraggio, in XLSX e CSV; oppure il piano, com’è ora,
in un XLSX che si può reimportare.

  --piano     il piano invece di una fase
  --fase      codice della fase (l’ultima, se non detto)
  --anno      anno del piano (quello corrente, se non detto)
  --formato   xlsx o csv (tutti e due, se non detto)
  --in        cartella in cui scrivere i file (questa, se non detto)`;

const OPTIONS = {
  piano: { type: 'boolean' },
  fase: { type: 'string' },
  anno: { type: 'string' },
  formato: { type: 'string' },
  in: { type: 'string' },
} as const;

async function main({ values }: CommandLine<typeof OPTIONS>): Promise<void> {
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
    const codes = plan.phases.map(({ code }) => code);
    const phase = values.fase ?? codes.at(-1);
    if (phase === undefined || !codes.includes(phase))
      throw new UsageError(
        `--fase: trovato «${phase ?? ''}», atteso: ${codes.join(', ') || 'nessuna fase nel piano'}.`,
      );
    const { dayOf } = createCalendar(plan.head);
    const { exports } = createMonitoring({ db, key, plans, clock: { now: () => new Date() }, dayOf });
    for (const { name, content } of await exports.files(phase, formatsOf(values.formato))) {
      writeFileSync(join(folder, name), content);
      console.log(join(folder, name));
    }
  } finally {
    await db.destroy();
  }
}

function formatsOf(value: string | undefined): readonly ExportFormat[] {
  if (value === undefined) return ['xlsx', 'csv'];
  if (value === 'xlsx' || value === 'csv') return [value];
  throw new UsageError(`--formato: trovato «${value}», atteso: xlsx o csv.`);
}

await runCli({ help: HELP, options: OPTIONS }, main);
