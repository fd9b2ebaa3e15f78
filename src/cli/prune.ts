import { subMonths } from 'date-fns/subMonths';
import { readConfig } from '../app/config.ts';
import { openStore } from '../store/engine/open-store.ts';
import { prune } from '../store/talk/index.ts';
import { formatDayLong } from '../words/days.ts';
import { formatCount } from '../words/formats.ts';
import { type CommandLine, runCli, UsageError } from './run-cli.ts';

const HELP = `Uso: npm run prune [-- --mesi N] [--prova]

Cancella domande, risposte, giudizi, conversazioni, moduli lasciati a metà, assenze finite e messaggi delle fasi chiuse più vecchi
di N mesi. Il programma acceso lo fa da sé ogni giorno, se TRAGUARDO_RETENTION_MONTHS è impostato; senza --mesi vale quello.

  --mesi N  più vecchi di N mesi
  --prova   dice soltanto quanto cancellerebbe

Aggiornamenti, decisioni e registro restano: sono gli atti del ciclo, e il registro resta verificabile.
Che cosa è conservato, e per quanto: docs/dati-personali.md.`;

const OPTIONS = { mesi: { type: 'string' }, prova: { type: 'boolean' } } as const;

async function main({ values }: CommandLine<typeof OPTIONS>): Promise<void> {
  const { database, retentionMonths } = readConfig(process.env);
  const months = values.mesi === undefined ? retentionMonths : Number(values.mesi);
  if (months === null || !Number.isInteger(months) || months < 1)
    throw new UsageError(`Serve il numero dei mesi da conservare, almeno 1.\n\n${HELP}`);
  const before = subMonths(new Date(), months);
  const db = await openStore(database);
  try {
    const gone = await prune(db, before, values.prova === true);
    const day = formatDayLong(before.toISOString().slice(0, 10));
    console.log(`${values.prova === true ? 'Da cancellare' : 'Cancellati'}, di prima del giorno ${day}:`);
    for (const [name, count] of Object.entries(WORDS))
      console.log(`- ${count}: ${formatCount(gone[name as keyof typeof WORDS])}`);
  } finally {
    await db.destroy();
  }
}

const WORDS = {
  answers: 'domande con la loro risposta',
  ratings: 'giudizi e segnalazioni',
  conversations: 'conversazioni',
  drafts: 'moduli lasciati a metà',
  events: 'messaggi già gestiti',
  messages: 'promemoria e avvisi di fasi chiuse',
  incidents: 'segnalazioni all’ufficio controllo',
  absences: 'assenze finite',
  postponements: 'rinvii di fasi chiuse',
  modelUses: 'usi del modello linguistico',
} as const;

await runCli({ help: HELP, options: OPTIONS }, main);
