import { ConfigError, loadEnvFile } from '../config.ts';
import { DatabaseRefused } from '../store/migrations/migrate.ts';

/** What a wrong command line says: the message is in Italian and complete. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * Runs a command: an expected failure is printed as the sentence it is, anything else with its stack.
 * The process ends by itself, with exit code 1 after a failure.
 */
export async function runCli(work: (args: readonly string[]) => Promise<void>): Promise<void> {
  // A reader that stops early (`| head`) is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  try {
    loadEnvFile();
    await work(process.argv.slice(2));
  } catch (error) {
    process.exitCode = 1;
    console.error(sentenceFor(error) ?? error);
  }
}

/** What an expected failure says to whoever runs the program; null for a defect. */
function sentenceFor(error: unknown): string | null {
  if (error instanceof UsageError || error instanceof ConfigError || error instanceof DatabaseRefused)
    return error.message;
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE')
    return `La porta ${port} è già in uso: chiudere il programma che la usa, o indicarne un’altra in PORT (per esempio PORT=3001 npm start).`;
  return null;
}

/** Turns the failures of `parseArgs` (an unknown option, a missing value) into usage errors, in Italian. */
export function parsingArgs<T>(parse: () => T, help: string): T {
  try {
    return parse();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const option = /'(-[^' ,]+)/.exec(message)?.[1] ?? '';
    const reason =
      code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION'
        ? `L’opzione «${option}» non esiste.`
        : code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE'
          ? `L’opzione «${option}» non ha il valore che le serve, o ne ha uno di troppo.`
          : 'Le opzioni non sono scritte nel modo giusto.';
    throw new UsageError(`${reason}\n\n${help}`);
  }
}
