import { say } from '../phrase/draft.ts';
import { fullName, rowLabel, subjectCode } from '../phrase/names.ts';
import type { Words } from '../phrase/words.ts';
import type { Level } from './figures-query.ts';
import type { RowSubject } from './figures-table.ts';
import type { Agreement } from './italian.ts';
import type { Voice } from './voice.ts';

const LONGEST = 48;

/** What rows of a level are called. */
export function levelNames(words: Words, level: Level): { readonly one: string; readonly many: string } {
  if (level !== 'kind') return words.levels[level];
  return words.language === 'it' ? { one: 'tipo', many: 'tipi di voce' } : { one: 'kind', many: 'kinds' };
}

/** "nessuna U.O.", "i settori". */
export const levelAgreement = (words: Words, level: Level, plural = false): Agreement => ({
  gender: level === 'kind' ? 'm' : words.levelGender[level],
  plural,
});

/** A row's name in a table: in full for items, a structure's long name cut after a whole word. */
export function rowName({ index, words }: Voice, subject: RowSubject): string {
  if (subject.type === 'all') return say(words, 'Totale', 'Total');
  return shortened(rowLabel(index, words, subject));
}

/** The same in a sentence: items with their title, structures by code. */
export function spokenName({ index, words }: Voice, subject: RowSubject): string {
  if (subject.type === 'all') return say(words, 'tutto il piano', 'the whole plan');
  if (subject.type !== 'item') return subjectCode(index, words, subject);
  const one = index.byRef.get(subject.ref);
  return one ? fullName(words, one) : subject.ref;
}

/** In few words, where many are named: "obiettivo 24". */
export const briefName = ({ index, words }: Voice, subject: RowSubject): string =>
  subject.type === 'all' ? spokenName({ index, words }, subject) : subjectCode(index, words, subject);

function shortened(name: string): string {
  if (name.length <= LONGEST || name.includes('«')) return name;
  const cut = name.slice(0, LONGEST).replace(/[\s,;–-]+\S*$/, '');
  return `${cut} …`;
}
