import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadSandbox } from '../app/trial/slack-sandbox.ts';
import { type CommandLine, runCli, UsageError } from './run-cli.ts';

const HELP = `Uso: npm run simulate -- [--seed N] [--keep CARTELLA] [--open]

Il monitoraggio del documento, vissuto da tutti nel workspace locale: i referenti rispondono con moduli, pulsanti e
messaggi, i dirigenti approvano, l’ufficio controllo chiude. Alla fine la sintesi è confrontata con quella del documento.

  --seed   numero da cui dipende chi fa che cosa (7)
  --keep   cartella in cui tenere database e workspace della prova (altrimenti sono temporanei)
  --open   lascia aperto il workspace alla fine, per guardarlo (Ctrl-C per chiudere)`;

const OPTIONS = {
  seed: { type: 'string' },
  keep: { type: 'string' },
  open: { type: 'boolean' },
} as const;

async function main({ values }: CommandLine<typeof OPTIONS>): Promise<void> {
  const seed = values.seed ?? '7';
  if (!/^\d{1,9}$/.test(seed)) throw new UsageError(`--seed: trovato «${seed}», atteso: un numero intero.`);
  const folder =
    values.keep === undefined ? mkdtempSync(join(tmpdir(), 'traguardo-prova-')) : resolve(values.keep);

  const { runTrial } = await loadSandbox(() => import('./simulate/trial.ts'));
  const started = performance.now();
  const trial = await runTrial({
    seed: Number(seed),
    folder,
    port: values.open ? 3000 : 0,
    say: console.log,
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1).replace('.', ',');
  console.log('\nSintesi alla chiusura, come la legge l’ufficio controllo:');
  for (const row of trial.table)
    console.log(
      `  ${row.map((cell, index) => (index === 0 ? cell.padEnd(14) : cell.padStart(11))).join('')}`,
    );
  const same = JSON.stringify(trial.table) === JSON.stringify(trial.expected);
  console.log(same ? 'È quella del documento, cella per cella.' : 'NON è quella del documento:');
  if (!same) for (const row of trial.expected) console.log(`  ${row.join('  ')}`);
  console.log(`${trial.reports} aggiornamenti, ${trial.approved} approvazioni, ${seconds} secondi.`);
  if (values.keep !== undefined) console.log(`Database: ${trial.database}`);
  if (values.open) {
    console.log(`Il workspace è aperto su ${trial.url}; Ctrl-C per chiudere.`);
    await new Promise<void>((done) => process.once('SIGINT', () => done()));
  }
  await trial.stop();
  if (values.keep === undefined) rmSync(folder, { recursive: true, force: true });
  if (!same) process.exitCode = 1;
}

await runCli({ help: HELP, options: OPTIONS }, main);
