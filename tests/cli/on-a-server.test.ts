import { expect, it } from 'vitest';
import { runCommand } from '../support/terminal.ts';

const NOBODYS = 'postgres://lucca:segreta@127.0.0.1:1/traguardo?schema=lucca';

it.each([
  ['backup', ['copia.sqlite'], 'non risponde nessun PostgreSQL'],
  ['copy', ['--a', 'copia.sqlite'], 'non risponde nessun PostgreSQL'],
  ['restore', ['copia.sqlite'], 'si rimette in uno schema nuovo, con «npm run copy'],
  ['start', ['--reset'], '--reset non lo cancella; per ricominciare la prova indicare un altro schema'],
] as const)('%s says in a sentence what serves at a server, and no password', async (name, args, said) => {
  const { code, out, err } = await runCommand(name, args, NOBODYS);
  const printed = out + err;
  expect(code).toBe(1);
  expect(printed).toContain(said);
  expect(printed).toContain('postgres://lucca@127.0.0.1:1/traguardo');
  expect(printed).not.toContain('segreta');
});

it('doctor says among what it found that nobody answers there, and no password', async () => {
  const { code, out, err } = await runCommand('doctor', [], NOBODYS);
  expect(code).toBe(1);
  expect(out).toContain('non risponde nessun PostgreSQL');
  expect(out).toContain('postgres://lucca@127.0.0.1:1/traguardo');
  expect(out + err).not.toContain('segreta');
});
