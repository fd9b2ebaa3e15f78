import { SMTPServer } from 'smtp-server';
import { closing } from './closing.ts';

/** A letter as a mailbox shows it. */
interface ReceivedLetter {
  readonly to: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly subject: string;
  readonly text: string;
  readonly attachments: readonly { readonly name: string; readonly content: Buffer }[];
}

export interface MailServer {
  readonly url: string;
  readonly received: readonly ReceivedLetter[];
  /** How often somebody tried to hand a letter over. */
  readonly attempts: number;
  /** What it answers to an address, and what it does once it has the text; null for taking everything. */
  behave(as: { readonly rcpt?: number; readonly data?: 'silent' | number } | null): void;
  /** Takes no connections any more. */
  stop(): Promise<void>;
}

/** A mail server on the machine itself, closed when the test file ends. */
export async function startMailServer(): Promise<MailServer> {
  const received: ReceivedLetter[] = [];
  let attempts = 0;
  let manner: Parameters<MailServer['behave']>[0] = null;
  const refusal = (responseCode: number): Error => Object.assign(new Error('no'), { responseCode });
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    onRcptTo(_address, _session, done) {
      attempts++;
      done(manner?.rcpt === undefined ? null : refusal(manner.rcpt));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const [to] = session.envelope.rcptTo;
        if (typeof manner?.data === 'number') return done(refusal(manner.data));
        received.push(letterOf(to?.address ?? '', Buffer.concat(chunks).toString('latin1')));
        if (manner?.data !== 'silent') return done();
        // The letter is there, and its sender never hears of it.
        for (const connection of server.connections) (connection as Connection)._socket.destroy();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const stop = (): Promise<void> => new Promise((resolve) => server.close(() => resolve()));
  closing({ close: stop });
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    get attempts() {
      return attempts;
    },
    behave: (as) => {
      manner = as;
    },
    stop,
  };
}

interface Connection {
  readonly _socket: { destroy(): void };
}

/** Source: RFC 2045, 6.7 and 6.8; RFC 2046, 5.1; RFC 2047, 4. */
function letterOf(to: string, raw: string): ReceivedLetter {
  const { headers, body } = partOf(raw);
  const boundary = /boundary="?([^";]+)"?/.exec(headers.get('content-type') ?? '')?.[1];
  const parts =
    boundary === undefined
      ? [{ headers, body }]
      : body
          .split(`--${boundary}`)
          .slice(1, -1)
          .map((part) => partOf(part.replace(/^\r\n/, '')));
  const text = parts.find((part) => part.headers.get('content-type')?.startsWith('text/plain'));
  return {
    to,
    headers,
    subject: wordsOf(headers.get('subject') ?? ''),
    text: text ? contentOf(text).toString('utf8').replaceAll('\r\n', '\n') : '',
    attachments: parts
      .filter((part) => part.headers.get('content-disposition')?.startsWith('attachment'))
      .map((part) => ({
        name: /filename="?([^";]+)"?/.exec(part.headers.get('content-disposition') ?? '')?.[1] ?? '',
        content: contentOf(part),
      })),
  };
}

interface Part {
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

function partOf(raw: string): Part {
  const end = raw.indexOf('\r\n\r\n');
  const lines = raw
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  return {
    headers: new Map(
      lines.map((line) => [
        line.slice(0, line.indexOf(':')).toLowerCase(),
        line.slice(line.indexOf(':') + 1).trim(),
      ]),
    ),
    body: raw.slice(end + 4),
  };
}

const unquoted = (text: string): Buffer =>
  Buffer.from(
    text
      .replace(/=\r\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );

function contentOf({ headers, body }: Part): Buffer {
  const encoding = headers.get('content-transfer-encoding')?.toLowerCase();
  if (encoding === 'base64') return Buffer.from(body, 'base64');
  return encoding === 'quoted-printable' ? unquoted(body) : Buffer.from(body, 'latin1');
}

const wordsOf = (header: string): string =>
  header
    .replace(/\?= =\?/g, '?==?')
    .replace(/=\?utf-8\?([qb])\?([^?]*)\?=/gi, (_, how: string, text: string) =>
      (how.toLowerCase() === 'b'
        ? Buffer.from(text, 'base64')
        : unquoted(text.replaceAll('_', ' '))
      ).toString('utf8'),
    );
