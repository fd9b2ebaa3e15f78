import { z } from 'zod';
import { BOUNDS } from '../../words/operators.ts';
import { readItalian } from '../knowledge/italian-files.ts';
import { type PhraseBook, phraseBook } from '../language/phrases.ts';
import { LIVE_FACTS, type LiveFact } from '../query.ts';

const PLAIN = [
  'way',
  'when',
  'why',
  'done',
  'progress',
  'mean',
  'daily',
  'rest',
  'half',
  'said',
  'not',
  'nothing',
  'owe',
  'send',
  'who',
  'phase',
  'former',
  'behind',
  'ahead',
  'howlong',
  'without',
  'within',
  'all',
  'overdue',
  'share',
  'count',
  'list',
  'mine',
  'idle',
] as const;

/** What a word does where rows of a phase are asked for. */
export type PhaseWord =
  | { readonly cat: (typeof PLAIN)[number] }
  | { readonly cat: 'fact'; readonly is: LiveFact }
  | { readonly cat: 'end'; readonly end: 'max' | 'min' }
  | { readonly cat: 'longest'; readonly end: 'max' | 'min' }
  | { readonly cat: 'compare'; readonly op: (typeof BOUNDS)[number] }
  | { readonly cat: 'since'; readonly op: (typeof BOUNDS)[number] }
  | { readonly cat: 'rows'; readonly many: boolean }
  | { readonly cat: 'whose'; readonly level: 'department' | 'unit' }
  | { readonly cat: 'unit'; readonly days: number };

const row = z.object({ category: z.string(), value: z.string(), words: z.string().min(1) });

/** The words by which rows of a phase are asked for. */
export const readPhaseWords = (): PhraseBook<PhaseWord> =>
  phraseBook(
    readItalian('monitoraggi.csv', row).flatMap(({ category, value, words }) =>
      words.split('|').map((word) => [word, toWord(category, value)] as const),
    ),
  );

function toWord(category: string, value: string): PhaseWord {
  switch (category) {
    case 'fact':
      return { cat: 'fact', is: z.enum(LIVE_FACTS).parse(value) };
    case 'end':
    case 'longest':
      return { cat: category, end: z.enum(['max', 'min']).parse(value) };
    case 'compare':
    case 'since':
      return { cat: category, op: z.enum(BOUNDS).parse(value) };
    case 'rows':
      return { cat: 'rows', many: value === 'many' };
    case 'whose':
      return { cat: category, level: z.enum(['department', 'unit']).parse(value) };
    case 'unit':
      return { cat: 'unit', days: Number(value) };
    default:
      return { cat: z.enum(PLAIN).parse(category) };
  }
}
