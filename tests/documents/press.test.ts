import { fork } from 'node:child_process';
import { expect, it } from 'vitest';
import { problemSentence } from '../../src/bot/kit/problems.ts';
import type { PlanDocument } from '../../src/documents/document.ts';
import { type Order, print } from '../../src/documents/press.ts';
import { Problem } from '../../src/domain/errors.ts';
import { program } from '../support/program.ts';

const DAY = new Date('2021-09-20T08:00:00Z');
/** A document is what it says; this one says nothing. */
const EMPTY = {} as PlanDocument;
const order = (document: PlanDocument): Order => ({
  sealed: { document, hash: '', writtenAt: '', writtenOn: DAY },
  formats: ['pdf'],
});

it('tells in words of a process that was ended before its document', async () => {
  const begun = () => {
    const child = fork(program('src/documents/pressing.ts'), {
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    child.kill('SIGKILL');
    return child;
  };
  const failure = await print(order(EMPTY), begun).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(Problem);
  expect(problemSentence(failure as Problem)).toMatch(
    /^Il documento non è stato scritto: .+ si è interrotto prima della fine \(SIGKILL\)/,
  );
});

it('says where it failed what could not be written, as a defect and no outcome', async () => {
  const failure = await print(order(EMPTY)).catch((error: unknown) => error);
  expect(failure).not.toBeInstanceOf(Problem);
  expect((failure as Error).message).toMatch(
    /^a document could not be written: TypeError[\s\S]+src\/documents\/\w+\.ts/,
  );
});
