import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve('packages/slack-sandbox/src');

function sourceFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));
}

function importsOf(file: string): readonly string[] {
  const source = readFileSync(file, 'utf8');
  return [...source.matchAll(/(?:from|import)\s+'([^']+)'/g)].map(([, target = '']) => target);
}

describe('the workspace', () => {
  it('imports nothing from outside its own folder', () => {
    const strays = sourceFiles(ROOT).flatMap((file) =>
      importsOf(file)
        .filter((target) => target.startsWith('.'))
        .filter((target) => !resolve(dirname(file), target).startsWith(ROOT + sep))
        .map((target) => `${file} -> ${target}`),
    );
    expect(strays).toEqual([]);
  });

  it('builds DOM nodes and never hands text to the HTML parser', () => {
    const offenders = sourceFiles(join(ROOT, 'client')).filter((file) =>
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser/.test(readFileSync(file, 'utf8')),
    );
    expect(offenders).toEqual([]);
  });
});
