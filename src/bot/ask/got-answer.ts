import type { BlockAction } from '@slack/bolt';
import type { GivenAnswer } from '../../answers/question-service.ts';
import { Problem } from '../../domain/errors.ts';
import type { Services } from '../kit/services.ts';

/** Where a button was pressed: the id of its channel; empty where it stands in none. */
export const channelPressedIn = ({
  channel,
  container,
}: Pick<BlockAction, 'channel' | 'container'>): string => channel?.id ?? String(container.channel_id ?? '');

/** The answer that a button is of, for whoever got it. @throws Problem as `answerGotBy` */
export const gotAnswer = (
  services: Services,
  body: Pick<BlockAction, 'user' | 'channel' | 'container'>,
  id: string | undefined,
): Promise<GivenAnswer> => answerGotBy(services, body.user.id, channelPressedIn(body), id);

/**
 * An answer, for whoever got it: who asked, and whoever reads the channel that it is in.
 * @throws Problem when it is no longer in the store, or was given to somebody else
 */
export async function answerGotBy(
  services: Services,
  account: string,
  channel: string,
  id: string | undefined,
): Promise<GivenAnswer> {
  const given = id === undefined || id === '' ? null : await services.questions.find(id);
  if (!given)
    throw new Problem('command_not_understood', {
      text: 'questo pulsante',
      expected: 'La risposta non c’è più: ripeti la domanda.',
    });
  const known = await services.people.personOf(account);
  const isAsker = known !== null && given.asker === known.person.code;
  if (!isAsker && !isReadBy(given, account, channel)) throw new Problem('answer_not_yours');
  return given;
}

/** Of what `conversationKey` says: a command's answer is its author's, one in a channel everybody's there. */
function isReadBy({ conversation, asker }: GivenAnswer, account: string, channel: string): boolean {
  const [kind, ...where] = conversation.split(':');
  if (kind === 'command') return where.at(-1) === account;
  const isPrivate = kind === 'dm' || /^D/.test(where[0] ?? '');
  return channel !== '' && where[0] === channel && (!isPrivate || asker === null);
}
