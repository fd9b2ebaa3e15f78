import { readConfig } from './app/config.ts';
import { start } from './app/start.ts';
import { resetState } from './app/trial/run-trial.ts';
import { runCli } from './cli/run-cli.ts';

const HELP = `Uso: npm start [-- --reset]

Senza token apre il workspace locale su http://127.0.0.1:$PORT (3000 se non detto); con SLACK_BOT_TOKEN si collega a Slack.

  --reset   cancella prima lo stato locale (database, messaggi, orologio)`;

await runCli({ help: HELP, options: { reset: { type: 'boolean' } } }, async ({ values }) => {
  const config = readConfig(process.env);
  if (values.reset) resetState(config);
  await start(config);
});
