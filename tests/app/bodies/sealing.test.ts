import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createSeal, SealBroken } from '../../../src/app/bodies/sealing.ts';

const key = randomBytes(32);
const next = randomBytes(32);

describe('a seal', () => {
  it('gives back what was sealed, and shows nothing of it', () => {
    const seal = createSeal(key);
    const sealed = seal.close('xoxb-segreto', 'T1');
    expect(sealed).not.toContain('xoxb');
    expect(Buffer.from(sealed.split('.')[1] ?? '', 'base64url').toString('latin1')).not.toContain('xoxb');
    expect(seal.open(sealed, 'T1')).toBe('xoxb-segreto');
  });

  it('never looks the same twice', () => {
    const seal = createSeal(key);
    expect(seal.close('xoxb-segreto', 'T1')).not.toBe(seal.close('xoxb-segreto', 'T1'));
  });

  it('opens for no other workspace', () => {
    const seal = createSeal(key);
    expect(() => seal.open(seal.close('xoxb-segreto', 'T1'), 'T2')).toThrow(SealBroken);
  });

  it('opens no more where a byte was changed, the end was cut, or it is no seal at all', () => {
    const seal = createSeal(key);
    const sealed = seal.close('xoxb-segreto', 'T1');
    const last = sealed.at(-1) === 'A' ? 'B' : 'A';
    for (const wrong of [`${sealed.slice(0, -2)}${last}${last}`, sealed.slice(0, 20), '', 'xoxb-segreto'])
      expect(() => seal.open(wrong, 'T1')).toThrow(SealBroken);
  });

  it('opens with the key before what it sealed, and seals with the next one', () => {
    const sealed = createSeal(key).close('xoxb-segreto', 'T1');
    const both = createSeal(next, key);
    expect(both.isOld(sealed)).toBe(true);
    const anew = both.close(both.open(sealed, 'T1'), 'T1');
    expect(both.isOld(anew)).toBe(false);
    expect(createSeal(next).open(anew, 'T1')).toBe('xoxb-segreto');
    expect(() => createSeal(next).open(sealed, 'T1')).toThrow(SealBroken);
  });
});
