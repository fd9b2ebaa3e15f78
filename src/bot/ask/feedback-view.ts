import type { ContextActionsBlock, ContextBlock, HeaderBlock, ModalView, SectionBlock } from '@slack/types';
import { z } from 'zod';
import type { Answer } from '../../answers/answer.ts';
import type { Rating, Report } from '../../answers/feedback.ts';
import type { ProposalOutcome } from '../../answers/query-proposer.ts';
import type { ModelUseSummary } from '../../answers/question-service.ts';
import { formatMoment } from '../../words/days.ts';
import { formatCount } from '../../words/formats.ts';
import {
  about,
  button,
  context,
  escapeMrkdwn,
  header,
  type MessageView,
  plain,
  plainSection,
  section,
} from '../kit/blocks.ts';
import { input, modal, text } from '../kit/form-parts.ts';
import { ACTIONS, VIEWS } from '../kit/ids.ts';
import { LIMITS, shorten } from '../kit/limits.ts';
import { fieldsOf, type SentView } from '../kit/sent-view.ts';

/** Longest comment: a few paragraphs. */
const MAX_COMMENT = 1_000;
const COMMENT = 'comment';

const BUTTON_WORDS = {
  it: {
    good: { text: 'Utile', label: 'La risposta è utile' },
    bad: { text: 'Segnala errore', label: 'La risposta è sbagliata: segnala un errore' },
  },
  en: {
    good: { text: 'Useful', label: 'The answer is useful' },
    bad: { text: 'Report an error', label: 'The answer is wrong: report an error' },
  },
} as const;

/** 👍/👎 under an answer, in its language. */
export const feedbackButtons = (answerId: string, language: Answer['language']): ContextActionsBlock => ({
  type: 'context_actions',
  elements: [
    {
      type: 'feedback_buttons',
      action_id: ACTIONS.rateAnswer,
      positive_button: {
        text: plain(BUTTON_WORDS[language].good.text),
        accessibility_label: BUTTON_WORDS[language].good.label,
        value: `good|${answerId}`,
      },
      negative_button: {
        text: plain(BUTTON_WORDS[language].bad.text),
        accessibility_label: BUTTON_WORDS[language].bad.label,
        value: `bad|${answerId}`,
      },
    },
  ],
});

/** Reads which button was pressed, on which answer; null when the value is not one of ours. */
export function parseRating(value: string): { rating: Rating; answerId: string } | null {
  const [rating, answerId] = value.split('|');
  return (rating === 'good' || rating === 'bad') && answerId ? { rating, answerId } : null;
}

const metadataSchema = z.object({ answerId: z.string(), channel: z.string() });
/** The answer that a report is about, and where it was read. */
type Reported = z.infer<typeof metadataSchema>;

/** "Segnala errore": what is wrong, in one's own words. */
export const buildReportForm = (reported: Reported, question: string): ModalView => ({
  type: 'modal',
  callback_id: VIEWS.reportForm,
  private_metadata: JSON.stringify(reported),
  title: plain('Segnala errore', LIMITS.modalTitle),
  submit: plain('Invia'),
  close: plain('Annulla'),
  blocks: [
    plainSection(`Domanda: ${question}`),
    {
      type: 'input',
      block_id: COMMENT,
      optional: true,
      label: plain('Che cosa non va?'),
      hint: plain('La segnalazione arriva all’ufficio controllo, con la domanda e la risposta.'),
      element: { type: 'plain_text_input', action_id: COMMENT, multiline: true, max_length: MAX_COMMENT },
    },
  ],
});

/** @throws ZodError when the metadata is not this form's */
export function parseReportForm(view: {
  private_metadata: string;
  state: { values: Record<string, Record<string, { value?: string | null | undefined }>> };
}): Reported & { readonly comment: string | null } {
  const reported = metadataSchema.parse(JSON.parse(view.private_metadata));
  const comment = view.state.values[COMMENT]?.[COMMENT]?.value?.trim();
  return { ...reported, comment: comment ? comment : null };
}

const reportSchema = z.object({ answerId: z.string(), person: z.string() });
type ReportKey = z.infer<typeof reportSchema>;

/** Which report a button was pressed for; null when the value is not one of ours. */
export function parseReportKey(value: string | undefined): ReportKey | null {
  const [answerId, person] = (value ?? '').split('|');
  return answerId && person ? { answerId, person } : null;
}

/** "Rispondi": what came of a report, told to its author. */
export const buildOutcomeForm = ({ answerId, person, given, comment }: Report): ModalView =>
  modal(
    VIEWS.outcomeForm,
    'Rispondi',
    { answerId, person },
    [
      plainSection(`Domanda: ${given.question}`),
      plainSection(`Risposta data: ${given.answer.headline}`),
      ...(comment === null ? [] : [plainSection(`Segnalazione: ${comment}`)]),
      input('outcome', 'Che cosa ne è stato', text(true, MAX_COMMENT), {
        hint: 'La legge chi ha segnalato l’errore, in privato.',
      }),
    ],
    'Invia',
  );

/** @throws ZodError when the metadata is not this form's */
export const parseOutcomeForm = (view: SentView): ReportKey & { readonly outcome: string } => ({
  ...reportSchema.parse(JSON.parse(view.private_metadata)),
  outcome: fieldsOf(view).text('outcome'),
});

/** To whoever reported an error: what came of it. */
export const outcomeSentence = ({ given }: Report, outcome: string): string =>
  `Hai segnalato la risposta a «${shorten(given.question, 200)}»; l’ufficio controllo risponde: «${outcome}»`;

/** The reported answers, for the control office. */
export function buildReports(
  reports: readonly Report[],
  counts: Readonly<Record<Rating, number>>,
  uses: ModelUseSummary,
  timezone: string,
): MessageView<HeaderBlock | SectionBlock | ContextBlock> {
  const summary = `Risposte giudicate utili: ${counts.good}; segnalate: ${counts.bad}.`;
  return {
    text: summary,
    blocks: [
      header('Segnalazioni sulle risposte'),
      ...modelUse(uses),
      section(reports.length === 0 ? `${summary} Nessuna segnalazione da leggere.` : summary),
      ...reports.flatMap(({ given, comment, person, at, outcome }) => [
        section(
          [
            `*${escapeMrkdwn(shorten(given.question, 300))}*`,
            escapeMrkdwn(shorten(given.answer.headline, 600)),
            ...(comment === null ? [] : [`Segnalazione: ${escapeMrkdwn(comment)}`]),
            ...(outcome === null ? [] : [`Risposta: ${escapeMrkdwn(outcome)}`]),
          ].join('\n'),
          outcome === null
            ? about(
                button('Rispondi', ACTIONS.answerReport, `${given.id}|${person}`),
                `risposta ${given.id.slice(0, 8)}, ${person}`,
              )
            : undefined,
        ),
        context(`${escapeMrkdwn(person)} · ${formatMoment(at, timezone)} · risposta ${given.id.slice(0, 8)}`),
      ]),
    ],
  };
}

/** What the language model, where the body wants one, was asked for and how it ended; nothing when it never was. */
function modelUse({ byOutcome, inputTokens, outputTokens }: ModelUseSummary): ContextBlock[] {
  const count = (...outcomes: ProposalOutcome[]): number =>
    outcomes.reduce((sum, outcome) => sum + (byOutcome.get(outcome) ?? 0), 0);
  const total = [...byOutcome.values()].reduce((sum, uses) => sum + uses, 0);
  if (total === 0) return [];
  return [
    context(
      `Modello linguistico: interpellato ${total - count('resting')} volte, utile ${count('used', 'repaired')}, senza esito ${count('declined', 'invalid')}, non raggiunto ${count('failed')}, lasciato stare perché non rispondeva ${count('resting')}; ${formatCount(inputTokens + outputTokens)} token.`,
    ),
  ];
}
