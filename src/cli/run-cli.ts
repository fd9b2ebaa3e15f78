import { type ParseArgsConfig, parseArgs } from 'node:util';
import { ConfigError, loadEnvFile } from '../app/config.ts';
import { SandboxMissing } from '../app/trial/slack-sandbox.ts';
import { VERSION } from '../app/version.ts';
import { DatabaseRefused } from '../store/migrations/migrate.ts';

/** What a wrong command line says: the message is in Italian and complete. The exit code is 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A command that was understood and could not be done, or not unasked: why, in Italian. The exit code is 1. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
}

type Options = NonNullable<ParseArgsConfig['options']>;

/** What a command takes. `--help` and `--version` are everybody's. */
interface CommandDescription<O extends Options> {
  /** The whole help, in Italian; a wrong use shows it too. */
  readonly help: string;
  readonly options: O;
  /** Whether words without a dash are taken. */
  readonly positionals?: boolean;
}

/** A command line as it was read. */
export interface CommandLine<O extends Options> {
  readonly values: ReturnType<typeof parseArgs<{ options: O }>>['values'];
  readonly positionals: readonly string[];
}

/**
 * Runs a command: an expected failure is printed as the sentence it is, anything else with its stack.
 * The process ends by itself, with exit code 1 after a failure, 2 where the command line is wrong.
 */
export async function runCli<const O extends Options>(
  description: CommandDescription<O>,
  work: (line: CommandLine<O>) => Promise<void>,
): Promise<void> {
  // A reader that stops early (`| head`) is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  try {
    const warning = loadEnvFile();
    if (warning !== null) console.error(warning);
    const line = readCommandLine(description, process.argv.slice(2));
    if (line === 'help') console.log(description.help);
    else if (line === 'version') console.log(`Traguardo ${VERSION}, Node ${process.versions.node}`);
    else await work(line);
  } catch (error) {
    process.exitCode = error instanceof UsageError ? 2 : 1;
    console.error(sentenceFor(error) ?? error);
  }
}

/** A line for whoever waits for long work: on a terminal alone, and never among what the command writes. */
export function progress(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`${line}\n`);
}

/** What goes wrong by somebody's choice: each carries its own sentence. */
const EXPECTED = [UsageError, CommandFailed, ConfigError, DatabaseRefused, SandboxMissing];

/** What an expected failure says to whoever runs the program; null for a defect. */
function sentenceFor(error: unknown): string | null {
  if (EXPECTED.some((kind) => error instanceof kind)) return (error as Error).message;
  const { code = '', path, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE')
    return `La porta ${port} è già in uso: chiudere il programma che la usa, o indicarne un’altra in PORT (per esempio PORT=3001 npm start).`;
  const reason = FILE_PROBLEMS[code];
  return path === undefined || reason === undefined ? null : `${path}: ${reason}`;
}

/** Why a file that somebody named can be neither read nor written. */
const FILE_PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'non c’è, o non c’è la cartella in cui dovrebbe stare.',
  ENOTDIR: 'una parte del percorso è un file, e non una cartella.',
  EISDIR: 'è una cartella; serve il nome di un file.',
  EEXIST: 'c’è già.',
  EACCES: 'mancano i permessi per leggere o scrivere qui.',
  EPERM: 'mancano i permessi per leggere o scrivere qui.',
  EROFS: 'il disco è in sola lettura.',
  ENOSPC: 'il disco è pieno.',
};

/** Reads the options; what `parseArgs` refuses (an unknown option, a missing value) is told in Italian. */
function readCommandLine<O extends Options>(
  { help, options, positionals = false }: CommandDescription<O>,
  args: string[],
): CommandLine<O> | 'help' | 'version' {
  try {
    const parsed = parseArgs({
      args,
      allowPositionals: positionals,
      options: {
        ...options,
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean', short: 'V' },
      },
    });
    const { help: wanted, version, ...values } = parsed.values as Record<string, unknown>;
    if (wanted === true) return 'help';
    if (version === true) return 'version';
    return { values: values as CommandLine<O>['values'], positionals: parsed.positionals };
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
