import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openJournal } from './journal.ts';
import type { SuggestedPrompt } from './manifest.ts';
import type { Message, StoredFile, View } from './model.ts';
import { compareTs } from './timestamps.ts';

/** What the workspace remembers. Ephemeral messages live in memory only; the rest is on disk before a call returns. */
export interface Store {
  /** Oldest first, replies and ephemeral messages included. */
  messages(channel: string): readonly Message[];
  message(channel: string, ts: string): Message | undefined;
  saveMessage(message: Message): void;
  removeMessage(message: Message): void;
  /** Timestamp of the newest message ever stored, "0" when there is none. */
  newestTs(): string;
  home(userId: string): View | undefined;
  saveHome(view: View): void;
  /** How far a person has read a conversation; "0" when never. */
  read(userId: string, channel: string): string;
  saveRead(userId: string, channel: string, ts: string): void;
  prompts(channel: string): readonly SuggestedPrompt[] | undefined;
  savePrompts(channel: string, prompts: readonly SuggestedPrompt[]): void;
  /** Channels the app has left. */
  appHasLeft(channel: string): boolean;
  saveAppMembership(channel: string, member: boolean): void;
  file(id: string): StoredFile | undefined;
  fileBytes(id: string): Buffer;
  saveFile(file: StoredFile, bytes: Buffer): void;
}

export function openStore(stateDir: string): Store {
  const journal = openJournal(stateDir);
  const filesDir = join(stateDir, 'files');
  mkdirSync(filesDir, { recursive: true });

  const byChannel = new Map<string, Message[]>();
  const listOf = (channel: string) => {
    const list = byChannel.get(channel) ?? [];
    byChannel.set(channel, list);
    return list;
  };
  // The journal holds only what this module wrote, hence the casts.
  for (const message of journal.all('messages').values())
    listOf((message as Message).channel).push(message as Message);
  for (const list of byChannel.values()) list.sort((left, right) => compareTs(left.ts, right.ts));

  const key = (message: Message) => `${message.channel} ${message.ts}`;
  const at = (channel: string, ts: string) => listOf(channel).findLastIndex((message) => message.ts === ts);
  return {
    messages: (channel) => listOf(channel),
    message: (channel, ts) => listOf(channel)[at(channel, ts)],
    saveMessage(message) {
      const list = listOf(message.channel);
      const index = at(message.channel, message.ts);
      if (index >= 0) list[index] = message;
      else list.push(message);
      if (!message.ephemeralFor) journal.put('messages', key(message), message);
      journal.put(
        'meta',
        'newest-ts',
        compareTs(message.ts, this.newestTs()) > 0 ? message.ts : this.newestTs(),
      );
    },
    removeMessage(message) {
      const index = at(message.channel, message.ts);
      if (index >= 0) listOf(message.channel).splice(index, 1);
      if (!message.ephemeralFor) journal.remove('messages', key(message));
    },
    newestTs: () => (journal.all('meta').get('newest-ts') as string | undefined) ?? '0',
    home: (userId) => journal.all('homes').get(userId) as View | undefined,
    saveHome: (view) => journal.put('homes', view.userId, view),
    read: (userId, channel) =>
      (journal.all('reads').get(`${userId} ${channel}`) as string | undefined) ?? '0',
    saveRead: (userId, channel, ts) => journal.put('reads', `${userId} ${channel}`, ts),
    prompts: (channel) => journal.all('prompts').get(channel) as readonly SuggestedPrompt[] | undefined,
    savePrompts: (channel, prompts) => journal.put('prompts', channel, prompts),
    appHasLeft: (channel) => journal.all('left').has(channel),
    saveAppMembership: (channel, member) =>
      member ? journal.remove('left', channel) : journal.put('left', channel, true),
    file: (id) => journal.all('files').get(id) as StoredFile | undefined,
    fileBytes: (id) => readFileSync(join(filesDir, id)),
    saveFile(file, bytes) {
      writeFileSync(join(filesDir, file.id), bytes);
      journal.put('files', file.id, file);
    },
  };
}
