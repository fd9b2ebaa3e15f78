import { existsSync, writeFileSync } from 'node:fs';
import { readConfig } from '../app/config.ts';
import { openProductStore } from '../app/product-store.ts';
import { dataOf, erase, personWithAddress } from '../store/talk/index.ts';
import { formatCount } from '../words/formats.ts';
import { CommandFailed, type CommandLine, runCli, UsageError } from './run-cli.ts';

const HELP = `Uso: npm run person -- esporta INDIRIZZO [--in FILE.json] [--account U…]
     npm run person -- cancella INDIRIZZO --conferma [--account U…]

I dati di una sola persona, indicata con l’indirizzo che ha nel piano.

  esporta     tutto quello che è conservato di lei, tabella per tabella, in JSON (a video, o nel file indicato)
  cancella    domande, giudizi, conversazioni sue, quello che non le è ancora arrivato, moduli a metà, rinvii, messaggi e assenze di fasi chiuse
  --account   il suo account Slack: comprende i giudizi, i tentativi e quello che aspetta risposta o consegna, che ne portano solo l’account

Aggiornamenti, decisioni e registro restano: sono gli atti del ciclo, e il registro resta verificabile (npm run audit -- verify).
Nome, indirizzo e ruolo stanno nel piano: si tolgono reimportandolo senza di lei. Di più: docs/dati-personali.md.`;

const OPTIONS = {
  in: { type: 'string' },
  account: { type: 'string' },
  conferma: { type: 'boolean' },
} as const;

async function main({ values, positionals }: CommandLine<typeof OPTIONS>): Promise<void> {
  const [what, address, ...others] = positionals;
  if ((what !== 'esporta' && what !== 'cancella') || address === undefined || others.length > 0)
    throw new UsageError(`Serve «esporta» o «cancella», e l’indirizzo di una persona.\n\n${HELP}`);
  const now = new Date();
  const { db, plan } = await openProductStore(readConfig(process.env), now);
  try {
    const person = await personWithAddress(db, plan.body, address, values.account ?? null);
    if (person === null)
      throw new CommandFailed(
        `Nei piani non c’è nessuno con l’indirizzo «${address}»: controllarlo in people.csv.`,
      );
    if (what === 'esporta') {
      const text = JSON.stringify(await dataOf(db, person), null, 2);
      if (values.in === undefined) return console.log(text);
      if (existsSync(values.in))
        throw new CommandFailed(`--in: ${values.in} c’è già, e non viene sovrascritto.`);
      writeFileSync(values.in, `${text}\n`, { mode: 0o600 });
      return console.log(values.in);
    }
    if (values.conferma !== true)
      throw new CommandFailed(
        `La cancellazione di ciò che è di ${address} non si può annullare: farne prima una copia con «esporta», poi ripetere con --conferma. Niente è stato cancellato.`,
      );
    const erased = await erase(db, person, now, now.toISOString().slice(0, 10));
    console.log(`Cancellati, di ${address}:`);
    for (const [name, label] of Object.entries(WORDS))
      console.log(`- ${label}: ${formatCount(erased[name as keyof typeof WORDS])}`);
    console.log(
      'Restano aggiornamenti, decisioni e registro, che ne ha preso nota. Le copie di sicurezza fatte prima contengono ancora tutto.',
    );
  } finally {
    await db.destroy();
  }
}

const WORDS = {
  answers: 'domande con la loro risposta',
  ratings: 'giudizi e segnalazioni',
  conversations: 'conversazioni',
  unanswered: 'domande e messaggi che aspettavano risposta o consegna',
  drafts: 'moduli lasciati a metà',
  postponements: 'rinvii',
  messages: 'promemoria e avvisi',
  absences: 'assenze finite',
} as const;

await runCli({ help: HELP, options: OPTIONS, positionals: true }, main);
