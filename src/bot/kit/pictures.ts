import { hash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { RespondFn } from '@slack/bolt';
import type { ImageBlock } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Chart } from '../../answers/chart/chart.ts';
import { altOf } from '../../answers/chart/twin.ts';
import { LIMITS, shorten } from './limits.ts';
import { slackErrorOf } from './slack-errors.ts';

/** Draws a chart in the body's colours. */
export interface ChartPainter {
  paint(chart: Chart): Promise<{ readonly svg: string; readonly png: Buffer }>;
  /** Makes ready to draw. */
  warm(): void;
}

/** Charts as Slack shows them: files of the bot's own, in image blocks. */
export interface Pictures {
  /** Somebody is about to want a chart: what draws it is made ready meanwhile. */
  expect(): void;
  /**
   * Uploads a chart. The file is shared by the message that shows it, and by nothing else: one that is never shown is
   * never seen.
   * @returns null where it cannot be drawn or uploaded: its figures are then told in words
   */
  show(client: WebClient, chart: Chart): Promise<ImageBlock | null>;
  /** A chart that was uploaded by `keep`, as long as its figures and words are the same; null for another one. */
  kept(chart: Chart): ImageBlock | null;
  /** Uploads a chart once for all who look at it while it stays as it is; null as for `show`. */
  keep(client: WebClient, chart: Chart): Promise<ImageBlock | null>;
  /** Forgets what was kept and could not be shown after all: it is uploaded anew. */
  forget(charts: readonly Chart[]): void;
  /** A chart as files, for whoever writes documents; none where it cannot be drawn. */
  files(chart: Chart, name: string): Promise<readonly { readonly name: string; readonly content: Buffer }[]>;
}

type Post = Parameters<WebClient['chat']['postMessage']>[0] & Shown;
type Update = Parameters<WebClient['chat']['update']>[0] & Shown;
interface Shown {
  readonly blocks: readonly { readonly type: string }[];
}

/** A picture stands below what a message begins with: its title and its first sentence. */
export const withPicture = <Block>(
  blocks: readonly Block[],
  image: ImageBlock | null,
): (Block | ImageBlock)[] =>
  image === null ? [...blocks] : [...blocks.slice(0, 2), image, ...blocks.slice(2)];

/**
 * Posts a message; one whose picture Slack does not take after all goes out without it: refused as it was, it is not
 * there yet, and its figures are in its words.
 */
export const postShowing = (client: WebClient, message: Post) =>
  orWithout(message, (one) => client.chat.postMessage(one));

/** The same for a message that is there. */
export const updateShowing = (client: WebClient, message: Update) =>
  orWithout(message, (one) => client.chat.update(one));

/**
 * Answers at a response_url; without its picture where it was not taken with it. The address says no more than that it
 * did not take a message, so that one that has gone is tried once more in vain, and fails as it did.
 */
export async function respondShowing(respond: RespondFn, message: Parameters<RespondFn>[0]): Promise<void> {
  try {
    await respond(message);
  } catch (error) {
    if (typeof message === 'string') throw error;
    const { blocks = [] } = message as Partial<Shown>;
    const told = blocks.filter(({ type }) => type !== 'image');
    if (told.length === blocks.length) throw error;
    await respond({ ...message, blocks: told } as typeof message);
  }
}

async function orWithout<Message extends Shown, Reply>(
  message: Message,
  send: (message: Message) => Promise<Reply>,
): Promise<Reply> {
  try {
    return await send(message);
  } catch (error) {
    const told = message.blocks.filter(({ type }) => type !== 'image');
    if (slackErrorOf(error) !== 'invalid_blocks' || told.length === message.blocks.length) throw error;
    return send({ ...message, blocks: told });
  }
}

/** So many charts are kept; those that nobody looked at for longest go first. */
const KEPT = 60;

/** How often a file is looked at until Slack has taken it in, and how long between, in milliseconds. */
const LOOKS = 6;
const BETWEEN_MS = 400;

/** Source: docs.slack.dev/messaging/working-with-files and docs.slack.dev/reference/block-kit/blocks/image-block. */
export function createPictures(painter: ChartPainter, logger: Logger): Pictures {
  const kept = new Map<string, ImageBlock>();
  const uploading = new Map<string, Promise<ImageBlock | null>>();
  const keyOf = (chart: Chart): string => hash('sha256', JSON.stringify(chart));

  const pictures: Pictures = {
    expect: () => painter.warm(),

    kept(chart) {
      const key = keyOf(chart);
      const image = kept.get(key) ?? null;
      if (image !== null) {
        kept.delete(key);
        kept.set(key, image);
      }
      return image;
    },

    keep(client, chart) {
      const known = pictures.kept(chart);
      if (known !== null) return Promise.resolve(known);
      const key = keyOf(chart);
      const underWay = uploading.get(key);
      if (underWay) return underWay;
      const work = pictures
        .show(client, chart)
        .then((image) => {
          const [oldest] = kept.size < KEPT ? [] : kept.keys();
          if (oldest !== undefined) kept.delete(oldest);
          if (image !== null) kept.set(key, image);
          return image;
        })
        .finally(() => uploading.delete(key));
      uploading.set(key, work);
      return work;
    },

    forget(charts) {
      for (const chart of charts) kept.delete(keyOf(chart));
    },

    async files(chart, name) {
      try {
        const { svg, png } = await painter.paint(chart);
        return [
          { name: `${name}.png`, content: png },
          { name: `${name}.svg`, content: Buffer.from(svg, 'utf8') },
        ];
      } catch (error) {
        logger.warn({ err: error }, 'a chart could not be drawn; the other files go without it');
        return [];
      }
    },

    async show(client, chart) {
      try {
        const { png } = await painter.paint(chart);
        const id = await upload(client, chart, png);
        return {
          type: 'image',
          slack_file: { id },
          // Its title is in the picture.
          alt_text: shorten(altOf(chart), LIMITS.imageAlt),
        };
      } catch (error) {
        logger.warn({ err: error }, 'a chart could not be shown; its figures are told in words');
        return null;
      }
    },
  };
  return pictures;
}

const uploadedSchema = z.object({
  files: z.array(z.object({ files: z.array(z.object({ id: z.string() })) })),
});

async function upload(client: WebClient, chart: Chart, png: Buffer): Promise<string> {
  const uploaded = await client.files.uploadV2({
    file: png,
    filename: 'grafico.png',
    title: shorten(chart.title, LIMITS.imageTitle),
    alt_text: shorten(altOf(chart), LIMITS.fileAlt),
  });
  const [completed] = uploadedSchema.parse(uploaded).files;
  const id = completed?.files[0]?.id;
  if (id === undefined) throw new Error('files.completeUploadExternal gave no file');
  // A block that names a file which Slack is still looking at is refused.
  for (let look = 0; look < LOOKS; look++) {
    const { file } = await client.files.info({ file: id });
    if (file?.mimetype) return id;
    await pause(BETWEEN_MS);
  }
  throw new Error('the file was not taken in in time');
}
