/** There is nothing to open a local workspace with; the message is in Italian and complete. */
export class SandboxMissing extends Error {
  override readonly name = 'SandboxMissing';

  constructor() {
    super(
      'Il workspace locale non è installato: lo installa «npm ci»; con SLACK_BOT_TOKEN ci si collega invece a uno Slack vero.',
    );
  }
}

/**
 * Imports what needs the local Slack, only when it is wanted: a bot on a real Slack may be installed without it.
 * @param load the import itself, so that its types are known
 * @throws SandboxMissing when the package is not there
 */
export async function loadSandbox<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const missing = code === 'ERR_MODULE_NOT_FOUND' && message.includes('@traguardo/slack-sandbox');
    throw missing ? new SandboxMissing() : error;
  }
}
