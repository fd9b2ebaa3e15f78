import { z } from 'zod';
import type { Statement } from '../../domain/types.ts';
import { QUESTION_KINDS, type QuestionKind } from '../../words/question-kinds.ts';
import { type PhraseBook, phraseBook } from '../language/phrases.ts';
import { contentKeys } from '../language/tokens.ts';
import { cellList, readItalian } from './italian-files.ts';
import { type Alike, keysOf, withAlike } from './ways.ts';

const kindRow = z.object({ kind: z.enum(QUESTION_KINDS), words: cellList('|') });

/** The words that say what a question asks of its subject; throws when a row is malformed. */
export const readQuestionKinds = (): PhraseBook<QuestionKind> =>
  phraseBook(
    readItalian('domande.csv', kindRow).flatMap(({ kind, words }) =>
      words.map((word) => [word, kind] as const),
    ),
  );

/** What a statement of the document answers, and its own words. */
export interface Told {
  readonly statement: Statement;
  readonly answers: ReadonlySet<QuestionKind>;
  readonly keys: ReadonlySet<string>;
  /** Words that it is asked for by. */
  readonly asked: ReadonlySet<string>;
  /** Words of where it stands in the document. */
  readonly place: ReadonlySet<string>;
}

/** Statements by their codes. What one declares no answers for, its ways of asking must say: "chi", "perché". */
export const buildTold = (
  statements: readonly Statement[],
  kinds: PhraseBook<QuestionKind>,
  alike: Alike,
): ReadonlyMap<string, Told> =>
  new Map(
    statements.map((statement) => {
      const { code, subject = [], asked, answers = [], text, source } = statement;
      const ways = [...subject, ...asked].flatMap((way) => way.split(/[\s/]+/).flatMap(keysOf));
      return [
        code,
        {
          statement,
          answers: new Set<QuestionKind>(answers.length > 0 ? answers : kindsSaid(asked, kinds)),
          keys: withAlike(contentKeys(text), alike),
          asked: withAlike(ways, alike),
          place: new Set(contentKeys(source)),
        },
      ];
    }),
  );

/** The single words that ask so. */
export const keysOfKind = ({ byFirst }: PhraseBook<QuestionKind>, kind: QuestionKind): readonly string[] =>
  [...byFirst].flatMap(([key, phrases]) =>
    phrases.some(({ keys, meaning }) => keys.length === 1 && meaning === kind) ? [key] : [],
  );

const kindsSaid = (
  asked: readonly string[],
  { byFirst }: PhraseBook<QuestionKind>,
): readonly QuestionKind[] =>
  asked
    .flatMap((way) => way.split(/[\s/]+/).flatMap(keysOf))
    .flatMap((key) =>
      (byFirst.get(key) ?? []).flatMap(({ keys, meaning }) => (keys.length === 1 ? meaning : [])),
    );
