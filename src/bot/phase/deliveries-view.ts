import { nameOfKey } from '../../domain/phases/index.ts';
import {
  AGAIN,
  APPROVALS,
  BY_HAND,
  DAILY,
  DEADLINES,
  DIGEST,
  FINAL_DIGEST,
  RETURN,
  type ReminderRow,
  type Unasked,
} from '../../domain/reminders/index.ts';
import {
  channelOf,
  isByMail,
  type Notice,
  type NoticeKind,
  type OutboxRow,
} from '../../domain/sending/index.ts';
import type { Phase } from '../../domain/types.ts';
import { formatMoment } from '../../words/days.ts';
import { counted, listed } from '../../words/sentences.ts';
import { context, escapeMrkdwn, header, type MessageView, section } from '../kit/blocks.ts';
import { LIMITS, shorten } from '../kit/limits.ts';
import { phaseTitle } from '../kit/words.ts';
import { itemsWords, reasonWords, triedWords } from './delivery-words.ts';
import { cell, number, type RunningBlock } from './running-view.ts';

/** Ended because nothing was missing any more: no failure. */
const NOT_NEEDED = 'answered_meanwhile';

const STEP_WORDS: Readonly<Record<string, string>> = {
  [AGAIN]: 'ricordamelo',
  [BY_HAND]: 'sollecito a mano',
  [DIGEST]: 'riepilogo settimanale',
  [FINAL_DIGEST]: 'riepilogo finale',
  [RETURN]: 'riepilogo al rientro',
  [APPROVALS]: 'approvazioni in attesa',
  [DAILY]: 'riga del giorno',
  [DEADLINES]: 'fasi e scadenze della settimana',
};

const NOTICE_WORDS: Readonly<Record<NoticeKind, string>> = {
  receipt: 'ricevuta',
  approval: 'richiesta di approvazione',
  outcome: 'esito dell’approvazione',
  absence: 'avviso di assenza',
  absence_over: 'avviso di fine assenza',
  incident: 'segnalazione all’ufficio controllo',
};

/** The columns of figures; some are left out where all would be zero, which the sentence above says. */
const COLUMNS = [
  { count: 'sent', label: 'Inviati', always: true },
  { count: 'failed', label: 'Non consegnati', always: true },
  { count: 'under', label: 'In corso', always: false },
  { count: 'skipped', label: 'Saltati', always: false },
] as const;

const MAX_FAILURES = 30;
const MAX_UNASKED = 10;
const MAX_NAMED = 20;

/** A message, with what it is: a step or a notice. */
interface Line extends Pick<OutboxRow, 'person' | 'status' | 'reason' | 'claimedAt' | 'settledAt' | 'place'> {
  readonly kind: string;
  readonly name: string;
}

const lineOfReminder = (row: ReminderRow): Line => {
  const step = nameOfKey(row.stepKey);
  const words = STEP_WORDS[step];
  return { ...row, kind: words ?? `promemoria ${step}`, name: `passo ${words ?? step}` };
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

/** All that was to be said of a phase, and what became of it. */
export interface DeliveryRows {
  readonly reminders: readonly ReminderRow[];
  readonly notices: readonly Notice[];
  readonly unasked: readonly Unasked[];
}

const isFailure = ({ status, reason }: Line): boolean => status === 'failed' && reason !== NOT_NEEDED;

/** A message that did not arrive: whose it was, as somebody reads it, and why. */
export interface Failure {
  readonly recipient: string;
  readonly why: string;
}

/** What did not arrive, the newest first. */
export const failuresOf = (
  { reminders, notices }: Pick<DeliveryRows, 'reminders' | 'notices'>,
  names: ReadonlyMap<string, string>,
): readonly Failure[] =>
  [...reminders.map(lineOfReminder), ...linesOfNotices(notices)]
    .filter(isFailure)
    .sort((a, b) => momentOf(b) - momentOf(a))
    .map((line) => ({ recipient: recipientOf(line, names), why: reasonWords(line.reason) }));

const recipientOf = ({ person }: Line, names: ReadonlyMap<string, string>): string =>
  channelOf(person) === null ? (names.get(person) ?? person) : 'canale del riepilogo';

/** What went out, what did not, and why. */
export function buildDeliveries(
  phase: Phase,
  rows: DeliveryRows,
  names: ReadonlyMap<string, string>,
  timezone: string,
): MessageView<RunningBlock> {
  const title = `${phaseTitle(phase)}: consegne`;
  const lines = [...rows.reminders.map(lineOfReminder), ...linesOfNotices(rows.notices)];
  const { unasked } = rows;
  if (lines.length === 0 && unasked.length === 0) {
    const text = `${title}. Non è ancora partito niente.`;
    return { text, blocks: [header(title), section('Non è ancora partito niente.')] };
  }
  const failures = lines.filter(isFailure).sort((a, b) => momentOf(a) - momentOf(b));
  const counts = (of: readonly Line[]) => ({
    sent: of.filter(({ status }) => status === 'sent').length,
    failed: of.filter((line) => failures.includes(line)).length,
    under: of.filter(({ status }) => status === 'claimed' || status === 'waiting').length,
    skipped: of.filter(({ status }) => status === 'skipped').length,
  });
  const all = counts(lines);
  const shown = COLUMNS.filter(({ count, always }) => always || all[count] > 0);
  const sentence = `${counted(all.sent, 'messaggio inviato', 'messaggi inviati')}, ${all.failed} non ${all.failed === 1 ? 'consegnato' : 'consegnati'}, ${all.under} in corso, ${all.skipped} ${all.skipped === 1 ? 'saltato' : 'saltati'} perché superati.`;
  const letters = lines.filter(({ status, place }) => status === 'sent' && isByMail(place));
  const mailSentence =
    letters.length === 0
      ? ''
      : ` Di quelli inviati, ${letters.length} per e-mail a chi non ha Slack: ${listed([...new Set(letters.map(({ person }) => names.get(person) ?? person))].slice(0, MAX_NAMED))}.`;
  const unaskedSentence =
    unasked.length === 0
      ? ''
      : ` ${counted(unasked.length, 'persona deve', 'persone devono')} ancora qualcosa e nessuno può ricevere il promemoria.`;
  const failureWords = (line: Line): string =>
    `${recipientOf(line, names)} · ${line.name} · ${formatMoment(new Date(momentOf(line)), timezone)} · ${reasonWords(line.reason)}`;
  return {
    text: shorten(`${title}. ${sentence}${mailSentence}${unaskedSentence}`, LIMITS.fallbackText),
    blocks: [
      header(title),
      section(escapeMrkdwn(`${sentence}${mailSentence}${unaskedSentence}`)),
      {
        type: 'data_table',
        caption: title,
        page_size: 20,
        rows: [
          [cell('Passo o avviso'), ...shown.map(({ label }) => cell(label))],
          ...[...new Set(lines.map(({ kind }) => kind))].map((kind) => {
            const own = counts(lines.filter((line) => line.kind === kind));
            return [cell(kind), ...shown.map(({ count }) => number(own[count]))];
          }),
          ...(unasked.length === 0
            ? []
            : [
                [
                  cell('senza destinatario'),
                  ...shown.map(({ count }) => number(count === 'failed' ? unasked.length : 0)),
                ],
              ]),
        ],
      },
      ...(unasked.length === 0 ? [] : [section('*Senza destinatario*')]),
      ...unasked
        .slice(0, MAX_UNASKED)
        .map(({ person, items, tried }) =>
          context(
            escapeMrkdwn(
              `${names.get(person) ?? person} · ${itemsWords(items)} · ${triedWords(tried, names)}`,
            ),
          ),
        ),
      ...(unasked.length > MAX_UNASKED ? [context(`E altre ${unasked.length - MAX_UNASKED} persone.`)] : []),
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
