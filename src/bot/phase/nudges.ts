import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { AlreadyDone, Problem } from '../../domain/errors.ts';
import type { Phase } from '../../domain/types.ts';
import { counted } from '../../words/sentences.ts';
import { say } from '../kit/direct-telling.ts';
import { settleKept } from '../kit/keeping.ts';
import { problemSentence } from '../kit/problems.ts';
import type { Services } from '../kit/services.ts';
import { phaseTitle } from '../kit/words.ts';

/** "Sollecita ora", with all that is needed to go on with it. */
const nudgeSchema = z.object({
  account: z.string(),
  /** Code of whoever asked for it. */
  person: z.string(),
  year: z.number(),
  phase: z.string(),
  /** Of the request: it is recorded once. */
  once: z.string(),
  /** The day on which it was asked for, and the instant. */
  day: z.string(),
  since: z.string(),
});

type Nudge = z.output<typeof nudgeSchema>;

const PREFIX = 'nudge:';

/** Whether what was left open is reminders that were asked for by hand, by its key. */
export const isNudge = (key: string): boolean => key.startsWith(PREFIX);

/**
 * Keeps that reminders were asked for, until all went out and whoever asked for them was told: a program that ends
 * meanwhile leaves them to `takeUpNudge`. They go at the pace that Slack allows, so the request is acknowledged before.
 * @param once the request that brings it: the same one brings it once
 * @returns sends them
 * @throws Problem `role_missing`, `phase_is_closed`; StoreUnavailable where nothing can be kept: nothing is sent
 */
export async function beginNudge(
  services: Services,
  client: WebClient,
  by: { readonly account: string; readonly person: string },
  phaseCode: string,
  once: string,
): Promise<() => Promise<void>> {
  const { clock, handled, phases, year } = services;
  const now = clock.now();
  const key = `${PREFIX}${once}`;
  const asked = {
    ...by,
    year,
    phase: phaseCode,
    once,
    day: await services.absences.today(),
    since: now.toISOString(),
  };
  if (!(await handled.claim(key, asked, now))) throw new AlreadyDone();
  try {
    const phase = await phases.nudge(by.person, phaseCode, once);
    return () =>
      send(services, client, key, asked, phase).catch((error: unknown) =>
        services.logger.error(
          { err: error },
          'reminders that were asked for did not all go out; the others are sent later',
        ),
      );
  } catch (error) {
    await handled
      .release(key)
      .catch((failure: unknown) =>
        services.logger.error({ err: failure, key }, 'what was not done stays open'),
      );
    throw error;
  }
}

/** Goes on with what was left open, by this process or by one that is gone, on the day on which it was asked for. */
export async function takeUpNudge(
  { handled, logger, years }: Services,
  client: WebClient,
  key: string,
  content: unknown,
): Promise<void> {
  const read = nudgeSchema.safeParse(content);
  if (!read.success) {
    logger.error({ key }, 'reminders that were asked for cannot be read');
    return handled.settle(key);
  }
  const { account, day, once, person, phase: code, year } = read.data;
  const services = await years.of(year);
  try {
    const isToday = day === (await services.absences.today());
    const phase = await (isToday
      ? services.phases.nudge(person, code, once)
      : services.phases.named(person, code)
    ).catch((error: unknown) => {
      if (error instanceof AlreadyDone) return services.phases.named(person, code);
      throw error;
    });
    if (isToday) return await send(services, client, key, read.data, phase);
    await tell(services, client, read.data, phase, ' Si era interrotto: se serve ancora, ripetilo.');
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    await say(services, client, account, problemSentence(error));
  }
  await settleKept(services, key);
}

/** Writes to all who owe something, and tells whoever asked for it how it went. */
async function send(
  services: Services,
  client: WebClient,
  key: string,
  asked: Nudge,
  phase: Phase,
): Promise<void> {
  await services.reminders.sendByHand(phase);
  await tell(services, client, asked, phase);
  await settleKept(services, key);
}

async function tell(
  services: Services,
  client: WebClient,
  { account, since }: Nudge,
  phase: Phase,
  more = '',
): Promise<void> {
  const { sent, failed, postponed } = await services.reminders.sentByHand(phase, new Date(since));
  await say(
    services,
    client,
    account,
    `Sollecito di «${phaseTitle(phase)}»: ${counted(sent, 'promemoria inviato', 'promemoria inviati')}${failed > 0 ? `, ${failed} non ${failed === 1 ? 'consegnato' : 'consegnati'}` : ''}${postponed > 0 ? `, ${postponed} da ritentare` : ''}.${more}`,
  );
}
