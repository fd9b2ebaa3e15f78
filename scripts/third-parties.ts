/** What npm records of the packages that are installed. Source: docs.npmjs.com, "package-lock.json". */
export interface Lock {
  readonly packages: Readonly<
    Record<
      string,
      {
        readonly version?: string;
        readonly license?: string;
        readonly dev?: boolean;
        readonly link?: boolean;
      }
    >
  >;
}

/** A package that comes with the product. */
export interface ThirdParty {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

/** What may come with the product; `AND` joins several, of `OR` one is enough. */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC-BY-3.0',
  'CC0-1.0',
  'CC-BY-SA-3.0',
  'EUPL-1.2',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'OFL-1.1',
  'PSF-2.0',
  'Python-2.0',
  'Unlicense',
  'Zlib',
]);

/** Packages that say their licence in its text alone, as it was read there. */
const READ: Readonly<Record<string, string>> = { 'png-js': 'MIT' };

/** Those that are installed where the product runs, in alphabetical order. */
export function thirdPartiesOf({ packages }: Lock): readonly ThirdParty[] {
  const found = Object.entries(packages).flatMap(([path, { version, license, dev, link }]) => {
    const name = path.split('node_modules/').at(-1) ?? '';
    return !path.includes('node_modules/') || dev || link || version === undefined
      ? []
      : [{ name, version, license: license ?? READ[name] ?? 'not said' }];
  });
  const unique = new Map(found.map((one) => [`${one.name}@${one.version}`, one]));
  return [...unique.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** Whether one may use it so. */
export const isAllowed = (license: string): boolean =>
  license
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((one) => one.split(' AND ').every((part) => ALLOWED.has(part.trim())));

/** The notices, as Markdown. */
export const noticesOf = (lock: Lock): string => `# Third-party notices

Traguardo is published under the [EUPL-1.2](LICENSE). It comes with the work of others, each under a licence of its own; the text of each is in
its package (\`node_modules/…/LICENSE\`). This page is written by \`npm run notices\` from \`package-lock.json\`.

## Data and fonts

- **Arimo** (\`data/fonts\`): © 2026 The Arimo Project Authors, [OFL-1.1](data/fonts/OFL.txt).
- **The plan of Lucca** (\`data/lucca-2021\`): facts and figures of the public *Relazione annuale sulla performance 2021* of the Comune di Lucca.

## Packages

| Package | Version | Licence |
|---|---|---|
${thirdPartiesOf(lock)
  .map(({ name, version, license }) => `| ${name} | ${version} | ${license} |`)
  .join('\n')}
`;
