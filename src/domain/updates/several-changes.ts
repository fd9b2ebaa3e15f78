import { CHANGE_FIELDS, CHANGE_NAMES, type ChangeField } from '../../words/changes.ts';
import { formatDay } from '../../words/days.ts';
import { capital } from '../../words/sentences.ts';
import { LINE_END, type ProposedChange } from '../record/index.ts';

/*
 * Several changes of one item as they are typed: one a line, what changes before the colon. A line that is left empty
 * says nothing.
 */

/** What the form asks when more than one thing changes. */
export const SEVERAL = 'several';
export const CHANGE_CHOICES = [...CHANGE_FIELDS, SEVERAL] as const;
export type ChangeChoice = (typeof CHANGE_CHOICES)[number];

/** A line as it was typed, with its place. */
interface TypedChange {
  readonly field: ChangeField;
  readonly value: string;
  readonly line: number;
}

const nameOf = (field: ChangeField): string => capital(CHANGE_NAMES[field].it);

/** The lines of changes, one for each thing that may change. */
export const writeChanges = (changes: readonly Pick<ProposedChange, 'field' | 'new'>[]): string =>
  CHANGE_FIELDS.map((field) => {
    const value = changes.find((change) => change.field === field)?.new ?? '';
    return `${nameOf(field)}: ${field === 'deadline' ? formatDay(value) : value.replace(/\s+/g, ' ')}`;
  }).join('\n');

/** Reads lines of changes; the number of the first that names none of the things that may change, or one again. */
export function readChanges(text: string): readonly TypedChange[] | { readonly wrongLine: number } {
  const typed: TypedChange[] = [];
  for (const [at, written] of text.split(LINE_END).entries()) {
    if (written.trim() === '') continue;
    const [name = '', ...rest] = written.split(':');
    const field = CHANGE_FIELDS.find((one) => CHANGE_NAMES[one].it === name.trim().toLowerCase());
    const value = rest.join(':').trim();
    if (field === undefined || rest.length === 0 || typed.some((change) => change.field === field))
      return { wrongLine: at + 1 };
    if (value !== '') typed.push({ field, value, line: at + 1 });
  }
  return typed;
}
