import type { TickReport } from '../../domain/sending/index.ts';
import type { Services, Years } from './services.ts';
import { slackErrorOf } from './slack-errors.ts';
import { tellOutcomes } from './telling.ts';

/**
 * What is done every few moments, plan after plan; one that fails holds back none of the others.
 * @throws AggregateError with what went wrong
 */
export async function tickAll(years: Years): Promise<TickReport> {
  const total = { sent: 0, failed: 0, postponed: 0 };
  const errors: unknown[] = [];
  for (const year of await years.list())
    try {
      const { sent, failed, postponed } = await tick(await years.of(year));
      total.sent += sent;
      total.failed += failed;
      total.postponed += postponed;
    } catch (error) {
      errors.push(error);
    }
  if (errors.length > 0)
    throw new AggregateError(
      errors,
      `a tick failed for ${errors.length === 1 ? 'one plan' : `${errors.length} plans`}`,
    );
  return total;
}

/** What a crash left untold, or half closed, comes first: a reminder that follows sees it done. */
async function tick(services: Services): Promise<TickReport> {
  await tellOutcomes(services);
  await services.closing.repair();
  let error: unknown = null;
  const report = await services.reminders.tick().catch((thrown: unknown) => {
    error = thrown;
    return NOTHING_SENT;
  });
  await lookForIncidents(services, error);
  if (error !== null) throw error;
  return report;
}

const NOTHING_SENT: TickReport = { sent: 0, failed: 0, postponed: 0 };

/** What keeps messages from going out is told to the control office, and logged, once for as long as it lasts. */
async function lookForIncidents(services: Services, error: unknown): Promise<void> {
  const begun = await services.incidents.look(refusalsIn(error));
  for (const { kind, subject, detail } of begun)
    services.logger.error(
      {
        incident: kind,
        subject: kind === 'slack_refuses' ? subject : detail.recipient,
        reason: detail.reason,
      },
      'messages do not go out; the control office is told',
    );
  if (begun.length > 0) await tellOutcomes(services);
}

/** What Slack answered, in all that went wrong. */
const refusalsIn = (error: unknown): readonly string[] =>
  error instanceof AggregateError ? error.errors.flatMap(refusalsIn) : [slackErrorOf(error)];
