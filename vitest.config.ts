import { globSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * These wait for processes, browsers and pauses that Slack asks for: begun last, they would run while nothing else does.
 */
const LONGEST = [
  'exactly-once',
  'e2e/product',
  'notices-once',
  'bot/rights',
  'cli/simulate',
  'running-a-phase',
  'slack-sandbox/tests/browser',
  'kit/slack-app',
  'cli/import',
  'many-submissions',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const place = LONGEST.findIndex((name) => moduleId.endsWith(`${name}.test.ts`));
      return place < 0 ? LONGEST.length : place;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

/** What opens a database by these runs on PostgreSQL too, where TRAGUARDO_TEST_DB names a server: that alone then. */
const OPENS =
  /\b(?:databaseWith|deliveryWorld|memoryDatabase|newPlace|startBot|startManyBodies|temporaryDatabase)\(/;
const onServer = (): string[] =>
  globSync([
    'tests/{store,delivery,domain}/**/*.test.ts',
    'tests/bot/**/{*-listeners,many-submissions}.test.ts',
    'tests/bot/{rights,read-rights,kit/repeats-elsewhere}.test.ts',
    'tests/app/bodies/{tenants,two-programs}.test.ts',
  ]).filter((file) => OPENS.test(readFileSync(file, 'utf8')));

export default defineConfig({
  test: {
    // Vitest leaves a core idle by default; many of these tests wait for processes and sockets.
    maxWorkers: '100%',
    include: process.env.TRAGUARDO_TEST_DB
      ? onServer()
      : ['tests/**/*.test.ts', 'packages/*/tests/**/*.test.ts'],
    // Nothing in the program keeps state in a module: what one file has imported the next need not import again.
    isolate: false,
    globalSetup: ['tests/global-setup.ts'],
    setupFiles: ['tests/setup.ts'],
    sequence: { sequencer: LongestFirst },
    // Only what hangs is to be stopped: a machine may be slow, and no test asserts how fast it is.
    expect: { poll: { timeout: 45_000 } },
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
