import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const read = (path: string): string => readFileSync(path, 'utf8');

/** The settings of a unit, each with its values in order. */
function unit(path: string): ReadonlyMap<string, readonly string[]> {
  const lines = read(path)
    .split('\n')
    .filter((line) => /^[A-Z]\w*=/.test(line));
  const byName = Map.groupBy(lines, (line) => line.slice(0, line.indexOf('=')));
  return new Map(
    [...byName].map(([name, found]) => [name, found.map((line) => line.slice(line.indexOf('=') + 1))]),
  );
}

describe('the image', () => {
  const dockerfile = read('Dockerfile');
  const runtime = dockerfile.slice(dockerfile.lastIndexOf('FROM '));

  it('starts the program itself, as a user who is not root', () => {
    expect(runtime).toMatch(/^CMD \["node", "src\/main\.ts"\]$/m);
    expect(/^USER (\w+)$/m.exec(runtime)?.[1]).toBe('node');
    expect(runtime).not.toMatch(/\bnpm\b/);
  });

  it('keeps what it writes in one folder, and asks the program whether it lives', () => {
    const volume = /^VOLUME \["(.+)"\]$/m.exec(runtime)?.[1];
    expect(runtime).toContain(`TRAGUARDO_DB=${volume}/traguardo.sqlite`);
    expect(runtime).toMatch(/^HEALTHCHECK .*\/live/m);
  });

  it('copies only what the build may see, and what there is', () => {
    const seen = read('.dockerignore')
      .split('\n')
      .flatMap((line) => (line.startsWith('!') ? [line.slice(1)] : []));
    const copied = [...dockerfile.matchAll(/^COPY (?!--)(.+) \S+$/gm)].flatMap(
      ([, files]) => files?.split(' ') ?? [],
    );
    expect(copied.length).toBeGreaterThan(5);
    expect(copied.filter((file) => !seen.includes(file))).toEqual([]);
  });
});

it('the compose example writes nowhere but in its state, and may become nothing else', () => {
  const { services, volumes } = parse(read('deploy/compose.yaml'));
  const { traguardo } = services;
  expect(traguardo).toMatchObject({ read_only: true, cap_drop: ['ALL'] });
  expect(traguardo.security_opt).toContain('no-new-privileges:true');
  expect(traguardo.volumes[0]).toBe(`${Object.keys(volumes)[0]}:/var/lib/traguardo`);
  for (const port of traguardo.ports) expect(port).toMatch(/^127\.0\.0\.1:/);
});

describe('the systemd template', () => {
  const service = unit('deploy/systemd/traguardo@.service');

  it('starts the program with the Node of its packages, never npm, as a user of its own', () => {
    expect(service.get('ExecStart')).toEqual([
      '/opt/traguardo/node_modules/.bin/node /opt/traguardo/src/main.ts',
    ]);
    expect(service.get('User')).toEqual(['traguardo']);
    expect(service.get('NoNewPrivileges')).toEqual(['true']);
  });

  it('leaves it one folder to write in, and time to end', () => {
    expect(service.get('ProtectSystem')).toEqual(['strict']);
    expect(service.get('StateDirectory')).toEqual(['traguardo/%i']);
    expect(Number(service.get('TimeoutStopSec'))).toBeGreaterThan(10);
  });

  it('does not start again over what starting again does not mend', () => {
    expect(service.get('RestartPreventExitStatus')).toEqual(['2']);
    expect(service.get('StartLimitBurst')).toBeDefined();
  });

  it('makes a copy every night with the command for it, of the database that the program has', () => {
    const copy = unit('deploy/systemd/traguardo-copia@.service');
    expect(copy.get('ExecStart')?.[0]).toContain('src/cli/backup.ts');
    // What the settings say of the database would win over what a unit says: neither says anything.
    for (const name of ['EnvironmentFile', 'WorkingDirectory'])
      expect(copy.get(name), name).toEqual(service.get(name));
    expect([...(copy.get('Environment') ?? []), ...(service.get('Environment') ?? [])].join()).not.toContain(
      'TRAGUARDO_DB',
    );
    const guide = read('docs/amministratore.md');
    const written = /sed 's\|(\S+)\|(\S+)\|' \.env\.example/.exec(guide);
    expect(read('.env.example')).toMatch(new RegExp(written?.[1] ?? 'no such line', 'm'));
    expect(written?.[2]).toBe('TRAGUARDO_DB=/var/lib/traguardo/lucca/traguardo.sqlite');
    expect(unit('deploy/systemd/traguardo-copia@.timer').get('OnCalendar')).toHaveLength(1);
  });
});
