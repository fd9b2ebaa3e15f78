/** Slack's limits on what a view may hold. Source: docs.slack.dev/reference/block-kit. */
export const LIMITS = {
  messageBlocks: 50,
  homeBlocks: 100,
  sectionText: 3_000,
  headerText: 150,
  buttonText: 75,
  optionText: 75,
  modalTitle: 24,
  confirmText: 300,
  contextElements: 10,
  imageAlt: 2_000,
  imageTitle: 2_000,
  /** Of a file, where it is uploaded. Source: docs.slack.dev/reference/methods/files.getUploadURLExternal. */
  fileAlt: 1_000,
  tableRows: 100,
  /** Characters of all cells of one table. */
  tableText: 10_000,
  /** Slack's cap on a message's `text` is 40,000; what a notification or a screen reader gets is kept short. */
  fallbackText: 3_000,
} as const;

/** A character, or one of the three that mrkdwn writes as an entity. */
const CHARACTERS = /&(?:amp|lt|gt);|./gsu;

/** Cuts a text to Slack's limit, at a character or entity and not inside one, and shows that it was cut. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let cut = '';
  for (const [character] of text.matchAll(CHARACTERS)) {
    if (cut.length + character.length > limit - 1) break;
    cut += character;
  }
  return `${cut.trimEnd()}…`;
}
