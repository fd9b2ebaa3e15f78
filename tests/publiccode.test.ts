import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

/**
 * What the catalogue of Developers Italia requires of every file.
 * Source: the publiccode.yml standard 0.4, "List of keys".
 */
const publiccode = z.object({
  publiccodeYmlVersion: z.literal('0.4'),
  name: z.string().min(1),
  url: z.url(),
  softwareVersion: z.string(),
  releaseDate: z.iso.date(),
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
  description: z.object({
    it: z.object({
      genericName: z.string().max(35),
      shortDescription: z.string().max(150),
      longDescription: z.string().min(150).max(10_000),
      features: z.array(z.string().max(100)).min(1),
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
});

describe('publiccode.yml', () => {
  const file: unknown = parse(readFileSync('publiccode.yml', 'utf8'));

  it('has every key that the catalogue requires, within its limits', () => {
    expect(publiccode.safeParse(file).error?.issues ?? []).toEqual([]);
  });

  it('says the version and the licence that package.json says', () => {
    const { version, license } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(publiccode.parse(file)).toMatchObject({ softwareVersion: version, legal: { license } });
  });
});
