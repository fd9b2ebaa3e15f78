import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';

// The least that a Bolt app can do, in a process of its own: a command that is acknowledged, and nothing else.
const receiver = new HTTPReceiver({
  signingSecret: process.env.SLACK_SIGNING_SECRET ?? '',
  logLevel: LogLevel.ERROR,
});
const app = new App({
  receiver,
  authorize: async () => ({ botToken: 'xoxb-bench', botId: 'B1', botUserId: 'U0BOT', teamId: 'T1' }),
  logLevel: LogLevel.ERROR,
});
app.command('/chiedi', async ({ ack }) => ack());
const server = await app.start({ port: 0, host: '127.0.0.1' });
console.log(`porta ${(server.address() as AddressInfo).port}`);
