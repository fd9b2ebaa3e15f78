import { createTransport } from 'nodemailer';
import { type Delivery, MAIL_CHANNEL } from '../domain/sending/index.ts';
import { isLoopback, type MailConfig } from './mail-config.ts';

/** An e-mail, ready to go. */
export interface Letter {
  /** The same whenever the same message is sent: a mailbox knows it again. */
  readonly id: string;
  readonly to: string;
  readonly replyTo: string | null;
  readonly subject: string;
  readonly text: string;
  /** Id of the letter that it goes on from; null for none. */
  readonly inReplyTo: string | null;
  readonly attachments: readonly { readonly name: string; readonly content: Buffer }[];
}

export interface Mailer {
  /** The id under which a message goes out. */
  idOf(key: string): string;
  /** Hands a letter over; what a failure means is told as for any other message. */
  send(letter: Letter): Promise<Delivery>;
}

/** How long a server may keep silent, in milliseconds. */
const PATIENCE_MS = 10_000;

/**
 * Whether a server takes us in, without handing it anything.
 * @returns null where it does, else why not, as a delivery's reason
 */
export async function askMailServer(config: MailConfig): Promise<string | null> {
  const transport = createTransport(transportOf(config));
  try {
    await transport.verify();
    return null;
  } catch (error) {
    const failed = failureOf(error, false);
    return failed.status === 'sent' ? null : failed.reason;
  } finally {
    transport.close();
  }
}

const transportOf = ({ url }: MailConfig) => ({
  url,
  connectionTimeout: PATIENCE_MS,
  greetingTimeout: PATIENCE_MS,
  socketTimeout: PATIENCE_MS,
  // Names and objectives do not travel in the clear, but on the machine itself.
  ...(new URL(url).protocol === 'smtp:'
    ? isLoopback(url)
      ? { ignoreTLS: true }
      : { requireTLS: true }
    : {}),
});

/** Sends letters over SMTP, each over a connection of its own: they are few, and paced. */
export function createMailer(config: MailConfig): Mailer {
  const { from } = config;
  const transport = createTransport(transportOf(config));
  // A line that is cut is told the same way at any moment: the text is asked for when the server has taken us in, no earlier.
  const underWay = new Set<string>();
  transport.use('stream', ({ message, data }, done) => {
    const read = message.createReadStream.bind(message);
    message.createReadStream = (options) => {
      underWay.add(String(data.messageId));
      return read(options);
    };
    done();
  });
  const domain = from.slice(from.lastIndexOf('@') + 1).replace(/>$/, '');
  return {
    idOf: (key) => `<${key}@${domain}>`,
    async send({ id, to, replyTo, subject, text, inReplyTo, attachments }) {
      try {
        await transport.sendMail({
          from,
          to,
          subject,
          text,
          messageId: id,
          ...(replyTo === null ? {} : { replyTo }),
          ...(inReplyTo === null ? {} : { inReplyTo, references: inReplyTo }),
          // No answering machine answers it. Source: RFC 3834, 5; MS-OXCMAIL, 2.2.3.2.14.
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
          attachments: attachments.map(({ name: filename, content }) => ({ filename, content })),
        });
        return { status: 'sent', place: { channel: MAIL_CHANNEL, ts: id } };
      } catch (error) {
        return failureOf(error, underWay.has(id));
      } finally {
        underWay.delete(id);
      }
    },
  };
}

/** What nodemailer tells of a failure. */
interface SmtpFailure {
  readonly code?: string;
  /** The command that failed: `CONN`, `AUTH PLAIN`, `RCPT TO`, `DATA`. */
  readonly command?: string;
  readonly responseCode?: number;
}

/**
 * What a failed letter means. An answer says what was done: 4xx later, 5xx never. Without one nothing was taken before
 * the letter was under way, and nobody knows after. Source: RFC 5321, 4.2.1 and 4.5.3.2.6.
 */
function failureOf(error: unknown, isUnderWay: boolean): Delivery {
  const { code, command, responseCode } = error as SmtpFailure;
  if (code === 'EAUTH') return { status: 'retry', reason: 'mail_auth', afterMs: null };
  if (responseCode !== undefined && responseCode >= 500)
    return command === 'RCPT TO' || command === 'DATA' || code === 'EENVELOPE' || code === 'EMESSAGE'
      ? { status: 'refused', reason: 'mail_refused' }
      : { status: 'retry', reason: 'mail_unavailable', afterMs: null };
  if (responseCode !== undefined) return { status: 'retry', reason: 'mail_unavailable', afterMs: null };
  if (code === 'ETLS') return { status: 'retry', reason: 'mail_insecure', afterMs: null };
  return isUnderWay
    ? { status: 'unknown', reason: 'mail_unavailable' }
    : { status: 'retry', reason: 'mail_unavailable', afterMs: null };
}
