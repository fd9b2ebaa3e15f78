import { afterAll } from 'vitest';
import { closeWhatIsOpen } from './support/closing.ts';

/*
 * Run again for every test file, while the modules it imports are shared by the files of a worker: what has to happen
 * once a file is said here.
 */
afterAll(closeWhatIsOpen);
