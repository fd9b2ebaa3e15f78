/** Questions beside the items: context tables, acts, the phase that is open. */

import { actQuestions } from './act-questions.ts';
import type { Body } from './bodies.ts';
import type { Grade, SaidAnswer } from './grade.ts';
import { liveQuestions } from './live-questions.ts';
import { tableQuestions } from './table-questions.ts';

export interface SideQuestion {
  readonly body: string;
  readonly operator: string;
  readonly text: string;
  /** Every one of these stands in a right answer, as it is written. */
  readonly figures: readonly string[];
  /** The name with which a right answer begins. */
  readonly leads?: string;
}

/** `n` questions about a body: three of tables to one of acts and two of its phases, as far as it has them. */
export function sideQuestions(body: Body, n: number, seed: number): readonly SideQuestion[] {
  const tables = tableQuestions(body, Math.ceil(n / 2), seed);
  const acts = actQuestions(body, Math.ceil(n / 6), seed);
  const live = liveQuestions(body, n - tables.length - acts.length, seed);
  return [...tables, ...acts, ...live].slice(0, n);
}

/** One apostrophe, small letters, and no zeros after the last decimal that counts. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/[\u00a0\u202f]/g, ' ')
    .replace(/,(\d*?)0+(?!\d)/g, (_all, kept: string) => (kept === '' ? '' : `,${kept}`));

/** Right with every figure in its place, asked where the answer is a question or that there is none. */
export function gradeSide(
  { figures, leads }: Pick<SideQuestion, 'figures' | 'leads'>,
  said: SaidAnswer,
): Grade {
  const all = plain([said.headline, ...said.rows.map((row) => row.join(' '))].join(' \n '));
  const holds = (figure: string): boolean => {
    const at = all.indexOf(plain(figure));
    return (
      at >= 0 && new RegExp(`(?<![\\d.,])${plain(figure).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`).test(all)
    );
  };
  if (said.kind === 'answer' && figures.every(holds))
    return leads === undefined || plain(said.headline).startsWith(plain(leads)) ? 'right' : 'wrong';
  return said.kind === 'answer' ? 'wrong' : 'asked';
}
