import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { compiledFolder, isPacked } from '../app/module-pack.ts';

const PROGRAM = new URL('../main.ts', import.meta.url).href;

/**
 * Compiles what the program loads as it starts, in a process of its own beside the work of a command after which somebody starts
 * it: the first start then takes no longer than the others. The command ends when both are done; nobody hears of what could
 * not be kept, which a start compiles itself.
 */
export function prepareStart(): void {
  if (isPacked(compiledFolder(), PROGRAM)) return;
  spawn(process.execPath, [fileURLToPath(PROGRAM), '--version'], { stdio: 'ignore' }).on(
    'error',
    () => undefined,
  );
}
