import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterEach, describe, expect, it } from 'vitest';
import { expectedPatterns, loadCases, Oracle } from '../../eval/index.ts';

const LUCCA = 'data/lucca-2021';
const column = (file: string, name: string): string[] =>
  (parse(readFileSync(join(LUCCA, file), 'utf8'), { columns: true }) as Record<string, string>[]).map(
    (row) => row[name] ?? '',
  );

describe('the question set', () => {
  const cases = loadCases();
  const oracle = new Oracle(LUCCA);

  it('is large enough, over every kind of question', () => {
    expect(cases.length).toBeGreaterThanOrEqual(300);
    expect(new Set(cases.map((c) => c.cat)).size).toBe(28);
  });

  it('has unique ids that name their kind', () => {
    expect(new Set(cases.map((c) => c.id)).size).toBe(cases.length);
    expect(cases.filter((c) => !c.id.startsWith(c.cat))).toEqual([]);
  });

  it('asks nothing twice of the same person', () => {
    const asked = cases.map((c) => JSON.stringify([c.as, c.turns.map((t) => t.trim().toLowerCase())]));
    expect(asked.filter((a, i) => asked.indexOf(a) !== i)).toEqual([]);
  });

  it('has an expectation in every case, which the data can answer', () => {
    for (const c of cases) {
      const { all, any, none } = expectedPatterns(c, oracle);
      for (const source of [...all, ...any, ...none]) expect(() => new RegExp(source), c.id).not.toThrow();
      expect(all.length + any.length + none.length + (c.kind === 'any' ? 0 : 1), c.id).toBeGreaterThan(0);
    }
  });

  it('speaks for people of the plan only', () => {
    const people = new Set(column('people.csv', 'code'));
    expect(cases.filter((c) => c.as && !people.has(c.as))).toEqual([]);
  });

  it('names only structures of the plan', () => {
    const known = new Set([...column('departments.csv', 'code'), ...column('units.csv', 'code')]);
    const named = JSON.stringify(cases).matchAll(/"(?:department|unit)":"([^"]+)"/g);
    expect([...named].map((m) => m[1] ?? '').filter((code) => !known.has(code))).toEqual([]);
  });

  it('covers every department', () => {
    const text = JSON.stringify(cases).toLowerCase();
    expect(
      column('departments.csv', 'code').filter(
        (code) => !text.includes(code.toLowerCase().replace('istituto ', '')),
      ),
    ).toEqual([]);
  });
});

describe('loading', () => {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });
  const write = (line: string): string => {
    const folder = mkdtempSync(join(tmpdir(), 'traguardo-cases-'));
    folders.push(folder);
    writeFileSync(join(folder, 'item.jsonl'), `\n${line}\n`);
    return folder;
  };

  it('fills in what a case leaves out', () => {
    const [c] = loadCases(write('{"id":"item01","cat":"item","turns":["?"],"kind":"any"}'));
    expect(c).toMatchObject({ expect: [], expectAny: [], all: [], any: [], none: [] });
  });

  it('names the file and line of a broken case', () => {
    const wrong = [
      '{"id":"item01","cat":"item","turns":[],"kind":"any"}',
      '{"id":"item01","cat":"item","turns":["?"],"kind":"any","all":["("]}',
      '{"id":"item01","cat":"item","turns":["?"],"kind":"any","expect":[{"guess":1}]}',
      '{"id":"item01","cat":"item","turns":["?"],"kind":"any","expected":[]}',
    ];
    for (const line of wrong) expect(() => loadCases(write(line))).toThrow(/item\.jsonl:2/);
  });
});
