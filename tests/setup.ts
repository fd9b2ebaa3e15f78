import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, inject } from 'vitest';
import { closeWhatIsOpen, openSoFar } from './support/closing.ts';

/*
 * Run again for every test file, while the modules it imports are shared by the files of a worker: what has to happen
 * once a file is said here.
 */
process.env.NODE_COMPILE_CACHE = join(inject('temporary'), 'compiled');
// A program that is started out of this process takes its place from it.
enableCompileCache(process.env.NODE_COMPILE_CACHE);

let before = 0;
beforeEach(() => {
  before = openSoFar();
});
// Of tests that run side by side nobody knows which one opened something: it is closed with the file.
afterEach(({ task }) => (task.concurrent ? undefined : closeWhatIsOpen(before)));
afterAll(() => closeWhatIsOpen());
