import type { Model } from './model.ts';
import type { Send } from './parts/composer.ts';
import { ask } from './server-calls.ts';

const COMMAND = /^(\/\S+)\s*([\s\S]*)$/;

async function runCommand(model: Model, command: string, text: string): Promise<boolean> {
  const { accepted } = await ask('command', { user: model.userId, channel: model.channel, command, text });
  return accepted === true;
}

async function postMessage(
  model: Model,
  text: string,
  files: readonly string[],
  threadTs: string,
): Promise<boolean> {
  await ask('message', {
    user: model.userId,
    channel: model.channel,
    text,
    ...(threadTs ? { threadTs } : {}),
    ...(files.length > 0 ? { files: [...files] } : {}),
  });
  return true;
}

/** Sends what is typed to the conversation on screen, or to the thread that `threadTs` names then. */
export function createSend(model: Model, threadTs: () => string, tell: (problem: string) => void): Send {
  return async (text, files) => {
    const [, command, rest = ''] = COMMAND.exec(text.trim()) ?? [];
    const thread = threadTs();
    if (command && thread) {
      tell('I comandi non funzionano nei thread: scrivili nella conversazione.');
      return false;
    }
    try {
      return await (command ? runCommand(model, command, rest) : postMessage(model, text, files, thread));
    } catch (error) {
      tell(error instanceof Error ? error.message : 'Il messaggio non è partito.');
      return false;
    }
  };
}
