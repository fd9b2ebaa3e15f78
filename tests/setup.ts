import { join } from 'node:path';
import { afterAll, inject } from 'vitest';
import { closeWhatIsOpen } from './support/closing.ts';

/*
 * Run again for every test file, while the modules it imports are shared by the files of a worker: what has to happen
 * once a file is said here.
 */
process.env.NODE_COMPILE_CACHE = join(inject('temporary'), 'compiled');
afterAll(closeWhatIsOpen);
