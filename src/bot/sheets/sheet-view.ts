import type { KnownBlock } from '@slack/types';
import type { SheetOutcome } from '../../domain/sheets/index.ts';
import { escapeMrkdwn, type MessageView, plainSection, section } from '../kit/blocks.ts';
import { LIMITS, shorten } from '../kit/limits.ts';
import {
  followUpWords,
  mistakeLines,
  owedLine,
  refusalWords,
  summaryWords,
  takenLines,
} from './sheet-words.ts';

/** Lines of a list that are shown; the terminal shows them all. */
const SHOWN = 15;

/** What came of a filled sheet: what was taken, what was not and why, what is still to be filled in. */
export function buildSheetReport(outcome: SheetOutcome): MessageView<KnownBlock> {
  if (!outcome.ok) return said(refusalWords(outcome.refusal));
  const { report } = outcome;
  const text = summaryWords(report);
  return {
    text: shorten(text, LIMITS.fallbackText),
    blocks: [
      section(`*${escapeMrkdwn(text)}*`),
      ...list('Presi', takenLines(report)),
      ...[followUpWords(report)].flatMap((words) => (words === null ? [] : [plainSection(words)])),
      ...list('Non presi: correggi e rimanda la stessa scheda', mistakeLines(report)),
      ...[owedLine(report)].flatMap((words) =>
        words === null ? [] : [plainSection(shorten(words, LIMITS.sectionText))],
      ),
    ],
  };
}

/** One sentence, as a message. */
export const said = (sentence: string): MessageView<KnownBlock> => ({
  text: escapeMrkdwn(sentence),
  blocks: [plainSection(sentence)],
});

function list(title: string, lines: readonly string[]): KnownBlock[] {
  if (lines.length === 0) return [];
  const shown = lines.slice(0, SHOWN).map((line) => `• ${escapeMrkdwn(line)}`);
  const more = lines.length > SHOWN ? [`… e altri ${lines.length - SHOWN}`] : [];
  return [section(shorten([`*${title}*`, ...shown, ...more].join('\n'), LIMITS.sectionText))];
}
