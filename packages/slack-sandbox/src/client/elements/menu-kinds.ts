import { asArray, asObject, asString, type Json } from '../../json.ts';
import type { PageOption } from '../../page/shapes.ts';
import type { Entry, OptionGroup, Slot } from '../context.ts';
import { fold } from '../text/fold.ts';
import { wordsOf } from '../text/render.ts';

type Source = (typed: string) => Promise<readonly OptionGroup[] | undefined> | readonly OptionGroup[];

/** How a kind of menu finds its options and writes its value. */
export interface MenuKind {
  readonly source: (slot: Slot) => Source;
  readonly read: (state: Json) => readonly PageOption[];
  readonly write: (chosen: readonly PageOption[]) => Json;
  readonly initial: (slot: Slot) => Json;
}

function toOption(value: unknown): PageOption {
  return value as PageOption;
}

function matching(groups: readonly OptionGroup[], typed: string): readonly OptionGroup[] {
  const wanted = fold(typed);
  return groups
    .map(({ label, options }) => ({
      label,
      options: options.filter(({ text }) => fold(text.text).includes(wanted)),
    }))
    .filter(({ options }) => options.length > 0);
}

function staticSource({ element }: Slot): Source {
  const groups: readonly OptionGroup[] = element.option_groups
    ? asArray(element.option_groups).map((group) => ({
        label: wordsOf(asObject(group).label),
        options: asArray(asObject(group).options).map(toOption),
      }))
    : [{ label: '', options: asArray(element.options).map(toOption) }];
  return (typed) => matching(groups, typed);
}

function entrySource(entries: readonly Entry[]): Source {
  const options = entries.map(({ id, name }): PageOption => ({ text: { text: name }, value: id }));
  return (typed) => matching([{ label: '', options }], typed);
}

function externalSource({ context, element, blockId, actionId }: Slot): Source {
  const least = typeof element.min_query_length === 'number' ? element.min_query_length : 3;
  return async (typed) => (typed.length < least ? [] : context.options(blockId, actionId, typed));
}

function optionKind(source: (slot: Slot) => Source, multiple: boolean): MenuKind {
  return {
    source,
    read: (state) =>
      (multiple ? asArray(state.selected_options) : [state.selected_option]).filter(Boolean).map(toOption),
    write: (chosen) => (multiple ? { selected_options: chosen } : { selected_option: chosen[0] ?? null }),
    initial: ({ element }) =>
      multiple
        ? { selected_options: asArray(element.initial_options) }
        : { selected_option: element.initial_option ?? null },
  };
}

function idKind(noun: string, entries: (slot: Slot) => readonly Entry[], multiple: boolean): MenuKind {
  const field = multiple ? `selected_${noun}s` : `selected_${noun}`;
  const option = (id: unknown, name = ''): PageOption => ({
    text: { text: name || asString(id) },
    value: asString(id),
  });
  return {
    source: (slot) => entrySource(entries(slot)),
    read: (state) =>
      (multiple ? asArray(state[field]) : [state[field]]).filter(Boolean).map((id) => option(id)),
    write: (chosen) => ({
      [field]: multiple ? chosen.map(({ value }) => value) : (chosen[0]?.value ?? null),
    }),
    initial: ({ element, context }) => {
      const given = element[multiple ? `initial_${noun}s` : `initial_${noun}`];
      const current = element.default_to_current_conversation === true ? context.currentConversation : null;
      return { [field]: given ?? (multiple ? (current ? [current] : []) : current) };
    },
  };
}

const people = ({ context }: Slot) => context.people;
const channels = ({ context }: Slot) => context.channels;
const conversations = ({ context, element }: Slot) => {
  const wanted = asArray(asObject(element.filter).include);
  const has = (...kinds: readonly string[]) =>
    wanted.length === 0 || kinds.some((kind) => wanted.includes(kind));
  return [
    ...(has('public', 'private') ? context.channels : []),
    ...(has('im', 'mpim') ? context.people : []),
  ];
};

/** The kind of menu behind an element type. */
export function menuKind(type: string): MenuKind {
  const multiple = type.startsWith('multi_');
  const name = type.replace('multi_', '');
  if (name === 'external_select') return optionKind(externalSource, multiple);
  if (name === 'users_select') return idKind('user', people, multiple);
  if (name === 'channels_select') return idKind('channel', channels, multiple);
  if (name === 'conversations_select') return idKind('conversation', conversations, multiple);
  return optionKind(staticSource, multiple);
}
