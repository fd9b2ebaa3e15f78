import { boolean, both, fail, integer, list, string } from './checks.ts';
import { url } from './composition.ts';
import { confirmable, type Fields, focusable, picker, typed, typedText } from './element-parts.ts';
import { LIMITS } from './limits.ts';
import { richText } from './rich-text.ts';

/** Dates, times, and what is typed or uploaded. */

const date = string({ pattern: /^\d{4}-\d{2}-\d{2}$/ });
const decimal = string({ pattern: /^-?\d+(\.\d+)?$/ });

export const PICKERS: Fields = {
  datepicker: typed('datepicker', { 'initial_date?': date, ...picker }),
  timepicker: typed('timepicker', {
    'initial_time?': string({ pattern: /^([01]\d|2[0-3]):[0-5]\d$/ }),
    'timezone?': string(),
    ...picker,
  }),
  datetimepicker: typed('datetimepicker', {
    'initial_date_time?': integer(1_000_000_000, 9_999_999_999),
    ...confirmable,
    ...focusable,
  }),
};

export const INPUTS: Fields = {
  plain_text_input: both(
    typed('plain_text_input', {
      'initial_value?': string({ max: LIMITS.inputLength }),
      'multiline?': boolean,
      'min_length?': integer(0, LIMITS.inputLength),
      'max_length?': integer(1, LIMITS.inputLength),
      ...typedText,
    }),
    (value, path) =>
      typeof value.min_length === 'number' &&
      typeof value.max_length === 'number' &&
      value.min_length > value.max_length
        ? fail(`${path}/max_length`, 'must be greater than or equal to min_length')
        : [],
  ),
  number_input: typed('number_input', {
    is_decimal_allowed: boolean,
    'initial_value?': decimal,
    'min_value?': decimal,
    'max_value?': decimal,
    ...typedText,
  }),
  email_text_input: typed('email_text_input', {
    'initial_value?': string({ pattern: /^\S+@\S+$/ }),
    ...typedText,
  }),
  url_text_input: typed('url_text_input', { 'initial_value?': url(LIMITS.buttonUrl), ...typedText }),
  rich_text_input: typed('rich_text_input', {
    'initial_value?': richText,
    'min_lines?': integer(1, 100),
    'max_lines?': integer(1, 100),
    ...typedText,
  }),
  file_input: typed('file_input', {
    'filetypes?': list(string({ min: 1 })),
    'max_files?': integer(1, LIMITS.files),
  }),
};
