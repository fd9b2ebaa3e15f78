import type {
  ActionsBlock,
  ContextActionsBlock,
  ContextBlock,
  DataTableBlock,
  ModalView,
  SectionBlock,
} from '@slack/types';
import type { Answer, AnswerTable, Cell } from '../../answers/answer.ts';
import { toPlainText } from '../../answers/plain-text.ts';
import type { GivenAnswer } from '../../answers/question-service.ts';
import { ANSWER_PARTS } from '../../words/answer-parts.ts';
import type { InBoth, Language } from '../../words/language.ts';
import { capital, counted } from '../../words/sentences.ts';
import {
  actions,
  button,
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

type AnswerBlock = ContextActionsBlock | SectionBlock | ContextBlock | DataTableBlock | ActionsBlock;

/** Rows of a table before one has to turn the page. */
const PAGE_SIZE = 10;

/** Words of the buttons and labels of Slack alone. */
const WORDS = {
  share: { it: 'Condividi qui', en: 'Share here' },
  considered: { it: 'Che cosa ho considerato', en: 'What I considered' },
  rows: { it: 'Righe', en: 'Rows' },
  close: { it: 'Chiudi', en: 'Close' },
} as const satisfies Readonly<Record<string, InBoth>>;

/** "1 riga", "12 righe". */
const rowCount = (total: number, language: Language): string =>
  language === 'it' ? counted(total, 'riga', 'righe') : counted(total, 'row', 'rows');

const firstRows = (shown: number, total: number, language: Language): string =>
  language === 'it' ? `Qui le prime ${shown} righe su ${total}.` : `The first ${shown} rows of ${total}.`;

/**
 * An answer as a Slack message: the sentence, the rows, the notes, the source, the buttons.
 * @param shareable whether it was given in private, in a place where others are
 */
export function buildAnswer(
  given: GivenAnswer,
  options: { readonly shareable: boolean },
): MessageView<AnswerBlock> {
  const { answer, id } = given;
  const { language } = answer;
  const sources = answer.sources.map((source) => `${ANSWER_PARTS.source[language]}: ${source}`);
  const asides = [
    ...(answer.assumed === null ? [] : [capital(answer.assumed)]),
    ...answer.notes,
    ...sources,
  ].map(escapeMrkdwn);
  const buttons = [
    ...(answer.proof === null ? [] : [button(ANSWER_PARTS.proof[language], ACTIONS.showProof, id)]),
    ...answer.followUps
      .slice(0, FOLLOW_UP_ACTIONS.length)
      .map(({ label }, index) => button(label, FOLLOW_UP_ACTIONS[index] ?? '', `${id}|${index}`)),
    ...(options.shareable && answer.kind === 'answer'
      ? [button(WORDS.share[language], ACTIONS.shareAnswer, id)]
      : []),
  ];
  const choices = answer.choices
    .slice(0, CHOICE_ACTIONS.length)
    .map(({ label }, index) => button(label, CHOICE_ACTIONS[index] ?? '', `${id}|${index}`));
  const blocks: AnswerBlock[] = [
    section(escapeMrkdwn(answer.headline)),
    ...(answer.table === null || answer.table.rows.length === 0 ? [] : tableBlocks(answer.table, language)),
    ...(choices.length === 0 ? [] : [context(`${ANSWER_PARTS.meant[language]}:`), actions(...choices)]),
    ...chunks(asides, LIMITS.contextElements).map((lines) => context(...lines)),
    ...(buttons.length === 0 ? [] : [actions(...buttons)]),
    feedbackButtons(id, language),
  ];
  return { text: shorten(escapeMrkdwn(toPlainText(answer)), LIMITS.fallbackText), blocks };
}

/** The rows that Slack takes, and how many there are in all when these are fewer. */
function tableBlocks(table: AnswerTable, language: Language): (DataTableBlock | ContextBlock)[] {
  const rows = rowsThatFit(table);
  return [
    dataTable({ ...table, rows }, rowCount(table.total, language)),
    ...(rows.length < table.total ? [context(firstRows(rows.length, table.total, language))] : []),
  ];
}

function rowsThatFit({ columns, rows }: AnswerTable): AnswerTable['rows'] {
  let left = LIMITS.tableText - lengthOf(columns.map(({ label }) => label));
  const fitting = rows.slice(0, LIMITS.tableRows - 1).findIndex((row) => {
    left -= lengthOf(row.map(({ text }) => text));
    return left < 0;
  });
  return rows.slice(0, fitting < 0 ? LIMITS.tableRows - 1 : fitting);
}

/** An empty cell is shown as one character. */
const lengthOf = (texts: readonly string[]): number =>
  texts.reduce((sum, text) => sum + Math.max(text.length, 1), 0);

/** Slack wants a header row first and no empty cell; a `raw_number` sorts by its number and shows its text. */
function dataTable({ columns, rows }: AnswerTable, caption: string): DataTableBlock {
  return {
    type: 'data_table',
    caption,
    page_size: PAGE_SIZE,
    rows: [
      columns.map(({ label }) => ({ type: 'raw_text' as const, text: capital(label) || '—' })),
      ...rows.map((row) => row.map((cell, column) => tableCell(cell, columns[column]?.numeric ?? false))),
    ],
  };
}

const tableCell = ({ text, value }: Cell, numeric: boolean) =>
  numeric && value !== null
    ? { type: 'raw_number' as const, value, text: text || '—' }
    : { type: 'raw_text' as const, text: text || '—' };

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
