import { randomId, randomSecret } from './ids.ts';

/** Uploads that were announced (files.getUploadURLExternal) and not yet completed. */
export interface Uploads {
  announce(name: string): { readonly fileId: string; readonly secret: string };
  /** Takes the bytes sent to the upload URL; false when the URL is unknown. */
  receive(secret: string, bytes: Buffer): boolean;
  /** The announced file, once its bytes have come; it can be taken once. */
  take(fileId: string): { readonly name: string; readonly bytes: Buffer } | undefined;
}

export function createUploads(): Uploads {
  const pending = new Map<string, { readonly fileId: string; readonly name: string; bytes?: Buffer }>();
  return {
    announce(name) {
      const secret = randomSecret();
      const fileId = randomId('F');
      pending.set(secret, { fileId, name });
      return { fileId, secret };
    },
    receive(secret, bytes) {
      const upload = pending.get(secret);
      if (upload) upload.bytes = bytes;
      return upload !== undefined;
    },
    take(fileId) {
      const found = [...pending].find(([, upload]) => upload.fileId === fileId);
      if (!found?.[1].bytes) return undefined;
      pending.delete(found[0]);
      return { name: found[1].name, bytes: found[1].bytes };
    },
  };
}
