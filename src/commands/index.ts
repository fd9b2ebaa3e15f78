import type { AllMiddlewareArgs, App, SlackCommandMiddlewareArgs } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import { cleanMessage } from '../answers/language/clean.ts';
import { buildHelp, exampleNames, keepCommand, type OpenCommand } from '../bot/ask/index.ts';
import { isUnreached } from '../bot/kit/delivery-errors.ts';
import { tellDirectly } from '../bot/kit/direct-telling.ts';
import { acknowledgingKept } from '../bot/kit/keeping.ts';
import { postShowing, respondShowing } from '../bot/kit/pictures.ts';
import type { Services, YearsOf } from '../bot/kit/services.ts';
import { withEvaluator } from '../words/roles.ts';
import { ask } from './ask.ts';
import { asksForHelp, type Command, type CommandArgs } from './command.ts';
import { costs } from './costs.ts';
import { deadlines } from './deadlines.ts';
import { monitoring } from './monitoring/index.ts';
import { objectives } from './objectives.ts';
import { askedBy } from './question.ts';
import { update } from './update.ts';

/** The slash commands, in the order in which help lists them. */
export const COMMANDS: readonly Command[] = [ask, objectives, costs, deadlines, update, monitoring];

/** Acknowledges each command, a question when it is kept, then runs it; "aiuto" is the same for all. */
export function registerCommands(app: App, yearsOf: YearsOf): void {
  for (const command of COMMANDS)
    app.command(command.name, async (args) => {
      const text = cleanMessage(args.command.text);
      const lens = asksForHelp(text) ? undefined : command.asks?.(text);
      if (lens === undefined) await args.ack();
      const services = await yearsOf(args).current();
      const respond = respondOrWrite(args, lens === undefined ? services : null);
      if (asksForHelp(text)) {
        const plan = await services.plans.current();
        const { purpose, examples } = command.help;
        const help = {
          purpose: withEvaluator(purpose, plan.head.wording?.evaluator),
          examples: examples(exampleNames(plan)).filter((one) => one !== null),
        };
        return void (await respond(buildHelp({ name: command.name, help }, COMMANDS)));
      }
      const given = { ...args, respond, command: { ...args.command, text } };
      await services.turns.take(
        args.command.user_id,
        (open) => settlingAfter(open, args.logger, () => command.run(given, services)),
        // What is asked is kept as soon as it has its place; what changes something is never done twice.
        async () =>
          lens === undefined
            ? null
            : acknowledgingKept(
                keepCommand(services, askedBy(given.command, lens), args.command.trigger_id),
                args.ack,
              ),
      );
    });
}

/** An answer that got nowhere stays open, and is sent later; whoever is told why there is none has had theirs. */
async function settlingAfter(
  open: OpenCommand | null,
  logger: AllMiddlewareArgs['logger'],
  work: () => Promise<void>,
): Promise<void> {
  if (open?.isOurs() === false) return;
  try {
    await work();
  } catch (error) {
    if (open === null || !isUnreached(error)) {
      await open?.settle();
      throw error;
    }
    logger.warn(`an answer did not go out; it is tried again: ${String(error)}`);
    return;
  }
  await open?.settle();
}

/**
 * Answers where the command was given; where Slack no longer takes that (half an hour, or five answers, went by), in the
 * person's own conversation with the bot: the answer itself, not a word about why it is not there.
 * Source: docs.slack.dev/interactivity/handling-user-interaction, "Message responses".
 * @param services keep what cannot be said now until it can; null for a question, which is kept itself
 */
function respondOrWrite(
  { respond, client, command, logger }: SlackCommandMiddlewareArgs & AllMiddlewareArgs,
  services: Services | null,
): CommandArgs['respond'] {
  return async (message) => {
    try {
      await respondShowing(respond, message);
    } catch (error) {
      logger.warn(`a command's answer was not taken where it was given: ${String(error)}`);
      const { text = '', blocks } = (typeof message === 'string' ? { text: message } : message) as {
        readonly text?: string;
        readonly blocks?: KnownBlock[];
      };
      const view = { text, blocks: blocks ?? [] };
      try {
        await postShowing(client, { channel: command.user_id, ...view });
      } catch (failure) {
        if (services === null || !isUnreached(failure)) throw failure;
        await tellDirectly(services, client, command.user_id, view);
      }
    }
  };
}
