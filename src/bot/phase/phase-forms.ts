import type { ModalView } from '@slack/types';
import { z } from 'zod';
import {
  formatLadder,
  kindsOf,
  MAX_PHASE_NAME,
  type PhaseDraft,
  type PhaseProblem,
  type PhaseProblems,
  type ScheduledStep,
} from '../../domain/phases/index.ts';
import type { UpcomingStep } from '../../domain/reminders/index.ts';
import { DEFAULT_LADDER, type Phase, type Plan } from '../../domain/types.ts';
import { the } from '../../words/articles.ts';
import { formatDayLong } from '../../words/days.ts';
import { kindNoun } from '../../words/kinds.ts';
import { ROLE_NAMES, ROLES } from '../../words/roles.ts';
import { capital, counted } from '../../words/sentences.ts';
import { context, divider, escapeMrkdwn, section } from '../kit/blocks.ts';
import { choice, dayPicker, inPhase, input, modal, phaseOf } from '../kit/form-parts.ts';
import { VIEWS } from '../kit/ids.ts';
import { fieldsOf, type SentView } from '../kit/sent-view.ts';
import { onDay, phaseTitle } from '../kit/words.ts';

/** "Apri una fase": what is asked, when, with which reminders. */
export function buildPhaseForm(plan: Plan, today: string): ModalView {
  const kinds = kindsOf(plan).map((kind) =>
    choice(capital(kindNoun(kind, plan.head.wording?.items).many), kind),
  );
  return modal(
    VIEWS.phaseForm,
    'Apri una fase',
    { year: plan.head.year },
    [
      input('name', 'Nome', {
        type: 'plain_text_input',
        max_length: MAX_PHASE_NAME,
        placeholder: { type: 'plain_text', text: `Monitoraggio finale ${plan.head.year}` },
      }),
      input('kinds', 'Che cosa si monitora', {
        type: 'checkboxes',
        options: kinds,
        initial_options: kinds.filter(({ value }) => value !== 'indicator'),
      }),
      input('opensOn', 'Si apre', dayPicker(today)),
      input('dueOn', 'Scade', dayPicker(null)),
      input(
        'ladder',
        'Scala dei solleciti',
        { type: 'plain_text_input', initial_value: formatLadder(DEFAULT_LADDER) },
        {
          hint: 'Giorni lavorativi prima (-) o dopo (+) la scadenza, separati da virgole. «dirigente» e «controllo» dicono da quando sono informati anche loro.',
        },
      ),
      input(
        'channel',
        'Canale del riepilogo settimanale',
        { type: 'conversations_select', filter: { include: ['public', 'private'], exclude_bot_users: true } },
        { optional: true, hint: 'Traguardo deve essere nel canale: invitalo con /invite.' },
      ),
    ],
    'Avanti',
  );
}

export function parsePhaseForm(view: SentView): PhaseDraft {
  const fields = fieldsOf(view);
  return {
    name: fields.text('name'),
    kinds: fields.options('kinds'),
    opensOn: fields.day('opensOn'),
    dueOn: fields.day('dueOn'),
    ladder: fields.text('ladder'),
    channel: fields.conversation('channel'),
  };
}

/** Whom a phase would write to, once it is known. */
export interface PhaseAudience {
  readonly people: number;
  readonly items: number;
  /** Names of those without a working account. */
  readonly withoutAccount: readonly string[];
  readonly steps: readonly UpcomingStep[];
  readonly timezone: string;
}

/**
 * The second step: who would be written to, before anything goes out. What was typed travels in the form, since it is
 * nowhere else yet; it is checked and authorised again when it comes back.
 * @param audience null while it is still being counted
 * @param id by which the view is found again to fill it in
 */
export function buildPhasePreview(
  year: number,
  draft: PhaseDraft,
  audience: PhaseAudience | null,
  id: string,
): ModalView {
  const when = `Si apre ${the(formatDayLong(draft.opensOn ?? ''))}, scade ${the(formatDayLong(draft.dueOn ?? ''))}.`;
  return {
    ...modal(
      VIEWS.phasePreview,
      'Prima di aprire',
      { year, ...draft },
      [
        section(`*${escapeMrkdwn(draft.name)}*\n${when}`),
        divider,
        ...(audience === null
          ? [section(':hourglass_flowing_sand: Sto contando i destinatari…')]
          : audienceBlocks(audience)),
        context('Non è ancora partito niente: la fase si apre, e i promemoria partono, solo se confermi.'),
      ],
      'Apri la fase',
    ),
    external_id: id,
    close: { type: 'plain_text', text: 'Indietro' },
  };
}

/** How many of those without an account are named. */
const NAMED = 15;

function audienceBlocks({ people, items, withoutAccount, steps, timezone }: PhaseAudience) {
  const missing =
    withoutAccount.length === 0 ? 'tutti con un account' : `${withoutAccount.length} senza account`;
  const names = withoutAccount.slice(0, NAMED).join(', ');
  return [
    section(
      `*${counted(people, 'destinatario', 'destinatari')}, ${missing}*\n${counted(items, 'voce da aggiornare', 'voci da aggiornare')}.`,
    ),
    ...(withoutAccount.length === 0
      ? []
      : [
          context(
            escapeMrkdwn(
              `Senza account: ${names}${withoutAccount.length > NAMED ? ` e altri ${withoutAccount.length - NAMED}` : ''}. I loro promemoria vanno al sostituto o al dirigente.`,
            ),
          ),
        ]),
    section(
      steps.length === 0
        ? 'Nessun promemoria è previsto.'
        : `*Promemoria*\n${stepLines(steps, timezone).join('\n')}`,
    ),
  ];
}

/** "• Il 9 settembre (15 giorni lavorativi prima): referenti" for each step; "• Subito" for one that is due now. */
export const stepLines = (steps: readonly UpcomingStep[], timezone: string): readonly string[] =>
  steps.map(
    ({ name, audience, at, atOnce }) =>
      `• ${atOnce ? 'Subito' : capital(onDay(at, timezone))} (${stepWords(name)}): ${audienceWords(audience)}`,
  );

const stepWords = (name: string): string => {
  const offset = Number(name);
  const days = Math.abs(offset) === 1 ? 'un giorno lavorativo' : `${Math.abs(offset)} giorni lavorativi`;
  if (offset === 0) return 'il giorno della scadenza';
  return offset < 0 ? `${days} prima` : `${days} dopo`;
};

const audienceWords = (audience: ScheduledStep['audience']): string =>
  ROLES.filter((role) => role === 'contact' || audience.some((told) => told === role))
    .map((role) => ROLE_NAMES[role].it.many)
    .join(', ');

const draftSchema = z.object({
  name: z.string(),
  kinds: z.array(z.string()),
  opensOn: z.string().nullable(),
  dueOn: z.string().nullable(),
  ladder: z.string(),
  channel: z.string().nullable(),
});

export const parsePhasePreview = (view: SentView): PhaseDraft =>
  draftSchema.parse(JSON.parse(view.private_metadata));

/** Problems as Slack wants them: a sentence under each wrong field, all at once. */
export const phaseErrors = (problems: PhaseProblems): Record<string, string> =>
  Object.fromEntries([...problems].map(([field, problem]) => [field, problemWords(problem)]));

function problemWords({ code, found = '' }: PhaseProblem): string {
  switch (code) {
    case 'name_missing':
      return 'Scrivi un nome.';
    case 'name_too_long':
      return `Al massimo ${MAX_PHASE_NAME} caratteri.`;
    case 'name_taken':
      return 'C’è già una fase con questo nome.';
    case 'kinds_missing':
      return 'Scegli almeno un tipo.';
    case 'day_missing':
      return 'Scegli un giorno.';
    case 'due_before_opening':
      return 'La scadenza viene prima dell’apertura.';
    case 'due_too_far':
      return 'La scadenza è troppo lontana: controlla l’anno.';
    case 'due_in_the_past':
      return 'La scadenza è già passata.';
    case 'ladder_empty':
      return 'Scrivi almeno un passo, per esempio: -7, 0, +3 dirigente.';
    case 'ladder_not_understood':
      return `Non ho capito «${found}». Scrivi così: -15, -7, 0, +3 dirigente, +5 controllo.`;
    case 'ladder_step_twice':
      return `«${found}» c’è due volte.`;
    case 'ladder_too_long':
      return `I passi sono ${found}: al massimo 12.`;
    case 'ladder_out_of_range':
      return `«${found}» è troppo lontano dalla scadenza: al massimo 120 giorni lavorativi.`;
  }
}

/** "Proroga": a later due date. */
export const buildExtendForm = (phase: Phase): ModalView =>
  modal(
    VIEWS.phaseExtendForm,
    'Proroga',
    inPhase(phase),
    [
      section(
        `*${escapeMrkdwn(phaseTitle(phase))}*\nScadenza attuale: ${formatDayLong(phase.dueOn)}. I promemoria si spostano con la scadenza; quelli già inviati mostreranno la nuova.`,
      ),
      input('dueOn', 'Nuova scadenza', dayPicker(null)),
    ],
    'Proroga',
  );

export const parseExtendForm = (
  view: SentView,
): { readonly phase: string; readonly dueOn: string | null } => ({
  phase: phaseOf(view).phase,
  dueOn: fieldsOf(view).day('dueOn'),
});

/** "Riapri": why, and if need be until when. */
export const buildPhaseReopenForm = (phase: Phase): ModalView =>
  modal(
    VIEWS.phaseReopenForm,
    'Riapri la fase',
    inPhase(phase),
    [
      section(`*${escapeMrkdwn(phaseTitle(phase))}*\nScadenza: ${formatDayLong(phase.dueOn)}.`),
      input('reason', 'Motivo', { type: 'plain_text_input', multiline: true, max_length: 1_000 }),
      input('dueOn', 'Nuova scadenza', dayPicker(null), {
        optional: true,
        hint: 'Senza una nuova scadenza si accettano di nuovo gli aggiornamenti, e i promemoria già partiti non si ripetono.',
      }),
    ],
    'Riapri',
  );

export function parsePhaseReopenForm(view: SentView): {
  readonly phase: string;
  readonly reason: string;
  readonly dueOn: string | null;
} {
  const fields = fieldsOf(view);
  return { phase: phaseOf(view).phase, reason: fields.text('reason'), dueOn: fields.day('dueOn') };
}
