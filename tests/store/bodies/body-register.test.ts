import { beforeEach, describe, expect, it } from 'vitest';
import { type BodyRegister, createBodyRegister } from '../../../src/store/bodies/index.ts';
import type { Db } from '../../../src/store/engine/open-store.ts';
import { memoryDatabase } from '../../support/database.ts';

const AT = new Date('2026-03-02T09:00:00Z');
const later = (seconds: number) => new Date(AT.getTime() + seconds * 1_000);

let db: Db;
let register: BodyRegister;

beforeEach(async () => {
  db = await memoryDatabase();
  register = createBodyRegister(db);
  await register.add('lucca', AT);
  await register.add('pisa', AT);
});

const connect = (id: string, body: string, organisation: string | null = null, at = AT) =>
  register.connect({ id, body, organisation }, at);
const workspacesOf = async (code: string) =>
  (await register.list()).find((body) => body.code === code)?.workspaces;

describe('a body', () => {
  it('is added once', async () => {
    expect(await register.add('lucca', AT)).toBe(false);
    expect((await register.list()).map(({ code }) => code)).toEqual(['lucca', 'pisa']);
  });

  it('lists its workspaces, the first that was connected first', async () => {
    await connect('T9', 'lucca');
    await connect('T1', 'lucca', 'E1', later(1));
    expect(await workspacesOf('lucca')).toEqual([
      { id: 'T9', body: 'lucca', organisation: null, isInstalled: false, leftBecause: null },
      { id: 'T1', body: 'lucca', organisation: 'E1', isInstalled: false, leftBecause: null },
    ]);
    expect(await workspacesOf('pisa')).toEqual([]);
  });

  it('goes with its workspaces and what Slack gave for them, and with nobody else’s', async () => {
    await connect('T1', 'lucca');
    await connect('T2', 'pisa');
    for (const id of ['T1', 'T2']) await register.keepInstallation(id, `sealed ${id}`, AT);
    await register.remove('lucca');
    expect((await register.list()).map(({ code }) => code)).toEqual(['pisa']);
    expect(await register.installationOf('T1')).toBeNull();
    expect(await register.installationOf('T2')).toBe('sealed T2');
  });
});

describe('a workspace', () => {
  it('is of one body: whoever asks for another’s hears whose it is', async () => {
    expect(await connect('T1', 'lucca')).toBe('lucca');
    expect(await connect('T1', 'pisa', 'E7')).toBe('lucca');
    expect(await workspacesOf('lucca')).toMatchObject([{ id: 'T1', organisation: null }]);
  });

  it('is nobody’s after it was disconnected, and its tokens are gone', async () => {
    await connect('T1', 'lucca');
    await register.keepInstallation('T1', 'sealed', AT);
    expect(await register.disconnect('T1')).toBe(true);
    expect(await register.installationOf('T1')).toBeNull();
    expect(await register.disconnect('T1')).toBe(false);
  });

  it('that was left says why, until the app is installed again', async () => {
    await connect('T1', 'lucca');
    await register.keepInstallation('T1', 'sealed', AT);
    await register.dropInstallation('T1', 'app_uninstalled', later(60));
    expect(await workspacesOf('lucca')).toMatchObject([
      { isInstalled: false, leftBecause: 'app_uninstalled' },
    ]);
    await register.keepInstallation('T1', 'sealed anew', later(120));
    expect(await workspacesOf('lucca')).toMatchObject([{ isInstalled: true, leftBecause: null }]);
    expect(await register.installationOf('T1')).toBe('sealed anew');
  });

  it('that is nobody’s gets nothing kept', async () => {
    await expect(register.keepInstallation('T404', 'sealed', AT)).rejects.toThrow();
  });
});

describe('an installation that was begun', () => {
  it('ends once, and is kept as a hash', async () => {
    await register.keepState('stato-segreto', AT, later(600));
    expect(JSON.stringify(await db.selectFrom('install_state').selectAll().execute())).not.toContain(
      'segreto',
    );
    expect(await register.takeState('stato-segreto', later(10))).toBe(true);
    expect(await register.takeState('stato-segreto', later(11))).toBe(false);
  });

  it('ends no more after its time, nor where it never began', async () => {
    await register.keepState('stato', AT, later(600));
    expect(await register.takeState('altro', later(1))).toBe(false);
    expect(await register.takeState('stato', later(600))).toBe(false);
  });

  it('is let go of when another begins after its time', async () => {
    await register.keepState('vecchio', AT, later(600));
    await register.keepState('nuovo', later(700), later(1_300));
    expect(await db.selectFrom('install_state').selectAll().execute()).toHaveLength(1);
  });
});
