import type { KnownBlock } from '@slack/types';
import type { Chart } from '../answers/chart/chart.ts';
import type { AbsenceMessage } from '../domain/absences/index.ts';
import type { IncidentMessage } from '../domain/incidents/index.ts';
import type { PhaseMessage } from '../domain/reminders/index.ts';
import type { ReportMessage } from '../domain/updates/index.ts';
import { buildAbsenceNotice } from './absence/index.ts';
import { buildReportNotice } from './approve/index.ts';
import type { MessageView } from './kit/blocks.ts';
import { buildIncidents } from './phase/index.ts';
import { buildNote, buildReminder, coverageChart } from './remind/index.ts';

/** Whatever goes out through the outbox. */
export type OutboxMessage = PhaseMessage | ReportMessage | AbsenceMessage | IncidentMessage;

/** What is drawn into a message; null for most of them. */
export const chartOfMessage = (message: OutboxMessage): Chart | null =>
  message.kind === 'digest' ? coverageChart(message) : null;

/** A message of the outbox as Slack shows it. */
export function buildMessage(message: OutboxMessage, timezone: string): MessageView<KnownBlock> {
  switch (message.kind) {
    case 'reminder':
      return buildReminder(message, timezone);
    case 'digest':
    case 'return':
    case 'deadlines':
    case 'approvals':
    case 'daily':
      return buildNote(message, timezone);
    case 'absence':
    case 'absence_over':
      return buildAbsenceNotice(message);
    case 'incident':
      return buildIncidents(message, timezone);
    case 'receipt':
    case 'outcome':
    case 'approval':
      return buildReportNotice(message);
  }
}
