import { describe, expect, it } from 'vitest';
import { describeProblems } from '../../src/blocks/checks.ts';
import { checkMessageBlocks, checkView } from '../../src/blocks/validate.ts';
import { GALLERY_MESSAGE, GALLERY_MODAL, INPUT_BLOCKS } from '../gallery.ts';

const long = (length: number) => 'x'.repeat(length);
const plain = (text: string) => ({ type: 'plain_text', text });
const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));
const section = (text = 'a') => ({ type: 'section', text: { type: 'mrkdwn', text } });
const button = (extra: object = {}) => ({ type: 'button', action_id: 'a', text: plain('Ok'), ...extra });
const actions = (...elements: readonly object[]) => ({ type: 'actions', elements });
const option = (value: string, text = 'Voce') => ({ text: plain(text), value });
const select = (options: readonly object[]) => actions({ type: 'static_select', action_id: 's', options });
const cell = (text: string) => ({ type: 'raw_text', text });
const table = (rows: readonly object[]) => ({ type: 'data_table', caption: 'T', rows });
const modal = (extra: object = {}) => ({
  type: 'modal',
  title: plain('Titolo'),
  submit: plain('Invia'),
  blocks: [section()],
  ...extra,
});

const problemsOf = (...blocks: readonly unknown[]) => describeProblems(checkMessageBlocks(blocks));
const modalProblems = (extra: object) => describeProblems(checkView(modal(extra), 'modal'));

describe('message blocks', () => {
  it('accepts one of every block and element', () => {
    expect(describeProblems(checkMessageBlocks(GALLERY_MESSAGE))).toEqual([]);
  });

  it.each([
    ['51 blocks', times(51, () => section()), 'no more than 50 items allowed [json-pointer:/blocks]'],
    [
      'a section of 3,001 characters',
      [section(long(3001))],
      'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'an empty section text',
      [section('')],
      'must be more than 0 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'a section without text or fields',
      [{ type: 'section' }],
      'must provide at least one of: text, fields [json-pointer:/blocks/0]',
    ],
    [
      'eleven fields',
      [{ type: 'section', fields: times(11, () => plain('a')) }],
      'no more than 10 items allowed [json-pointer:/blocks/0/fields]',
    ],
    [
      'a field of 2,001 characters',
      [{ type: 'section', fields: [plain(long(2001))] }],
      'must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]',
    ],
    [
      'a header of 151 characters',
      [{ type: 'header', text: plain(long(151)) }],
      'must be less than 151 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'a mrkdwn header',
      [{ type: 'header', text: { type: 'mrkdwn', text: 'a' } }],
      'unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]',
    ],
    [
      'eleven context elements',
      [{ type: 'context', elements: times(11, () => plain('a')) }],
      'no more than 10 items allowed [json-pointer:/blocks/0/elements]',
    ],
    [
      '26 actions',
      [actions(...times(26, (index) => button({ action_id: `a${index}` })))],
      'no more than 25 items allowed [json-pointer:/blocks/0/elements]',
    ],
    [
      'a button text of 76 characters',
      [actions(button({ text: plain(long(76)) }))],
      'must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]',
    ],
    [
      'a button value of 2,001 characters',
      [actions(button({ value: long(2001) }))],
      'must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]',
    ],
    [
      'an action id of 256 characters',
      [actions(button({ action_id: long(256) }))],
      'must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]',
    ],
    [
      'an unknown button style',
      [actions(button({ style: 'blue' }))],
      'must be one of: primary, danger [json-pointer:/blocks/0/elements/0/style]',
    ],
    [
      'a javascript link',
      [actions(button({ url: 'javascript:alert(1)' }))],
      'failed to match format [json-pointer:/blocks/0/elements/0/url]',
    ],
    [
      '101 options',
      [select(times(101, (index) => option(String(index))))],
      'no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]',
    ],
    ['no options', [select([])], 'must provide at least 1 items [json-pointer:/blocks/0/elements/0/options]'],
    [
      'an option text of 76 characters',
      [select([option('1', long(76))])],
      'must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/text/text]',
    ],
    [
      'eleven checkboxes',
      [actions({ type: 'checkboxes', action_id: 'c', options: times(11, (index) => option(String(index))) })],
      'no more than 10 items allowed [json-pointer:/blocks/0/elements/0/options]',
    ],
    [
      'an initial option nobody offers',
      [
        actions({
          type: 'static_select',
          action_id: 's',
          options: [option('1')],
          initial_option: option('2'),
        }),
      ],
      'must match one of the provided options [json-pointer:/blocks/0/elements/0/initial_option]',
    ],
    [
      'an empty table cell',
      [table([[cell('A')], [cell('')]])],
      'must be more than 0 characters [json-pointer:/blocks/0/rows/1/0/text]',
    ],
    [
      '101 table rows and a header',
      [table(times(102, () => [cell('a')]))],
      'no more than 101 items allowed [json-pointer:/blocks/0/rows]',
    ],
    [
      'a table without rows',
      [table([[cell('A')]])],
      'must provide at least 2 items [json-pointer:/blocks/0/rows]',
    ],
    [
      'uneven table rows',
      [table([[cell('A')], [cell('a'), cell('b')]])],
      'all rows must have the same number of cells [json-pointer:/blocks/0/rows/1]',
    ],
    [
      'a table of 21 columns',
      [table([times(21, () => cell('A')), times(21, () => cell('a'))])],
      'no more than 20 items allowed [json-pointer:/blocks/0/rows/0]',
    ],
    [
      'a table of 10,001 characters',
      [table([[cell('A')], [cell(long(10_000))]])],
      'must be less than 10001 characters [json-pointer:/blocks/0/rows]',
    ],
    [
      'markdown of 12,001 characters',
      [{ type: 'markdown', text: long(12_001) }],
      'must be less than 12001 characters [json-pointer:/blocks/0/text]',
    ],
    ['an unknown type', [{ type: 'marquee' }], 'unsupported type: marquee [json-pointer:/blocks/0/type]'],
    [
      'an alert outside a modal',
      [{ type: 'alert', text: plain('a') }],
      'unsupported type: alert [json-pointer:/blocks/0/type]',
    ],
    ['a block without type', [{ text: plain('a') }], 'missing required field: type [json-pointer:/blocks/0]'],
    [
      'an unknown property',
      [{ ...section(), colour: 'red' }],
      'invalid additional property: colour [json-pointer:/blocks/0]',
    ],
    [
      'an input element among actions',
      [actions({ type: 'plain_text_input', action_id: 't' })],
      'unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]',
    ],
    [
      'the same block id twice',
      [
        { ...section(), block_id: 'b' },
        { ...section(), block_id: 'b' },
      ],
      '`block_id` already exists: b [json-pointer:/blocks/1/block_id]',
    ],
    [
      'the same action id twice in a block',
      [actions(button(), button())],
      '`action_id` already exists: a [json-pointer:/blocks/0]',
    ],
  ])('refuses %s', (_name, blocks, message) => {
    expect(problemsOf(...blocks)).toContain(`[ERROR] ${message}`);
  });

  it('accepts the same action id in two blocks', () => {
    expect(problemsOf(actions(button()), actions(button()))).toEqual([]);
  });

  it('counts an emoji as one character', () => {
    expect(problemsOf({ type: 'header', text: plain('😀'.repeat(150)) })).toEqual([]);
  });

  it('looks inside containers', () => {
    const container = { type: 'container', title: plain('T'), child_blocks: [section(long(3001))] };
    expect(problemsOf(container)).toEqual([
      '[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/child_blocks/0/text/text]',
    ]);
  });
});

describe('views', () => {
  it('accepts a modal with every field', () => {
    expect(describeProblems(checkView(GALLERY_MODAL, 'modal'))).toEqual([]);
  });

  it.each([
    [
      'a title of 25 characters',
      { title: plain(long(25)) },
      'must be less than 25 characters [json-pointer:/view/title/text]',
    ],
    [
      'private metadata of 3,001 characters',
      { private_metadata: long(3001) },
      'must be less than 3001 characters [json-pointer:/view/private_metadata]',
    ],
    [
      '101 blocks',
      { blocks: times(101, () => section()) },
      'no more than 100 items allowed [json-pointer:/view/blocks]',
    ],
    [
      'an input without submit',
      { submit: undefined, blocks: [INPUT_BLOCKS[0]] },
      'must define `submit` to use an `input` block in modals [json-pointer:/view/blocks/0/input]',
    ],
    [
      'two elements asking for the focus',
      {
        blocks: times(2, (index) => ({
          type: 'input',
          label: plain('L'),
          element: { type: 'plain_text_input', action_id: `a${index}`, focus_on_load: true },
        })),
      },
      'only one element can have focus_on_load set to true [json-pointer:/view/blocks/1]',
    ],
  ])('refuses %s', (_name, extra, message) => {
    expect(modalProblems(extra)).toContain(`[ERROR] ${message}`);
  });

  it('accepts a hundred blocks', () => {
    expect(modalProblems({ blocks: times(100, () => section()) })).toEqual([]);
  });

  it('refuses a Home where a modal is due', () => {
    expect(describeProblems(checkView({ type: 'home', blocks: [] }, 'modal'))).toEqual([
      '[ERROR] must be modal [json-pointer:/view/type]',
    ]);
  });
});
