import { nameOfKey } from '../../domain/phases/index.ts';
import {
  AGAIN,
  BY_HAND,
  DEADLINES,
  DIGEST,
  FINAL_DIGEST,
  RETURN,
  type ReminderRow,
} from '../../domain/reminders/index.ts';
import { channelOf, type Notice, type NoticeKind, type OutboxRow } from '../../domain/sending/index.ts';
import type { Phase } from '../../domain/types.ts';
import { formatMoment } from '../../words/days.ts';
import { counted } from '../../words/sentences.ts';
import { context, escapeMrkdwn, header, type MessageView, section } from '../kit/blocks.ts';
import { LIMITS, shorten } from '../kit/limits.ts';
import { phaseTitle } from '../kit/words.ts';
import { cell, number, type RunningBlock } from './running-view.ts';

/** Why a message did not arrive, in words. */
const REASONS: Readonly<Record<string, string>> = {
  no_account: 'nessun account Slack attivo con il suo indirizzo',
  user_not_found: 'account inesistente',
  users_not_found: 'account inesistente',
  user_disabled: 'account disattivato',
  account_inactive: 'account o app disattivati in Slack',
  channel_not_found: 'conversazione inesistente',
  not_in_channel: 'Traguardo non è nel canale: va invitato',
  is_archived: 'canale archiviato',
  cannot_dm_bot: 'è un bot',
  invalid_blocks: 'Slack ha rifiutato il contenuto',
  msg_too_long: 'messaggio troppo lungo',
  restricted_action: 'l’amministratore di Slack non lo permette',
  missing_scope: 'manca un permesso dell’app',
  ratelimited: 'Slack ha rinviato l’invio troppo a lungo',
  service_unavailable: 'Slack non era disponibile',
  slack_webapi_request_error: 'Slack non era raggiungibile',
  slack_webapi_http_error: 'Slack non era disponibile',
  unverified: 'esito incerto: forse è arrivato, e non viene ripetuto',
  expired: 'superato: il tempo del promemoria è passato prima che si riuscisse a inviarlo',
  nothing_to_tell: 'non c’era più niente da comunicare',
};

/** Ended because nothing was missing any more: no failure. */
const NOT_NEEDED = 'answered_meanwhile';

const STEP_WORDS: Readonly<Record<string, string>> = {
  [AGAIN]: 'ricordamelo',
  [BY_HAND]: 'sollecito a mano',
  [DIGEST]: 'riepilogo settimanale',
  [FINAL_DIGEST]: 'riepilogo finale',
  [RETURN]: 'riepilogo al rientro',
  [DEADLINES]: 'fasi e scadenze della settimana',
};

const NOTICE_WORDS: Readonly<Record<NoticeKind, string>> = {
  receipt: 'ricevuta',
  approval: 'richiesta di approvazione',
  outcome: 'esito dell’approvazione',
  absence: 'avviso di assenza',
  absence_over: 'avviso di fine assenza',
};

const MAX_FAILURES = 40;

/** A message, with what it is: a step or a notice. */
interface Line extends Pick<OutboxRow, 'person' | 'status' | 'reason' | 'claimedAt' | 'settledAt'> {
  readonly kind: string;
  readonly name: string;
}

const lineOfReminder = (row: ReminderRow): Line => {
  const step = STEP_WORDS[nameOfKey(row.stepKey)] ?? nameOfKey(row.stepKey);
  return { ...row, kind: step, name: `passo ${step}` };
};

/** One a message: notices told together are one, and what another message shows is none. */
function linesOfNotices(notices: readonly Notice[]): readonly Line[] {
  const lines = new Map<string, Line>();
  for (const notice of notices) {
    const { kind, phase, person, status, place, settledAt, reason } = notice;
    if (status === 'sent' && (place === null || reason !== null)) continue;
    const when = place?.ts ?? settledAt?.toISOString();
    lines.set(`${kind}|${phase}|${person}|${status}|${when}`, {
      ...notice,
      kind: NOTICE_WORDS[kind],
      name: NOTICE_WORDS[kind],
    });
  }
  return [...lines.values()];
}

/** What went out, what did not, and why. */
export function buildDeliveries(
  phase: Phase,
  rows: { readonly reminders: readonly ReminderRow[]; readonly notices: readonly Notice[] },
  names: ReadonlyMap<string, string>,
  timezone: string,
): MessageView<RunningBlock> {
  const title = `${phaseTitle(phase)}: consegne`;
  const lines = [...rows.reminders.map(lineOfReminder), ...linesOfNotices(rows.notices)];
  if (lines.length === 0) {
    const text = `${title}. Non è ancora partito niente.`;
    return { text, blocks: [header(title), section('Non è ancora partito niente.')] };
  }
  const failures = lines
    .filter(({ status, reason }) => status === 'failed' && reason !== NOT_NEEDED)
    .sort((a, b) => momentOf(a) - momentOf(b));
  const counts = (of: readonly Line[]) => ({
    sent: of.filter(({ status }) => status === 'sent').length,
    failed: of.filter((line) => failures.includes(line)).length,
    under: of.filter(({ status }) => status === 'claimed' || status === 'waiting').length,
    skipped: of.filter(({ status }) => status === 'skipped').length,
  });
  const all = counts(lines);
  const sentence = `${counted(all.sent, 'messaggio inviato', 'messaggi inviati')}, ${all.failed} non ${all.failed === 1 ? 'consegnato' : 'consegnati'}, ${all.under} in corso, ${all.skipped} ${all.skipped === 1 ? 'saltato' : 'saltati'} perché superati.`;
  const recipient = ({ person }: Line): string =>
    channelOf(person) === null ? (names.get(person) ?? person) : 'canale del riepilogo';
  const failureWords = (line: Line): string =>
    `${recipient(line)} · ${line.name} · ${formatMoment(new Date(momentOf(line)), timezone)} · ${REASONS[line.reason ?? ''] ?? `Slack dice «${line.reason}»`}`;
  return {
    text: shorten(`${title}. ${sentence}`, LIMITS.fallbackText),
    blocks: [
      header(title),
      section(escapeMrkdwn(sentence)),
      {
        type: 'data_table',
        caption: title,
        page_size: 20,
        rows: [
          ['Passo o avviso', 'Inviati', 'Non consegnati', 'In corso', 'Saltati'].map(cell),
          ...[...new Set(lines.map(({ kind }) => kind))].map((kind) => {
            const { sent, failed, under, skipped } = counts(lines.filter((line) => line.kind === kind));
            return [cell(kind), ...[sent, failed, under, skipped].map(number)];
          }),
        ],
      },
      ...(failures.length === 0 ? [] : [section('*Non consegnati*')]),
      ...failures
        .slice(-MAX_FAILURES)
        .reverse()
        .map((line) => context(escapeMrkdwn(failureWords(line)))),
      ...(failures.length > MAX_FAILURES ? [context(`E altri ${failures.length - MAX_FAILURES}.`)] : []),
    ],
  };
}

/** When it ended, or was last tried; in milliseconds. */
const momentOf = ({ settledAt, claimedAt }: Line): number => (settledAt ?? claimedAt)?.getTime() ?? 0;
