import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readConfig } from '../app/config.ts';
import { createMonitoring } from '../app/monitoring.ts';
import { openProductStore } from '../app/product-store.ts';
import { problemSentence } from '../bot/kit/problems.ts';
import { toZip } from '../documents/zip.ts';
import {
  DOCUMENT_FORMATS,
  type DocumentFormat,
  type DocumentWanted,
  type PlanDocuments,
} from '../domain/closing/index.ts';
import { Problem } from '../domain/errors.ts';
import { newestPhase } from '../domain/phases/index.ts';
import { createCalendar } from '../domain/plan/index.ts';
import type { ItemKey, Plan } from '../domain/types.ts';
import { formatMoment } from '../words/days.ts';
import { DOCUMENT_KINDS, DOCUMENT_NAMES, DOCUMENT_WORDS, documentNamed } from '../words/documents.ts';
import { ITEM_KINDS, type ItemKind, kindNoun } from '../words/kinds.ts';
import { planOfYear } from './plan-of-year.ts';
import { CommandFailed, type CommandLine, runCli, UsageError } from './run-cli.ts';

const HELP = `Uso: npm run document -- DOCUMENTO [--anno ANNO] [--formato pdf|docx] [--in CARTELLA]
     npm run document -- --verifica IMPRONTA [--anno ANNO]

Scrive un documento dell’ente, in PDF/A e DOCX, con le fonti, le pagine numerate, l’impronta dei dati e lo spazio per la firma:

  ${DOCUMENT_WORDS.minutes}                 il verbale di una fase chiusa
  ${DOCUMENT_WORDS.monitoring_report}                il rapporto di monitoraggio di una fase
  ${DOCUMENT_WORDS.control_report}                 la bozza del referto del controllo di gestione (art. 198 TUEL)
  ${DOCUMENT_WORDS.performance_report}               la bozza della Relazione sulla performance
  ${DOCUMENT_WORDS.dossier} obiettivo 24  il fascicolo di una voce
  ${DOCUMENT_WORDS.unit_sheet} U.O.5.7          la scheda di una U.O. o di un settore

  --fase      codice della fase (l’ultima, se non detto)
  --anno      anno del piano (quello corrente, se non detto)
  --come      codice di una persona: contiene quello che può leggere lei (tutto, se non detto)
  --formato   pdf o docx (tutti e due, se non detto)
  --archivio  un solo file ZIP
  --in        cartella in cui scrivere i file (questa, se non detto)
  --verifica  un’impronta stampata, o le sue prime 16 cifre: quando il documento fu scritto, e se i dati di oggi danno
              ancora la stessa. Termina con 1 se non è di nessun documento, o se i dati sono cambiati`;

const OPTIONS = {
  fase: { type: 'string' },
  anno: { type: 'string' },
  come: { type: 'string' },
  formato: { type: 'string' },
  archivio: { type: 'boolean' },
  in: { type: 'string' },
  verifica: { type: 'string' },
} as const;

type Line = CommandLine<typeof OPTIONS>;

async function main(line: Line): Promise<void> {
  const { values } = line;
  const { db, register, ...known } = await openProductStore(readConfig(process.env), new Date());
  try {
    const key = planOfYear(known, values.anno);
    const plans = register.of(key.year);
    const plan = await plans.current();
    const { dayOf } = createCalendar(plan.head);
    const clock = { now: () => new Date() };
    const { documents } = createMonitoring({ db, key, plans, clock, dayOf });
    if (values.verifica === undefined) await write(documents, plan, line);
    else await check(documents, plan, values.verifica);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw new CommandFailed(problemSentence(error));
  } finally {
    await db.destroy();
  }
}

async function write(documents: PlanDocuments, plan: Plan, { values, positionals }: Line): Promise<void> {
  const wanted = wantedIn(plan, positionals, values.fase, createCalendar(plan.head).dayOf(new Date()));
  if (values.come !== undefined && !plan.people.some(({ code }) => code === values.come))
    throw new UsageError(`--come: trovato «${values.come}», atteso il codice di una persona del piano.`);
  const { hash, files } = await documents.write(wanted, formatsOf(values.formato), values.come ?? null);
  const folder = resolve(values.in ?? '.');
  mkdirSync(folder, { recursive: true });
  const [first] = files;
  const written =
    values.archivio && first
      ? [{ name: first.name.replace(/\.\w+$/, '.zip'), content: toZip(files) }]
      : files;
  for (const { name, content } of written) {
    writeFileSync(join(folder, name), content);
    console.log(join(folder, name));
  }
  console.log(`Impronta dei dati: ${hash}`);
}

async function check(documents: PlanDocuments, plan: Plan, typed: string): Promise<void> {
  const hash = typed.replace(/[\s…]/g, '');
  if (!/^[0-9a-f]{16,64}$/i.test(hash))
    throw new UsageError(`--verifica: trovato «${typed}», attese almeno 16 cifre esadecimali.`);
  const found = await documents.check(hash);
  if (found === null) {
    process.exitCode = 1;
    console.log(`Nessun documento del piano ${plan.head.year} ha l’impronta ${hash}.`);
    return;
  }
  const who = plan.people.find(({ code }) => code === found.reader)?.name ?? found.reader;
  console.log(
    [
      `«${found.title}», scritto ${formatMoment(found.at, plan.head.timezone)}${who === null ? ' dal terminale' : ` per ${who}`}.`,
      `Impronta: ${found.hash}`,
      found.isSame
        ? 'I dati di oggi danno la stessa impronta: il documento è ancora attuale.'
        : found.isSame === null
          ? 'Oggi non si può più comporre: quello di cui parla non c’è più nel piano.'
          : 'I dati di oggi danno un’altra impronta: dopo che il documento è stato scritto sono cambiati.',
    ].join('\n'),
  );
  if (found.isSame !== true) process.exitCode = 1;
}

/** @throws UsageError for what is no document, or lacks what it is about */
function wantedIn(
  plan: Plan,
  words: readonly string[],
  named: string | undefined,
  today: string,
): DocumentWanted {
  const [word = '', ...about] = words;
  const kind = documentNamed(word);
  if (kind === null)
    throw new UsageError(
      `${word === '' ? 'Manca il documento' : `Documento: trovato «${word}»`}, atteso: ${DOCUMENT_KINDS.map((one) => DOCUMENT_WORDS[one]).join(', ')}.\n\n${HELP}`,
    );
  const phase = phaseIn(plan, named, today);
  switch (kind) {
    case 'minutes':
    case 'monitoring_report':
      if (phase === null) throw new UsageError(`Il piano ${plan.head.year} non ha fasi di monitoraggio.`);
      return { kind, phase };
    case 'control_report':
    case 'performance_report':
      return { kind, phase };
    case 'dossier':
      return { kind, item: itemIn(plan, about) };
    case 'unit_sheet':
      if (about.length === 0)
        throw new UsageError(
          `${DOCUMENT_NAMES[kind].it}: manca il codice, per esempio «${DOCUMENT_WORDS[kind]} ${plan.units[0]?.code ?? ''}».`,
        );
      return { kind, structure: about.join(' '), phase };
  }
}

function phaseIn(plan: Plan, named: string | undefined, today: string): string | null {
  const codes = plan.phases.map(({ code }) => code);
  if (named === undefined) return newestPhase(plan, today)?.code ?? null;
  if (codes.includes(named)) return named;
  throw new UsageError(
    `--fase: trovato «${named}», atteso: ${codes.join(', ') || 'nessuna fase nel piano'}.`,
  );
}

/** "24", "obiettivo 24", "processo 3". */
function itemIn(plan: Plan, words: readonly string[]): ItemKey {
  const text = words.join(' ').toLowerCase();
  const [, noun = '', number = ''] = /^(.*?)\s*(\d+)$/.exec(text) ?? [];
  const kinds: readonly ItemKind[] = ITEM_KINDS.filter(
    (kind) => noun !== '' && kindNoun(kind, plan.head.wording?.items).one.startsWith(noun),
  );
  const kind = noun === '' ? 'objective' : kinds[0];
  const item = plan.items.find((one) => one.number === Number(number) && one.kind === kind);
  if (number === '' || !item)
    throw new UsageError(
      `${DOCUMENT_NAMES.dossier.it}: trovato «${text}», atteso per esempio «${DOCUMENT_WORDS.dossier} ${kindNoun('objective', plan.head.wording?.items).one} ${plan.items.find((one) => one.kind === 'objective')?.number ?? 1}».`,
    );
  return { kind: item.kind, number: item.number };
}

function formatsOf(value: string | undefined): readonly DocumentFormat[] {
  if (value === undefined) return DOCUMENT_FORMATS;
  const format = DOCUMENT_FORMATS.find((one) => one === value);
  if (format) return [format];
  throw new UsageError(`--formato: trovato «${value}», atteso: ${DOCUMENT_FORMATS.join(' o ')}.`);
}

await runCli({ help: HELP, options: OPTIONS, positionals: true }, main);
