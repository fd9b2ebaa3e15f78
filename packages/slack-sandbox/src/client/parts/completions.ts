import { el } from '../dom.ts';
import type { ListItem } from '../elements/list-box.ts';
import type { Model } from '../model.ts';
import { fold } from '../text/fold.ts';

/** What could complete the text before the cursor. */
export interface Completion {
  readonly items: readonly ListItem[];
  /** The text with the chosen key put in. */
  complete(key: string): string;
}

const named = (name: string, note: string, hint = ''): Node =>
  el(
    'span',
    { class: 'completion' },
    el('strong', {}, name),
    hint ? el('span', { class: 'completion-hint' }, hint) : null,
    el('span', { class: 'completion-note' }, note),
  );

/** The commands that begin as the text does; null when the text is no command being typed. */
export function completeCommand(model: Model, text: string): Completion | null {
  const typed = /^\/\S*$/.exec(text)?.[0];
  if (typed === undefined) return null;
  const found = model.team.app.commands.filter(({ command }) => command.startsWith(typed.toLowerCase()));
  return {
    items: found.map(({ command, description, usageHint }) => ({
      key: command,
      content: named(command, description, usageHint),
      words: command,
      chosen: false,
      group: '',
    })),
    complete: (command) => `${command} `,
  };
}

/** The people and the app whose name could follow an "@". */
export function completeMention(model: Model, text: string): Completion | null {
  const typed = /(?:^|\s)@([\p{L}\p{N} .·-]{0,30})$/u.exec(text)?.[1];
  if (typed === undefined) return null;
  const { bot, people } = model.team;
  const candidates = [
    { name: bot.name, note: 'App' },
    ...people.filter(({ active }) => active).map(({ name, title }) => ({ name, note: title })),
  ];
  const found = candidates
    .filter(({ name }) => fold(name).startsWith(fold(typed)) || fold(name).includes(` ${fold(typed)}`))
    .slice(0, 8);
  if (found.length === 0 || found.some(({ name }) => name === typed.trim())) return null;
  return {
    items: found.map(({ name, note }) => ({
      key: name,
      content: named(`@${name}`, note),
      words: name,
      chosen: false,
      group: '',
    })),
    complete: (name) => `${text.slice(0, text.length - typed.length)}${name} `,
  };
}
