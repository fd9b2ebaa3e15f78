import type { ActionsBlock, ContextBlock, DataTableBlock, HeaderBlock, SectionBlock } from '@slack/types';
import { nameOfKey, type StructureCoverage } from '../../domain/phases/index.ts';
import {
  AGAIN,
  BY_HAND,
  DIGEST,
  FINAL_DIGEST,
  RETURN,
  type ReminderRow,
  type UpcomingStep,
} from '../../domain/reminders/index.ts';
import { channelOf } from '../../domain/sending/index.ts';
import type { Phase } from '../../domain/types.ts';
import { formatMoment } from '../../words/days.ts';
import { itemName } from '../../words/kinds.ts';
import { counted } from '../../words/sentences.ts';
import {
  actions,
  button,
  context,
  escapeMrkdwn,
  header,
  type MessageView,
  plain,
  section,
} from '../kit/blocks.ts';
import { ACTIONS } from '../kit/ids.ts';
import { LIMITS, shorten } from '../kit/limits.ts';
import { within } from '../kit/within.ts';
import { phaseTitle } from '../kit/words.ts';
import { stepLines } from './phase-forms.ts';

export type RunningBlock = HeaderBlock | SectionBlock | DataTableBlock | ContextBlock | ActionsBlock;

const cell = (value: string) => ({ type: 'raw_text' as const, text: value || '—' });
const number = (value: number) => ({ type: 'raw_number' as const, value, text: String(value) });

/** How far a phase is, structure by structure, and which reminders are still to come. */
export interface CoverageContent {
  readonly phase: Phase;
  /** Whose structures: "per settore", "del tuo settore", "delle tue U.O.". */
  readonly scope: string;
  readonly structures: readonly StructureCoverage[];
  readonly steps: readonly UpcomingStep[];
  /** Today is after the due date. */
  readonly overdue: boolean;
  readonly timezone: string;
}

/** Coverage by structure, never by person; those that are behind first. */
export function buildCoverage(content: CoverageContent): MessageView<RunningBlock> {
  const { phase, scope, structures, steps, overdue, timezone } = content;
  const share = ({ arrived, total }: StructureCoverage): number => (total === 0 ? 1 : arrived / total);
  const sorted = [...structures].sort((a, b) => share(a) - share(b));
  const late = sorted.filter(({ missing }) => missing.length > 0);
  const title = `${phaseTitle(phase)}: copertura ${scope}`;
  const opening =
    structures.length === 0
      ? 'Qui non c’è niente che ti riguardi: in questa fase nessuna voce è affidata alle tue strutture.'
      : late.length === 0
        ? 'È arrivato tutto.'
        : `${counted(late.length, 'struttura ha', 'strutture hanno')} ancora qualcosa da inviare${overdue ? ', a scadenza passata' : ''}.`;
  return {
    text: shorten(
      [
        `${title}: ${opening}`,
        ...(late.length > 0
          ? [`${late.map(({ code, arrived, total }) => `${code} ${arrived} su ${total}`).join(', ')}.`]
          : []),
      ].join(' '),
      LIMITS.fallbackText,
    ),
    blocks: [
      header(title),
      section(escapeMrkdwn(opening)),
      ...(sorted.length === 0
        ? []
        : [
            {
              type: 'data_table' as const,
              caption: title,
              page_size: 20,
              rows: [
                ['Struttura', 'Arrivati', 'Totale', 'Mancano'].map(cell),
                ...sorted
                  .slice(0, LIMITS.tableRows)
                  .map(({ code, arrived, total, missing }) => [
                    cell(code),
                    number(arrived),
                    number(total),
                    cell(missingWords(missing)),
                  ]),
              ],
            },
          ]),
      section(nextWords(phase, steps, timezone)),
    ],
  };
}

/** At most so many items by name in one cell. */
const NAMED = 8;

const missingWords = (missing: StructureCoverage['missing']): string =>
  missing.length > NAMED
    ? `${missing
        .slice(0, NAMED)
        .map((item) => itemName(item))
        .join(', ')} e altri ${missing.length - NAMED}`
    : missing.map((item) => itemName(item)).join(', ');

function nextWords(phase: Phase, steps: readonly UpcomingStep[], timezone: string): string {
  if (phase.paused)
    return ':double_vertical_bar: *I promemoria sono in pausa.* Per riprenderli: /monitoraggio riprendi.';
  if (phase.closesOn !== null) return 'La fase è chiusa: non partono più promemoria.';
  return steps.length === 0
    ? 'Non ci sono altri promemoria in programma.'
    : `*Prossimi promemoria*\n${stepLines(steps, timezone).join('\n')}`;
}

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
  unverified: 'esito incerto: forse è arrivato nel canale, e non viene ripetuto',
  expired: 'superato: il tempo del promemoria è passato prima che si riuscisse a inviarlo',
};

/** Ended because nothing was missing any more: no failure. */
const NOT_NEEDED = 'answered_meanwhile';

const STEP_WORDS: Readonly<Record<string, string>> = {
  [AGAIN]: 'ricordamelo',
  [BY_HAND]: 'sollecito a mano',
  [DIGEST]: 'riepilogo settimanale',
  [FINAL_DIGEST]: 'riepilogo finale',
  [RETURN]: 'riepilogo al rientro',
};

const MAX_FAILURES = 40;

/** What went out, what did not, and why. */
export function buildDeliveries(
  phase: Phase,
  rows: readonly ReminderRow[],
  names: ReadonlyMap<string, string>,
  timezone: string,
): MessageView<RunningBlock> {
  const title = `${phaseTitle(phase)}: consegne`;
  const failed = rows.filter(({ status, reason }) => status === 'failed' && reason !== NOT_NEEDED);
  const count = (wanted: (row: ReminderRow) => boolean): number => rows.filter(wanted).length;
  const sent = count(({ status }) => status === 'sent');
  const under = count(({ status }) => status === 'claimed' || status === 'waiting');
  const skipped = count(({ status }) => status === 'skipped');
  const sentence = `${counted(sent, 'messaggio inviato', 'messaggi inviati')}, ${failed.length} non ${failed.length === 1 ? 'consegnato' : 'consegnati'}, ${under} in corso, ${skipped} ${skipped === 1 ? 'saltato' : 'saltati'} perché superati.`;
  if (rows.length === 0) {
    const text = `${title}. Non è ancora partito niente.`;
    return { text, blocks: [header(title), section('Non è ancora partito niente.')] };
  }
  const steps = [...new Set(rows.map(({ stepKey }) => nameOfKey(stepKey)))];
  const recipient = (row: ReminderRow): string =>
    channelOf(row.person) === null ? (names.get(row.person) ?? row.person) : 'canale del riepilogo';
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
          ['Passo', 'Inviati', 'Non consegnati', 'In corso', 'Saltati'].map(cell),
          ...steps.map((step) => {
            const of = (wanted: (row: ReminderRow) => boolean) =>
              number(count((row) => nameOfKey(row.stepKey) === step && wanted(row)));
            return [
              cell(STEP_WORDS[step] ?? step),
              of(({ status }) => status === 'sent'),
              of((row) => failed.includes(row)),
              of(({ status }) => status === 'claimed' || status === 'waiting'),
              of(({ status }) => status === 'skipped'),
            ];
          }),
        ],
      },
      ...(failed.length === 0 ? [] : [section('*Non consegnati*')]),
      ...failed
        .slice(-MAX_FAILURES)
        .reverse()
        .map((row) =>
          context(
            escapeMrkdwn(
              `${recipient(row)} · passo ${STEP_WORDS[nameOfKey(row.stepKey)] ?? nameOfKey(row.stepKey)} · ${formatMoment(row.settledAt ?? row.claimedAt, timezone)} · ${REASONS[row.reason ?? ''] ?? `Slack dice «${row.reason}»`}`,
            ),
          ),
        ),
      ...(failed.length > MAX_FAILURES ? [context(`E altri ${failed.length - MAX_FAILURES}.`)] : []),
    ],
  };
}

/** "Sollecita ora": who would be written to, before anything goes out. */
export function buildNudge(
  phase: Phase,
  preview: {
    readonly people: number;
    readonly items: number;
    readonly structures: readonly StructureCoverage[];
  },
): MessageView<RunningBlock> {
  const title = `${phaseTitle(phase)}: sollecita ora`;
  if (preview.people === 0) {
    const text = phase.paused
      ? 'I promemoria di questa fase sono in pausa: per sollecitare, prima /monitoraggio riprendi.'
      : phase.closesOn !== null
        ? 'La fase è chiusa: non si sollecita più nessuno.'
        : 'Nessuno da sollecitare adesso: o è arrivato tutto, o chi manca ha già avuto un promemoria oggi, o siamo fuori dall’orario di lavoro.';
    return { text, blocks: [header(title), section(escapeMrkdwn(text))] };
  }
  const sentence = `${counted(preview.people, 'destinatario', 'destinatari')} per ${counted(preview.items, 'voce mancante', 'voci mancanti')}. Chi ha già avuto un promemoria oggi non ne riceve un altro.`;
  const late = preview.structures.filter(({ missing }) => missing.length > 0);
  return {
    text: `${title}. ${sentence}`,
    blocks: [
      header(title),
      section(escapeMrkdwn(sentence)),
      context(
        escapeMrkdwn(`Mancano: ${late.map(({ code, missing }) => `${code} ${missing.length}`).join(', ')}.`),
      ),
      actions({
        ...button(`Sollecita ora (${preview.people})`, ACTIONS.nudge, within(phase, ''), 'primary'),
        confirm: {
          title: plain('Sollecita ora'),
          text: plain(`Invio adesso ${counted(preview.people, 'promemoria', 'promemoria')}?`),
          confirm: plain('Invia'),
          deny: plain('Annulla'),
        },
      }),
    ],
  };
}
