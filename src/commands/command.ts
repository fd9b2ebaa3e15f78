import type { AllMiddlewareArgs, RespondArguments, SlackCommandMiddlewareArgs } from '@slack/bolt';
import type { Lens } from '../answers/engine.ts';
import type { ExamplesOf } from '../bot/ask/index.ts';
import type { Services } from '../bot/kit/services.ts';

export type CommandArgs = Omit<SlackCommandMiddlewareArgs, 'respond'> &
  AllMiddlewareArgs & {
    /** Answers where the command was given, or else in the person's own conversation with the bot. */
    readonly respond: (message: string | RespondArguments) => Promise<unknown>;
  };

/** A slash command: what it is called, what its help says, and what it does. The manifest names the same. */
export interface Command {
  readonly name: `/${string}`;
  /** Shown by "aiuto", one example a line. */
  readonly help: { readonly purpose: string; readonly examples: ExamplesOf };
  /**
   * What a text asks where it is a question, which is kept until it is answered: what a bare number asks for, or null for
   * a question in one's own words. Undefined for what the command does otherwise.
   */
  asks?(text: string): Lens | null | undefined;
  /**
   * Runs after the acknowledgement; whatever it throws becomes a sentence at the edge.
   * @param services those of the current plan, which lead to the others
   */
  run(args: CommandArgs, services: Services): Promise<void>;
}

/** Whether the text asks for help rather than for the command's work. */
export const asksForHelp = (text: string): boolean => /^\s*(aiuto|help|\?)\s*$/i.test(text);
