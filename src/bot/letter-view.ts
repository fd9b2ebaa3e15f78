import type { KnownBlock } from '@slack/types';
import { itemRef, type Person, type PlanHead } from '../domain/types.ts';
import { the } from '../words/articles.ts';
import { formatDayLong } from '../words/days.ts';
import { joinedName } from '../words/proper-names.ts';
import { counted } from '../words/sentences.ts';
import { phaseTitle } from './kit/words.ts';
import { buildMessage, type OutboxMessage } from './message-view.ts';

/** What a letter says, to somebody who has no account in Slack. */
export interface LetterText {
  readonly subject: string;
  readonly text: string;
}

/** Whom a letter is to, and what goes with it. */
export interface LetterSurroundings {
  readonly head: PlanHead;
  readonly recipient: Pick<Person, 'name'>;
  /** How many sheets to fill in are attached. */
  readonly sheets: number;
}

/** A message of the outbox as an e-mail: what Slack would show, in plain words, and how to answer without it. */
export function buildLetter(
  message: OutboxMessage,
  { head, recipient, sheets }: LetterSurroundings,
): LetterText {
  const view = buildMessage(message, head.timezone);
  const lines = plainLines(view.blocks ?? []);
  return {
    subject: subjectOf(message, view.text, lines),
    text: [
      `Gentile ${recipient.name},`,
      '',
      ...lines,
      ...(toDo(message, sheets) ?? []).flatMap((line) => ['', line]),
      '',
      `Ricevi questo messaggio per e-mail perché il tuo indirizzo non ha un account nello Slack ${joinedName('di', head.bodyName)}. Per ogni domanda puoi rispondere a questo messaggio: legge l’ufficio controllo.`,
      '',
      `Traguardo, per l’ufficio controllo ${joinedName('di', head.bodyName)}`,
      '',
    ].join('\n'),
  };
}

/** What a letter is about, in the list of a mailbox. */
const SUBJECT_LENGTH = 140;

function subjectOf(message: OutboxMessage, text: string, lines: readonly string[]): string {
  if (message.kind === 'reminder') {
    const missing = new Set(
      message.items.filter(({ update }) => update === null).map(({ item }) => itemRef(item)),
    ).size;
    return `${phaseTitle(message.phase)}: ${counted(missing, 'aggiornamento', 'aggiornamenti')} da inviare, scadenza ${the(formatDayLong(message.phase.dueOn))}`;
  }
  const [first] = lines;
  const bare = (first ?? text).replace(/\s+/g, ' ');
  return bare.length > SUBJECT_LENGTH ? `${bare.slice(0, SUBJECT_LENGTH - 1)}…` : bare;
}

/** How what the message asks is done without Slack; null where it asks nothing. */
function toDo(message: OutboxMessage, sheets: number): readonly string[] | null {
  switch (message.kind) {
    case 'reminder':
      return sheets === 0
        ? ['Come rispondere: scrivi all’ufficio controllo, che riporta gli aggiornamenti per la struttura.']
        : [
            `Come rispondere: ${sheets === 1 ? 'compila la scheda XLSX allegata' : 'compila le schede XLSX allegate'} (nel foglio «Leggimi» c’è scritto come) e ${sheets === 1 ? 'rimandala' : 'rimandale'} all’ufficio controllo, rispondendo a questo messaggio${message.daysLeft < 0 ? '' : `, entro ${the(formatDayLong(message.phase.dueOn))}`}. L’ufficio controllo riporta gli aggiornamenti per la struttura, e il dirigente li approva come gli altri.`,
          ];
    case 'approval':
    case 'approvals':
      return [
        'Per approvare o restituire serve un account Slack con questo indirizzo: fino ad allora rispondi a questo messaggio, e l’ufficio controllo decide con te.',
      ];
    case 'outcome':
      return ['Se un aggiornamento ti è stato restituito, rispondi a questo messaggio con le correzioni.'];
    default:
      return null;
  }
}

/** What blocks say, without what can only be pressed. */
function plainLines(blocks: readonly KnownBlock[]): readonly string[] {
  return blocks.flatMap((block) => {
    switch (block.type) {
      case 'header':
        return [block.text.text, ''];
      case 'section':
        return [
          ...(block.text ? plain(block.text.text).split('\n') : []),
          ...(block.fields ?? []).map(({ text }) => plain(text).replaceAll('\n', ': ')),
        ];
      case 'context':
        return [
          '',
          block.elements.flatMap((element) => ('text' in element ? [plain(element.text)] : [])).join(' · '),
        ];
      case 'divider':
        return [''];
      default:
        return [];
    }
  });
}

/** Slack's marks taken off: what was escaped is itself again, a link stands behind its label. */
const plain = (mrkdwn: string): string =>
  mrkdwn
    .replace(/<(https?:[^|>]+)\|([^>]+)>/gi, '$2 ($1)')
    .replace(/<(https?:[^>]+)>/gi, '$1')
    .replace(/:[a-z][a-z0-9_+-]*:\s?/g, '')
    .replace(/(^|[\s(«])\*([^*\n]+)\*/g, '$1$2')
    .replace(/(^|[\s(«])_([^_\n]+)_/g, '$1$2')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
