import { readFileSync } from 'node:fs';
import { readConfig } from '../app/config.ts';
import { examine } from '../app/doctor/doctor.ts';
import { type Finding, failing, type Verdict, worstOf } from '../app/doctor/findings.ts';
import { DatabaseRefused } from '../store/migrations/migrate.ts';
import { type CommandLine, progress, runCli } from './run-cli.ts';

const HELP = `Uso: npm run doctor [-- --json]

Guarda se c’è tutto quello che serve, senza cambiare niente: database e il suo uso, registro, disco, copie, posta; e, con i token,
permessi dell’app, orologio, canale del riepilogo, persone del piano senza un account.
Termina con 0 se va tutto bene o c’è solo da tenere d’occhio, con 1 se qualcosa impedisce di lavorare.

  --json   un solo oggetto JSON {"verdict", "findings"}`;

const OPTIONS = { json: { type: 'boolean' } } as const;

const MARKS: Readonly<Record<Verdict, string>> = {
  ok: 'bene     ',
  warning: 'attenzione',
  error: 'ERRORE   ',
};

async function main({ values }: CommandLine<typeof OPTIONS>): Promise<void> {
  const findings = await examine(readConfig(process.env), wantedScopes(), new Date(), progress).catch(
    (error: unknown) => {
      if (!(error instanceof DatabaseRefused)) throw error;
      return [failing('database', error.message, 'Niente altro è stato guardato.')];
    },
  );
  const verdict = worstOf(findings);
  if (values.json) console.log(JSON.stringify({ verdict, findings }));
  else for (const line of findings.flatMap(linesOf)) console.log(line);
  if (verdict === 'error') process.exitCode = 1;
}

const linesOf = ({ verdict, said, remedy }: Finding): readonly string[] => [
  `${MARKS[verdict].padEnd(11)} ${said}`,
  ...(remedy === null ? [] : [`${' '.repeat(12)}${remedy}`]),
];

/** What the app asks for, as its manifest says. */
function wantedScopes(): readonly string[] {
  const manifest = JSON.parse(readFileSync(new URL('../../manifest.json', import.meta.url), 'utf8'));
  return manifest.oauth_config.scopes.bot;
}

await runCli({ help: HELP, options: OPTIONS }, main);
