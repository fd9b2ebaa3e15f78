import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** Encrypts what is kept of tokens, and decrypts it. */
export interface Seal {
  /** @param what is sealed for: what is sealed for one workspace opens for no other */
  close(text: string, what: string): string;
  /** @throws SealBroken where no key of ours opens it, or it was changed or moved */
  open(sealed: string, what: string): string;
  /** Whether it was sealed with a key that is on its way out. */
  isOld(sealed: string): boolean;
}

/** Something was sealed with another key, or changed since. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
}

/** AES-256 in Galois/Counter Mode. Source: NIST SP 800-38D: 96 bits of nonce, 128 of tag. */
const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Tells keys apart without telling them. */
const nameOf = (key: Buffer): string => createHash('sha256').update(key).digest('hex').slice(0, 8);

/**
 * @param key seals from now on; 32 bytes
 * @param before sealed until now, and still opens; null where there was none
 */
export function createSeal(key: Buffer, before: Buffer | null = null): Seal {
  const keys = new Map([before, key].flatMap((one) => (one === null ? [] : [[nameOf(one), one] as const])));
  const current = nameOf(key);
  return {
    close(text, what) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(Buffer.from(what));
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return `${current}.${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')}`;
    },

    open(sealed, what) {
      const [name = '', content = ''] = sealed.split('.');
      const known = keys.get(name);
      if (!known) throw new SealBroken('no key opens it');
      const bytes = Buffer.from(content, 'base64url');
      const tagEnds = NONCE_BYTES + TAG_BYTES;
      try {
        const decipher = createDecipheriv(CIPHER, known, bytes.subarray(0, NONCE_BYTES), {
          authTagLength: TAG_BYTES,
        });
        decipher.setAAD(Buffer.from(what));
        decipher.setAuthTag(bytes.subarray(NONCE_BYTES, tagEnds));
        return Buffer.concat([decipher.update(bytes.subarray(tagEnds)), decipher.final()]).toString('utf8');
      } catch (error) {
        throw new SealBroken('it was changed, or is another’s', { cause: error });
      }
    },

    isOld: (sealed) => !sealed.startsWith(`${current}.`),
  };
}
