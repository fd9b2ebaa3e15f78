import type {
  ActionsBlock,
  ContextBlock,
  DataTableBlock,
  HeaderBlock,
  ModalView,
  SectionBlock,
} from '@slack/types';
import type { StructureCoverage } from '../../domain/phases/index.ts';
import type { UpcomingStep } from '../../domain/reminders/index.ts';
import type { Phase } from '../../domain/types.ts';
import { the } from '../../words/articles.ts';
import { progressBar } from '../../words/bars.ts';
import { formatDayLong } from '../../words/days.ts';
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
import { inPhase, modal, sentenceModal } from '../kit/form-parts.ts';
import { ACTIONS, VIEWS } from '../kit/ids.ts';
import { LIMITS, shorten } from '../kit/limits.ts';
import { within } from '../kit/within.ts';
import { phaseTitle, structureWords } from '../kit/words.ts';
import { stepLines } from './phase-forms.ts';

export type RunningBlock = HeaderBlock | SectionBlock | DataTableBlock | ContextBlock | ActionsBlock;

export const cell = (value: string) => ({ type: 'raw_text' as const, text: value || '—' });
export const number = (value: number) => ({ type: 'raw_number' as const, value, text: String(value) });

/** How far a phase is, structure by structure, and which reminders are still to come. */
interface CoverageContent {
  readonly phase: Phase;
  /** Whose structures: "per struttura", "della tua struttura", "delle tue strutture". */
  readonly scope: string;
  readonly structures: readonly StructureCoverage[];
  readonly steps: readonly UpcomingStep[];
  /** Today is after the due date. */
  readonly overdue: boolean;
  readonly isClosed: boolean;
  readonly timezone: string;
}

/** Coverage by structure, never by person; those that are behind first. */
export function buildCoverage(content: CoverageContent): MessageView<RunningBlock> {
  const { phase, scope, structures, steps, overdue, isClosed, timezone } = content;
  const share = ({ arrived, total }: StructureCoverage): number => (total === 0 ? 1 : arrived / total);
  const sorted = [...structures].sort((a, b) => share(a) - share(b));
  const late = sorted.filter(({ missing }) => missing.length > 0);
  const title = `${phaseTitle(phase)}: copertura ${scope}`;
  const opening =
    structures.length === 0
      ? 'Qui non c’è niente che ti riguardi: in questa fase nessuna voce è affidata alle tue strutture.'
      : late.length === 0
        ? 'È arrivato tutto.'
        : isClosed
          ? `Fase chiusa: ${late.length === 1 ? 'di una struttura non è arrivato tutto' : `di ${late.length} strutture non è arrivato tutto`}.`
          : `${counted(late.length, 'struttura ha', 'strutture hanno')} ancora qualcosa da inviare${overdue ? ', a scadenza passata' : ''}.`;
  return {
    text: shorten(
      [
        `${title}: ${opening}`,
        ...(late.length > 0
          ? [`${late.map((one) => `${structureWords(one)} ${one.arrived} su ${one.total}`).join(', ')}.`]
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
                  .map(({ code, name, arrived, total, missing }) => [
                    cell(structureWords({ code, name })),
                    { ...number(arrived), text: progressBar(arrived, total) },
                    number(total),
                    cell(missingWords(missing)),
                  ]),
              ],
            },
          ]),
      section(nextWords(phase, steps, timezone, isClosed)),
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

function nextWords(
  phase: Phase,
  steps: readonly UpcomingStep[],
  timezone: string,
  isClosed: boolean,
): string {
  if (phase.paused)
    return ':double_vertical_bar: *I promemoria sono in pausa.* Per riprenderli: /monitoraggio riprendi.';
  if (isClosed) return 'La fase è chiusa: non partono più promemoria.';
  return steps.length === 0
    ? 'Non ci sono altri promemoria in programma.'
    : `*Prossimi promemoria*\n${stepLines(steps, timezone).join('\n')}`;
}

/** Whom "Sollecita ora" would write to. */
export interface NudgePreview {
  readonly people: number;
  readonly items: number;
  readonly structures: readonly StructureCoverage[];
  /** The phase takes no updates any more. */
  readonly isClosed: boolean;
}

/** Why nobody would be written to now. */
const nobodyToNudge = (phase: Phase, { isClosed }: NudgePreview): string =>
  phase.paused
    ? 'I promemoria di questa fase sono in pausa: per sollecitare, prima /monitoraggio riprendi.'
    : isClosed
      ? 'La fase è chiusa: non si sollecita più nessuno.'
      : 'Nessuno da sollecitare adesso: o è arrivato tutto, o chi manca ha già avuto un promemoria oggi, o siamo fuori dall’orario di lavoro.';

const nudgeWords = ({ people, items }: NudgePreview): string =>
  `${counted(people, 'destinatario', 'destinatari')} per ${counted(items, 'voce mancante', 'voci mancanti')}. Chi ha già avuto un promemoria oggi non ne riceve un altro.`;

const missingBy = ({ structures }: NudgePreview): ContextBlock =>
  context(
    escapeMrkdwn(
      `Mancano: ${structures
        .filter(({ missing }) => missing.length > 0)
        .map((one) => `${structureWords(one)} ${one.missing.length}`)
        .join(', ')}.`,
    ),
  );

/** The same as a form, for a button of the Home: sent, it writes to them. */
export const buildNudgeForm = (phase: Phase, preview: NudgePreview): ModalView =>
  preview.people === 0
    ? sentenceModal(nobodyToNudge(phase, preview))
    : modal(
        VIEWS.nudgeForm,
        'Sollecita ora',
        inPhase(phase),
        [
          section(`*${escapeMrkdwn(phaseTitle(phase))}*\n${escapeMrkdwn(nudgeWords(preview))}`),
          missingBy(preview),
          context('Non è ancora partito niente: i promemoria partono solo se confermi.'),
        ],
        `Sollecita (${preview.people})`,
      );

/** "Pausa": what stops, before it does. */
export function buildPause(phase: Phase, steps: readonly UpcomingStep[]): MessageView<RunningBlock> {
  const [next] = steps;
  const sentence = `Fermo i promemoria di «${phaseTitle(phase)}»? ${
    next === undefined
      ? 'Non ce ne sono altri in programma'
      : next.atOnce
        ? 'Uno sta per partire'
        : `Il prossimo è in programma per ${the(formatDayLong(next.day))}`
  }: finché non scrivi /monitoraggio riprendi non parte niente, a nessuno. Gli aggiornamenti si possono inviare lo stesso.`;
  return {
    text: sentence,
    blocks: [
      section(escapeMrkdwn(sentence)),
      actions(button('Metti in pausa', ACTIONS.pausePhase, within(phase, ''), 'danger')),
    ],
  };
}

/** "Sollecita ora": who would be written to, before anything goes out. */
export function buildNudge(phase: Phase, preview: NudgePreview): MessageView<RunningBlock> {
  const title = `${phaseTitle(phase)}: sollecita ora`;
  if (preview.people === 0) {
    const text = nobodyToNudge(phase, preview);
    return { text, blocks: [header(title), section(escapeMrkdwn(text))] };
  }
  const sentence = nudgeWords(preview);
  return {
    text: `${title}. ${sentence}`,
    blocks: [
      header(title),
      section(escapeMrkdwn(sentence)),
      missingBy(preview),
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
