import type { Services } from '../../bot/kit/services.ts';
import type { CommandArgs } from '../command.ts';

/** One thing that `/monitoraggio` does: its word, its help, its work. */
export interface Subcommand {
  /** What is written after `/monitoraggio`; empty for the command alone. */
  readonly word: string;
  readonly purpose: string;
  /** @param rest what follows the word */
  run(args: CommandArgs, services: Services, rest: string): Promise<void>;
}
