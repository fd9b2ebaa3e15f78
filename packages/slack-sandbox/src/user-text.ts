import type { Directory } from './directory.ts';

/** Slack's three escapes: https://docs.slack.dev/messaging/formatting-message-text#escaping */
function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Replaces "@Nome" and "#canale" by references, the longest names first so that "@Anna Maria" is not read as "@Anna". */
export function encodeUserText(text: string, directory: Directory): string {
  const names: readonly (readonly [string, string])[] = [
    [`@${directory.bot.name}`, `<@${directory.bot.userId}>`],
    ...directory.people.map(({ name, id }) => [`@${name}`, `<@${id}>`] as const),
    ...directory.conversations
      .filter(({ kind }) => kind === 'channel')
      .map(({ name, id }) => [`#${name}`, `<#${id}|${name}>`] as const),
  ];
  const longestFirst = [...names].sort(([left], [right]) => right.length - left.length);
  return longestFirst.reduce(
    (encoded, [name, reference]) => encoded.replaceAll(escapeText(name), reference),
    escapeText(text),
  );
}

/** The rich text block Slack adds to what people type. */
export function richTextOf(text: string): readonly Record<string, unknown>[] {
  const elements = text
    .split(/(<@U[A-Z0-9]+>)/)
    .filter(Boolean)
    .map((piece) => {
      const user = /^<@(U[A-Z0-9]+)>$/.exec(piece)?.[1];
      return user ? { type: 'user', user_id: user } : { type: 'text', text: unescapeText(piece) };
    });
  return [{ type: 'rich_text', block_id: 'typed', elements: [{ type: 'rich_text_section', elements }] }];
}

function unescapeText(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
