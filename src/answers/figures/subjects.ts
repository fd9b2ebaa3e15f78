import type { Noun } from '../../words/language.ts';
import type { Level as WordLevel } from '../../words/levels.ts';
import { say } from '../phrase/draft.ts';
import { fullName, rowLabel, subjectCode, subjectName } from '../phrase/names.ts';
import type { Words } from '../phrase/words.ts';
import type { Grouping } from './figures-query.ts';
import type { RowSubject } from './figures-table.ts';
import type { Agreement } from './italian.ts';
import type { Voice } from './voice.ts';

/** What rows of a level are called. */
export function levelNames(words: Words, level: Grouping): Noun {
  if (level === 'weight') return ofValue(words, 'peso', 'pesi', 'weight');
  if (level === 'deadline') return ofValue(words, 'ultimo anno', 'ultimi anni', 'last year');
  if (level !== 'kind') return words.levels[level];
  return words.language === 'it' ? { one: 'tipo', many: 'tipi di voce' } : { one: 'kind', many: 'kinds' };
}

const ofValue = (words: Words, one: string, many: string, english: string): Noun =>
  words.language === 'it' ? { one, many } : { one: english, many: `${english}s` };

/** "nessuna U.O.", "i settori". */
export const levelAgreement = (words: Words, level: Grouping, plural = false): Agreement => ({
  gender: level in words.levelGender ? words.levelGender[level as WordLevel] : 'm',
  plural,
});

/** A row's name in a table, in full. */
export function rowName({ index, words }: Voice, subject: RowSubject): string {
  if (subject.type === 'all') return say(words, 'Totale', 'Total');
  if (subject.type === 'value') return valueName(subject);
  return rowLabel(index, words, subject);
}

/** The same in a sentence: items with their title, structures by code. */
export function spokenName({ index, words }: Voice, subject: RowSubject): string {
  if (subject.type === 'all') return say(words, 'tutto il piano', 'the whole plan');
  if (subject.type === 'value') return valueName(subject);
  if (subject.type !== 'item') return subjectCode(index, words, subject);
  const one = index.byRef.get(subject.ref);
  return one ? fullName(words, one) : subject.ref;
}

/** The same with the whole name of a structure, where it is the only one. */
export const fullSubjectName = ({ index, words }: Voice, subject: RowSubject): string =>
  subject.type === 'all' || subject.type === 'value'
    ? spokenName({ index, words }, subject)
    : subjectName(index, words, subject);

/** In few words, where many are named: "obiettivo 24". */
export const briefName = ({ index, words }: Voice, subject: RowSubject): string =>
  subject.type === 'all' || subject.type === 'value'
    ? spokenName({ index, words }, subject)
    : subjectCode(index, words, subject);

const valueName = ({ value }: Extract<RowSubject, { type: 'value' }>): string =>
  value === null ? '—' : String(value);
