import type {
  ActionsBlock,
  Button,
  ContextBlock,
  DividerBlock,
  HeaderBlock,
  PlainTextElement,
  SectionBlock,
} from '@slack/types';
import { LIMITS, shorten } from './limits.ts';

/** A message as a view makes it: blocks, and the full text for notifications and screen readers. */
export interface MessageView<B> {
  readonly text: string;
  readonly blocks: B[];
}

/** Makes text from users and data harmless in mrkdwn: no mentions, links or channels come out of it. */
export const escapeMrkdwn = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

export const plain = (text: string, limit: number = LIMITS.sectionText): PlainTextElement => ({
  type: 'plain_text',
  text: shorten(text, limit),
  emoji: false,
});

export const header = (text: string): HeaderBlock => ({
  type: 'header',
  text: plain(text, LIMITS.headerText),
});

/** A section of mrkdwn; whatever comes from users or data must be escaped already. */
export const section = (mrkdwn: string, accessory?: Button): SectionBlock => ({
  type: 'section',
  text: { type: 'mrkdwn', text: shorten(mrkdwn, LIMITS.sectionText) },
  ...(accessory ? { accessory } : {}),
});

/** A section of plain text, for words typed by users. */
export const plainSection = (text: string): SectionBlock => ({ type: 'section', text: plain(text) });

/** Small grey lines; mrkdwn, escaped already. */
export const context = (...lines: readonly string[]): ContextBlock => ({
  type: 'context',
  elements: lines
    .slice(0, LIMITS.contextElements)
    .map((text) => ({ type: 'mrkdwn', text: shorten(text, LIMITS.sectionText) })),
});

export const divider: DividerBlock = { type: 'divider' };

export const button = (
  label: string,
  actionId: string,
  value: string,
  style?: 'primary' | 'danger',
): Button => ({
  type: 'button',
  text: plain(label, LIMITS.buttonText),
  action_id: actionId,
  value,
  ...(style ? { style } : {}),
});

/** A button beside others of its label: read aloud, it says of what. Plain text, cut to what Slack takes. */
export const about = (element: Button, what: string): Button => ({
  ...element,
  accessibility_label: shorten(`${element.text.text}: ${what}`, LIMITS.buttonText),
});

/** A button that asks first. */
export const confirmed = (
  element: Button,
  question: string,
  yes = 'Conferma',
  title = 'Confermi?',
): Button => ({
  ...element,
  confirm: {
    title: plain(title),
    text: plain(question, LIMITS.confirmText),
    confirm: plain(yes),
    deny: plain('No'),
  },
});

export const actions = (...elements: ActionsBlock['elements'][number][]): ActionsBlock => ({
  type: 'actions',
  elements,
});
