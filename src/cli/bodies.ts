import { bodyPlace, isBodyCode } from '../app/bodies/places.ts';
import { readConfig } from '../app/config.ts';
import { describeBody } from '../app/product-store.ts';
import {
  type BodyRegister,
  createBodyRegister,
  type ServedBody,
  type ServedWorkspace,
} from '../store/bodies/index.ts';
import { claimMode } from '../store/engine/database-mode.ts';
import { mayHoldData, openStore } from '../store/engine/open-store.ts';
import { placeInWords } from '../store/engine/postgres-place.ts';
import { listBodies } from '../store/plan/index.ts';
import { CommandFailed, type CommandLine, runCli, UsageError } from './run-cli.ts';

const HELP = `Uso: npm run bodies
     npm run bodies -- aggiungi CODICE
     npm run bodies -- importa CODICE FILE|CARTELLA [opzioni di «npm run import»]
     npm run bodies -- collega CODICE WORKSPACE [--organizzazione ID]
     npm run bodies -- scollega WORKSPACE
     npm run bodies -- togli CODICE

Gli enti serviti insieme da una installazione (TRAGUARDO_BODIES), ciascuno con il suo database e i suoi workspace Slack.
Senza parole li elenca, con i piani che hanno e dove l’app è installata. Il programma acceso segue i cambiamenti da sé.

  CODICE            come si chiama l’ente qui: minuscole, cifre e trattini, per esempio lucca o unione-garfagnana
  WORKSPACE         il codice che Slack gli dà (T…), o quello di una organizzazione (E…): è nell’indirizzo di Slack nel browser
                    (app.slack.com/client/T…), e nella pagina che rifiuta un workspace non collegato
  --organizzazione  l’organizzazione Enterprise di cui il workspace fa parte, se l’app è installata per tutta

Un workspace è di un ente solo; un ente ne può avere più d’uno. «togli» e «scollega» cancellano i token, mai i dati: il database
dell’ente resta dov’è. Gli altri comandi valgono per un ente: TRAGUARDO_BODY=CODICE npm run doctor.`;

const OPTIONS = {
  organizzazione: { type: 'string' },
  // Of the import, which reads them itself.
  check: { type: 'boolean' },
  conferma: { type: 'boolean' },
  mappa: { type: 'string' },
  ente: { type: 'string' },
  anno: { type: 'string' },
} as const;

type Line = CommandLine<typeof OPTIONS>;

/** What is to be imported into which body, once it is known that there is one. */
let importing: string | null = null;

async function main({ values, positionals }: Line): Promise<void> {
  const config = readConfig(process.env, { forAll: true });
  if (config.bodies === null)
    throw new CommandFailed(
      'TRAGUARDO_BODIES: manca: qui va la cartella, o il server, dei database degli enti. Con un ente solo non serve niente di questo.',
    );
  const db = await openStore(config.database);
  try {
    await claimMode(db, 'live', placeInWords(config.database));
    await work(createBodyRegister(db), config.bodies, positionals, values);
  } finally {
    await db.destroy();
  }
}

async function work(
  register: BodyRegister,
  bodies: string,
  [verb, first, second, ...rest]: readonly string[],
  values: Line['values'],
): Promise<void> {
  const now = new Date();
  const wrong = new UsageError(HELP);
  if (rest.length > 0) throw wrong;
  if (verb === undefined) return list(register, bodies);
  if (first === undefined) throw wrong;
  switch (verb) {
    case 'aggiungi': {
      if (!isBodyCode(first))
        throw new UsageError(
          `CODICE: trovato «${first}», attese minuscole, cifre e trattini, al più 40, per esempio unione-garfagnana.`,
        );
      const added = await register.add(first, now);
      return console.log(
        added
          ? `Aggiunto l’ente «${first}». Ora il piano: npm run bodies -- importa ${first} FILE; e il workspace: npm run bodies -- collega ${first} WORKSPACE.`
          : `L’ente «${first}» c’è già.`,
      );
    }
    case 'importa':
      if (second === undefined) throw wrong;
      importing = (await known(register, first)).code;
      return;
    case 'collega':
      if (second === undefined) throw wrong;
      return connect(register, await known(register, first), second, values.organizzazione ?? null);
    case 'scollega':
      if (!(await register.disconnect(first)))
        throw new CommandFailed(`Il workspace «${first}» non è di nessun ente.`);
      return console.log(`Scollegato ${first}: i suoi token sono cancellati, i dati dell’ente restano.`);
    case 'togli': {
      const { code } = await known(register, first);
      await register.remove(code);
      return console.log(
        `Tolto l’ente «${code}»: non è più servito, e i suoi token sono cancellati. Il suo database resta in ${placeInWords(bodyPlace(bodies, code))}.`,
      );
    }
    default:
      throw wrong;
  }
}

async function known(register: BodyRegister, code: string): Promise<ServedBody> {
  const listed = await register.list();
  const found = listed.find((body) => body.code === code);
  if (found) return found;
  const those = listed.map((body) => `«${body.code}»`).join(', ');
  throw new CommandFailed(
    `L’ente «${code}» non c’è: ${those === '' ? 'non ce n’è ancora nessuno' : `ci sono ${those}`}. Per aggiungerlo: npm run bodies -- aggiungi ${code}.`,
  );
}

async function connect(
  register: BodyRegister,
  { code }: ServedBody,
  id: string,
  organisation: string | null,
): Promise<void> {
  const isId = (text: string, letters: string): boolean =>
    new RegExp(`^[${letters}][A-Z0-9]{1,20}$`).test(text);
  if (!isId(id, 'TE'))
    throw new UsageError(
      `WORKSPACE: trovato «${id}», atteso il codice che Slack gli dà, per esempio T01AB2CD3EF.`,
    );
  if (organisation !== null && (!isId(organisation, 'E') || id.startsWith('E')))
    throw new UsageError(
      `--organizzazione: trovato «${organisation}», atteso il codice dell’organizzazione di un workspace, per esempio E01AB2CD3EF.`,
    );
  const whose = await register.connect({ id, body: code, organisation }, new Date());
  if (whose !== code)
    throw new CommandFailed(
      `Il workspace ${id} è già dell’ente «${whose}»: per darlo a «${code}», prima npm run bodies -- scollega ${id}.`,
    );
  console.log(
    `Collegato ${id} all’ente «${code}». Chi amministra il workspace installa l’app da https://INDIRIZZO/slack/install.`,
  );
}

async function list(register: BodyRegister, bodies: string): Promise<void> {
  const listed = await register.list();
  if (listed.length === 0)
    return console.log(`Nessun ente ancora. Per aggiungerne uno: npm run bodies -- aggiungi CODICE.`);
  for (const { code, workspaces } of listed) {
    console.log(`${code}: ${await plansOf(bodyPlace(bodies, code))}`);
    for (const workspace of workspaces) console.log(`  ${workspace.id}: ${stateOf(workspace)}`);
    if (workspaces.length === 0) console.log('  nessun workspace');
  }
}

async function plansOf(place: string): Promise<string> {
  if (!(await mayHoldData(place))) return 'nessun piano ancora';
  const db = await openStore(place);
  try {
    const bodies = await listBodies(db);
    return bodies.length === 0 ? 'nessun piano ancora' : bodies.map(describeBody).join('; ');
  } finally {
    await db.destroy();
  }
}

function stateOf({ isInstalled, leftBecause, organisation }: ServedWorkspace): string {
  const within = organisation === null ? '' : `, dell’organizzazione ${organisation}`;
  if (isInstalled) return `app installata${within}`;
  if (leftBecause !== null) return `app tolta (${leftBecause})${within}`;
  return organisation === null
    ? 'app da installare'
    : `app da installare, se non lo è per l’organizzazione ${organisation}`;
}

await runCli({ help: HELP, options: OPTIONS, positionals: true }, main);
if (importing !== null) {
  process.env.TRAGUARDO_BODY = importing;
  process.argv.splice(2, 2);
  await import('./import.ts');
}
