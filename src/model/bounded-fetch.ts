/** A query is a few hundred tokens: whatever is longer is none. */
const MOST_BYTES = 256 * 1024;

/**
 * A fetch that goes nowhere else than where it was sent and reads no more than a bit: a redirect and a reply that is
 * too long are errors. It ends when the request's signal does, also in the middle of a reply that drips.
 */
export const boundedFetch: typeof fetch = async (url, init) => {
  const response = await fetch(url, { ...init, redirect: 'error' });
  const parts: Uint8Array[] = [];
  let bytes = 0;
  const reader = response.body?.getReader();
  for (;;) {
    const read = await reader?.read();
    if (read === undefined || read.done) break;
    bytes += read.value.byteLength;
    if (bytes > MOST_BYTES) {
      await reader?.cancel();
      throw new Error(`a reply of more than ${MOST_BYTES} bytes`);
    }
    parts.push(read.value);
  }
  const { status, statusText, headers } = response;
  return new Response(bytes === 0 ? null : Buffer.concat(parts), {
    status,
    statusText,
    headers: decoded(headers),
  });
};

/** What was read is no longer packed, nor as long as was said. */
function decoded(headers: Headers): Headers {
  const left = new Headers(headers);
  for (const name of ['content-encoding', 'content-length']) left.delete(name);
  return left;
}
