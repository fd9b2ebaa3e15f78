import { readConfig } from '../app/config.ts';
import { start } from '../app/start.ts';
import { resetState } from '../app/trial/reset-state.ts';
import { CommandFailed, runCli } from './run-cli.ts';

const HELP = `Uso: npm start [-- --reset]

Senza token apre il workspace locale su http://127.0.0.1:$PORT (3000 se non detto); con SLACK_BOT_TOKEN si collega a Slack.

  --reset   cancella prima lo stato della prova locale (database, messaggi, orologio), e dice che cosa cancella;
            con i token di uno Slack vero non vale`;

await runCli({ help: HELP, options: { reset: { type: 'boolean' } } }, async ({ values }) => {
  const config = readConfig(process.env, { forAll: true });
  if (values.reset) {
    if (config.slack.mode !== 'local')
      throw new CommandFailed(
        '--reset vale solo per la prova locale: con SLACK_BOT_TOKEN il database è quello dell’ente, e resta. Niente è stato cancellato.',
      );
    for (const line of await resetState(config)) console.log(line);
  }
  await start(config);
});
