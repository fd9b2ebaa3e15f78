import type { PlainTextOption } from '@slack/types';
import { plain } from './blocks.ts';
import { LIMITS, shorten } from './limits.ts';

/** Slack's caps on a list of options, and on the groups of a menu. */
const MAX_OPTIONS = 100;
const MAX_GROUPS = 100;

/** What a menu holds: one list, or groups where one list would be too long. */
type MenuOptions =
  | { readonly options: PlainTextOption[] }
  | { readonly option_groups: { label: ReturnType<typeof plain>; options: PlainTextOption[] }[] };

/** The choices of a menu, in their order. Beyond a hundred they are grouped, "first – last": none is left out. */
export function menuOf(choices: readonly PlainTextOption[]): MenuOptions {
  if (choices.length <= MAX_OPTIONS) return { options: [...choices] };
  return { option_groups: groupsOf(choices) };
}

/** Groups of at most a hundred, each labelled with its first and last choice, or with a name and its place. */
export function groupsOf(choices: readonly PlainTextOption[], name?: string) {
  const parts = Array.from({ length: Math.ceil(choices.length / MAX_OPTIONS) }, (_, index) =>
    choices.slice(index * MAX_OPTIONS, (index + 1) * MAX_OPTIONS),
  ).slice(0, MAX_GROUPS);
  return parts.map((options) => ({
    label: plain(name !== undefined && parts.length === 1 ? name : rangeOf(options), LIMITS.optionText),
    options: [...options],
  }));
}

/** "Bianchi Anna – Conti Ugo" */
const rangeOf = (options: readonly PlainTextOption[]): string =>
  [options[0], options.at(-1)].map((option) => shorten(option?.text.text ?? '', 34)).join(' – ');
