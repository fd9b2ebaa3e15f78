import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the tests write, each in a folder of its own. */
    readonly temporary: string;
  }
}

const IN_MEMORY = '/dev/shm';
const ENOUGH_BYTES = 1024 ** 3;

/** A folder for the whole run. In memory where there is room: what a killed process wrote is there all the same, and a commit is cheap. */
export default function setup({ provide }: TestProject): () => void {
  const folder = mkdtempSync(join(hasRoom(IN_MEMORY) ? IN_MEMORY : tmpdir(), 'traguardo-tests-'));
  provide('temporary', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}

function hasRoom(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize > ENOUGH_BYTES;
  } catch {
    return false;
  }
}
