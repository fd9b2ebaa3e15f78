/**
 * What Vitest's JSON reports say.
 * files REPORT: the files with a test that failed, or that did not get to their tests, a line each.
 * told REPORT…: what failed, with its first line; what passed only by itself; and last the number of tests of each outcome, where a
 * report "x.again.json" says how those of "x.json" that failed ended by themselves.
 */
import { readFileSync } from 'node:fs';
import { basename, relative } from 'node:path';

/** @param {string} report */
const filesOf = (report) => JSON.parse(readFileSync(report, 'utf8')).testResults;

/** @param {string[]} reports */
function tell(reports) {
  const tests = new Map();
  // "sqlite.json" before "sqlite.again.json".
  for (const report of reports.sort((a, b) => a.length - b.length)) {
    const engine = basename(report).split('.')[0];
    for (const file of filesOf(report)) {
      const place = `${engine}, ${relative(process.cwd(), file.name)}`;
      const broken =
        file.status === 'failed' && file.assertionResults.every((one) => one.status !== 'failed');
      if (!broken) tests.delete(place);
      else tests.set(place, { status: 'failed', why: file.message });
      const seen = new Map();
      for (const one of file.assertionResults) {
        // Cases of one table may have the same name.
        seen.set(one.fullName, (seen.get(one.fullName) ?? 0) + 1);
        const name = `${place}: ${one.fullName}${' (again)'.repeat(seen.get(one.fullName) - 1)}`;
        const before = tests.get(name)?.status;
        tests.set(name, { status: one.status, why: one.failureMessages?.[0], again: before === 'failed' });
      }
    }
  }
  const count = (status) => [...tests.values()].filter((one) => one.status === status).length;
  for (const [name, { status, why, again }] of tests) {
    if (status === 'failed') console.log(`failed: ${name}\n  ${String(why).split('\n')[0]}`);
    else if (again) console.log(`${status} by itself, not beside the others: ${name}`);
  }
  const skipped = count('pending') + count('skipped');
  console.log(
    `${count('passed')} passed, ${count('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
  );
}

const [action, ...reports] = process.argv.slice(2);
if (action === 'files') {
  const failed = filesOf(reports[0]).filter((file) => file.status === 'failed');
  for (const file of failed) console.log(file.name);
} else tell(reports);
