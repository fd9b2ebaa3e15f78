import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { readConfig } from '../../app/config.ts';
import { createMonitoring } from '../../app/monitoring.ts';
import { openProductStore } from '../../app/product-store.ts';
import {
  followUpWords,
  mistakeLines,
  owedLine,
  refusalWords,
  summaryWords,
  takenLines,
} from '../../bot/sheets/index.ts';
import { calendarOfPlan, controllersOf } from '../../domain/plan/index.ts';
import { sheetIn } from '../../domain/sheets/index.ts';
import type { Plan } from '../../domain/types.ts';
import { readGrids } from '../../store/plan/import/index.ts';
import { CommandFailed, UsageError } from '../run-cli.ts';

/**
 * Takes a sheet that a structure filled in, and prints what came of it.
 * @param as code of who hands it in; the control office, where it is one person
 * @throws CommandFailed where it is refused whole
 */
export async function takeSheet(file: string, as: string | undefined): Promise<void> {
  if (!existsSync(file)) throw new UsageError(`--aggiornamenti: il file ${file} non c’è.`);
  const read = await readGrids(basename(file), readFileSync(file));
  if ('unreadable' in read) throw new CommandFailed(read.unreadable);
  const sheet = sheetIn(read.grids);
  if (sheet === null)
    throw new CommandFailed(
      `${file}: ${refusalWords({ because: 'not_a_sheet' })} Per importare un piano: npm run import -- ${file}`,
    );
  if (!sheet.ok) throw new CommandFailed(`${file}: ${refusalWords(sheet.unreadable)}`);
  const { identity } = sheet;
  const now = new Date();
  const { db, register, plans: keys } = await openProductStore(readConfig(process.env), now);
  try {
    const key = keys.find(({ year }) => year === identity.year);
    if (!key)
      throw new CommandFailed(`${file}: ${refusalWords({ because: 'year_unknown', year: identity.year })}`);
    const plans = register.of(key.year);
    const plan = await plans.current();
    const { dayOf } = calendarOfPlan(plan);
    const { sheets } = createMonitoring({
      db,
      key,
      plans,
      register,
      clock: { now: () => new Date() },
      dayOf,
    });
    const outcome = await sheets.take(handingIn(plan, as), sheet);
    if (!outcome.ok) throw new CommandFailed(`${file}: ${refusalWords(outcome.refusal)}`);
    const { report } = outcome;
    console.log(summaryWords(report));
    for (const line of takenLines(report)) console.log(`  ${line}`);
    for (const words of [followUpWords(report), owedLine(report)]) if (words !== null) console.log(words);
    if (report.mistakes.length === 0) return;
    process.exitCode = 1;
    console.log('Non presi:');
    for (const line of mistakeLines(report)) console.log(`  ${line}`);
  } finally {
    await db.destroy();
  }
}

/** Who hands it in: a person of the plan, whose rights are looked at next. */
function handingIn(plan: Plan, as: string | undefined): string {
  const codes =
    as === undefined
      ? controllersOf(plan)
      : plan.people.filter(({ code }) => code === as).map(({ code }) => code);
  const [only, ...others] = codes;
  if (only !== undefined && others.length === 0) return only;
  throw new UsageError(
    as === undefined
      ? `--come: serve il codice di chi la riporta${codes.length === 0 ? '' : `, per l’ufficio controllo: ${codes.join(', ')}`}.`
      : `--come: trovato «${as}», atteso: il codice di una persona del piano (people.csv).`,
  );
}
