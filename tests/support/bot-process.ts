import { spawn } from 'node:child_process';
import { closing } from './closing.ts';
import { program, programEnv } from './program.ts';

export interface BotProcess {
  /** Ends at once, as a power cut would. */
  kill(): Promise<void>;
  /** Ends as an operator would end it. */
  stop(): Promise<number | null>;
  /** Its exit code, when it ends by itself. */
  readonly ended: Promise<number | null>;
  readonly output: () => string;
}

/**
 * The real program, on a Slack of the test's.
 * @param main its file, when it is not the one of this checkout
 */
export async function startBotProcess(
  env: Readonly<Record<string, string>>,
  main: string = program('src/main.ts'),
): Promise<BotProcess> {
  const child = spawn(process.execPath, [main], {
    env: programEnv({ LOG_LEVEL: 'error', ...env }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  closing({ close: () => child.kill('SIGKILL') });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  const ended = new Promise<number | null>((resolve) => {
    child.on('exit', resolve);
  });
  return {
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async stop() {
      child.kill('SIGTERM');
      return ended;
    },
    ended,
    output: () => output,
  };
}
