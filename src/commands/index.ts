import type { App } from '@slack/bolt';
import { cleanMessage } from '../answers/language/clean.ts';
import { buildHelp } from '../bot/ask/index.ts';
import type { Years } from '../bot/kit/services.ts';
import { ask } from './ask.ts';
import { asksForHelp, type Command } from './command.ts';
import { costs } from './costs.ts';
import { deadlines } from './deadlines.ts';
import { monitoring } from './monitoring/index.ts';
import { objectives } from './objectives.ts';
import { update } from './update.ts';

/** The slash commands, in the order in which help lists them. */
export const COMMANDS: readonly Command[] = [ask, objectives, costs, deadlines, update, monitoring];

/** Acknowledges each command at once, then runs it; "aiuto" is the same for all. */
export function registerCommands(app: App, years: Years): void {
  for (const command of COMMANDS)
    app.command(command.name, async (args) => {
      await args.ack();
      const text = cleanMessage(args.command.text);
      if (asksForHelp(text)) await args.respond(buildHelp(command, COMMANDS));
      else await command.run({ ...args, command: { ...args.command, text } }, await years.current());
    });
}
