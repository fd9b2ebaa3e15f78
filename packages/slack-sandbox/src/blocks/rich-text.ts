import { boolean, byType, type Check, integer, list, object, oneOf, string } from './checks.ts';

/** Rich text: https://docs.slack.dev/reference/block-kit/blocks/rich-text-block */

const style = {
  'style?': object({
    'bold?': boolean,
    'italic?': boolean,
    'strike?': boolean,
    'code?': boolean,
    'underline?': boolean,
    'highlight?': boolean,
    'client_highlight?': boolean,
    'unlink?': boolean,
  }),
};
const border = { 'border?': integer(0, 1) };
const id = string({ min: 1 });

const inline: Check = byType(() => ({
  text: object({ type: oneOf('text'), text: string({ min: 1 }), ...style }),
  link: object({ type: oneOf('link'), url: id, 'text?': string(), 'unsafe?': boolean, ...style }),
  emoji: object({
    type: oneOf('emoji'),
    name: id,
    'unicode?': string(),
    'url?': string(),
    'skin_tone?': integer(1, 6),
    ...style,
  }),
  user: object({ type: oneOf('user'), user_id: id, ...style }),
  usergroup: object({ type: oneOf('usergroup'), usergroup_id: id, ...style }),
  team: object({ type: oneOf('team'), team_id: id, ...style }),
  channel: object({ type: oneOf('channel'), channel_id: id, ...style }),
  broadcast: object({ type: oneOf('broadcast'), range: oneOf('here', 'channel', 'everyone'), ...style }),
  color: object({ type: oneOf('color'), value: id, ...style }),
  date: object({
    type: oneOf('date'),
    timestamp: integer(0),
    format: id,
    'url?': string(),
    'fallback?': string(),
    ...style,
  }),
}));

const section: Check = object({ type: oneOf('rich_text_section'), elements: list(inline) });

export const richText: Check = object({
  type: oneOf('rich_text'),
  'block_id?': string({ max: 255 }),
  elements: list(
    byType(() => ({
      rich_text_section: section,
      rich_text_list: object({
        type: oneOf('rich_text_list'),
        style: oneOf('bullet', 'ordered'),
        elements: list(section),
        'indent?': integer(0, 8),
        'offset?': integer(0),
        ...border,
      }),
      rich_text_quote: object({ type: oneOf('rich_text_quote'), elements: list(inline), ...border }),
      rich_text_preformatted: object({
        type: oneOf('rich_text_preformatted'),
        elements: list(inline),
        'language?': string(),
        ...border,
      }),
    })),
  ),
});
