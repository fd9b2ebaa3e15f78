import type {
  ActionsBlock,
  Button,
  ContextActionsBlock,
  ContextBlock,
  DataTableBlock,
  ImageBlock,
  ModalView,
  SectionBlock,
} from '@slack/types';
import type { Answer } from '../../answers/answer.ts';
import { toPlainText } from '../../answers/plain-text.ts';
import type { GivenAnswer } from '../../answers/question-service.ts';
import { ANSWER_PARTS } from '../../words/answer-parts.ts';
import type { InBoth } from '../../words/language.ts';
import { capital } from '../../words/sentences.ts';
import {
  about,
  actions,
  button,
  confirmed,
  context,
  escapeMrkdwn,
  type MessageView,
  plain,
  plainSection,
  section,
} from '../kit/blocks.ts';
import { ACTIONS, CHOICE_ACTIONS, FOLLOW_UP_ACTIONS } from '../kit/ids.ts';
import { LIMITS, shorten } from '../kit/limits.ts';
import { feedbackButtons } from './feedback-view.ts';
import { tableBlocks } from './table-view.ts';

type AnswerBlock =
  | ContextActionsBlock
  | SectionBlock
  | ContextBlock
  | DataTableBlock
  | ActionsBlock
  | ImageBlock;

/** Words of the buttons and labels of Slack alone. */
const WORDS = {
  chart: { it: 'Grafico', en: 'Chart' },
  share: { it: 'Condividi qui', en: 'Share here' },
  shareLive: {
    it: 'Dice come va una fase aperta: la leggerà chiunque sia in questo canale, anche chi non è dell’ente.',
    en: 'It tells how an open phase goes: whoever is in this channel will read it, from other bodies too.',
  },
  sure: { it: 'Confermi?', en: 'Are you sure?' },
  considered: { it: 'Che cosa ho considerato', en: 'What I considered' },
  rows: { it: 'Righe', en: 'Rows' },
  close: { it: 'Chiudi', en: 'Close' },
} as const satisfies Readonly<Record<string, InBoth>>;

/**
 * An answer as a Slack message: the sentence, the rows, the notes, the source, the buttons.
 * @param options.shareable whether it was given in private, in a place where others are
 * @param options.image its figures as a picture; null where none was asked for, or it could not be shown
 */
export function buildAnswer(
  given: GivenAnswer,
  options: { readonly shareable: boolean; readonly image?: ImageBlock | null },
): MessageView<AnswerBlock> {
  const { answer, id, question } = given;
  const { language } = answer;
  // Many answers stand in a conversation, each with such buttons.
  const ofAnswer = (label: string, action: string): Button => about(button(label, action, id), question);
  const sources = answer.sources.map((source) => `${ANSWER_PARTS.source[language]}: ${source}`);
  const asides = [
    ...(answer.assumed === null ? [] : [capital(answer.assumed)]),
    ...answer.notes,
    ...sources,
  ].map(escapeMrkdwn);
  const buttons = [
    ...(!answer.picture || options.image ? [] : [ofAnswer(WORDS.chart[language], ACTIONS.showChart)]),
    ...(answer.proof === null ? [] : [ofAnswer(ANSWER_PARTS.proof[language], ACTIONS.showProof)]),
    ...answer.followUps
      .slice(0, FOLLOW_UP_ACTIONS.length)
      .map(({ label }, index) =>
        about(button(label, FOLLOW_UP_ACTIONS[index] ?? '', `${id}|${index}`), question),
      ),
    ...(options.shareable && answer.kind === 'answer' ? [shareButton(given)] : []),
  ];
  const choices = answer.choices
    .slice(0, CHOICE_ACTIONS.length)
    .map(({ label }, index) => button(label, CHOICE_ACTIONS[index] ?? '', `${id}|${index}`));
  const blocks: AnswerBlock[] = [
    section(escapeMrkdwn(answer.headline)),
    ...(answer.table === null || answer.table.rows.length === 0
      ? []
      : tableBlocks(answer.table, language, options.image ? 'beside_image' : 'alone')),
    // A conversation is read from its end: what was asked to be seen stands there.
    ...(options.image ? [options.image] : []),
    ...(choices.length === 0 ? [] : [context(`${ANSWER_PARTS.meant[language]}:`), actions(...choices)]),
    ...chunks(asides, LIMITS.contextElements).map((lines) => context(...lines)),
    ...(buttons.length === 0 ? [] : [actions(...buttons)]),
    feedbackButtons(id, language),
  ];
  return { text: shorten(escapeMrkdwn(toPlainText(answer)), LIMITS.fallbackText), blocks };
}

/** How an open phase goes is for the body's own people: whoever would show it to a channel is asked first. */
function shareButton({ answer: { language, query }, id, question }: GivenAnswer): Button {
  const share = about(button(WORDS.share[language], ACTIONS.shareAnswer, id), question);
  if (query?.type !== 'monitoring') return share;
  return confirmed(share, WORDS.shareLive[language], WORDS.share[language], WORDS.sure[language]);
}

function chunks<T>(values: readonly T[], size: number): T[][] {
  const result: T[][] = [];
  for (let start = 0; start < values.length; start += size) result.push(values.slice(start, start + size));
  return result;
}

/** Every line of a proof must be readable, or it cannot be checked by hand: as many sections as it takes. */
function inSections(body: string): readonly string[] {
  const parts: string[] = [];
  for (const line of body.split('\n')) {
    const last = parts.at(-1);
    if (last !== undefined && last.length + line.length < LIMITS.sectionText)
      parts[parts.length - 1] = `${last}\n${line}`;
    else parts.push(line);
  }
  return parts;
}

/** "Come ho calcolato": filter, rows, formula and the sum that adds up again, in a modal. */
export function buildProof(answer: Answer): ModalView {
  const { proof, language } = answer;
  const parts: [string, string][] =
    proof === null
      ? []
      : [
          [WORDS.considered[language], proof.filter],
          [ANSWER_PARTS.formula[language], proof.formula],
          [WORDS.rows[language], proof.rows.join('\n')],
          [ANSWER_PARTS.sum[language], proof.sum ?? ''],
        ];
  return {
    type: 'modal',
    title: plain(ANSWER_PARTS.proof[language], LIMITS.modalTitle),
    close: plain(WORDS.close[language]),
    blocks: [
      plainSection(answer.headline),
      ...parts
        .filter(([, body]) => body !== '')
        .flatMap(([title, body]) => [section(`*${title}*`), ...inSections(body).map(plainSection)]),
      ...(answer.sources.length === 0 ? [] : [context(...answer.sources.map(escapeMrkdwn))]),
    ],
  };
}
