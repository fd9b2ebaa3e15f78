import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

/**
 * What the standard requires of every file, and what it takes of the rest that ours says.
 * Source: the publiccode.yml standard 0.7, "The Standard (core)".
 */
const publiccode = z.strictObject({
  publiccodeYmlVersion: z.literal('0.7'),
  name: z.string().min(1),
  url: z.url(),
  softwareVersion: z.string(),
  releaseDate: z.iso.date(),
  logo: z.string().regex(/\.(svg|svgz|png)$/),
  platforms: z.array(z.string()).min(1),
  categories: z.array(z.string()).min(1),
  developmentStatus: z.enum(['concept', 'development', 'beta', 'stable', 'obsolete']),
  softwareType: z.enum([
    'standalone/mobile',
    'standalone/iot',
    'standalone/desktop',
    'standalone/web',
    'standalone/backend',
    'standalone/other',
    'addon',
    'library',
    'configurationFiles',
  ]),
  intendedAudience: z.object({
    countries: z.array(z.string().regex(/^[A-Z]{2}$/)),
    scope: z.array(z.string()),
  }),
  description: z.object({
    it: z.strictObject({
      localisedName: z.string(),
      genericName: z.string().max(35),
      shortDescription: z.string().max(150),
      longDescription: z.string().min(150).max(10_000),
      features: z.array(z.string().max(100)).min(1),
      screenshots: z.array(z.string()).min(1),
    }),
  }),
  legal: z.object({ license: z.string() }),
  maintenance: z.object({
    type: z.enum(['internal', 'contract', 'community', 'none']),
    contacts: z.array(z.object({ name: z.string() })).min(1),
  }),
  localisation: z.object({
    localisationReady: z.boolean(),
    availableLanguages: z.array(z.string()).min(1),
  }),
  dependsOn: z.object({
    open: z.array(z.object({ name: z.string() })),
    proprietary: z.array(z.object({ name: z.string() })),
  }),
});

describe('publiccode.yml', () => {
  const file: unknown = parse(readFileSync('publiccode.yml', 'utf8'));

  it('has every key that the catalogue requires, within its limits', () => {
    expect(publiccode.safeParse(file).error?.issues ?? []).toEqual([]);
  });

  it('shows a logo and pictures that are there', () => {
    const { logo, description } = publiccode.parse(file);
    for (const path of [logo, ...description.it.screenshots]) expect(existsSync(path), path).toBe(true);
  });

  it('says the version and the licence that package.json says', () => {
    const { version, license } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(publiccode.parse(file)).toMatchObject({ softwareVersion: version, legal: { license } });
  });
});
