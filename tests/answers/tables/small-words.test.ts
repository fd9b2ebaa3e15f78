import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const folders = ['src/answers/tables', 'src/answers/understand', 'src/answers/follow'];
const code = folders
  .flatMap((folder) => readdirSync(folder).map((name) => readFileSync(`${folder}/${name}`, 'utf8')))
  .join('\n');
const sets = readFileSync('data/italiano/tabelle.csv', 'utf8')
  .split('\n')
  .flatMap((line) => (line.startsWith('set,') ? [line.split(',')[1] ?? ''] : []));

it('has every set of small words that the readers of tables ask for', () => {
  const asked = [...code.matchAll(/\b(?:small|smallWords)?\.?is\(\s*'([a-z ]+)'/g)].map(([, name]) => name);
  expect(asked.length).toBeGreaterThan(30);
  for (const name of asked) expect(sets).toContain(name);
});

it('has no set of small words that nobody asks for', () => {
  for (const name of sets) expect(code).toContain(`'${name}'`);
});
